"""The tests of tests/actions/test_outbox.py, on PostgreSQL."""

from tests.actions.test_outbox import *  # noqa: F403
