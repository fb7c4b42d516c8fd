"""The tables of the city, which are read, copied, sorted and filtered, and never edited; their
columns, in which a missing score is ``–``, never zero; and what is saved of them: the papers of the
city, and the shown table as it stands, after the personal data that they would publish is listed.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.documents.kinds import Format
from ita_desktop.documents.reports.city.words import GROUPS
from ita_desktop.domain.city.districts import City
from ita_desktop.domain.text import signed_number
from ita_desktop.filing import file_names
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.city.papers import (
    FORMATS,
    CityPaper,
    UndecidedInCityError,
    Wanted,
    write_papers,
    write_table,
)
from ita_desktop.services.personal_going_out import KIND_WORDS
from ita_desktop.settings import today
from ita_desktop.ui.background import Job, Progress, giving
from ita_desktop.ui.city.screen import CityFilter, CityRow, Shown, blocked_words
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.outside import saved
from ita_desktop.ui.saving.places import ask_file, documents, must_be_free
from ita_desktop.ui.table.column import Column, ColumnKind, Row, RowGroup
from ita_desktop.ui.table.texts import UNKNOWN, bare, cell_text
from ita_desktop.ui.table.values import Numbers
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import CityColumns as Width
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.button import take_out
from ita_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ita_desktop.services.city.papers import CityText
    from ita_desktop.services.documents.exporting import Value
    from ita_desktop.settings import Memory
    from ita_desktop.ui.widgets.button import Button

RowT = TypeVar("RowT", bound=Row)
WHOLE: Final = Numbers(decimals=0)
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

            must_be_free(chosen, None)
            return (write_table(title, headings, rows, chosen.path, city, as_typed=as_typed),)

        self._start(work)

    def _start(
        self, work: Callable[[Progress, bool], tuple[Path, ...]], *, as_typed: bool = False
    ) -> None:
        """Begins ``work``, which writes texts as they are typed only if it is told so: undecided
        personal data in them is shown first."""

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
    return _Row(key, in_language(found.where), in_language(KIND_WORDS[found.kind]), found.words)


def _columns() -> list[Column[_Row]]:
    return [
        Column("where", tr("ที่"), lambda row: row.where, CityTextColumns.WHERE, lines=2),
        Column("kind", tr("สิ่งที่พบ"), lambda row: row.kind, CityTextColumns.KIND),
        Column("words", tr("ข้อความ"), lambda row: row.words, stretch=True),
    ]


class DistrictColumns:
    RANK: Final = 62
    BLOCKS: Final = 176
    ALL_BLOCKS: Final = 450
    """What the total and three instruments lack, in one line."""
    LATE: Final = 128
    ALL_LATE: Final = 200
    GROUP: Final = 130


def code_column(value: Callable[[RowT], str]) -> Column[RowT]:
    """Returns the column of codes of indicators and items."""
    return Column("code", tr("รหัส"), value, Width.CODE, kind=ColumnKind.CODE)


def figure(
    key: str, title: str, value: Callable[[RowT], object], width: int = Width.SCORE
) -> Column[RowT]:
    """Returns a column of scores."""
    return Column(key, title, value, width, kind=ColumnKind.NUMBER)


def count(
    key: str, title: str, value: Callable[[RowT], object], width: int = DistrictColumns.RANK
) -> Column[RowT]:
    """Returns a column of whole numbers."""
    return Column(key, title, value, width, kind=ColumnKind.NUMBER, numbers=WHOLE)


def difference(key: str, title: str, value: Callable[[RowT], Decimal | None]) -> Column[RowT]:
    """Returns a column of points gained or lost, with their sign."""

    def tone(row: RowT) -> Tone:
        points = value(row)
        return Tone.TEXT3 if not points else Tone.DONE if points > 0 else Tone.DOING

    return Column(
        key,
        title,
        value,
        Width.CHANGE,
        kind=ColumnKind.NUMBER,
        text=lambda row: signed(value(row)),
        sort=value,
        tone=tone,
    )


def signed(points: Decimal | None) -> str:
    """Returns ``+1.25``, ``−0.50``, ``0.00`` or, if it is missing, ``–``."""
    return UNKNOWN if points is None else signed_number(points)


def year_columns(city: City, fiscal_year: int) -> Sequence[Column[CityRow]]:
    """Returns the columns of the table of a fiscal year."""
    codes = dict.fromkeys(
        node.code for _, year in city.in_year(fiscal_year) for node in year.outline.instruments
    )
    return [
        count("rank", tr("อันดับ"), lambda row: row.shown.rank),
        Column("name", tr("เขต"), lambda row: row.name, Width.NAME, firm=True),
        figure("total", tr("รวม"), lambda row: row.shown.total),
        Column("level", tr("ระดับ"), lambda row: row.level, Width.LEVEL, firm=True),
        *(figure(code, code, _instrument(code)) for code in codes),
        difference("change", tr("เทียบปีก่อน"), lambda row: row.shown.change),
        Column(
            "blocks",
            tr("ขาดถึงระดับถัดไป"),
            lambda row: blocked_words(row.shown.blocked_by),
            DistrictColumns.BLOCKS,
            wide=DistrictColumns.ALL_BLOCKS,
            lines=2,
        ),
        Column(
            "late",
            tr("ข้อที่เลยกำหนด"),
            _late,
            DistrictColumns.LATE,
            wide=DistrictColumns.ALL_LATE,
            lines=1,
            tone=Tone.LATE,
            sort=lambda row: len(row.shown.late) or None,
        ),
        Column(
            "note",
            tr("หมายเหตุ"),
            lambda row: row.note,
            Width.NOTE,
            wide=Width.NOTE,
            stretch=True,
            lines=1,
            tone=lambda row: Tone.LATE if row.district.problem is not None else Tone.TEXT2,
        ),
        Column(
            "group",
            tr("กลุ่มเขต"),
            lambda row: in_language(GROUPS[row.group]) if row.group else "",
            DistrictColumns.GROUP,
            hidden=True,
        ),
        Column(
            "source",
            tr("แหล่งข้อมูล"),
            lambda row: row.year.place if row.year is not None else row.district.source,
            Width.NOTE,
            hidden=True,
        ),
    ]


def _instrument(code: str) -> Callable[[CityRow], Decimal | None]:
    return lambda row: row.year.score(code) if row.year is not None else None


def _late(row: CityRow) -> str:
    """Returns the late items: ``3: O1 O5 O12``."""
    late = row.shown.late
    return f"{len(late)}: {' '.join(late)}" if late else ""


class CitySheet(SheetView):
    """A table; ``entered`` is emitted with the current row on Enter or a double click."""

    entered = Signal(object)

    def __init__(
        self, columns: Sequence[Column[Any]], parent: QWidget, *, filters: bool = True
    ) -> None:
        super().__init__(columns, parent, filters=filters)
        self.detail_requested.connect(lambda _row: self._enter())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()) and not event.modifiers():
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        row = self.current_row()
        if row is not None and not isinstance(row, RowGroup):
            self.entered.emit(row)


def name_filter(table: SheetView, wanted: CityFilter, passes: Callable[[Any], bool]) -> None:
    """Filters a table by what is chosen above it."""
    table.sheet.quick_filter("city", passes if wanted else None, tr("ตัวกรองด้านบน"))
