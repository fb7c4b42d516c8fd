"""Connections of a link check: to checked addresses, and no longer than a link may take.

This module loads httpx; it is imported on first use.
"""

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import certifi
import httpcore
import httpx

from ita_desktop.web.addresses import AddressGuard

_LEAST: Final = 0.001


class GuardedTransport(httpx.HTTPTransport):
    """Connects to addresses that the guard allows, until the moment ``until`` (monotonic)."""

    def __init__(self, guard: AddressGuard, until: float, proxy: str = "") -> None:
        # Not the constructor of httpx, whose pool has no place for a guard.
        backend = _GuardedBackend(AddressGuard(allow_private=True) if proxy else guard, until)
        more: dict[str, Any] = {"ssl_context": tls_context(), "network_backend": backend}
        if proxy:
            given = httpx.Proxy(proxy)
            self._pool = httpcore.HTTPProxy(
                proxy_url=str(given.url), proxy_auth=given.raw_auth, **more
            )
        else:
            self._pool = httpcore.ConnectionPool(**more)


@cache
def tls_context() -> ssl.SSLContext:
    """Return what certificates are checked with: those that the system trusts (also an office's
    own), and those of Mozilla."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _GuardedBackend(httpcore.NetworkBackend):
    def __init__(self, guard: AddressGuard, until: float) -> None:
        self._guard = guard
        self._until = until
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers. Raises PrivateAddressError and its
        like, and httpcore.ConnectError."""
        failed: Exception = httpcore.ConnectError()
        for address in self._guard.addresses(host, port):
            try:
                stream = self._network.connect_tcp(
                    address, port, _left(timeout, self._until), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _EndingStream(stream, self._until)
        raise failed


class _EndingStream(httpcore.NetworkStream):
    """A connection that ends at a moment, however slowly something still comes."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, self._until, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout, self._until, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(timeout, self._until))
        return _EndingStream(stream, self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(
    timeout: float | None, until: float, over: type[Exception] = httpcore.ConnectTimeout
) -> float:
    """Return the seconds that one step may take. Raises ``over`` if the time is over."""
    left = until - time.monotonic()
    if left <= 0:
        raise over
    return max(min(left, timeout if timeout is not None else left), _LEAST)
