"""`flask serve`: the server people use, after a look whether everything is there."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import gc
import socket
from contextlib import suppress
from typing import Any

import click
from flask import Flask, current_app
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from cmia_docs.cli.checks import check_installation
from cmia_docs.cli.console import echo, fail, installation, plainly, services
from cmia_docs.cli.demo.demo import demo_logins
from cmia_docs.cli.init import make_demo
from cmia_docs.cli.server.follow_up_process import FollowUpProcess
from cmia_docs.cli.server.server_lock import Claim, claim
from cmia_docs.cli.server.worker import Worker
from cmia_docs.cli.stores import mend_indexes
from cmia_docs.cli.templates import compile_soon
from cmia_docs.errors import Unavailable
from cmia_docs.installation import Installation
from cmia_docs.logs import ServerLog, start_logs
from cmia_docs.queries.council import council_of
from cmia_docs.stores.data_folder import Condition, condition
from cmia_docs.stores.secret import make_secret_key
from cmia_docs.text.search.morphology import load_dictionary

_GRACE_SECONDS = 30
_PORTS_LOOKED_AT = 20
_M_ARENA_MAX = -8
"""Of glibc's malloc.h."""


@click.command()
@click.option("--demo", is_flag=True, help="At the first start, make an installation with the demo council.")
@plainly
def serve(demo: bool) -> None:
    """Serve the product until Ctrl-C."""
    found = installation()
    settings = found.settings
    there = condition(settings.data) is Condition.READY
    # Before the port: a second server of this folder is of no use on another one either.
    claimed = claim(settings.data, settings.address) if there else None
    _check_address(settings.host, settings.port)
    if demo and condition(settings.data) is Condition.MISSING:
        echo(f"First start: making {settings.data} with the demo council ...")
        make_demo()
    check_installation(found)
    _check_council()
    claimed = claimed or claim(settings.data, settings.address)
    current_app.config["SECRET_KEY"] = make_secret_key(settings.data)
    mend_indexes()
    load_dictionary()
    _share_memory()
    _welcome()
    start_logs(settings.log_level, settings.log_format)
    app = current_app._get_current_object()  # type: ignore[attr-defined] # the server outlives this context
    _Server(app, found, claimed).run()


def _check_council() -> None:
    """The settings in force can be read here: a machine may lack a time zone that another one had."""
    with suppress(Unavailable), services().readers() as db:
        council_of(db)


def _check_address(host: str, port: int) -> None:
    error = _refusal_of(host, port)
    if error is None:
        return
    if error.errno == errno.EADDRINUSE:
        free = (n for n in range(port + 1, port + _PORTS_LOOKED_AT) if n < 65536 and not _refusal_of(host, n))
        raise fail(
            f"Port {port} on {host} is taken. Is the product running already? "
            f"Stop that, or choose another port: CMIA_PORT={next(free, 8000)} make run"
        )
    if error.errno == errno.EACCES:
        raise fail(f"Port {port} needs more rights than you have. Choose one above 1023: CMIA_PORT=8000")
    raise fail(f"The address {host} cannot be used ({error.strerror}). Set CMIA_HOST, for example 127.0.0.1")


def _refusal_of(host: str, port: int) -> OSError | None:
    """Why the server could not listen there."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        return error
    return None


def _share_memory() -> None:
    """All threads of a process take memory from the same two pools, as one of them computes at a time.

    By default glibc gives each thread a pool of its own, and what is free in one helps no other: 5 to 15 MB.
    """
    with contextlib.suppress(OSError, AttributeError):  # other C libraries have no such setting
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def _welcome() -> None:
    settings = installation().settings
    echo(f"\nCMIA Docs is at {settings.address}", bold=True)
    with services().readers() as db:
        logins = demo_logins(db)
    if logins:
        echo("\nDemo sign-ins:")
        for email, roles in logins:
            echo(f"  {email:<34} {roles}")
    echo("\nCtrl-C stops it.\n")


class _Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """One worker process with threads: the embedded database and index are made for one, and so are locks."""

    def __init__(self, app: Flask, found: Installation, claimed: Claim) -> None:
        self._app, self._found, self._claimed = app, found, claimed
        self._follow_up_process: FollowUpProcess | None = None
        if found.settings.follow_up_in_server:
            self._follow_up_process = FollowUpProcess(
                found.follow_up, prepare=self._before_fork, let_go=claimed.release
            )
        super().__init__()

    def run(self) -> None:
        """Serve until the end."""
        _Parent(self, self._follow_up_process).run()

    def load_config(self) -> None:
        """Settings of gunicorn, with what happens when a process begins and ends."""
        settings = self._found.settings
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        options = {
            "bind": f"{host}:{settings.port}",
            "workers": 1,
            "worker_class": Worker,
            "threads": settings.threads,
            "timeout": 120,
            "graceful_timeout": _GRACE_SECONDS,
            "keepalive": 5,
            "logger_class": ServerLog,
            "loglevel": settings.log_level.lower(),
            "proc_name": "cmia-docs",
            "post_fork": lambda _server, _worker: self._claimed.release(),
            "post_worker_init": self._begun,
            "on_exit": self._ended,
            "limit_request_line": 8190,
            # No control channel: the server is stopped by signals alone.
            "control_socket_disable": True,
            "pre_fork": lambda _server, _worker: self._before_fork(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self._app

    def _before_fork(self) -> None:
        """The pool must not carry a connection over, nor the collector write to what is shared."""
        self._found.engine.dispose()
        gc.collect()
        gc.freeze()

    def _begun(self, _worker: Any) -> None:
        if self._follow_up_process is not None:
            self._follow_up_process.notify()
        compile_soon(self._app)

    def _ended(self, _parent: Any) -> None:
        if self._follow_up_process is not None:
            self._follow_up_process.stop(_GRACE_SECONDS)


class _Parent(Arbiter):  # type: ignore[misc] # gunicorn has no types
    """The process that looks after the worker and, beside it, the follow-up."""

    def __init__(self, server: _Server, follow_up_process: FollowUpProcess | None) -> None:
        self._follow_up_process = follow_up_process
        super().__init__(server)

    def manage_workers(self) -> None:
        """Every second, and when a process has ended: start what is not there."""
        super().manage_workers()
        if self._follow_up_process is not None:
            self._follow_up_process.fork(self.LISTENERS)

    def reap_workers(self) -> None:
        """Notice who has ended."""
        if self._follow_up_process is not None:
            self._follow_up_process.reap()
        super().reap_workers()
