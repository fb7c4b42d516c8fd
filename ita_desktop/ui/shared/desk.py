"""Shared work in the main window: who is here, the lost connection, conflicts, and typing marks.

Brings what others do in a shared workspace into the window's thread.
"""

import threading
from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from ita_desktop.i18n import tr, translated
from ita_desktop.storage.edits.changes import BETWEEN_NAMES, Changed
from ita_desktop.storage.server.shared import ConnectionState, EditedCell, Link, PresentMember, Role
from ita_desktop.ui.background import deliver_posted
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.loading.asked import is_amid_something, later, load, work_out
from ita_desktop.ui.navigation import PAGES
from ita_desktop.ui.saving.standing_line import LostLine
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared import editor_events
from ita_desktop.ui.shared.connection import allowed, role_words
from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.theme.tokens import Height, Stroke, Tone
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.storage.server.live.sharing import Sharing
    from ita_desktop.ui.table.column import Typist
    from ita_desktop.ui.table.editing.clipboard import CopiedCells
    from ita_desktop.ui.table.view import SheetView


_LOOK_EVERY: Final = 100
"""Interval in ms between two looks for what others did."""
_ROLE_KEY = "role"
_RETURNED_KEY = "returned"
_UNSENT_KEY = "unsent"
_GIVE_UP_KEY = "give_up"
_NAMED: Final = 3
"""How many unsent edits the message names."""
_RELEASE: Final = 30
"""Milliseconds after which a pressed button is looked at again."""
_LOOKS: Final = 50
"""How often it is looked at: a release that came to a popup which closed is never told."""
_NAMES_SHOWN: Final = 2
"""Number of names in the bar; the others are counted."""


class Following(QObject):
    """Who is here, the state of the connection, and what others changed while it was lost."""

    people_changed = Signal()
    """Somebody came, went, shows another page, or types elsewhere."""
    link_changed = Signal()
    """The connection was lost, or has returned."""
    outdated = Signal()
    """The database was brought up by a newer program."""
    returned = Signal(object, int)
    """The connection has returned: names of those who wrote meanwhile, and number of rows."""

    def __init__(self, session: Session, shared: "Sharing") -> None:
        super().__init__(session)
        self.shared = shared
        self.session = session
        # One that is lost already is a change, too.
        self.state = shared.state._replace(link=Link.CONNECTED)
        self.people: tuple[PresentMember, ...] = ()
        self.since: dict[str, datetime] = {}
        """When each of the people was first seen, by login."""
        self._meanwhile: list[Changed] | None = None
        """Edits of others since the connection was lost; None while it was not."""
        self._typing: EditedCell | None = None
        self._is_older = shared.is_older
        self._news = threading.Event()
        self._news.set()
        self._unsubscribe = shared.subscribe(self._news.set)
        session.changed.connect(self._note)
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Ends it with the session."""
        self._timer.stop()
        self._unsubscribe()

    def look(self) -> None:
        """Shows what has happened since the last look."""
        deliver_posted()
        if self._news.is_set():
            self._news.clear()
            self._look_at_people()
            self._look_at_link(self.shared.state)
            if self.shared.is_older and not self._is_older:
                self._is_older = True
                self.outdated.emit()

    # -- what is told to the others

    def show_page(self, key: str) -> None:
        """Tells the others which page is shown here."""
        self.shared.announce(page=f"{self.session.year} {key}", typing=self._typing)

    def type_in(self, thing: str, field: str) -> None:
        """Tells the others where something is being typed; empty names: nowhere."""
        self._typing = EditedCell(str(self.session.year), thing, field) if thing else None
        self.shared.announce(typing=self._typing)

    # -- what the others do

    def typists(self) -> "Mapping[str, Typist]":
        """Returns who types in which row of the shown year, by the row's id."""
        from ita_desktop.ui.table.column import Typist

        year = str(self.session.year)
        return {
            person.typing.key: Typist(person.name, person.typing.column)
            for person in self.people
            if person.typing is not None and person.typing.table == year
        }

    def _look_at_people(self) -> None:
        people = self.shared.present()
        if _places(people) == _places(self.people):
            return
        logins = {person.login for person in people}
        self.since = {login: at for login, at in self.since.items() if login in logins}
        for person in people:
            self.since.setdefault(person.login, person.seen)
        self.people = people
        self.people_changed.emit()

    def _look_at_link(self, state: ConnectionState) -> None:
        if state == self.state:
            return
        self.state = state
        if state.link is not Link.CONNECTED:
            self._meanwhile = self._meanwhile or []
        self.link_changed.emit()
        if state.link is Link.CONNECTED and self._meanwhile is not None:
            # The last of what was caught up may be in the queue still.
            QTimer.singleShot(2 * _LOOK_EVERY, self, self._show_returned)

    def _show_returned(self) -> None:
        changes, self._meanwhile = self._meanwhile, None
        if changes is not None:
            names = list(
                dict.fromkeys(
                    name for change in changes for name in change.who.split(BETWEEN_NAMES)
                )
            )
            rows = {(row.table, row.key) for change in changes for row in change.rows}
            self.returned.emit(names, len(rows))

    def _note(self, changed: Changed) -> None:
        if changed.who and self._meanwhile is not None:
            self._meanwhile.append(changed)


def _places(people: tuple[PresentMember, ...]) -> list[tuple[str, str, str, EditedCell | None]]:
    """Returns where people are, without the moment when that was heard."""
    return [(person.login, person.name, person.page, person.typing) for person in people]


class SharedDesk(QObject):
    """What a window shows of a shared workspace; of a file it only asks about conflicts."""

    def __init__(self, frame: MainFrame, session: Session) -> None:
        super().__init__(session)
        self._frame = frame
        self._session = session
        self._line: LostLine | None = None
        self._locked_by = ""
        """Why not everything can be changed."""
        self.following: Following | None = None
        self._lost_words: set[str] = set()
        """Why editors were refused while the connection was lost."""
        session.failed.connect(self._note_failure)
        self._drafts: dict[int, dict[Hashable, Any]] = {}
        """What was typed in forms and not stored, by year."""
        shared = session.workspace.shared
        if shared is not None:
            self._follow(shared)
        session.under_way.moved.connect(self._show_unsent)
        # What a window or a program before has left is shown when the page is there.
        later(self, 0, self._show_unsent)

    def stop(self) -> None:
        """Ends it with the session."""
        self._session.under_way.moved.disconnect(self._show_unsent)
        self._session.failed.disconnect(self._note_failure)
        self._frame.message.withdraw(_UNSENT_KEY)
        if self.following is not None:
            self.following.stop()
            self._frame.page_shown.disconnect(self._show_page)
            self._frame.status.set_people(None)
            self._show_line(None)

    def handle(self, event: QEvent) -> None:
        """Handles what an editor tells the window."""
        if isinstance(event, editor_events.ConflictEvent):
            load("ita_desktop.ui.shared.edit_sheets")
            from ita_desktop.ui.shared.edit_sheets import ask

            ask(event, self._frame)
        elif isinstance(event, editor_events.BeforeCompareEvent):
            deliver_posted()
        elif isinstance(event, editor_events.RescuedEvent):
            text = "{who} เอาแถวที่กำลังแก้ออกแล้ว · สิ่งที่พิมพ์คัดลอกไว้แล้ว วางที่อื่นได้ด้วย Ctrl+V"
            self._session.failed.emit(tr(text, who=event.who))
        elif isinstance(event, editor_events.DraftsEvent):
            event.drafts = self._drafts.setdefault(self._session.year, {})
        elif isinstance(event, editor_events.KeptEvent):
            self._session.kept.append(event.is_kept)
            self._session.failure_over.emit()
            text = tr("เก็บสิ่งที่พิมพ์ค้างไว้แล้ว ยังไม่ได้บันทึก เปิดที่เดิมอีกครั้งเพื่อทำต่อ")
            self._session.notified.emit(text, False)
        elif isinstance(event, editor_events.FilesPastedEvent):
            self._import_copied(is_typed=event.is_typed)
        elif isinstance(event, editor_events.ListPastedEvent):
            event.is_taken = self._import_list(event.block, is_for_all=event.is_for_all)
        elif isinstance(event, editor_events.StoredOutsideEvent):
            self._show_stored(event.words)
        elif isinstance(event, editor_events.TypingEvent) and self.following is not None:
            self.following.type_in(event.thing, event.field)

    def act(self, key: str) -> bool:
        """Performs the action of a message; returns whether the key is one of these."""
        if key == _UNSENT_KEY:
            self._session.send_again()
        elif key == _GIVE_UP_KEY:
            self._session.under_way.give_up()
        else:
            return False
        return True

    def _show_unsent(self) -> None:
        """Shows what could not be stored, when it can be sent again."""
        message, refused = self._frame.message, self._session.under_way.refused
        if not refused or self._line is not None:
            message.withdraw(_UNSENT_KEY)
            return
        labels = [translated(edit.label) for edit in refused]
        if len(labels) == 1:
            what = tr("ยังไม่ได้เก็บ “{label}”", label=labels[0])
        else:
            named = " · ".join(labels[:_NAMED]) + " …" * (len(labels) > _NAMED)
            text = "ยังไม่ได้เก็บ {count} รายการ ได้แก่ {labels}"
            what = tr(text, count=len(labels), labels=named)
        shown = Message(
            MessageKind.BAD,
            f"{what}: {refused[-1].why}",
            tr("ส่งอีกครั้ง"),
            key=_UNSENT_KEY,
            other=tr("ทิ้งสิ่งที่ยังไม่ได้เก็บ"),
            other_key=_GIVE_UP_KEY,
        )
        if message.message != shown:
            message.display(shown)

    def _import_copied(self, *, is_typed: bool) -> None:
        from ita_desktop.ui.opening.dropped_files import are_photos, import_copied

        session = self._session
        if not is_typed and (
            is_amid_something() or session.refuses() or import_copied(session, self._frame)
        ):
            return
        if are_photos(QApplication.clipboard().mimeData()):
            text = tr("ภาพวางได้ที่แถวในติดตามผล มาตรการ และงาน OIT · เลือกแถวนั้นก่อน แล้ววางอีกครั้ง")
        elif is_typed:
            text = tr("ไฟล์ที่คัดลอกไว้วางเป็นข้อความไม่ได้ · ออกจากช่องนี้ก่อน แล้ววางที่หน้าของรายการนั้น")
        else:
            text = tr("ไฟล์ที่คัดลอกไว้ไม่ใช่ไฟล์ที่นำเข้าได้ · นำเข้าได้จากไฟล์ Excel, Word, PDF, CSV และโฟลเดอร์")
        session.failed.emit(text)

    def _import_list(self, block: "CopiedCells", *, is_for_all: bool) -> bool:
        """Imports a pasted block that is surely a list, or of which the preview says what it is;
        returns whether it does."""
        session = self._session
        if is_amid_something():
            return False
        load("ita_desktop.services.imports.pasted")
        load("ita_desktop.ui.dialogs.previews.found")
        from ita_desktop.services.imports.pasted import list_kind
        from ita_desktop.ui.dialogs.previews.found import import_pasted

        is_paper = is_for_all and block.is_paper
        cells, data = block.spread(), session.data
        is_taken = is_paper or work_out(lambda: list_kind("", cells, data)) != ""
        if is_taken and not session.refuses():
            import_pasted(session, "", block, self._frame)
        if not is_taken and is_for_all and len(block.cells) > 1:
            session.failed.emit(
                tr("ยังไม่ได้วาง เพราะไม่รู้ว่าเป็นรายการชนิดใด · เลือกหน้าของรายการนั้นก่อน แล้ววางอีกครั้ง")
            )
        return is_taken

    def _show_stored(self, words: str, looks: int = _LOOKS) -> None:
        """Shows what a click elsewhere has stored, once it is stored and the button is released:
        nothing moves under the pointer while it is pressed."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QGuiApplication

        is_under_way = not self._session.workspace.saved.is_all and self.following is not None
        is_pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if is_under_way or (is_pressed and looks):
            later(self, _RELEASE, partial(self._show_stored, words, max(looks - 1, 0)))
        elif not self._session.under_way.refused:
            self._session.notified.emit(words, True)

    def _follow(self, shared: "Sharing") -> None:
        frame, session = self._frame, self._session
        following = self.following = Following(session, shared)
        frame.status.set_people(PeopleButton(following, self._unit_name, frame.status))
        frame.page_shown.connect(self._show_page)
        following.people_changed.connect(self._mark_typists)
        session.year_changed.connect(lambda _year: self._show_page(frame.current_page))
        following.link_changed.connect(self._show_link)
        following.returned.connect(self._show_returned)
        following.outdated.connect(self._show_older)
        self._locked_by = session.locked
        if shared.me.role is Role.UNIT:
            frame.message.display(Message(MessageKind.INFO, self._locked_by, key=_ROLE_KEY))

    def _show_older(self) -> None:
        """Says that nothing can be stored any more; what is being typed stays where it is."""
        self._locked_by = self._session.locked
        self._frame.message.display(Message(MessageKind.WARNING, self._locked_by, key=_ROLE_KEY))
        self._session.saving.emit()

    def _unit_name(self, unit_id: str | None) -> str:
        return self._session.data.unit_name(unit_id) if unit_id else ""

    def _show_page(self, key: str) -> None:
        if self.following is not None:
            self.following.show_page(key)
            self._mark_typists()
            self._lock(key)

    def _lock(self, key: str) -> None:
        """Locks the tables of a page that do not say themselves what one's role cannot write; the
        database refuses it anyway."""
        page = self._frame.made_pages().get(key)
        if self._locked_by and page is not None:
            for table in _tables(page):
                if table.sheet.locks is None:
                    table.sheet.locked_by = self._locked_by
                    table.set_read_only(True)

    def _mark_typists(self) -> None:
        """Marks the rows of the shown page that others are typing in."""
        page = self._frame.made_pages().get(self._frame.current_page)
        if self.following is not None and page is not None:
            typists = self.following.typists()
            for table in _tables(page):
                table.sheet.set_typists(typists)

    # -- the connection

    def _show_link(self) -> None:
        following = self.following
        assert following is not None
        self._session.saving.emit()
        if following.state.link is Link.CONNECTED:
            self._show_line(None)
            self._let_type_on()
        elif self._line is None:
            line = LostLine(following.state)
            line.retry_requested.connect(following.shared.retry)
            self._show_line(line)
        else:
            self._line.show_state(following.state)
        if self._line is not None:
            self._frame.message.withdraw(_RETURNED_KEY)
        self._show_unsent()

    def _note_failure(self, why: str) -> None:
        if self._line is not None:
            self._lost_words.add(why)

    def _let_type_on(self) -> None:
        """What could not be stored without the connection is only being typed by now: it is not
        refused, and nothing says that it is saved."""
        from ita_desktop.ui.editors.base import CellEditor

        words, self._lost_words = self._lost_words, set()
        for editor in self._frame.findChildren(CellEditor) if words else ():
            if editor.invalid and editor.why in words:
                editor.set_invalid(False)
        if words:
            self._session.failure_over.emit()

    def _show_line(self, line: LostLine | None) -> None:
        if line is not self._line:
            self._line = line
            self._frame.show_below(line)

    def _show_returned(self, names: list[str], rows: int) -> None:
        """Shows what others have changed while the connection was lost. Without news nothing is
        said: the red line goes, and with it what was refused meanwhile."""
        if rows:
            who = " ".join(names)
            text = tr("ต่อได้แล้ว ระหว่างนั้น {who} แก้ {count} แถว", who=who, count=rows)
            self._frame.message.display(Message(MessageKind.INFO, text, key=_RETURNED_KEY))
        else:
            self._frame.message.leave()


def _tables(page: QWidget) -> list["SheetView"]:
    """Returns the tables of a page."""
    # A start without shared work makes no table before a page does.
    from ita_desktop.ui.table.view import SheetView

    return page.findChildren(SheetView)


# Who else has the workspace open: names in the status bar, and a list with pages and times.


class PeopleButton(Button):
    """Names of the others; a click lists them with what each shows."""

    def __init__(
        self, following: Following, unit_name: Callable[[str | None], str], parent: QWidget
    ) -> None:
        """``unit_name`` returns the name of a unit by its id."""
        super().__init__("", parent, kind=ButtonKind.QUIET, icon_name="users")
        self.set_tone(Tone.TEXT2)
        self._following = following
        self._unit_name = unit_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        following.people_changed.connect(self.refresh)
        following.link_changed.connect(self.refresh)
        self.refresh()

    def sizeHint(self) -> QSize:
        """As high as the status bar of a low window."""
        return QSize(super().sizeHint().width(), Height.STATUS_BAR_LOW - Stroke.HAIR)

    def refresh(self) -> None:
        """Shows who is here now."""
        people = self._following.people
        shown = [person.name for person in people[:_NAMES_SHOWN]]
        more = len(people) - len(shown)
        nobody = tr("ไม่มีคนอื่นอยู่")
        if self._following.state.link is not Link.CONNECTED:
            nobody = tr("ไม่ทราบว่าใครเปิดอยู่")
        words = " · ".join(shown) if people else nobody
        self.setText(f"{words} +{more}" if more else words)
        lines = self.lines()
        set_tip(self, "\n".join(lines))
        self.setAccessibleName(tr("คนที่เปิดงานนี้อยู่: {names}", names=self.text()))
        self.setAccessibleDescription(", ".join(lines))
        self.adjustSize()

    def lines(self) -> list[str]:
        """Returns a line for each of the others, and what one's own role allows."""
        me = self._following.shared.me
        others = [self._line(person) for person in self._following.people]
        return [*others, f"{me.name or me.login} · {allowed(me.role, self._unit_name(me.unit_id))}"]

    def _line(self, person: PresentMember) -> str:
        year, _, key = person.page.partition(" ")
        page = next((tr(page.title) for name, page in PAGES.items() if name == key), "")
        since = self._following.since.get(person.login, person.seen)
        parts = [person.name, f"{page} {year}".strip()]
        parts.append(tr("ตั้งแต่ {time}", time=f"{since:%H:%M}"))
        if person.typing is not None:
            parts.append(tr("กำลังพิมพ์"))
        return " · ".join(filter(None, parts))

    def _open(self) -> None:
        menu = QMenu(self)
        for line in self.lines():
            menu.addAction(line)
        menu.setAccessibleName(role_words(self._following.shared.me.role))
        above = self.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(above)
