"""The manual in the program: F1 opens the chapter of what is shown; shortcuts and news with it."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

import ita_desktop.ui
from ita_desktop.cli.main import COMMANDS
from ita_desktop.i18n import language
from ita_desktop.services import workspaces
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.commands.help import HelpWindow
from ita_desktop.ui.commands.own_lines import END_OF_LINE, line_ends
from ita_desktop.ui.commands.reading_window import (
    END_OF_PARAGRAPH,
    Reader,
    ReadingWindowSize,
    chapters,
    news,
)
from ita_desktop.ui.dialogs.frameworks import LinksSheet
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
from ita_desktop.ui.dialogs.replacing import ReplacementSheet, ReplaceSheet
from ita_desktop.ui.frame.main_frame import WELCOME
from ita_desktop.ui.keyboard import in_both_layouts
from ita_desktop.ui.navigation import PAGES
from ita_desktop.ui.pages.meetings.page import MeetingsTab
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.parts.pane_sections import PaneText
from ita_desktop.ui.pages.roster.page import RosterTab
from ita_desktop.ui.shared.login import ConnectSheet
from ita_desktop.ui.table.controllers.keys import OF_TABLES
from ita_desktop.ui.theme.lines import words
from ita_desktop.ui.widgets.button import TROUBLE
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.page.empty import EmptyState
from ita_desktop.ui.widgets.popup import Popup
from ita_desktop.ui.widgets.sheet import FloatingDialog, Question
from ita_desktop.ui.widgets.status import Message, MessageKind, MessageLine
from ita_desktop.ui.window import Window
from tests.ui.scenes.every_scene import SCENES
from tests.ui.support.collecting import delete_now
from tests.ui.support.keyboard import focused, is_active, press, type_text
from tools.scenes.pages import wait_for

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
LANGUAGES = ("th", "en")
LEFT = Qt.MouseButton.LeftButton
IMPORT = "import"


def about_of(shown: HelpWindow) -> frozenset[str]:
    """What the chapter is about that is shown."""
    return next(chapter.about for chapter in chapters("th") if chapter.title == shown.title)


INHERITING = {
    "Question": "asks about what the dialog or page behind it was asked to do",
    "NamePopup": "names a thing of the part that it was opened from",
    "ChoicePopup": "is told its topic by what asks",
    "PublicPageSheet": "has a chapter that is about nothing else",
}
"""Dialogs and popups without a paragraph of their own, and why."""


def all_floating() -> set[type[FloatingDialog] | type[Popup]]:
    """Every dialog and popup of the program that is shown, in whatever module it is."""
    for package in pkgutil.walk_packages(ita_desktop.ui.__path__, "ita_desktop.ui."):
        importlib.import_module(package.name)
    found, left = [], [FloatingDialog, Popup]
    while left:
        made = left.pop().__subclasses__()
        found += made
        left += made
    shown = {Question, ConnectSheet, ReplacementSheet, ImportDialog, LinksSheet}
    assert shown <= set(found)
    return {
        kind
        for kind in found
        if kind.__module__.startswith("ita_desktop.")
        and (kind in shown or not kind.__subclasses__())
    }


def shown_help(window: Window) -> HelpWindow:
    (found,) = window.findChildren(HelpWindow)
    assert is_active(found)
    return found


# -- the ways into it


@pytest.mark.in_turn
def test_a_refusal_leads_to_the_chapter_that_is_about_it(window) -> None:
    window.go(PageKey.SCORES)
    window.show_message("เก็บแล้ว")
    assert not window.message.help_button.isVisible()
    for about, chapter in (("", PageKey.SCORES), (TROUBLE, TROUBLE)):
        window.show_failure("เปิดแฟ้มไม่ได้", about)
        QTest.mouseClick(window.message.help_button, LEFT)
        assert chapter in about_of(shown_help(window))


@pytest.mark.in_turn
def test_every_empty_page_leads_to_its_chapter(window, tmp_path) -> None:
    path = tmp_path / "เขตใหม่.ita"
    workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2570).close()
    window.open_file(path, remember=False)
    led = set()
    for page in PageKey:
        window.go(page)
        for empty in window.page(page).findChildren(EmptyState):
            if empty.isVisible():
                QTest.mouseClick(empty.help_button, LEFT)
                assert page in about_of(shown_help(window))
                led.add(page)
    assert {PageKey.ROSTER, PageKey.MEASURES, PageKey.SCORES, PageKey.MEETINGS} <= led


@pytest.mark.in_turn
def test_a_refusal_in_a_dialog_leads_to_the_dialogs_chapter_over_it(window) -> None:
    seen = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        sheet.note(Message(MessageKind.BAD, "อ่านไม่ได้"))
        line = next(line for line in sheet.findChildren(MessageLine) if line.isVisible())
        QTest.mouseClick(line.help_button, LEFT)
        (opened,) = sheet.findChildren(HelpWindow)
        seen.append(about_of(opened))
        opened.close()

    SCENES["paste"](window, look)
    assert [IMPORT in about for about in seen] == [True]


# -- what is in it


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_chapter_and_every_dialog_a_paragraph_in_both_languages(language) -> None:
    texts = {key for chapter in chapters(language) for key in chapter.about}
    assert {WELCOME, *map(str, PageKey)} <= texts
    paragraphs = {topic for chapter in chapters(language) for topic in chapter.places}
    floating = {kind.__name__: kind.about for kind in all_floating()}
    assert len(floating) > 50
    without = {name for name, about in floating.items() if about not in paragraphs}
    assert without == set(INHERITING)
    assert not {floating[name] for name in without} - texts - {""}


def test_both_manuals_have_the_same_chapters_and_paragraphs() -> None:
    thai, english = (chapters(language) for language in LANGUAGES)
    assert [chapter.about for chapter in thai] == [chapter.about for chapter in english]
    assert [set(chapter.places) for chapter in thai] == [set(each.places) for each in english]
    # The search finds a paragraph by the words of its twin, too.
    lengths = [[len([*each.paragraphs]) for each in manual] for manual in (thai, english)]
    assert lengths[0] == lengths[1]
    assert not any("<!--" in chapter.title for chapter in (*thai, *english))


@pytest.mark.in_turn
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_title_of_the_contents_is_seen_whole(window, monkeypatch, code) -> None:
    monkeypatch.setattr(language, "code", code)
    window.commands.run(Command.HELP)
    contents = shown_help(window).contents
    titles = [contents.item(row).text() for row in range(contents.count())]
    longest = max(map(contents.fontMetrics().horizontalAdvance, titles))
    assert longest > ReadingWindowSize.CONTENTS * 0.9
    assert contents.verticalScrollBar().maximum() > 0
    assert longest < contents.viewport().width()
    assert contents.horizontalScrollBar().maximum() == 0


def test_news_are_told_in_both_languages_for_the_same_versions_and_areas() -> None:
    thai, english = (outline(news(language).text) for language in LANGUAGES)
    assert [entries for _, entries in thai] == [entries for _, entries in english]
    versions = [
        [title.split()[1] for title, _ in told if title.startswith("### ")]
        for told in (thai, english)
    ]
    assert versions[0] == versions[1] != []


def outline(text: str) -> list[tuple[str, int]]:
    """The headings of versions and areas, each with the number of its entries."""
    parts = re.split(r"^(?=###+ )", text, flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.count("\n- ")) for part in parts]


# -- where it opens


@pytest.mark.in_turn
def test_f1_opens_the_chapter_of_the_page(window, qtbot) -> None:
    for page in PageKey:
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        window.go(page)
        press(Qt.Key.Key_F1)
        wanted = next(chapter for chapter in chapters("th") if page in chapter.about)
        opened = shown_help(window)
        assert opened.title == wanted.title, page
        opened.close()
        delete_now()


@pytest.mark.in_turn
def test_f1_on_the_chip_of_a_part_leads_to_the_paragraph_on_that_part(window, qtbot) -> None:
    window.go(PageKey.MEETINGS)
    page = window.page(PageKey.MEETINGS)
    letters = page.tabs[MeetingsTab.LETTERS]
    qtbot.mouseClick(letters, LEFT)
    letters.setFocus()
    assert window.help_place == "letters"
    window.go(PageKey.ROSTER)
    window.page(PageKey.ROSTER).tabs[RosterTab.ROSTER].setFocus()
    assert window.help_place == PageKey.ROSTER


@pytest.mark.in_turn
def test_f1_leads_to_the_paragraph_on_what_has_the_keyboard(window, qtbot) -> None:
    from ita_desktop.ui.pages.tracking.record_popup import RecordPopup

    window.go(PageKey.MEASURES)
    window.page(PageKey.MEASURES).show_tab("analysis")
    window.page(PageKey.MEASURES).analysis.table.setFocus()
    for about, begins in (("analysis", "การวิเคราะห์"), (RecordPopup.about, "มาตรการ เครื่องหมาย")):
        if about == "analysis":
            press(Key.Key_F1)
        else:
            window.open_help(about)
        shown = shown_help(window)
        assert PageKey.MEASURES in about_of(shown)
        cursor = shown.reader.textCursor()
        behind = cursor.block().text()[cursor.positionInBlock() :]
        assert behind.replace(END_OF_LINE, "").startswith(begins)
        assert 0 <= shown.reader.cursorRect().top() < shown.reader.height() // 2
        shown.close()
        delete_now()


@pytest.mark.in_turn
def test_each_part_of_each_page_has_a_paragraph_of_its_own(window) -> None:
    def place(page: PageKey, part: Callable[[Any], QWidget], target: str = "") -> str:
        window.go(page, target)
        part(window.page(page)).setFocus()
        return window.help_place

    def opened_editor(text: PaneText) -> QWidget:
        text.begin()
        assert text.editor is not None
        return text.editor

    found = [
        place(PageKey.OVERVIEW, lambda page: page.todo.list),
        place(PageKey.OVERVIEW, lambda page: page.units.list),
        place(PageKey.OVERVIEW, lambda page: page.level.list),
        place(PageKey.OVERVIEW, lambda page: page.dates.list),
        place(PageKey.OIT, lambda page: page.pane.details, "O1"),
        place(PageKey.OIT, lambda page: opened_editor(page.pane.details), "O1"),
        place(PageKey.ROSTER, lambda page: page.table),
        place(PageKey.MEASURES, lambda page: page.measures.table, "measures:"),
        place(PageKey.MEASURES, lambda page: page.analysis.table, "analysis:"),
        place(PageKey.MEASURES, lambda page: page.tracking.table, "tracking:"),
        place(PageKey.SCORES, lambda page: page.table),
        place(PageKey.YEAR, lambda page: page.focusWidget() or page, "calendar"),
        place(PageKey.YEAR, lambda page: page.focusWidget() or page, "framework"),
    ]
    assert found == [
        "todo", "progress", "next-level", "pin", "details", "details", "members", "record",
        "analysis", "tracking", "score-table", "calendar", "framework-editing",
    ]  # fmt: skip
    assert set(found) <= {topic for one in chapters("th") for topic in one.places}


@pytest.mark.in_turn
def test_each_topic_of_a_paragraph_leads_there(window) -> None:
    window.open_help(ReplaceSheet.about)
    shown = shown_help(window)
    assert shown.reader.textCursor().block().text().startswith("ค้นหาและแทนที่")
    places = {topic: begins for one in chapters("th") for topic, begins in one.places.items()}
    assert {"replacing", "undo-list", "blur", "hand-on", "erase", "join", "sending"} <= set(places)
    for topic, begins in places.items():
        shown.open_at(topic)
        cursor = shown.reader.textCursor()
        behind = cursor.block().text()[cursor.positionInBlock() :]
        assert bare(behind).startswith(bare(begins)[:20]), topic
        (marked,) = shown.reader.extraSelections()
        assert bare(marked.cursor.selectedText()) == bare(behind), topic
    shown.open_row(0)
    assert not shown.reader.extraSelections()


def bare(text: str) -> str:
    return re.sub(r"[*`\s\u2028]|" + END_OF_LINE, "", text)


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_clerks_chapters_have_no_words_of_the_command_line(language) -> None:
    technical = {"commands", "server-setup"}
    named = "|".join(COMMANDS)
    for chapter in chapters(language):
        if not technical & chapter.about:
            words = rf"ita-desktop [\w-]+|(?<![-|])--[a-z]+|`(?:{named})(?: [^`]*)?`"
            found = re.findall(words, chapter.text)
            assert not found, (chapter.title, found)


@pytest.mark.in_turn
def test_f1_on_the_welcome_page_and_again_closes(window) -> None:
    window.opener.show_welcome()
    press(Qt.Key.Key_F1)
    opened = shown_help(window)
    assert opened.title == chapters("th")[0].title
    press(Qt.Key.Key_F1)
    assert not opened.isVisible()


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("scene", "about"),
    [("new-year", "new-year"), ("new-workspace", "new-workspace"), ("restore", "restore"),
     ("about", "about"), ("paste", "import")],
)  # fmt: skip
def test_f1_in_a_dialog_opens_its_chapter_above_it(window, scene, about) -> None:
    seen = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        assert is_active(sheet)
        press(Qt.Key.Key_F1)
        opened = sheet.findChild(HelpWindow)
        seen.append(opened.title)
        assert opened.isVisible()
        opened.close()

    SCENES[scene](window, look)
    assert seen == [next(chapter.title for chapter in chapters("th") if about in chapter.about)]


@pytest.mark.in_turn
def test_f1_in_a_question_over_a_dialog_opens_the_chapter_of_the_dialog(window) -> None:
    seen = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        question = Question("ถามหรือไม่", "จะเสียอะไร", keep="ไม่", lose="ใช่", parent=sheet)
        question.open()
        question.open_help()
        seen.append(question.findChild(HelpWindow).title)
        question.findChild(HelpWindow).close()
        question.reject()

    SCENES["new-workspace"](window, look)
    assert seen == [
        next(chapter.title for chapter in chapters("th") if "new-workspace" in chapter.about)
    ]


@pytest.mark.in_turn
def test_f1_in_a_list_that_is_open_over_a_dialog_opens_the_chapter_of_the_dialog(window) -> None:
    seen = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        choice = sheet.findChild(Choice)
        choice.showPopup()
        assert QApplication.activePopupWidget() is not None
        QTest.keyClick(choice.view(), Qt.Key.Key_F1)
        opened = sheet.findChild(HelpWindow)
        seen.append(opened.title)
        assert opened.isVisible()
        opened.close()

    SCENES["new-workspace"](window, look)
    assert seen == [
        next(chapter.title for chapter in chapters("th") if "new-workspace" in chapter.about)
    ]


@pytest.mark.in_turn
def test_what_was_typed_in_a_popup_is_there_when_the_help_is_closed(window, qtbot) -> None:
    def look() -> None:
        popup = QApplication.activePopupWidget()
        type_text("ลองพิมพ์")
        typed = focused().text() if isinstance(focused(), QLineEdit) else focused().toPlainText()
        assert "ลองพิมพ์" in typed
        press(Qt.Key.Key_F1)
        shown = next(
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, HelpWindow)
        )
        assert is_active(shown)
        shown.close()
        assert QApplication.activePopupWidget() is popup
        type_text("ต่อ")
        typed = focused().text() if isinstance(focused(), QLineEdit) else focused().toPlainText()
        assert "ลองพิมพ์ต่อ" in typed

    SCENES["measure-record"](window, look)


@pytest.mark.in_turn
def test_the_help_menu_leads_to_shortcuts_and_news_in_the_same_window(window) -> None:
    window.commands.run(Command.SHORTCUTS)
    opened = shown_help(window)
    assert opened.title == "ปุ่มลัดทั้งหมด"
    window.commands.run(Command.NEWS)
    assert shown_help(window) is opened
    assert opened.title == news("th").title
    opened.close()


# -- reading


@pytest.fixture
def reader(qtbot) -> Reader:
    shown = Reader()
    qtbot.addWidget(shown)
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_are_shown_by_version_and_area_without_marks_of_their_source(reader, language) -> None:
    reader.read(news(language).text)
    document = reader.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    levels = [level for block in blocks if (level := block.blockFormat().headingLevel())]
    assert levels[:3] == [2, 3, 4]
    assert set(levels[3:]) <= {3, 4}
    assert [text for block in blocks if re.search(r"\*\*|`|^[#-] ", text := block.text())] == []


@pytest.mark.in_turn
@pytest.mark.parametrize("code", LANGUAGES)
def test_no_chapter_is_scrolled_sideways(window, monkeypatch, code) -> None:
    """The space at the end of a line may hang over the margin, and nothing is behind it."""
    monkeypatch.setattr(language, "code", code)
    window.commands.run(Command.HELP)
    shown = shown_help(window)
    scrolled = []
    for row in range(shown.contents.count()):
        shown.open_row(row)
        wait_for(lambda: shown.reader.is_wrapped)
        if shown.reader.horizontalScrollBar().isVisible():
            scrolled.append(shown.title)
    assert scrolled == []


@pytest.mark.in_turn
@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_end_where_the_windows_lines_do(reader, language) -> None:
    """Whatever Qt and libthai think of it: at a word, a number with its unit, no name in two."""
    reader.show()
    count: Counter[int] = Counter()
    pieces_of = cache(words.breaker.pieces)
    for chapter in (*chapters(language), news(language)):
        for width in (440, 600, 760, 1000):
            reader.resize(width, 600)
            if width == 440:
                reader.read(chapter.text)
            wait_for(lambda: reader.is_wrapped)
            count[width] += lines_ended(reader, pieces_of, f"{chapter.title}, {width} px")
    assert min(count.values()) > 50


def lines_ended(reader: Reader, pieces_of: Callable[[str], Sequence[str]], place: str) -> int:
    """Counts the lines that are ended in a chapter, all of them rightly."""
    count = 0
    document = reader.document()
    assert document.pageCount() == 1, place
    assert document.size().width() <= reader.viewport().width() + 1, place
    block = document.begin()
    while block.isValid():
        parts = block.text().split(END_OF_LINE)
        assert block.layout().lineCount() == len(parts), f"Qt ends no line by itself: {place}"
        pieces = pieces_of("".join(parts))
        ends = {0, *accumulate(map(len, pieces))}
        longest = max(map(len, pieces), default=0)
        for end in list(accumulate(map(len, parts)))[:-1]:
            count += 1
            assert end in ends or longest > 12, (place, block.text())
        block = block.next()
    return count


@pytest.mark.in_turn
def test_a_long_text_is_wrapped_in_several_turns_and_shown_then(reader, qtbot) -> None:
    long = "\n\n".join(chapter.text for chapter in chapters("th"))
    reader.resize(740, 600)
    reader.show()
    QApplication.processEvents()
    turns = []
    timer = QTimer(reader, interval=0)
    timer.timeout.connect(lambda: turns.append(reader.viewport().updatesEnabled()))
    timer.start()
    reader.read(long)
    wait_for(lambda: reader.is_wrapped)
    assert turns.count(False) >= 3
    assert reader.viewport().updatesEnabled()
    assert reader.verticalScrollBar().value() == 0
    # Another one, and a search, do not wait for it.
    reader.read(chapters("th")[0].text)
    reader.read(long)
    assert reader.search("ITA")
    assert reader.is_wrapped
    assert END_OF_LINE in reader.document().toRawText()


def test_lines_are_filled_again_when_the_window_becomes_wider(reader) -> None:
    reader.resize(500, 600)
    reader.show()
    reader.read(chapters("th")[0].text)
    narrow = reader.document().toRawText()
    reader.resize(900, 600)
    QApplication.processEvents()
    wide = reader.document().toRawText()
    assert 0 < wide.count(END_OF_LINE) < narrow.count(END_OF_LINE)
    assert wide.replace(END_OF_LINE, "") == narrow.replace(END_OF_LINE, "")
    reader.resize(500, 600)
    QApplication.processEvents()
    assert reader.document().toRawText() == narrow


def test_lines_are_filled_once_for_the_width_that_stays(reader, monkeypatch) -> None:
    """A change of colours gives a scroll bar another width for a moment."""
    reader.resize(500, 600)
    reader.show()
    reader.read(chapters("th")[0].text)
    QApplication.processEvents()
    filled = []
    monkeypatch.setattr(reader._lines, "filling", lambda width: iter(filled.append(width) or ()))
    reader.resize(520, 600)
    reader.resize(500, 600)
    QApplication.processEvents()
    assert filled == []
    for width in (600, 700, 800):
        reader.resize(width, 600)
    QApplication.processEvents()
    assert filled == [reader.viewport().width()]


@pytest.mark.parametrize(
    ("room", "lines"),
    [(8, ["ปีละ 2 ", "ครั้ง"]), (20, ["ปีละ 2 ครั้ง"]), (3, ["ปี", "ละ ", "2 ค", "รั้", "ง"])],
)
def test_a_line_ends_within_a_piece_only_where_it_is_too_wide(room, lines) -> None:
    text = "".join(lines)
    ends = [0, *line_ends(text, room, lambda start, end: end - start), len(text)]
    assert [text[start:end] for start, end in pairwise(ends)] == lines


def plain(opened: HelpWindow) -> str:
    return opened.reader.document().toRawText().replace(END_OF_LINE, "")


@pytest.mark.in_turn
def test_words_are_found_on_the_page_and_in_other_chapters(window) -> None:
    window.go(PageKey.OIT)
    press(Qt.Key.Key_F1)
    opened = shown_help(window)
    press(Qt.Key.Key_F, CTRL)
    assert focused() is opened.field
    type_text("ทำเครื่องหมายครบทุกรายการ")
    marked = opened.reader.selected_text()
    assert marked == "ทำเครื่องหมายครบทุกรายการ"
    opened.field.clear()
    type_text("จัดทำคำสั่งแต่งตั้ง")
    assert opened.title == next(
        chapter.title for chapter in chapters("th") if "roster" in chapter.about
    )
    opened.field.clear()
    type_text("ไม่มีคำนี้แน่")
    assert opened.nothing.isVisible()
    opened.close()


def test_what_is_copied_does_not_hold_the_ends_of_lines(window) -> None:
    press(Qt.Key.Key_F1)
    opened = shown_help(window)
    assert END_OF_LINE in opened.reader.document().toRawText()
    opened.reader.selectAll()
    opened.reader.copy()
    copied = QApplication.clipboard().text()
    assert END_OF_LINE not in copied
    first = next(line for line in chapters("th")[1].text.splitlines() if line.startswith("แถบบน"))
    assert first.replace("**", "") in copied
    opened.close()


def test_pictures_are_seen_and_no_wider_than_the_text(window) -> None:
    window.go(PageKey.OIT)
    press(Qt.Key.Key_F1)
    opened = shown_help(window)
    for width in (900, 600):
        opened.resize(width, 500)
        QApplication.processEvents()
        block = opened.reader.document().begin()
        widths = []
        while block.isValid():
            for step in block:
                image = step.fragment().charFormat().toImageFormat()
                if image.isValid():
                    widths.append(image.width())
            block = block.next()
        assert widths
        assert all(0 < width <= opened.reader.viewport().width() for width in widths)
    assert opened.reader.document().isEmpty() is False
    opened.close()


@pytest.mark.in_turn
def test_the_window_of_the_manual_fits_on_a_small_screen(window) -> None:
    window.resize(911, 512)
    window.go(PageKey.OIT)
    press(Qt.Key.Key_F1)
    opened = shown_help(window)
    assert opened.screen().availableGeometry().contains(opened.geometry())
    # A bar at the side comes only when all of the chapter has been laid out.
    QTest.qWait(100)
    assert opened.reader.verticalScrollBar().isVisible()
    assert opened.reader.horizontalScrollBar().maximum() == 0
    opened.close()


# -- the list of all shortcuts


def answered(window: Window, page: PageKey) -> set[str]:
    """The keys that a page and its parts answer to themselves, menus aside."""
    window.go(page)
    made = window.page(page)
    return {
        keys.toString()
        for action in made.findChildren(QAction)
        if not isinstance(action.parent(), QMenu)
        for keys in action.shortcuts()
    }


@pytest.mark.in_turn
@pytest.mark.parametrize("page", list(PageKey))
def test_the_list_names_every_shortcut_of_a_page(window, page) -> None:
    texts = {
        keys.toString()
        for shortcut in PAGES[page].shortcuts
        for keys in in_both_layouts(shortcut.keys)
    }
    assert answered(window, page) <= texts


def test_the_list_shows_window_tables_and_pages(window) -> None:
    window.commands.run(Command.SHORTCUTS)
    text = plain(shown_help(window))
    for action in window.actions():
        if action.shortcuts():
            assert action.text().rstrip("…") in text
    assert all(table.keys in text for table in OF_TABLES)
    assert all(one.phrase in text for page in PAGES.values() for one in page.shortcuts)
    assert "ผ" not in {word for line in text.split(END_OF_PARAGRAPH) for word in line.split("+")}
    shown_help(window).close()
