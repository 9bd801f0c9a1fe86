"""The tests of tests/actions/test_two_at_once.py, on PostgreSQL."""

from tests.actions.test_two_at_once import *  # noqa: F403
