"""Addresses of shared workspaces: ``postgresql://user@host:port/database``; and their passwords,
which are in the system's keyring and kept nowhere else."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote

from ita_desktop.domain.errors import InputError

SERVICE: Final = "ita-desktop"


SCHEMES: Final = ("postgresql", "postgresql+psycopg", "postgres")
USUAL_PORT: Final = 5432
_LAST_PORT: Final = 65_535
_OPTIONS: Final = frozenset(
    {"host", "sslmode", "sslrootcert", "sslcert", "sslkey", "gssencmode", "channel_binding",
     "connect_timeout", "tcp_user_timeout"}
)  # fmt: skip
"""libpq's parameters that an address may have; not those that read other files or run commands."""


def is_address(text: str) -> bool:
    """Return whether ``text`` is meant as an address, if with one stroke instead of two, and not as
    the path of a file."""
    scheme, colon, rest = text.strip().partition(":")
    return bool(colon) and scheme.lower() in SCHEMES and rest.startswith("/")


@dataclass(frozen=True)
class Address:
    """Where a shared workspace is. ``host`` may be the folder of a socket; ``user`` and ``host``
    may be empty, then libpq's own apply. Texts of it never have the password."""

    user: str
    host: str
    port: int
    database: str
    options: Mapping[str, str] = field(default_factory=dict)
    password: str | None = field(default=None, repr=False, compare=False)
    office: str | None = field(default=None, repr=False, compare=False)
    """The office whose work it is, once that is open."""

    @property
    def shown(self) -> str:
        """The address without password and options, for the user and for lists."""
        at = f"{quote(self.user)}@" if self.user else ""
        if self.host.startswith("/"):
            return f"postgresql://{at}/{quote(self.database)}?host={self.host}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port != USUAL_PORT else ""
        return f"postgresql://{at}{host}{port}/{quote(self.database)}"

    @property
    def told(self) -> str:
        """Where the trouble is: office and server for those who work there, the address for who
        only wants to."""
        if self.office is None:
            return self.shown
        host = "" if self.host.startswith("/") else self.host
        return " · ".join(filter(None, (self.office, host)))

    @property
    def text(self) -> str:
        """The address with its options, without the password: what may be stored."""
        rest = "&".join(f"{name}={quote(value, safe='/')}" for name, value in self.options.items())
        joint = "&" if "?" in self.shown else "?"
        return f"{self.shown}{joint}{rest}" if rest else self.shown

    @property
    def account(self) -> str:
        """The name of its password in the system's keyring."""
        return f"{self.user}@{self.host}:{self.port}/{self.database}"

    def without_password(self) -> "Address":
        """Return the same address for keeping."""
        return replace(self, password=None)

    def __str__(self) -> str:
        return self.text


def parse_address(text: str) -> Address:
    """Return the parsed address. Raises InputError, which never quotes a password."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(_plain(text.strip()))
    except (ArgumentError, ValueError):
        raise _not_an_address() from None  # it may quote the password
    if url.drivername.lower() not in SCHEMES:
        raise _not_an_address()
    options = {
        name: value if isinstance(value, str) else value[-1] for name, value in url.query.items()
    }
    if unknown := sorted(options.keys() - _OPTIONS):
        raise InputError(
            "ที่อยู่ของงานร่วมมีตัวเลือกที่ไม่รู้จัก: {unknown}",
            remedy="ตัวเลือกที่ใช้ได้เช่น ?sslmode=require",
            unknown=" ".join(unknown),
        )
    host, port = url.host or options.pop("host", ""), url.port or USUAL_PORT
    options.pop("host", None)
    if not url.database or not 0 < port <= _LAST_PORT or "\x00" in text:
        raise _not_an_address()
    return Address(
        user=url.username or "",
        host=host,
        port=port,
        database=url.database,
        options=options,
        password=str(url.password) if url.password else None,
    )


def _plain(text: str) -> str:
    """Return an address whose ``@`` within a password are written as URLs have them: a host has
    none, and part of the password would be taken for it."""
    scheme, between, rest = text.partition("://")
    authority, slash, path = rest.partition("/")
    account, at, host = authority.rpartition("@")
    return "".join((scheme, between, account.replace("@", "%40"), at, host, slash, path))


def _not_an_address() -> InputError:
    return InputError(
        "อ่านที่อยู่ของงานร่วมไม่ได้",
        remedy="พิมพ์แบบ postgresql://ชื่อผู้ใช้@เครื่องแม่ข่าย:5432/ชื่อฐานข้อมูล",
    )


def can_keep_passwords() -> bool:
    """Return whether this system has a keyring."""
    with contextlib.suppress(Exception):
        import keyring

        return bool(keyring.get_keyring().priority > 0)
    return False


def kept_password(address: Address) -> str | None:
    """Return the password that the keyring has for the address; None without one, or without a
    keyring: libpq then looks into its own .pgpass."""
    # A keyring that is locked, broken or missing raises what its back-end likes.
    with contextlib.suppress(Exception):
        import keyring

        return keyring.get_password(SERVICE, address.account)
    return None


def renew_password(address: Address, password: str) -> None:
    """Put another password into the keyring where the former one is there."""
    if kept_password(address) is not None:
        keep_password(address, password)


def keep_password(address: Address, password: str) -> bool:
    """Put a password into the keyring; return whether it is there now."""
    with contextlib.suppress(Exception):
        import keyring

        keyring.set_password(SERVICE, address.account, password)
        return keyring.get_password(SERVICE, address.account) == password
    return False
