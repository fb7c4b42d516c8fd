import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QGridLayout, QLabel, QLayoutItem, QSpacerItem, QWidget
from shiboken6 import delete

from ita_desktop.ui.widgets.boxes import WrapLayout, add, hbox, nest, vbox
from tests.support.places import ROOT
from tests.ui.support.wrappers import of_layout_items

Items = Callable[[], list[QLayoutItem]]

COPIES_OVER_DELETED_WIDGETS = """
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import delete
from ita_desktop.ui.widgets.boxes import hbox, vbox

app = QApplication([])
page = QWidget()
labels = [QLabel() for _ in range(3_000)]
column = vbox(hbox(*labels), on=page)
while labels:
    delete(labels.pop())
for _ in range(5):
    copied = [QMimeData() for _ in range(2_000)]
    while copied:
        app.clipboard().setMimeData(copied.pop())
app.clipboard().clear()
"""


@pytest.fixture
def new_items() -> Items:
    """Returns the wrappers of layout items that are there since the test began: in a process of
    many tests, others may have asked a layout for its items."""
    before = of_layout_items()  # kept, so that no new one has the place of an old one
    known = {id(item) for item in before}

    def found() -> list[QLayoutItem]:
        assert len(before) == len(known)
        return [item for item in of_layout_items() if id(item) not in known]

    return found


def test_what_is_copied_after_nested_widgets_were_deleted_leaves_the_program_standing() -> None:
    """PySide frees the former content of the clipboard twice where it lies at the address of a
    layout's item that PySide still believes in."""
    words = [sys.executable, "-X", "faulthandler", "-c", COPIES_OVER_DELETED_WIDGETS]
    ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.in_turn
@pytest.mark.parametrize("is_shown", [False, True])
def test_pyside_knows_no_item_of_a_layout_inside_another(
    qtbot, new_items: Items, is_shown: bool
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    parts = [QLabel(text) for text in "abcdef"]
    column = vbox(parts[0], None, hbox(parts[1], None, vbox(parts[2], 8)), on=page)
    if is_shown:
        page.show()
    nest(column, hbox(parts[3], None, vbox(None, parts[4])), 1)
    nest(column, vbox(parts[5]), at=0)
    assert not new_items()
    assert [column.indexOf(part) for part in (parts[0], parts[5])] == [1, -1]
    assert {part.parentWidget() for part in parts} == {page}
    assert column.stretch(column.count() - 1) == 1
    delete(parts[2])
    parts[4].setParent(None)
    assert not new_items()


def test_a_layout_goes_into_a_cell_of_a_grid(qtbot, new_items: Items) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    grid = QGridLayout(page)
    row = hbox(QLabel("a"), None)
    nest(grid, row, 2, 1)
    assert grid.getItemPosition(0)[:2] == (2, 1)
    assert not new_items()


def test_what_python_has_made_stays_its_own(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row, space = hbox(), QSpacerItem(40, 0)
    row.addItem(space)
    column = vbox(on=page)
    add(column, row)
    assert space.sizeHint().width() == column.sizeHint().width() == 40


@pytest.mark.in_turn
def test_a_layout_that_wraps_gives_back_the_items_of_deleted_widgets(
    qtbot, new_items: Items
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    wrapped, parts = WrapLayout(4, 4), [QLabel(text) for text in "abc"]
    nest(vbox(on=page), wrapped)
    for part in parts:
        wrapped.addWidget(part)
    delete(parts[0])
    assert wrapped.count() == 2
    wrapped.removeWidget(parts[1])
    assert wrapped.count() == 1
    assert not new_items()
