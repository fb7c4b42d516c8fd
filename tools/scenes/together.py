"""Several clerks at work: who is here, edits of others, conflicts, a lost connection, roles."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ita_desktop.i18n import tr
from ita_desktop.services.places import PageKey
from ita_desktop.storage.server.shared import (
    ConnectionState,
    EditedCell,
    Link,
    PresentMember,
    Role,
    SharedMember,
)
from ita_desktop.ui.shared.desk import SharedDesk
from ita_desktop.ui.shared.edit_sheets import ConflictSheet
from ita_desktop.ui.shared.editor_events import ConflictEvent, edited_by
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, sheet_scene, wait_until_idle

_AT: Final = datetime(2025, 3, 14, 10, 42)  # noqa: DTZ001 - the clerk's own clock
_NAMES: Final = ("กานดา", "สมชาย", "สมศรี")
_THEIRS: Final = "ชี้แจงขั้นตอนและระยะเวลาให้ผู้รับบริการทราบทุกครั้ง"
_MINE: Final = "ติดป้ายขั้นตอนและระยะเวลาที่จุดบริการ"


@dataclass
class _Others:
    """Stands for a server where others are at work."""

    me: SharedMember
    state: ConnectionState = field(default=ConnectionState(Link.CONNECTED, _AT))
    people: tuple[PresentMember, ...] = ()
    is_older: bool = False
    tell: Callable[[], None] = field(default=lambda: None)

    def members(self) -> tuple[SharedMember, ...]:
        return (self.me,)

    def present(self) -> tuple[PresentMember, ...]:
        return self.people

    def say(self, *, page: str | None = None, typing: EditedCell | None = None) -> None: ...

    def retry(self) -> None: ...

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        self.tell = callback
        return lambda: None


@contextmanager
def _among(window: Window, others: _Others) -> Iterator[SharedDesk]:
    """The window as if its workspace were on a server."""
    session, before = window.session, window.desk
    assert session is not None
    session.workspace.shared = others
    desk = window.desk = SharedDesk(window, session)
    try:
        yield desk
    finally:
        desk.stop()
        window.desk = before
        session.workspace.shared = None
        session.saving.emit()
        window.message.clear()


def _people(window: Window, take: Take) -> None:
    """Three others: one has just changed a row, one is typing in another."""
    window.go(PageKey.MEASURES)
    wait_until_idle()
    assert window.session is not None
    table = window.page(PageKey.MEASURES).findChild(SheetView)
    assert table is not None
    rows = [line.id for line in table.sheet.lines if line.group is None]
    year = str(window.session.year)
    typing = EditedCell(year, rows[1], "method")
    people = tuple(
        PresentMember(name, name, f"{year} {PageKey.MEASURES}", typing if at else None, _AT)
        for at, name in enumerate(_NAMES)
    )
    with _among(window, _Others(SharedMember("me", "มาลี", Role.CLERK), people=people)) as desk:
        assert desk.following is not None
        desk.following.look()
        with edited_by(_NAMES[0]):
            table.sheet.marks.mark(frozenset({(rows[0], "method")}), _NAMES[0])
        table.sheet.marks.hold()
        take()
        table.sheet.marks.forget()
        table.sheet.set_typists({})


def _conflict(window: Window, take: Take) -> None:
    window.go(PageKey.MEASURES)
    wait_until_idle()

    def ask(window: Window) -> None:
        ConflictSheet(ConflictEvent(tr("มาตรการ"), _MINE, _THEIRS, _NAMES[1]), window).exec()

    sheet_scene(ask, window, take)


def _lost(window: Window, take: Take) -> None:
    window.go(PageKey.OIT)
    wait_until_idle()
    others = _Others(SharedMember("me", "มาลี", Role.CLERK))
    with _among(window, others) as desk:
        assert desk.following is not None
        others.state = ConnectionState(Link.LOST, _AT, tr("เครื่องแม่ข่ายไม่ตอบ"))
        others.tell()
        desk.following.look()
        take()


def _unit(window: Window, take: Take) -> None:
    """What a unit is told of its role."""
    window.go(PageKey.OIT)
    wait_until_idle()
    assert window.session is not None
    unit = window.session.data.units[0].id
    with _among(window, _Others(SharedMember("me", "มาลี", Role.UNIT, unit))):
        take()


TOGETHER: Final[dict[str, Scene]] = {
    "shared-people": _people,
    "shared-conflict": _conflict,
    "shared-lost": _lost,
    "shared-unit": _unit,
}
"""Several clerks on one workspace."""
