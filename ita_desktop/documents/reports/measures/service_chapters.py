"""Two text chapters: promotion of the services' image, and the permit centre.

Form: heading, the office's sentence where it typed one, the numbered measures with their points,
then photographs of activities with captions.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from ita_desktop.documents.content import Block, Document, Paragraph
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.measures.lines import joined, of_form
from ita_desktop.documents.reports.shared import (
    FILE,
    HEADS,
    INTRO,
    TABLE_MARGINS,
    of_tables,
    photo_table,
    photos_of,
)
from ita_desktop.documents.wordings.templates import SHARED, Template, wording
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.text import Digits

NO_MEASURES: Final = wording("all.no-measures", "ยังไม่มีมาตรการ", papers=SHARED)


class ServiceChapter(NamedTuple):
    """A chapter: the measures of a kind, with its texts."""

    kind: MeasureKind
    file: Template
    heads: Template
    intro: Template
    no_measures: MissingData

    def missing(self, context: ReportContext) -> list[MissingData]:
        """Returns whether the chapter's measures are missing."""
        return [] if self._measures(context) else [self.no_measures]

    def build(self, context: ReportContext, digits: Digits) -> Document:
        """Returns the chapter as a document."""
        data = context.year
        blocks = (*self.heads.paragraphs(data, "heading"), *self._body(context))
        return of_tables(data, self.file.of(data), blocks, digits)

    def heading(self, context: ReportContext) -> tuple[str, ...]:
        """Returns the lines of its heading, used in the book, too."""
        return self.heads.lines(context.year)

    def _body(self, context: ReportContext) -> Iterator[Block]:
        data, measures = context.year, self._measures(context)
        if not measures:
            yield NO_MEASURES.paragraph(data)
            return
        yield from self.intro.paragraphs(data, "body")
        yield from _lines(measures)
        page = Document("", (), margins=TABLE_MARGINS)
        yield from photo_table(context, photos_of(data, measures), page)

    def _measures(self, context: ReportContext) -> list[Measure]:
        return [measure for measure in context.year.measures if measure.kind is self.kind]


IMAGE: Final = ServiceChapter(
    MeasureKind.IMAGE,
    wording(
        "image-communication.file",
        "มาตรการสื่อสารภาพลักษณ์การให้บริการ ปีงบประมาณ {ปีงบประมาณ}",
        title=FILE,
    ),
    wording(
        "image-communication.heads",
        "มาตรการ/กิจกรรมในการสื่อสารสร้างภาพลักษณ์การให้บริการของ{สำนักงานเขต}",
        title=HEADS,
    ),
    wording("image-communication.intro", "", title=INTRO),
    MissingData(
        "ยังไม่มีมาตรการสื่อสารภาพลักษณ์ของปีนี้", remedy="เพิ่มที่หน้ามาตรการ", page=PageKey.MEASURES, is_all=True
    ),
)
ONE_STOP: Final = ServiceChapter(
    MeasureKind.ONE_STOP,
    wording(
        "one-stop-service.file",
        "มาตรการศูนย์รับคำขออนุญาต (BMA OSS) ปีงบประมาณ {ปีงบประมาณ}",
        title=FILE,
    ),
    wording(
        "one-stop-service.heads",
        """
        มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร
        (Bangkok Metropolitan Administration One Stop Service – BMA OSS)
        """,
        title=HEADS,
    ),
    wording("one-stop-service.intro", "", title=INTRO),
    MissingData(
        "ยังไม่มีมาตรการของศูนย์รับคำขออนุญาต (BMA OSS)",
        remedy="เพิ่มที่หน้ามาตรการ",
        page=PageKey.MEASURES,
        is_all=True,
    ),
)


def _lines(measures: list[Measure]) -> Iterator[Paragraph]:
    """Yields the measures, numbered as in the form unless numbers were entered."""
    for paragraph in joined(of_form([measure.method for measure in measures], measures[0].kind)):
        yield replace(paragraph, style="line")
