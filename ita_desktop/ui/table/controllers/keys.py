"""The keys of the table, those of a spreadsheet."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ita_desktop.ui.key_layouts import in_both_layouts
from ita_desktop.ui.shortcuts import Shortcut
from ita_desktop.ui.table.column import ColumnKind

if TYPE_CHECKING:
    from ita_desktop.ui.table.view import SheetView

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_MODIFIERS = _CTRL | _SHIFT | _ALT | Qt.KeyboardModifier.MetaModifier
_WAYS = {
    _Key.Key_Up: (-1, 0),
    _Key.Key_Down: (1, 0),
    _Key.Key_Left: (0, -1),
    _Key.Key_Right: (0, 1),
}

_ACTS: dict[Shortcut, Callable[["SheetView"], object]] = {
    Shortcut("F2", "แก้ค่าเดิมในช่อง"): lambda view: view.edit_current(),
    Shortcut("Del", "ล้างช่อง"): lambda view: view.clear(),
    Shortcut("Backspace", "ล้างช่อง"): lambda view: view.clear(),
    Shortcut("Ctrl+D", "เติมค่าลงไปทุกแถวที่เลือก"): lambda view: view.filling.down(),
    Shortcut("Ctrl+R", "เติมค่าไปทางขวาในแถวที่เลือก"): lambda view: view.filling.right(),
    Shortcut("Space", "ทำเครื่องหมายในช่อง"): lambda view: view.acting.toggle(),
    Shortcut("Ctrl+Space", "เลือกทั้งคอลัมน์"): lambda view: view.selecting.choose_column(),
    Shortcut("Shift+Space", "เลือกทั้งแถว"): lambda view: view.choose_rows(),
    Shortcut("Ctrl+F", "กรอง"): lambda view: view.focus_filter(),
    Shortcut("Ctrl+Shift+L", "แสดงทุกแถวที่กรองไว้"): lambda view: view.lift_filters(),
    Shortcut("Shift+F10", "เมนูของช่อง"): lambda view: view.open_menu(),
    Shortcut("Menu", "เมนูของช่อง"): lambda view: view.open_menu(),
}
_BY_KEYS = {
    keys.toString(): act
    for shortcut, act in _ACTS.items()
    for keys in in_both_layouts(shortcut.keys)
}
OF_TABLES = (
    Shortcut("Enter", "ลงล่าง หรือเปิดปิดกลุ่ม"),
    Shortcut("Shift+Enter", "ขึ้นบน"),
    Shortcut("Tab", "ไปทางขวา"),
    Shortcut("Shift+Tab", "ไปทางซ้าย"),
    Shortcut("Ctrl+Enter", "เปิดรายละเอียดของแถว ขณะพิมพ์คือใส่ทุกช่องที่เลือก"),
    Shortcut("Alt+Enter", "ขึ้นบรรทัดใหม่ขณะพิมพ์"),
    Shortcut("Esc", "ไม่เอาสิ่งที่กำลังพิมพ์"),
    Shortcut("Shift+↑↓←→", "เลือกหลายช่อง"),
    Shortcut("Ctrl+↑↓←→", "ไปสุดช่องที่มีค่า พับหรือเปิดทุกกลุ่ม เลือกครั้งบนแถบปี"),
    Shortcut("Alt+↓", "เปิดรายการให้เลือก"),
    Shortcut("Alt+↑↓", "เลื่อนลำดับในรายชื่อ"),
    Shortcut("Ctrl+Home", "ไปช่องแรก"),
    Shortcut("Ctrl+End", "ไปช่องสุดท้าย"),
    Shortcut("Ctrl+C", "คัดลอกเป็นตาราง"),
    Shortcut("Ctrl+X", "ตัด"),
    Shortcut("Ctrl+V", "วาง"),
    Shortcut("Ctrl+A", "เลือกทั้งตาราง"),
    *_ACTS,
)
"""What every table answers to, for the list of all shortcuts: the moves of a spreadsheet, what each
system has its own keys for, and the acts above."""


class Keys:
    """Answers key presses while no editor is open."""

    def __init__(self, view: "SheetView") -> None:
        self._view = view
        self._tab_from: int | None = None

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False leaves it to the window."""
        key = _Key(event.key())
        modifiers = event.modifiers() & _MODIFIERS
        if key in _WAYS:
            self.forget_tab()
            return self._arrow(key, modifiers)
        return (
            self._jump(key, modifiers)
            or self._enter(key, modifiers)
            or self._command(event)
            or self._act(event, key, modifiers)
            or self._type(event, modifiers)
        )

    def forget_tab(self) -> None:
        """The clerk went elsewhere: Enter no longer leads back to where Tab began."""
        self._tab_from = None

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is the table's even where the window has it as a shortcut."""
        standard = QKeySequence.StandardKey
        return any(
            event.matches(key)
            for key in (standard.Copy, standard.Cut, standard.Paste, standard.SelectAll)
        ) or (bool(event.modifiers() & _CTRL) and _keys_of(event) in _BY_KEYS)

    # -- moving

    def _arrow(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        view = self._view
        down, right = _WAYS[key]
        if modifiers == _ALT:
            return self._alt_arrow(down)
        if modifiers & _ALT or view.selecting.current is None:
            return self._first()
        control, shift = bool(modifiers & _CTRL), bool(modifiers & _SHIFT)
        if right and not shift and self._fold(right, all_groups=control):
            return True
        if right and control and not shift and self._within_cell(right):
            return True
        line, visual = (view.selecting.far if shift else view.selecting.current) or (0, 0)
        steps = self._edge if control else self._step
        target = steps(line, visual, down, right)
        (view.selecting.extend if shift else view.selecting.go)(*target)
        return True

    def _alt_arrow(self, down: int) -> bool:
        """Alt+↑↓ moves rows where the table has an order of its own; else Alt+↓ opens the list
        of the cell, or that of its column's values."""
        view = self._view
        if down and view.moves_rows:
            view.move_wanted.emit(view.selecting.ids(), down)
            return True
        cell = view.current_cell()
        if cell is None or down < 1:
            return False
        line, column = cell
        at = view.sheet.column_index(column.key)
        listed = column.choices is not None or column.kind is ColumnKind.DATE
        if at is None:
            return False
        if listed and line.group is None and view.sheet.may_edit(view.currentIndex().row(), at):
            view.edit_current()
        elif column.filterable and view.header.has_filters:
            view.open_filter(at, listed=True)
        return True

    def _first(self) -> bool:
        """No cell is current yet: the first one becomes it."""
        view = self._view
        if view.selecting.current is None and view.sheet.lines and view.header.spans():
            view.selecting.go(0, self._visuals()[0])
            return True
        return False

    def _step(self, line: int, visual: int, down: int, right: int) -> tuple[int, int]:
        """The neighbouring cell, or the same one at the table's edge."""
        line = min(max(line + down, 0), len(self._view.sheet.lines) - 1)
        visuals = self._visuals()
        at = visuals.index(visual) if visual in visuals else 0
        return line, visuals[min(max(at + right, 0), len(visuals) - 1)]

    def _edge(self, line: int, visual: int, down: int, right: int) -> tuple[int, int]:
        """The end of the filled cells in a direction, as Ctrl+arrow means it."""

        def empty(place: tuple[int, int]) -> bool:
            return self._view.sheet.is_empty(place[0], self._view.header.logicalIndex(place[1]))

        here = line, visual
        following = self._step(*here, down, right)
        run = not empty(here) and not empty(following)
        while following != here:
            if run and empty(following):
                return here
            here = following
            if not run and not empty(here):
                return here
            following = self._step(*here, down, right)
        return here

    def _fold(self, right: int, *, all_groups: bool) -> bool:
        """← folds the group of the current row, → opens it; with Ctrl all of them."""
        view = self._view
        current = view.selecting.current
        line = view.sheet.lines[current[0]] if current is not None else None
        if line is None or line.group is None or not line.group.rows:
            return False
        if all_groups:
            view.sheet.fold_all(shut=right < 0)
            return True
        if view.sheet.is_folded(line) == (right < 0):
            return False
        view.folding.fold(line.id, shut=right < 0)
        return True

    def _within_cell(self, right: int) -> bool:
        """Ctrl+←→ walks the marks of a schedule."""
        cell = self._view.current_cell()
        if cell is None or cell[1].kind is not ColumnKind.SCHEDULE:
            return False
        return self._view.marking.walk(right)

    def _jump(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Home, End, PageUp, PageDown."""
        view = self._view
        current = view.selecting.far if modifiers & _SHIFT else view.selecting.current
        if current is None or not view.sheet.lines:
            return False
        line, visual = current
        visuals, last = self._visuals(), len(view.sheet.lines) - 1
        control = bool(modifiers & _CTRL)
        if key == _Key.Key_Home:
            target = (0 if control else line, visuals[0])
        elif key == _Key.Key_End:
            target = (last if control else line, visuals[-1])
        elif key in (_Key.Key_PageUp, _Key.Key_PageDown) and not control:
            target = (view.page_from(line, 1 if key == _Key.Key_PageDown else -1), visual)
        else:
            return False
        (view.selecting.extend if modifiers & _SHIFT else view.selecting.go)(*target)
        return True

    def _enter(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Enter goes down (back to where Tab began), Tab right, with Shift the other way; both pass
        over rows that only name a group."""
        view = self._view
        current = view.selecting.current
        if current is None:
            return False
        if key in (_Key.Key_Return, _Key.Key_Enter):
            if modifiers == _CTRL:
                view.open_detail()
                return True
            line = view.sheet.lines[current[0]]
            if modifiers == _NONE and line.group is not None and line.group.rows:
                view.folding.turn(line.id)
                return True
            self.after(-1 if modifiers & _SHIFT else 1, 0)
            return True
        if key in (_Key.Key_Tab, _Key.Key_Backtab) and not modifiers & (_CTRL | _ALT):
            self.after(0, -1 if key == _Key.Key_Backtab or modifiers & _SHIFT else 1)
            return True
        return False

    def after(self, down: int, right: int) -> None:
        """Go on after Enter or Tab: inside the chosen block, else to the next cell."""
        if self._view.selecting.walk(down, right):
            return
        target = self._after(down, right)
        if target is not None:
            self._view.selecting.go(*target)

    def goal(self, down: int, right: int) -> tuple[str, str] | None:
        """Where Enter or Tab at the end of an edit leads, as row id and column key."""
        target = self._after(down, right)
        if target is None:
            return None
        sheet, header = self._view.sheet, self._view.header
        return sheet.lines[target[0]].id, sheet.columns[header.logicalIndex(target[1])].key

    def _after(self, down: int, right: int) -> tuple[int, int] | None:
        current = self._view.selecting.current
        if current is None:
            return None
        line, visual = current
        if right:
            self._tab_from = visual if self._tab_from is None else self._tab_from
            return self._tab(line, visual, right)
        visual = self._tab_from if self._tab_from is not None else visual
        self._tab_from = None
        key = self._view.sheet.columns[self._view.header.logicalIndex(visual)].key
        return self._beyond(line, down, {key}), visual

    def _beyond(self, line: int, way: int, keys: Collection[str]) -> int:
        """The next line up (-1) or down (1) that has cells to type into, the same one where there
        is none: a group is passed over that has no value of its own in any of these columns."""
        lines = self._view.sheet.lines
        at = line + way
        while 0 <= at < len(lines):
            group = lines[at].group
            if group is None or not group.editable.isdisjoint(keys):
                return at
            at += way
        return line

    def _tab(self, line: int, visual: int, right: int) -> tuple[int, int]:
        """The next cell in reading order."""
        visuals = self._visuals()
        target = self._step(line, visual, 0, right)
        if target != (line, visual):
            return target
        keys = {span.column.key for span in self._view.header.spans()}
        below = self._beyond(line, right, keys)
        if below == line:
            return target
        self._tab_from = visuals[0]
        return below, visuals[0 if right > 0 else -1]

    def _visuals(self) -> list[int]:
        header = self._view.header
        return [header.visualIndex(span.logical) for span in header.spans()]

    # -- doing

    def _command(self, event: QKeyEvent) -> bool:
        view = self._view
        standard = QKeySequence.StandardKey
        for sequence, act in (
            (standard.Copy, view.copy),
            (standard.Cut, view.cut),
            (standard.Paste, view.paste),
            (standard.SelectAll, view.selecting.choose_all),
        ):
            if event.matches(sequence):
                act()
                return True
        return False

    def _act(self, event: QKeyEvent, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        view = self._view
        act = _BY_KEYS.get(_keys_of(event))
        if act is not None:
            act(view)
            return True
        if key == _Key.Key_Escape and modifiers == _NONE:
            return view.selecting.collapse()
        return False

    def _type(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        """A letter begins to overwrite the cell."""
        text = event.text()
        # Ctrl and Alt together are AltGr, which types letters on some keyboards.
        command = modifiers & (_ALT | _CTRL) in (_ALT, _CTRL)
        if not text or not text.isprintable() or command or text.isspace():
            return False
        return self._view.editing.begin(typed=text)


def _keys_of(event: QKeyEvent) -> str:
    """What was pressed, as a shortcut is written."""
    modifiers = event.modifiers() & _MODIFIERS
    return QKeySequence(QKeyCombination(modifiers, _Key(event.key()))).toString()
