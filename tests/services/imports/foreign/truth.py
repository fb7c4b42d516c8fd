"""Compares what is stored with what the book says, and asks whether what differs was told."""

import re
from collections import defaultdict
from collections.abc import Iterator

from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.text import one_line, to_arabic
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.registry import kind_named
from ita_desktop.exchange.remarks import Remark
from ita_desktop.services.imports.found.series import ImportSeries
from tests.services.imports.foreign.tables import Fact

_NUMBER = re.compile(r"^(?:\d{1,3}[.)]|[-–•])\s*")
_OWN = 40
"""Number of letters from which on a text is that of one measure."""
Key = tuple[str, str, str]


def same(first: str, second: str) -> bool:
    return plain(first) == plain(second)


def plain(text: str) -> list[str]:
    """The lines of a text without their numbers."""
    return [_NUMBER.sub("", to_arabic(one_line(line))) for line in text.split("\n") if line.strip()]


def stored(year: YearData, scores: YearData | None) -> dict[Key, str]:
    """Every stored value by kind, row and field."""
    found: dict[Key, list[str]] = defaultdict(list)
    for key, value in _stored(year, scores):
        if value:
            found[key].append(value)
    return {key: "\n".join(dict.fromkeys(values)) for key, values in found.items()}


def _stored(year: YearData, scores: YearData | None) -> Iterator[tuple[Key, str]]:
    units = {unit.id: unit.name for unit in year.units}
    people = {person.id: person for person in year.people}

    def name(owner) -> str:
        if owner.unit_id is not None:
            return units[owner.unit_id]
        if owner.person_id is not None:
            return people[owner.person_id].name
        return owner.post

    for assignment in year.assignments:
        owners = [name(own) for own in year.assignment_owners if own.assignment_id == assignment.id]
        at = ("assignments", assignment.item_code)
        yield (*at, "owners"), "\n".join(sorted(owners))
        yield (*at, "due"), assignment.due.isoformat() if assignment.due else ""
        yield (*at, "as_of"), assignment.as_of.isoformat() if assignment.as_of else ""
        yield (*at, "note"), assignment.note
    results = defaultdict(list)
    for entry in year.entries:
        results[entry.measure_id].append(entry.result or entry.text)
    for measure in year.measures:
        codes = [item.item_code for item in year.measure_items if item.measure_id == measure.id]
        owners = [name(own) for own in year.measure_owners if own.measure_id == measure.id]
        is_told = measure.kind is MeasureKind.COMMUNICATION
        for kind in ("communications",) if is_told else ("measures", "analysis", "progress"):
            for code in codes:
                at = (kind, code)
                yield (*at, "method"), measure.method
                yield (*at, "owners"), "\n".join(sorted(owners))
                yield (*at, "schedule"), measure.schedule
                yield (*at, "monitoring"), measure.monitoring
                for result in results[measure.id]:
                    yield (*at, "result"), result
    for finding in year.findings:
        for item in year.finding_items:
            if item.finding_id == finding.id:
                for kind in ("analysis", "progress"):
                    yield (kind, item.item_code, "issue"), finding.issue
    for member in year.members:
        if member.person_id is None:
            continue
        who = people[member.person_id]
        at = ("roster", who.name.split()[0])
        yield (*at, "name"), f"{who.prefix}{who.name}"
        yield (*at, "post"), member.post or who.job_title
        yield (*at, "unit"), units.get(member.unit_id or who.unit_id or "", "")
        yield (*at, "role"), member.role
    for day in year.calendar:
        yield ("calendar", day.title, "day"), day.day.isoformat()
        yield ("calendar", day.title, "note"), day.note
    for score in scores.scores if scores is not None else ():
        yield ("results", score.node, "score"), str(score.value)


def right(fact: Fact, found: dict[Key, str]) -> bool:
    """Whether a fact is stored as the book says."""
    value = found.get((fact.kind, fact.key, fact.field), "")
    if fact.field == "owners":
        return sorted(plain(value)) == sorted(plain(fact.value))
    if fact.among:
        return set(plain(fact.value)) <= set(plain(value))
    if fact.field == "score":
        return bool(value) and float(value) == float(fact.value)
    return same(value, fact.value)


_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


class Told:
    """What the import tells about the rows and columns of a book; a part that is not ticked is told
    as a whole."""

    def __init__(self, series: ImportSeries) -> None:
        self.rows: list[str] = []
        """Texts of the rows that something is told about."""
        self.remarks: list[str] = []
        self.kinds = {each.part.kind for each in series.parts if each.problem is not None}
        """Kinds with a table that is refused as a whole."""
        for planned in series.parts:
            rows = {
                (sheet.name, row.number): " ".join(map(str, row.values))
                for sheet in planned.part.source.sheets
                for row in sheet.rows
            }
            if planned.plan is None or not planned.part.is_taken:
                self.rows += rows.values()
                continue
            for remark in self._remarks(planned):
                self.remarks.append(remark.why)
                if remark.origin is not None:
                    self.rows.append(rows.get((remark.origin.sheet, remark.origin.row), ""))
        self.rows = [_letters(row) for row in self.rows]

    @staticmethod
    def _remarks(planned) -> Iterator[Remark]:
        yield from planned.doubts
        yield from planned.plan.skipped
        yield from planned.plan.flaws

    def about(self, fact: Fact) -> bool:
        """Whether a person is told about the row or the column of a fact."""
        # A heading whose marks went to another letter is told with its marks in order.
        heading = _MARKS.sub("", one_line(fact.heading))
        told = (_MARKS.sub("", why) for why in self.remarks)
        if fact.kind in self.kinds or any(heading in why for why in told):
            return True
        # Items that share a row are named together, with the program's name of the column.
        columns = {
            each.heading for each in kind_named(fact.kind).columns if each.name == fact.field
        }
        item = re.compile(rf"\b{fact.key}\b")
        if any(name in why and item.search(why) for why in self.remarks for name in columns):
            return True
        texts = [mark for mark in fact.marks if mark]
        # What another table says of the same measure is stored once, and told there.
        texts += [fact.value] if len(fact.value) > _OWN else []
        marks = [_letters(text) for text in texts]
        return any(mark in row for mark in marks for row in self.rows)


def _letters(text: str) -> str:
    """A text without spaces, some of which a PDF has not."""
    return to_arabic("".join(text.split()))
