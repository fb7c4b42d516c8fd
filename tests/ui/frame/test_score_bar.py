"""The score bar in narrow windows: what stays is whole."""

import pytest
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.frame.score_bar import ScoreBar, ScoreBarItem, ScoreBarValue, ScoreBarValues
from ita_desktop.ui.theme.tokens import Width

DRAFT = ScoreBarValues(
    "คะแนนปี 2570",
    (
        ScoreBarValue("IIT", "IIT", "98.88", "ผลปี 69", "ปี 69"),
        ScoreBarValue("EIT", "EIT", "92.38", "ผลปี 69", "ปี 69"),
        ScoreBarValue("OIT", "OIT", "0.00", "ครบ 0/22 ข้อ", "0/22"),
    ),
    ScoreBarValue("ITA", "รวม", "57.38", "ต้องปรับปรุงโดยด่วน (กรอบร่าง)", "ต้องปรับปรุงโดยด่วน (ร่าง)"),
    ScoreBarValue("ITA", "เมื่อ OIT ครบ", "97.38", "ผ่านดี (กรอบร่าง)"),
    "ขาด คะแนนรวม 12.62 ถึงต้องปรับปรุง · ตามกรอบร่าง",
    "ขาด รวม 12.62 ถึงต้องปรับปรุง · ตามกรอบร่าง",
    "ขาด รวม 12.62 ถึงต้องปรับปรุง",
    "ขาด รวม 12.62",
)


@pytest.mark.parametrize("width", [1366, 1200, 1093, 1000, 910, 860])
def test_everything_is_whole_and_says_of_which_year_it_is(qtbot, width: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = ScoreBar(window)
    bar.set_indent(Width.RAIL if width >= 1200 else 56)
    bar.set_width_class(short=width < 1200, tight=width < 1000)
    bar.resize(width, bar.height())
    window.resize(width, 100)
    window.show()
    bar.set_values(DRAFT)
    bar.layout().activate()
    shown = [item for item in bar.findChildren(ScoreBarItem) if item.isVisible()]
    for item in shown:
        assert item.width() >= item.sizeHint().width()
        assert item.geometry().right() <= width
    notes = [item._note() for item in shown[:2]]
    assert all("69" in note for note in notes)
    assert bar.sentence.geometry().right() < width
    assert bar.sentence.text().startswith("ขาด รวม 12.62" if width < 1200 else "ขาด")
