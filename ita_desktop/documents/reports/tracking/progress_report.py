"""The progress report on measures in a round of six or twelve months.

Form: cover in Arabic digits; then five columns in Thai digits, each indicator on a new page below
its instrument, continued with (ต่อ); one row per question, one row for all OIT items of an
indicator, with the photographs of its measures in the last column.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ita_desktop.documents.content import (
    Block,
    ContinuedCell,
    Document,
    Orientation,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    TableColumn,
    TableRow,
    group_row,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.pictures import grid
from ita_desktop.documents.reports.analysis.by_indicator import (
    finding_part,
    instrument_name,
    method_cells,
)
from ita_desktop.documents.reports.measures.lines import (
    IndicatorSection,
    MeasureLine,
    MeasureLines,
    sections,
)
from ita_desktop.documents.reports.measures.missing import NO_MEASURES, codes_of, without_scores
from ita_desktop.documents.reports.measures.service_chapters import NO_MEASURES as NO_MEASURES_TEXT
from ita_desktop.documents.reports.measures.shared_cells import CellPart, shared_rows
from ita_desktop.documents.reports.measures.step_numbers import joined, typed
from ita_desktop.documents.reports.measures.words import TOPICS, lines_of, topic
from ita_desktop.documents.reports.tracking.round_words import (
    chosen_round,
    entry_texts,
    missing_words,
    round_name,
    round_words,
)
from ita_desktop.documents.reports.wording import (
    COLUMNS,
    FILE,
    HEADS,
    MOST_NAMED,
    TABLE_MARGINS,
    missing_items,
)
from ita_desktop.documents.widths import widths
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.documents.district_names import office
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.deliveries import UnitGap, gaps_of_round, tabled, without_result
from ita_desktop.domain.tracking.entries import Entry, Photo, Round
from ita_desktop.domain.tracking.state import entries_of_round, photos_of_round, tracked
from ita_desktop.domain.year import YearData

NAME: Final = "progress-report"
_WIDTHS: Final = (15, 15, 19, 21, 30)
_FILE: Final = wording(
    "progress-report.file", "รายงานผลการดำเนินการตามมาตรการ ปีงบประมาณ {ปีงบประมาณ} {รอบ}", title=FILE
)
_COVER: Final = wording(
    "progress-report.cover",
    """
    การรายงานผลการดำเนินการ
    ตามมาตรการยกระดับคุณธรรม
    และความโปร่งใสภายในหน่วยงาน
    ของ{สำนักงานเขต}
    ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {รอบและเดือน}
    """,
    title="ปก",
)
_HEADS: Final = wording(
    "progress-report.heads",
    """
    การรายงานผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน
    ของ{สำนักงานเขต} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} {รอบและเดือน}
    """,
    title=HEADS,
)
_HEADING: Final = wording(
    "progress-report.columns",
    "ประเด็นการประเมิน | ประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา"
    " | มาตรการ/กิจกรรม ในการเตรียมความพร้อมรับการประเมิน"
    " | ผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน"
    " | ภาพกิจกรรมที่แสดงถึงการปฏิบัติจริงอย่างเป็นรูปธรรม",
    title=COLUMNS,
)
_HIGHEST: Final = 50.0
"""Greatest height of a picture in mm: two with captions fit below the headings."""
_COVER_ABOVE: Final = 7
"""Number of empty lines at the top of the cover."""


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: measures, results of the round, photographs, last year's scores."""
    data = context.year
    if not data.measures:
        yield NO_MEASURES
        return
    report = _Report(context)
    everywhere = without_result(data, report.round)
    without = [codes_of(data, measure) for measure in tabled(data) if measure in everywhere]
    if len(everywhere) > len(without) > 0:
        # The window counts all measures of the year, the table lists some kinds: both are said.
        named = {"items": " ".join(without[:MOST_NAMED]), "count": len(without),
                 "all": len(everywhere)}  # fmt: skip
        yield MissingData(
            "ตารางนี้ยังไม่มีผลการดำเนินการในรอบนี้ {count} มาตรการ เช่นของ {items} "
            "(ทั้งปียังไม่มีผล {all} มาตรการ)",
            named,
            "บันทึกที่หน้ามาตรการ",
            PageKey.MEASURES,
        )
    else:
        yield from missing_items(
            without,
            "ยังไม่มีผลการดำเนินการในรอบนี้ของ {items}",
            "ยังไม่มีผลการดำเนินการในรอบนี้ {count} มาตรการ เช่นของ {items}",
            "บันทึกที่หน้ามาตรการ",
            PageKey.MEASURES,
        )
    without = [
        codes_of(data, measure) for measure in report.lines.measures if report.gaps.get(measure.id)
    ]
    yield from missing_items(
        without,
        "ยังไม่มีผลของบางหน่วยในรอบนี้ของ {items}",
        "ยังไม่มีผลของบางหน่วยในรอบนี้ {count} มาตรการ เช่นของ {items}",
        "บันทึกที่หน้ามาตรการ",
        PageKey.MEASURES,
    )
    if len(without) < len(report.lines.measures) and not any(report.photos.values()):
        yield MissingData("ยังไม่มีภาพกิจกรรมในรอบนี้", remedy="เพิ่มที่หน้ามาตรการ", page=PageKey.MEASURES)
    yield from without_scores(context)


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns cover and table of the round in ``context.subject``."""
    data = context.year
    chosen = chosen_round(context)
    words = round_words(data, chosen)
    name = round_name(data, chosen)
    cover = tuple(_cover(data, words))
    return Document(
        title=_FILE.of(data, {"รอบ": name}),
        author=office(data.organisation),
        blocks=(*cover, *((PageBreak(),) if cover else ()), *body(context)),
        orientation=Orientation.LANDSCAPE,
        margins=TABLE_MARGINS,
        digits=digits,
        as_list=True,
        codes_in_digits=True,
    )


def _cover(data: YearData, words: str) -> Iterator[Paragraph]:
    lines = _COVER.paragraphs(data, "title", {"รอบและเดือน": words})
    if lines:
        yield from (paragraph("", "title") for _line in range(_COVER_ABOVE))
    for line in lines:
        yield replace(line, digits=Digits.ARABIC)


def body(context: ReportContext) -> Iterator[Block]:
    """Yields the title lines and the tables, without the cover."""
    data = context.year
    report = _Report(context)
    words = round_words(data, report.round)
    yield from _HEADS.paragraphs(data, "title", {"รอบและเดือน": words})
    yield paragraph("", "line")
    found = [(section, rows) for section in sections(data) if (rows := report.rows(section))]
    if not found:
        yield report.table(NO_MEASURES_TEXT.unless((), data, len(_WIDTHS)))
    for number, (section, rows) in enumerate(found):
        if number:
            yield PageBreak()
        yield report.table((*report.groups(section), *rows))


class _Report:
    """The measures of a year with the entries of a round."""

    def __init__(self, context: ReportContext) -> None:
        data = context.year
        self.context = context
        self.round: Round = chosen_round(context)
        self.entries: dict[str, tuple[Entry, ...]] = {
            measure.id: entries_of_round(data, measure.id, self.round) for measure in data.measures
        }
        self.photos: dict[str, tuple[Photo, ...]] = {
            measure.id: photos_of_round(data, measure.id, self.round) for measure in data.measures
        }
        states = tracked(data, context.day or self.round.last)
        self.gaps: dict[str, tuple[UnitGap, ...]] = {
            key: gaps
            for key, tracked_measure in states.items()
            if (gaps := gaps_of_round(data, tracked_measure, self.round))
        }
        self.lines = MeasureLines(context, tabled(data), NAME)
        self._others = self._recorded_others()
        self._shares = widths(context, NAME, _WIDTHS)

    def _recorded_others(self) -> Mapping[str, Sequence[Measure]]:
        """Measures of other kinds with entries, by section."""
        listed = {measure.id for measure in self.lines.measures}
        found: dict[str, list[Measure]] = defaultdict(list)
        for measure in self.context.year.measures:
            if measure.id not in listed and self.entries[measure.id]:
                found[self.lines.section_of(measure.indicator)].append(measure)
        return found

    def table(self, rows: tuple[TableRow, ...]) -> Table:
        columns = tuple(map(TableColumn, self._shares))
        heading = (_HEADING.heading(self.context.year),)
        return Table(columns, rows, heading, repeat_groups=ContinuedCell.REPEAT_CONTINUED)

    def groups(self, section: IndicatorSection) -> Iterator[TableRow]:
        """Yields the group rows of an indicator: its instrument, and itself."""
        if section.instrument:
            name = instrument_name(self.context.year, section.instrument)
            yield group_row(name, len(_WIDTHS))
        yield group_row(section.heading, len(_WIDTHS), depth=1)

    def rows(self, section: IndicatorSection) -> tuple[TableRow, ...]:
        """Returns the rows of an indicator; none if there is nothing to report."""
        lines = [*self._lines(section)]
        others = self._others.get(section.code, ())
        for kind in MeasureKind:
            of_kind_ = tuple(other for other in others if other.kind is kind)
            if of_kind_:
                lines.append(MeasureLine((), None, (), of_kind_))
        measures = {measure.id: measure for line in lines for measure in line.measures}
        methods = method_cells(self.lines, section, lines)
        results = self._results(section, measures)
        left = dict.fromkeys(measures)
        """Measures whose photographs are not printed yet."""
        pictures: dict[tuple[str, ...], CellPart] = {}
        parts = []
        for line in lines:
            key = tuple(measure.id for measure in line.measures)
            if key not in pictures:
                shown = self._pictures(each for each in key if each in left)
                pictures[key] = CellPart((), key or None, shown)
                left = {each: None for each in left if each not in key}
            parts.append(
                (
                    CellPart(self._topic(section, line)),
                    finding_part(self.lines, section, line),
                    methods[key],
                    CellPart(joined(results[text] for text in key), key or None),
                    pictures[key],
                )
            )
        return shared_rows(parts)

    def _lines(self, section: IndicatorSection) -> Iterator[MeasureLine]:
        """Yields the rows of a section by item; all OIT items are one row."""
        if section.instrument != OIT:
            yield from self.lines.lines(section)
            return
        codes = self.lines.codes(section)
        if codes:
            yield self.lines.line(codes)
        whole = self.lines.whole_measures(section)
        if whole:
            yield MeasureLine((), None, self.lines.whole_findings(section), whole)

    def _topic(self, section: IndicatorSection, line: MeasureLine) -> tuple[Paragraph, ...]:
        if section.instrument == OIT and line.codes:
            groups = self.lines.together(line.codes)
            parts = [self.lines.line(codes) for codes in groups]
            return lines_of([topic(self.lines, section, part) for part in parts])
        if not line.codes and line.measures:
            return lines_of((TOPICS[line.measures[0].kind].of(self.context.year),))
        return lines_of((topic(self.lines, section, line),))

    def _results(
        self, section: IndicatorSection, measures: Mapping[str, Measure]
    ) -> dict[str, tuple[Paragraph, ...]]:
        """Returns the results of each measure, and which of its units have none."""
        texts = [
            (key, text)
            for key in measures
            for text in entry_texts(self.context.year, self.entries[key])
        ]
        found: dict[str, tuple[Paragraph, ...]] = dict.fromkeys(measures, ())
        shown = self.lines.numbered_paragraphs(section, [text for _key, text in texts], "results")
        for (key, _text), paragraphs in zip(texts, shown, strict=True):
            found[key] += paragraphs
        for key in self.gaps.keys() & measures.keys():
            found[key] += typed(missing_words(self.context.year, self.gaps[key]))
        return found

    def _pictures(self, measures: Iterable[str]) -> tuple[tuple[Picture, ...], ...]:
        """Returns the photographs of measures, for a cell that spans all their rows."""
        photos = [photo for key in measures for photo in self.photos[key]]
        page = Document("", (), orientation=Orientation.LANDSCAPE, margins=TABLE_MARGINS)
        share = self._shares[-1] / sum(self._shares)
        return grid(self.context, photos, share * page.text_width, _HIGHEST)
