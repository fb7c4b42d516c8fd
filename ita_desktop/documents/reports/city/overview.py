"""All districts in one fiscal year: sentences, the table by rank, the tiles, the sources; and the
same as slides, with native tables and charts, whose notes name the source of the figures.

Tables of figures have Excel cells that follow from the totals of the districts. The paper of the
groups has the same sentences and figures of the districts of one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from ita_desktop.documents.content import (
    Align,
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
from ita_desktop.documents.reports.city.words import (
    CITY,
    NO_LEVEL,
    NO_YEAR,
    PROBLEMS,
    TOTAL_NAME,
    CityContext,
    as_of,
    blocked_words,
    change_cell,
    count_cell,
    document,
    figure,
    heading,
    late_words,
    level_of,
    line,
    missing_words,
    plain_row,
    problems_of,
    ranked,
    score_cell,
    source_blocks,
    source_of,
    tiles,
)
from ita_desktop.documents.reports.city.years import mean_of, shown_years
from ita_desktop.documents.reports.results.figures import NONE, count, score, signed
from ita_desktop.documents.slides import (
    Deck,
    Slide,
    SlideChart,
    SlideColumn,
    SlideLine,
    SlidePart,
    SlideTable,
    SlideText,
    SlideTiles,
)
from ita_desktop.domain.city import tables
from ita_desktop.domain.city.figures import Spread
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.charts import ChartBar, GroupedBars

_MOST: Final = 10
"""Rows of a table of the nearest or the latest."""
_MOST_DISTRICTS: Final = 60
"""Rows of the table of districts: all of Bangkok; a longer one is for paper."""


_TILES = "คะแนนรวมรายเขต (ตำแหน่งโดยประมาณ)"
SPREAD: Final = "คะแนนของทุกเขตรวมกัน"
LEVELS: Final = "จำนวนเขตตามระดับผลการประเมิน"
_SPREAD_HEADS: Final = ("คะแนนของ", "จำนวนเขต", "เฉลี่ย", "มัธยฐาน", "ต่ำสุด", "สูงสุด")
_ZERO: Final = Decimal(0)


def sentences(summary: tables.Summary, fiscal_year: int) -> Iterator[str]:
    """Yields how many districts there are, how their totals are spread, their levels, who reaches
    the target, and who rose or fell against the year before."""
    yield f"มีข้อมูลของปีนี้ {summary.present} เขต มีคะแนนรวมครบและจัดอันดับได้ {summary.ranked} เขต"
    found = (
        tables.spread_phrase(summary),
        tables.target_phrase(summary),
        tables.levels_phrase(summary),
    )
    yield from filter(None, (*found, *tables.moves_phrases(summary, fiscal_year)))


# -- figures that follow from others


def total_name(row: tables.DistrictRow) -> str:
    """Returns the name of the figure of a district's total."""
    return f"total {row.district.key}"


def change_name(row: tables.DistrictRow) -> str:
    """Returns the name of the figure of a district's change."""
    return f"change {row.district.key}"


def total_cell(row: tables.DistrictRow) -> Cell:
    """Returns a district's total, which other figures are computed from if it is ranked."""
    return score(row.total, total_name(row) if row.rank is not None else "")


def moved_cell(row: tables.DistrictRow) -> Cell:
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


def reached_cell(summary: tables.Summary, rows: Sequence[tables.DistrictRow]) -> Cell:
    """Returns how many of ``rows`` reach the target."""
    if summary.target is None:
        return count(None)
    names = tuple(total_name(row) for row in rows if row.rank is not None)
    return count(summary.reached, formula=CountFormula(names, ">=", summary.target))


def moves_cells(moves: tables.Moves, rows: Sequence[tables.DistrictRow]) -> tuple[Cell, Cell]:
    """Returns how many of ``rows`` rose and fell."""
    if not moves.are_known:
        return count(None), count(None)
    names = tuple(change_name(row) for row in rows if row.change is not None)
    up, down = CountFormula(names, ">", _ZERO), CountFormula(names, "<", _ZERO)
    return count(moves.up, formula=up), count(moves.down, formula=down)


# -- tables


def summary_tables(
    summary: tables.Summary, rows: Sequence[tables.DistrictRow], fiscal_year: int
) -> Iterator[Block]:
    """Yields the spread of totals and instruments, and the districts by level in two years."""
    if summary.total is not None:
        yield heading(SPREAD)
        yield _spread_table(summary, rows, fiscal_year)
    if any(summary.levels.values()):
        yield heading(LEVELS)
        yield _level_table(summary, fiscal_year)


def _spread_table(
    summary: tables.Summary, rows: Sequence[tables.DistrictRow], fiscal_year: int
) -> Table:
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


def _level_table(summary: tables.Summary, fiscal_year: int) -> Table:
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


def year_table(context: CityContext) -> tables.YearTable:
    """Returns the table of the paper's year."""
    return tables.table_of_year(
        context.city, context.fiscal_year, context.day, official_only=context.official_only
    )


def year_summary(context: CityContext, table: tables.YearTable) -> tables.Summary:
    """Returns the figures of all districts in the paper's year."""
    return tables.summary_of(table.rows, context.fiscal_year, context.target)


def instruments_of(table: tables.YearTable) -> tuple[str, ...]:
    """Returns the codes of the instruments of any district, in printed order."""
    return tuple(dict.fromkeys(code for row in table.rows for code in row.instruments))


def heads(context: CityContext, codes: Sequence[str]) -> tuple[str, ...]:
    """Returns the headings of the table by rank."""
    before = f"เทียบกับปี {context.fiscal_year - 1}"
    missing = "คะแนนที่ขาดเพื่อให้ถึงระดับถัดไป"
    return ("อันดับ", "เขต", *codes, TOTAL_NAME, "ระดับ", before, missing, "OIT ที่ล่าช้า", "ที่มา")


def table_block(context: CityContext, table: tables.YearTable) -> Table:
    """Returns the table of the districts by rank."""
    codes = instruments_of(table)
    shares = (7, 13, *(8 for _ in codes), 9, 11, 9, 21, 14, 9)
    rows = tuple(_row(row, codes) for row in ranked(table.rows))
    columns = tuple(map(TableColumn, shares))
    return Table(columns, rows, (heading_row(heads(context, codes)),), whole_rows=True)


def _row(row: tables.DistrictRow, codes: Sequence[str]) -> TableRow:
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


def deck(context: CityContext, digits: Digits) -> Deck:
    """Returns the slides of all districts in one fiscal year."""
    table = year_table(context)
    years = shown_years(context)
    made = [
        _opening(context, table),
        _levels(context, table),
        _instruments(context, years),
        *_tiles(context, table),
        _districts(context, table),
        _nearest(context, table),
        _late(context, table),
        _years(context, years),
        *_problems(context),
    ]
    foot = f"{CITY} · ข้อมูล ณ วันที่ {as_of(context)}"
    return Deck(title(context), tuple(made), CITY, foot, digits)


def _notes(context: CityContext, table: tables.YearTable) -> tuple[str, ...]:
    """Returns how many totals are official, and of which year and day the figures are."""
    counts = Counter(source_of(row.year) for row in table.rows if row.year is not None)
    counted = " ".join(f"{name} {count} เขต" for name, count in sorted(counts.items()))
    about = f"ที่มาของ{TOTAL_NAME}: {counted or NONE}"
    return (about, f"ปีงบประมาณ {context.fiscal_year} ข้อมูล ณ วันที่ {as_of(context)}")


def _opening(context: CityContext, table: tables.YearTable) -> Slide:
    lines = [SlideLine(CITY)]
    if table.total is not None:
        lines.append(SlideLine(f"{TOTAL_NAME}เฉลี่ย {table.total.mean:.2f}", bold=True, large=True))
    lines += [
        SlideLine(str(text))
        for text in sentences(year_summary(context, table), context.fiscal_year)
    ]
    lines.append(SlideLine(f"ข้อมูล ณ วันที่ {as_of(context)}"))
    head = f"ภาพรวมผลการประเมิน ITA ปีงบประมาณ {context.fiscal_year}"
    return Slide(head, (SlideText(tuple(lines)),), _notes(context, table), opens=True)


def _levels(context: CityContext, table: tables.YearTable) -> Slide:
    head = "จำนวนเขตตามระดับผลการประเมิน"
    levels = year_summary(context, table).levels
    counts = [(name or NO_LEVEL, count) for name, count in levels.items() if any(levels.values())]
    rows = tuple((name, str(count)) for name, count in counts)
    columns = (SlideColumn("ระดับ", 64), SlideColumn("จำนวนเขต", 36, Align.RIGHT))
    bars = tuple(ChartBar(name, Decimal(count)) for name, count in counts)
    notes = _notes(context, table)
    if not counts:
        return Slide(head, (_slide_text("ไม่มีข้อมูลของปีนี้"),), notes)
    chart = SlideChart(GroupedBars(head, bars, None, "จำนวนเขต"), decimals=0, count=True)
    return Slide(head, (SlideTable(columns, rows, head),), notes, (chart,), 0.55)


def _instruments(context: CityContext, years: Sequence[tables.CityYear]) -> Slide:
    head = "คะแนนเฉลี่ยรายเครื่องมือ"
    by_year = {year.fiscal_year: year for year in years}
    now, before = by_year.get(context.fiscal_year), by_year.get(context.fiscal_year - 1)
    rows = tuple(_means(now, before))
    notes = (f"ค่าเฉลี่ยของเขตที่มีคะแนน ปีงบประมาณ {context.fiscal_year} ณ วันที่ {as_of(context)}",)
    if not rows:
        return Slide(head, (_slide_text("ยังไม่มีคะแนน"),), notes)
    year_now, year_before = f"ปี {context.fiscal_year}", f"ปี {context.fiscal_year - 1}"
    heads = ("คะแนนของ", year_now, year_before, "เปลี่ยนแปลง")
    sides = (Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT)
    columns = tuple(map(SlideColumn, heads, (34, 22, 22, 22), sides))
    lines = tuple(
        (name, figure(value), figure(was), signed(_difference(value, was)))
        for name, value, was in rows
    )
    bars = tuple(ChartBar(name, value, was) for name, value, was in rows)
    beside = year_before if any(was is not None for _, _, was in rows) else ""
    chart = SlideChart(GroupedBars(head, bars, None, year_now, beside))
    return Slide(head, (SlideTable(columns, lines, head, total=True),), notes, (chart,), 0.45)


def _means(
    now: tables.CityYear | None, before: tables.CityYear | None
) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    if now is None:
        return
    for code, spread in now.instruments.items():
        was = before.instruments.get(code) if before is not None else None
        yield code, spread.mean, mean_of(was)
    yield TOTAL_NAME, mean_of(now.total), mean_of(before.total if before is not None else None)


def _difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def _tiles(context: CityContext, table: tables.YearTable) -> Iterator[Slide]:
    head = f"{TOTAL_NAME}รายเขต (ตำแหน่งโดยประมาณ)"
    drawn = tiles(context, head)
    if drawn is not None:
        yield Slide(head, (SlideTiles(drawn),), _notes(context, table))


def _districts(context: CityContext, table: tables.YearTable) -> Slide:
    codes = instruments_of(table)
    heads = ("อันดับ", "เขต", *codes, TOTAL_NAME, "ระดับ", "เปลี่ยนแปลง")
    right = (Align.RIGHT,) * len(codes)
    sides = (Align.RIGHT, Align.LEFT, *right, Align.RIGHT, Align.LEFT, Align.RIGHT)
    columns = tuple(map(SlideColumn, heads, (8, 24, *(11 for _ in codes), 12, 18, 13), sides))
    found = ranked(table.rows)
    rows = tuple(_district(row, codes) for row in found[:_MOST_DISTRICTS])
    head = f"คะแนนทุกเขต ปีงบประมาณ {context.fiscal_year}"
    if len(found) > _MOST_DISTRICTS:
        head = f"คะแนน {_MOST_DISTRICTS} เขตแรกจาก {len(found)} เขต ปีงบประมาณ {context.fiscal_year}"
    return Slide(head, (SlideTable(columns, rows, head),), _notes(context, table))


def _district(row: tables.DistrictRow, codes: Sequence[str]) -> tuple[str, ...]:
    return (
        NONE if row.rank is None else str(row.rank),
        row.district.short_name,
        *(figure(row.instruments.get(code)) for code in codes),
        figure(row.total),
        level_of(row.year),
        signed(row.change),
    )


def _nearest(context: CityContext, table: tables.YearTable) -> Slide:
    head = "เขตที่ใกล้ระดับถัดไปที่สุด"
    known = [row for row in table.rows if row.year is not None and _missing(row) is not None]
    rows = tuple(
        (row.district.short_name, row.year.next_level, blocked_words(row.blocked_by))
        for row in sorted(known, key=lambda row: _missing(row) or Decimal(0))[:_MOST]
        if row.year is not None
    )
    columns = tuple(map(SlideColumn, ("เขต", "ระดับถัดไป", "สิ่งที่ขาด"), (24, 22, 54)))
    notes = _notes(context, table)
    return Slide(head, (_slide_table(columns, rows, head, "ไม่มีเขตที่ขาดคะแนนของระดับถัดไป"),), notes)


def _missing(row: tables.DistrictRow) -> Decimal | None:
    """Returns the points that the next level lacks; None if nothing or not all of it is known."""
    missing = [condition.missing for condition in row.blocked_by]
    known = [points for points in missing if points is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(missing) else None


def _late(context: CityContext, table: tables.YearTable) -> Slide:
    head = "เขตที่มีข้อ OIT ล่าช้า"
    late = sorted((row for row in table.rows if row.late), key=lambda row: -len(row.late))
    rows = tuple((row.district.short_name, late_words(row)) for row in late[:_MOST])
    columns = tuple(map(SlideColumn, ("เขต", "ข้อที่ล่าช้า"), (28, 72)))
    notes = (f"นับจากกำหนดส่งของแต่ละเขต ณ วันที่ {as_of(context)}",)
    return Slide(head, (_slide_table(columns, rows, head, "ไม่มีข้อที่ล่าช้า"),), notes)


def _years(context: CityContext, years: Sequence[tables.CityYear]) -> Slide:
    head = f"{TOTAL_NAME}เฉลี่ยรายปี"
    heads = ("ปี", "จำนวนเขต", "เฉลี่ย", "ต่ำสุด", "สูงสุด")
    columns = tuple(SlideColumn(name, 20, Align.RIGHT) for name in heads)
    rows = tuple(_year(year) for year in years)
    notes = (f"ค่าเฉลี่ยของเขตที่มีคะแนนรวมครบ ณ วันที่ {as_of(context)}",)
    bars = tuple(ChartBar(f"ปี {year.fiscal_year}", mean_of(year.total)) for year in years)
    table = _slide_table(columns, rows, head, "ยังไม่มีคะแนน")
    if all(bar.value is None for bar in bars):
        return Slide(head, (table,), notes)
    chart = SlideChart(GroupedBars(head, bars, None, "เฉลี่ย"))
    return Slide(head, (table,), notes, (chart,), 0.5)


def _year(year: tables.CityYear) -> tuple[str, ...]:
    total = year.total
    figures = (total.mean, total.least, total.most) if total is not None else (None,) * 3
    return (str(year.fiscal_year), str(year.districts), *map(figure, figures))


def _problems(context: CityContext) -> Iterator[Slide]:
    rows = tuple(problems_of(context))
    if rows:
        columns = tuple(map(SlideColumn, ("แหล่งข้อมูล", "สาเหตุและวิธีแก้"), (30, 70)))
        yield Slide(PROBLEMS, (SlideTable(columns, rows, PROBLEMS),), ())


def _slide_text(words: str) -> SlideText:
    return SlideText((SlideLine(words),))


def _slide_table(
    columns: tuple[SlideColumn, ...], rows: tuple[tuple[str, ...], ...], alt: str, none: str
) -> SlidePart:
    """Returns a table, or a sentence where it has no rows."""
    return SlideTable(columns, rows, alt) if rows else _slide_text(none)
