"""Evidence in dragged or copied data: files, links, and text lines with links."""

from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from ita_desktop.domain.oit.proofs import is_address
from ita_desktop.i18n import tr
from ita_desktop.services.oit.evidence import EvidencePlace, links_in, of_file
from ita_desktop.ui.loading.asked import is_amid_something, later
from ita_desktop.ui.opening.dropped_files import lists_in, open_import, take_copies
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView


class _Anchors(HTMLParser):
    """Collects the link texts in HTML from the clipboard."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, str] = {}
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if self._link:
            text = f"{self.words.get(self._link, '')} {data}"
            self.words[self._link] = " ".join(text.split())


def may_hold_evidence(data: QMimeData) -> bool:
    """Returns whether the data may contain evidence; called for each drag move."""
    return data.hasUrls() or data.hasText()


def evidence_in(data: QMimeData, workspace: Path | None) -> tuple[EvidencePlace, ...]:
    """Returns the files and web addresses in dragged or copied data."""
    titles = _titles(data)
    found = []
    for url in data.urls():
        location = url.toString()
        if url.isLocalFile():
            found.append(of_file(Path(url.toLocalFile()), workspace))
        elif is_address(location):
            found.append(EvidencePlace(location, _title(titles, location)))
    if found:
        return tuple(found)
    return tuple(
        link if link.title else EvidencePlace(link.location, _title(titles, link.location))
        for link in links_in(data.text())
    )


def _titles(data: QMimeData) -> dict[str, str]:
    reader = _Anchors()
    if data.hasHtml():
        reader.feed(data.html())
    return reader.words


def _title(titles: dict[str, str], location: str) -> str:
    words = titles.get(location, "")
    return "" if is_address(words) else words


class RowDrops(QObject):
    """Takes what is dropped on the row of an item, which is chosen meanwhile, as its evidence, and
    what is pasted there. A file that may as well contain a list is asked about; beside the rows it
    is imported as anywhere in the window."""

    def __init__(
        self,
        session: Session,
        table: SheetView,
        take: Callable[[Sequence[EvidencePlace]], None],
        paste: Callable[[], None],
    ) -> None:
        super().__init__(table)
        self._session = session
        self._table = table
        self._take = take
        self._paste = paste
        table.viewport().setAcceptDrops(True)
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        data, place = event.mimeData(), event.position().toPoint()
        item = self._item_at(place) if may_hold_evidence(data) else ""
        lists = lists_in(data)
        if self._session.is_locked or is_amid_something() or not (item or lists):
            event.ignore()
            return True
        take_copies(event)
        if item:
            self._choose(self._table.indexAt(place))
        if event.type() == QEvent.Type.Drop:
            given = evidence_in(data, self._session.workspace.path) if item else ()
            # The program that it was dragged from waits until this returns.
            later(self, 0, lambda: self._dropped(item, given, lists, place))
        return True

    def paste(self) -> None:
        """Takes copied files; those that hold no list, as the page takes them."""
        data, place = QGuiApplication.clipboard().mimeData(), self._current_place()
        lists = () if self._session.is_locked else lists_in(data)
        if not lists:
            self._paste()
            return
        given = evidence_in(data, self._session.workspace.path)
        self._dropped(self._item_at(place), given, lists, place)

    def _current_place(self) -> QPoint:
        """Returns a place in the current row."""
        return self._table.visualRect(self._table.currentIndex()).center()

    def _choose(self, index: QModelIndex) -> None:
        """Makes the row current, without scrolling: none may move below what is dragged."""
        table = self._table
        if table.currentIndex().row() != index.row():
            table.setAutoScroll(False)
            first = table.header.visualIndex(table.header.spans()[0].logical)
            table.selecting.go(index.row(), first, show=False)
            table.setAutoScroll(True)

    def _item_at(self, place: QPoint) -> str:
        """Returns the item in whose row a place is; empty if it is in none."""
        index = self._table.indexAt(place)
        row = self._table.sheet.lines[index.row()].row.id if index.isValid() else ""
        return row if row in self._session.progress else ""

    def _dropped(
        self, item: str, given: Sequence[EvidencePlace], lists: Sequence[Path], place: QPoint
    ) -> None:
        if not lists:
            self._take(given)
        elif not item:
            open_import(self._session, lists, self._table.window())
        else:
            menu = QMenu(self._table)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            words = tr("เพิ่มเป็นหลักฐานของ {item}", item=item)
            menu.setActiveAction(menu.addAction(words, lambda: self._take(given)))
            menu.addAction(
                tr("นำเข้าตารางในไฟล์…"),
                lambda: open_import(self._session, lists, self._table.window()),
            )
            menu.popup(self._table.viewport().mapToGlobal(place))
