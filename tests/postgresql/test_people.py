"""The tests of tests/actions/test_people.py, on PostgreSQL."""

from tests.actions.test_people import *  # noqa: F403
