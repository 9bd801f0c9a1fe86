"""How large a request may be: in bytes and in fields of its form."""

from __future__ import annotations

import contextlib
from typing import IO, Any

from flask import Flask, Request, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.http.form_decoding import form_fields
from cmia_docs.web.shared.access import requirement_of
from cmia_docs.web.shared.context import sign_in_id

MOST_FIELDS = 25_000
"""Of one form. The editor sends a field for each unit of two languages, each of 10,000 units at the most."""
MOST_DISCARDED = 200_000_000
"""Bytes of a request that is too large; after them its sender sees a broken connection."""
_PIECE = 65_536
LARGEST_PUBLIC_FORM = 20_000
"""Bytes of a form that people may send without signing in: an address and a password."""


class _Parser(FormDataParser):
    """Counts the fields of a URL-encoded form before it reads them, as Werkzeug counts the parts of others.

    Six million fields fit into the largest form, and reading them took a minute and gigabytes. A body that
    the server cannot read, such as one with broken chunks, is an error of the client (400).
    """

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        """The form, or the refusal of what cannot be read as one."""
        try:
            return super().parse(stream, mimetype, content_length, options)
        except HTTPException:
            raise
        except Exception as error:
            raise BadRequest from error

    def _parse_urlencoded(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str]
    ) -> Any:
        content = stream.read()
        if content.count(b"&") >= MOST_FIELDS:
            raise RequestEntityTooLarge
        return stream, self.cls(form_fields(content)), self.cls()


class BoundedRequest(Request):
    """A request whose form has a bounded number of fields."""

    form_data_parser_class = _Parser


def limit_request() -> None:
    """Before a form is read: a public form has to be small."""
    endpoint = request.endpoint
    if request.method != "POST" or endpoint is None or endpoint in _WITH_LIMITS_OF_THEIR_OWN:
        return
    if requirement_of(current_app, endpoint) is Permission.PUBLIC:
        request.max_content_length = LARGEST_PUBLIC_FORM


def discard_the_rest() -> None:
    """Read what a signed-in person still sends of a request that is too large, and discard it.

    A browser sends a whole form before it reads the answer: if the connection ends before that, it shows an
    error of its own and not the page that says what to do. Public forms are small: for them nothing is read.
    """
    if sign_in_id() is None:
        return
    left = MOST_DISCARDED
    with contextlib.suppress(OSError):  # the client has gone, or is too slow
        while left > 0 and (piece := request.environ["wsgi.input"].read(_PIECE)):
            left -= len(piece)


_WITH_LIMITS_OF_THEIR_OWN = frozenset({"clone.pack"})


def bound_requests(app: Flask) -> None:
    """Set the limits. This has to be called before anything that reads forms, such as the check of tokens."""
    app.request_class = BoundedRequest
    app.before_request(limit_request)
