"""The tests of tests/actions/review/test_withdraw.py, on PostgreSQL."""

from tests.actions.review.test_withdraw import *  # noqa: F403
