"""The window speaks one language at a time: all that is not the office's own data is in it."""

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import language
from ita_desktop.paths import resource
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings import Section
from tests.ui.scenes import SCENES, shown
from tests.ui.words_shown import data_of, painted, told

THAI = re.compile("[\u0e00-\u0e7f]+")
LATIN = re.compile("[A-Za-z]{3,}")
OURS = [name for name in SCENES if not name.startswith(("message", "progress", "paste", "search"))]
"""Scenes without words that the scene itself brings."""
SAID_BY_NAME = {"ไทย", "๑๒๓", "ตัวอย่าง", "เขตใหม่", "ไม่มีข้อนี้"}
"""The language's own name, Thai digits shown as such, names of files, what a scene filters by."""
NAMES = {
    "ITA", "Desktop", "OIT", "IIT", "EIT", "Excel", "Word", "PDF", "English",
    "Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab", "Delete", "Space", "Menu", "Ins",
}  # fmt: skip
"""Latin words that Thai uses as they are."""


@pytest.fixture
def english(window):
    """The window after English was chosen in ตั้งค่า while it ran."""
    window.go(PageKey.SETTINGS, Section.LOOK)
    page = window.page(PageKey.SETTINGS)
    page.look.language.setCurrentIndex(page.look.language.findData("en"))
    page.look.language.activated.emit(page.look.language.currentIndex())
    QTest.qWait(50)
    fresh = window.successor
    assert fresh is not None
    assert QTest.qWaitForWindowExposed(fresh)
    fresh.activateWindow()
    assert QTest.qWaitForWindowActive(fresh)
    yield fresh
    fresh.end()
    fresh.close()
    language.choose("th")


@cache
def english_texts() -> dict[str, str]:
    path = resource("translations", "en.json")
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


def left_in_thai(widget: QWidget, data: str, lines: set[str]) -> Iterator[str]:
    """Thai that no one typed and no framework says; few letters may be numbers of a picture."""
    whole = set(told(widget))
    for text in whole | set(painted(widget)):
        for run in THAI.findall(text):
            if len(run) > 2 and run not in data and run not in SAID_BY_NAME:
                yield text
    yield from (whole & english_texts().keys()) - lines - SAID_BY_NAME


@pytest.mark.parametrize("scene", OURS)
def test_no_thai_is_left_in_the_english_window(english, scene) -> None:
    data = data_of(english)
    lines = set(data.split("\n"))
    found: set[str] = set()

    def look() -> None:
        for part in shown(english):
            found.update(left_in_thai(part, data, lines))

    SCENES[scene](english, look)
    assert not found


@pytest.mark.parametrize(
    "scene",
    # What the program is made of has the names that its makers gave it.
    [name for name in OURS if name != "about" and not name.startswith("edit")],
)
def test_no_english_is_left_in_the_thai_window(window, scene) -> None:
    labels = [one.label for one in window.session.workspace.history(1000)]
    where = str(window.session.workspace.path)
    data = set(LATIN.findall("\n".join((data_of(window), where, *labels))))
    known = NAMES | {word for thai in english_texts() for word in LATIN.findall(thai)}
    found: set[str] = set()

    def look() -> None:
        for part in shown(window):
            for text in told(part):
                if "/" not in text and "\\" not in text:  # where files lie
                    found.update(set(LATIN.findall(text)) - known - data)

    SCENES[scene](window, look)
    assert not found
