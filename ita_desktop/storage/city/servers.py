"""Looks at a shared workspace on a database server: one snapshot, read-only, nothing prepared."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.city.rows import FrameworkCache, OfficeYears, office_years
from ita_desktop.storage.migrations import noted_version, schema_version
from ita_desktop.storage.server import passwords
from ita_desktop.storage.server.address import Address, parse_address
from ita_desktop.storage.server.connecting import engine_of, reads_views_alone
from ita_desktop.storage.server.public_views import SCHEMA
from ita_desktop.storage.server.troubles import cannot_use
from ita_desktop.storage.sqlite import header
from ita_desktop.storage.tables import meta


def read_shared(address: str | Address, frameworks: FrameworkCache) -> OfficeYears:
    """Return the years of the shared workspace at an address. Raises as
    :func:`looking_at_server`."""
    with looking_at_server(address) as connection:
        return office_years(connection, frameworks)


@contextlib.contextmanager
def looking_at_server(address: str | Address) -> Iterator[Connection]:
    """Yield a connection to read the database at an address. Raises InputError for another address,
    WorkspaceError if it cannot be used, or is no workspace of today's schema."""
    if isinstance(address, str):
        address = parse_address(address)
    password = address.password or passwords.kept(address)
    address = address.without_password()
    engine = engine_of(address, password)
    try:
        with engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ) as connection:
            _check(connection, address)
            yield connection
    except DBAPIError as error:
        raise cannot_use(error, address) from None
    finally:
        engine.dispose()


def _check(connection: Connection, address: Address) -> None:
    found = connection.dialect.has_table(connection, meta.name)
    if not found and reads_views_alone(connection):
        connection.exec_driver_sql(f"SET search_path = {SCHEMA}")
    elif not found:
        raise WorkspaceError(
            "ฐานข้อมูลนี้ไม่มีงาน ITA",
            where=address.shown,
            remedy="ตรวจชื่อฐานข้อมูล หรือให้ผู้ดูแลตั้งงานร่วมก่อน",
        )
    version = noted_version(connection) or 0
    if version > schema_version():
        raise header.newer(version, address.shown)
    if version < schema_version():
        raise WorkspaceError(
            "งานร่วมนี้ยังเป็นแบบแฟ้ม {version} ของโปรแกรมรุ่นก่อน (รุ่นนี้ใช้ {known})",
            where=address.shown,
            remedy="เปิดงานร่วมนี้ในโปรแกรมรุ่นนี้หนึ่งครั้ง แล้วอ่านใหม่",
            version=version,
            known=schema_version(),
        )
