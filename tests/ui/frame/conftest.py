"""A frame with three pages of plain values, in a window of 1366 x 768."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.frame.score_bar import ScoreBarValue, ScoreBarValues


class Kept(dict):
    """Settings that last as long as the test."""

    def set(self, key, value):
        self[key] = value


class PlainPage(QWidget):
    """A page with a table's stand-in and a pane's stand-in."""

    def __init__(self):
        super().__init__()
        layout = QVBoxLayout(self)
        self.table, self.pane = QLineEdit(), QLineEdit()
        layout.addWidget(self.table)
        layout.addWidget(self.pane)

    def focus_parts(self):
        return (self.table, self.pane)


VALUES = ScoreBarValues(
    "คะแนนปี 2568",
    (
        ScoreBarValue("IIT", "IIT", "98.88", "ผลปี 67"),
        ScoreBarValue("EIT", "EIT", "–"),
        ScoreBarValue("OIT", "OIT", "40.00", "ครบ 9/22 ข้อ", "9/22"),
    ),
    ScoreBarValue("ITA", "รวม", "73.38", "ต้องปรับปรุง"),
    ScoreBarValue("ITA", "เมื่อ OIT ครบ", "97.38", "ผ่านดี"),
    "ขาด EIT 2.62 คะแนน ถึงผ่านดีเยี่ยม",
    "ขาด EIT 2.62 ถึงผ่านดีเยี่ยม",
)


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def frame(qtbot, kept):
    made = MainFrame(kept)
    qtbot.addWidget(made)
    for key, icon, title in (
        ("overview", "layout-dashboard", "ภาพรวม"),
        ("oit", "list-checks", "งาน OIT"),
    ):
        made.add_page(key, icon, title, PlainPage)
    made.add_page("settings", "settings", "ตั้งค่า", PlainPage, at_end=True)
    for title in ("แฟ้ม", "แก้ไข"):
        made.add_menu(title).addAction("ทำ")
    made.top_bar.office.setText("สำนักงานเขตตัวอย่าง")
    made.score_bar.set_values(VALUES)
    made.resize(1366, 768)
    made.show_page("overview")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
