"""Texts on what an OIT item must publish: points, formats, periods."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Final

from ita_desktop.documents.content import Paragraph, paragraph
from ita_desktop.documents.reports.shared import BULLET
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.framework import Formats, Item
from ita_desktop.domain.oit.parts import part_title
from ita_desktop.domain.records import Unit
from ita_desktop.domain.year import YearData

_FILES: Final = {"excel": "Excel", "word": "Word", "csv": "CSV", "json": "JSON"}
_shared: Final = partial(wording, papers=SHARED)
_LANGUAGES: Final = {
    "th": _shared("all.thai", "ภาษาไทย"),
    "en": _shared("all.english", "ภาษาอังกฤษ"),
}
_AS_TABLE: Final = _shared("all.as-table", "เป็นตาราง")
_ONLY: Final = _shared("all.only", "(เฉพาะ{ข้อมูล})")
_NONE_BELOW: Final[Mapping[str, Paragraph]] = MappingProxyType({})
_AS_OF: Final = _shared("all.as-of", "ข้อมูล ณ {วันที่}")


def points(item: Item, below: Mapping[str, Paragraph] = _NONE_BELOW) -> Iterator[Paragraph]:
    """Yields the points of an item as bullets, each part of it with a subheading; ``below`` has a
    line to stand below a point, by its code."""
    for part, of_part in groupby(item.requirements, key=lambda point: point.part):
        if part:
            yield paragraph(part, "cell-part", underline=True)
        for point in of_part:
            if point.text.startswith("*"):
                yield paragraph(point.text, "cell")
            else:
                yield paragraph(point.text, "cell", mark=BULLET)
                yield from (below[code] for code in (point.code,) if code in below)


def own_details(data: YearData, item: Item) -> str:
    """Returns what the office itself says that an item must publish; empty where the framework's
    points hold."""
    assignment = data.assignment_by_item.get(item.code)
    return assignment.details if assignment is not None else ""


def details(data: YearData, item: Item) -> Iterator[Paragraph]:
    """Yields what an item must publish: the office's own text with its numbers and bullets, else
    the points of the framework. In a text of several parts the line above the points of each is
    its subheading."""
    own = paragraphs(own_details(data, item))
    if not own:
        yield from points(item)
        return
    heads = {at for at, (line, below) in enumerate(pairwise(own)) if below.mark and not line.mark}
    for at, line in enumerate(own):
        is_head = at in heads and len(heads) > 1
        runs = tuple(replace(run, underline=is_head) for run in line.runs)
        yield replace(line, style="cell-part", runs=runs) if is_head else line


def formats(data: YearData, item: Item) -> str:
    """Returns the formats, as ``PDF และ Excel หรือ Word``; empty if none are prescribed."""
    return _formats(data, item.formats) if item.formats is not None else ""


def _formats(data: YearData, of: Formats) -> str:
    readable = " หรือ ".join(_FILES.get(form, form) for form in of.machine_readable)
    files = " และ ".join(name for name in ("PDF" if of.pdf else "", readable) if name)
    languages = "และ".join(
        _LANGUAGES[language].of(data) if language in _LANGUAGES else language
        for language in of.languages
    )
    table = _AS_TABLE.of(data) if of.layout == "table" else ""
    only = _ONLY.of(data, {"ข้อมูล": of.applies_to}) if of.applies_to else ""
    return " ".join(text for text in (files, languages, table, only) if text)


def names_formats(item: Item) -> bool:
    """Returns whether the item's points state the formats."""
    texts = " ".join(point.text for point in item.requirements)
    return any(word in texts for word in ("PDF", "ภาษาอังกฤษ"))


def as_of(data: YearData, item: Item) -> str:
    """Returns the as-of date of the data: the clerk's, else the framework's."""
    assignment = data.assignment_by_item.get(item.code)
    day = (assignment.as_of if assignment else None) or item.as_of
    return long_date(day) if day else ""


def times(data: YearData, item: Item) -> tuple[str, ...]:
    """Returns the periods and the as-of date that an item's data must cover, one per line."""
    periods = item.period.label.split(";") if item.period is not None else []
    day = as_of(data, item)
    lines = [*(period.strip() for period in periods), _AS_OF.of(data, {"วันที่": day}) if day else ""]
    return tuple(line for line in lines if line)


def due(data: YearData, code: str) -> str:
    """Returns the due date of an item; empty if none is set."""
    assignment = data.assignment_by_item.get(code)
    return long_date(assignment.due) if assignment and assignment.due else ""


def with_part(item: Item, part: str) -> str:
    """Returns an item's title, and the month or process of it on a line of its own."""
    return f"{item.title}\n{part_title(item, part)}" if part else item.title


def with_unit(words: str, unit: Unit | None) -> str:
    """Returns words of a worksheet's row, and the unit that the row is for on a line of its own."""
    return "\n".join(filter(None, (words, unit.label))) if unit is not None else words
