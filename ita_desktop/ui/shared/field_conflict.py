"""A field whose text somebody else changes while it is typed into."""

from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.ui.shared.author import author
from ita_desktop.ui.shared.editor_events import (
    BeforeCompareEvent,
    ConflictEvent,
    RescuedEvent,
    TextToKeep,
    TypingEvent,
    tell,
)


class FieldConflict:
    """Knows the stored text with which editing of a ``field`` began, and the one of now."""

    def __init__(self, field: QWidget) -> None:
        self._field = field
        self._began: str | None = None
        self._stored = ""
        self._who = ""
        self.is_asking = False
        """Whether the clerk is being asked."""

    @property
    def is_open(self) -> bool:
        """Whether the field is being edited."""
        return self._began is not None

    @property
    def began(self) -> str:
        """The stored text with which editing began."""
        return self._began or ""

    def begin(self, thing: str, stored: str) -> None:
        """Notes that the field of a ``thing`` is edited, and tells the window."""
        self._began = self._stored = stored
        self._who = ""
        tell(self._field, TypingEvent(thing, self._field.accessibleName()))

    def end(self) -> None:
        """Notes that editing has ended."""
        if self._began is not None:
            self._began = None
            tell(self._field, TypingEvent("", ""))

    def note(self, stored: str) -> None:
        """Notes the stored text of now."""
        if stored != self._stored:
            self._stored, self._who = stored, author()

    def rescue(self, typed: str) -> None:
        """Copies what was typed, where somebody else has taken away what it is about."""
        if author() and self._began is not None and typed not in ("", self._began):
            QApplication.clipboard().setText(typed)
            tell(self._field, RescuedEvent(author()))

    def resolve(self, typed: str, *, joins: bool = True) -> str | None:
        """Returns the text that the field shall have; None if it stays open, or has been closed
        meanwhile because another thing is shown. Asks where both the clerk and somebody else have
        changed it; ``joins``: a text of both is possible."""
        was_open = self.is_open
        self.is_asking = True
        try:
            text = self._resolved(typed, joins)
        finally:
            self.is_asking = False
        return text if self.is_open == was_open else None

    def _resolved(self, typed: str, joins: bool) -> str | None:
        tell(self._field, BeforeCompareEvent())
        while self._began is not None and self._stored not in (self._began, typed):
            if typed == self._began:
                return self._stored
            name = self._field.accessibleName()
            asked = tell(
                self._field, ConflictEvent(name, typed, self._stored, self._who, joins=joins)
            )
            if asked.choice is TextToKeep.NEITHER or not self.is_open:
                return None
            self._began = asked.theirs
            if asked.choice is TextToKeep.THEIRS:
                typed = asked.theirs
            elif asked.choice is TextToKeep.JOINED:
                typed = asked.joined
        return typed
