"""What is remembered of imports is shown in the settings, changed there and forgotten."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from ita_desktop.domain.answers import AnswerAbout, ImportAnswer
from ita_desktop.domain.pages import PageKey
from ita_desktop.ui.pages.settings.page import ANSWERS, SettingsPage
from tests.ui.support.keyboard import press, type_text

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window) -> SettingsPage:
    unit = next(unit for unit in window.session.data.units if unit.name == "ฝ่ายปกครอง")
    day = date(2025, 1, 31)
    with window.session.workspace.change("-") as change:
        for answer in (
            ImportAnswer(
                id="column", about=AnswerAbout.COLUMN, scope="assignments", text="งานที่",
                answer="item", decided=day,
            ),
            ImportAnswer(
                id="unit", about=AnswerAbout.UNIT, text="ฝ่ายปกคอง", unit_id=unit.id, decided=day
            ),
            ImportAnswer(id="person", about=AnswerAbout.PERSON, text="นายก ข", decided=day),
        ):  # fmt: skip
            change.insert(answer)
    window.go(PageKey.SETTINGS, ANSWERS)
    return window.page(PageKey.SETTINGS)


def shown(page: SettingsPage) -> list[tuple[str, ...]]:
    sheet = page.backup.answers.table.sheet
    return [
        tuple(sheet.index(at, column).data() for column in range(3))
        for at in range(sheet.rowCount())
    ]


def test_answers_are_folded_below_the_safety_copies(page: SettingsPage, window, qtbot) -> None:
    backup = page.backup
    assert len(page.chips) == 5
    assert backup.answers_button.text() == "คำตอบที่จำไว้ 3"
    qtbot.mouseClick(backup.answers_button, LEFT)
    assert not backup.answers.isVisible()
    window.resize(911, 512)
    qtbot.mouseClick(backup.answers_button, LEFT)
    qtbot.waitUntil(lambda: not backup.answers.table.viewport().visibleRegion().isEmpty())
    foot = backup.answers.rect().bottomLeft()
    assert backup.rect().contains(backup.answers.mapTo(backup, foot))


def test_answers_are_listed_in_words(page: SettingsPage) -> None:
    assert shown(page) == [
        ("คอลัมน์ของการมอบหมายข้อ OIT", "งานที่", "ข้อ"),
        ("บุคคล", "นายก ข", "เว้นไว้"),
        ("หน่วย", "ฝ่ายปกคอง", "ฝ่ายปกครอง"),
    ]


def test_an_answer_is_changed_by_keyboard(page: SettingsPage, window) -> None:
    table = page.backup.answers.table
    table.setFocus()
    table.go_to("unit", "meaning")
    press(Key.Key_Return)
    type_text("ฝ่ายโยธา")
    press(Key.Key_Return)
    assert ("หน่วย", "ฝ่ายปกคอง", "ฝ่ายโยธา") in shown(page)
    window.session.undo()
    assert ("หน่วย", "ฝ่ายปกคอง", "ฝ่ายปกครอง") in shown(page)


def test_an_answer_is_forgotten_and_the_last_leads_to_the_import(page, window, qtbot) -> None:
    table = page.backup.answers.table
    table.setFocus()
    table.go_to("unit", "meaning")
    press(Key.Key_Minus, CTRL)
    assert [row.id for row in table.sheet.all_rows()] == ["column", "person"]
    table.selectAll()
    qtbot.mouseClick(page.backup.answers.forget_button, LEFT)
    assert page.backup.answers.empty.isVisible()
    assert not page.backup.answers.forget_button.isVisible()
    window.session.undo()
    assert len(table.sheet.all_rows()) == 2
