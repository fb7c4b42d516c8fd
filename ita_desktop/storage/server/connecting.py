"""Connects to the server of a shared workspace, and says in Thai what went wrong with it, or with
the certificates of a connection; names the programs that have the workspace open, and which of them
know older tables than it.

Messages of the server and of libpq are looked through for their cause and never shown: they quote
what was sent.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.errors import InputError, Phrase, WorkspaceError
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.storage.migrations import schema_version
from ita_desktop.storage.server.address import Address
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


_OPEN: Final = """
SELECT DISTINCT coalesce(nullif(m.name, ''), a.usename), a.application_name
FROM pg_stat_activity AS a LEFT JOIN server.member AS m ON m.login = a.usename
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
AND (a.application_name LIKE 'ita-desktop %%' OR a.application_name IS NULL AND m.login IS NOT NULL)
ORDER BY 1
"""
"""A login without rights on the others is not told what their programs are called."""
_NAMED: Final = lazy_re(r"ita-desktop [0-9a-f]{8} s(\d+)")
_WRITING: Final = lazy_re(r"ita-desktop [0-9a-f]{8} [0-9a-f]{16}")
"""What a connection is called during a unit of work (`live/turns.py`); its program has others."""


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


class CertificateError(WorkspaceError):
    """The connection is not encrypted as it was asked for, or a certificate was refused."""


_ISSUER: Final = Phrase("ขอแฟ้มใบรับรองของผู้ออกจากผู้ดูแล แล้วให้ sslrootcert= ท้ายที่อยู่ชี้ไปที่แฟ้มนั้น")
_USERS_NEW: Final = Phrase("ให้ผู้ดูแลออกใบรับรองให้ผู้ใช้นี้ใหม่")
_TOLD: Final = (
    (
        r"certificate verify failed",  # libpq does not say over what
        Phrase("ใบรับรองของเครื่องแม่ข่ายหมดอายุ ยังไม่ถึงวันเริ่มใช้ ถูกเพิกถอน หรือเครื่องนี้ไม่รู้จักผู้ออก"),
        Phrase("ตรวจวันที่ของเครื่องนี้ แล้วขอแฟ้มใบรับรองที่ใช้อยู่จากผู้ดูแลมาไว้ที่ sslrootcert= ท้ายที่อยู่"),
    ),
    (
        r"server certificate for \"(?P<name>[^\"]*)\".* does not match host name",
        Phrase("ใบรับรองของเครื่องแม่ข่ายเป็นของ {name} ไม่ใช่ของชื่อในที่อยู่นี้"),
        Phrase("ใช้ชื่อหรือเลข IP ตามใบรับรอง หรือให้ผู้ดูแลทำใบรับรองใหม่ที่มีชื่อนี้"),
    ),
    (
        r"root certificate file",
        Phrase("ไม่มีแฟ้มใบรับรองของผู้ออกในเครื่องนี้ หรืออ่านไม่ได้"),
        _ISSUER,
    ),
    (
        r"private key file|read certificate file",
        Phrase("อ่านใบรับรองหรือกุญแจของผู้ใช้ในเครื่องนี้ไม่ได้"),
        Phrase("ตรวจแฟ้มที่ sslcert และ sslkey ชี้ไป ต้องเป็นคู่กัน และกุญแจให้เจ้าของอ่านได้คนเดียว"),
    ),
    (
        r"valid client certificate",
        Phrase("เครื่องแม่ข่ายขอใบรับรองของผู้ใช้"),
        Phrase("ขอใบรับรองและกุญแจจากผู้ดูแล แล้วให้ sslcert= และ sslkey= ท้ายที่อยู่ชี้ไปที่แฟ้มนั้น"),
    ),
    (r"alert certificate expired", Phrase("ใบรับรองของผู้ใช้นี้หมดอายุแล้ว"), _USERS_NEW),
    (r"alert certificate revoked", Phrase("ใบรับรองของผู้ใช้นี้ถูกเพิกถอนแล้ว"), _USERS_NEW),
    (r"alert unknown ca", Phrase("เครื่องแม่ข่ายไม่รู้จักผู้ออกใบรับรองของผู้ใช้นี้"), _USERS_NEW),
    (r"certificate authentication failed", Phrase("ใบรับรองนี้เป็นของผู้ใช้อื่น"), _USERS_NEW),
    (
        r"alert protocol version",
        Phrase("เครื่องแม่ข่ายเข้ารหัสแบบเก่าที่ไม่ปลอดภัยแล้ว (ก่อน TLS 1.2)"),
        Phrase("ให้ผู้ดูแลตั้ง ssl_max_protocol_version ให้รับ TLS 1.2 ขึ้นไป"),
    ),
    (
        r"response to SSL negotiation|wrong version number",
        Phrase("ที่พอร์ตนี้ไม่ใช่ PostgreSQL"),
        Phrase("ตรวจเลขพอร์ตในที่อยู่ ของ PostgreSQL มักเป็น 5432"),
    ),
    (
        r"(?P<name>sslmode|channel binding|GSSAPI)\b.*(value|required|may not)",
        Phrase("ตัวเลือก {name} ท้ายที่อยู่ใช้กับเครื่องแม่ข่ายนี้ไม่ได้"),
        Phrase("แก้หรือเอาตัวเลือกนี้ออกจากที่อยู่"),
    ),
)


def certificate_error(text: str, address: Address) -> CertificateError | None:
    """Return what libpq's ``text`` says of certificates, None if it is of something else."""
    for pattern, template, remedy in _TOLD:
        if found := re.search(pattern, text, re.IGNORECASE):
            return CertificateError(
                template, where=address.told, remedy=remedy, **found.groupdict()
            )
    return None


class PasswordError(WorkspaceError):
    """The server asks for a password, or for another one; the user may be asked and it be tried
    again."""

    def __init__(self, address: Address, *, was_given: bool) -> None:
        super().__init__(
            "รหัสผ่านหรือชื่อผู้ใช้ไม่ถูกต้อง" if was_given else "เครื่องแม่ข่ายขอรหัสผ่าน",
            where=address.told,
            remedy="พิมพ์รหัสผ่านของผู้ใช้นี้ใหม่ ถ้าไม่ทราบให้ถามผู้ดูแลงานร่วม",
        )
        self.address = address


class NotListedError(WorkspaceError):
    """No line of the server's pg_hba.conf admits the login from this machine."""

    def __init__(self, template: str, *, never_encrypted: bool, **more: str) -> None:
        super().__init__(template, **more)
        self.never_encrypted = never_encrypted
        """Whether the server was tried without encryption alone: it offered none."""


class NoDatabaseError(WorkspaceError):
    """The server has no database of the address's name."""


class LostError(WorkspaceError):
    """The server cannot be reached, now."""


NOT_FOUND: Final = Phrase("ไม่พบเครื่องแม่ข่ายชื่อนี้")
NOT_LISTENING: Final = Phrase("เครื่องแม่ข่ายไม่รับการติดต่อ")
NO_ANSWER: Final = Phrase("เครื่องแม่ข่ายไม่ตอบ")
CUT: Final = Phrase("การเชื่อมต่อกับเครื่องแม่ข่ายขาด")
PLAIN_ABROAD: Final = Phrase("การเชื่อมต่อไม่เข้ารหัส และเครื่องแม่ข่ายอยู่นอกเครือข่ายภายใน จึงไม่เชื่อมต่อ")
PLAIN_SERVER: Final = Phrase("เครื่องแม่ข่ายไม่เข้ารหัสการเชื่อมต่อ จึงไม่เชื่อมต่อ")
_UNREACHED: Final = (
    (
        r"resolve host|translate host name|Name or service not known|getaddrinfo",
        NOT_FOUND,
        Phrase("ตรวจชื่อเครื่องแม่ข่ายและเครือข่าย"),
    ),
    (
        r"refused|10061|No such file or directory",
        NOT_LISTENING,
        Phrase("ตรวจว่าเปิด PostgreSQL อยู่ และเลขพอร์ตถูกต้อง"),
    ),
    (
        r"timeout|timed out|in time|10060|unreachable|No route",
        NO_ANSWER,
        Phrase("ตรวจว่าเครื่องแม่ข่ายเปิดอยู่และเครือข่ายต่อถึงกัน แล้วลองใหม่"),
    ),
    (
        r"starting up|shutting down|recovery mode|too many|connection slots",
        Phrase("เครื่องแม่ข่ายยังไม่ว่างหรือกำลังเริ่มทำงาน"),
        Phrase("รอสักครู่แล้วลองใหม่"),
    ),
    (
        r"closed the connection|connection is closed|EOF|reset by peer|terminat|broken pipe",
        CUT,
        Phrase("ตรวจเครือข่าย แล้วลองใหม่"),
    ),
)
_CUT: Final = lazy_re(
    r"SSL SYSCALL|SSL connection has been closed|SSL error: .*(eof|decryption|bad length)",
    re.IGNORECASE,
)
"""What OpenSSL says of a connection that broke; its other words are of a refusal."""
_NOT_LISTED: Final = lazy_re(
    r"no pg_hba\.conf entry for host \"(?P<host>[^\"]*)\", user \"(?P<user>[^\"]*)\","
    r" database \"(?P<database>[^\"]*)\"",
    re.IGNORECASE,
)
_LINE: Final = Phrase("ให้ผู้ดูแลเติม host {database} {user} {host}/32 scram-sha-256 ใน pg_hba.conf")
_PLAIN_ASKED: Final = Phrase("เอา sslmode=disable ออกจากที่อยู่ ถ้ายังไม่ได้ให้ผู้ดูแลตรวจ pg_hba.conf")
_ENCRYPT: Final = Phrase(
    "ให้ผู้ดูแลตั้งใบรับรองของเครื่องแม่ข่าย หรือถ้ายอมให้ไม่เข้ารหัส เติม ?sslmode=prefer ท้ายที่อยู่"
)
_PLAIN: Final = (
    (PLAIN, PLAIN_ABROAD, _ENCRYPT),
    (r"server does not support SSL", PLAIN_SERVER, _ENCRYPT),
)
_REFUSED: Final = (
    (
        r"55P03|40P01|lock timeout",
        Phrase("มีผู้อื่นกำลังเตรียมหรือปรับรุ่นฐานข้อมูลนี้อยู่"),
        Phrase("รอสักครู่แล้วเปิดใหม่"),
    ),
    (
        r"permission denied|42501|not permitted to log in",
        Phrase("ผู้ใช้นี้ไม่มีสิทธิ์เข้าฐานข้อมูล"),
        Phrase("ให้ผู้ดูแลเพิ่มผู้ใช้ด้วย ita-desktop server users"),
    ),
)
_WRONG_PASSWORD: Final = lazy_re(
    r"authentication failed|28P01|role \".*\" does not exist", re.IGNORECASE
)
_NO_DATABASE: Final = lazy_re(r'database ".*" does not exist|3D000')
_NO_PASSWORD: Final = lazy_re(r"no password supplied|empty password", re.IGNORECASE)


def cannot_use(error: BaseException, address: Address) -> WorkspaceError:
    """Return the error to tell for a server or database that could not be used."""
    below: Any = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(below, "sqlstate", None) or ""
    text = f"{state} {below}"
    if _NO_PASSWORD.search(text):
        return PasswordError(address, was_given=False)
    if (told := _of_encryption(text, address)) is not None:
        return told
    if _WRONG_PASSWORD.search(text):
        return PasswordError(address, was_given=True)
    if _NO_DATABASE.search(text):
        return NoDatabaseError(
            "ไม่มีฐานข้อมูลชื่อนี้ในเครื่องแม่ข่าย",
            where=address.told,
            remedy="ตรวจชื่อฐานข้อมูลท้ายที่อยู่ หรือให้ผู้ดูแลสั่ง ita-desktop server init",
        )
    for causes, kind in ((_REFUSED, WorkspaceError), (_UNREACHED, LostError)):
        for pattern, template, remedy in causes:
            if re.search(pattern, text, re.IGNORECASE):
                return kind(template, where=address.told, remedy=remedy)
    return _other(below, state, address)


def _of_encryption(text: str, address: Address) -> WorkspaceError | None:
    """Return what is told of an encrypted connection that broke, or that there is none."""
    if _CUT.search(text):
        _, template, remedy = _UNREACHED[-1]
        return LostError(template, where=address.told, remedy=remedy)
    for pattern, template, remedy in _PLAIN:
        if pattern in text:
            return CertificateError(template, where=address.told, remedy=remedy)
    return certificate_error(text, address)


def _other(below: Any, state: str, address: Address) -> WorkspaceError:
    """Return the error for a cause that its words tell with fields of their own, or that no words
    told: a server may speak any language."""
    if (line := _NOT_LISTED.search(str(below))) is not None:
        return NotListedError(
            "เครื่องแม่ข่ายยังไม่ให้ {user} เข้าฐานข้อมูล {database} จากเครื่อง {host}",
            where=address.told,
            remedy=_PLAIN_ASKED if address.options.get("sslmode") == "disable" else _LINE,
            never_encrypted="SSL encryption" not in str(below),
            **line.groupdict(),
        )
    connection = getattr(below, "pgconn", None)
    if not state and getattr(connection, "needs_password", False):
        return PasswordError(address, was_given=False)
    if not state and getattr(connection, "used_password", False):
        return PasswordError(address, was_given=True)
    return WorkspaceError(
        "ใช้ฐานข้อมูลของงานร่วมไม่ได้ (รหัส {code})",
        where=address.told,
        remedy="ตรวจว่าเครื่องแม่ข่ายเปิดอยู่และที่อยู่ถูกต้อง ถ้ายังไม่ได้ให้ส่งรหัสนี้ให้ผู้ดูแล",
        code=state or type(below).__name__,
    )


def program_name(session: str) -> str:
    """Return what the connections of a program are called: they say which tables it knows."""
    return f"{session} s{schema_version()}"


def older_clients(connection: Connection) -> tuple[str, ...]:
    """Return the names of users who have the workspace open in a program that knows older tables
    than this one. Raises database errors."""
    found = dict.fromkeys(
        str(name)
        for name, program in connection.exec_driver_sql(_OPEN)
        if _schema_of(program) < schema_version()
    )
    return tuple(found)


def _schema_of(program: str | None) -> int:
    """Return the schema that a program knows; 0 for one of before it was said."""
    if program is not None and _WRITING.fullmatch(program):
        return schema_version()
    named = _NAMED.fullmatch(program or "")
    return int(named[1]) if named else 0
