"""The frameworks that come with the program, and files from elsewhere, read; and a framework as
plain data and as a framework file: what one district has corrected, for another to use.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ita_desktop.domain.dates import MONTHS
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import (
    CalendarDefault,
    Framework,
    Indicator,
    Instrument,
    Item,
    LevelSet,
    Option,
    Period,
    Scale,
    scale_options,
    unturned,
)
from ita_desktop.domain.framework_draft import FrameworkStatus, status_of_source
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.scores.crosswalk import FrameworkLink
from ita_desktop.frameworks import framework_file, table
from ita_desktop.paths import resource

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]
_HEAD = """\
# กรอบการประเมิน ITA ของปีงบประมาณ พ.ศ. {year} เขียนโดย ITA Desktop
# ตรวจหลังแก้ไขด้วยคำสั่ง ita-desktop frameworks validate
# {{year}} และ {{previous_year}} ในข้อความคือปีงบประมาณที่ใช้กรอบนี้และปีก่อนหน้า
# ปีกกาที่เป็นตัวอักษรเขียนซ้อนกันสองตัว เดือนและวันอยู่ในปีงบประมาณนั้น
schema: ita-framework/1
"""
_MONTH = "|".join(MONTHS)
_IN_YEAR = (
    rf"(?P<before>ปีงบประมาณ (?:พ\.ศ\. )?|ITA |เดือน(?:{_MONTH}) "
    rf"|ณ (?:วันที่ )?\d{{1,2}} (?:{_MONTH}) )(?P<year>{{years}})(?![\d.]| ?[-–/]| ถึง)"
)
"""Where a year in a text is that of the assessment, and next time the next one: after the words
fiscal year, ITA, a month's name, or a day as of which data are. Everywhere else (an act's year, the
day of a resolution, a span of years) it stays as it is."""

_BREAKS = lazy_re("[\x85\u2028\u2029]")


def to_text(framework: Framework, fiscal_year: int, sets: Iterable[LevelSet] = ()) -> str:
    """``framework`` as a file that reads, in the Buddhist ``fiscal_year``, as the same framework.

    Its texts must be those of that year. Where they name the year, or the one before, as the year
    of the assessment, the file names ``{year}`` and ``{previous_year}``, so that it serves later
    years, too. Levels that none of the shipped ``sets`` has are written out.
    """
    words = _Words(fiscal_year)
    parts: dict[str, Any] = {
        "code": framework.code,
        "fiscal_years": _Row(framework.fiscal_years),
        "status": "draft" if framework.drafted_from else None,
        "copied_from": framework.drafted_from,
        "title_th": words.filled(framework.title),
        "response_system": words.kept(framework.response_system),
        "level_set": _levels(framework.levels, {set_.code: set_ for set_ in sets}, words),
        "notes_th": words.all_kept(framework.notes),
        "sources": [
            {"id": source.id, "about_th": words.kept(source.about)} for source in framework.sources
        ],
    }
    scales = scale_options(framework)
    lists: dict[str, list[dict[str, Any]]] = {
        "scales": [
            {"code": scale.value, "options": _options(options, words)}
            for scale, options in scales.items()
        ],
        "instruments": [_instrument(instrument, words) for instrument in framework.instruments],
        "indicators": [_indicator(indicator, words) for indicator in framework.indicators],
        "items": [_item(item, words, scales) for item in framework.items],
        "calendar": [_day(calendar_default, words) for calendar_default in framework.calendar],
        "links": [_link(link) for link in framework.links],
    }
    text = _HEAD.format(year=fiscal_year) + _yaml(_without_empty(parts))
    for name, rows in lists.items():
        if rows:
            apart = "\n" if name == "items" else ""
            text += f"\n{name}:\n" + apart.join(_yaml([_without_empty(row)], 2) for row in rows)
    return text


class _Row(tuple[Any, ...]):
    """A list that stands in one line."""

    __slots__ = ()


class _Line(dict[str, Any]):
    """A mapping that stands in one line."""

    __slots__ = ()


class _Words:
    """Texts of a year as a file of every year has them."""

    def __init__(self, fiscal_year: int) -> None:
        self._fields = {str(fiscal_year): "{year}", str(fiscal_year - 1): "{previous_year}"}
        self._in_year = re.compile(_IN_YEAR.replace("{years}", "|".join(self._fields)))

    def kept(self, text: str) -> str:
        """A text whose years are facts."""
        return text.replace("{", "{{").replace("}", "}}")

    def all_kept(self, texts: Iterable[str]) -> list[str]:
        return [self.kept(text) for text in texts]

    def filled(self, text: str) -> str:
        """A text that names the year of the assessment, perhaps."""
        return self._in_year.sub(
            lambda found: found["before"] + self._fields[found["year"]], self.kept(text)
        )

    def all_filled(self, texts: Iterable[str]) -> list[str]:
        return [self.filled(text) for text in texts]


def _levels(levels: LevelSet, sets: Mapping[str, LevelSet], words: _Words) -> dict[str, Any]:
    shipped = sets.get(levels.code)
    is_own = shipped is None or not _same_levels(levels, shipped)
    rows = [
        _Line(
            _without_empty(
                {
                    "code": level.code,
                    "name_th": words.kept(level.name),
                    "total_min": level.total_min,
                    "each_instrument_min": level.each_instrument_min,
                }
            )
        )
        for level in levels.levels
    ]
    return _without_empty(
        {
            "set": levels.code,
            "name_th": words.kept(levels.name) if is_own else None,
            "status": words.kept(levels.status),
            "note_th": words.kept(levels.note),
            "levels": rows if is_own else None,
        }
    )


def _same_levels(levels: LevelSet, shipped: LevelSet) -> bool:
    """Whether naming the shipped set is enough: what a file leaves empty is the set's own."""
    return (
        levels.levels == shipped.levels
        and levels.name == shipped.name
        and (levels.status or shipped.status) == levels.status
        and (levels.note or shipped.note) == levels.note
    )


def _options(options: Iterable[Option], words: _Words) -> list[_Line]:
    return [
        _Line(n=option.number, label_th=words.kept(option.label), points=option.points)
        for option in options
    ]


def _instrument(instrument: Instrument, words: _Words) -> dict[str, Any]:
    return {
        "code": instrument.code,
        "name_th": words.filled(instrument.name),
        "name_en": words.kept(instrument.name_en),
        "weight": instrument.weight,
        "weight_basis": instrument.weight_basis,
        "rule": instrument.rule.value,
        "respondents_th": words.all_filled(instrument.respondents),
        "sample": _without_empty(
            {
                "groups": instrument.sample_groups,
                "minimum": instrument.sample_minimum,
                "condition_th": words.filled(instrument.sample_condition),
            }
        ),
        "general_requirements_th": words.all_filled(instrument.general_requirements),
        "note_th": words.kept(instrument.note),
        "source": words.kept(instrument.source),
    }


def _indicator(indicator: Indicator, words: _Words) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "name_th": words.filled(indicator.name),
        "name_en": words.kept(indicator.name_en),
        "instrument": indicator.instrument,
        "parent": indicator.parent,
        "weight": indicator.weight,
        "weight_basis": indicator.weight_basis,
        "rule": indicator.rule.value,
        "note_th": words.kept(indicator.note),
        "source": words.kept(indicator.source),
    }


def _item(item: Item, words: _Words, scales: Mapping[Scale, tuple[Option, ...]]) -> dict[str, Any]:
    from_scale = scales.get(item.scale, ())
    units = {process.requirement: process.unit for process in item.processes}
    proofs = {proof.requirement: [kind.value for kind in proof.kinds] for proof in item.proofs}
    return {
        "code": item.code,
        "indicator": item.indicator,
        "title_th": words.filled(item.title),
        "scale": item.scale.value,
        "reversed": item.reversed,
        "options": [] if unturned(item) == from_scale else _options(item.options, words),
        "options_basis": item.options_basis,
        "parts": item.parts if item.parts > 1 else None,
        "turned_parts": _Row(item.turned_parts),
        "requirements_basis": item.requirements_basis.value,
        "requirements": [
            _without_empty(
                {
                    "code": point.code,
                    "part_th": words.filled(point.part),
                    "text_th": words.filled(point.text),
                    "unit_th": words.filled(units.get(point.code, "")),
                    "proof": _Row(proofs.get(point.code, ())),
                    "optional": point.optional or None,
                }
            )
            for point in item.requirements
        ],
        "formats": item.formats
        and _without_empty(
            {
                "pdf": item.formats.pdf or None,
                "machine_readable_any_of": _Row(words.all_kept(item.formats.machine_readable)),
                "languages": _Row(words.all_kept(item.formats.languages)),
                "layout": words.kept(item.formats.layout),
                "applies_to_th": words.filled(item.formats.applies_to),
            }
        ),
        "period": item.period and _period(item.period, words),
        "as_of": item.as_of and _Line(month=item.as_of.month, day=item.as_of.day),
        "responsible_th": words.all_filled(item.responsible),
        "monitoring_th": words.filled(item.monitoring),
        "variants": [
            {"service_th": words.kept(service), "text_th": words.filled(text)}
            for service, text in item.variants
        ],
        "title_variants": [
            {"fiscal_year": year, "text_th": words.kept(text)} for year, text in item.title_variants
        ],
        "note_th": words.kept(item.note),
        "source": words.kept(item.source),
    }


def _period(period: Period, words: _Words) -> dict[str, Any]:
    return _without_empty(
        {
            "label_th": words.filled(period.label),
            "from_month": _month(period.start),
            "to_month": _month(period.end),
            "minimum": period.minimum or None,
            "granularity": period.granularity,
            "every_month": period.every_month or None,
        }
    )


def _month(month: str) -> int:
    return date.fromisoformat(f"{month}-01").month


def _day(calendar_default: CalendarDefault, words: _Words) -> _Line:
    return _Line(
        _without_empty(
            {
                "code": calendar_default.code,
                "title_th": words.filled(calendar_default.title),
                "month": calendar_default.month,
                "day": calendar_default.day,
                "basis": calendar_default.basis,
            }
        )
    )


def _link(link: FrameworkLink) -> dict[str, Any]:
    return _Line(
        {
            "from": link.framework,
            "item": link.old,
            "to": link.new,
            "relation": link.relation.value,
        }
    )


def _without_empty(row: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping without what is not given."""
    return {
        name: value
        for name, value in row.items()
        if isinstance(value, bool | int | Decimal) or (value is not None and len(value) > 0)
    }


@cache
def _dumper() -> Any:
    """YAML's writer, which writes one line a text however long, and indents lists as the shipped
    files have them. It is made when it is needed: a start need not load YAML."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
            super().increase_indent(flow, indentless=False)

    def text(dumper: Dumper, value: str) -> yaml.ScalarNode:
        style = "|" if "\n" in value else None
        if _BREAKS.search(value):
            style = '"'  # what YAML takes for the end of a line, and Thai offices' programs do not
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    def number(dumper: Dumper, value: Decimal) -> yaml.ScalarNode:
        plain = f"{value:f}"
        kind = "float" if "." in plain else "int"
        return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", plain)

    def row(dumper: Dumper, value: _Row) -> yaml.SequenceNode:
        return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)

    def line(dumper: Dumper, value: _Line) -> yaml.MappingNode:
        return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)

    Dumper.add_representer(str, text)
    Dumper.add_representer(Decimal, number)
    Dumper.add_representer(_Row, row)
    Dumper.add_representer(_Line, line)
    return Dumper


def _yaml(data: Any, indent: int = 0) -> str:
    """Data as YAML."""
    import yaml

    dumped = yaml.dump(
        data,
        Dumper=_dumper(),
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=10**9,
    )
    pad = " " * indent
    return "".join(
        f"{pad}{line}" if line.strip() else line for line in dumped.splitlines(keepends=True)
    )


def describe(framework: Framework) -> dict[str, Plain]:
    """``framework`` as JSON-ready data: numbers with decimals as text, dates as ISO text."""
    status = FrameworkStatus.DRAFT if framework.drafted_from else status_of_source(framework)
    return {"framework_status": status.value} | {
        field.name: _plain(getattr(framework, field.name)) for field in fields(framework)
    }


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value)


def available() -> tuple[framework_file.FrameworkInfo, ...]:
    """The shipped frameworks, oldest year first. Reads their heads only."""
    folder = resource("frameworks")
    infos = [_info(path) for path in sorted(folder.glob("*.yaml")) if path != _levels_path()]
    return tuple(sorted(infos, key=lambda info: info.fiscal_years))


def level_sets() -> tuple[LevelSet, ...]:
    """The shipped level sets."""
    return framework_file.read_level_sets(_levels_path())


def load(fiscal_year: int, *, used_in: int | None = None) -> Framework:
    """The shipped framework of the Buddhist ``fiscal_year``, as it reads in that year.

    With ``used_in`` its texts, periods and dates are those of another year (a new year that still
    uses the framework of an older one). Raises InputError when no framework is for the year.
    """
    infos = available()
    for info in infos:
        if fiscal_year in info.fiscal_years:
            return _shipped(info.path, used_in or fiscal_year)
    raise InputError(
        "ไม่มีกรอบการประเมินของปีงบประมาณ {year}",
        remedy="ใช้ปีใดปีหนึ่ง: {known}",
        year=fiscal_year,
        known=", ".join(str(year) for info in infos for year in info.fiscal_years),
    )


def load_file(path: Path, fiscal_year: int | None = None) -> Framework:
    """The framework of a file as it reads in ``fiscal_year``, else in the last of its years.

    Raises :class:`FrameworkFileError` (an InputError) with every fault of the file.
    """
    return framework_file.read_framework(path, _by_code(level_sets()), fiscal_year)


@cache
def _info(path: Path) -> framework_file.FrameworkInfo:
    """:func:`read_info` of a file that stays as it is while the program runs."""
    return framework_file.read_info(path)


@lru_cache(maxsize=16)
def _shipped(path: Path, fiscal_year: int | None = None) -> Framework:
    """:func:`load_file` of a file that stays as it is while the program runs."""
    return load_file(path, fiscal_year)


def load_code(code: str, used_in: int) -> Framework | None:
    """The shipped framework of that ``code`` as it reads in a Buddhist fiscal year; None where
    the program has no such framework."""
    found = next((info for info in available() if info.code == code), None)
    return _shipped(found.path, used_in) if found is not None else None


def standard_options() -> dict[Scale, tuple[Option, ...]]:
    """The answers of each survey scale in the newest shipped framework that has it."""
    found: dict[Scale, tuple[Option, ...]] = {}
    for info in available():
        found |= scale_options(_shipped(info.path))
    return found


def write_text(framework: Framework, fiscal_year: int) -> str:
    """``framework``, whose texts are those of the Buddhist ``fiscal_year``, as a framework file.

    Where it has no faults the file is valid, and reads in that year as the same framework.
    """
    return to_text(framework, fiscal_year, level_sets())


def moved(framework: Framework, fiscal_year: int, to_year: int) -> Framework:
    """A copy of a year's framework for another Buddhist fiscal year: texts that name the year of
    the assessment, periods and dates are those of ``to_year``; its faults stay."""
    tree = table.parse_tree(write_text(framework, fiscal_year), table.Faults(""))
    return framework_file.framework_of(tree, table.Faults(""), _by_code(level_sets()), to_year)


def validate_file(path: Path) -> list[table.Problem]:
    """Every fault of a framework file or a file of level sets, by line; none when it is valid."""
    faults = table.Faults(path.name)
    try:
        tree = table.read_tree(path, faults)
        if _schema(tree) == framework_file.LEVELS_SCHEMA:
            framework_file.level_sets_of(tree, faults)
        else:
            framework_file.framework_of(tree, faults, _by_code(level_sets()))
        faults.raise_if_any()
    except table.FrameworkFileError as error:
        return list(error.problems)
    return []


def _schema(tree: table.Map) -> str:
    return table.MappingReader(tree, "", table.Faults(""), {}).text("schema")


def _by_code(sets: tuple[LevelSet, ...]) -> dict[str, LevelSet]:
    return {set_.code: set_ for set_ in sets}


def _levels_path() -> Path:
    return resource("frameworks", "levels.yaml")
