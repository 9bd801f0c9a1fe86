"""What a request may bring: how many bytes, and how many fields."""

from __future__ import annotations

import contextlib
from typing import IO, Any

from flask import Flask, Request, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from cmia_docs.rules.permissions import Permission
from cmia_docs.web.http.form_decoding import form_fields
from cmia_docs.web.shared.access import need_of
from cmia_docs.web.shared.context import sign_in_id

MOST_FIELDS = 25_000
"""Of one form. The editor sends a field for each unit of two languages, each of 10,000 units at the most."""
MOST_PASSED_OVER = 200_000_000
"""Bytes of a request that is too large; beyond them its sender sees a broken connection."""
_PIECE = 65_536
LARGEST_PUBLIC_FORM = 20_000
"""Bytes of a form that anybody may send: an address and a password."""


class _Parser(FormDataParser):
    """Counts the fields of a plain form before they are read, as Werkzeug does for the parts of others.

    Six million fields fit into the bytes that are let in, and reading them took a minute and gigabytes. What
    the server says of a body that is no body (its chunks are none) is the fault of who sent it.
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
    """Before a form is read: what anybody may send is small."""
    endpoint = request.endpoint
    if request.method != "POST" or endpoint is None or endpoint in _WITH_LIMITS_OF_THEIR_OWN:
        return
    if need_of(current_app, endpoint) is Permission.PUBLIC:
        request.max_content_length = LARGEST_PUBLIC_FORM


def pass_over_the_rest() -> None:
    """Take what a signed-in person still sends of a request that is too large, and keep nothing of it.

    A browser sends all of a form before it looks at the answer: where the connection ends meanwhile, it shows
    that, and not the page which says what to do. Others have no large forms, and get no time for them.
    """
    if sign_in_id() is None:
        return
    left = MOST_PASSED_OVER
    with contextlib.suppress(OSError):  # the client has gone, or is too slow
        while left > 0 and (piece := request.environ["wsgi.input"].read(_PIECE)):
            left -= len(piece)


_WITH_LIMITS_OF_THEIR_OWN = frozenset({"clone.pack"})


def bound_requests(app: Flask) -> None:
    """Put the limits in place. They have to stand before whatever reads forms, such as their tokens."""
    app.request_class = BoundedRequest
    app.before_request(limit_request)
