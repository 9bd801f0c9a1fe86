"""Headers and cookies that every answer carries, and which addresses a redirect may go to."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import current_app, g, request
from werkzeug.wrappers import Response


def csp_nonce() -> str:
    """The nonce of this request's scripts."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def add_headers(response: Response) -> Response:
    """Strict content policy; nothing is framed, sniffed, or sent on as a referrer."""
    policy = (
        "default-src 'none'",
        f"script-src 'nonce-{csp_nonce()}'",
        f"style-src 'self' 'nonce-{csp_nonce()}'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
    response.headers.setdefault("Content-Security-Policy", "; ".join(policy))
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        # Pages hold what one person may see; no cache between may keep them.
        response.headers.setdefault("Cache-Control", "no-store" if g.get("sign_in_id") else "no-cache")
    return response


def safe_next(target: str | None) -> str | None:
    """A path on this site to go on to, or None for anything that could lead elsewhere."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or any(ord(character) < 32 for character in target):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None
