"""The choice whether the file of evidence is kept in the workspace, or only its name."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.oit.locations import is_address
from ita_desktop.domain.records import Evidence
from ita_desktop.i18n import tr
from ita_desktop.services.oit.evidence_files import (
    MOST,
    USUAL,
    GivenFile,
    megabytes,
    read_file,
    size_of,
)
from ita_desktop.services.oit.evidence_places import file_at
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Text, Tone
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.check import CheckBox
from ita_desktop.ui.widgets.label import ThaiLabel


class FilePart(QWidget):
    """A box to keep the selected file, with its size. One of the usual size is kept unless the box
    is unchecked, a large one only if it is checked, and of a very large one only the name."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self.is_reading = False
        """Whether the selected file is being read, so that its evidence is stored soon."""
        self._is_known = False
        """Whether the size of the selected file is known, and so the choice offered."""
        self._had = ""
        """Name of the file that the edited evidence has kept."""
        self.keep = CheckBox("", self)
        self.note = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=3)
        vbox(self.keep, self.note, on=self)
        self.hide()

    @property
    def is_offered(self) -> bool:
        """Whether a file was selected."""
        return self._path is not None

    def begin(self, evidence: Evidence | None) -> None:
        """Shows the kept file of ``evidence``, or nothing."""
        self._path = None
        self._had = evidence.file_name if evidence is not None and evidence.media else ""
        self.keep.setText(tr("เก็บไฟล์ {file} ไว้ในแฟ้ม", file=self._had))
        self.keep.setChecked(bool(self._had))
        self.note.hide()
        self.keep.show()
        self.setVisible(bool(self._had))

    def offer(self, location: str) -> None:
        """Offers to keep a selected file, once its size is known."""
        if is_address(location):
            return
        self._is_known = False
        path = self._path = file_at(location, self._session.workspace.path)
        job = Job(lambda _progress: size_of(path), self)
        job.done.connect(lambda size: self._show_size(path, size))
        # A name without a file is noted as a name.
        job.failed.connect(lambda _why: self._forget(path))
        job.start()

    def _show_size(self, path: Path, size: int) -> None:
        if path != self._path:
            return
        self._is_known = True
        mega = megabytes(size)
        may_keep = size <= MOST
        self.keep.setText(tr("เก็บไฟล์ไว้ในแฟ้ม ({size} ล้านไบต์)", size=mega))
        self.keep.setChecked(size <= USUAL)
        self.keep.setVisible(may_keep)
        text = ""
        if not may_keep:
            words = "ไฟล์ใหญ่ {size} ล้านไบต์ เกิน {most} จึงจดไว้แต่ชื่อ"
            text = tr(words, size=mega, most=megabytes(MOST))
        elif size > USUAL:
            text = tr("ไฟล์ใหญ่ ทำให้แฟ้มและสำเนาใหญ่ขึ้น ไม่เลือกไว้จะจดแต่ชื่อ")
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.show()

    def _forget(self, path: Path) -> None:
        if path == self._path:
            self._path = None

    def read(self, location: str, then: Callable[[dict[str, GivenFile | None]], None]) -> None:
        """Calls ``then`` with the fields of the file, read outside the window's thread: none where
        nothing changes."""
        if self._path is None or self._path != file_at(location, self._session.workspace.path):
            lets_go = bool(self._had) and not self.keep.isChecked()
            then({"file": None} if lets_go else {})
            return
        if self.is_reading:  # Enter was pressed twice
            return
        self.is_reading = True
        path, known = self._path, self._is_known
        wanted = self.keep.isChecked() and not self.keep.isHidden()

        def work(_progress: Progress) -> GivenFile:
            return read_file(path, keep=wanted if known else size_of(path) <= USUAL)

        def give(fields: dict[str, GivenFile | None]) -> None:
            self.is_reading = False
            then(fields)

        def without(why: str) -> None:
            self._session.failed.emit(why)
            give({})

        job = Job(work, self)
        job.done.connect(lambda file: give({"file": file}))
        job.failed.connect(without)
        job.start()
