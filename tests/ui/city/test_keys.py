"""Whoever has no mouse gets everywhere in the window of the city, and out of its tables."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.city.window import CityTab
from ita_desktop.ui.commands.help import HelpWindow
from tests.ui.city.test_reading import shown_city
from tests.ui.support.keyboard import focused, is_active, press
from tests.ui.test_keyboard import name, reached, to_be_used


@pytest.mark.in_turn
@pytest.mark.parametrize("tab", list(CityTab))
def test_the_keyboard_reaches_everything(city, tab) -> None:
    city.show_tab(tab)
    while wait_for_all():
        QApplication.processEvents()
    city.tabs[tab].setFocus(Qt.FocusReason.TabFocusReason)
    got = reached(city)
    missing = [name(widget) for widget in to_be_used(city) if widget not in got]
    assert not missing


def test_f6_leaves_a_table_and_comes_round(city) -> None:
    city.view(CityTab.TABLE).table.setFocus()
    seen = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        seen.append(focused())
    assert city.view(CityTab.TABLE).table in seen
    assert city.tabs[CityTab.TABLE] in seen
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is seen[-2]


def test_ctrl_and_a_figure_change_the_view(city) -> None:
    for at, tab in enumerate(CityTab, 1):
        press(Qt.Key(Qt.Key.Key_0 + at), Qt.KeyboardModifier.ControlModifier)
        assert city.tab is tab


def test_the_keys_are_those_of_both_layouts(city) -> None:
    for letter in (Qt.Key.Key_K, Qt.Key(ord("า"))):
        city.bar.year.setFocus()
        press(letter, Qt.KeyboardModifier.ControlModifier)
        assert focused() is city.bar.text


def test_f1_opens_the_chapter_of_the_city(window) -> None:
    window.commands.run("city")
    city = shown_city()
    assert is_active(city)
    press(Qt.Key.Key_F1)
    (opened,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow)]
    assert "ภาพรวมเมือง" in opened.title
    opened.close()
    city.close()
