"""Scores in texts: Thai phrases for them, used in the analysis of results and in findings, and
those that people type beside items in tables of words."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from ita_desktop.domain.scores.progress import answers_to, tree_of
from ita_desktop.domain.scores.scoring import ScoreNode
from ita_desktop.domain.text import to_arabic
from ita_desktop.domain.year import YearData

_FULL = Decimal(100)
_LOW_MARK = Decimal(60)
"""Answers with at most this score (0-100) count as dissatisfied."""


_EXACT: Final = r"(\d{1,3}\.\d{1,2})(?![\d.])"
_TYPED: Final = re.compile(
    r"[(\[]\s*(?:(?:ได้|คะแนนเฉลี่ย|คะแนน)\s*)*(\d{1,3}(?:\.\d{1,2})?)\s*คะแนน(?!เต็ม)"
    rf"|[(\[]\s*(?:(?:ได้|คะแนนเฉลี่ย|คะแนน)\s*)*{_EXACT}\s*[)\]]"
    rf"|(?<![\d.])(?<!กว่า)(?<!กว่า\s){_EXACT}\s*คะแนน(?!เต็ม)"
    rf"|คะแนน(?:เฉลี่ย|ที่ได้)?\s*[:=]?\s*{_EXACT}"
)
_MOST: Final = 100


def points(value: Decimal | None) -> str:
    """Return ``92.38 คะแนน``."""
    return "ยังไม่มีคะแนน" if value is None else f"{value:.2f} คะแนน"


def both(texts: Sequence[str]) -> str:
    """Return the texts joined with spaces, the last one with ``และ``."""
    if len(texts) < 2:
        return "".join(texts)
    *first, last = texts
    apart = " " if last[:1].isascii() else ""
    return f"{' '.join(first)} และ{apart}{last}"


def with_score(nodes: Iterable[ScoreNode]) -> list[ScoreNode]:
    """Return the nodes that have a score."""
    return [node for node in nodes if node.value is not None]


def highest(nodes: Iterable[ScoreNode]) -> list[ScoreNode]:
    """Return the nodes with the highest score, including ties."""
    scored = with_score(nodes)
    best = max((_value(node) for node in scored), default=None)
    return [node for node in scored if node.value == best]


def lowest(nodes: Iterable[ScoreNode]) -> list[ScoreNode]:
    """Return the nodes with the lowest score, including ties."""
    scored = with_score(nodes)
    worst = min((_value(node) for node in scored), default=None)
    return [node for node in scored if node.value == worst]


def discontent(year: YearData, code: str) -> str:
    """Return a clause, after a space, with the number of respondents who gave low answers to a
    question; empty if there are none or the answers are not known."""
    item = year.framework.item_by_code[code]
    given = answers_to(year, item)
    gains = [item.points_of(answer.question).get(answer.option) for answer in given]
    whole = sum(answer.count for answer in given)
    if not whole or None in gains:
        return ""
    few = sum(
        answer.count
        for answer, gain in zip(given, gains, strict=True)
        if gain is not None and gain <= _LOW_MARK
    )
    if not few:
        return ""
    share = _FULL * few / whole
    return (
        f" โดยมีผู้ตอบที่ให้คำตอบไม่เกิน {_LOW_MARK} คะแนน จำนวน {few:,} คน จาก {whole:,} คน ({share:.2f}%)"
    )


def _value(node: ScoreNode) -> Decimal:
    return node.value or Decimal(0)


def typed_scores(text: str) -> tuple[Decimal, ...]:
    """Return the scores (0-100) that a text gives.

    >>> typed_scores("I๑ เต็มใจให้บริการ (๙๗.๒๓ คะแนน)"), typed_scores("ต่ำกว่า 85.00 คะแนน")
    ((Decimal('97.23'),), ())
    """
    found = (next(filter(None, groups)) for groups in _TYPED.findall(to_arabic(text)))
    return tuple(score for score in map(Decimal, found) if score <= _MOST)


def official_of(years: Iterable[YearData | None], node: str) -> tuple[Decimal, ...]:
    """Return the official figures of an item or indicator in the ``years`` that have one: a table
    of a year is about its result, or the one before."""
    nodes = (tree_of(year).nodes.get(node) for year in years if year is not None)
    return tuple(found.official for found in nodes if found and found.official is not None)
