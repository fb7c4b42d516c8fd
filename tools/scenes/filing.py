"""Scenes of what is filed for OIT items, and of the assessor's remarks on one."""

from datetime import timedelta
from typing import Final

from ita_desktop.services.oit import filing
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, sheet_scene, wait_until_idle


def _filed(window: Window, take: Take) -> None:
    """The sheet, with some items filed; taken back again afterwards."""
    session = window.session
    earlier = session.today - timedelta(days=3)
    filing.mark_filed(session.workspace, session.year, ["O1", "O2"], earlier)
    sheet_scene(_open, window, take)
    session.undo()
    wait_until_idle()


def _open(window: Window) -> None:
    window.go(PageKey.OIT, "filing")


def _remarks(window: Window, take: Take) -> None:
    """Two rounds of an item; taken back again afterwards."""
    session = window.session
    office = session.data.organisation.name
    given = {"text": office, "day": session.today, "answer": office, "mend": office}
    filing.add_remark(session.workspace, session.year, "O5", given)
    filing.add_remark(session.workspace, session.year, "O5", {"text": office})
    window.go(PageKey.OIT, "O5")
    pane = window.page(PageKey.OIT).pane
    wait_until_idle()
    pane.ui.scroll.ensureWidgetVisible(pane.remarks)
    wait_until_idle()
    take()
    session.undo()
    session.undo()
    wait_until_idle()


FILING: Final[dict[str, Scene]] = {
    "oit-filing": _filed,
    "oit-remarks": _remarks,
}
