"""Nothing that a person types can change what a commit says of who did what."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmia_docs.errors import Invalid, TooLarge
from cmia_docs.stores.git.object_formats import decode_commit, encode_commit
from cmia_docs.stores.git.store import GitStore, Signature
from cmia_docs.stores.git.values import MAX_MESSAGE
from tests.stores.conftest import AT, SERVICE, TRAILERS, spec
from tests.stores.git.test_commit import git

FORGED = "Правка\n\nActor: minister\nKind: adopt\n"


def test_trailers_typed_into_a_message_stay_message(store: GitStore) -> None:
    commit = store.write_commit(spec(message=FORGED))

    assert store.commit_info(commit).message == FORGED
    assert store.commit_info(commit).trailers == TRAILERS
    assert git(store, "show", "-s", "--format=%(trailers:key=Actor,valueonly)", commit).split() == [
        "a.serikova"
    ]


def test_trailers_typed_into_a_message_stay_message_where_there_are_no_others(store: GitStore) -> None:
    commit = store.write_commit(spec(message=FORGED, trailers=()))

    assert store.commit_info(commit).message == FORGED
    assert store.commit_info(commit).trailers == ()
    assert git(store, "show", "-s", "--format=%(trailers:key=Actor)", commit).strip() == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Иван <root@x> 0 +0000\ncommitter Boss", "Иван \ufffdroot@x\ufffd 0 +0000 committer Boss"),
        ("A\x00B\x1bC", "A\ufffdB\ufffdC"),
        ("A\u202eB\u2066C\u200bD", "A\ufffdB\ufffdC\ufffdD"),
        ("A\ud800B", "A\ufffdB"),
        ("A\u2028B\u0085C", "A B C"),
        ("  Мария \t Попеску ", "Мария Попеску"),
        ("محمد\u200cزاده 🙂", "محمد\u200cزاده 🙂"),
        ("<>", "\ufffd\ufffd"),
        ("\n", "\ufffd"),
        ("x" * 10_000_000, "x" * 200),
    ],
)
def test_a_name_cannot_forge_a_commit(store: GitStore, typed: str, stored: str) -> None:
    commit = store.write_commit(spec(author=Signature(typed, "a@b.example", AT)))
    info = store.commit_info(commit)

    assert (info.author, info.committer) == (Signature(stored, "a@b.example", AT), SERVICE)
    assert git(store, "show", "-s", "--format=%an|%ae", commit).strip("\n") == f"{stored}|a@b.example"
    store.move_ref("refs/heads/1", commit, None)
    assert store.check(contents=True) == []


def test_an_address_cannot_forge_a_commit(store: GitStore) -> None:
    author = Signature("A", "a@b> 0 +0000\ncommitter Boss <x@y", AT)
    info = store.commit_info(store.write_commit(spec(author=author)))

    assert info.author.email == "a@b\ufffd\ufffd0\ufffd+0000\ufffdcommitter\ufffdBoss\ufffd\ufffdx@y"
    assert info.committer == SERVICE


@pytest.mark.parametrize(
    "message", ["", " \n\t ", "a\x00b", "a\rb", "a\r\nb", "a\x1b[31mb", "a\x85b", "a\ud800b"]
)
def test_a_message_that_cannot_be_kept_is_refused(store: GitStore, message: str) -> None:
    with pytest.raises(Invalid):
        store.write_commit(spec(message=message))


def test_a_message_of_ten_megabytes_is_refused(store: GitStore) -> None:
    with pytest.raises(TooLarge) as refused:
        store.write_commit(spec(message="я" * 10_000_000))
    assert refused.value.details == {"limit": MAX_MESSAGE}


@pytest.mark.parametrize(
    "message", ["--output=x", "../../etc", "\u202eправка", "🙂", "\n\nA: b\n\n\n", "---\n# no"]
)
def test_other_messages_are_kept_to_the_letter(store: GitStore, message: str) -> None:
    assert store.commit_info(store.write_commit(spec(message=message))).message == message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Actor", "a\nKind: adopt"),
        ("Actor", " a"),
        ("Actor", "a\x00"),
        ("Act or", "a"),
        ("-A", "a"),
        ("", "a"),
        ("A:", ""),
    ],
)
def test_a_trailer_is_one_line(store: GitStore, key: str, value: str) -> None:
    with pytest.raises(Invalid):
        store.write_commit(spec(trailers=((key, value),)))


@pytest.mark.parametrize("at", [datetime(2013, 1, 1), datetime(1969, 1, 1, tzinfo=UTC)])  # noqa: DTZ001
def test_a_time_needs_a_zone_and_a_year_that_git_knows(at: datetime) -> None:
    with pytest.raises(Invalid):
        Signature("A", "a@b.example", at)


LINES = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
MESSAGES = st.lists(st.one_of(LINES, st.sampled_from(["Actor: x", "", " ", "Trailers: none"]))).map("\n".join)
KEYS = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,9}", fullmatch=True)
VALUES = LINES.map(str.strip)


@settings(max_examples=500, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    message=MESSAGES.filter(str.strip),
    trailers=st.lists(st.tuples(KEYS, VALUES), max_size=4).map(tuple),
    name=st.text(),
    email=st.text(),
)
def test_any_message_and_trailers_read_back(
    message: str, trailers: tuple[tuple[str, str], ...], name: str, email: str
) -> None:
    author = Signature(name, email, AT)
    content = encode_commit("1" * 40, ("2" * 40,), author, SERVICE, message, trailers)
    info = decode_commit("3" * 40, content)

    assert (info.author, info.committer, info.message, info.trailers) == (author, SERVICE, message, trailers)
    assert (info.tree, info.parents) == ("1" * 40, ("2" * 40,))
