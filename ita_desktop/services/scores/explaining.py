"""Explains a score: the figures and the rule it was computed from, down to the answers.

Computed from a year and its score tree; nothing is read or written. Scores are per cent (0-100)
unless stated otherwise; sentences are translatable phrases.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ita_desktop.domain.errors import Phrase, joined
from ita_desktop.domain.framework import TOTAL, Framework, Item, Level, NodeKind, Rule, Scale
from ita_desktop.domain.scores import scoring
from ita_desktop.domain.scores.progress import answers_to, counts_of, score_of_counts
from ita_desktop.domain.scores.results import Answer, Breakdown
from ita_desktop.domain.text import short_number, signed_number
from ita_desktop.domain.year import YearData

_FULL = Decimal(100)
GOOD = Decimal(80)
"""Minimum score of a positive answer."""
MOST_TERMS = 12
"""A longer sum is written with equal terms combined."""
MOST_GROUPS = 2
"""Maximum number of lowest groups to name."""


@dataclass(frozen=True, slots=True)
class AnswerShare:
    """Respondents for one option; ``percent`` of all answers, as printed if known."""

    number: int
    label: str
    count: int
    percent: Decimal
    points: Decimal | None
    """The option's score; None if the framework does not have it."""

    @property
    def good(self) -> bool:
        """Whether the answer is positive; for a reversed question, at the low end."""
        return self.points is not None and self.points >= GOOD


class Answers(NamedTuple):
    """All answers to one item, part by part, in reverse order of the form's options."""

    shares: tuple[AnswerShare, ...]
    respondents: int
    reversed: bool
    step: Decimal | None
    """Mean of the option numbers (1-6), two decimals; None for yes/no questions."""
    score: Decimal | None
    """Score computed from the answers; None if the framework does not have the options."""
    formula: str
    """The computation: ``(511 × 100 + 72 × 80) / 617 = 95.20``."""


class SumPart(NamedTuple):
    """One term of a sum."""

    code: str
    name: str
    value: Decimal | None
    weight: Decimal
    source: str | None
    """``official``, ``own`` (typed, or from a checklist), ``computed`` or ``mixed``; None if
    unknown."""


class Sum(NamedTuple):
    """The computation of a score above the items."""

    rule: Rule
    parts: tuple[SumPart, ...]
    formula: str
    """``(93.45 + 92.46 + 99.45) / 3 = 95.12``; empty if it cannot be computed."""
    value: Decimal | None


class Condition(NamedTuple):
    """A condition of a level on the total (``ITA``) or an instrument."""

    level: Level
    subject: str
    needs: Decimal
    has: Decimal | None

    @property
    def met(self) -> bool:
        return self.has is not None and self.has >= self.needs

    @property
    def shortfall(self) -> Decimal | None:
        """Points missing, zero if it holds; None if the score is missing."""
        return None if self.has is None else max(self.needs - self.has, Decimal(0))


class RespondentGroup(NamedTuple):
    """Score of one group of respondents."""

    name: str
    value: Decimal


class Explanation(NamedTuple):
    """The explanation of a node's score."""

    node: scoring.ScoreNode
    rule: str
    """The rule, as a sentence."""
    answers: Answers | None = None
    sum: Sum | None = None
    typed: bool = False
    """Whether a typed score replaces the one computed from below."""
    apart: str = ""
    """A sentence on why the official score differs from the computed one."""
    remark: str = ""
    """The assessor's remark."""
    conditions: tuple[Condition, ...] = ()
    """Of the total: the conditions of every level, the best level first."""
    lowest: tuple[RespondentGroup, ...] = ()
    """The lowest groups: services of an EIT item, departments of an instrument."""


def explain(data: YearData, tree: scoring.ScoreTree, code: str) -> Explanation:
    """Explain the score of node ``code`` in the year's ``tree``. Raises KeyError for an unknown
    code."""
    node = tree.nodes[code]
    if node.kind is NodeKind.ITEM:
        return _of_item(data, node)
    made = scoring.composition(data.framework, tree, code)
    return Explanation(
        node,
        _sum_rule(node, made, typed=node.own is not None),
        sum=Sum(
            made.rule, tuple(_part(tree, term) for term in made.terms), formula(made), made.value
        ),
        typed=node.own is not None,
        apart=_sum_difference(node),
        conditions=conditions(data.framework, tree) if code == TOTAL else (),
        lowest=_lowest(data, Breakdown.DEPARTMENT, code),
    )


# -- items


def _of_item(data: YearData, node: scoring.ScoreNode) -> Explanation:
    item = data.framework.item_by_code[node.code]
    found = answers(item, answers_to(data, item))
    of_eit = data.framework.instrument_of(node.code) == "EIT"
    return Explanation(
        node,
        item_rule(item),
        answers=found,
        apart=_item_difference(data, node, found, of_eit=of_eit),
        remark=remark(data, node.code),
        lowest=_lowest(data, Breakdown.SERVICE, node.code),
    )


def answers(item: Item, given: tuple[Answer, ...]) -> Answers | None:
    """Return the answers to an item and their score; None if there are none."""
    total = sum(answer.count for answer in given)
    if not total:
        return None
    labels = {option.number: option.label for option in item.options}
    asked: dict[str, int] = defaultdict(int)
    for answer in given:
        asked[answer.question] += answer.count
    shares = tuple(
        AnswerShare(
            answer.option,
            _named(item, answer, labels),
            answer.count,
            answer.percent
            if answer.percent is not None and len(asked) == 1
            else scoring.round_score(Decimal(answer.count) * 100 / total),
            item.points_of(answer.question).get(answer.option),
        )
        for answer in sorted(given, key=lambda answer: (answer.question, -answer.option))
    )
    score = score_of_counts(item, counts_of(given))
    likert = item.scale is Scale.LIKERT6
    step = scoring.round_score(Decimal(sum(share.number * share.count for share in shares)) / total)
    return Answers(
        shares,
        max(asked.values()),
        bool(item.reversed),
        step if likert else None,
        score,
        _answers_formula(item, shares, total, score) if score is not None else "",
    )


def _named(item: Item, answer: Answer, labels: Mapping[int, str]) -> str:
    label = answer.label or labels.get(answer.option, str(answer.option))
    return label if answer.question == item.code else f"{answer.question} {label}"


def _answers_formula(
    item: Item, shares: tuple[AnswerShare, ...], total: int, score: Decimal
) -> str:
    full = [share for share in shares if share.points == _FULL]
    if item.scale is Scale.BINARY and len(full) == 1:
        return f"{full[0].count:,} / {total:,} = {score:.2f}%"
    products = " + ".join(
        f"{share.count:,} × {short_number(share.points)}"
        for share in shares
        if share.count and share.points is not None
    )
    return f"({products}) / {total:,} = {score:.2f}"


def item_rule(item: Item) -> str:
    """Return how the answers to an item become its score, part by part, and on what that rests."""
    parts = Phrase("ถามเป็น {count} ข้อย่อย", count=item.parts) if item.parts > 1 else ""
    turned = ", ".join(f"{item.code}.{number}" for number in item.turned_parts)
    return joined(
        _scale_rule(item),
        parts,
        Phrase("{parts} ให้คะแนนกลับด้าน", parts=turned) if turned else "",
        Phrase("ตัวเลือกและคะแนนสันนิษฐานจากแบบของหน่วยงานอื่น")
        if item.options_basis == "assumed"
        else "",
    )


def _scale_rule(item: Item) -> str:
    options = sorted(item.options, key=lambda option: option.number)
    points = [short_number(option.points) for option in options]
    best = next((option.label for option in item.options if option.points == _FULL), "")
    match item.scale:
        case Scale.LIKERT6 | Scale.LIKERT4 if points and item.reversed:
            return Phrase(
                "ข้อนี้ถามถึงสิ่งที่ไม่ดี จึงให้คะแนนกลับด้าน คำตอบจาก “{first}” ขึ้นไปได้ {points} แล้วเฉลี่ยทุกคำตอบ",
                first=_label(item, 1),
                points=" ".join(points),
            )
        case Scale.LIKERT6 | Scale.LIKERT4 if points:
            return Phrase(
                "คำตอบจาก “{first}” ขึ้นไปได้ {points} แล้วเฉลี่ยทุกคำตอบ",
                first=_label(item, 1),
                points=" ".join(points),
            )
        case Scale.BINARY if best:
            return Phrase("คะแนนคือร้อยละของผู้ที่ตอบ “{label}”", label=best)
        case Scale.DISCLOSURE:
            return Phrase("เปิดเผยครบทุกรายการตรวจได้ 100 ไม่ครบได้ 0")
        case _:
            return Phrase("กรอบของปีนี้ไม่บอกว่าคิดคะแนนจากคำตอบอย่างไร จึงใช้คะแนนตามที่ใส่")


def _label(item: Item, number: int) -> str:
    return next((option.label for option in item.options if option.number == number), str(number))


def _item_difference(
    data: YearData, node: scoring.ScoreNode, found: Answers | None, *, of_eit: bool
) -> str:
    official, score = node.official, found.score if found is not None else None
    if official is None or score is None or official == score:
        return ""
    points = signed_number(official - score)
    if not of_eit:
        return Phrase(
            "ผลทางการ {official} ต่างจากที่คิดจากคำตอบ {score} อยู่ {points} ตรวจกับรายงาน",
            official=f"{official:.2f}",
            score=f"{score:.2f}",
            points=points,
        )
    alike = _mean_of_services(data, node.code)
    if alike is not None and abs(official - alike) < abs(official - score):
        return Phrase(
            "ผลทางการของ EIT ต่างจากค่าเฉลี่ยของทุกคำตอบ {points}: "
            "ถ้านับทุกประเภทบริการเท่ากันได้ {alike} ซึ่งใกล้กว่า รายงานไม่บอกวิธีคิด จึงใช้ผลทางการ",
            points=points,
            alike=f"{alike:.2f}",
        )
    return Phrase(
        "ผลทางการของ EIT ต่างจากค่าเฉลี่ยของทุกคำตอบ {points} และรายงานไม่บอกวิธีคิด จึงใช้ผลทางการ",
        points=points,
    )


def _mean_of_services(data: YearData, code: str) -> Decimal | None:
    """Return the unweighted mean of an item's scores by service."""
    values = [group.value for group in _groups(data, Breakdown.SERVICE, code)]
    return scoring.round_score(sum(values, Decimal(0)) / len(values)) if values else None


def remark(data: YearData, code: str) -> str:
    """Return the assessor's remark on an item; empty if none."""
    return data.remark_by_node.get(code, "")


# -- sums


def formula(made: scoring.Composition) -> str:
    """Return a mean as text: ``(93.45 + 92.46 + 99.45) / 3 = 95.12``; empty if there is none."""
    if made.value is None:
        return ""
    if len(made.known) == 1:
        return f"{made.value:.2f}"
    terms: list[tuple[Decimal, Decimal]] = [
        (term.value, term.weight) for term in made.known if term.value is not None
    ]
    if len(terms) > MOST_TERMS:
        # Equal terms are combined: most of forty items have 100.
        together: dict[Decimal, Decimal] = defaultdict(Decimal)
        for value, weight in terms:
            together[value] += weight
        terms = list(together.items())
    alike = all(weight == 1 for _, weight in terms)
    top = " + ".join(
        f"{value:.2f}" + ("" if alike else f" × {short_number(weight)}") for value, weight in terms
    )
    return f"({top}) / {short_number(made.weight)} = {made.value:.2f}"


def _part(tree: scoring.ScoreTree, term: scoring.Term) -> SumPart:
    node = tree.nodes[term.code]
    typed = node.official is None and node.own is not None
    return SumPart(node.code, node.name, term.value, term.weight, "own" if typed else node.source)


_RULES: Mapping[Rule, str] = {
    Rule.MEAN_OF_ITEMS: Phrase("ค่าเฉลี่ยของข้อที่อยู่ใต้ ทุกข้อเท่ากัน"),
    Rule.WEIGHTED: Phrase("ค่าเฉลี่ยถ่วงน้ำหนักด้วยคะแนนของตัวชี้วัดย่อย"),
    Rule.MEAN_OF_PARTS: Phrase("ค่าเฉลี่ยของตัวชี้วัดที่อยู่ใต้ ทุกตัวเท่ากัน"),
}


def _sum_rule(node: scoring.ScoreNode, made: scoring.Composition, *, typed: bool) -> str:
    if typed:
        return Phrase("ใช้ค่าที่พิมพ์ทับไว้ ไม่ได้คิดจากคะแนนที่อยู่ใต้")
    if node.kind is NodeKind.TOTAL:
        return Phrase("คะแนนเครื่องมือถ่วงน้ำหนัก แล้วรวมกัน")
    return _RULES[made.rule]


def _sum_difference(node: scoring.ScoreNode) -> str:
    if not node.difference:
        return ""
    return Phrase(
        "ผลทางการ {official} ต่างจากที่คิดจากคะแนนที่อยู่ใต้ {computed} อยู่ {points} ใช้ผลทางการ",
        official=f"{node.official:.2f}",
        computed=f"{node.computed:.2f}",
        points=signed_number(node.difference),
    )


def conditions(framework: Framework, tree: scoring.ScoreTree) -> tuple[Condition, ...]:
    """Return the conditions of all levels, best first, the total's before the instruments'."""
    nodes = tree.nodes
    instruments = [instrument.code for instrument in tree.instruments]
    return tuple(
        Condition(level, code, needs, nodes[code].value)
        for level in framework.levels.levels
        for code, needs in level.conditions(instruments)
    )


# -- groups


def _lowest(data: YearData, by: Breakdown, code: str) -> tuple[RespondentGroup, ...]:
    groups = sorted(_groups(data, by, code), key=lambda group: group.value)
    return tuple(groups[:MOST_GROUPS]) if len(groups) > MOST_GROUPS else ()


def _groups(data: YearData, by: Breakdown, code: str) -> list[RespondentGroup]:
    return [
        RespondentGroup(figure.name_in_sentence, figure.value)
        for figure in data.figures_by(by)
        if figure.node == code and figure.value is not None
    ]
