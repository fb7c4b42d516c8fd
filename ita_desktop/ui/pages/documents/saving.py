"""Saving documents: one in a format, or many, each in the formats that it is wanted in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.documents.kinds import Format, Profile, ReportContext, Subject
from ita_desktop.domain.digits import Digits
from ita_desktop.i18n import tr
from ita_desktop.services.documents import batch, exporting
from ita_desktop.services.documents.exporting import Exported
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.opening.own_folder import documents
from ita_desktop.ui.opening.saved_files import saved
from ita_desktop.ui.pages.documents.rows import DocumentRow
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.rows import RowGroup

FOLDER: Final = "documents.folder"
WANTED: Final = "documents.batch"
"""Under which the documents and formats are remembered that were saved together last."""
FILTERS: Final = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}


class SaveController(QObject):
    """Asks where to, and begins the work."""

    begun = Signal(object, str)
    """Work begins (a :class:`Job`, and a sentence)."""
    notified = Signal(object)
    """What came of it (:class:`Message`)."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._over = over

    def save(self, row: DocumentRow, context: ReportContext, digits: Digits, form: Format) -> None:
        """Asks where, and writes a document in one format."""
        words = tr("บันทึกเป็น {format}", format=FILTERS[form])
        proposed = self._folder() / exporting.proposed_name(context, row.id, form)
        name, _ = QFileDialog.getSaveFileName(
            self._over, words, str(proposed), f"{FILTERS[form]} (*.{form})"
        )
        if not name:
            return
        path = Path(name)
        self._note_folder(path.parent)
        doc = row.id

        def work(progress: Progress) -> Path:
            return exporting.save(context, doc, path, form, digits, progress)

        self._begin(work, tr("กำลังบันทึก {title}", title=row.title), self._tell_saved)

    def ask(
        self,
        groups: Sequence[RowGroup],
        made: Callable[[Mapping[str, Collection[Format]], Profile], list[batch.Made]],
    ) -> None:
        """Lets documents and formats be chosen of ``groups`` of :class:`DocumentRow`, asks for a
        folder, and writes them; ``made`` says of what they are made."""
        from ita_desktop.ui.dialogs.save_documents import SaveSheet

        rows = [row for group in groups for row in group.rows if isinstance(row, DocumentRow)]
        sheet = SaveSheet(
            groups,
            self._abouts(rows),
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
            self._write(made(sheet.wanted, sheet.profile))

        def leave(_result: int) -> None:
            sheet.deleteLater()
            self._over.activateWindow()

        sheet.accepted.connect(accept)
        sheet.finished.connect(leave)
        sheet.open()

    def _write(self, made: list[batch.Made]) -> None:
        """Asks for a folder and writes documents below it."""
        name = QFileDialog.getExistingDirectory(
            self._over, tr("บันทึกเอกสารไว้ที่"), str(self._folder())
        )
        if not name:
            return
        folder = Path(name)
        self._note_folder(folder)

        def work(progress: Progress) -> tuple[Path, Exported]:
            return folder, batch.export(made, folder, progress)

        self._begin(work, tr("กำลังบันทึกเอกสาร"), self._tell_all_saved)

    def _begin(
        self, work: Callable[[Progress], Any], text: str, done: Callable[[Any], None]
    ) -> None:
        job = Job(work, keeps_open=True)
        self.begun.emit(job, text)
        job.done.connect(done)
        job.start()

    def _abouts(self, rows: Collection[DocumentRow]) -> dict[str, str]:
        """What documents are made about: each order, meeting and letter; else what was chosen."""
        data = self._session.data
        each = {
            Subject.ORDER: tr("คำสั่ง {count} ฉบับ", count=len(data.orders)),
            Subject.MEETING: tr("การประชุม {count} ครั้ง", count=len(data.meetings)),
            Subject.LETTER: tr("หนังสือ {count} ฉบับ", count=len(data.letters)),
        }
        # Letters for each unit are among the letters, unless they are wanted alone.
        return {row.id: each.get(row.of, row.about) for row in rows if row.id != batch.UNIT_LETTERS}

    def _last_formats(self) -> dict[str, tuple[Format, ...]]:
        """The documents and formats that were wanted last, by the documents' names."""
        kept = self._session.memory.get(WANTED, {})
        return {
            str(name): tuple(form for form in Format if form.value in of)
            for name, of in kept.items()
            if isinstance(of, list)
        }

    def _tell_saved(self, path: Path) -> None:
        self.notified.emit(saved(tr("บันทึก {file} แล้ว", file=path.name), path.parent, path))

    def _tell_all_saved(self, result: tuple[Path, Exported]) -> None:
        folder, exported = result
        text = tr("บันทึก {count} ไฟล์ไว้ที่ {folder} แล้ว", count=len(exported.files), folder=folder.name)
        if exported.warnings:
            text += tr(" · ข้อมูลยังไม่ครบ {count} เรื่อง", count=len(exported.warnings))
        only = exported.files[0] if len(exported.files) == 1 else None
        self.notified.emit(saved(text, only.parent if only else folder, only))

    def _folder(self) -> Path:
        """Where files were saved last, else the clerk's documents."""
        kept = self._session.settings.get(FOLDER)
        if isinstance(kept, str) and Path(kept).is_dir():
            return Path(kept)
        return documents()

    def _note_folder(self, folder: Path) -> None:
        self._session.settings.set(FOLDER, str(folder))
