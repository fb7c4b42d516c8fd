"""A collection round from other pages: out with what the page shows, and back."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.collection_rounds import RoundPreset
from ita_desktop.i18n import tr
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView


class RoundEntries:
    """Two entries of a page's menu."""

    def __init__(self, page: QWidget, session: Session, preset: Callable[[], RoundPreset]) -> None:
        self._page = page
        self._session = session
        self._preset = preset

    def add_to(self, menu: QMenu) -> None:
        """Adds both entries, unless the workspace is only read."""
        if not self._session.locked:
            menu.addAction(tr("ส่งรอบใหม่…"), self.send)
            menu.addAction(tr("รับกลับ…"), self.take_back)

    def send(self) -> None:
        """Asks each unit for what the page shows."""
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import send_round

        send_round(self._session, self._page.window(), self._preset())

    def take_back(self) -> None:
        """Takes files or mails that units have sent back."""
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import take_back

        take_back(self._session, self._page.window())


def shown_rows(table: SheetView) -> frozenset[str]:
    """Returns the ids of the selected rows if they are several, else of those that pass the filters
    if there are any; empty for all rows."""
    chosen = table.selected_ids()
    if len(chosen) > 1:
        return frozenset(chosen)
    if table.sheet.how.filtered:
        return frozenset(row.id for row in table.sheet.rows_passing())
    return frozenset()
