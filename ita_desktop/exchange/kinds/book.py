"""What a book of measures has: the chapters in their order (heading, part of the book, running
text), measures that chapters have as text, the communication measures, and photographs, each with
what it is about: a measure's items, its indicator or its chapter, and the reporting round."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.domain.pages import PageKey, Place
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import MEASURE_KINDS, MeasureKind
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells import owners
from ita_desktop.exchange.cells.codes import read_indicator
from ita_desktop.exchange.cells.row import Cells, text_of
from ita_desktop.exchange.kind import ChoiceList, ImportColumn, ImportKind, column, read_row
from ita_desktop.exchange.kinds import measures
from ita_desktop.exchange.kinds.analysis import METHOD_COLUMN
from ita_desktop.exchange.kinds.oit import indicator_group
from ita_desktop.exchange.sheets import Origin

TITLE: Final = "หัวบท"
TEXT: Final = "ข้อความของบท"


def _text(cells: Cells, name: str) -> str:
    """Return the text as it is: a line of it may be a row of a table (``| ก | ข |``)."""
    cells.lines(name)
    at = cells.columns.get(name, len(cells.row.values))
    return str(text_of(cells.row.values[at])) if at < len(cells.row.values) else ""


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """One chapter."""

    origin: Origin
    mark: str = column("เลขบท", ("mark", "บทที่"), hint="เช่น 1.", width=10)
    """Its number as printed (``1.``, ``บทที่ 2``)."""
    title: str = column(TITLE, ("title", "ชื่อบท"), hint="ชื่อบทตามที่พิมพ์ในเล่ม", width=44)
    part: str = column(
        "ส่วนของเล่ม", ("part",), hint="ชื่อส่วนที่โปรแกรมทำ เว้นว่างถ้าเป็นบทของสำนักงาน", width=26
    )
    """The part of the book that it is, by name or title; empty if it is not known."""
    text: str = column(
        TEXT, ("text", "เนื้อหาของบท"), reads=_text, hint="ใส่เฉพาะบทที่สำนักงานเขียนเอง", width=60
    )
    """Its running text, as short rich text."""
    holds: tuple[str, ...] = column("รายการในบท", ("holds",), in_template=False)
    """Kinds of its tables that become records."""


def _read(cells: Cells) -> ChapterRow:
    title = cells.must("title", "ยังไม่มีชื่อบท", "พิมพ์ชื่อบท")
    return read_row(ChapterRow, cells, title=title, holds=tuple(cells.text("holds").split()))


CHAPTERS: ImportKind[ChapterRow] = ImportKind(
    name="chapters",
    title="บทของเล่มมาตรการ",
    row=ChapterRow,
    required=(("title",), ("text",)),
    read=_read,
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
    picture: str = column("ภาพ", ("picture", "photo"), hint="ชื่อภาพในไฟล์ Word", width=24)
    """Its name within the file."""
    caption: str = column("คำบรรยายภาพ", ("caption",), reads=Cells.lines, width=36)
    items: tuple[str, ...] = column(owners.ITEMS_COLUMN)
    indicator: str = column(owners.INDICATOR_COLUMN)
    chapter: MeasureKind | None = column("บท", ("chapter",), width=20)
    method: str = column(METHOD_COLUMN, reads=Cells.lines)
    """Steps or other words of the measure."""
    round: str = column("รอบ", ("round",), width=16)


def _read_photo(cells: Cells) -> PhotoRow:
    remedy = "นำเข้าจากไฟล์ Word หรือ LibreOffice ที่มีภาพ"
    return read_row(
        PhotoRow,
        cells,
        picture=cells.must("picture", "แถวนี้ไม่มีภาพ", remedy),
        indicator=read_indicator(cells.text("indicator")),
        chapter=chapter_of(cells.text("chapter")),
    )


PHOTOS: ImportKind[PhotoRow] = ImportKind(
    name="photos",
    title="ภาพถ่ายผลการดำเนินการ",
    row=PhotoRow,
    required=(("picture",), ("caption",)),
    read=_read_photo,
    identity=frozenset({"picture", "items", "indicator", "chapter", "method", "round"}),
    place=Place(PageKey.MEASURES, "tracking:"),
    examples=({"picture": "media/image1.jpeg", "caption": "ประชุมชี้แจง", "items": "I1"},),
)
CHAPTER_WORDS = {
    kind: MEASURE_KINDS[kind]
    for kind in (
        MeasureKind.PREPARATION,
        MeasureKind.ONE_STOP,
        MeasureKind.IMAGE,
        MeasureKind.OWN,
    )
}
"""The names of the chapters in the window."""
_NUMBER = r"(?:[\d๐-๙]{1,2}[.)]\s*)?"
_HEADS = {
    MeasureKind.PREPARATION: (
        r"มาตรการยกระดับคุณธรรม.*เตรียมความพร้อม.*|(?:มาตรการ|การ)?เตรียม(?:การ|ความพร้อม)(?:รับการประเมิน)?"
    ),
    MeasureKind.ONE_STOP: (
        r"(?:มาตรการ.{0,40})?ศูนย์รับคำขออนุญาต.*|ศูนย์ BMA OSS|(?:BMA )?OSS|One Stop Service"
    ),
    MeasureKind.IMAGE: (
        r"มาตรการ.{0,30}สื่อสาร(?:สร้าง)?ภาพลักษณ์.*|(?:การ)?สื่อสาร(?:สร้าง)?ภาพลักษณ์(?:การให้บริการ)?"
    ),
    MeasureKind.OWN: r"มาตรการอื่น(?:\s*ๆ)?|อื่น\s*ๆ\s*ของหน่วยงาน",
    MeasureKind.COMMUNICATION: r"(?:การ)?สื่อสารสร้างการรับรู้",
}
_CHAPTERS = {kind: lazy_re(rf"{_NUMBER}(?:{head})", re.IGNORECASE) for kind, head in _HEADS.items()}
_ABOVE = lazy_re(r"\(?Bangkok Metropolitan Administration One Stop Service.*|ประจำปีงบประมาณ.*")
"""Further lines of the headings."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """One measure of a chapter."""

    chapter: MeasureKind
    measure: measures.MeasureRow

    @property
    def origin(self) -> Origin:
        return self.measure.origin


def chapter_of(text: str) -> MeasureKind | None:
    """Return the chapter that a heading or name means, or None.

    >>> chapter_of("5. มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร")
    <MeasureKind.ONE_STOP: 'one_stop'>
    """
    return next((kind for kind, head in _CHAPTERS.items() if head.fullmatch(text.strip())), None)


def _group(text: str) -> Mapping[str, str]:
    chapter = chapter_of(text)
    if chapter is not None and chapter in CHAPTER_WORDS:
        return {"chapter": CHAPTER_WORDS[chapter]}
    return {"above": text} if _ABOVE.fullmatch(text) else {}


def read_chapter(cells: Cells) -> MeasureKind:
    """Return the chapter of a row; raises RowError."""
    text = cells.text("chapter")
    chapter = chapter_of(text)
    if chapter is None or chapter not in CHAPTER_WORDS:
        raise cells.fail(
            "chapter",
            "ไม่รู้จักบท “{text}”" if text else "ไม่รู้ว่าเป็นมาตรการของบทใด",
            remedy="พิมพ์ชื่อบทใดบทหนึ่ง: {known}",
            known=" ".join(f"“{word}”" for word in CHAPTER_WORDS.values()),
        )
    return chapter


def _read_text(cells: Cells) -> TextRow:
    chapter = read_chapter(cells)
    method = cells.lines("method")
    if not key(method):
        raise cells.fail("method", "ไม่มีมาตรการ", remedy="พิมพ์มาตรการหนึ่งเรื่องต่อแถว")
    measure = measures.MeasureRow(
        cells.origin,
        method=method,
        owners=owners.read_owners(cells),
        schedule=cells.text("schedule"),
        monitoring=cells.lines("monitoring"),
        status=measures.read_status(cells),
        note=cells.lines("note"),
        merged_cells=measures.merged_cells(cells),
        says_merges=True,
    )
    return TextRow(chapter, measure)


TEXTS: ImportKind[TextRow] = ImportKind(
    name="texts",
    title="มาตรการในบทข้อความ",
    columns=(
        ImportColumn(
            "chapter",
            "บท",
            ("chapter", "ชื่อบท", "ประเภท", "ประเภทมาตรการ", "เรื่อง"),
            hint="เลือกบทที่มาตรการอยู่",
            width=22,
            choice=ChoiceList.CHAPTERS,
            inherit=True,
        ),
        METHOD_COLUMN,
        owners.OWNERS_COLUMN,
        owners.SUPPORTERS_COLUMN,
        measures.SCHEDULE_COLUMN,
        measures.MONITORING_COLUMN,
        measures.STATUS_COLUMN,
        measures.NOTE_COLUMN,
    ),
    required=(("chapter",), ("method",)),
    read=_read_text,
    group=_group,
    identity=frozenset({"chapter", "method"}),
    place=Place(PageKey.MEASURES, "measures:"),
    lists_whole_year=True,
    examples=(
        {
            "chapter": "การเตรียมการ",
            "method": "จัดทำคำสั่งแต่งตั้งคณะทำงาน ITA",
            "owners": "ฝ่ายปกครอง",
        },
        {
            "chapter": "สื่อสารภาพลักษณ์",
            "method": "สภาพแวดล้อมและจุดให้บริการ:\n- จัดที่นั่งพักคอย\n- จัดป้ายบอกขั้นตอน",
            "owners": "ทุกฝ่าย",
            "schedule": "ทุก 6 เดือน",
        },
    ),
)

_TITLES = lazy_re(r"(?:\d\.\s*)?มาตรการ/กิจกรรมในการสื่อสาร|และผู้มีส่วนได้ส่วนเสียภายนอก|ภาพการดำเนินการ")
"""Beginnings of the titles above the table, and above its photographs."""


def _year_group(text: str) -> Mapping[str, str]:
    return indicator_group(text) or ({"above": text} if _TITLES.match(text) else {})


def _read_communication(cells: Cells) -> measures.MeasureRow:
    """Read a row as a measure; empty cells are empty, not shared with the row above."""
    return replace(measures.read_measure(cells), says_merges=True)


COMMUNICATIONS: ImportKind[measures.MeasureRow] = replace(
    measures.MEASURES,
    name="communications",
    title="มาตรการสื่อสารสร้างการรับรู้",
    row=None,
    columns=(
        owners.ITEMS_COLUMN,
        owners.TITLE_COLUMN,
        METHOD_COLUMN,
        measures.SCHEDULE_COLUMN,
        owners.OWNERS_COLUMN,
        owners.SUPPORTERS_COLUMN,
        measures.MONITORING_COLUMN,
        measures.TARGET_COLUMN,
        measures.SUCCESS_COLUMN,
        measures.BUDGET_COLUMN,
        measures.NOTE_COLUMN,
        measures.PICTURES_COLUMN,
        owners.INDICATOR_COLUMN,
    ),
    read=_read_communication,
    group=_year_group,
    examples=(
        {
            "items": "I1",
            "title": "เต็มใจให้บริการ เท่าเทียม",
            "method": "หัวหน้าฝ่ายสื่อสารกับเจ้าหน้าที่ในการประชุมฝ่าย",
            "schedule": "เดือนละ 1 ครั้ง ในระหว่างเดือน ตุลาคม 2567 - กันยายน 2568",
            "owners": "หัวหน้าฝ่าย ทุกฝ่าย",
            "monitoring": "ผู้อำนวยการเขตติดตามในการประชุมผู้บริหารเขตทุกเดือน",
            "indicator": "1",
        },
    ),
)
