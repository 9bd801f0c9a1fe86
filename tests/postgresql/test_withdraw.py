"""The tests of tests/actions/test_withdraw.py, on PostgreSQL."""

from tests.actions.test_withdraw import *  # noqa: F403
