"""The table model: rows in groups, sorted, filtered and folded, compared by id.

New rows are compared with the previous ones: unchanged rows keep their position, selection and
measurements, and cells whose text differs are marked as changed for a while.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ita_desktop.domain.text import sort_key as collation_key
from ita_desktop.i18n import tr
from ita_desktop.ui.shared.editor_events import author
from ita_desktop.ui.table.arrange import (
    ANYWHERE,
    NO_FILTER,
    ColumnFilter,
    NamedFilter,
    RowArrangement,
    arrange,
    code_column,
    passing,
)
from ita_desktop.ui.table.column import (
    Column,
    ColumnKind,
    Row,
    RowGroup,
    Rows,
    SheetLine,
    Typist,
    by_id,
    group_ids,
)
from ita_desktop.ui.table.sent_cells import Cell, ChangedCells, SentCells
from ita_desktop.ui.table.texts import (
    accessible_text,
    cell_text,
    cell_texts,
    row_words,
    shown_text,
    value_text,
)

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_ONLY: Final = "only"
"""The name of the quick filter of :meth:`SheetModel.show_only`."""
_ENTRIES_MAX: Final = 1000
_MARKED_MAX: Final = 300
"""Greatest number of rows whose cells are compared with their previous values."""
_FORMER_MAX: Final = 4
"""Number of earlier row sets whose lines are cached."""
_READ_ONLY: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE: Final = _READ_ONLY | Qt.ItemFlag.ItemIsEditable
"""Combined once: Qt asks for the flags of each cell again and again."""


def _lasting(quick: Mapping[str, NamedFilter]) -> dict[str, NamedFilter]:
    """Returns quick filters without that of single rows, which has no switch of its own."""
    return {name: test for name, test in quick.items() if name != _ONLY}


class SheetModel(QAbstractTableModel):
    """The lines and columns of a table."""

    rearranged = Signal()
    """Rows were set, sorted, filtered or folded, even if the shown lines are unchanged."""
    filters_lifted = Signal()
    """:meth:`lift_filters` removed all filters: a page unchecks its chips."""
    flashed = Signal()
    """Cells became marked as changed, or ceased to be."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[Any], ...] = tuple(columns)
        self.lines: list[SheetLine] = []
        self.how = RowArrangement()
        self.unused: frozenset[str] = frozenset()
        """Columns that are narrowed while they are empty."""
        self.idle: frozenset[str] = frozenset()
        """Columns into which no value of a row belongs yet."""
        self.total = 0
        """The number of rows."""
        self.passed = 0
        """The number of rows that pass the filters, including those in folded groups."""
        self.marks = ChangedCells(self)
        self.marks.marked.connect(self.flashed)
        self.sent = SentCells(self)
        self.sent.moved.connect(self._show_kept)
        self.typists: Mapping[str, Typist] = {}
        """Others who type in a row, by its id."""
        self.rows: Rows = ()
        """All rows as set, shown or not."""
        self._former: list[tuple[Rows, list[SheetLine]]] = []
        """Earlier rows, such as those of another year, with their lines."""
        self.read_only = False
        """Whether editing is disabled, for example because the workspace is open elsewhere."""
        self.locked_by = ""  # why, if not for the reason of the whole workspace
        self.locks: Callable[[str, str], str] | None = None
        """Returns why a cell, by row and column, cannot be changed; empty if it can."""
        self.nested = False
        """Whether groups are nested, so that the code column is indented."""
        self._edits = any(column.editable is not False for column in self.columns)
        self._places: dict[str, int] = {}
        self._expected: frozenset[Cell] = frozenset()

    # -- QAbstractTableModel

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITABLE if self.may_edit(index.row(), index.column()) else _READ_ONLY

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
            shown = line.kept.get(column.key, line.row)
            return ", ".join(
                filter(None, (accessible_text(column, shown), self.state_of(line, column)))
            )
        return None

    def state_of(self, line: SheetLine, column: Column[Any]) -> str:
        """Returns who has just changed a cell or types in it, and that its value is under way, or
        why it could not be stored."""
        cell = (line.id, column.key)
        if (kept := self.sent.kept.get(cell)) is not None:
            return tr("ยังไม่ได้เก็บ: {why}", why=kept.why)
        who, typist = self.marks.authors.get(cell, ""), self.typists.get(line.id)
        parts = [tr("แก้โดย {who}", who=who)] if who else []
        if self.sent.is_sending(*cell):
            parts.append(tr("กำลังส่ง"))
        if typist is not None and typist.key in ("", column.key):
            parts.append(tr("{who} กำลังพิมพ์", who=typist.who))
        return ", ".join(parts)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return self._accessible_head(self.columns[section])
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            line = self.lines[section]
            if line.group is not None:
                return f"{line.group.code} {line.group.title}".strip()
            return row_words(self.columns, line.row)
        return None

    def _accessible_group(self, line: SheetLine, column: Column[Any]) -> str:
        """Returns the accessible text of a group's cell; one with its name includes its folded
        state, which would only be repeated beside its figures."""
        group, fold = line.group, ""
        text = self.group_text(group, column) if group is not None else ""
        if group is not None and group.rows and text:
            names = tuple(filter(None, (group.code, group.title)))
            if text.startswith(names):
                fold = tr("พับอยู่") if self.is_folded(line) else tr("กางอยู่")
        return " ".join(filter(None, (_spoken_title(column), text, fold)))

    def _accessible_head(self, column: Column[Any]) -> str:
        """Returns the accessible text of a column heading, including its sort order and filter."""
        texts = [_spoken_title(column)]
        if self.how.sort == column.key:
            texts.append(tr("เรียงจากมากไปน้อย") if self.how.descending else tr("เรียงจากน้อยไปมาก"))
        wanted = self.filter_of(column.key)
        if wanted:
            texts.append(tr("กรอง: {words}", words=wanted.words))
        return ", ".join(texts)

    # -- rows and cells

    def set_rows(self, rows: Rows, *, flash: bool = True) -> None:
        """Sets the rows. Cells that differ are marked as changed, unless ``flash`` is False
        (another year is shown) or they were announced by :meth:`expect`."""
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
        """Shows different content, such as another year: other rows, optionally in other
        ``columns``, and sorted, filtered and folded as in ``memory`` (see :meth:`memory`). Rows
        shown before (the same object) keep their layout, so a page that retains them can switch
        years quickly."""
        how = self.how if memory is None else self.how.recalled(memory, columns or self.columns)
        how = replace(how, quick=_lasting(how.quick))
        self._expected = frozenset()
        self.marks.forget()
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
            self._set_lines(self._arrange(former))
            self.endResetModel()
            self.rearranged.emit()

    def set_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Sets other columns for the same rows. If they differ only in the data that they read
        (such as names of units), nothing is reset."""
        self.forget_former()
        if _shapes(columns) == _shapes(self.columns):
            self.columns = tuple(columns)
            for line in self.lines:
                line.drawn.clear()
            self._rearrange()
            return
        self.beginResetModel()
        self.columns = tuple(columns)
        self._judge_columns()
        self._edits = any(column.editable is not False for column in self.columns)
        self._set_lines(self._arrange([]))
        self.endResetModel()
        self.rearranged.emit()

    def _take_rows(self, rows: Rows) -> None:
        self.rows = rows
        self._judge_columns()
        self.total = len(self.all_rows())
        self.nested = any(
            isinstance(inner, RowGroup)
            for row in rows
            if isinstance(row, RowGroup)
            for inner in row.rows
        )

    def _judge_columns(self) -> None:
        rows = self.all_rows()
        self.unused = frozenset(
            column.key
            for column in self.columns
            if column.unused and not any(map(column.value, rows))
        )
        self.idle = frozenset(
            column.key
            for column in self.columns
            if column.serves is not None
            and not any(column.value(row) or column.serves(row) for row in rows)
        )

    def _leave(self, rows: Rows) -> list[SheetLine]:
        """Caches the current lines, and returns those that ``rows`` had earlier."""
        if self.rows is rows:
            return self.lines
        kept = [pair for pair in self._former if pair[0] is not rows and pair[0] is not self.rows]
        found = next((lines for was, lines in self._former if was is rows), [])
        self._former = [*kept, (self.rows, self.lines)][-_FORMER_MAX:]
        return found

    def forget_former(self) -> None:
        """Clears the cache of earlier rows."""
        self._former = []

    def expect(self, cells: Iterable[Cell]) -> None:
        """Announces cells that the clerk is editing: the next :meth:`set_rows` does not mark
        them."""
        self._expected = frozenset(cells)

    def all_rows(self) -> list[Row]:
        """Returns all rows without groups, shown or not, in their original order."""
        found: list[Row] = []
        for row in self.rows:
            found.extend(row.leaves() if isinstance(row, RowGroup) else (row,))
        return found

    def place(self, row_id: str) -> int | None:
        """Returns the line number of a row or group, None if it is not shown."""
        if not self._places and self.lines:
            self._places = {line.id: at for at, line in enumerate(self.lines)}
        return self._places.get(row_id)

    def column_index(self, key: str) -> int | None:
        """Returns the index of a column in :attr:`columns`."""
        for at, column in enumerate(self.columns):
            if column.key == key:
                return at
        return None

    def may_edit(self, row: int, column: int) -> bool:
        """Returns whether a cell is editable."""
        line, of = self.lines[row], self.columns[column]
        if self.read_only or (self.locks is not None and self.locks(line.id, of.key)):
            return False
        return of.key in line.group.editable if line.group else of.may_edit(line.row)

    def locked(self, row: int, column: int) -> bool:
        """Returns whether a cell is read-only in a table that has editable cells."""
        done_elsewhere = self.columns[column].kind is ColumnKind.SCHEDULE
        return self._edits and not done_elsewhere and not self.may_edit(row, column)

    def is_folded(self, line: SheetLine) -> bool:
        """Returns whether a group is folded."""
        return line.group is not None and self.how.is_folded(line.id)

    def is_empty(self, row: int, column: int) -> bool:
        """Returns whether a cell is empty; cells of groups count as empty."""
        line = self.lines[row]
        return line.group is not None or not cell_text(self.columns[column], line.row)

    def group_text(self, group: RowGroup, column: Column[Any]) -> str:
        """Returns a group's text in a column, including its code and title."""
        if column.key in group.cells:
            return value_text(group.cells[column.key], column.numbers.decimals)
        code, title = self.title_columns()
        if group.code and column.key == code:
            return group.code
        return group.title if column.key == (title if group.code else code or title) else ""

    def passing(self, group: RowGroup) -> Iterator[Row]:
        """Yields the rows of a group that pass all filters, including folded ones."""
        return passing(group.leaves(), self.rows, self.columns, self.how)

    def rows_passing(self) -> list[Row]:
        """All rows that pass the filters, including folded ones, in their original order."""
        return list(passing(self.all_rows(), self.rows, self.columns, self.how))

    def title_columns(self) -> tuple[str | None, str | None]:
        """Returns the keys of the columns that show groups' codes and titles."""
        code = code_column(self.columns)
        title = next(
            (column.key for column in self.columns if column.kind is ColumnKind.TEXT), None
        )
        return code.key if code is not None else None, title

    # -- sorting, filtering, folding

    def arrange(self, how: RowArrangement) -> None:
        """Sets how rows are sorted, filtered and folded."""
        if how != self.how:
            self.how = how
            self._rearrange()

    def sort_by(self, key: str | None, *, descending: bool = False) -> None:
        """Sorts by a column, or restores the original order if None."""
        self.arrange(replace(self.how, sort=key, descending=descending))

    def filter(self, key: str, wanted: ColumnFilter) -> None:
        """Sets the filter of a column; an empty one removes it."""
        filters = {name: old for name, old in self.how.filters.items() if name != key}
        if wanted:
            filters[key] = wanted
        self.arrange(replace(self.how, filters=filters, closed=frozenset()))

    def filter_of(self, key: str) -> ColumnFilter:
        """Returns the filter of a column."""
        return self.how.filters.get(key, NO_FILTER)

    def quick_filter(self, name: str, test: Callable[[Any], bool] | None, words: str = "") -> None:
        """Sets a named test in addition to all other filters; None removes it. ``words`` describe
        the rows that pass."""
        quick = {other: old for other, old in self.how.quick.items() if other != name}
        if test is not None:
            quick[name] = NamedFilter(test, words)
        self.arrange(replace(self.how, quick=quick, closed=frozenset()))

    def show_only(self, ids: Collection[str]) -> None:
        """Removes the column filters, and shows the rows with these ids alone if there are any,
        until another row is wanted (:meth:`clear_filters`) or others are shown."""
        self.clear_filters()
        wanted = frozenset(ids)
        if wanted and not all(row.id in wanted for row in self.all_rows()):
            words = tr("{count} แถวที่ขอดู", count=len(wanted))
            self.quick_filter(_ONLY, lambda row: row.id in wanted, words)

    def clear_filters(self) -> None:
        """Removes the column filters and that of single rows; other quick filters have switches of
        their own."""
        quick = _lasting(self.how.quick)
        self.arrange(replace(self.how, filters={}, quick=quick, closed=frozenset()))

    def lift_filters(self) -> None:
        """Removes all filters."""
        self.arrange(replace(self.how, filters={}, quick={}, closed=frozenset()))
        self.filters_lifted.emit()

    def filter_words(self) -> list[str]:
        """Returns descriptions of all filters, including those of hidden columns."""
        texts = [quick.words for quick in self.how.quick.values() if quick.words]
        if anywhere := self.filter_of(ANYWHERE):
            texts.append(tr("ทุกคอลัมน์ {words}", words=anywhere.words))
        for column in self.columns:
            wanted = self.filter_of(column.key)
            if wanted:
                texts.append(f"{column.title} {wanted.words}")
        return texts

    def fold(self, groups: Iterable[str], *, shut: bool = True) -> None:
        """Folds or unfolds groups."""
        self.arrange(self.how.fold(groups, shut))

    def fold_all(self, *, shut: bool = True) -> None:
        """Folds or unfolds all groups."""
        self.fold(group_ids(self.rows), shut=shut)

    def entries(self, key: str) -> dict[str, int]:
        """Returns the distinct texts of a column in order, for its value list, each with the number
        of rows that pass all other filters; '' stands for empty cells. Values selected in the
        filter are included even without rows."""
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
        """Returns sort order, filters and folded groups as plain values, for storage."""
        return self.how.memory()

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Restores a :meth:`memory`, ignoring entries that no longer apply."""
        self.arrange(self.how.recalled(memory, self.columns))

    def _arrange(self, former: list[SheetLine]) -> list[SheetLine]:
        """Returns the lines to show; those in ``former`` with the same row are reused."""
        known = {line.id: line for line in former}
        lines, self.passed = arrange(self.rows, self.columns, self.how, known)
        return lines

    def _rearrange(self, former: list[SheetLine] | None = None) -> None:
        """Replaces the lines, emitting the least disruptive model signals."""
        old = self.lines
        new = self._arrange(old if former is None else former)
        first = _same_from_start(old, new)
        last = _same_from_end(old, new, first)
        if first == len(old) == len(new):
            self._set_lines(new)
            self._emit_replaced(old, new)
        elif first + last == len(old):
            self.beginInsertRows(QModelIndex(), first, len(new) - last - 1)
            self._set_lines(new)
            self.endInsertRows()
        elif first + last == len(new):
            self.beginRemoveRows(QModelIndex(), first, len(old) - last - 1)
            self._set_lines(new)
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._set_lines(new)
            self.endResetModel()
        self.rearranged.emit()

    def _set_lines(self, lines: list[SheetLine]) -> None:
        self.lines = lines
        self._places = {}
        if self.sent.kept or any(line.kept for line in lines):
            self._keep_values()

    def _keep_values(self) -> list[SheetLine]:
        """Lets lines show what could not be stored; returns those that change by it."""
        kept: dict[str, dict[str, Row]] = {}
        for (row_id, key), value in self.sent.kept.items():
            kept.setdefault(row_id, {})[key] = value.row
        changed = [line for line in self.lines if line.kept != kept.get(line.id, {})]
        for line in changed:
            for key in line.kept.keys() | kept.get(line.id, {}).keys():
                line.drawn.pop(key, None)
            line.kept, line.height = kept.get(line.id, {}), 0
        return changed

    def _show_kept(self) -> None:
        for line in self._keep_values():
            at = self.place(line.id)
            if at is not None:
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        self.flashed.emit()

    def _emit_replaced(self, old: list[SheetLine], new: list[SheetLine]) -> None:
        """Emits a single dataChanged that covers all lines whose row has changed."""
        at = [place for place, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b]
        if at:
            right = len(self.columns) - 1
            self.dataChanged.emit(self.index(at[0], 0), self.index(at[-1], right))

    # -- changed cells

    def _mark(self, before: Mapping[str, Row | RowGroup], expected: frozenset[Cell]) -> None:
        """Marks the shown cells that differ from the rows ``before``, and new rows; none if there
        are too many to compare."""
        found: set[Cell] = set()
        differing = [line for line in self.lines if before.get(line.id) is not line.row]
        for line in differing if len(differing) <= _MARKED_MAX else ():
            was = before.get(line.id)
            for column in self.columns:
                text = "" if was is None else self._text(was, column)
                if self._text(line.row, column) != text:
                    found.add((line.id, column.key))
        who = author()
        if not who:  # what one was refused to write, somebody else may write
            found -= expected
        if found:
            self.marks.mark(found, who)

    def _text(self, row: Row | RowGroup, column: Column[Any]) -> str:
        return self.group_text(row, column) if isinstance(row, RowGroup) else cell_text(column, row)

    @property
    def changed_cells(self) -> frozenset[Cell]:
        """The cells that are marked as changed."""
        return self.marks.cells

    @changed_cells.setter
    def changed_cells(self, cells: frozenset[Cell]) -> None:
        self.marks.cells = cells

    def set_typists(self, typists: Mapping[str, Typist]) -> None:
        """Marks the rows that others are typing in."""
        if typists != self.typists:
            self.typists = typists
            self.flashed.emit()


def _spoken_title(column: Column[Any]) -> str:
    """Returns what a screen reader calls a column: one of ticks has no title."""
    return column.title or tr("เครื่องหมายถูก")


def _shapes(columns: Sequence[Column[Any]]) -> list[tuple[object, ...]]:
    """Returns the properties of columns that determine header and editability."""
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
    """Returns the number of leading lines with equal row ids."""
    for at, (a, b) in enumerate(zip(old, new, strict=False)):
        if a.id != b.id:
            return at
    return min(len(old), len(new))


def _same_from_end(old: Sequence[SheetLine], new: Sequence[SheetLine], first: int) -> int:
    """The number of trailing lines with equal row ids, without the ``first`` leading ones."""
    most = min(len(old), len(new)) - first
    for at in range(most):
        if old[-1 - at].id != new[-1 - at].id:
            return at
    return most
