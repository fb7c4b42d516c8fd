"""How respondents answered: parts 3 and 4 of the official report, with a picture of all answers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ita_desktop.documents.content import (
    Block,
    Cell,
    Column,
    Row,
    Table,
    cell,
    heading_row,
    paragraph,
)
from ita_desktop.documents.formulas import Formula, Same, Scored, Share, result
from ita_desktop.documents.reports.figures import (
    COMPUTED,
    count,
    mark_of,
    middle,
    per_cent,
    picture,
    score,
)
from ita_desktop.domain.framework import Item
from ita_desktop.domain.records import Answer, Breakdown
from ita_desktop.domain.scoring import ScoreTree, round_score
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import Stack, Stacks

_COLUMNS = (Column(10), Column(48), Column(14), Column(14), Column(14))
_OWN_COLUMNS = (Column(72), Column(14), Column(14))
_OPTION_HEADING = heading_row(("ตัวเลือก", "จำนวนตอบ", "%"))
_POINTS = tuple(Decimal(points) for points in (100, 80, 60, 40, 20, 0))
"""Of the answers of every scale in use; the best first."""
_FULL = Decimal(100)


def answer_name(code: str, option: int) -> str:
    """What formulas call the number of those who chose an option."""
    return f"{code}:{option}"


def lacks_answers(year: YearData, instrument: str) -> bool:
    """Whether it is not known how the questions of a survey were answered."""
    return not any(year.answers_of(item.code) for item in year.framework.items_of(instrument))


def answers(year: YearData, tree: ScoreTree, number: str, instrument: str) -> Iterator[Block]:
    """One part of the report: how many answered, each item's answers, the respondents."""
    yield paragraph(f"{number}. สถิติการตอบ {instrument}", "heading")
    total = respondents_of(year, instrument)
    if total is not None:
        yield paragraph(f"จำนวนการตอบ {instrument} รวม {total:,} คน", "subheading")
    if lacks_answers(year, instrument):
        yield paragraph(f"ไม่มีข้อมูลสถิติการตอบรายข้อของ {instrument}", "line")
    else:
        items = year.framework.items_of(instrument)
        yield from _stacks(year, instrument, items)
        rows = tuple(row for item in items for row in _item_rows(year, tree, item))
        yield paragraph("", "line")
        yield Table(_COLUMNS, rows, (_heading(),))
        yield from _apart(year, tree, instrument, items)
    yield from _own_questions(year, instrument)


def respondents_of(year: YearData, instrument: str) -> int | None:
    """How many answered a survey."""
    for breakdown in (Breakdown.ALL, Breakdown.SEX):
        counts = [
            one.count
            for one in year.figures_by(breakdown)
            if one.node == instrument and one.count is not None
        ]
        if counts:
            return sum(counts)
    return None


def _heading() -> Row:
    return Row((middle("ข้อ"), middle("คำถาม", columns=3), middle("คะแนนเฉลี่ย\n(เต็ม 100)")))


def _item_rows(year: YearData, tree: ScoreTree, item: Item) -> Iterator[Row]:
    node, given = tree.nodes[item.code], year.answers_of(item.code)
    rows = len(given) + 2 if given else 1
    yield Row(
        (
            Cell((paragraph(item.code, "cell-center"),), rows=rows),
            cell(item.title, columns=3, bold=True),
            score(
                node.value,
                "",
                Same(item.code),
                mark=mark_of(node) if node.source else "",
                rows=rows,
            ),
        ),
        group=bool(given),
    )
    if not given:
        return
    yield replace(_OPTION_HEADING, group=True)
    yield from _option_rows(item.code, given)


def _option_rows(code: str, given: Sequence[Answer]) -> Iterator[Row]:
    names = tuple(answer_name(code, one.option) for one in given)
    whole = sum(one.count for one in given)
    for one, name in zip(given, names, strict=True):
        share, mark = one.percent, ""
        if share is None and whole:
            share, mark = round_score(_FULL * one.count / whole), COMPUTED
        yield Row(
            (
                cell(f"{one.option}.{one.label}"),
                count(one.count, name),
                per_cent(share, Share(name, names), mark=mark),
            )
        )


def _stacks(year: YearData, instrument: str, items: Sequence[Item]) -> Iterator[Block]:
    stacks = [
        Stack(f"{item.code} {item.title}", shares)
        for item in items
        if (shares := _shares(item, year.answers_of(item.code))) is not None
    ]
    if stacks:
        title = f"คำตอบ {instrument} รายข้อ ร้อยละของผู้ตอบ จากคำตอบที่ได้ 100 คะแนนถึง 0 คะแนน"
        parts = tuple(f"{points}" for points in _POINTS)
        yield picture(Stacks(title, parts, tuple(stacks)))


def _shares(item: Item, given: Sequence[Answer]) -> tuple[Decimal, ...] | None:
    """Per cent of the answers by what they score; None where that is not known."""
    points = {one.number: one.points for one in item.options}
    whole = sum(one.count for one in given)
    if not whole or any(points.get(one.option) not in _POINTS for one in given):
        return None
    return tuple(
        round_score(_FULL * sum(one.count for one in given if points[one.option] == worth) / whole)
        for worth in _POINTS
    )


def _apart(
    year: YearData, tree: ScoreTree, instrument: str, items: Sequence[Item]
) -> Iterator[Block]:
    """A sentence where printed scores do not follow from the printed answers."""
    apart = []
    for item in items:
        official, follows = tree.nodes[item.code].official, score_of_answers(year, item)
        if official is not None and follows is not None and follows != official:
            apart.append(f"{item.code} {official:.2f} (เฉลี่ยจากคำตอบ {follows:.2f})")
    if apart:
        yield paragraph(
            f"คะแนนทางการของ {instrument} ต่อไปนี้ไม่เท่ากับค่าเฉลี่ยของคำตอบที่พิมพ์ไว้ "
            f"จึงคงตัวเลขทางการไว้: {' '.join(apart)}",
            "note",
        )


def score_of_answers(year: YearData, item: Item) -> Decimal | None:
    """What the item's answers give; None where they are not known, or what they score is not."""
    formula: Formula = Scored(
        tuple((answer_name(item.code, one.number), one.points) for one in item.options)
    )
    counts = {
        answer_name(item.code, one.option): Decimal(one.count) for one in year.answers_of(item.code)
    }
    return result(formula, counts)


def _own_questions(year: YearData, instrument: str) -> Iterator[Block]:
    """What respondents told of themselves: age, post and so on."""
    questions: dict[str, list[Answer]] = {}
    for one in year.answers:
        if one.instrument == instrument and one.question not in year.framework.item_by_code:
            questions.setdefault(one.question, []).append(one)
    for key, given in questions.items():
        yield paragraph(f"{key} {given[0].title}".strip(), "subheading")
        rows = tuple(_option_rows(f"{instrument}:{key}", given))
        yield Table(_OWN_COLUMNS, rows, (_OPTION_HEADING,))
