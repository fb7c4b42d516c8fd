"""Saves documents: one in a format, several in selected formats, and the director's brief in the
formats chosen last; and says above the preview what is known of the signed version of the selected
document: how the data differs from it, and what follows.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from shiboken6 import isValid

from ita_desktop.documents.kinds import Format, Profile, ReportContext, Subject
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import SignedPaper
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.roster.committee import ORDERS
from ita_desktop.domain.text import Digits
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.documents import batch, exporting
from ita_desktop.services.documents.exporting import BRIEF, Exported
from ita_desktop.ui.background import Job, Progress, giving
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.outside import saved
from ita_desktop.ui.pages.documents.list import DocumentRow
from ita_desktop.ui.pages.documents.pane import DocumentPane
from ita_desktop.ui.saving.places import ask_file, documents, must_be_free
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.widgets.status import Message, MessageKind, failure

_LETTERS: Final = "memo"
KEEP: Final = "keep-signed"
"""Key of the offer to keep what was printed or saved, before the document and what it is about."""
BRIEF_FOLDER: Final = "brief.folder"
BRIEF_FORMATS: Final = "brief.formats"
"""Settings: the folder and the formats of the last brief."""
_BRIEF_WORDS: Final = {Format.DOCX: "Word", Format.PDF: "PDF", Format.PPTX: "PowerPoint"}
_T = TypeVar("_T")
FOLDER: Final = "documents.folder"
WANTED: Final = "documents.batch"
"""Memory key of the documents and formats last saved together."""
FILTERS: Final = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "pptx": "PowerPoint"}


def brief_formats(session: Session) -> tuple[Format, ...]:
    """Returns the formats chosen last; all if there are none."""
    kept = session.settings.get(BRIEF_FORMATS)
    wanted = kept if isinstance(kept, list) else []
    known = kind(BRIEF).formats
    return tuple(form for form in known if form.value in wanted) or known


def fill_brief_menu(menu: QMenu, session: Session, over: QWidget) -> None:
    """Adds the action, and the formats as choices that are kept."""
    menu.addAction(tr("ทำสรุปสำหรับผู้บริหาร…"), lambda: make_brief(session, over))
    menu.addSeparator()
    chosen = brief_formats(session)
    for form in kind(BRIEF).formats:
        entry = menu.addAction(_BRIEF_WORDS[form])
        entry.setCheckable(True)
        entry.setChecked(form in chosen)
        entry.toggled.connect(lambda on, form=form: _choose_format(session, form, on=on))


def _choose_format(session: Session, form: Format, *, on: bool) -> None:
    chosen = brief_formats(session)
    wanted = [
        file_format.value
        for file_format in kind(BRIEF).formats
        if (on if file_format is form else file_format in chosen)
    ]
    session.settings.set(BRIEF_FORMATS, wanted)


def make_brief(session: Session, over: QWidget) -> None:
    """Asks for a folder, and writes the brief of the shown year there."""
    name = QFileDialog.getExistingDirectory(
        over, tr("บันทึกสรุปสำหรับผู้บริหารไว้ที่"), str(_brief_folder(session))
    )
    if not name:
        return
    folder = Path(name)
    session.settings.set(BRIEF_FOLDER, str(folder))
    _write_brief(session, over, folder)


def _write_brief(session: Session, over: QWidget, folder: Path, *, as_typed: bool = False) -> None:
    """Writes the brief in another thread, after asking about undecided personal data in it."""
    load("ita_desktop.ui.dialogs.public_page")
    from ita_desktop.ui.dialogs.public_page import attempted, handled

    formats = brief_formats(session)
    context = exporting.context_of(session.workspace, session.data, session.previous)

    def work(progress: Progress) -> Exported:
        return exporting.export(
            context, BRIEF, folder, formats=formats, progress=progress, as_typed=as_typed
        )

    def report(made: Exported) -> None:
        only = made.files[0] if len(made.files) == 1 else folder
        text = tr("บันทึก {count} ไฟล์ไว้ที่ {folder} แล้ว", count=len(made.files), folder=folder.name)
        session.saved.emit(text, only)

    again = partial(_write_brief, session, over, folder, as_typed=True)
    session.run(
        attempted(work),
        handled(session, over, report, again, session.failed.emit),
        tr("กำลังทำสรุปสำหรับผู้บริหาร"),
        keeps_open=True,
    )


def _brief_folder(session: Session) -> Path:
    kept = session.settings.get(BRIEF_FOLDER)
    return Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else documents()


def keep_offer(document: str, subject: str) -> tuple[str, str]:
    """Returns the words and the key of the offer to keep a document as signed."""
    about = f"#{subject}" if subject else ""
    return tr("เก็บเป็นฉบับลงนาม…"), f"{KEEP}{document}{about}"


class _Look(NamedTuple):
    """What is compared: the context is the same object until something is written."""

    context: ReportContext
    paper: SignedPaper


class SignedController(QObject):
    """Shows a signed version at once; how the data differs is found in another thread."""

    drafted = Signal(str, str)
    """An order or letter was drafted that follows: the document's name, and its key."""

    def __init__(self, session: Session, pane: DocumentPane, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._pane = pane
        self._over = over
        self._selected: tuple[ReportContext, str, Digits] | None = None
        self._shown: _Look | None = None
        self._looking: _Look | None = None
        """What is being compared in the other thread."""
        pane.changes.opened.connect(lambda _place: self.show_differences())

    @property
    def is_looking(self) -> bool:
        """Whether the data is being compared with the signed paper."""
        return self._looking is not None

    def show(self, context: ReportContext, name: str, digits: Digits) -> None:
        """Shows when the document was signed, if it was; :meth:`look` compares it."""
        self._selected = (context, name, digits)
        before, self._shown = self._shown, None
        paper = None
        if self._session.data.signed_papers:
            from ita_desktop.services.papers import signing

            paper = signing.signed_last(context, name)
        if paper is None:
            self._pane.show_signed("")
            return
        self._shown = _Look(context, paper)
        if before is None or before.paper != paper or before.context is not context:
            self._pane.show_signed(in_language(signing.signed_line(paper)))

    def look(self) -> None:
        """Compares the shown signed paper with the data, unless that is going on."""
        look = self._shown
        if look is None or self._looking is not None:
            return
        from ita_desktop.services.papers import signing

        self._looking = look

        def work(_progress: Progress) -> int:
            return len(signing.differences(*look).differences)

        self._session.run(giving(work, InputError), self._tell)

    def _tell(self, found: int | InputError) -> None:
        look, self._looking = self._looking, None
        if self._shown is None or look is None:
            return
        if look.paper != self._shown.paper or look.context is not self._shown.context:
            self.look()
            return
        from ita_desktop.services.papers import signing

        count = found if isinstance(found, int) else 0
        self._pane.show_changes(in_language(signing.differ_line(count)) if count else "")

    def keep(self) -> None:
        """Asks what is known of the selected document, and keeps it as signed."""
        if self._selected is None or self._session.refuses():
            return
        load("ita_desktop.ui.dialogs.signed")
        from ita_desktop.ui.dialogs.signed import KeepSheet

        KeepSheet(self._session, *self._selected, self._over.window()).exec()

    def show_sent(self) -> None:
        """Lists what was signed and sent out."""
        load("ita_desktop.ui.dialogs.signed")
        from ita_desktop.ui.dialogs.signed import SentSheet

        SentSheet(self._session, self._over.window()).exec()

    def show_differences(self) -> None:
        """Lists how the data differs from the signed paper, with what can follow it."""
        look = self._shown
        if look is None:
            return
        load("ita_desktop.ui.dialogs.checked_papers")
        from ita_desktop.services.papers import signing
        from ita_desktop.ui.dialogs.checked_papers import ComparedPaperSheet, Offer

        offers = () if self._session.is_locked else self._offers(look.paper)
        ComparedPaperSheet(
            lambda: signing.differences(*look),
            in_language(signing.signed_line(look.paper)),
            self._over.window(),
            note=in_language(signing.scan_line(look.paper)),
            offers=[Offer(*offer) for offer in offers],
        ).exec()

    def _offers(self, paper: SignedPaper) -> list[tuple[str, Callable[[], object]]]:
        from ita_desktop.services.papers import amending

        data = self._session.data
        found: list[tuple[str, Callable[[], object]]] = []
        if amending.can_amend(data, paper):
            found.append((tr("ร่างคำสั่งแก้ไข"), self._amend))
        if paper.subject in data.letter_by_id:
            found.append((tr("ร่างหนังสือแก้ไข"), self._correct))
        return [*found, (tr("เก็บเป็นฉบับใหม่…"), self.keep)]

    def _amend(self) -> None:
        from ita_desktop.services.papers import amending

        if self._shown is not None:
            context, paper = self._shown
            key = self._session.write(amending.amend, paper.id)
            if key is not None:
                self.drafted.emit(ORDERS, key)
                now = replace(context, year=self._session.data)
                self._session.run(
                    giving(lambda _progress: amending.not_taken(now, paper), InputError),
                    self._tell_not_taken,
                )

    def _tell_not_taken(self, left: str | InputError) -> None:
        if left and isinstance(left, str):
            self._session.notified.emit(in_language(left), True)

    def _correct(self) -> None:
        from ita_desktop.services.papers import amending

        if self._shown is not None:
            key = self._session.write(amending.correct, self._shown.paper.id)
            if key is not None:
                self.drafted.emit(_LETTERS, key)


class SaveController(QObject):
    """Asks for locations, and starts the work."""

    begun = Signal(object, str)
    """Work was started (a :class:`Job`, and a sentence)."""
    notified = Signal(object)
    """The result (:class:`Message`)."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._over = over

    def save(self, row: DocumentRow, context: ReportContext, digits: Digits, form: Format) -> None:
        """Asks for a location, and saves a document in a format."""
        words = tr("บันทึกเป็น {format}", format=FILTERS[form])
        proposed = self._folder() / exporting.proposed_name(context, row.id, form)
        place = ask_file(self._over, words, proposed, FILTERS[form])
        if place is None:
            return
        path = place.path
        self._note_folder(path.parent)
        doc = row.id

        def work(progress: Progress, as_typed: bool) -> Exported:
            must_be_free(place, None)
            return exporting.save(context, doc, path, form, digits, progress, as_typed=as_typed)

        self._write(
            work,
            tr("กำลังบันทึก {title}", title=row.title),
            lambda made: self._with_letter(self._with_keeping(_saved(made), row, form), made),
        )

    def _with_keeping(self, message: Message, row: DocumentRow, form: Format) -> Message:
        """Returns the message on a saved file; of a PDF with the offer to keep it as signed."""
        if form is not Format.PDF or self._session.is_locked:
            return message
        words, key = keep_offer(row.id, row.subject)
        return message._replace(third=words, third_key=key)

    def when_decided(
        self, row: DocumentRow, context: ReportContext, digits: Digits, then: Callable[[], object]
    ) -> None:
        """Calls ``then``, after asking about personal data in a document for everybody that nobody
        has decided about."""
        if context.profile is not Profile.PUBLIC:
            then()
            return

        def work(_progress: Progress, as_typed: bool) -> None:
            if not as_typed:
                exporting.refuse_undecided(context, row.id, (Format.PDF,), digits)

        def go_on(_none: object, job: Job) -> None:
            if isValid(self):
                then()
            else:
                words = tr("ยังไม่ได้พิมพ์ {title} เพราะปิดแฟ้มไปก่อน เปิดแล้วสั่งพิมพ์อีกครั้ง", title=row.title)
                job.told.emit(Message(MessageKind.WARNING, words))

        self._begin(work, tr("กำลังตรวจ {title}", title=row.title), go_on)

    def ask(
        self,
        groups: Sequence[RowGroup],
        made: Callable[[Mapping[str, Collection[Format]], Profile], list[batch.BatchDocument]],
    ) -> None:
        """Lets the clerk select documents and formats from ``groups`` of :class:`DocumentRow` and a
        folder, and saves them; ``made`` returns the documents to make."""
        load("ita_desktop.ui.dialogs.save_documents")
        from ita_desktop.ui.dialogs.save_documents import SaveSheet

        rows = [row for group in groups for row in group.rows if isinstance(row, DocumentRow)]
        sheet = SaveSheet(
            groups,
            self._subject_texts(rows),
            self._last_formats(),
            lambda wanted, profile: sum(
                len(document.formats) for document in made(wanted, profile)
            ),
            self._over.window(),
        )

        def accept() -> None:
            internal = {row.id for row in rows if row.internal}
            self._session.memory.set(
                WANTED,
                {name: list(of) for name, of in sheet.wanted.items() if name not in internal},
            )
            self._save_all(made(sheet.wanted, sheet.profile), bound=sheet.is_bound)

        def leave(_result: int) -> None:
            sheet.deleteLater()
            self._over.activateWindow()

        sheet.accepted.connect(accept)
        sheet.finished.connect(leave)
        sheet.open()

    def _save_all(self, made: list[batch.BatchDocument], *, bound: bool) -> None:
        """Asks for a folder, and saves documents in it, each by itself or ``bound``."""
        name = QFileDialog.getExistingDirectory(
            self._over, tr("บันทึกเอกสารไว้ที่"), str(self._folder())
        )
        if not name:
            return
        folder = Path(name)
        self._note_folder(folder)

        def work(progress: Progress, as_typed: bool) -> tuple[Path, Exported]:
            if bound:
                return folder, batch.bind(made, folder, progress, as_typed=as_typed)
            return folder, batch.export(made, folder, progress, as_typed=as_typed, only_ready=True)

        self._write(
            work,
            tr("กำลังบันทึกเอกสาร"),
            lambda result: self._with_letter(_all_saved(result), result[1]),
        )

    def _write(
        self,
        work: Callable[[Progress, bool], _T],
        text: str,
        message: Callable[[_T], Message],
    ) -> None:
        """Begins ``work``, which writes files; ``message`` says which."""
        self._begin(work, text, lambda made, job: self.tell(job, message(made)))

    def tell(self, job: Job, message: Message) -> None:
        """Tells of the end of ``job``. Documents go on after their file was left and this page with
        it: the window tells of it all the same."""
        (self.notified if isValid(self) else job.told).emit(message)

    def _begin(
        self,
        work: Callable[[Progress, bool], _T],
        text: str,
        done: Callable[[_T, Job], object],
        *,
        as_typed: bool = False,
    ) -> None:
        """Begins ``work``, which writes public texts as they are typed only if it is told so: what
        is undecided in them is asked about first."""
        load("ita_desktop.ui.dialogs.public_page")
        from ita_desktop.ui.dialogs.public_page import attempted, handled

        def again() -> None:
            self._begin(work, text, done, as_typed=True)

        def end(made: _T) -> None:
            done(made, job)

        def refuse(why: str) -> None:
            job.told.emit(failure(text, why))

        job = Job(attempted(lambda progress: work(progress, as_typed)), keeps_open=True)
        self.begun.emit(job, text)
        job.done.connect(handled(self._session, self._over, end, again, refuse))
        job.start()

    def _subject_texts(self, rows: Collection[DocumentRow]) -> dict[str, str]:
        """What documents are about: each order, meeting and letter; else the selected one."""
        data = self._session.data
        each = {
            Subject.ORDER: tr("คำสั่ง {count} ฉบับ", count=len(data.orders)),
            Subject.MEETING: tr("การประชุม {count} ครั้ง", count=len(data.meetings)),
            Subject.LETTER: tr("หนังสือ {count} ฉบับ", count=len(data.letters)),
        }
        # Letters to each unit are part of the letters, unless requested separately.
        return {row.id: each.get(row.of, row.about) for row in rows if row.id != batch.UNIT_LETTERS}

    def _last_formats(self) -> dict[str, tuple[Format, ...]]:
        """Returns the last selected formats by document name."""
        kept = self._session.memory.get(WANTED, {})
        return {
            str(name): tuple(form for form in Format if form.value in of)
            for name, of in kept.items()
            if isinstance(of, list)
        }

    def _folder(self) -> Path:
        """Returns the folder last used, else the user's documents."""
        kept = self._session.settings.get(FOLDER)
        if isinstance(kept, str) and Path(kept).is_dir():
            return Path(kept)
        return documents()

    def _with_letter(self, message: Message, made: Exported) -> Message:
        """Returns the message, with what is told once of Word files."""
        note = exporting.letter_note(made.files, self._session.settings)
        if not note:
            return message
        sentence = f"{message.sentence} · {in_language(note)}"
        return message._replace(kind=MessageKind.WARNING, sentence=sentence)

    def _note_folder(self, folder: Path) -> None:
        self._session.settings.set(FOLDER, str(folder))


def _saved(made: Exported) -> Message:
    [path] = made.files
    text = tr("บันทึก {file} แล้ว", file=path.name)
    return _with_lost(saved(text, path.parent, path), made.lost_photos)


def _all_saved(result: tuple[Path, Exported]) -> Message:
    folder, exported = result
    text = tr("บันทึก {count} ไฟล์ไว้ที่ {folder} แล้ว", count=len(exported.files), folder=folder.name)
    if exported.warnings:
        text += tr(" · ข้อมูลยังไม่ครบ {count} เรื่อง", count=len(exported.warnings))
    if exported.unready:
        what, count = in_language(exported.unready[0]), len(exported.unready)
        text += tr(" · ไม่ได้ทำ {count} ฉบับที่ยังไม่มีเนื้อหา เช่น {what}", count=count, what=what)
    only = exported.files[0] if len(exported.files) == 1 else None
    message = saved(text, only.parent if only else folder, only)
    return _with_lost(message, exported.lost_photos)


def _with_lost(message: Message, lost: Sequence[str]) -> Message:
    """Returns the message with the first of the photographs that could not be printed, and how many
    more there are; it stays until it is closed."""
    if not lost:
        return message
    parts = [message.sentence, in_language(lost[0])]
    if len(lost) > 1:
        parts.append(tr("และภาพอื่นอีก {count} ภาพ", count=len(lost) - 1))
    return message._replace(kind=MessageKind.WARNING, sentence=" · ".join(parts))
