"""Two chapters of text: how the image of the services is made known, and the permit centre.

Form: heading, one sentence, the numbered measures with the points below each, then pictures of what
was done with their captions.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.documents.content import Block, Document, Paragraph
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.measures.photo_pages import photo_table, photos_of
from ita_desktop.documents.reports.measures.step_numbers import joined, of_form
from ita_desktop.documents.reports.pages import of_tables
from ita_desktop.documents.reports.wording import FILE, HEADS, SHARED, TABLE_MARGINS
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.year import YearData

NO_MEASURES: Final = wording("all.no-measures", "ยังไม่มีมาตรการ", papers=SHARED)
_IMAGE_FILE: Final = wording(
    "image-communication.file", "มาตรการสื่อสารภาพลักษณ์การให้บริการ ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_IMAGE_HEADS: Final = wording(
    "image-communication.heads",
    "มาตรการ/กิจกรรมในการสื่อสารสร้างภาพลักษณ์การให้บริการของ{สำนักงานเขต}",
    title=HEADS,
)
_IMAGE_INTRO: Final = wording(
    "image-communication.intro",
    """
    {สำนักงานเขต}กำหนดมาตรการสื่อสารภาพลักษณ์การให้บริการของสำนักงานเขต
        ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} ดังนี้
    """,
)
_ONE_STOP_FILE: Final = wording(
    "one-stop-service.file", "มาตรการศูนย์รับคำขออนุญาต (BMA OSS) ปีงบประมาณ {ปีงบประมาณ}", title=FILE
)
_ONE_STOP_HEADS: Final = wording(
    "one-stop-service.heads",
    """
    มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร
    (Bangkok Metropolitan Administration One Stop Service – BMA OSS)
    """,
    title=HEADS,
)
_ONE_STOP_INTRO: Final = wording(
    "one-stop-service.intro",
    """
    {สำนักงานเขต}กำหนดมาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร
        ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ} ดังนี้
    """,
)


class _Chapter(NamedTuple):
    kind: MeasureKind
    file: Template
    heads: Template
    intro: Template
    missing: MissingData


_IMAGE: Final = _Chapter(
    MeasureKind.IMAGE,
    _IMAGE_FILE,
    _IMAGE_HEADS,
    _IMAGE_INTRO,
    MissingData("ยังไม่มีมาตรการสื่อสารภาพลักษณ์ของปีนี้", remedy="เพิ่มที่หน้ามาตรการ", page=PageKey.MEASURES),
)
_ONE_STOP: Final = _Chapter(
    MeasureKind.ONE_STOP,
    _ONE_STOP_FILE,
    _ONE_STOP_HEADS,
    _ONE_STOP_INTRO,
    MissingData(
        "ยังไม่มีมาตรการของศูนย์รับคำขออนุญาต (BMA OSS)",
        remedy="เพิ่มที่หน้ามาตรการ",
        page=PageKey.MEASURES,
    ),
)


def missing_image(context: ReportContext) -> list[MissingData]:
    """Whether the year lacks measures for the image of the services."""
    return [] if _measures(context.year, _IMAGE) else [_IMAGE.missing]


def missing_one_stop(context: ReportContext) -> list[MissingData]:
    """Whether the year lacks measures for the permit centre."""
    return [] if _measures(context.year, _ONE_STOP) else [_ONE_STOP.missing]


def build_image(context: ReportContext, digits: Digits) -> Document:
    """How the image of the services is made known."""
    return _document(context, digits, _IMAGE)


def build_one_stop(context: ReportContext, digits: Digits) -> Document:
    """The measures for the permit centre."""
    return _document(context, digits, _ONE_STOP)


def image_heading(data: YearData) -> tuple[str, ...]:
    """The lines of the heading."""
    return _IMAGE_HEADS.lines(data)


def one_stop_heading(data: YearData) -> tuple[str, ...]:
    """The lines of the heading."""
    return _ONE_STOP_HEADS.lines(data)


def _document(context: ReportContext, digits: Digits, chapter: _Chapter) -> Document:
    data = context.year
    title = chapter.file.of(data)
    return of_tables(
        data, title, (*chapter.heads.paragraphs(data, "heading"), *_body(context, chapter)), digits
    )


def _body(context: ReportContext, chapter: _Chapter) -> Iterator[Block]:
    data = context.year
    measures = _measures(data, chapter)
    if not measures:
        yield NO_MEASURES.paragraph(data)
        return
    yield from chapter.intro.paragraphs(data, "body")
    yield from _lines(measures)
    page = Document("", (), margins=TABLE_MARGINS)
    yield from photo_table(context, photos_of(data, measures), page)


def _lines(measures: list[Measure]) -> Iterator[Paragraph]:
    """The measures, which the form numbers where nobody typed a number."""
    for paragraph in joined(of_form([measure.method for measure in measures], measures[0].kind)):
        yield replace(paragraph, style="line")


def _measures(data: YearData, chapter: _Chapter) -> list[Measure]:
    return [measure for measure in data.measures if measure.kind is chapter.kind]
