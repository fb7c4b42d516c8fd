"""เอกสาร: the list of documents, what is missing in them, their preview; printing and saving."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.documents.kinds import Format, Profile, ReportContext, Subject
from ita_desktop.documents.registry import kind as document_kind
from ita_desktop.domain.collection_rounds import AskedSubject, RoundPreset
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.text import Digits
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.documents import batch, exporting, paper_subjects, wordings
from ita_desktop.services.documents.exporting import listing
from ita_desktop.services.documents.moments import moments
from ita_desktop.services.documents.paper_subjects import NamedSubject
from ita_desktop.services.places import BOOK, CHAPTERS, PageKey, is_printed, paper_of, rows_of
from ita_desktop.settings import stored_choice
from ita_desktop.ui.keyboard import SAVE_DOCUMENT, TURN_PREVIEW
from ita_desktop.ui.loading.asked import later, load
from ita_desktop.ui.pages.documents import printing as document_printing
from ita_desktop.ui.pages.documents.form import FormController
from ita_desktop.ui.pages.documents.list import (
    DocumentList,
    DocumentRow,
    document_groups,
    moment_groups,
)
from ita_desktop.ui.pages.documents.pane import DocumentPane, WordingController, add_actions
from ita_desktop.ui.pages.documents.preview import DocumentMaker, PreviewPages
from ita_desktop.ui.pages.documents.saving import KEEP, SaveController, SignedController, keep_offer
from ita_desktop.ui.pages.page import Page, add_key, add_page_key
from ita_desktop.ui.pages.parts.file_sharing import RoundEntries
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button, MoreButton
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.page.side import SideSplit
from ita_desktop.ui.widgets.status import Message

if TYPE_CHECKING:
    from ita_desktop.ui.pages.documents.book import ChaptersPart

SETTLED: Final = 150
"""Delay of the preview after the last change, in ms."""
DIGITS: Final = "documents.digits"
DUE: Final = "documents.due"
_ASKED: Final = {
    PageKey.OIT: (AskedSubject.OIT,),
    PageKey.MEASURES: (AskedSubject.MEASURES,),
    PageKey.ROSTER: (AskedSubject.PEOPLE,),
}
"""What a new round asks while a document of the page is selected."""


class DocumentsPage(Page):
    """The list at the left, the preview of the selected document at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._shown: tuple[ReportContext, str, Digits] | None = None
        self._profile = Profile.PUBLIC
        """The readers of confidential documents; not stored, so that nothing internal is printed
        because of an earlier choice."""
        self._subjects: dict[Subject, str] = {}
        """The selected order, meeting and letter; by default the newest."""
        self._items: tuple[str, ...] | None = None
        """The only items of the document ``_items_of``; None: all."""
        self._items_of = ""
        self._groups: list[RowGroup] = []
        """The documents by group."""
        self._prints = ""
        """The document to be printed as soon as its pages are there."""
        self._year = 0
        self._counts = ""
        self.header = PageHeader(tr("เอกสาร"))
        self.rounds = RoundEntries(self, session, self._preset)
        self.pane_button = self.header.add_button(
            Button(tr("ตัวอย่าง"), icon_name="panel-right-open")
        )
        self.all_button = self.header.add_button(
            Button(tr("บันทึกหลายฉบับ…"), icon_name="folder-open")
        )
        self.more_button = self.header.add_button(MoreButton(self._add_more))
        self.back_button = self.header.add_button(
            Button(tr("กลับไปรายการเอกสาร"), icon_name="chevron-left")
        )
        self.back_button.hide()
        self.list = DocumentList(session.memory)
        self.table = self.list.table
        self.chapters: ChaptersPart | None = None
        """The chapters of the book of measures, once opened."""
        self.pane = DocumentPane()
        self.making = DocumentMaker(self)
        self.saving = SaveController(session, self)
        self.wording = WordingController(session, self.pane)
        self.form = FormController(session, self.pane)
        self.signed = SignedController(session, self.pane, self)
        self._wait = QTimer(self, singleShot=True, interval=SETTLED)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        main = QWidget()
        self._column = vbox(self.header, (self.list, 1), on=main)
        memory = self.session.memory
        self.split = SideSplit(main, self.pane, memory, "documents.pane", self, width=Width.PREVIEW)
        vbox(self.split, on=self)

    def _connect(self) -> None:
        self._wait.timeout.connect(self._make)
        self.making.made.connect(self._show_pages)
        self.making.failed.connect(self.pane.show_failure)
        self.table.current_changed.connect(self._show_document)
        self.table.detail_requested.connect(self._focus_preview)
        self.table.menu_requested.connect(self._add_to_menu)
        for part in (self.table, self.pane):
            part.gap_opened.connect(lambda gap: self.go.emit(gap.page, gap.target))
        self.pane.digits_chosen.connect(self._choose_digits)
        self.pane.profile_chosen.connect(self._choose_profile)
        self.pane.choice_made.connect(self._choose)
        self.pane.subject_requested.connect(self._offer_subjects)
        self.pane.subject_chosen.connect(self._choose_subject)
        self.pane.all_items_requested.connect(self._take_all_items)
        self.pane.due_chosen.connect(self._choose_due)
        self.pane.print_requested.connect(self.print_document)
        self.pane.save_requested.connect(self.save_document)
        self.pane.widths_button.clicked.connect(self._adjust_widths)
        self.pane.view.clicked.connect(self._word)
        self.wording.list_requested.connect(self.follow)
        self.pane.chapters_button.clicked.connect(self._turn_chapters)
        self.pane.parts_button.clicked.connect(lambda: self.form.choose_parts(self.context))
        self.pane.filing_button.clicked.connect(lambda: self.go.emit(PageKey.OIT, "filing"))
        self.back_button.clicked.connect(self.close_chapters)
        self.pane.fold_requested.connect(self.split.turn)
        self.pane.exited.connect(lambda: self._list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.pane_button.clicked.connect(self.split.turn)
        self.all_button.clicked.connect(self.save_all)
        self.signed.drafted.connect(lambda name, key: self.show_target(f"{name}#{key}"))
        self.saving.begun.connect(self.working)
        self.saving.notified.connect(self.notified)
        self.split.folded.connect(lambda _folded: self._offer_pane())
        self.split.covered.connect(self.list.spare)
        add_page_key(self, TURN_PREVIEW, self.split.turn)
        add_key(self, SAVE_DOCUMENT, self.save_usual, with_children=True)

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the stops of F6: list, buttons, preview."""
        return (self._list, self.pane.print_button, self.pane.view)

    @property
    def _list(self) -> QWidget:
        """The list at the left: documents, or chapters."""
        chapters = self.chapters
        return chapters.table if chapters is not None and self.shows_chapters else self.table

    @property
    def shows_chapters(self) -> bool:
        """Whether the chapters of the book replace the list of documents."""
        return self.chapters is not None and not self.chapters.isHidden()

    # -- content

    def refresh(self) -> None:
        year = self.session.year
        if year != self._year:
            self._subjects.clear()
            self._items = None
        data, about = self.session.data, self._remembered_subjects()
        chosen = {of: subject.key for of, subject in about.items()}
        keys = " ".join(chosen.values())
        listed = self.session.cached(
            ("documents", year, keys),
            lambda: listing(data, self.session.previous, chosen, self.session.today),
        )
        rows = self.session.cached_today(
            f"documents.rows {keys}", lambda: document_groups(listed, about)
        )
        self._groups = rows
        explicit = dict(self._subjects)
        now = self.session.cached_today(
            f"documents.now {keys} {sorted(explicit)}",
            lambda: moment_groups(
                ReportContext(data, self.session.previous, day=self.session.today),
                moments(self.session.step_context(), listed),
                listed,
                about,
                explicit,
            ),
        )
        self.list.show_groups(now, rows, self.session.today, other=year != self._year)
        self._year = year
        ready = sum(document.ready for document in listed)
        self._counts = tr("{count} ฉบับ · พร้อมพิมพ์ {ready}", count=len(listed), ready=ready)
        if self.row is None and listed:
            self.table.go_to(next((row.id for of in self.list.groups for row in of.rows), ""))
        self._show_document()
        self._show_head()

    def show_target(self, target: str) -> None:
        """Handles targets: a document's name, or ``name#KEY`` for an order, meeting or letter."""
        name, about = paper_of(target)
        subject, items = rows_of(about)
        if name and (name, subject) != (BOOK, CHAPTERS):
            self.close_chapters()
        of = next(
            (document.of for document in self.session.documents if document.name == name),
            Subject.YEAR,
        )
        if (subject or items is not None) and of is not Subject.YEAR:
            self._subjects[of] = subject
        if about or self._items is not None:
            self._items, self._items_of = items, name
            self.refresh()
        if self.list.go_to(name):
            self.split.fold(False)
        if is_printed(target):
            self.print_soon()
        if (name, subject) == (BOOK, CHAPTERS):
            self.open_chapters()

    def hidden_part(self, target: str) -> str:
        chapters = target == f"{BOOK}#{CHAPTERS}"
        return tr("บทของเล่ม") if chapters and not self.shows_chapters else ""

    @property
    def row(self) -> DocumentRow | None:
        """The selected document."""
        row = self.table.current_row()
        return row if isinstance(row, DocumentRow) else None

    def _preset(self) -> RoundPreset:
        """Returns what a new round asks: what the selected document is about."""
        page = document_kind(self.row.id).page if self.row is not None else None
        about = _ASKED.get(page) if page is not None else None
        return RoundPreset(about) if about is not None else RoundPreset()

    def digits(self, row: DocumentRow) -> Digits:
        """Returns the digits selected for a document."""
        kept = self.session.memory.get(DIGITS, {}).get(row.id)
        return stored_choice(kept, Digits) or row.digits

    @property
    def context(self) -> ReportContext:
        """Returns the report context of the selected document."""
        return self._context_of(self.row)

    def _context_of(self, row: DocumentRow | None) -> ReportContext:
        """Returns the report context of a document; the same object until something is written."""
        session, profile = self.session, self._profile
        subject = row.subject if row is not None else ""
        items = self._items if row is not None and row.id == self._items_of else None
        due = self._with_due and row is not None and row.id == exporting.OF_ITEMS

        def find() -> ReportContext:
            made = exporting.context_of(
                session.workspace, session.data, session.previous, profile, subject
            )
            return replace(made, items=items, with_due=due)

        return session.cached(
            ("material", session.year, profile, subject, session.today, items, due), find
        )

    @property
    def _with_due(self) -> bool:
        return bool(self.session.memory.get(DUE))

    def _remembered_subjects(self) -> dict[Subject, NamedSubject]:
        wanted = tuple(self._subjects.items())
        return self.session.cached(
            ("documents.about", self.session.year, wanted), self._current_subjects
        )

    def _current_subjects(self) -> dict[Subject, NamedSubject]:
        """Returns the current order, meeting and letter of documents."""
        data, day = self.session.data, self.session.today
        found = {of: paper_subjects.chosen(data, of, self._subjects, day) for of in Subject}
        return {of: subject for of, subject in found.items() if subject is not None}

    def _offer_subjects(self) -> None:
        """Lists the possible subjects of the selected document, with their states."""
        row, session = self.row, self.session
        if row is None:
            return
        offered = []
        for subject in paper_subjects.subjects(session.data, row.of, session.today):
            context = replace(self.context, subject=subject.key)
            ready = not exporting.missing(context, row.id)
            offered.append((subject.key, in_language(subject.words), ready))
        self.pane.offer(offered)

    def _choose_subject(self, key: str) -> None:
        row = self.row
        if row is not None:
            self._subjects[row.of] = key
            self._items = None
            self.refresh()

    def _take_all_items(self) -> None:
        self._items = None
        self.refresh()

    def _choose_due(self, due: bool) -> None:
        self.session.memory.set(DUE, due)
        self._show_document()

    def _choose(self, choice: DocumentOption, on: bool) -> None:
        """Stores an option of the document; the preview follows the change."""
        row = self.row
        if row is not None:
            self.session.write(wordings.choose_options, row.id, choice, on=on)

    def _choose_profile(self, profile: Profile) -> None:
        self._profile = profile
        self._show_document()

    def _choose_digits(self, digits: Digits) -> None:
        row = self.row
        if row is not None:
            memory = self.session.memory
            memory.set(DIGITS, {**memory.get(DIGITS, {}), row.id: digits.value})
            self._show_document()

    def _show_document(self, _row_id: str = "") -> None:
        """Shows title and buttons at once, the preview after a delay."""
        row = self.row
        if row is None:
            return
        if row.id != self._prints:
            self._prints = ""
        digits = self.digits(row)
        self.pane.show_document(row, digits, self._profile)
        items = self._items if row.id == self._items_of else None
        self.pane.show_chosen(
            wordings.offered_options(self.session.data, row.id),
            wordings.chosen_options(self.session.data, row.id),
            locked=self.session.is_locked,
        )
        self.signed.show(self._context_of(row), row.id, digits)
        if self._shown_now:
            self.signed.look()
        dated = row.id == exporting.OF_ITEMS
        self.pane.show_choices(items, due=self._with_due, shown=dated)
        if not self._shown_now:
            self._wait.start()

    @property
    def _shown_now(self) -> bool:
        """Whether the preview is the selected document as it is now."""
        row = self.row
        return row is not None and self._shown == (self._context_of(row), row.id, self.digits(row))

    def _make(self) -> None:
        row = self.row
        if row is None or not self.isVisible():
            return
        self._shown = (self._context_of(row), row.id, self.digits(row))
        self.making.make(*self._shown)

    def _show_pages(self, name: str, pages: PreviewPages) -> None:
        if self.row is not None and self.row.id == name:
            self.pane.show_pages(pages)
            self.signed.look()
            self._print_asked()

    def print_soon(self) -> None:
        """Prints the selected document as soon as its pages are there."""
        if self.row is not None:
            self._prints = self.row.id
        if self._shown_now:
            self._print_asked()

    def _print_asked(self) -> None:
        row = self.row
        if row is None or row.id != self._prints or self._wait.isActive():
            return
        if self.pane.print_button.isEnabled():
            self._prints = ""
            later(self, 0, self.print_document)

    # -- chapters

    def open_chapters(self) -> None:
        """Shows the chapters of the book of measures in place of the list."""
        if self.row is None or self.row.id != BOOK:
            return
        if self.chapters is None:
            from ita_desktop.ui.pages.documents.book import ChaptersPart

            self.chapters = made = ChaptersPart(self.session)
            made.hide()
            made.exited.connect(self.close_chapters)
            made.go.connect(self.follow)
            self._column.addWidget(made, 1)
            self.take_density()
        if self.split.lies_over:
            self.split.fold(True)
        self.list.hide()
        self.all_button.hide()
        self.back_button.show()
        self.chapters.show()
        self._show_head()
        self.chapters.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_chapters(self) -> None:
        """Shows the list of documents again."""
        if self.chapters is None or not self.shows_chapters:
            return
        self.chapters.hide()
        self.back_button.hide()
        self.all_button.show()
        self.list.show()
        self._show_head()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_chapters(self) -> None:
        if self.shows_chapters:
            self.close_chapters()
        else:
            self.open_chapters()

    def _show_head(self) -> None:
        """Sets title and status bar for the documents, or for the chapters."""
        self.more_button.setVisible(not self.shows_chapters)
        if self.chapters is not None and self.shows_chapters:
            self.chapters.refresh()
            self.header.set_title(tr("บทของเล่ม"), self.chapters.counts)
            self.set_status(tr("Space ใส่หรือไม่ใส่ · Alt+↑↓ หรือลาก เลื่อนลำดับ · F2 เปลี่ยนชื่อ · Esc กลับ"))
        else:
            self.header.set_title(tr("เอกสาร"))
            self.show_counts(self._counts)
            self.set_status(
                tr("เอกสารสร้างจากข้อมูลในแฟ้ม แก้ที่ข้อมูลแล้วเอกสารเปลี่ยนตาม · Ctrl+ล้อเมาส์ ย่อขยาย")
            )

    # -- pane

    def _focus_preview(self, _row_id: str) -> None:
        self.split.fold(False)
        self.pane.view.setFocus()

    def _offer_pane(self) -> None:
        """Shows the buttons to fold and open the pane where it can be hidden."""
        self.pane_button.setVisible(self.split.is_folded)
        self.pane.fold_button.setVisible(self.split.lies_over)

    # -- printing and saving

    def print_document(self) -> None:
        """Asks for a printer, and prints the shown document."""
        row, pages = self.row, self.pane.pages
        if row is not None and pages is not None:
            context, digits = self._context_of(row), self.digits(row)
            self.saving.when_decided(row, context, digits, lambda: self._print(row, pages))

    def _print(self, row: DocumentRow, pages: PreviewPages) -> None:
        try:
            printer = document_printing.ask(pages, row.title, self)
        except document_printing.NoPrinterError:
            if document_printing.wants_pdf(self):
                self.save_document(Format.PDF)
            return
        if printer is not None:
            job = document_printing.print_job(pages, printer)
            self.working.emit(job, tr("กำลังพิมพ์ {title}", title=row.title))
            saving = self.saving
            job.done.connect(
                lambda count: saving.tell(
                    job, _with_keeping(document_printing.printed(printer, pages, count), row)
                )
            )
            job.start()

    def _add_more(self, menu: QMenu) -> None:
        """Adds what is done with papers now and then."""
        self._add_of_paper(menu)
        menu.addAction(tr("หนังสือที่ออกแล้ว…"), self.signed.show_sent)
        menu.addSeparator()
        self.rounds.add_to(menu)

    def _add_of_paper(self, menu: QMenu) -> None:
        """Adds what is done with the selected document once it is on paper."""
        if self.row is not None:
            menu.addAction(tr("เทียบกับฉบับที่พิมพ์…"), self.compare_paper)
            if not self.session.is_locked:
                menu.addAction(tr("เก็บเป็นฉบับลงนาม…"), self.signed.keep)

    def _add_to_menu(self, menu: QMenu) -> None:
        """Adds what is done with the selected document, as above its preview."""
        if self.row is not None:
            opened = self.table.gap_opened.emit
            add_actions(menu, self.row, self.print_soon, self.save_document, opened)
            self._add_of_paper(menu)

    def compare_paper(self) -> None:
        """Asks for the printed paper of the selected document, and shows what differs from it."""
        row = self.row
        if row is None:
            return
        load("ita_desktop.ui.dialogs.checked_papers")
        from ita_desktop.services.papers.comparing import compare_file
        from ita_desktop.ui.dialogs.checked_papers import ComparedPaperSheet, ask_paper

        if (path := ask_paper(self)) is not None:
            context, digits = self._context_of(row), self.digits(row)
            ComparedPaperSheet(
                lambda: compare_file(context, row.id, path, digits), path.name, self.window()
            ).exec()

    def message_acted(self, key: str) -> None:
        """Keeps as signed what was printed or saved."""
        super().message_acted(key)
        if key.startswith(KEEP):
            self.show_target(key.removeprefix(KEEP))
            self.signed.keep()

    def _word(self, number: int, across: float, down: float) -> None:
        if self.row is not None:
            self.wording.word(self.context, (number, across, down))

    def _adjust_widths(self) -> None:
        if self.row is not None:
            self.form.adjust_widths(self.context, self.row.id)

    def save_usual(self) -> None:
        """Saves the selected document as PDF, or in its first format."""
        if self.row is not None and self.row.formats:
            self.save_document(self.row.usual_format)

    def save_document(self, form: str) -> None:
        """Asks for a location, and saves the selected document in a format."""
        row = self.row
        if row is not None:
            self.saving.save(row, self._context_of(row), self.digits(row), Format(form))

    def save_all(self) -> None:
        """Asks for documents, formats and a folder, and saves them."""
        self.saving.ask(self._groups, self.of_year)

    def of_year(
        self, wanted: Mapping[str, Collection[Format]], profile: Profile = Profile.PUBLIC
    ) -> list[batch.BatchDocument]:
        """Returns the requested documents of the year with the selected digits, form and round; for
        orders, meetings, letters and surveys one for each."""
        session = self.session
        rows = [row for group in self._groups for row in group.rows]
        digits = {row.id: self.digits(row) for row in rows if isinstance(row, DocumentRow)}
        context = session.cached(
            ("material", session.year, profile, session.today),
            lambda: exporting.context_of(
                session.workspace, session.data, session.previous, profile
            ),
        )
        named = {of: key for of, key in self._subjects.items() if of not in exporting.OF_PAPERS}
        made = batch.chosen(context, wanted, named)
        return [replace(document, digits=digits.get(document.kind.name)) for document in made]

    # -- window

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.pane.pages is None:
            # No preview is made while the page is hidden.
            self._wait.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._wait.stop()
        self._shown = None
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_pane()


def _with_keeping(message: Message, row: DocumentRow) -> Message:
    """Returns the message on a printed document, with the offer to keep it as signed."""
    if message.action:
        return message
    words, key = keep_offer(row.id, row.subject)
    return message._replace(action=words, key=key)
