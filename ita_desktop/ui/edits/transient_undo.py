"""Steps that are not stored, such as scores that are tried: taken back in one order with edits."""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from ita_desktop.storage.history import EditKind


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

    def next(self, kind: EditKind, last_edit: int) -> UndoStep | None:
        """The step that was done last, or for redo taken back last, unless an edit came since."""
        steps = self._done if kind is EditKind.UNDO else self._undone
        return steps[-1][1] if steps and steps[-1][0] == last_edit else None

    def take(self, kind: EditKind) -> None:
        """Takes that step back, or does it again."""
        if kind is EditKind.UNDO:
            self._undone.append(self._done.pop())
            self._undone[-1][1].undo()
        else:
            self._done.append(self._undone.pop())
            self._done[-1][1].redo()
