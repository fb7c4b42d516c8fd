"""Keyboard handling of the table, as in a spreadsheet.

Handles the filters of a table: editing, removing, and the message on empty results.

The message shown in a table if no row passes the filters.

The context menu of a table's cells.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPoint, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.keyboard import Shortcut, in_both_layouts, is_enter
from ita_desktop.ui.table.arrange import ANYWHERE, test_of
from ita_desktop.ui.table.column import ColumnKind
from ita_desktop.ui.table.controllers.folding import FoldController, StickyRows
from ita_desktop.ui.table.controllers.selecting import (
    CellSteps,
    OccurrenceController,
    SelectionController,
)
from ita_desktop.ui.table.editing.acting import ActionController
from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.editing.filling import FillController
from ita_desktop.ui.table.grid import EditableGrid, Grid
from ita_desktop.ui.table.heading import column_menu
from ita_desktop.ui.table.model import SheetModel
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import add, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel

if TYPE_CHECKING:
    from ita_desktop.ui.table.filterbox import FilterBox

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
_FIND = Shortcut("Ctrl+F", "ค้นในทุกคอลัมน์")
_FINDING = frozenset(keys.toString() for keys in in_both_layouts(_FIND.keys))


class NothingFound(QWidget):
    """Covers the empty table: says that rows exist, which filters exclude them, and offers a button
    to remove the filters."""

    def __init__(
        self,
        rows: QWidget,
        sheet: SheetModel,
        lift: Callable[[], None],
        give_focus: Callable[[], None],
    ) -> None:
        super().__init__(rows)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._rows = rows
        self._sheet = sheet
        self._give_focus = give_focus
        title = ThaiLabel(tr("ไม่มีแถวที่ตรงกับตัวกรอง"), self, style=Text.SECTION, most=2)
        self.setAccessibleName(title.text())
        self._why = ThaiLabel("", self, tone=Tone.TEXT2, most=3)
        self.lift = Button(tr("แสดงทุกแถว"), self)
        self.lift.clicked.connect(lift)
        column = vbox(
            on=self, margins=(Space.PAGE_EDGE, Space.XXL, Space.PAGE_EDGE, 0), gap=Space.XS
        )
        for part in (title, self._why):
            part.setMaximumWidth(Width.EMPTY)
            column.addWidget(part)
        add(column, Space.S, self.lift)
        column.setAlignment(self.lift, column.alignment())
        column.addStretch(1)
        rows.installEventFilter(self)

    def refresh(self) -> None:
        """Shows itself if there are rows and none passes the filters."""
        sheet = self._sheet
        nothing = sheet.how.filtered and not sheet.passed and sheet.total > 0
        if nothing:
            count = tr("มีทั้งหมด {count} แถว แต่ไม่มีแถวใดผ่านตัวกรองที่เลือกไว้", count=sheet.total)
            self._why.setText(count)
            self.setAccessibleDescription(count)
            self.setGeometry(self._rows.rect())
            self.raise_()
        had = self.lift.hasFocus()
        self.setVisible(nothing)
        if had and not nothing:
            self._give_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._rows.rect())
        return super().eventFilter(watched, event)


class FilteredGrid(Grid, Protocol):
    """A grid that takes the focus back from its filters."""

    editing: EditController

    def take_focus(self) -> None: ...

    def go_to(self, row_id: str, key: str | None = None) -> bool: ...


class FilterController:
    """Opens the filter field of a column, which is created when first used."""

    def __init__(self, view: FilteredGrid) -> None:
        self._view = view
        self.box: FilterBox | None = None
        self.nothing: NothingFound | None = None

    def anywhere(self) -> None:
        """Opens the filter of all columns, on Ctrl+F."""
        view = self._view
        if view.header.has_filters and view.editing.finish():
            self._box().open(None)

    def open(self, logical: int, *, listed: bool = False) -> None:
        """Opens the filter of a column; ``listed`` also opens its value list."""
        view = self._view
        span = view.header.span(logical)
        if span is None or not view.editing.finish():
            return
        self._box().open(span, listed=listed)

    def _box(self) -> "FilterBox":
        if self.box is None:
            from ita_desktop.ui.table.filterbox import FilterBox

            self.box = FilterBox(self._view.header, self._view.sheet, self._leave)
        return self.box

    def _leave(self, *, onwards: bool) -> None:
        """Moves the focus from the filters to the button that removes them, or back to the
        cells."""
        line = self._view.header.filter_line
        if onwards and line is not None and line.isVisible():
            line.lift.setFocus()
            return
        searched = self.box is not None and self.box.is_anywhere
        self._view.take_focus()
        if searched:
            self._go_to_found()

    def _go_to_found(self) -> None:
        """Makes the first cell current that has what was searched for in all columns."""
        view = self._view
        wanted = view.sheet.filter_of(ANYWHERE)
        spans = view.header.spans() if wanted else ()
        tests = [(span.column, test_of(span.column, wanted)) for span in spans]
        for line in view.sheet.lines:
            if line.group is not None:
                continue
            column = next((column for column, test in tests if test(line.row)), None)
            if column is not None:
                view.go_to(line.id, column.key)
                return

    def lift(self) -> None:
        """Removes all filters, on Ctrl+Shift+L."""
        self._view.sheet.lift_filters()
        self._view.take_focus()

    @property
    def way_out(self) -> "Button | None":
        """The button that removes the filters, over a table of which no row passes them."""
        nothing = self.nothing
        return nothing.lift if nothing is not None and nothing.isVisible() else None

    def show_no_match(self) -> None:
        """Shows a message if no row passes the filters."""
        sheet = self._view.sheet
        if self.nothing is None and sheet.how.filtered and not sheet.passed:
            viewport = self._view.viewport()
            self.nothing = NothingFound(viewport, sheet, self.lift, self._view.take_focus)
        if self.nothing is not None:
            self.nothing.refresh()


class MenuGrid(EditableGrid, Protocol):
    """A grid whose page adds actions to the menu."""

    acting: ActionController
    editing: EditController
    filling: FillController
    menu_requested: SignalInstance
    takes_new: bool


class CellMenu:
    """Creates the menu each time it is opened."""

    def __init__(self, view: MenuGrid) -> None:
        self._view = view

    def open(self) -> None:
        """Opens it below the current cell, on Shift+F10 or the menu key."""
        view = self._view
        index = view.currentIndex()
        place = QPoint()
        if index.isValid():
            view.scrollTo(index)
            place = view.visualRect(index).bottomLeft()
        self.pop_up(view.viewport().mapToGlobal(place))

    def pop_up(self, place: QPoint) -> None:
        """Opens it at a global position."""
        if self._view.editing.finish():
            menu = self.make()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def make(self) -> QMenu:
        """Returns a menu with the actions of the page, those of all tables that can do something
        with the selected cells, and those of the column."""
        view, acting = self._view, self._view.acting
        menu = QMenu(view.viewport().parentWidget())
        view.menu_requested.emit(menu)
        if not menu.isEmpty():
            menu.addSeparator()
        standard = QKeySequence.StandardKey
        possible = acting.possible()
        if acting.paste in possible:
            possible |= view.filling.possible()
        for words, keys, act in (
            (tr("ตัด"), QKeySequence(standard.Cut), acting.cut),
            (tr("คัดลอก"), QKeySequence(standard.Copy), acting.copy),
            (tr("วาง"), QKeySequence(standard.Paste), acting.paste),
            (tr("เติมลงล่าง"), QKeySequence("Ctrl+D"), view.filling.down),
            (tr("เติมไปทางขวา"), QKeySequence("Ctrl+R"), view.filling.right),
            (tr("ล้างค่า"), QKeySequence(standard.Delete), acting.clear),
        ):
            if act in possible:
                menu.addAction(words, keys, act)
        self._add_column(menu)
        return menu

    def _add_column(self, menu: QMenu) -> None:
        """Adds the actions of the header's context menu, for keyboard users."""
        view, cell = self._view, self._view.current_cell()
        at = view.currentIndex().column() if cell is not None else None
        columns = column_menu(view.header, view.sheet, at, menu)
        columns.setTitle(
            tr("คอลัมน์ {title}", title=cell[1].title) if cell is not None else tr("คอลัมน์")
        )
        menu.addSeparator()
        menu.addMenu(columns)


class KeyedGrid(EditableGrid, Protocol):
    """The parts of a table that have shortcuts."""

    acting: ActionController
    editing: EditController
    filling: FillController
    filtering: FilterController
    folding: FoldController
    marking: OccurrenceController
    menu: CellMenu
    selecting: SelectionController
    steps: CellSteps
    sticky: StickyRows
    moves_rows: bool
    move_requested: SignalInstance


_ACTS: dict[Shortcut, Callable[[KeyedGrid], object]] = {
    Shortcut("F2", "แก้ค่าเดิมในช่อง"): lambda view: view.acting.correct(),
    Shortcut("Del", "ล้างช่อง"): lambda view: view.acting.clear(),
    Shortcut("Backspace", "ล้างช่อง"): lambda view: view.acting.clear(),
    Shortcut("Ctrl+D", "เติมค่าลงไปทุกแถวที่เลือก"): lambda view: view.filling.down(),
    Shortcut("Ctrl+R", "เติมค่าไปทางขวาในแถวที่เลือก"): lambda view: view.filling.right(),
    Shortcut("Space", "ทำเครื่องหมายในช่อง"): lambda view: view.acting.toggle(),
    Shortcut("Ctrl+Space", "เลือกทั้งคอลัมน์"): lambda view: view.selecting.choose_column(),
    Shortcut("Shift+Space", "เลือกทั้งแถว"): lambda view: view.selecting.choose_rows(),
    _FIND: lambda view: view.filtering.anywhere(),
    Shortcut("Ctrl+Shift+L", "แสดงทุกแถวที่กรองไว้"): lambda view: view.filtering.lift(),
    Shortcut("Shift+F10", "เมนูของช่อง"): lambda view: view.menu.open(),
    Shortcut("Menu", "เมนูของช่อง"): lambda view: view.menu.open(),
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
"""The keys of all tables for the shortcut list: navigation, platform standard keys, and the actions
above."""


class Keys:
    """Handles key presses while no editor is open."""

    def __init__(self, view: KeyedGrid) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Handles a key press; returns False if it is not handled."""
        key = _Key(event.key())
        modifiers = event.modifiers() & _MODIFIERS
        if key in _WAYS:
            self._view.steps.forget_tab()
            return self._arrow(key, modifiers)
        return (
            self._jump(key, modifiers)
            or self._enter(key, modifiers)
            or self._command(event)
            or self._run_action(event, key, modifiers)
            or self._type(event, modifiers)
        )

    def wants(self, event: QKeyEvent) -> bool:
        """Returns whether the table overrides a shortcut of the window."""
        if _keys_of(event) in _FINDING:
            return False  # it finds in a table, too, if only in another one
        standard = QKeySequence.StandardKey
        return any(
            event.matches(key)
            for key in (standard.Copy, standard.Cut, standard.Paste, standard.SelectAll)
        ) or (bool(event.modifiers() & _CTRL) and _keys_of(event) in _BY_KEYS)

    # -- navigation

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
        way = view.steps.edge if control else view.steps.near
        target = way(line, visual, down, right)
        (view.selecting.extend if shift else view.selecting.go)(*target)
        return True

    def _alt_arrow(self, down: int) -> bool:
        """Moves rows with Alt+↑↓ if they have an order of their own; else Alt+↓ opens the list of
        the cell, or of its column's values."""
        view = self._view
        if down and view.moves_rows:
            view.move_requested.emit(view.selecting.ids(), down)
            return True
        cell = view.current_cell()
        if cell is None or down < 1:
            return False
        line, column = cell
        at = view.sheet.column_index(column.key)
        listed = column.has_choices or column.kind is ColumnKind.DATE
        if at is None:
            return False
        if listed and line.group is None and view.sheet.may_edit(view.currentIndex().row(), at):
            view.acting.edit()
        elif column.filterable and view.header.has_filters:
            view.filtering.open(at, listed=True)
        return True

    def _first(self) -> bool:
        """Makes the first cell current if there is no current one."""
        view = self._view
        if view.selecting.current is None and view.sheet.lines and view.header.spans():
            view.selecting.go(0, view.steps.visuals()[0])
            return True
        return False

    def _fold(self, right: int, *, all_groups: bool) -> bool:
        """Folds (←) or unfolds (→) the group of the current row; with Ctrl all groups."""
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
        """Moves between the occurrences of a schedule with Ctrl+←→."""
        cell = self._view.current_cell()
        if cell is None or cell[1].kind is not ColumnKind.SCHEDULE:
            return False
        return self._view.marking.walk(right)

    def _jump(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Handles Home, End, PageUp and PageDown."""
        view = self._view
        current = view.selecting.far if modifiers & _SHIFT else view.selecting.current
        if current is None or not view.sheet.lines:
            return False
        line, visual = current
        visuals, last = view.steps.visuals(), len(view.sheet.lines) - 1
        control = bool(modifiers & _CTRL)
        if key == _Key.Key_Home:
            target = (0 if control else line, visuals[0])
        elif key == _Key.Key_End:
            target = (last if control else line, visuals[-1])
        elif key in (_Key.Key_PageUp, _Key.Key_PageDown) and not control:
            target = (view.sticky.page_from(line, 1 if key == _Key.Key_PageDown else -1), visual)
        else:
            return False
        (view.selecting.extend if modifiers & _SHIFT else view.selecting.go)(*target)
        return True

    def _enter(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Moves down with Enter (to the column where Tabs began), right with Tab, reversed with
        Shift; skips rows that only name a group."""
        view = self._view
        current = view.selecting.current
        if current is None:
            return False
        if is_enter(key):
            if modifiers == _CTRL:
                view.open_detail()
                return True
            line = view.sheet.lines[current[0]]
            if modifiers == _NONE and line.group is not None and line.group.rows:
                view.folding.turn(line.id)
                return True
            view.steps.after(-1 if modifiers & _SHIFT else 1, 0)
            return True
        if key in (_Key.Key_Tab, _Key.Key_Backtab) and not modifiers & (_CTRL | _ALT):
            view.steps.after(0, -1 if key == _Key.Key_Backtab or modifiers & _SHIFT else 1)
            return True
        return False

    # -- actions

    def _command(self, event: QKeyEvent) -> bool:
        view = self._view
        standard = QKeySequence.StandardKey
        for sequence, act in (
            (standard.Copy, view.acting.copy),
            (standard.Cut, view.acting.cut),
            (standard.Paste, view.acting.paste),
            (standard.SelectAll, view.selecting.choose_all),
        ):
            if event.matches(sequence):
                act()
                return True
        return False

    def _run_action(self, event: QKeyEvent, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        view = self._view
        act = _BY_KEYS.get(_keys_of(event))
        if act is not None:
            act(view)
            return True
        if key == _Key.Key_Escape and modifiers == _NONE:
            return view.selecting.collapse()
        return False

    def _type(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        """Starts editing with the typed character."""
        text = event.text()
        # Ctrl+Alt is AltGr, which types characters on some keyboards.
        command = modifiers & (_ALT | _CTRL) in (_ALT, _CTRL)
        if not text or not text.isprintable() or command or text.isspace():
            return False
        return self._view.editing.begin(typed=text)


def _keys_of(event: QKeyEvent) -> str:
    """Returns the pressed keys in shortcut notation."""
    modifiers = event.modifiers() & _MODIFIERS
    return QKeySequence(QKeyCombination(modifiers, _Key(event.key()))).toString()
