"""Pages are made in pieces, each in a turn of its own of the event loop."""

from collections.abc import Iterator
from itertools import islice, repeat

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ita_desktop.services import workspaces
from ita_desktop.ui.commands.search import Search
from ita_desktop.ui.loading import pages as ahead
from ita_desktop.ui.pages.documents.page import DocumentsPage
from ita_desktop.ui.pages.measures.page import MeasuresPage, MeasuresTab
from ita_desktop.ui.pages.measures.pane import MEASURE_TEXTS
from ita_desktop.ui.pages.meetings.page import MeetingsTab
from ita_desktop.ui.pages.page import Page, PageKey
from ita_desktop.ui.window import Window
from tests.ui.support.keyboard import press

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
MANY_TURNS = 2_000
"""Turns of the event loop; more than some keys take."""


class Turns(QObject):
    """Counts the turns of the event loop until ``end`` holds."""

    def __init__(self, end) -> None:
        super().__init__()
        self.count = 0
        self._end = end
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        if self._end():
            self._timer.stop()
        else:
            self.count += 1


class TurnsBeforeKey(QObject):
    """Counts the turns of the event loop from when Qt asks whose a key is till it is delivered."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self._waits = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        self.count += self._waits

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            asked = event.type() == QEvent.Type.ShortcutOverride
            self._waits = (self._waits or asked) and event.type() != QEvent.Type.KeyPress
        return False


@pytest.fixture
def rested(window, qtbot) -> Window:
    """The window when its start is over, and no page was made but the one that is shown."""
    with qtbot.waitSignal(window.idle):
        pass
    assert set(window.made_pages()) == {PageKey.OVERVIEW}
    return window


class Styled(QObject):
    """Counts how often widgets are styled anew."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def made(window: Window) -> bool:
    """Whether nothing is left to be made."""
    ahead = window.navigation._preloader
    return set(window.made_pages()) == set(PageKey) and ahead is not None and ahead.done


@pytest.mark.in_turn
@pytest.mark.parametrize("key", [PageKey.OIT, PageKey.DOCUMENTS, PageKey.SCORES])
def test_a_page_with_all_its_parts_is_not_styled_anew_when_it_is_put_into_the_window(
    rested, key
) -> None:
    rested.make_page(key)
    page = rested.made_pages()[key]
    styled = Styled()
    for part in (page, *page.findChildren(QWidget)):
        part.installEventFilter(styled)
    assert rested.page(key) is page
    assert styled.count == 0


@pytest.mark.in_turn
def test_a_part_of_a_page_that_is_asked_for_before_it_was_made_comes_in_several_turns(
    rested, qtbot
) -> None:
    rested.go(PageKey.MEASURES)
    page = rested.page(PageKey.MEASURES)
    assert page.stack.count() == 1, "only the measures are made yet"
    for tab in (MeasuresTab.TRACKING, MeasuresTab.ANALYSIS):
        turns = Turns(lambda tab=tab: page.tab is tab)
        qtbot.mouseClick(page.tabs[tab], LEFT)
        assert page.tabs[tab].isChecked()
        qtbot.waitUntil(lambda tab=tab: page.tab is tab)
        assert turns.count >= 3
        assert page.part.isVisible()
    assert page.tracking.table.sheet.lines


@pytest.mark.in_turn
def test_who_clicks_two_parts_one_after_the_other_gets_the_later_one(rested, qtbot) -> None:
    rested.go(PageKey.MEASURES)
    page = rested.page(PageKey.MEASURES)
    qtbot.mouseClick(page.tabs[MeasuresTab.TRACKING], LEFT)
    qtbot.mouseClick(page.tabs[MeasuresTab.MEASURES], LEFT)
    qtbot.waitUntil(lambda: made(rested), timeout=20_000)
    assert page.tab is MeasuresTab.MEASURES
    assert page.tabs[MeasuresTab.MEASURES].isChecked()
    qtbot.mouseClick(page.tabs[MeasuresTab.ANALYSIS], LEFT)
    assert page.tab is MeasuresTab.ANALYSIS, "what was made ahead is there at once"


@pytest.mark.in_turn
def test_parts_and_panes_that_nobody_has_seen_are_made_a_piece_a_turn(rested) -> None:
    rested.go(PageKey.MEASURES)
    page = rested.page(PageKey.MEASURES)
    pane = page.measures.pane
    found = [(page.stack.count(), len(pane.texts)) for _ in page.build_hidden_parts()]
    of_pane = [texts for count, texts in found if count == 1]
    assert of_pane == [*range(len(MEASURE_TEXTS) + 1)], "first the measure's pane, text by text"
    assert [count for count, _ in found].count(2) >= 4
    assert found[-1] == (3, len(MEASURE_TEXTS))
    assert page.analysis.pane.texts
    assert page.tracking.table.sheet.lines
    assert list(page.build_hidden_parts()) == [], "nothing is made twice"


def test_the_letters_that_nobody_has_seen_are_made_a_piece_a_turn(rested) -> None:
    rested.go(PageKey.MEETINGS)
    page = rested.page(PageKey.MEETINGS)
    assert page.stack.count() == 1, "only the meetings are made yet"
    found = [
        (page.stack.count(), bool(page.letters.table.sheet.lines))
        for _ in page.build_hidden_parts()
    ]
    assert found == [(2, False), (2, False), (2, True), (2, True)]
    assert page.tab is MeetingsTab.MEETINGS


@pytest.mark.in_turn
def test_a_part_that_comes_does_not_when_the_page_is_left(rested, qtbot) -> None:
    rested.go(PageKey.MEASURES)
    page = rested.page(PageKey.MEASURES)
    qtbot.mouseClick(page.tabs[MeasuresTab.TRACKING], LEFT)
    rested.go(PageKey.OVERVIEW)
    qtbot.waitUntil(lambda: made(rested), timeout=20_000)
    assert page.tab is MeasuresTab.MEASURES
    assert page.tabs[MeasuresTab.MEASURES].isChecked()


@pytest.mark.in_turn
def test_a_page_that_is_asked_for_before_it_was_made_comes_in_several_turns(rested, qtbot) -> None:
    turns = Turns(lambda: rested.current_page == PageKey.OIT)
    qtbot.mouseClick(rested.rail.entries[PageKey.OIT], LEFT)
    qtbot.waitUntil(lambda: rested.current_page == PageKey.OIT)
    assert turns.count >= 4
    assert rested.page(PageKey.OIT).table.sheet.lines


@pytest.mark.in_turn
def test_pages_that_nobody_has_seen_are_made_out_of_sight_and_shown_at_once(
    rested, qtbot, monkeypatch
) -> None:
    qtbot.waitUntil(lambda: made(rested), timeout=20_000)
    assert rested.current_page == PageKey.OVERVIEW
    untold = [
        part
        for page in rested.made_pages().values()
        for part in page.findChildren(QWidget)
        if part.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent)
    ]
    assert len(untold) < 10, "of 2,000 whom whoever grabs a piece of the window would wait for"
    filled = []
    for page in rested.made_pages().values():
        monkeypatch.setattr(page, "refresh", lambda page=page: filled.append(page))
    for name, key in zip([*"123456789", "Comma", "J"], PageKey, strict=True):
        press(Key[f"Key_{name}"], CTRL)
        assert rested.current_page == key
        assert rested.page(key).isVisible()
    assert filled == []


@pytest.mark.in_turn
def test_a_page_made_out_of_sight_is_filled_again_where_its_year_has_changed(rested, qtbot) -> None:
    qtbot.waitUntil(lambda: made(rested), timeout=20_000)
    rested.session.choose_year(2566)
    rested.go(PageKey.OIT)
    table = rested.page(PageKey.OIT).table
    assert {row.id for row in table.sheet.all_rows()} == set(rested.session.progress)
    assert rested.page(PageKey.OIT).pane.item.code in rested.session.progress


@pytest.mark.in_turn
def test_a_page_made_out_of_sight_has_its_current_row_where_one_looks(rested, qtbot) -> None:
    qtbot.waitUntil(lambda: made(rested), timeout=20_000)
    rested.go(PageKey.OIT)
    table = rested.page(PageKey.OIT).table
    qtbot.waitUntil(lambda: table.viewport().height() > 0)
    place = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(place)
    assert table.verticalScrollBar().value() == 0


@pytest.mark.in_turn
def test_who_asks_for_two_pages_one_after_the_other_gets_the_later_one(rested, qtbot) -> None:
    shown = []
    rested.page_shown.connect(shown.append)
    qtbot.mouseClick(rested.rail.entries[PageKey.OIT], LEFT)
    qtbot.mouseClick(rested.rail.entries[PageKey.ROSTER], LEFT)
    qtbot.waitUntil(lambda: made(rested), timeout=20_000)
    assert shown == [PageKey.ROSTER]
    assert rested.rail.entries[PageKey.ROSTER].isChecked()


@pytest.mark.in_turn
def test_going_back_at_once_to_a_page_that_is_there_forgoes_the_other(rested, qtbot) -> None:
    qtbot.mouseClick(rested.rail.entries[PageKey.OIT], LEFT)
    qtbot.mouseClick(rested.rail.entries[PageKey.OVERVIEW], LEFT)
    qtbot.waitUntil(lambda: made(rested), timeout=20_000)
    assert rested.current_page == PageKey.OVERVIEW
    assert rested.rail.entries[PageKey.OVERVIEW].isChecked()


@pytest.mark.in_turn
@pytest.mark.parametrize("by", ["key", "input method"])
def test_keys_typed_while_a_page_is_made_do_not_reach_the_page_before(rested, qtbot, by) -> None:
    rested.go(PageKey.ROSTER)
    table = rested.page(PageKey.ROSTER).table
    qtbot.waitUntil(table.hasFocus)
    press(Key.Key_3, CTRL)
    assert rested.current_page == PageKey.ROSTER
    if by == "key":
        type_in(rested, Key.Key_X)
    else:
        composed = QInputMethodEvent()
        composed.setCommitString("ก")
        QApplication.sendEvent(QApplication.focusWidget(), composed)
    assert not table.editing.open
    assert not table.hasFocus()
    assert rested.current_page == PageKey.OIT
    assert rested.page(PageKey.OIT).isAncestorOf(QApplication.focusWidget())


@pytest.mark.in_turn
def test_a_click_while_a_page_is_made_does_not_reach_the_page_before(rested, qtbot) -> None:
    rested.go(PageKey.ROSTER)
    table = rested.page(PageKey.ROSTER).table
    qtbot.waitUntil(table.hasFocus)
    at = table.visualRect(table.model().index(3, 1)).center()
    place = table.viewport().mapTo(rested, at)

    def click() -> int:
        before = table.currentIndex().row()
        QTest.mouseClick(rested.windowHandle(), LEFT, NONE, place)
        return table.currentIndex().row() - before

    type_in(rested, Key.Key_3, modifiers=CTRL)
    assert rested.current_page == PageKey.ROSTER
    assert not click()
    qtbot.waitUntil(lambda: rested.current_page == PageKey.OIT)
    rested.go(PageKey.ROSTER)
    assert click(), "later it is of the page again"


@pytest.fixture
def slow(monkeypatch) -> None:
    """Each page but the first takes many more turns to be made. To be asked for before the window:
    a window at rest has begun with its pages."""
    in_pieces = ahead._pieces

    def slowly(window: Window, key: str) -> Iterator[None]:
        if key != PageKey.OVERVIEW:
            yield from repeat(None, MANY_TURNS)
        yield from in_pieces(window, key)

    monkeypatch.setattr(ahead, "_pieces", slowly)


def type_in(window: Window, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Keys as the display sends them: Qt finds who gets each."""
    for key in keys:
        QTest.keyClick(window.windowHandle(), key, modifiers)


def locations(window: Window, item: str) -> list[str]:
    return [evidence.location for evidence in window.session.data.evidence_of(item)]


def test_keys_typed_while_a_page_is_made_are_for_that_page_in_their_order(
    slow, rested, qtbot
) -> None:
    type_in(rested, Key.Key_3, modifiers=CTRL)
    assert rested.navigation.coming == PageKey.OIT
    type_in(rested, Key.Key_L, modifiers=CTRL)
    type_in(rested, Key.Key_X, Key.Key_Y, Key.Key_Return)
    assert "xy" in locations(rested, rested.page(PageKey.OIT).pane.item.code)


@pytest.mark.in_turn
@pytest.mark.parametrize("way", ["page", "part"])
def test_the_window_goes_on_while_a_key_waits_for_what_it_is_meant_for(
    way, rested, qtbot, qapp
) -> None:
    """It is made in one turn and shown in another one, or later."""
    if way == "page":
        type_in(rested, Key.Key_3, modifiers=CTRL)
        key = PageKey.OIT
    else:
        rested.go(PageKey.MEASURES)
        qtbot.mouseClick(rested.page(PageKey.MEASURES).tabs[MeasuresTab.TRACKING], LEFT)
        key = PageKey.MEASURES

    def has_come() -> bool:
        page = rested.made_pages().get(key)
        is_part = way != "part" or page.tab is MeasuresTab.TRACKING
        return rested.current_page == key and is_part

    turns = TurnsBeforeKey()
    qapp.installEventFilter(turns)
    assert not has_come()
    type_in(rested, Key.Key_Down)
    qapp.removeEventFilter(turns)
    assert has_come()
    assert turns.count > 0


@pytest.fixture
def slow_part(monkeypatch) -> None:
    """Each part of มาตรการ takes many more turns to be made."""
    in_pieces = MeasuresPage._pieces_of

    def slowly(page: MeasuresPage, tab: MeasuresTab) -> Iterator[None]:
        yield from repeat(None, MANY_TURNS)
        yield from in_pieces(page, tab)

    monkeypatch.setattr(MeasuresPage, "_pieces_of", slowly)


@pytest.mark.in_turn
@pytest.mark.parametrize("tab", [MeasuresTab.ANALYSIS, MeasuresTab.TRACKING])
def test_keys_typed_while_a_part_of_a_page_is_made_are_for_that_part(
    rested, qtbot, slow_part, tab
) -> None:
    rested.go(PageKey.MEASURES)
    page = rested.page(PageKey.MEASURES)
    qtbot.waitUntil(page.table.hasFocus)
    before = page.table.currentIndex().row()
    qtbot.mouseClick(page.tabs[tab], LEFT)
    assert page.tab is MeasuresTab.MEASURES
    type_in(rested, Key.Key_Down, Key.Key_Down)
    assert page.tab is tab
    assert page.table.currentIndex().row() == before
    assert page.part.table.currentIndex().row() > 0


@pytest.mark.in_turn
def test_what_is_typed_while_a_part_is_made_is_stored_there_and_nowhere_else(
    rested, qtbot, slow_part
) -> None:
    rested.go(PageKey.MEASURES)
    page = rested.page(PageKey.MEASURES)
    qtbot.waitUntil(page.table.hasFocus)
    measures = rested.session.data.measures
    qtbot.mouseClick(page.tabs[MeasuresTab.ANALYSIS], LEFT)
    assert page.tab is MeasuresTab.MEASURES
    type_in(rested, Key.Key_F2)
    type_in(rested, Key.Key_X, Key.Key_Y)
    assert page.tab is MeasuresTab.ANALYSIS
    assert page.table.editing.editor is None
    assert page.analysis.table.editing.editor is not None
    type_in(rested, Key.Key_Escape)
    assert rested.session.data.measures == measures


def test_a_key_that_leads_to_another_page_does_not_wait_for_the_part(
    rested, qtbot, slow_part
) -> None:
    rested.go(PageKey.MEASURES)
    page = rested.page(PageKey.MEASURES)
    qtbot.mouseClick(page.tabs[MeasuresTab.ANALYSIS], LEFT)
    type_in(rested, Key.Key_1, modifiers=CTRL)
    assert rested.current_page == PageKey.OVERVIEW
    assert page.tab is MeasuresTab.MEASURES


@pytest.fixture(params=[True, False], ids=["found", "not yet found"])
def found(request, monkeypatch) -> bool:
    """Whether the search finds before Enter is pressed."""
    if not request.param:
        entries, enter = Search._entries, Search._enter
        entered = []

        def slowly(search, data, commands) -> Iterator[object]:
            made = entries(search, data, commands)
            yield from islice(made, len(commands))
            while not entered:
                yield None
            yield from made

        def noted(search, text) -> None:
            entered.append(text)
            enter(search, text)

        monkeypatch.setattr(Search, "_entries", slowly)
        monkeypatch.setattr(Search, "_enter", noted)
    return request.param


@pytest.mark.in_turn
def test_a_link_typed_at_once_behind_a_search_is_stored(found, slow, rested, qtbot) -> None:
    type_in(rested, Key.Key_K, modifiers=CTRL)
    search = rested.findChild(Search)
    type_in(rested, Key.Key_O, Key.Key_7)
    if found:
        qtbot.waitUntil(lambda: search.ready, timeout=20_000)
    assert search.ready == found
    type_in(rested, Key.Key_Return)
    assert rested.navigation.coming == PageKey.OIT
    type_in(rested, Key.Key_L, modifiers=CTRL)
    type_in(rested, Key.Key_X, Key.Key_Return)
    assert "x" in locations(rested, "O7")


def test_who_goes_to_another_page_meanwhile_does_not_wait_for_the_first(
    slow, rested, qtbot
) -> None:
    type_in(rested, Key.Key_2, modifiers=CTRL)
    type_in(rested, Key.Key_Control)
    type_in(rested, Key.Key_3, modifiers=CTRL)
    assert rested.navigation.coming == PageKey.OIT
    assert PageKey.ROSTER not in rested.made_pages()


def test_keys_typed_in_a_list_that_was_opened_meanwhile_are_for_that(slow, rested, qtbot) -> None:
    type_in(rested, Key.Key_3, modifiers=CTRL)
    menu = QMenu(rested)
    chosen = []
    menu.addAction("x").triggered.connect(lambda: chosen.append("x"))
    menu.popup(rested.geometry().center())
    type_in(rested, Key.Key_Down, Key.Key_Return)
    assert chosen == ["x"]
    qtbot.waitUntil(lambda: rested.current_page == PageKey.OIT)


def test_a_page_does_not_come_under_a_list_that_was_opened_meanwhile(rested, qtbot) -> None:
    qtbot.mouseClick(rested.rail.entries[PageKey.OIT], LEFT)
    menu = QMenu(rested)
    menu.addAction("x")
    menu.popup(rested.geometry().center())
    qtbot.waitUntil(lambda: PageKey.OIT in rested.made_pages())
    qtbot.wait(100)
    assert rested.current_page == PageKey.OVERVIEW
    menu.close()
    qtbot.waitUntil(lambda: rested.current_page == PageKey.OIT)


@pytest.mark.in_turn
@pytest.mark.parametrize("leaves", [False, True], ids=["stays", "opens another file at once"])
def test_what_follows_an_opening_does_not_follow_in_another_workspace(
    rested, qtbot, tmp_path, leaves
) -> None:
    """The question for a new year comes only over the file for which it was asked."""
    navigation = rested.navigation
    followed = []
    navigation.preloader.request(
        PageKey.OIT, lambda: navigation.go(PageKey.OIT), lambda: followed.append(rested.session)
    )
    navigation.preloader.finish_now()
    assert rested.current_page == PageKey.OIT
    assert not followed, "first the page is painted"
    if leaves:
        rested.open_file(workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita"))
    qtbot.wait(10)
    assert followed == ([] if leaves else [rested.session])


@pytest.mark.in_turn
def test_a_workspace_that_is_left_makes_no_more_pages(rested, qtbot, tmp_path) -> None:
    qtbot.mouseClick(rested.rail.entries[PageKey.OIT], LEFT)
    other = workspaces.copy_sample(tmp_path / "อีกแฟ้ม.ita")
    rested.open_file(other)
    assert set(rested.made_pages()) == {PageKey.OVERVIEW}
    qtbot.waitUntil(lambda: made(rested), timeout=20_000)
    assert rested.current_page == PageKey.OVERVIEW
    assert all(
        page.session is rested.session
        for page in rested.made_pages().values()
        if isinstance(page, Page)
    )


def test_the_welcome_page_has_no_pages_to_make(rested, qtbot) -> None:
    rested.opener.show_welcome()
    qtbot.wait(200)
    assert rested.made_pages() == {}


@pytest.mark.in_turn
def test_a_document_is_laid_out_once_its_page_is_shown(rested, qtbot) -> None:
    qtbot.waitUntil(lambda: made(rested), timeout=20_000)
    page = rested.page(PageKey.DOCUMENTS)
    assert isinstance(page, DocumentsPage)
    qtbot.wait(300)
    assert page.pane.pages is None
    rested.go(PageKey.DOCUMENTS)
    qtbot.waitUntil(lambda: page.pane.pages is not None, timeout=30_000)
