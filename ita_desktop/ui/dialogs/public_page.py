"""หน้าเว็บ OIT: the dialog to make the public page, which tells what it will change; and personal
data in texts that are about to be published, there and elsewhere: mended, or published on
purpose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.places import Place
from ita_desktop.settings import stored_choice, stored_entries
from ita_desktop.site.parts import PALETTES, SiteChoices, choices_of
from ita_desktop.ui.background import Progress, giving
from ita_desktop.ui.dialogs.previews.sheet import PreviewTable
from ita_desktop.ui.outside import open_own_page
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, RowGroup
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.boxes import add, hbox, nest
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

if TYPE_CHECKING:
    from ita_desktop.domain.personal_data import TypedData
    from ita_desktop.services.personal_going_out import FileLines, UndecidedError
    from ita_desktop.services.public_page import SitePlan


_T = TypeVar("_T")
MEMORY: Final = "public-page"
"""Memory key of the folder and the choices."""
_FOLDER: Final = "oit-site"
"""Name of the usual folder, beside the workspace: names of folders become part of addresses."""
_PALETTES: Final = {"green": "เขียว", "blue": "น้ำเงิน", "plum": "ม่วง"}
_MOST_LINES: Final = 4


class _Width:
    """What is found in texts."""

    WHERE: Final = 260
    KIND: Final = 150


class _Row(NamedTuple):
    id: str
    found: "TypedData"
    where: str
    kind: str
    words: str
    place: Place | None


class PublicTextsSheet(Sheet):
    """Lists the places. Accepted, what was asked for is published: as typed, or because every place
    was decided about. Rejected, ``place`` is where a text is to be mended, if one is."""

    about = "public-texts"

    def __init__(self, session: Session, found: "Sequence[TypedData]", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = [_row(session, str(at), one) for at, one in enumerate(found)]
        self.place: Place | None = None
        self.set_title(
            tr("ข้อมูลส่วนบุคคลในข้อความที่จะเผยแพร่"),
            tr("Enter แก้ที่ข้อความ · Space ตั้งใจให้เผยแพร่ · F6 ไปที่ปุ่ม"),
        )
        self.table = SheetView(_text_columns(), self, filters=False)
        self.table.setAccessibleName(tr("ข้อมูลส่วนบุคคลที่พบ"))
        self.mend_button = Button(tr("แก้"), self, icon_name="pencil")
        self.mend_button.setToolTip(tr("ไปที่ข้อความนั้น โดยยังไม่เผยแพร่"))
        self.publish_button = Button(tr("ตั้งใจให้เผยแพร่"), self, icon_name="check")
        self.publish_button.setToolTip(tr("จำไว้ จึงไม่ถามถึงข้อความนี้อีกจนกว่าจะเปลี่ยน"))
        edges = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        self.body.addWidget(self.table, 1)
        buttons = hbox(self.mend_button, self.publish_button, None, margins=edges, gap=Space.S)
        nest(self.body, buttons)
        self._connect()
        self.set_accept(tr("เผยแพร่ตามที่พิมพ์"))
        self._show()
        self.table.setFocus()

    def _connect(self) -> None:
        self.mend_button.clicked.connect(self._mend)
        self.publish_button.clicked.connect(self._publish)
        self.table.detail_requested.connect(lambda _row: self._mend())
        here = Qt.ShortcutContext.WidgetShortcut
        for key, act in (("Return", self._mend), ("Enter", self._mend), ("Space", self._publish)):
            QShortcut(QKeySequence(key), self.table, context=here).activated.connect(act)

    @property
    def current(self) -> "TypedData | None":
        """What the current row is about."""
        row = self.table.current_row()
        return row.found if isinstance(row, _Row) else None

    def _mend(self) -> None:
        row = self.table.current_row()
        if isinstance(row, _Row):
            self.place = row.place
            self.reject()

    def _publish(self) -> None:
        """Remembers that the current place is meant so; the last one accepts the sheet."""
        from ita_desktop.services.personal_going_out import publish_on_purpose

        row, at = self.current, self.table.current_row()
        if row is None or not self._session.could_write(publish_on_purpose, [row]):
            return
        next_row = self._next_of(at)
        known = (row.place, row.digest)
        self._rows = [one for one in self._rows if (one.found.place, one.found.digest) != known]
        if not self._rows:
            self.accept()
            return
        self._show(next_row)

    def _next_of(self, row: object) -> str:
        """Returns the row that is current once this one is decided."""
        ids = [one.id for one in self._rows]
        at = ids.index(row.id) if isinstance(row, _Row) else 0
        return (ids[at + 1 :] or ids[at - 1 : at] or ids)[0]

    def _show(self, current: str = "") -> None:
        self.table.sheet.show_other(self._rows, _text_columns())
        wanted = next((row.id for row in self._rows if row.id == current), self._rows[0].id)
        self.table.go_to(wanted)
        self.set_remark(tr("{count} แห่ง", count=len(self._rows)))
        locked = self._session.is_locked
        self.publish_button.block(tr("แฟ้มนี้อ่านได้อย่างเดียว") if locked else "")


def _row(session: Session, key: str, found: "TypedData") -> _Row:
    from ita_desktop.services.checks.issues import excerpt
    from ita_desktop.services.personal_going_out import KIND_WORDS, located

    where, place = located(session.data, found)
    words = excerpt(found.whole, (found.start, found.end))
    return _Row(key, found, in_language(where), in_language(KIND_WORDS[found.kind]), words, place)


def _text_columns() -> list[Column[_Row]]:
    return [
        Column("where", tr("ที่"), lambda row: row.where, _Width.WHERE, lines=2),
        Column("kind", tr("สิ่งที่พบ"), lambda row: row.kind, _Width.KIND),
        Column("words", tr("ข้อความ"), lambda row: row.words, stretch=True),
    ]


def decide(session: Session, found: "Sequence[TypedData]", over: QWidget) -> bool:
    """Shows what was found; returns whether it is to be published now. If a text is to be mended,
    its place is shown."""
    sheet = PublicTextsSheet(session, found, over.window())
    if sheet.exec():
        return True
    if sheet.place is not None:
        session.place_requested.emit(sheet.place)
    return False


def attempted(work: Callable[[Progress], _T]) -> "Callable[[Progress], _T | UndecidedError]":
    """Returns the work of a job that gives what is undecided as its result."""
    from ita_desktop.services.personal_going_out import UndecidedError

    return giving(work, UndecidedError)


def handled(
    session: Session,
    over: QWidget,
    done: Callable[[_T], object],
    as_typed: Callable[[], object],
    gone: Callable[[str], object],
) -> "Callable[[_T | UndecidedError], None]":
    """Returns what takes the result of an attempt: ``done`` takes what was made; what is undecided
    is shown, and then ``as_typed`` begins again, unless a text is to be mended. If ``over`` is
    gone by then, nothing can be decided: ``gone`` gets the sentence why nothing was written."""
    from ita_desktop.services.personal_going_out import UndecidedError

    def handle(result: "_T | UndecidedError") -> None:
        if not isinstance(result, UndecidedError):
            done(result)
        elif not isValid(over):
            gone(_undecided(len(result.found)))
        elif decide(session, result.found, over):
            as_typed()

    return handle


def _undecided(count: int) -> str:
    return tr(
        "ยังไม่บันทึก เพราะข้อความที่จะเผยแพร่มีข้อมูลส่วนบุคคล {count} แห่งที่ยังไม่ตัดสิน เปิดแฟ้มนั้นแล้วบันทึกอีกครั้ง",
        count=count,
    )


class PublicPageColumns:
    """The dialog of the public page."""

    FILE: Final = 420
    ACTION: Final = 120


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A file of the page with what becomes of it, or what to check before it is written."""

    id: str
    text: str
    action: str = ""


class PublicPageSheet(Sheet):
    """Compares the page with the folder whenever a choice is made; Enter writes it."""

    about = "public-page"

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._planned: SitePlan | None = None
        self._undecided: tuple[TypedData, ...] = ()
        """Personal data that the compared page would publish."""
        self._files: FileLines | None = None
        """The kept files of the page, read once."""
        kept = stored_entries(session.memory.get(MEMORY))
        self._path = _last_folder(session, kept.get("folder"))
        self.palettes = {name: Chip(tr(words)) for name, words in _PALETTES.items()}
        chosen = stored_choice(kept.get("palette"), PALETTES) or next(iter(PALETTES))
        for name, chip in self.palettes.items():
            chip.setChecked(name == chosen)
            chip.setToolTip(tr("สีของหน้าเว็บ"))
            chip.clicked.connect(lambda _=False, name=name: self._choose_palette(name))
        self.english = Chip(tr("มีกรอบภาษาอังกฤษ"))
        self.english.setChecked(kept.get("english") is not False)
        self.zipped = Chip("zip")
        self.zipped.setChecked(kept.get("zip") is True)
        self.copy_button = Button(tr("คัดลอกตาราง"), self, icon_name="copy")
        self.copy_button.setToolTip(tr("ตาราง HTML เดียวสำหรับวางในเว็บที่มีเพียงหน้าแก้ไขข้อความ"))
        self.folder = Button(tr("เปลี่ยนโฟลเดอร์…"), self, icon_name="folder-open")
        self.table = PreviewTable(_columns())
        self.table.set_read_only(True)
        self.table.setAccessibleName(tr("สิ่งที่ต้องตรวจและไฟล์ที่จะเปลี่ยน"))
        self.outcome = ThaiLabel("", self, tone=Tone.TEXT, most=_MOST_LINES)
        self.outcome.setContentsMargins(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, 0)
        self.outcome.hide()
        self.work = SheetWork(self, self._check, session)
        self._lay_out()
        self._connect()
        self.compare()
        self.table.setFocus()

    def _lay_out(self) -> None:
        edges = (Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S)
        colours, more = self.palettes.values(), (self.english, self.zipped)
        choices = hbox(
            *colours, Space.M, *more, None, self.copy_button, margins=edges, gap=Space.XS
        )
        add(self.body, choices, (self.table, 1))
        add(self.notes, self.outcome)
        self.ui.sourceRow.setStretchFactor(self.ui.source, 1)
        self.ui.sourceRow.addWidget(self.folder)

    def _connect(self) -> None:
        self.english.clicked.connect(self.compare)
        self.zipped.clicked.connect(self._check)
        self.folder.clicked.connect(self._choose_folder)
        self.copy_button.clicked.connect(self._copy_table)
        self.table.accept_requested.connect(self.ui.accept.click)

    # -- choices

    @property
    def palette_name(self) -> str:
        """The name of the chosen colours."""
        return next(name for name, chip in self.palettes.items() if chip.isChecked())

    @property
    def choices(self) -> SiteChoices:
        """How the page will look."""
        return choices_of(self.palette_name, english=self.english.isChecked())

    def _choose_palette(self, name: str) -> None:
        for other, chip in self.palettes.items():
            chip.setChecked(other == name)
        self.compare()

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("โฟลเดอร์ของหน้าเว็บ"), str(self._path))
        if name:
            self._path = Path(name)
            self.compare()

    def _copy_table(self) -> None:
        from ita_desktop.services.public_page import snippet

        if not self._is_decided():
            return
        html, text = snippet(self._session.data, self.choices, self._session.today)
        copied = QMimeData()
        copied.setHtml(html)
        copied.setText(text)
        QGuiApplication.clipboard().setMimeData(copied)
        self._show_message([tr("คัดลอกแล้ว วางในหน้าแก้ไขของเว็บได้")], Tone.TEXT)

    # -- work

    def compare(self) -> None:
        """Makes the page in another thread, and lists what differs from the folder."""
        from ita_desktop.services.personal_going_out import FileLines
        from ita_desktop.services.public_page import plan_site, undecided

        self.set_title(tr("หน้าเว็บ OIT"), str(self._path))
        session, folder, choices = self._session, self._path, self.choices
        workspace, data = session.workspace, session.data
        self._files = files = self._files or FileLines(workspace.media)
        self._planned = None

        def compared(progress: Progress) -> "tuple[SitePlan, tuple[TypedData, ...]]":
            planned = plan_site(
                workspace, data, folder, choices, progress, as_typed=True, files=files
            )
            return planned, undecided(workspace, data, choices, files)

        self.work.begin(tr("กำลังเทียบกับโฟลเดอร์"), compared, self._show_plan, self._fail)

    def _show_plan(self, compared: "tuple[SitePlan, tuple[TypedData, ...]]") -> None:
        planned, self._undecided = compared
        self._planned = planned
        kinds = (("new", tr("ใหม่")), ("changed", tr("เปลี่ยน")), ("removed", tr("เอาออก")))
        files = [
            PlanRow(path, path, words) for kind, words in kinds for path in getattr(planned, kind)
        ]
        notes = [
            PlanRow(f"note:{number}", in_language(text))
            for number, text in enumerate(planned.notes)
        ]
        groups = (("notes", tr("ตรวจก่อนเขียน"), notes), ("files", tr("ไฟล์ที่จะเปลี่ยน"), files))
        rows = [
            RowGroup(id=f"group:{key}", title=title, note=str(len(some)), rows=tuple(some))
            for key, title, some in groups
            if some
        ]
        self.table.sheet.set_rows(rows, flash=False)
        if rows:
            self.table.go_to(rows[0].id)
        counts = [f"{words} {len(getattr(planned, kind))}" for kind, words in kinds]
        same = tr("โฟลเดอร์นี้เป็นปัจจุบันแล้ว ไม่มีไฟล์ที่เปลี่ยน")
        self.set_remark(same if planned.is_same else " · ".join(counts))
        self._show_message([], Tone.TEXT)
        self._check()

    def accept(self) -> None:
        """Writes the page in another thread, and opens it."""
        from ita_desktop.services.public_page import carry_out

        planned, zipped = self._planned, self.zipped.isChecked()
        if planned is None or self.work.is_going or not self._is_decided():
            return
        self._remember()
        self.work.begin(
            tr("กำลังเขียนหน้าเว็บ"),
            lambda progress: carry_out(planned, zipped=zipped, progress=progress),
            lambda _done: self._open(planned.folder),
            self._fail,
            decided=True,
        )

    def _is_decided(self) -> bool:
        """Asks about undecided personal data; returns whether it is to be published. The dialog
        closes where a text is to be mended first."""
        if not self._undecided:
            return True
        sheet = PublicTextsSheet(self._session, self._undecided, self)
        if sheet.exec():
            self._undecided = ()
            return True
        if sheet.place is None:
            self.compare()  # some may have been decided
        else:
            self.reject()
            self._session.place_requested.emit(sheet.place)
        return False

    def _remember(self) -> None:
        kept = {
            "folder": str(self._path),
            "palette": self.palette_name,
            "english": self.english.isChecked(),
            "zip": self.zipped.isChecked(),
        }
        self._session.memory.set(MEMORY, kept)

    def _open(self, folder: Path) -> None:
        page = folder / str(self._session.year) / "index.html"
        self._session.saved.emit(tr("หน้าเว็บอยู่ที่ {path}", path=folder.name), page)
        open_own_page(page)
        super().accept()

    def _fail(self, problem: str) -> None:
        self._planned = None
        self.table.sheet.set_rows([], flash=False)
        self.set_remark("")
        self._show_message([problem], Tone.LATE)
        self._check()

    def _show_message(self, lines: list[str], tone: Tone) -> None:
        self.outcome.set_tone(tone)
        self.outcome.setText("\n".join(lines))
        self.outcome.setVisible(bool(lines))

    def _check(self) -> None:
        blocked = "" if self._planned is not None else tr("ยังเทียบกับโฟลเดอร์ไม่ได้")
        self.set_accept(tr("เขียนและเปิดดู"), blocked=blocked)


def _last_folder(session: Session, kept: object) -> Path:
    """Returns the folder of the last page, else the usual one."""
    if isinstance(kept, str) and kept and Path(kept).parent.is_dir():
        return Path(kept)
    own = session.workspace.path
    return (own.parent if own is not None else Path.home()) / _FOLDER


def _columns() -> list[Column[PlanRow]]:
    return [
        Column("file", tr("รายการ"), lambda row: row.text, PublicPageColumns.FILE, stretch=True,
               hideable=False),
        Column("action", tr("สิ่งที่จะทำ"), lambda row: row.action, PublicPageColumns.ACTION,
               tone=Tone.TEXT2),
    ]  # fmt: skip


def open_sheet(session: Session, over: QWidget) -> None:
    """Opens the dialog."""
    PublicPageSheet(session, over).exec()
