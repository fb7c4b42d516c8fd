"""What stands over the window for a moment: a file dragged over it, closing while files are being
written, the sheet of a new year over a file of long ago, the table of a circular."""

import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication

from ita_desktop.exchange.source import read_pasted
from ita_desktop.i18n import tr
from ita_desktop.services import workspaces
from ita_desktop.services.frameworks.from_table import read_draft
from ita_desktop.ui.background import Job
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.dialogs.frameworks import LinksSheet
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.saving.leaving import StillWriting
from ita_desktop.ui.widgets.page.side import SideSplit
from ita_desktop.ui.window import Window
from tools.scenes.pages import Scene, Take, fresh_sample, sheet_scene, wait_until_idle

LONG_AGO: Final = 2564
"""The first year with a framework."""


def _dragged(window: Window, take: Take) -> None:
    """A file that would become evidence of an item, before it is let go."""
    window.go(PageKey.OIT, "O12")
    wait_until_idle()
    page = window.page(PageKey.OIT)
    split = page.findChild(SideSplit)
    folded = split.is_folded
    split.fold(False)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(Path(tempfile.gettempdir()) / "ประกาศ.pdf"))])
    copy, left, no_keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    over = QDragEnterEvent(QPoint(50, 50), copy, files, left, no_keys)
    QApplication.sendEvent(page.pane, over)
    take()
    QApplication.sendEvent(page.pane, QDragLeaveEvent())
    split.fold(folded)


def _closing(window: Window, take: Take) -> None:
    """Closing while documents are being saved, which waits: the work goes on after the picture."""
    window.go(PageKey.DOCUMENTS)
    wait_until_idle()
    saving = Job(lambda _progress: None, window.session, keeps_open=True)
    window.work.watch(saving, tr("กำลังบันทึกเอกสาร"))
    saving.progressed.emit(5, 18, "")
    window.close()
    wait_until_idle()
    try:
        take()
    finally:
        for question in window.findChildren(StillWriting):
            question.reject()
        saving.start()
        wait_until_idle()


def _new_year_long_after(window: Window, take: Take) -> None:
    """The years that are offered where the last one of the file is long over."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "เขตเก่า.ita"
        workspaces.create(path, "สำนักงานเขตตัวอย่าง", LONG_AGO).close()
        window.open_file(path, remember=False)
        window.go(PageKey.OIT)
        sheet_scene(lambda window: window.commands.run(Command.NEW_YEAR), window, take)
        window.open_file(fresh_sample(), remember=False)


def _framework_table(window: Window, take: Take) -> None:
    """The items of a circular's table, with those that they continue."""
    items = window.session.data.framework.items_of("OIT")
    rows = [
        ("ข้อ", "ข้อมูล"),
        *(("", f"{item.title} {following.title}") for item, following in pairwise(items)),
    ]
    source = read_pasted(rows, "circular.xlsx")
    draft = read_draft(window.session.workspace, source, max(window.session.years) + 1)
    sheet = LinksSheet(draft, source.name, window)
    sheet.show()
    wait_until_idle()
    try:
        take()
    finally:
        sheet.reject()
        sheet.deleteLater()
        wait_until_idle()


PASSING: Final[dict[str, Scene]] = {
    "framework-table": _framework_table,
    "dragged-file": _dragged,
    "closing": _closing,
    "new-year-long-after": _new_year_long_after,
}
"""What is seen while something is done or decided."""
