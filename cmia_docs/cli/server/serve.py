"""`flask serve`: the server that people use, started after a check of the installation."""

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
from cmia_docs.cli.console import echo, fail, installation, reporting_errors, services
from cmia_docs.cli.demo.demo import demo_logins
from cmia_docs.cli.init import make_demo
from cmia_docs.cli.server.follow_up_process import FollowUpProcess
from cmia_docs.cli.server.server_lock import ServerLock, acquire_server_lock
from cmia_docs.cli.server.worker import Worker
from cmia_docs.cli.stores import rebuild_damaged_indexes
from cmia_docs.cli.templates import compile_soon
from cmia_docs.errors import Unavailable
from cmia_docs.installation import Installation
from cmia_docs.logs import ServerLog, start_logs
from cmia_docs.queries.council import council_of
from cmia_docs.stores.data_folder import FolderCondition, condition
from cmia_docs.stores.secret import make_secret_key
from cmia_docs.text.search.morphology import load_dictionary

_GRACE_SECONDS = 30
_PORTS_LOOKED_AT = 20
_M_ARENA_MAX = -8
"""Of glibc's malloc.h."""


@click.command()
@click.option(
    "--demo", is_flag=True, help="At the first start, create an installation with the demo council."
)
@reporting_errors
def serve(demo: bool) -> None:
    """Serve the product until Ctrl-C."""
    current = installation()
    settings = current.settings
    is_ready = condition(settings.data) is FolderCondition.READY
    # Before the port: a second server for this folder is refused on any port.
    lock = acquire_server_lock(settings.data, settings.address) if is_ready else None
    _check_address(settings.host, settings.port)
    if demo and condition(settings.data) is FolderCondition.MISSING:
        echo(f"First start: creating {settings.data} with the demo council ...")
        make_demo()
    check_installation(current)
    _check_council()
    lock = lock or acquire_server_lock(settings.data, settings.address)
    current_app.config["SECRET_KEY"] = make_secret_key(settings.data)
    rebuild_damaged_indexes()
    load_dictionary()
    _share_memory()
    _welcome()
    start_logs(settings.log_level, settings.log_format)
    app = current_app._get_current_object()  # type: ignore[attr-defined] # the server outlives this context
    _Server(app, current, lock).run()


def _check_council() -> None:
    """Refuse settings of the council that cannot be used here: a machine may lack their time zone."""
    with suppress(Unavailable), services().readers() as db:
        council_of(db)


def _check_address(host: str, port: int) -> None:
    error = _listen_error(host, port)
    if error is None:
        return
    if error.errno == errno.EADDRINUSE:
        free = (
            n for n in range(port + 1, port + _PORTS_LOOKED_AT) if n < 65536 and not _listen_error(host, n)
        )
        raise fail(
            f"Port {port} on {host} is in use. Is the product running already? "
            f"Stop that, or choose another port: CMIA_PORT={next(free, 8000)} make run"
        )
    if error.errno == errno.EACCES:
        raise fail(f"Port {port} needs more rights than you have. Choose one above 1023: CMIA_PORT=8000")
    raise fail(f"The address {host} cannot be used ({error.strerror}). Set CMIA_HOST, for example 127.0.0.1")


def _listen_error(host: str, port: int) -> OSError | None:
    """The error if the server cannot listen there."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        return error
    return None


def _share_memory() -> None:
    """Let all threads of a process allocate from two memory pools, because only one computes at a time.

    By default glibc gives each thread its own pool, and free memory in one is not used by others: 5 to 15 MB.
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
    """One worker process with threads: the embedded database, the index and locks need a single process."""

    def __init__(self, app: Flask, current: Installation, lock: ServerLock) -> None:
        self._app, self._installation, self._lock = app, current, lock
        self._follow_up_process: FollowUpProcess | None = None
        if current.settings.follow_up_in_server:
            self._follow_up_process = FollowUpProcess(
                current.follow_up, prepare=self._before_fork, release=lock.close
            )
        super().__init__()

    def run(self) -> None:
        """Serve until the server is stopped."""
        _Parent(self, self._follow_up_process).run()

    def load_config(self) -> None:
        """The settings of gunicorn, including its hooks."""
        settings = self._installation.settings
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
            "post_fork": lambda _server, _worker: self._lock.close(),
            "post_worker_init": self._worker_started,
            "on_exit": self._server_stopping,
            "limit_request_line": 8190,
            # No control socket: the server is controlled by signals alone.
            "control_socket_disable": True,
            "pre_fork": lambda _server, _worker: self._before_fork(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self._app

    def _before_fork(self) -> None:
        """Close database connections, which must not be shared, and keep the collector off shared memory."""
        self._installation.engine.dispose()
        gc.collect()
        gc.freeze()

    def _worker_started(self, _worker: Any) -> None:
        if self._follow_up_process is not None:
            self._follow_up_process.notify()
        compile_soon(self._app)

    def _server_stopping(self, _parent: Any) -> None:
        if self._follow_up_process is not None:
            self._follow_up_process.stop(_GRACE_SECONDS)


class _Parent(Arbiter):  # type: ignore[misc] # gunicorn has no types
    """The server's parent process, which starts the worker and the follow-up."""

    def __init__(self, server: _Server, follow_up_process: FollowUpProcess | None) -> None:
        self._follow_up_process = follow_up_process
        super().__init__(server)

    def manage_workers(self) -> None:
        """Every second, and when a process has ended: start missing processes."""
        super().manage_workers()
        if self._follow_up_process is not None:
            self._follow_up_process.fork(self.LISTENERS)

    def reap_workers(self) -> None:
        """Wait for processes that have ended."""
        if self._follow_up_process is not None:
            self._follow_up_process.reap()
        super().reap_workers()
