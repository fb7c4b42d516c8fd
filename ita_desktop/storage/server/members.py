"""The users of a shared workspace, and what each may do. The database itself holds it: each user is
a login in one of three group roles (``resources/server``)."""

from typing import Any, Final

from sqlalchemy import Connection, Row

from ita_desktop.domain.errors import InputError
from ita_desktop.storage.server.shared import LEAST_PASSWORD, Role, SharedMember

_ALL = "SELECT login, name, role, unit_id FROM server.member ORDER BY name, login"
_MANAGER = """
SELECT r.rolname FROM pg_class AS c JOIN pg_roles AS r ON r.oid = c.relowner
WHERE c.oid = 'public.history_group'::regclass
"""
_ADD = "SELECT server.add_member(%s, %s, %s, %s, %s)"
_REMOVE = "SELECT server.remove_member(%s)"
_UNIT = "SELECT id FROM public.unit WHERE %s IN (id, name, short_name) ORDER BY id = %s DESC"
_IS_MANAGER = """
SELECT EXISTS (
    SELECT 1 FROM pg_roles AS r, pg_class AS c
    WHERE r.rolname = %s AND c.oid = 'public.history_group'::regclass
    AND pg_has_role(r.oid, c.relowner, 'MEMBER')
)
"""
_MAX_LOGIN: Final = 63
"""Bytes of a name in PostgreSQL."""
_ME = "SELECT login, name, role, unit_id FROM server.me()"


def members(connection: Connection) -> tuple[SharedMember, ...]:
    """Return all users by name. Raises database errors."""
    return tuple(map(_member, connection.exec_driver_sql(_ALL)))


def manager(connection: Connection) -> str:
    """Return the login that owns the workspace. Raises database errors."""
    return str(connection.exec_driver_sql(_MANAGER).scalar_one())


def me(connection: Connection) -> SharedMember | None:
    """Return who is connected: the manager is a clerk, without a name if not among the users; None
    for a login that may nothing. Raises database errors."""
    found = connection.exec_driver_sql(_ME).first()
    return _member(found) if found is not None else None


def manages(connection: Connection) -> bool:
    """Return whether this login set the workspace up, and may change its users."""
    return bool(connection.exec_driver_sql("SELECT server.manages()").scalar_one())


def add(connection: Connection, member: SharedMember, password: str | None) -> None:
    """Add a user, or change name, role and unit of one; a login that is missing is made. The server
    gets the password's verifier, never the password. Raises InputError, also for a short password,
    and database errors."""
    check(connection, member)
    given = (*member, _verifier(connection, member.login, password))
    connection.exec_driver_sql(_ADD, given)


def change_own_password(connection: Connection, login: str, password: str) -> None:
    """Give the connected login another password. Raises InputError for a short one, and database
    errors."""
    verifier = _verifier(connection, login, password)
    connection.exec_driver_sql(f"ALTER ROLE CURRENT_USER PASSWORD '{verifier}'")


def remove(connection: Connection, login: str) -> None:
    """Take a user's rights, at once also in open sessions. Raises InputError for an unknown login,
    and database errors."""
    if not connection.exec_driver_sql(_REMOVE, (login,)).scalar_one():
        raise InputError(
            "ไม่มีผู้ใช้ชื่อ {login} ในงานร่วมนี้",
            remedy="ดูรายชื่อด้วย ita-desktop server users",
            login=login,
        )


def units(connection: Connection) -> dict[str, str]:
    """Return the names of all units by key. Raises database errors."""
    found = connection.exec_driver_sql("SELECT id, name FROM public.unit")
    return {row.id: row.name for row in found}


def login_exists(connection: Connection, login: str) -> bool:
    """Return whether the server knows the login, here or for another database."""
    found = "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)"
    return bool(connection.exec_driver_sql(found, (login,)).scalar_one())


def must_be_new_or_same(connection: Connection, member: SharedMember) -> None:
    """Raise InputError if the login is a user with another name, role or unit."""
    known = next((one for one in members(connection) if one.login == member.login), None)
    if known is None or known == member:
        return
    unit = units(connection).get(known.unit_id or "", "")
    raise InputError(
        "{login} เป็นผู้ใช้อยู่แล้ว ({standing}) จึงไม่ได้เปลี่ยน",
        remedy="ถ้าต้องการเปลี่ยน สั่งอีกครั้งพร้อม --replace หรือใช้ชื่อผู้ใช้อื่น",
        login=member.login,
        standing=" ".join(filter(None, (known.name, known.role.value, unit))),
    )


def unit_of(connection: Connection, name: str) -> str:
    """Return the key of a unit by key, name or short name. Raises InputError."""
    found: str | None = connection.exec_driver_sql(_UNIT, (name, name)).scalars().first()
    if found is None:
        raise InputError(
            "ไม่มีหน่วยชื่อ “{name}” ในงานร่วมนี้",
            remedy="ใช้ชื่อหรือชื่อย่อของหน่วยที่มีอยู่",
            name=name,
        )
    return found


def check(connection: Connection, member: SharedMember) -> None:
    """Raise InputError for a user who cannot be added."""
    login = member.login
    if (
        not login
        or len(login.encode()) > _MAX_LOGIN
        or login.startswith("pg_")
        or not login.isprintable()
    ):
        raise InputError(
            "ใช้ “{login}” เป็นชื่อผู้ใช้ไม่ได้",
            remedy="ใช้ตัวอักษรอังกฤษและตัวเลข เช่น somsri",
            login=login,
        )
    if not member.name.strip():
        raise InputError("ผู้ใช้ต้องมีชื่อที่แสดง", remedy="บอกชื่อที่ให้ผู้อื่นเห็น")
    if (member.role is Role.UNIT) != (member.unit_id is not None):
        raise InputError(
            "บทบาท unit ต้องบอกหน่วย และบทบาทอื่นไม่มีหน่วย", remedy="ใช้ --unit คู่กับ --role unit"
        )
    if member.role is not Role.CLERK and bool(
        connection.exec_driver_sql(_IS_MANAGER, (login,)).scalar_one()
    ):
        raise InputError(
            "{login} เป็นเจ้าของฐานข้อมูล จึงจำกัดสิทธิ์ไม่ได้",
            remedy="เพิ่มผู้ใช้ชื่ออื่น",
            login=login,
        )


def _verifier(connection: Connection, login: str, password: str | None) -> str | None:
    raw = connection.connection.driver_connection
    if password is None or raw is None:
        return None
    if len(password) < LEAST_PASSWORD:
        raise InputError(
            "รหัสผ่านของ {login} สั้นกว่า {count} ตัวอักษร จึงไม่ได้ตั้ง",
            remedy="ตั้งรหัสผ่านที่ยาวกว่านี้",
            login=login,
            count=LEAST_PASSWORD,
        )
    made: bytes = raw.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return made.decode()


def _member(row: Row[Any]) -> SharedMember:
    return SharedMember(row.login, row.name, Role(row.role), row.unit_id)
