"""The tests of tests/actions/adoption/test_adoption.py, on PostgreSQL."""

from tests.actions.adoption.test_adoption import *  # noqa: F403
