"""The form in the detail pane to add or edit evidence."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.framework import Item, Requirement
from ita_desktop.domain.oit.parts import ItemPart, ItemRow, parts_of
from ita_desktop.domain.oit.proofs import is_address
from ita_desktop.domain.records import Evidence, Statement
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.i18n import sentence, tr
from ita_desktop.services.oit.evidence import (
    MOST,
    NOTHING,
    USUAL,
    EvidencePlace,
    GivenFile,
    file_at,
    format_of,
    megabytes,
    of_file,
    read_file,
    size_of,
)
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.editors.dates import example_day, typed_form
from ita_desktop.ui.forms.ui_evidence_form import Ui_EvidenceForm
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.pages.oit.evidence_given import evidence_in
from ita_desktop.ui.pages.parts.chips import MenuChip
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.editor_events import KeptEvent, tell
from ita_desktop.ui.shared.stored_line import FilledForm
from ita_desktop.ui.theme.tokens import Breakpoint, Height, Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import WrapLayout, hbox, vbox
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.fields.field import Field, FieldWithError
from ita_desktop.ui.widgets.label import ThaiLabel

_T = TypeVar("_T")


class _Typed(NamedTuple):
    """What stands in the form: its texts and choices, in the order of its fields."""

    evidence: str
    """Id of the edited evidence; empty: new."""
    texts: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    """Keys and words."""
    nothing: bool
    given_title: str
    has_file: bool
    by_escape: bool = False
    """Whether the form was closed by Esc, and does not open by itself."""


class EvidenceForm(QWidget):
    """Enter in any field accepts; Esc closes. What was typed and not accepted is kept until the
    form opens for the same evidence, or its item is shown again; ยกเลิก gives it up."""

    accepted = Signal(int, str, str, object)
    """The year and item of the evidence, its id (empty: new), and its changed fields by name. Its
    file may have been read for a while: another item may be shown by now."""

    about = "evidence"
    exited = Signal()
    """It was closed by Esc or ยกเลิก; the keyboard goes back to where it was opened."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._changes = ""
        self._item = ""
        self._year = 0
        self._left: dict[tuple[int, str], _Typed] = {}
        """What was typed for items that are not shown now, by year and item."""
        self.exited.connect(session.failure_over)
        self._filled = FilledForm(session, self)
        self.ui = Ui_EvidenceForm()
        self.ui.setupUi(self)
        self.location, self.title = self.ui.location, self.ui.title
        self.day = Field(self)
        self.day.setAccessibleName(tr("วันที่เผยแพร่"))
        self._rows: tuple[ItemRow, ...] = ()
        self._parts: tuple[ItemPart, ...] = ()
        self._points: tuple[Requirement, ...] = ()
        self.unit = MenuChip(tr("หน่วย"), tr("ทุกหน่วย"), self._units, self)
        self.part = MenuChip(tr("ส่วน"), tr("ทั้งข้อ"), self._part_titles, self)
        self.nothing = Chip(tr("ไม่มีข้อมูล"), self)
        self._for = QWidget(self)
        wrap = WrapLayout(Space.ICON_TO_WORD, Space.XS, self._for)
        for chip in (self.unit, self.part, self.nothing):
            wrap.addWidget(chip)
        self.ui.outer.insertWidget(0, self._for)
        self._day_row = FieldWithError(self.day, self)
        self.as_of = Field(self)
        self.as_of.setAccessibleName(tr("ข้อมูล ณ วันที่"))
        self._as_of_row = FieldWithError(self.as_of, self)
        self.placed_by = Field(self, example=tr("ถ้าไม่ใช่ผู้ที่ใช้เครื่องนี้"))
        self.placed_by.setAccessibleName(tr("ผู้นำขึ้น"))
        self.point = MenuChip(tr("ตอบรายการ"), tr("ทุกรายการตรวจ"), self._point_titles, self)
        self.file = FilePart(session, self)
        self._lay_out()
        self.ui.browse.clicked.connect(self.browse)
        self.location.installEventFilter(self)
        # Drops go to the pane, which distinguishes files from text.
        self.location.setAcceptDrops(False)
        self._given_title = ""
        """The title that the program has taken from the selected file or link."""
        self._lines = self.findChildren(QLineEdit)
        for field in self._lines:
            if field is not self.location:
                field.installEventFilter(self)
        self._untouched = self._typed()
        self.ui.accept.clicked.connect(self._accept)
        self.ui.cancel.clicked.connect(self._give_up)

    def _lay_out(self) -> None:
        """Each field stands behind its label, which stays while it is filled."""
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("ลิงก์หรือไฟล์"), self.location),
            (tr("ชื่อที่แสดง"), self.title),
            (tr("รูปแบบ"), self.ui.format),
            (tr("เผยแพร่เมื่อ"), self._day_row),
            (tr("ข้อมูล ณ วันที่"), self._as_of_row),
            (tr("ตอบรายการ"), self.point),
            (tr("ผู้นำขึ้น"), self.placed_by),
            (tr("หมายเหตุ"), self.ui.note),
        )
        self._rows_by_field: dict[QWidget, QWidget] = {}
        for at, (words, field) in enumerate(rows, 1):
            place = self._rows_by_field[field] = QWidget(self)
            label = ThaiLabel(words, place, style=Text.LABEL, tone=Tone.TEXT2)
            label.setFixedSize(Width.PANE_LABEL - Space.XS, Height.FIELD)
            stretch = 0 if field is self.point else 1
            top = Qt.AlignmentFlag.AlignTop
            row = hbox((label, 0, top), (field, stretch), on=place)
            if not stretch:
                row.addStretch(1)
            self.ui.outer.insertWidget(at, place)
        self.ui.outer.insertWidget(len(rows) + 1, self.file)

    def show_item(self, item: Item) -> None:
        """Offers the units, months and processes of an item, if it is delivered by these; shows
        what was typed for it before."""
        is_other = not self.is_about(self._session.year, item.code)
        self._year, self._item = self._session.year, item.code
        self._rows = self._session.progress[item.code].rows
        self._parts = parts_of(item)
        self._points = tuple(item.requirements)
        self._rows_by_field[self.point].setVisible(bool(self._points))
        for field, month in ((self.day, 1), (self.as_of, 12)):
            field.set_example(tr("เช่น {day}", day=example_day(self._year, month)))
        self._for.setVisible(bool(self._rows))
        self.unit.setVisible(any(row.unit is not None for row in self._rows))
        self.part.setVisible(bool(self._parts))
        left = self._left.get((self._year, self._item)) if is_other else None
        if left is not None and not left.by_escape:
            self.forget(self._year, self._item)
            self._take_up(left)

    def leave(self, *, by_escape: bool = False) -> bool:
        """Closes the form before another item is shown, or ``by_escape``, which first gives its
        keyboard on. Returns whether it keeps something that was typed and not accepted."""
        typed = self._typed()
        is_stored = self.file.is_reading or not self.isEnabled()
        keeps = not self.isHidden() and not is_stored and typed != self._untouched
        if keeps:
            self._left[self._year, self._item] = typed._replace(by_escape=by_escape)
        if by_escape:
            self.exited.emit()
        self.hide()
        return keeps

    def _give_up(self) -> None:
        self.exited.emit()
        self.hide()
        self.forget(self._year, self._item)

    def forget(self, year: int, item: str) -> None:
        """Drops what is kept for an item, because it is stored now."""
        self._left.pop((year, item), None)

    def _typed(self) -> _Typed:
        return _Typed(
            self._changes,
            tuple(field.text() for field in self._lines),
            tuple((chip.key, chip.text()) for chip in (self.unit, self.part, self.point)),
            self.nothing.isChecked(),
            self._given_title,
            self.file.is_offered,
        )

    def _take_up(self, left: _Typed) -> None:
        """Opens the form with what was typed before; the keyboard stays where it is."""
        known = self._session.data.evidence_by_id
        self._fill(known.get(left.evidence))
        for field, text in zip(self._lines, left.texts, strict=True):
            field.setText(text)
        chips = (self.unit, self.part, self.point)
        for chip, (key, words) in zip(chips, left.choices, strict=True):
            chip.choose(key, words)
        self.nothing.setChecked(left.nothing)
        self._given_title = left.given_title
        if left.has_file:
            self.file.offer(self.location.text().strip())
        self.show()

    def _units(self) -> list[tuple[str, str]]:
        units = {row.unit.id: row.unit.label for row in self._rows if row.unit is not None}
        return list(units.items())

    def _part_titles(self) -> list[tuple[str, str]]:
        return [(part.code, part.title) for part in self._parts]

    def _point_titles(self) -> list[tuple[str, str]]:
        return [(point.code, shortened(f"{point.code} {point.text}")) for point in self._points]

    def begin(self, evidence: Evidence | None = None) -> None:
        """Opens for new evidence, or to edit ``evidence``, with the focus in the form. What is
        being typed stays: it has to be accepted or cancelled first."""
        if self.isHidden() or self._typed() == self._untouched:
            left = self._left.pop((self._year, self._item), None)
            if left is not None and left.evidence == (evidence.id if evidence else ""):
                self._take_up(left)
            else:
                self._fill(evidence)
                self.show()
        self.location.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, evidence: Evidence | None) -> None:
        self._changes = evidence.id if evidence else ""
        self._choose(evidence)
        self.location.setText(evidence.location if evidence else "")
        self.title.setText(evidence.title if evidence else "")
        self._given_title = _title_from(evidence) if evidence else ""
        self.ui.format.setText(evidence.format if evidence else "")
        published = evidence.published if evidence else None
        self.day.setText(typed_form(published) if published else "")
        as_of = evidence.as_of if evidence else None
        self.as_of.setText(typed_form(as_of) if as_of else "")
        self.point.choose(evidence.point if evidence else "")
        self.file.begin(evidence)
        self.placed_by.setText(evidence.placed_by if evidence else "")
        self.ui.note.setText(evidence.note if evidence else "")
        self.ui.accept.setText(tr("บันทึก") if evidence else tr("เพิ่ม"))
        self._day_row.set_error("")
        self._as_of_row.set_error("")
        self._filled.begin(self._fields() if evidence is not None else {})
        self._untouched = self._typed()

    def showEvent(self, event: QShowEvent) -> None:
        low = self.window().height() < Breakpoint.LOW
        self.ui.outer.setSpacing(Space.XS if low else Space.S)
        super().showEvent(event)

    def go_on(self) -> None:
        """Lets type again once what was typed before is stored, or could not be."""
        self.setEnabled(True)
        if self.isVisible() and QApplication.focusWidget() is None:
            self.location.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, evidence: Evidence | None) -> None:
        """Chooses the unit and part of ``evidence``; of new evidence those that are missing next,
        once something was given for one of them alone."""
        unit, part = "", ""
        by_row = any(not row.for_all and row.is_given for row in self._rows)
        if evidence is not None:
            unit, part = evidence.unit_id or "", evidence.part
        elif by_row:
            following = next((row for row in self._rows if not row.is_given), None)
            if following is not None:
                unit, part = following.unit.id if following.unit else "", following.part
        self.unit.choose(unit, self._session.data.unit_name(unit))
        self.part.choose(part, dict(self._part_titles()).get(part, part))
        self.nothing.setChecked(evidence is not None and evidence.statement is Statement.NOTHING)

    def browse(self) -> None:
        """Opens a file dialog."""
        workspace = self._session.workspace.path
        name, _ = QFileDialog.getOpenFileName(
            self, tr("เลือกไฟล์หลักฐาน"), str(workspace.parent) if workspace is not None else ""
        )
        if name:
            self.fill(of_file(Path(name), workspace))

    def fill(self, place: EvidencePlace) -> None:
        """Fills in a selected, dropped or pasted location; a typed title or format is kept."""
        if self.ui.format.text().strip() == format_of(self.location.text().strip()):
            self.ui.format.setText("")  # read from the new location
        self.location.setText(place.location)
        self.file.offer(place.location)
        if self.title.text().strip() in {"", self._given_title}:
            self.title.setText(place.title)
            self._given_title = place.title
        self.location.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fills the form with a pasted file or titled link; other text is pasted as text. Files and
        links that are dropped on any field go to the pane."""
        if isinstance(event, QDragEnterEvent | QDropEvent) and event.mimeData().hasUrls():
            event.ignore()
            return True
        if (
            watched is not self.location
            or not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or not event.matches(QKeySequence.StandardKey.Paste)
        ):
            return False
        given = evidence_in(QGuiApplication.clipboard().mimeData(), self._session.workspace.path)
        if len(given) != 1 or not given[0].title:
            return False
        self.fill(given[0])
        return True

    def _accept(self) -> None:
        try:
            fields = self._filled.touched(self._fields())
        except DateError:
            return
        about = self._year, self._item, self._changes
        location = self.location.text().strip()
        self.file.read(location, lambda file: self.accepted.emit(*about, fields | file))

    def write(self, service: Callable[[], _T]) -> _T:
        """Stores the form's fields by ``service``. Raises ConflictError, once, where somebody else
        has changed one of them since the form was filled."""
        return self._filled.write(service)

    def _fields(self) -> dict[str, Any]:
        """Returns the fields as typed. Raises DateError for a day, which is shown beside it."""
        day = self._day_in(self.day, self._day_row)
        as_of = self._day_in(self.as_of, self._as_of_row)
        location = self.location.text().strip()
        fields: dict[str, Any] = {
            "location": location,
            "title": self.title.text().strip() or location,
            "format": self.ui.format.text().strip() or format_of(location),
            "published": day,
            "as_of": as_of,
            "point": self.point.key,
            "placed_by": self.placed_by.text().strip(),
            "note": self.ui.note.text().strip(),
        }
        if self._rows:
            nothing = self.nothing.isChecked()
            fields |= {
                "unit_id": self.unit.key or None,
                "part": self.part.key,
                "statement": Statement.NOTHING if nothing else Statement.PUBLISHED,
            }
            if nothing and not fields["title"]:
                fields["title"] = NOTHING
        return fields

    @property
    def is_new(self) -> bool:
        """Whether what is typed becomes new evidence."""
        return not self._changes

    def is_about(self, year: int, item: str, changes: str | None = None) -> bool:
        """Returns whether the form is for an item, and for this evidence of it."""
        same = changes is None or changes == self._changes
        return same and (year, item) == (self._year, self._item)

    def _day_in(self, field: Field, row: FieldWithError) -> date | None:
        """Returns the day in a field; shows the error beside it and raises DateError."""
        text = field.text().strip()
        try:
            day = self._read_day(text) if text else None
        except DateError as error:
            row.set_error(sentence(error))
            raise
        row.set_error("")
        return day

    def _read_day(self, text: str) -> date:
        """Parses a date; the year defaults to the shown one, as in the table."""
        return parse_date(text, fiscal_year=self._session.year, today=self._session.today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()):
            self._accept()
        elif event.key() == Qt.Key.Key_Escape:
            place = self._year, self._item
            if self.leave(by_escape=True):
                tell(self, KeptEvent(lambda: place in self._left))
        else:
            super().keyPressEvent(event)


def _title_from(evidence: Evidence) -> str:
    """Returns the title of evidence if it is its file's name, else nothing."""
    name = Path(evidence.location).stem
    return name if name == evidence.title and not is_address(evidence.location) else ""


# The choice whether the file of evidence is kept in the workspace, or only its name.


class FilePart(QWidget):
    """A box to keep the selected file, with its size. One of the usual size is kept unless the box
    is unchecked, a large one only if it is checked, and of a very large one only the name."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self.is_reading = False
        """Whether the selected file is being read, so that its evidence is stored soon."""
        self._is_known = False
        """Whether the size of the selected file is known, and so the choice offered."""
        self._had = ""
        """Name of the file that the edited evidence has kept."""
        self.keep = CheckBox("", self)
        self.note = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=3)
        vbox(self.keep, self.note, on=self)
        self.hide()

    @property
    def is_offered(self) -> bool:
        """Whether a file was selected."""
        return self._path is not None

    def begin(self, evidence: Evidence | None) -> None:
        """Shows the kept file of ``evidence``, or nothing."""
        self._path = None
        self._had = evidence.file_name if evidence is not None and evidence.media else ""
        self.keep.setText(tr("เก็บไฟล์ {file} ไว้ในแฟ้ม", file=self._had))
        self.keep.setChecked(bool(self._had))
        self.note.hide()
        self.keep.show()
        self.setVisible(bool(self._had))

    def offer(self, location: str) -> None:
        """Offers to keep a selected file, once its size is known."""
        if is_address(location):
            return
        self._is_known = False
        path = self._path = file_at(location, self._session.workspace.path)
        job = Job(lambda _progress: size_of(path), self)
        job.done.connect(lambda size: self._show_size(path, size))
        # A name without a file is noted as a name.
        job.failed.connect(lambda _why: self._forget(path))
        job.start()

    def _show_size(self, path: Path, size: int) -> None:
        if path != self._path:
            return
        self._is_known = True
        mega = megabytes(size)
        may_keep = size <= MOST
        self.keep.setText(tr("เก็บไฟล์ไว้ในแฟ้ม ({size} ล้านไบต์)", size=mega))
        self.keep.setChecked(size <= USUAL)
        self.keep.setVisible(may_keep)
        text = ""
        if not may_keep:
            words = "ไฟล์ใหญ่ {size} ล้านไบต์ เกิน {most} จึงจดไว้แต่ชื่อ"
            text = tr(words, size=mega, most=megabytes(MOST))
        elif size > USUAL:
            text = tr("ไฟล์ใหญ่ ทำให้แฟ้มและสำเนาใหญ่ขึ้น ไม่เลือกไว้จะจดแต่ชื่อ")
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.show()

    def _forget(self, path: Path) -> None:
        if path == self._path:
            self._path = None

    def read(self, location: str, then: Callable[[dict[str, GivenFile | None]], None]) -> None:
        """Calls ``then`` with the fields of the file, read outside the window's thread: none where
        nothing changes."""
        if self._path is None or self._path != file_at(location, self._session.workspace.path):
            lets_go = bool(self._had) and not self.keep.isChecked()
            then({"file": None} if lets_go else {})
            return
        if self.is_reading:  # Enter was pressed twice
            return
        self.is_reading = True
        path, known = self._path, self._is_known
        wanted = self.keep.isChecked() and not self.keep.isHidden()

        def work(_progress: Progress) -> GivenFile:
            return read_file(path, keep=wanted if known else size_of(path) <= USUAL)

        def give(fields: dict[str, GivenFile | None]) -> None:
            self.is_reading = False
            then(fields)

        def without(why: str) -> None:
            self._session.failed.emit(why)
            give({})

        job = Job(work, self)
        job.done.connect(lambda file: give({"file": file}))
        job.failed.connect(without)
        job.start()
