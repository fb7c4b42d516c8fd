"""The page of the surveys in the real window: typed, pasted, and refused with a sentence."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.surveys.page import SurveySection
from tests.ui.support.keyboard import press
from tests.ui.support.previews import accept_preview

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.in_turn
def test_numbers_are_pasted_shown_as_a_curve_and_taken_back(window, qtbot) -> None:
    window.go(PageKey.SURVEYS, SurveySection.COUNTS)
    page, session = window.page(PageKey.SURVEYS), window.session
    before = session.data.survey_counts
    session.write(_remove_all)
    assert page.counts.empty.isVisible()
    page.counts.empty.state.button.setFocus()
    block = "17/3/68\tIIT ฝ่ายโยธา ลูกจ้าง\t๓๑\n17/3/68\tEIT ผู้รับบริการ\t160"
    QApplication.clipboard().setText(block)
    press(Qt.Key.Key_V, CTRL)
    accept_preview(window, qtbot)
    counted = {count.answered: count.day for count in session.data.survey_counts}
    assert counted == {31: date(2025, 3, 17), 160: date(2025, 3, 17)}
    page.show_section(SurveySection.PROGRESS)
    picture = page.progress.parts["EIT"].picture
    assert picture.isVisible()
    assert "17 มี.ค. 68 ตอบแล้ว 160" in picture.accessibleName()
    session.undo()
    session.undo()
    assert session.data.survey_counts == before


def _remove_all(workspace, year) -> None:
    from ita_desktop.services import surveys

    surveys.remove_counts(workspace, year, [row.id for row in workspace.year(year).survey_counts])


def test_an_unknown_group_is_refused_with_a_sentence(window) -> None:
    window.go(PageKey.SURVEYS, SurveySection.COUNTS)
    page, session = window.page(PageKey.SURVEYS), window.session
    count = len(session.data.survey_counts)
    row = {"day": date(2025, 3, 17), "group": "ฝ่ายที่ไม่มี", "answered": 3}
    session.attempt(lambda: page.counts.write([row], ()))
    assert "ไม่มีกลุ่มผู้ตอบ “ฝ่ายที่ไม่มี”" in window.message.message.sentence
    assert len(session.data.survey_counts) == count


def test_the_status_tells_why_more_lack_than_the_difference(window) -> None:
    window.go(PageKey.SURVEYS)
    told = window.page(PageKey.SURVEYS).status_text
    assert "ตอบแล้ว 352 จากที่ต้องการ 493 คน · ขาด 146 คนใน 4 กลุ่ม · 5 คนตอบเกิน" in told
