"""The tests of tests/actions/test_two_administrators.py, on PostgreSQL."""

from tests.actions.test_two_administrators import *  # noqa: F403
