"""The story of the demo: told in order, by people who may, about units that exist, to its ends."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest

from tests.drafts import document, folders, load, slugs, texts

Step = dict[str, Any]

STORY: list[Step] = load("story.toml")["step"]
COUNCIL = load("council.toml")
SESSIONS = {session["code"]: session for session in load("sessions.toml")["sessions"]}
PEOPLE = {person["email"]: person for person in load("people.toml")["people"]}
MEMBERS = [state["code"] for state in COUNCIL["states"] if state["kind"] == "member"]

ENDS = {
    "contact-points": "withdrawn",
    "convicted-supervision": "in_check",
    "cooperation-concept-2020": "in_force",
    "identity-documents": "draft",
    "interstate-search": "circulated",
    "minors-return-costs": "in_force",
    "programme-2014-2018": "consolidation",
    "scientific-advisory-board": "in_force",
    "scientific-advisory-board-decision": "in_force",
    "search-expert-group": "tabled",
}
ROLES = {
    "create": "drafter",
    "save": "drafter",
    "assign": "secretariat",
    "submit": "drafter",
    "return": "secretariat",
    "circulate": "secretariat",
    "close_round": "secretariat",
    "position": "reviewer",
    "dispose": "secretariat",
    "agree": "secretariat",
    "accept": "secretariat",
    "table": "secretariat",
    "propose_adoption": "secretariat",
    "confirm": "chair",
    "enter_into_force": "secretariat",
    "withdraw": "secretariat",
}
# do -> (stages in which it is done, stage it leads to; None where it stays).
WAY: dict[str, tuple[set[str], str | None]] = {
    "save": ({"draft", "consolidation"}, None),
    "assign": ({"draft"}, None),
    "submit": ({"draft"}, "in_check"),
    "return": ({"in_check"}, "draft"),
    "circulate": ({"in_check", "consolidation"}, "circulated"),
    "remark": ({"draft", "circulated", "consolidation"}, None),
    "propose": ({"circulated"}, None),
    "position": ({"circulated"}, None),
    "close_round": ({"circulated"}, "consolidation"),
    "dispose": ({"draft", "consolidation"}, None),
    "agree": ({"consolidation"}, "agreed"),
    "accept": ({"in_check"}, "agreed"),
    "table": ({"agreed"}, "tabled"),
    "propose_adoption": ({"tabled"}, None),
    "confirm": ({"tabled"}, "adopted"),
    "enter_into_force": ({"adopted"}, "in_force"),
    "withdraw": ({"consolidation"}, "withdrawn"),
}


def _steps(slug: str, *kinds: str) -> list[Step]:
    return [step for step in STORY if step["document"] == slug and (not kinds or step["do"] in kinds)]


def _day(step: Step) -> date:
    return datetime.fromisoformat(step["at"]).date()


def _holds(step: Step, role: str) -> bool:
    state = step.get("state", "")
    return any(
        held["role"] == role and held.get("state", state) == (state or held.get("state", ""))
        for held in PEOPLE[step["who"]]["roles"]
    )


def _units(step: Step) -> set[str]:
    text = texts(step["document"], step["revision"])[step["language"]]
    return {unit.id for unit in text.units}


def test_steps_are_in_order_of_time() -> None:
    times = [datetime.fromisoformat(step["at"]) for step in STORY]
    assert [later for earlier, later in pairwise(times) if later < earlier] == []
    assert {step["document"] for step in STORY} == set(slugs())


@pytest.mark.parametrize(("slug", "end"), ENDS.items())
def test_a_document_walks_its_way_to_its_stage(slug: str, end: str) -> None:
    first, *rest = _steps(slug)
    assert first["do"] == "create"
    stage = "draft"
    for step in rest:
        allowed, next_stage = WAY[step["do"]]
        assert (step["at"], stage in allowed) == (step["at"], True)
        stage = next_stage or stage
    assert stage == end


def test_people_do_only_what_their_role_allows() -> None:
    wrong = [step for step in STORY if step["do"] in ROLES and not _holds(step, ROLES[step["do"]])]
    assert wrong == []


@pytest.mark.parametrize("slug", slugs())
def test_revisions_are_made_in_order_by_the_authors_named(slug: str) -> None:
    made = [(step["revision"], step["who"]) for step in _steps(slug, "create", "save")]
    named = document(slug)
    assert made == [(revision["folder"], revision["author"]) for revision in named["revisions"]]
    assert {who for _, who in made} <= set(named["drafters"])
    assert named["type"] in {act_type["code"] for act_type in COUNCIL["act_types"]}


@pytest.mark.parametrize("slug", slugs())
def test_every_step_is_about_the_current_revision(slug: str) -> None:
    current = ""
    for step in _steps(slug):
        if step["do"] in ("create", "save"):
            current = step["revision"]
        assert (step["at"], step["revision"]) == (step["at"], current)
    assert current == folders(slug)[-1]


def test_remarks_stand_on_units_of_their_revision() -> None:
    remarks = [step for step in STORY if step["do"] in ("remark", "propose")]
    lost = [
        step["key"]
        for step in remarks
        if step["unit"]
        not in {u.id for u in texts(step["document"], step["revision"])[step["language"]].units}
    ]
    assert lost == []
    assert len({step["key"] for step in remarks}) == len(remarks)
    assert [step["key"] for step in remarks if ("wording" in step) != (step["do"] == "propose")] == []


def test_remarks_are_a_states_own_or_a_named_experts() -> None:
    experts = {(step["document"], step["person"]) for step in STORY if step["do"] == "assign"}
    wrong = [
        step["key"]
        for step in STORY
        if step["do"] in ("remark", "propose")
        and not (_holds(step, "reviewer") if "state" in step else (step["document"], step["who"]) in experts)
    ]
    assert wrong == []


@pytest.mark.parametrize("slug", slugs())
def test_remarks_are_answered_once_and_before_the_next_round(slug: str) -> None:
    unanswered: set[str] = set()
    for step in _steps(slug):
        match step["do"]:
            case "remark" | "propose":
                unanswered.add(step["key"])
            case "dispose":
                unanswered.remove(step["remark"])
            case "circulate" | "agree" | "accept":
                assert (step["at"], unanswered) == (step["at"], set())


@pytest.mark.parametrize("slug", slugs())
def test_rounds_are_numbered_and_due_later_and_ask_members(slug: str) -> None:
    rounds = _steps(slug, "circulate")
    assert [step["round"] for step in rounds] == list(range(1, len(rounds) + 1))
    assert [step for step in rounds if date.fromisoformat(step["due"]) <= _day(step)] == []
    assert [step for step in rounds if step["states"] != MEMBERS] == []


@pytest.mark.parametrize("slug", slugs())
def test_agreed_texts_were_answered_by_all_and_objected_to_by_none(slug: str) -> None:
    for agreed in _steps(slug, "agree"):
        answers = [s for s in _steps(slug, "position") if s["revision"] == agreed["revision"]]
        assert sorted(step["state"] for step in answers) == sorted(MEMBERS)
        assert [step["state"] for step in answers if step["kind"] == "objection"] == []


def test_an_objection_names_its_grounds() -> None:
    objections = [step for step in STORY if step.get("kind") == "objection"]
    assert len(objections) == 4
    assert [step for step in objections if not step.get("body")] == []


def test_adoptions_are_confirmed_by_the_chair_of_the_session() -> None:
    chairs = {}
    for step in STORY:
        if step["do"] == "propose_adoption":
            session = SESSIONS[step["session"]]
            assert (step["date"], step["places"]) == (session["begins_on"], session["places"])
            assert set(step["signatories"]) <= set(MEMBERS)
            chairs[step["number"]] = session["chair_state"]
    confirmed = {step["number"]: step["who"] for step in STORY if step["do"] == "confirm"}
    assert confirmed == {number: f"chair.{state.lower()}@cmia.example" for number, state in chairs.items()}
    assert sorted(confirmed) == ["СМВД/2013/1", "СМВД/2013/2", "СМВД/2013/3", "СМВД/2015/1"]


def test_one_act_bears_a_special_opinion_and_lacks_a_signature() -> None:
    (step,) = (step for step in STORY if step.get("special_opinions"))
    assert (step["document"], step["special_opinions"][0]["state"]) == ("cooperation-concept-2020", "AZ")
    assert set(MEMBERS) - set(step["signatories"]) == {"MD"}


def test_the_open_round_waits_for_some_states() -> None:
    slug = "interstate-search"
    given = {step["state"] for step in _steps(slug, "position") if step["revision"] == "r2"}
    assert [state for state in MEMBERS if state not in given] == ["AZ", "KG", "MD", "TJ", "UZ"]
    assert _steps(slug, "circulate")[-1]["due"] == "2026-12-15"


def test_every_member_state_has_one_contact_point() -> None:
    reviewers = [held["state"] for p in PEOPLE.values() for held in p["roles"] if held["role"] == "reviewer"]
    assert sorted(reviewers) == sorted(MEMBERS)
    assert {email for email in PEOPLE if not email.endswith("@cmia.example")} == set()
