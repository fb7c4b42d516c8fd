"""What must agree between the parts of a framework file."""

import re
from collections.abc import Iterable

from ita_desktop.domain.framework import TOTAL, Framework, Indicator, Rule
from ita_desktop.frameworks.parts import Parts
from ita_desktop.frameworks.table import Table

_CODE = re.compile(r"[^\s,;:\[\]{}]{1,20}")
_CITATION = re.compile(r"([^\s:;]+):\d+(-\d+)?(,\d+(-\d+)?)*", re.ASCII)


def check(root: Table, parts: Parts, framework: Framework) -> None:
    """Note every disagreement as a fault at the row that it concerns."""
    _codes(parts)
    _instruments(root, parts)
    _indicators(parts)
    _weights(parts)
    _items(parts)
    _counts(parts, framework)
    _citations(parts)


def _codes(parts: Parts) -> None:
    """Instruments, indicators and items share one set of codes: scores are kept by code."""
    rows: list[tuple[Table, str]] = [
        *((row, one.code) for row, one in parts.instruments),
        *((row, one.code) for row, one in parts.indicators),
        *((row, one.code) for row, one in parts.items),
    ]
    _unique(rows, taken={TOTAL})
    _unique([(row, one.code) for row, _, one in parts.requirements])
    _unique([(row, one.code) for row, one in parts.calendar])
    _unique([(row, one.id) for row, one in parts.sources], key="id")
    for row, item, requirement in parts.requirements:
        if not re.fullmatch(rf"{re.escape(item)}\.\d+", requirement.code, re.ASCII):
            row.fault(
                "code",
                "รหัส {code} ไม่ได้ขึ้นต้นด้วยรหัสข้อ {item}",
                "ใช้รหัสเช่น {item}.1",
                code=requirement.code,
                item=item,
            )


def _unique(
    rows: Iterable[tuple[Table, str]], *, taken: Iterable[str] = (), key: str = "code"
) -> None:
    seen = set(taken)
    for row, code in rows:
        if not code:
            continue
        if not _CODE.fullmatch(code):
            row.fault(
                key,
                "รหัส {code} ใช้ไม่ได้",
                "ใช้ตัวอักษร ตัวเลข หรือจุด ไม่เกิน 20 ตัว ไม่เว้นวรรค",
                code=code[:80],
            )
        elif code in seen:
            row.fault(key, "รหัส {code} ซ้ำ", "ให้รหัสที่ไม่ซ้ำกัน", code=code)
        seen.add(code)


def _instruments(root: Table, parts: Parts) -> None:
    total = sum(one.weight for _, one in parts.instruments)
    if parts.instruments and total != 100:
        root.fault(
            "instruments",
            "น้ำหนักเครื่องมือรวมกันได้ {total} ไม่ใช่ 100",
            "แก้ weight ของเครื่องมือให้รวมกันได้ 100",
            total=total,
        )
    used = {one.instrument for _, one in parts.indicators}
    for row, instrument in parts.instruments:
        if instrument.code not in used:
            row.fault(
                "code",
                "เครื่องมือ {code} ไม่มีตัวชี้วัด",
                "เพิ่มตัวชี้วัดที่มี instrument: {code}",
                code=instrument.code,
            )


def _indicators(parts: Parts) -> None:
    instruments = {one.code for _, one in parts.instruments}
    by_code = {one.code: one for _, one in parts.indicators}
    for row, indicator in parts.indicators:
        if indicator.instrument not in instruments:
            row.fault(
                "instrument",
                "ไม่มีเครื่องมือ {code}",
                "ใช้รหัสเครื่องมือที่มีในไฟล์: {known}",
                code=indicator.instrument,
                known=", ".join(sorted(instruments)),
            )
        if not indicator.parent:
            continue
        parent = by_code.get(indicator.parent)
        if parent is None:
            row.fault(
                "parent",
                "ไม่มีตัวชี้วัด {code}",
                "ใช้รหัสตัวชี้วัดที่มีในไฟล์ หรือลบ parent",
                code=indicator.parent,
            )
        elif parent.parent:
            row.fault(
                "parent",
                "{code} เป็นตัวชี้วัดย่อย จึงมีตัวชี้วัดย่อยของตนไม่ได้",
                "ใช้รหัสตัวชี้วัดหลัก",
                code=parent.code,
            )
        elif parent.instrument != indicator.instrument:
            row.fault(
                "instrument",
                "ตัวชี้วัดย่อยอยู่คนละเครื่องมือกับตัวชี้วัด {code}",
                "ใช้ instrument: {instrument}",
                code=parent.code,
                instrument=parent.instrument,
            )


def _weights(parts: Parts) -> None:
    for row, indicator in parts.indicators:
        subs = _subs(parts, indicator)
        if not subs:
            if indicator.rule is Rule.WEIGHTED:
                row.fault(
                    "rule",
                    "ตัวชี้วัดที่ไม่มีตัวชี้วัดย่อยถ่วงน้ำหนักไม่ได้",
                    "ใช้ rule: mean_of_items หรือลบ rule",
                )
            continue
        weights = [one.weight for one in subs if one.weight is not None]
        if weights and len(weights) < len(subs):
            row.fault(
                "weight",
                "ตัวชี้วัดย่อยของ {code} มีน้ำหนักไม่ครบทุกตัว",
                "ใส่น้ำหนักให้ครบ หรือใช้ null ทุกตัวเมื่อไม่ทราบ",
                code=indicator.code,
            )
        elif weights and indicator.weight is not None and sum(weights) != indicator.weight:
            row.fault(
                "weight",
                "น้ำหนักตัวชี้วัดย่อยรวมกันได้ {total} ไม่ตรงกับ {weight}",
                "แก้น้ำหนักให้ตรงกัน",
                total=sum(weights),
                weight=indicator.weight,
            )


def _subs(parts: Parts, indicator: Indicator) -> list[Indicator]:
    return [one for _, one in parts.indicators if one.parent == indicator.code]


def _items(parts: Parts) -> None:
    leaves = {one.code for _, one in parts.indicators if not _subs(parts, one)}
    indicators = {one.code for _, one in parts.indicators}
    for row, item in parts.items:
        if item.indicator not in indicators:
            row.fault(
                "indicator",
                "ไม่มีตัวชี้วัด {code}",
                "ใช้รหัสตัวชี้วัดที่มีในไฟล์",
                code=item.indicator,
            )
        elif item.indicator not in leaves:
            row.fault(
                "indicator",
                "ตัวชี้วัด {code} มีตัวชี้วัดย่อย ข้อจึงต้องอยู่ใต้ตัวชี้วัดย่อย",
                "ใช้รหัสตัวชี้วัดย่อย",
                code=item.indicator,
            )
    filled = {one.indicator for _, one in parts.items}
    for row, indicator in parts.indicators:
        if indicator.code in leaves - filled:
            row.fault(
                "code",
                "ตัวชี้วัด {code} ไม่มีข้อ",
                "เพิ่มข้อที่มี indicator: {code}",
                code=indicator.code,
            )


def _counts(parts: Parts, framework: Framework) -> None:
    for row, key, code, said in parts.counts:
        if key == "item_count":
            found = len(framework.items_of(code))
        else:
            found = len(framework.indicators_of(code))
        if found != said:
            row.fault(
                key,
                "{name} เป็น {said} แต่ในไฟล์มี {found}",
                "แก้จำนวน หรือเพิ่มหรือลบรายการให้ตรง",
                name=key,
                said=said,
                found=found,
            )


def _citations(parts: Parts) -> None:
    known = {one.id for _, one in parts.sources}
    cited: list[tuple[Table, str]] = [
        *((row, one.source) for row, one in parts.instruments),
        *((row, one.source) for row, one in parts.indicators),
        *((row, one.source) for row, one in parts.items),
    ]
    for row, source in cited:
        for citation in filter(None, source.split("; ")):
            match = _CITATION.fullmatch(citation)
            if match is None:
                row.fault(
                    "source",
                    "อ่านแหล่งอ้างอิง {citation} ไม่ได้",
                    "เขียนเป็น แหล่ง:บรรทัด เช่น 004:362 คั่นหลายแหล่งด้วย ; และเว้นวรรค",
                    citation=citation[:80],
                )
            elif match[1] not in known:
                row.fault(
                    "source",
                    "ไม่มีแหล่งข้อมูล {id} ใต้หัวข้อ sources",
                    "เพิ่มแหล่งนี้ใต้ sources หรือแก้รหัส",
                    id=match[1],
                )
