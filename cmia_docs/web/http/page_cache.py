"""A cache of public pages, valid until something changes that everybody may read.

The register has many readers and changes by a few acts a week. A cached page is given only to readers who are
not signed in, and only while the last event that can have changed the register, the index of adopted acts and
the day are the same as when it was made. Nothing has to clear the cache: each request compares these.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, tzinfo
from functools import wraps
from typing import Any, cast

from flask import Flask, current_app, make_response, request
from flask import session as cookie
from werkzeug.wrappers import Response

from cmia_docs.queries.adoption.public_changes import newest_event, newest_public_event
from cmia_docs.rules.zone import day_in
from cmia_docs.web.shared.context import actor, council, now, reads, services
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.security import csp_nonce

_MOST_BYTES = 8_000_000
_LARGEST = 1_000_000
_LONGEST_ADDRESS = 500
_NAME = "cmia_docs_page_cache"

PageKey = tuple[str, str, str]
Stamp = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    stamp: Stamp
    nonce: bytes
    body: bytes


@dataclass
class PageCache:
    """The pages of one process; the least recently read go first. For any number of threads."""

    _pages: OrderedDict[PageKey, _Page] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _newest: int = 0
    _newest_public: int = 0
    _clock: tuple[int, tzinfo] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: PageKey, stamp: Stamp, nonce: bytes) -> bytes | None:
        """The page with the nonce of this response, if it is still valid."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.stamp != stamp:
                return None
            self._pages.move_to_end(key)
        return page.body.replace(page.nonce, nonce)

    def put(self, key: PageKey, stamp: Stamp, nonce: bytes, body: bytes) -> None:
        """Store a page that was made after `stamp` was taken."""
        if len(body) > _LARGEST:
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self._bytes += len(body) - (len(old.body) if old else 0)
            self._pages[key] = _Page(stamp, nonce, body)
            while self._bytes > _MOST_BYTES:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)

    def last_public_event(self) -> int | None:
        """The last event that can have changed a public page, as this request's database session sees it.

        None where another request has seen later ones: a page of this one may be out of date already.
        """
        newest = newest_event(reads())
        with self._lock:
            seen, public = self._newest, self._newest_public
        if newest > seen:
            public = newest_public_event(reads(), seen, public)
            with self._lock:
                if newest > self._newest:
                    self._newest, self._newest_public = newest, public
        return public if newest >= seen else None

    def today(self, last: int) -> date:
        """The council's day. The time zone is read again after each public event, which may have set it."""
        clock = self._clock
        if clock is None or clock[0] != last:
            self._clock = clock = (last, council().zone)
        return day_in(now(), clock[1])


def cached_page(view: Callable[..., str | Response]) -> Callable[..., str | Response]:
    """For a route whose page depends only on its address for all readers who are not signed in."""

    @wraps(view)
    def respond(*args: Any, **values: Any) -> str | Response:
        stamp = _stamp()
        if stamp is None:
            return view(*args, **values)
        pages: PageCache = current_app.extensions[_NAME]
        key, nonce = (request.host_url, request.full_path, current_language()), csp_nonce().encode()
        if (body := pages.get(key, stamp, nonce)) is not None:
            return make_response(body)
        made = view(*args, **values)
        # A page that set the reader's own cookie is not for everybody.
        if isinstance(made, str) and not cookie:
            pages.put(key, stamp, nonce, made.encode())
        return made

    return cast("Callable[..., str | Response]", respond)


def register_page_cache(app: Flask) -> None:
    """Give the application its cache of pages."""
    app.extensions[_NAME] = PageCache()


def _stamp() -> Stamp | None:
    """What a public page depends on besides its address; None for a request that gets a page of its own."""
    if actor().id is not None or cookie or len(request.full_path) > _LONGEST_ADDRESS:
        return None
    index = services().adopted_index.health()
    pages: PageCache = current_app.extensions[_NAME]
    last = pages.last_public_event()
    if last is None or not index.ok:
        return None
    return last, index.generation, pages.today(last)
