"""ที่ ปู่ ญู ฐู stand whole in every part of the table and its editors, at every scale."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.editors.base import EditorPlace
from ita_desktop.ui.editors.listing import ListEditor
from ita_desktop.ui.editors.owners import OwnersEditor
from ita_desktop.ui.editors.text import LineEditor, TextEditor
from ita_desktop.ui.table.arrange import ColumnFilter
from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.table.sizes import COMPACT, DENSE, NORMAL
from ita_desktop.ui.table.values import CellOwner, ListChoice, StatusCell
from ita_desktop.ui.theme.theme import Contrast
from ita_desktop.ui.theme.tokens import LIGHT, LIGHT_HIGH, Height, Text
from ita_desktop.ui.widgets.marks import Mark
from tests.ui.support.thai import SCALES, WORDS, assert_whole, picture
from tests.ui.table.pages import Item, columns


@pytest.mark.in_turn
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("density", [NORMAL, DENSE, COMPACT])
@pytest.mark.parametrize("key", ["title", "owners", "mark", "code"])
def test_in_cells(make, key, density, scale) -> None:
    cols = tuple(
        replace(column, value=lambda row: StatusCell(Mark.LATE, row.title))
        if column.key == "mark"
        else column
        for column in columns()
    )
    page = make(cols, group=False, density=density)
    page.view.header.resizeSection(0, 140)

    def shown(words: str) -> QWidget:
        owner = (CellOwner("x", words),)
        page.view.sheet.set_rows([Item(words, words, owners=owner)], flash=False)
        page.view.setCurrentIndex(QModelIndex())
        return page.view.viewport()

    shown(WORDS)
    style = Text.BODY_MEDIUM if key in ("code", "mark") else Text.BODY
    at = page.view.sheet.column_index(key)
    span = page.view.header.span(at)
    part = QRect(span.inner_x, 0, span.inner_width, density.row + 6)
    if key == "mark":
        part.setLeft(span.inner_x + 20)
    assert_whole(shown, style, scale, part)


@pytest.mark.in_turn
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("density", [NORMAL, DENSE, COMPACT])
@pytest.mark.parametrize("line", [0, 1])
def test_inside_the_frame_of_the_current_cell(make, line, density, scale) -> None:
    page = make(group=False, density=density)

    def shown(words: str) -> QWidget:
        rows = [Item(f"O{at}", words if at == line else " ") for at in range(3)]
        page.view.sheet.set_rows(rows, flash=False)
        page.go(f"O{line}", "title")
        return page.view.viewport()

    shown(WORDS)
    span = page.view.header.span(1)
    top = page.view.rowViewportPosition(line)
    part = QRect(span.inner_x, top - 2, span.inner_width - 10, density.row + 4)
    assert_whole(shown, Text.BODY, scale, part)


@pytest.mark.parametrize("line", [0, 1])
def test_the_frame_gives_way_to_letters_that_reach_into_it(make, line) -> None:
    page = make(group=False, density=COMPACT)
    page.view.sheet.set_rows([Item(f"O{at}", "ฎูนน") for at in range(3)], flash=False)
    page.go(f"O{line}", "title")
    page.view.setFocus()
    image = picture(page.view.viewport(), 4.0)
    span, rect = page.view.header.span(1), page.view.visualRect(page.view.currentIndex())
    edge = 4 * (rect.bottom() + 1 + COMPACT.frame_out) - 6

    def colours(left: int, right: int) -> set[str]:
        return {image.pixelColor(x, edge).name() for x in range(4 * left, 4 * right)}

    letters = colours(span.inner_x, span.inner_x + 12)
    assert {LIGHT.text.name(), LIGHT.surface.name()} <= letters
    assert colours(span.inner_x + 20, span.inner_x + 30) == {LIGHT.accent.name()}
    above = {image.pixelColor(x, 4 * (rect.top() - COMPACT.frame_out * line)).name()
             for x in range(4 * span.inner_x, 4 * (span.inner_x + 30))}  # fmt: skip
    assert above == {LIGHT.accent.name()}, "it is whole in the first row, too"


@pytest.mark.parametrize("scale", SCALES)
def test_in_the_title_of_a_group(make, scale) -> None:
    page = make(group=False)

    def shown(words: str) -> QWidget:
        page.view.sheet.set_rows([RowGroup(id="g", title=words, note=words)], flash=False)
        return page.view.viewport()

    assert_whole(shown, Text.BODY_STRONG, scale, QRect(20, 0, 72, 42))


@pytest.mark.parametrize("scale", SCALES)
def test_in_a_caption_and_in_a_filter(make, scale) -> None:
    page = make()

    def caption(words: str) -> QWidget:
        cols = [replace(column, title=words) for column in page.view.sheet.columns]
        page.view.sheet.set_columns(cols)
        return page.view.header

    span = page.view.header.span(1)
    part = QRect(span.inner_x, 0, span.inner_width, Height.TABLE_HEADER)
    assert_whole(caption, Text.LABEL_MEDIUM, scale, part)

    def pill(words: str) -> QWidget:
        page.view.sheet.filter("title", ColumnFilter(words if words.strip() else "..........."))
        return page.view.header

    part = QRect(span.inner_x, Height.TABLE_HEADER, 60, Height.FILTER_ROW)
    assert_whole(pill, Text.LABEL_MEDIUM, scale, part)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    ("kind", "row"),
    [("line", 32), ("text", 32), ("list", 32), ("owners", 32), ("line", 28)],
)
def test_in_an_editor(qtbot, kind, row, scale) -> None:
    window = QWidget()
    window.resize(500, 300)
    qtbot.addWidget(window)
    place = EditorPlace((row - 20) // 2, row)

    def editor(words: str) -> QWidget:
        if kind == "owners":
            made = OwnersEditor(place, window, [])
            made.set_owners([CellOwner("x", words)])
        elif kind == "list":
            made = ListEditor(place, window, [ListChoice(words, words)], only=False)
        else:
            made = (LineEditor if kind == "line" else TextEditor)(place, window)
        made.setGeometry(20, 20, 200, row)
        made.start(words, None)
        made.close_popup()
        made.findChild(QWidget).clearFocus()
        made.show()
        return made

    assert_whole(editor, Text.BODY, scale, QRect(8, 0, 120, row))


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("kind", [LineEditor, TextEditor])
def test_in_an_editor_whose_letters_are_selected(qtbot, kind, scale) -> None:
    window = QWidget()
    window.resize(500, 300)
    qtbot.addWidget(window)

    def editor(words: str) -> QWidget:
        made = kind(EditorPlace(6, 32), window)
        made.setGeometry(20, 20, 200, 32)
        made.start(words, None)
        made.focusProxy().selectAll()
        made.show()
        return made

    assert_whole(editor, Text.BODY, scale, QRect(8, 0, 120, 32))


def test_letters_beside_and_in_a_selection_have_their_own_colours(qtbot, theme) -> None:
    theme.choose_contrast(Contrast.HIGH)
    window = QWidget()
    window.resize(300, 200)
    qtbot.addWidget(window)
    made = TextEditor(EditorPlace(6, 32), window)
    made.setGeometry(20, 20, 200, 100)
    made.start("นนนน\nนนนน", None)
    window.show()
    made.show()
    cursor = made.area.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    made.area.setTextCursor(cursor)
    image = picture(made, 2.0)
    letter = made.area.fontMetrics().horizontalAdvance("น")
    for line, marked in ((0, (False, False, True, True)), (1, (True, True, False, False))):
        for at, inside in enumerate(marked):
            left = 10 + round(at * letter) + 2
            area = QRect(2 * left, 2 * (8 + 20 * line), 2 * letter - 8, 32)
            seen = {
                image.pixelColor(x, y).name()
                for x in range(area.left(), area.right())
                for y in range(area.top(), area.bottom())
            }
            ground, ink = LIGHT_HIGH.surface, LIGHT_HIGH.text
            if inside:
                ground, ink = LIGHT_HIGH.marked, LIGHT_HIGH.on_marked
            assert {ground.name(), ink.name()} <= seen


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("selected", [False, True])
def test_in_the_field_of_a_filter(make, selected, scale) -> None:
    page = make()
    page.view.filtering.open(1)
    box = page.view.filtering.box

    def shown(words: str) -> QWidget:
        box.setText(words)
        box.end(False)
        if selected:
            box.selectAll()
        return box

    assert_whole(shown, Text.LABEL, scale, QRect(4, 2, 80, box.height() - 4))


@pytest.mark.parametrize("scale", SCALES)
def test_in_the_entries_of_a_list(qtbot, scale) -> None:
    window = QWidget()
    window.resize(500, 400)
    qtbot.addWidget(window)
    editor = ListEditor(EditorPlace(6, 32), window, [], only=False)
    editor.setGeometry(20, 20, 200, 32)
    window.show()

    def listed(words: str) -> QWidget:
        entries = [ListChoice(words, words, words), ListChoice("x", "x", "x")]
        editor.popup.list.entry_model.show_entries(entries)
        editor.popup.show_under(editor)
        editor.popup.list.choose(1)
        return editor.popup.list.viewport()

    assert_whole(listed, Text.BODY, scale, QRect(0, 0, 120, 40))
