"""The tests of tests/actions/people/test_people.py, on PostgreSQL."""

from tests.actions.people.test_people import *  # noqa: F403
