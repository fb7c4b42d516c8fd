"""Below the questions of an import: gives several of them the same answer."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final, TypeAlias, TypeGuard

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.previews.left import TYPED, LeftRow
from ita_desktop.ui.dialogs.previews.questions import ANSWER, QuestionRow
from ita_desktop.ui.dialogs.previews.sheet import AnswerTable
from ita_desktop.ui.table.edits import Act, CellChange, Edit
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button

Asked: TypeAlias = QuestionRow | LeftRow
_MOST: Final = 24
"""Number of answers in the menu; others are chosen row by row."""


class DecideBar(QWidget):
    """A menu of the answers that all open questions of a table may have: the selected ones, if
    there are several, else all of one kind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table: AnswerTable | None = None
        self.button = Button(tr("ตอบหลายแถวพร้อมกัน…"), self, icon_name="list-checks")
        self.button.clicked.connect(self._open)
        edges = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        hbox(self.button, None, on=self, margins=edges, gap=Space.S)
        self.hide()

    def show_for(self, table: AnswerTable) -> None:
        """Shows itself if the questions of a ``table`` may be answered together."""
        self._table = table
        self.setVisible(bool(self.choices()))

    def choices(self) -> tuple[ListChoice, ...]:
        """Returns the answers that are possible for all of :meth:`rows`."""
        first, *others = [row.choices for row in self.rows()] or [()]
        if not others:
            return ()
        common = set.intersection(*({choice.value for choice in each} for each in others))
        return tuple(choice for choice in first if choice.value in common)[:_MOST]

    def rows(self) -> Sequence[Asked]:
        """Returns the questions that an answer is given to."""
        table = self._table
        if table is None:
            return ()
        open_rows = [row for row in table.sheet.all_rows() if _is_open(row)]
        selected = set(table.selected_ids())
        chosen = [row for row in open_rows if row.id in selected]
        if len(chosen) > 1:
            return chosen
        first = next(iter((*chosen, *open_rows)), None)
        return [row for row in open_rows if first is not None and _about(row) == _about(first)]

    def menu(self) -> QMenu:
        """Returns the menu of answers; each says how many rows it is for."""
        menu = QMenu(self)
        rows = self.rows()
        for choice in self.choices():
            words = tr("{answer} ({count} แถว)", answer=choice.text, count=len(rows))
            menu.addAction(words).triggered.connect(partial(self._decide, rows, choice.value))
        return menu

    def _open(self) -> None:
        button = self.button
        self.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _decide(self, rows: Iterable[Asked], value: object, _checked: bool = False) -> None:
        if self._table is not None and self._table.on_edit is not None:
            changes = tuple(CellChange(row.id, _key(row), value) for row in rows)
            self._table.on_edit(Edit(Act.TYPE, changes))


def _is_open(row: object) -> TypeGuard[Asked]:
    """Returns whether a row still waits for an answer."""
    if isinstance(row, QuestionRow):
        return not row.answer
    return isinstance(row, LeftRow) and row.cell is not None and bool(row.choices)


def _about(row: Asked) -> object:
    """Returns what a question is about."""
    if isinstance(row, QuestionRow):
        return row.question.about
    return row.cell.name if row.cell is not None else None


def _key(row: Asked) -> str:
    return ANSWER if isinstance(row, QuestionRow) else TYPED
