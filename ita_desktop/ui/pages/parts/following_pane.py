"""A detail pane that follows the table's selection: the page's own pane for one row, a common one
for several; and the part of a page that is a table of the year with such a pane.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.pages import writing
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, Row, RowGroup, Rows
from ita_desktop.ui.table.texts import bare, cell_text, seen_text, value_text
from ita_desktop.ui.table.values import CellOwner, DoneCount, ScheduledTime, StatusCell, share_of
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Duration, Space, Tone
from ita_desktop.ui.widgets.boxes import at_once, vbox
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.pane import DetailPane
from ita_desktop.ui.widgets.page.section import ValueRow
from ita_desktop.ui.widgets.page.side import SideSplit

_T = TypeVar("_T", bound=SheetView)


_AT_ONCE: Final = 200
"""Number of selected rows up to which the pane is updated at once; for more, when the selection is
stable."""


# The detail pane of several selected rows or of a group: their common values, and a list of the
# rows.

FEW: Final = 12
"""Number of rows listed before all are requested."""


class ChosenPane(DetailPane):
    """One line per column with common values, and links to the rows."""

    row_opened = Signal(str)
    """A row of the list was clicked."""
    edit_requested = Signal(str)
    """A value for all rows should be edited; carries a column's key."""

    def __init__(self, count: Callable[[int], str], editable: Collection[str] = ()) -> None:
        """``count`` returns the text for a number of rows; values of ``editable`` columns can be
        set for all of them."""
        super().__init__()
        self._count = count
        self._editable = editable
        self._all = False
        self._shown: tuple[str, ...] = ()
        self._lines: dict[str, ValueRow] = {}
        self.list = LinkList(self)
        self.list.opened.connect(self.row_opened)
        self._rows = self.add_section("", self.list)
        self._rows.acted.connect(self._list_all)
        self._links: list[Linked] = []

    def show_rows(
        self,
        columns: Sequence[Column[Any]],
        rows: Sequence[Row],
        group: RowGroup | None = None,
        *,
        locked: bool = False,
    ) -> None:
        """Shows the rows; ``group`` is the selected group, if any."""
        ids = (group.id if group is not None else "", *(row.id for row in rows))
        if ids != self._shown:
            self._shown, self._all = ids, False
        text = self._count(len(rows))
        with at_once(self.ui.column):
            if group is not None:
                self.set_head(group.code, None, group.title)
            else:
                self.set_head("", None, tr("เลือก {count}", count=text))
            self._show_values(columns, rows, group, locked=locked)
            self._rows.set_title(tr("ในกลุ่มนี้") if group is not None else tr("แถวที่เลือก"))
            of = tr("{count} ที่แสดงอยู่ใน {title}", count=text, title=group.title) if group else ""
            self._rows.set_count(text if group is not None else "", of)
            self._rows.setVisible(bool(rows))
            self._links = [_linked(columns, row) for row in rows]
            self._list()

    def line(self, key: str) -> ValueRow | None:
        """Returns the visible line of a column, or None."""
        found = self._lines.get(key)
        return found if found is not None and not found.isHidden() else None

    def _show_values(
        self,
        columns: Sequence[Column[Any]],
        rows: Sequence[Row],
        group: RowGroup | None,
        *,
        locked: bool,
    ) -> None:
        shown = {column.key: column for column in columns if rows and _is_shown(column)}
        for key, line in self._lines.items():
            line.setVisible(key in shown)
        for key, column in shown.items():
            text = shared(column, rows, group)
            may = key in self._editable and not locked
            line = self._line_of(key, column.title)
            line.set_label(column.title)
            line.set_value(text.text, text.note, Tone.TEXT if text.is_same else Tone.TEXT2)
            line.set_editable(may)
            line.setVisible(bool(text.text) or may)

    def _line_of(self, key: str, title: str) -> ValueRow:
        if key not in self._lines:
            self._lines[key] = self.add_row(title, editable=True)
            self._lines[key].edit_requested.connect(lambda: self.edit_requested.emit(key))
        return self._lines[key]

    def _list(self) -> None:
        count = len(self._links)
        # The link to the others would take as much space as one more row.
        few = self._links if self._all or count <= FEW + 1 else self._links[:FEW]
        self.list.set_links(few)
        self._rows.set_action(tr("ดูทั้งหมด {count}", count=count) if len(few) < count else "")

    def _list_all(self) -> None:
        self._all = True
        self._list()


def _is_shown(column: Column[Any]) -> bool:
    """Returns whether a column is shown for several rows; names of rows are not."""
    return (
        column.kind not in (ColumnKind.CODE, ColumnKind.BAR)
        and not column.stretch
        and not column.rich
    )


def _linked(columns: Sequence[Column[Any]], row: Row) -> Linked:
    """Returns a row with its code, name and state."""

    def text(column: Column[Any] | None) -> str:
        return seen_text(column, cell_text(column, row)).split("\n")[0] if column else ""

    code = next((column for column in columns if column.kind is ColumnKind.CODE), None)
    plain = [column for column in columns if column.kind is ColumnKind.TEXT]
    named = next((column for column in plain if column.stretch), next(iter(plain), None))
    state = next((column for column in columns if column.kind is ColumnKind.STATE), None)
    mark = bare(state.value(row)) if state is not None else None
    mark = mark.mark if isinstance(mark, StatusCell) else mark
    words = "  ".join(filter(None, (text(code), text(named)))) or tr("ว่าง")
    return Linked(row.id, words, "", mark if isinstance(mark, Mark) else "arrow-right")


# Summarises the values of several rows in a column.


class SharedText(NamedTuple):
    """The common text of the rows, or a description of their differences; ``is_same`` tells
    which."""

    text: str
    note: str = ""
    is_same: bool = True


def shared(column: Column[Any], rows: Sequence[Row], group: RowGroup | None = None) -> SharedText:
    """Returns the common text of ``rows`` (at least one) in ``column``. Aggregate values of their
    ``group``, if given, take precedence."""
    if group is not None and column.right and column.key in group.cells:
        return SharedText(value_text(group.cells[column.key], column.numbers.decimals))
    values = [bare(column.value(row)) for row in rows]
    if column.kind is ColumnKind.OWNERS:
        return _owners(values)
    if column.kind in (ColumnKind.FRACTION, ColumnKind.SCHEDULE):
        return _counted(values)
    texts = [seen_text(column, cell_text(column, row)) for row in rows]
    if len(set(texts)) == 1:
        return SharedText(texts[0])
    return _differing(column, values, texts)


def _differing(column: Column[Any], values: Sequence[Any], texts: Sequence[str]) -> SharedText:
    """Describes differing values: a count per state, or a range."""
    if column.kind is ColumnKind.STATE:
        return SharedText(
            " · ".join(f"{text} {many}" for text, many in Counter(texts).items() if text)
        )
    if column.kind in (ColumnKind.DATE, ColumnKind.NUMBER):
        return _span(column, values)
    return SharedText(tr("ไม่เหมือนกัน"), is_same=False)


def _owners(values: Sequence[object]) -> SharedText:
    """Returns the common owners; and the number of others."""
    cells = [[owner for owner in cell if isinstance(owner, CellOwner)] for cell in values
             if isinstance(cell, tuple)]  # fmt: skip
    first = cells[0] if cells else []
    common = [owner for owner in first if all(owner in cell for cell in cells)]
    others = {owner.id for cell in cells for owner in cell} - {owner.id for owner in common}
    words = ", ".join(owner.label for owner in common)
    if not others:
        return SharedText(words)
    if not common:
        return SharedText(tr("ไม่เหมือนกัน"), is_same=False)
    return SharedText(words, tr("และบางแถว +{count}", count=len(others)))


def _counted(values: Sequence[object]) -> SharedText:
    """Returns the sum of done and total counts."""
    done = of = 0
    for value in values:
        if isinstance(value, DoneCount):
            done, of = done + value.done, of + value.of
        elif isinstance(value, tuple):
            part = share_of(time for time in value if isinstance(time, ScheduledTime))
            done, of = done + part.done, of + part.of
    return SharedText(f"{done}/{of}" if of else "")


def _span(column: Column[Any], values: Sequence[Any]) -> SharedText:
    """Returns the range of values, and the number of rows without one."""
    known = [value for value in values if value is not None]
    ends = dict.fromkeys(value_text(end, column.numbers.decimals) for end in
                         (min(known), max(known)))  # fmt: skip
    missing = len(values) - len(known)
    note = tr("ยังไม่ระบุ {count}", count=missing) if missing else ""
    return SharedText(" – ".join(ends), note, is_same=False)


class FollowingPane(QStackedWidget):
    """Replaces the page's ``own`` pane, which the page fills itself.

    If the current row is a group, it shows the group, in the pane ``of_group`` if that is given,
    which the page fills, too; if several rows are selected, their common values. If not
    ``foldable`` it has no fold button, because its container has one.
    """

    fold_requested = Signal()
    exited = Signal()
    edit_requested = Signal(str)
    """A value of all selected rows should be edited; carries a column's key, one of
    ``editable``."""

    def __init__(
        self,
        table: SheetView,
        own: QWidget,
        count: Callable[[int], str],
        *,
        of_group: QWidget | None = None,
        foldable: bool = True,
        editable: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._table = table
        self._own = own
        self._count = count
        self._of_group = of_group
        self._foldable = foldable
        self._editable = editable
        self.chosen: ChosenPane | None = None
        """Created when first needed."""
        self._shown: object = None
        """The selection that the common pane shows."""
        self._following = QTimer(self, singleShot=True, interval=Duration.SETTLED)
        self._following.timeout.connect(self._show_chosen)
        self.addWidget(own)
        if of_group is not None:
            self.addWidget(of_group)
        self.setMinimumWidth(own.minimumWidth())
        table.current_changed.connect(lambda _row: self.refresh())
        table.selection_changed.connect(self.refresh)

    @property
    def is_one(self) -> bool:
        """Whether a single row is selected, so that the page's own pane is shown."""
        rows, group = self._chosen()
        return group is None and len(rows) <= 1

    @property
    def hides_own(self) -> bool:
        """Returns whether the page's own pane is hidden."""
        return self.isHidden() or self._own.isHidden()

    def _chosen(self) -> tuple[tuple[Row, ...], RowGroup | None]:
        """Returns the selected rows, and the group if they are selected by its row."""
        rows, current = self._table.selecting.rows(), self._table.current_row()
        if not isinstance(current, RowGroup):
            return rows, None
        if not rows:
            # The keyboard stands on it, as after the table was filled.
            rows = tuple(self._table.sheet.passing(current))
        below = {row.id for row in current.leaves()}
        return rows, current if all(row.id in below for row in rows) else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Updates the pane; delayed if many rows are selected."""
        if len(self._table.selecting.lines()) > _AT_ONCE:
            self._following.start()
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        self._following.stop()
        if self.isHidden():
            return
        rows, group = self._chosen()
        own = self._of_group if group is not None else self._own if len(rows) <= 1 else None
        if own is not None:
            self.setCurrentWidget(own)
            return
        pane, sheet = self._make(), self._table.sheet
        # Called for the current row, the selection, and often a refresh of the page.
        shown = (sheet.columns, rows, group, sheet.read_only)
        if shown != self._shown:
            self._shown = shown
            # What is in sight is laid out before it is painted.
            self.setCurrentWidget(pane)
            pane.show_rows(sheet.columns, rows, group, locked=sheet.read_only)
        self.setCurrentWidget(pane)

    def _make(self) -> ChosenPane:
        if self.chosen is None:
            self.chosen = ChosenPane(self._count, self._editable)
            self.chosen.ui.fold.setVisible(self._foldable)
            self.chosen.fold_requested.connect(self.fold_requested)
            self.chosen.exited.connect(self.exited)
            self.chosen.edit_requested.connect(self.edit_requested)
            self.chosen.row_opened.connect(self._go_to)
            self.addWidget(self.chosen)
        return self.chosen

    def _go_to(self, row_id: str) -> None:
        row = self._table.current_row()
        if isinstance(row, RowGroup):
            self._table.sheet.fold([row.id], shut=False)
        self._table.go_to(row_id)
        self._table.take_focus()


class TableWithPane(QWidget, Generic[_T]):
    """The table, or without rows the empty state; beside it a pane, which subclasses fill."""

    go = Signal(str, str)
    requested = Signal(str, str)
    notified = Signal(str)
    """The text of the status bar."""

    def __init__(self, session: Session, table: _T, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.session = session
        self.table: _T = table
        table.tints_row = True
        table.setAccessibleName(name)
        self.empty = EmptyPlace(EmptyState())
        self._shown_for: object = None
        """What the columns were made for."""

    def lay_out(
        self,
        memory: str,
        pane: DetailPane,
        side: DetailPane | FollowingPane,
        *above: QWidget,
        shown: QWidget | None = None,
        begins_folded: bool = False,
    ) -> None:
        """Lays the part out, with ``above`` over the table, which is within ``shown`` if that is
        given, and with the ``pane``, or ``side`` that has it; ``memory`` keeps its width. Connects
        what all parts have in common."""
        table, session, main = self.table, self.session, QWidget()
        top = 0 if above else Space.XS
        vbox(*above, (shown or table, 1), (self.empty, 1), on=main, margins=(0, top, 0, 0))
        self.split = SideSplit(
            main, side, session.memory, memory, self, begins_folded=begins_folded
        )
        vbox(self.split, on=self)
        for each in dict.fromkeys((pane, side)):
            each.fold_requested.connect(self.split.turn)
            each.exited.connect(table.take_focus)
        table.menu_requested.connect(self._add_to_menu)
        if isinstance(table, writing.PasteTable):
            table.list_pasted.connect(lambda cells: writing.import_list(session, table, cells))

    @property
    def parts(self) -> Sequence[QWidget]:
        """The stops of F6: table and pane, or the button of the empty state."""
        return (self.empty.state.button,) if self.is_empty else (self.table, self.split.pane)

    @property
    def is_empty(self) -> bool:
        return self.table.isHidden()

    def refresh(self) -> None:
        """Updates the part from the session."""
        raise NotImplementedError

    def show_rows(
        self, rows: Rows, made_for: object, columns: Callable[[], list[Column[Any]]], **how: bool
    ) -> None:
        """Shows the rows, with columns made anew if they are made for something else."""
        if self._shown_for == made_for:
            self.table.sheet.set_rows(rows, **how)
        else:
            self._shown_for = made_for
            self.table.sheet.show_other(rows, columns())

    def show_empty(self, *shown: QWidget, empty: bool) -> None:
        """Shows the empty state, or what is ``shown`` otherwise, by default the table."""
        self.empty.replace(*(shown or (self.table,)), empty=empty)
        self.split.set_needed(not empty)

    def _add_to_menu(self, menu: QMenu) -> None:
        """Adds what a row offers to the menu of the table."""
        raise NotImplementedError
