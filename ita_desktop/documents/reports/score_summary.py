"""The scores of a year: instruments, indicators, items, total, level, and gap to the next level.

Official figures are printed beside computed ones; differences are shown, not corrected. For OIT
items the computed figure is the office's self-assessment.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from ita_desktop.documents.content import (
    Block,
    ContinuedCell,
    Document,
    Paragraph,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    paragraph,
)
from ita_desktop.documents.kinds import MissingData, ReportContext, chose
from ita_desktop.documents.reports.brief import words
from ita_desktop.documents.reports.shared import (
    COLUMNS,
    FILE,
    HEADS,
    HYPHEN,
    level_name,
    level_result,
    missing_scores,
    needs,
    of_tables,
    why_unscored,
)
from ita_desktop.documents.wordings.templates import passage, wording
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.framework import Level
from ita_desktop.domain.scores.comparing import with_last_year
from ita_desktop.domain.scores.planning import LevelPart, plan
from ita_desktop.domain.scores.progress import FULL_MARK, result_tree_of, tree_of
from ita_desktop.domain.scores.scoring import ScoreNode, ScoreTree
from ita_desktop.domain.text import Digits, short_number
from ita_desktop.domain.year import YearData

_CODE, _FIGURE = 10, 16
"""Column widths in per cent."""
_COLUMNS = (
    TableColumn(_CODE),
    TableColumn(42),
    TableColumn(_FIGURE),
    TableColumn(_FIGURE),
    TableColumn(_FIGURE),
)
_PLAIN_COLUMNS = (
    TableColumn(_CODE),
    TableColumn(90 - 2 * _FIGURE),
    TableColumn(_FIGURE),
    TableColumn(_FIGURE),
)
_FILE = wording("score-summary.file", "สรุปผลคะแนน ITA ปีงบประมาณ {ปีงบประมาณ}", title=FILE)
_HEADS = wording(
    "score-summary.heads",
    """
    สรุปผลคะแนน{ชื่อการประเมินภาษาไทย}
    {ชื่อการประเมินภาษาอังกฤษ} ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    {สำนักงานเขตและจังหวัด}
    """,
    title=HEADS,
)
_WHOLE = wording("score-summary.whole", "1. ผลการประเมินในภาพรวม")
_BY_INDICATOR = wording("score-summary.by-indicator", "2. คะแนนจำแนกตามตัวชี้วัด")
_BY_ITEM = wording("score-summary.by-item", "3. คะแนนจำแนกตามข้อ")
_WHOLE_COLUMNS = wording(
    "score-summary.whole-columns",
    "เครื่องมือ | แบบประเมิน | คะแนนทางการ | คะแนนที่คำนวณ | คะแนนตาม<br>น้ำหนัก",
    title=COLUMNS,
)
_PLAIN_WHOLE = wording(
    "score-summary.whole-columns-plain",
    "เครื่องมือ | แบบประเมิน | คะแนน | คะแนนตาม<br>น้ำหนัก",
    title=COLUMNS,
)
_PLAIN = wording(
    "score-summary.columns-plain", "ตัวชี้วัด | ข้อ | รายการ | คะแนน", title="หัวตารางรายตัวชี้วัดและรายข้อ"
)
_INDICATOR_COLUMNS = wording(
    "score-summary.indicator-columns",
    "ตัวชี้วัด | ชื่อตัวชี้วัด | คะแนนทางการ | คะแนนที่คำนวณ | ผลต่าง",
    title=COLUMNS,
)
_ITEM_COLUMNS = wording(
    "score-summary.item-columns",
    "ข้อ | รายการ | คะแนนทางการ | คะแนนที่กรอก | คะแนนที่<br>ประเมินเอง | ผลต่าง",
    title="หัวตารางรายข้อ",
)
_WEIGHED = wording("score-summary.weighed", "(น้ำหนักร้อยละ {น้ำหนัก})")
_SUM = wording("score-summary.sum", "รวม | คะแนนรวม ITA", title="แถวคะแนนรวม")
_NO_ITEMS = wording("score-summary.no-items", "ยังไม่มีคะแนนรายข้อ")
SECTIONS = (_WHOLE, _BY_INDICATOR, _BY_ITEM)
"""Headings by which a file of these scores is known."""
_LEVEL = passage("score-summary.level", "ระดับที่ได้ และสิ่งที่ต้องเพิ่มเพื่อให้ถึงระดับถัดไป", yearly=True)
_NONE = "-"


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Returns which instruments have no score."""
    return missing_scores(context.year, result_tree_of(context.year, context.day))


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the score tree, from the total to the items."""
    year = context.year
    meant = level_meant(year, context.subject)
    # Computed figures beside official ones are internal notes, what is not assessed yet among them.
    notes = chose(context, "score-summary", DocumentOption.INTERNAL_NOTES)
    tree = tree_of(year) if notes else result_tree_of(year, context.day)
    return of_tables(
        year,
        _FILE.of(year),
        (
            *_HEADS.paragraphs(year, "title"),
            *_WHOLE.paragraphs(year, "heading"),
            _instruments(year, tree, notes=notes),
            *_LEVEL.blocks(year, _level(year, tree)),
            *(way_to(context, meant) if meant is not None else ()),
            *_BY_INDICATOR.paragraphs(year, "heading"),
            _indicators(year, tree, notes=notes),
            *_BY_ITEM.paragraphs(year, "heading"),
            *_items(year, tree, notes=notes),
        ),
        digits,
    )


def _instruments(year: YearData, tree: ScoreTree, *, notes: bool) -> Table:
    heading = (_WHOLE_COLUMNS if notes else _PLAIN_WHOLE).heading(year)
    columns = _COLUMNS if notes else _PLAIN_COLUMNS
    rows = [
        _row(
            node,
            f"{node.name}\n{_WEIGHED.of(year, {'น้ำหนัก': _short(node.weight)})}",
            (*_figures(node, notes=notes), node.weighted),
        )
        for node in tree.instruments
    ]
    total = tree.total
    whole, name = _SUM.cells(year)
    last = TableRow(
        (
            cell(whole, "cell-center", bold=True),
            cell(name, bold=True),
            *(
                cell(_figure(figure), "cell-number", bold=True)
                for figure in (*_figures(total, notes=notes), total.value)
            ),
        )
    )
    return Table(columns, (*rows, last), (heading,))


def _indicators(year: YearData, tree: ScoreTree, *, notes: bool) -> Table:
    heading = _INDICATOR_COLUMNS.heading(year)
    columns: tuple[TableColumn, ...] = _COLUMNS
    if not notes:
        indicator, _item, name, score = _PLAIN.heading(year).cells
        heading = TableRow((indicator, name, score))
        columns = (TableColumn(_CODE), TableColumn(90 - _FIGURE), TableColumn(_FIGURE))
    rows = []
    for instrument in tree.instruments:
        rows.append(group_row(f"{instrument.code} {instrument.name}", len(columns)))
        rows += [
            _row(
                node,
                node.name,
                (*_figures(node, notes=notes), *((node.difference,) if notes else ())),
            )
            for node in tree.indicators
            if any(above.code == instrument.code for above in tree.ancestors(node.code))
        ]
    return Table(columns, tuple(rows), (heading,), repeat_groups=ContinuedCell.REPEAT)


def _items(year: YearData, tree: ScoreTree, *, notes: bool) -> Iterator[Block]:
    for instrument in tree.instruments:
        nodes = [
            node
            for node in tree.items
            if any(above.code == instrument.code for above in tree.ancestors(node.code))
        ]
        if nodes:
            yield paragraph(f"{instrument.code} {instrument.name}", "subheading")
            yield _item_table(year, nodes, instrument.code, notes=notes)


def _item_table(year: YearData, nodes: list[ScoreNode], instrument: str, *, notes: bool) -> Block:
    """Returns the items with their scores; ``notes`` adds columns of computed figures and
    differences if any are known."""
    code, name, official, entered, marked, difference = _ITEM_COLUMNS.heading(year).cells
    own = marked if instrument == "OIT" else entered
    known = [(official, "official"), (own, "computed"), (difference, "difference")]
    if not notes:
        _indicator, code, name, score = _PLAIN.heading(year).cells
        known = [(score, "value")]
    figures = [
        (title, of) for title, of in known if any(getattr(node, of) is not None for node in nodes)
    ]
    if not figures:
        return _NO_ITEMS.paragraph(year, "line")
    columns = (
        TableColumn(_CODE),
        TableColumn(100 - _CODE - _FIGURE * len(figures)),
        *(TableColumn(_FIGURE) for _figure in figures),
    )
    rows = tuple(
        _row(node, node.name, [getattr(node, of) for _title, of in figures]) for node in nodes
    )
    heading = TableRow((code, name, *(title for title, _of in figures)))
    return Table(columns, rows, (heading,))


def _row(node: ScoreNode, name: str, figures: Iterable[Decimal | None]) -> TableRow:
    cells = (cell(_figure(figure), "cell-number") for figure in figures)
    return TableRow((cell(node.code, "cell-center"), cell(name), *cells))


def _figures(node: ScoreNode, *, notes: bool) -> tuple[Decimal | None, ...]:
    return (node.official, node.computed) if notes else (node.value,)


def _figure(value: Decimal | None) -> str:
    return _NONE if value is None else f"{value:,.2f}"


def _short(value: Decimal | None) -> str:
    return _NONE if value is None else short_number(value)


def _level(year: YearData, tree: ScoreTree) -> Iterator[Paragraph]:
    """Yields the level, and the unmet conditions of the next better one."""
    result = level_result(year, tree)
    if result.level is None and not year.printed_level:
        part = " ".join(node.code for node in tree.instruments if node.known < FULL_MARK)
        reason = why_unscored(year, tree) or (f"คะแนน {part} ยังไม่ครบ" if part else "")
        because = f" เพราะ{reason}" if reason else ""
        yield paragraph(f"ระดับผลการประเมิน : ยังสรุปไม่ได้{because}", "subheading")
        return
    reached = year.printed_level or (result.level.name if result.level is not None else "")
    yield paragraph(f"ระดับผลการประเมิน : {reached}", "subheading")
    if result.next_level is None or tree.total.value is None or not result.blocks_next:
        return
    yield paragraph(f"สิ่งที่ต้องเพิ่มเพื่อให้ถึงระดับ{result.next_level.name}", "line")
    for blocked in result.blocks_next:
        yield paragraph(needs(year, blocked), "line", mark=HYPHEN)


# What a level would take: the conditions that do not hold, and the items that would reach it.

_TITLE: Final = wording("score-summary.way", "สิ่งที่ต้องทำเพื่อให้ถึง{ระดับ}")
_LENT: Final = wording("score-summary.way-lent", "คะแนนที่ยังไม่มีผลใช้ของปี {ปี}", title="คะแนนปีก่อนที่ใช้แทน")
_REACHED: Final = wording("score-summary.way-reached", "ถึง{ระดับ}แล้ว")
_NO_SCORES: Final = wording("score-summary.way-unknown", "ยังไม่มีคะแนน จึงยังวางแผนไม่ได้")
_WAY_HEADS: Final = wording(
    "score-summary.way-columns", "ข้อ | รายการ | ผู้รับผิดชอบ | ได้ | ต้องได้", title=COLUMNS
)
_WAY_COLUMNS: Final = tuple(map(TableColumn, (10, 42, 24, 12, 12)))


def level_meant(year: YearData, code: str) -> Level | None:
    """Returns the level with this code; None for the next one."""
    return next((one for one in year.framework.levels.levels if one.code == code), None)


def way_to(context: ReportContext, level: Level) -> Iterator[Block]:
    """Yields what ``level`` would take; surveys without a result have last year's scores, as in the
    window."""
    year = context.year
    shown = with_last_year(year, context.previous, tree_of(year))
    named = {"ระดับ": level_name(year, level)}
    yield _TITLE.paragraph(year, "subheading", named)
    if shown.from_year is not None:
        yield _LENT.paragraph(year, "line", {"ปี": str(shown.from_year)})
    if shown.tree.total.value is None:
        yield _NO_SCORES.paragraph(year, "line")
        return
    found = plan(year.framework, shown.tree, level)
    if found.reached:
        yield _REACHED.paragraph(year, "line", named)
        return
    for block in found.open:
        yield paragraph(needs(year, block), "line", mark=HYPHEN)
    for part in found.cheapest:
        yield paragraph(words.way(year, part), "line", mark=HYPHEN)
    rows = [row for part in found.cheapest for row in _rows(year, shown.tree, part)]
    if rows:
        yield Table(_WAY_COLUMNS, tuple(rows), (_WAY_HEADS.heading(year),))


def _rows(year: YearData, tree: ScoreTree, part: LevelPart) -> Iterator[TableRow]:
    """Yields the items of the cheapest way, with what each needs."""
    codes: Sequence[str] = ()
    asked = FULL_MARK
    if part.sets:
        codes = [code for pick in part.sets[0].picks for code in pick.items[: pick.take]]
    elif part.together is not None:
        codes, asked = part.together.items, part.together.to
    for code in codes:
        node = tree.nodes[code]
        labels = dict.fromkeys(year.owner_label(owner) for owner in year.owners_of_item(code))
        yield TableRow(
            (
                cell(code, "cell-center"),
                cell(node.name),
                cell(", ".join(labels)),
                cell(words.figure(node.value), "cell-number"),
                cell(words.figure(asked), "cell-number"),
            )
        )
