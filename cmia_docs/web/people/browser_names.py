"""A browser in the words of who uses it: `Firefox, Windows` instead of what it says of itself."""

from __future__ import annotations

# Each names itself beside those that it is like (RFC 9110, section 10.1.5): the first that is found is meant.
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
    return next((name for sign, name in names.items() if sign in agent), "")
