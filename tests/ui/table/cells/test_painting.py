"""What is to be seen: heights, colours, the group row that stays, nothing cut."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.table.sizes import COMPACT, DENSE, LOW_LINE
from ita_desktop.ui.table.values import StyledValue
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.theme import ColourMode, Contrast
from ita_desktop.ui.theme.tokens import DARK, LIGHT, LIGHT_HIGH, Text, Tone
from tests.ui.table.pages import EXTRA, LONG, SHIFT, Item, columns, times

Key = Qt.Key


def colour_at(page, place: QPoint) -> QColor:
    return page.view.viewport().grab().toImage().pixelColor(place)


def ground(page, row: str, key: str) -> QColor:
    """The colour of a cell where no letters are: near its top left corner."""
    rect = page.view.visualRect(
        page.view.sheet.index(page.view.sheet.place(row), page.view.sheet.column_index(key))
    )
    return colour_at(page, rect.topLeft() + QPoint(4, 4))


def height(page, row: str) -> int:
    return page.view.rowHeight(page.view.sheet.place(row))


def test_rows_grow_with_their_text_up_to_three_lines(page) -> None:
    page.put("O1", "title", "แผนปฏิบัติราชการประจำปี และรายงานผล")
    page.window.resize(780, 600)
    page.refresh()
    assert height(page, "O6") == 32
    assert height(page, "O1") == 52
    assert height(page, "O5") == 72
    assert height(page, "g9.1") == 36


def test_a_wider_column_makes_rows_lower_again(page) -> None:
    page.window.resize(780, 600)
    assert height(page, "O5") == 72
    page.view.header.resizeSection(1, 1400)
    assert height(page, "O5") == 32


def test_dense_rows_are_lower_and_compact_rows_take_one_line(make) -> None:
    assert height(make(density=DENSE), "O6") == 28
    compact = make(density=COMPACT)
    assert height(compact, "O5") == 26
    assert compact.view.pointer.tip_at(compact.spot("O5", "title")) == LONG


def test_thai_marks_above_and_below_stay_inside_the_row() -> None:
    for style in (Text.BODY, Text.BODY_MEDIUM, Text.BODY_STRONG):
        assert metrics(style).height() <= style.line + 0.5


def test_rows_below_the_window_are_not_measured(make) -> None:
    page = make(items={"9": tuple(Item(f"O{at}", f"{LONG} {at}") for at in range(500))})
    measured = sum(line.height > 0 for line in page.view.sheet.lines)
    assert measured < 60


def test_scrolling_to_the_end_reaches_the_last_row_whole(make, qtbot) -> None:
    page = make(items={"9": tuple(Item(f"O{at}", f"{LONG} {at}") for at in range(300))})
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    bar.setValue(bar.maximum())
    rect = page.view.visualRect(page.view.sheet.index(len(page.view.sheet.lines) - 1, 1))
    assert rect.bottom() < page.view.viewport().height()
    assert rect.height() == 72


def test_rows_do_not_jump_when_those_above_are_measured(make) -> None:
    page = make(items={"9": tuple(Item(f"O{at}", f"{LONG} {at}") for at in range(300))})
    page.view.scrollTo(page.view.sheet.index(200, 0), page.view.ScrollHint.PositionAtTop)
    bar = page.view.verticalScrollBar()
    for _ in range(40):
        first = page.view.rowAt(60)
        top = page.view.rowViewportPosition(first)
        bar.setValue(bar.value() - 24)
        assert page.view.rowViewportPosition(first) == top + 24


def test_the_group_row_stays_at_the_top_while_its_rows_pass(make) -> None:
    page = make(
        items={code: tuple(Item(f"{code}-{at}", "ข้อ") for at in range(30)) for code in "123"}
    )
    assert page.view.sticky.rows() == []
    page.view.verticalScrollBar().setValue(200)
    (sticky,) = page.view.sticky.rows()
    assert page.view.sheet.lines[sticky.line].id == "g1"
    assert sticky.rect.top() == 0
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 18))
    assert page.view.sheet.how.folded == {"g1"}


def test_the_next_group_pushes_the_one_at_the_top_away(make) -> None:
    page = make(
        items={code: tuple(Item(f"{code}-{at}", "ข้อ") for at in range(30)) for code in "123"}
    )
    second = page.view.sheet.place("g2")
    page.view.verticalScrollBar().setValue(page.view.verticalHeader().sectionPosition(second) - 16)
    assert page.view.sticky.rows()[0].rect.bottom() == 15


def tree() -> list[RowGroup]:
    """Two instruments with two indicators each, of twenty items each."""
    return [
        RowGroup(
            id=top,
            code=top,
            title=f"เครื่องมือ {top}",
            cells={"score": Decimal(90)},
            rows=tuple(
                RowGroup(
                    id=f"{top}{at}",
                    code=f"{top}{at}",
                    title=f"ตัวชี้วัด {at}",
                    cells={"score": Decimal(80 + at)},
                    rows=tuple(Item(f"{top}{at}-{number}", "ข้อ") for number in range(20)),
                )
                for at in (1, 2)
            ),
        )
        for top in "IE"
    ]


def stuck(page) -> list[str]:
    return [page.view.sheet.lines[sticky.line].id for sticky in page.view.sticky.rows()]


def test_of_groups_in_groups_the_whole_path_stays_at_the_top(make) -> None:
    page = make(group=False)
    page.view.sheet.set_rows(tree())
    assert stuck(page) == []
    bar = page.view.verticalScrollBar()
    bar.setValue(300)
    assert stuck(page) == ["I", "I1"]
    first, second = page.view.sticky.rows()
    assert (first.rect.top(), second.rect.top()) == (0, first.rect.height())
    index = page.view.sheet.index(page.view.sheet.place("E2-5"), 1)
    page.view.scrollTo(index, page.view.ScrollHint.PositionAtTop)
    assert stuck(page) == ["E", "E2"]
    assert page.view.visualRect(index).top() == page.view.sticky.height()


def test_an_inner_group_is_pushed_under_its_outer_one_by_the_next(make) -> None:
    page = make(group=False)
    page.view.sheet.set_rows(tree())
    place = page.view.verticalHeader().sectionPosition(page.view.sheet.place("I2"))
    page.view.verticalScrollBar().setValue(place - 36 - 10)
    assert stuck(page) == ["I", "I1"]
    outer, inner = page.view.sticky.rows()
    assert inner.rect.bottom() + 1 - outer.rect.bottom() - 1 == 10
    page.view.verticalScrollBar().setValue(place - 20)
    assert stuck(page) == ["I", "I2"]


def test_a_click_on_the_path_folds_the_group_that_was_clicked(make) -> None:
    page = make(group=False)
    page.view.sheet.set_rows(tree())
    page.view.verticalScrollBar().setValue(300)
    inner = page.view.sticky.rows()[1].rect
    code = page.view.header.span(0)
    place = QPoint(code.inner_x + 22, inner.center().y())
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.view.sheet.how.folded == {"I1"}


def test_a_cell_walked_to_is_never_under_the_path_at_the_top(make) -> None:
    page = make(group=False)
    page.view.sheet.set_rows(tree())
    page.go("E1-2", "title")
    for _ in range(24):
        page.press(Key.Key_Up)
        top = page.view.visualRect(page.view.currentIndex()).top()
        own = page.view.currentIndex().row() in {sticky.line for sticky in page.view.sticky.rows()}
        assert own or top >= page.view.sticky.height()


def test_a_cell_walked_to_is_never_under_the_group_row_at_the_top(make) -> None:
    page = make(items={"1": tuple(Item(f"O{at}", "ข้อ") for at in range(100))})
    page.go("O60", "title")
    page.press(*[Key.Key_Up] * 30)
    top = page.view.visualRect(page.view.currentIndex()).top()
    assert top >= page.view.sticky.rows()[0].rect.bottom()


@pytest.mark.parametrize("nested", [False, True])
def test_scrolling_leaves_nothing_of_what_stood_elsewhere(make, nested) -> None:
    rows = [Item(f"O{at}", LONG if at % 4 == 1 else "ข้อมูล") for at in range(120)]
    inner = [
        RowGroup(id=f"g{at}", code=f"9.{at}", title="กลุ่มย่อย", rows=tuple(rows[at : at + 6]))
        for at in range(0, 120, 6)
    ]
    outer = [
        RowGroup(id=f"G{at}", code=f"{at}", title="กลุ่ม", rows=tuple(inner[at : at + 4]))
        for at in range(0, 20, 4)
    ]
    page = make()
    page.view.sheet.set_rows(outer if nested else inner, flash=False)
    view, bar = page.view, page.view.verticalScrollBar()

    def screen() -> QImage:
        QApplication.processEvents()
        return view.screen().grabWindow(page.window.winId()).toImage()

    for step in (96, 96, 300, -7, 31, -96, -1, 520, -300, 44, 44, 44, 44, -96, -96, 5, 2000, -33):
        bar.setValue(bar.value() + step)
        shown = screen()
        view.viewport().repaint()
        assert shown == screen(), f"at {bar.value()} after {step}"


def half_row(page) -> int:
    """How much of the first row is hidden under the group rows at the top, in px."""
    top = page.view.sticky.height()
    return top - page.view.rowViewportPosition(page.view.rowAt(top))


@pytest.mark.in_turn
@pytest.mark.parametrize("group", [True, False])
@pytest.mark.parametrize("height", [611, 624, 640])
def test_a_table_that_goes_to_a_row_shows_no_half_row_at_its_top(make, group, height) -> None:
    items = {
        f"9.{part}": tuple(
            Item(f"O{part}-{at}", LONG if at % 3 == 1 else "ข้อมูล") for at in range(9)
        )
        for part in range(12)
    }
    page = make(items=items, group=group)
    page.window.resize(780, height)
    port = page.view.viewport()
    for code in ("O7-4", "O2-1", "O9-8", "O9-0", "O5-3", "O0-5"):
        page.go(code, "title")
        assert half_row(page) == 0, code
        rect = page.view.visualRect(page.view.currentIndex())
        assert page.view.sticky.height() <= rect.top()
        assert rect.bottom() <= port.height()
        for sticky in page.view.sticky.rows():
            assert sticky.rect.top() >= 0, "the group row is whole, too"


@pytest.mark.in_turn
@pytest.mark.parametrize("density", [COMPACT, LOW_LINE], ids=["compact", "low"])
def test_the_frame_is_whole_below_the_group_rows_at_the_top(make, density) -> None:
    page = make(items={"9.1": tuple(Item(f"O{at}", "ข้อ") for at in range(90))}, density=density)
    view = page.view
    view.setFocus()
    page.go("O80", "title")
    page.go("O40", "title")
    row = view.rowAt(view.sticky.height() + 1)
    view.setCurrentIndex(view.sheet.index(row, view.currentIndex().column()))
    rect = view.visualRect(view.currentIndex())
    assert rect.top() == view.sticky.height() > 0
    for corner in (rect.topLeft(), rect.topRight()):
        assert colour_at(page, corner) == LIGHT.accent
    assert colour_at(page, QPoint(rect.center().x(), rect.top())) == LIGHT.accent


def test_going_to_a_row_in_sight_moves_nothing(make) -> None:
    page = make(items={"1": tuple(Item(f"O{at}", "ข้อ") for at in range(100))})
    bar = page.view.verticalScrollBar()
    bar.setValue(333)
    page.go("O15", "title")
    assert bar.value() == 333


def test_the_chosen_block_is_tinted_and_the_current_cell_framed(page) -> None:
    page.go("O5", "due")
    page.press(Key.Key_Down, modifier=SHIFT)
    assert ground(page, "O6", "due") == LIGHT.tint
    assert ground(page, "O6", "part") == LIGHT.surface
    rect = page.view.visualRect(page.view.currentIndex())
    assert colour_at(page, rect.topLeft()) == LIGHT.accent
    assert colour_at(page, rect.topLeft() + QPoint(1, 1)) == LIGHT.accent
    assert colour_at(page, rect.topLeft() + QPoint(2, 2)) != LIGHT.accent


def lock_beside(page, row: str, key: str, width: int) -> int | None:
    """How far the lock of a cell stands from its letters in a column of that width, in px; None
    where there is no lock."""
    page.view.header.resizeSection(page.view.sheet.column_index(key), width)
    page.go("O6", "title")
    sheet = page.view.sheet
    inside = page.view.visualRect(sheet.index(sheet.place(row), sheet.column_index(key)))
    inside.adjust(3, 3, -3, -3)
    before = dark_columns(page, inside)
    page.go(row, key)
    lock = dark_columns(page, inside) - before
    if not lock:
        return None
    return min(abs(number - other) for number in lock for other in before)


def dark_columns(page, area: QRect) -> set[int]:
    image = page.view.viewport().grab().toImage()
    return {
        x
        for x in range(area.left(), area.right() + 1)
        if any(
            image.pixelColor(x, y).lightness() < 200 for y in range(area.top(), area.bottom() + 1)
        )
    }


@pytest.mark.parametrize("key", ["code", "part"])
def test_the_lock_of_a_cell_keeps_off_its_letters(page, key) -> None:
    assert lock_beside(page, "O10", key, 90) >= 5, "there is room for both"
    assert lock_beside(page, "O10", key, 52) is None, "there is none"


def test_a_lock_stands_on_the_line_that_has_room_for_it(make) -> None:
    cols = [replace(column, stretch=False) for column in columns()]
    page = make([replace(col, editable=False) if col.key == "title" else col for col in cols])
    page.put("O1", "title", "แผนปฏิบัติราชการประจำปี และรายงาน")
    page.refresh()
    page.view.header.resizeSection(1, 190)
    assert height(page, "O1") == 52
    page.go("O1", "title")
    rect = page.view.visualRect(page.view.currentIndex())
    image = page.view.viewport().grab().toImage()
    near_edge = [
        y
        for y in range(rect.top() + 3, rect.bottom() - 8)
        if any(image.pixelColor(rect.right() - x, y).lightness() < 170 for x in range(6, 9))
    ]
    assert near_edge
    assert min(near_edge) > rect.top() + 26, "the first line is full"


def test_the_current_row_is_tinted_where_a_pane_shows_it(page) -> None:
    page.go("O5", "due")
    assert ground(page, "O5", "title") == LIGHT.surface
    page.view.tints_row = True
    assert ground(page, "O5", "title") == LIGHT.tint


def test_the_row_under_the_pointer_is_shown(page) -> None:
    QTest.mouseMove(page.view.viewport(), page.spot("O6", "title"))
    assert ground(page, "O6", "due") == LIGHT.hover
    QTest.mouseMove(page.view.viewport(), page.spot("O5", "title"))
    assert ground(page, "O6", "due") == LIGHT.surface


def test_a_changed_cell_is_green_for_a_while(page) -> None:
    page.put("O6", "score", Decimal(100))
    page.refresh()
    assert ground(page, "O6", "score") == LIGHT.done_tint


def test_a_wrong_value_stands_on_red(page) -> None:
    page.go("O6", "due")
    page.type("31/2/68")
    page.press(Key.Key_Return)
    rect = page.view.visualRect(page.view.currentIndex())
    assert colour_at(page, rect.topLeft() + QPoint(5, 4)) == LIGHT.late_tint
    assert colour_at(page, rect.topLeft()) == LIGHT.late


def test_the_table_follows_the_theme(page, theme) -> None:
    theme.choose(ColourMode.DARK)
    assert ground(page, "O6", "due") == DARK.surface


def test_no_vertical_lines_are_drawn(page) -> None:
    image = page.view.viewport().grab().toImage()
    rect = page.view.visualRect(page.view.sheet.index(page.view.sheet.place("O6"), 3))
    for x in (rect.left() - 1, rect.left(), rect.right(), rect.right() + 1):
        assert image.pixelColor(x, rect.top() + 3) == LIGHT.surface
    assert image.pixelColor(rect.left(), rect.bottom()) == LIGHT.line


def test_dates_stand_in_three_parts_each_at_its_own_edge(page) -> None:
    page.put("O5", "due", date(2025, 1, 7))
    page.put("O6", "due", date(2025, 4, 10))
    page.refresh()
    image = page.view.viewport().grab().toImage()

    def inked(row: str) -> list[int]:
        rect = page.view.visualRect(page.view.sheet.index(page.view.sheet.place(row), 3))
        # Late dates are red, others black: both are far from green.
        return [
            x
            for x in range(rect.left() + 8, rect.right() - 8)
            if any(image.pixelColor(x, rect.top() + y).green() < 120 for y in range(6, 26))
        ]

    seven, ten = inked("O5"), inked("O6")
    assert seven[0] - ten[0] in range(6, 11), "7 stands under the 0 of 10"
    assert abs(seven[-1] - ten[-1]) <= 1, "the years end at the same place"


def test_sums_stay_in_their_columns_when_columns_move(page) -> None:
    header = page.view.header
    at = page.view.sheet.column_index("score")
    header.moveSection(header.visualIndex(at), 2)
    image = page.view.viewport().grab().toImage()
    span = header.span(at)
    top = page.view.rowViewportPosition(page.view.sheet.place("g9.1"))
    box = [
        (x, y)
        for x in range(span.x, span.x + span.width)
        for y in range(top + 8, top + 30)
        if image.pixelColor(x, y).lightness() < 120
    ]
    assert box
    assert max(x for x, _ in box) <= span.x + span.width - 10


def test_sums_stay_in_their_columns_when_others_are_hidden(page) -> None:
    header, sheet = page.view.header, page.view.sheet
    for key in ("due", "mark"):
        header.show_column(sheet.column_index(key), shown=False)
    span = header.span(sheet.column_index("score"))
    top = page.view.rowViewportPosition(sheet.place("g9.2"))
    image = page.view.viewport().grab().toImage()
    row = [
        x
        for x in range(header.span(sheet.column_index("owners")).x, page.view.viewport().width())
        if any(image.pixelColor(x, top + y).lightness() < 120 for y in range(8, 30))
    ]
    assert row, "the sum is there"
    assert span.x <= min(row)
    assert max(row) <= span.x + span.width - 10


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_kind_of_cell_paints_at_any_width(make, scale) -> None:
    empty = Item("M2", "", owners=(), due=None, score=None)
    rows = {"1": (Item("M1", "มาตรการ", times=times()), empty)}
    page = make((*columns(), *EXTRA), rows)
    for width in (300, 700, round(1500 * scale)):
        page.window.resize(width, 300)
        assert not page.view.viewport().grab().isNull()


def test_a_group_may_show_figures_in_its_own_tone(make) -> None:
    page = make(group=False)
    cells = {"score": StyledValue(Decimal(98), Tone.ACCENT, strong=True)}
    page.view.sheet.set_rows([RowGroup(id="IIT", code="IIT", title="ภายใน", cells=cells)])
    image = page.view.viewport().grab().toImage()
    span = page.view.header.span(page.view.sheet.column_index("score"))
    inks = {
        image.pixelColor(x, y).name()
        for x in range(span.x, span.x + span.width)
        for y in range(8, 30)
    }
    assert LIGHT.accent.name() in inks


def test_the_schedule_mark_that_the_keyboard_is_at_is_ringed(make) -> None:
    page = make((*columns(), *EXTRA), {"1": (Item("M1", "มาตรการ", times=times()),)})
    page.window.resize(1300, 300)
    page.go("M1", "times")

    def inked() -> int:
        rect = page.view.visualRect(page.view.currentIndex()).adjusted(3, 3, -3, -3)
        image = page.view.viewport().grab(rect).toImage()
        return sum(
            image.pixelColor(x, y) == LIGHT.accent
            for x in range(image.width())
            for y in range(image.height())
        )

    before = inked()
    page.press(Key.Key_Right, modifier=Qt.KeyboardModifier.ControlModifier)
    assert inked() > before + 20


def test_a_text_cut_to_one_line_ends_at_a_word_and_fills_its_place(make) -> None:
    from ita_desktop.ui.table.cells.layout import lay_out_text

    text = "การดำเนินการตามพระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ"
    for width in range(90, 420, 15):
        (shown,) = lay_out_text(text, Text.BODY, Tone.TEXT, width).texts
        assert metrics(Text.BODY).horizontalAdvance(shown) <= width
        if shown != text:
            assert shown.endswith("…")
            assert text.startswith(shown.removesuffix("…"))
            assert metrics(Text.BODY).horizontalAdvance(shown) > width - 90


def test_in_high_contrast_a_chosen_block_has_edges(page, theme) -> None:
    page.view.go_to("O1", "title")
    QTest.keyClick(page.view, Key.Key_Down, SHIFT)
    sheet = page.view.sheet
    last = page.view.visualRect(sheet.index(sheet.place("O2"), sheet.column_index("title")))
    edge = QPoint(last.center().x(), last.bottom())
    assert colour_at(page, edge) != LIGHT.control
    theme.choose_contrast(Contrast.HIGH)
    assert colour_at(page, edge) == LIGHT_HIGH.control
