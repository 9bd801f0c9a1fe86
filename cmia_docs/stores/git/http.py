"""Serving a bare repository read-only over git's smart HTTP, for a plain `git clone`.

It consists of two responses: `advertise` (GET info/refs?service=git-upload-pack) and `upload_pack` (POST
git-upload-pack). Only upload-pack exists here, so nobody can push. Source of the formats:
gitprotocol-http(5).
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Protocol

from cmia_docs.errors import Invalid, TooLarge
from cmia_docs.reasons import Reason
from cmia_docs.reasons.git import GitRequestTooLarge, GitUnknownEncoding
from cmia_docs.stores.git.stream import PIECE, GitStream

ADVERTISEMENT_TYPE = "application/x-git-upload-pack-advertisement"
RESULT_TYPE = "application/x-git-upload-pack-result"
"""Content types of the two responses; both are sent with `Cache-Control: no-cache`."""

MAX_REQUEST = 10 * 2**20
"""Bytes of a decompressed request: what a client has and wants, 50 bytes per commit."""

_HEADING = b"001e# service=git-upload-pack\n0000"


class Readable(Protocol):
    """A request body such as `wsgi.input`, already limited to the length of the request."""

    def read(self, size: int, /) -> bytes: ...


def advertise(path: Path, protocol: str | None = None) -> GitStream:
    """The refs of a repository, or the capabilities of protocol 2; `protocol` is the `Git-Protocol` header.

    `NotFound` without a repository, `Unavailable` when too many clones run. The caller closes the stream.
    """
    version = _version(protocol)
    # Protocol 2 has no heading, as in git http-backend: its first line is the version.
    heading = b"" if version else _HEADING
    return GitStream(path, ("--advertise-refs",), protocol=version, heading=heading)


def upload_pack(
    path: Path,
    request_body: Readable | Iterable[bytes],
    protocol: str | None = None,
    content_encoding: str | None = None,
) -> GitStream:
    """The objects that a client requests, as a stream. The whole request is stored on disk before git starts.

    `Invalid` for an encoding other than gzip or damaged gzip, `TooLarge` beyond `MAX_REQUEST` decompressed
    bytes, `NotFound` without a repository, `Unavailable` when too many clones run. The caller closes the
    stream.
    """
    with tempfile.TemporaryFile() as request:
        _spool(_decoded(_pieces(request_body), content_encoding), request)
        return GitStream(path, (), protocol=_version(protocol), stdin=request)


def _version(protocol: str | None) -> str | None:
    """Only the version is passed to git, as the header is untrusted; only version 2 makes a difference."""
    return "version=2" if "version=2" in (protocol or "").split(":") else None


def _pieces(body: Readable | Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(body, Iterable) and not hasattr(body, "read"):
        yield from body
        return
    while piece := body.read(PIECE):
        yield piece


def _decoded(pieces: Iterator[bytes], encoding: str | None) -> Iterator[bytes]:
    if encoding in (None, "", "identity"):
        return pieces
    if encoding in ("gzip", "x-gzip"):
        return _inflated(pieces)
    raise Invalid(GitUnknownEncoding(str(encoding)[:40]))


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Decompress in small pieces: a few bytes can become gigabytes, which the limit has to stop early."""
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                yield inflater.decompress(rest, PIECE)
                rest = inflater.unconsumed_tail
                if inflater.unused_data:
                    raise Invalid(Reason.GIT_BAD_GZIP)
        yield inflater.flush()
    except zlib.error as error:
        raise Invalid(Reason.GIT_BAD_GZIP) from error
    if not inflater.eof:
        raise Invalid(Reason.GIT_BAD_GZIP)


def _spool(pieces: Iterator[bytes], request: IO[bytes]) -> None:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_REQUEST:
            raise TooLarge(GitRequestTooLarge(MAX_REQUEST))
        request.write(piece)
    request.seek(0)
