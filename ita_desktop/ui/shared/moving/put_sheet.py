"""ย้ายแฟ้มนี้ขึ้นเครื่องแม่ข่าย: the dialog to move the open file into an empty database."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.background import Progress
from ita_desktop.ui.opening.shared_place import SharedPlace
from ita_desktop.ui.session import Session
from ita_desktop.ui.shared.login.connect_sheet import ConnectSheet, keep_password

if TYPE_CHECKING:
    from ita_desktop.services.server.moving import Moved


class PutSheet(ConnectSheet):
    """Moves in another thread, and stays open with a sentence where that fails. Accepted,
    :attr:`moved_to` is where the work is now."""

    about = "put"

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._moving = session.workspace
        self.moved_to: SharedPlace | None = None
        self.moved: Moved | None = None
        super().__init__(session.settings, parent)
        about = tr("ลงในฐานข้อมูลว่างที่คุณเป็นผู้ดูแล ทั้งข้อมูล ไฟล์แนบ และประวัติ แฟ้มนี้ยังอยู่อย่างเดิม")
        self.set_title(tr("ย้ายแฟ้มนี้ขึ้นเครื่องแม่ข่าย"), about)

    def accept(self) -> None:
        """Moves the file; on failure the dialog stays open."""
        place = None if self.work.is_going else self._read_place()
        if place is None or not self.accept_button.isEnabled():
            return
        workspace, keeps = self._moving, self.keeps.isChecked()

        def work(progress: Progress) -> "tuple[Moved, bool]":
            from dataclasses import replace

            from ita_desktop.services.server import moving
            from ita_desktop.storage.server.address import parse_address

            address = replace(parse_address(place.address), password=place.password)
            moved = moving.put(workspace, address, progress)
            return moved, not keeps or keep_password(place)

        def done(end: "tuple[Moved, bool]") -> None:
            (self.moved, self.kept), self.moved_to = end, place
            self.done(self.DialogCode.Accepted)

        self._begin(tr("กำลังย้ายขึ้น {name} และเทียบทั้งสองฝั่ง", name=place.name), work, done)

    def _check(self) -> None:
        super()._check()
        blocked = self.accept_button.toolTip() if not self.accept_button.isEnabled() else ""
        self.set_accept(tr("ย้ายขึ้นแล้วเปิด"), blocked=blocked)
