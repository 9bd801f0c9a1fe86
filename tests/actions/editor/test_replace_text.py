"""Another text in the working copy: merged, restored, from a file."""

from __future__ import annotations

import pytest

from cmia_docs.actions.document.revisions import MOST_UNITS
from cmia_docs.actions.editor import replace_text
from cmia_docs.actions.editor.working_copies import Seen
from cmia_docs.errors import Invalid, NotFound, NotPossible, StaleRevision, TooLarge
from cmia_docs.text.edit.merge import merge_languages
from tests.actions.editor.editing import editor_of, keep, save, seen, words
from tests.factories.product import ENGLISH, RUSSIAN, Product, texts


def both_changed(product: Product) -> int:
    """A document that the secretariat has saved while the drafter typed."""
    document_id = product.draft()
    keep(product, document_id, {"ru": {"c1": "моё", "c2": "тоже моё"}})
    keep(product, document_id, {"ru": {"c2": "их", "c3": "тоже их"}}, who="secretary")
    save(product, document_id, who="secretary")
    return document_id


def test_merged_texts_stand_on_the_current_revision_and_can_be_saved(product: Product) -> None:
    document_id = both_changed(product)
    mine, theirs = editor_of(product, document_id).texts, editor_of(product, document_id, "secretary").texts
    merged = merge_languages(texts(), mine, theirs)

    with product.work("drafter") as work:
        after = replace_text.rebase(
            work,
            document_id,
            seen=seen(product, document_id),
            current=product.seen(document_id),
            texts={language: one.text for language, one in merged.items()},
        )

    assert after == Seen(product.seen(document_id), 2)
    assert [words(product, document_id, unit) for unit in ("c1", "c2", "c3")] == [
        "моё",
        "тоже моё",
        "тоже их",
    ]
    assert [conflict.unit_id for conflict in merged["ru"].conflicts] == ["c2"]
    assert save(product, document_id).number == 3


def test_a_merge_with_a_revision_that_was_passed_is_refused(product: Product) -> None:
    document_id = both_changed(product)
    compared = product.seen(document_id)
    keep(product, document_id, {"ru": {"c3": "ещё позднее"}}, who="secretary")
    save(product, document_id, who="secretary")

    with pytest.raises(StaleRevision, match=r"revision\.stale"), product.work("drafter") as work:
        replace_text.rebase(
            work, document_id, seen=seen(product, document_id), current=compared, texts=texts()
        )
    assert words(product, document_id, "c1") == "моё"


def test_the_text_of_an_older_revision_is_taken_into_the_editor(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, RUSSIAN.replace("рекомендательный", "обязательный"))

    with product.work("drafter") as work:
        after = replace_text.restore(work, document_id, number=1)

    assert after == Seen(product.seen(document_id), 1)
    assert words(product, document_id, "c2") == "Решения Совета носят рекомендательный характер."
    assert save(product, document_id).number == 3


def test_a_working_copy_is_in_the_way_until_its_loss_is_meant(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, RUSSIAN.replace("рекомендательный", "обязательный"))
    typed = keep(product, document_id, {"ru": {"c1": "набрано"}}).seen

    with pytest.raises(Invalid, match=r"working_copy\.exists"), product.work("drafter") as work:
        replace_text.restore(work, document_id, number=1)
    with pytest.raises(StaleRevision), product.work("drafter") as work:
        replace_text.restore(work, document_id, number=1, replacing=Seen(typed.base, typed.version + 1))
    assert words(product, document_id, "c1") == "набрано"

    with product.work("drafter") as work:
        replace_text.restore(work, document_id, number=1, replacing=typed)
    assert words(product, document_id, "c1").startswith("Научно-консультативный совет")


def test_only_what_is_there_can_be_restored_and_only_while_it_can_be_saved(product: Product) -> None:
    document_id = product.in_check()

    with pytest.raises(NotPossible), product.work("drafter") as work:
        replace_text.restore(work, document_id, number=1)
    drafted = product.draft()
    with pytest.raises(NotFound, match=r"revision\.unknown"), product.work("drafter") as work:
        replace_text.restore(work, drafted, number=2)
    with pytest.raises(NotFound, match=r"document\.unknown"), product.work("other_drafter") as work:
        replace_text.restore(work, drafted, number=1)


def take(product: Product, document_id: int, source: str, language: str = "en") -> Seen:
    """Take a file into the working copy."""
    with product.work("drafter") as work:
        return replace_text.take_file(
            work, document_id, seen=seen(product, document_id), language=language, source=source
        )


def test_a_file_becomes_the_text_of_one_language_and_keeps_the_units_beside_each_other(
    product: Product,
) -> None:
    document_id = product.draft()
    plain = "\n".join(line.partition(" {#")[0] for line in ENGLISH.replace("Purpose", "Aim").split("\n"))

    take(product, document_id, plain)

    stored = editor_of(product, document_id).texts
    assert [unit.id for unit in stored["en"].units] == [unit.id for unit in stored["ru"].units]
    assert words(product, document_id, "a1", "en") == "Aim"
    assert stored["ru"] == texts()["ru"]


def test_a_file_in_our_own_format_keeps_its_ids(product: Product) -> None:
    document_id = product.draft()

    take(product, document_id, "#### Article 1. Aim {#a1}\n\nWords. {#zz}\n\nMore. {#zz}\n")

    ids = [unit.id for unit in editor_of(product, document_id).texts["en"].units]
    assert ids[:2] == ["a1", "zz"]
    assert len(set(ids)) == 3


@pytest.mark.parametrize(
    ("source", "reason", "details"),
    [
        ("раз\r\nдва\x00", "upload.character", {"field": "file", "line": 2, "character": "U+0000"}),
        ("\x1b[31m", "upload.character", {"field": "file", "line": 1, "character": "U+001B"}),
        ("\ud800", "upload.character", {"field": "file", "line": 1, "character": "U+D800"}),
    ],
)
def test_what_no_text_can_hold_is_refused_with_its_line(
    product: Product, source: str, reason: str, details: dict[str, object]
) -> None:
    document_id = product.draft()

    with pytest.raises(Invalid) as refused:
        take(product, document_id, source)

    assert (refused.value.code, {"field": refused.value.field, **refused.value.details}) == (reason, details)
    assert editor_of(product, document_id).copy is None


def test_a_language_the_document_does_not_have_is_refused(product: Product) -> None:
    with pytest.raises(Invalid, match=r"upload\.language"):
        take(product, product.draft(), "Сөз", "kk")


@pytest.mark.parametrize("line", ["а\n\n", "- а\n", "5-1.\n" * 40])
def test_a_file_of_very_many_units_is_refused_in_time(product: Product, line: str) -> None:
    document_id = product.draft()

    with pytest.raises(TooLarge) as refused:
        take(product, document_id, line * (MOST_UNITS + 1))

    assert refused.value.code == "text.too_many_units"
