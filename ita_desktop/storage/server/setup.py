"""Makes a database a shared workspace, and brings it up to this program.

The tables of the file's schema are followed by what only a server has: statements in
``resources/server``, which may be run again at any time.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine, select

from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.paths import resource
from ita_desktop.storage.files.opening import create_tables
from ita_desktop.storage.migrations import migrate, noted_version, readable_from, schema_version
from ita_desktop.storage.server import policies
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.connecting import older_clients, reads_views_alone, transaction
from ita_desktop.storage.server.live.noting import driver
from ita_desktop.storage.sqlite.checks import newer
from ita_desktop.storage.tables import meta

SERVER_VERSION: Final = 3
"""Raised whenever ``resources/server`` or the generated policies change."""
_NOTED: Final = "server_version"
_READABLE: Final = "server_readable_from"
_LOCK: Final = 0x49544144
"""Key of the advisory lock: one program at a time sets up or migrates a database."""
OLDEST_SERVER: Final = 130_000
"""PostgreSQL 13 has 64-bit transaction ids."""
OWNING: Final = "ALTER SCHEMA public OWNER TO {manager}"
"""What a superuser says in a new database: before PostgreSQL 15 everybody may make tables in it,
and whoever only owns the database cannot end that."""
_MAKES_ROLES: Final = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
_PATIENCE: Final = "20s"
_MOST_BYTES: Final = 52
"""Of a database's name: PostgreSQL cuts the longer names of roles, and takes no right back from a
role whose name it has cut."""


class OlderProgramsError(WorkspaceError):
    """Somebody has the workspace open in a program that would not know its new tables."""

    def __init__(self, names: Sequence[str], address: Address) -> None:
        super().__init__(
            "ยังไม่ปรับรุ่นฐานข้อมูล เพราะยังเปิดด้วยโปรแกรมรุ่นก่อน: {names}",
            where=address.shown,
            remedy="ให้ปิดหรือปรับรุ่นเครื่องเหล่านั้นก่อน หรือสั่ง ita-desktop server init --now"
            " แล้วเครื่องเหล่านั้นจะอ่านได้อย่างเดียวจนกว่าจะปรับรุ่น",
            names=" ".join(names),
        )


def prepare(
    engine: Engine,
    address: Address,
    *,
    begins: bool = True,
    insists: bool = False,
    reads_newer: bool = False,
) -> bool:
    """Create or migrate tables and rights where this is needed and the login may; without
    ``begins`` an empty database stays empty. A step to newer tables waits until no older program
    is open, unless one ``insists``. Return whether the tables are newer than this program, which
    ``reads_newer`` allows where it can read them. Raises InputError, WorkspaceError,
    OlderProgramsError, and database errors."""
    with transaction(engine) as connection:
        _must_be_new_enough(connection, address)
        if reads_newer and _is_newer_and_readable(connection):
            return True
        if _is_current(connection, address):
            return False
        if not begins and not connection.dialect.has_table(connection, meta.name):
            raise WorkspaceError(
                "ฐานข้อมูลนี้ไม่มีงาน ITA",
                where=address.shown,
                remedy="ตรวจชื่อฐานข้อมูล หรือสร้างฐานข้อมูลเปล่าแล้วสั่ง ita-desktop server init",
            )
    with _alone(engine) as connection:
        # Another program may have done it while this one waited.
        if not _is_current(connection, address):
            _bring_up(connection, address, insists=insists)
    return False


def _is_newer_and_readable(connection: Connection) -> bool:
    if not connection.dialect.has_table(connection, meta.name):
        return False
    version, since = noted_version(connection), _noted(connection, _READABLE)
    return (version or 0) > schema_version() and 0 < since <= schema_version()


def must_have_short_name(address: Address) -> None:
    """Raise InputError if the names of the database's roles would be cut."""
    if len(address.database.encode()) > _MOST_BYTES:
        raise InputError("ชื่อฐานข้อมูลยาวเกินไป", where=address.shown, remedy="ใช้ชื่อสั้นกว่านี้ เช่น ita_khet")


def repair(engine: Engine, address: Address) -> None:
    """Give all rights again, also where nothing is missing in the notes: a database that was
    renamed, or read from a dump, has no roles. Raises as :func:`prepare`."""
    with _alone(engine) as connection:
        _bring_up(connection, address)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """One transaction while no other program sets the database up."""
    with transaction(engine) as connection:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


def _must_be_of_the_office(connection: Connection, address: Address) -> None:
    """Raise WorkspaceError for the city's login, which reads its views alone."""
    if reads_views_alone(connection):
        raise WorkspaceError(
            "ผู้ใช้นี้เป็นของส่วนกลาง อ่านได้เฉพาะสิ่งที่สำนักงานเขตเผยแพร่",
            where=address.shown,
            remedy="เพิ่มที่อยู่นี้ใน แฟ้ม › ภาพรวมเมือง หรือใช้ชื่อผู้ใช้ของสำนักงานเขต",
        )


def _must_be_new_enough(connection: Connection, address: Address) -> None:
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise WorkspaceError(
            "ฐานข้อมูลนี้เก็บภาษาไทยไม่ได้ ({encoding})",
            where=address.shown,
            remedy="ให้ผู้ดูแลสร้างฐานข้อมูลใหม่ด้วย createdb --encoding=UTF8 --template=template0",
            encoding=encoding,
        )
    number = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
    if int(number) < OLDEST_SERVER:
        raise WorkspaceError(
            "โปรแกรมฐานข้อมูลของเครื่องแม่ข่ายเก่าเกินไป",
            where=address.shown,
            remedy="ให้ผู้ดูแลติดตั้ง PostgreSQL รุ่น 13 ขึ้นไป",
        )


def _is_current(connection: Connection, address: Address) -> bool:
    """Return whether tables and rights are those of this program. Raises WorkspaceError for a
    newer or a foreign database."""
    if not connection.dialect.has_table(connection, meta.name):
        _must_be_of_the_office(connection, address)
        _must_be_empty(connection, address)
        return False
    version = noted_version(connection)
    if version is None:
        raise _foreign(address)
    if version > schema_version():
        raise newer(version, address.shown)
    return version == schema_version() and noted_server_version(connection) >= SERVER_VERSION


def noted_server_version(connection: Connection) -> int:
    """Return the version of what only a server has; 0 if there is nothing yet."""
    return _noted(connection, _NOTED)


def _noted(connection: Connection, key: str) -> int:
    noted = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()
    return int(noted) if noted is not None and noted.isdecimal() else 0


def _must_be_empty(connection: Connection, address: Address) -> None:
    if connection.dialect.get_table_names(connection):
        raise _foreign(address)


def _bring_up(connection: Connection, address: Address, *, insists: bool = False) -> None:
    must_have_short_name(address)
    _must_manage(connection, address)
    if not connection.dialect.has_table(connection, meta.name):
        create_tables(connection)
    elif (version := noted_version(connection) or 0) < schema_version():
        if not insists and (older := older_clients(connection)):
            raise OlderProgramsError(older, address)
        connection.exec_driver_sql(policies.dropped())
        migrate(connection, version)
    _apply(connection)
    _must_be_closed(connection, address)
    for key, value in ((_NOTED, SERVER_VERSION), (_READABLE, readable_from())):
        connection.execute(meta.delete().where(meta.c.key == key))
        connection.execute(meta.insert(), {"key": key, "value": str(value)})


def _must_manage(connection: Connection, address: Address) -> None:
    """Raise WorkspaceError unless the login owns the database."""
    owns = connection.exec_driver_sql(
        "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
    ).scalar_one()
    if owns:
        _must_make_roles(connection, address)
        return
    if connection.dialect.has_table(connection, meta.name):
        raise WorkspaceError(
            "ฐานข้อมูลเป็นของโปรแกรมรุ่นก่อน และผู้ใช้นี้ไม่มีสิทธิ์ปรับรุ่น",
            where=address.shown,
            remedy="ให้ผู้ดูแลฐานข้อมูลสั่ง ita-desktop server init ด้วยโปรแกรมรุ่นนี้",
        )
    raise WorkspaceError(
        "ฐานข้อมูลนี้ยังไม่ได้เตรียมเป็นงานร่วม และผู้ใช้นี้ไม่มีสิทธิ์เตรียม",
        where=address.shown,
        remedy="ให้เจ้าของฐานข้อมูลสั่ง ita-desktop server init ก่อน",
    )


def _must_make_roles(connection: Connection, address: Address) -> None:
    may = connection.exec_driver_sql(_MAKES_ROLES).scalar_one()
    if not may:
        login = connection.exec_driver_sql("SELECT current_user").scalar_one()
        raise WorkspaceError(
            "ผู้ใช้นี้สร้างผู้ใช้อื่นในเครื่องแม่ข่ายไม่ได้ จึงเตรียมงานร่วมไม่ได้",
            where=address.shown,
            remedy='ให้ผู้ดูแลเครื่องแม่ข่ายสั่ง ALTER ROLE "{login}" CREATEROLE แล้วทำอีกครั้ง',
            login=login,
        )


def _apply(connection: Connection) -> None:
    """Run the statements that only a server has."""
    database = connection.exec_driver_sql("SELECT current_database()").scalar_one()
    with driver(connection) as raw:
        for path in sorted(resource("server").glob("*.sql"), key=lambda path: path.name):
            raw.execute(path.read_text(encoding="utf-8"))
        raw.execute(policies.rights_statements(database))
        raw.execute(policies.view_statements(policies.role(database, "city")))


def _must_be_closed(connection: Connection, address: Address) -> None:
    """Raise WorkspaceError if everybody may make tables (:data:`OWNING`)."""
    is_open, manager = connection.exec_driver_sql(
        "SELECT has_schema_privilege(server.role_of('reader'), 'public', 'CREATE'), current_user"
    ).one()
    if is_open:
        raise WorkspaceError(
            "ทุกคนสร้างตารางในฐานข้อมูลนี้ได้ จึงยังใช้เป็นงานร่วมไม่ได้",
            where=address.shown,
            remedy='ให้ผู้ดูแลเครื่องแม่ข่ายสั่ง psql -U postgres -d {database} -c "{statement}" แล้วทำอีกครั้ง',
            database=address.database,
            statement=OWNING.format(manager=manager),
        )


def _foreign(address: Address) -> WorkspaceError:
    return WorkspaceError(
        "ฐานข้อมูลนี้ไม่ใช่งาน ITA ของโปรแกรมนี้",
        where=address.shown,
        remedy="ตรวจชื่อฐานข้อมูล หรือสร้างฐานข้อมูลเปล่าแล้วสั่ง ita-desktop server init",
    )
