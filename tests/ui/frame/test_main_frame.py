import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.frame.window_geometry import FRAME, in_sight
from ita_desktop.ui.theme.tokens import LIGHT, Width
from ita_desktop.ui.widgets.status import Message, MessageKind


def press(qtbot, frame, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or frame, key, modifier)


def test_pages_are_made_when_they_are_first_shown(frame, qtbot):
    assert set(frame.made_pages()) == {"overview"}
    with qtbot.waitSignal(frame.page_shown) as blocker:
        press(qtbot, frame, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert blocker.args == ["oit"]
    assert set(frame.made_pages()) == {"overview", "oit"}
    assert frame.current_page == "oit"
    assert frame.rail.entries["oit"].isChecked()
    made = frame.page("oit")
    frame.show_page("overview")
    frame.show_page("oit")
    assert frame.page("oit") is made


def test_a_page_that_was_made_and_never_shown_goes_with_the_window(kept, qapp):
    frame = MainFrame(kept)
    page = QPushButton()
    frame.add_page("oit", "", "", lambda: page)
    frame.make_page("oit")
    assert not page.isVisible()
    shiboken6.delete(frame)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(page)


def test_a_click_in_the_rail_leads_into_the_page(frame, qtbot):
    qtbot.mouseClick(frame.rail.entries["settings"], Qt.MouseButton.LeftButton)
    assert frame.current_page == "settings"
    assert frame.page("settings").table.hasFocus()


def test_arrows_in_the_rail_walk_along_the_pages(frame, qtbot):
    frame.rail.entries["overview"].setFocus()
    press(qtbot, frame, Qt.Key.Key_Down)
    press(qtbot, frame, Qt.Key.Key_Space)
    assert frame.current_page == "oit"
    assert frame.rail.entries["oit"].hasFocus()


def test_f6_goes_round_rail_table_pane_and_message(frame, qtbot):
    frame.message.display(Message(MessageKind.BAD, "บันทึกไม่ได้", "ลองอีกครั้ง"))
    page = frame.page("overview")
    page.table.setFocus()
    visited = []
    for _ in range(4):
        press(qtbot, frame, Qt.Key.Key_F6)
        visited.append(QApplication.focusWidget())
    assert visited == [
        page.pane,
        frame.message.action,
        frame.rail.entries["overview"],
        page.table,
    ]
    press(qtbot, frame, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert frame.rail.entries["overview"].hasFocus()


def test_ctrl_k_goes_to_the_search(frame, qtbot):
    press(qtbot, frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert frame.top_bar.search.hasFocus()
    with qtbot.waitSignal(frame.top_bar.search_edited) as blocker:
        qtbot.keyClicks(frame.top_bar.search, "O")
    assert blocker.args == ["O"]


def test_the_paper_is_white_with_a_round_corner_on_the_desk(frame):
    picture = frame.grab().toImage()
    corner = frame.ui.paper.mapTo(frame, frame.ui.paper.rect().topLeft())
    assert picture.pixelColor(corner.x(), corner.y()) == LIGHT.chrome
    assert picture.pixelColor(corner.x() + 12, corner.y() + 12) == LIGHT.surface
    assert (corner.x(), corner.y()) == (172, 84)


def test_under_1200_px_the_bars_give_room(frame, qtbot):
    frame.resize(1093, 614)
    assert frame.rail.width() == Width.RAIL_FOLDED
    assert not frame.top_bar.menu_bar.isVisible()
    assert frame.top_bar.menu_button.isVisible()
    assert frame.score_bar.sentence.text() == "ขาด EIT 2.62 ถึงผ่านดีเยี่ยม"
    assert frame.score_bar.sentence.toolTip() == "ขาด EIT 2.62 คะแนน ถึงผ่านดีเยี่ยม"
    frame.resize(1366, 768)
    assert frame.rail.width() == Width.RAIL
    assert frame.top_bar.menu_bar.isVisible()


def test_no_bar_is_wider_than_the_smallest_window(frame):
    frame.resize(900, 560)
    assert (frame.width(), frame.height()) == (900, 560)
    for bar in (frame.top_bar, frame.score_bar):
        parts = [part for part in bar.findChildren(QPushButton) if part.isVisible()]
        assert all(part.geometry().right() < 900 for part in parts)


def test_the_rail_stays_folded_as_it_was_left(frame, kept, qtbot):
    frame.fold_rail(True)
    assert frame.rail.width() == Width.RAIL_FOLDED
    assert kept["frame.rail_folded"] is True
    frame.fold_rail(False)
    assert frame.rail.width() == Width.RAIL


def test_size_and_last_page_come_back(frame, kept, qtbot):
    frame.show_page("oit")
    frame.setGeometry(QRect(20, 30, 1000, 600))
    frame.close()
    again = MainFrame(kept)
    qtbot.addWidget(again)
    again.add_page("oit", "list-checks", "งาน OIT", QPushButton)
    assert again.geometry() == QRect(20, 30, 1000, 600)
    assert again.last_page == "oit"


def test_a_window_that_was_on_a_screen_that_is_gone_opens_on_one_that_is_there(kept, qtbot):
    kept["frame.geometry"] = [90000, 90000, 1000, 600]
    made = MainFrame(kept)
    qtbot.addWidget(made)
    assert made.geometry().x() < 90000


# Task bars of 40 and 48 px: 1366 x 768 at 100, 125 and 150 %, and a low screen of 1024 x 700.
SMALL = (
    QRect(0, 0, 1366, 728),
    QRect(0, 0, 1093, 574),
    QRect(0, 40, 911, 464),
    QRect(0, 0, 1024, 660),
)


@pytest.mark.parametrize("free", SMALL)
@pytest.mark.parametrize("was", [None, [-40, 10, 1900, 1020], [1400, 600, 1000, 600]])
def test_a_window_opens_whole_with_its_frame_on_a_small_screen(kept, qtbot, monkeypatch, free, was):
    if was is not None:
        kept["frame.geometry"] = was
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: free)
    made = MainFrame(kept)
    qtbot.addWidget(made)
    assert free.contains(made.geometry().marginsAdded(FRAME))


def test_a_frame_that_is_higher_than_usual_gets_its_room(frame, monkeypatch):
    free, high = QRect(0, 0, 1366, 728), QMargins(2, 60, 2, 2)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: free)
    monkeypatch.setattr(frame, "frameGeometry", lambda: frame.geometry().marginsAdded(high))
    frame.stay_in_sight()
    assert free.contains(frame.frameGeometry())
    assert frame.width() == 1362


def test_a_frame_that_is_lower_than_assumed_does_not_push_the_window_off_the_screen(
    kept, qtbot, monkeypatch
):
    """The minimum grows with the room, and the window with it: 1366 x 768 at 150 %."""
    free, thin = QRect(0, 0, 911, 512), QMargins(1, 13, 1, 3)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: free)
    made = MainFrame(kept)
    qtbot.addWidget(made)
    made.show()
    monkeypatch.setattr(made, "frameGeometry", lambda: made.geometry().marginsAdded(thin))
    made.stay_in_sight()
    assert made.height() == Width.WINDOW_MIN_HEIGHT
    assert free.contains(made.frameGeometry())


def test_what_lies_in_sight_is_left_where_it_is():
    place, free = QRect(30, 50, 1000, 600), QRect(0, 0, 1366, 728)
    assert in_sight(place, free, FRAME) == place


def test_another_workspace_gets_new_pages(frame):
    old = frame.page("overview")
    frame.forget_pages()
    frame.show_page("overview")
    assert frame.page("overview") is not old


@pytest.mark.qt_log_ignore("does not support")
def test_f10_opens_the_menus_wherever_they_are(frame, qtbot):
    press(qtbot, frame, Qt.Key.Key_F10)
    assert frame.top_bar.menu_bar.activeAction().text() == "แฟ้ม"
    qtbot.keyClick(frame.top_bar.menu_bar, Qt.Key.Key_Escape)
    frame.resize(1000, 600)
    frame.top_bar.open_menus()
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["แฟ้ม", "แก้ไข"]
    menu.close()


def test_a_double_click_that_opens_a_page_opens_nothing_there(frame, qtbot) -> None:
    """Its second click would fall on what happens to lie at the same place."""
    frame.show_page("overview")
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    heard: list[QEvent.Type] = []

    class Listener(QObject):
        def eventFilter(self, _watched, event):
            heard.append(event.type())
            return False

    page, listener = frame.page("oit"), Listener()
    page.installEventFilter(listener)
    at = frame.rect().center()

    def double_click() -> bool:
        heard.clear()
        QTest.mouseDClick(
            frame.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )
        return QEvent.Type.MouseButtonDblClick in heard

    def opened_at(away: int) -> None:
        frame.show_page("overview")
        QCursor.setPos(frame.mapToGlobal(at + QPoint(away, 0)))
        frame.show_page("oit")

    opened_at(0)
    assert not double_click()
    opened_at(100)
    assert double_click(), "it is not the one that opened the page"
    opened_at(0)
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    assert double_click()
