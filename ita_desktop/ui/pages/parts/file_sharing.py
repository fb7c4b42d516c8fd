"""Imports and exports of parts of the workspace, in another thread; and the entry in a table's menu
that writes its list as an Excel file, to edit and take back.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.background import Progress
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView

LOCKED = "แฟ้มนี้เปิดอ่านได้อย่างเดียว"


def offer_lists(session: Session, table: SheetView, *names: str) -> None:
    """Adds the lists of these names to the menu of a table's headings, which is in that of its
    cells, too."""
    table.header.whole = partial(_add_to_menu, session, table, names)


def _add_to_menu(session: Session, table: SheetView, names: tuple[str, ...], menu: QMenu) -> None:
    from ita_desktop.services.lists.listed import list_named

    if len(names) == 1:
        text = tr("ส่งออกเป็น Excel เพื่อแก้แล้วนำกลับ…")
        menu.addAction(text, partial(save_list, session, table, names[0]))
        return
    several = menu.addMenu(tr("ส่งออกเป็น Excel เพื่อแก้แล้วนำกลับ"))
    for name in names:
        title = tr(list_named(name).kind.title)
        several.addAction(title, partial(save_list, session, table, name))


def save_list(session: Session, table: SheetView, name: str) -> None:
    """Asks for a location, and writes the list of the shown year in another thread."""
    load("ita_desktop.services.lists.listed")
    load("ita_desktop.ui.saving.places")
    from ita_desktop.services.lists.listed import file_name, write_file
    from ita_desktop.ui.saving.places import ask_file, must_be_free

    data = session.data
    proposed = Path.home() / file_name(name, data)
    place = ask_file(table.window(), tr("บันทึกรายการเป็น Excel"), proposed, "Excel")
    if place is None:
        return

    def work(_progress: Progress) -> str:
        must_be_free(place, None)
        write_file(name, data, place.path)
        return place.path.name

    def done(title: str) -> None:
        words = tr("บันทึก {title} แล้ว แก้ใน Excel แล้วลากไฟล์กลับมาวางที่หน้านี้", title=title)
        session.saved.emit(words, place.path)

    session.run(work, done, tr("กำลังบันทึก {title}", title=place.path.name), keeps_open=True)


class FileSharing(QObject):
    """Opens file dialogs and previews above a part of the page."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._over = over

    def _work(
        self,
        what: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        *,
        finishes: bool = False,
    ) -> None:
        """Works in another thread; the result is used if the same year is still shown."""
        session, year = self._session, self._session.year

        def end(result: object) -> None:
            is_asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
            if finishes or (session.year == year and self._over.isVisible() and is_asked is None):
                done(result)

        session.run(work, end, what, finishes=finishes)
