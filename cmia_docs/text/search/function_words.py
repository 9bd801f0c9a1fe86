"""Words that only join others: nobody looks for them, and few articles hold exactly those that were typed.

The index holds them all, so phrases and queries of nothing else find them.
"""

from __future__ import annotations

from dataclasses import replace

from cmia_docs.text.search.query_tree import And, Not, Or, Query, Title, Word, conjunction

# Not `не`, which turns the meaning round.
_RUSSIAN = "а без в во для до же за и из или к ко ли либо на над но о об обо от по под при про с со у чтобы"
_ENGLISH = "a an and as at by for from in into of on or the to with"
_WORDS = frozenset(f"{_RUSSIAN} {_ENGLISH}".split())


def without_function_words(query: Query) -> Query:
    """The query without function words that stand beside other words; phrases stay as they are."""
    match query:
        case And(parts):
            asked = tuple(part for part in parts if not (isinstance(part, Word) and part.word in _WORDS))
            # With nothing but exclusions left, all that was asked for would be gone.
            kept = asked if any(not isinstance(part, Not) for part in asked) else parts
            return conjunction(tuple(without_function_words(part) for part in kept))
        case Or(parts):
            return Or(tuple(without_function_words(part) for part in parts))
        case Not(part):
            return Not(without_function_words(part))
        case Title(inside):
            return replace(query, query=without_function_words(inside))
    return query
