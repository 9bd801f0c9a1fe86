"""Many revisions at once: by git's own import and rows written in bulk, since saving them takes a day."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select

from benchmarks.texts import sentence, source
from benchmarks.town import Town
from cmia_docs.models import Document, Event, Revision
from cmia_docs.text.sums import sum_of, text_sum

_OF_ONE_DOCUMENT = 100
_ROWS = 5_000
Row = dict[str, Any]


def fill_revisions(town: Town, count: int) -> None:
    """Add so many revisions, a hundred to a document, each with one paragraph changed in a text of 4 KB."""
    with town.services.readers() as db:
        first = (db.scalar(select(func.max(Event.id))) or 0) + 1
    texts = list(_texts(count))
    commits = _import(town.services.drafts.path, texts, int(town.services.clock().timestamp()))
    events = (_event(town, first + number, number) for number in range(count))
    documents = (_document(town, first, at) for at in range(0, count, _OF_ONE_DOCUMENT))
    revisions = (_revision(town, first, at, commits, text) for at, text in enumerate(texts))
    with town.services.writers() as db, db.begin():
        for table, rows in ((Event, events), (Document, documents), (Revision, revisions)):
            while some := list(islice(rows, _ROWS)):
                db.execute(insert(table), some)


def _texts(count: int) -> Iterator[str]:
    chance = random.Random(5)  # noqa: S311 - nothing secret
    parts = source(4_000, 20, seed=3).rstrip("\n").split("\n\n")
    paragraphs = [at for at, part in enumerate(parts) if not part.startswith("#")]
    for _ in range(count):
        at = chance.choice(paragraphs)
        label, unit_id = parts[at].split(" ", 1)[0], parts[at].rsplit(" ", 1)[1]
        parts[at] = f"{label} {sentence(chance, 150)} {unit_id}"
        yield "\n\n".join(parts) + "\n"


def _import(repository: Path, texts: list[str], stamp: int) -> list[str]:
    """The ids of the commits, in order."""
    marks = repository.parent / "marks"
    git = subprocess.Popen(
        ["git", "-C", str(repository), "fast-import", "--quiet", f"--export-marks={marks}"],
        stdin=subprocess.PIPE,
    )
    assert git.stdin is not None
    who = f"Filler <filler@example.org> {stamp} +0000"
    for number, text in enumerate(texts):
        document, blob = number // _OF_ONE_DOCUMENT, text.encode()
        head = f"commit refs/heads/{_slug(document)}\nmark :{number + 1}\nauthor {who}\ncommitter {who}\n"
        file = f"data 4\nfill\nM 100644 inline {_slug(document)}/ru.md\ndata {len(blob)}\n"
        git.stdin.write(f"{head}{file}".encode() + blob + b"\n")
    git.stdin.close()
    assert git.wait() == 0
    commits = dict(line[1:].split() for line in marks.read_text().splitlines())
    return [commits[str(number + 1)] for number in range(len(texts))]


def _slug(document: int) -> str:
    return f"filled-{document}"


def _event(town: Town, event_id: int, number: int) -> Row:
    now = town.services.clock()
    return {
        "id": event_id,
        "at": now,
        "kind": "save",
        "actor_name": "Filler",
        "actor_email": "filler@example.org",
        "document_id": event_id - number % _OF_ONE_DOCUMENT,
        "revision_id": event_id,
        "stage": "draft",
        "processed_at": now,
        "data": {},
    }


def _document(town: Town, first: int, at: int) -> Row:
    now = town.services.clock()
    return {
        "id": first + at,
        "slug": _slug(at // _OF_ONE_DOCUMENT),
        "act_type": "regulation",
        "titles": {"ru": f"Заполнение {at}"},
        "languages": ["ru"],
        "authentic": ["ru"],
        "stage": "draft",
        "version": 1,
        "current_id": first + at,
        "created_at": now,
        "changed_at": now,
    }


def _revision(town: Town, first: int, at: int, commits: list[str], text: str) -> Row:
    sums = {"ru": sum_of(text)}
    return {
        "id": first + at,
        "document_id": first + at - at % _OF_ONE_DOCUMENT,
        "number": at % _OF_ONE_DOCUMENT + 1,
        "commit": commits[at],
        "parent": commits[at - 1] if at % _OF_ONE_DOCUMENT else None,
        "author_name": "Filler",
        "message": "fill",
        "at": town.services.clock(),
        "sums": sums,
        "text_sum": text_sum(sums),
    }
