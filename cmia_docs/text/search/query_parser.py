"""Parses what a user typed into the search field.

Words are joined by AND. `"..."`, `«...»` and `“...”` are phrases, `положен*` is a prefix; `AND OR NOT`, `И
ИЛИ НЕ` in capitals and `-word` are operators; parentheses group; AND binds more closely than OR. `№ 12-3`,
`number:` and `номер:` search for an act's number, `title:` and `название:` in its title. Abbreviations are
also searched in full (`query_shorthand`). A query that cannot be parsed is searched literally, with a note.
No input raises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cmia_docs.text.search.query_shorthand import (
    MOST_SHORTHAND_WORDS,
    QueryWords,
    day_of,
    is_cited,
    other_writing,
)
from cmia_docs.text.search.query_tokens import OPERATORS, QueryToken, TokenKind, Unreadable, query_tokens
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

MAX_QUERY_CHARACTERS = 2000
MAX_QUERY_WORDS = 32
MAX_NESTING = 16
MIN_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Note:
    """A note for the user about how the query was understood.

    `query.cut` (details: limit): only the beginning was searched. `query.too_many_words` (limit): likewise.
    `query.literal` (why): searched as plain words because of `unbalanced_quotes`, `unbalanced_parentheses`,
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
    if len(text) > MAX_QUERY_CHARACTERS:
        text = text[:MAX_QUERY_CHARACTERS]
        notes.append(Note("query.cut", {"limit": MAX_QUERY_CHARACTERS}))
    try:
        query = _Parser(text).parse()
    except Unreadable as unreadable:
        notes.append(Note("query.literal", {"why": unreadable.why}))
        query = _literal(text, notes)
    if query == Nothing():
        notes.append(Note("query.no_words"))
    return query, tuple(notes)


def corrected(text: str, suggestions: Mapping[str, str]) -> str:
    """The typed text with misspelt words replaced by suggestions, whose keys are folded words."""
    result: list[str] = []
    copied = 0
    for token in tokens(text):
        if token.surface in suggestions and token.start >= copied:
            result += [text[copied : token.start], suggestions[token.surface]]
            copied = token.end
    return "".join([*result, text[copied:]])


def _phrase_or_word(words: QueryWords) -> Query:
    return Phrase(words) if len(words) > 1 else Word(words[0])


def _all_words(words: QueryWords) -> Query:
    return conjunction(tuple(Word(word) for word in words))


def _literal(text: str, notes: list[Note]) -> Query:
    # An operator without a meaning is left out, because as a word it would only narrow the result.
    plain = " ".join(piece for piece in text.split() if piece not in OPERATORS)
    words = whole_words(plain) or whole_words(text)
    if len(words) > MAX_QUERY_WORDS:
        notes.append(Note("query.too_many_words", {"limit": MAX_QUERY_WORDS}))
    return _all_words(words[:MAX_QUERY_WORDS])


class _Parser:
    """A recursive descent parser. `None` stands for a piece without a word, such as a single dash."""

    def __init__(self, text: str) -> None:
        self._tokens = list(query_tokens(text))
        self._next = 0
        self._words = 0
        self._depth = 0

    def parse(self) -> Query:
        query = self._disjunction()
        if self._peek() is not None:
            raise Unreadable("unbalanced_parentheses")
        return query or Nothing()

    def _peek(self) -> QueryToken | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _accept(self, kind: TokenKind, text: str | None = None) -> QueryToken | None:
        token = self._peek()
        if token is None or token.kind is not kind or (text is not None and token.text != text):
            return None
        self._next += 1
        return token

    def _disjunction(self) -> Query | None:
        parts = [self._conjunction()]
        while self._accept(TokenKind.OPERATOR, "or"):
            parts.append(self._conjunction())
        if len(parts) == 1:
            return parts[0]
        present = tuple(part for part in parts if part is not None)
        if len(present) < len(parts):
            raise Unreadable("dangling_operator")
        return disjunction(present)

    def _conjunction(self) -> Query | None:
        parts: list[Query] = []
        bound = False  # whether the previous token was AND
        while (token := self._peek()) and token.kind is not TokenKind.CLOSE:
            if token == QueryToken(TokenKind.OPERATOR, "or"):
                break
            if self._accept(TokenKind.OPERATOR, "and"):
                if bound or not parts:
                    raise Unreadable("dangling_operator")
                bound = True
            elif part := self._factor():
                parts.append(part)
                bound = False
        if bound:
            raise Unreadable("dangling_operator")
        return conjunction(tuple(parts)) if parts else None

    def _factor(self) -> Query | None:
        if self._accept(TokenKind.OPERATOR, "not"):
            part = self._nested(self._factor) if self._peek() else None
            if part is None:
                raise Unreadable("dangling_operator")
            return Not(part)
        if field_token := self._accept(TokenKind.FIELD):
            return self._in_field(field_token.text)
        return self._operand()

    def _operand(self) -> Query | None:
        if self._accept(TokenKind.OPEN):
            return self._group()
        if phrase := self._accept(TokenKind.PHRASE):
            return self._adjacent_words(phrase.text)
        if short := self._citation_or_date():
            return short
        if piece := self._accept(TokenKind.PIECE):
            return self._prefix(piece.text) if "*" in piece.text else self._adjacent_words(piece.text)
        # Only an operator or a parenthesis is left, in the position of an operand.
        raise Unreadable("dangling_operator")

    def _group(self) -> Query:
        inside = self._nested(self._disjunction)
        if not self._accept(TokenKind.CLOSE):
            raise Unreadable("unbalanced_parentheses")
        if inside is None:
            raise Unreadable("empty_parentheses")
        return inside

    def _nested(self, read: Callable[[], Query | None]) -> Query | None:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise Unreadable("too_deep")
        query = read()
        self._depth -= 1
        return query

    def _in_field(self, name: str) -> Query | None:
        if name == "number":
            self._accept(TokenKind.FIELD, "numero")  # `номер: № 12-3`
        token = self._peek()
        if name == "numero" and (token is None or not any(character.isdigit() for character in token.text)):
            return self._adjacent_words("№")
        if token is None:
            raise Unreadable("empty_field")
        if name == "title":
            inside = self._operand()
            if inside is None:
                raise Unreadable("empty_field")
            return Title(inside)
        return self._number(token, in_text=name == "numero")

    def _number(self, token: QueryToken, *, in_text: bool) -> Query:
        if token.kind not in (TokenKind.PIECE, TokenKind.PHRASE) or not whole_words(token.text):
            raise Unreadable("empty_field")
        self._next += 1
        self._count(1)
        number = Number(number_key(token.text))
        # `№ 12-3` also finds the articles that cite the act; `number:12-3` finds only the act.
        return Or((number, Phrase(whole_words(f"№ {token.text}")))) if in_text else number

    def _citation_or_date(self) -> Query | None:
        """A citation such as `ст. 5`, or a date, whose words are separate tokens; None for others."""
        for length in range(MOST_SHORTHAND_WORDS, 1, -1):
            group = self._tokens[self._next : self._next + length]
            if len(group) < length or any(t.kind is not TokenKind.PIECE or "*" in t.text for t in group):
                continue
            words = tuple(word for token in group for word in whole_words(token.text))
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

    def _adjacent_words(self, text: str) -> Query | None:
        words = whole_words(text)
        self._count(len(words))
        if not words:
            return None
        other = other_writing(words)
        return disjunction((_phrase_or_word(words), *([_phrase_or_word(other)] if other else [])))

    def _prefix(self, piece: str) -> Query:
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
        if self._words > MAX_QUERY_WORDS:
            raise Unreadable("too_many_words")


__all__ = [
    "And", "Everything", "Not", "Note", "Nothing", "Number", "Or", "Phrase", "Prefix", "Query", "Title",
    "Word", "corrected", "read_query",
]  # fmt: skip
