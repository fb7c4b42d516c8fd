"""What an editor tells the window that it stands in: that it is typed into, and that its text was
changed by somebody else meanwhile. Both travel as events, so that no editor knows the window."""

from enum import Enum, auto
from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget


class TextToKeep(Enum):
    """What becomes of two texts of one field."""

    MINE = auto()
    THEIRS = auto()
    JOINED = auto()
    """A third text, made of both."""
    NEITHER = auto()
    """Undecided: the editor stays open."""


class TypingEvent(QEvent):
    """Somebody types in a field of a thing, by the names that its page has for both; or no longer,
    if they are empty."""

    KIND: ClassVar[QEvent.Type] = QEvent.Type(QEvent.registerEventType())

    def __init__(self, thing: str, field: str) -> None:
        super().__init__(self.KIND)
        self.thing = thing
        self.field = field


class ConflictEvent(QEvent):
    """Asks what becomes of ``mine``, where ``theirs`` is stored by now. The receiver sets
    ``choice``, and ``joined``; unanswered, one's own text is taken as it always was."""

    KIND: ClassVar[QEvent.Type] = QEvent.Type(QEvent.registerEventType())

    def __init__(
        self, field: str, mine: str, theirs: str, who: str = "", *, joins: bool = True
    ) -> None:
        """``field`` is its title; ``joins`` says whether a third text can be made of both."""
        super().__init__(self.KIND)
        self.field, self.mine, self.theirs, self.who = field, mine, theirs, who
        self.joins = joins
        self.choice = TextToKeep.MINE
        self.joined = ""


class BeforeCompareEvent(QEvent):
    """An editor is about to compare its text with the stored one: what others have stored by now
    is to be shown before."""

    KIND: ClassVar[QEvent.Type] = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__(self.KIND)


class RescuedEvent(QEvent):
    """``who`` has taken away what was being edited; what was typed is in the clipboard."""

    KIND: ClassVar[QEvent.Type] = QEvent.Type(QEvent.registerEventType())

    def __init__(self, who: str) -> None:
        super().__init__(self.KIND)
        self.who = who


def announce_rescued(editor: QWidget, who: str) -> None:
    """Tells the window that what was typed in ``editor`` was copied; see :class:`RescuedEvent`."""
    QApplication.sendEvent(_frame_of(editor), RescuedEvent(who))


def announce_resolving(editor: QWidget) -> None:
    """Lets the window show what others have stored, before a text is compared with it."""
    QApplication.sendEvent(_frame_of(editor), BeforeCompareEvent())


def announce_typing(editor: QWidget, thing: str, field: str) -> None:
    """Tells the window that ``editor`` is typed into; with empty names, that it is closed."""
    QApplication.sendEvent(_frame_of(editor), TypingEvent(thing, field))


def ask_about(editor: QWidget, conflict: ConflictEvent) -> ConflictEvent:
    """Asks the clerk which of two texts stands; returns the answered ``conflict``."""
    QApplication.sendEvent(_frame_of(editor), conflict)
    return conflict


def _frame_of(widget: QWidget) -> QWidget:
    """Returns the main window, also of what stands in a dialog over it."""
    window = widget.window()
    while (behind := window.parentWidget()) is not None:
        window = behind.window()
    return window
