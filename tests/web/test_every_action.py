"""Every stage x every action x every kind of person, over HTTP: done, or refused with the right status."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cmia_docs import create_app
from cmia_docs.rules.workflow import PUBLISHED, Action, Role, Stage
from tests.conftest import close, settings_for
from tests.factories.product import FakeClock, FakeMail, Product
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
AFTER_CIRCULATION = set(Stage) - {Stage.DRAFT, Stage.IN_CHECK}
AFTER_TABLING = {Stage.TABLED} | PUBLISHED
PAIRS = [(stage, action) for stage in Stage for action in Action if action not in OF_OTHERS]
ROLES_ANYWHERE = {
    action: {role for (_, each), (_, roles) in expected().items() if each is action for role in roles}
    for action in Action
}


@pytest.fixture(scope="module")
def bringer(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bringer]:
    """One installation for all pairs; documents are used again until an action has changed them."""
    folder = tmp_path_factory.mktemp("every-act") / "var"
    shutil.copytree(prepared, folder)
    clock, mail = FakeClock(), FakeMail()
    app = create_app(settings_for(folder), clock=clock, mail=mail)
    app.config.update(WTF_CSRF_ENABLED=False, TESTING=True)
    yield Bringer(Product(app, clock, mail))
    close(app)


@pytest.fixture(scope="module")
def clients(bringer: Bringer) -> dict[str, FlaskClient]:
    """A signed-in browser for each."""
    return {who: bringer.product.client(who) for who in PEOPLE}


def sees(who: str, stage: Stage, skips: bool) -> bool:
    """Whether the document exists for this person."""
    if who in INSIDE or stage in PUBLISHED:
        return True
    if who == "belarus":
        return stage in AFTER_CIRCULATION and not skips
    return who == "chair" and stage in AFTER_TABLING


def status(who: str, stage: Stage, action: Action, skips: bool) -> int:
    """What the answer has to be."""
    role = PEOPLE[who]
    if not sees(who, stage, skips):
        return 404
    if role not in ROLES_ANYWHERE[action] or (role is Role.REVIEWER and skips):
        return 403
    if (stage, action) not in expected():
        return 409
    return 302 if role in expected()[stage, action][1] else 403


@pytest.mark.parametrize(("stage", "action"), PAIRS, ids=[f"{s}-{a}" for s, a in PAIRS])
def test_who_may_do_what_where(
    bringer: Bringer, clients: dict[str, FlaskClient], stage: Stage, action: Action
) -> None:
    skips = goes_without_circulation(stage, action)
    for who in PEOPLE if (stage, action) in expected() else WITHOUT_A_ROW:
        document = bringer.document(stage, action)
        address, form = sent(bringer, document, action, who)

        answer = clients[who].post(address, data=form)

        wanted = status(who, stage, action, skips)
        assert (who, answer.status_code) == (who, wanted)
        done = wanted == 302
        after = expected()[stage, action][0] if done else stage
        assert bringer.product.document(document.id).stage == after
        if done:
            bringer.changed(document)


@pytest.mark.parametrize("action", [action for action in Action if action not in OF_OTHERS])
def test_the_public_is_asked_to_sign_in(bringer: Bringer, action: Action) -> None:
    public = bringer.product.client()
    document = bringer.document(Stage.DRAFT, action)
    address, form = sent(bringer, document, action, "drafter")

    posted, read = public.post(address, data=form), public.get(address)

    assert posted.status_code == 403
    if read.status_code != 405:
        assert (read.status_code, read.headers["Location"].partition("?")[0]) == (302, "/sign-in")
    assert bringer.product.document(document.id).stage == "draft"
