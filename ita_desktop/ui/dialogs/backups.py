"""Backups as rows of a table, and ตรวจแฟ้ม: the state of the workspace and its backups, and a full
check.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.services.settings import safety_copies
from ita_desktop.services.settings.safety_copies import Checked, CopiesHealth, FileHealth
from ita_desktop.storage.files.backups import IMPORT, SEVERAL, Backup
from ita_desktop.ui.language import short_date
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.theme.tokens import Space, Tone, Width
from ita_desktop.ui.widgets.boxes import nest, vbox
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import ValueRow
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

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
_PROBLEMS_SHOWN = 4


class _Width:
    """The list of backups."""

    WHEN: Final = 190
    REASON: Final = 290
    SIZE: Final = 100


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


class HealthSize:
    HEIGHT: Final = 420


class FileHealthDialog(Sheet):
    """Shows what is known; Enter checks all records in another thread."""

    about = "file-health"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, HealthSize.HEIGHT))
        self._session = session
        self._health: FileHealth | None = None
        path = session.workspace.path
        self.set_title(tr("ตรวจแฟ้ม"), path.name if path is not None else "")
        self.rows = {
            "file": ValueRow(tr("แฟ้ม")),
            "journal": ValueRow(tr("บันทึกลงแฟ้ม")),
            "free": ValueRow(tr("ที่ว่างในดิสก์")),
            "own": ValueRow(tr("สำเนาที่นี่")),
            "second": ValueRow(tr("สำเนาที่สอง")),
            "checked": ValueRow(tr("ตรวจล่าสุด")),
        }
        column = vbox(margins=(Space.XXL, Space.M, Space.XXL, Space.S))
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        nest(self.body, column)
        self.problem = ThaiLabel("", self, tone=Tone.LATE, most=_PROBLEMS_SHOWN)
        self.problem.setContentsMargins(Space.XXL, Space.S, Space.XXL, 0)
        self.problem.hide()
        self.notes.addWidget(self.problem)
        self.work = SheetWork(self, self._may_check)
        self.cancel_button.setText(tr("ปิด"))
        self._may_check()
        self._load()

    def accept(self) -> None:
        """Starts the full check; the dialog stays open."""
        found, workspace = self._health, self._session.workspace
        if found is None or self.work.is_going:
            return
        self._show_problems(())
        self.work.begin(
            tr("กำลังตรวจแฟ้มและสำเนาทั้งหมด"),
            lambda progress: safety_copies.check_all(workspace, found, progress),
            self._show_checked,
            self._fail,
        )

    # -- results

    def _load(self) -> None:
        workspace, settings = self._session.workspace, self._session.settings
        self.work.begin(
            tr("กำลังดูแฟ้ม"),
            lambda _progress: safety_copies.look(workspace, settings, _now()),
            self._show,
            self._fail,
        )

    def _show(self, found: FileHealth) -> None:
        self._health = found
        rows = self.rows
        rows["file"].set_value(
            size_words(found.size) if found.size is not None else tr("ไม่เห็นแฟ้ม"),
            str(found.path),
            Tone.TEXT if found.size is not None else Tone.LATE,
        )
        self._show_saved(found)
        rows["free"].set_value(_free(found.free))
        rows["own"].set_value(*self._copies(found.own))
        place = found.place
        if place is None:
            rows["second"].set_value("", tr("ยังไม่เลือก"))
        elif found.second is not None:
            rows["second"].set_value(*self._copies(found.second))
        else:
            last = when_made(place.last, self._session.today) if place.last else tr("ยังไม่มี")
            tone = Tone.LATE if place.is_late else Tone.TEXT
            rows["second"].set_value(tr("ไม่ได้ต่ออยู่"), tr("ล่าสุด {when}", when=last), tone)
        self._show_last_check()
        self._may_check()
        self.accept_button.setFocus()

    def _show_saved(self, found: FileHealth) -> None:
        saved = self._session.workspace.saved
        note = tr("ยังรอในเครื่องนี้ {size}", size=size_words(found.journal)) if found.journal else ""
        if saved.problem is not None:
            self.rows["journal"].set_value(sentence(saved.problem), "", Tone.LATE)
        elif not saved.is_all:
            self.rows["journal"].set_value(tr("กำลังบันทึก"), note)
        else:
            at = saved.at.replace(tzinfo=None) if saved.at is not None else None
            when = when_made(at, self._session.today) if at is not None else "–"
            self.rows["journal"].set_value(tr("ครบแล้ว {when}", when=when))

    def _copies(self, found: CopiesHealth) -> tuple[str, str]:
        week, month, older = found.by_age(_now())
        if not found.copies:
            return tr("ยังไม่มี"), tr("ที่ว่าง {free}", free=_free(found.free))
        last = when_made(found.copies[0].made, self._session.today)
        value = tr("{count} ฉบับ ล่าสุด {when}", count=len(found.copies), when=last)
        note = tr(
            "ใน 7 วัน {week} · ใน 1 เดือน {month} · เก่ากว่า {older} · ที่ว่าง {free}",
            week=week,
            month=month,
            older=older,
            free=_free(found.free),
        )
        return value, note

    def _show_last_check(self) -> None:
        session = self._session
        last = safety_copies.last_checked(session.settings, session.workspace)
        if last is None:
            self.rows["checked"].set_value(tr("ยังไม่เคย"))
            return
        at, problems = last
        tone = Tone.LATE if problems else Tone.TEXT
        words = tr("พบปัญหา {count} เรื่อง", count=problems) if problems else tr("ไม่พบปัญหา")
        self.rows["checked"].set_value(when_made(at, session.today), words, tone)

    def _show_checked(self, found: Checked) -> None:
        session = self._session
        safety_copies.note_checked(session.settings, session.workspace, _now(), len(found.problems))
        self._show_last_check()
        self._show_problems(found.problems)
        if not found.problems:
            words = tr(
                "อ่านครบ {rows} แถวในแฟ้ม และสำเนา {copies} ฉบับ ตรงกับที่บันทึกไว้ทุกแถว",
                rows=f"{found.rows:,}",
                copies=found.copies,
            )
            self.set_remark(words)

    def _show_problems(self, problems: Sequence[ItaError]) -> None:
        self.set_remark("")
        self.problem.setText("\n".join(sentence(problem) for problem in problems))
        self.problem.setVisible(bool(problems))

    def _fail(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.show()
        self._may_check()

    def _may_check(self) -> None:
        self.set_accept(tr("ตรวจทั้งหมดตอนนี้"), blocked="" if self._health else tr("กำลังดูแฟ้ม"))


def _free(size: int | None) -> str:
    return size_words(size) if size is not None else "–"


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the clerk's own clock
