"""The tests of tests/actions/test_council.py, on PostgreSQL."""

from tests.actions.test_council import *  # noqa: F403
