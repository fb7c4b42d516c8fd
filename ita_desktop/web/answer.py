"""What came back for an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple


class Failure(StrEnum):
    """Why there is no answer to judge."""

    NOT_WEB = "not-web"
    """No address of the web, or one that cannot be read."""
    CREDENTIALS = "credentials"
    """A name or password stands in the address."""
    PRIVATE_ADDRESS = "private-address"
    """It leads to this machine or the office's own network."""
    ROBOTS = "robots"
    NO_HOST = "no-host"
    OFFLINE = "offline"
    PROXY = "proxy"
    NO_CONNECTION = "no-connection"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    TLS = "tls"
    LOOP = "loop"
    """Redirects without end."""
    BAD_ANSWER = "bad-answer"
    """What came is no answer of a web server."""


class Hop(NamedTuple):
    """A redirect: its status (0 for one within a page) and the address that it came from."""

    status: int
    url: str


@dataclass(frozen=True)
class WebAnswer:
    """The answer to a request, or why there is none."""

    url: str
    final_url: str
    received: datetime = field(default_factory=lambda: datetime.now(UTC))
    failure: Failure | None = None
    status: int | None = None
    hops: tuple[Hop, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in small letters."""
    body: bytes = b""
    """Its content, unpacked."""
    is_cut: bool = False
    """Whether it was longer than the limit; ``body`` is its beginning then."""

    @property
    def media_type(self) -> str:
        """The media type without parameters (``text/html``), in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()
