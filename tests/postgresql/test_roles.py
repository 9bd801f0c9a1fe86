"""The tests of tests/actions/test_roles.py, on PostgreSQL."""

from tests.actions.test_roles import *  # noqa: F403
