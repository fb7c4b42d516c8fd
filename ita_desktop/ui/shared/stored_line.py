"""A field of one line that is stored when it is left."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.i18n import sentence
from ita_desktop.ui.editors.unstored import UnstoredTexts
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.field_conflict import FieldConflict
from ita_desktop.ui.storing import sending
from ita_desktop.ui.theme.tips import set_tip
from ita_desktop.ui.widgets.fields.field import restyle


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
