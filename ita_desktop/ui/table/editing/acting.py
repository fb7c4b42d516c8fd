"""Actions on the selected cells: copy, paste, clear, check."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication

from ita_desktop.i18n import tr
from ita_desktop.ui.loading.asked import work_out
from ita_desktop.ui.table.column import Column, ColumnKind, Row, SheetLine
from ita_desktop.ui.table.controllers.folding import FoldController
from ita_desktop.ui.table.controllers.selecting import OccurrenceController
from ita_desktop.ui.table.editing.editor import EditController
from ita_desktop.ui.table.editing.paste import BlockPaste, PastedGrid, refused_message
from ita_desktop.ui.table.grid import Act, CellChange, Edit, EditableGrid
from ita_desktop.ui.table.texts import bare, cell_text
from ita_desktop.ui.widgets.fields.field import are_files

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from ita_desktop.ui.table.editing.clipboard import ClipboardContent, CopiedCells


class ActingGrid(PastedGrid, EditableGrid, Protocol):
    """A grid whose selected cells can be edited together, and that accepts pastes."""

    editing: EditController
    folding: FoldController
    marking: OccurrenceController
    list_pasted: SignalInstance
    on_files_paste: Callable[[], object]
    on_rows_cut: Callable[[tuple[str, ...]], object] | None
    on_other_paste: Callable[["QMimeData"], bool] | None
    on_rows_paste: Callable[[], bool] | None
    on_long_paste: "Callable[[ClipboardContent], object] | None"
    previews: "Callable[[Edit], bool]"

    def ask_to_choose(self, text: str) -> None: ...
    def is_list(self, clip: "ClipboardContent", block: "CopiedCells", /) -> bool: ...
    def hand_on_list(self, block: "CopiedCells", /) -> bool: ...
    def go_to(self, row_id: str, key: str | None = None) -> bool: ...


class ActionController:
    """Turns an action on the selection into one edit."""

    def __init__(self, view: ActingGrid) -> None:
        self._view = view
        self.of_entry: frozenset[str] = frozenset()
        """In a list of entries, the keys of the columns that are copied of each selected one, the
        first with what its group is called; else the selected cells are."""

    def edit(self) -> None:
        """Edits the current cell; on a schedule, opens the selected occurrence."""
        cell = self._view.current_cell()
        if cell is not None and cell[1].kind is ColumnKind.SCHEDULE:
            self._view.marking.open_chosen()
        else:
            self._view.editing.begin()

    def correct(self) -> None:
        """Edits the current cell, on F2: its text stays to be corrected, as in Excel."""
        self.edit()
        editor = self._view.editing.editor
        if editor is not None:
            editor.correct()

    def clear(self, act: Act = Act.CLEAR) -> None:
        """Clears the selected cells that are editable and not required."""
        view = self._view
        if changes := tuple(self._cleared()):
            view.deliver(Edit(act, changes))
            return
        editable = list(self._editable())
        filled = [column for line, column in editable if _is_filled(line, column)]
        if editable and not filled:
            return  # nothing is in them
        if act is Act.CUT and view.on_rows_cut is not None and (cell := view.current_cell()):
            view.ask_to_choose(
                tr(
                    "ช่อง {title} ตัดไม่ได้ · เลือกแถวด้วย Shift+Space แล้วกด Ctrl+X",
                    title=cell[1].title,
                )
            )
        elif filled:
            view.ask_to_choose(tr("ช่อง {title} ว่างไม่ได้ · พิมพ์ใหม่ทับ", title=filled[0].title))
        else:
            view.show_locked()

    def _cleared(self) -> Iterator[CellChange]:
        """Yields what clearing the selected cells changes."""
        return (
            CellChange(line.id, column.key, column.empty)
            for line, column in self._editable()
            if not column.required and _is_filled(line, column)
        )

    @property
    def takes_text(self) -> bool:
        """Whether something can be typed or pasted into a cell."""
        return self._view.takes_new or any(map(_is_typed, self._view.sheet.columns))

    def possible(self) -> set[Callable[[], None]]:
        """Returns those of the actions on the clipboard and on cells that can do something now."""
        view = self._view
        found = {self.copy}
        if view.sheet.read_only or not self.takes_text:
            return found
        found.add(self.paste)
        # One is enough: all of a long table may be selected.
        if any(True for _change in self._cleared()):
            found |= {self.clear, self.cut}
        elif view.on_rows_cut is not None and view.selecting.is_whole:
            found.add(self.cut)
        return found

    def _editable(self) -> Iterator[tuple[SheetLine, Column[Any]]]:
        """Yields the selected editable cells."""
        sheet = self._view.sheet
        return (
            (sheet.lines[at], sheet.columns[of])
            for part in self._view.selecting.ranges()
            for at in range(part.top(), part.bottom() + 1)
            for of in range(part.left(), part.right() + 1)
            if sheet.lines[at].group is None and sheet.may_edit(at, of)
        )

    def toggle(self) -> None:
        """Toggles a check box, finishes the due occurrence, opens a list, or folds a group. From a
        cell with none of these it goes to the row's occurrences, where it finishes one."""
        view = self._view
        cell = view.current_cell()
        if cell is None:
            return
        line, column = cell
        if line.group is not None:
            view.folding.turn(line.id)
        elif column.kind is ColumnKind.CHECK:
            self._tick(line, column)
        elif column.kind is ColumnKind.SCHEDULE:
            view.marking.finish_due(line, column)
        elif column.has_choices:
            view.editing.begin()
        else:
            strips = (of for of in view.sheet.columns if of.kind is ColumnKind.SCHEDULE)
            if (strip := next(strips, None)) is not None:
                view.go_to(line.id, strip.key)

    def _tick(self, line: SheetLine, column: Column[Any]) -> None:
        """Toggles the current check box, and sets all selected ones alike."""
        on = not bare(column.value(line.row))
        changes = tuple(
            CellChange(row.id, of.key, on)
            for row, of in self._editable()
            if of is column and bare(of.value(row.row)) is (not on)
        )
        if changes:
            self._view.deliver(Edit(Act.TOGGLE, changes))
        else:
            self._view.show_locked()

    # -- clipboard

    def copy(self) -> None:
        """Copies the bounding block of the selection; groups only if nothing else is selected."""
        from ita_desktop.ui.table.editing import clipboard

        view = self._view
        parts = view.selecting.ranges()
        columns = [
            span.column
            for span in view.header.spans()
            if span.column.key in self.of_entry
            or (
                not self.of_entry
                and any(part.left() <= span.logical <= part.right() for part in parts)
            )
        ]
        lines = [view.sheet.lines[at] for at in view.selecting.lines()]
        cells = [
            self._copied(line, [_cell(column, line.row) for column in columns])
            for line in lines
            if line.group is None
        ]
        if not cells:
            groups = [line.group for line in lines if line.group is not None]
            text = view.sheet.group_text
            cells = [[text(group, column) for column in columns] for group in groups]
        if cells:
            QApplication.clipboard().setMimeData(clipboard.write(cells))

    def entries(self) -> tuple[list[str], list[list[str]]]:
        """Returns the headings and the rows of the whole table as they are shown; of a list of
        entries, what is copied of each."""
        sheet = self._view.sheet
        columns = [span.column for span in self._view.header.spans()]
        columns = [each for each in columns if not self.of_entry or each.key in self.of_entry]
        texts = [
            self._copied(line, [cell_text(column, line.row) for column in columns])
            for line in sheet.lines
            if line.group is None
        ]
        return [column.title for column in columns], texts

    def _copied(self, line: SheetLine, cells: list[Any]) -> list[Any]:
        """Returns the cells of an entry, which elsewhere does not stand below its group."""
        group = line.parent.group if line.parent is not None else None
        if self.of_entry and group is not None:
            cells[0] = f"{group.title} · {cells[0]}"
        return cells

    def copy_all(self) -> int:
        """Copies the whole table with its headings; returns the number of rows."""
        from ita_desktop.ui.table.editing import clipboard

        headings, rows = self.entries()
        QApplication.clipboard().setMimeData(clipboard.write([headings, *rows]))
        return len(rows)

    def cut(self) -> None:
        """Copies, then clears; whole rows stay until they are pasted, where they can be moved."""
        self.copy()
        view = self._view
        if view.on_rows_cut is not None and view.selecting.is_whole:
            view.on_rows_cut(view.selecting.ids())
        else:
            self.clear(Act.CUT)

    def _is_taken(self, copied: "QMimeData") -> bool:
        """Returns whether what was copied is no block of cells here, but files or rows to move."""
        from ita_desktop.ui.table.editing import clipboard

        view = self._view
        if are_files(copied):
            view.on_files_paste()
            return True
        if not clipboard.is_own(copied):
            return view.on_other_paste is not None and view.on_other_paste(copied)
        return view.on_rows_paste is not None and view.on_rows_paste()

    def paste(self) -> None:
        """Pastes the clipboard's block; rejected cells are reported."""
        from ita_desktop.ui.table.editing import clipboard

        view = self._view
        copied = QApplication.clipboard().mimeData()
        if self._is_taken(copied):
            return
        clip = clipboard.clip_of(copied)
        if clip.is_long and view.on_long_paste is not None:
            view.on_long_paste(clip)
            return
        if clip.rows > clipboard.LONG_ROWS:
            # Its lists are short: nobody means to wait for what was copied for another table.
            view.problem.emit(
                tr(
                    "ตารางนี้วางได้ครั้งละไม่เกิน {most} แถว ที่คัดลอกไว้มี {count} แถว · วางทีละส่วน",
                    most=clipboard.LONG_ROWS,
                    count=clip.rows,
                )
            )
            return
        # Data of other programs is previewed first, where it can be corrected.
        mends = not clip.own
        block = clip.read()
        if self._hands_on(clip, block):
            return
        pasting = BlockPaste(view, mends=mends)
        pasting.take(block.spread())
        pasting.aim()
        edit = pasting.edit()
        if edit is None:
            return
        if edit.changes or edit.new or (mends and edit.is_mendable):
            if not view.deliver(edit):
                return
            pasting.choose_covered()
        if edit.refused and not view.previews(edit):
            view.problem.emit(refused_message(edit))

    def _hands_on(self, clip: "ClipboardContent", block: "CopiedCells") -> bool:
        """Returns whether a block goes to the page, as a list, or to the import."""
        view = self._view
        if view.sheet.read_only:
            return False
        if not clip.own and work_out(lambda: view.is_list(clip, block)):
            view.list_pasted.emit(block)
            return True
        return not (clip.own or self.takes_text) and view.hand_on_list(block)


def _is_typed(column: Column[Any]) -> bool:
    """Returns whether its cells take what is typed, and not only ticks."""
    return column.editable is not False and column.kind is not ColumnKind.CHECK


def _is_filled(line: SheetLine, column: Column[Any]) -> bool:
    return bool(bare(column.value(line.row)) != column.empty)


def _cell(column: Column[Any], row: Row) -> str | date:
    """Returns the value to copy: a date as date, everything else as text."""
    day = (
        bare(column.value(row)) if column.kind is ColumnKind.DATE and column.text is None else None
    )
    return day if isinstance(day, date) else cell_text(column, row)
