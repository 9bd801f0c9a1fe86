"""The WSGI entry: `gunicorn app:app`, `flask ...`, or `python app.py` to serve."""

import gc

# The objects of some 1,500 modules stay: looking for garbage among them would take a fifth of the start.
gc.disable()

from flask.cli import FlaskGroup  # noqa: E402

from cmia_docs import create_app  # noqa: E402
from cmia_docs.cli.messages import console_message  # noqa: E402
from cmia_docs.errors import Refused  # noqa: E402

try:
    app = create_app()
except Refused as error:
    # Before there is an app, no command can say what is wrong with its settings.
    raise SystemExit(f"Error: {console_message(error) or error}") from None

# They are never looked at again either, so that processes forked from this one go on sharing their memory.
gc.freeze()
gc.enable()

if __name__ == "__main__":
    FlaskGroup(create_app=lambda: app).main(args=["serve"], prog_name="flask")
