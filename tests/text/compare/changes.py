"""Short notation for changed words, and a check of them."""

from __future__ import annotations

from cmia_docs.text.compare.word_diff import Op, Spans

MARKS = {Op.SAME: "=", Op.DELETED: "-", Op.INSERTED: "+"}


def shown(spans: Spans) -> str:
    """`=[same] -[deleted] +[inserted]`."""
    return " ".join(f"{MARKS[span.op]}[{span.text}]" for span in spans)


def assert_leads(spans: Spans, old: str, new: str) -> None:
    """The spans give both texts, and no span is empty."""
    assert "".join(span.text for span in spans if span.op is not Op.INSERTED) == old
    assert "".join(span.text for span in spans if span.op is not Op.DELETED) == new
    assert all(span.text for span in spans)
