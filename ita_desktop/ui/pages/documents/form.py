"""The form of the shown document: the column widths of its tables, in per cent, with live
preview, and the parts of a meeting's pack with their order; each in a popup.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ita_desktop.documents.kinds import ReportContext, Subject
from ita_desktop.domain.meetings import PartChoice
from ita_desktop.domain.text import to_arabic
from ita_desktop.i18n import tr
from ita_desktop.services.documents import paper_subjects, wordings
from ita_desktop.services.meetings import papers
from ita_desktop.services.meetings.papers import PackPart
from ita_desktop.ui.pages.documents.pane import DocumentPane
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.measures import FloatSize, RecordSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.chip import Tab
from ita_desktop.ui.widgets.fields.choices import CheckBox
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import FormPopup

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
WHOLE = 100.0


class WidthsPopup(FormPopup):
    """A field per column; their sum need not be 100, they are normalised. Of several tables one is
    shown at a time; all changed ones are stored.

    ``save`` is called with a table's name and its shares, and returns whether they were stored.
    """

    about = "widths"
    span = FloatSize.GROUP

    reset = Signal(str)

    def __init__(
        self, tables: Sequence[wordings.AdjustableTable], parent: QWidget, *, own: Collection[str]
    ) -> None:
        """``own``: names of tables with widths set by the office, which can be reset."""
        super().__init__(tr("ความกว้างคอลัมน์"), parent)
        self.save: Callable[[str, Sequence[float]], bool] = lambda _name, _shares: True
        self._tables, self._own = tables, own
        self._at = 0
        self.tabs = [self._tab(number) for number in range(len(tables))]
        self._add_tabs()
        self._fields: list[list[Field]] = []
        self._columns: list[QWidget] = []
        for table in tables:
            self._add_table(table)
        self.sum = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self.inner.addWidget(self.sum)
        self.back = Button(tr("คืนค่าปกติ"), self, kind=ButtonKind.QUIET)
        self.back.clicked.connect(self._reset)
        self.done = Button(tr("ใช้"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox(self.back, None, self.done, gap=None))
        self._stored = [self._shares(at) for at in range(len(tables))]
        self.show_table(0)
        self.start = self.fields[0]

    def _tab(self, number: int) -> Tab:
        chip = Tab(tr("ตาราง {number}", number=number + 1), self)
        chip.clicked.connect(lambda: self.show_table(number))
        return chip

    def _add_tabs(self) -> None:
        row = hbox(gap=Space.ICON_TO_WORD)
        for chip in self.tabs:
            chip.setVisible(len(self.tabs) > 1)
            row.addWidget(chip)
        row.addStretch(1)
        nest(self.inner, row)

    def _add_table(self, table: wordings.AdjustableTable) -> None:
        place = QWidget(self)
        column = vbox(on=place, gap=Space.XS)
        columns = zip(table.titles, table.shares, strict=True)
        self._fields.append([self._field(place, column, *pair) for pair in columns])
        self._columns.append(place)
        self.inner.addWidget(place)

    def _field(self, place: QWidget, column: QVBoxLayout, title: str, share: float) -> Field:
        field = Field(place)
        field.setText(f"{share:.1f}".removesuffix(".0"))
        field.setAccessibleName(title)
        field.setFixedWidth(RecordSize.NUMBER)
        field.textChanged.connect(self._show_sum)
        field.returnPressed.connect(self.accept)
        nest(
            column,
            hbox(
                (ThaiLabel(title, place, style=Text.LABEL, most=1), 1),
                field,
                ThaiLabel("%", place, style=Text.LABEL, tone=Tone.TEXT2),
                gap=Space.S,
            ),
        )
        return field

    @property
    def fields(self) -> list[Field]:
        """The fields of the shown table."""
        return self._fields[self._at]

    def show_table(self, at: int) -> None:
        """Shows the columns of a table."""
        self._at = at
        for number, (chip, place) in enumerate(zip(self.tabs, self._columns, strict=True)):
            chip.setChecked(number == at)
            place.setVisible(number == at)
        self.back.setVisible(self._tables[at].name in self._own)
        self._show_sum()
        if self.isVisible():
            self.adjustSize()
            self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def shares(self) -> list[float]:
        """Returns the shares of the shown table; 0 for invalid numbers."""
        return self._shares(self._at)

    def _shares(self, at: int) -> list[float]:
        return [_number(field.text()) for field in self._fields[at]]

    def _show_sum(self) -> None:
        total = sum(self.shares())
        wrong = not all(self.shares())
        self.sum.set_tone(Tone.LATE if wrong else Tone.TEXT2)
        if wrong:
            self.sum.setText(tr("พิมพ์ตัวเลขที่มากกว่า 0 ทุกช่อง"))
        elif abs(total - WHOLE) < 1:
            self.sum.setText("")
        else:
            self.sum.setText(tr("รวม {total} ปรับให้เต็มตารางเอง", total=f"{total:.0f}"))

    def accept(self) -> None:
        """Stores the shares of each table and closes; shows a table that cannot be stored."""
        for at, table in enumerate(self._tables):
            shares = self._shares(at)
            if shares == self._stored[at]:
                continue
            if not all(shares) or not self.save(table.name, shares):
                self.show_table(at)
                return
        self.settle()

    def _reset(self) -> None:
        self.settle()
        self.reset.emit(self._tables[self._at].name)


def _number(text: str) -> float:
    try:
        return max(float(to_arabic(text).replace("%", "").strip()), 0.0)
    except ValueError:
        return 0.0


class _Box(CheckBox):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # ↑ and ↓ move in the list, not between buttons as in Qt.
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Line(QWidget):
    """A part with its check box and move buttons."""

    def __init__(self, popup: "PackPopup", part: PackPart) -> None:
        super().__init__(popup)
        self.key = part.key
        self.box = _Box(part.title, self)
        self.box.setChecked(part.given)
        self.up = Button(parent=self, kind=ButtonKind.QUIET, icon_name="arrow-up")
        self.down = Button(parent=self, kind=ButtonKind.QUIET, icon_name="arrow-down")
        row = hbox((self.box, 1), on=self)
        for button, words, step in ((self.up, tr("เลื่อนขึ้น"), -1), (self.down, tr("เลื่อนลง"), 1)):
            button.setToolTip(words)
            button.setAccessibleName(f"{words} {part.title}")
            button.clicked.connect(partial(popup.move_part, part.key, step))
            row.addWidget(button)


class PackPopup(FormPopup):
    """Space toggles a part, Alt+↑↓ or its buttons move it. ``save`` is called with all parts, or
    empty to restore the proposal, and returns whether that was stored."""

    about = "pack"
    span = FloatSize.FINDINGS

    def __init__(self, parts: Sequence[PackPart], parent: QWidget) -> None:
        super().__init__(tr("ส่วนของชุด"), parent)
        self.save: Callable[[Sequence[PartChoice]], bool] = lambda _parts: True
        described = tr("เลือกไว้ตามที่ระเบียบวาระและบันทึกอ้างถึง ที่แจกแล้วในครั้งก่อนไม่เลือกซ้ำ")
        self.inner.addWidget(ThaiLabel(described, self, style=Text.NOTE, tone=Tone.TEXT2, most=0))
        self.lines = [_Line(self, part) for part in parts]
        self._places = vbox()
        nest(self.inner, self._places)
        self.back = Button(tr("คืนตามที่เสนอ"), self, kind=ButtonKind.QUIET)
        self.back.clicked.connect(lambda: self._end(()))
        self.done = Button(tr("ใช้"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox(self.back, None, self.done, gap=None))
        self.start = self.lines[0].box if self.lines else self.done
        self._place()

    def open_by(self, anchor: QWidget) -> None:
        """Opens below ``anchor`` with the focus on the first part."""
        self._begin_once()
        layout = self.layout()
        if layout is not None:
            # The height depends on wrapping titles at this width.
            width = self.span + 2 * FloatSize.SHADOW
            self.setMinimumHeight(layout.totalHeightForWidth(width))
        super().open_by(anchor)

    def move_part(self, key: str, step: int) -> None:
        """Moves a part up (-1) or down (1)."""
        at = next(place for place, line in enumerate(self.lines) if line.key == key)
        if 0 <= at + step < len(self.lines):
            self.lines.insert(at + step, self.lines.pop(at))
            self._place()

    def _place(self) -> None:
        for at, line in enumerate(self.lines):
            self._places.removeWidget(line)
            self._places.insertWidget(at, line)
            line.up.setEnabled(at > 0)
            line.down.setEnabled(at < len(self.lines) - 1)
        for before, line in zip(self.lines, self.lines[1:], strict=False):
            QWidget.setTabOrder(before.down, line.box)

    def parts(self) -> tuple[PartChoice, ...]:
        """Returns the parts in their current order."""
        return tuple(PartChoice(line.key, line.box.isChecked()) for line in self.lines)

    def draft(self) -> tuple[PartChoice, ...]:
        return self.parts()

    def show_draft(self, draft: tuple[PartChoice, ...]) -> None:
        kept = {choice.key: (at, choice.given) for at, choice in enumerate(draft)}
        self.lines.sort(key=lambda line: kept.get(line.key, (len(kept), False))[0])
        for line in self.lines:
            line.box.setChecked(kept.get(line.key, (0, line.box.isChecked()))[1])
        self._place()

    def accept(self) -> None:
        """Stores the parts and closes."""
        self._end(self.parts())

    def _end(self, parts: Sequence[PartChoice]) -> None:
        if self.save(parts):
            self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = next((line for line in self.lines if line.box.hasFocus()), None)
        if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier and held:
            self.move_part(held.key, _STEPS[key])
        elif key in _STEPS and held:
            self._go_to(self.lines.index(held) + _STEPS[key])
        else:
            super().keyPressEvent(event)

    def _go_to(self, at: int) -> None:
        if 0 <= at < len(self.lines):
            self.lines[at].box.setFocus(Qt.FocusReason.TabFocusReason)


class FormController(QObject):
    """Opens the popups below the buttons of ``pane``; if impossible, shows a message with a
    remedy."""

    def __init__(self, session: Session, pane: DocumentPane) -> None:
        super().__init__(pane)
        self._session = session
        self._pane = pane

    def adjust_widths(self, context: ReportContext, name: str) -> None:
        """Opens the column widths of a document's tables."""
        session = self._session
        tables = wordings.adjustable(context, name)
        if self._refuses(possible=bool(tables), why=tr("เอกสารนี้ยังไม่มีตารางให้ปรับความกว้าง")):
            return

        workspace, year = session.workspace, session.year
        own = [table.name for table in tables if wordings.own_widths(session.data, table.name)]
        popup = WidthsPopup(tables, self._pane, own=own)
        popup.save = lambda table, shares: session.do(
            lambda: wordings.choose_widths(workspace, year, table, shares)
        )
        popup.reset.connect(
            lambda table: session.attempt(lambda: wordings.reset_widths(workspace, year, table))
        )
        popup.open_by(self._pane.widths_button)

    def choose_parts(self, context: ReportContext) -> None:
        """Opens the parts of the meeting's pack."""
        session = self._session
        subject = {Subject.MEETING: context.subject}
        meeting = paper_subjects.chosen(session.data, Subject.MEETING, subject)
        refused = self._refuses(possible=meeting is not None, why=tr("ยังไม่มีการประชุมของปีนี้"))
        if refused or meeting is None:
            return

        popup = PackPopup(papers.parts(context, meeting.key), self._pane)
        popup.thing = meeting.key
        popup.save = lambda parts: session.could_write(papers.choose, meeting.key, parts)
        popup.open_by(self._pane.parts_button)

    def _refuses(self, *, possible: bool, why: str) -> bool:
        if self._session.refuses():
            return True
        if not possible:
            self._session.failed.emit(why)
        return not possible
