"""The tests of tests/actions/test_positions.py, on PostgreSQL."""

from tests.actions.test_positions import *  # noqa: F403
