"""Steps that are not stored, such as scores that are tried: taken back in one order with edits."""

from collections.abc import Callable, Hashable
from typing import NamedTuple


class UndoStep(NamedTuple):
    """Something that was done beside the workspace."""

    label: str
    """What is said of it, in Thai."""
    undo: Callable[[], None]
    redo: Callable[[], None]
    part_of: Hashable = None
    """Steps of one movement are one step."""


class TransientUndo:
    """The steps of a session, each with the edit (its number) that was the last one then: a step
    is taken back before that edit, and after all that came later."""

    def __init__(self) -> None:
        self._done: list[tuple[int, UndoStep]] = []
        self._undone: list[tuple[int, UndoStep]] = []

    def note(self, step: UndoStep, last_edit: int) -> None:
        """Remembers a step that was done now."""
        self._undone.clear()
        if self._done and step.part_of is not None:
            at, before = self._done[-1]
            if (at, before.part_of) == (last_edit, step.part_of):
                self._done[-1] = at, step._replace(undo=before.undo)
                return
        self._done.append((last_edit, step))

    def to_undo(self, last_edit: int) -> UndoStep | None:
        """The step that was done last, unless an edit came after it."""
        return self._done[-1][1] if self._done and self._done[-1][0] == last_edit else None

    def to_redo(self, last_edit: int) -> UndoStep | None:
        """The step that was taken back last, unless an edit was since."""
        return self._undone[-1][1] if self._undone and self._undone[-1][0] == last_edit else None

    def undo(self) -> None:
        """Takes back the step that was done last."""
        entry = self._done.pop()
        self._undone.append(entry)
        entry[1].undo()

    def redo(self) -> None:
        """Does again the step that was taken back last."""
        entry = self._undone.pop()
        self._done.append(entry)
        entry[1].redo()
