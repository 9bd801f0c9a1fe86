"""The tests of tests/queries/people/test_people.py, on PostgreSQL."""

from tests.queries.people.test_people import *  # noqa: F403
