"""Two chapters of text: how the image of the services is made known, and the permit centre.

Form: heading, one sentence, the numbered measures with the points below each, then pictures of what
was done with their captions.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from ita_desktop.documents.content import Block, Document, Margins, Paragraph, paragraph
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.photo_pages import photo_table, photos_of
from ita_desktop.documents.reports.run_on import joined, run_on
from ita_desktop.documents.reports.wording import fiscal_year, foot, office
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Measure, MeasureKind
from ita_desktop.domain.year import YearData

MARGINS: Final = Margins(top=25, right=20, bottom=20, left=25)
_IMAGE_NAME: Final = "มาตรการสื่อสารภาพลักษณ์การให้บริการ"
_ONE_STOP_NAME: Final = "มาตรการศูนย์รับคำขออนุญาต (BMA OSS)"


class _Chapter(NamedTuple):
    kind: MeasureKind
    title: str
    lack: Lack


_IMAGE: Final = _Chapter(
    MeasureKind.IMAGE,
    _IMAGE_NAME,
    Lack("ยังไม่มีมาตรการสื่อสารภาพลักษณ์ของปีนี้", remedy="เพิ่มที่หน้ามาตรการ", page=PageKey.MEASURES),
)
_ONE_STOP: Final = _Chapter(
    MeasureKind.ONE_STOP,
    _ONE_STOP_NAME,
    Lack(
        "ยังไม่มีมาตรการของศูนย์รับคำขออนุญาต (BMA OSS)",
        remedy="เพิ่มที่หน้ามาตรการ",
        page=PageKey.MEASURES,
    ),
)


def missing_image(material: Material) -> list[Lack]:
    """Whether the year lacks measures for the image of the services."""
    return [] if _measures(material.year, _IMAGE) else [_IMAGE.lack]


def missing_one_stop(material: Material) -> list[Lack]:
    """Whether the year lacks measures for the permit centre."""
    return [] if _measures(material.year, _ONE_STOP) else [_ONE_STOP.lack]


def build_image(material: Material, digits: Digits) -> Document:
    """How the image of the services is made known."""
    return _document(material, digits, _IMAGE, image_heading(material.year), image_body(material))


def build_one_stop(material: Material, digits: Digits) -> Document:
    """The measures for the permit centre."""
    heading = one_stop_heading()
    return _document(material, digits, _ONE_STOP, heading, one_stop_body(material))


def image_heading(data: YearData) -> tuple[str, ...]:
    """The lines of the heading."""
    return (f"มาตรการ/กิจกรรมในการสื่อสารสร้างภาพลักษณ์การให้บริการของ{office(data.organisation)}",)


def one_stop_heading() -> tuple[str, ...]:
    """The lines of the heading."""
    return (
        "มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร",
        "(Bangkok Metropolitan Administration One Stop Service – BMA OSS)",
    )


def image_body(material: Material) -> Iterator[Block]:
    """The chapter below its heading."""
    data = material.year
    sentence = (
        f"{office(data.organisation)}กำหนดมาตรการสื่อสารภาพลักษณ์การให้บริการของสำนักงานเขต "
        f"{fiscal_year(data)} ดังนี้"
    )
    return _body(material, _IMAGE, sentence)


def one_stop_body(material: Material) -> Iterator[Block]:
    """The chapter below its heading."""
    data = material.year
    sentence = (
        f"{office(data.organisation)}กำหนดมาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์"
        f"ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร {fiscal_year(data)} ดังนี้"
    )
    return _body(material, _ONE_STOP, sentence)


def _document(
    material: Material,
    digits: Digits,
    chapter: _Chapter,
    heading: tuple[str, ...],
    body: Iterator[Block],
) -> Document:
    data = material.year
    title = f"{chapter.title} ปีงบประมาณ {data.year}"
    return Document(
        title=title,
        author=office(data.organisation),
        blocks=(*(paragraph(line, "heading") for line in heading), *body),
        margins=MARGINS,
        digits=digits,
        footer=foot(title),
    )


def _body(material: Material, chapter: _Chapter, sentence: str) -> Iterator[Block]:
    measures = _measures(material.year, chapter)
    if not measures:
        yield paragraph("ยังไม่มีมาตรการ")
        return
    yield paragraph(sentence)
    yield from _lines(measures)
    page = Document("", (), margins=MARGINS)
    yield from photo_table(material, photos_of(material.year, measures), page)


def _lines(measures: list[Measure]) -> Iterator[Paragraph]:
    for one in joined(run_on([measure.method for measure in measures])):
        yield Paragraph(one.runs, "line", one.mark, one.level)


def _measures(data: YearData, chapter: _Chapter) -> list[Measure]:
    return [one for one in data.measures if one.kind is chapter.kind]
