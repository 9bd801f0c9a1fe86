"""The tests of tests/actions/people/test_roles.py, on PostgreSQL."""

from tests.actions.people.test_roles import *  # noqa: F403
