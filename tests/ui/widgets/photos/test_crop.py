"""A frame around the part of a photograph that is shown, by mouse and by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ita_desktop.domain.tracking.entries import LEAST, Crop
from ita_desktop.pictures.photographs import prepare
from ita_desktop.ui.widgets.photos.changing import PhotoCrop
from ita_desktop.ui.widgets.photos.model import PhotoItem
from tests.pictures.given_pictures import photograph

LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[PhotoCrop]:
    data = prepare(photograph(3, 1600, 1200), "a").data
    window = QWidget()
    window.resize(1200, 760)
    qtbot.addWidget(window)
    window.show()
    made = PhotoCrop(lambda _media: data, PhotoItem("a", "m", "", "", "1.jpg"), window)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: made.area.picture is not None)
    yield made
    made.reject()


def pulled(dialog: PhotoCrop, begin: QPointF, across: float, down: float) -> None:
    """Drags by shares of the photograph's size."""
    frame = dialog.area.frame()
    end = begin + QPointF(across * frame.width(), down * frame.height())
    QTest.mousePress(dialog.area, LEFT, pos=begin.toPoint())
    QTest.mouseMove(dialog.area, ((begin + end) / 2).toPoint())
    QTest.mouseMove(dialog.area, end.toPoint())
    QTest.mouseRelease(dialog.area, LEFT, pos=end.toPoint())


def near(part: Crop, *wanted: int) -> bool:
    return all(abs(one - other) <= 4 for one, other in zip(part, wanted, strict=True))


def test_a_corner_is_pulled_and_the_frame_is_moved(dialog: PhotoCrop) -> None:
    pulled(dialog, dialog.area.box().bottomRight(), -0.5, -0.25)
    assert near(dialog.part, 0, 0, 500, 750)
    pulled(dialog, dialog.area.box().center(), 0.2, 0.1)
    assert near(dialog.part, 200, 100, 500, 750)
    pulled(dialog, dialog.area.box().center(), 0.9, 0.9)
    assert near(dialog.part, 500, 250, 500, 750)


def test_an_edge_is_pulled_anywhere(dialog: PhotoCrop) -> None:
    box = dialog.area.box()
    pulled(dialog, QPointF(box.left(), box.top() + box.height() / 5), 0.1, 0.3)
    assert near(dialog.part, 100, 0, 900, 1000)
    pulled(dialog, dialog.area.box().topLeft(), 2, 2)
    assert dialog.part.width == dialog.part.height == LEAST


def test_arrows_move_the_frame_and_with_shift_its_size(dialog: PhotoCrop) -> None:
    area = dialog.area
    assert area.hasFocus()
    for _ in range(30):
        QTest.keyClick(area, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(area, Qt.Key.Key_Up, SHIFT | CTRL)
    assert dialog.part == Crop(0, 0, 700, 999)
    for _ in range(5):
        QTest.keyClick(area, Qt.Key.Key_Right)
    QTest.keyClick(area, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert dialog.part == Crop(51, 1, 700, 999)
    assert "กว้าง 70 %" in area.accessible_value()
    face = QAccessible.queryAccessibleInterface(area)
    assert face.text(QAccessible.Text.Value) == area.accessible_value()


def test_all_of_the_photograph_can_be_used_again(dialog: PhotoCrop) -> None:
    assert not dialog.whole.isEnabled()
    QTest.keyClick(dialog.area, Qt.Key.Key_Left, SHIFT)
    QTest.mouseClick(dialog.whole, LEFT)
    assert dialog.part.is_whole


def test_enter_takes_the_part_and_escape_does_not(qtbot: QtBot, dialog: PhotoCrop) -> None:
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.area, Qt.Key.Key_Return)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog.area, Qt.Key.Key_Escape)
