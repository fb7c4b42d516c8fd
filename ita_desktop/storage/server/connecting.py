"""Connects to the server of a shared workspace."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, create_engine

from ita_desktop.domain.errors import InputError
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.outside.clients import program_name
from ita_desktop.storage.server.shared import SharedMember

if TYPE_CHECKING:
    from ita_desktop.storage.server.limited_connection import LimitedConnection

APPLICATION: Final = f"ita-desktop {token_hex(4)}"
"""What the server calls the connections of this process, so that they count as one window."""
_VIEWS_ALONE: Final = """
SELECT count(*) FILTER (WHERE nspname = 'public') = 0 AND count(*) > 0 FROM pg_namespace
WHERE nspname IN ('public', 'city') AND has_schema_privilege(oid, 'USAGE')
"""
_SCHEMES_URL: Final = "postgresql+psycopg://"
_TIMES: Final[dict[str, Any]] = {
    "connect_timeout": 5,
    # Milliseconds that sent data may go unanswered, and seconds between signs of life: a server
    # that is gone is known within about twenty seconds, also by who only listens.
    "tcp_user_timeout": 10_000,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
}


PLAIN: Final = "plain connection beyond the local network"
"""What is said of a connection that is not encrypted, and was not asked for so."""


def is_local(host: str) -> bool:
    """Return whether a host is this machine or within the office: the folder of a socket, or an
    address of a network that no router of the world leads to. A name is taken for local: its
    address is known once it is connected."""
    try:
        return ip_address(host).is_private or ip_address(host).is_link_local
    except ValueError:
        return True


@dataclass
class Password:
    """The password of a login, None for the one that libpq finds. The connections of a workspace
    share it, so that those made later know a new one."""

    text: str | None = field(repr=False)


@dataclass(frozen=True)
class Server:
    """The server of an open workspace, and who is connected to it."""

    address: Address
    member: SharedMember
    password: Password
    is_newer: bool = False
    """Whether its tables are of a newer program, so that this one only reads them."""

    def connect(self) -> "LimitedConnection":
        """Return one more connection, like those of the engine. Raises psycopg errors."""
        return _connect(self.address, self.password)

    def address_to_connect(self) -> Address:
        """Return the address with the password."""
        return replace(self.address, password=self.password.text)

    def __repr__(self) -> str:
        return f"Server({self.address.shown})"


def engine_of(address: Address, password: Password | str | None) -> Engine:
    """Return an engine of connections to the server, on which each statement is answered before
    the next one begins a transaction of its own; for more there is :func:`transaction`. Its URL and
    messages have no password and no parameters of statements. Raises InputError where what an
    installation for one clerk does without is missing."""
    _need_driver()
    known = password if isinstance(password, Password) else Password(password)
    return create_engine(
        _SCHEMES_URL,
        creator=lambda: _connect(address, known),
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )


def _need_driver() -> None:
    try:
        import psycopg  # noqa: F401 - it is missing, or its own library is
    except ImportError as error:
        raise InputError(
            "เครื่องนี้ไม่มีส่วนที่ใช้ต่อเครื่องแม่ข่าย (psycopg) จึงเปิดงานร่วมไม่ได้",
            remedy="ติดตั้งเพิ่มในโฟลเดอร์ของโปรแกรมด้วย pip install '.[server]'"
            " ส่วนชุดติดตั้งของ Windows และ Debian มีอยู่แล้ว",
        ) from error


@contextmanager
def transaction(engine: Engine, isolation: str = "READ COMMITTED") -> Iterator[Connection]:
    """One transaction on a connection of its own. Raises database errors."""
    with (
        engine.connect().execution_options(isolation_level=isolation) as connection,
        connection.begin(),
    ):
        yield connection


def reads_views_alone(connection: Connection) -> bool:
    """Return whether the login is the city's. Raises database errors."""
    return bool(connection.exec_driver_sql(_VIEWS_ALONE).scalar_one())


def _connect(address: Address, password: Password) -> "LimitedConnection":
    """Return a connection. Every one is made here, also in the place of a lost one: what is said of
    a connection once it is open does not reach the one that takes its place."""
    from psycopg import OperationalError

    from ita_desktop.storage.server.limited_connection import LimitedConnection

    made = LimitedConnection.connect(autocommit=True, **_parameters(address, password.text))
    if "sslmode" in address.options or made.pgconn.ssl_in_use or is_local(made.info.hostaddr):
        return made
    made.close()
    raise OperationalError(PLAIN)


def _parameters(address: Address, password: str | None) -> dict[str, Any]:
    """Return libpq's parameters; what the address says goes before ours."""
    known = {
        "host": address.host,
        "port": address.port,
        "user": address.user,
        "dbname": address.database,
        "password": password,
        "application_name": program_name(APPLICATION),
        # The database refuses edits of a program that does not know its tables (IT001).
        # A unit of work sees what was stored before its turn, whatever the database's habit is.
        "sslmode": None if is_local(address.host) else "require",
        "options": f"-c ita.schema={schema_version()}"
        " -c default_transaction_isolation=read\\ committed",
    }
    return {**_TIMES, **{name: value for name, value in known.items() if value}, **address.options}
