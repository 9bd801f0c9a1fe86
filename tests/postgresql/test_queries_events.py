"""The tests of tests/queries/test_events.py, on PostgreSQL."""

from tests.queries.test_events import *  # noqa: F403
