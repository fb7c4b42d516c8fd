"""Saves the papers of the city, and the shown table as it stands.

Personal data that papers or tables of the city would publish: listed before they are written.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.documents.kinds import Format
from ita_desktop.filing import file_names
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.city.papers import FORMATS, CityPaper, Wanted, write_papers
from ita_desktop.settings import today
from ita_desktop.ui.background import Job, Progress, giving
from ita_desktop.ui.city.screen import Shown
from ita_desktop.ui.outside import saved
from ita_desktop.ui.saving.places import ask_file, documents, must_be_free
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.texts import bare, cell_text
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.button import take_out
from ita_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ita_desktop.services.city.papers import CityText
    from ita_desktop.services.documents.exporting import Value
    from ita_desktop.settings import Memory
    from ita_desktop.ui.widgets.button import Button

_FOLDER: Final = "folder"
_FORMATS: Final = "formats"
WORDS: Final = {
    Format.DOCX: "Word",
    Format.XLSX: "Excel",
    Format.PDF: "PDF",
    Format.PPTX: "PowerPoint",
}
PAPERS: Final = {
    CityPaper.OVERVIEW: "ภาพรวมของปี…",
    CityPaper.GROUPS: "กลุ่มเขต…",
    CityPaper.HANDED_IN: "ใครส่งอะไรและเมื่อไร…",
    CityPaper.YEARS: "หลายปีเทียบกัน…",
    CityPaper.DISTRICT: "เขตนี้เทียบกับทุกเขต…",
    CityPaper.ITEM: "ข้อนี้ของทุกเขต…",
}


class CityExport(QObject):
    """The menu of the export button. ``working`` is emitted with a job that is about to start, and
    its sentence; ``done`` with a message."""

    working = Signal(object, str)
    done = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        memory: "Memory",
        button: "Button",
        window: QWidget,
        shown: Callable[[], Shown | None],
        about: Callable[[], tuple[str, str]],
        table: "Callable[[], SheetView | None]",
    ) -> None:
        """``about`` returns district and item that are shown, empty if none is; ``table`` the shown
        table."""
        super().__init__(window)
        self._memory, self._window = memory, window
        self._shown, self._about, self._table = shown, about, table
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        button.setMenu(menu)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats chosen last; all if there are none."""
        kept = self._memory.get(_FORMATS, [])
        return tuple(form for form in FORMATS if form.value in kept) or FORMATS

    def _fill(self, menu: QMenu) -> None:
        take_out(menu)
        shown = self._shown()
        has_year = shown is not None and bool(shown.city.in_year(shown.year))
        for paper, words in PAPERS.items():
            if paper in self._wanted().papers:
                entry = menu.addAction(tr(words), partial(self.save_paper, paper))
                entry.setEnabled(has_year)
        menu.addSeparator()
        for form in FORMATS:
            entry = menu.addAction(WORDS[form])
            entry.setCheckable(True)
            entry.setChecked(form in self.formats)
            entry.toggled.connect(partial(self._choose, form))
        menu.addSeparator()
        entry = menu.addAction(tr("ตารางที่แสดงอยู่เป็น Excel…"), self.save_table)
        entry.setEnabled(self._table() is not None)

    def _choose(self, form: Format, on: bool) -> None:
        chosen = [
            file_format.value
            for file_format in FORMATS
            if (on if file_format is form else file_format in self.formats)
        ]
        self._memory.set(_FORMATS, chosen)

    def _wanted(self) -> Wanted:
        shown = self._shown()
        district, item = self._about()
        target = shown.target if shown is not None else None
        year = shown.year if shown is not None else 0
        return Wanted(year, today(), district, item, target=target)

    def save_paper(self, paper: CityPaper) -> None:
        """Asks for a folder, and writes a paper there in the chosen formats, in another thread."""
        shown = self._shown()
        name = QFileDialog.getExistingDirectory(
            self._window, tr("บันทึกเอกสารไว้ที่"), str(self._folder())
        )
        if not name or shown is None:
            return
        folder = Path(name)
        self._memory.set(_FOLDER, str(folder))
        wanted, formats, city = self._wanted(), self.formats, shown.city

        def work(progress: Progress, as_typed: bool) -> tuple[Path, ...]:
            return write_papers(
                city,
                wanted,
                folder,
                papers=(paper,),
                formats=formats,
                progress=progress,
                as_typed=as_typed,
            )

        self._start(work)

    def save_table(self) -> None:
        """Asks for a file, and writes the rows that are shown there, in another thread."""
        table, shown = self._table(), self._shown()
        if table is None or shown is None:
            return
        title = f"{table.accessibleName()} {shown.year}"
        place = self._folder() / f"{file_names.plain(title)}.xlsx"
        chosen = ask_file(self._window, tr("บันทึกตารางเป็น Excel"), place, "Excel")
        if chosen is None:
            return
        self._memory.set(_FOLDER, str(chosen.path.parent))
        headings, rows = cells_of(table)
        city = shown.city

        def work(_progress: Progress, as_typed: bool) -> tuple[Path, ...]:
            from ita_desktop.services.city.papers import write_table

            must_be_free(chosen, None)
            return (write_table(title, headings, rows, chosen.path, city, as_typed=as_typed),)

        self._start(work)

    def _start(
        self, work: Callable[[Progress, bool], tuple[Path, ...]], *, as_typed: bool = False
    ) -> None:
        """Begins ``work``, which writes texts as they are typed only if it is told so: undecided
        personal data in them is shown first."""
        from ita_desktop.services.city.papers import UndecidedInCityError

        def handle(result: tuple[Path, ...] | UndecidedInCityError) -> None:
            if not isinstance(result, UndecidedInCityError):
                self._show_message(result)
            elif CityTextsSheet(result.found, self._window).exec():
                self._start(work, as_typed=True)

        attempt = giving(lambda progress: work(progress, as_typed), UndecidedInCityError)
        job = Job(attempt, self, keeps_open=True)
        job.done.connect(handle)
        job.failed.connect(self.failed)
        self.working.emit(job, tr("กำลังทำเอกสาร"))
        job.start()

    def _show_message(self, files: tuple[Path, ...]) -> None:
        folder = files[0].parent
        words = tr("บันทึก {count} ไฟล์ไว้ที่ {folder} แล้ว", count=len(files), folder=folder.name)
        self.done.emit(saved(words, folder, files[0] if len(files) == 1 else None))

    def _folder(self) -> Path:
        kept = self._memory.get(_FOLDER, "")
        return Path(kept) if kept and Path(kept).is_dir() else documents()


def cells_of(table: "SheetView") -> "tuple[list[str], list[list[Value]]]":
    """Returns the headings and rows of a table as they are shown: its visible columns in their
    order, and the rows that pass the filters."""
    columns = [span.column for span in table.header.spans()]
    rows: list[list[Value]] = []
    for line in table.sheet.lines:
        if line.group is not None:
            cells = [table.sheet.group_text(line.group, column) for column in columns]
            rows.append(list(cells))
            continue
        row: list[Value] = []
        for column in columns:
            value = bare(column.value(line.row))
            is_number = isinstance(value, Decimal | int) and not isinstance(value, bool)
            row.append(value if is_number else cell_text(column, line.row))  # type: ignore[arg-type]
        rows.append(row)
    return [column.title for column in columns], rows


class CityTextColumns:
    """What is found in texts of the city."""

    WHERE: Final = 280
    KIND: Final = 150


class _Row(NamedTuple):
    id: str
    where: str
    kind: str
    words: str


class CityTextsSheet(Sheet):
    """Lists the places, which only their districts can mend or decide about. Accepted, what was
    asked for is written as typed."""

    about = "city-texts"

    def __init__(self, found: "Sequence[CityText]", parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(tr("ข้อมูลส่วนบุคคลในข้อความที่จะเผยแพร่"), tr("แก้หรือตัดสินในแฟ้มของเขต แล้วอ่านใหม่"))
        self.table = SheetView(_columns(), self, filters=False)
        self.table.setAccessibleName(tr("ข้อมูลส่วนบุคคลที่พบ"))
        self.table.set_read_only(True)
        self.body.addWidget(self.table, 1)
        rows = [_row(str(at), one) for at, one in enumerate(found)]
        self.table.sheet.set_rows(rows, flash=False)
        self.table.go_to(rows[0].id)
        self.set_remark(tr("{count} แห่ง", count=len(rows)))
        self.set_accept(tr("เผยแพร่ตามที่พิมพ์"))
        self.table.setFocus()


def _row(key: str, found: "CityText") -> _Row:
    from ita_desktop.services.personal_going_out import KIND_WORDS

    return _Row(key, in_language(found.where), in_language(KIND_WORDS[found.kind]), found.words)


def _columns() -> list[Column[_Row]]:
    return [
        Column("where", tr("ที่"), lambda row: row.where, CityTextColumns.WHERE, lines=2),
        Column("kind", tr("สิ่งที่พบ"), lambda row: row.kind, CityTextColumns.KIND),
        Column("words", tr("ข้อความ"), lambda row: row.words, stretch=True),
    ]
