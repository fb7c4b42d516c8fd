"""Work that was left on this machine, because its file could not be written or was no longer there:
listed, saved as a file of its own, or dropped."""

from pathlib import Path

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.storage import Step
from ita_desktop.storage.files import remembered
from ita_desktop.storage.files.backups import write_backup
from ita_desktop.storage.files.remembered import LeftWork


def listed() -> list[LeftWork]:
    """Return what was left on this machine and nobody has in use, newest first."""
    return remembered.left_works()


def described(left: LeftWork) -> Phrase:
    """Return one sentence on what was left: of which file, when, and how much of it is new."""
    fields = {
        "file": left.target.name,
        "day": short_date(left.at.date()),
        "time": f"{left.at:%H:%M}",
        "count": left.edits,
    }
    if left.edits is None:
        return Phrase("งานค้างของ {file} เมื่อ {day} {time} น. อ่านได้ไม่ครบ", **fields)
    if left.edits:
        return Phrase("งานค้างของ {file} เมื่อ {day} {time} น. มี {count} รายการที่ยังไม่อยู่ในแฟ้ม", **fields)
    return Phrase(
        "สำเนาของ {file} เมื่อ {day} {time} น. เก็บไว้เพราะตอนปิด แฟ้มเดิมหายไปหรือถูกแทนที่", **fields
    )


def save_as(left: LeftWork, target: Path, progress: Step | None = None) -> None:
    """Write what was left to a file of its own, verified, and drop it then. Raises WorkspaceError
    if it cannot be read or written, and whatever ``progress`` raises; it stays then."""
    write_backup(left.path, target, progress)
    remembered.drop(left)


def drop(left: LeftWork) -> None:
    """Delete what was left. Raises WorkspaceError if it is in use."""
    remembered.drop(left)
