"""Checks the book of measures for its eight required parts.

They are listed in item O22: the working group, the briefing, the study of the scores, measures with
period and unit, communication by indicator, the image of the services, the permit centre, the
follow-up.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.book.pages import is_briefed
from ita_desktop.documents.reports.book.parts import PARTS, chapters
from ita_desktop.documents.reports.measures.missing import NO_FINDINGS, codes_of
from ita_desktop.documents.reports.wording import missing_items
from ita_desktop.domain.documents.book import GENERATED, ChapterState
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import MeasureKind


class RequiredPart(NamedTuple):
    """A required part; any of the chapters named in ``parts`` provides it."""

    title: str
    parts: tuple[str, ...]
    missing: Callable[[ReportContext], Iterable[MissingData]]


def required(context: ReportContext) -> list[MissingData]:
    """Returns what is missing in the required parts: omitted chapters, and empty ones."""
    return [gap for _part, missing in readiness(context) for gap in missing]


def readiness(context: ReportContext) -> list[tuple[RequiredPart, list[MissingData]]]:
    """Returns each required part with what is missing in it."""
    shown = [chapter for chapter in chapters(context.year) if chapter.state is ChapterState.SHOWN]
    written = {
        chapter.part for chapter in shown if chapter.text.strip() and GENERATED not in chapter.text
    }
    there = {chapter.part for chapter in shown}
    return [
        (part, [] if written.intersection(part.parts) else [*_missing(context, part, there)])
        for part in REQUIRED
    ]


def _missing(context: ReportContext, part: RequiredPart, shown: set[str]) -> Iterator[MissingData]:
    if not shown.isdisjoint(part.parts):
        yield from part.missing(context)
    else:
        yield MissingData(
            "เล่มไม่มีส่วน{part} ซึ่งเป็นส่วนที่ต้องมี",
            {"part": Phrase(part.title)},
            "ใส่กลับในรายการบทของเล่ม",
            PageKey.DOCUMENTS,
        )


def _missing_briefing(context: ReportContext) -> Iterator[MissingData]:
    if not is_briefed(context.year):
        yield MissingData(
            "ยังไม่มีการประชุมชี้แจงหน่วยงานภายใน",
            remedy="บันทึกการประชุม หรือผลการดำเนินการพร้อมภาพ",
            page=PageKey.MEETINGS,
        )


def _complete(context: ReportContext) -> Iterator[MissingData]:
    """Returns the measures without the details that O22 requires: method, period, unit."""
    data = context.year
    if not data.measures:
        yield from PARTS["measures"].missing(context)
    without = [
        codes_of(data, measure)
        for measure in data.measures
        if measure.kind in (MeasureKind.ITEM, MeasureKind.INDICATOR)
        and not (
            measure.schedule
            or measure.frequency
            or measure.begins
            or measure.days
            or measure.monitoring
        )
    ]
    yield from missing_items(
        without,
        "มาตรการของ {items} ยังไม่มีระยะเวลา",
        "{count} มาตรการยังไม่มีระยะเวลา เช่นของ {items}",
        "ระบุที่หน้ามาตรการ",
        PageKey.MEASURES,
    )


def _missing_study(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing: the result to be studied, or any findings in it."""
    found = any(finding.issue or finding.weakness for finding in context.year.findings)
    written = found or any(measure.finding for measure in context.year.measures)
    yield from PARTS["result"].missing(context)
    if not written:
        yield NO_FINDINGS


def _part_missing(part: str) -> Callable[[ReportContext], Iterable[MissingData]]:
    return PARTS[part].missing


_ANALYSES: Final = ("analysis", "analysis-by-question", "analysis-by-item")
REQUIRED: Final = (
    RequiredPart("คำสั่งแต่งตั้งคณะทำงาน", ("order", "preparation"), _part_missing("order")),
    RequiredPart("การชี้แจงต่อหน่วยงานภายใน", ("briefing", "preparation"), _missing_briefing),
    RequiredPart("การวิเคราะห์ผลคะแนนและประเด็นที่ต้องปรับปรุง", _ANALYSES, _missing_study),
    RequiredPart(
        "มาตรการพร้อมวิธีการ ระยะเวลา และหน่วยงาน",
        ("measures", "measures-by-indicator", "analysis", "analysis-by-question"),
        _complete,
    ),
    RequiredPart("มาตรการสื่อสารตามตัวชี้วัด", ("communication",), _part_missing("communication")),
    RequiredPart("มาตรการสื่อสารภาพลักษณ์การให้บริการ", ("image",), _part_missing("image")),
    RequiredPart("มาตรการศูนย์รับคำขออนุญาต (BMA OSS)", ("one-stop",), _part_missing("one-stop")),
    RequiredPart(
        "การกำกับติดตามโดยผู้อำนวยการเขต",
        ("monitoring", "communication", *_ANALYSES),
        _part_missing("monitoring"),
    ),
)
"""The required parts in the order of item O22."""
