"""A browser as its users call it: `Firefox, Windows` instead of its User-Agent."""

from __future__ import annotations

# Each also names those that it is compatible with (RFC 9110, section 10.1.5): the first of this order counts.
_BROWSERS = {
    "YaBrowser/": "Yandex",
    "OPR/": "Opera",
    "Edg": "Edge",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chromium/": "Chromium",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_name(agent: str) -> str:
    """The browser and what it runs on, by its User-Agent; that itself where the browser is not known."""
    browser = _first(_BROWSERS, agent)
    return ", ".join(filter(None, (browser, _first(_SYSTEMS, agent)))) if browser else agent


def _first(names: dict[str, str], agent: str) -> str:
    return next((name for token, name in names.items() if token in agent), "")
