"""The tests of tests/actions/test_silence_procedure.py, on PostgreSQL."""

from tests.actions.test_silence_procedure import *  # noqa: F403
