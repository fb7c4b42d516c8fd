"""Task 19: print the poster of a survey; four actions."""

from pathlib import Path

import pypdfium2
import zxingcpp

from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button, words

AT_MOST = 4


def is_ready(window: Window) -> bool:
    """The poster stands in the preview, as it will be printed."""
    page = window.page(PageKey.DOCUMENTS)
    return (
        window.current_page == PageKey.DOCUMENTS
        and page.row is not None
        and page.row.id == "survey-poster"
        and page.pane.pages is not None
        and page.pane.print_button.isEnabled()
    )


def codes(printed: Path) -> list[str]:
    """What a telephone reads from the first printed page at 100 dpi."""
    with pypdfium2.PdfDocument(printed) as document:
        seen = document[0].render(scale=100 / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(seen)]


def test_a_poster_is_printed_by_mouse(window: Window, mouse: Hand, printed: Path) -> None:
    def task() -> Task:
        yield mouse.clicks(button("แบบสำรวจ"))
        yield mouse.sees(lambda: button("ลิงก์และโปสเตอร์"), "the page")
        yield mouse.clicks(button("ลิงก์และโปสเตอร์"))
        yield mouse.clicks(button("พิมพ์โปสเตอร์"))
        yield mouse.sees(lambda: is_ready(window), "the preview")
        yield mouse.clicks(button("พิมพ์"))
        yield mouse.sees(lambda: window.message.message is not None, "that it was printed")

    mouse.does(task(), at_most=AT_MOST)
    check(window, printed)


def test_a_poster_is_printed_by_keyboard(window: Window, keys: Hand, printed: Path) -> None:
    def task() -> Task:
        yield keys.presses("Ctrl+K")
        yield keys.types("โปสเตอร์แบบสำรวจ", "Enter")
        yield keys.sees(lambda: is_ready(window), "the preview")
        yield keys.presses("Ctrl+P")
        yield keys.sees(lambda: window.message.message is not None, "that it was printed")

    keys.does(task(), at_most=AT_MOST)
    check(window, printed)


def check(window: Window, printed: Path) -> None:
    assert words(window.message.message.sentence).startswith("พิมพ์")
    link = window.session.data.survey_links[0]
    assert codes(printed) == [link.url]
