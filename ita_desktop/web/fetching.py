"""Fetches an address with limits of time, size and redirects."""

import re
import ssl
import time
import urllib.request
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from ita_desktop import __version__
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.web.addresses import AddressGuard, NoHostError, OfflineError, PrivateAddressError
from ita_desktop.web.link import Failure, Hop, WebAnswer, WebLimits

if TYPE_CHECKING:
    import httpx

AGENT: Final = "ITA-Desktop-LinkCheck"
"""The name under which robots.txt knows the check."""
_HEADERS: Final = {
    "User-Agent": f"Mozilla/5.0 (compatible; {AGENT}/{__version__})",
    "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
    "Accept-Language": "th,en;q=0.7",
    # Not deflate, which servers understand in two ways.
    "Accept-Encoding": "gzip",
}
_REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_PACKED: Final = frozenset(("gzip", "x-gzip", "deflate"))
_KNOWN: Final = _PACKED | {"br", "zstd", "compress", "x-compress", "dcb", "dcz"}
_WINDOW: Final = 47
"""Window bits by which zlib tells gzip and deflate apart by itself."""
_UNSAFE: Final = lazy_re(r"[\x00-\x20\x7f\\]")
_REFRESH: Final = lazy_re(
    rb"""<meta[^>]{0,80}http-equiv\s*=\s*["']?refresh["']?[^>]{0,80}?content\s*=\s*["']?"""
    rb"""\s*(\d{1,3})\s*[;,]\s*url\s*=\s*['"]?([^"'>\s]{1,2000})""",
    re.IGNORECASE,
)
_NOT_FOLLOWED: Final = lazy_re(rb"<!--.*?-->|<noscript.*?</noscript>", re.DOTALL | re.IGNORECASE)
_SOON: Final = 10
"""Seconds after which a page that sends on by itself is still a redirect."""
_HEAD: Final = 20_000
_BEGUN: Final = 256 * 1024
"""Bytes after which an answer that never ends is a long one, and not a slow one."""
_CAUSES: Final = 6


class _Unfit(Exception):  # noqa: N818 - it ends a request
    """What came is no answer."""


class _Response(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes = b""
    is_cut: bool = False


class Fetcher:
    """Fetches addresses. ``allowed`` says whether robots.txt allows one; ``wait`` keeps the pause
    before a request."""

    def __init__(
        self,
        limits: WebLimits,
        guard: AddressGuard,
        *,
        allowed: Callable[[str], bool] = lambda _url: True,
        wait: Callable[[str], None] = lambda _url: None,
    ) -> None:
        self._limits = limits
        self._guard = guard
        self._allowed = allowed
        self._wait = wait

    def fetch(self, url: str) -> WebAnswer:
        """Return the answer for an address, or why there is none; it never raises."""
        from httpx import Cookies

        until = time.monotonic() + self._limits.total
        cookies, hops = Cookies(), list[Hop]()
        current = _without_spaces(url)
        while True:
            failure = self._refusal(current, hops)
            response = None
            if failure is None:
                try:
                    response = self._request(current, until, cookies)
                except Exception as error:  # noqa: BLE001 - servers answer with whatever they like
                    failure = _failure_of(error)
            if failure is not None or response is None:
                return WebAnswer(url, current, failure=failure, hops=tuple(hops))
            following = _following(response, current)
            if following is None:
                return WebAnswer(
                    url,
                    current,
                    status=response.status,
                    hops=tuple(hops),
                    headers=response.headers,
                    body=response.body,
                    is_cut=response.is_cut,
                )
            hops.append(Hop(response.status if response.status in _REDIRECTS else 0, current))
            current = following

    def _refusal(self, url: str, hops: list[Hop]) -> Failure | None:
        parts = split(url)
        if parts is None:
            return Failure.NOT_WEB
        if parts.username is not None or parts.password is not None:
            return Failure.CREDENTIALS
        if len(hops) > self._limits.redirects:
            return Failure.LOOP
        return None if self._allowed(url) else Failure.ROBOTS

    def _request(self, url: str, until: float, cookies: "httpx.Cookies") -> _Response:
        import httpx

        from ita_desktop.web.connecting import GuardedTransport

        self._wait(url)
        parts = urlsplit(url)
        proxy = proxy_of(parts)
        if proxy:
            self._guard.look_at(parts.hostname or "", parts.port or 0)
        times = httpx.Timeout(self._limits.read, connect=self._limits.connect)
        with (
            httpx.Client(
                transport=GuardedTransport(self._guard, until, proxy),
                headers=_HEADERS,
                cookies=cookies,
                timeout=times,
                trust_env=False,
            ) as client,
            client.stream("GET", url) as response,
        ):
            headers = {name.lower(): value for name, value in response.headers.items()}
            cookies.update(client.cookies)
            if response.status_code in _REDIRECTS and "location" in headers:
                return _Response(response.status_code, headers)
            body, is_cut = self._body(response)
            return _Response(response.status_code, headers, body, is_cut)

    def _body(self, response: "httpx.Response") -> tuple[bytes, bool]:
        """Return the unpacked content and whether it was cut. Raises _Unfit, zlib.error, or what
        httpx raises."""
        import httpx

        most = self._limits.size
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > most:
            return b"", True
        unpacker = _unpacker(response.headers.get("content-encoding", ""))
        pieces, size, came = list[bytes](), 0, 0
        try:
            for piece in response.iter_raw():
                came += len(piece)
                fresh = unpacker.decompress(piece, most - size + 1) if unpacker else piece
                pieces.append(fresh)
                size += len(fresh)
                if size > most or came > most:
                    return b"".join(pieces)[:most], True
        except httpx.TimeoutException:
            if size < _BEGUN:
                raise
            return b"".join(pieces), True
        if unpacker and came and not unpacker.eof:  # its end is missing
            raise _Unfit
        return b"".join(pieces), False


def _unpacker(encoding: str) -> "zlib._Decompress | None":
    """Return what unpacks a content; None if it is not packed. Raises _Unfit if it is packed in a
    way that nobody asked for. Words for no packing (``utf-8``) mean nothing to browsers either."""
    names = [name for word in encoding.split(",") if (name := word.strip().lower()) in _KNOWN]
    if not names:
        return None
    if names[0] not in _PACKED or len(names) > 1:
        raise _Unfit
    return zlib.decompressobj(_WINDOW)


def _without_spaces(url: str) -> str:
    """Return an address with its spaces as browsers send them."""
    return url.strip().replace(" ", "%20")


def split(url: str) -> SplitResult | None:
    """Return the parts of a web address; None for anything else."""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
        is_web = is_web and "%" not in parts.netloc.rpartition("@")[2]
        _ = parts.port  # a wrong one raises
    except ValueError:
        return None
    return parts if is_web and not _UNSAFE.search(url) else None


def proxy_of(parts: SplitResult) -> str:
    """Return the proxy that the system or the environment names for an address; empty if none."""
    host = parts.hostname or ""
    found = urllib.request.getproxies()
    proxy = found.get(parts.scheme) or found.get("all") or ""
    if not proxy or urllib.request.proxy_bypass(host):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _following(response: _Response, url: str) -> str | None:
    """Return the address that an answer sends on to."""
    target = response.headers.get("location") if response.status in _REDIRECTS else None
    if target is None and b"refresh" in response.body[:_HEAD].lower():
        found = _REFRESH.search(_NOT_FOLLOWED.sub(b"", response.body[:_HEAD]))
        if found and int(found[1]) <= _SOON:
            target = found[2].decode("utf-8", "replace")
    if not target:
        return None
    try:
        following = urljoin(url, _without_spaces(target))
    except ValueError:
        return target
    # A page that loads itself again is there.
    return None if following == url and response.status not in _REDIRECTS else following


def _failure_of(error: Exception) -> Failure:
    import httpx

    if isinstance(error, httpx.NetworkError):
        return _of_network(error)
    failures: tuple[tuple[type[Exception], Failure], ...] = (
        (PrivateAddressError, Failure.PRIVATE_ADDRESS),
        (NoHostError, Failure.NO_HOST),
        (OfflineError, Failure.OFFLINE),
        (httpx.TimeoutException, Failure.TIMEOUT),
        (httpx.ProxyError, Failure.PROXY),
        (httpx.InvalidURL, Failure.NOT_WEB),
        (httpx.UnsupportedProtocol, Failure.NOT_WEB),
    )
    return next((why for kind, why in failures if isinstance(error, kind)), Failure.BAD_ANSWER)


def _of_network(error: BaseException) -> Failure:
    """Return what went wrong below the request: it stands among the causes."""
    cause: BaseException | None = error
    for _ in range(_CAUSES):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Failure.CERTIFICATE
        if isinstance(cause, ssl.SSLError):
            return Failure.TLS
        cause = (cause.__cause__ or cause.__context__) if cause is not None else None
    return Failure.NO_CONNECTION
