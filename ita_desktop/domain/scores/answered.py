"""The answers to a survey item, which may be asked in parts, and what follows from them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from ita_desktop.domain.framework import Item
from ita_desktop.domain.scores.results import Answer
from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.year import YearData

SIX_STEPS: Final = tuple(Decimal(points) for points in (100, 80, 60, 40, 20, 0))
"""The points of answers on six levels, and of yes and no, best first."""


def answers_to(year: YearData, item: Item) -> tuple[Answer, ...]:
    """Return the answers to an item: to its parts if each has any, else to the whole."""
    by_part = [year.answers_of(question) for question in item.questions]
    if all(by_part):
        return tuple(answer for answers in by_part for answer in answers)
    return year.answers_of(item.code)


def counts_of(answers: Iterable[Answer]) -> dict[tuple[str, int], int]:
    """Return how many chose what, by question and option."""
    return {(answer.question, answer.option): answer.count for answer in answers}


def score_of_counts(item: Item, counts: Mapping[tuple[str, int], int]) -> Decimal | None:
    """Return an item's score (0-100): the mean of all answers. None if the framework does not have
    just these options, or nobody answered."""
    total = sum(counts.values())
    for questions in ((item.code,), item.questions):
        points = {
            (question, option): value
            for question in questions
            for option, value in item.points_of(question).items()
        }
        if total and points and points.keys() == counts.keys():
            scored = (points[chosen] * count for chosen, count in counts.items())
            return round_score(sum(scored, Decimal(0)) / total)
    return None


def point_steps(items: Iterable[Item]) -> tuple[Decimal, ...]:
    """Return the points that answers to the items may have, best first; at most six."""
    found = {
        points
        for item in items
        for question in item.questions
        for points in item.points_of(question).values()
    }
    if not found or found <= set(SIX_STEPS) or len(found) > len(SIX_STEPS):
        return SIX_STEPS
    return tuple(sorted(found, reverse=True))
