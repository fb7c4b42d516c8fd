"""Undo steps that are not stored, such as trial scores, in order with edits."""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from ita_desktop.storage.edits.changes import EditKind


class UndoStep(NamedTuple):
    """Something done outside the workspace."""

    label: str
    """Its label in Thai."""
    undo: Callable[[], None]
    redo: Callable[[], None]
    part_of: Hashable = None
    """Steps with the same value are one step."""


class TransientUndo:
    """The steps of a session, each with the number of the last edit before it: a step is undone
    before that edit, and after all later ones."""

    def __init__(self) -> None:
        self._done: list[tuple[int, UndoStep]] = []
        self._undone: list[tuple[int, UndoStep]] = []

    def note(self, step: UndoStep, last_edit: int) -> None:
        """Records a step."""
        self._undone.clear()
        if self._done and step.part_of is not None:
            at, before = self._done[-1]
            if (at, before.part_of) == (last_edit, step.part_of):
                self._done[-1] = at, step._replace(undo=before.undo)
                return
        self._done.append((last_edit, step))

    def next(self, kind: EditKind, last_edit: int) -> UndoStep | None:
        """Returns the next step to undo or redo, unless an edit was made since."""
        steps = self._done if kind is EditKind.UNDO else self._undone
        return steps[-1][1] if steps and steps[-1][0] == last_edit else None

    def take(self, kind: EditKind) -> None:
        """Undoes or redoes that step."""
        if kind is EditKind.UNDO:
            self._undone.append(self._done.pop())
            self._undone[-1][1].undo()
        else:
            self._done.append(self._undone.pop())
            self._done[-1][1].redo()
