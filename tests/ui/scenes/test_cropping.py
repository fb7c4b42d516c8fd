"""Nothing is cropped at its foot, and no code touches its title, on a screen of 1366 x 768 at 125
and 150 %: measured in everything that the window can show."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from ita_desktop.ui.table.cells.layout import drawn_cell
from ita_desktop.ui.table.column import ColumnKind
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space, Text
from ita_desktop.ui.widgets.book_table import BookCell, BookRow, BookTable
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.label import OVERHANG, ThaiLabel
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.popup import Popup
from ita_desktop.ui.window import Window
from tests.ui.scenes.every_scene import EVERYWHERE, shown
from tests.ui.scenes.window import scene_window
from tools.scenes import pages as scenes

SIZES = {"125 %": (1093, 614), "150 %": (911, 512)}
WHOLE = (QLabel, ThaiLabel, QAbstractButton, QLineEdit, QComboBox)
"""What is read or used whole or not at all."""
SETTLING = 40
"""Milliseconds of one look."""
SCENES_SETTLE = 15
"""Milliseconds that a scene waits at a time; what comes later is waited for by the look."""
SETTLING_TURNS = 20
SHADOWED = FloatSize.SHADOW
"""Room around a popup for its shadow."""
GIVEN_UP = 4
"""Px that a button may lose of the room around its words."""
VALUES = (ColumnKind.CODE, ColumnKind.NUMBER, ColumnKind.DATE, ColumnKind.FRACTION)
"""What says something else, or nothing, where a part of it is not seen."""
TOLERATED = 1
"""Px that rounding may cost."""


def scrolled(part: QWidget) -> bool:
    """Whether it stands in what can be scrolled, so that its end is only a move away."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            return True
        around = around.parentWidget()
    return False


def cropped(home: QWidget) -> Iterator[str]:
    """What does not end within all that it stands in, or has less height than it needs."""
    for part in home.findChildren(QWidget):
        if not isinstance(part, WHOLE) or not part.isVisible() or not part.width():
            continue
        around = part.parentWidget()
        if not scrolled(part):
            while around is not None:
                foot = part.mapTo(around, QPoint(0, part.height())).y()
                if foot > around.height() + TOLERATED:
                    yield f"{told(part)} ends {foot - around.height()} px below {told(around)}"
                    break
                around = around.parentWidget() if not around.isWindow() else None
        needed = height_of(part)
        if part.height() + TOLERATED < needed:
            yield f"{told(part)} has {part.height()} px of {needed}"
        if part.width() + GIVEN_UP < width_of(part):
            yield f"{told(part)} is {part.width()} px wide of {width_of(part)}"
    for table in home.findChildren(SheetView):
        if table.isVisible():
            yield from cut_values(table)


def cut_values(table: SheetView) -> Iterator[str]:
    """The numbers, days and codes in sight that do not stand there whole."""
    for at, line in enumerate(table.sheet.lines):
        if line.group is not None or not 0 <= table.rowViewportPosition(at) < table.height():
            continue
        for span in table.header.spans():
            drawn = drawn_cell(line, span, table.density) if span.column.kind in VALUES else None
            if drawn is not None and drawn.tip:
                yield f"{table.accessibleName()} {line.id} {span.column.key}: {drawn.tip}"


def out_of_screen(window: Window) -> Iterator[str]:
    """The sheets, menus and popups that do not lie on the screen, shadows aside."""
    for home in shown(window):
        reach = SHADOWED if isinstance(home, Popup) else 0
        whole = QRect(home.pos(), home.size()).adjusted(reach, reach, -reach, -reach)
        if home is not window and not home.screen().availableGeometry().contains(whole):
            yield f"{told(home)} leaves the screen"


def height_of(part: QWidget) -> int:
    """How high the letters of a part are in its width."""
    if isinstance(part, ThaiLabel) and part.text():
        if part.hasHeightForWidth():
            return part.heightForWidth(part.width())
        return part.minimumSizeHint().height() - OVERHANG
    worded = isinstance(part, QAbstractButton) and not isinstance(part, QToolButton)
    return part.minimumSizeHint().height() if worded and part.text() else 0


def width_of(part: QWidget) -> int:
    """How wide a part with words must be for all of them."""
    return part.minimumSizeHint().width() if isinstance(part, Button | Chip) and part.text() else 0


def told(part: QWidget) -> str:
    text = part.text() if isinstance(part, QLabel | QAbstractButton | QLineEdit) else ""
    return f"{type(part).__name__} {text!r}"


@pytest.fixture(scope="module")
def low_window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """One window for all scenes and sizes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scenes, "SETTLING_MS", SCENES_SETTLE)
        with scene_window(tmp_path_factory.mktemp("home")) as made:
            yield made


@pytest.mark.in_turn
@pytest.mark.parametrize("scene", list(EVERYWHERE))
def test_nothing_is_cropped_at_its_foot(low_window: Window, scene: str) -> None:
    """A scene is brought about once, and the window takes the other sizes in it. What floats
    stands where there was room for it when it came: it comes anew in each size, and so does what
    does not follow the window."""
    found: dict[str, list[str]] = {}

    def look() -> None:
        found[size] = what_is_cropped(low_window)
        for other in SIZES.keys() - found.keys():
            if shown(low_window) == [low_window]:
                low_window.resize(*SIZES[other])
                if not what_is_cropped(low_window):
                    found[other] = []

    for size, pixels in SIZES.items():
        if size not in found:
            low_window.resize(*pixels)
            low_window.activateWindow()
            scenes.wait_until_idle()
            EVERYWHERE[scene](low_window, look)
    assert found == {name: [] for name in SIZES}


def what_is_cropped(window: Window) -> list[str]:
    """What is still cropped, or leaves the screen, when all layouts have taken their room."""
    found = []
    # A layout fits the layouts in it only with the next events.
    for _ in range(SETTLING_TURNS):
        QTest.qWait(SETTLING)
        found = [
            *out_of_screen(window),
            *(text for home in shown(window) for text in cropped(home)),
        ]
        if not found:
            break
    return found


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("code", ["O22", "10.2", "O22-1ก", "ITA-OIT-22"])
def test_codes_are_read_whole_beside_their_titles(qtbot, code: str, size: tuple[int, int]) -> None:
    from ita_desktop.ui.pages.overview.rows import todo_columns

    book = BookTable(columns=todo_columns(wide=False, whole=False), title="ต้องทำก่อน")
    qtbot.addWidget(book)
    book.resize(size[0], 200)
    cell = BookCell(code, style=Text.BODY_MEDIUM, mark=Mark.LATE)
    book.set_rows([BookRow((cell, BookCell("ข้อมูลพื้นฐาน")))])
    (left, width), (title, _) = book.edges()[:2]
    assert cell.whole(width) == "", "it is not cut"
    assert title - left - cell.asked >= Space.S
