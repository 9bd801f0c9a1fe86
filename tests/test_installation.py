"""Which council a request or a command is for is said in one place on each face (docs/adr/020)."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from cmia_docs.cli import console
from cmia_docs.installation import Installation
from cmia_docs.web.shared import context
from tests.drafts import ROOT

_PACKAGE = ROOT / "cmia_docs"
_WHERE_IT_IS_MADE = "__init__.py"
_ASKS = ("cli/console.py", "web/shared/context.py")
# Registers of the app that are no council's.
_OTHER_EXTENSIONS = {"web/http/page_cache.py", "web/operation/metrics.py", "web/register/clone.py"}


def _holding(words: str) -> set[str]:
    files: list[Path] = list(_PACKAGE.rglob("*.py"))
    return {str(path.relative_to(_PACKAGE)) for path in files if words in path.read_text("utf-8")}


def test_the_app_is_asked_for_its_installation_in_one_place_on_each_face() -> None:
    assert _holding('extensions["cmia_docs_installation"]') == {_WHERE_IT_IS_MADE, *_ASKS}
    assert _holding("extensions[") == {_WHERE_IT_IS_MADE, *_ASKS, *_OTHER_EXTENSIONS}
    assert _holding(".extensions.") == set()


def test_both_faces_answer_with_the_installation_of_the_app(app: Flask) -> None:
    installation: Installation = app.extensions["cmia_docs_installation"]
    with app.test_request_context():
        assert context.installation() is console.installation() is installation
        assert context.services() is console.services() is installation.services
