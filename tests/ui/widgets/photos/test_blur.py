"""Faces are blurred by hand, by mouse and by keyboard, and taken back until it is saved."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ita_desktop.pictures.photographs import prepare
from ita_desktop.ui.widgets.photos import changing
from ita_desktop.ui.widgets.photos.changing import PhotoBlur
from ita_desktop.ui.widgets.photos.model import PhotoItem
from tests.pictures.given_pictures import photograph

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[PhotoBlur]:
    data = prepare(photograph(3, 1600, 1200), "a").data
    window = QWidget()
    window.resize(1200, 760)
    qtbot.addWidget(window)
    window.show()
    made = PhotoBlur(lambda _media: data, PhotoItem("a", "m", "", "", "1.jpg"), window)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: made.area.picture is not None)
    yield made
    made.reject()


def test_a_brush_blurs_what_it_is_drawn_over(dialog: PhotoBlur, monkeypatch) -> None:
    area = dialog.area
    frame = area.frame()
    assert not dialog.accept_button.isEnabled()
    before = area.grab().toImage()
    at = frame.topLeft() + QPointF(frame.width() * 0.25, frame.height() * 0.5)
    QTest.mousePress(area, LEFT, pos=at.toPoint())
    QTest.mouseMove(area, (at + QPointF(40, 0)).toPoint())
    QTest.mouseRelease(area, LEFT, pos=(at + QPointF(40, 0)).toPoint())
    assert len(area.strokes) == 1
    assert len(dialog.dabs) >= 2
    assert abs(dialog.dabs[0].x - 250) <= 4
    assert abs(dialog.dabs[0].y - 500) <= 4
    QTest.mouseMove(area, frame.bottomRight().toPoint())
    blurred = area.grab().toImage()
    assert blurred.pixelColor(at.toPoint()) != before.pixelColor(at.toPoint())
    # The keyboard does the same, with a larger brush.
    area.setFocus()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Left, Qt.Key.Key_Space):
        QTest.keyClick(area, key)
    assert len(area.strokes) == 2
    assert dialog.dabs[-1].radius > dialog.dabs[0].radius
    QTest.keyClick(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(area.strokes) == 1
    asked: list[str] = []
    monkeypatch.setattr(changing, "ask", lambda *words, **_more: bool(asked.append(words[1])))
    dialog.accept()
    assert dialog.isVisible()
    assert "ภาพเดิม" in asked[0]
    dialog.keep.setChecked(True)
    dialog.accept()
    assert not dialog.isVisible()
    assert len(asked) == 1
    dialog.back.click()
    assert dialog.dabs == ()
