"""How changed words are shown and checked."""

from __future__ import annotations

from cmia_docs.text.compare.word_diff import Op, Spans

SIGNS = {Op.SAME: "=", Op.DELETED: "-", Op.INSERTED: "+"}


def shown(spans: Spans) -> str:
    """`=[same] -[deleted] +[inserted]`."""
    return " ".join(f"{SIGNS[span.op]}[{span.text}]" for span in spans)


def assert_leads(spans: Spans, old: str, new: str) -> None:
    """The spans give both texts, and none is empty."""
    assert "".join(span.text for span in spans if span.op is not Op.INSERTED) == old
    assert "".join(span.text for span in spans if span.op is not Op.DELETED) == new
    assert all(span.text for span in spans)
