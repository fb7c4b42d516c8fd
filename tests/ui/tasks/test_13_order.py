"""Task 13: fill in the director, print an order without a lack; six actions."""

from pathlib import Path

import pytest
from PIL import Image

from ita_desktop.documents.kinds import GARUDA
from ita_desktop.documents.reports.roster import appointment_order
from ita_desktop.services.documents import wordings
from ita_desktop.ui.pages.documents.preview.pages import PreviewPages
from ita_desktop.ui.pages.documents.rows import MISSING
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.plain_text import plain_text
from tests.ui.tasks.hand import Hand, Task, button, cell, words

AT_MOST = 6
ORDER = "appointment-order"
DIRECTOR = "นายอำนวยการ ทดสอบ"


@pytest.fixture
def window(window: Window, tmp_path: Path) -> Window:
    """The office has its garuda; of the year's order nobody is said to sign it."""
    picture = tmp_path / "garuda.png"
    Image.radial_gradient("L").save(picture)
    session = window.session
    wordings.put_file(session.workspace, session.year, GARUDA, picture.name, picture.read_bytes())
    assert [order.signatory_id for order in session.data.orders] == [None]
    return window


def is_shown(window: Window) -> bool:
    """The order stands in the preview."""
    page = window.page(PageKey.DOCUMENTS)
    shown = window.current_page == PageKey.DOCUMENTS and page.row is not None
    return shown and page.row.id == ORDER and page.pane.pages is not None


def is_complete(window: Window) -> bool:
    """And lacks nothing."""
    return is_shown(window) and not window.page(PageKey.DOCUMENTS).row.gaps


def check(window: Window, printed: Path) -> None:
    """The director signs the order, stands in the register, and the order is on paper."""
    data = window.session.data
    (order,) = data.orders
    person = data.person_by_id[order.signatory_id]
    assert (person.full_name, order.signatory_post) == (DIRECTOR, "ผู้อำนวยการเขตตัวอย่าง")
    page = window.page(PageKey.DOCUMENTS)
    assert DIRECTOR in plain_text(appointment_order.build(page.context, page.digits(page.row)))
    assert words(window.message.message.sentence).startswith("พิมพ์")
    assert len(PreviewPages(printed.read_bytes())) == len(page.pane.pages)


def test_the_order_is_completed_and_printed_by_mouse(
    window: Window, mouse: Hand, printed: Path
) -> None:
    def task() -> Task:
        yield mouse.clicks(button("เอกสาร"))
        yield mouse.sees(lambda: is_shown(window), "the order")
        yield mouse.clicks(cell(window.page(PageKey.DOCUMENTS).table, ORDER, MISSING))
        yield mouse.sees(lambda: window.current_page == PageKey.ROSTER, "the order's fields")
        yield mouse.types(DIRECTOR, "Enter")
        yield mouse.turns_wheel_to(lambda: button("ดูคำสั่ง"))
        yield mouse.clicks(button("ดูคำสั่ง"))
        yield mouse.sees(lambda: is_complete(window), "the order without a lack")
        yield mouse.clicks(button("พิมพ์"))
        yield mouse.sees(lambda: window.message.message is not None, "that it was printed")

    mouse.does(task(), at_most=AT_MOST)
    check(window, printed)


def test_the_order_is_completed_and_printed_by_keyboard(
    window: Window, keys: Hand, printed: Path
) -> None:
    def task() -> Task:
        yield keys.presses("Ctrl+7")
        yield keys.sees(lambda: is_shown(window), "the order")
        table = window.page(PageKey.DOCUMENTS).table
        yield keys.walks_until("Right", lambda: table.current_cell()[1].key == MISSING)
        yield keys.presses("Enter")
        yield keys.sees(lambda: window.current_page == PageKey.ROSTER, "the order's fields")
        yield keys.types(DIRECTOR, "Enter")
        yield keys.presses("Ctrl+P")
        yield keys.sees(lambda: is_complete(window), "the order without a lack")
        yield keys.presses("Ctrl+P")
        yield keys.sees(lambda: window.message.message is not None, "that it was printed")

    keys.does(task(), at_most=AT_MOST)
    check(window, printed)
