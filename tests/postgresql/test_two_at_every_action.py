"""The tests of tests/web/test_two_at_every_action.py, on PostgreSQL."""

from tests.web.test_two_at_every_action import *  # noqa: F403
