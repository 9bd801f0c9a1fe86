"""What script sends every few seconds, and what it is answered."""

from __future__ import annotations

from cmia_docs.actions.document import documents
from cmia_docs.actions.review import checking
from cmia_docs.rules.workflow import Role
from tests.actions.editor.editing import keep, save, words
from tests.factories.product import Product
from tests.web.editor.editing import EditorPage


def test_changed_fields_are_kept_and_the_new_version_is_told(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.autosave(ru_c1="Набрано.", en_c1="Typed.")

    assert answer.status_code == 200
    assert answer.json == {
        "base": product.seen(document_id),
        "version": 1,
        "saved_at": "2026-03-02T09:00:00+00:00",
        "message": "Autosaved at 09:00\xa0UTC",
        "newer": False,
        "refused": [],
    }
    assert (words(product, document_id, "c1"), words(product, document_id, "c1", "en")) == (
        "Набрано.",
        "Typed.",
    )
    assert words(product, document_id, "c2").startswith("Решения Совета")


def test_a_refused_field_is_told_with_its_sentence_and_the_rest_is_kept(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    answer = editor.autosave(ru_c1="<b>раз</b>\nдва", ru_c2="Набрано.", ru_gone="нет")

    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["version"] == 1
    refused = {one["field"]: one["html"] for one in answer.json["refused"]}
    assert sorted(refused) == ["t-ru-c1", "t-ru-gone"]
    assert 'id="t-ru-c1-error"' in refused["t-ru-c1"]
    assert 'name="op" value="divide:c1"' in refused["t-ru-c1"]
    assert "An element is one paragraph" in refused["t-ru-c1"]
    assert "divide" not in refused["t-ru-gone"]
    assert words(product, document_id, "c2") == "Набрано."


def test_another_window_is_a_conflict_and_nothing_is_kept(product: Product) -> None:
    document_id = product.draft()
    first, second = EditorPage(product, document_id), EditorPage(product, document_id)
    first.autosave(ru_c1="Из первого.")

    answer = second.autosave(ru_c2="Из второго.")

    assert answer.status_code == 409
    assert answer.json is not None
    assert answer.json["message"].startswith("You have continued this text in another window.")
    assert words(product, document_id, "c2").startswith("Решения Совета")


def test_too_much_is_told(product: Product) -> None:
    answer = EditorPage(product, product.draft()).autosave(ru_c1="я" * 1_000_001)

    assert (answer.status_code, answer.json) == (
        413,
        {"message": "This text is too large: the limit is 2000000 bytes."},
    )


def test_a_newer_revision_of_others_is_told(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    keep(product, document_id, {"ru": {"c2": "Их."}}, who="secretary")
    save(product, document_id, who="secretary")

    answer = editor.autosave(ru_c1="Моё.")

    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["newer"] is True


def test_what_is_typed_while_it_was_handed_over_is_kept(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    with product.work("secretary") as work:
        checking.submit(work, document_id, seen=product.seen(document_id))

    assert editor.autosave(ru_c1="Набрано.").status_code == 200
    assert words(product, document_id, "c1") == "Набрано."


def test_whoever_was_taken_off_or_signed_out_is_refused(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    sent = editor.fields()
    assert product.client(None).post(f"{editor.url}/autosave", data=sent).status_code == 403
    with product.work("secretary") as work:
        documents.unassign(work, document_id, product.person("drafter").id, Role.DRAFTER)

    assert editor.autosave(ru_c1="Набрано.").status_code == 404


def test_a_form_that_was_forged_is_refused(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    product.app.config["WTF_CSRF_ENABLED"] = True

    answer = editor.autosave(ru_c1="Набрано.")

    assert answer.status_code == 400
    assert words(product, document_id, "c1").startswith("Научно-консультативный")
