"""Task 9: make the agenda of the first meeting and print it; six actions."""

from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.agenda import lines
from ita_desktop.services.meetings import meetings
from ita_desktop.ui.pages.documents.preview import PreviewPages
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.ui.tasks.hand import Hand, Task, button, words

AT_MOST = 6
AGENDA = "agenda"


@pytest.fixture
def window(window: Window) -> Window:
    """The year has its committee, and nobody has met yet."""
    session = window.session
    ids = [meeting.id for meeting in session.data.meetings]
    meetings.remove(session.workspace, session.year, ids)
    return window


def agenda_is_ready(window: Window) -> bool:
    """The agenda stands in the preview, as it will be printed."""
    page = window.page(PageKey.DOCUMENTS)
    return (
        window.current_page == PageKey.DOCUMENTS
        and page.row is not None
        and page.row.id == AGENDA
        and page.pane.pages is not None
    )


def check(window: Window, printed: Path) -> None:
    """The first meeting has its day, place and matters, and its agenda is on paper."""
    data = window.session.data
    (meeting,) = data.meetings
    assert (meeting.number, meeting.day) == (1, date(2024, 11, 20))
    assert (meeting.begins, meeting.place) == ("09:00", "ห้องประชุมชั้น 5")
    numbers = [line.number for line in lines(data.agenda_of(meeting.id))]
    assert numbers == ["1", "1.1", "2", "3", "3.1", "3.2", "4", "4.1", "5"]
    assert words(window.message.message.sentence).startswith("พิมพ์")
    assert len(PreviewPages(printed.read_bytes())) == len(window.page(PageKey.DOCUMENTS).pane.pages)


def make_agenda(window: Window, hand: Hand, day: str) -> Task:
    by_mouse = hand.only == "mouse"
    if by_mouse:
        yield hand.clicks(button("การประชุม"))
        yield hand.clicks(button("เพิ่มการประชุมครั้งแรก"))
    else:
        yield hand.presses("Ctrl+6")
        yield hand.presses("Enter")
    yield hand.types(day, "Enter")
    yield hand.types("ห้องประชุมชั้น 5", "Enter")
    yield hand.clicks(button("พิมพ์ระเบียบวาระ")) if by_mouse else hand.presses("Ctrl+P")
    yield hand.sees(lambda: agenda_is_ready(window), "the preview")
    yield hand.clicks(button("พิมพ์")) if by_mouse else hand.presses("Ctrl+P")
    yield hand.sees(lambda: window.message.message is not None, "that it was printed")


@pytest.mark.in_turn
@pytest.mark.parametrize("only", ["mouse", "keys"])
def test_the_agenda_is_made_and_printed(window: Window, only: str, printed: Path) -> None:
    hand = Hand(only)
    hand.does(make_agenda(window, hand, "20/11/67"), at_most=AT_MOST)
    check(window, printed)
