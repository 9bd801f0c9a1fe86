"""The WSGI entry: `gunicorn app:app`, `flask ...`, or `python app.py` to serve."""

from flask.cli import FlaskGroup

from cmia_docs import create_app
from cmia_docs.cli.messages import console_message
from cmia_docs.errors import Refused

try:
    app = create_app()
except Refused as error:
    # Before there is an app, no command can say what is wrong with its settings.
    raise SystemExit(f"Error: {console_message(error) or error}") from None

if __name__ == "__main__":
    FlaskGroup(create_app=lambda: app).main(args=["serve"], prog_name="flask")
