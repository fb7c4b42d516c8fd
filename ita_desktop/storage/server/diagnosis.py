"""Looks at a server from the machine of a clerk: which step of setting it up is missing.

Each step is found by what the one after it needs, so the first one that is missing ends the look.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import Phrase, WorkspaceError
from ita_desktop.storage.migrations import noted_version, schema_version
from ita_desktop.storage.server import connecting, members
from ita_desktop.storage.server.address import Address, kept_password
from ita_desktop.storage.server.setup import OLDEST_SERVER
from ita_desktop.storage.tables import meta


class ServerStep(StrEnum):
    """A step of setting a server up, in the order in which they are needed."""

    NAME = "name"
    LISTENING = "listening"
    FIREWALL = "firewall"
    ADMITTED = "pg_hba"
    PASSWORD = "password"  # noqa: S105 - the step, and no password
    DATABASE = "database"
    CERTIFICATE = "certificate"
    VERSION = "version"
    SET_UP = "set_up"
    USER = "user"
    PROGRAMS = "programs"
    OTHER = "other"


class StepFound(NamedTuple):
    """A step that is done, or missing with what to do about it."""

    step: ServerStep
    done: bool
    said: Phrase
    remedy: Phrase | None = None


_LOST = {
    connecting.NOT_FOUND: (
        ServerStep.NAME,
        Phrase("ตรวจตัวสะกด หรือใช้เลข IP ของเครื่องแม่ข่ายแทนชื่อ"),
    ),
    connecting.NOT_LISTENING: (
        ServerStep.LISTENING,
        Phrase("บนเครื่องแม่ข่าย: เปิดบริการ PostgreSQL ตั้ง listen_addresses = '*' แล้วเริ่มบริการใหม่"),
    ),
    connecting.NO_ANSWER: (
        ServerStep.FIREWALL,
        Phrase("บนเครื่องแม่ข่าย: ให้ไฟร์วอลล์รับพอร์ตนี้จากเครือข่ายของสำนักงาน หรือตรวจเลข IP และสาย"),
    ),
    connecting.CUT: (
        ServerStep.FIREWALL,
        Phrase("ตรวจเลข IP ว่าเป็นของเครื่องแม่ข่าย และว่าเครื่องนั้นเปิดอยู่ในเครือข่ายเดียวกัน"),
    ),
}
_ENCRYPT = Phrase("บนเครื่องแม่ข่าย: ตั้งใบรับรองและ ssl = on แล้วใช้ hostssl ใน pg_hba.conf")


def diagnose(address: Address, *, asks: bool = False) -> tuple[StepFound, ...]:
    """Return the steps as far as they can be seen from here. With ``asks`` a password that is
    missing or wrong raises PasswordError, so that the user is asked for another one."""
    password = address.password or kept_password(address)
    engine = connecting.engine_of(address.without_password(), password)
    try:
        with engine.connect() as connection:
            return tuple(_inside(connection, address))
    except DBAPIError as error:
        told = connecting.cannot_use(error, address.without_password())
        if asks and isinstance(told, connecting.PasswordError):
            raise told from None
        return tuple(_outside(told, address))
    finally:
        engine.dispose()


def _outside(told: WorkspaceError, address: Address) -> Iterator[StepFound]:
    """Yield the steps before the one that kept the login out, and that one."""
    said = Phrase(told.template, **told.fields)
    remedy = Phrase(told.remedy, **told.fields)
    step = _step_of(told)
    if isinstance(told, connecting.LostError) and told.template in _LOST:
        step, remedy = _LOST[Phrase(told.template)]
    if step not in {ServerStep.NAME, ServerStep.LISTENING, ServerStep.FIREWALL, ServerStep.OTHER}:
        yield _reached(address)
    if (
        isinstance(told, connecting.NotListedError)
        and told.never_encrypted
        and "sslmode" not in address.options
    ):
        # A line that is there may ask for encryption, which the server does not offer.
        yield StepFound(ServerStep.CERTIFICATE, False, connecting.PLAIN_SERVER, _ENCRYPT)
    if step in {ServerStep.PASSWORD, ServerStep.DATABASE}:
        yield _admitted(address)
    if step is ServerStep.DATABASE:
        yield StepFound(ServerStep.PASSWORD, True, Phrase("ชื่อผู้ใช้และรหัสผ่านถูกต้อง"))
    yield StepFound(step, False, said, remedy)


def _step_of(told: WorkspaceError) -> ServerStep:
    kinds = {
        connecting.CertificateError: ServerStep.CERTIFICATE,
        connecting.PasswordError: ServerStep.PASSWORD,
        connecting.NotListedError: ServerStep.ADMITTED,
        connecting.NoDatabaseError: ServerStep.DATABASE,
    }
    return kinds.get(type(told), ServerStep.OTHER)


def _reached(address: Address) -> StepFound:
    said = Phrase("ติดต่อ {host} พอร์ต {port} ได้", host=address.host or "-", port=address.port)
    return StepFound(ServerStep.LISTENING, True, said)


def _admitted(address: Address) -> StepFound:
    said = Phrase("pg_hba.conf ให้ผู้ใช้นี้เข้าฐานข้อมูล {database} จากเครื่องนี้", database=address.database)
    return StepFound(ServerStep.ADMITTED, True, said)


def _inside(connection: Connection, address: Address) -> Iterator[StepFound]:
    yield _reached(address)
    yield _admitted(address)
    yield StepFound(ServerStep.PASSWORD, True, Phrase("ชื่อผู้ใช้และรหัสผ่านถูกต้อง"))
    yield _certificate(connection, address)
    yield _version(connection)
    yield from _set_up(connection)


def _certificate(connection: Connection, address: Address) -> StepFound:
    raw = connection.connection.driver_connection
    if raw is not None and raw.pgconn.ssl_in_use:
        return StepFound(ServerStep.CERTIFICATE, True, Phrase("การเชื่อมต่อเข้ารหัส"))
    if address.host.startswith("/") or not address.host:
        return StepFound(ServerStep.CERTIFICATE, True, Phrase("ต่อในเครื่องเดียวกัน ไม่ผ่านเครือข่าย"))
    inside = connecting.is_local(raw.info.hostaddr)  # type: ignore[union-attr]
    where = Phrase("ในเครือข่ายภายใน") if inside else Phrase("นอกเครือข่ายภายใน")
    return StepFound(
        ServerStep.CERTIFICATE,
        False,
        Phrase("การเชื่อมต่อ{where}ไม่เข้ารหัส", where=where),
        _ENCRYPT,
    )


def _version(connection: Connection) -> StepFound:
    said = Phrase(
        "PostgreSQL {version}", version=_one(connection, "SHOW server_version").split()[0]
    )
    if int(_one(connection, "SHOW server_version_num")) >= OLDEST_SERVER:
        return StepFound(ServerStep.VERSION, True, said)
    return StepFound(ServerStep.VERSION, False, said, Phrase("ติดตั้ง PostgreSQL รุ่น 13 ขึ้นไป"))


def _set_up(connection: Connection) -> Iterator[StepFound]:
    city = connecting.reads_views_alone(connection)
    if city:
        connection.exec_driver_sql("SET search_path = city")
    elif not connection.dialect.has_table(connection, meta.name):
        said = Phrase("ฐานข้อมูลยังไม่ได้เตรียมเป็นงานร่วม หรือผู้ใช้นี้ไม่มีสิทธิ์")
        remedy = Phrase("ผู้ดูแล: ita-desktop server init แล้วเพิ่มผู้ใช้ด้วย server users")
        yield StepFound(ServerStep.SET_UP, False, said, remedy)
        return
    yield _schema(noted_version(connection) or 0)
    if city:
        yield StepFound(ServerStep.USER, True, Phrase("ผู้ใช้นี้เป็นของส่วนกลาง อ่านสิ่งที่เผยแพร่"))
        return
    yield _user(connection)
    older = connecting.older_clients(connection)
    if older:
        said = Phrase("ยังเปิดด้วยโปรแกรมรุ่นก่อน: {names}", names=" ".join(older))
        remedy = Phrase("ปรับรุ่นโปรแกรมของเครื่องเหล่านั้น")
        yield StepFound(ServerStep.PROGRAMS, False, said, remedy)


def _schema(noted: int) -> StepFound:
    known = schema_version()
    said = Phrase("งานร่วมเป็นแบบแฟ้ม {schema}", schema=noted)
    if noted == known:
        return StepFound(ServerStep.SET_UP, True, said)
    if noted < known:
        remedy = Phrase(
            "ผู้ดูแล: สั่ง ita-desktop server init ด้วยโปรแกรมรุ่นนี้ (แบบแฟ้ม {known})", known=known
        )
    else:
        remedy = Phrase("ปรับรุ่นโปรแกรมของเครื่องนี้ (รู้จักถึงแบบแฟ้ม {known})", known=known)
    return StepFound(ServerStep.SET_UP, False, said, remedy)


def _user(connection: Connection) -> StepFound:
    found = members.me(connection)
    if found is None:
        said = Phrase("ผู้ใช้นี้ไม่อยู่ในรายชื่อของงานร่วม")
        remedy = Phrase("ให้ผู้ดูแลเพิ่มผู้ใช้ด้วย ita-desktop server users")
        return StepFound(ServerStep.USER, False, said, remedy)
    said = Phrase("{login} อยู่ในรายชื่อผู้ใช้", login=found.login)
    return StepFound(ServerStep.USER, True, said)


def _one(connection: Connection, statement: str) -> str:
    return str(connection.exec_driver_sql(statement).scalar_one())
