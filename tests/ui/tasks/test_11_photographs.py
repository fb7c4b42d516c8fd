"""Task 11: add six photographs to a measure's progress, export the report; seven actions."""

from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QRect

from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.table.schedule import mark_x
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Spot, Task, button

AT_MOST = 7
SIX = 6
REPORT = "progress-report"


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    """Six pictures as a camera leaves them."""
    made = []
    for number in range(SIX):
        path = tmp_path / f"IMG_{number}.jpg"
        Image.radial_gradient("L").resize((640 + number, 480)).save(path)
        made.append(path)
    return made


@pytest.fixture
def first(window: Window) -> str:
    """The measure that the page begins with."""
    return window.session.data.measures[0].id


def mark(window: Window, measure_id: str) -> Spot:
    """The mark of the year strip that a measure has in September."""
    part = window.page(PageKey.MEASURES).measures
    table, row = part.table, next(row for row in part.rows() if row.id == measure_id)
    at = table.sheet.column_index("strip")
    span = table.header.span(at)
    line = table.visualRect(table.sheet.index(table.sheet.place(measure_id), at))
    x = round(mark_x(span.inner_x, span.inner_width, row.occurrences[-1]))
    return Spot(table.viewport(), QRect(QPoint(x - 1, line.top()), QPoint(x + 1, line.top() + 30)),
                "the mark of a measure")  # fmt: skip


def shows_strip(window: Window) -> bool:
    """Whether the year strip has room; in a narrow window the page's button records what is due."""
    table = window.page(PageKey.MEASURES).measures.table
    return table.header.span(table.sheet.column_index("strip")) is not None


def photos_of(window: Window, measure_id: str) -> list[str]:
    data = window.session.data
    return [photo.id for entry in data.entries_of(measure_id) for photo in data.photos_of(entry.id)]


def report_is_shown(window: Window) -> bool:
    page = window.page(PageKey.DOCUMENTS) if window.current_page == PageKey.DOCUMENTS else None
    shown = page is not None and page.row is not None and page.row.id == REPORT
    return shown and page.pane.pages is not None


def check(window: Window, measure_id: str, report: Path) -> None:
    """The measure has its six photographs, and all of them are in the report, beside the others
    of the round."""
    assert len(photos_of(window, measure_id)) == SIX
    pages = PdfReader(report).pages
    assert sum(len(page.images) for page in pages) == len(window.session.data.photos)


def test_photographs_are_added_and_the_report_exported_by_mouse(
    window: Window, mouse: Hand, photographs: list[Path], first: str, tmp_path: Path
) -> None:
    report = tmp_path / "รายงาน.pdf"

    def task() -> Task:
        yield mouse.clicks(button("มาตรการ"))
        yield mouse.sees(lambda: window.current_page == PageKey.MEASURES, "the measures")
        if shows_strip(window):
            yield mouse.clicks(mark(window, first))
        else:
            yield mouse.clicks(button("บันทึกผลดำเนินการ"))
        yield from mouse.chooses_file(mouse.clicks(button("เพิ่มภาพถ่าย…")), *photographs)
        yield mouse.sees(lambda: len(photos_of(window, first)) == SIX, "six photographs")
        yield mouse.clicks(button("พิมพ์รายงาน 6 เดือน"))
        yield mouse.sees(lambda: report_is_shown(window), "the report")
        yield from mouse.chooses_file(mouse.clicks(button("บันทึก PDF")), report)
        yield mouse.sees(report.exists, "the file")

    mouse.does(task(), at_most=AT_MOST)
    check(window, first, report)


def test_photographs_are_added_and_the_report_exported_by_keyboard(
    window: Window, keys: Hand, photographs: list[Path], first: str, tmp_path: Path
) -> None:
    report = tmp_path / "รายงาน.pdf"

    def task() -> Task:
        yield keys.presses("Ctrl+4")
        yield keys.sees(lambda: window.current_page == PageKey.MEASURES, "the measures")
        yield keys.presses("Ctrl+L")
        yield from keys.chooses_file(keys.presses("Ctrl+;"), *photographs)
        yield keys.sees(lambda: len(photos_of(window, first)) == SIX, "six photographs")
        yield keys.presses("Ctrl+Shift+P")
        yield keys.sees(lambda: report_is_shown(window), "the report")
        yield from keys.chooses_file(keys.presses("Ctrl+E"), report)
        yield keys.sees(report.exists, "the file")

    keys.does(task(), at_most=AT_MOST)
    check(window, first, report)
