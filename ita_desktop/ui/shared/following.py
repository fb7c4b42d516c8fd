"""Brings what others do in a shared workspace into the window's thread."""

import threading
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ita_desktop.storage.edits.changes import BETWEEN_NAMES, Changed
from ita_desktop.storage.server.shared import ConnectionState, EditedCell, Link, PresentMember
from ita_desktop.ui.background import deliver_posted
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.rows import Typist

if TYPE_CHECKING:
    from ita_desktop.storage.server.live.sharing import Sharing

_LOOK_EVERY: Final = 100
"""Interval in ms between two looks for what others did."""


class Following(QObject):
    """Who is here, the state of the connection, and what others changed while it was lost."""

    people_changed = Signal()
    """Somebody came, went, shows another page, or types elsewhere."""
    link_changed = Signal()
    """The connection was lost, or has returned."""
    outdated = Signal()
    """The database was brought up by a newer program."""
    returned = Signal(object, int)
    """The connection has returned: names of those who wrote meanwhile, and number of rows."""

    def __init__(self, session: Session, shared: "Sharing") -> None:
        super().__init__(session)
        self.shared = shared
        self.session = session
        # One that is lost already is a change, too.
        self.state = shared.state._replace(link=Link.CONNECTED)
        self.people: tuple[PresentMember, ...] = ()
        self.since: dict[str, datetime] = {}
        """When each of the people was first seen, by login."""
        self._meanwhile: list[Changed] | None = None
        """Edits of others since the connection was lost; None while it was not."""
        self._typing: EditedCell | None = None
        self._is_older = shared.is_older
        self._news = threading.Event()
        self._news.set()
        self._unsubscribe = shared.subscribe(self._news.set)
        session.changed.connect(self._note)
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Ends it with the session."""
        self._timer.stop()
        self._unsubscribe()

    def look(self) -> None:
        """Shows what has happened since the last look."""
        deliver_posted()
        if self._news.is_set():
            self._news.clear()
            self._look_at_people()
            self._look_at_link(self.shared.state)
            if self.shared.is_older and not self._is_older:
                self._is_older = True
                self.outdated.emit()

    # -- what is told to the others

    def show_page(self, key: str) -> None:
        """Tells the others which page is shown here."""
        self.shared.announce(page=f"{self.session.year} {key}", typing=self._typing)

    def type_in(self, thing: str, field: str) -> None:
        """Tells the others where something is being typed; empty names: nowhere."""
        self._typing = EditedCell(str(self.session.year), thing, field) if thing else None
        self.shared.announce(typing=self._typing)

    # -- what the others do

    def typists(self) -> Mapping[str, Typist]:
        """Returns who types in which row of the shown year, by the row's id."""
        year = str(self.session.year)
        return {
            person.typing.key: Typist(person.name, person.typing.column)
            for person in self.people
            if person.typing is not None and person.typing.table == year
        }

    def _look_at_people(self) -> None:
        people = self.shared.present()
        if _places(people) == _places(self.people):
            return
        logins = {person.login for person in people}
        self.since = {login: at for login, at in self.since.items() if login in logins}
        for person in people:
            self.since.setdefault(person.login, person.seen)
        self.people = people
        self.people_changed.emit()

    def _look_at_link(self, state: ConnectionState) -> None:
        if state == self.state:
            return
        self.state = state
        if state.link is not Link.CONNECTED:
            self._meanwhile = self._meanwhile or []
        self.link_changed.emit()
        if state.link is Link.CONNECTED and self._meanwhile is not None:
            # The last of what was caught up may be in the queue still.
            QTimer.singleShot(2 * _LOOK_EVERY, self, self._show_returned)

    def _show_returned(self) -> None:
        changes, self._meanwhile = self._meanwhile, None
        if changes is not None:
            names = list(
                dict.fromkeys(
                    name for change in changes for name in change.who.split(BETWEEN_NAMES)
                )
            )
            rows = {(row.table, row.key) for change in changes for row in change.rows}
            self.returned.emit(names, len(rows))

    def _note(self, changed: Changed) -> None:
        if changed.who and self._meanwhile is not None:
            self._meanwhile.append(changed)


def _places(people: tuple[PresentMember, ...]) -> list[tuple[str, str, str, EditedCell | None]]:
    """Returns where people are, without the moment when that was heard."""
    return [(person.login, person.name, person.page, person.typing) for person in people]
