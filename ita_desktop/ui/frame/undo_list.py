"""Several steps undone at once: the list below the undo button with recent changes, of which one is
chosen to return to the state after it, and the work, in another thread and as one step."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ita_desktop.i18n import tr, translated
from ita_desktop.services import history
from ita_desktop.services.history import Timeline
from ita_desktop.storage.edits.changes import EditGroup, EditKind
from ita_desktop.ui.background import Job
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.language import day_and_time
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, metrics
from ita_desktop.ui.theme.measures import FloatSize, YearPopupSize
from ita_desktop.ui.theme.shapes import paint_icon, paint_plate
from ita_desktop.ui.theme.tokens import Height, IconSize, Radius, Space, Text, Tone, tokens
from ita_desktop.ui.widgets.boxes import add
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import HairLine
from ita_desktop.ui.widgets.painted_list import Index, PaintedList, RowPainter, Rows
from ita_desktop.ui.widgets.popup import Popup
from ita_desktop.ui.widgets.status import Message, MessageKind, WorkLine

ROWS_SHOWN = 12


def go_to_point(
    session: Session,
    work: WorkLine,
    point: int,
    display: Callable[[Message], None],
    action_key: str,
) -> None:
    """Undoes all edits after the one with this number, or redoes undone ones up to it; ``say``
    shows the result with an action to return, whose key is ``action_key`` and the number of the
    previous point."""
    workspace = session.workspace
    line = history.timeline(workspace)
    standing = [passed.edit.id for passed in line.points if passed.edit.stands]
    back = point == line.begin or point in standing
    before = standing[0] if standing else line.begin or 0

    def report(count: int) -> None:
        text, action = tr("เลิกทำ {count} รายการแล้ว", count=count), tr("ทำซ้ำทั้งหมด")
        if not back:
            text, action = tr("ทำซ้ำ {count} รายการแล้ว", count=count), tr("เลิกทำทั้งหมด")
        if count:
            display(Message(MessageKind.GOOD, text, action, key=f"{action_key}{before}"))

    job = Job(lambda progress: workspace.edits.go_to(point, progress), session)
    job.done.connect(report)
    _begin(job, work, tr("กำลังย้อนการแก้ไข"))


def replay(session: Session, work: WorkLine, kind: EditKind) -> None:
    """Undoes or redoes a large edit."""
    edits = session.workspace.edits
    is_undo = kind is EditKind.UNDO
    label = translated((edits.undo_label if is_undo else edits.redo_label) or "")
    words = tr("กำลังเลิกทำ: {label}") if is_undo else tr("กำลังทำซ้ำ: {label}")

    def report(done: str | None) -> None:
        if done:
            session.announce_replayed(kind, done)

    job = Job(edits.undo if is_undo else edits.redo, session)
    job.done.connect(report)
    _begin(job, work, words.format(label=label))


def _begin(job: Job, work: WorkLine, what: str) -> None:
    work.watch(job, what, stopped=tr("หยุดแล้ว ทุกอย่างยังเป็นอย่างเดิม"))
    job.start()


class UndoListSize:
    HISTORY: Final = 480


class UndoRow:
    """A state to return to: after an edit, or before all edits (``point`` is None)."""

    def __init__(self, point: EditGroup | None, group: int, steps: int | None, today: date) -> None:
        self.point = point
        self.group = group
        self.steps = steps
        self._today = today

    @property
    def label(self) -> str:
        """The label of the edit."""
        return tr("ก่อนการแก้ไขทั้งหมดนี้") if self.point is None else translated(self.point.label)

    @property
    def note(self) -> str:
        """Time and user, or that it was undone."""
        if self.point is None:
            return ""
        known = (day_and_time(self.point.at, self._today), self.point.who)
        undone = "" if self.point.stands else tr("เลิกทำแล้ว")
        return " · ".join(filter(None, (undone, *known)))

    @property
    def statement(self) -> str:
        """What selecting it does."""
        if self.steps is None:
            return tr("เลิกทำไปแล้วและมีการแก้ไขใหม่ทับ จึงกลับไปที่จุดนี้ไม่ได้")
        if self.steps == 0:
            return tr("ข้อมูลอยู่ที่จุดนี้")
        if self.steps > 0:
            return tr("ทำซ้ำ {count} รายการ จนถึงรายการนี้", count=self.steps)
        if self.point is None:
            return tr("เลิกทำทั้ง {count} รายการ", count=-self.steps)
        return tr("เลิกทำ {count} รายการที่ใหม่กว่า กลับไปหลังรายการนี้", count=-self.steps)


def rows_of(line: Timeline, today: date) -> list[UndoRow]:
    """Returns a row for each state of the timeline, newest first."""
    rows = [UndoRow(point.edit, point.edit.id, point.steps, today) for point in line.points]
    if rows and line.begin is not None:
        rows.append(UndoRow(None, line.begin, line.steps_to_begin, today))
    return rows


class _Rows(Rows):
    rows: tuple[UndoRow, ...]

    def shown(self, at: int) -> str:
        return self.rows[at].label

    def accessible_text(self, at: int) -> str:
        row = self.rows[at]
        return ", ".join(filter(None, (row.label, row.note, row.statement)))


class _Painter(RowPainter):
    """Paints a row: a tick at the current state, the label, and time and user at the right."""

    height = Height.ROW

    def __init__(self, parent: "UndoList") -> None:
        super().__init__(parent)
        self._list = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = tokens()
        row = self._list.rows[index.row()]
        area = QRectF(option.rect)
        ground = self._background_colour(index.row())
        if ground is not None:
            paint_plate(painter, area, Radius.CONTROL, ground)
        if row.steps == 0:
            top = area.top() + (area.height() - IconSize.BUTTON) / 2
            paint_icon(painter, "check", theme.accent, QPointF(area.left() + Space.CELL, top))
        standing = row.point is None or row.point.stands
        right = area.right() - Space.CELL
        note = elide(row.note, Text.NOTE, area.width() / 2)
        right -= metrics(Text.NOTE).horizontalAdvance(note)
        painter.setPen(theme.text2)
        y = baseline(Text.BODY, area.top(), Height.ROW)
        draw_text(painter, Text.NOTE, round(right), y, note)
        left = area.left() + YearPopupSize.WORD_LEFT
        style = Text.BODY_MEDIUM if row.steps == 0 else Text.BODY
        painter.setPen(theme.text if standing else theme.text2)
        draw_text(painter, style, left, y, elide(row.label, style, right - left - Space.M))

    def _background_colour(self, at: int) -> QColor | None:
        """The background: that of the selected row, or of the edits it would undo or redo."""
        theme = tokens()
        chosen = self._list.currentIndex().row()
        row = self._list.rows[at]
        if at == chosen:
            return theme.tint
        steps = self._list.rows[chosen].steps if chosen >= 0 else None
        if not steps or row.point is None or row.steps is None:
            return None
        undone = steps < 0 and at < chosen and row.point.stands
        redone = steps > 0 and at > chosen and not row.point.stands
        return theme.doing_tint if undone or redone else None


class UndoList(PaintedList):
    """The list of states; arrow keys and mouse select, Enter and a click return to one."""

    picked = Signal(int)
    """A state was selected; carries the number of the edit to return to."""

    def __init__(self, rows: Sequence[UndoRow], parent: QWidget) -> None:
        super().__init__(parent, tr("ประวัติการแก้ไข"))
        self.rows = tuple(rows)
        self.paint_by(_Rows(self, rows), _Painter(self))
        self.setFixedHeight(min(len(rows), ROWS_SHOWN) * Height.ROW)
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(self._pick)
        now = next((at for at, row in enumerate(rows) if row.steps == 0), 0)
        self.setCurrentIndex(self.model().index(now, 0))

    def _pick(self, index: QModelIndex) -> None:
        row = self.rows[index.row()]
        if row.steps:
            self.picked.emit(row.group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event.key()):
            self._pick(self.currentIndex())
        else:
            super().keyPressEvent(event)


class UndoPopup(Popup):
    """The list, with a description of the selected row below."""

    about = "undo-list"

    span = UndoListSize.HISTORY
    picked = Signal(int)

    def __init__(self, rows: Sequence[UndoRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("ประวัติการแก้ไข"))
        self.statement = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self.statement.setFixedHeight(FloatSize.FOOT)
        self.statement.setContentsMargins(Space.CELL, 0, Space.CELL, 0)
        self.list = self.start = UndoList(rows, self)
        self.list.picked.connect(self._pick_group)
        self.list.selectionModel().currentChanged.connect(self._show_statement)
        self.list.setVisible(bool(rows))
        self.column.addWidget(self.list)
        if rows:
            add(self.column, Space.XS, HairLine(self))
        self.column.addWidget(self.statement)
        self._show_statement()

    def open_by(self, anchor: QWidget) -> None:
        """Opens below ``anchor`` with the current state focused."""
        super().open_by(anchor)
        self.list.scrollTo(self.list.currentIndex())

    def _show_statement(self) -> None:
        at = self.list.currentIndex().row()
        rows = self.list.rows
        nothing = tr("ยังไม่มีการแก้ไขที่เลิกทำได้")
        self.statement.setText(rows[at].statement if rows else nothing)
        self.list.viewport().update()

    def _pick_group(self, group: int) -> None:
        self.close()
        self.picked.emit(group)
