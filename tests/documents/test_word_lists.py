"""Numbers that the program counts are Word's own lists, which number themselves anew where a line
is added or taken out; what the clerk typed is text."""

from dataclasses import replace
from typing import Any

from ita_desktop.documents.backends import docx
from ita_desktop.documents.content import Document
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.documents.wordings.catalogue import printed_texts
from ita_desktop.domain.documents import Wording
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from tests.documents.factories import meetings as meeting_factory
from tests.documents.readers.files import part
from tests.documents.readers.lines import word_lines
from tests.documents.test_reports import YEARS
from tests.support.plain_text import plain_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def listed(document: Document, style: str) -> list[tuple[str, str]]:
    """Of each paragraph in a style: its list and level (``3/0``; empty for none), and its words."""
    found = []
    for one in part(docx.render(document), "word/document.xml").iter(f"{W}p"):
        properties = one.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        if named is None or named.get(f"{W}val") != style:
            continue
        number, level = (_value(properties, f"{W}numPr/{W}{tag}") for tag in ("numId", "ilvl"))
        words = "".join(text.text or "" for text in one.iter(f"{W}t")).replace("\xa0", " ")
        found.append((f"{number}/{level}" if number else "", words))
    return found


def _value(properties: Any, path: str) -> str:
    found = properties.find(path)
    return str(found.get(f"{W}val")) if found is not None else ""


def agenda(data: YearData, name: str = "agenda") -> Document:
    return kind(name).build(ReportContext(data), Digits.ARABIC)


def test_headings_and_matters_of_an_agenda_are_one_list_of_two_levels() -> None:
    made = agenda(meeting_factory.meeting_year())
    heads = listed(made, "ItaAgendaHeading")
    assert len(heads) > 3
    assert {place for place, _words in heads} == {heads[0][0]}
    assert heads[0][0].endswith("/0")
    assert not any("ระเบียบวาระที่" in words for _place, words in heads)
    agenda_items = [place for place, _words in listed(made, "ItaPaperLine") if place]
    assert f"{heads[0][0].partition('/')[0]}/1" in agenda_items
    assert "ระเบียบวาระที่ 1  " in plain_text(made)


def test_a_number_that_was_typed_is_text_and_the_list_counts_on_behind_it() -> None:
    data = meeting_factory.meeting_year()
    meeting = data.meetings[-1]
    tops = [item for item in data.agenda_of(meeting.id) if item.parent_id is None]
    second = sorted(tops, key=lambda item: item.position)[1]
    typed = tuple(
        replace(item, number="๗") if item.id == second.id else item for item in data.agenda_items
    )
    heads = listed(agenda(replace(data, agenda_items=typed)), "ItaAgendaHeading")
    assert heads[0][0]
    assert heads[1][0] == ""
    assert heads[1][1].startswith("ระเบียบวาระที่ ")
    assert heads[2][0]
    assert heads[2][0] != heads[0][0]


def test_the_number_of_a_heading_is_found_in_the_preview_by_its_wording() -> None:
    found = {text.wording for text in printed_texts(agenda(meeting_factory.meeting_year()))}
    assert "agenda.number" in found


def test_attendees_and_members_are_numbered_by_word() -> None:
    data = meeting_factory.meeting_year()
    attended = next(meeting.id for meeting in data.meetings if data.attendance_of(meeting.id))
    for name, style in (
        ("attendance", "ItaCellCenter"),
        ("attendance-recorded", "ItaCellCenter"),
        ("committee-roster", "ItaCellCenter"),
    ):
        subject = attended if name != "committee-roster" else ""
        document = kind(name).build(ReportContext(data, subject=subject), Digits.ARABIC)
        numbers = [place for place, words in listed(document, style) if not words]
        assert numbers, name
        assert all(numbers), name


def test_numbers_of_headings_are_lists_unless_the_office_typed_them() -> None:
    year = YEARS["framework-summary"]()
    made = kind("framework-summary").build(ReportContext(year), Digits.ARABIC)
    heads = listed(made, "ItaHeading")
    assert all(place for place, _words in heads)
    assert "ความสำคัญของ ITA" in {words for _place, words in heads}
    counted = [place for place, _words in listed(made, "ItaSubheading") if place]
    assert [place.partition("/")[2] for place in counted] == ["0"] * 3
    lines = [line.replace("\xa0", " ") for line in word_lines(docx.render(made))]
    for said_of in ("1. ความสำคัญของ ITA", "3. คะแนนและระดับผลการประเมิน", "1.1 ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"):
        assert any(line.startswith(said_of) for line in lines), said_of

    name = "framework-summary.importance"
    own = (Wording(id="w", name=name, text="9. ทำไมต้องประเมิน"),)
    changed = kind("framework-summary").build(
        ReportContext(replace(year, wordings=own)), Digits.ARABIC
    )
    assert ("", "9. ทำไมต้องประเมิน") in listed(changed, "ItaHeading")
