"""Formulas that derive a figure from others of the document, so that Excel can recalculate it.

Figures are identified by the names of their cells (:class:`~.content.Cell`). A formula is used only
if it gives the printed figure; an official figure that differs is written as a number.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import ge, gt, lt
from statistics import median
from typing import Final, Literal, TypeAlias, assert_never

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.scores.scoring import round_score


@dataclass(frozen=True, slots=True)
class CopyFormula:
    """A copy of another figure."""

    name: str


@dataclass(frozen=True, slots=True)
class Total:
    """The sum."""

    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeanFormula:
    """The mean, rounded to two decimals."""

    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeightedFormula:
    """The sum of figures times weights, divided by ``over``, rounded to two decimals."""

    of: tuple[tuple[str, Decimal], ...]
    over: Decimal


@dataclass(frozen=True, slots=True)
class ScoreFormula:
    """The mean of points weighted by counts (pairs of count name and points), rounded to two
    decimals."""

    of: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class ShareFormula:
    """``part`` as percentage of the sum of ``whole``, rounded to two decimals."""

    part: str
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DifferenceFormula:
    """``of`` minus ``less``."""

    of: str
    less: str


@dataclass(frozen=True, slots=True)
class PickFormula:
    """The median, the least or the greatest; the median rounded to two decimals."""

    of: tuple[str, ...]
    which: Literal["MEDIAN", "MIN", "MAX"]


@dataclass(frozen=True, slots=True)
class CountFormula:
    """How many figures are at least, above, or below ``than``."""

    of: tuple[str, ...]
    which: Literal[">=", ">", "<"]
    than: Decimal


Formula: TypeAlias = (
    CopyFormula
    | Total
    | MeanFormula
    | WeightedFormula
    | ScoreFormula
    | ShareFormula
    | DifferenceFormula
    | PickFormula
    | CountFormula
)


def names_in(formula: Formula) -> tuple[str, ...]:
    """Returns the names of the figures that a formula refers to."""
    match formula:
        case CopyFormula(name):
            return (name,)
        case Total(of) | MeanFormula(of) | PickFormula(of, _) | CountFormula(of, _, _):
            return of
        case WeightedFormula(of, _) | ScoreFormula(of):
            return tuple(name for name, _ in of)
        case ShareFormula(part, whole):
            return (part, *whole)
        case DifferenceFormula(of, less):
            return (of, less)
        case _:
            assert_never(formula)


def result(  # noqa: C901, PLR0911 - a return a kind of formula
    formula: Formula, figures: Mapping[str, Decimal]
) -> Decimal | None:
    """Returns the result of a formula; None if a figure is unknown or the divisor is 0."""
    if not names_in(formula) or not figures.keys() >= set(names_in(formula)):
        return None
    match formula:
        case CopyFormula(name):
            return figures[name]
        case Total(of):
            return _sum(figures, of)
        case MeanFormula(of):
            return round_score(_sum(figures, of) / len(of))
        case WeightedFormula(of, over):
            return _quotient(_weighted_sum(figures, of), over)
        case ScoreFormula(of):
            return _quotient(_weighted_sum(figures, of), _sum(figures, names_in(formula)))
        case ShareFormula(part, whole):
            return _quotient(figures[part] * 100, _sum(figures, whole))
        case DifferenceFormula(of, less):
            return figures[of] - figures[less]
        case PickFormula(of, which):
            return round_score(_PICKS[which](figures[name] for name in of))
        case CountFormula(of, which, than):
            return Decimal(sum(_TESTS[which](figures[name], than) for name in of))
        case _:
            assert_never(formula)


def _quotient(value: Decimal, by: Decimal) -> Decimal | None:
    return round_score(value / by) if by else None


def _sum(figures: Mapping[str, Decimal], names: tuple[str, ...]) -> Decimal:
    return sum((figures[name] for name in names), Decimal(0))


def _weighted_sum(figures: Mapping[str, Decimal], of: tuple[tuple[str, Decimal], ...]) -> Decimal:
    return sum((figures[name] * weight for name, weight in of), Decimal(0))


def in_excel(  # noqa: PLR0911 - a return a kind of formula
    formula: Formula, place: Callable[[str], str]
) -> str:
    """Returns the Excel formula; ``place`` maps a name to the cell with it (``E7``)."""
    match formula:
        case CopyFormula(name):
            return f"={place(name)}"
        case Total(of):
            return f"=SUM({_list(of, place)})"
        case MeanFormula(of):
            return f"=ROUND(AVERAGE({_list(of, place)}),2)"
        case WeightedFormula(of, over):
            return f"=ROUND(({_products(of, place)})/{over:f},2)"
        case ScoreFormula(of):
            counts = _list(names_in(formula), place)
            return f"=ROUND(({_products(of, place)})/SUM({counts}),2)"
        case ShareFormula(part, whole):
            return f"={place(part)}/SUM({_list(whole, place)})"
        case DifferenceFormula(of, less):
            return f"={place(of)}-{place(less)}"
        case PickFormula(of, which):
            return f"=ROUND({which}({_list(of, place)}),2)"
        case CountFormula(of, which, than):
            ranges = _list(of, place).split(",")
            return "=" + "+".join(f'COUNTIF({cells},"{which}{than:f}")' for cells in ranges)
        case _:
            assert_never(formula)


_PICKS: Final[Mapping[str, Callable[[Iterable[Decimal]], Decimal]]] = {
    "MEDIAN": median,
    "MIN": min,
    "MAX": max,
}
_TESTS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {">=": ge, ">": gt, "<": lt}
_PLACE = lazy_re(r"((?:'(?:[^']|'')*'!)?[A-Z]+)([0-9]+)")


def _list(names: tuple[str, ...], place: Callable[[str], str]) -> str:
    """Returns cells as function arguments in the sheet's order, vertically adjacent ones as a
    range."""
    runs: list[tuple[str, int, int]] = []
    for column, row in sorted(map(_column_and_row, map(place, names))):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1] = (column, runs[-1][1], row)
        else:
            runs.append((column, row, row))
    return ",".join(
        f"{column}{first}"
        if first == last
        else f"{column}{first}:{column.rpartition('!')[2]}{last}"
        for column, first, last in runs
    )


def _column_and_row(place: str) -> tuple[str, int]:
    match = _PLACE.fullmatch(place)
    if match is None:
        raise ValueError(place)
    return match[1], int(match[2])


def _products(of: tuple[tuple[str, Decimal], ...], place: Callable[[str], str]) -> str:
    return "+".join(f"{place(name)}*{weight:f}" for name, weight in of)
