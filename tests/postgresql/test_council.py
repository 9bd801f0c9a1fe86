"""The tests of tests/actions/council/test_council.py, on PostgreSQL."""

from tests.actions.council.test_council import *  # noqa: F403
