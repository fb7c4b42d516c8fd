"""Whoever has no mouse gets everywhere, always sees where she is, and comes back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QScrollArea,
    QWidget,
)

from ita_desktop.ui.commands.search import SearchPopup
from ita_desktop.ui.frame.edges import RailEntry
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import ANSWERS, SettingsSection
from ita_desktop.ui.pages.surveys.page import SurveySection
from ita_desktop.ui.pages.year.page import YearSection
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.outline import Outline
from ita_desktop.ui.widgets.page.section import ValueRow
from ita_desktop.ui.widgets.tab_order import stops
from ita_desktop.ui.widgets.year_pin import PinButton
from tests.ui.scenes.every_scene import SCENES, shown, table_of
from tests.ui.support.arriving import arrives
from tests.ui.support.keyboard import focused, press, type_text
from tests.ui.theme.test_contrast import luminance
from tools.scenes.pages import wait_until_idle

Key = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
KEEP_TAB = (SheetView, Outline)
"""Where Tab does something else than to go on."""
USED = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
SECTIONED = {PageKey.SETTINGS, PageKey.YEAR, PageKey.SURVEYS}
PAGES = [
    *((key, "O12" if key is PageKey.OIT else "") for key in PageKey if key not in SECTIONED),
    *((PageKey.SETTINGS, section.value) for section in SettingsSection),
    (PageKey.SETTINGS, ANSWERS),
    *((PageKey.YEAR, section.value) for section in YearSection),
    *((PageKey.SURVEYS, section.value) for section in SurveySection),
]
BETWEEN_NEIGHBOURS = (Key.Key_Left, Key.Key_Right)
"""The pins of the year are one stop for Tab, with these keys between them."""
MOST_STEPS = 200
MENUS = ("แฟ้ม", "แฟ้ม", "แก้ไข", "แสดง", "ข้อมูล", "ช่วยเหลือ")


def to_be_used(part: QWidget) -> Iterator[QWidget]:
    """What can be clicked or typed in, as far as it is seen and may be used."""
    for widget in part.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), (QAbstractItemView, QComboBox, QLineEdit))
        only_read = (
            isinstance(widget, ValueRow) and widget.accessible_role is QAccessible.Role.StaticText
        )
        usable = isinstance(widget, USED) and widget.isVisibleTo(part) and widget.isEnabled()
        if usable and not inner and not only_read:
            yield widget


def name(widget: QWidget | None) -> str:
    text = widget.accessibleName() if widget is not None else ""
    return f"{type(widget).__name__} {text or getattr(widget, 'text', str)()}"


def reached(part: QWidget) -> set[QWidget]:
    """What F6 and Tab lead to in a window, forwards and back, and from there the arrow keys."""
    found: set[QWidget] = set()
    for _ in range(8):
        start = focused()
        for keys in ((Key.Key_Tab,), (Key.Key_Backtab, SHIFT)):
            start.setFocus(Qt.FocusReason.TabFocusReason)
            found |= walked(found - {start}, *keys)
        start.setFocus(Qt.FocusReason.TabFocusReason)
        press(Key.Key_F6)
    assert part.isAncestorOf(focused())
    return found


def walked(
    known: set[QWidget],
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> set[QWidget]:
    """What a key leads to, as far as a table, which keeps Tab, or what is known."""
    found: set[QWidget] = set()
    while (now := focused()) not in found | known:
        found.add(now)
        if isinstance(now, PinButton):
            found |= neighbours(now)
        if isinstance(now, RailEntry):  # the arrows would show other pages
            found |= set(now.parentWidget().findChildren(RailEntry))
        if isinstance(now, KEEP_TAB):
            break
        press(key, modifiers)
    return found


def neighbours(button: QAbstractButton) -> set[QWidget]:
    """What the arrow keys reach from a button; the keyboard is at the button again afterwards."""
    found: set[QWidget] = set()
    for key in BETWEEN_NEIGHBOURS:
        for _ in range(MOST_STEPS):
            before = focused()
            if type(before) is not type(button):
                break
            press(key)
            if focused() is before or focused() in found:
                break
            found.add(focused())
        button.setFocus(Qt.FocusReason.TabFocusReason)
    return {widget for widget in found if type(widget) is type(button)}


@pytest.mark.in_turn
def test_the_keyboard_reaches_everything_on_a_page(window) -> None:
    for key, target in PAGES:
        window.go(key, target)
        QTest.qWait(50)
        window.top_bar.year.setFocus(Qt.FocusReason.TabFocusReason)
        got = reached(window)
        missing = [name(widget) for widget in to_be_used(window) if widget not in got]
        assert not missing, (key, target)


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", ["new-year", "new-workspace", "restore", "about", "paste"])
def test_the_keyboard_reaches_everything_in_a_dialog(window, scene) -> None:
    missing: list[str] = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        assert QTest.qWaitForWindowActive(sheet)
        wait_until_idle()
        got = reached(sheet)
        missing.extend(name(widget) for widget in to_be_used(sheet) if widget not in got)

    SCENES[scene](window, look)
    assert not missing


@pytest.mark.in_turn
def test_tab_goes_as_one_reads(window) -> None:
    for key, target in PAGES:
        window.go(key, target)
        QTest.qWait(50)
        page = window.page(key)
        order = [stop for stop in stops(page) if stop.isVisible() and stop.isEnabled()]
        # Before anything is scrolled to where the keyboard comes.
        misread = [f"{name(a)} before {name(b)}" for a, b in pairwise(order) if back(a, b)]
        assert not misread, (key, target)
        for before, after in pairwise(order):
            if isinstance(before, KEEP_TAB):
                continue
            before.setFocus(Qt.FocusReason.TabFocusReason)
            press(Key.Key_Tab)
            at = focused()
            assert at is after, f"{key}: {name(before)} → {name(at)}, not {name(after)}"
            if not isinstance(at, KEEP_TAB):
                press(Key.Key_Backtab, SHIFT)
                assert focused() is before, f"{key}: {name(focused())}"


@pytest.mark.in_turn
@pytest.mark.parametrize("key", [PageKey.OVERVIEW, PageKey.SETTINGS])
def test_tab_comes_round_to_where_it_began(window, key) -> None:
    window.go(key, SettingsSection.OFFICE if key is PageKey.SETTINGS else "")
    QTest.qWait(50)
    start = window.top_bar.year
    start.setFocus(Qt.FocusReason.TabFocusReason)
    passed = []
    while not passed or focused() is not start:
        assert focused() not in passed, name(focused())
        passed.append(focused())
        press(Key.Key_Tab)
    assert len(passed) > 15


def back(before: QWidget, after: QWidget) -> bool:
    """Whether one reads back from one to the other: up without going right, or left on a line."""
    one, two = (
        part.rect().translated(part.mapTo(part.window(), QPoint())) for part in (before, after)
    )
    up, left = two.bottom() <= one.top(), two.right() <= one.left()
    right, down = two.left() >= one.right(), two.top() >= one.bottom()
    # An action in the corner of a table's title follows the table.
    corner = after.parentWidget().isAncestorOf(before) or after.parentWidget() is before
    return ((up and not right) or (left and not down)) and not corner


def test_the_arrows_go_from_page_to_page_along_the_rail(window) -> None:
    window.show_page(PageKey.OIT)
    window.rail.entries[PageKey.OIT].setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Down)
    assert arrives(window, PageKey.MEASURES)
    assert focused() is window.rail.entries[PageKey.MEASURES]
    press(Key.Key_Up)
    press(Key.Key_Up)
    assert arrives(window, PageKey.ROSTER)


# -- where the keyboard is


def ratio(number: int, other: int) -> float:
    light, dark = sorted((luminance(QColor(number)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def marked(widget: QWidget, buttons: Sequence[QWidget]) -> int:
    """How many pixels in and around a widget become clearly darker or lighter by the focus, which
    goes to the first other one of ``buttons``."""
    home = widget.window()
    other = next(button for button in buttons if button is not widget)
    # What lies out of sight comes into it with the keyboard.
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
    corner = widget.mapTo(home, QPoint(-6, -6))
    area = widget.rect().translated(corner).adjusted(0, 0, 12, 12).intersected(home.rect())

    def seen() -> QImage:
        QApplication.processEvents()
        return home.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)

    widget.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(widget, QLineEdit):
        widget.deselect()
    focused_picture = seen()
    other.setFocus(Qt.FocusReason.TabFocusReason)
    plain = seen()
    pairs: Counter[tuple[int, int]] = Counter()
    for one, two in zip(rows(plain), rows(focused_picture), strict=True):
        if one != two:  # few rows of a large table
            pairs.update(zip(memoryview(one).cast("I"), memoryview(two).cast("I"), strict=True))
    return sum(many for (one, two), many in pairs.items() if one != two and ratio(one, two) >= 3)


def rows(picture: QImage) -> Iterator[bytes]:
    """The colours of a picture as QRgb, row by row."""
    pixels, length = bytes(picture.constBits()), picture.bytesPerLine()
    for start in range(0, len(pixels), length):
        yield pixels[start : start + length]


@pytest.mark.long
@pytest.mark.painted
def test_one_sees_where_the_keyboard_is(window) -> None:
    for key, target in PAGES:
        window.go(key, target)
        QTest.qWait(50)
        unseen = []
        buttons = [
            stop for stop in stops(window) if isinstance(stop, QAbstractButton) and stop.isEnabled()
        ][:2]
        for stop in stops(window.centralWidget()):
            widget = stop.focusProxy() or stop
            if not widget.isVisible() or not widget.isEnabled() or isinstance(widget, QScrollArea):
                continue
            if marked(widget, buttons) < 40:
                unseen.append(name(widget))
        assert not unseen, (key, target)


# -- the menus


@pytest.mark.parametrize("width", [1366, 1100])
def test_alt_and_a_letter_open_a_menu_in_either_layout(window, width) -> None:
    window.resize(width, 768)
    for letter, title in zip("แCไสVย", MENUS, strict=True):
        QTest.sendKeyEvent(QTest.KeyAction.Press, focused(), Key(ord(letter)), letter, ALT)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), letter
        assert menu.title() == title, letter
        menu.close()


def test_alt_shows_the_letters_of_the_menus_while_it_is_held(window) -> None:
    bar = window.top_bar.menu_bar
    plain = bar.grab().toImage()
    QTest.keyPress(window, Key.Key_Alt)
    assert bar.letters_shown
    assert bar.grab().toImage() != plain
    press(Key.Key_X, ALT)
    QTest.keyRelease(window, Key.Key_Alt)
    assert not bar.letters_shown
    assert bar.grab().toImage() == plain


def test_a_tap_on_alt_goes_to_the_menus_where_a_letter_is_enough(window) -> None:
    bar = window.top_bar.menu_bar
    QTest.keyClick(window, Key.Key_Alt)
    assert focused() is bar
    assert bar.letters_shown
    type_text("ส")
    menu = QApplication.activePopupWidget()
    assert menu.title() == "แสดง"
    menu.close()


def test_a_letter_is_enough_also_after_the_menus_were_behind_one_button(window) -> None:
    wide = window.size()
    window.resize(1100, 768)
    for _ in range(2):
        press(Key.Key_F10)
        QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Escape)
    window.resize(wide)
    QTest.keyClick(window, Key.Key_Alt)
    type_text("ส")
    menu = QApplication.activePopupWidget()
    assert menu.title() == "แสดง"
    menu.close()


def test_f10_opens_the_menus_and_escape_leads_back(window) -> None:
    window.go(PageKey.OIT)
    table = table_of(window.page(PageKey.OIT))
    table.setFocus()
    press(Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert menu.title() == "แฟ้ม"
    QTest.keyClick(menu, Key.Key_Right)
    menu = QApplication.activePopupWidget()
    assert menu.title() == "แก้ไข"
    QTest.keyClick(menu, Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    QTest.keyClick(window.top_bar.menu_bar, Key.Key_Escape)
    assert focused() is table


@pytest.mark.in_turn
def test_control_and_a_number_or_letter_show_a_page(window) -> None:
    keys = [*"123456789", "Comma", "J"]  # as the rail lists them, the settings, and the year
    for name, key in zip(keys, PageKey, strict=True):
        window.show_page(PageKey.ROSTER if key is not PageKey.ROSTER else PageKey.OIT)
        press(Key[f"Key_{name}"], CTRL)
        assert arrives(window, key), key


# -- back again


@pytest.mark.in_turn
@pytest.mark.parametrize("keys", [(Key.Key_Menu,), (Key.Key_F10, SHIFT)], ids=["menu", "shift-f10"])
def test_the_menu_of_a_cell_opens_by_keyboard_and_closes_with_escape(window, keys) -> None:
    for key, row, column in (
        (PageKey.ROSTER, "", "post"),
        (PageKey.OIT, "O12", "title"),
        (PageKey.SCORES, "I1", "title"),
    ):
        window.go(key)
        table = table_of(window.page(key))
        table.setFocus()
        first = next(line.id for line in table.sheet.lines if line.group is None)
        table.go_to(row or first, column)
        press(*keys)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), key
        QTest.keyClick(menu, Key.Key_Escape)
        assert QApplication.activePopupWidget() is None, key
        assert focused() is table, key


def test_escape_leads_from_the_pane_back_to_the_table(window) -> None:
    window.go(PageKey.OIT, "O12")
    page = window.page(PageKey.OIT)
    page.pane.ui.fold.setFocus()
    press(Key.Key_Escape)
    assert focused() is page.table


@pytest.mark.painted
def test_escape_leads_from_the_search_back_to_where_one_was(window, qtbot) -> None:
    window.go(PageKey.OIT)
    table = table_of(window.page(PageKey.OIT))
    table.setFocus()
    qtbot.waitUntil(lambda: window.findChild(SearchPopup) is not None)
    press(Key.Key_K, CTRL)
    assert focused() is window.top_bar.search
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: focused() is table)


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", ["years", "assign", "group", "body"])
def test_escape_closes_what_has_opened(window, scene) -> None:
    closed = []

    def look() -> None:
        popup = QApplication.activePopupWidget()
        assert popup in shown(window)
        press(Key.Key_Escape)
        closed.append(not popup.isVisible())

    SCENES[scene](window, look)
    assert closed == [True]


@pytest.mark.in_turn
def test_arrows_and_space_tick_whom_to_assign_to(window) -> None:
    def look() -> None:
        popup = QApplication.activePopupWidget()
        first = next(box for box in popup.boxes.values() if not box.isHidden())
        before = first.isChecked()
        press(Key.Key_Down)
        assert focused() is first
        press(Key.Key_Space)
        assert first.isChecked() is not before
        press(Key.Key_Up)
        assert focused() is popup.names

    SCENES["assign"](window, look)
