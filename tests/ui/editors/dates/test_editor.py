"""The date editor and its calendar."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.editors import dates
from ita_desktop.ui.editors.base import CloseReason, EditorPlace
from ita_desktop.ui.editors.dates import DateEditor

Key = Qt.Key
TODAY = date(2025, 3, 14)


@pytest.fixture
def editor(qtbot) -> DateEditor:
    window = QWidget()
    window.resize(700, 640)
    qtbot.addWidget(window)
    editor = DateEditor(EditorPlace(6, 32), window, 2568, TODAY)
    editor.setGeometry(40, 20, 120, 32)
    editor.leaves = []
    editor.kept = window
    editor.exited.connect(editor.leaves.append)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    editor.setFocus()
    editor.start("31 มี.ค. 68", None)
    return editor


def press(editor, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(editor.field, key, modifier)


def typed(editor, text: str) -> None:
    editor.field.setText("")
    editor.field.insert(text)
    editor.field.textEdited.emit(text)


def test_the_calendar_opens_on_the_day_of_the_cell(editor) -> None:
    assert editor.calendar.isVisible()
    assert editor.calendar.chosen == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/2/68", date(2025, 2, 1)),
        ("๑/๒/๖๘", date(2025, 2, 1)),
        ("31-01-2568", date(2025, 1, 31)),
        ("31 ต.ค.", date(2024, 10, 31)),
        ("วันนี้", TODAY),
        ("+7", date(2025, 3, 21)),
    ],
)
def test_the_calendar_follows_what_is_typed(editor, text, day) -> None:
    typed(editor, text)
    assert editor.calendar.chosen == day
    assert editor.calendar.month == day.replace(day=1)


def test_the_reading_of_what_is_typed_is_told_to_screen_readers(editor) -> None:
    typed(editor, "31/3/68")
    assert editor.field.accessibleDescription() == "จันทร์ที่ 31 มีนาคม 2568"


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ([Key.Key_Down], date(2025, 4, 7)),
        ([Key.Key_Up], date(2025, 3, 24)),
        ([Key.Key_Left], date(2025, 3, 30)),
        ([Key.Key_Right], date(2025, 4, 1)),
        ([Key.Key_PageDown], date(2025, 4, 30)),
        ([Key.Key_PageUp], date(2025, 2, 28)),
        ([Key.Key_Home], date(2024, 10, 1)),
        ([Key.Key_End], date(2025, 9, 30)),
        ([Key.Key_Down, Key.Key_Right, Key.Key_Right], date(2025, 4, 9)),
    ],
)
def test_the_keys_walk_through_the_calendar(editor, keys, day) -> None:
    press(editor, *keys)
    assert editor.calendar.chosen == day
    assert editor.field.text() == f"{day.day}/{day.month}/{(day.year + 543) % 100}"


def test_left_and_right_move_the_caret_while_one_types(editor) -> None:
    typed(editor, "1/2/6")
    press(editor, Key.Key_Left)
    assert editor.field.text() == "1/2/6"
    assert editor.field.cursorPosition() == 4


def test_an_empty_cell_starts_from_today(editor) -> None:
    typed(editor, "")
    press(editor, Key.Key_Down)
    assert editor.calendar.chosen == TODAY


def test_a_click_takes_a_day_and_is_done(editor) -> None:
    target = next(target for target in editor.calendar.targets() if target.day == date(2025, 3, 20))
    QTest.mouseClick(editor.calendar, Qt.MouseButton.LeftButton, pos=target.area.center())
    assert editor.field.text() == "20/3/68"
    assert editor.leaves == [CloseReason.DOWN]


def test_a_click_on_a_month_of_the_year_turns_to_it(editor) -> None:
    turns = [target for target in editor.calendar.targets() if not target.take]
    september = next(turn for turn in turns if turn.day == date(2025, 9, 1))
    QTest.mouseClick(editor.calendar, Qt.MouseButton.LeftButton, pos=september.area.center())
    assert editor.calendar.month == date(2025, 9, 1)
    assert editor.calendar.accessibleName() == "กันยายน 2568"
    assert editor.leaves == []
    QTest.mouseClick(editor.calendar, Qt.MouseButton.LeftButton, pos=turns[1].area.center())
    assert editor.calendar.month == date(2025, 10, 1), "the arrow leads out of the year"


def test_a_quick_pick_is_taken(editor) -> None:
    end = editor.calendar.targets()[-1]
    QTest.mouseClick(editor.calendar, Qt.MouseButton.LeftButton, pos=end.area.center())
    assert editor.field.text() == "30/9/68"


def test_a_click_between_the_parts_does_nothing(editor) -> None:
    QTest.mouseClick(editor.calendar, Qt.MouseButton.LeftButton, pos=QPoint(12, 14))
    assert editor.leaves == []
    assert editor.field.hasFocus()


def test_the_calendar_never_covers_its_field(editor) -> None:
    for top in (20, 300, 600):
        editor.move(40, top)
        editor.calendar.show_under(editor)
        sheet = editor.calendar.inner().translated(editor.calendar.pos())
        assert not sheet.intersects(editor.geometry())
        assert editor.window().rect().contains(sheet)


def test_weeks_run_from_sunday() -> None:
    days = dates.days_shown(date(2025, 3, 1))
    assert days[0] == date(2025, 2, 23)
    assert days[0].weekday() == 6
    assert len(days) == 42


def test_the_months_of_a_fiscal_year_begin_in_october() -> None:
    months = dates.months_of(2568)
    assert (months[0], months[-1]) == (date(2024, 10, 1), date(2025, 9, 1))


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (TODAY, [date(2025, 3, 31), date(2025, 3, 31), date(2025, 3, 31), date(2025, 9, 30)]),
        (
            date(2025, 4, 2),
            [date(2025, 4, 30), date(2025, 6, 30), date(2025, 9, 30), date(2025, 9, 30)],
        ),
        (
            date(2023, 1, 1),
            [date(2024, 10, 31), date(2024, 12, 31), date(2025, 3, 31), date(2025, 9, 30)],
        ),
    ],
)
def test_quick_picks_are_the_ends_that_deadlines_fall_on(today, days) -> None:
    assert [day for _, day in dates.quick_picks(2568, today)] == days


def test_the_place_of_a_day_in_its_year_is_told() -> None:
    assert dates.place_in_year(date(2025, 2, 28), 2568) == "ปีงบ 2568 วันที่ 151 จาก 365 · ไตรมาส 2"
    assert dates.place_in_year(date(2025, 10, 1), 2568) == "อยู่นอกปีงบประมาณ 2568"
