"""The lines of a table for Qt: rows in groups, sorted, filtered, folded, compared by id.

A new set of rows is compared with the one before: what stays keeps its place, its selection and
its measures, and a cell whose text differs is marked as changed for a while.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from ita_desktop.domain.collation import sort_key as collation_key
from ita_desktop.i18n import tr
from ita_desktop.ui.table.arrange import Quick, RowArrangement, arrange, code_column, passing
from ita_desktop.ui.table.column import Column, ColumnKind, Row
from ita_desktop.ui.table.header.filters import NO_FILTER, ColumnFilter
from ita_desktop.ui.table.rows import RowGroup, Rows, SheetLine, by_id, group_ids
from ita_desktop.ui.table.texts import (
    accessible_text,
    cell_text,
    cell_texts,
    shown_text,
    value_text,
)
from ita_desktop.ui.theme.tokens import Duration

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[str, str]
"""A row's id and a column's key."""

_ROOT: Final = QModelIndex()
_ENTRIES_MAX: Final = 1000
_MARKED_MAX: Final = 300
"""Rows whose cells are compared with what they were before."""
_FORMER_MAX: Final = 4
"""Sets of rows whose lines are kept for when they are shown again."""


class SheetModel(QAbstractTableModel):
    """Lines and columns of one table."""

    rearranged = Signal()
    """Rows were set, sorted, filtered or folded; what is shown may be the same."""
    filters_lifted = Signal()
    """Everything is shown again, by :meth:`lift_filters`: a page turns its chips off."""
    flashed = Signal()
    """Cells began or ceased to be marked as changed."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[Any], ...] = tuple(columns)
        self.lines: list[SheetLine] = []
        self.how = RowArrangement()
        self.unused: frozenset[str] = frozenset()
        """Columns that give way to others while they hold nothing, and hold nothing."""
        self.total = 0
        """How many rows there are."""
        self.passed = 0
        """How many rows pass the filters, those in folded groups included."""
        self.changed_cells: frozenset[Cell] = frozenset()
        self.rows: Rows = ()
        """All rows as they were given, shown or not."""
        self._former: list[tuple[Rows, list[SheetLine]]] = []
        """Rows that were shown before others, such as those of another year, with their lines."""
        self.read_only = False
        """No cell may be edited, for example because the workspace is open elsewhere."""
        self.nested = False
        """Whether groups stand in groups, so that the code column is indented."""
        self._edits = any(column.editable is not False for column in self.columns)
        self._places: dict[str, int] = {}
        self._expected: frozenset[Cell] = frozenset()
        self._flash = QTimer(self, singleShot=True, interval=Duration.CHANGED)
        self._flash.timeout.connect(self._end_flash)

    # -- what Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.may_edit(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.group_text(line.group, column) if line.group else shown_text(column, line.row)
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if line.group:
                return self._accessible_group(line, column)
            return accessible_text(column, line.row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_head(self.columns[section])
        return None

    def _accessible_group(self, line: SheetLine, column: Column[Any]) -> str:
        """A group's cell for a screen reader, with whether the group is folded."""
        fold = ""
        if line.group is not None and line.group.rows:
            fold = tr("พับอยู่") if self.is_folded(line) else tr("กางอยู่")
        text = self.group_text(line.group, column) if line.group is not None else ""
        return " ".join(filter(None, (column.title, text, fold)))

    def _accessible_head(self, column: Column[Any]) -> str:
        """A caption for a screen reader, with how the column is sorted and filtered."""
        texts = [column.title or tr("เครื่องหมายถูก")]
        if self.how.sort == column.key:
            texts.append(tr("เรียงจากมากไปน้อย") if self.how.descending else tr("เรียงจากน้อยไปมาก"))
        wanted = self.filter_of(column.key)
        if wanted:
            texts.append(tr("กรอง: {words}", words=wanted.words))
        return ", ".join(texts)

    # -- rows and cells

    def set_rows(self, rows: Rows, *, flash: bool = True) -> None:
        """Show ``rows``. Cells that differ from before are marked as changed, unless ``flash`` is
        off (another year is shown) or the clerk typed them herself (:meth:`expect`)."""
        before = by_id(self.rows) if flash else {}
        expected, self._expected = self._expected, frozenset()
        self._take_rows(rows)
        self._rearrange()
        if before:
            self._mark(before, expected)

    def show_other(
        self,
        rows: Rows,
        columns: Sequence[Column[Any]] | None = None,
        memory: Mapping[str, Any] | None = None,
    ) -> None:
        """Show something else, such as another year: other rows, in other ``columns`` and sorted,
        filtered and folded as a :meth:`memory` tells, where these are given. Rows that were shown
        before (the same object) need not be laid out anew, so a page that keeps them goes back to
        a year quickly."""
        how = self.how if memory is None else self.how.recalled(memory, columns or self.columns)
        self._expected = frozenset()
        former = self._leave(rows)
        same = columns is None or _shapes(columns) == _shapes(self.columns)
        if not same:
            self.beginResetModel()
        if columns is not None:
            self.columns = tuple(columns)
        self.how = how
        self._edits = any(column.editable is not False for column in self.columns)
        self._take_rows(rows)
        if same:
            self._rearrange(former)
        else:
            self._take(self._arrange(former))
            self.endResetModel()
            self.rearranged.emit()

    def set_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Take other columns over the same rows. Where only what they read has changed (the names
        of units), nothing on the screen moves."""
        self.forget_former()
        if _shapes(columns) == _shapes(self.columns):
            self.columns = tuple(columns)
            for line in self.lines:
                line.drawn.clear()
            self._rearrange()
            return
        self.beginResetModel()
        self.columns = tuple(columns)
        self.unused = self._unused()
        self._edits = any(column.editable is not False for column in self.columns)
        self._take(self._arrange([]))
        self.endResetModel()
        self.rearranged.emit()

    def _take_rows(self, rows: Rows) -> None:
        self.rows = rows
        self.unused = self._unused()
        self.total = len(self.all_rows())
        self.nested = any(
            isinstance(inner, RowGroup)
            for row in rows
            if isinstance(row, RowGroup)
            for inner in row.rows
        )

    def _unused(self) -> frozenset[str]:
        return frozenset(
            column.key
            for column in self.columns
            if column.unused and not any(map(column.value, self.all_rows()))
        )

    def _leave(self, rows: Rows) -> list[SheetLine]:
        """Keep the lines that are shown, and give those that ``rows`` had when they were."""
        if self.rows is rows:
            return self.lines
        kept = [pair for pair in self._former if pair[0] is not rows and pair[0] is not self.rows]
        found = next((lines for was, lines in self._former if was is rows), [])
        self._former = [*kept, (self.rows, self.lines)][-_FORMER_MAX:]
        return found

    def forget_former(self) -> None:
        """Rows that were shown before are laid out anew when they come again."""
        self._former = []

    def expect(self, cells: Iterable[Cell]) -> None:
        """The clerk enters these cells: the next :meth:`set_rows` does not mark them."""
        self._expected = frozenset(cells)

    def all_rows(self) -> list[Row]:
        """Every row without its groups, shown or not, in the order given."""
        found: list[Row] = []
        for row in self.rows:
            found.extend(row.leaves() if isinstance(row, RowGroup) else (row,))
        return found

    def place(self, row_id: str) -> int | None:
        """The line on which a row or group stands, None when it is not shown."""
        if not self._places and self.lines:
            self._places = {line.id: at for at, line in enumerate(self.lines)}
        return self._places.get(row_id)

    def column_index(self, key: str) -> int | None:
        """Where a column stands among :attr:`columns`."""
        for at, column in enumerate(self.columns):
            if column.key == key:
                return at
        return None

    def may_edit(self, row: int, column: int) -> bool:
        """Whether the cell may be edited."""
        line, of = self.lines[row], self.columns[column]
        if self.read_only:
            return False
        return of.key in line.group.editable if line.group else of.may_edit(line.row)

    def locked(self, row: int, column: int) -> bool:
        """Whether the cell cannot be edited in a table where others can."""
        done_elsewhere = self.columns[column].kind is ColumnKind.SCHEDULE
        return self._edits and not done_elsewhere and not self.may_edit(row, column)

    def is_folded(self, line: SheetLine) -> bool:
        """Whether a group's rows are out of sight."""
        return line.group is not None and self.how.is_folded(line.id)

    def is_empty(self, row: int, column: int) -> bool:
        """Whether the cell shows nothing; groups count as empty."""
        line = self.lines[row]
        return line.group is not None or not cell_text(self.columns[column], line.row)

    def group_text(self, group: RowGroup, column: Column[Any]) -> str:
        """What a group has in a column, its code and title in their columns included."""
        if column.key in group.cells:
            return value_text(group.cells[column.key], column.numbers.decimals)
        code, title = self.title_columns()
        if group.code and column.key == code:
            return group.code
        return group.title if column.key == (title if group.code else code or title) else ""

    def passing(self, group: RowGroup) -> Iterator[Row]:
        """The rows below a group that pass all filters, folded ones too."""
        return passing(group.leaves(), self.rows, self.columns, self.how)

    def rows_passing(self) -> list[Row]:
        """Every row that passes all filters, folded ones too, in the order given."""
        return list(passing(self.all_rows(), self.rows, self.columns, self.how))

    def title_columns(self) -> tuple[str | None, str | None]:
        """Keys of the columns in which groups have their code and their title."""
        code = code_column(self.columns)
        title = next(
            (column.key for column in self.columns if column.kind is ColumnKind.TEXT), None
        )
        return code.key if code is not None else None, title

    # -- arrangement

    def arrange(self, how: RowArrangement) -> None:
        """Show the rows sorted, filtered and folded in another way."""
        if how != self.how:
            self.how = how
            self._rearrange()

    def sort_by(self, key: str | None, *, descending: bool = False) -> None:
        """Sort by a column, or (None) show the rows in the order they were given."""
        self.arrange(replace(self.how, sort=key, descending=descending))

    def filter(self, key: str, wanted: ColumnFilter) -> None:
        """Show only rows that pass a column's filter; an empty one shows all again."""
        filters = {name: old for name, old in self.how.filters.items() if name != key}
        if wanted:
            filters[key] = wanted
        self.arrange(replace(self.how, filters=filters, closed=frozenset()))

    def filter_of(self, key: str) -> ColumnFilter:
        """The filter of a column."""
        return self.how.filters.get(key, NO_FILTER)

    def quick_filter(self, name: str, test: Callable[[Any], bool] | None, words: str = "") -> None:
        """Show only rows that pass a named test, beside all other filters; None lifts it.
        ``words`` say what it leaves."""
        quick = {other: old for other, old in self.how.quick.items() if other != name}
        if test is not None:
            quick[name] = Quick(test, words)
        self.arrange(replace(self.how, quick=quick, closed=frozenset()))

    def clear_filters(self) -> None:
        """Show all rows again; quick filters stay, they have their own switches."""
        self.arrange(replace(self.how, filters={}, closed=frozenset()))

    def lift_filters(self) -> None:
        """Show all rows again, whatever filters them."""
        self.arrange(replace(self.how, filters={}, quick={}, closed=frozenset()))
        self.filters_lifted.emit()

    def filter_words(self) -> list[str]:
        """Every filter in words, those of hidden columns too."""
        texts = [quick.words for quick in self.how.quick.values() if quick.words]
        for column in self.columns:
            wanted = self.filter_of(column.key)
            if wanted:
                texts.append(f"{column.title} {wanted.words}")
        return texts

    def fold(self, groups: Iterable[str], *, shut: bool = True) -> None:
        """Fold groups, or open them."""
        self.arrange(self.how.fold(groups, shut))

    def fold_all(self, *, shut: bool = True) -> None:
        """Fold every group, or open it."""
        self.fold(group_ids(self.rows), shut=shut)

    def entries(self, key: str) -> dict[str, int]:
        """The different texts of a column in order, for its value list, each with the number of
        its rows that pass all other filters; '' stands for empty. Those it is filtered by are
        there even without rows."""
        at = self.column_index(key)
        if at is None:
            return {}
        column = self.columns[at]
        others = {name: filter_ for name, filter_ in self.how.filters.items() if name != key}
        how = replace(self.how, filters=others)
        rows = passing(self.all_rows(), self.rows, self.columns, how)
        found = Counter(text for row in rows for text in cell_texts(column, row) or ("",))
        texts = sorted({*found, *self.filter_of(key).values}, key=collation_key)
        return {text: found[text] for text in texts[:_ENTRIES_MAX]}

    def memory(self) -> dict[str, Any]:
        """Sort, filters and folds as plain values, for the settings."""
        return self.how.memory()

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Take a :meth:`memory` back; what no longer fits is left out."""
        self.arrange(self.how.recalled(memory, self.columns))

    def _arrange(self, former: list[SheetLine]) -> list[SheetLine]:
        """The lines to show, of the ``former`` ones those whose row is the same."""
        known = {line.id: line for line in former}
        lines, self.passed = arrange(self.rows, self.columns, self.how, known)
        return lines

    def _rearrange(self, former: list[SheetLine] | None = None) -> None:
        """Put the new lines in the place of the old ones, in the mildest way that Qt has."""
        old = self.lines
        new = self._arrange(old if former is None else former)
        first = _same_from_start(old, new)
        last = _same_from_end(old, new, first)
        if first == len(old) == len(new):
            self._take(new)
            self._tell_replaced(old, new)
        elif first + last == len(old):
            self.beginInsertRows(QModelIndex(), first, len(new) - last - 1)
            self._take(new)
            self.endInsertRows()
        elif first + last == len(new):
            self.beginRemoveRows(QModelIndex(), first, len(old) - last - 1)
            self._take(new)
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._take(new)
            self.endResetModel()
        self.rearranged.emit()

    def _take(self, lines: list[SheetLine]) -> None:
        self.lines = lines
        self._places = {}

    def _tell_replaced(self, old: list[SheetLine], new: list[SheetLine]) -> None:
        """One dataChanged over all lines that show another row than before."""
        at = [place for place, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b]
        if at:
            right = len(self.columns) - 1
            self.dataChanged.emit(self.index(at[0], 0), self.index(at[-1], right))

    # -- changed cells

    def _mark(self, before: Mapping[str, Row | RowGroup], expected: frozenset[Cell]) -> None:
        """Mark the shown cells that differ from the rows ``before``, and rows that are new; where
        they are too many to be looked at, none."""
        found: set[Cell] = set()
        differing = [line for line in self.lines if before.get(line.id) is not line.row]
        for line in differing if len(differing) <= _MARKED_MAX else ():
            was = before.get(line.id)
            for column in self.columns:
                text = "" if was is None else self._text(was, column)
                if self._text(line.row, column) != text:
                    found.add((line.id, column.key))
        found -= expected
        if found:
            self.changed_cells |= found
            self._flash.start()
            self.flashed.emit()

    def _text(self, row: Row | RowGroup, column: Column[Any]) -> str:
        return self.group_text(row, column) if isinstance(row, RowGroup) else cell_text(column, row)

    def _end_flash(self) -> None:
        self.changed_cells = frozenset()
        self.flashed.emit()


def _shapes(columns: Sequence[Column[Any]]) -> list[tuple[object, ...]]:
    """What the header shows of columns, and what decides which cells may be edited."""
    return [
        (
            column.key,
            column.title,
            column.kind,
            column.width,
            column.stretch,
            column.hidden,
            column.axis,
            column.wrap,
        )
        for column in columns
    ]


def _same_from_start(old: Sequence[SheetLine], new: Sequence[SheetLine]) -> int:
    """How many lines at the beginning show the same row ids."""
    for at, (a, b) in enumerate(zip(old, new, strict=False)):
        if a.id != b.id:
            return at
    return min(len(old), len(new))


def _same_from_end(old: Sequence[SheetLine], new: Sequence[SheetLine], first: int) -> int:
    """How many lines at the end show the same row ids, those before ``first`` not counted."""
    most = min(len(old), len(new)) - first
    for at in range(most):
        if old[-1 - at].id != new[-1 - at].id:
            return at
    return most
