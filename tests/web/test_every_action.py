"""Every state x every act x every kind of person, over HTTP: done, or refused with the right status."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cmia_docs import create_app
from cmia_docs.rules.workflow import PUBLISHED, Action, Role, State
from tests.conftest import close, settings_for
from tests.factories.stage import FakeClock, FakeMail, Stage
from tests.rules.test_workflow import expected
from tests.web.every_action import OF_OTHERS, Bringer, goes_without_circulation, sent

# Each person's role on the document; none for who has nothing to do with it.
PEOPLE: dict[str, Role | None] = {
    "drafter": Role.DRAFTER,
    "other_drafter": None,
    "expert": Role.EXPERT,
    "secretary": Role.SECRETARIAT,
    "belarus": Role.REVIEWER,
    "kyrgyzstan": None,
    "chair": Role.CHAIR,
    "administrator": None,
}
# Where the table has no row, whoever holds a role somewhere, and one who holds none.
WITHOUT_A_ROW = ("drafter", "secretary", "belarus", "chair", "kyrgyzstan")
INSIDE = {"drafter", "expert", "secretary"}
AFTER_CIRCULATION = set(State) - {State.DRAFT, State.IN_CHECK}
AFTER_TABLING = {State.TABLED} | PUBLISHED
PAIRS = [(state, action) for state in State for action in Action if action not in OF_OTHERS]
ROLES_ANYWHERE = {
    action: {role for (_, each), (_, roles) in expected().items() if each is action for role in roles}
    for action in Action
}


@pytest.fixture(scope="module")
def bringer(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bringer]:
    """One installation for all pairs; documents are used again until an act has changed them."""
    folder = tmp_path_factory.mktemp("every-act") / "var"
    shutil.copytree(prepared, folder)
    clock, mail = FakeClock(), FakeMail()
    app = create_app(settings_for(folder), clock=clock, mail=mail)
    app.config.update(WTF_CSRF_ENABLED=False, TESTING=True)
    yield Bringer(Stage(app, clock, mail))
    close(app)


@pytest.fixture(scope="module")
def clients(bringer: Bringer) -> dict[str, FlaskClient]:
    """A signed-in browser for each."""
    return {who: bringer.stage.client(who) for who in PEOPLE}


def sees(who: str, state: State, skips: bool) -> bool:
    """Whether the document exists for this person."""
    if who in INSIDE or state in PUBLISHED:
        return True
    if who == "belarus":
        return state in AFTER_CIRCULATION and not skips
    return who == "chair" and state in AFTER_TABLING


def status(who: str, state: State, action: Action, skips: bool) -> int:
    """What the answer has to be."""
    role = PEOPLE[who]
    if not sees(who, state, skips):
        return 404
    if role not in ROLES_ANYWHERE[action] or (role is Role.REVIEWER and skips):
        return 403
    if (state, action) not in expected():
        return 409
    return 302 if role in expected()[state, action][1] else 403


@pytest.mark.parametrize(("state", "action"), PAIRS, ids=[f"{s}-{a}" for s, a in PAIRS])
def test_who_may_do_what_where(
    bringer: Bringer, clients: dict[str, FlaskClient], state: State, action: Action
) -> None:
    skips = goes_without_circulation(state, action)
    for who in PEOPLE if (state, action) in expected() else WITHOUT_A_ROW:
        document = bringer.document(state, action)
        address, form = sent(bringer, document, action, who)

        answer = clients[who].post(address, data=form)

        wanted = status(who, state, action, skips)
        assert (who, answer.status_code) == (who, wanted)
        done = wanted == 302
        after = expected()[state, action][0] if done else state
        assert bringer.stage.document(document.id).state == after
        if done:
            bringer.changed(document)


@pytest.mark.parametrize("action", [action for action in Action if action not in OF_OTHERS])
def test_the_public_is_asked_to_sign_in(bringer: Bringer, action: Action) -> None:
    public = bringer.stage.client()
    document = bringer.document(State.DRAFT, action)
    address, form = sent(bringer, document, action, "drafter")

    posted, read = public.post(address, data=form), public.get(address)

    assert posted.status_code == 403
    if read.status_code != 405:
        assert (read.status_code, read.headers["Location"].partition("?")[0]) == (302, "/sign-in")
    assert bringer.stage.document(document.id).state == "draft"
