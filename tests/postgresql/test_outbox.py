"""The tests of tests/actions/follow_up/test_outbox.py, on PostgreSQL."""

from tests.actions.follow_up.test_outbox import *  # noqa: F403
