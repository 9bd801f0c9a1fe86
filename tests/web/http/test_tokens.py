"""The colours: both copies of the dark set agree, and contrast suffices (WCAG 2.2 AA, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest

from tests.paths import ROOT

SHEET = ROOT / "cmia_docs" / "static" / "css" / "tokens.css"
CSS = SHEET.read_text(encoding="utf-8")
Tokens = dict[str, str]


def tokens_after(selector: str) -> Tokens:
    """The custom properties of the first block that begins with `selector`."""
    block = CSS[CSS.index(selector) :].partition("{")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block))


LIGHT = tokens_after(":root {")
DARK = tokens_after('[data-bs-theme="dark"] {')
TONES = ("accent", "ok", "wait", "bad", "note", "table")
TEXT = [
    (ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("paper", "ground", "raised", "hover")
]
TEXT += [(tone, f"{tone}-soft") for tone in TONES] + [(tone, "paper") for tone in TONES]
TEXT += [("ink", f"{tone}-soft") for tone in TONES] + [("ink", "mark")]
TEXT += [("on-accent", "accent"), ("on-accent", "accent-strong"), ("accent", "ground"), ("accent", "hover")]
TEXT += [("wait", "ground"), ("bad", "ground"), ("ok", "ground"), ("accent", "bad-soft")]
EDGES = [("line-strong", "paper"), ("line-strong", "ground"), ("line-strong", "raised")]
EDGES += [("focus", "paper"), ("focus", "ground"), ("focus", "raised"), ("accent", "line")]


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_both_copies_of_the_dark_set_are_equal() -> None:
    assert tokens_after(':root:not([data-bs-theme="light"]) {') == DARK
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(theme: Tokens, edge: str, ground: str) -> None:
    assert contrast(theme[edge], theme[ground]) >= 3
