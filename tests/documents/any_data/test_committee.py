"""Whatever members, names and texts a committee has, all its papers are written in all formats."""

from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.export import breaker_of
from ita_desktop.documents.kinds import DocumentKind, Format, Profile, ReportContext
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.registry import kind
from ita_desktop.domain.meetings import Attendance, Presence
from ita_desktop.domain.records import Body, Member, MemberKind, Person
from ita_desktop.domain.roster.orders import Duty
from ita_desktop.domain.year import YearData
from tests.documents.factories import pack as pack_factory
from tests.documents.readers.files import squeezed
from tests.documents.readers.lines import body_lines, sheets_of
from tests.support.cost import examples
from tests.support.plain_text import plain_text

NAMES = (
    "กขค",
    "ยาว" * 40,
    "ยาว นามสกุลยาวมาก " * 6,
    "John Ronald Reuel Smith-Jones",
    "ตัวอย่าง😀👩‍👩‍👧 หนึ่ง",
    "ว่าที่ร้อยตรี\u200bหญิง\x00\x1f\tตัวอย่าง",
)
KINDS = tuple(
    kind(name)
    for name in (
        *("appointment-order", "memo", "unit-letters", "agenda", "attendance"),
        *("attendance-recorded", "minutes", "meeting-pack", "committee-roster"),
        *("roster-contacts", "framework-summary", "oit-assignments"),
    )
)
TWENTY_LINES = "จัดเตรียมข้อมูลและหลักฐานตามแบบตรวจการเปิดเผยข้อมูลสาธารณะ " * 24
UNCOUNTED = str.maketrans("", "", "๐๑๒๓๔๕๖๗๘๙0123456789.-•")
"""Takes out what Word puts before the lines of its lists."""


def year_of(members: int, name: str, text: str, asked: int = 2) -> YearData:
    """The year of the first meeting with so many members in each body, who came, stayed away or
    sent somebody; every free text says ``text``. So many units are asked for their items: each
    has a letter of the same texts."""
    data = pack_factory.year_2566()
    evidence = pack_factory.letter("memo-evidence").id
    people = [Person(id=f"p{at}", prefix="นาย", name=name) for at in range(members)]
    rows = [
        _member(body, person, name, at, text)
        for body in data.bodies
        for at, person in enumerate(people)
    ]
    came = [Presence.PRESENT, Presence.ABSENT, Presence.SUBSTITUTE]
    meeting = data.meetings[0]
    return replace(
        data,
        people=(*data.people, *people),
        members=tuple(rows),
        duties=tuple(Duty(id=f"d{body.id}", body_id=body.id, text=text) for body in data.bodies),
        attendances=(
            *(
                Attendance(
                    id=f"a{at}",
                    meeting_id=meeting.id,
                    member_id=one.id,
                    presence=came[at % 3],
                    substitute=name,
                    reason=text,
                    position=at,
                )
                for at, one in enumerate(rows)
            ),
            Attendance(id="guest", meeting_id=meeting.id, presence=Presence.GUEST, name=name),
        ),
        agenda_items=tuple(
            replace(item, detail=text, minutes=text, resolution=text, presenter=name)
            for item in data.agenda_items
        ),
        letter_recipients=tuple(
            one
            for one in data.letter_recipients
            if one.letter_id != evidence or one.position < asked
        ),
        letters=tuple(replace(letter, subject=text, addressee=name) for letter in data.letters),
        units=tuple(replace(unit, name=f"{unit.name}{name}") for unit in data.units),
    )


def _member(body: Body, person: Person, name: str, at: int, text: str) -> Member:
    return Member(
        id=f"{body.id}{at}",
        body_id=body.id,
        kind=MemberKind.PERSON,
        person_id=person.id,
        post=name,
        role=text[:60],
        position=at,
    )


def check(document_kind: DocumentKind, year: YearData) -> None:
    """All its formats hold all letters of its text, and it says what it lacks in whole words."""
    # The memo of the newest letter would be the letters of the units once more.
    subject = pack_factory.letter("memo-invitation").id if document_kind.name == "memo" else ""
    context = ReportContext(year, profile=Profile.INTERNAL, subject=subject)
    assert all(str(gap) and "{" not in str(gap) for gap in document_kind.missing(context))
    made = document_kind.build(context, document_kind.digits)
    breaker = breaker_of(year)
    if Format.DOCX in document_kind.formats:
        # What is bound together has a table of contents, which the back-end makes.
        contents = f"หน้า{''.join(part.title for part in made.bound)}" if made.bound else ""
        shown_letters = letters(word(docx.render(made, breaker, bundled())))
        assert shown_letters == letters(plain_text(made) + contents)
    if Format.XLSX in document_kind.formats:
        shown = bare(excel(xlsx.render(made, breaker)))
        lines = {bare(line) for line in plain_text(made).splitlines()}
        assert not [line for line in lines if line not in shown]
    with pypdfium2.PdfDocument(pdf.render(made, breaker, bundled())) as opened:
        assert len(opened) >= 1
        assert not beyond(opened), "a text stands beyond the page"


def letters(text: str) -> Counter[str]:
    return Counter(bare(text))


def bare(text: str) -> str:
    return squeezed(text).translate(UNCOUNTED)


def word(content: bytes) -> str:
    return "".join(body_lines(content))


def excel(content: bytes) -> str:
    [sheet] = sheets_of(content)
    return "".join(str(one) for row in sheet.iter_rows(values_only=True) for one in row if one)


def beyond(opened: pypdfium2.PdfDocument) -> list[int]:
    """Pages whose letters stand further to the right than the paper."""
    found = []
    for number, page in enumerate(opened):
        text = page.get_textpage()
        boxes = (text.get_rect(at) for at in range(text.count_rects()))
        if any(right > page.get_width() for _left, _bottom, right, _top in boxes):
            found.append(number)
    return found


@pytest.mark.in_turn
@pytest.mark.parametrize("document_kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("members", [0, 1, 200])
def test_committees_of_no_one_and_of_two_hundred_are_written(
    document_kind: DocumentKind, members: int
) -> None:
    check(document_kind, year_of(members, "ตัวอย่าง ยาวปานกลาง", "ที่ประชุมรับทราบ"))


@pytest.mark.in_turn
@pytest.mark.parametrize("document_kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_any_name_and_texts_of_twenty_lines_are_written(
    document_kind: DocumentKind, name: str
) -> None:
    check(document_kind, year_of(3, name, TWENTY_LINES))


@pytest.mark.in_turn
@pytest.mark.parametrize("document_kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_left_empty_is_said_to_lack_and_the_rest_is_written(
    document_kind: DocumentKind,
) -> None:
    check(document_kind, year_of(2, "", "", asked=20))


def test_the_memo_of_a_letter_to_each_unit_is_their_letters() -> None:
    context = ReportContext(year_of(2, NAMES[0], TWENTY_LINES), profile=Profile.INTERNAL)
    letters, memo = kind("unit-letters"), kind("memo")
    printed = memo.build(context, memo.digits)
    assert printed == replace(letters.build(context, letters.digits), mark=printed.mark)


@pytest.mark.long
@settings(max_examples=examples(3))
@given(name=st.text(min_size=3, max_size=120), text=st.text(max_size=300))
@example(name="\x00\x01\x02", text="\ud800\u202e{ปีงบประมาณ}")
@example(name="=1+1", text="\n\n\t•\n- ก")
def test_any_text_at_all(name: str, text: str) -> None:
    for document_kind in KINDS:
        check(document_kind, year_of(2, name, text))
