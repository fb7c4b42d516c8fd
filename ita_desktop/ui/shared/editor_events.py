"""What an editor tells the window that it stands in: that it is typed into, that its text was
changed by somebody else meanwhile, that it was left with something typed, that files or a list were
pasted; and whose edit is being shown while pages follow a change of the workspace.

It travels as events, so that no editor knows the window.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

if TYPE_CHECKING:
    from ita_desktop.ui.table.editing.clipboard import CopiedCells

_AUTHOR: Final[ContextVar[str]] = ContextVar("author", default="")


_E = TypeVar("_E", bound=QEvent)


class TextToKeep(Enum):
    """What becomes of two texts of one field."""

    MINE = auto()
    THEIRS = auto()
    JOINED = auto()
    """A third text, made of both."""
    NEITHER = auto()
    """Undecided: the editor stays open."""


class EditorEvent(QEvent):
    """What an editor tells; see :func:`tell`."""

    KIND: ClassVar[QEvent.Type] = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__(self.KIND)


class TypingEvent(EditorEvent):
    """Somebody types in a field of a thing, by the names that its page has for both; or no longer,
    if they are empty."""

    def __init__(self, thing: str, field: str) -> None:
        super().__init__()
        self.thing = thing
        self.field = field


class ConflictEvent(EditorEvent):
    """Asks what becomes of ``mine``, where ``theirs`` is stored by now. The receiver sets
    ``choice``, and ``joined``; unanswered, one's own text is taken as it always was."""

    def __init__(
        self, field: str, mine: str, theirs: str, who: str = "", *, joins: bool = True
    ) -> None:
        """``field`` is its title; ``joins`` says whether a third text can be made of both."""
        super().__init__()
        self.field, self.mine, self.theirs, self.who = field, mine, theirs, who
        self.joins = joins
        self.choice = TextToKeep.MINE
        self.joined = ""


class BeforeCompareEvent(EditorEvent):
    """An editor is about to compare its text with the stored one: what others have stored by now
    is to be shown before."""


class RescuedEvent(EditorEvent):
    """``who`` has taken away what was being edited; what was typed is in the clipboard."""

    def __init__(self, who: str) -> None:
        super().__init__()
        self.who = who


class DraftsEvent(EditorEvent):
    """Asks for the ``drafts`` of the shown year: what was typed in forms and not stored, by form
    and what it is about. Unanswered, they are those of no workspace."""

    _OF_NO_WORKSPACE: ClassVar[dict[Hashable, Any]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.drafts = self._OF_NO_WORKSPACE


class KeptEvent(EditorEvent):
    """What was typed is kept and not stored, because its form or field was left by Esc.
    ``is_kept`` returns whether it still is."""

    def __init__(self, is_kept: Callable[[], bool]) -> None:
        super().__init__()
        self.is_kept = is_kept


class StoredOutsideEvent(EditorEvent):
    """What was typed was stored because of a click elsewhere; ``words`` say so."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class FilesPastedEvent(EditorEvent):
    """Copied files were pasted where nothing else takes files: the window imports them, or says
    where they go, if ``is_typed``: in what is typed, in a popup or in a dialog."""

    def __init__(self, *, is_typed: bool = False) -> None:
        super().__init__()
        self.is_typed = is_typed


class HiddenLineEvent(EditorEvent):
    """Asks the dialog or popup above a window, which may hide what the window says, for the layout
    in whose first ``place`` it is said there; sent again when that was taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.place: QBoxLayout | None = None


class ListPastedEvent(EditorEvent):
    """A block of cells was pasted where no list is kept: the window imports what is surely one, and
    says so by ``is_taken``. Where nothing else takes what is pasted, it ``is_for_all`` that is."""

    def __init__(self, block: "CopiedCells", *, is_for_all: bool = False) -> None:
        super().__init__()
        self.block = block
        self.is_for_all = is_for_all
        self.is_taken = False


def tell(editor: QWidget, event: _E) -> _E:
    """Sends an event to the main window, also from a dialog over it; returns it answered."""
    window = editor.window()
    while (behind := window.parentWidget()) is not None:
        window = behind.window()
    QApplication.sendEvent(window, event)
    return event


@contextmanager
def edited_by(who: str) -> Iterator[None]:
    """Shows an edit of ``who`` in the block; empty for one's own."""
    before = _AUTHOR.set(who)
    try:
        yield
    finally:
        _AUTHOR.reset(before)


def author() -> str:
    """Returns the name of somebody else whose edit is being shown; empty for one's own."""
    return _AUTHOR.get()
