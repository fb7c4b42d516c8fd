"""The columns of lists that go out and come back, made from the fields of their records.

A field's type says how its values are written and read (text, day, whole number, money, one of some
words, a unit), its word or the column of the list's import kind what it is called. A column with a
rule of its own (owners, items, months and processes, units, bodies) has functions for both.
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
from ita_desktop.domain import measure_cells
from ita_desktop.domain.dates import DateError, parse_date
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.parts import month_code, part_title, parts_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import (
    MEASURE_KINDS,
    UNIT_KINDS,
    Assignment,
    Evidence,
    Frequency,
    Measure,
    MeasureKind,
    MeasureStatus,
    Owner,
    OwnerRole,
    Record,
    Statement,
    UnitKind,
    field_words,
    typed_fields,
)
from ita_desktop.domain.schedule import FREQUENCY_WORDS
from ita_desktop.domain.scores.results import RemarkState
from ita_desktop.domain.text import key, plain_number, short_number, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.cells.row import excel_value, text_of, text_value
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind
from ita_desktop.exchange.kinds.measures import STATUS_WORDS
from ita_desktop.exchange.kinds.results import STATE_WORDS
from ita_desktop.exchange.sheets import BadCell, Origin, Value
from ita_desktop.services.edits import OwnerRef, refs_of
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.roster.register import Owners, Units

WORDS: Final[Mapping[type[StrEnum], Mapping[Any, str]]] = {
    MeasureStatus: STATUS_WORDS,
    UnitKind: UNIT_KINDS,
    RemarkState: STATE_WORDS,
    Frequency: FREQUENCY_WORDS,
    Statement: {
        Statement.PUBLISHED: "",
        Statement.NOTHING: "ไม่มีข้อมูลที่ต้องเผยแพร่",
        Statement.MET: "ครบตามข้อกำหนด",
    },
    MeasureKind: MEASURE_KINDS,
}
"""What the values of fields with a choice are called."""
_WIDTH: Final = 18
_LINES: Final = lazy_re(r"[ \t]*\n[ \t]*")


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


OWNERS: Final = "owners"
SUPPORTERS: Final = "supporters"
_BETWEEN: Final = "; "
_PARTS: Final = lazy_re(r"\s*[;\n]\s*")


class UnansweredError(InputError):
    """A name that nobody has answered yet, which is told already."""

    def __init__(self) -> None:
        super().__init__("ยังไม่รู้ว่าชื่อนี้คือใคร")


def owner_columns() -> tuple[ListColumn, ListColumn]:
    """Return the columns of those who do something and of those who help."""
    return (
        ListColumn(OWNERS, OWNERS, _leads, _read_owners, width=30),
        ListColumn(SUPPORTERS, SUPPORTERS, _supporters, _read_owners, field=OWNERS),
    )


def _owners_of(data: YearData, record: Any) -> Sequence[Owner]:
    if isinstance(record, Measure):
        return data.owners_of_measure(record.id)
    return data.owners_of_item(record.item_code)


def _leads(data: YearData, record: Assignment | Measure) -> str:
    owners = _owners_of(data, record)
    return measure_cells.as_typed(record, owners) or _named(data, owners, OwnerRole.LEAD)


def _supporters(data: YearData, record: Assignment | Measure) -> str:
    owners = _owners_of(data, record)
    return "" if measure_cells.as_typed(record, owners) else _named(data, owners, OwnerRole.SUPPORT)


def _named(data: YearData, owners: Sequence[Owner], role: OwnerRole) -> str:
    return _BETWEEN.join(data.owner_label(owner) for owner in owners if owner.role is role)


def _read_owners(reader: ListReader, _text: str) -> measure_cells.Typed[OwnerRef]:
    """Return the owners of both cells: those whom the record has by their names, others as an
    import reads them. Raises UnansweredError if a name is a question."""
    record = reader.record
    owners = _owners_of(reader.data, record) if record is not None else ()
    refs = zip(owners, refs_of(owners), strict=True)
    known = {(owner.role, key(reader.data.owner_label(owner))): ref for owner, ref in refs}
    found: list[OwnerRef] = []
    typed = ""
    for column, role in ((OWNERS, OwnerRole.LEAD), (SUPPORTERS, OwnerRole.SUPPORT)):
        text = reader.texts.get(column, "")
        parts = [part for part in _PARTS.split(text) if part]
        if not any((role, key(part)) in known for part in parts):
            parts = [text] if text else []
        for part in parts:
            ref = known.get((role, key(part)))
            if ref is not None:
                found.append(ref)
                continue
            resolved = reader.owners.resolve([OwnerEntry(part, role, column)], reader.origin)
            if not resolved.whole:
                raise UnansweredError
            found += resolved.refs
            typed = resolved.typed if parts == [text] and not reader.texts.get(SUPPORTERS) else ""
    return measure_cells.Typed.of(dict.fromkeys(found), typed)


# -- items


def item_column(field: str, kind_column: str) -> ListColumn:
    """Return the column of the item that a row is of, which a new row says."""

    def show(_data: YearData, record: Any) -> str:
        return str(getattr(record, field))

    return ListColumn(
        field, field, show, read_item, width=8, kind_column=kind_column, only_new=True
    )


def read_item(reader: ListReader, text: str) -> str:
    """Return the only item that a text names. Raises InputError."""
    found = read_codes(text).codes
    if len(found) != 1 or found[0] not in reader.data.framework.item_by_code:
        raise InputError(
            "“{text}” ไม่ใช่ข้อของกรอบปี {year}",
            remedy="พิมพ์รหัสหนึ่งข้อ เช่น O12",
            text=text,
            year=reader.data.year,
        )
    return found[0]


def item_title(field: str, kind_column: str) -> ListColumn:
    """Return the column of the framework's name of an item."""

    def show(data: YearData, record: Any) -> str:
        item = data.framework.item_by_code.get(getattr(record, field))
        return item.title if item is not None else ""

    return said("item_title", "ชื่อข้อ", show, width=40, kind_column=kind_column)


def items_column() -> ListColumn:
    """Return the column of the items of a measure."""

    def show(data: YearData, record: Measure) -> str:
        return measure_cells.items_text(measure_cells.items_of_measure(data, record))

    def read(_reader: ListReader, text: str) -> measure_cells.Typed[str]:
        found = read_codes(text)
        if found.remainder:
            raise InputError(
                "ไม่รู้จักรหัสข้อ “{text}”", remedy="พิมพ์รหัสข้อ เช่น I1 หรือ O1-O9", text=found.remainder
            )
        return measure_cells.typed_items(found.codes, text)

    return ListColumn("items", "items", show, read, choice=ChoiceList.NONE)


def titles_column() -> ListColumn:
    """Return the column of the table's own wordings of a measure's items, one a line."""

    def show(data: YearData, record: Measure) -> str:
        links = data.items_of_measure(record.id)
        if not any(link.title for link in links):
            return ""
        if len(links) == 1:
            return links[0].title
        return "\n".join(f"{link.item_code}: {link.title}" for link in links if link.title)

    def read(reader: ListReader, text: str) -> dict[str, str]:
        codes = read_codes(reader.texts.get("items", "")).codes
        if len(codes) == 1:
            return {codes[0]: text}
        titles = dict.fromkeys(codes, "")
        for line in filter(None, text.split("\n")):
            code, colon, title = line.partition(":")
            if not colon or code.strip() not in titles:
                raise InputError(
                    "ไม่รู้ว่า “{text}” เป็นชื่อของข้อใด", remedy="พิมพ์เช่น I1: ชื่อข้อ", text=line[:60]
                )
            titles[code.strip()] = title.strip()
        return titles

    return ListColumn("titles", "titles", show, read, width=24, kind_column="title")


# -- evidence


def part_column() -> ListColumn:
    """Return the column of the month or process that evidence is of."""

    def show(data: YearData, record: Evidence) -> str:
        item = data.framework.item_by_code.get(record.item_code)
        return part_title(item, record.part) if item is not None and record.part else record.part

    def read(reader: ListReader, text: str) -> str:
        record = reader.record
        code = record.item_code if record is not None else reader.texts.get("item_code", "")
        item = reader.data.framework.item_by_code.get(code)
        parts = parts_of(item) if item is not None else ()
        month = month_code(text, reader.data.year)
        for part in parts:
            if key(text) in {key(part.code), key(part.title)} or part.code == month:
                return part.code
        if not text:
            return ""
        raise InputError(
            "{item} ไม่มีเดือนหรือกระบวนการ “{text}”",
            remedy="ใช้ {known}",
            item=code,
            text=text,
            known=", ".join(part.title for part in parts) or "–",
        )

    return ListColumn("part", "part", show, read)


# -- units, people, bodies


def unit_id_column(kind_column: str = "unit") -> ListColumn:
    """Return the column of a unit, which the service takes by its key."""

    def show(data: YearData, record: Any) -> str:
        return data.unit_name(record.unit_id)

    def read(reader: ListReader, text: str) -> str | None:
        return reader.units.must_find(text, reader.origin, kind_column) if text else None

    return ListColumn("unit_id", "unit_id", show, read, kind_column=kind_column)


def unit_column(kind_column: str = "unit") -> ListColumn:
    """Return the column of a unit, which the service takes by its name."""

    def show(data: YearData, record: Any) -> str:
        return data.unit_name(record.unit_id)

    def read(reader: ListReader, text: str) -> str:
        if not text:
            return ""
        return reader.units.name(reader.units.must_find(text, reader.origin, kind_column))

    return ListColumn("unit", "unit", show, read, kind_column=kind_column, width=28)


def body_column() -> ListColumn:
    """Return the column of a committee body, which the service takes by its key."""

    def show(data: YearData, record: Any) -> str:
        body = data.body_by_id.get(record.body_id)
        return body.name if body is not None else ""

    def read(reader: ListReader, text: str) -> str:
        found = [body.id for body in reader.data.bodies if key(body.name) == key(text)]
        if len(found) != 1:
            known = " · ".join(body.name for body in reader.data.bodies)
            raise InputError(
                "ปีนี้ไม่มีคณะชื่อ “{text}”", remedy="ใช้ {known}", text=text[:60], known=known
            )
        return found[0]

    return ListColumn("body_id", "body_id", show, read, kind_column="body")
