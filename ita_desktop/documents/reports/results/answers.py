"""Answers of respondents: parts 3 and 4 of the official result report, with a chart."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ita_desktop.documents.content import Block, Cell, Table, TableColumn, TableRow, cell, paragraph
from ita_desktop.documents.formulas import CopyFormula, ShareFormula
from ita_desktop.documents.notes import doubted
from ita_desktop.documents.reports.results.figures import (
    COMPUTED,
    count,
    mark_of,
    middle,
    per_cent,
    picture,
    score,
)
from ita_desktop.documents.reports.wording import COLUMNS
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.framework import Item
from ita_desktop.domain.scores.answered import (
    answers_to,
    counts_of,
    point_steps,
    score_of_counts,
)
from ita_desktop.domain.scores.results import Answer, Breakdown
from ita_desktop.domain.scores.scoring import ScoreTree, round_score
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.charts import Stack, Stacks

_COLUMNS = (TableColumn(10), TableColumn(48), TableColumn(14), TableColumn(14), TableColumn(14))
_OWN_COLUMNS = (TableColumn(72), TableColumn(14), TableColumn(14))
_OPTION_HEADING = wording("result-report.option-columns", "ตัวเลือก | จำนวนตอบ | %", title=COLUMNS)
_PART = wording("result-report.answers", "{ลำดับหัวข้อ}. สถิติการตอบ {เครื่องมือ}")
_ANSWERED = wording("result-report.answered", "จำนวนการตอบ {เครื่องมือ} รวม {จำนวน} คน")
_NO_ANSWERS = wording("result-report.no-answers", "ไม่มีข้อมูลสถิติการตอบรายข้อของ {เครื่องมือ}")
_QUESTION_HEADING = wording(
    "result-report.question-columns", "ข้อ | คำถาม | คะแนนเฉลี่ย<br>(เต็ม 100)", title=COLUMNS
)
_APART = wording(
    "result-report.answers-apart",
    """
    คะแนนทางการของ {เครื่องมือ} ต่อไปนี้ไม่เท่ากับค่าเฉลี่ยของคำตอบที่พิมพ์ไว้
        จึงคงตัวเลขทางการไว้: {รายการ}
    """,
)
_APART_ITEM = wording(
    "result-report.answers-apart-item", "{ข้อคำถาม} {คะแนนทางการ} (เฉลี่ยจากคำตอบ {คะแนนที่คิด})"
)
_STACKS = wording(
    "result-report.stacks",
    "คำตอบ {เครื่องมือ} รายข้อ ร้อยละของผู้ตอบ จากคำตอบที่ได้ 100 คะแนนถึง 0 คะแนน",
)
_FULL = Decimal(100)


def answer_name(code: str, option: int) -> str:
    """Returns the name of the count of an option, for formulas."""
    return f"{code}:{option}"


def answers_unknown(year: YearData, instrument: str) -> bool:
    """Returns whether the answers to a survey's questions are unknown."""
    return not any(answers_to(year, item) for item in year.framework.items_of(instrument))


def answers(year: YearData, tree: ScoreTree, number: str, instrument: str) -> Iterator[Block]:
    """Yields one part of the report: respondents, answers to each item, and personal questions."""
    of = {"ลำดับหัวข้อ": number, "เครื่องมือ": instrument}
    yield from _PART.paragraphs(year, "heading", of)
    total = respondents_of(year, instrument)
    if total is not None:
        yield from _ANSWERED.paragraphs(year, "subheading", of | {"จำนวน": f"{total:,}"})
    if answers_unknown(year, instrument):
        yield from _NO_ANSWERS.paragraphs(year, "line", of)
    else:
        items = year.framework.items_of(instrument)
        yield from _stacks(year, instrument, items)
        rows = tuple(row for item in items for row in _item_rows(year, tree, item))
        yield paragraph("", "line")
        yield Table(_COLUMNS, rows, (_heading(year),))
        yield from _differing_scores(year, tree, instrument, items)
    yield from _own_questions(year, instrument)


def respondents_of(year: YearData, instrument: str) -> int | None:
    """Returns the number of respondents of a survey."""
    for breakdown in (Breakdown.ALL, Breakdown.SEX):
        counts = [
            figure.count
            for figure in year.figures_by(breakdown)
            if figure.node == instrument and figure.count is not None
        ]
        if counts:
            return sum(counts)
    return None


def _heading(year: YearData) -> TableRow:
    code, question, mean = _QUESTION_HEADING.cells(year)
    return TableRow((middle(code), middle(question, columns=3), middle(mean)))


def _item_rows(year: YearData, tree: ScoreTree, item: Item) -> Iterator[TableRow]:
    node, given = tree.nodes[item.code], answers_to(year, item)
    rows = len(given) + 2 if given else 1
    yield TableRow(
        (
            Cell((paragraph(item.code, "cell-center"),), rows=rows),
            cell(item.title, columns=3, bold=True),
            score(
                node.value,
                "",
                CopyFormula(item.code),
                mark=mark_of(node) if node.source else "",
                rows=rows,
            ),
        ),
        group=bool(given),
    )
    if not given:
        return
    yield replace(_OPTION_HEADING.heading(year), group=True)
    for question in dict.fromkeys(answer.question for answer in given):
        part = "" if question == item.code else f"{question} "
        yield from _option_rows(question, [row for row in given if row.question == question], part)


def _option_rows(code: str, given: Sequence[Answer], part: str = "") -> Iterator[TableRow]:
    names = tuple(answer_name(code, answer.option) for answer in given)
    whole = sum(answer.count for answer in given)
    for given_answer, name in zip(given, names, strict=True):
        share, mark = given_answer.percent, ""
        if share is None and whole:
            share, mark = round_score(_FULL * given_answer.count / whole), COMPUTED
        yield TableRow(
            (
                cell(f"{part}{given_answer.option}.{given_answer.label}"),
                count(given_answer.count, name),
                per_cent(share, ShareFormula(name, names), mark=mark),
            )
        )


def _stacks(year: YearData, instrument: str, items: Sequence[Item]) -> Iterator[Block]:
    steps = point_steps(items)
    stacks = [
        Stack(f"{item.code} {item.title}".rstrip(), shares)
        for item in items
        if (shares := _shares(item, answers_to(year, item), steps)) is not None
    ]
    if stacks:
        title = _STACKS.of(year, {"เครื่องมือ": instrument})
        parts = tuple(f"{points}" for points in steps)
        yield picture(Stacks(title, parts, tuple(stacks)), year, _STACKS)


def _shares(
    item: Item, given: Sequence[Answer], steps: Sequence[Decimal]
) -> tuple[Decimal, ...] | None:
    """Returns percentages of the answers by points; None if the answers' points are not known."""
    counts: dict[Decimal | None, int] = defaultdict(int)
    for answer in given:
        counts[item.points_of(answer.question).get(answer.option)] += answer.count
    whole = sum(counts.values())
    if not whole or not counts.keys() <= set(steps):
        return None
    return tuple(round_score(_FULL * counts[points] / whole) for points in steps)


def _differing_scores(
    year: YearData, tree: ScoreTree, instrument: str, items: Sequence[Item]
) -> Iterator[Block]:
    """Yields a sentence on official scores that differ from the official answers."""
    apart = []
    for item in items:
        counts = counts_of(answers_to(year, item))
        official, follows = tree.nodes[item.code].official, score_of_counts(item, counts)
        if official is not None and follows is not None and follows != official:
            values = {
                "ข้อคำถาม": item.code,
                "คะแนนทางการ": f"{official:.2f}",
                "คะแนนที่คิด": f"{follows:.2f}",
            }
            apart.append(_APART_ITEM.of(year, values))
    if apart:
        values = {"เครื่องมือ": instrument, "รายการ": " ".join(apart)}
        yield from doubted(_APART, year, values)


def _own_questions(year: YearData, instrument: str) -> Iterator[Block]:
    """Yields the questions on the respondents themselves, such as age and position."""
    questions: dict[str, list[Answer]] = {}
    for answer in year.answers:
        if (
            answer.instrument == instrument
            and answer.question not in year.framework.item_by_question
        ):
            questions.setdefault(answer.question, []).append(answer)
    for key, given in questions.items():
        yield paragraph(f"{key} {given[0].title}".strip(), "subheading")
        rows = tuple(_option_rows(f"{instrument}:{key}", given))
        yield Table(_OWN_COLUMNS, rows, (_OPTION_HEADING.heading(year),))
