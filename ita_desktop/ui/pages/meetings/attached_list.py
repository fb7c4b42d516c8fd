"""The attachments of an agenda item or letter: generated documents and files."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.domain.letters import Attachment
from ita_desktop.i18n import tr
from ita_desktop.paths import open_given
from ita_desktop.ui.outside import offer_kept
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.lines import LineStack

MOST_BYTES = 10_000_000
"""Greatest size of a file in bytes; larger ones slow down copies and backups."""
Attach = Callable[..., str]
"""A service that adds an attachment: title, and ``document``, or ``file_name`` with ``data``."""


class _Attached(Button):
    """An attachment; Delete removes it."""

    removed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, kind=ButtonKind.QUIET, icon_name="paperclip")
        self.key = ""
        self.set_flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)


class AttachedList(LineStack[_Attached]):
    """The attachments, and a button to add one. A click on one opens a menu to open, save and
    remove it."""

    add_requested = Signal()
    removed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: dict[str, Attachment] = {}
        """Attachments that are files, by key."""
        self._locked = False
        self.add = Button(tr("+ แนบเอกสารหรือไฟล์"), self, kind=ButtonKind.QUIET)
        self.add.set_flush()
        self.add.clicked.connect(self.add_requested)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the attachments."""
        return tuple(line.text() for line in self.lines)

    def set_attached(self, attached: Sequence[Attachment], *, locked: bool) -> None:
        """Sets the attachments."""
        self._locked = locked
        self._kept = {row.id: row for row in attached if row.media}
        for line, row in zip(self.fit(len(attached)), attached, strict=True):
            line.key = row.id
            line.setText(row.title.replace("&", "&&"))
            line.updateGeometry()
        for at, widget in enumerate((*self.lines, self.add)):
            self.column.insertWidget(at, widget)
        self.add.setVisible(not locked)

    def make(self, _number: int) -> _Attached:
        line = _Attached(self)
        line.clicked.connect(lambda: self._open_menu(line))
        line.removed.connect(self._remove)
        return line

    def _open_menu(self, line: _Attached) -> None:
        kept = self._kept.get(line.key)
        if self._locked and kept is None:
            return
        menu = QMenu(line)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if kept is not None:
            offer_kept(menu, self._session, kept.media, kept.file_name)
        if not self._locked:
            menu.addAction(tr("เอาออก"), lambda: self._remove(line.key))
        menu.popup(line.mapToGlobal(line.rect().bottomLeft()))

    def _remove(self, key: str) -> None:
        if not self._locked:
            self.removed.emit(key)


def offer_attachments(session: Session, at: QPoint, parent: QWidget, attach: Attach) -> QMenu:
    """Opens a menu of documents and the entry to choose a file; calls ``attach`` with the choice
    inside :meth:`Session.attempt`."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(tr("ไฟล์ในเครื่อง…"), lambda: _attach_file(session, parent, attach))
    menu.addSeparator()
    for document in session.documents:
        put = partial(attach, document.title, document=document.name)
        menu.addAction(tr(document.title), partial(session.attempt, put))
    menu.popup(at)
    return menu


def _attach_file(session: Session, parent: QWidget, attach: Attach) -> None:
    name, _ = QFileDialog.getOpenFileName(parent, tr("เลือกไฟล์ที่จะแนบ"))
    if not name:
        return
    path = Path(name)
    try:
        if path.stat().st_size > MOST_BYTES:
            session.failed.emit(
                tr("{file} ใหญ่เกิน 10 ล้านไบต์ · ย่อไฟล์ก่อน หรือแนบลิงก์แทน", file=path.name)
            )
            return
        with open_given(path) as file:
            data = file.read()
    except OSError:
        session.failed.emit(tr("อ่าน {file} ไม่ได้ ตรวจว่าไฟล์ยังอยู่และเปิดได้", file=path.name))
        return
    session.attempt(lambda: attach(path.stem, file_name=path.name, data=data))
