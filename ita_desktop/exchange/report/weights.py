"""Points of a weight: 29.66 beside a weight of 30 is 98.87 of a hundred."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ita_desktop.domain.scores.scoring import round_score
from ita_desktop.domain.text import one_line
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.kinds.results import ResultRow
from ita_desktop.exchange.sheets import Origin


def with_points_of_weights(
    rows: Sequence[ResultRow], headings: Mapping[Origin, TableHeading]
) -> tuple[tuple[ResultRow, ...], tuple[str, ...]]:
    """Return the rows of a table with the scores that points of weights are, and the headings of
    weights that say nothing of the scores: where any is more than its weight, all are of a
    hundred."""
    if any(row.score is not None and row.weight and row.score > row.weight for row in rows) or all(
        row.score is None or not row.weight for row in rows
    ):
        heads = (headings[row.origin].headings.get("weight", "") for row in rows)
        return tuple(rows), tuple(dict.fromkeys(one_line(head) for head in heads if head))
    return tuple(map(_of_weight, rows)), ()


def _of_weight(row: ResultRow) -> ResultRow:
    if row.score is None or not row.weight or row.weight == Decimal(100):
        return row
    score = round_score(row.score * 100 / row.weight)
    return replace(row, score=score, points=row.score, full=row.weight)
