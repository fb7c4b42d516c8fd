"""A field of one line that is stored when it is left."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.i18n import sentence
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.field_conflict import FieldConflict


class StoredLine(QObject):
    """What is typed stays while somebody else writes, and where it cannot be stored now; invalid
    input is reverted."""

    def __init__(
        self,
        field: QLineEdit,
        session: Session,
        stored: Callable[[], str],
        store: Callable[[str], object],
    ) -> None:
        """``stored`` returns the text as it is stored; ``store`` stores another one and raises
        ItaError."""
        super().__init__(field)
        self._field, self._session = field, session
        self._stored, self._store = stored, store
        self._conflict = FieldConflict(field)
        self._is_filled = False
        """Whether it has shown what is stored: an empty field before that is nobody's text."""
        field.textEdited.connect(self._begin)
        field.editingFinished.connect(self.take)

    def show(self) -> None:
        """Shows the stored text, unless another one is being typed."""
        stored = self._stored()
        self._is_filled = True
        self._conflict.note(stored)
        if not self._conflict.is_open and self._field.text() != stored:
            self._field.setText(stored)

    def take(self) -> None:
        """Stores what was typed; asks where somebody else has changed it meanwhile."""
        if self._conflict.is_asking or not (self._is_filled or self._conflict.is_open):
            return
        if not self._conflict.is_open and self._field.text() == self._stored():
            return
        typed = self._conflict.resolve(self._field.text())
        if typed is None:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif typed == self._stored() or self._is_over(typed):
            self._conflict.end()
            self.show()

    def _begin(self) -> None:
        if not self._conflict.is_open:
            thing = f"{self._session.year} {self._field.accessibleName()}"
            self._conflict.begin(thing, self._stored())

    def _is_over(self, typed: str) -> bool:
        """Stores a text; returns whether editing has ended: not if it cannot be stored now."""
        try:
            self._store(typed)
        except ItaError as error:
            self._session.failed.emit(sentence(error))
            if not isinstance(error, InputError):
                self._field.setText(typed)
                return False
        return True
