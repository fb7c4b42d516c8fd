import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from ita_desktop.i18n import language
from ita_desktop.ui.language import install


@pytest.fixture
def thai(qapp):
    words = install(qapp)
    yield qapp
    qapp.removeTranslator(words)
    language.choose("th")


def texts(widget: QWidget) -> set[str]:
    """All words on labels, buttons and actions of a dialog."""
    shown = {part.text() for part in widget.findChildren(QAbstractButton)}
    shown |= {part.text() for part in widget.findChildren(QLabel)}
    shown |= {part.toolTip() for part in widget.findChildren(QWidget)}
    return shown | {part.text() for part in widget.findChildren(QAction)}


def english(words: set[str]) -> set[str]:
    """Those with a Latin word in them that is no shortcut, unit or file name."""
    return {
        word
        for word in words
        if any("a" <= letter.casefold() <= "z" for letter in word.replace("PDF", ""))
    }


def test_every_standard_button_speaks_thai(thai, qtbot):
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button != QDialogButtonBox.StandardButton.NoButton:
            box.addButton(button)
    words = {button.text() for button in box.buttons()}
    assert {"ตกลง", "ยกเลิก", "บันทึก", "ไม่ใช่"} <= words
    assert english(words) == set()


def test_a_message_box_speaks_thai(thai, qtbot):
    box = QMessageBox(QMessageBox.Icon.Question, "", "ลบหรือไม่")
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    box.setDetailedText("…")
    qtbot.addWidget(box)
    assert {button.text() for button in box.buttons()} == {"ใช่", "ไม่ใช่", "ดูรายละเอียด…"}


@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit])
def test_the_edit_menu_of_a_field_speaks_thai(thai, qtbot, field):
    made = field()
    qtbot.addWidget(made)
    menu = made.createStandardContextMenu()
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == ["เลิกทำ", "ทำซ้ำ", "ตัด", "คัดลอก", "วาง", "ลบ", "เลือกทั้งหมด"]
    menu.deleteLater()


@pytest.mark.parametrize(
    "mode", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave]
)
def test_the_file_dialog_speaks_thai(thai, qtbot, tmp_path, mode):
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    qtbot.addWidget(dialog)
    dialog.show()
    words = texts(dialog)
    assert {"ชื่อไฟล์:", "ยกเลิก", "สร้างโฟลเดอร์ใหม่"} <= words
    assert english(words - {str(tmp_path)}) == set()
    headings = dialog.findChild(QWidget, "treeView").header().model()
    assert [headings.headerData(column, Qt.Orientation.Horizontal) for column in range(4)] == [
        "ชื่อ", "ขนาด", "ชนิด", "วันที่แก้ไข",
    ]  # fmt: skip


def test_the_print_preview_speaks_thai(thai, qtbot, tmp_path):
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    dialog = QPrintPreviewDialog(printer)
    qtbot.addWidget(dialog)
    assert {"พอดีหน้า", "หน้าถัดไป", "ตั้งหน้ากระดาษ"} <= texts(dialog)
    assert english(texts(dialog)) == set()


def test_in_english_qt_shows_its_own_words(thai, qtbot):
    language.choose("en")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "Cancel"
