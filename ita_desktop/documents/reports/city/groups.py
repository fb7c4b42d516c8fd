"""The groups of districts (กลุ่มเขต) side by side: spread, target, who moved, levels, and the
districts of each."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.reports.city import overview, words
from ita_desktop.documents.reports.results.figures import count
from ita_desktop.domain.city.tables import DistrictRow, Summary, YearTable, summary_of
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.charts import ChartBar, GroupedBars

_ALL: Final = "ทุกเขต"
_GROUPS: Final = "กลุ่มเขตเทียบกัน"
_DISTRICTS: Final = ("กลุ่มเขต", "อันดับ", "เขต", "คะแนนรวม", "ระดับ")


def title(context: words.CityContext) -> str:
    """Returns the name of the paper."""
    return f"ผลรายกลุ่มเขต ปีงบประมาณ {context.fiscal_year}"


def build(context: words.CityContext, digits: Digits) -> content.Document:
    """Returns the groups of districts in one fiscal year."""
    table = overview.year_table(context)
    groups = words.by_group(table.rows)
    number, target = context.fiscal_year, context.target
    all_rows = [row for rows in groups.values() for row in rows]
    whole = summary_of(all_rows, number, target)
    parts = {group: summary_of(rows, number, target) for group, rows in groups.items()}
    blocks: list[content.Block] = [
        *map(words.line, overview.sentences(whole, number)),
        content.paragraph("", "line"),
        _district_table(table, number),
        words.heading(_GROUPS),
        _group_table(whole, parts, groups, number),
    ]
    if bars := [_bar(group, part) for group, part in parts.items()]:
        caption = f"คะแนนรวมเฉลี่ยรายกลุ่มเขต ปี {number}"
        chart = GroupedBars(caption, tuple(bars), target, f"ปี {number}", f"ปี {number - 1}")
        blocks.append(content.ChartFigure(chart))
    blocks += words.source_blocks(context, number, number - 1)
    about = f"{words.CITY} ประจำปีงบประมาณ พ.ศ. {number}"
    return words.document(context, title(context), about, blocks, digits)


def _bar(group: str, part: Summary) -> ChartBar:
    now, before = part.total, part.before
    return ChartBar(
        str(words.group_name(group)),
        now.mean if now is not None else None,
        before.mean if before is not None else None,
    )


def _district_table(table: YearTable, fiscal_year: int) -> content.Table:
    order = {group: place for place, group in enumerate(words.by_group(table.rows))}
    present = [row for row in words.ranked(table.rows) if row.year is not None]
    rows = sorted(present, key=lambda row: order[words.group_of(row.district.short_name)])
    heads = (*_DISTRICTS, f"เทียบกับปี {fiscal_year - 1}")
    columns = tuple(map(content.TableColumn, (24, 10, 26, 13, 14, 13)))
    return content.Table(
        columns, tuple(map(_district_row, rows)), (content.heading_row(heads),), whole_rows=True
    )


def _district_row(row: DistrictRow) -> content.TableRow:
    return words.plain_row(
        words.group_name(words.group_of(row.district.short_name)),
        words.count_cell(row.rank),
        row.district.short_name,
        overview.total_cell(row),
        words.level_of(row.year),
        overview.moved_cell(row),
    )


def _group_table(
    whole: Summary,
    parts: dict[str, Summary],
    groups: dict[str, list[DistrictRow]],
    fiscal_year: int,
) -> content.Table:
    levels = tuple(whole.levels)
    heads = ("กลุ่มเขต", "จำนวนเขต", "เฉลี่ย", "มัธยฐาน", "ต่ำสุด", "สูงสุด", "ถึงเป้าหมาย",
             f"ขึ้นจากปี {fiscal_year - 1}", f"ลงจากปี {fiscal_year - 1}",
             *(level or words.NO_LEVEL for level in levels))  # fmt: skip
    columns = tuple(map(content.TableColumn, (22, 9, 9, 9, 9, 9, 9, 9, 9, *(10 for _ in levels))))
    rows = [
        _group_row(words.group_name(group), part, groups[group], levels)
        for group, part in parts.items()
    ]
    all_rows = [row for some in groups.values() for row in some]
    rows.append(_group_row(_ALL, whole, all_rows, levels, bold=True))
    return content.Table(columns, tuple(rows), (content.heading_row(heads),), whole_rows=True)


def _group_row(
    name: str,
    part: Summary,
    rows: Sequence[DistrictRow],
    levels: Sequence[str],
    *,
    bold: bool = False,
) -> content.TableRow:
    names = [overview.total_name(row) for row in rows if row.rank is not None]
    return words.plain_row(
        content.cell(str(name), bold=bold),
        words.count_cell(part.present),
        *overview.spread_cells(part.total, names),
        overview.reached_cell(part, rows),
        *overview.moves_cells(part.points, rows),
        *(count(part.levels.get(level, 0)) for level in levels),
    )
