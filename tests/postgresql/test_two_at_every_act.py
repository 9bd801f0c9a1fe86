"""The tests of tests/web/test_two_at_every_act.py, on PostgreSQL."""

from tests.web.test_two_at_every_act import *  # noqa: F403
