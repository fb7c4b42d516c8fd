"""Compares the scores of two years, item by item where items correspond."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Cell,
    Document,
    Table,
    TableColumn,
    TableRow,
    cell,
    paragraph,
)
from ita_desktop.documents.formulas import DifferenceFormula
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.notes import noted
from ita_desktop.documents.reports.results import figures
from ita_desktop.documents.reports.results.analysis_words import compared
from ita_desktop.documents.reports.shared import (
    FILE,
    HEADS,
    HYPHEN,
    level_name,
    level_title,
    of_tables,
)
from ita_desktop.documents.wordings.templates import passage, wording
from ita_desktop.domain.analysis import both
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.comparing import MOST, Compared, Comparison
from ita_desktop.domain.scores.crosswalk import Relation
from ita_desktop.domain.scores.progress import result_tree_of
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import ChartBar, GroupedBars

_FILE = wording("score-comparison.file", "เปรียบเทียบคะแนน ITA ปี {ปีงบประมาณ}{กับปีที่เทียบ}", title=FILE)
_WITH = wording("score-comparison.with", "กับปี {ปีที่เทียบ}")
_HEADS = wording(
    "score-comparison.heads",
    """
    เปรียบเทียบผล{ชื่อการประเมินภาษาไทย}
    {ชื่อการประเมินภาษาอังกฤษ} ปีงบประมาณ พ.ศ. {ปีงบประมาณ}{กับปีงบประมาณที่เทียบ}
    {สำนักงานเขตและจังหวัด}
    """,
    title=HEADS,
)
_WITH_YEAR = wording("score-comparison.with-year", "กับปีงบประมาณ พ.ศ. {ปีที่เทียบ}")
_ALONE = wording("score-comparison.alone", "ไม่มีคะแนนของปีก่อนให้เปรียบเทียบ")
_TOTALS = wording("score-comparison.totals", "1. คะแนนรวมและคะแนนรายเครื่องมือ")
_LEVELS = passage("score-comparison.levels", "คะแนนรวมและระดับของสองปี", yearly=True)
_BARS = wording("score-comparison.bars", "คะแนนรวมและรายเครื่องมือ ปี {ปีงบประมาณ} เทียบกับปี {ปีที่เทียบ}")
_BY_INDICATOR = wording("score-comparison.by-indicator", "2. คะแนนรายตัวชี้วัด")
_MOST = wording("score-comparison.most", "3. สิ่งที่เพิ่มขึ้นและลดลงมากที่สุด")
_MOVED = passage("score-comparison.moved", "สิ่งที่เพิ่มขึ้นและลดลงมากที่สุด", yearly=True)
_BY_ITEM = wording("score-comparison.by-item", "4. คะแนนรายข้อที่เนื้อหาต่อเนื่องกัน")
_NO_ITEMS = wording("score-comparison.no-items", "ไม่มีข้อที่เนื้อหาต่อเนื่องกันระหว่างสองปีนี้")
_JOINED = wording("score-comparison.joined", "5. ข้อที่ถูกรวมหรือแยก")
_BESIDE = wording("score-comparison.beside", "คะแนนของข้อที่ถูกรวมหรือแยกวางไว้ข้างกันโดยไม่คิดผลต่าง")
_OTHER_LEVELS = wording("score-comparison.other-levels", "สองปีนี้ใช้เกณฑ์ระดับคนละชุด")
_APART = wording("score-comparison.apart", "{ลำดับหัวข้อ}. ข้อที่เปรียบเทียบไม่ได้")
_APART_ITEMS = wording(
    "score-comparison.apart-items",
    "ข้อของปี {ปีงบประมาณ} ที่ไม่มีข้อตรงกันในปี {ปีที่เทียบ} มี {จำนวน} ข้อ ได้แก่ {ข้อที่เทียบไม่ได้}",
)
_HEADING = wording(
    "score-comparison.columns",
    "{สิ่งที่เทียบ} | รายการ | ปี {ปีที่เทียบ} | ปี {ปีงบประมาณ} | เพิ่ม/ลด",
    title="หัวตาราง",
)
_KINDS = wording("score-comparison.kinds", "เครื่องมือ | ตัวชี้วัด | ข้อ", title="ชื่อช่องแรกของตาราง")
_TOTAL = wording("score-comparison.total", "คะแนนรวม")
_WAS = wording("score-comparison.was", "{รหัส} (เดิม {รหัสเดิม})")
_MERGED = wording("score-comparison.merged", "รวมข้อ")
_SPLIT = wording("score-comparison.split", "แยกข้อ")
_COLUMNS = (TableColumn(16), TableColumn(42), TableColumn(14), TableColumn(14), TableColumn(14))


def missing(context: ReportContext) -> list[MissingData]:
    """Returns what is missing: one of the years, or its scores."""
    year, previous = context.year, context.previous
    if previous is None:
        return [
            MissingData(
                "ไม่มีปีก่อนหน้าในแฟ้มให้เปรียบเทียบ", remedy="เพิ่มปีหรือนำเข้าผลของปีก่อนที่หน้าคะแนน", is_all=True
            )
        ]
    return [
        MissingData("ยังไม่มีคะแนนของปี {year}", {"year": data.year}, remedy="กรอกหรือนำเข้าที่หน้าคะแนน")
        for data in (year, previous)
        if not _scored(data, context.day)
    ]


def _scored(year: YearData, day: date | None) -> bool:
    return any(node.value is not None for node in result_tree_of(year, day).nodes.values())


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the comparison; without a previous year, a sentence that there is none."""
    year, previous = context.year, context.previous
    other = {"ปีที่เทียบ": str(previous.year) if previous is not None else ""}
    beside = f" {_WITH.of(year, other)}" if previous is not None else None
    of_years = f" {_WITH_YEAR.of(year, other)}" if previous is not None else None
    title = _FILE.of(year, {"กับปีที่เทียบ": beside})
    heads = _HEADS.paragraphs(year, "title", {"กับปีงบประมาณที่เทียบ": of_years})
    if previous is None:
        body: tuple[Block, ...] = _ALONE.paragraphs(year, "body")
    else:
        body = tuple(_body(year, previous, compared(year, previous, context.day), context.day))
    return of_tables(year, title, (*heads, *body), digits)


def _body(
    year: YearData, previous: YearData, found: Comparison, day: date | None
) -> Iterator[Block]:
    instrument, indicator, item = _KINDS.cells(year)
    yield from _TOTALS.paragraphs(year, "heading")
    yield from _LEVELS.blocks(year, [paragraph(_levels(year, previous, day))])
    if previous.framework.levels.code != year.framework.levels.code:
        yield from noted(_OTHER_LEVELS, year)
    whole = (found.total, *found.instruments)
    yield from _bars(year, found, whole)
    yield _table(year, found, instrument, whole)
    yield from _BY_INDICATOR.paragraphs(year, "heading")
    if any(indicator.change is not None for indicator in found.indicators):
        years = (found.year, found.other)
        trees = (result_tree_of(year, day), result_tree_of(previous, day))
        yield figures.picture(
            figures.indicator_bars(year, *trees, years, year.target), year, figures.BARS
        )
        yield paragraph("", "line")
    yield _table(year, found, indicator, found.indicators)
    yield from _MOST.paragraphs(year, "heading")
    yield from _MOVED.blocks(year, _moved(found))
    yield from _BY_ITEM.paragraphs(year, "heading")
    if found.items:
        yield _table(year, found, item, found.items)
    else:
        yield from _NO_ITEMS.paragraphs(year, "body")
    if found.moved:
        yield from _JOINED.paragraphs(year, "heading")
        yield _table(year, found, item, found.moved)
        yield from noted(_BESIDE, year)
    if found.apart:
        number = 6 if found.moved else 5
        yield from _APART.paragraphs(year, "heading", {"ลำดับหัวข้อ": str(number)})
        shown = {
            "ปีที่เทียบ": str(found.other),
            "จำนวน": str(len(found.apart)),
            "ข้อที่เทียบไม่ได้": " ".join(found.apart),
        }
        yield from _APART_ITEMS.paragraphs(year, "body", shown)


def _levels(year: YearData, previous: YearData, day: date | None) -> str:
    texts = []
    for data in (previous, year):
        tree = result_tree_of(data, day)
        level = tree.level.level
        total = f"{tree.total.value:.2f} คะแนน" if tree.total.value is not None else "ยังไม่มีคะแนนรวม"
        reached = level_name(data, level) if level is not None else "ยังสรุประดับไม่ได้"
        if data.printed_level:
            reached = level_title(data, data.printed_level)
        texts.append(f"ปี {data.year} {total} {reached}")
    return both(texts)


def _bars(year: YearData, found: Comparison, rows: Sequence[Compared]) -> Iterator[Block]:
    if all(row.now is None and row.before is None for row in rows):
        return
    bars = tuple(ChartBar(_name(year, row), row.now, row.before) for row in rows)
    title = _BARS.of(year, {"ปีที่เทียบ": str(found.other)})
    now, before = (
        figures.YEAR_OF.of(year, {"ปี": str(shown_year)}) for shown_year in (found.year, found.other)
    )
    yield figures.picture(GroupedBars(title, bars, None, now, before), year, _BARS)
    yield paragraph("", "line")


def _name(year: YearData, difference: Compared) -> str:
    """Returns the label of a bar: a chart has no room for the names of instruments."""
    return figures.TOTAL_NAME.of(year) if difference.code == TOTAL else difference.code


def _table(year: YearData, found: Comparison, what: str, rows: Sequence[Compared]) -> Table:
    heading = _HEADING.heading(year, {"สิ่งที่เทียบ": what, "ปีที่เทียบ": str(found.other)})
    made = tuple(_row(year, row) for row in rows)
    return Table(_COLUMNS, made, (heading,))


def _row(year: YearData, difference: Compared) -> TableRow:
    was = {"รหัส": difference.code, "รหัสเดิม": difference.was}
    code = difference.code if difference.was == difference.code else _WAS.of(year, was)
    name = _TOTAL.of(year) if difference.code == TOTAL else difference.name
    places = [f"{difference.was}>{difference.code}.{when}" for when in ("ก่อน", "นี้")]
    return TableRow(
        (
            cell(code, "cell-center"),
            cell(name),
            figures.score(difference.before, places[0]),
            figures.score(difference.now, places[1]),
            _difference(year, difference, places),
        )
    )


def _difference(year: YearData, difference: Compared, places: Sequence[str]) -> Cell:
    """Returns the change; merged or split items have none, because their scores are not
    comparable."""
    if difference.relation in {Relation.MERGED, Relation.SPLIT}:
        return (_MERGED if difference.relation is Relation.MERGED else _SPLIT).cell(
            year, "cell-center"
        )
    return figures.change(difference.change, DifferenceFormula(places[1], places[0]))


def _moved(found: Comparison) -> Iterator[Block]:
    indicators = [indicator for indicator in found.indicators if "." not in indicator.code]
    for word, sign in (("เพิ่มขึ้น", 1), ("ลดลง", -1)):
        rows = [*_largest_changes(indicators, sign), *_largest_changes(found.items, sign)]
        yield paragraph(f"{word}มากที่สุด", "subheading")
        if not rows:
            yield paragraph(f"ไม่มีคะแนนที่{word}", "line")
        for row in rows:
            before, now = row.before or Decimal(0), row.now or Decimal(0)
            yield paragraph(
                f"{f'{_place(row)} {row.name}'.rstrip()} จาก {before:.2f} เป็น {now:.2f} "
                f"({figures.signed(row.change)} คะแนน)",
                "line",
                mark=HYPHEN,
            )


def _largest_changes(rows: Sequence[Compared], sign: int) -> list[Compared]:
    """Returns the largest changes in one direction."""
    moved = [row for row in rows if (row.change or Decimal(0)) * sign > 0]
    return sorted(moved, key=lambda difference: -(difference.change or Decimal(0)) * sign)[:MOST]


def _place(difference: Compared) -> str:
    return (
        f"ตัวชี้วัดที่ {difference.code}" if difference.code[:1].isdecimal() else f"ข้อ {difference.code}"
    )
