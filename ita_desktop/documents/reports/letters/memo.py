"""A memo (บันทึกข้อความ) within the office, or a letter (หนังสือภายนอก) to an outside addressee.

A memo has the garuda left of its heading and dotted lines below its fields; a letter has it centred
at the top, and a closing line. The signature is in the right half; the left half and the space
below are left to superiors.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from ita_desktop.documents.content import (
    Align,
    Block,
    Cell,
    Document,
    KeepTogether,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
    TabStop,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.letters.endorsements import endorsements
from ita_desktop.documents.reports.named_texts import filled, words
from ita_desktop.documents.reports.shared import (
    FILE,
    GARUDA_OF_LETTERS,
    GARUDA_OF_MEMOS,
    MARGINS,
    body,
    garuda,
    missing_garuda,
    of_papers,
    signature,
    signed_on,
    signer,
    unfilled,
)
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.documents.wordings.values import OF_ITEMS, UNIT_FIELD, of_letter
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.documents import GAP, fields_in
from ita_desktop.domain.letters import (
    Letter,
    LetterKind,
    LetterMerge,
    Urgency,
    number_for,
    prefix_of,
)
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.units import UnitShare
from ita_desktop.domain.year import YearData

_in_memos: Final = partial(wording, papers="บันทึกข้อความ")
URGENCY: Final = {
    Urgency.URGENT: _in_memos("memo.urgent", "ด่วน"),
    Urgency.VERY_URGENT: _in_memos("memo.very-urgent", "ด่วนมาก"),
    Urgency.MOST_URGENT: _in_memos("memo.most-urgent", "ด่วนที่สุด"),
}
_MEMO: Final = _in_memos("memo.memo", "บันทึกข้อความ")
_LETTER: Final = _in_memos("memo.letter", "หนังสือ")
_FILE: Final = wording("memo.file", "{ชนิดหนังสือ} ปีงบประมาณ {ปีงบประมาณ}", title=FILE)
CLOSING: Final = _in_memos("memo.closing", "ขอแสดงความนับถือ")
_FROM: Final = _in_memos("memo.from", "ส่วนราชการ")
_NO: Final = _in_memos("memo.number", "ที่")
_DATE: Final = _in_memos("memo.date", "วันที่")
_ABOUT: Final = _in_memos("memo.about", "เรื่อง")
_TO: Final = _in_memos("memo.to", "เรียน")
_REFERS: Final = _in_memos("memo.refers", "อ้างถึง")
_FOLLOWS: Final = _in_memos("memo.follows", "ตาม{อ้างถึง} นั้น", title="ข้อความที่อ้างถึงหนังสือเดิม")
_REFERRED: Final = _in_memos(
    "memo.referred", "{ชนิดหนังสือ}{สำนักงานเขต} ที่ {เลขที่} ลงวันที่ {วันที่}", title="หนังสือที่อ้างถึง"
)
_WITH: Final = _in_memos("memo.enclosed", "สิ่งที่ส่งมาด้วย")
_PHONE: Final = _in_memos("memo.phone", "โทร. {โทรศัพท์}")
_PREFIX: Final = _in_memos("memo.prefix", "กท {รหัสหน่วยงาน}", title="คำนำหน้าเลขที่หนังสือ")
_MEMO_TOP: Final = 20.0
_WIDTH: Final = 160.0
"""Text width in mm."""
_MIDDLE: Final = _WIDTH / 2
_FIELD: Final = 27.0
"""Hanging indent of a long ส่วนราชการ, in mm."""
_SUBJECT: Final = 15.0
"""Hanging indent of the subject, in mm."""
_ADDRESS: Final = 95.0
"""Left edge of the sender's address in a letter, in mm."""
_ENCLOSED: Final = 32.0
_END: Final = TabStop(_WIDTH, Align.RIGHT)


def missing(context: ReportContext, share: UnitShare | None = None) -> Iterator[MissingData]:
    """Yields what is missing; the memo is printed with gaps instead. ``share`` is the recipient
    and its items if each unit gets its own letter."""
    data, letter = context.year, chosen(context)
    if letter is None:
        yield MissingData("ยังไม่มีหนังสือของปีนี้", remedy="เพิ่มหนังสือที่หน้าการประชุม", is_all=True)
        yield from missing_garuda(context)
        return
    values = of_letter(data, letter, *((share.unit, share.codes) if share else ()))
    subject = filled(data, f"{_wording(letter)}-subject", values, letter.subject)
    text = filled(data, _wording(letter), values, letter.body)
    known = (
        (letter.number, MissingData("หนังสือยังไม่มีเลขที่")),
        (letter.day, MissingData("หนังสือยังไม่มีวันที่")),
        (letter.sender_id, MissingData("หนังสือยังไม่มีส่วนราชการเจ้าของเรื่อง")),
        (subject.strip(), MissingData("หนังสือยังไม่มีเรื่อง")),
        (text.strip(), MissingData("หนังสือยังไม่มีข้อความ")),
        (signer_name(data, letter), MissingData("หนังสือยังไม่มีผู้ลงนาม")),
    )
    yield from (gap for value, gap in known if not value)
    fields = [
        *unfilled(data, f"{_wording(letter)}-subject", values, letter.subject),
        *unfilled(data, _wording(letter), values, letter.body),
    ]
    if fields:
        named = " ".join(dict.fromkeys(fields))
        yield MissingData("ถ้อยคำในหนังสือยังไม่มีค่าของ {fields}", {"fields": named})
    yield from missing_garuda(context)


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the memo or letter of ``context``, or the newest."""
    data = context.year
    letter = chosen(context) or Letter(id="", year_id=data.fiscal_year.id)
    title = title_of(data, letter)
    return document_of(context, letter, title, tuple(paper(context, letter)), digits)


def called(context: ReportContext) -> str:
    """Returns the title of the file."""
    data = context.year
    return title_of(data, chosen(context) or Letter(id="", year_id=data.fiscal_year.id))


def chosen(context: ReportContext) -> Letter | None:
    """Returns the letter of ``context``, or the newest."""
    data = context.year
    if context.subject:
        return data.letter_by_id.get(context.subject)
    return max(data.letters, key=lambda letter: letter.position, default=None)


def document_of(
    context: ReportContext, letter: Letter, title: str, blocks: tuple[Block, ...], digits: Digits
) -> Document:
    """Returns a document with the page setup of the letter's kind."""
    data = context.year
    memo = letter.kind is LetterKind.MEMO
    return of_papers(
        data, title, blocks, digits, replace(MARGINS, top=_MEMO_TOP) if memo else MARGINS
    )


def title_of(data: YearData, letter: Letter) -> str:
    """Returns the title of a file with such letters."""
    kind, wording = kind_words(data, letter), f"{_wording(letter)}-subject"
    subject = filled(data, wording, of_letter(data, letter), letter.subject).strip()
    return f"{kind} {subject}" if subject else _FILE.of(data, {"ชนิดหนังสือ": kind})


def kind_words(data: YearData, letter: Letter) -> str:
    """Returns the name of the letter's kind."""
    return (_MEMO if letter.kind is LetterKind.MEMO else _LETTER).of(data)


def referred(data: YearData, letter: Letter, number: str, day: date) -> str:
    """Returns what another letter calls this one with the number and day that it was signed
    with."""
    values = {
        "ชนิดหนังสือ": kind_words(data, letter),
        "เลขที่": number or None,
        "วันที่": str(long_date(day)),
    }
    return _REFERRED.of(data, values)


def paper(
    context: ReportContext, letter: Letter, unit: Unit | None = None, codes: Sequence[str] = ()
) -> Iterator[Block]:
    """Yields a memo or letter from its head to the signature; ``unit`` and its item ``codes`` are
    given if each unit gets its own, addressed to that unit."""
    data = context.year
    values = of_letter(data, letter, unit, codes)
    if unit is None and letter.merge is LetterMerge.UNITS:
        # The text is about the recipient, whom nobody knows yet, and not about the sender.
        values[UNIT_FIELD] = ""
    subject = filled(data, f"{_wording(letter)}-subject", values, letter.subject)
    if letter.kind is LetterKind.MEMO:
        yield from _memo_head(context, letter, subject, unit)
    else:
        yield from _letter_head(context, letter, subject, unit)
    yield from _addressed(data, letter, unit)
    if letter.refers and letter.kind is LetterKind.MEMO:
        # Only a letter has a field for it.
        yield from body(_FOLLOWS.of(data, {"อ้างถึง": letter.refers}))
    yield from body(filled(data, _wording(letter), values, letter.body))
    closing = "" if letter.kind is LetterKind.MEMO else CLOSING.of(data)
    day, post = signed_on(data, letter), post_of(data, letter)
    signed = signature(data, letter.signatory_id, post, day, letter.acting_for, closing)
    sender = tuple(_sender(data, letter)) if letter.kind is LetterKind.LETTER else ()
    yield KeepTogether((signed, *sender)) if sender else signed
    if letter.kind is LetterKind.MEMO and unit is None:
        urgency = URGENCY.get(letter.urgency)
        yield from endorsements(data, letter, urgency.of(data) if urgency is not None else "")


def _wording(letter: Letter) -> str:
    return letter.wording or "memo-general"


def names_items(data: YearData, letter: Letter) -> bool:
    """Returns whether the letter's text has fields for the items of the recipient."""
    wording = _wording(letter)
    own = (letter.subject or words(data, f"{wording}-subject"), letter.body or words(data, wording))
    return any(field in OF_ITEMS for text in own for field in fields_in(text))


def signer_name(data: YearData, letter: Letter) -> str:
    """Returns the name below the signature; empty if unknown."""
    return signer(data, letter.signatory_id, post_of(data, letter), signed_on(data, letter))[0]


def post_of(data: YearData, letter: Letter) -> str:
    """Returns the post of the signatory as it is printed."""
    if letter.signatory_post or not letter.sender_id:
        return letter.signatory_post
    sender = data.unit_name(letter.sender_id)
    name = office(data.organisation)
    return f"หัวหน้า{sender} {name}" if sender.startswith("ฝ่าย") else f"{sender} {name}"


# The head of a memo.


def _memo_head(
    context: ReportContext, letter: Letter, subject: str, unit: Unit | None
) -> Iterator[Block]:
    data = context.year
    if letter.urgency is not Urgency.NONE:
        yield URGENCY[letter.urgency].paragraph(data, "urgency")
    yield Paragraph(
        (
            Run("", image=garuda(context, GARUDA_OF_MEMOS)),
            Run(f"\t{_MEMO.of(data)}", wording=_MEMO.name),
        ),
        "memo-title",
        tabs=(TabStop(_MIDDLE, Align.CENTER),),
    )
    yield _field(_FROM.of(data), f" {_sender_line(data, letter)}", _FIELD)
    day = str(long_date(letter.day)) if letter.day else ""
    yield Paragraph(
        (
            Run(_NO.of(data), style="label", wording=_NO.name),
            Run(f" {_number(letter, unit) or number_prefix(data)}\t", style="filled"),
            Run(_DATE.of(data), style="label", wording=_DATE.name),
            Run(f" {day}\t", style="filled"),
        ),
        "memo-field",
        tabs=(TabStop(_MIDDLE), _END),
    )
    yield _field(_ABOUT.of(data), f"\t{subject}", _SUBJECT)


def _field(label: str, text: str, hang: float) -> Paragraph:
    """Returns a label with a dotted field up to the margin; lines have a hanging indent
    ``hang``."""
    runs = (Run(label, style="label"), Run(f"{text}\t", style="filled"))
    return Paragraph(runs, "memo-field", tabs=(_END,), left=hang, first=-hang)


def _sender_line(data: YearData, letter: Letter) -> str:
    sender = data.unit_name(letter.sender_id)
    name = office(data.organisation)
    parts = [sender] if sender and sender != data.organisation.name else []
    phone = [_PHONE.of(data, {"โทรศัพท์": letter.phone})] if letter.phone else []
    return " ".join((*parts, name, *phone))


def _number(letter: Letter, unit: Unit | None) -> str:
    return letter.number if unit is None else number_for(letter, unit.id)


def number_prefix(data: YearData) -> str:
    """Returns the prefix of the office's letter numbers (``กท 5301/``): that of the newest numbered
    letter, else one made from the office's code."""
    code = data.organisation.agency_code
    known = prefix_of(data.letters)
    return known or _PREFIX.of(data, {"รหัสหน่วยงาน": f"{code}/" if code else None})


def whole_number(data: YearData, typed: str) -> str:
    """Returns the complete number for a bare one (``130``), with the office's prefix; empty if it
    is none, or the office has no prefix yet."""
    prefix, plain = number_prefix(data), typed.strip()
    return f"{prefix}{plain}" if prefix.endswith("/") and plain.isdecimal() else ""


# The head of a letter.


def _letter_head(
    context: ReportContext, letter: Letter, subject: str, unit: Unit | None
) -> Iterator[Block]:
    data = context.year
    yield garuda(context, GARUDA_OF_LETTERS)
    if letter.urgency is not Urgency.NONE:
        yield URGENCY[letter.urgency].paragraph(data, "urgency")
    address = (office(data.organisation), *data.organisation.address.splitlines())
    number = _number(letter, unit) or f"{number_prefix(data)}{GAP}"
    left = Cell((paragraph(f"{_NO.of(data)} {number}", "member"),))
    right = Cell(tuple(paragraph(line, "member") for line in address if line.strip()))
    yield Table(
        (TableColumn(_ADDRESS), TableColumn(_WIDTH - _ADDRESS)),
        (TableRow((left, right)),),
        borders=False,
    )
    yield paragraph(str(long_date(letter.day)) if letter.day else GAP, "paper-center")
    yield _hanging(_ABOUT.of(data), subject, _SUBJECT)


def _sender(data: YearData, letter: Letter) -> Iterator[Paragraph]:
    """Yields the sender of a letter, printed below the signature."""
    if letter.sender_id:
        yield paragraph(data.unit_name(letter.sender_id), "paper-line")
    if letter.phone:
        yield _PHONE.paragraph(data, "paper-line", {"โทรศัพท์": letter.phone})


# Common parts.


def _addressed(data: YearData, letter: Letter, unit: Unit | None) -> Iterator[Block]:
    to = letter.addressee if unit is None else head_of(data, unit)
    yield _hanging(_TO.of(data), to, _SUBJECT)
    if letter.refers and letter.kind is LetterKind.LETTER:
        yield _hanging(_REFERS.of(data), letter.refers, _SUBJECT)
    enclosed = data.attachments_of_letter(letter.id)
    for number, handout in enumerate(enclosed, 1):
        mark = f"{number}. " if len(enclosed) > 1 else ""
        label = _WITH.of(data) if number == 1 else ""
        yield _hanging(label, f"{mark}{handout.title}", _ENCLOSED)


def head_of(data: YearData, unit: Unit) -> str:
    """Returns the head of a unit, as addressee."""
    if unit.kind is UnitKind.OFFICE:
        return director(data.organisation)
    if unit.name.startswith("ฝ่าย"):
        return f"หัวหน้า{unit.name}"
    return f"ผู้อำนวยการ{unit.name}" if unit.name.startswith("โรงเรียน") else unit.name


def _hanging(label: str, text: str, hang: float) -> Paragraph:
    """Returns a label and a text with a hanging indent of ``hang``."""
    return Paragraph((Run(f"{label}\t{text}"),), "paper-field", left=hang, first=-hang)
