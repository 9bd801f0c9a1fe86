"""Words that only connect others: nobody searches for them, and few articles contain exactly the typed ones.

The index contains them, so that phrases, and queries of function words alone, find them.
"""

from __future__ import annotations

from dataclasses import replace

from cmia_docs.text.search.query_tree import And, Not, Or, Query, Title, Word, conjunction

# Without `не`, which reverses the meaning.
_RUSSIAN = "а без в во для до же за и из или к ко ли либо на над но о об обо от по под при про с со у чтобы"
_ENGLISH = "a an and as at by for from in into of on or the to with"
_WORDS = frozenset(f"{_RUSSIAN} {_ENGLISH}".split())


def without_function_words(query: Query) -> Query:
    """The query without its function words, unless it has no other words; phrases are unchanged."""
    match query:
        case And(parts):
            content = tuple(part for part in parts if not (isinstance(part, Word) and part.word in _WORDS))
            # If only exclusions were left, the query would no longer ask for anything.
            remaining = content if any(not isinstance(part, Not) for part in content) else parts
            return conjunction(tuple(without_function_words(part) for part in remaining))
        case Or(parts):
            return Or(tuple(without_function_words(part) for part in parts))
        case Not(part):
            return Not(without_function_words(part))
        case Title(inside):
            return replace(query, query=without_function_words(inside))
    return query
