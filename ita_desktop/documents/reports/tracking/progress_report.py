"""The progress report on measures in a round of six or twelve months; the round's name, and the
results of measures in words.

Form: cover in Arabic digits; then five columns in Thai digits, each indicator on a new page below
its instrument, continued with (ต่อ); one row per question, one row for all OIT items of an
indicator, with the photographs of its measures in the last column.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext, widths
from ita_desktop.documents.pictures import grid
from ita_desktop.documents.reports.measures import analysis_by_indicator
from ita_desktop.documents.reports.measures.lines import (
    CellPart,
    IndicatorSection,
    MeasureLine,
    MeasureLines,
    joined,
    sections,
    shared_rows,
    typed,
)
from ita_desktop.documents.reports.measures.service_chapters import NO_MEASURES as NO_MEASURES_TEXT
from ita_desktop.documents.reports.measures.words import (
    NO_MEASURES,
    TOPICS,
    codes_of,
    lines_of,
    topic,
    without_scores,
)
from ita_desktop.documents.reports.shared import (
    COLUMNS,
    FILE,
    HEADS,
    MOST_NAMED,
    TABLE_MARGINS,
    missing_items,
)
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.dates import MONTHS, buddhist_year, short_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure, MeasureKind, Unit
from ita_desktop.domain.rich import parse, steps
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.deliveries import UnitGap, gaps_of_round, tabled, without_result
from ita_desktop.domain.tracking.entries import (
    OPEN,
    Entry,
    EntryState,
    Photo,
    Round,
    is_reason,
    unsaid,
)
from ita_desktop.domain.tracking.state import (
    default_rounds,
    entries_of_round,
    photos_of_round,
    round_on,
    rounds_of,
    tracked,
)
from ita_desktop.domain.tracking.units import names_of, units_of_measure
from ita_desktop.domain.tracking.worksheet import span
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
_HALF = wording("progress-report.half", "รอบ 6 เดือนแรก")
_WHOLE = wording("progress-report.whole", "รอบ 12 เดือน")
_DONE = wording("progress-report.done", "ดำเนินการแล้ว{จำนวนครั้ง}{วันที่ทำ}")
_TIMES = wording("progress-report.times", "{จำนวน} ครั้ง")
_SKIPPED = wording("progress-report.skipped", "ไม่ได้ดำเนินการ{เหตุผล}")
_BECAUSE = wording("progress-report.because", "เนื่องจาก{เหตุผล}")
_OPEN = {
    state: wording(f"progress-report.{state.replace('_', '-')}", words)
    for state, words in OPEN.items()
}
_TOOK_PART = wording("progress-report.took-part", "ผู้เข้าร่วม {จำนวน} คน")
OF_UNIT = wording("progress-report.of-unit", "{หน่วยงาน}:")
MISSING_RESULTS = wording("progress-report.lacking", "ยังไม่มีผลของ {หน่วยงาน}")


def chosen_round(context: ReportContext) -> Round:
    """Returns the round of ``context``, else that of its day."""
    rounds = rounds_of(context.year)
    named = next((round_ for round_ in rounds if round_.id == context.subject), None)
    return named or round_on(context.year, context.day or rounds[0].first)


def round_name(data: YearData, round_: Round) -> str:
    """Returns the round's own title, by default ``รอบ 6 เดือนแรก``."""
    for usual, words in zip(default_rounds(data), (_HALF, _WHOLE), strict=True):
        if (round_.title, round_.first, round_.last) == (usual.title, usual.first, usual.last):
            return words.of(data)
    return round_.title


def round_words(data: YearData, round_: Round) -> str:
    """Returns ``รอบ 6 เดือนแรก (ตุลาคม 2567 - มีนาคม 2568)``."""
    return f"{round_name(data, round_)} ({_span(round_.first, round_.last)})"


def _span(first: date, last: date) -> str:
    return " - ".join(dict.fromkeys((_month(first), _month(last))))


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {buddhist_year(day)}"


def entry_texts(data: YearData, entries: Sequence[Entry]) -> list[str]:
    """Returns entries of a measure as rich text: what was done, participants, results, and links.
    Those given for all come first, then those of units with their names; what several units say in
    the same words is one text. Each of several entries begins with its date."""
    units = _units(data, entries)
    texts = _texts(data, [entry for entry in entries if entry.unit_id not in units])
    same: defaultdict[tuple[str, ...], list[Unit]] = defaultdict(list)
    for unit in units.values():
        own = _texts(data, [entry for entry in entries if entry.unit_id == unit.id])
        same[tuple(own)].append(unit)
    return texts + [_of_units(data, named, text) for own, named in same.items() for text in own]


def _units(data: YearData, entries: Sequence[Entry]) -> Mapping[str | None, Unit]:
    """Returns the units that entries are named by, in the order of the register; not the one that
    does the measure alone."""
    given = {entry.unit_id for entry in entries} - {None}
    if not given:
        return {}
    owners = units_of_measure(data, entries[0].measure_id)
    alone = owners[0].id if len(owners) == 1 else None
    return {unit.id: unit for unit in data.units if unit.id in given and unit.id != alone}


def _of_units(data: YearData, units: Sequence[Unit], text: str) -> str:
    """Returns a text below the units' names, or behind them if it is one plain line."""
    head = OF_UNIT.of(data, {"หน่วยงาน": names_of(units)})
    lines = steps(parse(text))
    plain = len(lines) == 1 and not lines[0].mark and not lines[0].numbered
    return f"{head} {text}" if plain else f"{head}\n{text}"


def missing_words(data: YearData, gaps: Sequence[UnitGap]) -> str:
    """Returns which units are missing, and for which occurrences; empty if none is."""
    return MISSING_RESULTS.of(data, {"หน่วยงาน": ", ".join(map(_gap, gaps))}) if gaps else ""


def _gap(gap: UnitGap) -> str:
    times = ", ".join(span(time.occurrence.first, time.last) for time in gap.times)
    return f"{gap.unit.label} ({times})" if times else gap.unit.label


def _texts(data: YearData, entries: Sequence[Entry]) -> list[str]:
    dated = sum(entry.round_id is None for entry in entries) > 1
    silent = [entry for entry in entries if _is_silent(entry)]
    texts = []
    for entry in entries:
        if not _is_silent(entry):
            texts.append(_entry_text(data, entry, dated=dated and entry.round_id is None))
        elif entry is silent[0]:
            texts.append(_done(data, silent, dated=dated))
    return [text for text in texts if text]


def _is_silent(entry: Entry) -> bool:
    """Returns whether an entry says only that the measure was carried out."""
    text = entry.text.strip() or entry.result.strip() or entry.links.strip()
    return entry.state is EntryState.DONE and not text and entry.participants is None


def _done(data: YearData, entries: Sequence[Entry], *, dated: bool) -> str:
    """Returns entries without text as one sentence."""
    often = _TIMES.of(data, {"จำนวน": str(len(entries))}) if len(entries) > 1 else ""
    days = (entry.day or entry.occurrence for entry in entries)
    listed = ", ".join(short_date(day) for day in days if day is not None) if dated else ""
    parts = {
        "จำนวนครั้ง": f" {often}" if often else None,
        "วันที่ทำ": f" ({listed})" if listed else None,
    }
    return _DONE.of(data, parts)


def _because(data: YearData, entry: Entry) -> str:
    """Returns why it is not done, unless its texts say that as well."""
    reason = entry.reason.strip()
    if not reason or reason in f"{entry.text}\n{entry.result}":
        return ""
    return reason if is_reason(reason) else _BECAUSE.of(data, {"เหตุผล": reason})


def _entry_text(data: YearData, entry: Entry, *, dated: bool) -> str:
    head, below = entry.text, list[str]()
    because = _because(data, entry)
    if unsaid(entry.state, f"{head}\n{entry.result}"):
        said = " ".join(filter(None, (_OPEN[entry.state].of(data), because)))
        head = "\n".join(filter(None, (said, head)))
    elif entry.state in OPEN:
        head = "\n".join(filter(None, (head, because)))
    if entry.state is EntryState.SKIPPED:
        reason = f" {because}" if because else None
        head = "\n".join(filter(None, (_SKIPPED.of(data, {"เหตุผล": reason}), entry.text)))
    if not head.strip() and entry.result:
        head = entry.result
    elif entry.result:
        below += [line for line in entry.result.split("\n") if line.strip()]
    if entry.participants is not None:
        below.insert(0, _TOOK_PART.of(data, {"จำนวน": f"{entry.participants:,}"}))
    below += [link for link in entry.links.split("\n") if link.strip()]
    day = entry.day or entry.occurrence
    if dated and day is not None:
        first, *rest = head.split("\n")
        head = "\n".join((f"{first} ({short_date(day)})".strip(), *rest))
    return "\n".join(filter(None, (head, *below)))


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


def build(context: ReportContext, digits: Digits) -> content.Document:
    """Returns cover and table of the round in ``context.subject``."""
    data = context.year
    chosen = chosen_round(context)
    words = round_words(data, chosen)
    name = round_name(data, chosen)
    cover = tuple(_cover(data, words))
    return content.Document(
        title=_FILE.of(data, {"รอบ": name}),
        author=office(data.organisation),
        blocks=(*cover, *((content.PageBreak(),) if cover else ()), *body(context)),
        orientation=content.Orientation.LANDSCAPE,
        margins=TABLE_MARGINS,
        digits=digits,
        as_list=True,
        codes_in_digits=True,
    )


def _cover(data: YearData, words: str) -> Iterator[content.Paragraph]:
    lines = _COVER.paragraphs(data, "title", {"รอบและเดือน": words})
    if lines:
        yield from (content.paragraph("", "title") for _line in range(_COVER_ABOVE))
    for line in lines:
        yield replace(line, digits=Digits.ARABIC)


def body(context: ReportContext) -> Iterator[content.Block]:
    """Yields the title lines and the tables, without the cover."""
    data = context.year
    report = _Report(context)
    words = round_words(data, report.round)
    yield from _HEADS.paragraphs(data, "title", {"รอบและเดือน": words})
    yield content.paragraph("", "line")
    found = [(section, rows) for section in sections(data) if (rows := report.rows(section))]
    if not found:
        yield report.table(NO_MEASURES_TEXT.unless((), data, len(_WIDTHS)))
    for number, (section, rows) in enumerate(found):
        if number:
            yield content.PageBreak()
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

    def table(self, rows: tuple[content.TableRow, ...]) -> content.Table:
        columns = tuple(map(content.TableColumn, self._shares))
        heading = (_HEADING.heading(self.context.year),)
        return content.Table(
            columns, rows, heading, repeat_groups=content.ContinuedCell.REPEAT_CONTINUED
        )

    def groups(self, section: IndicatorSection) -> Iterator[content.TableRow]:
        """Yields the group rows of an indicator: its instrument, and itself."""
        if section.instrument:
            name = analysis_by_indicator.instrument_name(self.context.year, section.instrument)
            yield content.group_row(name, len(_WIDTHS))
        yield content.group_row(section.heading, len(_WIDTHS), depth=1)

    def rows(self, section: IndicatorSection) -> tuple[content.TableRow, ...]:
        """Returns the rows of an indicator; none if there is nothing to report."""
        lines = [*self._lines(section)]
        others = self._others.get(section.code, ())
        for kind in MeasureKind:
            of_kind_ = tuple(other for other in others if other.kind is kind)
            if of_kind_:
                lines.append(MeasureLine((), None, (), of_kind_))
        measures = {measure.id: measure for line in lines for measure in line.measures}
        methods = analysis_by_indicator.method_cells(self.lines, section, lines)
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
                    analysis_by_indicator.finding_part(self.lines, section, line),
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

    def _topic(self, section: IndicatorSection, line: MeasureLine) -> tuple[content.Paragraph, ...]:
        if section.instrument == OIT and line.codes:
            groups = self.lines.together(line.codes)
            parts = [self.lines.line(codes) for codes in groups]
            return lines_of([topic(self.lines, section, part) for part in parts])
        if not line.codes and line.measures:
            return lines_of((TOPICS[line.measures[0].kind].of(self.context.year),))
        return lines_of((topic(self.lines, section, line),))

    def _results(
        self, section: IndicatorSection, measures: Mapping[str, Measure]
    ) -> dict[str, tuple[content.Paragraph, ...]]:
        """Returns the results of each measure, and which of its units have none."""
        texts = [
            (key, text)
            for key in measures
            for text in entry_texts(self.context.year, self.entries[key])
        ]
        found: dict[str, tuple[content.Paragraph, ...]] = dict.fromkeys(measures, ())
        shown = self.lines.numbered_paragraphs(section, [text for _key, text in texts], "results")
        for (key, _text), paragraphs in zip(texts, shown, strict=True):
            found[key] += paragraphs
        for key in self.gaps.keys() & measures.keys():
            found[key] += typed(missing_words(self.context.year, self.gaps[key]))
        return found

    def _pictures(self, measures: Iterable[str]) -> tuple[tuple[content.Picture, ...], ...]:
        """Returns the photographs of measures, for a cell that spans all their rows."""
        photos = [photo for key in measures for photo in self.photos[key]]
        page = content.Document(
            "", (), orientation=content.Orientation.LANDSCAPE, margins=TABLE_MARGINS
        )
        share = self._shares[-1] / sum(self._shares)
        return grid(self.context, photos, share * page.text_width, _HIGHEST)
