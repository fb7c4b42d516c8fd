"""The agenda of a meeting as an outline, with actions on its items."""

from collections.abc import Container, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from ita_desktop.domain.meetings.agenda import lines, unresolved
from ita_desktop.domain.meetings.meetings import AgendaItem, AgendaKind, Meeting
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.letters.attaching import attach
from ita_desktop.services.meetings import agenda
from ita_desktop.services.meetings.agenda import usual_resolution
from ita_desktop.services.meetings.agenda_facts import fact_of
from ita_desktop.ui.loading.delayed import later
from ita_desktop.ui.pages.letters.attached_list import offer_attachments
from ita_desktop.ui.pages.meetings.agenda_item_form import AgendaItemForm
from ita_desktop.ui.pages.meetings.rows import outline_lines
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.outline.outline import Outline
from ita_desktop.ui.widgets.outline.row import OutlineLine
from ita_desktop.ui.widgets.page.room_scroll import RoomScroll


class AgendaPart(RoomScroll):
    """The outline in a scroll area. While resolutions are recorded, the items are visited in
    order."""

    about = "agenda"

    place_requested = Signal(object)
    """A :class:`Place` of another page should be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._meeting: Meeting | None = None
        self.recording = False
        self.outline = Outline()
        self.outline.setAccessibleName(tr("ระเบียบวาระ"))
        self.form: AgendaItemForm | None = None
        body = QWidget()
        vbox(self.outline, None, on=body, margins=(0, 0, Space.S, Space.M), gap=None)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(body)
        # Transparent, to show the page's background.
        body.setAutoFillBackground(False)
        self.ground.setAutoFillBackground(False)
        self.setFocusProxy(self.outline)
        self._connect()

    def _connect(self) -> None:
        outline = self.outline
        outline.edited.connect(lambda line, text: self._edit(line, "title", text))
        outline.added.connect(self._add)
        outline.moved.connect(self._move)
        outline.put.connect(self._move_item)
        outline.nested.connect(self._nest)
        outline.removed.connect(self._remove)
        outline.attach_requested.connect(self._attach)
        outline.fact_opened.connect(self._open_fact)
        outline.details_requested.connect(self.show_details)
        outline.menu_requested.connect(self._show_menu)
        outline.current_changed.connect(lambda _line: self._fill_form())
        outline.locked_line_tried.connect(self._session.refuses)

    # -- content

    @property
    def details(self) -> bool:
        """Whether the details of the current item are shown."""
        return self.form is not None and not self.form.isHidden()

    def show_meeting(self, meeting: Meeting) -> None:
        """Shows the agenda of a meeting."""
        session = self._session
        if self._meeting is None or meeting.id != self._meeting.id:
            self.stop_recording()
        self._meeting = meeting
        shown: Sequence[OutlineLine] = session.cached_today(
            f"agenda.{meeting.id}", lambda: outline_lines(session.step_context(), meeting)
        )
        self.outline.set_lines(shown, locked=session.is_locked)
        self._fill_form()

    def _item(self, line_id: str = "") -> AgendaItem | None:
        wanted = line_id or (self.outline.current.id if self.outline.current else "")
        return next((item for item in self._session.data.agenda_items if item.id == wanted), None)

    def show_details(self, shown: bool) -> None:
        """Shows or hides the details of the current item below it."""
        if not shown:
            self.recording = False
            had = self.form is not None and self.form.isAncestorOf(
                self.window().focusWidget() or self.form
            )
            self.outline.set_below(None)
            if had:
                self.outline.setFocus()
            return
        if self.form is None:
            self.form = AgendaItemForm(self._session, self.outline)
            self.form.stepped.connect(self._step)
            self.form.ended.connect(self.stop_recording)
            self.form.exited.connect(self.outline.setFocus)
            self.form.attach_requested.connect(lambda: self._attach(""))
        self.outline.set_below(self.form)
        self._fill_form()
        later(self, 0, self._show_form)

    def _show_form(self) -> None:
        """Scrolls to show as much of the details as possible."""
        row = self.outline.row_of(self.outline.current.id) if self.outline.current else None
        if row is not None and self.details and self.form is not None:
            self.ensureWidgetVisible(self.form, 0, Space.S)
            self.ensureWidgetVisible(row, 0, Space.S)

    def _fill_form(self) -> None:
        item = self._item()
        if self.form is None or self.form.isHidden() or item is None:
            return
        self.form.show_agenda_item(item, recording=self.recording, usual=self._usual(item))

    def _usual(self, item: AgendaItem) -> str:
        """Returns the default resolution on an item, with its fields filled in."""
        if self._meeting is None or not self.recording:
            return ""
        data, meeting = self._session.data, self._meeting
        own = lines(data.agenda_of(meeting.id))
        line = next((line for line in own if line.item.id == item.id), None)
        return usual_resolution(data, meeting, own, line) if line is not None else ""

    # -- resolutions

    def _agenda_items(self) -> list[str]:
        """Returns the ids of items with resolutions: items, and headings without items."""
        if self._meeting is None:
            return []
        own = lines(self._session.data.agenda_of(self._meeting.id))
        holding = {of for line in own for of in line.parents}
        waiting = {line.item.id for line in unresolved(self._meeting, own)}
        return [
            line.item.id
            for line in own
            if line.depth or line.item.id in waiting or _stands_alone(line.item, holding)
        ]

    def record(self) -> None:
        """Starts recording resolutions with the first item."""
        agenda_items = self._agenda_items()
        if self._session.is_locked:
            self._session.refuses()
        elif not agenda_items:
            self._session.failed.emit(tr("ยังไม่มีเรื่องในระเบียบวาระ เพิ่มเรื่องก่อน แล้วจึงบันทึกมติ"))
        else:
            self.recording = True
            self.show_details(True)
            self._go_to(agenda_items[0])

    def stop_recording(self) -> None:
        """Ends recording resolutions."""
        if self.recording:
            self.show_details(False)
            self.outline.setFocus()

    def _step(self, step: int) -> None:
        agenda_items = self._agenda_items()
        current = self.outline.current
        if current is None or current.id not in agenda_items:
            return
        at = agenda_items.index(current.id) + step
        if 0 <= at < len(agenda_items):
            self._go_to(agenda_items[at])
        elif step > 0:
            self.stop_recording()
            self._session.notified.emit(
                tr("บันทึกมติครบ {count} วาระแล้ว", count=len(agenda_items)), False
            )

    def _go_to(self, line_id: str) -> None:
        self.outline.go_to(line_id)
        self._fill_form()
        self.outline.layout_now()
        if self.form is not None:
            self.form.begin("resolution")
            later(self, 0, self._show_form)

    # -- actions

    def _edit(self, line_id: str, field: str, value: object) -> None:
        self._session.write(agenda.edit_agenda, [CellEdit(line_id, field, value)])

    def _add(self, parent: str, after: str, title: str) -> None:
        session, meeting = self._session, self._meeting
        if parent or meeting is None:
            made = session.write(agenda.add_agenda_item, parent, title, after=after or None)
        else:
            made = session.write(agenda.add_heading, meeting.id, title, after=after or None)
        if made:
            self.outline.go_to(made)

    def _move(self, line_id: str, step: int) -> None:
        self._session.write(agenda.move_agenda_item, line_id, step)
        self.outline.go_to(line_id)

    def _move_item(self, line_id: str, parent: str, after: str) -> None:
        self._session.write(agenda.put_agenda_item, line_id, parent, after)
        self.outline.go_to(line_id)

    def _nest(self, line_id: str, step: int) -> None:
        self._session.write(agenda.nest, line_id, step)
        self.outline.go_to(line_id)

    def _remove(self, line_id: str) -> None:
        session = self._session
        line = self.outline.current
        ids = [line.id for line in self.outline.items]
        at = ids.index(line_id)
        if session.could_write(agenda.remove_agenda_items, [line_id]) and line is not None:
            left = [line.id for line in self.outline.items]
            self.outline.go_to(left[min(at, len(left) - 1)] if ids[at] not in left else line_id)
            session.notified.emit(tr("เอาวาระ {number} ออกแล้ว", number=line.number), True)

    def _open_fact(self, line_id: str) -> None:
        session, item = self._session, self._item(line_id)
        if item is None or self._meeting is None:
            return
        fact = fact_of(session.step_context(), self._meeting, item.component)
        if fact is not None:
            self.place_requested.emit(fact.place)

    def _attach(self, line_id: str) -> None:
        item = self._item(line_id)
        if item is None or item.kind is not AgendaKind.ITEM or self._session.refuses():
            return
        session, row = self._session, self.outline.row_of(item.id)
        put = partial(attach, session.workspace, session.year, item)
        at = row.mapToGlobal(row.title_area().bottomLeft()) if row is not None else QPoint()
        offer_attachments(session, at, self.outline, put)

    def _show_menu(self, line_id: str, at: QPoint) -> None:
        outline, item = self.outline, self._item(line_id)
        if item is None:
            return
        menu = QMenu(outline)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        agenda_item = item.kind is AgendaKind.ITEM
        menu.addAction(tr("รายละเอียด"), "Ctrl+Return", partial(self.show_details, True))
        if item.component and agenda_item:
            menu.addAction(tr("เปิดหน้าที่ดึงข้อมูล"), partial(self._open_fact, line_id))
        if not self._session.is_locked:
            menu.addSeparator()
            menu.addAction(tr("แก้ไข"), "F2", outline.begin_edit)
            menu.addAction(tr("เพิ่มเรื่อง"), "Return", outline.begin_new)
            if agenda_item:
                menu.addAction(tr("เพิ่มเรื่องย่อย"), partial(outline.begin_new, below=True))
                menu.addAction(tr("แนบเอกสารหรือไฟล์…"), "Ctrl+;", partial(self._attach, line_id))
            menu.addAction(tr("เพิ่มหัวข้อวาระ"), outline.begin_heading)
            menu.addAction(tr("ตั้งเลขวาระ…"), partial(self._ask_number, line_id))
            menu.addSeparator()
            menu.addAction(tr("เลื่อนขึ้น"), "Alt+Up", partial(self._move, line_id, -1))
            menu.addAction(tr("เลื่อนลง"), "Alt+Down", partial(self._move, line_id, 1))
            if agenda_item:
                menu.addAction(tr("ย่อยเข้า"), "Tab", partial(self._nest, line_id, 1))
                menu.addAction(tr("ย่อยออก"), "Shift+Tab", partial(self._nest, line_id, -1))
            menu.addSeparator()
            menu.addAction(tr("เอาออก"), "Del", partial(self._remove, line_id))
        menu.popup(at)

    def _ask_number(self, line_id: str) -> None:
        """Asks for the number to print; an empty one is counted."""
        from ita_desktop.ui.pages.parts.name_popup import NamePopup

        row, item = self.outline.row_of(line_id), self._item(line_id)
        if row is None or item is None:
            return
        popup = NamePopup(tr("เลขวาระ"), item.number, tr("ตั้งเลข"), self.outline)
        popup.field.set_example(tr("{number} (นับให้)", number=row.line.number))
        popup.named.connect(partial(self._edit, line_id, "number"))
        popup.open_below(row.mapToGlobal(row.title_area().bottomLeft()), self.window())


def _stands_alone(item: AgendaItem, holding: Container[str]) -> bool:
    """Returns whether a heading without items is an item itself: one of the office's own, or one
    with a resolution."""
    return item.id not in holding and (item.kind is AgendaKind.FREE or bool(item.resolution))
