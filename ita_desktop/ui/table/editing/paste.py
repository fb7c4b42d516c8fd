"""Applies a pasted block to a snapshot of the table, plain values that any thread may read: changed
cells, new rows, rejected cells; and finds those that the page would refuse to store, before they
are shown.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol

from ita_desktop.domain.text import key
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.table.column import Column, Row, SheetLine, read
from ita_desktop.ui.table.controllers.selecting import SelectionController
from ita_desktop.ui.table.grid import Act, CellChange, CellRange, Edit, Grid, Refused
from ita_desktop.ui.table.texts import bare, cell_text, entered_text

NEW: Final = "new:"
"""Prefix of the id of a new row; its number in the paste follows."""
Problem = Callable[[Edit], str]
"""Returns why an edit would not be stored, as a sentence; empty if it would be."""


_LETTERS = 40


class PastedGrid(Grid, Protocol):
    """A grid into which a block is pasted."""

    selecting: SelectionController
    takes_new: bool

    def names_group(self, texts: Sequence[str], /) -> bool: ...


@dataclass(frozen=True)
class TableSnapshot:
    """A snapshot: ``columns`` are all columns, ``shown`` the visible ones from the left; ``rows``
    all rows without groups; ``titles`` the keys of the columns with groups' codes and titles."""

    columns: tuple[Column[Any], ...]
    shown: tuple[Column[Any], ...]
    rows: tuple[Row, ...]
    titles: tuple[str | None, str | None]
    takes_new: bool
    names_group: Callable[[Sequence[str]], bool]

    @cached_property
    def row_by_id(self) -> Mapping[str, Row]:
        """The rows by id."""
        return {row.id: row for row in self.rows}

    @cached_property
    def column_by_key(self) -> Mapping[str, Column[Any]]:
        """The columns by key."""
        return {column.key: column for column in self.columns}

    def name_of(self, row: Row) -> str:
        """Returns the name of a row for messages."""
        return row_name(self.shown, row)


def beneath(view: PastedGrid) -> TableSnapshot:
    """Returns a snapshot of a table."""
    return TableSnapshot(
        columns=view.sheet.columns,
        shown=tuple(span.column for span in view.header.spans()),
        rows=tuple(view.sheet.all_rows()),
        titles=view.sheet.title_columns(),
        takes_new=view.takes_new,
        names_group=view.names_group,
    )


def row_name(shown: Iterable[Column[Any]], row: Row) -> str:
    """Returns the name of a row for messages: its first non-empty cell."""
    texts = (cell_text(column, row) for column in shown)
    return next(filter(None, texts), "")[:_LETTERS]


class BlockPaste:
    """Converts a pasted block into an :class:`Edit`. Create it and call :meth:`aim` in the window's
    thread; :meth:`take` and :meth:`edit` of a large block may run in another."""

    def __init__(self, view: PastedGrid, *, mends: bool = False) -> None:
        """``mends``: rejected cells can be corrected before the paste is applied; then a row
        without any valid cell is kept as an empty new one."""
        self._view = view
        self._mends = mends
        self.table = beneath(view)
        self._block = view.selecting.block()
        header, left = view.header, self._block.left if self._block is not None else None
        visual = [header.visualIndex(span.logical) for span in header.spans()]
        self._visual = dict(zip((column.key for column in self.table.shown), visual, strict=True))
        self._columns = [
            column
            for column, at in zip(self.table.shown, visual, strict=True)
            if left is None or at >= left
        ]
        """The columns of the block, from the left."""
        self._cells: list[list[str]] = []
        self._wide = 0
        self._single: str | None = None
        """The value if the block is a single cell."""
        self._group: SheetLine | None = None
        """The group, if the paste goes into its own cell."""
        self._lines: list[SheetLine] = []
        self._after: str | None = None
        self._top = self._tall = 0
        """The first line of the block, and the number of selected rows."""
        self._changes: list[CellChange] = []
        self._new: list[Mapping[str, object]] = []
        self._refused: list[Refused] = []
        self._notes: list[str] = []
        self._covered: CellRange | None = None
        """The cells covered by the pasted block."""

    def take(
        self, cells: Sequence[Sequence[str]], work_progress: WorkProgress | None = None
    ) -> None:
        """Sets the block, independent of where it is pasted."""
        self._cells = [list(row) for row in cells]
        self._wide = max((len(row) for row in cells), default=0)
        if not self._wide:
            self._cells = []
            return
        self._columns = self._headed() or self._columns
        if len(self._cells) == 1 and self._wide == 1:
            self._single = self._cells[0][0]
        self._leave_out_groups(work_progress or WorkProgress())

    def aim(self) -> None:
        """Determines the first line of the block."""
        sheet, block = self._view.sheet, self._block
        if block is not None:
            chosen = sheet.lines[block.top : block.bottom + 1]
            self._tall = sum(line.group is None for line in chosen)
        if block is not None and self._is_group_cell(block):
            self._group = sheet.lines[block.top]
        elif self._cells:
            self._top = self._first(block)
        self._lines = sheet.lines

    def edit(self, work_progress: WorkProgress | None = None) -> Edit | None:
        """Returns the edit; None if there is nothing to change."""
        work_progress = work_progress or WorkProgress()
        if self._group is not None and self._single is not None:
            # The pasted text may be the name of a group.
            self._refused, self._notes = [], []
            self._apply_to_group(self._group, self._single, self._columns[0])
            return Edit(Act.PASTE, tuple(self._changes), (), None, tuple(self._refused))
        if self._cells:
            self._apply(work_progress)
        else:
            self._notes = []
        if not (self._changes or self._new or self._refused):
            return None
        after = self._after if self._new else None
        refused, notes = tuple(self._refused), tuple(self._notes)
        return Edit(Act.PASTE, tuple(self._changes), tuple(self._new), after, refused, notes)

    def choose_covered(self) -> None:
        """Selects the cells covered by the pasted block."""
        covered, view = self._covered, self._view
        if covered is not None and covered.bottom < len(view.sheet.lines):
            view.selecting.go(covered.top, covered.left)
            view.selecting.extend(covered.bottom, covered.right)

    def _apply(self, work_progress: WorkProgress) -> None:
        """Applies the cells to existing rows, and the rest as new rows."""
        columns = self._columns
        self._fit(columns)
        targets = self._targets(self._top)
        self._after = self._lines[targets[-1]].id if targets else self._last_above()
        for done, row in enumerate(self._cells):
            work_progress.at(done, len(self._cells))
            if done < len(targets):
                self._apply_to_row(self._lines[targets[done]], row, columns)
            else:
                self._add_row(row, columns)
        self._note_cover(columns, targets)

    # -- the block

    def _headed(self) -> list[Column[Any]] | None:
        """Returns the columns named by the block's own headings and removes from the block the
        headings, rows above, and unknown columns; None if it has no headings."""
        from ita_desktop.exchange.heading_words import heading_key

        shown = {
            heading_key(heading): column
            for column in reversed(self.table.shown)
            for heading in (*(column.also() if column.also else ()), column.title)
        }
        for at, row in enumerate(self._cells[:-1]):
            filled = {place: text for place, text in enumerate(row) if heading_key(text)}
            named = {place: shown.get(heading_key(text)) for place, text in filled.items()}
            known = {place: column for place, column in named.items() if column is not None}
            if known and len(known) >= min(self._wide, 2) and 2 * len(known) >= len(filled):
                self._take_headed(
                    at, known, [filled[number] for number in filled if number not in known]
                )
                return list(known.values())
            if len(filled) > 1 or self._wide == 1:
                return None
        return None

    def _take_headed(self, at: int, known: Collection[int], others: Sequence[str]) -> None:
        """Reduces the block to rows below the heading row ``at`` and to ``known`` columns."""
        self._cells = [
            [row[place] if place < len(row) else "" for place in known]
            for row in self._cells[at + 1 :]
        ]
        self._wide = len(known)
        self._notes.append(tr("วางตามชื่อคอลัมน์ในแถวหัวตาราง แถวนั้นไม่ได้วาง"))
        if others:
            names = " ".join(" ".join(text.split()) for text in others)
            self._notes.append(tr("ไม่ได้วางคอลัมน์ {names} เพราะตารางนี้ไม่มี", names=names))

    def _leave_out_groups(self, work_progress: WorkProgress) -> None:
        """Removes rows that only name a group."""
        kept = []
        for done, row in enumerate(self._cells):
            work_progress.at(done, len(self._cells))
            if not self.table.names_group(row):
                kept.append(row)
        count = len(self._cells) - len(kept)
        if not kept:
            why = tr("เป็นชื่อกลุ่ม คัดลอกแถวที่อยู่ใต้ชื่อนี้มาด้วย")
            names = (" ".join(filter(None, row)) for row in self._cells)
            self._refused += [Refused(name[:40], "", why) for name in names]
            self._cells = []
        elif count:
            self._cells = kept
            self._notes.append(tr("ข้าม {count} แถวที่เป็นชื่อกลุ่ม", count=count))

    # -- the target

    def _first(self, block: CellRange | None) -> int:
        """Returns the first line of the block: for a group its first row, unfolding the group."""
        sheet = self._view.sheet
        at = block.top if block is not None else 0
        if block is None or at >= len(sheet.lines) or sheet.lines[at].group is None:
            return at
        group = sheet.lines[at]
        while at < len(sheet.lines) and group in sheet.lines[at].groups():
            line = sheet.lines[at]
            if line.group is None:
                self._note_first(group, line)
                return at
            if sheet.is_folded(line):
                sheet.fold([line.id], shut=False)
            at += 1
        return block.top if self.table.takes_new else len(sheet.lines)

    def _note_first(self, group: SheetLine, first: SheetLine) -> None:
        assert group.group is not None
        name = " ".join(filter(None, (group.group.code, group.group.title)))[:40]
        text = "แถว {group} เป็นชื่อกลุ่ม จึงวางตั้งแต่แถวแรกของกลุ่ม: {row}"
        self._notes.append(tr(text, group=name, row=self._name(first)))

    def _fit(self, columns: list[Column[Any]]) -> None:
        """Repeats the copied cells if the selected block is a multiple of their size."""
        block = self._block
        if block is None:
            return
        tall, wide = self._tall, min(block.right - block.left + 1, len(columns))
        if tall > len(self._cells) and tall % len(self._cells) == 0:
            self._cells = self._cells * (tall // len(self._cells))
        if wide > self._wide and wide % self._wide == 0:
            filled = [row + [""] * (self._wide - len(row)) for row in self._cells]
            self._cells = [row * (wide // self._wide) for row in filled]
            self._wide = wide

    def _targets(self, top: int) -> list[int]:
        """Returns the target lines. In a table that accepts new rows they stay in one group."""
        lines, takes_new = self._lines, self.table.takes_new
        found: list[int] = []
        for at in range(top, len(lines)):
            line = lines[at]
            if len(found) == len(self._cells):
                break
            if line.group is None:
                if takes_new and found and line.parent is not lines[found[0]].parent:
                    break
                found.append(at)
            elif takes_new and (found or at != top):
                break
        return found

    def _last_above(self) -> str | None:
        """Returns where new rows go if there is no row to start from: the selected group."""
        lines, block = self._lines, self._block
        return lines[block.top].id if block and block.top < len(lines) else None

    def _note_cover(self, columns: list[Column[Any]], over: list[int]) -> None:
        if over and self._block is not None:
            right = self._visual[columns[min(self._wide, len(columns)) - 1].key]
            self._covered = CellRange(over[0], over[-1], self._block.left, right)

    def _is_group_cell(self, block: CellRange) -> bool:
        """Returns whether a single cell is pasted into a group's own cell."""
        sheet = self._view.sheet
        if self._single is None or block.top != block.bottom or block.left != block.right:
            return False
        return (
            block.top < len(sheet.lines)
            and sheet.lines[block.top].group is not None
            and sheet.may_edit(block.top, self._view.header.logicalIndex(block.left))
        )

    # -- the changes

    def _apply_to_group(self, line: SheetLine, text: str, column: Column[Any]) -> None:
        """Applies the cell to a group."""
        assert line.group is not None
        try:
            self._changes.append(CellChange(line.id, column.key, read(column, None, text)))
        except ValueError as problem:
            self._refused.append(Refused(line.group.title, column.title, sentence(problem)))

    def _apply_to_row(self, line: SheetLine, texts: list[str], columns: list[Column[Any]]) -> None:
        """Applies cells to an existing row."""
        for column, text in zip(columns, texts, strict=False):
            before = cell_text(column, line.row)
            if key(before) == key(text):
                continue
            if not column.may_edit(line.row):
                decided = column.decided_by(line.row)
                why = " · ".join(filter(None, (tr("ช่องนี้แก้ไม่ได้"), decided)))
                self._refused.append(Refused(self._name(line), column.title, why))
                continue
            try:
                value = read(column, line.row, text)
            except ValueError as problem:
                name, why = self._name(line), sentence(problem)
                self._refused.append(Refused(name, column.title, why, line.id, column.key, text))
                continue
            if value != bare(column.value(line.row)):
                self._changes.append(CellChange(line.id, column.key, value))
        if any(text.strip() for text in texts[len(columns) :]):
            why = tr("มีช่องเกินคอลัมน์สุดท้ายของตาราง")
            self._refused.append(Refused(self._name(line), "", why))

    def _add_row(self, texts: list[str], columns: list[Column[Any]]) -> None:
        """Turns cells below the last row into a new row, if the table accepts new rows."""
        if not any(text.strip() for text in texts):
            return
        name = " ".join(filter(None, (text.strip() for text in texts)))[:40]
        if not self.table.takes_new:
            self._refused.append(Refused(name, "", tr("ตารางนี้เพิ่มแถวไม่ได้")))
            return
        values: dict[str, object] = {}
        refused: list[Refused] = []
        for column, text in zip(columns, texts, strict=False):
            try:
                # Columns that the table fills in itself (numbers, states) are ignored.
                if text.strip() and column.editable is not False:
                    values[column.key] = read(column, None, text)
            except ValueError as problem:
                at = f"new:{len(self._new)}"
                why = sentence(problem)
                cell = Refused(name, column.title, why, at, column.key, text)
                refused.append(replace(cell, holds=column.needed))
        kept = bool(values) or (self._mends and bool(refused))
        if kept:
            self._new.append(values)
        # Rejected rows cannot be corrected.
        self._refused += (
            refused if kept else [replace(refused_cell, id="") for refused_cell in refused]
        )

    def _name(self, line: SheetLine) -> str:
        return self.table.name_of(line.row)


def refused_message(edit: Edit) -> str:
    """Returns the message on cells rejected by paste or fill; empty if there are none."""
    if not edit.refused:
        return ""
    first = edit.refused[0]
    where = " ".join(filter(None, (first.row, first.title)))
    count, why = len(edit.refused), first.why
    if edit.act is Act.FILL:
        return tr("เติมไม่ได้ {count} ช่อง เช่น {where}: {why}", count=count, where=where, why=why)
    return tr("วางไม่ได้ {count} ช่อง เช่น {where}: {why}", count=count, where=where, why=why)


class _Blame(NamedTuple):
    """The cell that is refused, and whether its row is not stored without it."""

    key: str
    why: str
    holds: bool


def tried(table: TableSnapshot, edit: Edit, problem: Problem) -> Edit:
    """Returns the edit; cells that ``problem`` speaks against are refused with its reason. A row
    that cannot be stored without such a cell is held until it is corrected."""
    held = edit.held
    found: list[Refused] = []
    _try(table, edit, problem, [key for key in _rows(edit) if key not in held], [], found)
    for refused in found:
        edit = _with(edit, refused)
    return edit


def _rows(edit: Edit) -> list[str]:
    """Returns the keys of the rows that have something to store."""
    return [*edit.rows, *(f"{NEW}{at}" for at, row in enumerate(edit.new) if row)]


def _try(
    table: TableSnapshot,
    edit: Edit,
    problem: Problem,
    rows: Sequence[str],
    taken: list[str],
    found: list[Refused],
) -> None:
    """Tries rows behind those that are ``taken``: half by half, so that a few bad rows among many
    cost little."""
    why = problem(_part(edit, [*taken, *rows])) if rows else ""
    if not why:
        taken += rows
    elif len(rows) > 1:
        half = len(rows) // 2
        _try(table, edit, problem, rows[:half], taken, found)
        _try(table, edit, problem, rows[half:], taken, found)
    else:
        refused = _refused(table, edit, rows[0], _blamed(table, edit, problem, rows[0], taken, why))
        found.append(refused)
        less = _with(edit, refused)
        if not refused.holds and _cells(less, rows[0]):
            _try(table, less, problem, rows, taken, found)


def _blamed(
    table: TableSnapshot, edit: Edit, problem: Problem, row: str, taken: Sequence[str], why: str
) -> _Blame:
    """Returns the cell without which the row would be stored; else one that changes the reason."""
    keys = list(_cells(edit, row))
    other = ""
    for one in keys:
        told = problem(_part(_without(edit, row, one), [*taken, row]))
        needed = row.startswith(NEW) and table.column_by_key[one].needed
        if not told and not needed:
            return _Blame(one, why, holds=False)
        if told != why:
            other = other or one
    lacking = (column.key for column in table.columns if column.needed and column.key not in keys)
    return _Blame(other or next(lacking, keys[0]), why, holds=True)


def _refused(table: TableSnapshot, edit: Edit, row: str, blame: _Blame) -> Refused:
    column = table.column_by_key[blame.key]
    values = _cells(edit, row)
    before = table.row_by_id.get(row)
    text = entered_text(column, before, values[blame.key]) if blame.key in values else ""
    name = row_name(table.shown, before) if before is not None else text
    return Refused(name[:40], column.title, blame.why, row, blame.key, text, holds=blame.holds)


def _cells(edit: Edit, row: str) -> dict[str, object]:
    """Returns the new values of a row by column key."""
    if row.startswith(NEW):
        return dict(edit.new[int(row.removeprefix(NEW))])
    return {change.key: change.value for change in edit.changes if change.row == row}


def _part(edit: Edit, rows: Sequence[str]) -> Edit:
    """Returns the edit of some of its rows."""
    some = frozenset(rows)
    changes = tuple(change for change in edit.changes if change.row in some)
    new = tuple(row for at, row in enumerate(edit.new) if f"{NEW}{at}" in some)
    return replace(edit, changes=changes, new=new, refused=(), notes=())


def _without(edit: Edit, row: str, key: str) -> Edit:
    """Returns the edit without a cell."""
    if not row.startswith(NEW):
        kept = (change for change in edit.changes if (change.row, change.key) != (row, key))
        return replace(edit, changes=tuple(kept))
    new = [dict(values) for values in edit.new]
    new[int(row.removeprefix(NEW))].pop(key, None)
    return replace(edit, new=tuple(new))


def _with(edit: Edit, refused: Refused) -> Edit:
    """Returns the edit with a cell refused."""
    without = _without(edit, refused.id, refused.key)
    return replace(without, refused=(*edit.refused, refused))
