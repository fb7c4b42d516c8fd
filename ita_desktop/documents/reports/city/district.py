"""One district against all: its place, each score among those of the others, its years."""

from collections.abc import Iterator, Sequence

from ita_desktop.documents import content
from ita_desktop.documents.reports.city.words import (
    TOTAL_NAME,
    CityContext,
    blocked_words,
    change_cell,
    count_cell,
    document,
    figure,
    heading,
    level_of,
    line,
    plain_row,
    score_cell,
    source_blocks,
    source_of,
)
from ita_desktop.documents.reports.results.figures import NONE
from ita_desktop.domain.city import tables
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import NodeKind
from ita_desktop.domain.text import Digits

_STANDING = "คะแนนของเขตเทียบกับทุกเขต"
_YEARS = "ผลของเขตเทียบกันหลายปี"
_CHANGED = "ข้อที่รวมหรือแยกระหว่างปีแสดงคะแนนไว้ และไม่นำมาเทียบกัน"
_MOST_YEARS = 8


def title(context: CityContext) -> str:
    """Returns the name of the paper."""
    return f"ผลของ{standing_in(context).district.name}เทียบกับทุกเขต ปีงบประมาณ {context.fiscal_year}"


def build(context: CityContext, digits: Digits) -> content.Document:
    """Returns the paper of one district. Raises InputError if it was not read, or has no such
    year."""
    standing = standing_in(context)
    about = f"{standing.district.name} ประจำปีงบประมาณ พ.ศ. {context.fiscal_year}"
    blocks: list[content.Block] = [
        *map(line, standing_lines(standing)),
        heading(_STANDING),
        _standing_table(standing),
        *_years(context, standing),
    ]
    years = [year.fiscal_year for year in standing.district.years]
    blocks += source_blocks(context, *years, only=standing.district)
    return document(context, title(context), about, blocks, digits)


def standing_in(context: CityContext) -> tables.Standing:
    """Returns the place of the paper's district. Raises InputError if there is none."""
    district = context.city.find(context.district)
    if district is None:
        raise InputError(
            "ไม่พบเขต {name} ในข้อมูลที่อ่าน",
            remedy="ตรวจชื่อเขต หรือเพิ่มไฟล์ของเขตนั้นแล้วอ่านใหม่",
            name=context.district,
        )
    found = tables.standing_of(
        context.city, district, context.fiscal_year, official_only=context.official_only
    )
    if found is None:
        raise InputError(
            "เขต {name} ไม่มีข้อมูลปี {year}",
            remedy="เลือกปีที่เขตนั้นมีข้อมูล",
            name=district.short_name,
            year=context.fiscal_year,
        )
    return found


def standing_lines(standing: tables.Standing) -> Iterator[str]:
    """Yields the total with rank and percentile, the level and what the next one lacks."""
    year = standing.year
    words = f"{TOTAL_NAME} {figure(year.total)} ระดับ {level_of(year)} ({source_of(year)})"
    if standing.rank is not None and standing.percentile is not None:
        words += f" อันดับ {standing.rank} จาก {standing.of} เขต"
        words += f" เปอร์เซ็นไทล์ที่ {standing.percentile:.2f}"
    else:
        why = "จัดอันดับเฉพาะคะแนนทางการ" if year.is_complete else "คะแนนยังไม่ครบ"
        words += f" ยังไม่มีอันดับ เพราะ{why}"
    yield words
    if year.blocked_by:
        missing = blocked_words(year.blocked_by).replace("\n", " · ")
        yield f"สิ่งที่ขาดเพื่อให้ถึงระดับ{year.next_level}: {missing}"


def _standing_table(standing: tables.Standing) -> content.Table:
    heads = ("รหัส", "รายการ", "คะแนน", "อันดับ", "จากเขต", "ต่ำสุด", "เฉลี่ย", "มัธยฐาน", "สูงสุด",
             "ต่างจากเฉลี่ย")  # fmt: skip
    columns = tuple(map(content.TableColumn, (8, 46, 9, 8, 8, 8, 8, 9, 8, 10)))
    above = {node.code for node in standing.year.outline.nodes if node.kind is not NodeKind.ITEM}
    rows = tuple(_standing_row(part, bold=part.code in above) for part in standing.parts)
    return content.Table(columns, rows, (content.heading_row(heads),), whole_rows=True)


def _standing_row(part: tables.ItemStanding, *, bold: bool) -> content.TableRow:
    spread = part.spread
    apart = part.above(spread.mean) if spread is not None else None
    figures = (spread.least, spread.mean, spread.median, spread.most) if spread else (None,) * 4
    return plain_row(
        content.cell(part.code, bold=bold),
        content.cell(part.name, bold=bold),
        score_cell(part.score),
        count_cell(part.rank),
        count_cell(spread.known if spread is not None else None),
        *map(score_cell, figures),
        change_cell(apart),
    )


def _years(context: CityContext, standing: tables.Standing) -> Iterator[content.Block]:
    numbers = [year.fiscal_year for year in standing.district.years][-_MOST_YEARS:]
    if len(numbers) < 2:
        return
    rows = tables.across_years(standing.district, context.crosswalk, numbers)
    yield heading(_YEARS)
    beside = (year_score for row in rows for found in row.by_year.values() for year_score in found)
    if any(year_score.is_regrouped for year_score in beside):
        yield content.paragraph(_CHANGED, "note")
    yield _across_table(rows, numbers)


def _across_table(rows: Sequence[tables.AcrossRow], numbers: Sequence[int]) -> content.Table:
    newest = f"{numbers[-2]}-{numbers[-1]}"
    heads = ("รหัส", "รายการ", *(f"ปี {number}" for number in numbers), f"เปลี่ยนแปลง {newest}")
    columns = tuple(map(content.TableColumn, (8, 40, *(10 for _ in numbers), 12)))
    lines = tuple(_across_row(row, numbers) for row in rows)
    return content.Table(columns, lines, (content.heading_row(heads),), whole_rows=True)


def _across_row(row: tables.AcrossRow, numbers: Sequence[int]) -> content.TableRow:
    bold = row.kind is not NodeKind.ITEM
    total = row.kind is NodeKind.TOTAL
    return plain_row(
        content.cell("" if total else row.code, bold=bold),
        content.cell(TOTAL_NAME if total else row.name, bold=bold),
        *(content.cell(_score_of_year(row, number), "cell-number") for number in numbers),
        change_cell(row.change(numbers[-2], numbers[-1])),
    )


def _score_of_year(row: tables.AcrossRow, number: int) -> str:
    """Returns the score of a year, with the item's code of then where it is another."""
    found = row.by_year.get(number, ())
    return "\n".join(_one(row.code, year_score) for year_score in found) or NONE


def _one(code: str, year_score: tables.LinkedScore) -> str:
    return (
        figure(year_score.score)
        if year_score.code == code
        else f"{year_score.code}: {figure(year_score.score)}"
    )
