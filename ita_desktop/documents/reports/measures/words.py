"""Words of the tables of findings and measures: items with their scores, times, owners."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from ita_desktop.documents.content import Paragraph, paragraph
from ita_desktop.documents.reports.measures.lines import IndicatorSection, MeasureLine, MeasureLines
from ita_desktop.documents.reports.wording import SHARED, owner_name
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain.analysis.findings import Finding
from ita_desktop.domain.dates import MONTHS_SHORT, buddhist_year, short_date
from ita_desktop.domain.measures.schedule import FREQUENCY_WORDS
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.scores.progress import OIT
from ita_desktop.domain.year import YearData

WHOLE_INDICATOR = wording("all.whole-indicator", "ทั้งตัวชี้วัด", papers=SHARED)
_BRACKETED = wording("all.bracketed", "({คะแนน} คะแนน)", papers=SHARED)
TOPICS: Final[Mapping[MeasureKind, Template]] = {
    MeasureKind.ITEM: WHOLE_INDICATOR,
    MeasureKind.INDICATOR: WHOLE_INDICATOR,
    MeasureKind.PREPARATION: wording(
        "all.topic-preparation", "การเตรียมความพร้อมรับการประเมิน", papers=SHARED
    ),
    MeasureKind.COMMUNICATION: wording(
        "all.topic-communication", "การสื่อสารสร้างการรับรู้", papers=SHARED
    ),
    MeasureKind.IMAGE: wording("all.topic-image", "การสื่อสารภาพลักษณ์การให้บริการ", papers=SHARED),
    MeasureKind.ONE_STOP: wording("all.topic-one-stop", "ศูนย์รับคำขออนุญาต (BMA OSS)", papers=SHARED),
    MeasureKind.OWN: wording("all.topic-own", "มาตรการอื่น", papers=SHARED),
}
"""What measures are about that are not about items."""
_LISTED = re.compile(r"(?:[\d๐-๙]{1,2}[.)]|[-–•])\s+\S")
"""How a line of a list within a wording begins; an import keeps it a line."""
_FEW = 2
"""So many codes in a row are listed, more are a range."""
_WHOLE_SCORES = (Decimal(0), Decimal(100))


def points(value: Decimal, *, whole: bool = False) -> str:
    """``99.30``; without decimals what is 0 or 100, and with ``whole`` every whole number."""
    if value in _WHOLE_SCORES or (whole and value == value.to_integral_value()):
        return f"{value:.0f}"
    return f"{value:.2f}"


def bracketed(data: YearData, score: Decimal | None, instrument: str = "") -> str:
    """``(99.30 คะแนน)``; empty while the score is not known, because that is no score of 0."""
    if score is None:
        return ""
    return _BRACKETED.of(data, {"คะแนน": points(score, whole=instrument == OIT)})


def code_ranges(
    codes: Sequence[str], order: Sequence[str], dash: str = " - ", between: str = ", "
) -> str:
    """``O1 - O5, O7``: codes that follow each other in ``order`` as ranges."""
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
    """Whom a row is about, with its score: ``I1 … (99.30 คะแนน)``, ``O1 - O5 (100 คะแนน)``."""
    score = bracketed(lines.data, line.score, section.instrument)
    return f"{unscored(lines, section, line, dash)} {score}".strip()


def unscored(
    lines: MeasureLines, section: IndicatorSection, line: MeasureLine, dash: str = " - "
) -> str:
    """Whom a row is about: a question with its words, items by their codes alone."""
    if not line.codes:
        return WHOLE_INDICATOR.of(lines.data)
    if section.instrument == OIT:
        order = [item.code for item in lines.data.framework.items_of(OIT)]
        return code_ranges(line.codes, order, dash)
    return coded(line.codes[0], lines.title(line.codes[0]))


def coded(code: str, title: str) -> str:
    """An item with its words: the code before each line, as E3 has one for each kind of service,
    but for those of a list."""
    first, *others = title.split("\n")
    more = (line if _LISTED.match(line) else f"{code} {line}" for line in others)
    return "\n".join((f"{code} {first}".strip(), *more))


def issue(finding: Finding) -> str:
    """The point of a finding that is to be better."""
    return finding.issue or finding.weakness


def time_of(measure: Measure) -> str:
    """When a measure is carried out: its own words, else its days, time or frequency."""
    if measure.schedule:
        return measure.schedule
    if measure.days:
        days = map(date.fromisoformat, measure.days.split())
        return "\n".join(short_date(day) for day in days)
    often = FREQUENCY_WORDS.get(measure.frequency, "")
    return " ".join(filter(None, (often, _span(measure))))


def _span(measure: Measure) -> str:
    """``ต.ค. 67 – มิ.ย. 68``; empty where no time of its own is set."""
    if measure.begins is None or measure.ends is None:
        return ""
    ends = (short_month(measure.begins), short_month(measure.ends))
    return " – ".join(dict.fromkeys(ends))


def short_month(day: date) -> str:
    """``ต.ค. 67``."""
    return f"{MONTHS_SHORT[day.month - 1]} {buddhist_year(day) % 100:02d}"


def follow_up(measure: Measure) -> str:
    """How a measure is followed up; how often it is done where nothing else is said."""
    return measure.monitoring or time_of(measure)


def owner_labels(
    data: YearData, measures: Sequence[Measure], *, roles: bool = True
) -> tuple[str, ...]:
    """The owners of measures, each once, in their order; with ``roles`` it is said who supports."""
    named = owner_name if roles else YearData.owner_label
    found = (named(data, owner) for of in measures for owner in data.owners_of_measure(of.id))
    return tuple(dict.fromkeys(name for name in found if name))


def lines_of(texts: Sequence[str]) -> tuple[Paragraph, ...]:
    """Short texts of a cell, each with lines of its own."""
    return tuple(paragraph(line, "cell") for text in texts for line in text.split("\n"))
