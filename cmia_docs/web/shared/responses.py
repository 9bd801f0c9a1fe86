"""What a route returns."""

from __future__ import annotations

from werkzeug.wrappers import Response

PageResponse = str | tuple[str, int] | Response
"""A page, a page with its status, or a response that is no page, such as a redirect."""
