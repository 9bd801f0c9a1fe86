"""The tests of tests/queries/document/test_event_log.py, on PostgreSQL."""

from tests.queries.document.test_event_log import *  # noqa: F403
