"""Task 13: fill in the director, print an order without a lack; six actions."""

from pathlib import Path

import pytest
from PIL import Image

from ita_desktop.documents.kinds import GARUDA
from ita_desktop.documents.reports import appointment_order
from ita_desktop.services.documents import wordings
from ita_desktop.ui.pages.documents.list import MISSING
from ita_desktop.ui.pages.documents.preview import PreviewPages
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
    put_garuda(window, tmp_path)
    assert [order.signatory_id for order in window.session.data.orders] == [None]
    return window


def put_garuda(window: Window, folder: Path) -> None:
    picture = folder / "garuda.png"
    Image.radial_gradient("L").save(picture)
    session = window.session
    wordings.put_file(session.workspace, session.year, GARUDA, picture.name, picture.read_bytes())


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


def complete_order(window: Window, hand: Hand) -> Task:
    by_mouse = hand.only == "mouse"
    yield hand.clicks(button("เอกสาร")) if by_mouse else hand.presses("Ctrl+7")
    yield hand.sees(lambda: is_shown(window), "the order")
    table = window.page(PageKey.DOCUMENTS).table
    if by_mouse:
        yield hand.clicks(cell(table, ORDER, MISSING))
    else:
        yield hand.walks_until("Right", lambda: table.current_cell()[1].key == MISSING)
        yield hand.presses("Enter")
    yield hand.sees(lambda: window.current_page == PageKey.ROSTER, "the order's fields")
    yield hand.types(DIRECTOR, "Enter")
    if by_mouse:
        yield hand.turns_wheel_to(lambda: button("ดูคำสั่ง"))
        yield hand.clicks(button("ดูคำสั่ง"))
    else:
        yield hand.presses("Ctrl+P")
    yield hand.sees(lambda: is_complete(window), "the order without a lack")
    yield hand.clicks(button("พิมพ์")) if by_mouse else hand.presses("Ctrl+P")
    yield hand.sees(lambda: window.message.message is not None, "that it was printed")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_order_is_completed_and_printed(window: Window, only: str, printed: Path) -> None:
    hand = Hand(only)
    hand.does(complete_order(window, hand), at_most=AT_MOST)
    check(window, printed)
