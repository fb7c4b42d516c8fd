"""The desk that a random user sits at: a folder with workspaces and files to import, and in the
place of the system's dialogs, printers and browsers something that answers at random."""

import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.i18n import sentence
from ita_desktop.services import workspaces
from ita_desktop.settings import Settings
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.dialogs import beginning
from ita_desktop.ui.pages.documents import printing as document_printing
from ita_desktop.ui.pages.documents.preview import PreviewPages
from ita_desktop.ui.window import Window
from tests.support.places import FIXTURES


class Desk:
    """Everything outside the window, below one folder. ``draw`` gives the choices of the moment."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.draw = random.Random(0)
        self.settings_file = folder / "settings.json"
        self.workspaces = folder / "งาน"
        self.out = folder / "ส่งออก"
        self.workspaces.mkdir()
        self.out.mkdir()
        self.main = workspaces.copy_sample(self.workspaces / "สำนักงานเขตตัวอย่าง.ita")
        self.sample = workspaces.copy_sample(folder / "ต้นฉบับ.ita")
        self.start = dump_of(self.sample)
        """What a copy of the sample holds before the first action."""
        self._imports = _prepare_imports(folder / "นำเข้า")
        self.broken = folder / "งาน" / "เสีย.ita"
        self.broken.write_bytes(b"no database at all" * 100)
        self._made = 0
        self._neutralise(patch)

    # -- the program

    def start_program(self) -> Window:
        """A window as the program opens it: on the last workspace where it still opens."""
        window = Window(Settings(self.settings_file))
        last = next(iter(window.settings.recent_files()), None)
        try:
            if last is None:
                window.opener.show_welcome()
            else:
                window.open_file(last)
        except ItaError as error:
            window.opener.show_welcome(sentence(error))
        window.show()
        return window

    # -- what stands in for the system

    def _neutralise(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(QDesktopServices, "openUrl", staticmethod(self._open_url))
        patch.setattr(QFileDialog, "getOpenFileName", staticmethod(self._ask_open))
        patch.setattr(QFileDialog, "getOpenFileNames", staticmethod(self._ask_several))
        patch.setattr(QFileDialog, "getSaveFileName", staticmethod(self._ask_save))
        patch.setattr(QFileDialog, "getExistingDirectory", staticmethod(self._ask_folder))
        patch.setattr(document_printing, "ask", self._ask_printer)
        patch.setattr(beginning, "documents", lambda: self.folder / "เอกสาร")
        self._create = workspaces.create
        patch.setattr(workspaces, "create", self._create_inside)

    def _open_url(self, _url: QUrl | str) -> bool:
        return self.draw.random() < 0.8

    def _ask_open(
        self,
        _parent: QWidget | None,
        _title: str,
        _folder: str = "",
        kinds: str = "",
        **_options: object,
    ) -> tuple[str, str]:
        if "*.ita" in kinds:
            known = sorted(self.workspaces.glob("*.ita"))
            choices = [self.main, self.main, self.main, *known]
        else:
            choices = self._imports
        found = self.draw.choice([*choices, *choices, None, self.folder / "ไม่มี.ita"])
        return (str(found) if found else "", kinds)

    def _ask_several(
        self, parent: QWidget | None, title: str, folder: str, kinds: str, **options: object
    ) -> tuple[list[str], str]:
        names = {self._ask_open(parent, title, folder, kinds, **options)[0] for _ in range(2)}
        return sorted(filter(None, names)), kinds

    def _ask_save(
        self, _parent: QWidget | None, _title: str, path: str, kinds: str, **_options: object
    ) -> tuple[str, str]:
        self._made += 1
        if self.draw.random() < 0.2:
            return "", kinds
        if "*.ita" in kinds:
            return str(self.workspaces / f"ใหม่ {self._made % 4}.ita"), kinds
        return str(self.out / Path(path).name), kinds

    def _ask_folder(self, *_: object, **_options: object) -> str:
        return str(self.out) if self.draw.random() < 0.8 else ""

    def _ask_printer(self, pages: PreviewPages, _title: str, _parent: QWidget) -> QPrinter | None:
        if self.draw.random() < 0.3:
            return None
        # As many dots as a screen has: what is tried is the way, not the printer.
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.out / "พิมพ์.pdf"))
        printer.setPageLayout(document_printing._layout(pages))
        printer.setFromTo(1, min(len(pages), 3))
        return printer

    def _create_inside(self, path: Path, *words: Any, **options: Any) -> Workspace:
        """A path typed at random may lead anywhere on the disk; files are made on the desk only."""
        if not path.absolute().is_relative_to(self.folder):
            raise InputError("ทำแฟ้มนอกโต๊ะไม่ได้", where=str(path))
        return self._create(path, *words, **options)


def dump_of(path: Path) -> dict[str, Any]:
    """The content of a workspace file that nobody has open."""
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.dump()


def _prepare_imports(folder: Path) -> list[Path]:
    folder.mkdir()
    made = [folder / path.name for path in sorted(FIXTURES.glob("*.csv"))]
    for path in made:
        path.write_bytes((FIXTURES / path.name).read_bytes())
    texts = {
        "ว่าง.csv": "",
        "หัวแปลก.csv": "สี,กลิ่น\nแดง,หอม\n",
        "ผิด.csv": "ข้อ,ผู้รับผิดชอบ,กำหนดส่ง\nO99,ใคร,เมื่อไร\nO3,ฝ่ายโยธา,31/13/68\n",
        "คะแนน.csv": "ข้อ,คะแนน\nO1,100\nO2,สูงมาก\nI1,92.5\n",
        "เสีย.xlsx": "นี่ไม่ใช่ Excel",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        made.append(folder / name)
    book = openpyxl.Workbook()
    rows = [("ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "หน่วยงาน")]
    rows += [(at, f"นายตัวอย่าง ที่ {at}", "หัวหน้าฝ่าย", "ฝ่ายโยธา") for at in range(1, 40)]
    for row in rows:
        book.active.append(row)
    book.save(folder / "รายชื่อ.xlsx")
    return [*made, folder / "รายชื่อ.xlsx"]
