"""`flask import, export`: texts as plain files."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from sqlalchemy import select

from cmia_docs.actions.document import documents
from cmia_docs.actions.document.revisions import LARGEST_TEXT
from cmia_docs.actions.editor.import_file import check_file, words_of
from cmia_docs.cli.checks import check_installation
from cmia_docs.cli.console import echo, fail, installation, reporting_errors, services, work_as
from cmia_docs.cli.files import read_bytes
from cmia_docs.models import Document, Person, Revision
from cmia_docs.queries.council import council_of
from cmia_docs.queries.document.grants import actor_of
from cmia_docs.queries.document.texts import sources_of
from cmia_docs.rules.description import Description
from cmia_docs.text.check.checks import Severity, check
from cmia_docs.text.imports.plain_text import from_plain


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--type", "act_type", required=True, help="Act type, such as regulation.")
@click.option("--title", required=True, help="Title in the file's language.")
@click.option("--language", help="Language of the file; default: the council's working language.")
@click.option("--drafter", "email", required=True, help="Address of the drafter who will own the draft.")
@reporting_errors
def import_text(file: Path, act_type: str, title: str, language: str | None, email: str) -> None:
    """Create a draft from a plain text or Markdown file (UTF-8)."""
    check_installation(installation())
    with services().readers() as db:
        working = council_of(db).working_language
        person = db.scalar(select(Person).where(Person.email == email.strip().lower()))
        if person is None:
            raise fail(f"There is no account {email}.")
        drafter = actor_of(person, services().clock())
    if language not in (None, working):
        raise fail(
            f"A document begins with its working language, {working}; other languages are added beside it."
        )
    source = words_of(read_bytes(file, largest=LARGEST_TEXT))
    check_file(source, working)
    text = from_plain(source, working)
    with work_as(drafter) as work:
        document = documents.create(
            work,
            description=Description(
                act_type=act_type,
                titles={working: title},
                languages=(working,),
            ),
            texts={working: text},
            message=f"Import: {file.name}",
        )
    echo(f"{document.slug} (document {document.id}) is a draft of {email}.")
    if findings := check({working: text}):
        blocking = sum(finding.severity is Severity.BLOCKING for finding in findings)
        echo(
            f"Findings of the checks: {len(findings)}, of which {blocking} prevent adoption. See the editor."
        )


@click.command("export")
@click.argument("slug")
@click.option("--language", required=True, help="Language version, such as ru.")
@click.option("--revision", type=int, help="Number of the revision; default: the current one.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; default: standard output."
)
@reporting_errors
def export_text(slug: str, language: str, revision: int | None, output: Path | None) -> None:
    """Write a language version of a document as its text file."""
    check_installation(installation())
    with services().readers() as db:
        document = db.scalar(select(Document).where(Document.slug == slug))
        if document is None:
            raise fail(f"There is no document {slug}.")
        query = select(Revision).where(Revision.document_id == document.id)
        wanted = Revision.id == document.current_id if revision is None else Revision.number == revision
        chosen = db.scalar(query.where(wanted))
        if chosen is None or language not in chosen.sums:
            raise fail(f"{slug} has no such revision or language version.")
        source = sources_of(services().drafts, slug, chosen)[language]
    if output is None:
        sys.stdout.buffer.write(source.encode())
    else:
        output.write_bytes(source.encode())
        echo(f"{output}: SHA-256 {chosen.sums[language]}")
