"""Contradictions among the official scores of a year; see :mod:`ita_desktop.services.results.check`
for the checks."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.results import Answer, ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.remarks import Remark
from ita_desktop.exchange.report.results import AnswerRow, GroupResult, ReadValue, ReportedFigure
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.results.check import Distribution, contradictions, distribution_problem


class Contradiction(NamedTuple):
    """Two contradicting official scores, and the node to look at."""

    node: str
    sentence: str


def check_year(data: YearData) -> tuple[Contradiction, ...]:
    """Return the contradictions among a year's official scores, without duplicates."""
    found = {
        Contradiction(_node(data, remark), Phrase(remark.template, **remark.fields))
        for remark in _remarks(data)
    }
    places = {place.code: at for at, place in enumerate(data.framework.outline)}
    return tuple(
        sorted(
            found, key=lambda contradiction: (places[contradiction.node], contradiction.sentence)
        )
    )


def _remarks(data: YearData) -> Iterator[Remark]:
    distributions = _distributions(data)
    problems = {
        distribution.question: distribution_problem(distribution) for distribution in distributions
    }
    yield from (problem for problem in problems.values() if problem is not None)
    figures = {
        score.node: ReportedFigure(_at(score.node), score.node, score.value)
        for score in data.scores
        if score.source is ScoreSource.OFFICIAL
    }
    groups = [
        GroupResult(
            _at(figure.node), figure.breakdown, figure.name, figure.node, figure.count, figure.value
        )
        for figure in data.group_figures
    ]
    sound = [
        distribution for distribution in distributions if problems[distribution.question] is None
    ]
    level = ReadValue(data.printed_level, _at(TOTAL)) if data.printed_level else None
    yield from contradictions(data.framework, figures, (), sound, groups, level=level)


def _distributions(data: YearData) -> list[Distribution]:
    rows: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in data.answers:
        rows[answer.instrument, answer.question].append(answer)
    asked = data.framework.item_by_question
    return [
        Distribution(
            instrument,
            question,
            tuple(
                AnswerRow(
                    _at(asked[question].code if question in asked else instrument),
                    instrument,
                    question,
                    answer.option,
                    answer.label,
                    answer.count,
                    answer.percent,
                )
                for answer in answers
            ),
        )
        for (instrument, question), answers in rows.items()
    ]


def _at(node: str) -> Origin:
    """Return the origin of a stored score: its node instead of a sheet and row."""
    return Origin(node, 0)


def _node(data: YearData, remark: Remark) -> str:
    known = {place.code for place in data.framework.outline}
    return remark.sheet if remark.sheet in known else data.framework.outline[0].code
