"""Reads what a user typed into the search field.

Words are ANDed. `"..."`, `«...»` and `“...”` are phrases, `положен*` a beginning, `AND OR NOT`, `И ИЛИ НЕ`
in capitals and `-word` operators, parentheses group; OR binds less than AND. `№ 12-3`, `number:` and `номер:`
ask for an act's number, `title:` and `название:` for its title. What is written short is also looked up in
full (`query_shorthand`). What cannot be read is searched literally, and a note says so. No input raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cmia_docs.text.search.query_shorthand import LONGEST, Words, day_of, is_cited, other_writing
from cmia_docs.text.search.query_tokens import OPERATORS, Item, QueryToken, Unreadable, signs
from cmia_docs.text.search.query_tree import (
    And,
    Everything,
    Not,
    Nothing,
    Number,
    Or,
    Phrase,
    Prefix,
    Query,
    Title,
    Word,
    conjunction,
    disjunction,
)
from cmia_docs.text.search.tokens import number_key, tokens, whole_words

MAX_CHARACTERS = 2000
MAX_WORDS = 32
MAX_NESTING = 16
MIN_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the user about how the query was understood.

    `query.cut` (details: limit): only the beginning was read. `query.too_many_words` (limit): likewise.
    `query.literal` (why): searched as plain words, because of `unbalanced_quotes`, `unbalanced_parentheses`,
    `empty_parentheses`, `dangling_operator`, `empty_field`, `bare_star`, `leading_wildcard`,
    `inner_wildcard`, `short_prefix`, `too_deep` or `too_many_words`. `query.no_words`: nothing to search for.
    """

    code: str
    details: Mapping[str, object] = field(default_factory=dict)


def read_query(text: str) -> tuple[Query, tuple[Note, ...]]:
    """The query and notes for the user. Blank text is `Everything`. Never raises."""
    if not text.strip():
        return Everything(), ()
    notes: list[Note] = []
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
        notes.append(Note("query.cut", {"limit": MAX_CHARACTERS}))
    try:
        query = _Reader(text).query()
    except Unreadable as unreadable:
        notes.append(Note("query.literal", {"why": unreadable.why}))
        query = _literal(text, notes)
    if query == Nothing():
        notes.append(Note("query.no_words"))
    return query, tuple(notes)


def corrected(text: str, suggestions: Mapping[str, str]) -> str:
    """The typed text with misspelt words (folded, the keys) replaced; everything else stays as typed."""
    result: list[str] = []
    copied = 0
    for token in tokens(text):
        if token.surface in suggestions and token.start >= copied:
            result += [text[copied : token.start], suggestions[token.surface]]
            copied = token.end
    return "".join([*result, text[copied:]])


def _beside(words: Words) -> Query:
    return Phrase(words) if len(words) > 1 else Word(words[0])


def _all_words(words: Words) -> Query:
    return conjunction(tuple(Word(word) for word in words))


def _literal(text: str, notes: list[Note]) -> Query:
    # An operator that came to nothing would only hide what its neighbours find.
    plain = " ".join(piece for piece in text.split() if piece not in OPERATORS)
    words = whole_words(plain) or whole_words(text)
    if len(words) > MAX_WORDS:
        notes.append(Note("query.too_many_words", {"limit": MAX_WORDS}))
    return _all_words(words[:MAX_WORDS])


class _Reader:
    """Recursive descent over the signs; `None` stands for pieces without a word, such as a lone dash."""

    def __init__(self, text: str) -> None:
        self._signs = list(signs(text))
        self._next = 0
        self._words = 0
        self._depth = 0

    def query(self) -> Query:
        found = self._alternatives()
        if self._peek() is not None:
            raise Unreadable("unbalanced_parentheses")
        return found or Nothing()

    def _peek(self) -> Item | None:
        return self._signs[self._next] if self._next < len(self._signs) else None

    def _accept(self, sign: QueryToken, text: str | None = None) -> Item | None:
        item = self._peek()
        if item is None or item.sign is not sign or (text is not None and item.text != text):
            return None
        self._next += 1
        return item

    def _alternatives(self) -> Query | None:
        parts = [self._all_of()]
        while self._accept(QueryToken.OPERATOR, "or"):
            parts.append(self._all_of())
        if len(parts) == 1:
            return parts[0]
        present = tuple(part for part in parts if part is not None)
        if len(present) < len(parts):
            raise Unreadable("dangling_operator")
        return disjunction(present)

    def _all_of(self) -> Query | None:
        parts: list[Query] = []
        bound = False  # an AND stands before what comes next
        while (item := self._peek()) and item.sign is not QueryToken.CLOSE:
            if item == Item(QueryToken.OPERATOR, "or"):
                break
            if self._accept(QueryToken.OPERATOR, "and"):
                if bound or not parts:
                    raise Unreadable("dangling_operator")
                bound = True
            elif part := self._one():
                parts.append(part)
                bound = False
        if bound:
            raise Unreadable("dangling_operator")
        return conjunction(tuple(parts)) if parts else None

    def _one(self) -> Query | None:
        if self._accept(QueryToken.OPERATOR, "not"):
            part = self._nested(self._one) if self._peek() else None
            if part is None:
                raise Unreadable("dangling_operator")
            return Not(part)
        if field_sign := self._accept(QueryToken.FIELD):
            return self._in_field(field_sign.text)
        return self._operand()

    def _operand(self) -> Query | None:
        if self._accept(QueryToken.OPEN):
            return self._group()
        if phrase := self._accept(QueryToken.PHRASE):
            return self._side_by_side(phrase.text)
        if together := self._written_in_several_words():
            return together
        if piece := self._accept(QueryToken.PIECE):
            return self._beginning(piece.text) if "*" in piece.text else self._side_by_side(piece.text)
        # What is left is an operator or a parenthesis where an operand should stand.
        raise Unreadable("dangling_operator")

    def _group(self) -> Query:
        inside = self._nested(self._alternatives)
        if not self._accept(QueryToken.CLOSE):
            raise Unreadable("unbalanced_parentheses")
        if inside is None:
            raise Unreadable("empty_parentheses")
        return inside

    def _nested(self, read: Callable[[], Query | None]) -> Query | None:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise Unreadable("too_deep")
        found = read()
        self._depth -= 1
        return found

    def _in_field(self, name: str) -> Query | None:
        if name == "number":
            self._accept(QueryToken.FIELD, "numero")  # `номер: № 12-3`
        item = self._peek()
        if name == "numero" and (item is None or not any(char.isdigit() for char in item.text)):
            return self._side_by_side("№")
        if item is None:
            raise Unreadable("empty_field")
        if name == "title":
            inside = self._operand()
            if inside is None:
                raise Unreadable("empty_field")
            return Title(inside)
        return self._number(item, in_text=name == "numero")

    def _number(self, item: Item, *, in_text: bool) -> Query:
        if item.sign not in (QueryToken.PIECE, QueryToken.PHRASE) or not whole_words(item.text):
            raise Unreadable("empty_field")
        self._next += 1
        self._count(1)
        number = Number(number_key(item.text))
        # `№ 12-3` also finds the articles that cite the act; `number:12-3` asks for the act alone.
        return Or((number, Phrase(whole_words(f"№ {item.text}")))) if in_text else number

    def _written_in_several_words(self) -> Query | None:
        """`ст. 5` or a day, of which each word is a piece of its own."""
        for length in range(LONGEST, 1, -1):
            items = self._signs[self._next : self._next + length]
            if len(items) < length or any(i.sign is not QueryToken.PIECE or "*" in i.text for i in items):
                continue
            words = tuple(word for item in items for word in whole_words(item.text))
            if day := day_of(words):
                other: Query = Word(day)
            elif is_cited(words):
                other = _all_words(other_writing(words))
            else:
                continue
            self._next += length
            self._count(len(words))
            return disjunction((_all_words(words), other))
        return None

    def _side_by_side(self, text: str) -> Query | None:
        words = whole_words(text)
        self._count(len(words))
        if not words:
            return None
        other = other_writing(words)
        return disjunction((_beside(words), *([_beside(other)] if other else [])))

    def _beginning(self, piece: str) -> Query:
        start = piece.rstrip("*")
        if not start:
            raise Unreadable("bare_star")
        if "*" in start:
            raise Unreadable("leading_wildcard" if start.startswith("*") else "inner_wildcard")
        words = whole_words(start)
        if not words or len(words[-1]) < MIN_PREFIX:
            raise Unreadable("short_prefix")
        self._count(len(words))
        return conjunction((*(Word(word) for word in words[:-1]), Prefix(words[-1])))

    def _count(self, words: int) -> None:
        self._words += words
        if self._words > MAX_WORDS:
            raise Unreadable("too_many_words")


__all__ = [
    "And", "Everything", "Not", "Note", "Nothing", "Number", "Or", "Phrase", "Prefix", "Query", "Title",
    "Word", "corrected", "read_query",
]  # fmt: skip
