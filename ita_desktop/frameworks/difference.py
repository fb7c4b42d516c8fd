"""What differs between two frameworks, row by row, and one with chosen rows taken from the other.

Parts are told apart by their codes: an item that both have is the same item. The order of items
among themselves is each framework's own.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeVar

from ita_desktop.domain.dates import long_date
from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import (
    CalendarDefault,
    Formats,
    Framework,
    Indicator,
    Instrument,
    Item,
    ItemProcess,
    LevelSet,
    Period,
    Requirement,
    RequirementProof,
    RequirementsBasis,
    Rule,
    Scale,
    SourceDocument,
)

_Part = Instrument | Indicator | Item | Requirement
_Coded = TypeVar("_Coded", Instrument, Indicator, Item, Requirement)


class ChangeKind(StrEnum):
    """What happened to a place."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Key(NamedTuple):
    """Which difference it is: the part's code (empty for the framework itself) and what of it,
    empty for the whole part."""

    code: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of a comparison. ``old`` and ``new`` are to be shown, empty where nothing is; what
    the program words itself in them is a :class:`Phrase`."""

    key: Key
    turn: ChangeKind
    kind: str
    """``instrument``, ``indicator``, ``item``, ``requirement``, or empty: the framework itself."""
    of: str
    """The code of the item that a requirement is of, else of the part itself."""
    what: Phrase
    old: str
    new: str


class _Field(NamedTuple):
    """Fields of a part that are compared, shown and taken over as one, and such as go along."""

    names: tuple[str, ...]
    what: Phrase
    along: tuple[str, ...] = ()


_HEAD: Final = (
    _Field(("title",), Phrase("ชื่อกรอบ")),
    _Field(("code",), Phrase("รหัสกรอบ")),
    _Field(("response_system",), Phrase("ระบบที่ใช้ตอบ")),
    _Field(("levels",), Phrase("ชุดระดับ")),
    _Field(("notes",), Phrase("หมายเหตุ")),
    _Field(("calendar",), Phrase("วันที่ตั้งต้นของปฏิทิน")),
    _Field(("sources",), Phrase("แหล่งข้อมูล")),
)
_FIELDS: Final[Mapping[type, tuple[_Field, ...]]] = {
    Instrument: (
        _Field(("name",), Phrase("ชื่อ")),
        _Field(("name_en",), Phrase("ชื่อภาษาอังกฤษ")),
        _Field(("weight",), Phrase("น้ำหนัก"), ("weight_basis",)),
        _Field(("rule",), Phrase("วิธีรวมคะแนน")),
        _Field(("respondents",), Phrase("ผู้ตอบ")),
        _Field(("sample_condition", "sample_minimum", "sample_groups"), Phrase("กลุ่มตัวอย่าง")),
        _Field(("general_requirements",), Phrase("ข้อกำหนดทั่วไป")),
        _Field(("note",), Phrase("หมายเหตุ")),
        _Field(("source",), Phrase("อ้างอิง")),
    ),
    Indicator: (
        _Field(("name",), Phrase("ชื่อ")),
        _Field(("name_en",), Phrase("ชื่อภาษาอังกฤษ")),
        _Field(("instrument", "parent"), Phrase("อยู่ใต้")),
        _Field(("weight",), Phrase("น้ำหนัก"), ("weight_basis",)),
        _Field(("rule",), Phrase("วิธีรวมคะแนน")),
        _Field(("note",), Phrase("หมายเหตุ")),
        _Field(("source",), Phrase("อ้างอิง")),
    ),
    Item: (
        _Field(("title",), Phrase("ชื่อข้อ")),
        _Field(("indicator",), Phrase("อยู่ใต้")),
        _Field(
            ("scale", "reversed", "options", "parts", "turned_parts"),
            Phrase("การตอบและคะแนน"),
            ("options_basis",),
        ),
        _Field(("formats",), Phrase("รูปแบบไฟล์")),
        _Field(("period",), Phrase("ช่วงเวลาของข้อมูล")),
        _Field(("processes",), Phrase("กระบวนการของหน่วย")),
        _Field(("proofs",), Phrase("สิ่งที่พิสูจน์รายการตรวจ")),
        _Field(("as_of",), Phrase("ข้อมูล ณ วันที่")),
        _Field(("responsible",), Phrase("ผู้รับผิดชอบตามเอกสาร")),
        _Field(("monitoring",), Phrase("การติดตาม")),
        _Field(("variants", "title_variants"), Phrase("ถ้อยคำแบบอื่น")),
        _Field(("requirements_basis",), Phrase("ที่มาของรายการตรวจ")),
        _Field(("note",), Phrase("หมายเหตุ")),
        _Field(("source",), Phrase("อ้างอิง")),
    ),
    Requirement: (_Field(("text", "part", "optional"), Phrase("รายการตรวจ")),),
}
_WHOLE: Final[Mapping[type, tuple[str, Phrase]]] = {
    Instrument: ("instrument", Phrase("เครื่องมือ")),
    Indicator: ("indicator", Phrase("ตัวชี้วัด")),
    Item: ("item", Phrase("ข้อ")),
    Requirement: ("requirement", Phrase("รายการตรวจ")),
}
RULES: Final[Mapping[Rule, Phrase]] = {
    Rule.MEAN_OF_ITEMS: Phrase("ค่าเฉลี่ยของข้อ"),
    Rule.WEIGHTED: Phrase("ถ่วงน้ำหนักตัวชี้วัดย่อย"),
    Rule.MEAN_OF_PARTS: Phrase("ค่าเฉลี่ยของส่วนย่อย"),
}
"""How a score follows, in words."""
SCALES: Final[Mapping[Scale, Phrase]] = {
    Scale.LIKERT6: Phrase("หกระดับ"),
    Scale.LIKERT4: Phrase("สี่ระดับ"),
    Scale.BINARY: Phrase("สองคำตอบ"),
    Scale.DISCLOSURE: Phrase("เปิดเผยครบหรือไม่"),
    Scale.UNKNOWN: Phrase("ไม่ทราบ"),
}
"""How an item is answered, in words."""
_BASES: Final[Mapping[RequirementsBasis, Phrase]] = {
    RequirementsBasis.UNKNOWN: Phrase("ไม่ทราบ"),
    RequirementsBasis.OFFICIAL: Phrase("เกณฑ์ของผู้ประเมิน"),
    RequirementsBasis.DISTRICT_MEASURES: Phrase("มาตรการของเขตหนึ่ง"),
}


def differences(own: Framework, other: Framework) -> tuple[Difference, ...]:
    """What is to be done to ``own`` to make it ``other``: the framework itself first, then
    instruments, indicators, and items with their requirements."""
    return (
        *_changes("", "", own, other, _HEAD),
        *_between(own.instruments, other.instruments),
        *_between(own.indicators, other.indicators),
        *_between(own.items, other.items),
    )


def merged(own: Framework, other: Framework, chosen: Collection[Key]) -> Framework:
    """``own`` with the chosen differences taken over from ``other``. An item that is added, or
    moved, brings the indicators with it that it lies under. The rest is as it was."""
    keys = set(chosen)
    keys |= _above(
        other,
        [item for item in other.items if keys & {Key(item.code), Key(item.code, "indicator")}],
    )
    head = {name: getattr(other, name) for name in _taken("", keys, _HEAD)}
    return replace(
        own,
        **head,
        instruments=_merged(own.instruments, other.instruments, keys),
        indicators=_merged(own.indicators, other.indicators, keys),
        items=_merged(own.items, other.items, keys),
    )


def _above(framework: Framework, items: Iterable[Item]) -> set[Key]:
    codes = {item.indicator for item in items}
    for _ in range(2):
        codes |= {indicator.parent for indicator in framework.indicators if indicator.code in codes}
    codes |= {indicator.instrument for indicator in framework.indicators if indicator.code in codes}
    return {Key(code) for code in codes}


def _between(own: Sequence[_Coded], other: Sequence[_Coded], of: str = "") -> Iterator[Difference]:
    """The parts that went, those that changed and those that came, in the order of ``other``."""
    before = {instrument.code: instrument for instrument in own}
    now = {instrument.code for instrument in other}
    for part in own:
        if part.code not in now:
            yield _whole(part, ChangeKind.REMOVED, of)
    for part in other:
        old = before.get(part.code)
        if old is None:
            yield _whole(part, ChangeKind.ADDED, of)
            continue
        kind, _ = _WHOLE[type(part)]
        for row in _changes(part.code, kind, old, part, _FIELDS[type(part)]):
            yield replace(row, of=of or part.code)
        if isinstance(part, Item) and isinstance(old, Item):
            yield from _between(old.requirements, part.requirements, part.code)


def _whole(part: _Part, turn: ChangeKind, of: str) -> Difference:
    kind, what = _WHOLE[type(part)]
    if isinstance(part, Requirement):
        text = _requirement(part)
    else:
        text = part.title if isinstance(part, Item) else part.name
    old, new = (text, "") if turn is ChangeKind.REMOVED else ("", text)
    return Difference(Key(part.code), turn, kind, of or part.code, what, old, new)


def _changes(
    code: str, kind: str, own: Any, other: Any, fields: Iterable[_Field]
) -> Iterator[Difference]:
    for field in fields:
        if _values(own, field) != _values(other, field):
            yield Difference(
                Key(code, field.names[0]),
                ChangeKind.CHANGED,
                kind,
                code,
                field.what,
                _shown(own, field),
                _shown(other, field),
            )


def _values(part: Any, field: _Field) -> list[Any]:
    values = [getattr(part, name) for name in field.names]
    return [replace(value, status="") if isinstance(value, LevelSet) else value for value in values]


def _taken(code: str, keys: set[Key], fields: Iterable[_Field]) -> list[str]:
    return [
        name
        for field in fields
        if Key(code, field.names[0]) in keys
        for name in (*field.names, *field.along)
    ]


def _merged(own: Sequence[_Coded], other: Sequence[_Coded], keys: set[Key]) -> tuple[_Coded, ...]:
    new = {instrument.code: instrument for instrument in other}
    result = [
        _merged_part(instrument, new.get(instrument.code), keys)
        for instrument in own
        if instrument.code in new or Key(instrument.code) not in keys
    ]
    before = ""
    for part in other:
        codes = [instrument.code for instrument in result]
        if part.code not in codes and Key(part.code) in keys:
            result.insert(codes.index(before) + 1 if before else 0, part)
            codes.append(part.code)
        if part.code in codes:
            before = part.code
    return tuple(result)


def _merged_part(own: _Coded, other: _Coded | None, keys: set[Key]) -> _Coded:
    if other is None:
        return own
    names = _taken(own.code, keys, _FIELDS[type(own)])
    part = replace(own, **{name: getattr(other, name) for name in names}) if names else own
    if isinstance(part, Item) and isinstance(other, Item):
        points = _merged(part.requirements, other.requirements, keys)
        if points != part.requirements:
            part = replace(part, requirements=points)
    return part


def _shown(part: Any, field: _Field) -> str:
    """Values as one text, or as one phrase."""
    if field.names[0] == "scale":
        answers = ", ".join(f"{option.label} {option.points:f}" for option in part.options)
        scale = SCALES[part.scale]
        if part.reversed:
            scale = Phrase("{scale} กลับคะแนน", scale=scale)
        shown = Phrase("{scale} ({answers})", scale=scale, answers=answers) if answers else scale
        parts = Phrase("{count} ข้อย่อย", count=part.parts) if part.parts > 1 else ""
        turned = ", ".join(map(str, part.turned_parts))
        return joined(shown, parts, Phrase("กลับคะแนนข้อย่อย {parts}", parts=turned) if turned else "")
    if isinstance(part, Requirement):
        return _requirement(part)
    texts = [_described(getattr(part, name)) for name in field.names]
    return texts[0] if len(texts) == 1 else " ".join(filter(None, texts))


def _requirement(point: Requirement) -> str:
    text = f"{point.part}: {point.text}" if point.part else point.text
    return Phrase("{text} (ไม่บังคับ)", text=text) if point.optional else text


def _pair(wording: tuple[object, ...]) -> str:
    """A wording with the service or the year that it is for."""
    return ": ".join(map(str, wording))


def _described(value: Any) -> str:  # noqa: PLR0911 - one line a kind of value
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "\n".join(
            _pair(pair) if isinstance(pair, tuple) else _described(pair) for pair in value
        )
    if isinstance(value, Rule):
        return RULES[value]
    if isinstance(value, RequirementsBasis):
        return _BASES[value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return long_date(value)
    return _listed(value)


def _listed(value: object) -> str:  # noqa: PLR0911 - one line a kind of value
    """A value that has parts of its own; else the value as it stands."""
    if isinstance(value, CalendarDefault):
        return f"{value.day}/{value.month} {value.title}"
    if isinstance(value, ItemProcess):
        return f"{value.requirement} {value.unit}"
    if isinstance(value, RequirementProof):
        return f"{value.requirement} {', '.join(value.kinds)}"
    if isinstance(value, SourceDocument):
        return f"{value.id} {value.about}"
    if isinstance(value, LevelSet):
        levels = ", ".join(f"{level.name} {level.total_min:f}" for level in value.levels)
        return "\n".join(filter(None, (value.name, levels, value.note)))
    if isinstance(value, Period):
        return f"{value.label} ({value.start} – {value.end})"
    if isinstance(value, Formats):
        kinds = ("pdf",) * value.pdf + value.machine_readable + value.languages
        return ", ".join(filter(None, (*kinds, value.layout, value.applies_to)))
    return str(value)
