"""Fields of shared work, whose text others may write meanwhile: a line that is stored when it is
left, a field whose text somebody else changes while it is typed into, and a form that was filled
when it opened, and is stored later.
"""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ita_desktop.domain.errors import ConflictError, InputError, ItaError
from ita_desktop.i18n import sentence
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared import editor_events
from ita_desktop.ui.storing import UnstoredTexts, sending
from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.widgets.fields.field import restyle

_T = TypeVar("_T")


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
        editor_events.tell(
            self._field, editor_events.TypingEvent(thing, self._field.accessibleName())
        )

    def end(self) -> None:
        """Notes that editing has ended."""
        if self._began is not None:
            self._began = None
            editor_events.tell(self._field, editor_events.TypingEvent("", ""))

    def note(self, stored: str) -> None:
        """Notes the stored text of now."""
        if stored != self._stored:
            self._stored, self._who = stored, editor_events.author()

    def rescue(self, typed: str) -> None:
        """Copies what was typed, where somebody else has taken away what it is about."""
        if editor_events.author() and self._began is not None and typed not in ("", self._began):
            QApplication.clipboard().setText(typed)
            editor_events.tell(self._field, editor_events.RescuedEvent(editor_events.author()))

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
        editor_events.tell(self._field, editor_events.BeforeCompareEvent())
        while self._began is not None and self._stored not in (self._began, typed):
            if typed == self._began:
                return self._stored
            name = self._field.accessibleName()
            asked = editor_events.tell(
                self._field,
                editor_events.ConflictEvent(name, typed, self._stored, self._who, joins=joins),
            )
            if asked.choice is editor_events.TextToKeep.NEITHER or not self.is_open:
                return None
            self._began = asked.theirs
            if asked.choice is editor_events.TextToKeep.THEIRS:
                typed = asked.theirs
            elif asked.choice is editor_events.TextToKeep.JOINED:
                typed = asked.joined
        return typed


class StoredLine(QObject):
    """What is typed stays while somebody else writes, and where it cannot be stored now; invalid
    input is reverted."""

    def __init__(
        self,
        field: QLineEdit,
        session: Session,
        stored: Callable[[], str],
        store: Callable[[str], object],
        *,
        joins: bool = True,
    ) -> None:
        """``stored`` returns the text as it is stored; ``store`` stores another one and raises
        ItaError; ``joins``: of two texts a third can be made."""
        super().__init__(field)
        self._field, self._session = field, session
        self._stored, self._store, self._joins = stored, store, joins
        self._conflict = FieldConflict(field)
        self._unstored = UnstoredTexts(field, self._show_refused)
        self._is_filled = False
        """Whether it has shown what is stored: an empty field before that is nobody's text."""
        field.textEdited.connect(self._begin)
        field.editingFinished.connect(self.take)

    def show(self) -> None:
        """Shows the stored text, unless another one is being typed."""
        stored = self._stored()
        self._is_filled = True
        self._conflict.note(stored)
        self._unstored.thing = self._thing
        self._show_refused()

    @property
    def _thing(self) -> str:
        return f"{self._session.year} {self._field.accessibleName()}"

    def _show_refused(self) -> None:
        """Shows what a server has refused, else what is stored, unless another is being typed."""
        refused = self._unstored.refused
        shown = refused.text if refused is not None else self._stored()
        if not self._conflict.is_open and self._field.text() != shown:
            self._field.setText(shown)
        why = refused.why if refused is not None else ""
        if bool(self._field.property("invalid")) != bool(why):
            self._field.setProperty("invalid", bool(why))
            self._field.setAccessibleDescription(why)
            set_tip(self._field, why)
            restyle(self._field)

    def take(self) -> None:
        """Stores what was typed; asks where somebody else has changed it meanwhile."""
        if self._conflict.is_asking or not (self._is_filled or self._conflict.is_open):
            return
        shown = self._unstored.refused.text if self._unstored.refused else self._stored()
        if not self._conflict.is_open and self._field.text() == shown:
            return
        typed = self._conflict.resolve(self._field.text(), joins=self._joins)
        if typed is None:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._is_over(typed):
            self._conflict.end()
            self.show()

    def _begin(self) -> None:
        if not self._conflict.is_open:
            refused = self._unstored.refused
            stored = self._stored()
            self._conflict.begin(self._thing, stored if refused is None else refused.before)
            self._conflict.note(stored)

    def _is_over(self, typed: str) -> bool:
        """Stores a text; returns whether editing has ended: not if it cannot be stored now."""
        thing, before = self._thing, self._conflict.began
        try:
            with sending() as sent:
                if typed != self._stored():
                    self._store(typed)
            self._unstored.follow(sent, thing, typed, before)
        except ItaError as error:
            self._session.failed.emit(sentence(error))
            if not isinstance(error, InputError):
                self._field.setText(typed)
                return False
        return True


class FilledForm(QObject):
    """Knows what a form began with, and what others have changed since."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._unshown = session.workspace.unshown
        self._begun: Mapping[str, Any] = {}
        self._since: tuple[Changed, ...] = ()
        session.changed.connect(self._note)

    def begin(self, fields: Mapping[str, Any]) -> None:
        """Notes that the form shows stored ``fields`` now."""
        self._begun = dict(fields)
        self._since = ()

    def touched(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Returns the fields that the clerk has changed; the others stay as somebody else may have
        stored them."""
        begun = self._begun
        return {
            name: value
            for name, value in fields.items()
            if name not in begun or begun[name] != value
        }

    def write(self, service: Callable[[], _T]) -> _T:
        """Runs a service, in any thread. Raises ConflictError once where it writes a value that
        somebody else has stored since the form was filled: it says who, and the next time the
        clerk's value is stored."""
        since = self._since
        self._unshown.extend(since)
        try:
            return service()
        except ConflictError:
            self._since = ()
            raise
        finally:
            for changed in since:
                with contextlib.suppress(ValueError):  # another window shows the workspace by now
                    self._unshown.remove(changed)

    def _note(self, changed: Changed) -> None:
        if changed.who:
            self._since = (*self._since, changed)
