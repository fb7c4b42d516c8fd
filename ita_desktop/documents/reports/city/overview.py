"""All districts in one fiscal year: the table by rank, the tiles, the sources."""

from collections.abc import Sequence

from ita_desktop.documents.content import (
    Block,
    ChartFigure,
    Document,
    Table,
    TableColumn,
    TableRow,
    heading_row,
    paragraph,
)
from ita_desktop.documents.reports.city.context import CityContext
from ita_desktop.documents.reports.city.sources import source_blocks
from ita_desktop.documents.reports.city.summary import (
    moved_cell,
    sentences,
    summary_tables,
    total_cell,
)
from ita_desktop.documents.reports.city.tiles import tiles
from ita_desktop.documents.reports.city.words import (
    CITY,
    NO_YEAR,
    TOTAL_NAME,
    count_cell,
    document,
    late_words,
    level_of,
    line,
    missing_words,
    plain_row,
    ranked,
    score_cell,
    source_of,
)
from ita_desktop.domain.city.summary import Summary, summary_of
from ita_desktop.domain.city.tables import DistrictRow, YearTable, table_of_year
from ita_desktop.domain.text import Digits

_TILES = "คะแนนรวมรายเขต (ตำแหน่งโดยประมาณ)"


def title(context: CityContext) -> str:
    """Returns the name of the paper."""
    return f"ภาพรวมเมือง ปีงบประมาณ {context.fiscal_year}"


def build(context: CityContext, digits: Digits) -> Document:
    """Returns the overview."""
    table = year_table(context)
    about = f"{CITY} ประจำปีงบประมาณ พ.ศ. {context.fiscal_year}"
    drawn = tiles(context, _TILES)
    found = year_summary(context, table)
    blocks: list[Block] = [
        *map(line, sentences(found, context.fiscal_year)),
        paragraph("", "line"),
        table_block(context, table),
        *summary_tables(found, ranked(table.rows), context.fiscal_year),
    ]
    if drawn is not None:
        blocks.append(ChartFigure(drawn))
    blocks += source_blocks(context, context.fiscal_year, context.fiscal_year - 1)
    return document(context, title(context), about, blocks, digits)


def year_table(context: CityContext) -> YearTable:
    """Returns the table of the paper's year."""
    return table_of_year(
        context.city, context.fiscal_year, context.day, official_only=context.official_only
    )


def year_summary(context: CityContext, table: YearTable) -> Summary:
    """Returns the figures of all districts in the paper's year."""
    return summary_of(table.rows, context.fiscal_year, context.target)


def instruments_of(table: YearTable) -> tuple[str, ...]:
    """Returns the codes of the instruments of any district, in printed order."""
    return tuple(dict.fromkeys(code for row in table.rows for code in row.instruments))


def heads(context: CityContext, codes: Sequence[str]) -> tuple[str, ...]:
    """Returns the headings of the table by rank."""
    before = f"เทียบกับปี {context.fiscal_year - 1}"
    missing = "คะแนนที่ขาดเพื่อให้ถึงระดับถัดไป"
    return ("อันดับ", "เขต", *codes, TOTAL_NAME, "ระดับ", before, missing, "OIT ที่ล่าช้า", "ที่มา")


def table_block(context: CityContext, table: YearTable) -> Table:
    """Returns the table of the districts by rank."""
    codes = instruments_of(table)
    shares = (7, 13, *(8 for _ in codes), 9, 11, 9, 21, 14, 9)
    rows = tuple(_row(row, codes) for row in ranked(table.rows))
    columns = tuple(map(TableColumn, shares))
    return Table(columns, rows, (heading_row(heads(context, codes)),), whole_rows=True)


def _row(row: DistrictRow, codes: Sequence[str]) -> TableRow:
    scores = (score_cell(row.instruments.get(code)) for code in codes)
    return plain_row(
        count_cell(row.rank),
        row.district.short_name,
        *scores,
        total_cell(row),
        level_of(row.year),
        moved_cell(row),
        missing_words(row.blocked_by),
        late_words(row),
        source_of(row.year) if row.year is not None else NO_YEAR,
    )
