"""เกี่ยวกับโปรแกรม: the version, and the components with their licences."""

import platform
from typing import Final

from PySide6.QtCore import QSize, qVersion
from PySide6.QtWidgets import QWidget

from ita_desktop import __version__
from ita_desktop.home import data_folder
from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Space, Width
from ita_desktop.ui.widgets.boxes import nest, vbox
from ita_desktop.ui.widgets.page.values import ValueRow
from ita_desktop.ui.widgets.sheet import Sheet


class AboutSize:
    HEIGHT: Final = 336


def show(window: QWidget) -> None:
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
