import pytest
from PySide6.QtCore import Qt

from ita_desktop.ui.frame.welcome import Recent, WelcomePage
from ita_desktop.ui.theme.measures import WelcomeSize


@pytest.fixture
def welcome(frame, qtbot):
    page = WelcomePage()
    page.set_year(2568)
    page.set_recent([Recent("/a/b.ita", "เขตตัวอย่าง 2567.ita", "เอกสาร › ITA", "12 มี.ค. 68")])
    frame.show_home(page)
    page.frame = frame
    qtbot.waitUntil(page.ui.sample.hasFocus)
    return page


def test_enter_opens_the_sample(welcome, qtbot):
    with qtbot.waitSignal(welcome.sample_requested):
        qtbot.keyClick(welcome.ui.sample, Qt.Key.Key_Return)


def test_arrows_lead_to_the_other_ways_to_begin(welcome, qtbot):
    qtbot.keyClick(welcome.ui.sample, Qt.Key.Key_Down)
    assert welcome.ui.new_file.hasFocus()
    assert welcome.ui.new_file.text() == "เริ่มปีงบประมาณ 2568"
    with qtbot.waitSignal(welcome.new_requested):
        qtbot.keyClick(welcome.ui.new_file, Qt.Key.Key_Space)
    qtbot.keyClick(welcome.ui.new_file, Qt.Key.Key_Up)
    assert welcome.ui.sample.hasFocus()


@pytest.mark.parametrize(
    ("entry", "signal"), [("open_file", "open_requested"), ("excel", "excel_requested")]
)
def test_each_entry_asks_for_its_own(welcome, qtbot, entry, signal):
    with qtbot.waitSignal(getattr(welcome, signal)):
        qtbot.mouseClick(getattr(welcome.ui, entry), Qt.MouseButton.LeftButton)


def test_a_recent_workspace_is_one_click_away(welcome, qtbot):
    (line,) = welcome.recent_lines
    with qtbot.waitSignal(welcome.recent_chosen) as told:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert told.args == ["/a/b.ita"]
    welcome.set_recent([])
    assert not welcome.ui.recentTitle.isVisible()


@pytest.mark.parametrize("height", [900, 620, 512])
def test_in_a_low_window_no_entry_is_lower_than_its_words(welcome, qtbot, height):
    welcome.set_recent(
        [Recent(f"/a/{at}.ita", f"{at}.ita", "เอกสาร", "12 มี.ค. 68") for at in range(5)]
    )
    welcome.frame.resize(910, height)
    qtbot.wait(1)
    ui = welcome.ui
    entries = (ui.sample, ui.new_file, ui.open_file, ui.excel)
    assert min(one.height() for one in entries) >= WelcomeSize.ENTRY_LOW
    shown = [line for line in welcome.recent_lines if line.isVisible()]
    assert len(shown) == {900: 5, 620: 2, 512: 0}[height]
    lowest = (shown or entries)[-1]
    assert lowest.mapTo(welcome, lowest.rect().bottomLeft()).y() < welcome.height()


def test_only_the_menus_stay_while_nothing_is_open(welcome):
    frame = welcome.frame
    hidden = (frame.rail, frame.strip, frame.top_bar.search, frame.top_bar.year, frame.ui.pages)
    assert not any(part.isVisible() for part in hidden)
    assert frame.top_bar.menu_bar.isVisible()
    frame.show_work()
    assert all(part.isVisible() for part in hidden)
    assert not welcome.isVisible()
