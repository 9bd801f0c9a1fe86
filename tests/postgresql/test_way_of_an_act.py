"""The tests of tests/actions/test_way_of_an_act.py, on PostgreSQL."""

from tests.actions.test_way_of_an_act import *  # noqa: F403
