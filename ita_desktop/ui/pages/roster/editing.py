"""Edits rows of the roster: input, paste, add, move and remove; and the menu for that, for bodies,
and for members that are groups, whose positions a popup shows.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Member
from ita_desktop.domain.roster.committee import in_same_office, members_on
from ita_desktop.domain.text import key as folded
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import people, roster
from ita_desktop.services.roster.roster import MemberRow, Respelt
from ita_desktop.services.years import carrying
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.loading.asked import is_amid_something, later, load
from ita_desktop.ui.pages.parts.file_sharing import offer_lists
from ita_desktop.ui.pages.parts.popups import ChoicePopup, NamePopup
from ita_desktop.ui.pages.roster.orders import RosterOrders
from ita_desktop.ui.pages.roster.rows import RosterTableRow
from ita_desktop.ui.pages.writing import EditWriter, PasteTable, changed_rows
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.table.controllers.pointer import RowDrop
from ita_desktop.ui.table.editing.clipboard import CopiedCells
from ita_desktop.ui.table.grid import Act, Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Height, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.popup import Popup
from ita_desktop.ui.widgets.status import Message, MessageKind

ROWS_SHOWN = 10
"""Number of visible rows: a district office has that many sections."""
KIND: Final = "roster"
RESPELL: Final = "roster.respell"
"""The key of the message that two people may be one."""
_SAME, _OTHER = "same", "other"
NUMBER = "number"
_MOST_TWICE = 3


class RosterController(QObject):
    """Stores edits of the ``table``; while the roster of a day is shown, rows cannot be added or
    moved."""

    notified = Signal(object)
    """A message should be shown."""
    import_requested = Signal()
    """The roster should be imported from a file."""

    def __init__(self, session: Session, table: PasteTable, orders: RosterOrders) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._orders = orders
        self._respelt: Respelt | None = None
        self._known: frozenset[str] = frozenset()
        """The members before the last edit."""
        self._typed = 0
        """The last edit."""
        self._writing = EditWriter(
            session,
            table,
            tr("ตรวจก่อนวางลงในรายชื่อ"),
            self._store,
            changed_rows,
            show_result=self._show_written,
            trim=without_numbers,
        )
        self._cut: tuple[tuple[str, ...], str] = ((), "")
        """The members that were cut, and what the clipboard has of them."""
        table.on_rows_cut, table.on_rows_paste = self._cut_rows, self._paste_rows
        table.move_requested.connect(self._move)
        table.row_drag.may_drag = self._may_drag
        table.rows_dropped.connect(self._drop)
        table.list_pasted.connect(self._import_pasted)
        orders.begun.connect(self._type_name)

    def _store(self, data: YearData, edit: Edit) -> None:
        self._respelt = None
        self._known = frozenset(data.member_by_id)
        self._respelt = write(self._session.workspace, data, edit)

    def respell(self) -> None:
        """Corrects the name of the person who stood in the place that was typed over last."""
        session, respelt = self._session, self._respelt
        if respelt is not None:
            self._respelt = None
            ids = respelt.member, respelt.before.id, respelt.now.id
            person = session.write(people.respell, *ids)
            if person is not None:
                # Typing the name and the answer about it are one deed.
                session.workspace.edits.go_together(self._typed)
                words = tr("แก้ตัวสะกดเป็น {name} ทุกแห่งแล้ว", name=person.full_name)
                session.notified.emit(words, True)

    def _show_written(self, edit: Edit) -> None:
        self._typed = self._session.workspace.edits.last_edit
        if self._respelt is not None and len(edit.rows) == 1:
            later(self, 0, partial(self._ask_respelt, self._respelt))
        elif self._respelt is not None:
            self._tell_respelt(self._respelt)
        self._writing.show_count(edit)
        if edit.new:
            self._choose_added()
        for twice in named_twice(self._session.data, without_numbers(edit)):
            self.notified.emit(Message(MessageKind.WARNING, twice))

    def _ask_respelt(self, respelt: Respelt) -> None:
        """Asks at the cell whether a name is another spelling or another person; unanswered, that
        stays a message."""
        sheet = self._table.sheet
        place, column = sheet.place(respelt.member), sheet.column_index("name")
        if place is None or column is None or is_amid_something():
            self._tell_respelt(respelt)
            return
        question = tr(
            "{now} กับ {before} เป็นคนเดียวกันหรือไม่",
            now=respelt.now.full_name,
            before=respelt.before.full_name,
        )
        lines = (
            Linked(_SAME, tr("คนเดียวกัน แก้ตัวสะกดทุกแห่ง"), "", "pencil"),
            Linked(_OTHER, tr("คนละคน"), "", "users"),
        )
        popup = ChoicePopup(question, lines, self._table, about="group")
        answered: list[str] = []
        popup.picked.connect(answered.append)
        popup.picked.connect(lambda key: self.respell() if key == _SAME else None)
        popup.destroyed.connect(lambda: None if answered else self._tell_respelt(respelt))
        cell = self._table.visualRect(sheet.index(place, column))
        at = self._table.viewport().mapToGlobal(cell.bottomLeft())
        popup.open_below(at, self._table.window())

    def _tell_respelt(self, respelt: Respelt) -> None:
        sentence = tr(
            "{now} อยู่ในทะเบียนเป็นคนละคนกับ {before} ซึ่งยังใช้ที่อื่น",
            now=respelt.now.full_name,
            before=respelt.before.full_name,
        )
        action = tr("คนเดียวกัน แก้ตัวสะกดทุกแห่ง")
        self.notified.emit(Message(MessageKind.INFO, sentence, action, key=RESPELL))

    def _move(self, ids: tuple[str, ...], step: int) -> None:
        session, current = self._session, self._table.current_row()
        if not isinstance(current, RowGroup) and self._orders.refuses():
            return
        if self._is_sorted_otherwise():
            return
        if isinstance(current, RowGroup):
            session.write(roster.move_body, current.id, step)
        else:
            session.write(roster.move, ids, step)

    @property
    def _sorted_otherwise(self) -> bool:
        how = self._table.sheet.how
        return how.descending or how.sort not in (None, "number")

    def _is_sorted_otherwise(self) -> bool:
        """Returns whether the rows are not shown in their order, and says so."""
        if not self._sorted_otherwise:
            return False
        self._session.failed.emit(
            tr("ตารางเรียงตามคอลัมน์อื่นอยู่ จึงเลื่อนลำดับไม่ได้ · ให้เรียงตามคอลัมน์ ลำดับ ก่อน")
        )
        return True

    def _may_drag(self) -> bool:
        """Returns whether rows can be dragged; otherwise shows why not."""
        refused = self._session.refuses() or self._orders.refuses()
        return not refused and not self._is_sorted_otherwise()

    def _drop(self, ids: tuple[str, ...], drop: RowDrop) -> None:
        self.move_to(ids, drop.group, drop.row or None, below=drop.below)

    def move_to(
        self, ids: Sequence[str], body_id: str, beside: str | None = None, *, below: bool = True
    ) -> bool:
        """Moves members beside one of a body, or to the end of another body, and selects them
        there; returns whether anything was moved."""
        session, known = self._session, self._session.data.member_by_id
        other = any(known[id_].body_id != body_id for id_ in ids if id_ in known)
        count = session.write(roster.move_to, ids, body_id, beside, below=below)
        if not count:
            return False
        if other:
            name = session.data.body_by_id[body_id].name
            words = tr("ย้าย {count} แถวไป{body}แล้ว", count=count, body=name)
            session.notified.emit(" · ".join((words, *unfit_roles(session.data, ids))), True)
        self._table.sheet.fold([body_id], shut=False)
        self._choose(ids)
        return True

    def _cut_rows(self, ids: tuple[str, ...]) -> None:
        session = self._session
        if session.refuses() or self._orders.refuses():
            return
        self._cut = ids, QApplication.clipboard().text()
        words = tr("ตัด {count} แถวแล้ว ไปที่แถวของอีกคณะแล้วกด Ctrl+V เพื่อย้าย", count=len(ids))
        session.notified.emit(words, False)

    def _paste_rows(self) -> bool:
        """Moves the members that were cut below the current row, or to the end of the body of a
        current heading; to that end also where the rows are not shown in their order."""
        ids, copied = self._cut
        if not ids or QApplication.clipboard().text() != copied:
            return False
        body, current = self.current_body, self._table.current_row()
        known = self._session.data.member_by_id
        within = all(known[id_].body_id == body for id_ in ids if id_ in known)
        if within and self._is_sorted_otherwise():
            return True
        at_row = isinstance(current, RosterTableRow) and (within or not self._sorted_otherwise)
        beside = current.id if at_row and current is not None else None
        if self.move_to(ids, body, beside):
            self._cut = (), ""
        return True

    def add_row(self) -> None:
        """Adds an empty row below the current one and edits it."""
        session, current = self._session, self._table.current_row()
        if session.refuses() or self._orders.refuses():
            return
        after = current.id if isinstance(current, RosterTableRow) else None
        body = self.current_body or session.write(roster.add_body, "คณะทำงาน")
        if body is None:
            return
        home: str = body
        made = session.write(roster.add, home, [{}], after=after)
        if made:
            self._begin_typing(home, made[0])

    @property
    def current_body(self) -> str:
        """Returns the body of the current row, else the first body; empty if there is none."""
        current = self._table.current_row()
        known = body_of(self._session.data, current.id if current else None)
        return known or ""

    def _type_name(self, member_id: str) -> None:
        member = self._session.data.member_by_id.get(member_id)
        if member is not None:
            self._begin_typing(member.body_id, member_id)

    def _begin_typing(self, body: str, row: str) -> None:
        sheet = self._table.sheet
        sheet.fold([body], shut=False)
        if sheet.place(row) is None:
            sheet.clear_filters()
        self._table.go_to(row, "name")
        self._table.setFocus()

    def remove_rows(self) -> None:
        """Removes the selected rows."""
        session = self._session
        chosen = self._table.selected_ids()
        if session.is_locked:
            self._table.show_locked()
        elif chosen and session.could_write(roster.remove, chosen):
            session.notified.emit(tr("เอา {count} แถวออกแล้ว", count=len(chosen)), True)

    def begin(self) -> None:
        """Starts a year's roster: carries over last year's, or imports a file."""
        session, before = self._session, self._session.previous
        if before is None or not before.members:
            self.import_requested.emit()
            return
        count = session.write(carrying.carry_roster, before.year)
        if count:
            session.notified.emit(tr("ยกรายชื่อมา {count} ลำดับแล้ว", count=count), True)
            self._table.take_focus()

    def paste(self) -> None:
        """Pastes the clipboard while the page is empty."""
        self._writing.paste_first(self._table)

    def _import_pasted(self, block: CopiedCells) -> None:
        """Imports a pasted list."""
        load("ita_desktop.ui.dialogs.previews.found")
        from ita_desktop.ui.dialogs.previews.found import import_pasted

        self._known = frozenset(self._session.data.member_by_id)
        dialog = import_pasted(self._session, KIND, block, self._table.window())
        dialog.finished.connect(lambda _result: self._choose_added())

    def _choose_added(self) -> None:
        """Selects the rows that came in together, for whatever is to be done with all of them."""
        added = [one.id for one in self._session.data.members if one.id not in self._known]
        if len(added) > 1:
            self._choose(added)

    def _choose(self, ids: Sequence[str]) -> None:
        """Selects consecutive rows, or else goes to the first one."""
        lines = [at for at in map(self._table.sheet.place, ids) if at is not None]
        if len(lines) > 1 and max(lines) - min(lines) + 1 == len(lines):
            self._table.selecting.choose_lines(min(lines), max(lines))
        else:
            self._table.go_to(ids[0])


# Stores edits of the roster through services: cells, order, new rows.


def write(workspace: Workspace, data: YearData, edit: Edit) -> Respelt | None:
    """Writes an edit as one unit of work into the year of ``data``; returns two people who may be
    one. Raises ItaError.

    A typed number moves its row; pasted or filled numbers are ignored, because they follow from the
    order of rows.
    """
    year = data.year
    if edit.act is Act.TYPE:
        for change in edit.changes:
            if change.key == NUMBER:
                roster.place(workspace, year, change.row, int(str(change.value)))
    edit = without_numbers(edit)
    cells = [CellEdit(change.row, change.key, _text(change.value)) for change in edit.changes]
    if edit.new:
        by_body = _rows_by_body(data, edit)
        roster.add_many(workspace, year, list(by_body.items()), after=edit.after, edits=cells)
    elif cells:
        return roster.edit(workspace, year, cells)
    return None


def _text(value: object) -> str:
    """Returns a value as text; it may be the name of a new unit."""
    return value if isinstance(value, str) else str(value)


def without_numbers(edit: Edit) -> Edit:
    """Returns an edit without changes of numbers."""
    return replace(
        edit,
        changes=tuple(change for change in edit.changes if change.key != NUMBER),
        new=tuple({key: value for key, value in row.items() if key != NUMBER} for row in edit.new),
    )


def body_of(data: YearData, key: str | None) -> str | None:
    """Returns the body of a member or body id; the first body for None."""
    member = next((member for member in data.members if member.id == key), None)
    if member is not None:
        return member.body_id
    if any(body.id == key for body in data.bodies):
        return key
    return data.bodies[0].id if data.bodies else None


def _rows_by_body(data: YearData, edit: Edit) -> dict[str, list[Mapping[str, str]]]:
    """Groups new rows by body: that of their role, else that of the paste."""
    beside = body_of(data, edit.after)
    by_body: dict[str, list[Mapping[str, str]]] = {}
    for row in edit.new:
        texts = {key: _text(value) for key, value in row.items()}
        described = roster.body_of_role(data, texts.get("role", ""))
        home = described.id if described is not None else beside
        if home is None:
            raise InputError("ยังไม่มีคณะที่จะเพิ่มรายชื่อลงไป", remedy="เพิ่มคณะก่อน")
        by_body.setdefault(home, []).append(texts)
    return by_body


def unfit_roles(data: YearData, moved: Sequence[str]) -> list[str]:
    """Returns what to check of the roles with which members came into another body: those that
    the body does not know, and those that it has once and somebody else has."""
    unknown, twice = dict[str, None](), dict[str, None]()
    for member in (data.member_by_id[id_] for id_ in moved if id_ in data.member_by_id):
        others = [one for one in members_on(data, member.body_id) if one.id not in moved]
        known = (*roster.ROLES[data.body_by_id[member.body_id].kind], *(one.role for one in others))
        if in_same_office(others, member.role):
            twice[member.role] = None
        elif member.role and folded(member.role) not in map(folded, known):
            unknown[member.role] = None
    texts = []
    if twice:
        texts.append(tr("คณะนี้มี {roles} อยู่แล้ว แก้ที่ช่อง บทบาท", roles=" ".join(twice)))
    if unknown:
        texts.append(tr("บทบาท {roles} ไม่ใช่ของคณะนี้ แก้ที่ช่อง บทบาท", roles=" ".join(unknown)))
    return texts


def named_twice(data: YearData, edit: Edit) -> list[str]:
    """Returns a sentence for each named person who is already in the same body; a single one if
    there are many."""
    named = {change.row for change in edit.changes if change.key == "name"}
    texts = []
    for _, members in roster.rows(data) if named else ():
        places: dict[str | None, list[MemberRow]] = {}
        for row in members:
            places.setdefault(row.member.person_id, []).append(row)
        for row in members:
            same = places[row.member.person_id]
            if row.id in named and row.name and len(same) > 1:
                numbers = " ".join(other.number for other in same if other.id != row.id)
                texts.append(tr("{name} อยู่ในลำดับ {numbers} แล้ว", name=row.name, numbers=numbers))
    if len(texts) > _MOST_TWICE:
        return [
            tr("มีชื่อที่อยู่ในคณะเดียวกันแล้ว {count} แถว เช่น {first}", count=len(texts), first=texts[0])
        ]
    return texts


class _Posts(RoomScroll):
    """The scroll area of positions, with arrow keys."""

    accessible_role = Role.List


class GroupPopup(Popup):
    """The list of positions, and a button to split the group into rows."""

    about = "group"
    span = FloatSize.GROUP

    split_requested = Signal()

    def __init__(self, post: str, stands_for: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        title = ThaiLabel(post, self, style=Text.LABEL_STRONG, most=2)
        note = ThaiLabel(
            tr("แทน {count} ตำแหน่ง", count=len(stands_for)), self, style=Text.NOTE, tone=Tone.TEXT2
        )
        rows = QWidget()
        column = vbox(on=rows)
        for stand in stands_for:
            line = ThaiLabel(stand, rows)
            line.setFixedHeight(Height.CHECK_LINE)
            column.addWidget(line)
        column.addStretch(1)
        scroll = _Posts.around(rows, self, across=False)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(title.text())
        scroll.setFixedHeight(min(len(stands_for), ROWS_SHOWN) * Height.CHECK_LINE)
        self.split = self.start = Button(
            tr("แยกเป็น {count} แถว", count=len(stands_for)), self, kind=ButtonKind.PRIMARY
        )
        self.split.clicked.connect(self._split)
        nest(
            self.column,
            vbox(
                vbox(title, note),
                scroll,
                hbox(None, self.split, gap=None),
                margins=(Space.M, Space.S),
                gap=Space.S,
            ),
        )

    def _split(self) -> None:
        self.close()
        self.split_requested.emit()


class RosterMenu(QObject):
    """Adds actions for the current row and its body to the menu of ``table``."""

    detail_requested = Signal()
    """The details of the current member should be shown."""
    duties_requested = Signal(str)
    """The duties of a body should be shown."""

    def __init__(
        self,
        session: Session,
        table: SheetView,
        editing: RosterController,
        orders: RosterOrders,
    ) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._editing = editing
        self._orders = orders
        table.menu_requested.connect(self._add_to_menu)
        offer_lists(session, table, "roster")

    def _add_to_menu(self, menu: QMenu) -> None:
        current = self._table.current_row()
        menu.addSeparator()
        if isinstance(current, RosterTableRow):
            menu.addAction(tr("รายละเอียด"), "F4", self.detail_requested.emit)
        if self._session.is_locked:
            return
        menu.addAction(tr("เพิ่มแถวด้านล่าง"), "Ins", self._editing.add_row)
        menu.addAction(tr("เอาแถวออก"), "Ctrl+-", self._editing.remove_rows)
        if isinstance(current, RosterTableRow) and current.stands_for:
            menu.addAction(tr("ดูว่าแทนใครบ้าง…"), self._table.open_detail)
            menu.addAction(
                tr("แยกเป็น {count} แถว", count=len(current.stands_for)),
                lambda: self._split(current),
            )
        if isinstance(current, RosterTableRow | RowGroup):
            body = current.body_id if isinstance(current, RosterTableRow) else current.id
            known = self._session.data.member_by_id
            members = [known[id_] for id_ in self._table.selected_ids() if id_ in known]
            self._offer_bodies(menu, members)
            self._orders.add_to_menu(menu, members, body, self._below_current())
        menu.addSeparator()
        menu.addAction(tr("เพิ่มคณะ…"), self.add_body)
        if isinstance(current, RowGroup):
            menu.addAction(tr("หน้าที่ของคณะ"), lambda: self.duties_requested.emit(current.id))
            menu.addAction(tr("เปลี่ยนชื่อคณะ…"), lambda: self._rename_body(current))
            menu.addAction(tr("เอาทั้งคณะออก"), lambda: self._remove_body(current))

    def _offer_bodies(self, menu: QMenu, members: Sequence[Member]) -> None:
        """Adds the other bodies, to which the selected members can be moved."""
        if self._orders.day is not None:
            return
        own = {member.body_id for member in members}
        others = [body for body in self._session.data.bodies if {body.id} != own]
        if not members or not others:
            return
        ids = [member.id for member in members]
        if len(others) == 1:
            (only,) = others
            move = partial(self._editing.move_to, ids, only.id)
            menu.addAction(tr("ย้ายไป{body}", body=only.name), move)
            return
        bodies = menu.addMenu(tr("ย้ายไปคณะ"))
        for body in others:
            bodies.addAction(body.name, partial(self._editing.move_to, ids, body.id))

    # -- bodies

    def add_body(self) -> None:
        """Asks for the name of a new body."""
        session = self._session
        self._ask_name("", tr("เพิ่มคณะ"), lambda name: session.write(roster.add_body, name))

    def _rename_body(self, body: RowGroup) -> None:
        session = self._session
        self._ask_name(
            body.title,
            tr("เปลี่ยนชื่อ"),
            lambda name: session.write(roster.rename_body, body.id, name),
        )

    def _ask_name(self, name: str, action: str, done: Callable[[str], object]) -> None:

        popup = NamePopup(tr("ชื่อคณะ"), name, action, self._table)
        popup.named.connect(done)
        popup.open_below(self._below_current(), self._table.window())

    def _remove_body(self, body: RowGroup) -> None:
        session = self._session
        if session.could_write(roster.remove_body, body.id):
            session.notified.emit(tr("เอา{name}ออกแล้ว", name=body.title), True)

    # -- groups

    def show_group(self, row_id: str) -> None:
        """Shows the positions that a group stands for."""
        row = next((row for row in self._table.sheet.all_rows() if row.id == row_id), None)
        if isinstance(row, RosterTableRow) and row.stands_for:
            popup = GroupPopup(row.post, row.stands_for, self._table)
            popup.split_requested.connect(lambda: self._split(row))
            popup.open_below(self._below_current(), self._table.window())

    def split_current(self) -> None:
        """Replaces the current group by its positions."""
        row = self._table.current_row()
        if isinstance(row, RosterTableRow) and row.stands_for:
            self._split(row)

    def _split(self, row: RosterTableRow) -> None:
        session = self._session
        made = session.write(roster.split_group, row.id)
        if made:
            text = tr("แยก{post} เป็น {count} แถวแล้ว", post=row.post, count=len(made))
            session.notified.emit(text, True)
            self._table.go_to(made[0], "post")
            self._table.setFocus()

    def _below_current(self) -> QPoint:
        """Returns where a popup on the current row opens."""
        rect = self._table.visualRect(self._table.currentIndex())
        return self._table.viewport().mapToGlobal(rect.bottomLeft())
