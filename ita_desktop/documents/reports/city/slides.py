"""The overview as slides, with native tables and charts. Notes name the source of the figures."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ita_desktop.documents.content import Align
from ita_desktop.documents.reports.city.overview import (
    instruments_of,
    sentences,
    title,
    year_summary,
    year_table,
)
from ita_desktop.documents.reports.city.tiles import tiles
from ita_desktop.documents.reports.city.words import (
    CITY,
    NO_LEVEL,
    PROBLEMS,
    TOTAL_NAME,
    CityContext,
    as_of,
    blocked_words,
    figure,
    late_words,
    level_of,
    problems_of,
    ranked,
    source_of,
)
from ita_desktop.documents.reports.city.years import mean_of, shown_years
from ita_desktop.documents.reports.results.figures import NONE, signed
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
from ita_desktop.domain.city.tables import CityYear, DistrictRow, YearTable
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.charts import ChartBar, GroupedBars

_MOST: Final = 10
"""Rows of a table of the nearest or the latest."""
_MOST_DISTRICTS: Final = 60
"""Rows of the table of districts: all of Bangkok; a longer one is for paper."""


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


def _notes(context: CityContext, table: YearTable) -> tuple[str, ...]:
    """Returns how many totals are official, and of which year and day the figures are."""
    counts = Counter(source_of(row.year) for row in table.rows if row.year is not None)
    counted = " ".join(f"{name} {count} เขต" for name, count in sorted(counts.items()))
    about = f"ที่มาของ{TOTAL_NAME}: {counted or NONE}"
    return (about, f"ปีงบประมาณ {context.fiscal_year} ข้อมูล ณ วันที่ {as_of(context)}")


def _opening(context: CityContext, table: YearTable) -> Slide:
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


def _levels(context: CityContext, table: YearTable) -> Slide:
    head = "จำนวนเขตตามระดับผลการประเมิน"
    levels = year_summary(context, table).levels
    counts = [(name or NO_LEVEL, count) for name, count in levels.items() if any(levels.values())]
    rows = tuple((name, str(count)) for name, count in counts)
    columns = (SlideColumn("ระดับ", 64), SlideColumn("จำนวนเขต", 36, Align.RIGHT))
    bars = tuple(ChartBar(name, Decimal(count)) for name, count in counts)
    notes = _notes(context, table)
    if not counts:
        return Slide(head, (_text("ไม่มีข้อมูลของปีนี้"),), notes)
    chart = SlideChart(GroupedBars(head, bars, None, "จำนวนเขต"), decimals=0, count=True)
    return Slide(head, (SlideTable(columns, rows, head),), notes, (chart,), 0.55)


def _instruments(context: CityContext, years: Sequence[CityYear]) -> Slide:
    head = "คะแนนเฉลี่ยรายเครื่องมือ"
    by_year = {year.fiscal_year: year for year in years}
    now, before = by_year.get(context.fiscal_year), by_year.get(context.fiscal_year - 1)
    rows = tuple(_means(now, before))
    notes = (f"ค่าเฉลี่ยของเขตที่มีคะแนน ปีงบประมาณ {context.fiscal_year} ณ วันที่ {as_of(context)}",)
    if not rows:
        return Slide(head, (_text("ยังไม่มีคะแนน"),), notes)
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
    now: CityYear | None, before: CityYear | None
) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    if now is None:
        return
    for code, spread in now.instruments.items():
        was = before.instruments.get(code) if before is not None else None
        yield code, spread.mean, mean_of(was)
    yield TOTAL_NAME, mean_of(now.total), mean_of(before.total if before is not None else None)


def _difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def _tiles(context: CityContext, table: YearTable) -> Iterator[Slide]:
    head = f"{TOTAL_NAME}รายเขต (ตำแหน่งโดยประมาณ)"
    drawn = tiles(context, head)
    if drawn is not None:
        yield Slide(head, (SlideTiles(drawn),), _notes(context, table))


def _districts(context: CityContext, table: YearTable) -> Slide:
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


def _district(row: DistrictRow, codes: Sequence[str]) -> tuple[str, ...]:
    return (
        NONE if row.rank is None else str(row.rank),
        row.district.short_name,
        *(figure(row.instruments.get(code)) for code in codes),
        figure(row.total),
        level_of(row.year),
        signed(row.change),
    )


def _nearest(context: CityContext, table: YearTable) -> Slide:
    head = "เขตที่ใกล้ระดับถัดไปที่สุด"
    known = [row for row in table.rows if row.year is not None and _missing(row) is not None]
    rows = tuple(
        (row.district.short_name, row.year.next_level, blocked_words(row.blocked_by))
        for row in sorted(known, key=lambda row: _missing(row) or Decimal(0))[:_MOST]
        if row.year is not None
    )
    columns = tuple(map(SlideColumn, ("เขต", "ระดับถัดไป", "สิ่งที่ขาด"), (24, 22, 54)))
    notes = _notes(context, table)
    return Slide(head, (_table(columns, rows, head, "ไม่มีเขตที่ขาดคะแนนของระดับถัดไป"),), notes)


def _missing(row: DistrictRow) -> Decimal | None:
    """Returns the points that the next level lacks; None if nothing or not all of it is known."""
    missing = [condition.missing for condition in row.blocked_by]
    known = [points for points in missing if points is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(missing) else None


def _late(context: CityContext, table: YearTable) -> Slide:
    head = "เขตที่มีข้อ OIT ล่าช้า"
    late = sorted((row for row in table.rows if row.late), key=lambda row: -len(row.late))
    rows = tuple((row.district.short_name, late_words(row)) for row in late[:_MOST])
    columns = tuple(map(SlideColumn, ("เขต", "ข้อที่ล่าช้า"), (28, 72)))
    notes = (f"นับจากกำหนดส่งของแต่ละเขต ณ วันที่ {as_of(context)}",)
    return Slide(head, (_table(columns, rows, head, "ไม่มีข้อที่ล่าช้า"),), notes)


def _years(context: CityContext, years: Sequence[CityYear]) -> Slide:
    head = f"{TOTAL_NAME}เฉลี่ยรายปี"
    heads = ("ปี", "จำนวนเขต", "เฉลี่ย", "ต่ำสุด", "สูงสุด")
    columns = tuple(SlideColumn(name, 20, Align.RIGHT) for name in heads)
    rows = tuple(_year(year) for year in years)
    notes = (f"ค่าเฉลี่ยของเขตที่มีคะแนนรวมครบ ณ วันที่ {as_of(context)}",)
    bars = tuple(ChartBar(f"ปี {year.fiscal_year}", mean_of(year.total)) for year in years)
    table = _table(columns, rows, head, "ยังไม่มีคะแนน")
    if all(bar.value is None for bar in bars):
        return Slide(head, (table,), notes)
    chart = SlideChart(GroupedBars(head, bars, None, "เฉลี่ย"))
    return Slide(head, (table,), notes, (chart,), 0.5)


def _year(year: CityYear) -> tuple[str, ...]:
    total = year.total
    figures = (total.mean, total.least, total.most) if total is not None else (None,) * 3
    return (str(year.fiscal_year), str(year.districts), *map(figure, figures))


def _problems(context: CityContext) -> Iterator[Slide]:
    rows = tuple(problems_of(context))
    if rows:
        columns = tuple(map(SlideColumn, ("แหล่งข้อมูล", "สาเหตุและวิธีแก้"), (30, 70)))
        yield Slide(PROBLEMS, (SlideTable(columns, rows, PROBLEMS),), ())


def _text(words: str) -> SlideText:
    return SlideText((SlideLine(words),))


def _table(
    columns: tuple[SlideColumn, ...], rows: tuple[tuple[str, ...], ...], alt: str, none: str
) -> SlidePart:
    """Returns a table, or a sentence where it has no rows."""
    return SlideTable(columns, rows, alt) if rows else _text(none)
