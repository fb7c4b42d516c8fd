"""Opens a shared workspace; and what its manager does: set it up, list and change its users, look
at it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.edits import history
from ita_desktop.storage.edits.changes import EditGroup
from ita_desktop.storage.files.opening import Opened
from ita_desktop.storage.migrations import noted_version
from ita_desktop.storage.server import connecting, members, setup
from ita_desktop.storage.server.address import Address, kept_password, parse_address
from ita_desktop.storage.server.live.turns import end_forgotten, turn_holder
from ita_desktop.storage.server.members import me
from ita_desktop.storage.server.shared import SharedMember, UserConnection
from ita_desktop.storage.tables import metadata

_CONNECTED = """
SELECT a.usename, m.name, a.backend_start,
substring(a.application_name FROM '^ita-desktop [0-9a-f]{8}')
FROM pg_stat_activity AS a LEFT JOIN server.member AS m ON m.login = a.usename
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.usename IS NOT NULL
ORDER BY a.usename, a.pid
"""
_MAKES_DATABASES = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"


@dataclass(frozen=True)
class ServerStatus:
    """What a shared workspace is, now. ``size`` is in bytes."""

    schema: int
    server_version: int
    postgresql: str
    size: int
    encrypted: bool
    """Whether this connection uses TLS."""
    newest: EditGroup | None
    sessions: tuple[UserConnection, ...]
    users: tuple[SharedMember, ...]
    manager: str
    """The login that owns the workspace."""
    turn: UserConnection | None
    """Who keeps the others from writing just now."""
    units: Mapping[str, str]
    """Names of units by key."""


def initialise(address: Address, password: str | None = None, *, insists: bool = False) -> bool:
    """Set a database up, or bring it up to this program, with ``insists`` also while older programs
    are open; return whether the database was made, too. Raises InputError, PasswordError,
    OlderProgramsError and WorkspaceError."""
    setup.must_have_short_name(address)
    try:
        _prepare(address, password, insists=insists)
    except connecting.NoDatabaseError:
        _make(address, password)
        _prepare(address, password, insists=insists)
        return True
    return False


def _prepare(address: Address, password: str | None, *, insists: bool) -> None:
    with _translating_errors(address, password) as engine:
        setup.prepare(engine, address, insists=insists)
        with engine.connect() as connection:
            _must_manage(connection, address)
        setup.repair(engine, address)


def _make(address: Address, password: str | None) -> None:
    """Create the database by way of the one that every server has."""
    known = _known(address, password)
    name = address.database.replace('"', '""')
    with (
        _translating_errors(replace(address, database="postgres"), known) as engine,
        engine.connect() as connection,
    ):
        if not connection.exec_driver_sql(_MAKES_DATABASES).scalar_one():
            raise WorkspaceError(
                "ยังไม่มีฐานข้อมูล {database} และผู้ใช้นี้สร้างไม่ได้",
                where=address.shown,
                remedy="ให้ผู้ดูแลเครื่องแม่ข่ายสั่ง createdb --owner={login} {database} แล้วทำอีกครั้ง",
                database=address.database,
                login=connection.exec_driver_sql("SELECT current_user").scalar_one(),
            )
        connection.exec_driver_sql(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")


@contextmanager
def managing(address: Address, password: str | None = None) -> Iterator[Connection]:
    """One transaction of the manager. Raises WorkspaceError for another user."""
    with connected(address, password) as connection:
        _must_manage(connection, address)
        yield connection


@contextmanager
def connected(address: Address, password: str | None = None) -> Iterator[Connection]:
    """One transaction on a shared workspace that is set up. Raises WorkspaceError."""
    with _translating_errors(address, password) as engine:
        setup.prepare(engine, address, begins=False)
        with connecting.transaction(engine) as connection:
            yield connection


@contextmanager
def _translating_errors(address: Address, password: str | None) -> Iterator[Engine]:
    engine = connecting.engine_of(address, _known(address, password))
    try:
        yield engine
    except DBAPIError as error:
        raise connecting.cannot_use(error, address) from None
    finally:
        engine.dispose()


def _known(address: Address, password: str | None) -> str | None:
    return password or address.password or kept_password(address)


def _must_manage(connection: Connection, address: Address) -> None:
    if not members.manages(connection):
        raise WorkspaceError(
            "ผู้ใช้นี้ไม่ใช่ผู้ดูแลงานร่วม จึงทำสิ่งนี้ไม่ได้",
            where=address.shown,
            remedy="ใช้ชื่อผู้ใช้ที่สั่ง server init",
        )


def status(connection: Connection) -> ServerStatus:
    """Return the state of the workspace. Raises database errors."""

    def one(query: str) -> Any:
        return connection.exec_driver_sql(query).scalar_one()

    return ServerStatus(
        schema=noted_version(connection) or 0,
        server_version=setup.noted_server_version(connection),
        postgresql=str(one("SHOW server_version")).split()[0],
        size=int(one("SELECT pg_database_size(current_database())")),
        encrypted=bool(
            one(
                "SELECT coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)"
            )
        ),
        newest=next(iter(history.latest(connection, 1)), None),
        sessions=_sessions(connection),
        users=members.members(connection),
        manager=members.manager(connection),
        turn=turn_holder(connection, ends=False),
        units=members.units(connection),
    )


def _sessions(connection: Connection) -> tuple[UserConnection, ...]:
    """Return who else is connected: a window is one, whatever the number of its connections; those
    of other programs are one for each user and start to the second."""
    found: dict[tuple[str, str], UserConnection] = {}
    for login, name, since, window in connection.exec_driver_sql(_CONNECTED):
        started = f"{since:%Y-%m-%d %H:%M:%S}" if since is not None else ""
        found.setdefault((login, window or started), UserConnection(login, name or "", since))
    return tuple(found.values())


def open_server(
    address: str | Address, password: str | None = None, *, reads_newer: bool = False
) -> Opened:
    """Open the database, creating or migrating its tables; with ``reads_newer`` also one of a newer
    program, to be read. Raises InputError, WorkspaceError."""
    if isinstance(address, str):
        address = parse_address(address)
    known = connecting.Password(password or address.password or kept_password(address))
    address = address.without_password()
    engine = connecting.engine_of(address, known)
    try:
        is_newer = setup.prepare(engine, address, reads_newer=reads_newer)
        member, office = _me(engine, address)
        address = replace(address, office=office)
        return Opened(engine, server=connecting.Server(address, member, known, is_newer))
    except DBAPIError as error:
        engine.dispose()
        raise connecting.cannot_use(error, address) from None
    except BaseException:
        engine.dispose()
        raise


def _me(engine: Engine, address: Address) -> tuple[SharedMember, str]:
    """Return who opens it, and the name of the office that it is of."""
    with engine.connect() as connection:
        found = me(connection)
        named = select(metadata.tables["organisation"].c.name)
        office = connection.execute(named).scalar() if found is not None else None
    if found is None:
        raise WorkspaceError(
            "ผู้ใช้นี้ไม่อยู่ในรายชื่อของงานร่วม",
            where=address.shown,
            remedy="ให้ผู้ดูแลเพิ่มผู้ใช้ด้วย ita-desktop server users",
        )
    with engine.connect() as connection:
        end_forgotten(connection)
    return found, office or ""
