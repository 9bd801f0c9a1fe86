"""People who work through HTTP while the product is being broken: what they were told, word by word."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from urllib.parse import quote, urlencode

_HIDDEN = re.compile(r'<input[^>]*\bname="(\w+)"[^>]*\bvalue="([^"]*)"')
_TAKEN = ("csrf_token", "base", "version", "seen", "known", "once")
_WAIT_SECONDS = 30
_PAUSE_SECONDS = 0.05
_THOUGHT_SECONDS = 0.6
"""How long at the most one thinks before the next action: a machine with no moment to spare shows nothing."""


class Browser:
    """One person's: signed in; where its connection broke, it opens another."""

    def __init__(self, port: int, sign_in: str) -> None:
        self._port = port
        self._cookies = {"cmia_sign_in": sign_in, "cmia_language": "en"}

    def send(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and page; redirects are not followed. Raises OSError or HTTPException where it breaks."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_WAIT_SECONDS)
        try:
            cookies = "; ".join(f"{name}={quote(value)}" for name, value in self._cookies.items())
            headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, path, urlencode(fields) if fields else None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self._cookies[name] = value
            return answer.status, page
        finally:
            connection.close()

    def form(self, path: str) -> dict[str, str]:
        """What a page's form holds by itself."""
        status, page = self.send("GET", path)
        if status != HTTPStatus.OK:
            raise http.client.HTTPException(f"{path}: {status}")
        hidden = {name: unescape(value) for name, value in reversed(_HIDDEN.findall(page))}
        return {name: hidden[name] for name in _TAKEN if name in hidden}


@dataclass
class Attempt:
    """A form that was sent, identified by a unique word, and whether it was confirmed."""

    kind: str
    word: str
    confirmed: bool = False


@dataclass
class Person:
    """Does the same action over and over, each time with another word."""

    kind: str
    browser: Browser
    page: str
    fields: Callable[[str], dict[str, str]]
    number: int
    chance: random.Random
    attempts: list[Attempt] = field(default_factory=list)
    answers: dict[int, int] = field(default_factory=dict)
    """How often each status came."""
    breaks: int = 0

    def work(self, stopping: threading.Event) -> None:
        """Until told to stop. Where no answer came, as often as not the very same form is sent again."""
        while not stopping.wait(self.chance.uniform(0, _THOUGHT_SECONDS)):
            attempt = Attempt(self.kind, f"w{self.number}-{len(self.attempts)}-{self.kind}")
            try:
                form = self.browser.form(self.page) | self.fields(attempt.word)
            except (OSError, http.client.HTTPException):
                self.breaks += 1
                continue
            self.attempts.append(attempt)
            while not self._sent(attempt, form) and not stopping.is_set() and self.chance.random() < 0.5:
                time.sleep(_PAUSE_SECONDS)

    def _sent(self, attempt: Attempt, form: dict[str, str]) -> bool:
        try:
            status, _ = self.browser.send("POST", self.page, form)
        except (OSError, http.client.HTTPException):
            self.breaks += 1
            return False
        self.answers[status] = self.answers.get(status, 0) + 1
        attempt.confirmed = attempt.confirmed or status == HTTPStatus.FOUND
        return True


@dataclass(frozen=True)
class Reckoning:
    """The outcome of the attempts."""

    confirmed: int
    unconfirmed: int
    lost: list[str]
    doubled: list[str]


def reckon(attempts: list[Attempt], stored: dict[str, list[str]]) -> Reckoning:
    """Compare confirmed attempts with the stored words, by kind and number of occurrences."""
    times = {(kind, word): words.count(word) for kind, words in stored.items() for word in set(words)}
    return Reckoning(
        confirmed=sum(attempt.confirmed for attempt in attempts),
        unconfirmed=sum(not attempt.confirmed for attempt in attempts),
        lost=[
            attempt.word
            for attempt in attempts
            if attempt.confirmed and not times.get((attempt.kind, attempt.word))
        ],
        doubled=[attempt.word for attempt in attempts if times.get((attempt.kind, attempt.word), 0) > 1],
    )
