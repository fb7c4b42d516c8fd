"""เปลี่ยนรหัสผ่านของฉัน: the dialog for another password of this login in shared work."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from ita_desktop.i18n import tr
from ita_desktop.storage.server.shared import LEAST_PASSWORD
from ita_desktop.ui.dialogs.sheet_work import SheetWork
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.field import Field, labelled
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ita_desktop.storage.server.live.sharing import Sharing


class _SheetSize:
    HEIGHT: Final = 280


class PasswordSheet(Sheet):
    """Changes the password in another thread; what the server refuses is told, and the dialog
    stays."""

    about = "new-password"

    def __init__(self, session: Session, shared: "Sharing", parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, _SheetSize.HEIGHT))
        self._session = session
        self._shared = shared
        self.password = Field("", example=tr("อย่างน้อย {count} ตัวอักษร", count=LEAST_PASSWORD))
        self.again = Field("", example=tr("พิมพ์อีกครั้ง"))
        self.answer = ThaiLabel("", style=Text.LABEL, tone=Tone.LATE, most=0)
        content = QWidget()
        vbox(
            labelled(tr("รหัสผ่านใหม่"), self.password, stretch=1),
            labelled(tr("อีกครั้ง"), self.again, stretch=1),
            self.answer,
            None,
            on=content,
            margins=(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S),
            gap=Space.S,
        )
        self.body.addWidget(content, 1)
        self.work = SheetWork(self, self._check, session)
        for field in (self.password, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textChanged.connect(self._check)
        about = tr("ใช้กับงานร่วมนี้ทุกเครื่อง เครื่องอื่นที่จำรหัสผ่านเดิมไว้จะถามใหม่")
        self.set_title(tr("เปลี่ยนรหัสผ่านของ {login}", login=shared.me.login), about)
        self._check()
        self.password.setFocus()

    def _check(self) -> None:
        first, second = self.password.text(), self.again.text()
        blocked = ""
        if len(first) < LEAST_PASSWORD:
            blocked = tr("พิมพ์รหัสผ่านใหม่อย่างน้อย {count} ตัวอักษร", count=LEAST_PASSWORD)
        elif first != second:
            blocked = tr("พิมพ์ให้เหมือนกันทั้งสองช่อง")
        self.answer.setText("")
        self.set_accept(tr("เปลี่ยนรหัสผ่าน"), blocked=blocked)

    def accept(self) -> None:
        """Changes the password, and closes once the server has it."""
        if not self.accept_button.isEnabled() or self.work.is_going:
            return
        password = self.password.text()
        self.work.begin(
            tr("กำลังเปลี่ยนรหัสผ่าน"),
            lambda _progress: self._shared.change_password(password),
            self._end,
            self.answer.setText,
            decided=True,
        )

    def _end(self, _done: object) -> None:
        super().accept()
        self._session.notified.emit(tr("เปลี่ยนรหัสผ่านแล้ว"), False)
