"""The WSGI entry: `gunicorn app:app`, `flask ...`, or `python app.py` to serve."""

from cmia_docs import create_app

app = create_app()

if __name__ == "__main__":
    app.cli.main(args=["serve"], prog_name="flask")
