"""`flask version`: which version of the product this is."""

from __future__ import annotations

import click

from cmia_docs.cli.console import echo
from cmia_docs.version import VERSION


@click.command()
def version() -> None:
    """Say which version of the product this is.

    /healthz says which one a running server is.
    """
    echo(f"CMIA Docs {VERSION}")
