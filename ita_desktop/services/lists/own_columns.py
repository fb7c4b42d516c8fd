"""Columns with rules of their own: owners, items, months and processes, units, bodies."""

import re
from collections.abc import Sequence
from typing import Any, Final

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.measures.typed_items import items_of_measure, items_text, typed_items
from ita_desktop.domain.measures.typed_lists import Typed
from ita_desktop.domain.oit.parts import month_code, part_title, parts_of
from ita_desktop.domain.records import Assignment, Evidence, Measure, Owner, OwnerRole
from ita_desktop.domain.roster.typed_owners import as_typed
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.cells.owners import OwnerEntry
from ita_desktop.exchange.kind import ChoiceList
from ita_desktop.services.edits import OwnerRef, refs_of
from ita_desktop.services.lists.columns import ListColumn, ListReader, said

OWNERS: Final = "owners"
SUPPORTERS: Final = "supporters"
_BETWEEN: Final = "; "
_PARTS: Final = re.compile(r"\s*[;\n]\s*")


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
    return as_typed(record, owners) or _named(data, owners, OwnerRole.LEAD)


def _supporters(data: YearData, record: Assignment | Measure) -> str:
    owners = _owners_of(data, record)
    return "" if as_typed(record, owners) else _named(data, owners, OwnerRole.SUPPORT)


def _named(data: YearData, owners: Sequence[Owner], role: OwnerRole) -> str:
    return _BETWEEN.join(data.owner_label(owner) for owner in owners if owner.role is role)


def _read_owners(reader: ListReader, _text: str) -> Typed[OwnerRef]:
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
    return Typed.of(dict.fromkeys(found), typed)


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
        return items_text(items_of_measure(data, record))

    def read(_reader: ListReader, text: str) -> Typed[str]:
        found = read_codes(text)
        if found.remainder:
            raise InputError(
                "ไม่รู้จักรหัสข้อ “{text}”", remedy="พิมพ์รหัสข้อ เช่น I1 หรือ O1-O9", text=found.remainder
            )
        return typed_items(found.codes, text)

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
