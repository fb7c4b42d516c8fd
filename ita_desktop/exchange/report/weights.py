"""Points of a weight: 29.66 beside a weight of 30 is 98.87 of a hundred."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kinds.results import ResultRow
from ita_desktop.exchange.sheets import Origin

_DIGIT: Final = re.compile(r"\d")
_LEAST: Final = 2
"""Minimum number of scores of a level that are points where those of other levels are none."""


def with_points_of_weights(
    rows: Sequence[ResultRow], headings: Mapping[Origin, TableHeading]
) -> tuple[tuple[ResultRow, ...], tuple[str, ...]]:
    """Return the rows of a table with the scores that points of weights are, and the headings of
    weights that say nothing of the scores. Instruments, indicators and items have weights of their
    own kind: where any score of these is more than its weight, all of them are of a hundred."""
    levels: dict[str, list[ResultRow]] = defaultdict(list)
    for row in rows:
        if row.score is not None and row.weight:
            levels[_level(row.node)].append(row)
    of_points = {level for level, own in levels.items() if not any(map(_is_more, own))}
    if len(of_points) < len(levels):
        # One score alone may be small by chance.
        of_points = {level for level in of_points if len(levels[level]) >= _LEAST}
    if not of_points:
        heads = (headings[row.origin].headings.get("weight", "") for row in rows)
        return tuple(rows), tuple(dict.fromkeys(one_line(head) for head in heads if head))
    return tuple(_of_weight(row) if _level(row.node) in of_points else row for row in rows), ()


def _level(node: str) -> str:
    """Return what tells the nodes of one level of the score tree from others: 9, 9.1, I1, IIT."""
    return re.sub(r"\d+", "1", re.sub(r"^[IEO](?=\d)", "O", node)) if _DIGIT.search(node) else ""


def _is_more(row: ResultRow) -> bool:
    return row.score is not None and row.weight is not None and row.score > row.weight


def _of_weight(row: ResultRow) -> ResultRow:
    if row.score is None or not row.weight or row.weight == Decimal(100):
        return row
    score = round_score(row.score * 100 / row.weight)
    return replace(row, score=score, points=row.score, full=row.weight)
