"""What a window knows of the others and of the connection."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from ita_desktop.storage.server.shared import ConnectionState, Link
from ita_desktop.ui.shared.desk import Following


class Shared:
    is_older = False
    state = ConnectionState(Link.LOST, datetime.now().astimezone(), "ขาด")

    def subscribe(self, _callback):
        return lambda: None

    def present(self):
        return ()


class Session(QObject):
    changed = Signal(object)


def test_a_connection_that_is_lost_before_the_window_is_there_is_told(qapp) -> None:
    session = Session()
    following = Following(session, Shared())  # type: ignore[arg-type]
    told: list[Link] = []
    following.link_changed.connect(lambda: told.append(following.state.link))
    following.look()
    following.stop()
    assert told == [Link.LOST]
