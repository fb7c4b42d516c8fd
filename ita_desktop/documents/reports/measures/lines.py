"""The year's findings and measures as the tables have them: by indicator in the framework's order,
and by item in it, in the order in which they were entered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ita_desktop.documents.choices import chose
from ita_desktop.documents.content import Paragraph
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.measures.step_numbers import numbered_paragraphs
from ita_desktop.documents.reports.wording import INDICATOR, SHARED
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.analysis.findings import Finding
from ita_desktop.domain.analysis.reading import PreviousResults
from ita_desktop.domain.documents.book import DocumentOption
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.year import YearData

ELSEWHERE = ""
"""The code of the section with what belongs to no indicator of the framework."""
ELSEWHERE_HEADING = wording("all.elsewhere", "อื่น ๆ", papers=SHARED)


class IndicatorSection(NamedTuple):
    """An indicator (not a sub-indicator) as a part of a table."""

    code: str
    heading: str
    """``ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่``."""
    instrument: str
    name: str


class MeasureLine(NamedTuple):
    """What is said of one question, of OIT items together, or of a whole indicator (no codes)."""

    codes: tuple[str, ...]
    score: Decimal | None
    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...]


def sections(data: YearData) -> tuple[IndicatorSection, ...]:
    """The indicators in the framework's order, and behind them what belongs to none."""
    tops = [indicator for indicator in data.framework.indicators if not indicator.parent]
    return (
        *(
            IndicatorSection(
                top.code,
                INDICATOR.of(data, {"รหัส": top.code, "ชื่อ": top.name}),
                top.instrument,
                top.name,
            )
            for top in tops
        ),
        IndicatorSection(ELSEWHERE, ELSEWHERE_HEADING.of(data), "", ""),
    )


def of_kind(data: YearData, kind: MeasureKind, otherwise: MeasureKind) -> tuple[Measure, ...]:
    """The measures of a kind; those of another one where the year has none of it."""
    found = tuple(measure for measure in data.measures if measure.kind is kind)
    return found or tuple(measure for measure in data.measures if measure.kind is otherwise)


def result_year(context: ReportContext) -> int:
    """The Buddhist year of the results: that of last year's data, else the year before."""
    before = context.previous
    return before.year if before is not None else context.year.year - 1


class MeasureLines:
    """Findings and ``measures`` of a year by what they are about, for the document ``name``. A
    table that is none of the ``analysis`` has no order and no wordings of it."""

    def __init__(
        self,
        context: ReportContext,
        measures: Sequence[Measure],
        name: str = "",
        *,
        analysis: bool = True,
    ) -> None:
        self.data = context.year
        self.measures = tuple(measures)
        self._context = context
        self._name = name
        self._analysis = analysis

    @cached_property
    def results(self) -> PreviousResults:
        """Last year's results, as the findings speak of them."""
        from ita_desktop.frameworks.crosswalk_file import crosswalk

        return PreviousResults(self.data, self._context.previous, crosswalk())

    def section_of(self, indicator: str) -> str:
        """The code of the section of an indicator or sub-indicator."""
        found = self.data.framework.indicator_by_code.get(indicator)
        return (found.parent or found.code) if found is not None else ELSEWHERE

    def section_of_item(self, code: str, indicator: str) -> str:
        """The section of an item; where the framework lacks it, that of ``indicator``."""
        found = self.data.framework.item_by_code.get(code)
        return self.section_of(found.indicator if found is not None else indicator)

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings by item."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.data.findings:
            for link in self.data.items_of_finding(finding.id):
                found[link.item_code].append(finding)
        return {code: tuple(of) for code, of in found.items()}

    @cached_property
    def measures_of(self) -> Mapping[str, tuple[Measure, ...]]:
        """The measures by item: those for it, and those without items that answer its findings."""
        found: dict[str, list[Measure]] = defaultdict(list)
        for measure in self.measures:
            for code in self._items_of(measure):
                found[code].append(measure)
        return {code: tuple(of) for code, of in found.items()}

    def _items_of(self, measure: Measure) -> tuple[str, ...]:
        own = [link.item_code for link in self.data.items_of_measure(measure.id)]
        if own:
            return tuple(dict.fromkeys(own))
        links = (
            link.item_code
            for finding in self.data.findings_of_measure(measure.id)
            for link in self.data.items_of_finding(finding.id)
        )
        return tuple(dict.fromkeys(links))

    def whole_findings(self, section: IndicatorSection) -> tuple[Finding, ...]:
        """Findings of the indicator as a whole."""
        return tuple(
            finding
            for finding in self.data.findings
            if self.section_of(finding.indicator) == section.code
            and not self.data.items_of_finding(finding.id)
        )

    def whole_measures(self, section: IndicatorSection) -> tuple[Measure, ...]:
        """Measures for the indicator as a whole."""
        return tuple(
            measure
            for measure in self.measures
            if self.section_of(measure.indicator) == section.code and not self._items_of(measure)
        )

    def section_measures(self, section: IndicatorSection) -> tuple[Measure, ...]:
        """All measures of an indicator, as a whole and for its items."""
        within = [
            *(
                measure
                for code in self.codes(section)
                for measure in self.measures_of.get(code, ())
            ),
            *self.whole_measures(section),
        ]
        ids = {measure.id for measure in within}
        return tuple(measure for measure in self.measures if measure.id in ids)

    def section_findings(self, section: IndicatorSection) -> tuple[Finding, ...]:
        """All findings of an indicator, as a whole and of its items."""
        within = [
            *(
                finding
                for code in self.codes(section)
                for finding in self.findings_of.get(code, ())
            ),
            *self.whole_findings(section),
        ]
        ids = {finding.id for finding in within}
        return tuple(finding for finding in self.data.findings if finding.id in ids)

    def codes(self, section: IndicatorSection) -> tuple[str, ...]:
        """The items of a section of which something is said, in the order in which that was
        entered."""
        return self._codes.get(section.code, ())

    @cached_property
    def _codes(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        first, second = list(self.findings_of), list(self.measures_of)
        if not self._analysis:
            first, second = second, first
        for code in _one_order(first, second):
            indicators = [finding.indicator for finding in self.findings_of.get(code, ())]
            indicators += [measure.indicator for measure in self.measures_of.get(code, ())]
            found[self.section_of_item(code, indicators[0])].append(code)
        return {section: tuple(codes) for section, codes in found.items()}

    def numbered_paragraphs(
        self, section: IndicatorSection, texts: Sequence[str], what: str
    ) -> list[tuple[Paragraph, ...]]:
        """The paragraphs of texts of an indicator: as typed, or with the numbers of its list of
        ``what`` running through where the office chose so."""
        running = chose(self._context, self._name, DocumentOption.RUNNING_NUMBERS)
        return numbered_paragraphs(texts, running=f"{what}-{section.code}" if running else "")

    def score(self, code: str) -> Decimal | None:
        """What an item or indicator scored last year; None where that is not known."""
        last = self.results.score(code)
        return last.value if last is not None else None

    def lines(self, section: IndicatorSection) -> Iterator[MeasureLine]:
        """The rows of a section by item: each question one, OIT items of equal score together,
        and what is about all of it last."""
        codes = self.codes(section)
        for of in (
            self.together(codes) if section.instrument == OIT else [(code,) for code in codes]
        ):
            yield self.line(of)
        measures = self.whole_measures(section)
        if measures or (not codes and self.whole_findings(section)):
            yield MeasureLine((), self.score(section.code), self.whole_findings(section), measures)

    def line(self, codes: Sequence[str]) -> MeasureLine:
        """What is said of items together."""
        return MeasureLine(
            tuple(codes),
            self.score(codes[0]),
            _once(finding for code in codes for finding in self.findings_of.get(code, ())),
            self._ordered(measure for code in codes for measure in self.measures_of.get(code, ())),
        )

    def together(self, codes: Sequence[str]) -> list[tuple[str, ...]]:
        """Items of equal score together, each in the order of its first; those that were entered
        in one row stay by themselves."""
        found: dict[object, list[str]] = {}
        for code in codes:
            found.setdefault((self.score(code), self._entered_with(code)), []).append(code)
        return [tuple(of) for of in found.values()]

    def _entered_with(self, code: str) -> tuple[str, ...]:
        """The findings and measures that an item has in common with others."""
        findings, measures = self.findings_of.get(code, ()), self.measures_of.get(code, ())
        return (
            *(
                finding.id
                for finding in findings
                if len(self.data.items_of_finding(finding.id)) > 1
            ),
            *(measure.id for measure in measures if len(self._items_of(measure)) > 1),
        )

    def _ordered(self, measures: Iterable[Measure]) -> tuple[Measure, ...]:
        ids = {measure.id for measure in measures}
        return tuple(measure for measure in self.measures if measure.id in ids)

    def title(self, code: str) -> str:
        """An item's words in this table: those that were typed in it, else the framework's. The
        analysis and the measures that stand beside it have one wording."""
        return self._titles.get(code) or self._official(code)

    def _official(self, code: str) -> str:
        item = self.data.framework.item_by_code.get(code)
        return item.title if item is not None else ""

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        of_findings: dict[str, str] = {}
        for finding in self.data.findings if self._analysis else ():
            for item in self.data.items_of_finding(finding.id):
                of_findings[item.item_code] = item.title or of_findings.get(item.item_code, "")
        of_measures: dict[str, str] = {}
        for measure in self.measures:
            for link in self.data.items_of_measure(measure.id):
                if link.title:
                    of_measures.setdefault(link.item_code, link.title)
        return of_measures | of_findings


def _one_order(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The codes of two lists in one order: that of the ``first``, and those of the ``second`` alone
    each behind the one that it follows there."""
    order = list(first)
    above = ""
    for code in second:
        if code not in order:
            order.insert(order.index(above) + 1 if above else 0, code)
        above = code
    return order


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple({finding.id: finding for finding in findings}.values())
