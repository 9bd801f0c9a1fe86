"""The files of a revision: exactly what is stored, with its sum, for who may see that revision."""

from __future__ import annotations

import io
import re
from hashlib import sha256

import docx
import pytest

from tests.factories.stage import RUSSIAN, Stage
from tests.web.reading import EVERYBODY, read, statuses, words

CHANGED = RUSSIAN.replace("рекомендательный", "обязательный")


def test_a_text_is_given_byte_for_byte(stage: Stage) -> None:
    document_id = stage.draft()
    answer = stage.client("drafter").get(f"/documents/{document_id}/downloads/1/ru.md")
    document, revision = stage.document(document_id), stage.revision(document_id)
    assert answer.data == stage.services.drafts.read(revision.commit, f"{document.slug}/ru.md")
    assert sha256(answer.data).hexdigest() == revision.sums["ru"]
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    name = "regulation-on-the-scientific-advisory-board-r1-ru.md"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_page_shows_the_sum_of_each_text(stage: Stage) -> None:
    document_id = stage.draft()
    page = read(stage, "drafter", f"/documents/{document_id}/downloads")
    sums = stage.revision(document_id).sums
    assert re.findall(r'<code class="sum-whole">(\w+)</code>', page) == list(sums.values())
    assert re.findall(r'<a class="name" href="([^"]+)"', page) == [
        f"/documents/{document_id}/downloads/1/{name}" for name in ("ru.docx", "ru.md", "en.docx", "en.md")
    ]


def test_a_word_file_has_the_text(stage: Stage) -> None:
    document_id = stage.draft()
    answer = stage.client("drafter").get(f"/documents/{document_id}/downloads/1/ru.docx")
    assert answer.headers["Content-Disposition"].endswith('-r1-ru.docx"')
    word = docx.Document(io.BytesIO(answer.data))
    assert [paragraph.text for paragraph in word.paragraphs][:2] == [
        "Положение о Научно-консультативном совете",
        "Глава I. Общие положения",
    ]
    assert word.core_properties.author == "Анна Серова"
    english = stage.client("drafter", language="ru").get(f"/documents/{document_id}/downloads/1/en.docx")
    header = docx.Document(io.BytesIO(english.data)).sections[0].header
    assert header.paragraphs[0].text == "Regulation\tRevision 1, 2 March 2026"


def test_any_revision_that_the_person_sees_is_offered(stage: Stage) -> None:
    document_id = stage.draft()
    stage.save(document_id, CHANGED)
    page = words(read(stage, "drafter", f"/documents/{document_id}/downloads?revision=1"))
    assert "Revision 2, 2 March 2026 Revision 1, 2 March 2026" in page
    old = stage.client("drafter").get(f"/documents/{document_id}/downloads/1/ru.md").text
    new = stage.client("drafter").get(f"/documents/{document_id}/downloads/2/ru.md").text
    assert (old, new) == (RUSSIAN, CHANGED)


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_a_reviewer_gets_only_what_was_sent(stage: Stage, ending: str) -> None:
    document_id = stage.consolidated()
    stage.save(document_id, CHANGED)
    for number, found in ((1, 200), (2, 404)):
        address = f"/documents/{document_id}/downloads/{number}/ru.{ending}"
        assert stage.client("belarus").get(address).status_code == found
    page = read(stage, "belarus", f"/documents/{document_id}/downloads")
    assert "downloads/2" not in page


@pytest.mark.parametrize("path", ["", "/1/ru.md", "/1/ru.docx"])
def test_nothing_is_there_for_who_may_not_know_of_the_document(stage: Stage, path: str) -> None:
    found = statuses(stage, EVERYBODY, f"/documents/{stage.draft()}/downloads{path}")
    assert found == dict.fromkeys(EVERYBODY, 404) | {"drafter": 200, "secretary": 200}


def test_everybody_signed_in_gets_an_adopted_text(stage: Stage) -> None:
    found = statuses(stage, EVERYBODY, f"/documents/{stage.adopted()}/downloads/1/ru.md")
    assert found == dict.fromkeys(EVERYBODY, 200)


@pytest.mark.parametrize(
    "path",
    [
        "/1/xx.md",
        "/0/ru.md",
        "/9/ru.md",
        "/99999999999999/ru.md",
        "/1/..%2Fdocument.json",
        "/1/ru.pdf",
        "/1/ru%00.md",
    ],
)
def test_what_is_not_there_is_not_found(stage: Stage, path: str) -> None:
    assert stage.client("drafter").get(f"/documents/{stage.draft()}/downloads{path}").status_code == 404
