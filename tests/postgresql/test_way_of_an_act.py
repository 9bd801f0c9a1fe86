"""The tests of tests/actions/document/test_way_of_an_act.py, on PostgreSQL."""

from tests.actions.document.test_way_of_an_act import *  # noqa: F403
