"""What must agree between the parts of a framework, be it read from a file or edited in a year."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ita_desktop.domain.framework import (
    SURVEY_SCALES,
    TOTAL,
    Framework,
    Indicator,
    Instrument,
    Item,
    Level,
    LevelSet,
    Requirement,
    Rule,
    Scale,
)
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key
from ita_desktop.frameworks.table import Fault, FaultCollector, Spot

_CODE = lazy_re(r"[^\s,;:\[\]{}]{1,20}")
_CITATION = lazy_re(r"([^\s:;]+):\d+(-\d+)?(,\d+(-\d+)?)*", re.ASCII)
_WHOLE = Decimal(100)
_ZERO = Decimal(0)


def faults_of(framework: Framework) -> tuple[Fault, ...]:
    """Everything that is wrong with a framework, for one who edits it."""
    faults = [*_gaps(framework), *disagreements(framework), *level_faults(framework.levels)]
    return tuple(faults)


def disagreements(framework: Framework) -> list[Fault]:
    """Everything in a framework's parts that does not fit together."""
    faults = FaultCollector()
    _codes(faults, framework)
    _instruments(faults, framework)
    _indicators(faults, framework)
    _weights(faults, framework)
    _items(faults, framework)
    _citations(faults, framework)
    return faults.found


def _gaps(framework: Framework) -> list[Fault]:
    """What must be there and is not: codes, names, instruments. (Of a file, its reader tells
    that.)"""
    faults = FaultCollector()
    for section, rows in _lists(framework):
        if not rows:
            faults.hard(
                Spot(), "", section, "กรอบไม่มี {name} เลย", "เพิ่มอย่างน้อยหนึ่งรายการ", name=section
            )
    for spot, code, name, text in _texts(framework):
        if not text.strip():
            faults.hard(spot, code, name, "ยังไม่มีข้อความ", "พิมพ์ข้อความ")
    if framework.code and not _CODE.fullmatch(framework.code):
        _bad_code(faults, Spot(), framework.code, "code")
    for spot, node in _weighed(framework):
        if node.weight is not None and not 0 <= node.weight <= _WHOLE:
            faults.hard(
                spot, node.code, "weight", "น้ำหนักต้องอยู่ระหว่าง 0 ถึง 100", "พิมพ์ตัวเลข เช่น 8 หรือ 2.5"
            )
    return faults.found


def level_faults(levels: LevelSet) -> list[Fault]:
    """What is wrong with the levels of one set, at the places of its ``levels``."""
    faults = FaultCollector()
    if not levels.levels:
        faults.soft(Spot(), "", "levels", "ชุดระดับไม่มีระดับ", "เลือกชุดระดับของปี")
    before: Level | None = None
    for index, level in enumerate(levels.levels):
        spot = Spot("levels", index)
        if level.code in {level.code for level in levels.levels[:index]}:
            faults.hard(spot, level.code, "code", "รหัส {code} ซ้ำ", "ให้รหัสที่ไม่ซ้ำกัน")
        if before is not None and _demand(level) >= _demand(before):
            faults.hard(
                spot,
                level.code,
                "total_min",
                "ระดับ {code} ไม่ได้ต่ำกว่าระดับก่อนหน้า",
                "เรียงระดับจากดีที่สุดลงไป",
            )
        before = level
    if before is not None and _demand(before) > (_ZERO, _ZERO):
        faults.hard(
            Spot(),
            "",
            "levels",
            "คะแนนต่ำสุดไม่มีระดับ",
            "ให้ระดับสุดท้ายมี total_min: 0 และไม่มี each_instrument_min",
        )
    return faults.found


def _demand(level: Level) -> tuple[Decimal, Decimal]:
    return level.total_min, level.each_instrument_min or _ZERO


def _texts(framework: Framework) -> Iterator[tuple[Spot, str, str, str]]:
    """Every text that a framework must have: where, whose, its heading in a file, the text."""
    yield Spot(), "", "code", framework.code
    yield Spot(), "", "title_th", framework.title
    for index, instrument in enumerate(framework.instruments):
        spot = Spot("instruments", index)
        yield spot, instrument.code, "code", instrument.code
        yield spot, instrument.code, "name_th", instrument.name
    for index, indicator in enumerate(framework.indicators):
        spot = Spot("indicators", index)
        yield spot, indicator.code, "code", indicator.code
        yield spot, indicator.code, "name_th", indicator.name
    for index, item in enumerate(framework.items):
        yield Spot("items", index), item.code, "code", item.code
        if item.scale is Scale.DISCLOSURE:  # of a survey question the wording may be unknown
            yield Spot("items", index), item.code, "title_th", item.title
    for index, (_, point) in enumerate(_points(framework)):
        yield Spot("requirements", index), point.code, "code", point.code
        yield Spot("requirements", index), point.code, "text_th", point.text


def _lists(
    framework: Framework,
) -> tuple[tuple[str, Sequence[Instrument | Indicator | Item]], ...]:
    return (
        ("instruments", framework.instruments),
        ("indicators", framework.indicators),
        ("items", framework.items),
    )


def _points(framework: Framework) -> list[tuple[str, Requirement]]:
    """Every requirement with the code of its item."""
    return [(item.code, point) for item in framework.items for point in item.requirements]


def _weighed(framework: Framework) -> Iterator[tuple[Spot, Instrument | Indicator]]:
    for index, instrument in enumerate(framework.instruments):
        yield Spot("instruments", index), instrument
    for index, indicator in enumerate(framework.indicators):
        yield Spot("indicators", index), indicator


def _codes(faults: FaultCollector, framework: Framework) -> None:
    """Instruments, indicators and items share one set of codes: scores are kept by code."""
    _unique(
        faults,
        [
            (section, at, row.code)
            for section, rows in _lists(framework)
            for at, row in enumerate(rows)
        ],
        taken=TOTAL,
    )
    points = _points(framework)
    _unique(
        faults,
        [("requirements", at, requirement.code) for at, (_, requirement) in enumerate(points)],
    )
    _unique(faults, [("calendar", at, day.code) for at, day in enumerate(framework.calendar)])
    _unique(
        faults, [("sources", at, source.id) for at, source in enumerate(framework.sources)], "id"
    )
    for index, (item, point) in enumerate(points):
        if not re.fullmatch(rf"{re.escape(item)}\.\d+", point.code, re.ASCII):
            faults.hard(
                Spot("requirements", index),
                point.code,
                "code",
                "รหัส {code} ไม่ได้ขึ้นต้นด้วยรหัสข้อ {item}",
                "ใช้รหัสเช่น {item}.1",
                item=item,
            )


def _unique(
    faults: FaultCollector,
    rows: Iterable[tuple[str, int, str]],
    name: str = "code",
    *,
    taken: str = "",
) -> None:
    """Codes that a clerk would type the same way (o1, O1, O๑) are one code."""
    seen = {key(taken)}
    for section, index, code in rows:
        if not code:
            continue
        if not _CODE.fullmatch(code):
            _bad_code(faults, Spot(section, index), code, name)
        elif key(code) in seen:
            faults.hard(Spot(section, index), code, name, "รหัส {code} ซ้ำ", "ให้รหัสที่ไม่ซ้ำกัน")
        seen.add(key(code))


def _bad_code(faults: FaultCollector, spot: Spot, code: str, name: str) -> None:
    faults.hard(
        spot,
        code[:80],
        name,
        "รหัส {code} ใช้ไม่ได้",
        "ใช้ตัวอักษร ตัวเลข หรือจุด ไม่เกิน 20 ตัว ไม่เว้นวรรค",
    )


def _instruments(faults: FaultCollector, framework: Framework) -> None:
    total = sum(instrument.weight for instrument in framework.instruments)
    if framework.instruments and total != _WHOLE:
        faults.soft(
            Spot(),
            "",
            "instruments",
            "น้ำหนักเครื่องมือรวมกันได้ {total} ไม่ใช่ 100",
            "แก้น้ำหนักของเครื่องมือให้รวมกันได้ 100",
            total=total,
        )
    used = {indicator.instrument for indicator in framework.indicators}
    for index, instrument in enumerate(framework.instruments):
        if instrument.code not in used:
            faults.soft(
                Spot("instruments", index),
                instrument.code,
                "code",
                "เครื่องมือ {code} ไม่มีตัวชี้วัด",
                "เพิ่มตัวชี้วัดของเครื่องมือนี้",
            )


def _indicators(faults: FaultCollector, framework: Framework) -> None:
    instruments = {instrument.code for instrument in framework.instruments}
    by_code = {indicator.code: indicator for indicator in framework.indicators}
    for index, indicator in enumerate(framework.indicators):
        spot = Spot("indicators", index)
        if indicator.instrument not in instruments:
            faults.hard(
                spot,
                indicator.code,
                "instrument",
                "ไม่มีเครื่องมือ {instrument}",
                "ใช้รหัสเครื่องมือที่มี: {known}",
                instrument=indicator.instrument,
                known=", ".join(sorted(instruments)),
            )
        if indicator.parent:
            _parent(faults, spot, indicator, by_code)


def _parent(
    faults: FaultCollector, spot: Spot, indicator: Indicator, by_code: Mapping[str, Indicator]
) -> None:
    parent = by_code.get(indicator.parent)
    if parent is None:
        faults.hard(
            spot,
            indicator.code,
            "parent",
            "ไม่มีตัวชี้วัด {parent}",
            "ใช้รหัสตัวชี้วัดที่มี หรือลบ parent",
            parent=indicator.parent,
        )
    elif way := _loop(indicator, by_code):
        faults.hard(
            spot,
            indicator.code,
            "parent",
            "ตัวชี้วัด {code} วนกลับมาอยู่ใต้ตัวเอง ({way})",
            "ให้ตัวใดตัวหนึ่งเป็นตัวชี้วัดหลัก คือไม่อยู่ใต้ตัวชี้วัดอื่น",
            way=" → ".join(way),
        )
    elif parent.parent:
        faults.hard(
            spot,
            indicator.code,
            "parent",
            "{parent} เป็นตัวชี้วัดย่อย จึงมีตัวชี้วัดย่อยของตนไม่ได้",
            "ใช้รหัสตัวชี้วัดหลัก",
            parent=parent.code,
        )
    elif parent.instrument != indicator.instrument:
        faults.hard(
            spot,
            indicator.code,
            "instrument",
            "ตัวชี้วัดย่อยอยู่คนละเครื่องมือกับตัวชี้วัด {parent}",
            "ใช้เครื่องมือ {instrument} เหมือนกัน",
            parent=parent.code,
            instrument=parent.instrument,
        )


def _loop(indicator: Indicator, by_code: Mapping[str, Indicator]) -> list[str]:
    """The way from an indicator up to itself; empty where it ends, or leads into a loop that the
    indicator is no part of."""
    way = [indicator.code]
    above = by_code.get(indicator.parent)
    while above is not None and above.code not in way:
        way.append(above.code)
        above = by_code.get(above.parent)
    return [*way, indicator.code] if above is not None and above.code == way[0] else []


def _weights(faults: FaultCollector, framework: Framework) -> None:
    described = set()
    for index, indicator in enumerate(framework.indicators):
        spot = Spot("indicators", index)
        subs = framework.children(indicator.code)
        if not subs and indicator.rule is Rule.WEIGHTED:
            faults.hard(
                spot,
                indicator.code,
                "rule",
                "ตัวชี้วัดที่ไม่มีตัวชี้วัดย่อยถ่วงน้ำหนักไม่ได้",
                "ใช้ค่าเฉลี่ยของข้อ (rule: mean_of_items)",
            )
        elif subs and _sums(faults, spot, indicator, subs):
            described.add(indicator.instrument)
    for index, instrument in enumerate(framework.instruments):
        if instrument.rule is Rule.WEIGHTED and instrument.code not in described:
            leaves = [
                leaf
                for indicator in framework.indicators_of(instrument.code)
                for leaf in (framework.children(indicator.code) or (indicator,))
            ]
            _sums(faults, Spot("instruments", index), instrument, leaves)


def _sums(
    faults: FaultCollector, spot: Spot, whole: Instrument | Indicator, parts: Iterable[Indicator]
) -> bool:
    """Whether the weights of ``parts`` were found not to make up that of ``whole``."""
    weights = [part.weight for part in parts]
    known = [weight for weight in weights if weight is not None]
    if not known:
        return False  # nobody knows them: the mean of the items holds
    if len(known) < len(weights):
        faults.soft(
            spot,
            whole.code,
            "weight",
            "ตัวชี้วัดย่อยของ {code} มีน้ำหนักไม่ครบทุกตัว",
            "ใส่น้ำหนักให้ครบ หรือเว้นว่าง (null) ทุกตัวเมื่อไม่ทราบ",
        )
    elif whole.rule is Rule.WEIGHTED and sum(known) == 0:
        faults.soft(
            spot,
            whole.code,
            "rule",
            "ตัวชี้วัดย่อยของ {code} มีน้ำหนัก 0 ทุกตัว จึงถ่วงน้ำหนักไม่ได้",
            "ใส่น้ำหนัก หรือใช้ค่าเฉลี่ยของข้อ (rule: mean_of_items)",
        )
    elif whole.weight is not None and sum(known) != whole.weight:
        faults.soft(
            spot,
            whole.code,
            "weight",
            "น้ำหนักตัวชี้วัดย่อยรวมกันได้ {total} ไม่ตรงกับ {weight}",
            "แก้น้ำหนักให้ตรงกัน",
            total=sum(known),
            weight=whole.weight,
        )
    else:
        return False
    return True


_LETTERED = frozenset(("IIT", "EIT", "OIT"))


def _item_code(faults: FaultCollector, spot: Spot, item: Item, instrument: str) -> None:
    """Results and lists tell an item by the letter of its instrument and a number."""
    letter = instrument[:1] if instrument in _LETTERED else ""
    if letter and not re.fullmatch(rf"{letter}[1-9]\d?", item.code, re.ASCII):
        faults.soft(
            spot,
            item.code,
            "code",
            "รหัส {code} ไม่ใช่รหัสข้อของ {instrument}",
            "ใช้ {letter} กับเลข 1 ถึง 99 เช่น {letter}1",
            instrument=instrument,
            letter=letter,
        )


def _items(faults: FaultCollector, framework: Framework) -> None:
    indicators = {indicator.code for indicator in framework.indicators}
    leaves = indicators - {indicator.parent for indicator in framework.indicators}
    by_code = {indicator.code: indicator for indicator in framework.indicators}
    texts = {fault.code for fault in faults.found}
    for index, item in enumerate(framework.items):
        spot = Spot("items", index)
        if item.indicator not in indicators:
            faults.hard(
                spot,
                item.code,
                "indicator",
                "ไม่มีตัวชี้วัด {indicator}",
                "ใช้รหัสตัวชี้วัดที่มี",
                indicator=item.indicator,
            )
        elif item.indicator not in leaves:
            faults.hard(
                spot,
                item.code,
                "indicator",
                "ตัวชี้วัด {indicator} มีตัวชี้วัดย่อย ข้อจึงต้องอยู่ใต้ตัวชี้วัดย่อย",
                "ใช้รหัสตัวชี้วัดย่อย",
                indicator=item.indicator,
            )
        leaf = by_code.get(item.indicator)
        above = by_code.get(leaf.parent, leaf) if leaf is not None else None
        if above is not None and item.code not in texts:
            _item_code(faults, spot, item, above.instrument)
        if item.scale in SURVEY_SCALES and not item.options:
            faults.soft(
                spot,
                item.code,
                "scale",
                "มาตราส่วน {scale} ไม่มีตัวเลือก",
                "เพิ่มตัวเลือกของมาตราส่วนนี้ (ในไฟล์อยู่ใต้ scales)",
                scale=item.scale.value,
            )
        if item.parts > 1 and item.scale not in SURVEY_SCALES:
            faults.hard(
                spot,
                item.code,
                "parts",
                "มีแต่ข้อที่ตอบด้วยตัวเลือกเท่านั้นที่ถามเป็นข้อย่อยได้",
                "ลบ parts หรือระบุมาตราส่วนของคำตอบ",
            )
        if any(not 1 <= number <= item.parts for number in item.turned_parts):
            faults.hard(
                spot,
                item.code,
                "turned_parts",
                "ข้อนี้ไม่มีข้อย่อยเลขนั้น",
                "ใช้เลขตั้งแต่ 1 ถึง {parts}",
                parts=item.parts,
            )
    filled = {item.indicator for item in framework.items}
    for index, indicator in enumerate(framework.indicators):
        if indicator.code in leaves - filled:
            faults.soft(
                Spot("indicators", index),
                indicator.code,
                "code",
                "ตัวชี้วัด {code} ไม่มีข้อ",
                "เพิ่มข้อของตัวชี้วัดนี้",
            )


def _citations(faults: FaultCollector, framework: Framework) -> None:
    known = {source.id for source in framework.sources}
    cited = [
        (section, index, row.code, row.source)
        for section, rows in _lists(framework)
        for index, row in enumerate(rows)
    ]
    for section, index, code, source in cited:
        for citation in filter(None, source.split("; ")):
            match = _CITATION.fullmatch(citation)
            if match is None:
                faults.soft(
                    Spot(section, index),
                    code,
                    "source",
                    "อ่านแหล่งอ้างอิง {citation} ไม่ได้",
                    "เขียนเป็น แหล่ง:บรรทัด เช่น 004:362 คั่นหลายแหล่งด้วย ; และเว้นวรรค",
                    citation=citation[:80],
                )
            elif match[1] not in known:
                faults.soft(
                    Spot(section, index),
                    code,
                    "source",
                    "ไม่มีแหล่งข้อมูล {id} ใต้หัวข้อ sources",
                    "เพิ่มแหล่งนี้ใต้ sources หรือแก้รหัส",
                    id=match[1],
                )
