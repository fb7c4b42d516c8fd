"""Photographs in a grid, with real files, mouse, keys, dragging and clipboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from ita_desktop.pictures.photographs import prepare
from ita_desktop.ui.editors.rich_text import RichText
from ita_desktop.ui.table.cells.richlines import advance
from ita_desktop.ui.theme.measures import PhotoSize
from ita_desktop.ui.theme.tokens import Text
from ita_desktop.ui.widgets.photos.grid import PhotoGrid
from ita_desktop.ui.widgets.photos.model import PhotoItem
from ita_desktop.ui.widgets.photos.painter import PhotoView, first_lines, place_of_box
from tests.pictures.given_pictures import photograph

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEFT = Qt.MouseButton.LeftButton


class Store:
    """Where the photographs' bytes are; remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._known: dict[str, bytes] = {}

    def __call__(self, media: str) -> bytes | None:
        self.asked.append(media)
        if media == "broken":
            return b"nothing"
        if media not in self._known:
            self._known[media] = prepare(photograph(int(media)), "a").data
        return self._known[media]


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def grid(qtbot: QtBot, store: Store) -> Iterator[PhotoGrid]:
    made = PhotoGrid(store)
    qtbot.addWidget(made)
    made.resize(4 * PhotoSize.CELL + 40, 420)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def items(count: int) -> list[PhotoItem]:
    return [PhotoItem(f"k{at}", str(at), "", "", f"IMG_{at}.jpg") for at in range(count)]


def shown(grid: PhotoGrid, count: int) -> None:
    grid.set_photos(items(count), locked=False)
    grid.list.setFocus()
    QApplication.processEvents()


def settled(qtbot: QtBot, grid: PhotoGrid) -> None:
    """Waits until all in sight are made."""

    def made() -> None:
        found = grid.list.thumbnails
        wishes = [grid.list.wish_of(grid.list.photos.items[at]) for at in grid.list.rows_in_sight()]
        assert wishes
        assert all(found.find(wish) is not None or found.is_broken(wish) for wish in wishes)

    qtbot.waitUntil(made)


def middle(grid: PhotoGrid, row: int) -> QPoint:
    return grid.list.visualRect(grid.list.photos.index(row)).center()


def box(grid: PhotoGrid, row: int) -> QPoint:
    """Where a photograph is chosen without being opened."""
    return (
        place_of_box(QRectF(grid.list.visualRect(grid.list.photos.index(row)))).center().toPoint()
    )


def chosen(grid: PhotoGrid) -> list[str]:
    return [item.key for item in grid.list.chosen]


def files_of(data: Path, count: int) -> QMimeData:
    mime = QMimeData()
    paths = [data / f"งาน {at}.jpg" for at in range(count)]
    for at, path in enumerate(paths):
        path.write_bytes(photograph(at))
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


# -- 500 photographs


def test_of_five_hundred_photographs_only_those_in_sight_are_made(
    qtbot: QtBot, grid: PhotoGrid, store: Store
) -> None:
    shown(grid, 500)
    settled(qtbot, grid)
    in_sight = len(grid.list.rows_in_sight())
    assert 8 <= in_sight <= 20
    assert sorted(store.asked) == sorted(str(at) for at in range(in_sight))
    grid.list.scrollToBottom()
    settled(qtbot, grid)
    assert "499" in store.asked
    assert len(store.asked) <= 2 * in_sight + 4


def test_five_hundred_photographs_are_chosen_in_one_step(qtbot: QtBot, grid: PhotoGrid) -> None:
    shown(grid, 500)
    texts = []
    grid.list.selectionModel().selectionChanged.connect(lambda *_: texts.append(1))
    grid.list.choose([item.key for item in grid.list.photos.items])
    assert len(grid.list.chosen) == 500
    assert len(texts) <= 2
    assert grid.list.current == grid.list.photos.items[-1]


def test_a_long_scroll_makes_what_it_ends_at_first(
    qtbot: QtBot, grid: PhotoGrid, store: Store
) -> None:
    shown(grid, 500)
    bar = grid.list.verticalScrollBar()
    for value in range(0, bar.maximum(), 400):
        bar.setValue(value)
        grid.list.viewport().repaint()
    bar.setValue(bar.maximum())
    settled(qtbot, grid)
    # While it went by, a few were begun; all others were let go.
    assert len(set(store.asked)) < 80


def test_what_was_made_is_kept(qtbot: QtBot, grid: PhotoGrid, store: Store) -> None:
    shown(grid, 40)
    settled(qtbot, grid)
    first = len(store.asked)
    grid.list.scrollToBottom()
    settled(qtbot, grid)
    both = len(store.asked)
    assert both > first
    grid.list.scrollToTop()
    settled(qtbot, grid)
    assert len(store.asked) == both


def test_a_photograph_that_cannot_be_read_is_tried_once(
    qtbot: QtBot, grid: PhotoGrid, store: Store
) -> None:
    grid.set_photos([PhotoItem("a", "broken"), *items(1)], locked=False)
    settled(qtbot, grid)
    grid.list.viewport().repaint()
    QTest.qWait(50)
    assert store.asked.count("broken") == 1


def test_two_stand_side_by_side_in_a_pane(qtbot: QtBot, grid: PhotoGrid) -> None:
    shown(grid, 6)
    grid.resize(306, 500)
    QTest.qWait(50)
    assert grid.list.columns == 2
    assert middle(grid, 0).y() == middle(grid, 1).y() < middle(grid, 2).y()


# -- adding


def test_files_are_dragged_in(grid: PhotoGrid, qtbot: QtBot, tmp_path: Path) -> None:
    mime = files_of(tmp_path, 3)
    place = QPointF(grid.rect().center())
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), actions, mime, LEFT, held)
    QApplication.sendEvent(grid, enter)
    assert enter.isAccepted()
    drop = QDropEvent(place, actions, mime, LEFT, held)
    with qtbot.waitSignal(grid.given) as blocker:
        QApplication.sendEvent(grid, drop)
    assert [arg.name for arg in blocker.args[0]] == ["งาน 0.jpg", "งาน 1.jpg", "งาน 2.jpg"]
    assert drop.dropAction() == Qt.DropAction.CopyAction


def test_other_things_cannot_be_dragged_in(grid: PhotoGrid) -> None:
    mime = QMimeData()
    mime.setText("ข้อความ")
    enter = QDragEnterEvent(
        QPoint(50, 50), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier
    )
    enter.setAccepted(False)
    QApplication.sendEvent(grid, enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize("count", [0, 3])
def test_a_picture_is_pasted(grid: PhotoGrid, qtbot: QtBot, count: int) -> None:
    shown(grid, count)
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    target = grid.list if count else grid.empty.pick
    target.setFocus()
    with qtbot.waitSignal(grid.given) as blocker:
        QTest.keyClick(target, Qt.Key.Key_V, CTRL)
    (given,) = blocker.args[0]
    assert given.name == "ภาพที่วาง.png"
    kept = prepare(given.source, given.name)
    assert (kept.width, kept.height) == (40, 30)


def test_copied_files_are_pasted(grid: PhotoGrid, qtbot: QtBot, tmp_path: Path) -> None:
    shown(grid, 1)
    QGuiApplication.clipboard().setMimeData(files_of(tmp_path, 2))
    with qtbot.waitSignal(grid.given) as blocker:
        QTest.keyClick(grid.list, Qt.Key.Key_V, CTRL)
    assert [arg.source for arg in blocker.args[0]] == [
        tmp_path / "งาน 0.jpg",
        tmp_path / "งาน 1.jpg",
    ]


def test_pasted_text_is_no_photograph(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 1)
    QGuiApplication.clipboard().setText("ข้อความ")
    with qtbot.assertNotEmitted(grid.given):
        QTest.keyClick(grid.list, Qt.Key.Key_V, CTRL)


def test_many_files_are_picked(
    grid: PhotoGrid, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pick(_parent: object, _title: str, _folder: str, kinds: str) -> tuple[list[str], str]:
        assert "*.heic" in kinds
        return ["a.jpg", "b.heic"], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", pick)
    with qtbot.waitSignal(grid.given) as blocker:
        QTest.mouseClick(grid.empty.pick, LEFT)
    assert [arg.source for arg in blocker.args[0]] == [Path("a.jpg"), Path("b.heic")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    with qtbot.assertNotEmitted(grid.given):
        grid.pick()


# -- order


def test_alt_and_arrows_move_photographs(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 10)
    assert grid.list.columns == 4
    grid.list.choose(["k5"])
    expected = {
        Qt.Key.Key_Left: "k4",
        Qt.Key.Key_Right: "k7",
        Qt.Key.Key_Up: "k1",
        Qt.Key.Key_Down: None,
    }
    for key, before in expected.items():
        with qtbot.waitSignal(grid.placed) as blocker:
            QTest.keyClick(grid.list, key, ALT)
        assert blocker.args == [("k5",), before], key
    grid.list.choose(["k0"])
    with qtbot.assertNotEmitted(grid.placed):
        QTest.keyClick(grid.list, Qt.Key.Key_Left, ALT)


def test_several_are_moved_together(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 6)
    grid.list.choose(["k1", "k2"])
    with qtbot.waitSignal(grid.placed) as blocker:
        QTest.keyClick(grid.list, Qt.Key.Key_Right, ALT)
    assert blocker.args == [("k1", "k2"), "k4"]


def drag(grid: PhotoGrid, row: int, to: QPoint) -> None:
    view = grid.list.viewport()
    begin = middle(grid, row)
    QTest.mousePress(view, LEFT, pos=begin)
    for share in (0.2, 0.6, 1):
        step = QPointF(begin) + (QPointF(to) - QPointF(begin)) * share
        QTest.mouseMove(view, step.toPoint())
    QTest.mouseRelease(view, LEFT, pos=to)


def test_a_photograph_is_dragged_between_two_others(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 8)
    with qtbot.waitSignal(grid.placed) as blocker:
        drag(grid, 6, middle(grid, 2) - QPoint(30, 0))
    assert blocker.args == [("k6",), "k2"]
    with qtbot.waitSignal(grid.placed) as blocker:
        drag(grid, 0, middle(grid, 7) + QPoint(PhotoSize.CELL, 0))
    assert blocker.args == [("k0",), None]


def test_several_chosen_photographs_are_dragged_together(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 8)
    view = grid.list.viewport()
    QTest.mouseClick(view, LEFT, pos=box(grid, 1))
    QTest.mouseClick(view, LEFT, CTRL, pos=middle(grid, 4))
    with qtbot.waitSignal(grid.placed) as blocker:
        drag(grid, 4, middle(grid, 7) - QPoint(30, 0))
    assert blocker.args == [("k1", "k4"), "k7"]


def test_dropped_where_it_was_a_photograph_stays(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 8)
    with qtbot.assertNotEmitted(grid.placed):
        drag(grid, 2, middle(grid, 2) + QPoint(25, 0))


def test_dragging_beyond_the_edge_scrolls_on(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 60)
    view, bar = grid.list.viewport(), grid.list.verticalScrollBar()
    QTest.mousePress(view, LEFT, pos=middle(grid, 1))
    QTest.mouseMove(view, middle(grid, 2))
    below = QPoint(60, view.height() + 80)
    QTest.mouseMove(view, below)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    with qtbot.waitSignal(grid.placed) as blocker:
        QTest.mouseRelease(view, LEFT, pos=below)
    assert blocker.args[0] == ("k1",)
    value = bar.value()
    QTest.qWait(100)
    assert bar.value() == value


def test_escape_gives_a_drag_up(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 8)
    view = grid.list.viewport()
    QTest.mousePress(view, LEFT, pos=middle(grid, 5))
    QTest.mouseMove(view, middle(grid, 1))
    QTest.keyClick(grid.list, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(grid.placed):
        QTest.mouseRelease(view, LEFT, pos=middle(grid, 1))


# -- choosing and taking out


def test_a_click_among_many_chosen_chooses_one_and_opens_it(grid: PhotoGrid, qtbot) -> None:
    shown(grid, 8)
    QTest.keyClick(grid.list, Qt.Key.Key_A, CTRL)
    assert len(chosen(grid)) == 8
    looked = []
    grid.list.opened.disconnect()
    grid.list.opened.connect(looked.append)
    QTest.mouseClick(grid.list.viewport(), LEFT, pos=middle(grid, 3))
    assert chosen(grid) == ["k3"]
    qtbot.waitUntil(lambda: looked == ["k3"])


def test_the_box_in_the_corner_chooses_one_beside_the_others(grid: PhotoGrid, qtbot) -> None:
    shown(grid, 8)
    view = grid.list.viewport()
    for row in (2, 5, 6):
        QTest.mouseClick(view, LEFT, pos=box(grid, row))
    assert chosen(grid) == ["k2", "k5", "k6"]
    QTest.mouseClick(view, LEFT, pos=box(grid, 5))
    assert chosen(grid) == ["k2", "k6"]
    assert QApplication.activeModalWidget() is None


def test_a_click_below_a_photograph_begins_its_caption(grid: PhotoGrid, qtbot) -> None:
    shown(grid, 4)
    area = grid.list.visualRect(grid.list.photos.index(1))
    QTest.mouseClick(grid.list.viewport(), LEFT, pos=area.bottomLeft() + QPoint(30, -30))
    assert grid.list.is_typing
    QTest.keyClicks(typed(grid), "Site visit")
    with qtbot.waitSignal(grid.captioned) as blocker:
        QTest.keyClick(typed(grid), Qt.Key.Key_Return)
    assert blocker.args == ["k1", "Site visit"]


def test_locked_photographs_open_and_have_no_caption_to_type(grid: PhotoGrid, qtbot) -> None:
    shown(grid, 4)
    grid.set_photos(grid.list.photos.items, locked=True)
    looked = []
    grid.list.opened.disconnect()
    grid.list.opened.connect(looked.append)
    area = grid.list.visualRect(grid.list.photos.index(1))
    QTest.mouseClick(grid.list.viewport(), LEFT, pos=area.bottomLeft() + QPoint(30, -30))
    assert not grid.list.is_typing
    QTest.mouseClick(grid.list.viewport(), LEFT, pos=middle(grid, 1))
    qtbot.waitUntil(lambda: looked == ["k1"])


def test_delete_takes_out_all_that_are_chosen(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 8)
    QTest.mouseClick(grid.list.viewport(), LEFT, pos=box(grid, 1))
    QTest.mouseClick(grid.list.viewport(), LEFT, SHIFT, pos=middle(grid, 3))
    with qtbot.waitSignal(grid.removed) as blocker:
        QTest.keyClick(grid.list, Qt.Key.Key_Delete)
    assert blocker.args == [("k1", "k2", "k3")]


def test_the_keyboard_stays_where_it_was_when_a_photograph_has_gone(grid: PhotoGrid) -> None:
    shown(grid, 5)
    grid.list.choose(["k2"])
    grid.set_photos([item for item in items(5) if item.key != "k2"], locked=False)
    assert chosen(grid) == ["k3"]
    assert grid.list.hasFocus()
    grid.set_photos((), locked=False)
    assert grid.empty.pick.hasFocus()


def test_what_was_chosen_stays_chosen_in_another_order(grid: PhotoGrid) -> None:
    shown(grid, 5)
    grid.list.choose(["k1", "k3"])
    grid.set_photos(list(reversed(items(5))), locked=False)
    assert sorted(chosen(grid)) == ["k1", "k3"]
    assert grid.list.current is not None
    assert grid.list.current.key == "k3"


def test_buttons_follow_what_is_chosen(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 3)
    grid.list.clearSelection()
    assert not grid.turn.isEnabled()
    grid.list.choose(["k0", "k1"])
    assert grid.turn.isEnabled()
    assert not grid.crop.isEnabled()
    with qtbot.waitSignal(grid.rotated) as blocker:
        QTest.mouseClick(grid.turn, LEFT)
    assert blocker.args == [("k0", "k1"), 1]


# -- captions


def typed(grid: PhotoGrid) -> RichText:
    (field,) = (text for text in grid.list.findChildren(RichText) if text.isVisible())
    return field


def test_a_caption_is_typed_in_place(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 3)
    grid.list.choose(["k1"])
    QTest.keyClick(grid.list, Qt.Key.Key_F2)
    QTest.keyClicks(typed(grid), "Meeting 1")
    with qtbot.waitSignal(grid.captioned) as blocker:
        QTest.keyClick(typed(grid), Qt.Key.Key_Return)
    assert blocker.args == ["k1", "Meeting 1"]
    assert grid.list.hasFocus()


def test_a_letter_begins_a_caption_and_escape_keeps_it_for_the_next_time(
    grid: PhotoGrid, qtbot: QtBot
) -> None:
    shown(grid, 3)
    grid.list.choose(["k1"])
    QTest.keyClicks(grid.list, "x")
    assert typed(grid).text() == "x"
    with qtbot.assertNotEmitted(grid.captioned):
        QTest.keyClick(typed(grid), Qt.Key.Key_Escape)
    for key, words in (("k2", ""), ("k1", "x")):
        grid.list.choose([key])
        QTest.keyClick(grid.list, Qt.Key.Key_F2)
        assert typed(grid).text() == words
        if not words:
            QTest.keyClick(typed(grid), Qt.Key.Key_Escape)
    with qtbot.waitSignal(grid.captioned) as blocker:
        QTest.keyClick(typed(grid), Qt.Key.Key_Return)
    assert blocker.args == ["k1", "x"]


def test_an_unchanged_caption_is_not_written(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.set_photos([PhotoItem("k0", "0", caption="อบรม")], locked=False)
    grid.list.setFocus()
    QTest.keyClick(grid.list, Qt.Key.Key_F2)
    assert typed(grid).text() == "อบรม"
    with qtbot.assertNotEmitted(grid.captioned):
        QTest.keyClick(typed(grid), Qt.Key.Key_Return)


HEADED = "**ศูนย์ข้อมูล**\n- คู่มือประชาชน\n- ร้องเรียน"


@pytest.mark.parametrize("held", [SHIFT, ALT])
def test_a_caption_has_lines_bold_and_lists(
    grid: PhotoGrid, qtbot: QtBot, held: Qt.KeyboardModifier
) -> None:
    shown(grid, 3)
    grid.list.choose(["k1"])
    QTest.keyClick(grid.list, Qt.Key.Key_F2)
    field = typed(grid)
    QTest.keyClick(field, Qt.Key.Key_B, CTRL)
    QTest.keyClicks(field, "Centre")
    QTest.keyClick(field, Qt.Key.Key_B, CTRL)
    QTest.keyClick(field, Qt.Key.Key_Return, held)
    QTest.keyClicks(field, "- one")
    QTest.keyClick(field, Qt.Key.Key_Return, held)
    QTest.keyClicks(field, "two")
    with qtbot.waitSignal(grid.captioned) as blocker:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert blocker.args == ["k1", "**Centre**\n- one\n- two"]
    assert grid.list.hasFocus()


def test_a_caption_of_several_lines_is_typed_over_whole_and_given_back(
    grid: PhotoGrid, qtbot: QtBot
) -> None:
    grid.set_photos([PhotoItem("k0", "0", caption=HEADED), *items(3)[1:]], locked=False)
    grid.list.setFocus()
    grid.list.choose(["k0"])
    QTest.keyClick(grid.list, Qt.Key.Key_F2)
    field = typed(grid)
    assert field.toPlainText() == "ศูนย์ข้อมูล\n- คู่มือประชาชน\n- ร้องเรียน"
    with qtbot.assertNotEmitted(grid.captioned):
        QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClick(grid.list, Qt.Key.Key_F2)
        QTest.keyClicks(typed(grid), "x")
        QTest.keyClick(typed(grid), Qt.Key.Key_Escape)
    assert grid.list.hasFocus()


def test_a_click_elsewhere_keeps_what_was_typed(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 3)
    grid.list.choose(["k1"])
    QTest.keyClicks(grid.list, "x")
    QTest.keyClick(typed(grid), Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(typed(grid), "y")
    with qtbot.waitSignal(grid.captioned) as blocker:
        QTest.mouseClick(grid.list.viewport(), LEFT, pos=middle(grid, 2))
    assert blocker.args == ["k1", "x\ny"]
    assert not grid.list.is_typing


def test_tab_goes_on_to_the_next_caption(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 3)
    grid.list.choose(["k1"])
    QTest.keyClicks(grid.list, "x")
    with qtbot.waitSignal(grid.captioned) as blocker:
        QTest.keyClick(typed(grid), Qt.Key.Key_Tab)
    assert blocker.args == ["k1", "x"]
    QTest.keyClicks(typed(grid), "y")
    with qtbot.waitSignal(grid.captioned) as blocker:
        QTest.keyClick(typed(grid), Qt.Key.Key_Tab)
    assert blocker.args == ["k2", "y"]
    assert grid.list.hasFocus()
    assert not grid.list.is_typing


def test_what_is_typed_stays_while_photographs_come(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 3)
    grid.list.choose(["k1"])
    QTest.keyClicks(grid.list, "x")
    grid.set_photos([PhotoItem("new", "7"), *items(3)], locked=False)
    assert typed(grid).text() == "x"
    QTest.keyClicks(typed(grid), "y")
    with qtbot.waitSignal(grid.captioned) as blocker:
        QTest.keyClick(typed(grid), Qt.Key.Key_Return)
    assert blocker.args == ["k1", "xy"]


def test_a_long_caption_is_typed_within_the_grid(grid: PhotoGrid) -> None:
    shown(grid, 12)
    grid.list.choose(["k11"])
    QTest.keyClicks(grid.list, "x")
    field = typed(grid)
    for _ in range(40):
        QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
        editor = field.parentWidget()
        assert editor is not None
        assert grid.list.viewport().rect().contains(editor.geometry())
        assert field.viewport().rect().contains(field.cursorRect().center())
    QTest.keyClick(field, Qt.Key.Key_Escape)


def words_of(caption: str, width: float = PhotoSize.WIDTH) -> list[str]:
    lines = first_lines(caption, width, PhotoSize.LINES)
    return ["".join(words for words, _style in runs) for _x, runs in lines]


def test_a_place_of_the_grid_shows_the_first_lines_of_a_caption() -> None:
    assert words_of(HEADED) == ["ศูนย์ข้อมูล", "- คู่มือประชาชน …"]
    assert words_of("\nบน\n\nล่าง\n") == ["บน", "ล่าง"]
    assert words_of("อบรม") == ["อบรม"]
    (_x, heading), (_y, point) = first_lines(HEADED, PhotoSize.WIDTH, PhotoSize.LINES)
    assert [style for _words, style in heading] == [Text.LABEL_STRONG]
    assert {style for _words, style in point} == {Text.LABEL}


@pytest.mark.parametrize(
    "caption",
    [
        "ประชุมชี้แจงเจ้าหน้าที่ผู้ปฏิบัติงานเรื่องคู่มือการปฏิบัติงานของสำนักงานเขต",
        "**ประชุมชี้แจงเจ้าหน้าที่ผู้ปฏิบัติงานเรื่องคู่มือการปฏิบัติงานของสำนักงานเขต**",
        "- ประชุมชี้แจงเจ้าหน้าที่ผู้ปฏิบัติงานเรื่องคู่มือการปฏิบัติงานของสำนักงานเขต",
        "หัวข้อ\nประชุมชี้แจงเจ้าหน้าที่ผู้ปฏิบัติงานเรื่องคู่มือการปฏิบัติงาน",
        "หัวข้อ\nประชุมชี้แจงเจ้าหน้าที่\nสาม",
    ],
)
def test_a_cut_caption_ends_with_dots_within_its_place(caption: str) -> None:
    lines = first_lines(caption, PhotoSize.WIDTH, PhotoSize.LINES)
    assert len(lines) == PhotoSize.LINES
    assert all(x + advance(runs) <= PhotoSize.WIDTH for x, runs in lines)
    assert "".join(words for words, _style in lines[-1][1]).endswith("…")


# -- large


def test_a_caption_of_several_lines_is_whole_below_the_large_photograph(
    grid: PhotoGrid, qtbot: QtBot
) -> None:
    grid.set_photos(
        [PhotoItem("k0", "0", caption="อบรม"), PhotoItem("k1", "1", caption=HEADED)], locked=False
    )
    seen: list[tuple[str, bool, str, str]] = []

    def look(view: PhotoView) -> None:
        for _ in range(2):
            qtbot.waitUntil(lambda: view.photo.picture is not None)
            words = view.words
            assert not words.isVisible() or words.geometry().top() >= view.photo.geometry().bottom()
            seen.append(
                (
                    view.windowTitle(),
                    words.isVisible(),
                    words.toPlainText(),
                    view.photo.accessibleName(),
                )
            )
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        view.reject()

    in_dialog(PhotoView, look)
    grid.show_large("k0")
    assert seen[0] == ("อบรม", False, "อบรม", "อบรม")
    lines = "ศูนย์ข้อมูล\n- คู่มือประชาชน\n- ร้องเรียน"
    plain = "ศูนย์ข้อมูล - คู่มือประชาชน - ร้องเรียน"
    assert seen[1] == ("ศูนย์ข้อมูล", True, lines, plain)


def in_dialog(kind: type, act: Callable[..., None]) -> None:
    """Does something in the dialog that is about to open."""

    def wait() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(10, wait)

    QTimer.singleShot(0, wait)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_photograph_is_shown_large_and_arrows_go_on(
    grid: PhotoGrid, qtbot: QtBot, key: Qt.Key
) -> None:
    shown(grid, 4)
    grid.list.choose(["k1"])
    titles = []

    def look(view: PhotoView) -> None:
        qtbot.waitUntil(lambda: view.photo.picture is not None)
        titles.append(view.windowTitle())
        for step in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
            QTest.keyClick(QApplication.focusWidget(), step)
            titles.append(view.windowTitle())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    in_dialog(PhotoView, look)
    QTest.keyClick(grid.list, key)
    assert titles == [f"IMG_{at}.jpg" for at in (1, 2, 3, 3, 2)]
    assert chosen(grid) == ["k2"]


def test_a_click_shows_a_photograph_large(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 4)
    seen = []

    def look(view: PhotoView) -> None:
        seen.append(view.key)
        QTest.mouseClick(view.forth, LEFT)
        seen.append(view.key)
        view.reject()

    in_dialog(PhotoView, look)
    QTest.mouseClick(grid.list.viewport(), LEFT, pos=middle(grid, 2))
    qtbot.waitUntil(lambda: seen == ["k2", "k3"])


# -- only to be looked at


def test_what_is_read_only_can_only_be_looked_at(grid: PhotoGrid, qtbot: QtBot) -> None:
    grid.set_photos(items(3), locked=True)
    grid.list.setFocus()
    grid.list.choose(["k1"])
    hidden = (grid.add, grid.crop, grid.turn, grid.out, grid.keep_originals)
    assert not any(one.isVisible() for one in hidden)
    assert not grid.acceptDrops()
    QGuiApplication.clipboard().setImage(QImage(4, 4, QImage.Format.Format_RGB32))
    signals = (grid.given, grid.removed, grid.placed, grid.captioned)
    texts: list[object] = []
    for signal in signals:
        signal.connect(lambda *args: texts.append(args))
    QTest.keyClick(grid.list, Qt.Key.Key_V, CTRL)
    QTest.keyClick(grid.list, Qt.Key.Key_Delete)
    QTest.keyClick(grid.list, Qt.Key.Key_Right, ALT)
    QTest.keyClick(grid.list, Qt.Key.Key_F2)
    QTest.keyClicks(grid.list, "x")
    drag(grid, 0, middle(grid, 2))
    assert texts == []
    assert grid.list.findChild(RichText) is None


def test_where_there_is_none_it_says_what_to_do(grid: PhotoGrid) -> None:
    shown(grid, 0)
    assert grid.empty.isVisible()
    assert grid.empty.pick.isVisible()
    grid.set_photos((), locked=True)
    assert grid.empty.isVisible()
    assert not grid.empty.pick.isVisible()


def test_the_menu_does_what_the_keys_do(grid: PhotoGrid, qtbot: QtBot) -> None:
    shown(grid, 3)
    grid.list.choose(["k1"])
    grid.list.customContextMenuRequested.emit(middle(grid, 1))
    (menu,) = (menu for menu in grid.findChildren(QMenu) if menu.isVisible())
    by_name = {action.text().partition("\t")[0]: action for action in menu.actions()}
    with qtbot.waitSignal(grid.rotated) as blocker:
        by_name["หมุนทวนเข็มนาฬิกา"].trigger()
    assert blocker.args == [("k1",), -1]
    with qtbot.waitSignal(grid.placed) as blocker:
        by_name["เลื่อนไปข้างหลัง"].trigger()
    assert blocker.args == [("k1",), None]
    with qtbot.waitSignal(grid.removed) as blocker:
        by_name["เอาออก"].trigger()
    menu.close()


def test_a_screen_reader_is_told_each_photograph(grid: PhotoGrid) -> None:
    grid.set_photos(
        [
            PhotoItem("a", "0", caption="อบรม", file_name="1.jpg"),
            PhotoItem("b", "1", file_name="2.jpg"),
            PhotoItem("c", "2", caption=HEADED),
        ],
        locked=False,
    )
    face = QAccessible.queryAccessibleInterface(grid.list)
    assert face.text(QAccessible.Text.Name) == "ภาพถ่าย"
    texts = [face.child(at).text(QAccessible.Text.Name) for at in range(face.childCount())]
    assert {"ภาพที่ 1 จาก 3 อบรม", "ภาพที่ 2 จาก 3 2.jpg"} <= set(texts)
    assert "ภาพที่ 3 จาก 3 ศูนย์ข้อมูล - คู่มือประชาชน - ร้องเรียน" in texts
    for button in (grid.crop, grid.turn, grid.out):
        assert button.accessibleName()
