"""Good manners towards servers: robots.txt, few requests at a time, a pause between them."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from ita_desktop.web.limits import ROBOTS_SIZE, WebLimits
from ita_desktop.web.network.addresses import AddressGuard
from ita_desktop.web.network.fetching import AGENT, Fetcher, split

_ROBOTS_SECONDS: Final = 10.0


class Courtesy:
    """What is known of the hosts of one check, for all its threads."""

    def __init__(self, limits: WebLimits, guard: AddressGuard) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._turns = defaultdict[str, threading.Semaphore](
            lambda: threading.Semaphore(limits.per_host)
        )
        self._next: dict[str, float] = {}
        self._rules: dict[str, RobotFileParser | None] = {}
        self._asking = defaultdict[str, threading.Lock](threading.Lock)
        small = replace(
            limits, size=ROBOTS_SIZE, total=min(_ROBOTS_SECONDS, limits.total), redirects=3
        )
        self._robots = Fetcher(small, guard, wait=self.wait)

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Wait until the host of an address has few enough requests."""
        with self._lock:
            turns = self._turns[_host(url)]
        with turns:
            yield

    def wait(self, url: str) -> None:
        """Keep the pause before another request to the host."""
        host = _host(url)
        with self._lock:
            now = time.monotonic()
            begins = max(now, self._next.get(host, 0.0))
            self._next[host] = begins + self._limits.pause
        time.sleep(begins - now)

    def allowed(self, url: str) -> bool:
        """Return whether the host's robots.txt allows an address; if it has none, or does not
        answer, yes."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            asking = self._asking[origin]
        with asking:
            if origin not in self._rules:
                self._rules[origin] = self._read(origin)
        rules = self._rules[origin]
        return rules is None or rules.can_fetch(AGENT, urlunsplit(parts._replace(fragment="")))

    def _read(self, origin: str) -> RobotFileParser | None:
        answer = self._robots.fetch(f"{origin}/robots.txt")
        if answer.status != 200 or answer.body.lstrip()[:1] == b"<":
            return None
        rules = RobotFileParser()
        try:
            rules.parse(answer.body.decode("utf-8", "replace").splitlines())
        except ValueError:  # a line that nobody can read
            return None
        return rules


def _host(url: str) -> str:
    parts = split(url)
    return parts.netloc.lower() if parts is not None else ""
