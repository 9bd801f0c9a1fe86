"""Which words of a unit changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

# An escaped character, a reference, a note's mark, the marks of strong text; a word with its accents; spaces;
# any other character.
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]|\[\[[a-z0-9-]{1,32}\]\]|\[\^[\w-]{1,32}\]|\*\*|[^\W_][\w\u0300-\u036f]*|\s+|.",
    re.DOTALL,
)
_SENTENCE = re.compile(r"[^.;:\n]*[.;:\n]\s*|[^.;:\n]+")
# The memory for opcodes is the product of both lengths, in bits: 2 MB at this limit.
_MOST_CELLS = 16_000_000
# Below this share of common words a unit counts as rewritten: a comparison by words would not be readable.
_LEAST_COMMON = 0.2


class Op(StrEnum):
    """How a piece of a unit's text changed."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text. The same and deleted spans joined give the old text, the same and inserted the new."""

    op: Op
    text: str


Spans = tuple[Span, ...]
Block = tuple[bool, str, str]  # whether unchanged, old text, new text


def whole(op: Op, text: str) -> Spans:
    """One span for a whole text; none for an empty one."""
    return (Span(op, text),) if text else ()


def spans_between(old: str, new: str) -> Spans:
    """The changes from `old` to `new` by word. A deletion comes before the insertion that replaces it."""
    if old == new:
        return whole(Op.SAME, old)
    blocks = blocks_between(_TOKEN.findall(old), _TOKEN.findall(new))
    if blocks is None:
        blocks = blocks_between(_SENTENCE.findall(old), _SENTENCE.findall(new))
    if blocks is None:
        return (*whole(Op.DELETED, old), *whole(Op.INSERTED, new))
    common = sum(len(text) for same, text, _ in blocks if same)
    if common < _LEAST_COMMON * min(len(old), len(new)):
        return (*whole(Op.DELETED, old), *whole(Op.INSERTED, new))
    return _as_spans(_without_islands(blocks))


def blocks_between(old: Sequence[str], new: Sequence[str]) -> list[Block] | None:
    """Alternating runs of unchanged and changed tokens; None where they would cost too much to compute."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    if len(old_middle) * len(new_middle) > _MOST_CELLS:
        return None
    blocks: list[Block] = []
    if start:
        blocks.append((True, "".join(old[:start]), ""))
    for code in Indel.opcodes(old_middle, new_middle):
        before = "".join(old_middle[code.src_start : code.src_end])
        after = "".join(new_middle[code.dest_start : code.dest_end])
        _add(blocks, (code.tag == "equal", before, "" if code.tag == "equal" else after))
    if end:
        _add(blocks, (True, "".join(old[len(old) - end :]), ""))
    return blocks


def _add(blocks: list[Block], block: Block) -> None:
    if blocks and blocks[-1][0] == block[0]:
        same, before, after = blocks[-1]
        blocks[-1] = (same, before + block[1], after + block[2])
    else:
        blocks.append(block)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _without_islands(blocks: list[Block]) -> list[Block]:
    """Two changes without a character between them are joined: `a b` to `c d` is one change, not two."""
    joined: list[Block] = []
    for index, (same, before, after) in enumerate(blocks):
        inside = 0 < index < len(blocks) - 1
        if same and inside and len(before) <= 2 and not any(map(str.isalnum, before)):
            _add(joined, (False, before, before))
        else:
            _add(joined, (same, before, after))
    return joined


def _as_spans(blocks: list[Block]) -> Spans:
    spans: list[Span] = []
    for same, before, after in blocks:
        if same:
            spans += whole(Op.SAME, before)
        else:
            spans += (*whole(Op.DELETED, before), *whole(Op.INSERTED, after))
    return tuple(spans)
