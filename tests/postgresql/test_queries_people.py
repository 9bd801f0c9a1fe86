"""The tests of tests/queries/test_people.py, on PostgreSQL."""

from tests.queries.test_people import *  # noqa: F403
