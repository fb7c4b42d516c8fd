"""Opens the window of the city beside the main window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.city.sources import is_address
from ita_desktop.ui.city.window import CityWindow
from ita_desktop.ui.widgets.status import MessageKind

if TYPE_CHECKING:
    from ita_desktop.domain.city.items import LibraryRow
    from ita_desktop.domain.scores.crosswalk import Crosswalk
    from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener
    from ita_desktop.ui.session import Session


def show_city(opener: "WorkspaceOpener", show_help: Callable[[str], object]) -> CityWindow:
    """Opens the window, or raises it. It closes with the main window; ``show_help`` opens a chapter
    of the manual."""
    known = next((shown for shown in _windows() if shown.isVisible()), None)
    if known is not None:
        known.come_forward()
        return known
    frame = opener.frame
    window = CityWindow(opener.settings)
    window.help_requested.connect(show_help)
    window.file_requested.connect(lambda source: _open_file(opener, source))
    window.measures_requested.connect(
        lambda rows, crosswalk: window.show_message(*take_measures(opener.session, rows, crosswalk))
    )
    frame.closing.connect(window.close)
    window.open_over(frame)
    return window


def _windows() -> list[CityWindow]:
    return [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, CityWindow)]


def _open_file(opener: "WorkspaceOpener", source: str) -> None:
    """Shows a district's file in the main window, read-only."""
    opener.frame.come_forward()
    path = Path(source)
    if is_address(source) or path.suffix.lower() != ".ita":
        opener.frame.show_failure(tr("แหล่งข้อมูลนี้ไม่ใช่แฟ้มงาน .ita จึงเปิดที่นี่ไม่ได้ · ดูผลได้ในภาพรวมเมือง"))
        return
    opener.begin(path, remember=False, read_only=True)


# Takes measures of the library over into the year that the main window shows.


def take_measures(
    session: "Session | None", rows: "Sequence[LibraryRow]", crosswalk: "Crosswalk"
) -> tuple[MessageKind, str]:
    """Takes the measures of ``rows`` over by one edit; returns what to report on it."""
    if session is None:
        return MessageKind.WARNING, tr("ยังไม่มีแฟ้มงานที่เปิดอยู่ · เปิดแฟ้มที่จะใส่มาตรการก่อน")
    from ita_desktop.services.city.library import take_over

    try:
        made = take_over(session.workspace, session.year, rows, crosswalk)
    except ItaError as error:
        return MessageKind.WARNING, sentence(error)
    text = tr(
        "เพิ่ม {count} มาตรการในปี {year} พร้อมที่มาแล้ว · กำหนดผู้รับผิดชอบและระยะเวลาที่หน้ามาตรการ",
        count=len(made),
        year=session.year,
    )
    return MessageKind.GOOD, text
