"""The page of the editor, and the page that says why the text cannot be edited now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import render_template, request, url_for
from flask_babel import gettext as _

from cmia_docs.errors import NotAllowed, NotPossible
from cmia_docs.models import Revision
from cmia_docs.queries.editor.working_copies import EditorState, base_texts, editor_state
from cmia_docs.reasons import Reason
from cmia_docs.reasons.documents import WorkflowNotInThisStage
from cmia_docs.rules.workflow import Action, Stage, actions_in
from cmia_docs.text.check.checks import check
from cmia_docs.text.model import Text, UnitKind
from cmia_docs.web.compare.view import ComparedRow, ComparedUnit, changes_only, compared
from cmia_docs.web.document.layout import title_in
from cmia_docs.web.editor.form import field_id, shown_digests
from cmia_docs.web.editor.rows import Rows, TemplateData, Typed
from cmia_docs.web.shared.access import can, document
from cmia_docs.web.shared.context import actor, reads, services
from cmia_docs.web.shared.dates import time_words
from cmia_docs.web.shared.labels import kind_name, language_name
from cmia_docs.web.shared.languages import current_language
from cmia_docs.web.shared.refusal_messages import sentence_for
from cmia_docs.web.shared.text_view import contents, unit_rows

_MOST_FINDINGS = 100


def is_open() -> bool:
    """Whether the route's document can be saved in its present stage."""
    return Action.SAVE in actions_in(Stage(document().stage))


def own_editor_state() -> EditorState:
    """The text that the request's person is editing."""
    return editor_state(reads(), services().drafts, document(), actor().id)


def edit_page(
    editor: EditorState,
    typed: Typed | None = None,
    *,
    reason: str = "",
    message: str = "",
    message_error: str = "",
) -> str:
    """The editor. `typed`: the content of fields that is not stored. `reason`: why the form came back."""
    typed = typed or Typed()
    chosen = shown_languages(tuple(editor.texts))
    own = current_language()
    return render_template(
        "web/editor/edit.html",
        **page_head(editor),
        **_text_values(editor, chosen, typed),
        columns=[(code, language_name(code).capitalize()) for code in chosen],
        views=_views(tuple(editor.texts), chosen),
        shown=shown_digests({code: editor.texts[code] for code in chosen}),
        kinds=kind_choices(),
        toc_entries=contents(editor.texts[own if own in chosen else chosen[0]]),
        reason=reason,
        # Script must not save over the other window's words while the person has not looked at them.
        waits=bool(typed.elsewhere),
        message=message or request.args.get("message", ""),
        message_error=message_error,
    )


def _text_values(editor: EditorState, chosen: tuple[str, ...], typed: Typed) -> TemplateData:
    """The rows with what belongs to them: findings, the tools of one, the one that is being moved."""
    findings = check(editor.texts)
    rows = Rows(editor.texts, chosen, findings, typed)
    moving = rows.tools(request.values.get("moving", ""))
    return {
        "rows": rows.all(),
        "tools": rows.tools(request.values.get("tools", "")),
        "moving": moving,
        "inside": rows.inside(moving["id"]) if moving else frozenset(),
        "findings_all": [rows.finding(finding) for finding in findings[:_MOST_FINDINGS]],
        "findings_count": len(findings),
        "errors": _errors(rows, typed),
        "lost": rows.without_a_field(),
    }


def tools_fragment(editor: EditorState, unit_id: str) -> str | None:
    """The tools of one unit alone, to be put into the page by script; None for a unit that is not there."""
    chosen = shown_languages(tuple(editor.texts))
    tools = Rows(editor.texts, chosen, (), Typed()).tools(unit_id)
    if tools is None:
        return None
    return render_template("web/editor/tools.html", tools=tools, kinds=kind_choices())


def closed_page(editor: EditorState, refused: Mapping[str, str] | None = None) -> str:
    """Why the text cannot be edited now, and the words that are stored until it can be.

    `refused`: what was typed last and could not be saved, by the names of its elements.
    """
    open_to_them = is_open() and can(Action.SAVE)
    not_now = NotPossible(WorkflowNotInThisStage(document().stage))
    why = not_now if not is_open() else NotAllowed(Reason.WORKFLOW_NOT_YOUR_ROLE)
    return render_template(
        "web/editor/closed.html",
        **page_head(editor),
        open=open_to_them,
        why=sentence_for(why),
        refused=refused or {},
        texts=[
            {"code": code, "name": language_name(code).capitalize(), "units": unit_rows(text)}
            for code, text in (editor.texts if editor.copy is not None else {}).items()
        ],
    )


def discard_page(editor: EditorState) -> str:
    """What would be lost, before it is discarded."""
    base = base_texts(services().drafts, document(), editor.base)
    comparisons = {code: compared(base.get(code, Text(code)), text) for code, text in editor.texts.items()}
    return render_template(
        "web/editor/discard.html",
        **page_head(editor),
        sides=[
            {
                "code": code,
                "name": language_name(code).capitalize(),
                "rows": [] if one.same else folded(one.rows),
                "counts": one.counts,
            }
            for code, one in comparisons.items()
        ],
    )


def folded(rows: Sequence[ComparedUnit]) -> list[ComparedRow]:
    """The changed rows of a comparison; the gaps between them lead nowhere, there is no page of the whole."""
    return changes_only(rows, None)


def page_head(editor: EditorState) -> TemplateData:
    """What all pages of the editor need: the document, its base, the working copy, addresses."""
    title, language = title_in(document().titles)
    current = reads().get_one(Revision, document().current_id)
    return {
        "document": {
            "title": title,
            "language": language,
            "stage": document().stage,
            "url": url_for("documents.show", document_id=document().id),
            "list_url": url_for("documents.index"),
        },
        "document_id": document().id,
        "base": {"id": editor.base.id, "number": editor.base.number},
        "version": editor.version,
        "copied_at": editor.copy.changed_at if editor.copy is not None else None,
        "saved": autosaved(editor) if editor.copy is not None else "",
        "newer": None if current.id == editor.base.id else current,
        "copy_languages": [(code, language_name(code).capitalize()) for code in editor.texts],
        "own": _own(),
    }


def autosaved(editor: EditorState) -> str:
    """When the working copy was last stored."""
    if editor.copy is None:
        return ""
    return str(_("Autosaved at %(time)s", time=time_words(editor.copy.changed_at)))


def kind_choices() -> list[tuple[str, str]]:
    """All kinds of element, to choose from."""
    return [(kind.value, kind_name(kind).capitalize()) for kind in UnitKind]


def shown_languages(offered: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `languages=ru,en` that the text has, two at the most; by default its first two."""
    requested = dict.fromkeys(request.values.get("languages", "").split(","))
    return tuple(code for code in requested if code in offered)[:2] or offered[:2]


def address(anchor: str = "", **values: str) -> str:
    """The editor's address with the languages of this request, and the place on the page."""
    languages = request.values.get("languages")
    return url_for(
        "editor.edit",
        document_id=document().id,
        languages=languages or None,
        _anchor=anchor or None,
        **{name: value for name, value in values.items() if value},  # type: ignore[arg-type]
    )


def first_field(texts: Mapping[str, Text], unit_id: str) -> str:
    """The anchor of the first field on the page that a unit has."""
    for code in shown_languages(tuple(texts)):
        if any(unit.id == unit_id for unit in texts[code].units):
            return field_id(code, unit_id)
    return unit_id


def _own() -> TemplateData:
    """The addresses of the editor."""
    names = ("edit", "autosave", "tools", "discard", "newer", "import_file", "working_copy")
    urls = {name: url_for(f"editor.{name}", document_id=document().id) for name in names}
    return urls | {"here": address()}


def _views(offered: tuple[str, ...], chosen: tuple[str, ...]) -> list[TemplateData]:
    """Which languages can be on the page: each alone, and the first beside each other one."""
    if len(offered) < 2:
        return []
    pairs: list[tuple[str, ...]] = [(offered[0], other) for other in offered[1:]]
    return [
        {
            "value": ",".join(codes),
            "label": " + ".join(language_name(code).capitalize() for code in codes),
            "active": codes == chosen,
        }
        for codes in [*pairs, *((code,) for code in offered)]
    ]


def _errors(rows: Rows, typed: Typed) -> list[TemplateData]:
    """What is wrong in the fields, in one list at the top, each with a link to its field."""
    return [
        {
            "url": f"#{field_id(*at)}",
            "element": f"{rows.name(at[1])} ({language_name(at[0])})" if at[1] else "",
            "text": sentence,
        }
        for at, sentence in typed.errors.items()
    ]
