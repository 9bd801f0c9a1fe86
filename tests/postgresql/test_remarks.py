"""The tests of tests/actions/review/test_remarks.py, on PostgreSQL."""

from tests.actions.review.test_remarks import *  # noqa: F403
