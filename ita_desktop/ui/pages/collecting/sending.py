"""ส่งรอบใหม่: what is asked, of whom, until when, and where the files go; and the worksheet of
one unit.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.documents.kinds import Format, Profile
from ita_desktop.documents.names import file_name
from ita_desktop.domain.collection_rounds import AskedSubject, Collection, RoundPreset
from ita_desktop.domain.dates import DateError, parse_date, working_day
from ita_desktop.domain.errors import InputError
from ita_desktop.filing.file_names import unused
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.services import sending
from ita_desktop.services.documents import exporting
from ita_desktop.services.edits import text
from ita_desktop.services.sending import RoundRequest, SentRound, asked_of_nobody, send, to_send
from ita_desktop.services.step_context import few
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.previews.rows import TICK
from ita_desktop.ui.dialogs.previews.sheet import PreviewTable
from ita_desktop.ui.editors.dates import example_day
from ita_desktop.ui.language import short_date
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.saving.places import ask_file, ask_files, must_be_free
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.values import Numbers
from ita_desktop.ui.theme.measures import ImportColumns
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import add, hbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.fields.text import TextArea
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet

FOLDER: Final = "collecting.folder"
"""The setting of the folder that the last round was written to."""
_USUAL_DAYS: Final = 14
"""Days until a form is due back, unless another day is typed."""
_USUAL: Final = RoundPreset()
_MOST_LINES: Final = 4
"""Number of lines of the question that are seen at a time."""
_SUBJECTS: Final = {
    AskedSubject.OIT: "ข้อมูล OIT",
    AskedSubject.MEASURES: "มาตรการ",
    AskedSubject.PEOPLE: "รายชื่อบุคลากร",
}
_FORMATS: Final = {"xlsx": "Excel", "docx": "Word"}
WORKSHEET = "unit-worksheet"
_COUNT = Numbers(high=Decimal(1_000), decimals=0)


class _Width:
    """The list of units to ask."""

    UNIT: Final = 230
    NUMBER: Final = 76
    LEFT: Final = 152


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A unit that can be asked."""

    id: str
    unit: str
    ticked: bool
    rows: int
    left_over: int


def asked_columns() -> list[Column[AskedRow]]:
    """Returns the columns: check box, unit, numbers of rows."""
    return [
        Column(TICK, "", lambda row: row.ticked, ImportColumns.TICK, kind=ColumnKind.CHECK,
               editable=True, hideable=False),
        Column("unit", tr("หน่วย"), lambda row: row.unit, _Width.UNIT, stretch=True,
               hideable=False),
        Column("rows", tr("แถว"), lambda row: Decimal(row.rows), _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=_COUNT),
        Column("rest", tr("เหลือไว้รอบหน้า"), lambda row: Decimal(row.left_over), _Width.LEFT,
               kind=ColumnKind.NUMBER, numbers=_COUNT),
    ]  # fmt: skip


class SendSheet(Sheet):
    """All units with something open are ticked; Enter sends."""

    about = "sending"

    def __init__(self, session: Session, parent: QWidget, preset: RoundPreset = _USUAL) -> None:
        """``preset`` is what it begins with."""
        super().__init__(parent)
        self._session = session
        self._unticked: set[str] = set()
        self._preset = preset
        words = tr("เฉพาะ {count} แถวที่เลือกไว้", count=len(preset.rows))
        self.rows = Chip(words if preset.rows else "")
        self.rows.setChecked(bool(preset.rows))
        self.rows.setVisible(bool(preset.rows))
        self.subjects = {subject: Chip(tr(words)) for subject, words in _SUBJECTS.items()}
        self.formats = {form: Chip(words) for form, words in _FORMATS.items()}
        self.mails = Chip(tr("ร่างอีเมล"))
        self.memos = Chip(tr("บันทึกนำส่ง"))
        self.memos.setToolTip(tr("บันทึกข้อความถึงแต่ละหน่วย เก็บไว้ในหนังสือด้วย"))
        self.zipped = Chip("zip")
        usual = working_day(session.today + timedelta(days=_USUAL_DAYS))
        self.due = Field(short_date(usual))
        self.due.setAccessibleName(tr("กำหนดส่งคืน"))
        self.question = TextArea(least=1, most=_MOST_LINES)
        self.question.setPlaceholderText(tr("คำถามถึงทุกหน่วย เช่น ปีนี้จัดอบรมกี่ครั้ง (ไม่ถามก็เว้นว่าง)"))
        self.question.setAccessibleName(tr("คำถาม"))
        self.folder = Button(tr("เปลี่ยนโฟลเดอร์…"), self, icon_name="folder-open")
        self.table = PreviewTable(asked_columns())
        self.table.setAccessibleName(tr("หน่วยที่จะส่ง"))
        for subject, chip in self.subjects.items():
            chip.setChecked(subject in preset.about)
        self.formats["xlsx"].setChecked(True)
        self.path = _folder(session)
        self.set_title(tr("ส่งรอบใหม่"), str(self.path))
        self._lay_out()
        self._connect()
        self._refresh()
        rows = self.table.sheet.all_rows()
        if rows:
            self.table.go_to(rows[0].id)
        self.table.setFocus()

    def _lay_out(self) -> None:
        margins = (Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.S)
        add(
            self.body,
            hbox(
                *self.subjects.values(),
                self.rows,
                None,
                margins=margins,
                gap=Space.XS,
            ),
            hbox(
                ThaiLabel(tr("ส่งคืนภายใน")),
                self.due,
                None,
                *self.formats.values(),
                self.memos,
                self.mails,
                self.zipped,
                margins=margins,
                gap=Space.XS,
            ),
            hbox(ThaiLabel(tr("คำถาม")), (self.question, 1), margins=margins, gap=Space.XS),
            (self.table, 1),
        )
        self.ui.sourceRow.setStretchFactor(self.ui.source, 1)
        self.ui.sourceRow.addWidget(self.folder)

    def _connect(self) -> None:
        self.table.on_edit = self._toggle
        self.table.accept_requested.connect(self.ui.accept.click)
        for chip in (*self.subjects.values(), *self.formats.values(), self.rows):
            chip.clicked.connect(self._refresh)
        self.due.textChanged.connect(self._refresh)
        self.question.textChanged.connect(self._refresh)
        self.folder.clicked.connect(self._choose_folder)

    # -- what is asked

    @property
    def asked(self) -> RoundRequest:
        """What is chosen. Raises DateError for a day that cannot be read."""
        return RoundRequest(
            about=self._about,
            only=self._chosen_rows,
            unit_ids=tuple(row.id for row in self._rows if row.ticked),
            due=self._due(),
            question=self.question.toPlainText(),
            formats=tuple(form for form, chip in self.formats.items() if chip.isChecked()),
            memos=self.memos.isChecked(),
            mails=self.mails.isChecked(),
            zipped=self.zipped.isChecked(),
        )

    @property
    def _about(self) -> tuple[AskedSubject, ...]:
        return tuple(subject for subject, chip in self.subjects.items() if chip.isChecked())

    @property
    def _chosen_rows(self) -> frozenset[str]:
        return self._preset.rows if self.rows.isChecked() else frozenset()

    def _due(self) -> date | None:
        words = self.due.text().strip()
        return parse_date(words, fiscal_year=self._session.year) if words else None

    def _toggle(self, edit: Edit) -> None:
        for change in edit.changes:
            if change.value:
                self._unticked.discard(change.row)
            else:
                self._unticked.add(change.row)
        self._refresh()

    def _refresh(self) -> None:
        session, only = self._session, self._preset.units
        question, problem = self._question()
        asked = RoundRequest(about=self._about, only=self._chosen_rows, question=question)
        units = to_send(session.data, asked, session.today)
        self._rows = [
            AskedRow(
                of.unit.id,
                of.unit.name,
                of.unit.id not in self._unticked and (not only or of.unit.id in only),
                of.count,
                of.left_over,
            )
            for of in units
        ]
        self.table.sheet.set_rows(self._rows, flash=False)
        self.set_remark(self._remark())
        count = sum(row.ticked for row in self._rows)
        self.set_accept(tr("ส่ง {count} หน่วย", count=count), blocked=problem or self._blocked(count))

    def _remark(self) -> str:
        """Returns what is done with the forms; first what no form asks for."""
        data, today = self._session.data, self._session.today
        asks_items = AskedSubject.OIT in self._about and not self._chosen_rows
        if asks_items and (codes := asked_of_nobody(data, today)):
            owners = (data.owner_label(owner) for owner in data.owners_of_item(codes[0]))
            return tr(
                "{items} ไม่อยู่ในแบบใด เพราะ{owners}ไม่ใช่หน่วยในแฟ้มนี้",
                items=in_language(few(codes)),
                owners=in_language(few(owners)),
            )
        if self._rows:
            return tr("โปรแกรมเขียนไฟล์ไว้ให้ ไม่ได้ส่งเอง · เลิกทำได้")
        return tr("ยังไม่มีหน่วยใดมีเรื่องค้าง · มอบหมายข้อ OIT หรือมาตรการก่อน หรือพิมพ์คำถาม")

    def _question(self) -> tuple[str, str]:
        """Returns the question, and why it cannot be asked."""
        typed = self.question.toPlainText()
        try:
            return text(typed), ""
        except InputError as error:
            return typed[:1], sentence(error)

    def _blocked(self, count: int) -> str:
        if not count:
            return tr("ไม่มีหน่วยที่เลือกซึ่งมีเรื่องค้าง")
        if not any(chip.isChecked() for chip in self.formats.values()):
            return tr("เลือก Excel หรือ Word")
        try:
            due = self._due()
        except DateError:
            return tr(
                "วันส่งคืนอ่านไม่ได้ พิมพ์เช่น {day} หรือเว้นว่าง", day=example_day(self._session.year, 3)
            )
        if due is not None and due < self._session.today:
            return tr("วันส่งคืนผ่านไปแล้ว")
        return ""

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("โฟลเดอร์ของไฟล์ที่จะส่ง"), str(self.path))
        if name:
            self.path = Path(name)
            self._session.settings.set(FOLDER, name)
            self.set_title(tr("ส่งรอบใหม่"), name)


def _folder(session: Session) -> Path:
    """Returns the folder of the last round, else the one of the workspace."""
    kept = session.settings.get(FOLDER)
    if isinstance(kept, str) and Path(kept).is_dir():
        return Path(kept)
    own = session.workspace.path
    return own.parent if own is not None else Path.home()


def send_round(session: Session, over: QWidget, preset: RoundPreset = _USUAL) -> None:
    """Asks what to send, and writes the forms and the round in another thread."""
    if session.refuses():
        return
    sheet = SendSheet(session, over, preset)
    if not sheet.exec():
        return
    asked, folder = sheet.asked, sheet.path
    workspace, year, today = session.workspace, session.year, session.today
    of_round = folder if asked.zipped else folder / _name_of_round(session)
    _write(
        session,
        of_round,
        lambda progress: send(workspace, year, asked, of_round, today=today, progress=progress),
        lambda count: tr("ส่งรอบใหม่ {count} หน่วย ไฟล์อยู่ที่ {path}", count=count, path=of_round.name),
    )


def send_again(
    session: Session, over: QWidget, collection: Collection, unit_ids: Sequence[str]
) -> None:
    """Asks for a folder, and writes new forms of these units with what is open now in another
    thread."""
    if session.refuses():
        return
    path = QFileDialog.getExistingDirectory(over, tr("โฟลเดอร์ของไฟล์ที่จะส่ง"), str(_folder(session)))
    if not path:
        return
    workspace, year, today = session.workspace, session.year, session.today
    # What was sent before may have been filled in there.
    folder = unused(Path(path), file_name(tr("ส่งซ้ำ {title}", title=collection.title)))
    _write(
        session,
        folder,
        lambda progress: sending.send_again(
            workspace, year, collection.id, unit_ids, folder, today=today, progress=progress
        ),
        lambda count: tr("ส่งแบบซ้ำ {count} หน่วย ไฟล์อยู่ที่ {path}", count=count, path=folder.name),
    )


def _write(
    session: Session,
    folder: Path,
    write: Callable[[Progress], SentRound],
    words: Callable[[int], str],
) -> None:
    """Writes forms into ``folder`` in another thread; tells ``words`` for the number of units."""

    def work(progress: Progress) -> SentRound:
        # A folder that cannot be made is reported when the first form is written into it.
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
        return write(progress)

    def report(sent: SentRound) -> None:
        session.saved.emit(words(len(sent.units)), sent.files[0])

    session.run(work, report, tr("กำลังเขียนแบบของหน่วย"), keeps_open=True)


def _name_of_round(session: Session) -> str:
    number = len(session.data.collections) + 1
    return tr("ส่งรอบที่ {number} ปี {year}", number=number, year=session.year)


def take_back(session: Session, over: QWidget) -> None:
    """Asks for the files and mails that units returned, and shows what is in them."""
    load("ita_desktop.ui.dialogs.previews.found")
    from ita_desktop.ui.dialogs.previews.found import open_found

    if session.refuses():
        return
    paths = ask_files(session, over, tr("รับกลับ: เลือกไฟล์ที่หน่วยส่งคืน"))
    if paths:
        open_found(session, over, paths)


def send_worksheet(session: Session, unit_id: str, over: QWidget) -> None:
    """Asks for a location, and writes the worksheet as an Excel file."""
    data = session.data
    unit = data.unit_by_id.get(unit_id)
    if unit is None:
        return
    # It goes to the unit alone, with the notes on its own rows.
    context = exporting.context_of(
        session.workspace, data, session.previous, Profile.INTERNAL, unit_id
    )
    proposed = exporting.proposed_name(context, WORKSHEET, Format.XLSX)
    title = tr("บันทึกแบบบันทึกของ {unit}", unit=unit.label)
    place = ask_file(over, title, Path.home() / proposed, "Excel")
    if place is None:
        return

    def work(progress: Progress) -> Path:
        must_be_free(place, None)
        made = exporting.save(context, WORKSHEET, place.path, Format.XLSX, progress=progress)
        return made.files[0]

    def report(path: Path) -> None:
        words = tr("บันทึก {file} แล้ว ส่งให้ {unit} กรอก แล้วลากไฟล์กลับมาวางที่นี่", file=path.name,
                   unit=unit.label)  # fmt: skip
        session.saved.emit(words, path)

    session.run(work, report, tr("กำลังบันทึก {title}", title=unit.label), keeps_open=True)
