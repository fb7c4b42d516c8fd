"""One item over all districts: who has 100, how each scored, and how many measures it has."""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.reports.city import words
from ita_desktop.documents.reports.results.figures import NONE
from ita_desktop.documents.rich import paragraphs
from ita_desktop.domain.city.items import DistrictItemRow, ItemOver, item_over
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import Digits

_PRACTICE: Final = "มาตรการของเขตที่ได้ 100 คะแนน"
_PRACTICE_HEADS: Final = ("เขต", "มาตรการ", "หน่วย")
_MOST: Final = 300
"""Greatest number of measures that are listed."""


def title(context: words.CityContext) -> str:
    """Returns the name of the paper."""
    return f"ข้อ {context.item} ทุกเขต ปีงบประมาณ {context.fiscal_year}"


def build(context: words.CityContext, digits: Digits) -> content.Document:
    """Returns the paper of one item. Raises InputError if no district has it in the year."""
    over = item_in(context)
    about = f"{words.CITY} ประจำปีงบประมาณ พ.ศ. {context.fiscal_year}"
    caption = f"คะแนนข้อ {over.code} รายเขต (ตำแหน่งโดยประมาณ)"
    drawn = words.tiles(context, caption, over.code, over.framework)
    blocks: list[content.Block] = [
        content.paragraph(f"{over.code} {over.name}", "heading"),
        *map(words.line, spread_lines(over)),
        content.paragraph("", "line"),
        _table(context, over),
    ]
    if drawn is not None:
        blocks.append(content.ChartFigure(drawn))
    blocks += _practice(over)
    blocks += words.source_blocks(context, context.fiscal_year, context.fiscal_year - 1)
    return words.document(context, title(context), about, blocks, digits)


def item_in(context: words.CityContext) -> ItemOver:
    """Returns the paper's item over all districts. Raises InputError if no district has it."""
    found = item_over(context.city, context.fiscal_year, context.item, context.crosswalk)
    if found is None:
        raise InputError(
            "ไม่มีข้อ {code} ในผลของปี {year}",
            remedy="ใช้รหัสข้อของกรอบปีนั้น เช่น I1 หรือ O12",
            code=context.item,
            year=context.fiscal_year,
        )
    return found


def spread_lines(over: ItemOver) -> Iterator[str]:
    """Yields how the scores are spread, who has 100, and who cannot be compared."""
    if over.spread is None:
        yield "ยังไม่มีเขตใดมีคะแนนของข้อนี้"
    else:
        yield f"มีคะแนน {over.spread.known} เขต {words.spread_words(over.spread)}"
    if over.full:
        names = " ".join(row.district.short_name for row in over.full)
        yield f"ได้ 100 คะแนน {len(over.full)} เขต: {names}"
    if over.apart:
        names = " ".join(district.short_name for district in over.apart)
        yield f"ใช้กรอบการประเมินอื่น จึงไม่นำมาเทียบ {len(over.apart)} เขต: {names}"


def _practice(over: ItemOver) -> Iterator[content.Block]:
    """Yields what the districts with 100 did for the item, by which units."""
    found = [
        words.plain_row(
            row.district.short_name,
            content.Cell(paragraphs(measure.method)),
            content.Cell(tuple(content.paragraph(unit, "cell") for unit in measure.units)),
        )
        for row in over.full
        for measure in row.year.done
        if over.code in measure.items
    ]
    if found:
        yield words.heading(_PRACTICE)
        columns = tuple(map(content.TableColumn, (18, 60, 22)))
        yield content.Table(columns, tuple(found[:_MOST]), (content.heading_row(_PRACTICE_HEADS),))
    if len(found) > _MOST:
        yield words.line(f"และอีก {len(found) - _MOST} มาตรการ ดูที่คลังมาตรการในภาพรวมเมือง")


def _table(context: words.CityContext, over: ItemOver) -> content.Table:
    before = f"ปี {context.fiscal_year - 1}"
    heads = ("อันดับ", "เขต", "คะแนน", before, "เปลี่ยนแปลง", "จำนวนมาตรการ", "ที่มา")
    columns = tuple(map(content.TableColumn, (8, 34, 12, 12, 12, 12, 12)))
    order = sorted(over.rows, key=lambda row: (row.rank is None, row.rank or 0))
    return content.Table(
        columns, tuple(map(_row, order)), (content.heading_row(heads),), whole_rows=True
    )


def _row(row: DistrictItemRow) -> content.TableRow:
    source = NONE if row.score is None else words.OFFICIAL if row.official else words.COMPUTED
    return words.plain_row(
        words.count_cell(row.rank),
        row.district.short_name,
        words.score_cell(row.score),
        words.score_cell(row.before),
        words.change_cell(row.change),
        words.count_cell(row.measures),
        source,
    )
