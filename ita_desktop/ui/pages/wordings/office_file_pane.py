"""The pane of ถ้อยคำในเอกสาร for a file of the office: garuda, logo or template."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from ita_desktop.documents.office_files import thumbnail
from ita_desktop.i18n import tr
from ita_desktop.services.documents import wordings
from ita_desktop.services.documents.wordings import FILE_TITLES
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.outside import save_kept
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, hbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.pane import DetailPane


class OfficeFileSize:
    GARUDA: Final = 113
    """Height of the garuda: 3 cm, as printed in orders."""


NOTES: Final = {
    wordings.GARUDA: "ภาพครุฑที่สำนักงานใช้ พิมพ์สูง 3 ซม. ในคำสั่งและหนังสือ 1.5 ซม. ในบันทึกข้อความ "
    "ระหว่างที่ยังไม่มีภาพ เอกสารเว้นที่ว่างขนาดเดียวกันไว้",
    wordings.LOGO: "ภาพบนปกของเล่มมาตรการ พิมพ์สูง 3.5 ซม. ถ้าไม่มีภาพ ปกมีแต่ข้อความ",
    wordings.REFERENCE_DOCX: "ไฟล์ Word ของสำนักงานที่มีลักษณะ (Styles) ระยะขอบ และแบบอักษรที่ต้องการ "
    "เอกสาร Word ทุกฉบับใช้ตามแม่แบบนี้ ข้อความในแม่แบบไม่ถูกนำมา",
    wordings.REFERENCE_PPTX: "ไฟล์ PowerPoint ของสำนักงาน (.pptx หรือ .potx) สไลด์ใช้ต้นแบบ เค้าโครง สี "
    "และภาพพื้นหลังตามแม่แบบนี้ สไลด์ แมโคร และลิงก์ในแม่แบบไม่ถูกนำมา",
}


class OfficeFilePane(DetailPane):
    """Selects, shows and removes a file; files are read and drawn in another thread."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.name = wordings.GARUDA
        self._media = ""
        self.file = self.add_row(tr("ไฟล์"))
        self.picture = QLabel(self.ui.body)
        self.choose_button = Button(tr("เลือกไฟล์…"), self.ui.body, icon_name="folder-open")
        self.save_button = Button(tr("บันทึกเป็นไฟล์…"), self.ui.body, kind=ButtonKind.QUIET)
        self.out_button = Button(tr("เอาออก"), self.ui.body, icon_name="trash-2")
        self.note = ThaiLabel("", self.ui.body, style=Text.LABEL, tone=Tone.TEXT2, most=0)
        add(
            self.ui.rows,
            self.picture,
            hbox(
                self.choose_button,
                self.out_button,
                None,
                margins=(0, Space.S, 0, Space.M),
                gap=Space.S,
            ),
            hbox(self.save_button, None, margins=(0, 0, 0, Space.M)),
            self.note,
        )
        self.choose_button.clicked.connect(self.choose)
        self.save_button.clicked.connect(self.save)
        self.out_button.clicked.connect(self.take_out)

    def show_file(self, name: str) -> None:
        """Shows the file ``name`` of the office."""
        session = self._session
        self.name = name
        found = next((file for file in session.data.office_files if file.name == name), None)
        self.set_head("", None, tr(FILE_TITLES[name]))
        self.picture.setAccessibleName(tr(FILE_TITLES[name]))
        self.note.setText(tr(NOTES[name]))
        self.file.set_value(found.file_name if found is not None else "")
        locked = session.is_locked
        self.choose_button.setVisible(not locked)
        self.choose_button.setText(tr("เลือกไฟล์อื่น…") if found else tr("เลือกไฟล์…"))
        self.save_button.setVisible(found is not None)
        self.out_button.setVisible(found is not None and not locked)
        media = found.media if found is not None and name in wordings.PICTURES else ""
        if media != self._media:
            self._media = media
            self.picture.clear()
            if media:
                self._draw(media)
        self.picture.setVisible(bool(media))

    def _draw(self, media: str) -> None:
        """Draws a thumbnail of the stored picture."""
        data = self._session.workspace.media(media)
        height = round(OfficeFileSize.GARUDA * self.devicePixelRatioF())
        if data is None:
            return
        kept = data

        def work(_progress: Progress) -> bytes:
            return thumbnail(kept, height)

        job = Job(work, self)
        job.done.connect(lambda png: self._show_picture(media, png))
        job.failed.connect(self._session.failed)
        job.start()

    def _show_picture(self, media: str, png: object) -> None:
        if media != self._media or not isinstance(png, bytes):
            return
        picture = QPixmap()
        picture.loadFromData(png)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(picture)

    # -- what the clerk does

    def choose(self) -> None:
        """Asks for a file and stores it."""
        endings = " ".join(f"*.{suffix}" for suffix in wordings.SUFFIXES[self.name])
        title = tr(FILE_TITLES[self.name])
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", f"{title} ({endings})")
        if chosen:
            self.take(Path(chosen))

    def save(self) -> None:
        """Asks for a location, and exports the stored file."""
        session = self._session
        for file in session.data.office_files:
            if file.name == self.name:
                save_kept(session, file.media, file.file_name, self)

    def take(self, path: Path) -> None:
        """Reads a file and stores it; a rejected one changes nothing."""
        session, name = self._session, self.name
        workspace, year = session.workspace, session.year

        def work(_progress: Progress) -> str:
            wordings.put_file(workspace, year, name, path.name, wordings.read(name, path))
            return path.name

        session.run(work, self._show_taken, tr("กำลังอ่าน {file}", file=path.name))

    def _show_taken(self, file: str) -> None:
        self._session.notified.emit(tr("ใช้ {file} ในเอกสารแล้ว", file=file), True)

    def take_out(self) -> None:
        """Removes the file from documents."""
        session, name = self._session, self.name
        if session.could_write(wordings.remove_file, name):
            session.notified.emit(tr("เอา{name}ออกแล้ว", name=tr(FILE_TITLES[name])), True)
