"""The tests of tests/upgrade/test_from_0_1_0.py, on PostgreSQL."""

from tests.upgrade.test_from_0_1_0 import *  # noqa: F403
