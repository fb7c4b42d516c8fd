"""One framework file as a :class:`Framework`, valid or refused with every fault named.

The file of level sets.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from ita_desktop.domain.dates import BUDDHIST_OFFSET, FIRST_YEAR, LAST_YEAR
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import (
    CalendarDefault,
    Formats,
    Framework,
    Indicator,
    Instrument,
    Item,
    ItemProcess,
    Level,
    LevelSet,
    Option,
    Period,
    ProofKind,
    Requirement,
    RequirementProof,
    RequirementsBasis,
    Rule,
    Scale,
    SourceDocument,
    turned,
)
from ita_desktop.domain.scores.crosswalk import FrameworkLink, Relation
from ita_desktop.frameworks.checks import disagreements, level_faults
from ita_desktop.frameworks.table import (
    Faults,
    FrameworkFileError,
    Map,
    MappingReader,
    Spot,
    read_head,
    read_tree,
)

LEVELS_SCHEMA = "ita-levels/1"


def read_level_sets(path: Path) -> tuple[LevelSet, ...]:
    """The level sets of a file. Raises :class:`FrameworkFileError` with every fault."""
    faults = Faults(path.name)
    sets = level_sets_of(read_tree(path, faults), faults)
    faults.raise_if_any()
    return sets


def level_sets_of(tree: Map, faults: Faults) -> tuple[LevelSet, ...]:
    """The level sets of a file's mapping; what is wrong with them goes to ``faults``."""
    root = MappingReader(tree, "", faults, {})
    root.text("schema")
    sets: list[LevelSet] = []
    for row in root.rows("level_sets", required=True):
        levels = _level_set(row)
        if levels.code in {set_.code for set_ in sets}:
            row.fault("code", "รหัส {code} ซ้ำ", "ให้รหัสที่ไม่ซ้ำกัน", code=levels.code)
        sets.append(levels)
    root.finish()
    return tuple(sets)


def _level_set(row: MappingReader) -> LevelSet:
    code = row.text("code", required=True)
    name = row.text("name_th", required=True)
    levels = LevelSet(
        code, name, read_levels(row, required=True), row.text("status"), row.text("note_th")
    )
    row.finish()
    return levels


def read_levels(row: MappingReader, *, required: bool = False) -> tuple[Level, ...]:
    """The levels that a level set lists, best first; what is wrong with them is noted."""
    tables: list[MappingReader] = []
    levels: list[Level] = []
    for reader in row.rows("levels", required=required):
        level = Level(
            code=reader.text("code", required=True),
            name=reader.text("name_th", required=True),
            total_min=reader.number("total_min", required=True) or Decimal(0),
            each_instrument_min=reader.number("each_instrument_min"),
        )
        reader.finish()
        tables.append(reader)
        levels.append(level)
    found = level_faults(LevelSet("", "", tuple(levels))) if levels else []
    for fault in found:
        place = tables[fault.spot.at] if fault.spot.section else row
        place.fault(fault.key, fault.template, fault.remedy, **fault.fields)
    return tuple(levels)


SCHEMA = "ita-framework/1"
_HEAD = frozenset({"schema", "code", "fiscal_years", "title_th"})
"""What is known of a framework before it is read whole."""


@dataclass(frozen=True, slots=True)
class FrameworkInfo:
    """What a list of frameworks shows: the years are Buddhist fiscal years."""

    code: str
    title: str
    fiscal_years: tuple[int, ...]
    path: Path


def read_info(path: Path) -> FrameworkInfo:
    """The head of a framework file, the title with all its years.

    Raises :class:`FrameworkFileError`.
    """
    faults = Faults(path.name)
    tree = read_head(path, _HEAD, faults)
    root, years = _head(tree, faults)
    root = root.with_fields({"year": "-".join(map(str, years))})
    info = FrameworkInfo(
        root.text("code", required=True), root.text("title_th", required=True), years, path
    )
    faults.raise_if_any()
    return info


def read_framework(
    path: Path, level_sets: Mapping[str, LevelSet], fiscal_year: int | None = None
) -> Framework:
    """The framework of a file as it reads in ``fiscal_year``, else in the last of its years.

    Raises :class:`FrameworkFileError` with every fault of the file, InputError for a year that no
    framework can be for.
    """
    if fiscal_year is not None and not FIRST_YEAR <= fiscal_year <= LAST_YEAR:
        raise InputError(
            "ปีงบประมาณ {year} อยู่นอกช่วงที่ใช้ได้", remedy="ใช้ปี พ.ศ. เช่น 2568", year=fiscal_year
        )
    faults = Faults(path.name)
    tree = read_tree(path, faults)
    framework = framework_of(tree, faults, level_sets, fiscal_year)
    faults.raise_if_any()
    return framework


def framework_of(
    tree: Map, faults: Faults, level_sets: Mapping[str, LevelSet], fiscal_year: int | None = None
) -> Framework:
    """The framework that a file's mapping holds; what is wrong with it goes to ``faults``."""
    root, years = _head(tree, faults)
    year = fiscal_year or (years or (LAST_YEAR,))[-1]
    root = root.with_fields({"year": str(year), "previous_year": str(year - 1)})
    parts = read_parts(root, year)
    framework = Framework(
        code=root.text("code", required=True),
        title=root.text("title_th", required=True),
        fiscal_years=years,
        instruments=tuple(instrument for _, instrument in parts.instruments),
        indicators=tuple(indicator for _, indicator in parts.indicators),
        items=tuple(item for _, item in parts.items),
        levels=_levels(root, level_sets),
        response_system=root.text("response_system"),
        notes=root.texts("notes_th"),
        calendar=tuple(day for _, day in parts.calendar),
        sources=tuple(source for _, source in parts.sources),
        drafted_from=_drafted_from(root, year in years),
        links=tuple(parts.links),
    )
    root.finish()
    _check(root, parts, framework)
    return framework


# The rows of a framework file as domain objects, each with the table it was read from.

_BASES = ("printed", "derived", "supplied", "assumed", "unknown")
_GRANULARITIES = ("fiscal_year", "quarter", "month", "month_or_quarter", "month_optional")
_ORDINARY_YEAR = 2001
"""A year without 29 February, which a date of every year cannot have."""


@dataclass(slots=True)
class Parts:
    """What a framework file lists, each part beside its table."""

    sources: list[tuple[MappingReader, SourceDocument]] = field(default_factory=list)
    instruments: list[tuple[MappingReader, Instrument]] = field(default_factory=list)
    indicators: list[tuple[MappingReader, Indicator]] = field(default_factory=list)
    items: list[tuple[MappingReader, Item]] = field(default_factory=list)
    requirements: list[tuple[MappingReader, str, Requirement]] = field(default_factory=list)
    """With the code of the item."""
    calendar: list[tuple[MappingReader, CalendarDefault]] = field(default_factory=list)
    links: list[FrameworkLink] = field(default_factory=list)
    counts: list[tuple[MappingReader, str, str, int]] = field(default_factory=list)
    """What the file says how many there are: table, key, code of the part, count."""

    def table(self, spot: Spot) -> MappingReader | None:
        """The table of a part; none for the file as a whole."""
        if not spot.section:
            return None
        table: MappingReader = getattr(self, spot.section)[spot.at][0]
        return table


def read_parts(root: MappingReader, fiscal_year: int) -> Parts:
    """The lists of the file, for ``fiscal_year``."""
    parts = Parts()
    for row in root.rows("sources", name="id"):
        source = SourceDocument(row.text("id", required=True), row.text("about_th", required=True))
        parts.sources.append((row, source))
        row.finish()
    scales = _scales(root)
    for row in root.rows("instruments", required=True):
        parts.instruments.append((row, _instrument(row, parts)))
    for row in root.rows("indicators", required=True):
        parts.indicators.append((row, _indicator(row, parts)))
    for row in root.rows("items", required=True):
        parts.items.append((row, _item(row, parts, scales, fiscal_year)))
    for row in root.rows("calendar"):
        parts.calendar.append((row, _calendar_default(row)))
    codes = {item.code for _, item in parts.items}
    for row in root.rows("links", name="to"):
        parts.links.append(_link(row, codes))
    return parts


def _scales(root: MappingReader) -> dict[Scale, tuple[Option, ...]]:
    scales: dict[Scale, tuple[Option, ...]] = {}
    for row in root.rows("scales"):
        row.text("code", required=True)
        scale = row.choice("code", Scale, Scale.UNKNOWN)
        options = _listed_options(row, required=True)
        if scale in scales:
            row.fault("code", "มาตราส่วน {code} ซ้ำ", "ลบออกหนึ่งรายการ", code=scale.value)
        scales[scale] = options
        row.finish()
    return scales


def _listed_options(row: MappingReader, *, required: bool = False) -> tuple[Option, ...]:
    options: list[Option] = []
    for option in row.rows("options", required=required, name="n"):
        number = option.whole("n", required=True, low=1, high=99) or 0
        label = option.text("label_th", required=True)
        points = option.number("points", required=True) or Decimal(0)
        if number in {option.number for option in options}:
            option.fault("n", "ตัวเลือกที่ {number} ซ้ำ", "ให้เลขลำดับที่ไม่ซ้ำ", number=number)
        options.append(Option(number, label, points))
        option.finish()
    return tuple(options)


def _instrument(row: MappingReader, parts: Parts) -> Instrument:
    code = row.text("code", required=True)
    _count(row, "indicator_count", code, parts)
    _count(row, "item_count", code, parts)
    sample = row.table("sample")
    instrument = Instrument(
        code=code,
        name=row.text("name_th", required=True),
        name_en=row.text("name_en"),
        weight=row.number("weight", required=True) or Decimal(0),
        weight_basis=row.word("weight_basis", _BASES),
        rule=row.choice("rule", Rule, Rule.MEAN_OF_ITEMS),
        respondents=row.texts("respondents_th"),
        general_requirements=row.texts("general_requirements_th"),
        sample_groups=sample.whole("groups") if sample else None,
        sample_minimum=sample.whole("minimum") if sample else None,
        sample_condition=sample.text("condition_th") if sample else "",
        note=row.text("note_th"),
        source=row.text("source"),
    )
    if sample:
        sample.finish()
    row.finish()
    return instrument


def _indicator(row: MappingReader, parts: Parts) -> Indicator:
    code = row.text("code", required=True)
    _count(row, "item_count", code, parts)
    indicator = Indicator(
        code=code,
        instrument=row.text("instrument", required=True),
        name=row.text("name_th", required=True),
        name_en=row.text("name_en"),
        parent=row.text("parent"),
        weight=row.number("weight"),
        weight_basis=row.word("weight_basis", _BASES),
        rule=row.choice("rule", Rule, Rule.MEAN_OF_ITEMS),
        note=row.text("note_th"),
        source=row.text("source"),
    )
    row.finish()
    return indicator


def _count(row: MappingReader, key: str, code: str, parts: Parts) -> None:
    count = row.whole(key)
    if count is not None:
        parts.counts.append((row, key, code, count))


def _item(
    row: MappingReader, parts: Parts, scales: Mapping[Scale, tuple[Option, ...]], fiscal_year: int
) -> Item:
    code = row.text("code", required=True)
    row.text("scale", required=True)
    scale = row.choice("scale", Scale, Scale.UNKNOWN)
    reverse = row.flag("reversed")
    requirements, processes, proofs = [], [], []
    for point in row.rows("requirements"):
        requirement = Requirement(
            code=point.text("code", required=True),
            text=point.text("text_th", required=True),
            part=point.text("part_th"),
            optional=bool(point.flag("optional")),
        )
        requirements.append(requirement)
        if unit := point.text("unit_th"):
            processes.append(ItemProcess(requirement.code, unit))
        if kinds := point.choices("proof", ProofKind):
            proofs.append(RequirementProof(requirement.code, kinds))
        parts.requirements.append((point, code, requirement))
        point.finish()
    item = Item(
        code=code,
        indicator=row.text("indicator", required=True),
        # Of a survey question the wording may be unknown.
        title=row.text("title_th", required=scale is Scale.DISCLOSURE),
        scale=scale,
        reversed=reverse,
        options=_options(row, scale, scales, reverse=bool(reverse)),
        options_basis=row.word("options_basis", _BASES),
        parts=row.whole("parts", low=1, high=9) or 1,
        turned_parts=row.wholes("turned_parts", low=1, high=9, required=False),
        requirements=tuple(requirements),
        requirements_basis=row.choice(
            "requirements_basis", RequirementsBasis, RequirementsBasis.UNKNOWN
        ),
        processes=tuple(processes),
        proofs=tuple(proofs),
        formats=_formats(row),
        period=_period(row, fiscal_year),
        as_of=_as_of(row, fiscal_year),
        responsible=row.texts("responsible_th"),
        monitoring=row.text("monitoring_th"),
        variants=_variants(row),
        title_variants=_title_variants(row),
        note=row.text("note_th"),
        source=row.text("source"),
    )
    row.finish()
    return item


def _options(
    row: MappingReader, scale: Scale, scales: Mapping[Scale, tuple[Option, ...]], *, reverse: bool
) -> tuple[Option, ...]:
    """The answers of a survey item: its own as they score, else those of its scale, whose points
    a reversed item takes from 100."""
    if own := _listed_options(row):
        return own
    options = scales.get(scale, ())
    return turned(options) if reverse else options


def _formats(row: MappingReader) -> Formats | None:
    table = row.table("formats")
    if table is None:
        return None
    formats = Formats(
        pdf=bool(table.flag("pdf")),
        machine_readable=table.texts("machine_readable_any_of"),
        languages=table.texts("languages"),
        layout=table.text("layout"),
        applies_to=table.text("applies_to_th"),
    )
    table.finish()
    return formats


def _period(row: MappingReader, fiscal_year: int) -> Period | None:
    table = row.table("period")
    if table is None:
        return None
    start, end = _month(table, "from_month", fiscal_year), _month(table, "to_month", fiscal_year)
    if start and end and start > end:
        table.fault(
            "to_month",
            "เดือนสุดท้ายอยู่ก่อนเดือนแรก",
            "เรียงเดือนตามปีงบประมาณ ตั้งแต่ตุลาคม (10) ถึงกันยายน (9)",
        )
    period = Period(
        label=table.text("label_th", required=True),
        start=start,
        end=end,
        minimum=bool(table.flag("minimum")),
        granularity=table.word("granularity", _GRANULARITIES),
        every_month=bool(table.flag("every_month")),
    )
    table.finish()
    return period


def _month(table: MappingReader, key: str, fiscal_year: int) -> str:
    """The ISO month (``2024-10``) of a month of the Buddhist ``fiscal_year``."""
    month = table.whole(key, required=True, low=1, high=12)
    if month is None:
        return ""
    return CalendarDefault("", "", month, 1).in_year(fiscal_year).isoformat()[:7]


def _as_of(row: MappingReader, fiscal_year: int) -> date | None:
    table = row.table("as_of")
    if table is None:
        return None
    month, day = _month_and_day(table)
    table.finish()
    return CalendarDefault("", "", month, day).in_year(fiscal_year)


def _month_and_day(table: MappingReader) -> tuple[int, int]:
    month = table.whole("month", required=True, low=1, high=12) or 1
    day = table.whole("day", required=True, low=1, high=31) or 1
    try:
        date(_ORDINARY_YEAR, month, day)
    except ValueError:
        table.fault("day", "เดือน {month} ไม่มีวันที่ {day}", "แก้วันที่", month=month, day=day)
        return month, 1
    return month, day


def _variants(row: MappingReader) -> tuple[tuple[str, str], ...]:
    found = []
    for reader in row.rows("variants", name="service_th"):
        found.append(
            (reader.text("service_th", required=True), reader.text("text_th", required=True))
        )
        reader.finish()
    return tuple(found)


def _title_variants(row: MappingReader) -> tuple[tuple[int, str], ...]:
    found = []
    for reader in row.rows("title_variants", name="fiscal_year"):
        year = reader.whole("fiscal_year", required=True, low=BUDDHIST_OFFSET, high=9999) or 0
        found.append((year, reader.text("text_th", required=True)))
        reader.finish()
    return tuple(found)


def _link(row: MappingReader, codes: Container[str]) -> FrameworkLink:
    link = FrameworkLink(
        framework=row.text("from", required=True),
        old=row.text("item", required=True),
        new=row.text("to", required=True),
        relation=Relation(row.word("relation", tuple(Relation)) or Relation.CHANGED),
    )
    if link.new and link.new not in codes:
        row.fault("to", "ไม่มีข้อ {to} ในกรอบนี้", "ใช้รหัสข้อที่มีใต้ items หรือลบรายการนี้", to=link.new)
    row.finish()
    return link


def _calendar_default(row: MappingReader) -> CalendarDefault:
    month, day = _month_and_day(row)
    default = CalendarDefault(
        code=row.text("code", required=True),
        title=row.text("title_th", required=True),
        month=month,
        day=day,
        basis=row.word("basis", _BASES),
    )
    row.finish()
    return default


def _check(root: MappingReader, parts: Parts, framework: Framework) -> None:
    """Note every disagreement at the row that it concerns."""
    for fault in disagreements(framework):
        row = parts.table(fault.spot) or root
        row.fault(fault.key, fault.template, fault.remedy, **fault.fields)
    for row, key, code, text in parts.counts:
        if key == "item_count":
            found = len(framework.items_of(code))
        else:
            found = len(framework.indicators_of(code))
        if found != text:
            row.fault(
                key,
                "{name} เป็น {said} แต่ในไฟล์มี {found}",
                "แก้จำนวน หรือเพิ่มหรือลบรายการให้ตรง",
                name=key,
                said=text,
                found=found,
            )


def _head(tree: Map, faults: Faults) -> tuple[MappingReader, tuple[int, ...]]:
    """The file's table and the years that it is for."""
    head = MappingReader(tree, "", faults, {})
    if head.text("schema", required=True) not in {SCHEMA, ""}:
        head.fault(
            "schema", "ไม่ใช่ไฟล์กรอบการประเมิน", "ใช้ไฟล์ที่ขึ้นต้นด้วย schema: {schema}", schema=SCHEMA
        )
        raise FrameworkFileError(faults.problems)
    return head, head.wholes("fiscal_years", low=FIRST_YEAR, high=LAST_YEAR)


def _drafted_from(root: MappingReader, prints_year: bool) -> str:
    """The code of the framework that this one was copied from, if it is a draft in its year: the
    file says so, or is for other years."""
    status, copied = root.word("status", ("draft",)), root.text("copied_from")
    if copied and not status:
        root.fault(
            "copied_from", "copied_from ใช้กับ status: draft เท่านั้น", "เพิ่ม status: draft หรือลบออก"
        )
    if status or not prints_year:
        return copied or root.text("code")
    return ""


def _levels(root: MappingReader, level_sets: Mapping[str, LevelSet]) -> LevelSet:
    """The level set that the year uses, with what is known of that choice: one of the shipped
    sets by its code, or one whose levels the file lists itself."""
    chosen = root.table("level_set")
    if chosen is None:
        root.fault(
            "level_set",
            "ไม่มี {name} ซึ่งต้องมี",
            "เพิ่มหัวข้อ {name}: พร้อมค่า",
            name="level_set",
        )
        return LevelSet("", "", ())
    code = chosen.text("set", required=True)
    levels = level_sets.get(code)
    status, note = chosen.text("status"), chosen.text("note_th")
    own = read_levels(chosen)
    name = chosen.text("name_th", required=bool(own))
    chosen.finish()
    if own:
        return LevelSet(code, name, own, status, note)
    if levels is None:
        chosen.fault(
            "set",
            "ไม่มีชุดระดับ {code}",
            "ใช้ชุดใดชุดหนึ่ง: {known} หรือเขียนระดับเองใต้ levels",
            code=code,
            known=", ".join(level_sets),
        )
        return LevelSet(code, "", ())
    return replace(levels, status=status or levels.status, note=note or levels.note)
