"""What the window calls the columns of all tables, and their values."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, get_type_hints

from ita_desktop.domain import letters, records
from ita_desktop.domain.answers import AnswerAbout
from ita_desktop.domain.collection_rounds import RowFate
from ita_desktop.domain.dates import short_date
from ita_desktop.domain.documents import ChapterState
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.meetings import COMPONENTS, PRESENCES, AgendaKind, Component, Presence
from ita_desktop.domain.oit.proofs import LINK_STATES, LinkState
from ita_desktop.domain.rich import plain
from ita_desktop.domain.roster.orders import OrderChangeKind
from ita_desktop.domain.scores.results import SCORE_SOURCES, Breakdown, ScoreSource, SourceKind
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.storage.tables import TABLE_RECORDS, kind_of, metadata

_OF_HISTORY: Final = {
    "label": Phrase("ชื่อการแก้ไข"),
    "who": Phrase("ผู้แก้ไข"),
}


def column_words(table: str, column: str) -> Phrase:
    """Return what the clerk calls a column: the word of the record's field, else the kind of what
    the column refers to or is of."""
    record = TABLE_RECORDS.get(table)
    if record is not None and (word := records.field_words(record).get(column)):
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
    from ita_desktop.domain.tracking.worksheet import STATE_WORDS
    from ita_desktop.services.links import DONE_BY_ORDER
    from ita_desktop.services.list_columns import WORDS

    return {
        **WORDS,
        records.Frequency: {
            **WORDS[records.Frequency],
            records.Frequency.OTHER: Phrase("อื่น ๆ"),
        },
        records.OwnerRole: {
            records.OwnerRole.LEAD: Phrase("หลัก"),
            records.OwnerRole.SUPPORT: Phrase("ร่วม"),
        },
        records.MemberKind: {
            records.MemberKind.PERSON: Phrase("บุคคล"),
            records.MemberKind.POST: Phrase("ตำแหน่ง"),
            records.MemberKind.GROUP: Phrase("กลุ่ม"),
        },
        records.BodyKind: {
            records.BodyKind.STEERING: Phrase("คณะกรรมการ"),
            records.BodyKind.WORKING_GROUP: Phrase("คณะทำงาน"),
            records.BodyKind.OTHER: Phrase("อื่น ๆ"),
        },
        records.GroupOf: {
            records.GroupOf.NONE: "",
            records.GroupOf.SECTIONS: Phrase("ทุกฝ่าย"),
            records.GroupOf.SCHOOLS: Phrase("ทุกโรงเรียน"),
            records.GroupOf.EXECUTIVES: Phrase("ผู้บริหาร"),
            records.GroupOf.SECTION_HEADS: Phrase("หัวหน้าฝ่ายทุกฝ่าย"),
            records.GroupOf.SCHOOL_DIRECTORS: Phrase("ผู้อำนวยการทุกโรงเรียน"),
        },
        EntryState: {**STATE_WORDS, EntryState.UNKNOWN: Phrase("ไม่ระบุสถานะ")},
        ScoreSource: SCORE_SOURCES,
        Breakdown: {
            Breakdown.ALL: Phrase("ผู้ตอบ"),
            Breakdown.SEX: Phrase("ตามเพศ"),
            Breakdown.LANGUAGE: Phrase("ตามภาษา"),
            Breakdown.DEPARTMENT: Phrase("ส่วนราชการ"),
            Breakdown.SERVICE: Phrase("ประเภทบริการ"),
        },
        SourceKind: {
            SourceKind.SCORE: Phrase("คะแนน"),
            SourceKind.GROUP: Phrase("คะแนนของกลุ่ม"),
            SourceKind.COMMENT: Phrase("ความเห็น"),
            SourceKind.REMARK: Phrase("ข้อสังเกต"),
        },
        letters.LetterKind: letters.LETTER_KINDS,
        letters.Urgency: letters.URGENCIES,
        letters.LetterMerge: {
            letters.LetterMerge.ONE: "",
            letters.LetterMerge.UNITS: Phrase("หน่วยละฉบับ"),
        },
        letters.EndorsementKind: letters.ENDORSEMENTS,
        AgendaKind: {
            AgendaKind.INFORM: Phrase("แจ้งให้ทราบ"),
            AgendaKind.MINUTES: Phrase("รับรองรายงานการประชุม"),
            AgendaKind.NOTE: Phrase("เพื่อทราบ"),
            AgendaKind.CONSIDER: Phrase("เพื่อพิจารณา"),
            AgendaKind.OTHER: Phrase("อื่น ๆ"),
            AgendaKind.FREE: Phrase("อื่น ๆ"),
            AgendaKind.ITEM: Phrase("เรื่อง"),
        },
        Component: {**COMPONENTS, Component.NONE: ""},
        Presence: PRESENCES,
        OrderChangeKind: DONE_BY_ORDER,
        ChapterState: {ChapterState.SHOWN: "", ChapterState.LEFT_OUT: Phrase("ไม่พิมพ์")},
        LinkState: LINK_STATES,
        RowFate: {
            RowFate.LEFT: Phrase("ยังไม่ตัดสิน"),
            RowFate.TAKEN: Phrase("รับแล้ว"),
            RowFate.THEIRS: Phrase("รับของหน่วย"),
            RowFate.OURS: Phrase("คงของเดิม"),
        },
        AnswerAbout: {
            AnswerAbout.COLUMN: Phrase("คอลัมน์"),
            AnswerAbout.UNIT: Phrase("หน่วย"),
            AnswerAbout.PERSON: Phrase("บุคคล"),
            AnswerAbout.BODY: Phrase("คณะ"),
            AnswerAbout.ITEM: Phrase("ข้อ"),
            AnswerAbout.TEXT: Phrase("ข้อความ"),
        },
    }
