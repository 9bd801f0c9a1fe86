"""Headers and cookies of every response, and which addresses a redirect may go to."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.wrappers import Response

_FOR_EVERYBODY = frozenset({"clone", "register", "search"})
_SECRET_ADDRESSES = frozenset({"signing_in.join"})


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
    response.headers.setdefault("Referrer-Policy", "no-referrer" if address_is_secret() else "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if only_over_tls():
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.blueprint not in _FOR_EVERYBODY:
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if request.endpoint != "static":
        _keep_from_caches(response)
    return response


def address_is_secret() -> bool:
    """Whether knowing the address of this page is a right in itself: then it is passed on to nobody."""
    return request.endpoint in _SECRET_ADDRESSES


def _keep_from_caches(response: Response) -> None:
    """Pages show what one person may see, or has typed: no cache may store them, not even the browser's.

    Public pages may be stored by caches that check with the server each time; pages differ by language.
    """
    if "Cache-Control" in response.headers:
        return
    public = request.blueprint in _FOR_EVERYBODY and not g.get("sign_in_id")
    response.headers["Cache-Control"] = "no-cache" if public else "no-store"
    response.vary.update(("Accept-Language", "Cookie"))


def safe_next(target: str | None) -> str | None:
    """A path on this site to go on to, or None for anything that could lead elsewhere."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or any(ord(character) < 32 for character in target):
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None


def sent_from_here() -> bool:
    """Whether a page of this site sent the form, as far as the browser tells.

    `Sec-Fetch-Site` comes only over TLS or from this machine; `Origin` comes with every form.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.host


class FormCookies(SecureCookieSessionInterface):
    """Flask's own cookie, which the tokens of forms depend on."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """As for every cookie."""
        return only_over_tls()


def only_over_tls() -> bool:
    """Whether a cookie of this response may only be sent over TLS: the request was, or the settings say so.

    The second is for a proxy that ends TLS and does not tell the server.
    """
    return request.is_secure or bool(current_app.config["SESSION_COOKIE_SECURE"])
