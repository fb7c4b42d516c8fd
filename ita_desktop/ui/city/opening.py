"""Opens the window of the city beside the main window."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ita_desktop.i18n import tr
from ita_desktop.ui.city.sources import is_address
from ita_desktop.ui.city.taking import take_measures
from ita_desktop.ui.city.window import CityWindow

if TYPE_CHECKING:
    from ita_desktop.ui.opening.workspace_opener import WorkspaceOpener


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
