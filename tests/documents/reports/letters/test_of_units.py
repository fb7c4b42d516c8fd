"""Letters that are made for each unit: one for each, with just its items and dates."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.documents.backends import docx, pdf
from ita_desktop.documents.content import Document, PageBreak, Paragraph, Table
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.fonts import bundled, letter
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.letters.of_units import written
from ita_desktop.documents.styles import MM, SIDE, STYLES
from ita_desktop.domain.dates import MONTHS
from ita_desktop.domain.documents import GAP
from ita_desktop.domain.letters import Letter, LetterKind, LetterMerge, LetterRecipient, numbered
from ita_desktop.domain.records import CheckMark, UnitKind
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.domain.tracking.units import shares, shares_of_all
from ita_desktop.domain.year import YearData
from tests.documents.factories import pack as pack_factory
from tests.documents.factories.year import empty_year
from tests.documents.readers.placing import places
from tests.support.cost import examples
from tests.support.plain_text import plain_text

KIND = kind("unit-letters")
LETTER = "memo-evidence"


def made(year: YearData | None = None, subject: str = "") -> Document:
    return KIND.build(
        ReportContext(year or pack_factory.year_2566(), subject=subject), Digits.ARABIC
    )


def letters(document: Document) -> list[list[object]]:
    """The blocks of each letter."""
    found: list[list[object]] = [[]]
    for block in document.blocks:
        if isinstance(block, PageBreak) and block.restart:
            found.append([])
        else:
            found[-1].append(block)
    return found


def texts(blocks: list[object], style: str) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.style == style]


def cells(blocks: list[object]) -> list[list[str]]:
    return [
        [" / ".join(paragraph.text for paragraph in cell.paragraphs) for cell in row.cells]
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def of_unit(name: str) -> list[object]:
    return next(
        letter for letter in letters(made()) if any(name in text for text in texts(letter, "title"))
    )


def test_each_letter_has_its_own_number_and_what_speaks_against_it_is_told() -> None:
    data = pack_factory.year_2566()
    (letter,) = (one for one in data.letters if one.merge is LetterMerge.UNITS)
    units = [share.unit.id for share in written(data, letter)]
    started = replace(letter, number="กท 5301/120", day=date(2030, 1, 1))
    half = replace(started, unit_numbers=numbered(started, units[1:], anew=True))
    data = replace(data, letters=tuple(half if one == letter else one for one in data.letters))
    text = plain_text(made(data))
    last = 120 + len(units) - 2
    assert re.findall(r"แนบท้าย\S+ ที่ กท 5301/(\d+)", text) == [
        str(number) for number in range(120, last + 1)
    ]
    assert "ที่ กท 5301/120" in text
    told = " ".join(map(str, KIND.missing(ReportContext(data, subject=letter.id))))
    assert "ยังไม่มีเลขที่" in told
    assert "อยู่ก่อนวันที่ของหนังสือ" in told
    assert "ครบแล้ว แต่หนังสือยังขอ" not in told
    code = written(data, half)[0].codes[0]
    points = data.framework.item_by_code[code].requirements
    marks = tuple(
        CheckMark(id=f"c{at}", year_id=data.fiscal_year.id, requirement=point.code)
        for at, point in enumerate(points)
    )
    full = replace(data, check_marks=marks)
    told = " ".join(map(str, KIND.missing(ReportContext(full, subject=letter.id))))
    assert f"{code} ครบแล้ว แต่หนังสือยังขอ" in told


def test_a_number_that_another_letter_of_the_year_has_is_told() -> None:
    data = pack_factory.year_2566()
    (letter,) = (one for one in data.letters if one.merge is LetterMerge.UNITS)
    units = [share.unit.id for share in written(data, letter)]
    sent = replace(letter, number="กท 5301/120", day=date(2023, 1, 10))
    sent = replace(sent, unit_numbers=numbered(sent, units, anew=True))
    other = replace(sent, id="other", number="กท 5301/121", unit_numbers="", merge=LetterMerge.ONE)

    def told(one: Letter) -> str:
        year = replace(data, letters=(sent, one))
        return " ".join(map(str, KIND.missing(ReportContext(year, subject=sent.id))))

    assert "เลขที่ กท 5301/121 เป็นของหนังสืออื่น" in told(other)
    for free in (
        replace(other, number="กท 5301/119"),
        replace(other, day=date(2022, 11, 1)),  # numbers begin anew each calendar year
        replace(other, number="", day=None),
    ):
        assert "เป็นของหนังสืออื่น" not in told(free)


def test_letters_read_as_they_were_approved(golden: Callable[[str, str], None]) -> None:
    golden("unit-letters.txt", plain_text(KIND.build(pack_factory.context(), Digits.THAI)) + "\n")


@pytest.mark.in_turn
@pytest.mark.needs_poppler
def test_a_letter_and_its_table_stand_where_they_were_approved(
    golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    content = pdf.render(KIND.build(pack_factory.context(), Digits.THAI), letter_files=bundled())
    shown = places(content, tmp_path).splitlines(keepends=True)
    golden("unit-letters-places.txt", "".join(text for text in shown if text[:2] in {"1 ", "2 "}))


def test_every_recipient_gets_a_letter_with_just_its_items() -> None:
    year = pack_factory.year_2566()
    of_units = shares(year, pack_factory.letter(LETTER))
    assert len(of_units) > 8
    for share, blocks in zip(of_units, letters(made()), strict=True):
        assert tuple(row[0] for row in cells(blocks)) == share.codes


def test_a_letter_is_addressed_to_the_head_of_its_unit_and_names_its_items() -> None:
    works = of_unit("ฝ่ายโยธา")
    assert "เรียน\tหัวหน้าฝ่ายโยธา" in texts(works, "paper-field")
    body = texts(works, "paper-body")[0]
    assert "ได้มอบหมายให้ฝ่ายโยธารับผิดชอบ" in body
    assert " O17 " in f"{body} "
    assert " O9 " not in f"{body} "


def test_nobody_is_written_to_by_himself_or_by_the_office_about_the_directors_items() -> None:
    year = pack_factory.year_2566()
    letter = pack_factory.letter(LETTER)
    office = next(unit for unit in year.units if unit.kind is UnitKind.OFFICE)
    sender = next(unit for unit in year.units if unit.id == letter.sender_id)
    named = [recipient.unit_id for recipient in year.recipients_of(letter.id)]
    assert {office.id, sender.id} & {share.unit.id for share in shares_of_all(year)}
    asked = tuple(
        LetterRecipient(id=f"r-{unit.id}", letter_id=letter.id, unit_id=unit.id, position=90)
        for unit in (office, sender)
        if unit.id not in named
    )
    changed = replace(year, letter_recipients=(*year.letter_recipients, *asked))
    to = [text for blocks in letters(made(changed)) for text in texts(blocks, "paper-field")]
    assert any("หัวหน้าฝ่ายโยธา" in one for one in to)
    assert not any("ผู้อำนวยการเขต" in one or sender.name in one for one in to)
    messages = [str(missing_data) for missing_data in KIND.missing(ReportContext(changed))]
    assert [message for message in messages if sender.name in message and "เพราะเป็นผู้ส่ง" in message]


def test_a_letter_that_is_made_for_each_unit_is_made_so_wherever_it_is_asked_for() -> None:
    year, letter = pack_factory.year_2566(), pack_factory.letter(LETTER)
    memo = kind("memo")
    of = ReportContext(year, subject=letter.id)
    printed = memo.build(of, Digits.ARABIC)
    assert printed == replace(made(subject=letter.id), mark=printed.mark)
    assert memo.missing(of) == KIND.missing(of)


def test_the_table_says_what_in_which_formats_of_what_time_and_until_when() -> None:
    of_item = {row[0]: row for row in cells(of_unit("ฝ่ายการศึกษา"))}
    _code, title, points, asked, due = of_item["O5"]
    assert title.startswith("โรงเรียนสังกัด กทม.")
    assert "จำนวน" in points
    assert asked == "PDF และ Excel หรือ Word เป็นตาราง / ข้อมูล ณ 31 ธันวาคม 2565"
    assert due == "31 มกราคม 2566"


def test_the_column_of_due_dates_has_room_for_a_day_with_its_month() -> None:
    document = made()
    table = next(block for block in document.blocks if isinstance(block, Table))
    share = table.columns[-1].share / sum(column.share for column in table.columns)
    room = document.text_width * MM * share - 2 * SIDE
    file = bundled()
    size = STYLES["cell"].size * file.ratio / 1000
    for month in MONTHS:
        assert letter(file.regular).advance(f"๒๘ {month}") * size <= room, month


def test_the_columns_of_the_table_are_headed_on_every_page() -> None:
    tables = [block for block in made().blocks if isinstance(block, Table) and block.heading]
    heads = {tuple(cell.paragraphs[0].text for cell in table.heading[0].cells) for table in tables}
    assert heads == {("ข้อ", "ข้อมูล", "รายละเอียดที่เผยแพร่", "รูปแบบและช่วงเวลา", "กำหนดส่ง")}


@pytest.mark.in_turn
def test_each_letter_begins_a_page_and_counts_its_pages_from_one() -> None:
    content = pdf.render(KIND.build(pack_factory.context(), Digits.THAI), letter_files=bundled())
    with pypdfium2.PdfDocument(content) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    firsts = [at for at, text in enumerate(pages) if "จึงเรียนมา" in text]
    assert len(firsts) == len(letters(made()))
    for first, end in zip(firsts, [*firsts[1:], len(pages)], strict=True):
        shown = [re.findall(r"- (\d+) [-\ufffe]", to_arabic(text)) for text in pages[first:end]]
        assert shown == [[], *([str(place)] for place in range(2, end - first + 1))]


def test_letters_to_somebody_outside_have_their_own_form() -> None:
    year = pack_factory.year_2566()
    changed = tuple(replace(letter, kind=LetterKind.LETTER) for letter in year.letters)
    text = plain_text(made(replace(year, letters=changed)))
    assert text.count("ขอแสดงความนับถือ") == len(letters(made()))
    assert "แนบท้ายหนังสือ ที่ กท 5001/124 ลงวันที่ 1 พฤศจิกายน 2565" in text


def test_while_no_letter_is_written_the_offices_wording_is_used() -> None:
    year = replace(pack_factory.year_2566(), letters=(), letter_recipients=())
    assert str(KIND.missing(ReportContext(year))[0]) == (
        "ยังไม่มีหนังสือที่ทำรายหน่วย เพิ่มหนังสือขอข้อมูลที่หน้าการประชุม"
    )
    # Without a letter there is no sender yet, who gets none.
    assert len(letters(made(year))) == len(letters(made())) + 1


def test_without_recipients_the_sender_is_not_named_as_one() -> None:
    year = replace(pack_factory.year_2566(), letter_recipients=(), assignment_owners=())
    text = plain_text(made(year, pack_factory.letter(LETTER).id))
    assert f"มอบหมายให้{GAP}รับผิดชอบ" in text
    assert "มอบหมายให้ฝ่ายปกครอง" not in text
    assert "ส่วนราชการ" in text


def test_what_lacks_for_a_unit_is_said() -> None:
    year = pack_factory.year_2566()
    letter = pack_factory.letter(LETTER)
    of_units = tuple(
        owner
        for owner in year.assignment_owners
        if owner.unit_id and year.unit_by_id[owner.unit_id].kind is not UnitKind.GROUP
    )
    undated = tuple(replace(assignment, due=None) for assignment in year.assignments)
    changed = replace(year, assignment_owners=of_units, assignments=undated)
    idle = [share.unit.name for share in shares(changed, letter) if not share.codes]
    texts = [str(missing_data) for missing_data in KIND.missing(ReportContext(changed))]
    assert idle
    assert all(f"{name} ยังไม่ได้รับมอบหมายข้อ OIT กำหนดที่หน้างาน OIT" in texts for name in idle)
    assert any("ข้อในหนังสือยังไม่มีกำหนดส่ง" in text for text in texts)
    assert any("กำหนดส่ง" in text and "ถ้อยคำ" in text for text in texts)


def test_no_unit_is_asked_for_items_that_it_does_not_have() -> None:
    year, letter = pack_factory.year_2566(), pack_factory.letter(LETTER)
    named = tuple(
        owner
        for owner in year.assignment_owners
        if owner.unit_id and year.unit_by_id[owner.unit_id].kind is not UnitKind.GROUP
    )
    changed = replace(year, assignment_owners=named)
    recipients = shares(changed, letter)
    idle = [share.unit.name for share in recipients if not share.codes]
    assert idle
    assert len(letters(made(changed))) == len(recipients) - len(idle)
    messages = [str(gap) for gap in KIND.missing(ReportContext(changed, subject=letter.id))]
    assert any(text.startswith("ไม่ทำหนังสือถึง ") and idle[0] in text for text in messages)
    # Words that name no item are for everybody.
    plain = tuple(
        replace(one, subject="ขอเชิญ", body="เรียนเชิญ") if one.id == letter.id else one
        for one in changed.letters
    )
    assert len(letters(made(replace(changed, letters=plain)))) == len(recipients)


def test_while_no_item_is_given_out_one_letter_shows_what_is_to_come() -> None:
    nobody = replace(pack_factory.year_2566(), assignment_owners=())
    assert len(letters(made(nobody))) == 1


def test_a_letter_that_is_one_for_all_gives_way_to_the_one_for_each_and_says_so() -> None:
    invitation = pack_factory.letter("memo-invitation")
    assert made(subject=invitation.id).title == made().title
    assert str(KIND.missing(pack_factory.context(invitation.id))[0]) == (
        "หนังสือที่เลือกไม่ได้ทำรายหน่วย จึงใช้ฉบับล่าสุดที่ทำรายหน่วย เลือกให้ทำฉบับแยกแต่ละหน่วยที่หน้าการประชุม"
    )


def test_an_empty_year_prints_one_paper_to_fill_in() -> None:
    assert len(letters(made(empty_year()))) == 1


@pytest.mark.in_turn
@settings(max_examples=examples(18))
@given(
    names=st.lists(st.text(min_size=1, max_size=120), min_size=1, max_size=4),
    body=st.text(max_size=80),
    due=st.none() | st.dates(date(1957, 1, 1), date(2099, 1, 1)),
)
def test_any_units_and_texts_are_written(names: list[str], body: str, due: date | None) -> None:
    year = pack_factory.year_2566()
    few = [
        replace(unit, name=name)
        for unit, name in zip(
            year.units, [*names, *(unit.name for unit in year.units)], strict=False
        )
    ]
    written = tuple(replace(letter, body=body) for letter in year.letters)
    days = tuple(replace(assignment, due=due) for assignment in year.assignments[:3])
    document = made(replace(year, units=tuple(few), letters=written, assignments=days))
    assert docx.render(document, letter_files=bundled())
    with pypdfium2.PdfDocument(pdf.render(document, letter_files=bundled())) as opened:
        assert len(opened) >= len(letters(document))


@pytest.mark.parametrize("digits", list(Digits))
def test_codes_keep_their_digits(digits: Digits) -> None:
    text = plain_text(KIND.build(pack_factory.context(), digits))
    assert "O24" in text
    assert "O๒๔" not in text
