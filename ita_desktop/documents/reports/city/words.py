"""Words and cells that the papers of the city share."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    Orientation,
    Paragraph,
    TableRow,
    cell,
    paragraph,
)
from ita_desktop.documents.reports.city.context import CityContext
from ita_desktop.documents.reports.results.figures import NONE, change, score
from ita_desktop.documents.reports.wording import TABLE_MARGINS, foot, titles
from ita_desktop.domain.city.districts import Blocked, DistrictYear
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.city.tables import DistrictRow
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.text import Digits

ASSESSMENT: Final = "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
CITY: Final = "สำนักงานเขต กรุงเทพมหานคร"
TOTAL_NAME: Final = "คะแนนรวม"
NO_YEAR: Final = "ไม่มีข้อมูลของปีนี้"
NO_LEVEL: Final = "ยังไม่มีระดับ"
OFFICIAL: Final = "ทางการ"
COMPUTED: Final = "คำนวณ"
MIXED: Final = "คำนวณบางส่วน"
DRAFT: Final = "กรอบร่าง"
_SOURCES: Final[Mapping[str | None, str]] = {
    "official": OFFICIAL,
    "computed": COMPUTED,
    "mixed": MIXED,
}
_MOST_CODES: Final = 6


def document(
    context: CityContext, title: str, about: str, blocks: Iterable[Block], digits: Digits
) -> Document:
    """Returns a paper of the city with its head lines; ``title`` is its name and footer, ``about``
    the second line."""
    heads = titles(ASSESSMENT, about, f"ข้อมูล ณ วันที่ {as_of(context)}")
    return Document(
        title,
        (*heads, paragraph("", "line"), *blocks),
        CITY,
        Orientation.LANDSCAPE,
        TABLE_MARGINS,
        digits,
        footer=foot(title),
        as_list=True,
    )


def as_of(context: CityContext) -> str:
    """Returns the day of the paper in words."""
    return str(long_date(context.day))


def heading(text: str) -> Paragraph:
    return paragraph(text, "heading")


def line(text: str) -> Paragraph:
    return paragraph(str(text), "line")


def figure(value: Decimal | None) -> str:
    """Returns a score with two decimals; a hyphen if it is missing."""
    return NONE if value is None else f"{value:.2f}"


def count_cell(value: int | None) -> Cell:
    """Returns a number; a hyphen if there is none."""
    known = None if value is None else Decimal(value)
    text = NONE if value is None else f"{value:,}"
    return Cell((paragraph(text, "cell-number"),), value=known)


def score_cell(value: Decimal | None) -> Cell:
    return score(value)


def change_cell(value: Decimal | None) -> Cell:
    return change(value)


def plain_row(*cells: Cell | str) -> TableRow:
    """Returns a row of cells; texts become plain ones."""
    return TableRow(
        tuple(value if isinstance(value, Cell) else cell(str(value)) for value in cells)
    )


def level_of(year: DistrictYear | None) -> str:
    """Returns the level's name; a hyphen while it is not certain."""
    return (year.level if year is not None else "") or NONE


def source_of(year: DistrictYear) -> str:
    """Returns where the total comes from: official, computed, from how much, on a draft
    framework."""
    words = _SOURCES.get(year.source, NONE)
    if year.total is not None and not year.is_complete:
        words += f" รู้แล้ว {int(year.known)}%"
    return f"{words} ({DRAFT})" if year.is_draft else words


def blocked_words(blocked: Iterable[Blocked]) -> str:
    """Returns what the next better level lacks; a hyphen if nothing is known to."""
    return "\n".join(map(_blocked, blocked)) or NONE


def _blocked(condition: Blocked) -> str:
    subject = TOTAL_NAME if condition.subject == TOTAL else condition.subject
    if condition.missing is None:
        return f"{subject} ยังไม่มีคะแนน (ต้องได้ {condition.needs:.2f})"
    return f"{subject} ขาด {condition.missing:.2f} (ต้องได้ {condition.needs:.2f})"


def missing_words(blocked: Iterable[Blocked]) -> str:
    """Returns the points that the next better level lacks, in few words."""
    return " · ".join(map(_missing, blocked)) or NONE


def _missing(condition: Blocked) -> str:
    subject = TOTAL_NAME if condition.subject == TOTAL else condition.subject
    points = "ยังไม่มีคะแนน" if condition.missing is None else f"{condition.missing:.2f}"
    return f"{subject} {points}"


def late_words(row: DistrictRow) -> str:
    """Returns the late items; a hyphen without any."""
    if not row.late:
        return NONE
    named = " ".join(row.late[:_MOST_CODES])
    rest = len(row.late) - _MOST_CODES
    return f"{len(row.late)} ข้อ: {named}" + (f" และอีก {rest} ข้อ" if rest > 0 else "")


def ranked(rows: Iterable[DistrictRow]) -> list[DistrictRow]:
    """Returns the districts by rank, those without one after them by name, those without the year
    last."""
    present = (row for row in rows if row.district.problem is None)
    return sorted(present, key=lambda row: (row.year is None, row.rank is None, row.rank or 0))


def spread_words(spread: Spread | None) -> str:
    """Returns a spread as a sentence; empty if no score is known."""
    if spread is None:
        return ""
    return (
        f"เฉลี่ย {spread.mean:.2f} มัธยฐาน {spread.median:.2f} "
        f"ต่ำสุด {spread.least:.2f} สูงสุด {spread.most:.2f}"
    )


def levels_words(levels: Mapping[str, int]) -> str:
    """Returns the number of districts by level, in the given order; levels of none are left out."""
    found = ((name, count) for name, count in levels.items() if count)
    return " · ".join(f"{name or NO_LEVEL} {count} เขต" for name, count in found)
