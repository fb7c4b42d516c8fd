"""The licences in the program: each part with its whole text, found by words, in two languages."""

import re
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextFormat
from PySide6.QtWidgets import QApplication

from ita_desktop.i18n import language
from ita_desktop.services.about import LicensedPart, licensed_parts
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.commands.help import HelpWindow, LicenceWindow
from ita_desktop.ui.commands.own_lines import END_OF_LINE
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import focused, is_active, press, type_text
from tools.scenes.pages import wait_for


def opened(window: Window) -> LicenceWindow:
    window.commands.run(Command.LICENCES)
    wait_for(lambda: window.findChildren(LicenceWindow))
    (shown,) = window.findChildren(LicenceWindow)
    assert is_active(shown)
    return shown


def text_of(shown: LicenceWindow) -> str:
    return shown.reader.document().toPlainText().replace(END_OF_LINE, "").replace("\n", "")


@pytest.mark.in_turn
def test_every_part_is_listed_with_its_version_and_licence_and_its_whole_text(window) -> None:
    shown = opened(window)
    overview = text_of(shown)
    for row, part in enumerate(licensed_parts(), 1):
        assert part.name in overview
        assert part.version in overview
        assert part.licence in overview
        shown.contents.setCurrentRow(row)
        assert shown.title == part.name
        assert "".join(part.text.split()) in "".join(text_of(shown).split())
    assert row == shown.contents.count() - 1
    shown.close()


@pytest.mark.in_turn
def test_words_are_found_in_the_texts_of_all_parts(window) -> None:
    shown = opened(window)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is shown.field
    type_text("This version of the GNU Lesser")
    assert shown.title in {"pi_heif", "PySide6_Essentials", "shiboken6"}
    assert shown.reader.selected_text() == "This version of the GNU Lesser"
    shown.close()


@pytest.mark.in_turn
def test_a_second_time_it_is_the_same_window_and_the_manual_is_another(window) -> None:
    shown = opened(window)
    assert opened(window) is shown
    window.commands.run(Command.HELP)
    (manual,) = window.findChildren(HelpWindow)
    assert manual.windowTitle() != shown.windowTitle()
    manual.close()
    shown.close()


@pytest.mark.in_turn
def test_in_english_no_thai_stands_around_the_texts(window, monkeypatch) -> None:
    monkeypatch.setattr(language, "code", "en")
    shown = opened(window)
    words = [shown.windowTitle(), text_of(shown), shown.reader.accessibleName(), shown.title]
    assert not re.search("[ก-๙]", " ".join(words))
    assert "Licences" in shown.windowTitle()
    shown.close()


@pytest.mark.in_turn
@pytest.mark.parametrize("text", ["# ไม่ใช่หัวข้อ\n* <b>a</b> | _x_", "  ย่อหน้า\n\n\n  [1](x)"])
def test_a_text_is_shown_as_it_was_given(window, monkeypatch, text) -> None:
    part = LicensedPart("libx", "1", "MIT", text)
    monkeypatch.setattr("ita_desktop.ui.commands.help.licensed_parts", lambda: (part,))
    shown = opened(window)
    shown.contents.setCurrentRow(1)
    shown.reader.selectAll()
    shown.reader.copy()
    assert QApplication.clipboard().text() == f"libx 1\nMIT\n\n{text}"
    shown.close()


@pytest.mark.in_turn
def test_no_text_is_set_as_a_heading_or_wider_than_the_window(window) -> None:
    shown = opened(window)
    assert shown.contents.horizontalScrollBar().maximum() == 0
    rows = range(1, shown.contents.count())
    # From the overview, which begins with a heading; unseen, its lines need no ends.
    shown.reader.hide()
    for row in rows:
        shown.contents.setCurrentRow(0)
        shown.contents.setCurrentRow(row)
        looks = shown.reader.document().begin().charFormat()
        assert looks.fontWeight() <= QFont.Weight.Normal
        assert not looks.hasProperty(QTextFormat.Property.FontSizeAdjustment)
    shown.reader.show()
    for row in rows:
        shown.contents.setCurrentRow(row)
        looks = shown.reader.document().begin().charFormat()
        assert looks.fontWeight() <= QFont.Weight.Normal
        assert not looks.hasProperty(QTextFormat.Property.FontSizeAdjustment)
        wait_for(lambda: shown.reader.is_wrapped)
        assert shown.reader.horizontalScrollBar().maximum() == 0, shown.title
    shown.close()


def test_the_window_answers_while_the_texts_are_read_from_all_packages(window, monkeypatch) -> None:
    threads = []

    def read() -> tuple[LicensedPart, ...]:
        threads.append(threading.current_thread())
        return (LicensedPart("libx", "1", "MIT", "text"),)

    monkeypatch.setattr("ita_desktop.ui.commands.help.licensed_parts", read)
    opened(window).close()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()
