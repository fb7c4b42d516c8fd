import pytest
from PySide6.QtCore import Qt

from ita_desktop.ui.opening.welcome import Recent, WelcomePage
from ita_desktop.ui.theme.measures import WelcomeSize
from ita_desktop.ui.theme.tokens import Height

OWN = Recent("/a/b.ita", "เขตตัวอย่าง 2567.ita", "เอกสาร › ITA", "12 มี.ค. 68")


@pytest.fixture
def welcome(frame, qtbot):
    """The page as it is where the program never ran before."""
    page = WelcomePage()
    page.set_year(2568)
    frame.show_home(page)
    page.frame = frame
    qtbot.waitUntil(page.ui.sample.hasFocus)
    return page


@pytest.fixture
def used(frame, qtbot):
    """The page of somebody who has a file of her own."""
    page = WelcomePage()
    page.set_year(2568)
    page.set_recent([OWN])
    frame.show_home(page)
    page.frame = frame
    qtbot.waitUntil(page.recent_lines[0].hasFocus)
    return page


def test_one_s_own_files_stand_above_all_and_enter_opens_the_last_one(used, qtbot):
    ui = used.ui
    (line,) = used.recent_lines
    below = [ui.new_year, ui.open_file, ui.new_file, ui.excel, ui.sample]
    tops = [one.mapTo(used, one.rect().topLeft()).y() for one in (line, *below)]
    assert tops == sorted(tops)
    with qtbot.waitSignal(used.recent_chosen) as blocker:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert blocker.args == ["/a/b.ita"]
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert ui.new_year.hasFocus()


def test_a_new_year_in_the_own_file_is_another_entry_than_a_new_file(used, qtbot):
    assert used.ui.new_year.text() == "ปีงบประมาณใหม่ในแฟ้มเดิม"
    assert OWN.name in used.ui.new_year.accessibleDescription()
    with qtbot.waitSignal(used.new_year_requested) as blocker:
        qtbot.mouseClick(used.ui.new_year, Qt.MouseButton.LeftButton)
    assert blocker.args == ["/a/b.ita"]
    used.set_recent([])
    assert not used.ui.new_year.isVisible()


def test_enter_opens_the_sample(welcome, qtbot):
    with qtbot.waitSignal(welcome.sample_requested):
        qtbot.keyClick(welcome.ui.sample, Qt.Key.Key_Return)


def test_arrows_lead_to_the_other_ways_to_begin(welcome, qtbot):
    qtbot.keyClick(welcome.ui.sample, Qt.Key.Key_Down)
    assert welcome.ui.new_file.hasFocus()
    assert welcome.ui.new_file.text() == "เริ่มแฟ้มใหม่"
    assert "2568" in welcome.ui.new_file.accessibleDescription()
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


def test_a_recent_workspace_is_one_click_away(used, qtbot):
    (line,) = used.recent_lines
    with qtbot.waitSignal(used.recent_chosen) as blocker:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert blocker.args == ["/a/b.ita"]
    used.set_recent([])
    assert not used.ui.recentTitle.isVisible()


@pytest.mark.in_turn
@pytest.mark.parametrize(("height", "least"), [(900, 4), (728, 2), (620, 2), (512, 2), (464, 1)])
def test_in_a_low_window_all_ways_to_begin_are_seen_below_some_own_files(
    welcome, qtbot, height, least
):
    welcome.set_recent(
        [Recent(f"/a/{at}.ita", f"{at}.ita", "เอกสาร", "12 มี.ค. 68") for at in range(5)]
    )
    welcome.frame.setMinimumHeight(0)
    welcome.frame.resize(910, height)
    qtbot.wait(50)
    ui = welcome.ui
    entries = (ui.new_year, ui.open_file, ui.shared, ui.new_file, ui.excel, ui.sample)
    assert {entry.height() for entry in entries} <= {
        WelcomeSize.ENTRY,
        WelcomeSize.ENTRY_LOW,
        WelcomeSize.ENTRY_LINE,
    }
    shown = [line for line in welcome.recent_lines if line.isVisible()]
    assert len(shown) >= least
    assert all(one.height() == Height.ROW for one in shown)
    lowest = entries[-1]
    assert lowest.mapTo(welcome, lowest.rect().bottomLeft()).y() < welcome.height()


def test_only_the_menus_stay_while_nothing_is_open(welcome):
    frame = welcome.frame
    hidden = (frame.rail, frame.score_bar, frame.top_bar.search, frame.top_bar.year, frame.ui.pages)
    assert not any(part.isVisible() for part in hidden)
    assert frame.top_bar.menu_bar.isVisible()
    frame.show_work()
    assert all(part.isVisible() for part in hidden)
    assert not welcome.isVisible()
