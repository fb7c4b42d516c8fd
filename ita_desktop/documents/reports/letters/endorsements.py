"""Endorsements of a memo (เกษียณ), printed below its signature on request.

Form: forwarded to the heads of all units, with urgency, number and date; spaces for ทราบ and มอบ …
with name, position and date; space for the stamp of a receiving unit; forwarded to the schools by a
unit, with a number of its own.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    KeepTogether,
    Paragraph,
    Run,
    SignatureBlock,
    Simple,
    Table,
    TableColumn,
    TableRow,
    TabStop,
    cell,
    paragraph,
)
from ita_desktop.documents.reports.shared import signature, signed_on
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.documents.wordings.values import Values, of_letter
from ita_desktop.domain.agenda import INVITATION, LATER_INVITATION
from ita_desktop.domain.dates import MONTHS_SHORT, buddhist_year, long_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.documents import GAP
from ita_desktop.domain.letters import Endorsement, EndorsementKind, Letter
from ita_desktop.domain.roster.holders import director
from ita_desktop.domain.year import YearData

_PAPERS: Final = "การเกษียณบนบันทึก"
_in_endorsements: Final = partial(wording, papers=_PAPERS)
_TO: Final = {
    EndorsementKind.UNITS: _in_endorsements(
        "memo.endorsement-units-to",
        """
    {ผู้อำนวยการเขต}
    ผู้ช่วย{ผู้อำนวยการเขต}
    หัวหน้าฝ่ายทุกฝ่าย
    """,
        title="แจ้งทุกฝ่าย: เรียน",
    ),
    EndorsementKind.SCHOOLS: _in_endorsements(
        "memo.endorsement-schools-to", "ผู้อำนวยการสถานศึกษาโรงเรียนในสังกัด", title="แจ้งโรงเรียน: เรียน"
    ),
}
_UNITS_OF_INVITATION: Final = _in_endorsements(
    "memo.endorsement-units-invitation",
    """
    - สำเนาถูกต้องเพื่อโปรดทราบ
    - แจ้ง{คณะ} ผู้มีรายชื่อตามคำสั่งดังกล่าวเข้าร่วมประชุม ตามวัน เวลา และสถานที่ที่กำหนด
    """,
    title="แจ้งทุกฝ่าย: ข้อความของหนังสือเชิญประชุม",
)
_UNITS_OF_LATER: Final = _in_endorsements(
    "memo.endorsement-units-later",
    """
    - สำเนาถูกต้องเพื่อโปรดทราบ
    - แจ้ง{คณะ}เข้าร่วมประชุม ตามวัน เวลา และสถานที่ที่กำหนด
    """,
    title="แจ้งทุกฝ่าย: ข้อความของหนังสือเชิญประชุม (ครั้งต่อมา)",
)
_TEXT: Final = {
    EndorsementKind.UNITS: _in_endorsements(
        "memo.endorsement-units", "- สำเนาถูกต้องเพื่อโปรดทราบ", title="แจ้งทุกฝ่าย: ข้อความ"
    ),
    EndorsementKind.NOTED: _in_endorsements("memo.endorsement-noted", "ทราบ", title="ทราบ: ข้อความ"),
    EndorsementKind.ASSIGNED: _in_endorsements(
        "memo.endorsement-assigned",
        """
    - ทราบ
    - มอบ {ผู้รับมอบ} ดำเนินการ
    """,
        title="มอบหมาย: ข้อความ",
    ),
    EndorsementKind.SCHOOLS: _in_endorsements(
        "memo.endorsement-schools",
        "- สำเนาถูกต้องเพื่อโปรดทราบ และดำเนินการในส่วนที่เกี่ยวข้องต่อไป",
        title="แจ้งโรงเรียน: ข้อความ",
    ),
}
_NUMBER: Final = _in_endorsements("memo.endorsement-number", "ที่ {เลขที่}", title="การเกษียณ: ที่")
_CIRCULAR: Final = _in_endorsements(
    "memo.endorsement-circular", "{เลขที่}", title="การเกษียณ: เลขที่หนังสือเวียน"
)
_UNNUMBERED: Final = _in_endorsements(
    "memo.endorsement-unnumbered", "กท {เลขที่}", title="การเกษียณ: ที่ เมื่อยังไม่มีเลข"
)
_LABEL: Final = _in_endorsements("memo.endorsement-to", "เรียน", title="การเกษียณ: เรียน")
_DAY: Final = _in_endorsements("memo.endorsement-day", "- {วันที่}", title="การเกษียณ: วันที่ใต้ลายมือชื่อ")
_STAMP: Final = _in_endorsements(
    "memo.endorsement-received",
    """
    {หน่วยงาน}
    เลขรับ {เลขรับ}
    วันที่ {วันที่รับ}
    เวลา {เวลารับ} น.
    """,
    title="ตรารับหนังสือ",
)
_SENT_ON: Final = frozenset({EndorsementKind.UNITS, EndorsementKind.SCHOOLS})
_BY_HAND: Final = frozenset({EndorsementKind.NOTED, EndorsementKind.ASSIGNED})
_ADDRESS: Final = 15.0
"""Left edge of the addressees, in mm."""
_DAY_AT: Final = 80.0
_HALF: Final = 80.0
_STAMP_AT: Final = 95.0


def endorsements(data: YearData, letter: Letter, urgency: str) -> Iterator[Block]:
    """Yields the endorsements of a memo; those written by hand are set in pairs."""
    by_hand: list[Endorsement] = []
    for endorsement in data.endorsements_of(letter.id):
        if endorsement.kind in _BY_HAND:
            by_hand.append(endorsement)
            continue
        yield from _endorsement_spaces(data, letter, by_hand)
        by_hand = []
        if endorsement.kind is EndorsementKind.RECEIVED:
            yield from _stamp(data, endorsement)
        else:
            yield KeepTogether(tuple(_sent_on(data, letter, endorsement, urgency)))
    yield from _endorsement_spaces(data, letter, by_hand)


def number_of(data: YearData, letter: Letter, endorsement: Endorsement) -> str:
    """Returns the number of a forwarded memo: that of the endorsement, else the memo's own, or a
    circular number if the wording says so (ว {เลขที่})."""
    if endorsement.number or endorsement.kind not in _SENT_ON:
        return endorsement.number
    if endorsement.kind is EndorsementKind.UNITS and letter.number:
        office_code, slash, running = letter.number.rpartition("/")
        marked = running.startswith("ว")
        circular = running if marked else _CIRCULAR.of(data, {"เลขที่": running})
        return f"{office_code}{slash}{circular}"
    return _UNNUMBERED.of(data)


def addressee_of(data: YearData, letter: Letter, endorsement: Endorsement) -> str:
    """Returns the addressees, one per line."""
    default = _TO.get(endorsement.kind)
    return (
        default.of(data, _values(data, letter, endorsement), endorsement.addressee)
        if default
        else endorsement.addressee
    )


def text_of(data: YearData, letter: Letter, endorsement: Endorsement) -> str:
    """Returns the text, one paragraph per line."""
    default = _default(letter, endorsement)
    return (
        default.of(data, _values(data, letter, endorsement), endorsement.text)
        if default
        else endorsement.text
    )


def _default(letter: Letter, endorsement: Endorsement) -> Template | None:
    if endorsement.kind is EndorsementKind.UNITS and letter.wording == INVITATION:
        return _UNITS_OF_INVITATION
    if endorsement.kind is EndorsementKind.UNITS and letter.wording == LATER_INVITATION:
        return _UNITS_OF_LATER
    return _TEXT.get(endorsement.kind)


def _values(data: YearData, letter: Letter, endorsement: Endorsement) -> Values:
    return of_letter(data, letter) | {
        "ผู้อำนวยการเขต": director(data.organisation),
        "ผู้รับมอบ": data.unit_name(endorsement.unit_id),
    }


def _sent_on(
    data: YearData, letter: Letter, endorsement: Endorsement, urgency: str
) -> Iterator[Simple]:
    if urgency and endorsement.kind is EndorsementKind.UNITS:
        yield paragraph(urgency, "urgency")
    day = str(long_date(endorsement.day)) if endorsement.day else GAP
    stops = (TabStop(_DAY_AT),)
    number = _NUMBER.of(data, {"เลขที่": number_of(data, letter, endorsement)})
    yield Paragraph((Run(f"{number}\t{day}"),), "paper-field", tabs=stops)
    for place, line in enumerate(addressee_of(data, letter, endorsement).splitlines()):
        label = "" if place else _LABEL.of(data)
        yield Paragraph(
            (Run(f"{label}\t{line}"),), "member", left=_ADDRESS, first=-_ADDRESS,
            tabs=(TabStop(_ADDRESS),),
        )  # fmt: skip
    for line in _lines(text_of(data, letter, endorsement)):
        yield paragraph(line, "paper-body")
    yield _signed(data, letter, endorsement)


def _signed(data: YearData, letter: Letter, endorsement: Endorsement) -> SignatureBlock:
    day = endorsement.day or signed_on(data, letter)
    return signature(data, endorsement.signatory_id, _post(data, endorsement), day)


def _post(data: YearData, endorsement: Endorsement) -> str:
    """Returns the position of the signer, by default the head of the unit."""
    if endorsement.signatory_post or endorsement.unit_id is None:
        return endorsement.signatory_post
    unit = data.unit_name(endorsement.unit_id)
    return f"{'หัวหน้า' if unit.startswith('ฝ่าย') else ''}{unit} {office(data.organisation)}"


def _endorsement_spaces(data: YearData, letter: Letter, some: list[Endorsement]) -> Iterator[Block]:
    """Yields the spaces for endorsements by superiors: text, name, position and date."""
    cells = [_endorsement_space(data, letter, endorsement) for endorsement in some]
    rows = [
        TableRow((first, *second, *[cell("", "member")] * (1 - len(second))))
        for first, *second in (cells[at : at + 2] for at in range(0, len(cells), 2))
    ]
    if rows:
        columns = (TableColumn(_HALF), TableColumn(_HALF))
        yield Table(columns, tuple(rows), borders=False, whole_rows=True)


def _endorsement_space(data: YearData, letter: Letter, endorsement: Endorsement) -> Cell:
    signed = _signed(data, letter, endorsement)
    day = _below_signature(data, endorsement.day) if endorsement.day else GAP
    texts = [paragraph(line, "member") for line in _lines(text_of(data, letter, endorsement))]
    lines = ("", *signed.lines, day)
    return Cell((*texts, *(paragraph(line, "paper-center") for line in lines)))


def _below_signature(data: YearData, day: date) -> str:
    """Returns a day as it is written below a signature: ``- 2 พ.ย. 2565``."""
    words = f"{day.day} {MONTHS_SHORT[day.month - 1]} {buddhist_year(day)}"
    return _DAY.of(data, {"วันที่": words})


def _stamp(data: YearData, endorsement: Endorsement) -> Iterator[Block]:
    """Yields the space for a unit's stamp: its number, date and time are filled in by hand."""
    text = _STAMP.of(data, {"หน่วยงาน": data.unit_name(endorsement.unit_id)})
    stamped = Cell(tuple(paragraph(line, "member") for line in _lines(text)))
    yield paragraph("", "member")
    yield Table((TableColumn(1),), (TableRow((stamped,)),), indent=_STAMP_AT, whole_rows=True)


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())
