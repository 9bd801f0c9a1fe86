"""Fixtures that all tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask

from cmia_docs import create_app
from cmia_docs.actions.council import council
from cmia_docs.actions.people import people
from cmia_docs.actions.services import Services
from cmia_docs.actions.work import Work
from cmia_docs.cli.console import OPERATOR
from cmia_docs.cli.init import make_stores
from cmia_docs.installation import Installation
from cmia_docs.settings import Settings, from_environment
from cmia_docs.stores.data_folder import creating
from cmia_docs.stores.secret import make_secret_key
from tests.factories.council import CAST, ENDS, PASSWORD, SETTINGS
from tests.factories.once import made_once
from tests.factories.product import FakeClock, FakeMail, Product
from tests.soak import ALL, choose_seed

# The hash of the cast's password says itself how it is checked: so quickly that tests may sign in often.
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

_HERE = Path(__file__).resolve().parent
_LONG = ("e2e", "faults", "cli", "security", "postgresql")


def pytest_configure() -> None:
    """Draw the shares of long runs, before the processes of the tests are started."""
    choose_seed()


def pytest_report_header() -> str:
    """Say how to draw them again."""
    return "long runs: all of each" if ALL else f"long runs: a share of each, CMIA_SOAK_SEED={choose_seed()}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of long tests come first, so that no processor is left alone with one of them at the end."""
    items.sort(key=lambda item: item.path.relative_to(_HERE).parts[0] not in _LONG)


def settings_for(folder: Path, **others: str) -> Settings:
    """Settings of an installation in this folder, as if nothing but `others` were set in the environment."""
    return from_environment({"CMIA_DATA": str(folder)} | others)


@pytest.fixture(scope="session", autouse=True)
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests have apps of their own, but what follows from the code alone is made once for all of them."""
    with made_once(tmp_path_factory.mktemp("templates")):
        yield


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with council and cast, made once and copied by every test."""
    folder = tmp_path_factory.mktemp("prepared") / "var"
    prepare(settings_for(folder))
    return folder


def prepare(settings: Settings) -> None:
    """Make an installation with council and cast."""
    app = create_app(settings, clock=FakeClock(), mail=FakeMail())
    with creating(settings.data), app.app_context():
        make_secret_key(settings.data)
        make_stores()
        services: Services = app.extensions["cmia_docs_installation"].services
        with Work(services, OPERATOR) as work:
            council.configure(work, SETTINGS)
        password_hash = _QUICK.hash(PASSWORD)
        with Work(services, OPERATOR) as work:
            for who, (name, email, grants) in CAST.items():
                person, _ = people.invite(
                    work, email=email, name=name, language="ru", grants=grants, until=ENDS.get(who)
                )
                person.password_hash = password_hash
        app.extensions["cmia_docs_installation"].follow_up.run()
    close(app)


@pytest.fixture
def clock() -> FakeClock:
    """The time of the test."""
    return FakeClock()


@pytest.fixture
def mail() -> FakeMail:
    """The mail of the test."""
    return FakeMail()


@pytest.fixture
def app(prepared: Path, tmp_path: Path, clock: FakeClock, mail: FakeMail) -> Iterator[Flask]:
    """The product on a data folder of the test's own."""
    folder = tmp_path / "var"
    shutil.copytree(prepared, folder)
    made = app_for_tests(settings_for(folder), clock, mail)
    yield made
    close(made)


def app_for_tests(settings: Settings, clock: FakeClock, mail: FakeMail) -> Flask:
    """The product as tests use it."""
    made = create_app(settings, clock=clock, mail=mail)
    # Forms are sent as a browser sends them, but tests do not fetch a token first; its own test does.
    made.config["WTF_CSRF_ENABLED"] = False
    made.config["TESTING"] = True
    return made


@pytest.fixture
def product(app: Flask, clock: FakeClock, mail: FakeMail) -> Product:
    """The product with its cast."""
    return Product(app, clock, mail)


def close(app: Flask) -> None:
    """Close everything an app has opened."""
    installation: Installation = app.extensions["cmia_docs_installation"]
    services = installation.services
    services.drafts.close()
    services.register.close()
    services.adopted_index.close()
    services.drafts_index.close()
    installation.engine.dispose()
