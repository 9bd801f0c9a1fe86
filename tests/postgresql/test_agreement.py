"""The tests of tests/actions/review/test_agreement.py, on PostgreSQL."""

from tests.actions.review.test_agreement import *  # noqa: F403
