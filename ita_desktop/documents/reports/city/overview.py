"""All districts in one fiscal year: sentences, the table by rank, the tiles, the sources.

Tables of figures have Excel cells that follow from the totals of the districts.

The paper of the groups has the same sentences and figures of the districts of one.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from ita_desktop.documents.content import (
    Block,
    Cell,
    ChartFigure,
    Document,
    Table,
    TableColumn,
    TableRow,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.formulas import CountFormula, Formula, MeanFormula, PickFormula, Total
from ita_desktop.documents.reports.city.tiles import tiles
from ita_desktop.documents.reports.city.words import (
    CITY,
    NO_LEVEL,
    NO_YEAR,
    TOTAL_NAME,
    CityContext,
    change_cell,
    count_cell,
    document,
    heading,
    late_words,
    level_of,
    line,
    missing_words,
    plain_row,
    ranked,
    score_cell,
    source_blocks,
    source_of,
)
from ita_desktop.documents.reports.results.figures import count, score
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.city.tables import (
    DistrictRow,
    Moves,
    Summary,
    YearTable,
    levels_phrase,
    moves_phrases,
    spread_phrase,
    summary_of,
    table_of_year,
    target_phrase,
)
from ita_desktop.domain.text import Digits

_TILES = "คะแนนรวมรายเขต (ตำแหน่งโดยประมาณ)"
SPREAD: Final = "คะแนนของทุกเขตรวมกัน"
LEVELS: Final = "จำนวนเขตตามระดับผลการประเมิน"
_SPREAD_HEADS: Final = ("คะแนนของ", "จำนวนเขต", "เฉลี่ย", "มัธยฐาน", "ต่ำสุด", "สูงสุด")
_ZERO: Final = Decimal(0)


def sentences(summary: Summary, fiscal_year: int) -> Iterator[str]:
    """Yields how many districts there are, how their totals are spread, their levels, who reaches
    the target, and who rose or fell against the year before."""
    yield f"มีข้อมูลของปีนี้ {summary.present} เขต มีคะแนนรวมครบและจัดอันดับได้ {summary.ranked} เขต"
    found = (spread_phrase(summary), target_phrase(summary), levels_phrase(summary))
    yield from filter(None, (*found, *moves_phrases(summary, fiscal_year)))


# -- figures that follow from others


def total_name(row: DistrictRow) -> str:
    """Returns the name of the figure of a district's total."""
    return f"total {row.district.key}"


def change_name(row: DistrictRow) -> str:
    """Returns the name of the figure of a district's change."""
    return f"change {row.district.key}"


def total_cell(row: DistrictRow) -> Cell:
    """Returns a district's total, which other figures are computed from if it is ranked."""
    return score(row.total, total_name(row) if row.rank is not None else "")


def moved_cell(row: DistrictRow) -> Cell:
    """Returns the change of a district's total."""
    made = change_cell(row.change)
    return (
        made
        if row.change is None
        else Cell(made.paragraphs, value=made.value, name=change_name(row))
    )


def spread_cells(spread: Spread | None, of: Sequence[str] = ()) -> tuple[Cell, ...]:
    """Returns mean, median, least and greatest of the figures with the names ``of``."""
    if spread is None:
        return (score_cell(None),) * 4
    names = tuple(of)
    formulas: tuple[Formula, ...] = (
        MeanFormula(names),
        PickFormula(names, "MEDIAN"),
        PickFormula(names, "MIN"),
        PickFormula(names, "MAX"),
    )
    figures = (spread.mean, spread.median, spread.least, spread.most)
    return tuple(
        score(value, formula=formula if names else None)
        for value, formula in zip(figures, formulas, strict=True)
    )


def reached_cell(summary: Summary, rows: Sequence[DistrictRow]) -> Cell:
    """Returns how many of ``rows`` reach the target."""
    if summary.target is None:
        return count(None)
    names = tuple(total_name(row) for row in rows if row.rank is not None)
    return count(summary.reached, formula=CountFormula(names, ">=", summary.target))


def moves_cells(moves: Moves, rows: Sequence[DistrictRow]) -> tuple[Cell, Cell]:
    """Returns how many of ``rows`` rose and fell."""
    if not moves.are_known:
        return count(None), count(None)
    names = tuple(change_name(row) for row in rows if row.change is not None)
    up, down = CountFormula(names, ">", _ZERO), CountFormula(names, "<", _ZERO)
    return count(moves.up, formula=up), count(moves.down, formula=down)


# -- tables


def summary_tables(
    summary: Summary, rows: Sequence[DistrictRow], fiscal_year: int
) -> Iterator[Block]:
    """Yields the spread of totals and instruments, and the districts by level in two years."""
    if summary.total is not None:
        yield heading(SPREAD)
        yield _spread_table(summary, rows, fiscal_year)
    if any(summary.levels.values()):
        yield heading(LEVELS)
        yield _level_table(summary, fiscal_year)


def _spread_table(summary: Summary, rows: Sequence[DistrictRow], fiscal_year: int) -> Table:
    names = [total_name(row) for row in rows if row.rank is not None]
    lines = [_spread_row(f"{TOTAL_NAME} ปี {fiscal_year}", summary.total, names)]
    lines += [_spread_row(code, spread) for code, spread in summary.instruments.items()]
    if summary.before is not None:
        lines.append(_spread_row(f"{TOTAL_NAME} ปี {fiscal_year - 1}", summary.before))
    columns = tuple(map(TableColumn, (36, 14, 14, 14, 14, 14)))
    return Table(columns, tuple(lines), (heading_row(_SPREAD_HEADS),), whole_rows=True)


def _spread_row(what: str, spread: Spread | None, names: Sequence[str] = ()) -> TableRow:
    known = spread.known if spread is not None else None
    return plain_row(what, count(known), *spread_cells(spread, names))


def _level_table(summary: Summary, fiscal_year: int) -> Table:
    levels = dict.fromkeys((*summary.levels, *summary.levels_before))
    numbers = (fiscal_year, fiscal_year - 1)
    counts = (summary.levels, summary.levels_before)
    rows = [
        plain_row(
            level or NO_LEVEL,
            *(
                _level_cell(of_year, level, number)
                for of_year, number in zip(counts, numbers, strict=True)
            ),
        )
        for level in levels
    ]
    sums = (
        count(
            sum(of_year.values()),
            formula=Total(tuple(_level_name(number, level) for level in of_year)),
        )
        for of_year, number in zip(counts, numbers, strict=True)
    )
    rows.append(plain_row(cell("รวม", bold=True), *sums))
    heads = ("ระดับ", *(f"จำนวนเขต ปี {number}" for number in numbers))
    columns = tuple(map(TableColumn, (50, 25, 25)))
    return Table(columns, tuple(rows), (heading_row(heads),), whole_rows=True)


def _level_cell(counts: Mapping[str, int], level: str, number: int) -> Cell:
    """Returns the districts of a level; a hyphen where a year has no such level."""
    return count(counts.get(level), _level_name(number, level) if level in counts else "")


def _level_name(number: int, level: str) -> str:
    return f"level {number} {level}"


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
