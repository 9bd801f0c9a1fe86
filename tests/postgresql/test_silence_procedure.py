"""The tests of tests/actions/review/test_silence_procedure.py, on PostgreSQL."""

from tests.actions.review.test_silence_procedure import *  # noqa: F403
