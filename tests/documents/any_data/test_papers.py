"""Whatever is in the records, an order and a memo are written whole and say what they lack."""

import io
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import docx as reader
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.content import (
    Align,
    Cell,
    Document,
    Image,
    Paragraph,
    Run,
    SignatureBlock,
    Table,
    TableColumn,
    TableRow,
    TabStop,
    paragraph,
)
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.registry import kind
from ita_desktop.domain.letters import Letter, LetterKind, LetterMerge, Urgency
from ita_desktop.domain.roster.orders import AppointmentOrder, Duty
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.domain.year import YearData
from tests.documents.factories.papers import ORDER, YEAR, bare_year, invitation, year_of
from tests.documents.readers.files import squeezed
from tests.support.cost import examples
from tests.support.plain_text import plain_text

NAMES = (
    "ก ข",
    "นาย" + "ยาว" * 39,
    "Mr. John Ronald Reuel Smith-Jones",
    "นางสาว😀👩‍👩‍👧 ตัวอย่าง",
    "ว่าที่ร้อยตรี\u200bหญิง\x00\x1f\tตัวอย่าง",
    "(นายวงเล็บ) [ตัวอย่าง] ฯ ๆ",
    "א" * 30,
)
TWENTY_LINES = "จัดเตรียมข้อมูลและหลักฐานตามแบบตรวจการเปิดเผยข้อมูลสาธารณะ " * 24
slow = settings(max_examples=examples(24))
words = st.text(max_size=60)


def order(year: YearData) -> Document:
    one = kind("appointment-order")
    assert all(str(gap) and "{" not in str(gap) for gap in one.missing(ReportContext(year)))
    return one.build(ReportContext(year), one.digits)


def memo(year: YearData) -> Document:
    one = kind("memo")
    assert all(str(gap) for gap in one.missing(ReportContext(year)))
    return one.build(ReportContext(year), one.digits)


def written(content: bytes) -> Counter[str]:
    """The letters that are written in a Word file; numbers that Word counts are not."""
    opened = reader.Document(io.BytesIO(content))
    texts = [one.text for one in opened.element.body.iter() if str(one.tag).endswith("}t")]
    return Counter(squeezed("".join(text or "" for text in texts)))


def check(made: Document) -> None:
    """Both formats are written; Word's has all letters of the text."""
    content = docx.render(made, letter_files=bundled())
    text = Counter(squeezed(plain_text(made)))
    digits = set("๐๑๒๓๔๕๖๗๘๙0123456789.")
    assert {letter: many for letter, many in text.items() if letter not in digits} == {
        letter: many for letter, many in written(content).items() if letter not in digits
    }
    with pypdfium2.PdfDocument(pdf.render(made, letter_files=bundled())) as opened:
        assert len(opened) >= 1


@pytest.mark.parametrize("members", [0, 1, 200])
def test_orders_of_no_one_and_two_hundred_members_are_written(members: int) -> None:
    made = order(year_of(members))
    check(made)
    rows = [row for block in made.blocks if isinstance(block, Table) for row in block.rows]
    assert sum(len(row.cells) > 1 for row in rows) == members


@pytest.mark.parametrize("name", NAMES)
def test_any_name_stands_in_its_column(name: str) -> None:
    check(order(year_of(3, name)))


def test_a_duty_of_twenty_lines_is_parted_and_written_whole() -> None:
    duties = tuple(
        Duty(id=f"d{at}", body_id="b2", text=TWENTY_LINES, position=at) for at in range(4)
    )
    check(order(replace(year_of(5), duties=duties)))


@pytest.mark.in_turn
@slow
@given(
    name=st.text(min_size=3, max_size=120),
    role=words,
    post=words,
    duty=st.text(max_size=400),
    members=st.integers(0, 12),
)
@example(name="\x00\x01\x02", role="\x0b", post="\ud800", duty="\u202e", members=1)
@example(name="๑๒๓", role="และ", post="=1+1", duty="{ปีงบประมาณ}", members=2)
def test_any_text_in_members_and_duties(
    name: str, role: str, post: str, duty: str, members: int
) -> None:
    year = year_of(members, name, duty)
    changed = tuple(replace(member, role=role, post=post) for member in year.members)
    check(order(replace(year, members=changed)))


@slow
@given(
    texts=st.fixed_dictionaries(
        dict.fromkeys(
            ("number", "title", "ground", "purpose", "signatory_post", "acting_for"), words
        )
    ),
    signed=st.none() | st.dates(date(1957, 1, 1), date(2099, 1, 1)),
    effective=st.none() | st.dates(date(1957, 1, 1), date(2099, 1, 1)),
    amends=st.booleans(),
)
def test_any_order(texts: dict[str, str], signed: Any, effective: Any, amends: bool) -> None:
    one = AppointmentOrder(
        id="second",
        year_id=YEAR,
        signed=signed,
        effective=effective,
        amends_id="order" if amends else None,
        position=1,
        **texts,
    )
    check(order(replace(year_of(2), orders=(ORDER, one))))


@slow
@given(
    texts=st.fixed_dictionaries(
        dict.fromkeys(("number", "subject", "phone", "addressee", "body", "signatory_post"), words)
    ),
    form=st.sampled_from(LetterKind),
    urgency=st.sampled_from(Urgency),
    merge=st.sampled_from(LetterMerge),
    day=st.none() | st.dates(date(1957, 1, 1), date(2099, 1, 1)),
)
@example(
    texts={"subject": "ย" * 200, "body": TWENTY_LINES * 3, "phone": "0" * 60},
    form=LetterKind.MEMO,
    urgency=Urgency.MOST_URGENT,
    merge=LetterMerge.ONE,
    day=None,
)
def test_any_letter(
    texts: dict[str, str], form: LetterKind, urgency: Urgency, merge: LetterMerge, day: Any
) -> None:
    letter = Letter(id="l", year_id=YEAR, kind=form, urgency=urgency, merge=merge, day=day, **texts)
    check(memo(replace(bare_year(), letters=(letter,))))


@pytest.mark.parametrize(
    "wording", ["memo-invitation", "memo-minutes", "memo-evidence", "memo-book"]
)
def test_every_wording_makes_a_memo_without_what_it_speaks_of(wording: str) -> None:
    check(memo(invitation(wording=wording, meeting_id=None, order_id=None, sender_id=None)))


def everything(text: str) -> Document:
    """The constructs of papers, each with the same text."""
    tabs = (TabStop(30), TabStop(80, Align.CENTER, dotted=True), TabStop(160, Align.RIGHT))
    frame = Image(b"", 15, 15, "ครุฑ")
    number = Cell((Paragraph((), "member", mark="1.1", counted="list"),))
    row = TableRow((number, Cell((paragraph(text, "member"),)), Cell((paragraph(text, "member"),))))
    return Document(
        "ก",
        (
            Paragraph((Run("", image=frame), Run(f"\t{text}\t{text}")), "memo-title", tabs=tabs),
            Paragraph(
                (Run(text, style="label"), Run(f"\t{text}\t", style="filled")),
                "memo-field",
                tabs=tabs,
                left=20,
                first=-20,
            ),
            Paragraph((Run(text), Run(text, bold=True, style="filled")), "paper-center"),
            paragraph(text, "paper-body", mark="1.", counted="list"),
            Table(
                (TableColumn(1), TableColumn(5), TableColumn(2)),
                (row,) * 3,
                borders=False,
                whole_rows=True,
            ),
            SignatureBlock((text, text), text),
        ),
        digits=Digits.THAI,
    )


@pytest.mark.in_turn
@settings(max_examples=examples(40))
@given(text=st.text(max_size=80), catchwords=st.booleans())
@example(text="\t\t", catchwords=True)
@example(text="ยาว" * 300, catchwords=True)
@example(text="a" * 900, catchwords=False)
@example(text="ก\n\nข\tค ", catchwords=True)
def test_any_text_in_what_papers_are_made_of(text: str, catchwords: bool) -> None:
    made = replace(everything(text), catchwords=catchwords)
    check(made)
    assert xlsx.render(made)


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = order(year_of(30))
    assert docx.render(made, letter_files=bundled()) == docx.render(made, letter_files=bundled())
    assert pdf.render(made, letter_files=bundled()) == pdf.render(made, letter_files=bundled())


def test_arabic_digits_change_the_digits_only() -> None:
    one = kind("appointment-order")
    year = year_of(3)
    thai, arabic = (plain_text(one.build(ReportContext(year), digits)) for digits in Digits)
    assert thai != arabic
    assert to_arabic(thai) == arabic
