"""The preview of photographs shows each of them, small, with its caption and where it goes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ita_desktop.ui.dialogs.previews.found import PartDialog
from ita_desktop.ui.dialogs.previews.rows import PICTURE, TICK
from ita_desktop.ui.table.values import PictureCell
from ita_desktop.ui.window import Window
from tests.services.imports.documents.made_books import BLUE, GREEN
from tests.services.imports.documents.made_books import Photo as Picture
from tests.services.imports.documents.test_photos import progress_report
from tests.ui.dialogs.previews.test_found import Found, found, planned  # noqa: F401 - a fixture
from tests.ui.support.keyboard import press


def shows(image: QImage, colour: tuple[int, int, int]) -> bool:
    """Whether some point of an image has about a colour: JPEG changes it a little."""
    points = (
        image.pixelColor(x, y)
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )
    return any(_alike(point, colour) for point in points)


def _alike(point: QColor, colour: tuple[int, int, int]) -> bool:
    parts = zip((point.red(), point.green(), point.blue()), colour, strict=True)
    return all(abs(one - other) < 30 for one, other in parts)


@pytest.mark.in_turn
def test_each_photograph_is_seen_with_its_caption_and_left_out_by_a_key(
    found: Found,  # noqa: F811
    window: Window,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = progress_report(tmp_path / "รายงาน.docx", Picture(GREEN, "ประชุมชี้แจง"))
    dialog = found(path)
    (row,) = (row for row in dialog.table.sheet.all_rows() if row.kind == "photos")
    dialog.table.go_to(row.id)
    qtbot.mouseClick(dialog.look, Qt.MouseButton.LeftButton)
    part = dialog.findChild(PartDialog)
    qtbot.waitUntil(lambda: part.plan is not None and not part.work.is_going)
    first, second = part.rows
    assert isinstance(first.cells[PICTURE], PictureCell)
    assert first.cells["คำบรรยายภาพ"] == "ประชุมชี้แจง"
    assert "I1" in str(first.cells["ข้อ"])
    view = part.table.viewport()
    qtbot.waitUntil(lambda: shows(view.grab().toImage(), GREEN), timeout=10_000)
    assert shows(view.grab().toImage(), BLUE)
    assert part.table.rowHeight(0) > 2 * part.table.density.row
    part.table.setFocus()
    part.table.go_to(first.id, TICK)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: part.ticked == frozenset({second.id}))
    part.accept()
    planned(dialog, qtbot)
    (row,) = (row for row in dialog.table.sheet.all_rows() if row.kind == "photos")
    assert row.new == "1"
