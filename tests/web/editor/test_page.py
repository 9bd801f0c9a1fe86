"""The page of the editor: what it shows, to whom, in which stage."""

from __future__ import annotations

from collections import Counter

import pytest

from cmia_docs.actions.document import documents
from cmia_docs.rules.description import Description
from cmia_docs.rules.workflow import Role
from cmia_docs.text.format.file_format import parse
from tests.factories.product import RUSSIAN, Product
from tests.gallery.markup import Markup
from tests.web.editor.editing import EditorPage
from tests.web.queries import counted
from tests.web.reading import EVERYBODY, words

ADDRESSES = ("", "/discard", "/newer", "/import", "/tools?unit=c1")


def test_every_unit_stands_there_in_two_languages_beside_each_other(product: Product) -> None:
    editor = EditorPage(product, product.draft())

    assert editor.answer.status_code == 200
    assert editor.units() == ["t1", "s1", "a1", "c1", "c2", "a2", "c3"]
    assert editor.labels() == ["Глава I.", "Статья 1.", "1.", "2.", "Статья 2.", "1."]
    assert editor.labels("en") == ["Chapter I.", "Article 1.", "1.", "2.", "Article 2.", "1."]
    assert editor.text("a1") == "Назначение"
    assert editor.text("a1", "en") == "Purpose"


@pytest.mark.parametrize("query", ["", "?tools=a1", "?moving=a1", "?languages=en", "?tools=gone&moving=gone"])
def test_the_page_is_sound(product: Product, query: str) -> None:
    page = Markup(EditorPage(product, product.draft(), query=query).page)

    assert page.inline() == []
    assert page.dangling() == set()
    assert page.unnamed_controls() == []
    assert [name for name, count in Counter(page.ids()).items() if count > 1] == []
    assert (page.count("h1"), page.count("main")) == (1, 1)


def test_every_structure_button_names_its_unit(product: Product) -> None:
    page = Markup(EditorPage(product, product.draft(), query="?tools=a1").page)
    named = [
        attributes["aria-label"]
        for tag, attributes in page.tags
        if tag == "button" and attributes.get("value", "").endswith(":a1") and "aria-label" in attributes
    ]

    assert named == [
        "Add after Article 1",
        "Structure: Article 1",
        "Add an element of this kind after Article 1",
        "Move Article 1 up",
        "Move Article 1 down",
        "Choose where to move Article 1",
        "Raise the level of Article 1",
        "Lower the level of Article 1",
        "Make Article 1 an element of this kind",
        "Set a fixed label for Article 1",
        "Delete Article 1, with the 2 elements under it",
        "Delete Article 1 alone",
    ]


@pytest.mark.parametrize("state", ["draft", "consolidated"])
def test_it_opens_for_drafters_and_secretariat_alone(product: Product, state: str) -> None:
    document_id = getattr(product, state)()
    with product.work("secretary") as work:
        documents.assign(work, document_id, product.person("expert").id, Role.EXPERT)
    circulated = state == "consolidated"

    for address in ADDRESSES[:1] + ADDRESSES[3:]:
        statuses = {
            who: product.client(who).get(f"/documents/{document_id}/edit{address}").status_code
            for who in EVERYBODY
        }
        assert statuses == {
            "drafter": 200,
            "other_drafter": 404,
            "expert": 403,
            "secretary": 200,
            "belarus": 403 if circulated else 404,
            "kyrgyzstan": 404,
            "chair": 404,
            "administrator": 404,
            "auditor": 404,
        }, address


@pytest.mark.parametrize("who", ["expert", "belarus", "other_drafter", "administrator"])
@pytest.mark.parametrize("address", ["", "/autosave", "/discard", "/newer", "/import", "/restore/1"])
def test_nothing_is_written_by_others(product: Product, who: str, address: str) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    sent = editor.fields() | {"text.ru.c1": "чужое", "op": "save", "message": "чужое", "choice": "mine"}

    answer = product.client(who).post(f"{editor.url}{address}", data=sent)

    assert answer.status_code == 404
    assert product.revision(document_id).number == 1


def test_nobody_signed_in_is_asked_to_sign_in(product: Product) -> None:
    document_id = product.draft()

    answer = product.client(None).get(f"/documents/{document_id}/edit")

    assert (answer.status_code, answer.location) == (302, f"/sign-in?next=/documents/{document_id}/edit")


@pytest.mark.parametrize("state", ["in_check", "circulated", "agreed", "tabled", "adopted"])
def test_in_other_states_the_page_says_so(product: Product, state: str) -> None:
    document_id = getattr(product, state)()

    answer = product.client("drafter").get(f"/documents/{document_id}/edit")

    assert answer.status_code == 409
    assert "This is not possible now" in words(answer.text)
    assert "<textarea" not in answer.text


def test_what_is_typed_is_text_wherever_it_stands(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    nasty = '</textarea><script>alert(1)</script><b onclick="x">"\'&amp;{{ 7*7 }}</b>'

    editor.press("keep", ru_a1=nasty, ru_c2=f"[[a1]] [^f1] {nasty}")

    assert editor.text("a1") == nasty
    assert "<script>alert" not in editor.page
    assert "<b onclick" not in editor.page
    editor.press("save", message=nasty)
    assert "<script>alert" not in editor.page


def test_a_text_that_begins_with_a_line_end_keeps_its_place(product: Product) -> None:
    """A browser drops the first line end of a text area: the page puts one there for it."""
    editor = EditorPage(product, product.draft())

    assert "rows=" in editor.page
    assert ">\nНазначение</textarea>" in editor.page


def test_a_unit_missing_in_a_language_is_shown_as_such_and_can_be_added(product: Product) -> None:
    document_id = product.draft()
    product.save(
        document_id, RUSSIAN.replace("2. Решения Совета носят рекомендательный характер. {#c2}\n\n", "")
    )
    editor = EditorPage(product, document_id)

    assert editor.text("c2") is None
    assert editor.text("c2", "en") == "Decisions of the Board are recommendations."
    assert "Not in this language yet" in editor.page
    assert 'aria-label="Add Article 1, paragraph 2 in Russian"' in editor.page

    editor.press("fill:ru:c2")
    assert editor.text("c2") == ""
    assert editor.units() == ["t1", "s1", "a1", "c1", "c2", "a2", "c3"]


def test_findings_stand_at_their_unit_and_in_the_list_with_line_and_code_point(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    editor.press("keep", ru_c1="Научно-кoнсультативный [[zz]]")

    page = words(editor.page)
    assert "The word “кoнсультативный” mixes two scripts: U+006F LATIN SMALL LETTER O. Type it again." in page
    assert (
        "A cross reference points to the element zz, which does not exist. Russian, line 7"
        in page.replace(" ,", ",")
    )
    assert "Article 1, paragraph 1 , Russian, line 7" in page


def test_words_in_brackets_are_seen_in_their_field_and_stand_in_the_list_alone(product: Product) -> None:
    editor = EditorPage(product, product.draft())

    editor.press("keep", ru_c1="Совет [укажите задачи].", en_c1="The Board [name the tasks].")

    assert editor.page.count("There are words in square brackets") == 2
    assert "edit-findings" not in editor.page
    assert "There are words in square brackets" in editor.page[editor.page.index('class="rail-findings"') :]


def test_references_and_notes_say_what_they_point_to(product: Product) -> None:
    document_id = product.draft()
    source = RUSSIAN + "\n[^f1]: Пояснение к составу. {#n1}\n"
    product.save(document_id, source.replace("рекомендательный", "рекомендательный (см. [[a2]])[^f1]"))

    page = EditorPage(product, document_id).page

    assert '<code>[[a2]]</code> <a href="#a2" lang="ru">Статья 2</a>' in page
    assert '<code>[^f1]</code> <a href="#n1" lang="ru">Пояснение к составу.</a>' in page


def test_a_table_is_edited_as_its_rows_and_shown_as_it_reads(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, RUSSIAN + "\n| № | Мера |\n|---|---|\n| 1 | <b>Обмен</b> |\n{#m1}\n")

    editor = EditorPage(product, document_id)

    assert editor.text("m1") == "| № | Мера |\r\n|---|---|\r\n| 1 | <b>Обмен</b> |"
    assert "<td>&lt;b&gt;Обмен&lt;/b&gt;</td>" in editor.page


def test_one_language_can_be_written_alone(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)

    editor.press("show:en", ru_c1="набрано")
    assert editor.text("c1", "en") == "The Scientific Advisory Board gives opinions on drafts."
    assert editor.text("c1") is None

    editor.query = "?languages=en"
    editor.press("show:ru,en", en_c1="typed")
    assert (editor.text("c1"), editor.text("c1", "en")) == ("набрано", "typed")


def test_a_document_in_one_language_has_one_column_and_nothing_to_choose(product: Product) -> None:
    with product.work("drafter") as work:
        made = documents.create(
            work,
            description=Description(
                act_type="decision",
                titles={"ru": "Решение"},
                languages=("ru",),
            ),
            texts={"ru": parse("# Решение {#t1}\n", "ru")},
            message="Первая редакция",
        )
    editor = EditorPage(product, made.id)

    assert editor.units() == ["t1"]
    assert "segment" not in editor.page


def test_units_without_ids_can_be_written(product: Product) -> None:
    with product.work("drafter") as work:
        made = documents.create(
            work,
            description=Description(
                act_type="decision",
                titles={"ru": "Решение"},
                languages=("ru",),
            ),
            texts={"ru": parse("# Решение\n\nПервое.\n\nВторое. {#p1}\n\nТретье. {#p1}\n", "ru")},
            message="Первая редакция",
        )
    editor = EditorPage(product, made.id)
    assert editor.units() == ["u1", "u2", "p1", "u3"]

    editor.press("keep", ru_u3="Третье, изменённое.")

    assert [editor.text(unit) for unit in editor.units()] == [
        "Решение",
        "Первое.",
        "Второе.",
        "Третье, изменённое.",
    ]


def test_an_empty_text_says_what_to_do(product: Product) -> None:
    document_id = product.draft()
    editor = EditorPage(product, document_id)
    for unit in ("a1", "a2", "s1", "t1"):
        editor.press(f"delete:{unit}")

    assert editor.units() == []
    assert "This text has no elements yet" in editor.page
    editor.press("add_kind:", add_kind="title")
    assert len(editor.units()) == 1


def test_the_page_takes_the_same_number_of_queries_however_long_the_text(product: Product) -> None:
    document_id = product.draft()
    client = product.client("drafter")

    def statements() -> int:
        with counted(product) as queries:
            assert client.get(f"/documents/{document_id}/edit").status_code == 200
        return len(queries)

    statements()
    short = statements()
    product.save(document_id, "\n\n".join(f"{n}. Пункт. {{#c{n}}}" for n in range(1, 300)) + "\n")
    assert statements() == short
