"""Comparison of two revisions: what changed, moved, came and went; which revisions may be compared."""

from __future__ import annotations

import re

import pytest

from cmia_docs.web.compare.view import ComparedUnit, Gap, changes_only
from tests.factories.product import RUSSIAN, Product
from tests.web.queries import counted
from tests.web.reading import EVERYBODY, read, statuses, words

# The second article goes before the first; a clause changes, one goes, one comes.
LATER = """# Положение о Научно-консультативном совете {#t1}

## Глава I. Общие положения {#s1}

#### Статья 1. Состав {#a2}

1. В состав Совета входят представители Республики Беларусь и других государств. {#c3}

#### Статья 2. Назначение {#a1}

1. Решения Совета носят обязательный характер. {#c2}

2. Совет отчитывается ежегодно. {#c9}
"""
TABLE = "| Мера | Срок |\n|---|---|\n| Обмен сведениями | {} |\n| Учения | 2015 |{}\n{{#x1}}\n"


def compared(product: Product, russian: str, query: str = "", before: str = RUSSIAN) -> str:
    """The page that compares two texts of a draft."""
    document_id = product.draft()
    if before != RUSSIAN:
        product.save(document_id, before)
    product.save(document_id, russian)
    return read(product, "drafter", f"/documents/{document_id}/compare{query}")


def rows(page: str) -> list[tuple[str, str, str]]:
    """Of each unit shown: how it changed, its id, and how it reads with `[+ins+]` and `[-del-]`."""
    _before, *parts = re.split(r'<div class="diff-(?=unit \w+" id=|gap)', page.partition("</main>")[0])
    units = [part for part in parts if part.startswith("unit")]
    heads = [re.match(r'unit (\w+)" id="([\w-]+)">', part) for part in units]
    return [
        (head[1], head[2], marked(part[head.end() :]))
        for head, part in zip(heads, units, strict=True)
        if head
    ]


def marked(part: str) -> str:
    """Words with their changes."""
    part = re.sub(r'<div class="diff-tag">.*?</div>', "", part, flags=re.S)
    part = re.sub(r"<ins[^>]*>(.*?)</ins>", r"[+\1+]", part)
    return words(re.sub(r"<del[^>]*>(.*?)</del>", r"[-\1-]", part))


def test_changes_with_their_headings_and_the_rest_as_gaps(product: Product) -> None:
    page = compared(product, RUSSIAN.replace("рекомендательный", "обязательный"))
    assert rows(page) == [
        ("unchanged", "s1", "Глава I. Общие положения"),
        ("unchanged", "a1", "Статья 1. Назначение"),
        ("changed", "c2", "2. Решения Совета носят [-рекомендательный-][+обязательный+] характер."),
    ]
    assert re.findall(r"(\d+) units? without changes", page) == ["1", "1", "2"]
    assert "Article 1" not in page
    assert re.findall(r'<a class="level-1" href="#(\w+)"[^>]*><span[^>]*>(.*?)</span>', page) == [
        ("c2", "Статья 1, пункт 2")
    ]


def test_moves_additions_and_removals(product: Product) -> None:
    page = compared(product, LATER)
    texts = {unit: (change, text) for change, unit, text in rows(page)}
    assert texts["c9"] == ("inserted", "2. [+Совет отчитывается ежегодно.+]")
    assert texts["old-c1"] == ("deleted", "1. [-Научно-консультативный совет даёт заключения на проекты.-]")
    assert texts["c2"][0] == "changed"
    moved = [unit for unit, (change, _text) in texts.items() if change == "moved"]
    assert moved in (["a2", "c3"], ["a1"])
    assert "formerly: Статья" in words(page)
    assert {"Changed 1", "Inserted 1", "Deleted 1"} <= set(
        re.findall(r"(?:Changed|Inserted|Deleted) \d", words(page))
    )


def test_the_whole_text(product: Product) -> None:
    page = compared(product, RUSSIAN.replace("Состав", "Члены"), "?changes=0")
    assert [unit for _change, unit, _text in rows(page)] == ["t1", "s1", "a1", "c1", "c2", "a2", "c3"]
    assert "without changes" not in page


def test_side_by_side(product: Product) -> None:
    page = compared(product, LATER, "?view=side")
    assert 'class="diff diff-sides"' in page
    texts = {unit: text for _change, unit, text in rows(page)}
    assert texts["c9"] == "not there 2. [+Совет отчитывается ежегодно.+]"
    assert texts["old-c1"].endswith("даёт заключения на проекты.-] not there")
    assert "[-рекомендательный-] характер." in texts["c2"]
    assert "[+обязательный+] характер." in texts["c2"]


def test_changes_are_named_in_words_not_by_colour_alone(product: Product) -> None:
    page = compared(product, RUSSIAN.replace("рекомендательный", "обязательный"))
    assert '<ins data-change="inserted:">обязательный</ins>' in page
    assert '<del data-change="deleted:">рекомендательный</del>' in page


def test_a_table_changes_inside_its_cells(product: Product) -> None:
    before = RUSSIAN + "\n" + TABLE.format("2014", "")
    after = RUSSIAN + "\n" + TABLE.format("2016", "\n| Отчёт | ежегодно |")
    page = compared(product, after, before=before)
    assert (
        '<table class="diff-table"><tr><td> Мера </td><td> Срок </td></tr>'
        '<tr><td> Обмен сведениями </td><td> <del data-change="deleted:">2014</del>'
        '<ins data-change="inserted:">2016</ins> </td></tr>'
        "<tr><td> Учения </td><td> 2015 </td></tr>"
        '<tr><td><ins data-change="inserted:"> Отчёт </ins></td>'
    ) in page


def table(sides: str, number: int) -> str:
    """The rows of one table of a page, in Markdown."""
    table = re.findall(r'<table class="diff-table">(.*?)</table>', sides, re.S)[number]
    rows_of = [re.findall(r"<td>(.*?)</td>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)]
    lines = ("|".join(words(marked(cell)) for cell in row) for row in rows_of)
    return "\n".join(lines).replace("[+ ", "[+").replace(" +]", "+]")


def test_a_row_put_in_and_a_new_column_stand_on_their_side_only(product: Product) -> None:
    before = RUSSIAN + "\n| 1 | проезд |\n| 2 | связь \\| почта |\n{#x1}\n"
    after = RUSSIAN + "\n| 1 | проезд | 2014 |\n| 2 | жильё | 2015 |\n| 3 | связь \\| почта | 2016 |\n{#x1}\n"
    page = compared(product, after, "?view=side", before=before)
    assert table(page, 0) == "1|проезд\n[-2-]|связь | почта"
    assert table(page, 1) == "1|проезд|[+2014+]\n[+2+]|[+жильё+]|[+2015+]\n[+3+]|связь | почта|[+2016+]"


def test_a_label_that_somebody_changed_is_among_the_changes_and_marked(product: Product) -> None:
    before = RUSSIAN.replace("2. ", "1-1. ", 1)
    after = RUSSIAN.replace("2. ", "1-2. ", 1)
    changed = [row for row in rows(compared(product, after, before=before)) if "1-2" in row[2]]
    assert [(change, text.split(" Решения")[0]) for change, _, text in changed] == [
        ("changed", "[-1-1.-] [+1-2.+]")
    ]
    (sides,) = [row for row in rows(compared(product, after, "?view=side", before=before)) if "1-2" in row[2]]
    assert "[-1-1.-] Решения" in sides[2]
    assert "[+1-2.+] Решения" in sides[2]


def test_without_a_language_one_that_changed_is_shown(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, LATER)
    page = read(product, "drafter", f"/documents/{document_id}/compare")
    assert '<div class="diff" lang="ru">' in page
    english = words(read(product, "drafter", f"/documents/{document_id}/compare?language=en"))
    assert "The texts of these two revisions are the same in this language. Changes in: Russian" in english


def test_a_change_of_the_description_alone_is_shown(product: Product) -> None:
    document_id = product.draft()
    form = {
        "seen": product.seen(document_id), "title_ru": "Новое", "title_en": "New", "languages": ["ru", "en"],
        "authentic": ["ru"], "initiator": "KZ",
    }  # fmt: skip
    assert (
        product.client("drafter").post(f"/documents/{document_id}/description", data=form).status_code == 302
    )
    page = read(product, "drafter", f"/documents/{document_id}/compare")
    description = marked(page[page.index('id="description"') : page.index("</section>")])
    assert description.endswith(
        "Title (Russian) [-Положение о Научно-консультативном совете-] [+Новое+] Title (English) "
        "[-Regulation on the Scientific Advisory Board-] [+New+] Initiator [-secretariat-] [+Kazakhstan+]"
    )
    assert "The texts of these two revisions are the same." in page


def test_references_and_notes_read_as_they_do_in_the_text(product: Product) -> None:
    with_reference = RUSSIAN.replace("даёт заключения", "даёт **особые** заключения[^f1] по [[a2]]")
    page = compared(product, f"{with_reference}\n[^f1]: Сноска. {{#n1}}\n")
    texts = {unit: text for _change, unit, text in rows(page)}
    assert texts["c1"] == (
        "1. Научно-консультативный совет даёт [+особые +]заключения[+[1] по статья 2+] на проекты."
    )


def test_markup_is_words(product: Product) -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="y">'
    page = compared(product, RUSSIAN.replace("рекомендательный", hostile) + f"\n| {hostile} | б |\n{{#x1}}\n")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert page.count("&lt;script&gt;alert") == 2


def test_any_two_in_any_order(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, LATER)
    product.save(document_id, RUSSIAN)
    pages = [
        read(product, "drafter", f"/documents/{document_id}/compare?{q}&language=ru")
        for q in ("old=1&new=2", "old=2&new=1")
    ]
    assert rows(pages[0]) == rows(pages[1]) != []
    assert "No changes" in read(
        product, "drafter", f"/documents/{document_id}/compare?old=1&new=3&language=ru"
    )


def test_the_last_change_or_the_change_since_the_round_is_shown_first(product: Product) -> None:
    document_id = product.consolidated()
    product.save(document_id, LATER)
    product.save(document_id, LATER.replace("ежегодно", "регулярно"))
    page = read(product, "drafter", f"/documents/{document_id}/compare")
    assert "Revision 1, 2 March 2026 → Revision 3, 2 March 2026" in words(page)


def test_one_revision_has_nothing_to_be_compared_with(product: Product) -> None:
    page = words(read(product, "drafter", f"/documents/{product.draft()}/compare"))
    assert "There is only one revision" in page


@pytest.mark.parametrize(
    "query", ["?old=1&new=3", "?old=0&new=1", "?old=x", "?new=-1", "?new=99999999999999999999"]
)
def test_a_revision_that_is_not_there_is_not_found(product: Product, query: str) -> None:
    document_id = product.draft()
    product.save(document_id, LATER)
    assert product.client("drafter").get(f"/documents/{document_id}/compare{query}").status_code == 404


def test_nonsense_in_the_address_is_passed_over(product: Product) -> None:
    page = compared(product, LATER, "?language=xx&view=&changes=%00&x=../")
    assert '<div class="diff" lang="ru">' in page


def test_a_reviewer_compares_only_what_was_sent(product: Product) -> None:
    document_id = product.consolidated()
    product.save(document_id, LATER)
    client = product.client("belarus")
    assert "There is only one revision" in client.get(f"/documents/{document_id}/compare").text
    answers = [
        client.get(f"/documents/{document_id}/compare?old=1&new={new}").status_code for new in (1, 2, 3)
    ]
    assert answers == [200, 404, 404]
    product.circulate(document_id)
    assert rows(client.get(f"/documents/{document_id}/compare?language=ru").text) != []


def test_who_may(product: Product) -> None:
    answers = statuses(product, EVERYBODY, f"/documents/{product.draft()}/compare")
    assert answers == dict.fromkeys(EVERYBODY, 404) | {"drafter": 200, "secretary": 200}
    answers = statuses(product, EVERYBODY, f"/documents/{product.adopted()}/compare")
    assert answers == dict.fromkeys(EVERYBODY, 200)


def test_a_fixed_number_of_queries(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, LATER)
    client = product.client("drafter")
    with counted(product) as few:
        client.get(f"/documents/{document_id}/compare")
    for n in range(5):
        product.save(document_id, LATER.replace("ежегодно", f"{n} раз в год"))
    with counted(product) as many:
        client.get(f"/documents/{document_id}/compare")
    assert len(many) == len(few)


def test_gaps_lead_into_the_whole_text() -> None:
    rows = [
        ComparedUnit(id="a1", kind="article", change="unchanged"),
        ComparedUnit(id="c1", kind="clause", change="unchanged"),
        ComparedUnit(id="a2", kind="article", change="unchanged"),
        ComparedUnit(id="c2", kind="clause", change="changed"),
        ComparedUnit(id="c3", kind="clause", change="unchanged"),
    ]
    assert changes_only(rows, "/whole") == [Gap(2, "/whole#a1"), rows[2], rows[3], Gap(1, "/whole#c3")]


def test_a_printed_comparison_says_what_is_compared(product: Product) -> None:
    document_id = product.draft()
    product.save(document_id, "# Положение {#t1}\n")
    page = product.client("drafter").get(f"/documents/{document_id}/compare?language=ru").text
    title = "Regulation on the Scientific Advisory Board"
    assert f'<strong class="print-only" lang="en">{title}</strong>' in page
    assert f'@top-left {{ content: "{title}"' in page
    assert 'content: "Revision 1, 2 March 2026 → Revision 2, 2 March 2026 · RU"' in page
