"""What the window calls the columns of all tables, and their values."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, get_type_hints

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import field_words
from ita_desktop.domain.rich import plain
from ita_desktop.storage.files.kinds import kind_of
from ita_desktop.storage.tables import TABLE_RECORDS, metadata

_OF_HISTORY: Final = {
    "label": Phrase("ชื่อการแก้ไข"),
    "who": Phrase("ผู้แก้ไข"),
}


def column_words(table: str, column: str) -> Phrase:
    """Return what the clerk calls a column: the word of the record's field, else the kind of what
    the column refers to or is of."""
    record = TABLE_RECORDS.get(table)
    if record is not None and (word := field_words(record).get(column)):
        return word
    if table in metadata.tables and column in metadata.tables[table].columns:
        for key in metadata.tables[table].columns[column].foreign_keys:
            return kind_of(key.column.table.name)
    return _OF_HISTORY.get(column, kind_of(table))


def value_words(table: str, column: str, value: object) -> str:
    """Return a stored value as the clerk writes it, never a code of the program."""
    kind = column_values(table).get(column)
    if value in (None, ""):
        return ""
    if kind is not None and issubclass(kind, StrEnum):
        return str(_choices().get(kind, {}).get(kind(str(value)), ""))
    if kind is date:
        return str(short_date(date.fromisoformat(str(value))))
    if kind is bool:
        return Phrase("ใช่") if value else Phrase("ไม่ใช่")
    return "" if column == "position" else " ".join(plain(str(value)).split())


@cache
def column_values(table: str) -> dict[str, type]:
    """Return the plain types of a table's columns, without None."""
    record = TABLE_RECORDS.get(table)
    hints = get_type_hints(record) if record is not None else {}
    found = ((name, getattr(hint, "__args__", (hint,))[0]) for name, hint in hints.items())
    return {name: kind for name, kind in found if isinstance(kind, type)}


@cache
def _choices() -> dict[type[StrEnum], Any]:
    """Return the words for the values of each kind of code."""
    from ita_desktop.domain import records
    from ita_desktop.domain.analysis.findings import SourceKind
    from ita_desktop.domain.answers import AnswerAbout
    from ita_desktop.domain.collecting.collections import RowFate
    from ita_desktop.domain.documents.book import ChapterState
    from ita_desktop.domain.letters.letters import EndorsementKind, LetterKind, LetterMerge, Urgency
    from ita_desktop.domain.meetings.meetings import AgendaKind, Component, Presence
    from ita_desktop.domain.oit.proofs import LinkState
    from ita_desktop.domain.roster.orders import OrderChangeKind
    from ita_desktop.domain.scores.results import Breakdown, ScoreSource
    from ita_desktop.domain.tracking.entries import EntryState
    from ita_desktop.domain.tracking.worksheet import STATE_WORDS
    from ita_desktop.exchange.kinds.papers import KIND_WORDS, URGENCY_WORDS
    from ita_desktop.services.links import DONE_BY_ORDER, PRESENCE
    from ita_desktop.services.lists.columns import WORDS
    from ita_desktop.services.oit.link_words import STATES

    return {
        **WORDS,
        records.Frequency: {
            **WORDS[records.Frequency],
            records.Frequency.OTHER: Phrase("อื่น ๆ"),
        },
        records.OwnerRole: _worded(records.OwnerRole, Phrase("หลัก"), Phrase("ร่วม")),
        records.MemberKind: _worded(
            records.MemberKind, Phrase("บุคคล"), Phrase("ตำแหน่ง"), Phrase("กลุ่ม")
        ),
        records.BodyKind: _worded(
            records.BodyKind, Phrase("คณะกรรมการ"), Phrase("คณะทำงาน"), Phrase("อื่น ๆ")
        ),
        records.GroupOf: _worded(
            records.GroupOf,
            "",
            Phrase("ทุกฝ่าย"),
            Phrase("ทุกโรงเรียน"),
            Phrase("ผู้บริหาร"),
            Phrase("หัวหน้าฝ่ายทุกฝ่าย"),
            Phrase("ผู้อำนวยการทุกโรงเรียน"),
        ),
        EntryState: {**STATE_WORDS, EntryState.UNKNOWN: Phrase("ไม่ระบุสถานะ")},
        ScoreSource: _worded(ScoreSource, Phrase("ทางการ"), Phrase("ประเมินเอง")),
        Breakdown: _worded(
            Breakdown,
            Phrase("ผู้ตอบ"),
            Phrase("ตามเพศ"),
            Phrase("ตามภาษา"),
            Phrase("ส่วนราชการ"),
            Phrase("ประเภทบริการ"),
        ),
        SourceKind: _worded(
            SourceKind, Phrase("คะแนน"), Phrase("คะแนนของกลุ่ม"), Phrase("ความเห็น"), Phrase("ข้อสังเกต")
        ),
        LetterKind: KIND_WORDS,
        Urgency: URGENCY_WORDS,
        LetterMerge: _worded(LetterMerge, "", Phrase("หน่วยละฉบับ")),
        EndorsementKind: _worded(
            EndorsementKind,
            Phrase("แจ้งทุกฝ่าย"),
            Phrase("ทราบ"),
            Phrase("มอบหมาย"),
            Phrase("ที่ว่างสำหรับตรารับหนังสือ"),
            Phrase("แจ้งโรงเรียน"),
        ),
        AgendaKind: _worded(
            AgendaKind,
            Phrase("แจ้งให้ทราบ"),
            Phrase("รับรองรายงานการประชุม"),
            Phrase("เพื่อทราบ"),
            Phrase("เพื่อพิจารณา"),
            Phrase("อื่น ๆ"),
            Phrase("อื่น ๆ"),
            Phrase("เรื่อง"),
        ),
        Component: _worded(
            Component,
            "",
            Phrase("ผลการประเมินปีก่อน"),
            Phrase("กรอบการประเมิน"),
            Phrase("การมอบหมายงาน OIT"),
            Phrase("งานค้างจากครั้งก่อน"),
            Phrase("ข้อสังเกตของผู้ตรวจที่ยังค้าง"),
        ),
        Presence: {**PRESENCE, Presence.PRESENT: Phrase("มา")},
        OrderChangeKind: DONE_BY_ORDER,
        ChapterState: _worded(ChapterState, "", Phrase("ไม่พิมพ์")),
        LinkState: STATES,
        RowFate: _worded(
            RowFate, Phrase("ยังไม่ตัดสิน"), Phrase("รับแล้ว"), Phrase("รับของหน่วย"), Phrase("คงของเดิม")
        ),
        AnswerAbout: _worded(
            AnswerAbout,
            Phrase("คอลัมน์"),
            Phrase("หน่วย"),
            Phrase("บุคคล"),
            Phrase("คณะ"),
            Phrase("ข้อ"),
            Phrase("ข้อความ"),
        ),
    }


def _worded(kind: type[StrEnum], *words: str) -> dict[StrEnum, str]:
    return dict(zip(kind, words, strict=True))
