"""The year line: pins that keyboard and reader reach, labels that never touch, what a pin tells."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.domain.scores.progress import State
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.years.line import DayFact, Phase, Pin, PinState, YearLine
from ita_desktop.ui.table.heading import YearHeaderSize
from ita_desktop.ui.theme.lines import font
from ita_desktop.ui.theme.tokens import Text
from ita_desktop.ui.widgets.year_line import YearLineSize, YearLineView
from tests.ui.support.keyboard import press
from tests.ui.support.tips import tip_at

Key = Qt.Key
FIRST, LAST = date(2024, 10, 1), date(2025, 9, 30)
TODAY = date(2025, 3, 14)
PHASES = (
    Phase("เตรียมงาน", FIRST, date(2024, 12, 31)),
    Phase("เผยแพร่ข้อมูล", date(2025, 1, 1), date(2025, 4, 30)),
    Phase("ติดตามผล", date(2025, 5, 1), LAST),
)


def pin(day: date, state: PinState, title: str = "กำหนดส่ง OIT 2 ข้อ", **more: object) -> Pin:
    known = {
        "short": (title,),
        "facts": (),
        "missing": "",
        "note": "",
        "action": "เปิด O3",
        "place": Place(PageKey.OIT, "O3"),
    }
    return Pin(day=day, title=title, state=state, days_left=(day - TODAY).days, **(known | more))  # type: ignore[arg-type]


PINS = (
    pin(date(2024, 11, 1), PinState.PASSED, "คำสั่งแต่งตั้ง"),
    pin(date(2025, 1, 31), PinState.DONE),
    pin(
        date(2025, 2, 28),
        PinState.LATE,
        facts=(
            DayFact(State.DONE, "ครบแล้ว 1 ข้อ O8"),
            DayFact(State.LATE, "O3 ขาด 2 จาก 4 รายการ"),
        ),
        missing="เหลือ 1 ข้อ",
    ),
    pin(date(2025, 3, 20), PinState.NEXT, "ประชุมคณะทำงาน ครั้งที่ 2/2568", note="ห้องประชุม 2"),
    pin(date(2025, 4, 30), PinState.LATER, "ปิดการเผยแพร่"),
)


@dataclass
class Shown:
    view: YearLineView
    opened: list[Place]


@pytest.fixture
def show(qtbot) -> Callable[..., Shown]:
    windows = []

    def make(pins: tuple[Pin, ...] = PINS, *, width: int = 1160, today: date = TODAY) -> Shown:
        window = QWidget()
        window.resize(width, 400)
        view = YearLineView(window)
        view.setGeometry(0, 60, width, 50)
        view.set_line(YearLine(FIRST, LAST, today, PHASES, pins))
        windows.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        opened: list[Place] = []
        view.opened.connect(opened.append)
        return Shown(view, opened)

    return make


@pytest.fixture
def shown(show) -> Shown:
    return show()


def popover(shown: Shown):
    assert shown.view.popover is not None
    return shown.view.popover


def test_tab_stops_once_at_what_is_next(shown: Shown) -> None:
    stops = [button for button in shown.view.pins if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [stop.pin.state for stop in stops] == [PinState.NEXT]


def test_arrows_home_and_end_walk_along_the_pins(shown: Shown) -> None:
    pins = shown.view.pins
    pins[3].setFocus()
    walked = []
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_Left, Key.Key_End):
        press(key)
        walked.append(pins.index(QApplication.focusWidget()))
    assert walked == [2, 1, 2, 0, 0, 4]
    press(Key.Key_Right)
    assert QApplication.focusWidget() is pins[4]
    assert pins[4].focusPolicy() & Qt.FocusPolicy.TabFocus, "Tab comes back to where one was"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_a_key_opens_what_is_ready_and_what_is_missing_and_its_link_leads_there(
    shown: Shown, key: Qt.Key
) -> None:
    shown.view.pins[2].setFocus()
    press(key)
    described = popover(shown)
    assert described.isVisible()
    assert described.facts == ("ครบแล้ว 1 ข้อ O8", "O3 ขาด 2 จาก 4 รายการ")
    press(Key.Key_Return)
    assert shown.opened == [Place(PageKey.OIT, "O3")]
    assert shown.view.popover is None or not shown.view.popover.isVisible()


def test_escape_closes_and_the_pin_has_the_keyboard_again(shown: Shown, qtbot) -> None:
    shown.view.pins[2].setFocus()
    press(Key.Key_Return)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: shown.view.popover is None)
    assert shown.view.window().focusWidget() is shown.view.pins[2]
    assert shown.opened == []


def test_a_click_on_a_pin_or_on_its_label_opens_it(shown: Shown, qtbot) -> None:
    qtbot.mouseClick(shown.view.pins[1], Qt.MouseButton.LeftButton)
    assert "31 ม.ค. 68" in popover(shown).accessibleName() + spoken_below(popover(shown))
    popover(shown).close()
    qtbot.waitUntil(lambda: shown.view.popover is None)
    label = next(label for label in shown.view.labels if label.pin == 4)
    at = label.area.center().toPoint()
    qtbot.mouseClick(shown.view, Qt.MouseButton.LeftButton, pos=at)
    assert popover(shown).accessibleName() == "ปิดการเผยแพร่"
    popover(shown).close()


def spoken_below(widget: QWidget) -> str:
    """All that a reader finds inside a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    names = [
        found.child(number).text(QAccessible.Text.Name) for number in range(found.childCount())
    ]
    return " ".join(names)


def test_each_pin_is_a_button_that_says_its_day_its_state_and_what_it_lacks(
    shown: Shown,
) -> None:
    line = QAccessible.queryAccessibleInterface(shown.view)
    buttons = [line.child(number) for number in range(line.childCount())]
    assert {button.role() for button in buttons} == {QAccessible.Role.Button}
    names = [button.text(QAccessible.Text.Name) for button in buttons]
    assert names == [
        "คำสั่งแต่งตั้ง, ผ่านมาแล้ว, 1 พ.ย. 67, 133 วันก่อน",
        "กำหนดส่ง OIT 2 ข้อ, ครบแล้ว, 31 ม.ค. 68, 42 วันก่อน",
        "กำหนดส่ง OIT 2 ข้อ, เลยกำหนด, 28 ก.พ. 68, 14 วันก่อน, เหลือ 1 ข้อ",
        "ประชุมคณะทำงาน ครั้งที่ 2/2568, ถัดไป, 20 มี.ค. 68, อีก 6 วัน",
        "ปิดการเผยแพร่, ยังไม่ถึง, 30 เม.ย. 68, อีก 47 วัน",
    ]
    assert buttons[3].text(QAccessible.Text.Description) == "ห้องประชุม 2"


def test_the_line_says_which_year_and_which_part_of_it(shown: Shown) -> None:
    line = QAccessible.queryAccessibleInterface(shown.view)
    assert "1 ต.ค. 67 ถึง 30 ก.ย. 68" in line.text(QAccessible.Text.Name)
    text = line.text(QAccessible.Text.Description)
    assert text == "ช่วงเผยแพร่ข้อมูล 1 ม.ค. 68 ถึง 30 เม.ย. 68"


def crowd(count: int, apart: int = 1) -> tuple[Pin, ...]:
    days = [TODAY + timedelta(days=apart * number) for number in range(count)]
    return tuple(
        pin(day, PinState.LATER if number else PinState.NEXT, f"ประชุม ครั้งที่ {number}")
        for number, day in enumerate(days)
    )


@pytest.mark.parametrize("width", [840, 990, 1160, 1700])
@pytest.mark.parametrize("pins", [PINS, crowd(12), crowd(25, 7), crowd(30, 1)])
def test_labels_and_pins_never_touch_and_stay_inside(show, width: int, pins) -> None:
    view = show(pins, width=width).view
    areas = sorted((label.area for label in view.labels), key=lambda area: area.left())
    for left, right in pairwise(areas):
        assert left.right() < right.left()
    assert all(area.left() >= 0 and area.right() <= width for area in areas)
    places = [one.geometry() for one in view.pins]
    for left, right in pairwise(places):
        assert right.left() - left.left() >= 14, "the discs of two pins would overlap"
    assert all(place.left() >= 0 and place.right() <= width for place in places)


def test_what_is_next_always_has_its_label(show) -> None:
    for pins in (PINS, crowd(30, 1), crowd(25, 7)):
        view = show(pins, width=840).view
        labelled = {view.pins[label.pin].pin.state for label in view.labels}
        assert PinState.NEXT in labelled


def test_a_label_is_cut_at_a_word_and_its_tip_tells_it_whole(shown: Shown) -> None:
    label = next(label for label in shown.view.labels if label.pin == 3)
    assert label.text == "ประชุมคณะทำงาน…"
    tip = shown.view.tip(label.area.center().toPoint())
    assert tip.startswith("ประชุมคณะทำงาน ครั้งที่ 2/2568\n20 มี.ค. 68 · อีก 6 วัน")


def test_a_long_name_without_spaces_is_cut_at_a_word_too(show) -> None:
    long = pin(date(2025, 3, 20), PinState.NEXT, "ประชุมคณะกรรมการอำนวยการและคณะทำงานร่วมกัน")
    (label,) = show((long,)).view.labels
    whole_words = {"ประชุม…", "ประชุมคณะกรรมการ…", "ประชุมคณะกรรมการอำนวยการ…"}
    assert label.text in whole_words


def test_several_things_of_one_day_have_one_label_with_their_number(show) -> None:
    both = pin(date(2025, 3, 31), PinState.NEXT, short=("ส่งข้อมูลสาธารณะ", "สิ้นรอบหกเดือนแรก"))
    (label,) = show((both,)).view.labels
    assert label.text == "ส่งข้อมูลสาธารณะ +1"


def test_the_pointer_is_told_the_part_of_the_year(shown: Shown) -> None:
    assert shown.view.tip(QPoint(1100, 24)) == "ช่วงติดตามผล 1 พ.ค. 68 ถึง 30 ก.ย. 68"


def test_a_day_outside_the_year_stands_at_its_end(show) -> None:
    late = pin(LAST + timedelta(days=40), PinState.LATER)
    view = show((*PINS, late)).view
    assert view.pins[-1].geometry().right() <= view.width()
    assert "9 พ.ย. 68" in tip_at(view.pins[-1])


def test_a_pin_tells_its_day_how_far_it_is_and_what_is_missing(shown: Shown) -> None:
    assert tip_at(shown.view.pins[2]).splitlines() == [
        "กำหนดส่ง OIT 2 ข้อ",
        "28 ก.พ. 68 · 14 วันก่อน",
        "ครบแล้ว 1 ข้อ O8",
        "O3 ขาด 2 จาก 4 รายการ",
        "นับ ณ 14 มี.ค. 68 คลิกเพื่อดูและเปิด",
    ]


def test_other_pins_take_the_place_of_those_there_were(show, qtbot) -> None:
    shown = show()
    shown.view.pins[3].setFocus()
    shown.view.set_line(YearLine(FIRST, LAST, TODAY, PHASES, PINS[:4]))
    assert [one.pin for one in shown.view.pins] == list(PINS[:4])
    assert QApplication.focusWidget() is shown.view.pins[3], "the keyboard stays where it was"
    shown.view.set_line(YearLine(FIRST, LAST, TODAY, PHASES, PINS))
    assert [one.isVisible() for one in shown.view.pins] == [True] * 5


def test_a_year_without_dates_is_only_a_line(show) -> None:
    view = show((), today=date(2027, 1, 1)).view
    assert view.labels == ()
    QTest.keyClick(view, Key.Key_Right)


def test_the_mark_over_today_is_whole_in_both_flags(qapp) -> None:
    for style, above in (
        (Text.TINY, YearHeaderSize.FLAG_BASELINE),
        (Text.TINY_STRONG, YearLineSize.BASELINE),
    ):
        ink = QFontMetricsF(font(style)).tightBoundingRect("วันนี้")
        assert -ink.top() <= above, style
    assert YearLineSize.FLAG > YearLineSize.BASELINE
    assert YearHeaderSize.FLAG > YearHeaderSize.FLAG_BASELINE
