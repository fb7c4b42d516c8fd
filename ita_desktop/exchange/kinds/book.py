"""What a book of measures has beside its tables: the chapters in their order (heading, part of the
book, running text), and photographs, each with what it is about: a measure's items, its indicator
or its chapter, and the reporting round."""

from dataclasses import dataclass
from typing import Final

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.records import MeasureKind
from ita_desktop.exchange.cells.codes import read_indicator
from ita_desktop.exchange.cells.row import Cells, text_of
from ita_desktop.exchange.cells.subject import INDICATOR_COLUMN, ITEMS_COLUMN
from ita_desktop.exchange.kind import ImportColumn, ImportKind, no_groups
from ita_desktop.exchange.kinds.measures.analysis import METHOD_COLUMN
from ita_desktop.exchange.kinds.measures.texts import chapter_of
from ita_desktop.exchange.sheets import Origin


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """One chapter."""

    origin: Origin
    mark: str
    """Its number as printed (``1.``, ``บทที่ 2``)."""
    title: str
    part: str
    """The part of the book that it is, by name or title; empty if it is not known."""
    text: str
    """Its running text, as short rich text."""
    holds: tuple[str, ...]
    """Kinds of its tables that become records."""


def _read(cells: Cells) -> ChapterRow:
    title = cells.must("title", "ยังไม่มีชื่อบท", "พิมพ์ชื่อบท")
    return ChapterRow(
        cells.origin,
        cells.text("mark"),
        title,
        cells.text("part"),
        _text(cells),
        tuple(cells.text("holds").split()),
    )


def _text(cells: Cells) -> str:
    """Return the text as it is: a line of it may be a row of a table (``| ก | ข |``)."""
    cells.lines("text")
    at = cells.columns.get("text", len(cells.row.values))
    return str(text_of(cells.row.values[at])) if at < len(cells.row.values) else ""


TITLE: Final = "หัวบท"
TEXT: Final = "ข้อความของบท"
CHAPTERS: ImportKind[ChapterRow] = ImportKind(
    name="chapters",
    title="บทของเล่มมาตรการ",
    columns=(
        ImportColumn("mark", "เลขบท", ("mark", "บทที่"), hint="เช่น 1.", width=10),
        ImportColumn("title", TITLE, ("title", "ชื่อบท"), hint="ชื่อบทตามที่พิมพ์ในเล่ม", width=44),
        ImportColumn(
            "part",
            "ส่วนของเล่ม",
            ("part",),
            hint="ชื่อส่วนที่โปรแกรมทำ เว้นว่างถ้าเป็นบทของสำนักงาน",
            width=26,
        ),
        ImportColumn(
            "text", TEXT, ("text", "เนื้อหาของบท"), hint="ใส่เฉพาะบทที่สำนักงานเขียนเอง", width=60
        ),
        ImportColumn("holds", "รายการในบท", ("holds",), in_template=False),
    ),
    required=(("title",), ("text",)),
    read=_read,
    group=no_groups,
    identity=frozenset({"title"}),
    place=Place(PageKey.DOCUMENTS, "measures-book#chapters"),
    examples=(
        {"mark": "1.", "title": "หลักการและเหตุผล", "text": "สำนักงานเขตให้ความสำคัญกับความโปร่งใส"},
        {"mark": "2.", "title": "การกำกับติดตามโดยผู้อำนวยการเขต", "part": "monitoring"},
    ),
)


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


def _read_photo(cells: Cells) -> PhotoRow:
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
    read=_read_photo,
    group=no_groups,
    identity=frozenset({"picture", "items", "indicator", "chapter", "method", "round"}),
    place=Place(PageKey.MEASURES, "tracking:"),
    examples=({"picture": "media/image1.jpeg", "caption": "ประชุมชี้แจง", "items": "I1"},),
)
