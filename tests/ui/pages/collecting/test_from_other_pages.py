"""Rounds from งาน OIT, มาตรการ and เอกสาร: two actions out, with what the page shows."""

import pytest

from ita_desktop.domain.collection_rounds import USUAL, AskedSubject
from ita_desktop.services.sending import to_send
from ita_desktop.ui.pages.collecting import sending
from ita_desktop.ui.pages.collecting.sending import SendSheet
from ita_desktop.ui.pages.page import PageKey


@pytest.fixture
def opened(window, monkeypatch, qtbot):
    """The sheets of new rounds that are opened; each is closed at once, and sends nothing."""
    sheets: list[SendSheet] = []

    def take(sheet: SendSheet) -> bool:
        qtbot.addWidget(sheet)
        sheets.append(sheet)
        return False

    monkeypatch.setattr(SendSheet, "exec", take)
    return sheets


@pytest.mark.in_turn
def test_each_page_offers_what_it_shows(window, opened, monkeypatch) -> None:
    taken: list[object] = []
    monkeypatch.setattr(sending, "take_back", lambda *about: taken.append(about))
    about = {}
    for page in (PageKey.OIT, PageKey.MEASURES, PageKey.DOCUMENTS):
        window.go(page)
        for words in ("ส่งรอบใหม่…", "รับกลับ…"):
            menu = window.page(page).more_button.menu_now()
            next(entry for entry in menu.actions() if entry.text() == words).trigger()
        about[page] = opened[-1].asked.about
    assert (about[PageKey.OIT], about[PageKey.MEASURES]) == (
        (AskedSubject.OIT,),
        (AskedSubject.MEASURES,),
    )
    assert about[PageKey.DOCUMENTS]
    assert len(taken) == 3
    assert not opened[0].asked.only
    assert not opened[0].rows.isVisibleTo(opened[0])
    page = window.page(PageKey.DOCUMENTS)
    for document, wanted in (("committee-roster", (AskedSubject.PEOPLE,)), ("memo", USUAL)):
        page.show_target(document)
        page.rounds.send()
        assert set(opened[-1].asked.about) == set(wanted)


@pytest.mark.in_turn
def test_selected_items_are_all_that_is_asked(window, opened) -> None:
    session = window.session
    window.go(PageKey.OIT)
    page = window.page(PageKey.OIT)
    open_codes = [code for code, one in session.progress.items() if one.mark != 100][:2]
    page.table.go_to(open_codes[0])
    first = page.table.selecting.current[0]
    page.table.selecting.choose_lines(first, first + 1)
    open_codes = [code for code in page.table.selected_ids() if code in session.progress]
    assert len(open_codes) == 2
    page.rounds.send()
    (sheet,) = opened
    assert sheet.asked.only == frozenset(open_codes)
    asked = [
        row.item.code for of in to_send(session.data, sheet.asked, session.today) for row in of.rows
    ]
    assert set(asked) <= set(open_codes)
    sheet.rows.click()
    assert not sheet.asked.only
