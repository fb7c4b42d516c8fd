"""The rows and columns of หนังสือ: the year's memos and letters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from ita_desktop.documents.reports.letters.memo import number_prefix, whole_number
from ita_desktop.domain.code_words import LETTER_KINDS
from ita_desktop.domain.letters.letters import Letter, numbers_of, span
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import capital, caption, in_language, tr
from ita_desktop.services.letters import letters
from ita_desktop.services.meetings.papers import missing_in_letter
from ita_desktop.ui.pages.owners import owner_choices, read_owners, shown_owners, unknown_choices
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.values import CellOwner, ListChoice, StatusCell
from ita_desktop.ui.widgets.marks import Mark


class LetterColumns:
    """Memos and letters."""

    KIND: Final = 118
    SUBJECT: Final = 180
    SUBJECT_WIDE: Final = 480
    NUMBER: Final = 130
    DAY: Final = 104
    TO: Final = 140
    TO_WIDE: Final = 240
    STATUS: Final = 150


WORDINGS = {
    "memo-invitation": "เชิญประชุม",
    "memo-invitation-later": "เชิญประชุมครั้งต่อมา",
    "memo-minutes": "ส่งรายงานการประชุม",
    "memo-evidence": "ขอข้อมูล OIT รายหน่วย",
    "memo-reminder": "เตือนงาน OIT ที่ค้างรายหน่วย",
    "memo-survey": "เตือนแบบสำรวจรายหน่วย",
    "memo-book": "เสนอเล่มมาตรการ",
    "memo-general": "บันทึกทั่วไป",
}
"""Names of the wordings for a new letter."""


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """A row: a memo or letter."""

    id: str
    letter: Letter
    subject: str
    to: tuple[CellOwner, ...]
    status: StatusCell


def wording_choices() -> list[tuple[str, str]]:
    """Returns keys and names of the wordings for a new letter."""
    return [(name, tr(words)) for name, words in WORDINGS.items()]


def _whole_numbers(data: YearData, text: str) -> list[ListChoice]:
    """Returns the complete number for a bare one, with the office's prefix."""
    whole = whole_number(data, text)
    return [ListChoice(whole, whole, tr("เลขที่เต็มของสำนักงาน"))] if whole else []


def letter_columns(
    data: Callable[[], YearData], year: int, today: Callable[[], date]
) -> list[Column[ListedLetter]]:
    """Returns the columns: subject, number, date, addressee, what is missing; typed dates default
    to the Buddhist ``year``."""
    return [
        Column("subject", tr("เรื่อง"), lambda row: row.subject, LetterColumns.SUBJECT, stretch=True,
               wide=LetterColumns.SUBJECT_WIDE, editable=True, hideable=False, empty="",
               ghost=lambda _row: tr("ยังไม่มีเรื่อง")),
        Column("number", caption("เลขที่"), lambda row: row.letter.number, LetterColumns.NUMBER,
               editable=True, empty="", wrap=False, choices=lambda _row: (),
               text=lambda row: span(numbers_of(row.letter).values()) or row.letter.number,
               ghost=lambda _row: number_prefix(data()),
               named=lambda _row, text: _whole_numbers(data(), text)),
        Column("day", tr("วันที่"), lambda row: row.letter.day, LetterColumns.DAY,
               kind=ColumnKind.DATE, editable=True, fiscal_year=year, today=today),
        Column("to", tr("ถึง"), lambda row: row.to, LetterColumns.TO, kind=ColumnKind.OWNERS,
               editable=True, wide=LetterColumns.TO_WIDE, empty=(),
               choices=lambda _row: owner_choices(data()), named=unknown_choices,
               parse=lambda text: read_owners(data(), text)),
        Column("status", tr("ความพร้อม"), lambda row: row.status, LetterColumns.STATUS,
               kind=ColumnKind.STATE, decided=tr("ใส่เลขที่ วันที่ ผู้รับ และผู้ลงนามให้ครบ")),
        Column("kind", tr("ชนิด"), lambda row: row.letter.kind, LetterColumns.KIND, editable=True,
               only_choices=True, required=True, hidden=True,
               text=lambda row: tr(LETTER_KINDS[row.letter.kind]),
               choices=lambda _row: [ListChoice(kind, tr(word))
                                     for kind, word in LETTER_KINDS.items()]),
    ]  # fmt: skip


def letter_rows(data: YearData) -> list[ListedLetter]:
    """Returns the letters of a year, newest first."""
    found = sorted(data.letters, key=lambda letter: letter.position, reverse=True)
    return [_row(data, letter) for letter in found]


def _row(data: YearData, letter: Letter) -> ListedLetter:
    missing = missing_in_letter(data, letter)
    status = (
        StatusCell(Mark.DOING, capital(in_language(missing[0])))
        if missing
        else StatusCell(Mark.DONE, tr("พร้อมพิมพ์"))
    )
    recipients = shown_owners(data, data.recipients_of(letter.id))
    return ListedLetter(letter.id, letter, letters.subject_of(data, letter), recipients, status)
