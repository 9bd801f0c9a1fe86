"""Names of packages that no documentation promises, and methods of theirs that we override.

A new version may rename them, pass something else, or call them no longer: then it is this file that fails,
and says what the name is used for. What each of them does for us is tested where it is used.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import logging
import pkgutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
import werkzeug.urls  # noqa: F401 - it registers the way of decoding that is looked for
from flask import Flask, current_app
from flask_wtf.csrf import CSRFProtect
from git import Git
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.http.errors import InvalidRequestLine
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn, ThreadWorker
from prometheus_client import CollectorRegistry
from sqlalchemy import make_url
from werkzeug.formparser import FormDataParser
from whoosh.filedb.filestore import FileStorage
from wtforms import BooleanField, Field, Form, RadioField, SelectField, StringField, TextAreaField

import cmia_docs
from cmia_docs.cli.server.worker import PatientSocket, TolerantRequest
from cmia_docs.logs import ServerLog
from cmia_docs.stores.git.repos import OLDEST_GIT
from tests.drafts import ROOT

SIGNATURES = {
    # The processes of the server (cli/server/serve.py): the follow-up lives beside the worker.
    "gunicorn.app.base:BaseApplication.__init__": "(self, usage=None, prog=None)",
    "gunicorn.app.base:BaseApplication.load": "(self)",
    "gunicorn.app.base:BaseApplication.load_config": "(self)",
    "gunicorn.app.base:BaseApplication.run": "(self)",
    "gunicorn.arbiter:Arbiter.__init__": "(self, app)",
    "gunicorn.arbiter:Arbiter.manage_workers": "(self)",
    "gunicorn.arbiter:Arbiter.reap_workers": "(self)",
    # Connections of slow clients (cli/server/worker.py).
    "gunicorn.http.message:Request.parse_request_line": "(self, line_bytes)",
    "gunicorn.util:close_graceful": "(sock, timeout=2.0, max_drain=65536)",
    "gunicorn.workers.gthread:TConn.__init__": "(self, cfg, sock, client, server)",
    "gunicorn.workers.gthread:ThreadWorker.enqueue_req": "(self, conn)",
    "gunicorn.workers.gthread:ThreadWorker.handle": "(self, conn)",
    "gunicorn.workers.gthread:ThreadWorker.init_process": "(self)",
    "gunicorn.workers.gthread:ThreadWorker.set_accept_enabled": "(self, enabled)",
    # The server's own lines (logs.py).
    "gunicorn.glogging:Logger.setup": "(self, cfg)",
    # Forms: how many fields, how they are decoded (web/http/request_limits.py), where they come from.
    "werkzeug.formparser:FormDataParser._parse_urlencoded": (
        "(self, stream, mimetype, content_length, options)"
    ),
    "werkzeug.formparser:FormDataParser.parse": ("(self, stream, mimetype, content_length, options=None)"),
    "flask_wtf:FlaskForm.Meta.wrap_formdata": "(self, form, formdata)",
    "flask_wtf.csrf:CSRFProtect.exempt": "(self, view)",
    "wtforms.fields.choices:SelectChoice.__init__": (
        "(self, value, label=None, render_kw=<factory>, optgroup=None)"
    ),
    "wtforms.fields.list:FieldList.process": "(self, formdata, data=<unset value>, extra_filters=None)",
    "wtforms.fields.numeric:IntegerField.process_formdata": "(self, valuelist)",
    # Numbers in addresses, the cookie of forms, the figures.
    "werkzeug.routing.converters:NumberConverter.__init__": (
        "(self, map, fixed_digits=0, min=None, max=None, signed=False)"
    ),
    "flask.sessions:SessionInterface.get_cookie_secure": "(self, app)",
    "prometheus_client.registry:Collector.collect": "(self)",
    # Times in the database (models/base.py), its address without the password (models/backup.py).
    "sqlalchemy.sql.type_api:TypeDecorator.process_bind_param": "(self, value, dialect)",
    "sqlalchemy.sql.type_api:TypeDecorator.process_result_value": "(self, value, dialect)",
    "sqlalchemy.engine.url:URL._replace": "(self, /, **kwds)",
    # Objects of a repository (stores/git/reader.py).
    "git.cmd:Git.clear_cache": "(self)",
    "git.cmd:Git.get_object_data": "(self, ref)",
    "git.cmd:Git.update_environment": "(self, **kwargs)",
    "gitdb.utils.encoding:force_text": "(data, encoding='utf-8')",
    # Terms as they are, files that are closed, segments that are looked at one by one (stores/whoosh).
    "whoosh.codec.base:Segment.doc_count": "(self)",
    "whoosh.codec.base:Segment.segment_id": "(self)",
    "whoosh.fields:FieldType.__init__": (
        "(self, format, analyzer, scorable=False, stored=False, unique=False, "
        "multitoken_query='default', sortable=False, vector=None)"
    ),
    "whoosh.fields:FieldType.index": "(self, value, **kwargs)",
    "whoosh.filedb.filestore:FileStorage.__init__": (
        "(self, path, supports_mmap=True, readonly=False, debug=False)"
    ),
    "whoosh.filedb.filestore:FileStorage.create_file": "(self, name, excl=False, mode='wb', **kwargs)",
    "whoosh.filedb.filestore:FileStorage.lock": "(self, name)",
    "whoosh.filedb.filestore:FileStorage.open_file": "(self, name, **kwargs)",
    "whoosh.filedb.filestore:FileStorage.temp_storage": "(self, name=None)",
    "whoosh.formats:Positions.encode": "(self, poslist)",
    "whoosh.index:FileIndex.__init__": "(self, storage, schema=None, indexname='MAIN')",
    "whoosh.index:FileIndex.create": "(storage, schema, indexname='MAIN')",
    "whoosh.index:FileIndex.latest_generation": "(self)",
    "whoosh.reading:SegmentReader.leaf_readers": "(self)",
    "whoosh.reading:SegmentReader.segment": "(self)",
    "whoosh.reading:SegmentReader.segments": "(self)",
    "whoosh.writing:MERGE_SMALL": "(writer, segments)",
    "whoosh.writing:SegmentWriter.commit": "(self, mergetype=None, optimize=None, merge=None)",
    # Elements that python-docx has no methods for (word/).
    "docx.opc.part:XmlPart.__init__": "(self, partname, content_type, element, package)",
    "docx.text.paragraph:Paragraph.__init__": "(self, p, parent)",
}
PRIVATE = {
    "_Element": "lxml.etree: the type of every element of a Word file",
    "_body": "python-docx: the parent of paragraphs that stand in no body",
    "_fields": "WTForms: the fields of a form that takes what was sent",
    "_get_current_object": "Werkzeug: the app itself, which outlives the context of a command",
    "_p": "python-docx: the element of a paragraph",
    "_r": "python-docx: the element of a run",
    "_replace": "SQLAlchemy: an address without its password",
    "_tr": "python-docx: the element of a row of a table",
}
"""Private names of packages that code uses, and what they are there."""
_OF_PYTHON = {"_exit"}
_MADE_BY_DECORATORS = {"_compiler_dispatch", "__subclasshook__"}
CALLS = {
    "gunicorn.arbiter:Arbiter.run": {"manage_workers"},
    "gunicorn.arbiter:Arbiter.handle_chld": {"reap_workers"},
    "gunicorn.http.parser:Parser.__next__": {"mesg_class"},
    "gunicorn.workers.gthread:ThreadWorker.run": {"set_accept_enabled", "alive", "nr_conns", "sockets"},
    # What `Worker._serve` does for those who had come when the server was told to stop.
    "gunicorn.workers.gthread:ThreadWorker.accept": {"nr_conns", "setblocking", "TConn", "enqueue_req"},
    "gunicorn.workers.gthread:ThreadWorker.enqueue_req": {"handle"},
    "gunicorn.workers.gthread:ThreadWorker.finish_request": {"sock", "setblocking", "close"},
    "gunicorn.glogging:Logger.__init__": {"setup"},
    "werkzeug.formparser:FormDataParser.parse": {"_parse_urlencoded"},
    "werkzeug.wrappers.request:Request.make_form_data_parser": {"form_data_parser_class"},
}
"""Which function of a package calls what we override, or changes what we read."""


def _resolved(name: str) -> Any:
    module, _, path = name.partition(":")
    value: Any = importlib.import_module(module)
    for part in path.split("."):
        value = getattr(value, part)
    return value


def _modules() -> Iterator[Any]:
    for module_info in pkgutil.walk_packages(cmia_docs.__path__, "cmia_docs."):
        if ".migrations" not in module_info.name:
            yield importlib.import_module(module_info.name)


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_name_takes_what_it_took(name: str) -> None:
    signature = inspect.signature(_resolved(name))
    plain = [each.replace(annotation=each.empty) for each in signature.parameters.values()]
    assert str(signature.replace(parameters=plain, return_annotation=signature.empty)) == SIGNATURES[name]


@pytest.mark.parametrize("name", CALLS)
def test_the_package_itself_calls_it(name: str) -> None:
    assert CALLS[name] <= set(_resolved(name).__code__.co_names)


def test_every_method_of_a_package_that_is_overridden_is_listed() -> None:
    overridden = set()
    for module in _modules():
        for made in vars(module).values():
            if isinstance(made, type) and made.__module__ == module.__name__:
                overridden |= set(_overridden(made))
    assert overridden - set(SIGNATURES) == set()
    assert {"gunicorn.arbiter:Arbiter.reap_workers", "whoosh.fields:FieldType.index"} <= overridden


def _overridden(made: type) -> Iterator[str]:
    methods = {name: value for name, value in vars(made).items() if inspect.isroutine(value)}
    for name in methods.keys() - _MADE_BY_DECORATORS:
        # Python itself stores an inherited __init__ in a class that keeps a protocol, once it was called.
        if any(vars(base).get(name) is methods[name] for base in made.__mro__[1:]):
            continue
        base = next((base for base in made.__mro__[1:] if name in vars(base)), object)
        package = base.__module__.partition(".")[0]
        if package != "cmia_docs" and package not in sys.stdlib_module_names:
            yield f"{base.__module__}:{base.__qualname__}.{name}"


def test_every_private_name_of_another_is_listed() -> None:
    used = {name for path in (ROOT / "cmia_docs").rglob("*.py") for name in _private_names(path)}
    assert used - _OF_PYTHON == set(PRIVATE)


def _private_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and not _is_own(node.value) and _is_private(node.attr):
            yield node.attr
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("cmia_docs"):
            yield from (each.name for each in node.names if _is_private(each.name))


def _is_own(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id in ("self", "cls")


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


def test_gunicorn_keeps_its_listeners_and_signals() -> None:
    # The follow-up closes the first and ignores the second (cli/server/follow_up_process.py).
    assert Arbiter.LISTENERS == []
    assert "LISTENERS" in Arbiter.start.__code__.co_names
    assert {signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP} <= set(Arbiter.SIGNALS)


def test_a_worker_of_gunicorn_begins_with_what_ours_reads() -> None:
    config = Config()
    log = ServerLog(config)
    worker = ThreadWorker(1, 1, [], None, 1, config, log)
    assert (worker.nr_conns, worker.alive, worker.sockets, worker.cfg) == (0, True, [], config)
    worker.tmp.close()
    assert {log.error_log.propagate, log.access_log.propagate} == {True}
    assert log.error_log.level == max(log.loglevel, logging.WARNING)


def test_a_connection_of_gunicorn_takes_another_socket_and_closes_one_that_is_closed() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        connection = TConn(Config(), ours, "", "")
        assert connection.sock is ours
        connection.sock = PatientSocket(fileno=ours.detach())
        connection.sock.close()
        connection.close(graceful=True)


@pytest.mark.parametrize(("kind", "query"), [(TolerantRequest, "q=%D0%BF"), (Request, None)])
def test_gunicorn_reads_requests_by_the_class_it_is_given(
    kind: type, query: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RequestParser, "mesg_class", kind)
    parser = RequestParser(Config(), iter(["GET /search?q=п HTTP/1.1\r\n\r\n".encode()]), ("", 0))
    if query is None:
        with pytest.raises(InvalidRequestLine):
            next(parser)
    else:
        assert next(parser).query == query


def test_werkzeug_keeps_what_is_no_utf8_percent_encoded() -> None:
    assert b"\xffa".decode("utf-8", "werkzeug.url_quote") == "%FFa"
    assert FormDataParser().cls([("a", "1"), ("a", "2")]).getlist("a") == ["1", "2"]


def test_the_app_behind_the_context_is_the_app_itself(app: Flask) -> None:
    with app.app_context():
        proxy: Any = current_app
        assert proxy._get_current_object() is app
    assert isinstance(app.extensions["csrf"], CSRFProtect)


def test_a_form_of_wtforms_keeps_its_fields_by_name_before_they_are_filled() -> None:
    field_names: list[list[str]] = []

    class Asking(Form):
        class Meta:
            def wrap_formdata(self, form: Form, formdata: Any) -> Any:
                field_names.append(list(form._fields))
                return formdata

        first = StringField()
        second = StringField()

    Asking()
    assert field_names == [["first", "second"]]


class _AllKinds(Form):
    box = BooleanField()
    line = StringField()
    lines = TextAreaField()
    choice = SelectField(choices=[])
    choices = RadioField(choices=[])


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        ("box", {"input_type"}),
        ("line", {"input_type"}),
        ("lines", set()),
        ("choice", {"multiple"}),
        ("choices", {"option_widget.input_type"}),
    ],
)
def test_widgets_of_wtforms_say_what_kind_they_are(name: str, attributes: set[str]) -> None:
    # The templates lay fields out by them (templates/web/shared/form.html).
    field: Field = _AllKinds()[name]
    present = {each for each in ("input_type", "multiple") if hasattr(field.widget, each)}
    if hasattr(getattr(field, "option_widget", None), "input_type"):
        present.add("option_widget.input_type")
    assert present == attributes


def test_an_address_of_sqlalchemy_gives_up_its_password() -> None:
    url = make_url("postgresql://user:secret@host/council")
    plain = url._replace(password=None)
    assert plain.render_as_string(hide_password=False) == "postgresql://user@host/council"


def test_a_collector_that_describes_nothing_is_not_asked_when_it_is_registered() -> None:
    class Undescribed:
        def describe(self) -> list[Any]:
            return []

        def collect(self) -> list[Any]:
            raise AssertionError("it was asked")

    CollectorRegistry().register(Undescribed())


def test_files_and_locks_of_whoosh_say_whether_they_are_open(tmp_path: Path) -> None:
    # What a failed writer leaves open is closed by it (stores/whoosh/readers.py).
    storage = FileStorage(str(tmp_path))
    file, lock = storage.create_file("file"), storage.lock("lock")
    assert (file.is_closed, lock.fd) == (False, None)
    file.close()
    assert lock.acquire()
    assert (file.is_closed, lock.fd is None) == (True, False)
    lock.release()
    assert lock.fd is None
    assert Path(storage.temp_storage("other").folder).is_dir()


def test_git_of_gitpython_says_its_version() -> None:
    assert Git().version_info[:2] >= OLDEST_GIT


def test_parts_of_a_word_document_have_their_elements() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("words")
    row = document.add_table(1, 1).rows[0]
    assert paragraph._p.tag.endswith("}p")
    assert paragraph.runs[0]._r.get_or_add_rPr().tag.endswith("}rPr")
    assert row._tr.get_or_add_trPr().tag.endswith("}trPr")
    assert paragraph._p.getparent() is document._body._element
