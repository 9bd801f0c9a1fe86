"""Git's object formats: encoding and decoding of commits, tags and trees. Pure functions.

The trailers of a commit are its last paragraph, and the store always writes that paragraph itself. So a line
such as `Actor: someone` inside a message is only a line of the message, for this reader and for git's own.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime

from cmia_docs.errors import Damaged
from cmia_docs.reasons import Reason
from cmia_docs.reasons.git import GitUnreadableCommit, GitUnreadableTag
from cmia_docs.stores.git.names import checked_tag
from cmia_docs.stores.git.values import CommitInfo, Signature, checked_message, checked_trailer

FILE_MODE = "100644"
TREE_MODE = "40000"

TreeEntries = dict[str, tuple[str, str]]
"""Name -> (mode, object id) of one tree."""

# Ends a commit without trailers, so that the last paragraph of its message is not read as trailers.
_NO_TRAILERS = ("Trailers", "none")
_TRAILER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?: (.*))?")
_SIGNATURE = re.compile(r"(.*?) ?<([^<>]*)> (\d{1,12}) [+-]\d{4}")


def object_id(kind: str, content: bytes) -> str:
    """The 40-digit id that git gives this content."""
    header = f"{kind} {len(content)}\0".encode()
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()


def encode_tree(entries: TreeEntries) -> bytes:
    """A tree in git's order, in which a folder is sorted as if its name ended in `/`."""
    ordered = sorted(entries.items(), key=lambda item: item[0] + ("/" if item[1][0] == TREE_MODE else ""))
    return b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(oid) for name, (mode, oid) in ordered)


def decode_tree(content: bytes) -> TreeEntries:
    """The entries of a tree; `Damaged` if it cannot be decoded."""
    entries: TreeEntries = {}
    offset = 0
    while offset < len(content):
        end = content.find(b"\0", offset)
        mode, blank, name = content[offset:end].partition(b" ")
        oid = content[end + 1 : end + 21]
        if end < 0 or not blank or len(oid) != 20:
            raise Damaged(Reason.GIT_UNREADABLE_TREE)
        entries[name.decode("utf-8", "surrogateescape")] = (mode.decode("ascii", "replace"), oid.hex())
        offset = end + 21
    return entries


def encode_commit(
    tree: str,
    parents: tuple[str, ...],
    author: Signature,
    committer: Signature,
    message: str,
    trailers: tuple[tuple[str, str], ...],
) -> bytes:
    """A commit whose last paragraph are the trailers; `Invalid` for values that could not be read back."""
    block = [checked_trailer(key, value) for key, value in trailers or (_NO_TRAILERS,)]
    head = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    head += [f"author {_encode_signature(author)}", f"committer {_encode_signature(committer)}"]
    closing = "\n".join(f"{key}: {value}".rstrip(" ") for key, value in block)
    return ("\n".join(head) + f"\n\n{checked_message(message)}\n\n{closing}\n").encode()


def encode_tag(name: str, target: str, message: str, tagger: Signature) -> bytes:
    """An annotated tag of a commit."""
    head = f"object {target}\ntype commit\ntag {checked_tag(name)}\ntagger {_encode_signature(tagger)}\n\n"
    return (head + checked_message(message) + "\n").encode()


def decode_commit(commit: str, content: bytes) -> CommitInfo:
    """The content of a commit; `Damaged` if it cannot be decoded."""
    header, body = _split(content)
    try:
        return CommitInfo(
            id=commit,
            tree=header["tree"][0],
            parents=tuple(header.get("parent", ())),
            author=_decode_signature(header["author"][0]),
            committer=_decode_signature(header["committer"][0]),
            message=body[0],
            trailers=body[1],
        )
    except (KeyError, ValueError) as error:
        raise Damaged(GitUnreadableCommit(commit)) from error


def tag_target(tag: str, content: bytes) -> str:
    """The id of the object that a tag object names."""
    header, _ = _split(content)
    if "object" not in header:
        raise Damaged(GitUnreadableTag(tag))
    return header["object"][0]


def _split(content: bytes) -> tuple[dict[str, list[str]], tuple[str, tuple[tuple[str, str], ...]]]:
    # Commits of other programs may have another encoding: they are shown with U+FFFD rather than refused.
    head, _, body = content.decode("utf-8", "replace").partition("\n\n")
    header: dict[str, list[str]] = {}
    for line in head.split("\n"):
        # A line that begins with a space continues the one before (a signature); such lines are not used
        # here.
        key, _, value = line.partition(" ")
        header.setdefault(key, []).append(value)
    return header, _split_body(body)


def _split_body(body: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Message and trailers. Lines end with LF only: a message may contain Unicode's other separators."""
    message, gap, block = body.rpartition("\n\n")
    matches = [_TRAILER_LINE.fullmatch(line) for line in block.removesuffix("\n").split("\n")]
    trailers = [(match[1], match[2] or "") for match in matches if match]
    if not gap or len(trailers) != len(matches):
        return body.removesuffix("\n"), ()
    return message, () if trailers == [_NO_TRAILERS] else tuple(trailers)


def _encode_signature(signature: Signature) -> str:
    return f"{signature.name} <{signature.email}> {int(signature.at.timestamp())} +0000"


def _decode_signature(line: str) -> Signature:
    match = _SIGNATURE.fullmatch(line)
    if not match:
        raise ValueError(line)
    return Signature(match[1], match[2], datetime.fromtimestamp(int(match[3]), UTC))
