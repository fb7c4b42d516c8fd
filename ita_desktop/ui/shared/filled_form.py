"""A form that was filled when it opened, and is stored later: others may have written since."""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from ita_desktop.domain.errors import ConflictError
from ita_desktop.storage.edits.changes import Changed
from ita_desktop.ui.session import Session

_T = TypeVar("_T")


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
