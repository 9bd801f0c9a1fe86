"""The tests of tests/actions/test_agreement.py, on PostgreSQL."""

from tests.actions.test_agreement import *  # noqa: F403
