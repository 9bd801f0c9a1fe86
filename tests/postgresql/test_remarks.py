"""The tests of tests/actions/test_remarks.py, on PostgreSQL."""

from tests.actions.test_remarks import *  # noqa: F403
