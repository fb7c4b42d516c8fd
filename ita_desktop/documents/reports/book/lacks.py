"""The eight parts that a book of measures must have, and what it lacks of them.

Item O22 names them: the working group, the briefing, the study of the scores, measures with period
and unit, communication by indicator, the image of the services, the permit centre, the follow-up.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.book.parts import PARTS, chapters
from ita_desktop.documents.reports.measures.lacks import NO_FINDINGS, codes_of
from ita_desktop.documents.reports.wording import lacking
from ita_desktop.domain.documents.book import ChapterState
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import MeasureKind


class RequiredPart(NamedTuple):
    """A part that the book must have; any of the named ``parts`` is it."""

    title: str
    parts: tuple[str, ...]
    missing: Callable[[Material], list[Lack]]


def required(material: Material) -> list[Lack]:
    """What the book lacks of the eight parts: those that are left out, and what is empty."""
    return [lack for _part, lacks in readiness(material) for lack in lacks]


def readiness(material: Material) -> list[tuple[RequiredPart, list[Lack]]]:
    """Each of the eight parts with what it lacks: itself, or what is empty in it."""
    shown = [one for one in chapters(material.year) if one.state is ChapterState.SHOWN]
    written = {one.part for one in shown if one.text.strip()}
    there = {one.part for one in shown}
    return [
        (one, [] if written.intersection(one.parts) else _lacks(material, one, there))
        for one in REQUIRED
    ]


def _lacks(material: Material, one: RequiredPart, shown: set[str]) -> list[Lack]:
    if not shown.isdisjoint(one.parts):
        return one.missing(material)
    return [
        Lack(
            "เล่มไม่มีส่วน{part}ซึ่งเป็นส่วนที่ต้องมี",
            {"part": Phrase(one.title)},
            "ใส่กลับในรายการบทของเล่ม",
            PageKey.DOCUMENTS,
        )
    ]


def _briefed(material: Material) -> list[Lack]:
    data = material.year
    prepared = [one.id for one in data.measures if one.kind is MeasureKind.PREPARATION]
    if data.meetings or any(data.entries_of(one) for one in prepared):
        return []
    return [
        Lack(
            "ยังไม่มีการประชุมชี้แจงหน่วยงานภายใน",
            remedy="บันทึกการประชุม หรือผลการดำเนินการพร้อมภาพ",
            page=PageKey.MEETINGS,
        )
    ]


def _complete(material: Material) -> list[Lack]:
    """Whether measures lack what the item asks of each: method, period, unit."""
    data = material.year
    if not data.measures:
        return PARTS["measures"].missing(material)
    without = [
        codes_of(data, one)
        for one in data.measures
        if one.kind in (MeasureKind.ITEM, MeasureKind.INDICATOR)
        and not (one.schedule or one.frequency or one.begins or one.days or one.monitoring)
    ]
    if not without:
        return []
    return [
        lacking(
            without,
            "มาตรการของ {items} ยังไม่มีระยะเวลา",
            "{count} มาตรการยังไม่มีระยะเวลา เช่นของ {items}",
            "ระบุที่หน้ามาตรการ",
            PageKey.MEASURES,
        )
    ]


def _studied(material: Material) -> list[Lack]:
    """Whether there is a result to study, and anything was found in it."""
    found = any(one.issue or one.weakness for one in material.year.findings)
    written = found or any(one.finding for one in material.year.measures)
    return [*PARTS["result"].missing(material), *([] if written else [NO_FINDINGS])]


def _of(part: str) -> Callable[[Material], list[Lack]]:
    return PARTS[part].missing


_ANALYSES: Final = ("analysis", "analysis-by-question", "analysis-by-item")
REQUIRED: Final = (
    RequiredPart("คำสั่งแต่งตั้งคณะทำงาน", ("order", "preparation"), _of("order")),
    RequiredPart("การชี้แจงต่อหน่วยงานภายใน", ("briefing", "preparation"), _briefed),
    RequiredPart("การวิเคราะห์ผลคะแนนและประเด็นที่ต้องปรับปรุง", _ANALYSES, _studied),
    RequiredPart(
        "มาตรการพร้อมวิธีการ ระยะเวลา และหน่วยงาน",
        ("measures", "measures-by-indicator", "analysis", "analysis-by-question"),
        _complete,
    ),
    RequiredPart("มาตรการสื่อสารตามตัวชี้วัด", ("communication",), _of("communication")),
    RequiredPart("มาตรการสื่อสารภาพลักษณ์การให้บริการ", ("image",), _of("image")),
    RequiredPart("มาตรการศูนย์รับคำขออนุญาต (BMA OSS)", ("one-stop",), _of("one-stop")),
    RequiredPart(
        "การกำกับติดตามโดยผู้อำนวยการเขต",
        ("monitoring", "communication", *_ANALYSES),
        _of("monitoring"),
    ),
)
"""In the order of the item."""
