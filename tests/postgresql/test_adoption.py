"""The tests of tests/actions/test_adoption.py, on PostgreSQL."""

from tests.actions.test_adoption import *  # noqa: F403
