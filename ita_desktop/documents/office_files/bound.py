"""PDF files that the office gives to be bound into a document: nothing in them is trusted."""

import threading
from functools import lru_cache
from typing import Final, NamedTuple

from ita_desktop.documents.office_files.pdf_process import Taken, take
from ita_desktop.domain.errors import InputError

MOST_BYTES: Final = 20 * 2**20
"""Bytes of the largest file: all of it goes into the workspace, and into the document."""
MOST_PAGES: Final = 300
_KEPT: Final = 8
"""Files that need not be read again for the next document."""


class Pages(NamedTuple):
    """The pages of a file, made anew of nothing but what is drawn on them."""

    data: bytes
    number: int


class _File:
    """A file, once read for all documents."""

    def __init__(self) -> None:
        self.taken: Taken | None = None
        self._turn = threading.Lock()

    def take(self, data: bytes) -> Taken:
        with self._turn:
            if self.taken is None:
                self.taken = take(data)
            return self.taken


@lru_cache(maxsize=_KEPT)
def _file(_data: bytes) -> _File:
    return _File()


def seems_broken(data: bytes) -> bool:
    """Whether a file cannot be bound in, as far as that is known without waiting: all of it once
    it was bound in, before that only whether it has pages."""
    taken = _file(data).taken
    if taken is not None:
        return bool(taken.fault) or not 0 < taken.pages <= MOST_PAGES
    from ita_desktop.documents.office_files.bare_pdf import pages_of

    try:
        return not 0 < pages_of(data) <= MOST_PAGES
    except Exception:  # noqa: BLE001 - broken files end in whatever their reader runs into
        return True


def check(data: bytes, file: str) -> Pages:
    """The pages of a file; ``file`` is its name. Raises InputError where it cannot be bound in: it
    is no PDF, locked, broken, too large, or made to exhaust whoever draws it."""
    if len(data) > MOST_BYTES:
        raise InputError(
            "{file} ใหญ่เกิน {most} MB",
            remedy="บันทึกเป็น PDF ขนาดเล็กลง หรือแบ่งเป็นหลายไฟล์ แล้วเลือกใหม่",
            file=file,
            most=MOST_BYTES // 2**20,
        )
    if b"%PDF-" not in data[:1024]:
        raise InputError("{file} ไม่ใช่ไฟล์ PDF", remedy="บันทึกเป็น PDF ก่อน แล้วเลือกใหม่", file=file)
    taken = _taken(data, file)
    count = taken.pages
    if count == 0:
        raise InputError("{file} ไม่มีหน้าเลย", remedy="เลือกไฟล์อื่น", file=file)
    if count > MOST_PAGES:
        raise InputError(
            "{file} มี {count} หน้า เกิน {most} หน้า",
            remedy="เลือกเฉพาะหน้าที่ต้องใช้ แล้วบันทึกเป็นไฟล์ใหม่",
            file=file,
            count=count,
            most=MOST_PAGES,
        )
    return Pages(taken.data, count)


def _taken(data: bytes, file: str) -> Taken:
    """What the process of its own made of the file."""
    try:
        taken = _file(data).take(data)
    except OSError as error:
        raise InputError(
            "ตรวจ {file} ไม่ได้ในขณะนี้",
            remedy="ปิดโปรแกรมอื่น หรือเพิ่มเนื้อที่ว่างของดิสก์ แล้วลองใหม่",
            file=file,
        ) from error
    match taken.fault:
        case "":
            return taken
        case "locked":
            raise InputError(
                "{file} มีรหัสผ่าน จึงรวมในเล่มไม่ได้",
                remedy="บันทึกเป็น PDF ที่ไม่มีรหัสผ่าน แล้วเลือกใหม่",
                file=file,
            )
        case "heavy":
            raise InputError(
                "{file} วาดนานหรือใช้หน่วยความจำมากเกินไป จึงรวมในเล่มไม่ได้",
                remedy="เปิดในโปรแกรมอ่าน PDF แล้วพิมพ์เป็น PDF ใหม่",
                file=file,
            )
    raise InputError(
        "{file} เสียหายหรือเปิดไม่ได้",
        remedy="เปิดในโปรแกรมอ่าน PDF แล้วพิมพ์เป็น PDF ใหม่",
        file=file,
    )
