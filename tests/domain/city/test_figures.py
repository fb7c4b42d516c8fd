"""The place of a score among others, and how they are spread."""

from decimal import Decimal

import pytest

from ita_desktop.domain.city.figures import ScoreRanking

D = Decimal


def scale(*scores: str) -> ScoreRanking:
    return ScoreRanking(D(score) for score in scores)


def test_equal_scores_share_a_rank_and_the_next_one_is_left_out() -> None:
    some = scale("80", "95", "90", "90")
    assert [some.rank(D(score)) for score in ("95", "90", "80")] == [1, 2, 4]
    assert [some.percentile(D(score)) for score in ("95", "90", "80")] == [
        D("87.50"), D("50.00"), D("12.50"),
    ]  # fmt: skip
    assert (some.rank(None), some.percentile(None)) == (None, None)


def test_a_missing_score_counts_nowhere() -> None:
    some = ScoreRanking([None, D(80), None])
    assert (some.count, some.rank(D(80)), some.percentile(D(80))) == (1, 1, 50)
    nothing = ScoreRanking([None])
    assert (nothing.spread, nothing.rank(D(80)), nothing.percentile(D(80))) == (None, None, None)


@pytest.mark.parametrize(
    ("scores", "spread"),
    [
        (("70",), (1, 70, 70, 70, 70, 70, 70, 0)),
        (("60", "100"), (2, 60, 70, 80, 90, 100, 80, 1)),
        (("10", "20", "30", "40", "100"), (5, 10, 20, 30, 40, 100, 40, 1)),
        (("0", "0", "0.01"), (3, 0, 0, 0, D("0.01"), D("0.01"), 0, 0)),
        (("100", "90", "100", "100"), (4, 90, D("97.5"), 100, 100, 100, D("97.5"), 3)),
    ],
)
def test_the_quartiles_lie_between_neighbours(scores, spread) -> None:
    """Count, lowest, quartiles, highest, mean, and how many have all."""
    assert scale(*scores).spread == spread
