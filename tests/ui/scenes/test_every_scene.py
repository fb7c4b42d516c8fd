"""Each scene is brought about once, and all that has to hold of whatever the window shows is
looked at in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ita_desktop.services import workspaces
from ita_desktop.ui.commands.help import HelpWindow
from ita_desktop.ui.commands.reading_window import chapters
from ita_desktop.ui.pages.oit.evidence_form import EvidenceForm
from ita_desktop.ui.table.column import ColumnKind
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.popup import Popup
from ita_desktop.ui.widgets.sheet import Sheet
from ita_desktop.ui.widgets.status import MessageLine
from ita_desktop.ui.window import Window
from tests.ui.scenes.every_scene import OWN_WORDS, SCENES, shown
from tests.ui.scenes.window import look_at, scene_window
from tests.ui.support.accessible import AccessibleItem, everything, faults
from tests.ui.support.keyboard import focused, is_active, press
from tests.ui.support.markup import MARKUP, plant, taken_for_markup
from tests.ui.support.words_shown import data_of, english_texts, words_in

Found = Mapping[QWidget, Sequence[AccessibleItem]]
"""What a screen reader finds in the window and in what floats above it."""
Look = Callable[[Found], Iterable[str]]
"""Looks at what is shown, and says what is wrong with it."""

LATIN = re.compile("[A-Za-z]{3,}")
NAMES = {
    "ITA", "Desktop", "OIT", "IIT", "EIT", "Excel", "Word", "PDF", "English",
    "Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab", "Delete", "Space", "Menu", "Ins",
}  # fmt: skip
"""Latin words that Thai uses as they are."""
TYPING = {"ตัด", "วาง", "เติมลงล่าง", "เติมไปทางขวา", "ล้างค่า"}
ABOUT_POPUPS = {
    "assign": "oit", "group": "roster", "order-which": "roster", "measure-record": "measures",
    "measure-findings": "measures", "tracking-record": "measures", "document-widths": "documents",
    "years": "overview", "undo-list": "undo-list", "year-pin": "overview",
}  # fmt: skip
"""Popups, and what their chapter is about."""


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """The window over a sample with markup in everything that was typed."""
    copy = workspaces.copy_sample
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(workspaces, "copy_sample", lambda path: plant(copy(path)))
        with scene_window(tmp_path_factory.mktemp("home"), made_ahead=True) as made:
            yield made


def everything_shown_has_a_name_and_a_role(_window: Window, _scene: str) -> Look:
    return lambda found: (fault for things in found.values() for fault in faults(things))


@cache
def known_latin() -> set[str]:
    """Latin words of the program's own Thai texts."""
    return NAMES | {word for thai in english_texts() for word in LATIN.findall(thai)}


@lru_cache(maxsize=4)
def latin_words(text: str) -> frozenset[str]:
    return frozenset(LATIN.findall(text))


def no_english_is_left_in_the_thai_window(window: Window, scene: str) -> Look | None:
    # What the program is made of has the names that its makers gave it.
    if scene.startswith((*OWN_WORDS, "edit")) or scene == "about":
        return None
    labels = [group.label for group in window.session.workspace.edits.groups(1000)]
    where = str(window.session.workspace.path)
    data = latin_words(data_of(window)) | latin_words("\n".join((where, *labels)))

    def look(found: Found) -> Iterator[str]:
        for part, things in found.items():
            for text in words_in(part, things):
                if "/" not in text and "\\" not in text:  # where files lie
                    yield from set(LATIN.findall(text)) - known_latin() - data

    return look


def f1_opens_the_manual_and_what_was_open_comes_back(_window: Window, scene: str) -> Look | None:
    """Wherever it is pressed, also in popups and menus; with what was typed."""
    if scene.startswith("help"):
        return None

    def look(_found: Found) -> Iterator[str]:
        popup, focus = QApplication.activePopupWidget(), focused()
        press(Qt.Key.Key_F1)
        (opened,) = [
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, HelpWindow)
        ]
        if not is_active(opened):
            yield "the manual does not get the keyboard"
        if QApplication.activePopupWidget() is not None:
            yield "a popup stands over the manual"
        if about := ABOUT_POPUPS.get(scene):
            wanted = next(chapter.title for chapter in chapters("th") if about in chapter.about)
            if opened.title != wanted:
                yield f"the manual is open at {opened.title}, not at {wanted}"
        press(Qt.Key.Key_F1)
        if opened.isVisible():
            yield "F1 again does not close it"
        if isinstance(popup, Popup):
            if QApplication.activePopupWidget() is not popup:
                yield "the popup does not come back"
            if focused() is not focus:
                yield "the keyboard is not where it was"

    return look


def no_tip_and_no_label_reads_typed_text_as_markup(window: Window, scene: str) -> Look | None:
    """A caption with ``<img src="file:///...">`` would fetch it."""
    if "empty" in scene or scene.startswith(("welcome", "help", "message", "progress")):
        return None
    assert MARKUP in data_of(window)
    # F1 has closed menus.
    return lambda _found: (fault for part in shown(window) for fault in taken_for_markup(part))


def few_controls_are_in_sight(window: Window, _scene: str) -> Look:
    """One primary button of a page or sheet, and three others beside closing, search and filters;
    of pages the others are judged by their heads (test_heads)."""

    def look(_found: Found) -> Iterator[str]:
        sheets = [part for part in shown(window) if isinstance(part, Sheet)]
        for part in sheets or [window.ui.pages]:
            buttons = [
                button
                for button in part.findChildren(Button)
                if button.isVisible()
                and button.text()
                and button.window() is part.window()
                and not _is_of_another(button)
            ]
            primary = [one.text() for one in buttons if one.property("kind") == "primary"]
            if len(primary) > 1:
                yield f"{type(part).__name__}: {primary}"
            others = [one.text() for one in buttons if one.property("kind") != "primary"]
            if isinstance(part, Sheet) and len(set(others) - {part.ui.cancel.text()}) > 3:
                yield f"{type(part).__name__}: {others}"

    return look


def every_entry_of_a_tables_menu_can_be_chosen(window: Window, _scene: str) -> Look:
    """What cannot be done now is not there, and nothing types into a table of ticks."""

    def look(_found: Found) -> Iterator[str]:
        for part in shown(window):
            for table in part.findChildren(SheetView):
                if table.isVisible():
                    menu = table.menu.make()
                    words = list(_entries(menu))
                    yield from (f"{table.accessibleName()}: {word}" for word, on in words if not on)
                    typed = table.takes_new or any(
                        column.editable is not False and column.kind is not ColumnKind.CHECK
                        for column in table.sheet.columns
                    )
                    if not typed and {word for word, _on in words} & TYPING:
                        yield f"{table.accessibleName()}: types"
                    menu.deleteLater()

    return look


def _entries(menu: QMenu) -> Iterator[tuple[str, bool]]:
    """The entries of a menu and of the menus within, and whether each can be chosen."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        if not action.isSeparator():
            yield action.text(), action.isEnabled()
        if (within := action.menu()) is not None:
            yield from _entries(cast(QMenu, within))


def _is_of_another(widget: QWidget | None) -> bool:
    """Whether a button is that of a message, a filter, or a form over a part of the page."""
    while widget is not None and not isinstance(widget, MessageLine | Chip | EvidenceForm):
        widget = widget.parentWidget()
    return widget is not None


JUDGES: Final = (
    few_controls_are_in_sight,
    every_entry_of_a_tables_menu_can_be_chosen,
    everything_shown_has_a_name_and_a_role,
    no_english_is_left_in_the_thai_window,
    f1_opens_the_manual_and_what_was_open_comes_back,
    no_tip_and_no_label_reads_typed_text_as_markup,
)


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_passes_every_judge(window: Window, scene: str) -> None:
    looks = {judge.__name__: judge(window, scene) for judge in JUDGES}
    found: dict[str, list[str]] = {}

    def look() -> None:
        things = {part: everything(part) for part in shown(window)}
        for name, judge in looks.items():
            found[name] = list(judge(things)) if judge is not None else []

    look_at(window, scene, look)
    assert found == {name: [] for name in looks}


def test_each_judge_looks_at_most_scenes(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    data = data_of(window)
    monkeypatch.setitem(globals(), "data_of", lambda _window: data)
    for judge in JUDGES:
        judged = [scene for scene in SCENES if judge(window, scene) is not None]
        assert len(judged) > 0.7 * len(SCENES), judge.__name__
