"""Every command has help."""

from __future__ import annotations

from collections.abc import Iterator

import click
from flask import Flask

from tests.cli.commands import flask

OURS = {
    "backup",
    "doctor",
    "export",
    "follow-up",
    "import",
    "init",
    "maintain",
    "rebuild",
    "reindex",
    "restore",
    "serve",
    "user",
    "verify",
    "version",
}


def all_commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it."""
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from all_commands(command, (*path, name))


def test_each_has_help_and_so_has_each_option(app: Flask) -> None:
    commands = dict(all_commands(app.cli))
    assert {words[0] for words in commands} == OURS
    for words, command in commands.items():
        answer = app.test_cli_runner().invoke(args=[*words, "--help"])
        assert answer.exit_code == 0
        assert command.help, words
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert [(words, option.name) for option in options if not option.help] == []


def test_flask_lists_them() -> None:
    result = flask(None, "--help")
    assert result.code == 0
    listed = {line.split()[0] for line in result.out.partition("Commands:")[2].splitlines() if line.strip()}
    assert listed >= OURS


def test_help_needs_no_installation() -> None:
    assert flask(None, "user", "add", "--help").code == 0
