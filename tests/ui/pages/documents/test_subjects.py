"""เอกสาร: which order a paper is about is chosen, and previews, saving and readiness follow."""

from dataclasses import replace

import pytest

from ita_desktop.documents import registry
from ita_desktop.documents.kinds import (
    DocumentGroup,
    DocumentKind,
    MissingData,
    ReportContext,
    Subject,
)
from ita_desktop.documents.reports import committee_roster
from ita_desktop.domain.text import Digits
from ita_desktop.services.documents import exporting
from ita_desktop.services.documents.paper_subjects import chosen, subjects
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.places import PageKey
from ita_desktop.services.roster import orders
from ita_desktop.ui.pages.documents.page import DocumentsPage

PAPER = "order-cover"


def _lacks(context: ReportContext) -> list[MissingData]:
    order = context.year.order_by_id.get(context.subject)
    return [] if order is not None and order.number else [MissingData("คำสั่งยังไม่มีเลขที่")]


def _called(context: ReportContext) -> str:
    return f"ปกคำสั่ง {context.year.order_by_id[context.subject].number}"


def _build(context: ReportContext, digits: Digits):
    return replace(committee_roster.build(context, digits), title=_called(context))


COVER = DocumentKind(
    PAPER,
    "ปกคำสั่ง",
    DocumentGroup.ORDERS,
    Digits.THAI,
    PageKey.ROSTER,
    _lacks,
    _build,
    called=_called,
    of=Subject.ORDER,
)


@pytest.fixture
def made(window, monkeypatch) -> tuple[str, str]:
    """Two orders, the newer one without a number, and a paper that is about one order."""
    monkeypatch.setattr(registry, "KINDS", (*registry.KINDS, COVER))
    session = window.session
    for remove, kept in (
        (orders.remove, session.data.orders),
        (meetings.remove, session.data.meetings),
    ):
        remove(session.workspace, session.year, [one.id for one in kept])
    first = orders.add(session.workspace, session.year)
    orders.edit(session.workspace, session.year, [CellEdit(first, "number", "12")])
    return first, orders.amend(session.workspace, session.year, first)


@pytest.fixture
def page(window, made, qtbot) -> DocumentsPage:
    window.go(PageKey.DOCUMENTS, PAPER)
    shown = window.page(PageKey.DOCUMENTS)
    qtbot.waitUntil(lambda: shown.row is not None and shown.row.id == PAPER)
    return shown


@pytest.mark.in_turn
def test_a_paper_is_about_the_newest_order_until_another_one_is_chosen(page, made, qtbot) -> None:
    first, newest = made
    assert page.row.subject == newest
    assert page.pane.subject_chip.isVisible()
    assert page.row.status.word != "พร้อมพิมพ์"
    page.pane._subjects.aboutToShow.emit()
    entries = page.pane._subjects.actions()
    assert [act.text() for act in entries] == [
        "คำสั่งแก้ไขรายชื่อ (ร่าง) · ยังไม่ครบ",
        "คำสั่งที่ 12/2568 · พร้อมพิมพ์",
    ]
    entries[1].trigger()
    assert page.row.subject == first
    assert page.row.gaps == ()
    assert page.context.subject == first
    qtbot.waitUntil(lambda: page.pane.pages is not None)
    assert page.pane.subject_chip.text() == "คำสั่งที่ 12/2568"


@pytest.mark.in_turn
def test_going_to_a_paper_can_name_what_it_is_about(page, made, window) -> None:
    first, newest = made
    window.go(PageKey.DOCUMENTS, f"{PAPER}#{first}")
    assert page.row.subject == first
    window.go(PageKey.DOCUMENTS, PAPER)
    assert page.row.subject == first, "what was chosen stays"
    window.go(PageKey.DOCUMENTS, f"{PAPER}#gone")
    assert page.row.subject == newest


@pytest.mark.in_turn
def test_what_an_order_lacks_is_mended_at_that_order(page, made) -> None:
    went = []
    page.go.connect(lambda key, target: went.append((key, target)))
    page.pane.gap_opened.emit(page.row.gaps[0])
    assert went == [(PageKey.ROSTER, made[1])]


@pytest.mark.in_turn
def test_a_document_of_the_whole_year_has_nothing_to_choose(page) -> None:
    page.table.go_to("committee-roster")
    assert not page.pane.subject_chip.isVisible()
    assert page.context.subject == ""


@pytest.mark.in_turn
def test_the_same_paper_is_not_made_again_while_nothing_is_written(page, made) -> None:
    assert page.context == page.context
    before = page.context
    orders.edit(page.session.workspace, page.session.year, [CellEdit(made[1], "number", "15")])
    assert page.context != before


@pytest.mark.in_turn
def test_every_document_is_saved_about_what_was_chosen(page, made) -> None:
    page._choose_subject(made[0])
    context = page._context_of(page.row)
    name = exporting.proposed_name(context, PAPER, exporting.Format.PDF)
    assert name == "ปกคำสั่ง 12.pdf"


@pytest.mark.in_turn
def test_a_paper_without_a_name_of_its_own_is_called_by_what_was_chosen(
    page, made, monkeypatch
) -> None:
    monkeypatch.setattr(registry, "KINDS", (*registry.KINDS[:-1], replace(COVER, called=None)))
    names = []
    for order in made:
        page._choose_subject(order)
        context = page._context_of(page.row)
        names.append(exporting.proposed_name(context, PAPER, exporting.Format.PDF))
    assert names == [
        "ปกคำสั่ง 2568 คำสั่งที่ 12-2568.pdf",
        "ปกคำสั่ง 2568 คำสั่งแก้ไขรายชื่อ (ร่าง).pdf",
    ]


@pytest.mark.in_turn
def test_what_was_chosen_and_has_gone_gives_way_to_the_newest(window, made) -> None:
    data = window.session.data
    assert [subject.key for subject in subjects(data, Subject.ORDER)] == [made[1], made[0]]
    assert chosen(data, Subject.ORDER, {Subject.ORDER: "gone"}).key == made[1]
    assert chosen(data, Subject.MEETING, {}) is None


def test_what_a_paper_lacks_on_another_page_is_mended_there(window) -> None:
    """No year, and so no result, is before this one."""
    session = window.session
    session.choose_year(min(session.years))
    session.write(meetings.add)
    window.go(PageKey.DOCUMENTS, "agenda")
    page = window.page(PageKey.DOCUMENTS)
    places = {gap.sentence: gap.page for gap in page.row.gaps}
    (result,) = (place for text, place in places.items() if "นำเข้าที่หน้าคะแนน" in text)
    (day,) = (place for text, place in places.items() if "วันที่" in text)
    assert (result, day) == (PageKey.SCORES, PageKey.MEETINGS)
