"""Opens a shared workspace."""

from dataclasses import replace

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.files.opening import Opened
from ita_desktop.storage.server import passwords, setup
from ita_desktop.storage.server.address import Address, parse_address
from ita_desktop.storage.server.connecting import Password, Server, engine_of
from ita_desktop.storage.server.members import me
from ita_desktop.storage.server.shared import SharedMember
from ita_desktop.storage.server.troubles import cannot_use
from ita_desktop.storage.server.turn_holder import end_forgotten
from ita_desktop.storage.tables import metadata


def open_server(
    address: str | Address, password: str | None = None, *, reads_newer: bool = False
) -> Opened:
    """Open the database, creating or migrating its tables; with ``reads_newer`` also one of a newer
    program, to be read. Raises InputError, WorkspaceError."""
    if isinstance(address, str):
        address = parse_address(address)
    known = Password(password or address.password or passwords.kept(address))
    address = address.without_password()
    engine = engine_of(address, known)
    try:
        is_newer = setup.prepare(engine, address, reads_newer=reads_newer)
        member, office = _me(engine, address)
        address = replace(address, office=office)
        return Opened(engine, server=Server(address, member, known, is_newer))
    except DBAPIError as error:
        engine.dispose()
        raise cannot_use(error, address) from None
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
