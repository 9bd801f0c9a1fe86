"""The Word download: read by python-docx and as plain XML, it contains the whole text."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cmia_docs.text.format.file_format import parse
from cmia_docs.text.format.inline import plain
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.word import write_docx

AT = datetime(2013, 9, 10, 14, 30, tzinfo=timezone(timedelta(hours=6)))
SOURCE = """\
# Положение о Совете {#k1}

Преамбула[^f1]. {#k3}

## Раздел I. Общие положения {#c1}

### Глава 1. Назначение {#c2}

#### Статья 1. Задачи {#a7}

1. Совет создаётся по [[b2]] и **_важно_** 10 м^2^, H~2~O. {#p4}

1) подготовка; {#q8}

а) заключений; {#r2}

- ежегодно; {#s5}

> цитата {#t6}

#### Статья 2. Состав {#b2}

| № | Мера |
|---|---|
| 1 | Обмен **сведениями**[^f1] |
{#t1}

##### Приложение 1 {#x1}

# Перечень {#k9}

[^f1]: Сноска с **весом**. {#n1}

[^f2]: Сноска без знака. {#n2}
"""


def written(text: Text, **changes: object) -> bytes:
    given: dict[str, object] = {
        "title": "Положение о Совете",
        "symbol": "СМВД/2013/12",
        "revision_label": "Редакция 7",
        "author": "Айгуль Серикова",
        "at": AT,
    }
    return write_docx(text, **(given | changes))  # type: ignore[arg-type]


def opened(data: bytes) -> WordDocument:
    return Document(io.BytesIO(data))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def words_in(element: etree._Element) -> str:
    """All words below an element."""
    return "".join(words.text or "" for words in element.iter(qn("w:t")))


def shown(paragraph: Paragraph) -> str:
    """The words of a paragraph, with a footnote's mark as its number in brackets."""
    words = []
    for element in paragraph._p.iter(qn("w:t"), qn("w:footnoteReference")):
        words.append(element.text or f"[{element.get(qn('w:id'))}]")
    return "".join(words)


@pytest.fixture(scope="module")
def data() -> bytes:
    return written(parse(SOURCE, "ru"))


def test_units_have_styles_and_printed_labels(data: bytes) -> None:
    paragraphs = [(each.style.name if each.style else "", shown(each)) for each in opened(data).paragraphs]

    assert paragraphs == [
        ("Title", "Положение о Совете"),
        ("Body Text", "Преамбула[1]."),
        ("Heading 1", "Раздел I. Общие положения"),
        ("Heading 2", "Глава 1. Назначение"),
        ("Heading 3", "Статья 1. Задачи"),
        ("Clause", "1. Совет создаётся по статья 2 и важно 10 м2, H2O."),
        ("Point", "1) подготовка;"),
        ("Sub-point", "а) заключений;"),
        ("Dash", "– ежегодно;"),
        ("Quote", "цитата"),
        ("Heading 3", "Статья 2. Состав"),
        ("After Table", ""),
        ("Annex", "Приложение 1"),
        ("Title", "Перечень"),
        ("footnote text", "2 Сноска без знака."),
    ]


def test_inline_marks_are_formats(data: bytes) -> None:
    clause = opened(data).paragraphs[5]
    formats = {
        run.text: (run.bold, run.italic, run.font.superscript, run.font.subscript)
        for run in clause.runs
        if run.text in {"важно", "2"} or run.text.startswith("1.")
    }

    assert formats["важно"] == (True, True, None, None)
    assert [run.font.superscript for run in clause.runs if run.text == "2"] == [True, False]
    assert [run.font.subscript for run in clause.runs if run.text == "2"] == [False, True]
    assert formats["1. "] == (None, None, None, None)


def test_a_reference_is_a_link_to_the_bookmark_of_its_unit(data: bytes) -> None:
    body = opened(data).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]

    ids = ["k1", "k3", "c1", "c2", "a7", "p4", "q8", "r2", "s5", "t6", "b2", "t1", "x1", "k9"]
    bookmarks.remove("_RefNote1")
    assert (links, bookmarks) == (["u_b2"], [f"u_{unit}" for unit in ids])


def test_a_table_has_a_repeated_head_and_borders(data: bytes) -> None:
    [table] = opened(data).tables
    cells = [[shown(cell.paragraphs[0]) for cell in row.cells] for row in table.rows]
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]

    assert cells == [["№", "Мера"], ["1", "Обмен сведениями1"]]
    assert heads == [True, False]
    assert [cell.paragraphs[0].style.name for cell in table.rows[0].cells] == ["Table Head"] * 2
    assert table.style is not None
    borders = table.style.element.find(f".//{qn('w:tblBorders')}")
    assert [side.get(qn("w:val")) for side in borders] == ["single"] * 6
    widths = [column.width for column in table.columns]
    assert widths[0] * 2 < widths[1]


def test_notes_are_footnotes(data: bytes) -> None:
    notes = part(data, "word/footnotes.xml")
    words = {note.get(qn("w:id")): words_in(note).strip() for note in notes.iter(qn("w:footnote"))}

    assert words == {"-1": "", "0": "", "1": "Сноска с весом."}
    assert notes.find(f".//{qn('w:b')}") is not None
    named = [each.get(qn("w:id")) for each in part(data, "word/settings.xml").iter(qn("w:footnote"))]
    assert named == ["-1", "0"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read("[Content_Types].xml").decode()
    assert '"/word/footnotes.xml"' in types


def test_a_further_mark_of_a_note_refers_to_the_first(data: bytes) -> None:
    document = part(data, "word/document.xml")
    [field] = document.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == r" NOTEREF _RefNote1 \f \h "
    assert words_in(field).strip() == "1"
    [mark] = document.iter(qn("w:footnoteReference"))
    run = mark.getparent()
    assert run is not None
    before = next(run.itersiblings(qn("w:bookmarkStart"), preceding=True))
    assert before.get(qn("w:name")) == "_RefNote1"


def test_a_long_note_that_is_marked_many_times_is_written_once() -> None:
    source = f"1. {'Слово[^f1] ' * 300}\n\n[^f1]: {'сноска ' * 3_000}\n"
    notes = part(written(parse(source, "ru")), "word/footnotes.xml")
    assert len(list(notes)) == 3


def test_an_annex_begins_a_page(data: bytes) -> None:
    style = opened(data).styles["Annex"]

    assert style.element.pPr.find(qn("w:pageBreakBefore")) is not None


def test_every_page_says_what_it_belongs_to(data: bytes) -> None:
    section = opened(data).sections[0]
    footer = section.footer.paragraphs[0]._p

    assert section.header.paragraphs[0].text == "СМВД/2013/12\tРедакция 7"
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == [" PAGE ", " NUMPAGES "]
    assert (section.page_width.cm, section.page_height.cm) == pytest.approx((21.0, 29.7), abs=0.01)  # type: ignore[union-attr]


def test_the_properties_say_who_and_when(data: bytes) -> None:
    properties = opened(data).core_properties

    assert (properties.title, properties.subject, properties.version) == (
        "Положение о Совете",
        "СМВД/2013/12",
        "Редакция 7",
    )
    assert properties.author == properties.last_modified_by == "Айгуль Серикова"
    assert properties.created == properties.modified == datetime(2013, 9, 10, 8, 30, tzinfo=UTC)
    assert (properties.language, properties.comments) == ("ru", "")


@pytest.mark.parametrize(
    ("language", "region"), [("ru", "ru-RU"), ("en", "en-GB"), ("tg", "tg-Cyrl-TJ"), ('x"<>', 'x"<>')]
)
def test_the_language_is_that_of_the_text(language: str, region: str) -> None:
    styles = part(written(Text(language)), "word/styles.xml")

    assert [lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))] == [region]


def test_the_same_text_gives_the_same_bytes(data: bytes) -> None:
    assert written(parse(SOURCE, "ru")) == data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert written(parse(SOURCE, "ru"), revision_label="Редакция 8") != data


def test_every_part_is_xml_and_none_is_the_libraries_own(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))
        assert sorted(package.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/footer1.xml",
            "word/footnotes.xml",
            "word/header1.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        ]


def test_every_style_in_use_is_defined(data: bytes) -> None:
    defined = {style.get(qn("w:styleId")) for style in part(data, "word/styles.xml").iter(qn("w:style"))}
    used = set()
    for name in ("document", "footnotes", "header1", "footer1"):
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            used |= {style.get(qn("w:val")) for style in part(data, f"word/{name}.xml").iter(qn(tag))}

    assert used - defined == set()


def test_characters_that_xml_cannot_hold_are_shown() -> None:
    text = Text("ru", (Unit("a1", UnitKind.CLAUSE, "1\x00.", "a\x00b\x1b\ufffe\ud800[^\x01]"),))
    data = written(text, title="t\x00\nt", symbol="s\x07", revision_label="r\tr", author="\x00")

    [paragraph] = opened(data).paragraphs
    assert shown(paragraph) == "1\ufffd. a\ufffdb\ufffd\ufffd\ufffd[^\ufffd]"
    properties = opened(data).core_properties
    assert (properties.title, properties.author) == ("t\ufffd t", "\ufffd")
    assert opened(data).sections[0].header.paragraphs[0].text == "s\ufffd\tr r"


def test_markup_and_long_words_stay_words() -> None:
    words = '<w:p/> & "x" ]]> &amp; ' + "слово " * 5_000
    data = written(
        Text("ru", (Unit("", UnitKind.PARAGRAPH, "", words),)), title="<b>" * 1_000, author="a" * 10_000
    )

    assert opened(data).paragraphs[0].text == words
    assert len(opened(data).core_properties.title) == 255


@pytest.mark.parametrize("kind", [UnitKind.CLAUSE, UnitKind.FOOTNOTE])
def test_what_leads_nowhere_is_printed_as_written(kind: UnitKind) -> None:
    data = written(Text("ru", (Unit("a1", kind, "n1", "см. [[zz]] и [^zz]"),)))

    assert opened(data).paragraphs[0].text == "n1 см. [[zz]] и [^zz]"


def test_a_note_of_an_annex_is_its_own() -> None:
    source = (
        "1. Акт[^f1].\n\n[^f1]: Акта.\n\n##### Приложение 1\n\n1. Приложения[^f1].\n\n[^f1]: Приложения.\n"
    )
    data = written(parse(source, "ru"))

    notes = part(data, "word/footnotes.xml")
    assert [words_in(note).strip() for note in notes][2:] == ["Акта.", "Приложения."]
    assert [shown(each) for each in opened(data).paragraphs] == [
        "1. Акт[1].",
        "Приложение 1",
        "1. Приложения[2].",
    ]


def test_doubled_and_dashed_ids_make_one_bookmark_each() -> None:
    units = tuple(Unit(id_, UnitKind.CLAUSE, f"{n}.", "x") for n, id_ in enumerate(["a-1", "a-1", "", "b"]))
    body = opened(written(Text("ru", units))).element.body

    assert [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))] == ["u_a_1", "u_b"]


def test_a_table_too_wide_for_word_is_printed_by_lines() -> None:
    table = "|" + "x|" * 64 + "\n|" + "y|" * 64
    document = opened(written(Text("ru", (Unit("t1", UnitKind.TABLE, "", table),))))

    assert (document.tables, [each.text for each in document.paragraphs]) == ([], table.split("\n"))


def test_an_empty_text_is_a_file() -> None:
    data = written(Text("ru"))

    assert opened(data).paragraphs == []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "word/footnotes.xml" not in package.namelist()


UNITS = st.builds(
    Unit,
    st.sampled_from(["", "a1", "b2", "c-3"]),
    st.sampled_from(UnitKind),
    st.sampled_from(["", "1.", "а)", "f1", "Статья 1."]),
    st.text(st.one_of(st.sampled_from("*_^~[]()\\|ab1 \n"), st.characters()), max_size=40)
    | st.sampled_from(["[[a1]]", "[^f1]", "**x [^f1]** [[b2]]", "| a | b |\n|---|---|\n| c[^f1] | d |"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(UNITS, max_size=8))
def test_any_text_makes_a_file_with_all_its_words(units: list[Unit]) -> None:
    data = written(Text("ru", tuple(units)))
    everything = words_in(opened(data).element.body)
    notes = "word/footnotes.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if notes in package.namelist():
            everything += words_in(etree.fromstring(package.read(notes)))

    for unit in units:
        for word in re.findall(r"[\w]+", plain(unit.text, lambda _: " ")):
            assert word in everything


def test_a_reference_begins_a_unit_with_a_capital_and_not_a_sentence() -> None:
    source = "#### Статья 1. Цель {#a1}\n\n1. [[a1]] и **[[a1]]**. {#p1}\n"

    assert opened(written(parse(source, "ru"))).paragraphs[1].text == "1. Статья 1 и статья 1."


def test_an_english_reference_has_its_capital_within_a_sentence_too() -> None:
    source = "#### Article 1. Purpose {#a1}\n\n1. See [[a1]]. {#p1}\n"

    assert opened(written(parse(source, "en"))).paragraphs[1].text == "1. See Article 1."
