"""The product for whoever works on it: `make dev` serves it, and mails are shown on the console."""

import sys

from cmia_docs import create_app
from cmia_docs.cli.messages import console_message
from cmia_docs.errors import Refused
from cmia_docs.stores.mail import ConsoleMail

try:
    app = create_app(mail=ConsoleMail(sys.stdout))
except Refused as error:
    raise SystemExit(f"Error: {console_message(error) or error}") from None
