"""Groups a year's findings and measures for tables: by indicator in the framework's order, then by
item in the order of entry; and the cells of these tables.

Texts are numbered as entered, or continuously across cells. Below the steps of a measure that was
taken over stands from which office and year. Cells of adjacent rows that hold the same entry are
merged; equal texts alone are not.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from ita_desktop.documents.content import Cell, Paragraph, Picture, TableRow
from ita_desktop.documents.kinds import ReportContext, chose
from ita_desktop.documents.reports.shared import INDICATOR
from ita_desktop.documents.rich import paragraphs
from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.analysis import PreviousResults
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.measure_cells import items_of_finding, items_of_measure, keys_of
from ita_desktop.domain.records import Measure, MeasureItem, MeasureKind
from ita_desktop.domain.rich import numbered_on, parse, steps
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.scores.results import Finding, FindingItem
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData

ELSEWHERE = ""
"""The code of the section for entries outside the framework's indicators."""
ELSEWHERE_HEADING = wording("all.elsewhere", "อื่น ๆ", papers=SHARED)
_FIELD: Final = "ที่มาของมาตรการ"
SOURCE: Final = wording("all.measure-source", "(ที่มา: {ที่มาของมาตรการ})", papers=SHARED)


def source_line(data: YearData, measure: Measure) -> tuple[Paragraph, ...]:
    """Returns the line; empty for a measure of the office's own."""
    source = one_line(measure.source)
    return (SOURCE.paragraph(data, "cell", {_FIELD: source}),) if source else ()


def without_source(data: YearData, method: str) -> tuple[str, str]:
    """Returns printed steps without the line, and the source in it; empty if there is none."""
    steps, _, last = method.rpartition("\n")
    for words in dict.fromkeys((SOURCE.words(data), SOURCE.text)):
        found = re.fullmatch("".join(_parts(words)), last.strip())
        if found is not None and found["source"].strip():
            return steps, found["source"].strip()
    return method, ""


def _parts(words: str) -> Iterator[str]:
    before, field, after = words.partition(f"{{{_FIELD}}}")
    if field and (before.strip() or after.strip()):
        yield r"\s*".join(map(re.escape, before.split()))
        yield r"\s*(?P<source>.+?)\s*"
        yield r"\s*".join(map(re.escape, after.split()))
    else:
        yield r"(?!)(?P<source>)"


def typed(text: str) -> tuple[Paragraph, ...]:
    """Returns the paragraphs of a text with its own list marks."""
    return paragraphs(steps(parse(text)))


def numbered(texts: Sequence[str], counted: str) -> list[tuple[Paragraph, ...]]:
    """Returns the paragraphs of each of the ``texts``, with steps numbered across all of them; a
    text with its own numbers keeps them, and the next one continues from there. Added numbers
    belong to the list ``counted``, which Word counts."""
    made, last = [], 0
    for text in texts:
        lines = steps(parse(text))
        shown, last = numbered_on(lines, last)
        made.append(
            tuple(
                replace(paragraph, counted=counted, hangs=True)
                if line.mark != own.mark
                else paragraph
                for paragraph, line, own in zip(paragraphs(shown), shown, lines, strict=True)
            )
        )
    return made


def numbered_paragraphs(texts: Sequence[str], *, running: str = "") -> list[tuple[Paragraph, ...]]:
    """Returns the paragraphs of each of the ``texts``: as entered, or numbered in the list
    ``running``."""
    return numbered(texts, running) if running else [typed(text) for text in texts]


def of_form(texts: Sequence[str], counted: str) -> list[tuple[Paragraph, ...]]:
    """Returns the paragraphs of texts whose form numbers each text: counted by Word, unless a
    number was entered, there is only one text, or one of them has several paragraphs, as prose
    has."""
    each = [steps(parse(text)) for text in texts]
    tops = [
        sum(not (line.mark or line.level) and bool(line.text) for line in lines) for lines in each
    ]
    typed_numbers = any(line.numbered for lines in each for line in lines)
    as_typed = typed_numbers or sum(tops) <= 1 or max(tops, default=0) > 1
    return numbered_paragraphs(texts, running="" if as_typed else counted)


def joined(parts: Iterable[tuple[Paragraph, ...]]) -> tuple[Paragraph, ...]:
    """Joins the paragraphs of several texts in one cell."""
    return tuple(paragraph for part in parts for paragraph in part)


class CellPart(NamedTuple):
    """The content of a column in one row; adjacent parts with the same ``key`` are merged. A part
    with key None is never merged."""

    paragraphs: tuple[Paragraph, ...]
    key: Hashable | None = None
    pictures: tuple[tuple[Picture, ...], ...] = ()


def shared_key(measures: Sequence[Measure], column: str, words: Hashable) -> Hashable | None:
    """Returns the merge key of the cell for ``column`` of some measures: equal for rows of the same
    measures, and for single measures that share the cell and its text."""
    if not measures:
        return None
    of = keys_of(measures[0]).get(column, "") if len(measures) == 1 else ""
    return ("cell", of, words) if of else ("measures", tuple(measure.id for measure in measures))


def paragraphs_once(
    measures: Sequence[Measure],
    column: str,
    texts: Sequence[str],
    describe: Callable[[list[str]], list[tuple[Paragraph, ...]]],
) -> list[tuple[Paragraph, ...]]:
    """Returns the results of ``describe`` for the measures' ``texts``; a shared cell is passed
    once, so that continuous numbers count its steps once."""
    keys = [
        shared_key((measure,), column, text) for measure, text in zip(measures, texts, strict=True)
    ]
    first = dict(zip(reversed(keys), reversed(texts), strict=True))
    distinct = list(dict.fromkeys(keys))
    described = dict(zip(distinct, describe([first[key] for key in distinct]), strict=True))
    return [described[key] for key in keys]


def shared_rows(lines: Sequence[Sequence[CellPart]]) -> tuple[TableRow, ...]:
    """Returns the table rows of ``lines``, which have a part per column."""
    rows = []
    for number, line in enumerate(lines):
        cells = []
        for column, part in enumerate(line):
            if number and _same(lines[number - 1][column], part):
                continue
            count = 1
            while number + count < len(lines) and _same(part, lines[number + count][column]):
                count += 1
            cells.append(Cell(part.paragraphs, rows=count, pictures=part.pictures))
        rows.append(TableRow(tuple(cells)))
    return tuple(rows)


def _same(part: CellPart, other: CellPart) -> bool:
    return part.key is not None and part.key == other.key


class IndicatorSection(NamedTuple):
    """A main indicator (no sub-indicator) as a section of a table."""

    code: str
    heading: str
    """``ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่``."""
    instrument: str
    name: str


class MeasureLine(NamedTuple):
    """The findings and measures of a question, of several OIT items, or of an indicator (no
    codes)."""

    codes: tuple[str, ...]
    score: Decimal | None
    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...]


def sections(data: YearData) -> tuple[IndicatorSection, ...]:
    """Returns the indicators in the framework's order, followed by a section for other entries."""
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
    """Returns the measures of a kind; those of ``otherwise`` if there are none."""
    found = tuple(measure for measure in data.measures if measure.kind is kind)
    return found or tuple(measure for measure in data.measures if measure.kind is otherwise)


def result_year(context: ReportContext) -> int:
    """Returns the Buddhist year of the results: that of last year's data, else the year before."""
    before = context.previous
    return before.year if before is not None else context.year.year - 1


class MeasureLines:
    """The findings and ``measures`` of a year by item and indicator, for the document ``name``.
    Tables outside the ``analysis`` ignore its order and its item texts."""

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
        self.name = name
        self._analysis = analysis

    @cached_property
    def results(self) -> PreviousResults:
        """Last year's results, mapped to this year's items."""
        from ita_desktop.frameworks.resource_files import crosswalk

        before = self._context.previous
        frameworks = [year.framework for year in (self.data, before) if year is not None]
        return PreviousResults(self.data, before, crosswalk(*frameworks))

    def section_of(self, indicator: str) -> str:
        """Returns the code of the section of an indicator or sub-indicator."""
        found = self.data.framework.indicator_by_code.get(indicator)
        return (found.parent or found.code) if found is not None else ELSEWHERE

    def section_of_item(self, code: str, indicator: str) -> str:
        """Returns the section of an item, or of ``indicator`` if the framework lacks the item."""
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
        """The measures by item: those for it, and those without items that address its findings."""
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
        """Returns the findings on the indicator as a whole."""
        return tuple(
            finding
            for finding in self.data.findings
            if self.section_of(finding.indicator) == section.code
            and not self.data.items_of_finding(finding.id)
        )

    def whole_measures(self, section: IndicatorSection) -> tuple[Measure, ...]:
        """Returns the measures for the indicator as a whole."""
        return tuple(
            measure
            for measure in self.measures
            if self.section_of(measure.indicator) == section.code and not self._items_of(measure)
        )

    def section_measures(self, section: IndicatorSection) -> tuple[Measure, ...]:
        """Returns all measures of an indicator, including those for its items."""
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
        """Returns all findings on an indicator, including those on its items."""
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
        """Returns the items of a section with findings or measures, in the order of entry."""
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
        """Returns the paragraphs of texts of an indicator: as entered, or if the option is on, with
        continuous numbers in its list of ``what``."""
        running = chose(self._context, self.name, DocumentOption.RUNNING_NUMBERS)
        return numbered_paragraphs(texts, running=f"{what}-{section.code}" if running else "")

    def score(self, code: str) -> Decimal | None:
        """Returns last year's score of an item or indicator; None if unknown."""
        last = self.results.score(code)
        return last.value if last is not None else None

    def mean(self, code: str) -> Decimal | None:
        """Returns last year's official score of an indicator. One that the program computes of its
        items is printed only with its notes on figures: no official paper has it."""
        asked = chose(self._context, self.name, DocumentOption.INTERNAL_NOTES)
        return self.score(code) if asked or self.results.is_official(code) else None

    def lines(self, section: IndicatorSection) -> Iterator[MeasureLine]:
        """Yields the rows of a section: one per question or list of questions as typed, one per
        group of OIT items of equal score, and a last one for the indicator as a whole."""
        codes = self.codes(section)
        for of in self.together(codes) if section.instrument == OIT else self.questions(codes):
            yield self.line(of)
        measures = self.whole_measures(section)
        if measures or (not codes and self.whole_findings(section)):
            yield MeasureLine((), self.mean(section.code), self.whole_findings(section), measures)

    def line(self, codes: Sequence[str]) -> MeasureLine:
        """Returns the row of several items."""
        return MeasureLine(
            tuple(codes),
            self.score(codes[0]),
            _distinct(finding for code in codes for finding in self.findings_of.get(code, ())),
            self._ordered(measure for code in codes for measure in self.measures_of.get(code, ())),
        )

    def together(self, codes: Sequence[str]) -> list[tuple[str, ...]]:
        """Groups items of equal score, in the order of the first item; items that were entered in
        one row form a group of their own, as typed whatever their scores."""
        found: dict[object, list[str]] = {}
        for code in codes:
            score = None if code in self._typed_with else self.score(code)
            found.setdefault((score, self._entered_with(code)), []).append(code)
        return [tuple(of) for of in found.values()]

    def questions(self, codes: Sequence[str]) -> list[tuple[str, ...]]:
        """Returns each question by itself, and as one those that a list as typed names, if nothing
        is said of one of them alone."""
        found: list[tuple[str, ...]] = []
        for code in codes:
            of = self._typed_with.get(code, (code,))
            alike = all(self._entered(other) == self._entered(code) for other in of)
            if (line := of if alike else (code,)) not in found:
                found.append(line)
        return found

    def typed(self, codes: Sequence[str]) -> str:
        """Returns the list of items as typed that names exactly these; empty if there is none."""
        return self._typed.get(tuple(codes), "")

    @cached_property
    def _typed(self) -> Mapping[tuple[str, ...], str]:
        measures = (items_of_measure(self.data, measure) for measure in self.measures)
        findings = (items_of_finding(self.data, finding) for finding in self.data.findings)
        named = (*measures, *(findings if self._analysis else ()))
        return {tuple(items): items.text for items in named if items.text}

    @cached_property
    def _typed_with(self) -> Mapping[str, tuple[str, ...]]:
        """By item the items of the list as typed that names it."""
        return {code: codes for codes in self._typed for code in codes}

    def _entered(self, code: str) -> tuple[str, ...]:
        """Returns the findings and measures of an item."""
        of = (*self.findings_of.get(code, ()), *self.measures_of.get(code, ()))
        return tuple(each.id for each in of)

    def _entered_with(self, code: str) -> tuple[str, ...]:
        """Returns the findings and measures that an item shares with other items."""
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
        """Returns an item's text: the one entered in this table, else the framework's. Analysis and
        measures table share it."""
        return self._titles.get((code,), "") or self._official(code)

    def title_together(self, codes: Sequence[str]) -> str:
        """Returns the text that was entered for a list of items as one; empty if none was."""
        return self._titles.get(tuple(codes), "")

    def _official(self, code: str) -> str:
        item = self.data.framework.item_by_code.get(code)
        return item.title if item is not None else ""

    @cached_property
    def _titles(self) -> Mapping[tuple[str, ...], str]:
        """The texts that were entered for items, and for lists of items as typed: one text for all
        of a list is that of none by itself."""
        of_findings: dict[tuple[str, ...], str] = {}
        for finding in self.data.findings if self._analysis else ():
            typed, links = (
                items_of_finding(self.data, finding),
                self.data.items_of_finding(finding.id),
            )
            for codes, title in _entered_titles(typed.text, links):
                of_findings[codes] = title or of_findings.get(codes, "")
        of_measures: dict[tuple[str, ...], str] = {}
        for measure in self.measures:
            typed, items = (
                items_of_measure(self.data, measure),
                self.data.items_of_measure(measure.id),
            )
            for codes, title in _entered_titles(typed.text, items):
                if title:
                    of_measures.setdefault(codes, title)
        return of_measures | of_findings


def _entered_titles(
    typed: str, links: Sequence[FindingItem | MeasureItem]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yields the texts of the items of a finding or measure; one for all, if the list of them is as
    ``typed`` and has one."""
    titles = {link.title for link in links}
    if typed and len(titles) == 1:
        yield tuple(link.item_code for link in links), titles.pop()
    else:
        yield from (((link.item_code,), link.title) for link in links)


def _one_order(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Merges two lists of codes: the order of ``first``, and each code only in ``second`` after the
    one that precedes it there."""
    order = list(first)
    above = ""
    for code in second:
        if code not in order:
            order.insert(order.index(above) + 1 if above else 0, code)
        above = code
    return order


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple({finding.id: finding for finding in findings}.values())
