"""Texts and cells shared by several documents."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from ita_desktop.documents.content import (
    Align,
    Cell,
    Margins,
    PageLine,
    PageNumbers,
    Paragraph,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData
from ita_desktop.documents.wordings.templates import SHARED, wording
from ita_desktop.domain.framework import TOTAL, Indicator, Level
from ita_desktop.domain.measure_cells import as_typed
from ita_desktop.domain.pages import PageKey
from ita_desktop.domain.records import Assignment, Measure, Owner, OwnerRole
from ita_desktop.domain.scores.levels import LevelResult, UnmetCondition, printed_level
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.year import YearData

TABLE_MARGINS = Margins(top=20, right=15, bottom=20, left=20)
FILE = "ชื่อไฟล์และท้ายหน้า"
"""The name in lists of a document's file title, which is also its footer."""
HEADS = "หัวเรื่อง"
INTRO = "ประโยคนำ"
COLUMNS = "หัวตาราง"
_shared: Final = partial(wording, papers=SHARED)
INDICATOR = _shared("all.indicator", "ตัวชี้วัดที่ {รหัส} {ชื่อ}")
ENGLISH = "ชื่ออังกฤษ"
OIT_INDICATOR = _shared(
    "all.oit-indicator",
    "ตัวชี้วัดที่ {รหัส} {ชื่อ}",
    title="ชื่อตัวชี้วัดของ OIT ในตารางมาตรการรายข้อ",
    fields=(ENGLISH,),
)
"""With :data:`ENGLISH` where the office asks for it, or a paper came in so."""
POINTS = _shared("all.points", "{คะแนน} คะแนน")
NO_SCORE = _shared("all.no-score", "ยังไม่มีคะแนน")
INDICATOR_NUMBER = _shared("all.indicator-number", "ตัวชี้วัดที่ {รหัส}")
_SUPPORT = _shared("all.support", "{ผู้รับผิดชอบ} (สนับสนุน)")
_LEVEL = _shared("all.level", "ระดับ{ระดับ}")
_TOTAL = _shared("all.total", "คะแนนรวม")
_SCORE = _shared("all.score", "คะแนน {เครื่องมือ}")
_NEEDS = _shared("all.needs", "{คะแนนของ} ต้องไม่น้อยกว่า {เกณฑ์}")
_UNKNOWN = _shared("all.needs-unknown", "{เงื่อนไข} ขณะนี้ยังไม่มีคะแนน")
_POINTS_MISSING = _shared("all.needs-lacking", "{เงื่อนไข} ขณะนี้ได้ {คะแนน} ขาดอีก {ที่ขาด} คะแนน")
HYPHEN = "-"
BULLET = "•"
MOST_NAMED = 5


def titles(*lines: str) -> tuple[Paragraph, ...]:
    """Returns centred title lines."""
    return tuple(paragraph(line, "title") for line in lines)


def foot(text: str) -> PageLine:
    """Returns the footer of tables: title, page number and page count."""
    return PageLine(text, PageNumbers.OF_TOTAL, Align.RIGHT)


def owner_cell(
    year: YearData, record: Assignment | Measure | None, owners: Sequence[Owner], mark: str = ""
) -> Cell:
    """Returns a cell with the owners of a ``record``: as typed, else one per line, supporting ones
    marked."""
    if typed := as_typed(record, owners):
        return Cell(tuple(paragraph(line, "cell") for line in typed.split("\n")))
    return Cell(tuple(paragraph(owner_name(year, owner), "cell", mark=mark) for owner in owners))


def owner_name(year: YearData, owner: Owner) -> str:
    label = year.owner_label(owner)
    return _SUPPORT.of(year, {"ผู้รับผิดชอบ": label}) if owner.role is OwnerRole.SUPPORT else label


def missing_items(
    codes: Sequence[str], few: str, many: str, remedy: str, page: PageKey | None = None
) -> Iterator[MissingData]:
    """Yields a message on missing data of items, if there are any: ``few`` lists them
    (``{items}``), ``many`` gives their number (``{count}``) and the first; ``page`` is where to
    enter it."""
    if codes:
        named = {"items": " ".join(codes[:MOST_NAMED]), "count": len(codes)}
        yield MissingData(few if len(codes) <= MOST_NAMED else many, named, remedy, page)


def level_result(data: YearData, tree: ScoreTree) -> LevelResult:
    """Returns the level for official papers and the conditions of the next better one: the printed
    official level, even if another one follows from the figures."""
    if not data.printed_level:
        return tree.level
    instruments = {node.code: node.value for node in tree.instruments}
    levels = data.framework.levels
    printed = printed_level(levels, data.printed_level, tree.total.value, instruments)
    return printed or tree.level


def level_name(data: YearData, level: Level) -> str:
    """Returns ``ระดับผ่านดี`` or ``ระดับ A``."""
    return level_title(data, level.name)


def level_title(data: YearData, name: str) -> str:
    """Returns the title of a level by its name, as :func:`level_name` does."""
    return _LEVEL.of(data, {"ระดับ": f" {name}" if name.isascii() else name})


def score_words(data: YearData, value: Decimal | None) -> str:
    """Returns ``99.19 คะแนน``, or that there is no score yet."""
    return NO_SCORE.of(data) if value is None else POINTS.of(data, {"คะแนน": f"{value:.2f}"})


def english_name(indicator: Indicator) -> str:
    """Returns the English name of an indicator as papers have it: ``(Open Data)``."""
    return f"({indicator.name_en})" if indicator.name_en else ""


def score_of(data: YearData, code: str) -> str:
    """Returns ``คะแนนรวม`` or ``คะแนน EIT``."""
    return _TOTAL.of(data) if code == TOTAL else _SCORE.of(data, {"เครื่องมือ": code})


def needs(data: YearData, block: UnmetCondition) -> str:
    """Returns a level's condition with the required, actual and missing points."""
    asked = _NEEDS.of(
        data, {"คะแนนของ": score_of(data, block.subject), "เกณฑ์": f"{block.needs:.2f}"}
    )
    if block.has is None or block.missing is None:
        return _UNKNOWN.of(data, {"เงื่อนไข": asked})
    known = {"เงื่อนไข": asked, "คะแนน": f"{block.has:.2f}", "ที่ขาด": f"{block.missing:.2f}"}
    return _POINTS_MISSING.of(data, known)
