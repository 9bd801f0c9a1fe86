"""What is made of texts is cached, up to a limit."""

from __future__ import annotations

from cmia_docs.queries.document.weighted_cache import Maker, weighted_cache


def weight(made: str) -> int:
    """A character weighs one."""
    return len(made)


def noting(made: list[tuple[str, str]], most: int) -> Maker[str]:
    """Makes capitals of a text, as heavy as it is long, and notes when it does."""

    @weighted_cache(most, weight)
    def capitals(source: str, language: str) -> str:
        made.append((source, language))
        return source.upper()

    return capitals


def test_the_same_source_in_the_same_language_is_made_once() -> None:
    made: list[tuple[str, str]] = []
    capitals = noting(made, 100)
    assert [capitals("совет", "ru"), capitals("совет", "ru"), capitals("совет", "be")] == ["СОВЕТ"] * 3
    assert made == [("совет", "ru"), ("совет", "be")]


def test_what_was_used_least_recently_makes_room() -> None:
    made: list[tuple[str, str]] = []
    capitals = noting(made, 10)
    for source in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb"):
        assert capitals(source, "en") == source.upper()
    assert [source for source, _ in made] == ["aaaa", "bbbb", "cccc", "bbbb"]


def test_what_is_too_heavy_is_made_each_time_and_drives_nothing_out() -> None:
    made: list[tuple[str, str]] = []
    capitals = noting(made, 10)
    for source in ("aaaa", "d" * 11, "d" * 11, "aaaa"):
        assert capitals(source, "en") == source.upper()
    assert [source for source, _ in made] == ["aaaa", "d" * 11, "d" * 11]


def test_any_string_can_be_a_source() -> None:
    made: list[tuple[str, str]] = []
    assert noting(made, 10)("\ud800", "en") == "\ud800"
