"""Random texts: plausible ones, and ones made of everything that could be misread."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from cmia_docs.text.format.normalize import clean
from cmia_docs.text.model import Text, Unit, UnitKind
from cmia_docs.text.numbering.numbering import renumber

# All that a line of the file can begin or end with, and difficult characters of Unicode.
FRAGMENTS = (
    "", " ", "  ", "\t", "\xa0", "\n", "\r\n", "а", "статья", "Слово", "word", "1", "12", ".", ")", "(",
    "1.", "2)", "а)", "(a)", "5-1.", "1.1.", "#", "##", "######", "-", "--", "–", ">", "|", "| a | b |",
    "|---|", "\\", "\\\\", "\\#", "1\\.", "а\\)", "[^f1]", "[^f1]:", "[[b2]]", "[[", "]]", "{#x}",
    "{#k3}", "\\{#x}", "{}", "{", "}", '{kind="clause"}', '{label="1."}', "Глава I.", "Статья 5",
    "Статья 5-1.", "Приложение", "Annex II", "§ 3.", "bis", "**", "_", "^2^", "~2~", "\u0435\u0301",
    "\u0301", "\u0323\u0301", "\ufeff", "\u200b", "\u2028", "\x00", "\x0b", "\x85", "😀", "שלום", "<b>",
    "&nbsp;", "*",
)  # fmt: skip
LABELS = {
    UnitKind.SECTION: ("", "Глава I.", "Раздел II.", "I.", "1.", "РАЗДЕЛ ПЕРВЫЙ", "Chapter 3"),
    UnitKind.CHAPTER: ("", "Глава 1.", "Глава 2.", "1."),
    UnitKind.ARTICLE: ("", "Статья 1.", "Статья 2", "Статья 2-1.", "Article 1", "1-бап.", "Article 5 bis"),
    UnitKind.ANNEX: ("", "Приложение", "Приложение 1", "Приложение № 2", "Annex I", "Приложение А"),
    UnitKind.CLAUSE: ("1.", "2.", "3.", "5-1.", "1.1.", "1.2.", ""),
    UnitKind.POINT: ("1)", "2)", "(1)", "2-1)", ""),
    UnitKind.SUBPOINT: ("а)", "б)", "a)", "(b)", "i)", "ii)", "б1)", ""),
    UnitKind.FOOTNOTE: ("f1", "f2", "1", "прим", ""),
}

raw_texts = st.lists(st.sampled_from(FRAGMENTS), max_size=5).map(" ".join)
joined_texts = st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join)
sources = st.lists(st.sampled_from((*FRAGMENTS, "\n", "\n", "\n\n", " ", " ")), max_size=24).map("".join)
ids = st.sampled_from(("", "", "a1", "b2", "k3", "qwerty", "x-1", "Ä b", "1a"))
languages = st.sampled_from(("ru", "en", "kk", "pt"))


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """Any unit with clean text, mostly with a plausible label."""
    kind = draw(st.sampled_from(list(UnitKind)))
    label = draw(st.sampled_from((*LABELS.get(kind, ("", "", "")), "1.", 'odd {label}"')))
    text = draw(raw_texts | joined_texts)
    return Unit(draw(ids), kind, label, clean(kind, text), draw(st.booleans()))


def texts(max_size: int = 6) -> st.SearchStrategy[Text]:
    """Settled texts, as the editor makes them and the file format holds them."""
    many = st.lists(units(), max_size=max_size).map(tuple)
    return st.builds(Text, languages, many).map(renumber)


def random_text(chance: random.Random, max_size: int = 8) -> Text:
    """A settled text like those of `texts`, many times faster and without shrinking."""
    made = []
    for _ in range(chance.randrange(max_size + 1)):
        kind = chance.choice(list(UnitKind))
        label = chance.choice((*LABELS.get(kind, ("",)), "1."))
        text = chance.choice(("", " ")).join(chance.choices(FRAGMENTS, k=chance.randrange(6)))
        identity = chance.choice(("", "a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8"))
        made.append(Unit(identity, kind, label, clean(kind, text), chance.random() < 0.5))
    return renumber(Text(chance.choice(("ru", "en", "kk", "pt")), tuple(made)))
