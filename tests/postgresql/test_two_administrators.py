"""The tests of tests/actions/people/test_two_administrators.py, on PostgreSQL."""

from tests.actions.people.test_two_administrators import *  # noqa: F403
