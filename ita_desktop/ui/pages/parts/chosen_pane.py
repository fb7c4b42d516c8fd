"""The detail pane of several selected rows or of a group: their common values, and a list of the
rows."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal

from ita_desktop.i18n import tr
from ita_desktop.ui.table.column import Column, ColumnKind, Row
from ita_desktop.ui.table.rows import RowGroup
from ita_desktop.ui.table.sharing import shared
from ita_desktop.ui.table.texts import bare, cell_text, seen_text
from ita_desktop.ui.table.values import StatusCell
from ita_desktop.ui.theme.tokens import Tone
from ita_desktop.ui.widgets.layout_pause import at_once
from ita_desktop.ui.widgets.lists.links import Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane
from ita_desktop.ui.widgets.page.values import ValueRow

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
            self._rows.set_count(text if group is not None else "")
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
