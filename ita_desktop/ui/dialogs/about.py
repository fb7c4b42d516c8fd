"""The program itself: เกี่ยวกับโปรแกรม, its version and the components with their licences, and
โปรแกรมรุ่นใหม่, the place of newer versions, and a check on request only.
"""

import platform
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, qVersion
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop import __version__
from ita_desktop.home import data_folder
from ita_desktop.i18n import tr
from ita_desktop.services.about import SetUpFile, is_address, is_newer, newest
from ita_desktop.settings import Settings
from ita_desktop.ui.background import Progress
from ita_desktop.ui.outside import open_folder, open_link
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import ValueRow
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

PLACE: Final = "newer_versions"
"""The setting with a folder, or the address of a web page."""


class AboutSize:
    HEIGHT: Final = 336


def show_about(window: QWidget) -> None:
    """Shows the dialog."""
    AboutDialog(window).exec()


class AboutDialog(Sheet):
    """The components of the program, each with its licence."""

    about = "about"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, AboutSize.HEIGHT))
        self.set_title(
            tr("ITA Desktop รุ่น {version}", version=__version__),
            tr("งาน ITA ของสำนักงานเขต ทำได้โดยไม่ต่ออินเทอร์เน็ต แฟ้มไม่ถูกส่งออกไปที่ใด"),
        )
        column = vbox(margins=(Space.XXL, Space.M, Space.XXL, Space.S))
        for label, value, note in _parts():
            row = ValueRow(label)
            row.set_value(value, note)
            column.addWidget(row)
        column.addStretch(1)
        nest(self.body, column)
        self.cancel_button.hide()
        self.set_accept(tr("ปิด"))
        self.accept_button.setFocus()


def _parts() -> list[tuple[str, str, str]]:
    """Returns label, component and licence of each line."""
    return [
        (tr("โปรแกรม"), "ITA Desktop", "MIT"),
        (tr("หน้าต่าง"), f"Qt {qVersion()}, PySide6", "LGPL 3"),
        (tr("ตัวอักษร"), "Sarabun", "SIL Open Font License 1.1"),
        (tr("ไอคอน"), "Lucide", "ISC"),
        (tr("คำไทย"), "PyThaiNLP", "CC0"),
        (tr("ระบบ"), f"Python {platform.python_version()}, {platform.system()}", ""),
        (tr("ค่าและสำเนา"), str(data_folder()), ""),
    ]


class NewerVersionSize:
    HEIGHT: Final = 336


def show_newer_version(settings: Settings, window: QWidget) -> None:
    """Shows the dialog."""
    NewerVersionDialog(settings, window).exec()


class NewerVersionDialog(Sheet):
    """Stores the place when it is used."""

    about = "newer-version"

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, NewerVersionSize.HEIGHT))
        self._settings = settings
        self._folder: Path | None = None
        self.set_title(
            tr("โปรแกรมรุ่นใหม่"),
            tr("เครื่องนี้ใช้รุ่น {version} โปรแกรมไม่ดูหารุ่นใหม่เอง ดูเมื่อกดเท่านั้น", version=__version__),
        )
        label = ThaiLabel(tr("สำนักงานเก็บรุ่นใหม่ไว้ที่"), self, style=Text.LABEL, tone=Tone.TEXT2)
        self.place = Field(
            settings.get(PLACE, ""), self, example=tr("โฟลเดอร์กลาง หรือที่อยู่ https:// ของสำนักงาน")
        )
        self.place.takes_path = True
        self.place.setAccessibleName(label.text())
        self.place.textChanged.connect(self._check)
        self.choose_button = Button(tr("เลือกโฟลเดอร์…"), self)
        self.choose_button.clicked.connect(self._choose)
        self.answer = ThaiLabel("", self, most=4)
        self.open_button = Button(tr("เปิดโฟลเดอร์"), self)
        self.open_button.clicked.connect(self._open)
        column = vbox(
            label,
            Space.XS,
            hbox((self.place, 1), self.choose_button, gap=Space.S),
            Space.L,
            self.answer,
            Space.S,
            hbox(self.open_button, None, gap=Space.S),
            margins=(Space.XXL, Space.M, Space.XXL, Space.S),
        )
        column.addStretch(1)
        nest(self.body, column)
        self.cancel_button.setText(tr("ปิด"))
        self.work = SheetWork(self, self._check)
        self._check()
        self.place.setFocus()

    def accept(self) -> None:
        """Searches a folder for newer installers, or opens a web page in the browser."""
        if self.work.is_going or not self._typed:
            return
        self._settings.set(PLACE, self._typed)
        self._show_sentence("")
        if is_address(self._typed):
            opened = open_link(self._typed)
            self._show_sentence(tr("เปิดหน้าเว็บแล้ว") if opened else tr("เปิดที่อยู่นี้ไม่ได้ ตรวจว่าพิมพ์ครบ"))
            return
        folder = Path(self._typed)

        def look(_progress: Progress) -> SetUpFile | None:
            return newest(folder)

        self.work.begin(tr("กำลังดูโฟลเดอร์"), look, self._show_result, self._show_sentence)

    @property
    def _typed(self) -> str:
        return self.place.text().strip()

    def _show_result(self, found: SetUpFile | None) -> None:
        if found is None:
            self._show_sentence(tr("ในโฟลเดอร์นี้ไม่มีไฟล์ติดตั้งของโปรแกรม"))
        elif is_newer(found.version):
            self._show_sentence(
                tr(
                    "มีรุ่น {version}: {file} ปิดโปรแกรมแล้วเปิดไฟล์นี้เพื่อติดตั้ง แฟ้มงานและค่าที่ตั้งไว้อยู่อย่างเดิม",
                    version=found.version,
                    file=found.path.name,
                )
            )
            self._folder = found.path.parent
            self.open_button.show()
        else:
            self._show_sentence(tr("ใช้รุ่นใหม่สุดแล้ว ในโฟลเดอร์มีรุ่น {version}", version=found.version))

    def _show_sentence(self, sentence: str) -> None:
        self.open_button.hide()
        self.answer.setText(sentence)

    def _check(self) -> None:
        self._show_sentence("")
        missing = "" if self._typed else tr("พิมพ์หรือเลือกโฟลเดอร์ก่อน")
        words = tr("เปิดหน้าเว็บ") if is_address(self._typed) else tr("ดูว่ามีรุ่นใหม่")
        self.set_accept(words, blocked=missing)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("สำนักงานเก็บรุ่นใหม่ไว้ที่"), self._typed)
        if name:
            self.place.setText(name)

    def _open(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)
