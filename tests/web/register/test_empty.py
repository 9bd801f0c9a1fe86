"""Before the first adoption: the register, its repository and search are there, and empty."""

from __future__ import annotations

from tests.factories.search import search
from tests.factories.stage import Stage


def test_an_empty_register_says_when_acts_will_stand_in_it(stage: Stage) -> None:
    stage.tabled()

    page = stage.client().get("/register")

    assert page.status_code == 200
    assert "No act has been adopted yet" in page.text
    assert 'class="filters' not in page.text


def test_an_empty_repository_can_be_cloned(stage: Stage) -> None:
    with stage.client().get("/register.git/info/refs?service=git-upload-pack") as answer:
        assert answer.status_code == 200


def test_a_search_finds_nothing(stage: Stage) -> None:
    stage.draft()
    stage.follow_up()

    page = search(stage.client(), "положение")

    assert (page.total, page.facets, page.meant) == (0, {}, "")
