"""Connections of a link check: to checked addresses, and no longer than a link may take.

This module loads httpx; it is imported on first use.

Which addresses a link may lead to: not this machine or the office's own network.

The check is made of the address that is connected to. A name is resolved once, all that it stands
for is checked, and one of these addresses is connected to: nothing can be exchanged in between.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Final, TypeAlias

import certifi
import httpcore
import httpx

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve: TypeAlias = Callable[[str, int], Sequence[str]]

_ROOT: Final = "a.root-servers.net"
"""A name that has always been there: where it is unknown, no name is known."""
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """An address is not one of the public network."""


class NoHostError(Exception):
    """Nobody has this name."""


class OfflineError(Exception):
    """No name can be asked for: there is no network."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host. Raises OSError (``socket.gaierror``) if it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[4][0]) for place in found))


class AddressGuard:
    """Resolves names, and refuses private addresses unless ``allow_private``."""

    def __init__(self, *, allow_private: bool = False, resolve: Resolve = resolve) -> None:
        self._allow_private = allow_private
        self._resolve = resolve

    def addresses(self, host: str, port: int) -> Sequence[str]:
        """Return the addresses to connect to. Raises PrivateAddressError if any of them is not
        public, NoHostError or OfflineError if there are none."""
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise NoHostError if self._is_online() else OfflineError
        if not self._allow_private and not all(map(is_public, found)):
            raise PrivateAddressError
        return found

    def look_at(self, host: str, port: int) -> None:
        """Check a host that a proxy will connect to, as far as it is known here. Raises
        PrivateAddressError."""
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError):  # the proxy may know it
            return
        if not self._allow_private and not all(map(is_public, found)):
            raise PrivateAddressError

    def _is_online(self) -> bool:
        try:
            return bool(self._resolve(_ROOT, 53))
        except OSError:
            return False


def is_public(text: str) -> bool:
    """Return whether an IP address is one of the public network, also one written within another.

    >>> is_public("203.150.1.1"), is_public("10.1.2.3"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner = _within(address)
    if inner is not None:
        return is_public(str(inner))
    return address.is_global and not address.is_multicast


def _within(address: Address) -> Address | None:
    """Return the IPv4 address that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo


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
