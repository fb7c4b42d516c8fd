"""Thai phrases for scores, used in the analysis of results and in findings."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ita_desktop.domain.scores.answered import answers_to
from ita_desktop.domain.scores.scoring import ScoreNode
from ita_desktop.domain.year import YearData

_FULL = Decimal(100)
_LOW_MARK = Decimal(60)
"""Answers with at most this score (0-100) count as dissatisfied."""


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
