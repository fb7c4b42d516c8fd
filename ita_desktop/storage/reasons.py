"""Thai descriptions of database errors."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import (
    DISK_TROUBLE,
    IN_USE,
    NO_SPACE,
    NOT_ALLOWED,
    NOT_FOUND,
    READ_ONLY,
    Phrase,
    WorkspaceError,
    reason_of,
)
from ita_desktop.storage.files.lock import LockHolder
from ita_desktop.storage.tables import kinds_of

DAMAGED = Phrase("แฟ้มเสียหาย")
_BY_CODE = {
    sqlite3.SQLITE_FULL: NO_SPACE,
    sqlite3.SQLITE_IOERR: DISK_TROUBLE,
    sqlite3.SQLITE_CANTOPEN: NOT_FOUND,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: NOT_ALLOWED,
    sqlite3.SQLITE_BUSY: IN_USE,
    sqlite3.SQLITE_LOCKED: IN_USE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_TOOBIG: Phrase("ข้อความยาวเกินไป"),
}
_KIND_OF_ERROR = 0xFF
_NO_RIGHT: Final = "42501"
_TURN_IS_TAKEN: Final = "55P03"
_OTHER_SCHEMA: Final = "IT001"
"""Of the trigger in ``resources/server``."""

TROUBLE: Final = (sqlite3.Error, DBAPIError, UnicodeError)
"""Exceptions of the database; UnicodeError, because messages quote damaged text."""


def why(error: BaseException) -> str:
    """Return a short Thai description; the database's error name if it is unknown."""
    below = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(below, OSError):
        return reason_of(below)
    if isinstance(below, UnicodeDecodeError):
        return DAMAGED
    if isinstance(below, UnicodeEncodeError):
        return Phrase("มีตัวอักษรที่บันทึกไม่ได้")
    code = getattr(below, "sqlite_errorcode", 0) & _KIND_OF_ERROR
    if code in _BY_CODE:
        return _BY_CODE[code]
    name = getattr(below, "sqlite_errorname", "") or getattr(below, "sqlstate", "")
    return Phrase("ฐานข้อมูลแจ้งรหัส {code}", code=name or type(below).__name__)


def _code_of(error: BaseException) -> object:
    """Return the server's code of an error; None if it has none."""
    return getattr(getattr(error, "orig", None), "sqlstate", None)


def is_turn_taken(error: BaseException) -> bool:
    """Return whether somebody else has the turn of writers."""
    return _code_of(error) == _TURN_IS_TAKEN


class TurnTakenError(WorkspaceError):
    """An edit did not get its turn among those who write."""


def turn_is_taken(by: str = "") -> TurnTakenError:
    """Return the error for an edit that did not get its turn; ``by`` is who has it, if known."""
    remedy = "สิ่งที่พิมพ์ยังอยู่ รอสักครู่แล้วบันทึกอีกครั้ง"
    if by:
        return TurnTakenError("{name} กำลังบันทึกอยู่ จึงยังไม่บันทึกครั้งนี้", remedy=remedy, name=by)
    return TurnTakenError("ผู้อื่นกำลังบันทึกงานใหญ่อยู่ จึงยังไม่บันทึกครั้งนี้", remedy=remedy)


def refused_by_server(error: BaseException) -> WorkspaceError | None:
    """Return the error for an edit that the server itself does not take; None for another one."""
    code = _code_of(error)
    if code == _NO_RIGHT:
        return not_allowed()
    if code == _TURN_IS_TAKEN:
        return turn_is_taken()
    if code == _OTHER_SCHEMA:
        return WorkspaceError(
            "งานร่วมถูกปรับเป็นแบบใหม่ระหว่างที่เปิดอยู่ จึงไม่บันทึกครั้งนี้",
            remedy="คัดลอกสิ่งที่พิมพ์ไว้ ปิดโปรแกรม ติดตั้งรุ่นใหม่ แล้วเปิดงานร่วมอีกครั้ง",
        )
    return None


def older_program() -> WorkspaceError:
    """Return the error for editing shared work that a newer program has brought up."""
    return WorkspaceError(
        "งานร่วมเป็นแบบใหม่กว่าโปรแกรมนี้ จึงอ่านได้อย่างเดียว และไม่เห็นส่วนที่เพิ่มในรุ่นใหม่",
        remedy="ติดตั้งโปรแกรมรุ่นใหม่แล้วเปิดงานร่วมอีกครั้ง",
    )


def not_allowed() -> WorkspaceError:
    """Return the error for a row that is not this user's to write."""
    return WorkspaceError(
        "ผู้ใช้นี้ไม่มีสิทธิ์แก้ข้อมูลส่วนนี้ จึงไม่ได้บันทึก",
        remedy="หน่วยแก้ได้เฉพาะรายการ มาตรการ หลักฐาน และภาพของหน่วยตน ถ้าต้องแก้ให้แจ้งผู้ดูแลงานร่วม",
    )


def reads_only() -> WorkspaceError:
    """Return the error for editing shared work as one of its readers."""
    return WorkspaceError(
        "ผู้ใช้นี้เป็นผู้อ่านของงานร่วม จึงเปิดอ่านได้อย่างเดียว", remedy="ถ้าต้องแก้ ให้แจ้งผู้ดูแลงานร่วมเปลี่ยนบทบาท"
    )


def damaged(path: Path) -> WorkspaceError:
    """Return the error for a workspace file that cannot be read completely."""
    return WorkspaceError(
        "แฟ้มเสียหาย อ่านได้ไม่ครบ",
        where=path.name,
        remedy="กู้คืนจากแฟ้มสำรองด้วยคำสั่ง restore หรือเมนู แฟ้ม › กู้คืนจากแฟ้มสำรอง",
    )


class AlteredError(WorkspaceError):
    """A readable file in which ``tables`` do not match their digests: changed by the disk or
    another program."""

    def __init__(self, path: Path, tables: Sequence[str]) -> None:
        super().__init__(
            "ข้อมูลในแฟ้มไม่ตรงกับที่บันทึกไว้: {kinds}",
            where=path.name,
            remedy="กู้คืนจากแฟ้มสำรอง หรือถ้าตรวจแล้วว่าใช้ได้ ให้ยอมรับแฟ้มตามที่เป็นอยู่ แล้วตรวจดิสก์",
            kinds=kinds_of(tables),
        )
        self.path = path
        self.tables = tuple(tables)


class UnknownContentError(WorkspaceError):
    """A valid workspace with additional tables, columns, triggers or views."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "โครงสร้างในแฟ้มไม่ตรงกับแฟ้มงาน ITA จึงไม่เปิด",
            where=path.name,
            remedy="กู้คืนจากแฟ้มสำรอง หรือขอแฟ้มใหม่จากผู้ส่ง",
        )


def strange(name: str, unknown: Sequence[str]) -> WorkspaceError:
    """Return the error for editing such a file, which is read-only until it is trusted."""
    return WorkspaceError(
        "แฟ้มนี้มีสิ่งที่โปรแกรมไม่รู้จัก ({unknown}) จึงเปิดอ่านได้อย่างเดียว",
        where=name,
        remedy="ถ้าเชื่อถือผู้ส่ง ให้ใช้ตามที่เป็นอยู่ (สำรองแฟ้มเดิมไว้ก่อน แล้วเอาสิ่งที่ไม่รู้จักออก) หรือขอแฟ้มใหม่จากผู้ส่ง",
        unknown=" ".join(unknown[:_MOST_NAMED]),
    )


_MOST_NAMED: Final = 5


def locked(path: Path) -> WorkspaceError:
    """Return the error for a file that another program is writing."""
    return WorkspaceError("โปรแกรมอื่นกำลังใช้แฟ้มนี้อยู่", where=path.name, remedy="ปิดโปรแกรมนั้น แล้วเปิดใหม่")


def cannot_open(error: BaseException, path: Path) -> WorkspaceError:
    """Return the error for a file that the database could not open."""
    reason = why(error)
    if reason == IN_USE:
        return locked(path)
    if reason in {NO_SPACE, DISK_TROUBLE, NOT_FOUND, NOT_ALLOWED, READ_ONLY}:
        return WorkspaceError(
            "เปิดแฟ้มไม่ได้ ({reason})",
            where=str(path),
            remedy="ตรวจสิทธิ์ เนื้อที่ว่าง และดูว่าแฟลชไดรฟ์ยังเสียบอยู่ หรือทำสำเนาไว้ในเครื่องแล้วเปิดสำเนา",
            reason=reason,
        )
    return damaged(path)


def _own(name: str, holder: LockHolder) -> WorkspaceError:
    """Return the error for editing a file that this user has open in another process here."""
    remedy = "ทำในหน้าต่างนั้น หรือปิดแฟ้มที่นั่นก่อน (แฟ้ม > ปิดแฟ้ม) แล้วทำอีกครั้ง"
    began = holder.began
    if began is None or began.date() == date.today():  # noqa: DTZ011 - the clerk's own clock
        return WorkspaceError(
            "แฟ้มนี้เปิดอยู่ในหน้าต่าง (หรือคำสั่ง) ITA Desktop ของท่านเองที่เครื่องนี้ "
            "ตั้งแต่ {since} น. จึงเปิดอ่านได้อย่างเดียว",
            where=name,
            remedy=remedy,
            since=f"{began:%H:%M}" if began is not None else holder.since,
        )
    return WorkspaceError(
        "แฟ้มนี้เปิดอยู่ในหน้าต่าง (หรือคำสั่ง) ITA Desktop ของท่านเองที่เครื่องนี้ "
        "ตั้งแต่วันที่ {day} เวลา {since} น. จึงเปิดอ่านได้อย่างเดียว",
        where=name,
        remedy=remedy,
        day=short_date(began.date()),
        since=f"{began:%H:%M}",
    )


_WAIT = "รอให้ปิดแฟ้มที่เครื่องนั้น แล้วเปิดใหม่ หรือเปิดสำเนา"


def read_only(name: str, holder: LockHolder | None) -> WorkspaceError:
    """Return the error for editing a file locked by ``holder``, or unknown."""
    if holder is None:
        return WorkspaceError(
            "แฟ้มนี้เปิดอ่านได้อย่างเดียว",
            where=name,
            remedy="ตรวจสิทธิ์เขียนของแฟ้มและโฟลเดอร์ หรือทำสำเนาไว้ที่อื่นแล้วเปิดสำเนา",
        )
    if not holder.user:
        return WorkspaceError(
            "แฟ้มนี้มีผู้อื่นกำลังแก้ไขอยู่ จึงเปิดอ่านได้อย่างเดียว", where=name, remedy="รอให้ปิดแฟ้มก่อน แล้วเปิดใหม่"
        )
    if holder.is_own:
        return _own(name, holder)
    began = holder.began
    if began is None or began.date() == date.today():  # noqa: DTZ011 - the clerk's own clock
        since = f"{began:%H:%M}" if began is not None else holder.since
        return WorkspaceError(
            "แฟ้มนี้ {user} กำลังแก้ไขอยู่ที่เครื่อง {host} ตั้งแต่ {since} น. จึงเปิดอ่านได้อย่างเดียว",
            where=name,
            remedy=_WAIT,
            user=holder.user,
            host=holder.host,
            since=since,
        )
    return WorkspaceError(
        "แฟ้มนี้ {user} กำลังแก้ไขอยู่ที่เครื่อง {host} ตั้งแต่วันที่ {day} เวลา {since} น. จึงเปิดอ่านได้อย่างเดียว",
        where=name,
        remedy=_WAIT,
        user=holder.user,
        host=holder.host,
        day=short_date(began.date()),
        since=f"{began:%H:%M}",
    )
