"""The buttons of a collection round on other pages: out with what the page shows, and back."""

from collections.abc import Callable

from ita_desktop.i18n import tr
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.collecting.preset import RoundPreset
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.page.header import PageHeader


class RoundButtons:
    """Two buttons in the header of a page; their texts go first where space is short."""

    def __init__(
        self, header: PageHeader, session: Session, preset: Callable[[], RoundPreset]
    ) -> None:
        self._header = header
        self._session = session
        self._preset = preset
        self.take = header.add_button(Button(tr("รับกลับ…"), icon_name="download"), yields=True)
        self.send = header.add_button(Button(tr("ส่งรอบใหม่…"), icon_name="upload"), yields=True)
        self.take.setToolTip(tr("รับไฟล์หรืออีเมลที่หน่วยส่งคืน"))
        self.send.setToolTip(tr("ส่งแบบให้แต่ละหน่วยกรอกเรื่องที่แสดงอยู่"))
        self.take.clicked.connect(self._take_back)
        self.send.clicked.connect(self._send)

    def show(self, *, shown: bool = True) -> None:
        """Shows or hides the buttons, and blocks them in a workspace that is only read."""
        for button in (self.take, self.send):
            button.setVisible(shown)
            button.block(self._session.locked)

    def _send(self) -> None:
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import send_round

        send_round(self._session, self._header.window(), self._preset())

    def _take_back(self) -> None:
        load("ita_desktop.ui.pages.collecting.sending")
        from ita_desktop.ui.pages.collecting.sending import take_back

        take_back(self._session, self._header.window())


def shown_rows(table: SheetView) -> frozenset[str]:
    """Returns the ids of the selected rows if they are several, else of those that pass the filters
    if there are any; empty for all rows."""
    chosen = table.selected_ids()
    if len(chosen) > 1:
        return frozenset(chosen)
    if table.sheet.how.filtered:
        return frozenset(row.id for row in table.sheet.rows_passing())
    return frozenset()
