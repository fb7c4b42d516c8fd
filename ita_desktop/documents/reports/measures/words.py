"""Texts in the tables of findings and measures: items with scores, times, owners; and what is
missing in them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from ita_desktop.documents.content import Paragraph, paragraph
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.measures.lines import IndicatorSection, MeasureLine, MeasureLines
from ita_desktop.documents.reports.shared import INDICATOR_NUMBER, missing_items, owner_name
from ita_desktop.documents.wordings.templates import SHARED, Template, wording
from ita_desktop.domain.dates import short_date, short_month
from ita_desktop.domain.measure_cells import as_typed
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.schedule import FREQUENCY_WORDS, time_said
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.scores.results import Finding
from ita_desktop.domain.tracking.deliveries import unowned_measures
from ita_desktop.domain.year import YearData

NO_MEASURES = MissingData(
    "ยังไม่มีมาตรการของปีนี้", remedy="เพิ่มที่หน้ามาตรการ", page=PageKey.MEASURES, is_all=True
)
NO_FINDINGS = MissingData(
    "ยังไม่มีผลการวิเคราะห์ของปีนี้",
    remedy="เพิ่มที่หน้ามาตรการ",
    page=PageKey.MEASURES,
    is_all=True,
    part="analysis:",
)
_shared: Final = partial(wording, papers=SHARED)
WHOLE_INDICATOR = _shared("all.whole-indicator", "ทั้งตัวชี้วัด")
_BRACKETED = _shared("all.bracketed", "({คะแนน} คะแนน)")
_BRACKETED_IN: Final = {
    name: wording(f"{name}.bracketed", _BRACKETED.text)
    for name in ("analysis-by-indicator", "progress-report")
}
"""The same of one paper: none where that came in without scores."""
TOPICS: Final[Mapping[MeasureKind, Template]] = {
    MeasureKind.ITEM: WHOLE_INDICATOR,
    MeasureKind.INDICATOR: WHOLE_INDICATOR,
    MeasureKind.PREPARATION: _shared("all.topic-preparation", "การเตรียมความพร้อมรับการประเมิน"),
    MeasureKind.COMMUNICATION: _shared("all.topic-communication", "การสื่อสารสร้างการรับรู้"),
    MeasureKind.IMAGE: _shared("all.topic-image", "การสื่อสารภาพลักษณ์การให้บริการ"),
    MeasureKind.ONE_STOP: _shared("all.topic-one-stop", "ศูนย์รับคำขออนุญาต (BMA OSS)"),
    MeasureKind.OWN: _shared("all.topic-own", "มาตรการอื่น"),
}
"""Topics of measures that do not belong to items."""
_LISTED = lazy_re(r"(?:[\d๐-๙]{1,2}[.)]|[-–•])\s+\S")
"""A list item within an item's text, which the import keeps as a line."""
_FEW = 2
"""Up to this many consecutive codes are listed individually; more become a range."""
_WHOLE_SCORES = (Decimal(0), Decimal(100))


def points(value: Decimal, *, whole: bool = False) -> str:
    """Returns a score as ``99.30``; 0 and 100 have no decimals, nor have integers if ``whole``."""
    if value in _WHOLE_SCORES or (whole and value == value.to_integral_value()):
        return f"{value:.0f}"
    return f"{value:.2f}"


def bracketed(lines: MeasureLines, score: Decimal | None, instrument: str = "") -> str:
    """Returns a score as ``(99.30 คะแนน)``; empty if it is unknown."""
    return "" if score is None else _in_brackets(lines, points(score, whole=instrument == OIT))


def _in_brackets(lines: MeasureLines, scores: str) -> str:
    own = _BRACKETED_IN.get(lines.name)
    is_own = own is not None and own.key(lines.data) in lines.data.own_words
    template = own if own is not None and is_own else _BRACKETED
    return template.of(lines.data, {"คะแนน": scores})


def code_ranges(
    codes: Sequence[str], order: Sequence[str], dash: str = " - ", between: str = ", "
) -> str:
    """Returns codes as ``O1 - O5, O7``: those consecutive in ``order`` become ranges."""
    places = {code: number for number, code in enumerate(order)}
    runs: list[list[str]] = []
    for code in codes:
        here, last = places.get(code), places.get(runs[-1][-1]) if runs else None
        if here is None or last is None or here != last + 1:
            runs.append([])
        runs[-1].append(code)
    return between.join(
        f"{run[0]}{dash}{run[-1]}" if len(run) > _FEW else between.join(run) for run in runs
    )


def topic(
    lines: MeasureLines, section: IndicatorSection, line: MeasureLine, dash: str = " - "
) -> str:
    """Returns the topic of a row with its score: ``I1 … (99.30 คะแนน)``, ``O1 - O5 (100
    คะแนน)``."""
    score = _scores(lines, section, line, dash)
    return f"{unscored(lines, section, line, dash)} {score}".strip()


def _scores(lines: MeasureLines, section: IndicatorSection, line: MeasureLine, dash: str) -> str:
    """Returns the score of a row's items; where they have several, ``(I1 - I2 99.30; I3 98
    คะแนน)``."""
    of: dict[Decimal | None, list[str]] = {}
    for code in line.codes:
        of.setdefault(lines.score(code), []).append(code)
    if len(of) < 2:
        return bracketed(lines, line.score, section.instrument)
    order = [item.code for item in lines.data.framework.items]
    each = "; ".join(
        f"{code_ranges(codes, order, dash)} {points(score, whole=section.instrument == OIT)}"
        for score, codes in of.items()
        if score is not None
    )
    return _in_brackets(lines, each)


def unscored(
    lines: MeasureLines, section: IndicatorSection, line: MeasureLine, dash: str = " - "
) -> str:
    """Returns the topic of a row: a question with its text, OIT items by their codes only."""
    if not line.codes:
        return WHOLE_INDICATOR.of(lines.data)
    if typed := lines.typed(line.codes):
        return coded(typed, "" if section.instrument == OIT else lines.title_together(line.codes))
    if section.instrument == OIT:
        order = [item.code for item in lines.data.framework.items_of(OIT)]
        return code_ranges(line.codes, order, dash)
    return coded(line.codes[0], lines.title(line.codes[0]))


def coded(code: str, title: str) -> str:
    """Returns an item's text with its code before each line, as E3 has one for each kind of
    service; list items within it have no code."""
    first, *others = title.split("\n")
    more = (line if _LISTED.match(line) else f"{code} {line}" for line in others)
    return "\n".join((f"{code} {first}".strip(), *more))


def issue(finding: Finding) -> str:
    """Returns the point to improve of a finding."""
    return finding.issue or finding.weakness


def time_of(measure: Measure) -> str:
    """Returns the time of a measure: its free text, else its days, period or frequency."""
    if measure.schedule:
        return measure.schedule
    if measure.days:
        days = map(date.fromisoformat, measure.days.split())
        return "\n".join(short_date(day) for day in days)
    often = FREQUENCY_WORDS.get(measure.frequency, "")
    return " ".join(filter(None, (often, _span(measure))))


def due_of(measure: Measure) -> str:
    """Returns when a measure is to be carried out, for a form with no column of follow-ups."""
    return time_of(measure) or time_said(measure)


def _span(measure: Measure) -> str:
    """Returns the period as ``ต.ค. 67 – มิ.ย. 68``; empty if none is set."""
    if measure.begins is None or measure.ends is None:
        return ""
    ends = (short_month(measure.begins), short_month(measure.ends))
    return " – ".join(dict.fromkeys(ends))


def follow_up(measure: Measure) -> str:
    """Returns how a measure is followed up, by default its frequency."""
    return measure.monitoring or time_of(measure)


def owner_labels(data: YearData, measures: Sequence[Measure]) -> tuple[str, ...]:
    """Returns the owners of measures without duplicates: as typed, else supporting ones marked."""
    found = (name for measure in measures for name in _owners(data, measure))
    return tuple(dict.fromkeys(filter(None, found)))


def _owners(data: YearData, measure: Measure) -> Iterator[str]:
    owners = data.owners_of_measure(measure.id)
    if typed := as_typed(measure, owners):
        yield typed
    else:
        yield from (owner_name(data, owner) for owner in owners)


def lines_of(texts: Sequence[str]) -> tuple[Paragraph, ...]:
    """Returns a paragraph for each line of each text."""
    return tuple(paragraph(line, "cell") for text in texts for line in text.split("\n"))


def without_scores(context: ReportContext) -> Iterator[MissingData]:
    """Yields that last year's scores, printed beside the findings, are missing."""
    before = context.previous
    if before is None or not before.scores:
        yield MissingData(
            "ยังไม่มีคะแนนของปี {year} ที่พิมพ์ในวงเล็บ",
            {"year": context.year.year - 1},
            "เพิ่มผลการประเมินปีก่อน",
            PageKey.SCORES,
        )


def without_owners(data: YearData, measures: Sequence[Measure]) -> Iterator[MissingData]:
    """Yields that measures have no owners."""
    codes = [codes_of(data, measure) for measure in unowned_measures(data) if measure in measures]
    yield from missing_items(
        codes,
        "มาตรการของ {items} ยังไม่มีผู้รับผิดชอบ",
        "{count} มาตรการยังไม่มีผู้รับผิดชอบ เช่นของ {items}",
        "ระบุที่หน้ามาตรการ",
        PageKey.MEASURES,
    )


def without_measures(codes: Sequence[str]) -> Iterator[MissingData]:
    """Yields that these items have a finding but no measure."""
    yield from missing_items(
        codes,
        "{items} ยังไม่มีมาตรการ",
        "{count} ข้อยังไม่มีมาตรการ เช่น {items}",
        "เพิ่มที่หน้ามาตรการ",
        PageKey.MEASURES,
    )


def codes_of(data: YearData, measure: Measure) -> str:
    """Returns the name of a measure in messages: its items (``I1+I2``, ``O1-O17``), else its
    indicator or topic."""
    codes = [link.item_code for link in data.items_of_measure(measure.id)]
    if codes:
        order = [item.code for item in data.framework.items]
        return code_ranges(codes, order, "-", "+")
    if measure.indicator:
        return INDICATOR_NUMBER.of(data, {"รหัส": measure.indicator})
    return TOPICS[measure.kind].of(data)
