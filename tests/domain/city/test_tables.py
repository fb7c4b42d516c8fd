"""The table of a year: ranks, change, what is late; the place of one district among all."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.city.districts import District
from ita_desktop.domain.city.figures import ScoreRanking
from ita_desktop.domain.city.tables import change_of, standing_of, table_of_year
from ita_desktop.domain.errors import InputError
from tests.domain.city.cities import OLDER, city, district, year

D = Decimal
TODAY = date(2024, 3, 1)


def test_equal_totals_share_a_rank_and_the_next_one_is_left_out() -> None:
    totals = {"ก": "90", "ข": "95", "ค": "90", "ง": "80"}
    found = city(*(district(name, year(total=total)) for name, total in totals.items()))
    rows = table_of_year(found, 2567, TODAY).rows
    assert {row.district.name: row.rank for row in rows} == {"ก": 2, "ข": 1, "ค": 2, "ง": 4}


def test_a_missing_total_is_not_zero_and_has_no_rank() -> None:
    broken = District("ค", "c.ita", problem=InputError("เสีย"))
    found = city(district("ก", year(total="0")), district("ข", year(total=None)), broken)
    table = table_of_year(found, 2567, TODAY)
    assert [row.rank for row in table.rows] == [1, None, None]
    assert [row.total for row in table.rows] == [D(0), None, None]
    assert table.total is not None
    assert (table.total.known, table.total.mean) == (1, D("0.00"))
    assert table.levels == {"ผ่าน": 1, "": 1}


def test_a_total_of_which_a_part_is_unknown_is_shown_without_a_rank() -> None:
    found = city(district("ก", year(total="99", known="40")), district("ข", year(total="60")))
    rows = table_of_year(found, 2567, TODAY).rows
    assert [(row.total, row.rank) for row in rows] == [(D(99), None), (D(60), 1)]


def test_only_official_totals_are_ranked_if_asked() -> None:
    found = city(
        district("ก", year(total="99", source="computed")), district("ข", year(total="60"))
    )
    assert [row.rank for row in table_of_year(found, 2567, TODAY).rows] == [1, 2]
    official = table_of_year(found, 2567, TODAY, official_only=True)
    assert [row.rank for row in official.rows] == [None, 1]


def test_the_change_is_that_on_the_fiscal_year_before() -> None:
    found = district("ก", year(2565, "70"), year(2566, "80"), year(2567, "90.5"))
    assert change_of(found, 2567) == D("10.5")
    gap = district("ก", year(2565, "70"), year(2567, "90.5"))
    assert change_of(gap, 2567) is None


def test_items_are_late_on_the_day_and_not_after_the_year() -> None:
    late = (("O1", date(2024, 2, 1)), ("O2", date(2024, 4, 1)))
    found = city(district("ก", year(late=late)))
    assert table_of_year(found, 2567, TODAY).rows[0].late == ("O1",)
    assert table_of_year(found, 2567, date(2024, 10, 1)).rows[0].late == ()


def test_the_place_of_a_district_is_among_those_of_its_framework() -> None:
    found = city(
        district("ก", year(total="90", scores={"O1": "100", "O2": "0"})),
        district("ข", year(total="80", scores={"O1": "50"})),
        district("ค", year(total="70", scores={"O1": "100"}, outline=OLDER)),
    )
    standing = standing_of(found, found.districts[0], 2567)
    assert standing is not None
    assert (standing.rank, standing.of, standing.percentile) == (1, 3, D("83.33"))
    assert standing.compared == 2
    parts = {part.code: part for part in standing.parts}
    assert parts["O1"].rank == 1
    assert parts["O1"].spread is not None
    assert (parts["O1"].spread.known, parts["O1"].spread.mean) == (2, D("75.00"))
    assert parts["O2"].spread is not None
    assert (parts["O2"].score, parts["O2"].spread.known) == (D(0), 1)
    assert parts["9"].spread is None
    assert not any(part.is_below_median for part in parts.values())
    other = standing_of(found, found.districts[1], 2567)
    assert other is not None
    assert [part.code for part in other.parts if part.is_below_median] == ["O1"]
    assert standing_of(found, found.districts[0], 2566) is None


_CENTS = st.integers(0, 100_00).map(lambda cents: Decimal(cents) / 100)
_SCORES = st.lists(_CENTS, min_size=1, max_size=30)


@given(_SCORES)
def test_ranks_count_the_better_ones_and_percentiles_meet_in_the_middle(
    scores: list[Decimal],
) -> None:
    scale = ScoreRanking(scores)
    for score in scores:
        assert scale.rank(score) == 1 + sum(other > score for other in scores)
    mean = sum((scale.percentile(score) or D(0) for score in scores), D(0)) / len(scores)
    assert abs(mean - 50) < D("0.01")


@given(_SCORES)
def test_quartiles_lie_in_order_between_the_ends(scores: list[Decimal]) -> None:
    spread = ScoreRanking([*scores, None]).spread
    assert spread is not None
    ends = (spread.least, spread.lower, spread.median, spread.upper, spread.most)
    assert list(ends) == sorted(ends)
    assert (spread.least, spread.most, spread.known) == (min(scores), max(scores), len(scores))
    assert spread.full == scores.count(D(100))


def test_a_score_of_which_a_part_is_unknown_is_shown_without_a_rank() -> None:
    partly = year(total="99", scores={"9": "100", "O1": "100"}, known="40", partial=("9",))
    found = city(district("ก", partly), district("ข", year(scores={"9": "60"})))
    for number, score, rank in ((0, D(100), None), (1, D(60), 1)):
        standing = standing_of(found, found.districts[number], 2567)
        assert standing is not None
        part = next(one for one in standing.parts if one.code == "9")
        assert part.spread is not None
        assert (part.score, part.rank, part.spread.mean) == (score, rank, D("60.00"))
        assert not part.is_below_median


def test_the_mean_of_an_instrument_leaves_out_what_is_partly_known() -> None:
    partly = year(scores={"OIT": "100"}, partial=("OIT",))
    found = city(district("ก", partly), district("ข", year(scores={"OIT": "60"})))
    assert table_of_year(found, 2567, TODAY).instruments["OIT"].mean == D("60.00")
