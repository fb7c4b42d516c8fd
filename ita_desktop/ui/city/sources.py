"""Where the districts are read from: folders, files and addresses, remembered without passwords."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.domain.errors import InputError
from ita_desktop.i18n import sentence, tr
from ita_desktop.settings import Memory, stored_texts
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.opening.dropped_files import take_copies
from ita_desktop.ui.pages.parts.popups import NamePopup
from ita_desktop.ui.shared.editor_events import FilesPastedEvent
from ita_desktop.ui.storing import refused
from ita_desktop.ui.widgets.button import Button, take_out
from ita_desktop.ui.widgets.fields.field import pastes_files

_KEPT: Final = "sources"


class CitySources(QObject):
    """The sources, and the menu of a button that adds and removes them; so do files that are pasted
    or dropped in the window. ``changed`` is emitted when they are others."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, memory: Memory, button: Button, window: QWidget) -> None:
        super().__init__(window)
        self._memory = memory
        self._window = window
        self._button = button
        self._typed: dict[str, str] = {}
        """Addresses as they were typed, with their passwords, by what is remembered of them."""
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        button.setMenu(menu)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, FilesPastedEvent):
            self._paste(is_typed=event.is_typed)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if not pastes_files(event):
                return False
            self._paste()
        elif not isinstance(event, QDropEvent) or not (given := _sources_in(event.mimeData())):
            return False
        else:
            take_copies(event)
            if event.type() == QEvent.Type.Drop:
                # The program that it was dragged from waits until this returns.
                later(self, 0, lambda: self.add(*given))
        return True

    def _paste(self, *, is_typed: bool = False) -> None:
        """Adds copied files, or says which ones can be added."""
        given = _sources_in(QGuiApplication.clipboard().mimeData())
        if is_typed:
            text = "ไฟล์ที่คัดลอกไว้วางเป็นข้อความไม่ได้ · ปิดช่องนี้ก่อน แล้ววางอีกครั้งเพื่อเพิ่มเป็นแหล่งข้อมูล"
            self.failed.emit(tr(text))
        elif given:
            self.add(*given)
        else:
            text = "ไฟล์ที่คัดลอกไว้ไม่ใช่แฟ้มของเขต · วางได้โฟลเดอร์ แฟ้ม .ita และไฟล์ผลประเมิน"
            self.failed.emit(tr(text))

    @property
    def kept(self) -> list[str]:
        """The sources as they are remembered and shown."""
        return stored_texts(self._memory.get(_KEPT, []))

    def to_read(self) -> list[Path | str]:
        """Returns the sources as they are read: paths, and addresses."""
        return [
            self._typed.get(source, source) if is_address(source) else Path(source)
            for source in self.kept
        ]

    def _fill(self, menu: QMenu) -> None:
        take_out(menu)
        menu.addAction(tr("เพิ่มโฟลเดอร์…"), self.ask_folder)
        menu.addAction(tr("เพิ่มแฟ้มหรือไฟล์ผลประเมิน…"), self.ask_files)
        menu.addAction(tr("เพิ่มที่อยู่งานร่วม…"), self.ask_address)
        if self.kept:
            menu.addSeparator()
        for source in self.kept:
            words = tr("เลิกอ่าน {source}", source=source)
            menu.addAction(words, partial(self.remove, source))

    def ask_folder(self) -> None:
        """Asks for a folder and adds it."""
        start = next((source for source in self.kept if not is_address(source)), str(Path.home()))
        chosen = QFileDialog.getExistingDirectory(self._window, tr("โฟลเดอร์แฟ้มของเขต"), start)
        if chosen:
            self.add(chosen)

    def ask_files(self) -> None:
        """Asks for workspaces or result files and adds them."""
        kinds = (
            tr("แฟ้มงานและผลประเมิน") + " (*.ita *.xlsx *.xls *.pdf *.docx *.csv *.json *.ods *.odt)",
            tr("ทุกไฟล์") + " (*)",
        )
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, tr("แฟ้มของเขต"), str(Path.home()), ";;".join(kinds)
        )
        self.add(*chosen)

    def ask_address(self) -> None:
        """Asks for the address of shared work and adds it."""
        popup = NamePopup(tr("ที่อยู่งานร่วม"), "", tr("เพิ่ม"), self._window)
        popup.field.set_example("postgresql://user@server/database")
        popup.named.connect(self._add_typed)
        below = self._button.mapToGlobal(self._button.rect().bottomLeft())
        popup.open_below(below, self._window)

    def _add_typed(self, text: str) -> None:
        from ita_desktop.storage.server.address import parse_address

        try:
            address = parse_address(text)
        except InputError as error:
            refused(sentence(error))
            self.failed.emit(sentence(error))
            return
        self.add(text.strip(), kept=address.text)

    def add(self, *sources: str, kept: str = "") -> None:
        """Adds sources; an address is remembered as ``kept``, which has no password."""
        for source in sources:
            self._typed[kept or source] = source
        new = (kept,) if kept else sources
        self._keep(list(dict.fromkeys((*self.kept, *new))), anew=bool(sources))

    def remove(self, source: str) -> None:
        """Takes a source out."""
        self._keep([kept for kept in self.kept if kept != source], anew=True)

    def _keep(self, sources: list[str], *, anew: bool) -> None:
        self._memory.set(_KEPT, sources)
        if anew:
            self.changed.emit()


def _sources_in(data: QMimeData) -> tuple[str, ...]:
    """Returns the folders and files that were dragged or copied, if all can be sources."""
    from ita_desktop.services.city.reading import may_be_read

    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    are_sources = len(paths) == len(data.urls()) and all(map(may_be_read, paths))
    return tuple(map(str, paths)) if are_sources else ()


def is_address(source: str) -> bool:
    """Returns whether a source is the address of a server."""
    from ita_desktop.storage.server.address import is_address as is_server

    return is_server(source)
