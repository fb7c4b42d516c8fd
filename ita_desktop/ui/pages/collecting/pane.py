"""The board of a collection round: its rows and columns; and the pane of a unit: what came, what
was taken, what not and why, what is missing, and the photographs of a row that were not taken.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain import collecting
from ita_desktop.domain.collection_rounds import Collection, ReturnedPhoto, ReturnedRow, RowFate
from ita_desktop.domain.text import one_line
from ita_desktop.domain.tracking.worksheet import STATE_WORDS
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import capital, in_language, stored_translated, tr
from ita_desktop.services import settling
from ita_desktop.services.reminding import missing_words
from ita_desktop.services.sending import FORM_STATES
from ita_desktop.ui.language import short_date
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.outside import offer_kept
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.values import Numbers, StatusCell
from ita_desktop.ui.theme.measures import PhotoSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import at_once, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane, PaneSection
from ita_desktop.ui.widgets.photos.list import PhotoList
from ita_desktop.ui.widgets.photos.model import PhotoItem
from ita_desktop.ui.widgets.photos.painter import PhotoView

Choose = Callable[[str], None]
_OPEN: Final = frozenset({RowFate.LEFT, RowFate.OURS})
_PHOTOGRAPHS: Final = "ภาพถ่ายของแถวนี้ยังอยู่ในไฟล์ของหน่วยเท่านั้น ใช้ของหน่วยแล้วรับไฟล์นั้นกลับอีกครั้ง จึงจะได้ภาพ"
_MARKS = {
    collecting.FormState.SENT: Mark.NONE,
    collecting.FormState.EMPTY: Mark.NONE,
    collecting.FormState.PART: Mark.DOING,
    collecting.FormState.RETURNED: Mark.DONE,
    collecting.FormState.LATE: Mark.LATE,
    collecting.FormState.MISSED: Mark.MISSED,
}
UNTAKEN: Final = "untaken"
"""The key of the column of what was not taken."""
_COUNT = Numbers(high=Decimal(1_000), decimals=0)


class _Width:
    """The board of a collection round."""

    UNIT: Final = 140
    """Room for the longest name of a section in the lines of a row."""
    UNIT_WIDE: Final = 230
    ANSWER: Final = 120
    ANSWER_WIDE: Final = 208
    STATE: Final = 152
    DAY: Final = 110
    NUMBER: Final = 76
    MISSING: Final = 160
    MISSING_WIDE: Final = 300


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A unit in a round."""

    id: str
    state: collecting.UnitState
    status: StatusCell
    missing: str


def board_rows(data: YearData, collection: Collection, today: date) -> list[BoardRow]:
    """Returns the units of a round."""
    return [
        BoardRow(
            state.unit.id,
            state,
            StatusCell(_MARKS[state.state], capital(in_language(FORM_STATES[state.state]))),
            _missing(data, state),
        )
        for state in collecting.board(data, collection, today)
    ]


def _missing(data: YearData, state: collecting.UnitState) -> str:
    words = [missing_words(data, row) for row in state.open]
    if state.unfinished:
        words.append(tr("ตอบแล้วยังไม่เสร็จ {count}", count=len(state.unfinished)))
    return " · ".join(words)


def _counted(row: BoardRow) -> str:
    """Returns what the number of open rows counts."""
    state = row.state
    left, unfinished = collecting.count_of(state.open), len(state.unfinished)
    words = "ถามไป {asked} แถว ยังไม่ตอบ {open} ตอบแล้วยังไม่เสร็จ {unfinished}"
    return tr(words, asked=state.asked, open=left, unfinished=unfinished)


def board_columns(rows: Sequence[BoardRow] = (), *, asks: bool = False) -> list[Column[BoardRow]]:
    """Returns the columns: unit, state, what is missing, the answer if the round ``asks`` a
    question, days and numbers; those that would be empty in all ``rows`` are left out."""
    answer: Column[BoardRow] = Column(
        "answer",
        tr("คำตอบของหน่วย"),
        lambda row: row.state.form.answer,
        _Width.ANSWER,
        wide=_Width.ANSWER_WIDE,
        editable=True,
        empty="",
        tip=lambda row: row.state.form.answer,
    )
    why = tr("แถวและช่องที่ขัดกับที่แก้ในโปรแกรม อ่านไม่ได้ หรือไม่ได้เลือก · ดูและเลือกในบานรายละเอียด")
    untaken: Column[BoardRow] = Column(
        UNTAKEN,
        tr("ยังไม่รับ"),
        lambda row: Decimal(row.state.form.untaken),
        _Width.NUMBER,
        kind=ColumnKind.NUMBER,
        numbers=_COUNT,
        tone=lambda row: Tone.LATE if row.state.form.untaken else Tone.TEXT,
        tip=lambda row: why if row.state.form.untaken else "",
    )
    reminded: Column[BoardRow] = Column(
        "reminded",
        tr("เตือนเมื่อ"),
        lambda row: row.state.form.reminded,
        _Width.DAY,
        kind=ColumnKind.DATE,
    )
    forms = [row.state.form for row in rows]
    return [
        Column("unit", tr("หน่วย"), lambda row: row.state.unit.name, _Width.UNIT,
               wide=_Width.UNIT_WIDE, firm=True, hideable=False),
        Column("state", tr("สถานะ"), lambda row: row.status, _Width.STATE, kind=ColumnKind.STATE),
        Column("open", tr("ค้าง"), lambda row: Decimal(len(row.state.open)), _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=_COUNT,
               tone=lambda row: Tone.DOING if row.state.open else Tone.TEXT, tip=_counted),
        Column("missing", tr("เรื่องที่ค้าง"), lambda row: row.missing, _Width.MISSING,
               wide=_Width.MISSING_WIDE, stretch=True, tone=Tone.TEXT2),
        *((answer,) if asks else ()),
        Column("returned", tr("รับกลับเมื่อ"), lambda row: row.state.form.returned, _Width.DAY,
               kind=ColumnKind.DATE),
        *((untaken,) if any(form.untaken for form in forms) else ()),
        *((reminded,) if any(form.reminded for form in forms) else ()),
        Column("asked", tr("ถาม"), lambda row: Decimal(row.state.asked), _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=_COUNT, hidden=True),
        Column("sent", tr("ส่งเมื่อ"), lambda row: row.state.form.sent, _Width.DAY,
               kind=ColumnKind.DATE, hidden=True),
        Column("version", tr("ฉบับที่"), lambda row: Decimal(row.state.form.version), _Width.NUMBER,
               kind=ColumnKind.NUMBER, numbers=_COUNT, hidden=True),
    ]  # fmt: skip


class ReturnedPhotos(PhotoList):
    """All photographs of a row, at their full height. A click shows one large, its menu opens it or
    saves it elsewhere."""

    def __init__(self, session: Session, kept: Sequence[ReturnedPhoto], parent: QWidget) -> None:
        super().__init__(session.workspace.media, parent)
        self._session = session
        self.set_photos(
            [
                PhotoItem(photo.id, photo.media, "", photo.caption, photo.file_name)
                for photo in kept
            ],
            locked=True,
        )
        self.opened.connect(self._show_large)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(PhotoSize.CELL, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = -(-len(self.photos.items) // self.columns)
        self.setFixedHeight(lines * PhotoSize.CELL_HEIGHT)

    def _show_large(self, key: str) -> None:
        load("ita_desktop.ui.widgets.photos.painter")

        PhotoView(self._session.workspace.media, self.photos.items, key, self).exec()

    def _open_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        item = self.photos.items[index.row()]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offer_kept(menu, self._session, item.media, item.file_name)
        menu.popup(self.viewport().mapToGlobal(at))


class ReturnedRowView(QWidget):
    """A row that a unit sent: what it is about, both texts, why it was not taken or
    what to check of it, and the choice between them."""

    typed = Signal(str, str)
    """The id of the row, and what was typed into the cell that it is about."""
    opened = Signal(object)
    """The place where what the row is about can be typed."""

    def __init__(
        self, session: Session, row: ReturnedRow, parent: QWidget, theirs: Choose, ours: Choose
    ) -> None:
        super().__init__(parent)
        self.row = row
        may = not session.locked
        line = tr("แถว {row}", row=row.line) if row.line else tr("นอกตาราง")
        lines: list[QWidget] = [ThaiLabel(row.what or line, self, style=Text.BODY_MEDIUM, most=3)]
        lines += [self._line(text) for text in self._texts(session)]
        reasons = filter(None, row.why.split("\n"))
        lines += [self._line(stored_translated(why), Tone.TEXT2) for why in reasons]
        self.photos = self._photos(session)
        if self.photos is not None:
            lines.append(self.photos)
        elif row.fate in _OPEN and settling.photographs_are_elsewhere(session.data, row):
            lines.append(self._line(tr(_PHOTOGRAPHS), Tone.DOING))
        self.theirs = Button(tr("ใช้ของหน่วย"), self, kind=ButtonKind.QUIET, icon_name="download")
        self.theirs.clicked.connect(partial(theirs, row.id))
        can_take = settling.can_take(session.data, row)
        self.theirs.setVisible(may and can_take and row.fate is not RowFate.THEIRS)
        self.ours = Button(tr("ใช้ของเรา"), self, kind=ButtonKind.QUIET, icon_name="check")
        self.ours.clicked.connect(partial(ours, row.id))
        self.ours.setVisible(may and row.fate is RowFate.LEFT)
        buttons = [self.theirs, self.ours]
        is_unread = may and row.fate in _OPEN and not can_take
        cell = settling.cell_to_type(session.data, row) if is_unread else None
        self.field: Field | None = None
        if cell is not None:
            self.field = Field(one_line(cell.text), self)
            self.field.setAccessibleName(tr(cell.heading))
            self.field.returnPressed.connect(self._use_typed)
            lines.append(self.field)
            use = Button(tr("ใช้ค่าที่แก้"), self, kind=ButtonKind.QUIET, icon_name="pencil")
            use.clicked.connect(self._use_typed)
            buttons.insert(0, use)
        elif is_unread and (place := settling.place_of(session.data, row)) is not None:
            go = Button(tr("เปิด {code} เพื่อพิมพ์เอง", code=place.target), self, kind=ButtonKind.QUIET)
            go.clicked.connect(partial(self.opened.emit, place))
            buttons.insert(0, go)
        self.choices = [button for button in buttons if not button.isHidden()]
        for button in buttons:
            button.set_flush()
            button.setAccessibleDescription(row.what)
        vbox(
            *lines,
            hbox(*buttons, None, gap=Space.L),
            on=self,
            margins=(0, 0, 0, Space.S),
            gap=Space.XS,
        )

    def _use_typed(self) -> None:
        if self.field is not None:
            self.typed.emit(self.row.id, self.field.text())

    def _photos(self, session: Session) -> "ReturnedPhotos | None":
        """Returns the photographs of the row that were kept; None if there are none."""
        kept = session.data.returned_photos_of(self.row.id)
        if not kept:
            return None

        return ReturnedPhotos(session, kept, self)

    def _line(self, text: str, tone: Tone = Tone.TEXT) -> ThaiLabel:
        return ThaiLabel(text, self, style=Text.LABEL, tone=tone, most=0)

    def _texts(self, session: Session) -> list[str]:
        """Returns both texts of each field; what the unit wrote, where that cannot be read or was
        decided."""
        if self.row.fate in {RowFate.TAKEN, RowFate.THEIRS}:
            return list(settling.came_fields(self.row))
        both = list(settling.both_texts(session.data, self.row))
        if not both:
            return [tr("หน่วยพิมพ์ {text}", text=one) for one in settling.came_fields(self.row)]
        texts = []
        for one in both:
            texts.append(tr("{field} ของหน่วย: {text}", field=tr(one.heading), text=one.theirs))
            ours = one.ours or tr("(ว่าง)")
            texts.append(tr("{field} ของเรา: {text}", field=tr(one.heading), text=ours))
        return texts


class _Lines(PaneSection):
    """A section of lines of text."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.text = ThaiLabel("", self, style=Text.LABEL, most=0)
        self.column.addWidget(self.text)

    def say(self, lines: Sequence[str], unit: str, today: date) -> None:
        """Shows the lines of a unit; hides itself without any."""
        self.setVisible(bool(lines))
        self.set_total_of(len(lines), unit, today)
        self.text.setText("\n".join(lines))


def _said(data: YearData, row: collecting.OpenRow) -> str:
    """Returns what is not finished, its state, and what the unit wrote of it."""
    entry = row.entry if isinstance(row, collecting.OpenMeasure) else None
    state = tr(STATE_WORDS.get(entry.state, "")) if entry is not None else ""
    words = one_line(f"{entry.text} {entry.result}") if entry is not None else ""
    return " · ".join(filter(None, (missing_words(data, row), state, words)))


class UnitPane(DetailPane):
    """Shows one unit of the round."""

    about = "returned"
    opened = Signal(object)
    """The place where what came of a row can be typed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.returned = self.add_row(tr("รับกลับเมื่อ"))
        self.views: list[ReturnedRowView] = []
        self.left = self.add_section(tr("ยังไม่รับ"))
        self.missing, self.doing = (
            _Lines(title, self.ui.body) for title in (tr("ค้างส่ง"), tr("ตอบแล้วยังไม่เสร็จ"))
        )
        for section in (self.missing, self.doing):
            self.ui.sections.addWidget(section)
        self.settled = self.add_section(tr("เลือกแล้ว"))
        self.taken = self.add_section(tr("รับแล้ว"))

    def show_unit(self, row: BoardRow) -> None:
        """Shows a unit."""
        with at_once(self.ui.column):
            self._fill(row)

    def _fill(self, row: BoardRow) -> None:
        session, state = self._session, row.state
        data = session.data
        of_form = state.form.id
        self.set_head("", row.status.mark, state.unit.name, word=row.status.word, of=of_form)
        back = state.form.returned
        self.returned.set_value(short_date(back) if back is not None else tr("ยังไม่คืน"))
        rows = data.returned_rows_of(state.form.id)
        shown = (data, rows, session.locked)
        if shown != self._shown:
            self._shown = shown
            focus = self.focusWidget()
            had_keyboard = (
                focus is not None
                and focus.hasFocus()
                and any(view.isAncestorOf(focus) for view in self.views)
            )
            for view in self.views:
                view.hide()
                view.deleteLater()
            self.views = []
            unit = state.unit.name
            self._list(self.left, [one for one in rows if one.fate is RowFate.LEFT], unit)
            settled = [one for one in rows if one.fate in {RowFate.OURS, RowFate.THEIRS}]
            self._list(self.settled, settled, unit)
            self._list(self.taken, [one for one in rows if one.fate is RowFate.TAKEN], unit)
            if had_keyboard:
                self._go_on()
        of = state.unit.name, session.today
        self.missing.say([missing_words(data, one) for one in state.open], *of)
        self.doing.say([_said(data, one) for one in state.unfinished], *of)

    def _go_on(self) -> None:
        """Gives the keyboard, which a settled row had, to the next one that is open, else to the
        table."""
        left = next((view for view in self.views if view.row.fate is RowFate.LEFT), None)
        if left is None:
            self.exited.emit()
        else:
            (left.field or left.choices[0]).setFocus()

    def _list(self, section: PaneSection, rows: Sequence[ReturnedRow], unit: str) -> None:
        section.setVisible(bool(rows))
        section.set_total_of(len(rows), unit, self._session.today)
        for row in rows:
            view = ReturnedRowView(self._session, row, section, self._use_theirs, self._use_ours)
            view.typed.connect(self._use_typed)
            view.opened.connect(self.opened)
            section.column.addWidget(view)
            self.views.append(view)

    def _use_theirs(self, row_id: str) -> None:
        session = self._session
        row = session.data.returned_row_by_id[row_id]
        has_photographs = settling.photographs_are_elsewhere(session.data, row)
        if session.could_write(settling.use_theirs, [row_id]):
            described = tr("ใช้ของหน่วยแล้ว")
            if has_photographs:
                described = tr("รับข้อความแล้ว ภาพถ่ายยังไม่ได้รับ ให้รับไฟล์ของหน่วยกลับอีกครั้ง")
            session.notified.emit(described, True)

    def _use_typed(self, row_id: str, typed: str) -> None:
        if self._session.could_write(settling.use_typed, row_id, typed):
            self._session.notified.emit(tr("ใช้ค่าที่แก้แล้ว"), True)

    def _use_ours(self, row_id: str) -> None:
        if self._session.could_write(settling.use_ours, [row_id]):
            self._session.notified.emit(tr("ใช้ของเราแล้ว สิ่งที่หน่วยส่งมายังดูได้ใต้ “เลือกแล้ว”"), True)
