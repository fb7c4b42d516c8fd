"""What the year's own tables print in one row: what a file says in just these words is nothing new.

A row tells all findings of its items together, and all of their measures: those of an item with
several, of OIT items of one score, of a whole indicator. Such words are those of no single finding
or measure, so that they would change one of them into all, or make one more.
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
"""The kinds of measures that the analysis by item tells beside the findings that they answer."""


class Printed:
    """The rows that a year's tables of analysis, measures and progress would have."""

    def __init__(self, year: YearData) -> None:
        self._year = year

    def findings(
        self, codes: Sequence[str], indicator: str, says: Mapping[str, str]
    ) -> tuple[Finding, ...] | None:
        """The findings that a row tells together whose texts these are; None where they are no
        row's, or that of one finding with the same items."""
        for line in self._lines(codes, indicator):
            found = line.findings
            if self._tell(found, says) and not self._alone(found, codes):
                return found
        if codes:
            whole = next(self._lines((), self._head(codes[0], indicator))).findings
            return whole if self._tell(whole, says) else None
        return None

    def issue_lines(self, codes: Sequence[str], indicator: str) -> set[str]:
        """The lines of what was found in a row, as steps are known."""
        return {
            text
            for line in self._lines(codes, indicator)
            for finding in line.findings
            for text in steps_of(finding.issue or finding.weakness)
        }

    def measures(self, codes: Sequence[str], indicator: str, method: str) -> tuple[Measure, ...]:
        """The measures whose steps a row tells together; none where these are no row's."""
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
                for measure in measures if not codes else ():
                    if _once(steps_of(measure.method)) == wanted:
                        return (measure,)
        return ()

    def _tell(self, findings: Sequence[Finding], says: Mapping[str, str]) -> bool:
        """Whether findings are printed in these texts, some of which may be a table's alone."""
        given = {name: text for name, text in says.items() if text}
        return bool(findings and given) and all(
            any(_lines_of(texts) == _once(steps_of(text)) for texts in _cells(name, findings))
            for name, text in given.items()
        )

    def _alone(self, findings: Sequence[Finding], codes: Sequence[str]) -> bool:
        """Whether a row tells one finding, which its items alone have."""
        if len(findings) != 1:
            return False
        links = self._year.items_of_finding(findings[0].id)
        return {link.item_code for link in links} == set(codes) and not (
            findings[0].strength or findings[0].weakness
        )

    def _head(self, code: str, indicator: str) -> str:
        item = self._year.framework.item_by_code.get(code)
        return item.indicator if item is not None else indicator

    def _lines(self, codes: Sequence[str], indicator: str) -> "Iterator[MeasureLine]":
        """What the tables say in a row of items, or of an indicator."""
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
    """Whether a row that tells measures would say just these words of when; also where it says
    nothing."""
    from ita_desktop.documents.reports.measures.words import time_of

    times = dict.fromkeys(time_of(measure) for measure in measures)
    return not words or key(words) == key("".join(times))


def says_follow_up(measures: Sequence[Measure], words: str) -> bool:
    """Whether a row that tells measures would say just these words of how they are followed up;
    also where it says nothing."""
    from ita_desktop.documents.reports.measures.words import follow_up

    wanted = _once(steps_of(words))
    own = _lines_of(measure.monitoring for measure in measures)
    return not wanted or wanted in (own, _lines_of(follow_up(measure) for measure in measures))


def _cells(name: str, findings: Sequence[Finding]) -> Iterator[list[str]]:
    """The texts of findings that a column of one of the tables prints below each other."""
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
