"""Words and cells that several documents share."""

from collections.abc import Iterable, Sequence

from ita_desktop.documents.content import (
    Align,
    Cell,
    Margins,
    PageLine,
    PageNumbers,
    Paragraph,
    paragraph,
)
from ita_desktop.documents.kinds import Lack
from ita_desktop.domain.framework import TOTAL, Level
from ita_desktop.domain.levels import Block
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Organisation, Owner, OwnerRole
from ita_desktop.domain.year import YearData

ITA_THAI = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ"
ITA_ENGLISH = "(Integrity and Transparency Assessment : ITA)"
UNNAMED_OFFICE = "สำนักงานเขต..............................."
TABLE_MARGINS = Margins(top=20, right=15, bottom=20, left=20)
HYPHEN = "-"
BULLET = "•"
_MOST_NAMED = 5


def office(organisation: Organisation) -> str:
    """The office's name; a dotted line to fill in by hand while it is not known."""
    return organisation.name or UNNAMED_OFFICE


def in_bangkok(organisation: Organisation) -> str:
    """The office's name followed by the city."""
    name = office(organisation)
    return name if "กรุงเทพมหานคร" in name else f"{name} กรุงเทพมหานคร"


def fiscal_year(year: YearData) -> str:
    return f"ประจำปีงบประมาณ พ.ศ. {year.year}"


def titles(*lines: str) -> tuple[Paragraph, ...]:
    """Centred lines at the head of a document."""
    return tuple(paragraph(line, "title") for line in lines)


def foot(text: str) -> PageLine:
    """The foot of tables: what it is, and the page of how many."""
    return PageLine(text, PageNumbers.OF_TOTAL, Align.RIGHT)


def owner_cell(year: YearData, owners: Iterable[Owner], mark: str = "", rows: int = 1) -> Cell:
    """One owner a line, those in support marked as such."""
    return Cell(
        tuple(paragraph(owner_name(year, owner), "cell", mark=mark) for owner in owners), rows=rows
    )


def owner_name(year: YearData, owner: Owner) -> str:
    label = year.owner_label(owner)
    return f"{label} (สนับสนุน)" if owner.role is OwnerRole.SUPPORT else label


def lacking(
    codes: Sequence[str], few: str, many: str, remedy: str, page: PageKey | None = None
) -> Lack:
    """A sentence that names what lacks: all of a ``few`` (``{items}``), of ``many`` the number
    (``{count}``) and the first; it is mended on ``page``."""
    if len(codes) <= _MOST_NAMED:
        return Lack(few, {"items": " ".join(codes)}, remedy, page)
    return Lack(many, {"items": " ".join(codes[:_MOST_NAMED]), "count": len(codes)}, remedy, page)


def level_name(level: Level) -> str:
    """``ระดับผ่านดี``, ``ระดับ A``."""
    return f"ระดับ {level.name}" if level.name.isascii() else f"ระดับ{level.name}"


def needs(block: Block) -> str:
    """What a condition of a level asks, what there is, and what lacks."""
    subject = "คะแนนรวม" if block.subject == TOTAL else f"คะแนน {block.subject}"
    asked = f"{subject} ต้องไม่น้อยกว่า {block.needs:.2f}"
    if block.has is None or block.missing is None:
        return f"{asked} ขณะนี้ยังไม่มีคะแนน"
    return f"{asked} ขณะนี้ได้ {block.has:.2f} ขาดอีก {block.missing:.2f} คะแนน"
