from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPicture

from ita_desktop.ui.theme.tokens import Text, Tone
from ita_desktop.ui.widgets import book_table as book_module
from ita_desktop.ui.widgets import painted_list
from ita_desktop.ui.widgets.book_table import (
    BLEED,
    BookCell,
    BookColumn,
    BookRow,
    BookTable,
    paint_date,
)
from ita_desktop.ui.widgets.marks import Mark


def row(code: str, title: str, mark: Mark = Mark.DOING) -> BookRow:
    cells = (
        BookCell(mark=mark),
        BookCell(code, Text.BODY_MEDIUM),
        BookCell(title),
        BookCell(day=date(2025, 3, 7)),
        BookCell("อีก 17 วัน", tone=Tone.TEXT2),
    )
    return BookRow(cells, key=code)


@pytest.fixture
def book(qtbot):
    made = BookTable(
        columns=[
            BookColumn(width=14),
            BookColumn(width=36, gap=8),
            BookColumn(gap=8),
            BookColumn("กำหนดส่ง", width=78),
            BookColumn(width=76, right=True),
        ],
        title="ต้องทำก่อน",
    )
    qtbot.addWidget(made)
    made.set_rows([row("O3", "โรงเรียน"), row("O14", "ข้อมูลงบประมาณ ข้อบัญญัติ" * 4, Mark.LATE)])
    made.resize(500, made.sizeHint().height())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def heard(monkeypatch) -> list[tuple[QAccessible.Event, int]]:
    """What a screen reader is told: the kind of each event, and the row that it is about."""
    events: list[tuple[QAccessible.Event, int]] = []

    class Bus:
        Event = QAccessible.Event

        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:
            events.append((event.type(), event.child()))

    for module in (book_module, painted_list):
        monkeypatch.setattr(module, "QAccessible", Bus)
    return events


def test_the_current_row_is_heard_when_the_keyboard_comes(book, heard, qtbot):
    book.list.clearFocus()
    book.list.setCurrentIndex(book.list.model().index(1))
    book.list.setFocus()
    qtbot.waitUntil(lambda: (QAccessible.Event.Focus, 1) in heard)


def test_a_row_that_says_something_else_is_told_alone(book, heard):
    first, second = book.rows
    book.set_rows([first, second])
    assert heard == []
    book.set_rows([first, row("O14", "ข้อมูลใหม่")])
    assert heard == [(QAccessible.Event.NameChanged, 1)]


def test_that_there_is_nothing_is_heard_only_where_there_is_nothing(book):
    book.set_without("ไม่มีงานเลยกำหนด")
    assert book.list.accessibleDescription() == ""
    book.set_rows([])
    assert book.list.accessibleDescription() == "ไม่มีงานเลยกำหนด"


def middle(book: BookTable, number: int, x: int = 60) -> QPoint:
    return QPoint(x, number * book.row_height + book.row_height // 2)


def test_a_click_opens_the_row_it_hits(book, qtbot):
    with qtbot.waitSignal(book.opened) as blocker:
        viewport = book.list.viewport()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle(book, 1))
    assert blocker.args == ["O14"]


def test_arrows_walk_and_enter_opens(book, qtbot):
    book.list.setFocus()
    book.list.setCurrentIndex(book.list.model().index(0))
    qtbot.keyClick(book.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(book.opened) as blocker:
        qtbot.keyClick(book.list, Qt.Key.Key_Return)
    assert blocker.args == ["O14"]


def test_the_table_is_as_high_as_its_rows(book):
    before = book.sizeHint().height()
    book.set_rows([*book.rows, row("O4", "การประชาสัมพันธ์")])
    assert book.sizeHint().height() == before + book.row_height
    assert book.list.height() == 3 * book.row_height


def test_columns_share_the_width_and_stay_in_line(book):
    lefts = [left for left, _ in book.edges()]
    assert lefts[0] == BLEED
    assert lefts == sorted(lefts)
    last_left, last_width = book.edges()[-1]
    assert last_left + last_width == book.width() - BLEED


def test_a_reader_hears_a_row_as_one_sentence(book):
    spoken = QAccessible.queryAccessibleInterface(book.list)
    assert spoken.childCount() == 2
    assert spoken.child(0).text(QAccessible.Text.Name) == (
        "กำลังทำ, O3, โรงเรียน, 7 มี.ค. 68, อีก 17 วัน"
    )
    assert spoken.text(QAccessible.Text.Name) == "ต้องทำก่อน"


def test_a_cut_title_is_told_whole_under_the_pointer(book):
    left, width = book.edges()[2]
    assert book.tip(middle(book, 0, left + 4)) == ""
    assert book.tip(middle(book, 1, left + width - 4)) == "ข้อมูลงบประมาณ ข้อบัญญัติ" * 4


def test_the_chosen_row_stays_when_the_values_change(book):
    book.list.setCurrentIndex(book.list.model().index(1))
    book.set_rows([row("O3", "โรงเรียน"), row("O9", "ภาษี")])
    assert book.list.currentIndex().row() == 1


def test_all_dates_take_the_same_room(qapp):
    def width(day: date) -> int:
        drawn = QPicture()
        painter = QPainter(drawn)
        paint_date(painter, Text.BODY, day, 0, 20)
        painter.end()
        return drawn.boundingRect().right()

    widths = {width(date(2025, month, 7)) for month in range(1, 13)}
    assert len(widths) == 1
    assert widths.pop() <= 78


def test_a_list_that_opens_nothing_is_only_read(qtbot, book):
    quiet = BookTable(columns=[BookColumn()], opens=False)
    qtbot.addWidget(quiet)
    quiet.set_rows([BookRow((BookCell("สิ้นปีงบประมาณ"),))])
    quiet.show()
    with qtbot.assertNotEmitted(quiet.opened):
        quiet.list.setCurrentIndex(quiet.list.model().index(0))
        qtbot.keyClick(quiet.list, Qt.Key.Key_Return)


def test_a_title_over_a_line_is_said_in_fewer_words_where_it_has_no_room(qtbot):
    cell = BookCell("ประชุมคณะทำงาน ครั้งที่ 2/2568", shorter="ประชุม", below="อีก 6 วัน")
    pictures = []
    for cells, width in ((cell, 400), (cell, 120), (BookCell("ประชุม", below="อีก 6 วัน"), 120)):
        book = BookTable(columns=[BookColumn()], row_height=52)
        qtbot.addWidget(book)
        book.set_rows([BookRow((cells,))])
        book.resize(width, 52)
        pictures.append(book.grab().toImage())
    assert pictures[1] == pictures[2]
    assert pictures[0].copy(0, 0, 120, 52) != pictures[1]
    assert cell.whole(60).startswith("ประชุมคณะทำงาน ครั้งที่ 2/2568"), "the tip has all of it"
