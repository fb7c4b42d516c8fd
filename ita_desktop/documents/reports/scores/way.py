"""What a level would take: the conditions that do not hold, and the items that would reach it."""

from collections.abc import Iterator, Sequence
from typing import Final

from ita_desktop.documents.content import Block, Table, TableColumn, TableRow, cell, paragraph
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.brief import words
from ita_desktop.documents.reports.wording import COLUMNS, HYPHEN, level_name, needs
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.framework import Level
from ita_desktop.domain.scores.planning import LevelPart, plan
from ita_desktop.domain.scores.previous_year_fallback import with_last_year
from ita_desktop.domain.scores.progress import FULL_MARK, tree_of
from ita_desktop.domain.scores.scoring import ScoreTree
from ita_desktop.domain.year import YearData

_TITLE: Final = wording("score-summary.way", "สิ่งที่ต้องทำเพื่อให้ถึง{ระดับ}")
_LENT: Final = wording("score-summary.way-lent", "คะแนนที่ยังไม่มีผลใช้ของปี {ปี}", title="คะแนนปีก่อนที่ใช้แทน")
_REACHED: Final = wording("score-summary.way-reached", "ถึง{ระดับ}แล้ว")
_NO_SCORES: Final = wording("score-summary.way-unknown", "ยังไม่มีคะแนน จึงยังวางแผนไม่ได้")
_HEADS: Final = wording(
    "score-summary.way-columns", "ข้อ | รายการ | ผู้รับผิดชอบ | ได้ | ต้องได้", title=COLUMNS
)
_COLUMNS: Final = tuple(map(TableColumn, (10, 42, 24, 12, 12)))


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
        yield Table(_COLUMNS, tuple(rows), (_HEADS.heading(year),))


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
