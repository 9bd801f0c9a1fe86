"""`python -m tests.faults.killed POINT ARGUMENT ...`: a command that dies at a point, as by a power cut."""

from __future__ import annotations

import sys

from flask.cli import FlaskGroup

from app import app
from cmia_docs import fail_points

if __name__ == "__main__":
    fail_points.armed = fail_points.FailPoint(sys.argv[1])
    FlaskGroup(create_app=lambda: app).main(args=sys.argv[2:], prog_name="flask")
