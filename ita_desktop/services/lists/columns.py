"""The columns of lists that go out and come back, made from the fields of their records.

A field's type says how its values are written and read (text, day, whole number, money, one of some
words, a unit), its word or the column of the list's import kind what it is called. A column with a
rule of its own has functions for both.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import EllipsisType
from typing import Any, Final, get_args, get_type_hints

from ita_desktop.documents.forms import Holds, ListValue
from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.digits import plain_number, short_number, to_arabic
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.measures.schedule import FREQUENCY_WORDS
from ita_desktop.domain.records import (
    Frequency,
    MeasureKind,
    MeasureStatus,
    Record,
    Statement,
    UnitKind,
    field_words,
    typed_fields,
)
from ita_desktop.domain.scores.results import RemarkState
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.row import excel_value, text_of, text_value
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.measures.measures import STATUS_WORDS
from ita_desktop.exchange.kinds.remarks import STATE_WORDS
from ita_desktop.exchange.kinds.roster.people import UNIT_KIND_WORDS
from ita_desktop.exchange.sheets import BadCell, Origin, Value
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.roster.register import Owners, Units

WORDS: Final[Mapping[type[StrEnum], Mapping[Any, str]]] = {
    MeasureStatus: STATUS_WORDS,
    UnitKind: UNIT_KIND_WORDS,
    RemarkState: STATE_WORDS,
    Frequency: FREQUENCY_WORDS,
    Statement: {
        Statement.PUBLISHED: "",
        Statement.NOTHING: "ไม่มีข้อมูลที่ต้องเผยแพร่",
        Statement.MET: "ครบตามข้อกำหนด",
    },
    MeasureKind: {
        MeasureKind.ITEM: "รายข้อ",
        MeasureKind.INDICATOR: "รายตัวชี้วัด",
        MeasureKind.PREPARATION: "การเตรียมการ",
        MeasureKind.COMMUNICATION: "สื่อสารสร้างการรับรู้",
        MeasureKind.IMAGE: "สื่อสารภาพลักษณ์",
        MeasureKind.ONE_STOP: "ศูนย์ BMA OSS",
        MeasureKind.OWN: "อื่น ๆ ของหน่วยงาน",
    },
}
"""What the values of fields with a choice are called."""
_WIDTH: Final = 18
_LINES: Final = re.compile(r"[ \t]*\n[ \t]*")


class ListReader:
    """Reads what was typed into the cells of one row after the other."""

    def __init__(self, draft: ImportDraft) -> None:
        self.draft = draft
        self.data = draft.year
        self.units = Units(draft)
        self.owners = Owners(draft)
        self.origin = Origin("", 0)
        """The row that is read."""
        self.record: Any = None
        """What it is in the year; None for a new row."""
        self.texts: Mapping[str, str] = {}
        """The texts of its cells by column, of those that the file lacks as they are now."""


Show = Callable[[YearData, Any], ListValue]
"""What a cell has of a record of a year."""
Read = Callable[[ListReader, str], Any]
"""What a service takes for the text of a cell, without text too; raises InputError."""


@dataclass(frozen=True)
class ListColumn:
    """A column of a list."""

    name: str
    heading: str
    show: Show
    read: Read | None
    """None for a column that says something of a row and is not changed by a file."""
    holds: Holds = Holds.TEXT
    field: str = ""
    """What the services call it, if not as the column."""
    width: int = _WIDTH
    hint: str = ""
    choice: ChoiceList = ChoiceList.NONE
    words: Sequence[str] = ()
    """The words of a field with a choice."""
    kind_column: str = ""
    """The column of the import kind that says the same."""
    covers: Sequence[str] = ()
    """Further fields that it says."""
    only_new: bool = False
    """Whether a new row says it, and it is not changed afterwards."""

    @property
    def field_name(self) -> str:
        """What the services call it."""
        return self.field or self.name

    def carried(self, value: ListValue) -> str:
        """Return a value as the text that comes back if nobody touches it."""
        if isinstance(value, date):
            return self.text(excel_value(value, ""))
        return self.text(text_value(value) if isinstance(value, str) else _plain(value))

    def text(self, value: Value) -> str:
        """Return the text of a cell that came back; a day or number always as the same text,
        however a program has saved it."""
        if isinstance(value, BadCell):
            return f"\0{value.why}"
        if isinstance(value, date):
            return value.isoformat()
        text = _LINES.sub("\n", str(value)).strip()
        if self.holds in {Holds.COUNT, Holds.MONEY}:
            return _number(text) or text
        if self.holds is Holds.DAY and text:
            return _day(text) or text
        return text


def _plain(value: ListValue) -> Value:
    if value is None or isinstance(value, str | date):
        return value or ""
    return short_number(value) if isinstance(value, Decimal) else str(value)


def _number(text: str) -> str:
    try:
        return short_number(Decimal(plain_number(text)))
    except InvalidOperation:
        return ""


def _day(text: str) -> str:
    try:
        return parse_date(text).isoformat()
    except DateError:
        return ""


# -- made from fields


def fields_of(
    record: type[Record], kind: ImportKind[Any], names: Sequence[str | ListColumn | EllipsisType]
) -> tuple[ListColumn, ...]:
    """Return the columns of a list: of the fields of a record that ``names`` has, called as in the
    import kind if that has such a column; those with a rule of their own as they are. In the place
    of ``...`` are all others that people type."""
    of: Any = record
    own = [each for each in names if isinstance(each, ListColumn)]
    said_already = {name for each in own for name in (each.name, each.field_name, *each.covers)}
    said_already |= {each for each in names if isinstance(each, str)}
    others = [each.name for each in typed_fields(of) if each.name not in said_already]
    found: list[ListColumn] = []
    for name in names:
        if isinstance(name, ListColumn):
            found.append(_headed(kind, name))
        else:
            more = [name] if isinstance(name, str) else others
            found += (field_column(record, kind, each) for each in more)
    return tuple(found)


def field_column(
    record: type[Record], kind: ImportKind[Any], name: str, *, of_kind: str = "", **more: Any
) -> ListColumn:
    """Return the column of a field; the kind calls it ``of_kind`` where that differs."""
    given = get_type_hints(record)[name]
    inner = next((each for each in get_args(given) if each is not type(None)), given)
    of: Any = record
    word = field_words(of).get(name, name)
    made = ListColumn(name, word, _shown(name), _typed, kind_column=of_kind or name)
    if inner is date:
        made = replace(made, holds=Holds.DAY, read=read_day, width=16)
    elif inner is int:
        made = replace(made, holds=Holds.COUNT, width=12)
    elif inner is Decimal:
        made = replace(made, holds=Holds.MONEY, read=_money, width=16)
    elif isinstance(inner, type) and issubclass(inner, StrEnum):
        words = WORDS[inner]
        listed = tuple(filter(None, words.values()))
        made = replace(made, show=_worded(name, words), read=_reads_word(words), words=listed)
    return replace(_headed(kind, made), **more)


def _headed(kind: ImportKind[Any], column: ListColumn) -> ListColumn:
    """Return a column with what the kind says of it."""
    name = column.kind_column or column.name
    told: ImportColumn | None = next((each for each in kind.columns if each.name == name), None)
    if told is None:
        return replace(column, kind_column="")
    return replace(
        column,
        heading=told.heading,
        width=max(column.width if column.width != _WIDTH else 0, told.width),
        hint=told.hint,
        choice=told.choice,
        kind_column=name,
    )


def _shown(name: str) -> Show:
    return lambda _data, record: getattr(record, name)


def _worded(name: str, words: Mapping[Any, str]) -> Show:
    return lambda _data, record: words.get(getattr(record, name), "")


def _reads_word(words: Mapping[Any, str]) -> Read:
    by_word = {key(word): value for value, word in words.items()}

    def read(_reader: ListReader, text: str) -> Any:
        found = by_word.get(key(text))
        if found is None:
            known = " · ".join(filter(None, words.values()))
            raise InputError("ไม่รู้จัก “{text}”", remedy="ใช้ {known}", text=text, known=known)
        return found

    return read


def _typed(_reader: ListReader, text: str) -> str:
    return text


def read_day(reader: ListReader, text: str) -> date | None:
    """Return a day; None without a text. Raises DateError."""
    return parse_date(text, fiscal_year=reader.data.year) if text else None


def _money(_reader: ListReader, text: str) -> Decimal | None:
    if not text:
        return None
    plain = _number(re.sub(r"บาท(?:ถ้วน)?$", "", to_arabic(text)).strip())
    if not plain:
        raise InputError("“{text}” ไม่ใช่จำนวนเงิน", remedy="พิมพ์ตัวเลข เช่น 20000", text=text)
    return Decimal(plain)


def said(name: str, heading: str, show: Show, **more: Any) -> ListColumn:
    """Return a column that says something of a row and is not changed by a file."""
    return ListColumn(name, heading, show, None, **more)


def text_of_value(value: Value) -> str:
    """Return a cell as people read it."""
    return str(text_of(value))
