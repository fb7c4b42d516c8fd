"""Photographs in a document, each with what it is about: a measure's items, its indicator or its
chapter, and the reporting round."""

from dataclasses import dataclass

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.records import MeasureKind
from ita_desktop.exchange.cells.codes import read_indicator
from ita_desktop.exchange.cells.row import Cells
from ita_desktop.exchange.cells.subject import INDICATOR_COLUMN, ITEMS_COLUMN
from ita_desktop.exchange.kind import ImportColumn, ImportKind, no_groups
from ita_desktop.exchange.kinds.measures.analysis import METHOD_COLUMN
from ita_desktop.exchange.kinds.measures.texts import chapter_of
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """One photograph; empty fields are not given."""

    origin: Origin
    items: tuple[str, ...]
    indicator: str
    chapter: MeasureKind | None
    method: str
    """Steps or other words of the measure."""
    round: str
    caption: str
    picture: str
    """Its name within the file."""


def _read(cells: Cells) -> PhotoRow:
    remedy = "นำเข้าจากไฟล์ Word หรือ LibreOffice ที่มีภาพ"
    picture = cells.must("picture", "แถวนี้ไม่มีภาพ", remedy)
    return PhotoRow(
        cells.origin,
        tuple(cells.several("items")),
        read_indicator(cells.text("indicator")),
        chapter_of(cells.text("chapter")),
        cells.lines("method"),
        cells.text("round"),
        cells.lines("caption"),
        picture,
    )


PHOTOS: ImportKind[PhotoRow] = ImportKind(
    name="photos",
    title="ภาพถ่ายผลการดำเนินการ",
    columns=(
        ImportColumn("picture", "ภาพ", ("picture", "photo"), hint="ชื่อภาพในไฟล์ Word", width=24),
        ImportColumn("caption", "คำบรรยายภาพ", ("caption",), width=36),
        ITEMS_COLUMN,
        INDICATOR_COLUMN,
        ImportColumn("chapter", "บท", ("chapter",), width=20),
        METHOD_COLUMN,
        ImportColumn("round", "รอบ", ("round",), width=16),
    ),
    required=(("picture",), ("caption",)),
    read=_read,
    group=no_groups,
    identity=frozenset({"picture", "items", "indicator", "chapter", "method", "round"}),
    place=Place(PageKey.MEASURES, "tracking:"),
    examples=({"picture": "media/image1.jpeg", "caption": "ประชุมชี้แจง", "items": "I1"},),
)
