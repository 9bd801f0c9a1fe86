"""The tests of tests/actions/review/test_positions.py, on PostgreSQL."""

from tests.actions.review.test_positions import *  # noqa: F403
