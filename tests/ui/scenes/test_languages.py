"""The window speaks one language at a time: all that is not the office's own data is in it, and is
written as that language does."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ita_desktop.i18n import language
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.page import SettingsSection
from ita_desktop.ui.window import Window
from tests.ui.scenes.every_scene import OWN_WORDS, SCENES, shown
from tests.ui.scenes.window import look_at, scene_window
from tests.ui.support.words_shown import data_of, english_texts, painted, words_in
from tools.made_city import made_city, texts_of

THAI = re.compile("[\u0e00-\u0e7f]+")
SAID_BY_NAME = {"ไทย", "๑๒๓", "ตัวอย่าง", "เขตใหม่", "ไม่มีข้อนี้"}
"""The language's own name, Thai digits shown as such, names of files, what a scene filters by."""

SMALL = {"zip"}
"""Names that begin without a capital."""


@pytest.fixture(scope="module")
def english(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """The window after English was chosen in ตั้งค่า while it ran."""
    with scene_window(tmp_path_factory.mktemp("home")) as window:
        window.go(PageKey.SETTINGS, SettingsSection.LOOK)
        page = window.page(PageKey.SETTINGS)
        page.look.language.setCurrentIndex(page.look.language.findData("en"))
        page.look.language.activated.emit(page.look.language.currentIndex())
        QTest.qWait(50)
        fresh = window.successor
        assert fresh is not None
        assert QTest.qWaitForWindowExposed(fresh)
        yield fresh
        fresh.opener.end()
        fresh.close()
        fresh.deleteLater()
        language.choose("th")


def left_in_thai(widget: QWidget, data: str, lines: set[str]) -> Iterator[str]:
    """Thai that no one typed and no framework says; few letters, or one again and again, may be
    numbers of a picture."""
    whole = set(words_in(widget))
    for text in whole | set(painted(widget)):
        for run in THAI.findall(text):
            picture = len(run) <= 2 or len(set(run)) == 1
            if not picture and run not in data and run not in SAID_BY_NAME:
                yield text
    yield from (whole & english_texts().keys()) - lines - SAID_BY_NAME


def begun_small(widget: QWidget) -> Iterator[str]:
    """Words of buttons without a capital: such translations stand within sentences."""
    for part in widget.findChildren(QAbstractButton):
        if part.isVisible() and part.text()[:1].islower() and part.text() not in SMALL:
            yield part.text()


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", [name for name in SCENES if not name.startswith(OWN_WORDS)])
def test_no_thai_is_left_in_the_english_window(english: Window, scene: str) -> None:
    data = data_of(english)
    if scene.startswith("city-"):
        data = "\n".join((data, *texts_of(made_city())))
    lines = set(data.split("\n"))
    found = ["never looked at"]

    def look() -> None:
        parts = shown(english)
        found[:] = [text for part in parts for text in left_in_thai(part, data, lines)]
        found.extend(text for part in parts for text in begun_small(part))

    look_at(english, scene, look)
    assert found == []
