"""The rows that the year's own tables print, so that re-importing them changes nothing.

A row combines all findings of its items, and all of their measures: those of an item with several,
of OIT items with one score, of a whole indicator. Such a combined text belongs to no single finding
or measure and must not be written to one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ita_desktop.domain.analysis.findings import Finding
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.services.imports.measures.groups import steps_of

if TYPE_CHECKING:
    from ita_desktop.documents.reports.measures.lines import (
        IndicatorSection,
        MeasureLine,
        MeasureLines,
    )

_OTHERS = (MeasureKind.ITEM, MeasureKind.INDICATOR, MeasureKind.OWN, MeasureKind.PREPARATION)
"""The kinds of measures that the analysis by item prints beside the findings that they answer."""


class Printed:
    """The rows of the year's tables of analysis, measures and progress."""

    def __init__(self, year: YearData) -> None:
        self._year = year

    def findings(
        self, codes: Sequence[str], indicator: str, says: Mapping[str, str]
    ) -> tuple[Finding, ...] | None:
        """Return the findings that a row with these texts combines, whose items are known; None if
        no row has these texts, or if it is that of a single finding with the same items."""
        for line in self._lines(codes, indicator):
            found = line.findings
            if self._are_printed(found, says) and not self._is_single(found, codes):
                return found
        if codes:
            item = self._year.framework.item_by_code[codes[0]]
            whole = next(self._lines((), item.indicator)).findings
            return whole if self._are_printed(whole, says) else None
        return None

    def issue_lines(self, codes: Sequence[str], indicator: str) -> set[str]:
        """Return the lines of the issues in a row, normalised by :func:`steps_of`."""
        return {
            text
            for line in self._lines(codes, indicator)
            for finding in line.findings
            for text in steps_of(finding.issue or finding.weakness)
        }

    def measures(self, codes: Sequence[str], indicator: str, method: str) -> tuple[Measure, ...]:
        """Return the measures that a row with these steps combines, if there is such a row."""
        wanted = _once(steps_of(method))
        if not wanted:
            return ()
        for line in self._lines(codes, indicator):
            answering = {
                measure.id: measure
                for finding in line.findings
                for measure in self._year.measures_of_finding(finding.id)
            }
            for measures in (line.measures, tuple(answering.values())):
                improved = [finding.improvement for finding in line.findings]
                for texts in ([measure.method for measure in measures], improved):
                    if measures and _lines_of(texts) == wanted:
                        return measures
                for measure in measures:
                    if _once(steps_of(measure.method)) == wanted:
                        return (measure,)
        return ()

    def _are_printed(self, findings: Sequence[Finding], says: Mapping[str, str]) -> bool:
        """Return whether findings are printed with these texts, in any of the tables."""
        return bool(findings) and all(
            any(_lines_of(texts) == _once(steps_of(text)) for texts in _cells(name, findings))
            for name, text in says.items()
            if text
        )

    def _is_single(self, findings: Sequence[Finding], codes: Sequence[str]) -> bool:
        """Return whether a row has a single finding with exactly its items."""
        if len(findings) != 1:
            return False
        links = self._year.items_of_finding(findings[0].id)
        return {link.item_code for link in links} == set(codes) and not (
            findings[0].strength or findings[0].weakness
        )

    def _lines(self, codes: Sequence[str], indicator: str) -> "Iterator[MeasureLine]":
        """Yield the printed lines for a row of items, or of an indicator."""
        from ita_desktop.documents.reports.measures.lines import MeasureLine

        for table in self._tables:
            if codes:
                yield table.line(codes)
                continue
            code = table.section_of(indicator)
            section = next(section for section in self._sections if section.code == code)
            whole, measures = table.whole_findings(section), table.section_measures(section)
            yield MeasureLine((), None, whole, table.whole_measures(section))
            yield MeasureLine((), None, whole or table.section_findings(section), measures)

    @cached_property
    def _sections(self) -> "tuple[IndicatorSection, ...]":
        from ita_desktop.documents.reports.measures.lines import sections

        return sections(self._year)

    @cached_property
    def _tables(self) -> "tuple[MeasureLines, ...]":
        from ita_desktop.documents.kinds import ReportContext
        from ita_desktop.documents.reports.measures.lines import MeasureLines, of_kind

        year = self._year
        by_item = of_kind(year, MeasureKind.ITEM, MeasureKind.INDICATOR)
        by_indicator = of_kind(year, MeasureKind.INDICATOR, MeasureKind.ITEM)
        all_of = tuple(measure for measure in year.measures if measure.kind in _OTHERS)
        context = ReportContext(year)
        return tuple(
            MeasureLines(context, measures)
            for measures in dict.fromkeys((by_item, by_indicator, all_of))
        )


def says_schedule(measures: Sequence[Measure], words: str) -> bool:
    """Return whether the combined row of ``measures`` has this schedule text, or it is empty."""
    from ita_desktop.documents.reports.measures.words import time_of

    times = dict.fromkeys(time_of(measure) for measure in measures)
    return not words or key(words) == key("".join(times))


def says_follow_up(measures: Sequence[Measure], words: str) -> bool:
    """Return whether the combined row of ``measures`` has this follow-up text, or it is empty."""
    from ita_desktop.documents.reports.measures.words import follow_up

    wanted = _once(steps_of(words))
    own = _lines_of(measure.monitoring for measure in measures)
    return not wanted or wanted in (own, _lines_of(follow_up(measure) for measure in measures))


def _cells(name: str, findings: Sequence[Finding]) -> Iterator[list[str]]:
    """Yield the texts of findings that each table prints in a column."""
    yield [getattr(finding, name) for finding in findings]
    if name == "issue":
        yield [finding.issue or finding.weakness for finding in findings]
        yield [
            text
            for finding in findings
            for text in (finding.strength, finding.weakness, finding.issue)
        ]


def _lines_of(texts: Iterable[str]) -> list[str]:
    return _once(line for text in texts for line in steps_of(text))


def _once(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))
