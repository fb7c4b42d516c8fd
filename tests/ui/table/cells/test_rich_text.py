"""Rich text in a cell: seen as it looks while it is typed, copied as it is stored."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from ita_desktop.ui.table.arrange import ColumnFilter
from ita_desktop.ui.table.cells.layout import lay_out
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.sizes import NORMAL
from ita_desktop.ui.table.texts import accessible_text, cell_text, shown_text
from ita_desktop.ui.theme.lines import metrics
from ita_desktop.ui.theme.tokens import Text
from tests.ui.table.editing.test_editor import ink
from tests.ui.table.pages import Item, columns

STEPS = Item("1", "1. **ประกาศ**นโยบาย\n  - ติดไว้ทุกชั้น")


def column(*, rich: bool) -> Column[Item]:
    return Column(key="title", title="วิธี", value=lambda row: row.title, rich=rich)


@pytest.mark.usefixtures("qapp")
def test_bold_is_seen_and_spoken_without_its_signs_and_copied_with_them() -> None:
    steps = column(rich=True)
    seen = "".join(lay_out(steps, STEPS, 400, NORMAL).texts)
    assert "ประกาศนโยบาย" in seen.replace("\u200b", "")
    assert "**" not in seen + shown_text(steps, STEPS) + accessible_text(steps, STEPS)
    assert cell_text(steps, STEPS) == STEPS.title


@pytest.mark.usefixtures("qapp")
def test_asterisks_of_a_plain_text_are_seen() -> None:
    plain = column(rich=False)
    assert shown_text(plain, STEPS) == STEPS.title
    assert "**" in "".join(lay_out(plain, STEPS, 400, NORMAL).texts)


def drawn(text: str, width: float = 240):
    return lay_out(column(rich=True), Item("1", text), width, NORMAL)


@pytest.mark.usefixtures("qapp")
def test_a_list_has_its_bullets_and_its_further_lines_hang_under_the_words() -> None:
    cell = drawn("- ประชุมชี้แจงหลักเกณฑ์แก่เจ้าหน้าที่ทุกฝ่าย\n  - ติดประกาศ")
    assert [text[:2] for text in cell.texts] == ["- ", cell.texts[1][:2], "  "]
    assert cell.texts[2].strip() == "- ติดประกาศ"
    first, under, deep = cell.places
    assert under == first + metrics(Text.BODY).horizontalAdvance("- ")
    assert deep > first


@pytest.mark.usefixtures("qapp")
def test_bold_stretches_are_bold() -> None:
    (runs,) = drawn("1. **ประกาศ**นโยบาย").runs
    assert runs == [("1. ", Text.BODY), ("ประกาศ", Text.BODY_STRONG), ("นโยบาย", Text.BODY)]


@pytest.mark.usefixtures("qapp")
def test_what_has_no_room_is_told_whole_as_it_looks() -> None:
    text = "\n".join(f"- **ข้อ**ที่ {number}" for number in range(1, 8))
    cell = drawn(text)
    assert cell.lines == 3
    assert cell.texts[-1] == "- ข้อที่ 3 …"
    assert cell.tip == "\n".join(f"- ข้อที่ {number}" for number in range(1, 8))
    long = drawn("- " + "ประชุมชี้แจงหลักเกณฑ์แก่เจ้าหน้าที่ " * 20)
    assert (long.lines, long.fade) == (3, True)


@pytest.mark.usefixtures("qapp")
def test_ten_thousand_paragraphs_take_no_longer_than_a_cell_can_show() -> None:
    cell = drawn("- ประชุม\n" * 10_000)
    assert cell.lines == 3
    assert cell.tip.count("\n") < 40


def test_editing_moves_no_letter_of_a_list(make) -> None:
    page = make(tuple(replace(one, rich=one.key == "title") for one in columns()))
    page.put("O5", "title", "- **ประกาศ**นโยบายของสำนักงานเขตให้เจ้าหน้าที่ทุกคนทราบ\n  - ติดไว้ทุกชั้น")
    page.view.header.resizeSection(page.view.sheet.column_index("title"), 260)
    page.refresh()
    page.go("O5", "title")
    page.view.clearFocus()
    cell = page.view.visualRect(page.view.currentIndex()).adjusted(6, 4, -6, -8)
    before = ink(page.view.viewport().grab().toImage(), cell)
    page.view.setFocus()
    page.press(Qt.Key.Key_F2)
    after = ink(page.view.viewport().grab().toImage(), cell)
    assert len(before) > 150
    assert len(before - after) < len(before) / 8


def test_words_are_found_where_some_of_their_letters_are_bold(make) -> None:
    page = make(tuple(replace(one, rich=one.key == "title") for one in columns()))
    page.put("O5", "title", "- **ประกาศ**นโยบาย")
    page.refresh()
    page.view.sheet.filter("title", ColumnFilter("ประกาศนโยบาย"))
    assert [one for one in page.shown() if not one.startswith("g")] == ["O5"]
    page.view.sheet.clear_filters()
    assert "- ประกาศนโยบาย" in page.view.sheet.entries("title")


def test_a_cell_with_nothing_but_blanks_and_line_ends_is_painted(make) -> None:
    page = make(tuple(replace(one, rich=one.key == "title") for one in columns()))
    page.put("O5", "title", " \n ")
    page.refresh()
    page.go("O5", "title")
    assert page.view.viewport().grab().toImage().pixelColor(QPoint(1, 1)).isValid()
