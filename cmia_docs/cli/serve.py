"""`flask serve`: the server people use, after a look whether everything is there."""

from __future__ import annotations

import errno
import gc
import socket
from contextlib import suppress
from typing import Any

import click
from flask import Flask, current_app
from gunicorn.app.base import BaseApplication
from sqlalchemy import Engine

from cmia_docs.cli.checks import check_installation
from cmia_docs.cli.companion import Companion
from cmia_docs.cli.console import echo, fail, installation, plainly, services
from cmia_docs.cli.demo import demo_logins
from cmia_docs.cli.init import make_demo
from cmia_docs.cli.only_server import Claim, claim
from cmia_docs.cli.upkeep import mend_indexes
from cmia_docs.cli.worker import Worker
from cmia_docs.errors import Unavailable
from cmia_docs.installation import Installation
from cmia_docs.logs import ServerLog, start_logs
from cmia_docs.queries.council import council_of
from cmia_docs.stores.data_folder import Condition, condition
from cmia_docs.stores.secret import make_secret_key

_GRACE_SECONDS = 30
_PORTS_LOOKED_AT = 20


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
    _welcome()
    start_logs(settings.log_level, settings.log_format)
    app = current_app._get_current_object()  # type: ignore[attr-defined] # the server outlives this context
    _Server(app, found, claimed).run()


def _check_council() -> None:
    """The settings in force can be read here: a machine may lack a time zone that another one had."""
    with suppress(Unavailable), services().readers() as session:
        council_of(session)


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

    def __init__(self, app: Flask, found: Installation, claimed: Claim) -> None:
        self._app, self._found, self._claimed = app, found, claimed
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn, with what starts and stops in the worker."""
        settings, found = self._found.settings, self._found

        companion = Companion(found.follow_up)

        def started(_worker: Any) -> None:
            if settings.follow_up_in_server:
                companion.start()

        def stopping(_server: Any, _worker: Any) -> None:
            companion.stop(_GRACE_SECONDS)

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
            "post_fork": lambda _server, _worker: self._claimed.let_go(),
            "post_worker_init": started,
            "worker_exit": stopping,
            "limit_request_line": 8190,
            # No control channel: the server is stopped by signals alone.
            "control_socket_disable": True,
            "pre_fork": lambda _server, _worker: _before_fork(found.engine),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self._app


def _before_fork(engine: Engine) -> None:
    """The pool must not carry a connection over the fork, and the collector not write to what is shared."""
    engine.dispose()
    gc.collect()
    gc.freeze()
