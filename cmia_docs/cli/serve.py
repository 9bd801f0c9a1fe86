"""`flask serve`: the server people use, after a look whether everything is there."""

from __future__ import annotations

import socket
from typing import Any

import click
from flask import Flask, current_app
from gunicorn.app.base import BaseApplication

from cmia_docs.cli.console import echo, fail, installation, plainly, services
from cmia_docs.cli.demo import demo_logins
from cmia_docs.cli.init import HALF_MADE, make_installation
from cmia_docs.cli.worker import Worker
from cmia_docs.installation import Installation
from cmia_docs.models.migrate import is_current
from cmia_docs.stores.data_folder import Condition, condition

_GRACE_SECONDS = 30


@click.command()
@click.option("--demo", is_flag=True, help="At the first start, make an installation with the demo council.")
@plainly
def serve(demo: bool) -> None:
    """Serve the product until Ctrl-C."""
    settings = installation().settings
    _check_port(settings.host, settings.port)
    if demo and condition(settings.data) is Condition.MISSING:
        echo(f"First start: making {settings.data} with the demo council ...")
        make_installation(demo=True)
    _check_installation(installation())
    _welcome()
    app = current_app._get_current_object()  # type: ignore[attr-defined] # the server outlives this context
    _Server(app, installation()).run()


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise fail(
                f"Port {port} on {host} cannot be used ({error.strerror}). Is the product running already? "
                f"Stop that, or choose another port: CMIA_PORT={port + 1} make run"
            ) from error


def _check_installation(found: Installation) -> None:
    data = found.settings.data
    state = condition(data)
    if state is Condition.MISSING:
        raise fail(f"There is no installation in {data}. Make one: flask init --demo, or flask init --empty")
    if state is Condition.HALF_MADE:
        raise fail(HALF_MADE.format(folder=data))
    for part in (found.settings.drafts, found.settings.register):
        if not (part / "HEAD").is_file():
            raise fail(f"{part} is missing or damaged. Put it back from a backup; nothing else was changed.")
    probe = data / "setup.lock"
    probe.open("a").close()  # an unwritable folder fails here, with its name
    if not is_current(found.engine):
        raise fail(
            "The database is lost, or of another version of the product. Where it is lost, `flask rebuild` "
            "makes it again from the repositories."
        )


def _welcome() -> None:
    settings = installation().settings
    echo(f"\nCMIA Docs is at {settings.address}", bold=True)
    with services().readers() as session:
        logins = demo_logins(session)
    if logins:
        echo("\nDemo sign-ins:")
        for email, roles in logins:
            echo(f"  {email:<34} {roles}")
    echo("\nCtrl-C stops it.\n")


class _Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """One worker process with threads: the embedded database and index are made for one, and so are locks."""

    def __init__(self, app: Flask, found: Installation) -> None:
        self._app, self._found = app, found
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn, with what starts and stops in the worker."""
        settings, found = self._found.settings, self._found

        def started(_worker: Any) -> None:
            if settings.follow_up_in_server:
                found.follow_up.start()

        def stopping(_server: Any, _worker: Any) -> None:
            found.follow_up.stop()

        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        options = {
            "bind": f"{host}:{settings.port}",
            "workers": 1,
            "worker_class": Worker,
            "threads": settings.threads,
            "timeout": 120,
            "graceful_timeout": _GRACE_SECONDS,
            "keepalive": 5,
            "loglevel": settings.log_level.lower(),
            "proc_name": "cmia-docs",
            "post_worker_init": started,
            "worker_exit": stopping,
            "limit_request_line": 8190,
            # No control channel: the server is stopped by signals alone.
            "control_socket_disable": True,
            # The pool must not carry a connection over the fork.
            "pre_fork": lambda _server, _worker: found.engine.dispose(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self._app
