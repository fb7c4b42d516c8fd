"""The rows and columns of a table of backups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from ita_desktop.i18n import tr
from ita_desktop.storage.files.backups import IMPORT, SEVERAL, Backup
from ita_desktop.ui.language.dates import short_date
from ita_desktop.ui.table.column import Column, ColumnKind


class _Width:
    """The list of backups."""

    WHEN: Final = 190
    REASON: Final = 290
    SIZE: Final = 100


REASONS = {
    "open": "เมื่อเปิดแฟ้ม",
    "meanwhile": "ระหว่างทำงาน",
    "migration": "ก่อนปรับแฟ้มเป็นรุ่นใหม่",
    IMPORT: "ก่อนนำเข้า",
    IMPORT + SEVERAL: "ก่อนนำเข้าหลายอย่าง",
    "trust": "ก่อนเชื่อถือแฟ้มจากผู้อื่น",
    "restore": "ก่อนกู้คืน",
    "replace": "ก่อนแทนด้วยแฟ้มอื่น",
    "asked": "สั่งสำรองเอง",
    "left": "งานที่ค้างในเครื่องนี้",
}
KILO = 1024


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup; ``id`` is its path."""

    id: str
    when: str
    reason: str
    size: str

    @property
    def path(self) -> Path:
        return Path(self.id)


def backup_columns() -> list[Column[BackupRow]]:
    """Returns the columns: time, reason, size."""
    return [
        Column("when", tr("เมื่อ"), lambda row: row.when, _Width.WHEN, wrap=False),
        Column("reason", tr("ทำสำเนาไว้"), lambda row: row.reason, _Width.REASON, wrap=False),
        Column("size", tr("ขนาด"), lambda row: row.size, _Width.SIZE, kind=ColumnKind.NUMBER,
               text=lambda row: row.size),
    ]  # fmt: skip


def backup_rows(copies: Iterable[Backup], today: date) -> list[BackupRow]:
    """Returns the rows of backups in their order."""
    return [
        BackupRow(
            str(copy.path),
            when_made(copy.made, today),
            reason_words(copy.reason),
            _size_of(copy.path),
        )
        for copy in copies
    ]


def other_row(path: Path, today: date) -> BackupRow:
    """Returns the row of another file of the same work, which is no backup."""
    try:
        when = when_made(datetime.fromtimestamp(path.stat().st_mtime), today)  # noqa: DTZ006 - the clerk's own clock
    except OSError:
        when = "–"
    return BackupRow(str(path), when, tr("แฟ้ม {name}", name=path.name), _size_of(path))


def reason_words(reason: str) -> str:
    """Returns before which act a copy was made, or why: ``ก่อนนำเข้ามาตรการ``."""
    if reason not in REASONS and reason.startswith(IMPORT):
        from ita_desktop.exchange.kinds.registry import KIND_TITLES

        kind = reason.removeprefix(IMPORT)
        if kind in KIND_TITLES:
            return tr("ก่อนนำเข้า{title}", title=tr(KIND_TITLES[kind]))
        reason = IMPORT
    return tr(REASONS.get(reason, reason))


def when_made(made: datetime, today: date) -> str:
    """Returns ``วันนี้ 09:10``, ``เมื่อวาน 16:02`` or ``3 มี.ค. 68 16:02``."""
    time = f"{made:%H:%M}"
    if made.date() == today:
        return tr("วันนี้ {time}", time=time)
    if made.date() == today - timedelta(days=1):
        return tr("เมื่อวาน {time}", time=time)
    return f"{short_date(made.date())}  {time}"


def _size_of(path: Path) -> str:
    try:
        return size_words(path.stat().st_size)
    except OSError:
        return "–"


def size_words(size: float) -> str:
    """Returns ``820 KB``, ``2.4 MB`` or ``1.2 GB``."""
    size /= KILO
    if size >= KILO * KILO:
        return f"{size / KILO / KILO:,.1f} GB"
    return f"{size:,.0f} KB" if size < KILO else f"{size / KILO:,.1f} MB"
