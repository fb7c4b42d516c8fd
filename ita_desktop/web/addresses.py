"""Which addresses a link may lead to: not this machine or the office's own network.

The check is made of the address that is connected to. A name is resolved once, all that it stands
for is checked, and one of these addresses is connected to: nothing can be exchanged in between.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from ita_desktop.domain.oit.proofs import is_internal

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
        """Return the addresses to connect to. Raises PrivateAddressError if the host or any of them
        is not public, NoHostError or OfflineError if there are none."""
        self._refuse_internal(host)
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
        self._refuse_internal(host)
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError):  # the proxy may know it
            return
        if not self._allow_private and not all(map(is_public, found)):
            raise PrivateAddressError

    def _refuse_internal(self, host: str) -> None:
        """Raise PrivateAddressError for a name that nobody outside knows, without asking for it."""
        name = f"[{host}]" if ":" in host else host
        if not self._allow_private and is_internal(f"http://{name}"):
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
