"""The results of units in one cell of a progress report (whose they are, as reports print it), and
the rows that share a finding or a measure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.domain.roster.matching import kind_of_name
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.progress import ProgressRow

if TYPE_CHECKING:
    from ita_desktop.documents.wordings.templates import Template


_NUMBER = r"^\s*(?:\d{1,3}[.)]\s*)?"
_HEADED = lazy_re(r"(?:ฝ่าย|โรงเรียน)[^:\n]{2,80}:")
"""How a result begins that names its units."""
_TIMES = lazy_re(r"\s*\([^()]*\d[^()]*\)")
"""The occurrences of a unit that is missing: (ต.ค. 67, พ.ย. 67)."""


class CellResults(NamedTuple):
    """The results in a cell."""

    by_unit: Mapping[str | None, str]
    """By the unit's id; what is of all by None."""
    unknown: Sequence[str]
    """Names of units that the year does not have; what they did is among the results of all."""


class _Reader:
    def __init__(self, data: YearData) -> None:
        from ita_desktop.documents.reports.tracking import progress_report

        self._data = data
        self._heads = _patterns(data, progress_report.OF_UNIT, r"(?P<rest>.*)")
        self._missing = _patterns(data, progress_report.MISSING_RESULTS, "")

    def units(self, names: str) -> list[Unit | None]:
        """Return the units of names in one line, None for one that is not known."""
        found = (self._data.unit_finder.find(name.strip()) for name in names.split(","))
        return [unit if unit and unit.kind is not UnitKind.GROUP else None for unit in found]

    def head(self, line: str) -> tuple[str, str] | None:
        """Return the names that a line begins with, and the rest of it."""
        found = _first(self._heads, line)
        return (found["names"], found["rest"].strip()) if found is not None else None

    def names_missing_units(self, line: str) -> bool:
        """Return whether a line only tells which units have no result."""
        found = _first(self._missing, line)
        return found is not None and all(self.units(_TIMES.sub("", found["names"])))


def without_missing(data: YearData, text: str) -> tuple[str, list[str]]:
    """Return a cell's text without the lines that tell which units are missing, and these lines:
    the report makes them from the records."""
    reader = _Reader(data)
    kept: list[str] = []
    missing: list[str] = []
    for line in text.split("\n"):
        (missing if reader.names_missing_units(line) else kept).append(line)
    return "\n".join(kept), missing


def marked(unit: str, text: str) -> str:
    """Return a text with the name of its unit, given in a column, as reports print it."""
    return f"{unit}: {text}" if unit and text else text


def reporter_of(data: YearData, row: ProgressRow) -> str:
    """Return whose a result is that a row does not say in a column of its own: the only unit that
    is responsible, or the one whose report it is; empty if its own text names units, and for what
    is of all of a group."""
    if row.unit or _HEADED.match(row.result):
        return ""
    owner = row.owners[0].text if len(row.owners) == 1 else ""
    if (unit := data.unit_finder.find(owner)) is not None:
        return "" if unit.kind is UnitKind.GROUP else owner
    return row.reporter


def results_of(data: YearData, text: str) -> CellResults:
    """Return the results in a cell of a measure that several units do. Lines above the first name
    are of all units."""
    reader = _Reader(data)
    lines: dict[str | None, list[str]] = {None: []}
    unknown, now = [], [lines[None]]
    for line in text.split("\n"):
        head = reader.head(line)
        units = reader.units(head[0]) if head is not None else []
        if head is None or not units:
            _append(now, line)
        elif all(units):
            now = [lines.setdefault(unit.id if unit else None, []) for unit in units]
            _append(now, head[1])
        else:
            kinds = {kind_of_name(name) for name in head[0].split(",")} - {None}
            if kinds:
                now = [lines[None]]
            if kinds - {UnitKind.GROUP}:
                unknown.append(head[0])
            _append(now, line)
    return CellResults({unit: "\n".join(own) for unit, own in lines.items() if own}, unknown)


def _append(lists: Sequence[list[str]], line: str) -> None:
    for target in lists:
        target.extend([line] if line else [])


def _patterns(data: YearData, template: "Template", rest: str) -> list[re.Pattern[str]]:
    """Return patterns of the office's words and of those of other offices, which are the shipped
    ones; words without the names cannot be known again."""
    texts = dict.fromkeys((template.of(data, {"หน่วยงาน": "\0"}), template.text))
    found = (text.replace("{หน่วยงาน}", "\0").partition("\0") for text in texts)
    names = r"(?P<names>[^:]{2,400}?)" if rest else r"(?P<names>.+)"
    return [
        re.compile(f"{_NUMBER}{re.escape(before)}{names}{re.escape(behind)}{rest}")
        for before, mark, behind in found
        if mark
    ]


def _first(patterns: Iterable[re.Pattern[str]], line: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.fullmatch(line) for pattern in patterns)), None)


def clusters(count: int, shared: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return the numbers from 0 to ``count - 1`` in connected components of the ``shared`` groups.
    Components and their numbers are in order.

    >>> clusters(5, [(0, 1), (3, 1)])
    [[0, 1, 3], [2], [4]]
    """
    parent = list(range(count))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for group in shared:
        for number in group[1:]:
            first, second = sorted((root(group[0]), root(number)))
            parent[second] = first
    found: dict[int, list[int]] = {}
    for number in range(count):
        found.setdefault(root(number), []).append(number)
    return list(found.values())
