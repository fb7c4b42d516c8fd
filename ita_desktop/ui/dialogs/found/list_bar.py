"""Below a list of what an import leaves: copies it, saves it as an Excel file, and prints it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.dialogs.previews.asking import ask_list_place
from ita_desktop.ui.opening.saved_files import saved
from ita_desktop.ui.saving.places import must_be_free
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox
from ita_desktop.ui.widgets.button import Button, MoreButton
from ita_desktop.ui.widgets.status import Message, MessageKind


class ListBar(QWidget):
    """What can be done with a table of entries; each takes all that are listed."""

    told = Signal(object)
    """Carries a message on what was done."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._table: SheetView | None = None
        self._title = ""
        self.copy_button = Button(tr("คัดลอกทั้งรายการ"), self, icon_name="copy")
        self.copy_button.clicked.connect(self.copy)
        self.more = MoreButton(self._offer_more)
        edges = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        hbox(
            self.copy_button,
            self.more,
            None,
            on=self,
            margins=edges,
            gap=Space.S,
        )

    def show_for(self, table: SheetView, source: str) -> None:
        """Shows the buttons for what a ``table`` lists of a file named ``source``."""
        self._table = table
        self._title = f"{table.accessibleName()} {source}"
        self.setVisible(bool(table.sheet.all_rows()))

    def _offer_more(self, menu: QMenu) -> None:
        menu.addAction(tr("บันทึกเป็น Excel…"), self.save)
        menu.addAction(tr("พิมพ์รายการ…"), self.print_list)

    def copy(self) -> None:
        """Copies the whole list with its headings."""
        if self._table is not None:
            count = self._table.acting.copy_all()
            words = tr("คัดลอก {count} แห่งแล้ว วางใน Excel หรือ Word ได้", count=count)
            self.told.emit(Message(MessageKind.GOOD, words))

    def save(self) -> None:
        """Asks for a place, and writes the whole list there in another thread."""
        table, title = self._table, self._title
        place = ask_list_place(self._session, self, title) if table is not None else None
        if table is None or place is None:
            return
        headings, rows = table.acting.entries()

        def write(_progress: Progress) -> Path:
            from ita_desktop.services.imports.ledger.entries import write_list

            must_be_free(place, None)
            return write_list(title, headings, rows, place.path)

        job = Job(write, self._session, keeps_open=True)
        job.done.connect(lambda path: self._tell_saved(path, len(rows)))
        job.failed.connect(lambda problem: self._tell(Message(MessageKind.BAD, problem)))
        job.start()

    def print_list(self) -> None:
        """Makes pages of the whole list in another thread, and asks for a printer."""
        table, title = self._table, self._title
        if table is None:
            return
        headings, rows = table.acting.entries()

        def made(_progress: Progress) -> bytes:
            from ita_desktop.services.imports.ledger.entries import list_pages

            return list_pages(title, headings, rows)

        job = Job(made, self._session)
        job.done.connect(self._print)
        job.failed.connect(lambda problem: self._tell(Message(MessageKind.BAD, problem)))
        job.start()

    def _print(self, pdf: bytes) -> None:
        from ita_desktop.ui.pages.documents import printing as document_printing
        from ita_desktop.ui.pages.documents.preview.pages import PreviewPages

        if not isValid(self):
            return
        pages = PreviewPages(pdf)
        try:
            printer = document_printing.ask(pages, self._title, self)
        except document_printing.NoPrinterError:
            words = tr("ไม่พบเครื่องพิมพ์ในเครื่องนี้ · บันทึกเป็น Excel แล้วพิมพ์จากเครื่องอื่น")
            self._tell(Message(MessageKind.BAD, words))
            return
        if printer is not None:
            job = document_printing.print_job(pages, printer)
            job.done.connect(
                lambda count: self._tell(document_printing.printed(printer, pages, count))
            )
            job.failed.connect(lambda problem: self._tell(Message(MessageKind.BAD, problem)))
            job.start()

    def _tell_saved(self, path: Path, count: int) -> None:
        words = tr("บันทึก {count} แห่งเป็น {file} แล้ว", count=count, file=path.name)
        if isValid(self):
            self.told.emit(saved(words, path.parent, path))
        else:
            self._session.saved.emit(words, path)

    def _tell(self, message: Message) -> None:
        if isValid(self):
            self.told.emit(message)
        else:
            self._session.failed.emit(message.sentence)
