"""Scenes of ส่ง-รับ: the board of a round, and the sheet that sends one."""

import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from ita_desktop.domain.collecting import board
from ita_desktop.services.sending import RoundRequest, asked_units, send
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, sheet_scene, wait_until_idle


def _board(window: Window, take: Take) -> None:
    """A round that some units have returned, taken back again afterwards."""
    session = window.session
    data, today = session.data, session.today
    units = tuple(unit.id for unit in asked_units(data)[:6])
    with tempfile.TemporaryDirectory() as name:
        due = today + timedelta(days=14)
        asked = RoundRequest(unit_ids=units, due=due, title="ITA 1", question="IIT ≥ 95?")
        sent = send(session.workspace, session.year, asked, Path(name), today=today)
    states = board(session.workspace.year(session.year), sent.collection, today)
    with session.workspace.change("ส่งรอบ {title}", title=asked.title) as change:
        # The records' own order is that of their keys, which differ from run to run.
        for number, state in enumerate(states[:2]):
            change.update(state.form, returned=today, untaken=number, answer="98")
    window.go(PageKey.COLLECTING)
    wait_until_idle()
    take()
    session.undo()
    session.undo()
    wait_until_idle()


def _send(window: Window) -> None:
    window.go(PageKey.COLLECTING)
    window.page(PageKey.COLLECTING).send()


COLLECTING: Final[dict[str, Scene]] = {
    "collecting-board": _board,
    "collecting-send": partial(sheet_scene, _send),
}
