"""Levels of both systems, and what keeps a score from a better one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.framework import Level, LevelSet
from ita_desktop.domain.scores.levels import above_shown, level_of, printed_level
from ita_desktop.domain.scores.results import level_alone

D = Decimal

NAMES = LevelSet(
    "names",
    "ระดับผลการประเมิน",
    (
        Level("passes_excellently", "ผ่านดีเยี่ยม", D(95), D(95)),
        Level("passes_well", "ผ่านดี", D(85), D(85)),
        Level("passes", "ผ่าน", D(85)),
        Level("improve", "ต้องปรับปรุง", D(70)),
        Level("improve_urgently", "ต้องปรับปรุงโดยด่วน", D(0)),
    ),
)
LETTERS = LevelSet(
    "letters",
    "AA-F",
    tuple(
        Level(name, name, D(minimum))
        for name, minimum in {"AA": 95, "A": 85, "B": 75, "C": 65, "D": 55, "E": 50, "F": 0}.items()
    ),
)


def scores(iit: str, eit: str, oit: str) -> dict[str, Decimal]:
    return {"IIT": D(iit), "EIT": D(eit), "OIT": D(oit)}


def test_one_instrument_below_95_keeps_a_high_total_from_the_best_level() -> None:
    result = level_of(NAMES, D("97.38"), scores("98.88", "92.38", "100.00"))

    assert result.level is not None
    assert result.level.name == "ผ่านดี"
    assert result.next_level is not None
    assert result.next_level.name == "ผ่านดีเยี่ยม"
    (block,) = result.blocked_by
    assert (block.level.name, block.rule) == ("ผ่านดีเยี่ยม", "EIT >= 95")
    assert (block.needs, block.has, block.missing) == (D(95), D("92.38"), D("2.62"))


def test_every_failing_condition_of_every_better_level_is_told_nearest_level_first() -> None:
    result = level_of(NAMES, D("83.39"), scores("94.70", "88.25", "71.25"))

    assert result.level is not None
    assert result.level.name == "ต้องปรับปรุง"
    assert [
        (condition.level.name, condition.rule, condition.missing) for condition in result.blocked_by
    ] == [
        ("ผ่าน", "ITA >= 85", D("1.61")),
        ("ผ่านดี", "ITA >= 85", D("1.61")),
        ("ผ่านดี", "OIT >= 85", D("13.75")),
        ("ผ่านดีเยี่ยม", "ITA >= 95", D("11.61")),
        ("ผ่านดีเยี่ยม", "IIT >= 95", D("0.30")),
        ("ผ่านดีเยี่ยม", "EIT >= 95", D("6.75")),
        ("ผ่านดีเยี่ยม", "OIT >= 95", D("23.75")),
    ]
    assert [condition.rule for condition in result.blocks_next] == ["ITA >= 85"]


def test_a_total_of_85_with_a_weak_instrument_passes_but_not_well() -> None:
    result = level_of(NAMES, D("85.00"), scores("90", "90", "84.99"))

    assert result.level is not None
    assert result.level.name == "ผ่าน"
    assert [condition.rule for condition in result.blocks_next] == ["OIT >= 85"]


@pytest.mark.parametrize(
    ("total", "level"),
    [
        ("100", "AA"), ("95.00", "AA"), ("94.99", "A"), ("85.00", "A"), ("84.99", "B"),
        ("79.74", "B"), ("75", "B"), ("74.99", "C"), ("65", "C"), ("55", "D"), ("54.99", "E"),
        ("50", "E"), ("49.99", "F"), ("0", "F"),
    ],
)  # fmt: skip
def test_letters_follow_the_total_alone(total: str, level: str) -> None:
    result = level_of(LETTERS, D(total), {"IIT": None, "EIT": None, "OIT": None})

    assert result.level is not None
    assert result.level.code == level


def test_the_best_level_has_no_next_one_and_nothing_blocks_it() -> None:
    result = level_of(NAMES, D("95.00"), scores("95", "95", "95"))

    assert result.level is not None
    assert result.level.code == "passes_excellently"
    assert result.next_level is None
    assert result.blocked_by == ()
    assert (result.is_best, result.aim) == (True, result.level)


def test_the_next_better_level_is_what_to_work_for() -> None:
    result = level_of(NAMES, D("94.99"), scores("95", "95", "95"))

    assert result.aim is not None
    assert (result.is_best, result.aim.code) == (False, "passes_excellently")


def test_without_a_total_there_is_no_level() -> None:
    result = level_of(NAMES, None, {"IIT": D(90), "EIT": None, "OIT": None})

    assert result.level is None
    assert result.blocked_by == ()
    assert (result.is_best, result.aim) == (False, None)


@pytest.mark.parametrize(
    ("name", "better", "rules"),
    [
        ("ผ่านดีเยี่ยม", None, []),
        ("ผ่านดี", "ผ่านดีเยี่ยม", ["EIT >= 95"]),
        ("ผ่าน", "ผ่านดี", []),
        ("ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง", []),
    ],
)
def test_a_printed_level_holds_whatever_the_scores_and_is_told_what_blocks_the_next(
    name: str, better: str | None, rules: list[str]
) -> None:
    result = printed_level(NAMES, name, D("97.38"), scores("98.88", "92.38", "100.00"))

    assert result is not None
    assert result.level is not None
    assert result.level.name == name
    assert (result.next_level.name if result.next_level else None) == better
    assert [condition.rule for condition in result.blocked_by] == rules


def test_a_printed_level_that_the_set_does_not_know_is_none() -> None:
    assert printed_level(NAMES, "ดีมาก", D(90), scores("90", "90", "90")) is None


@pytest.mark.parametrize(
    ("total", "eit", "code"),
    [
        ("97.38", None, "passes_well"),
        ("97.38", "92.38", "passes_excellently"),
        ("97.38", "95", "passes_excellently"),
        ("60", None, "improve"),
        (None, None, None),
    ],
)
def test_the_level_above_the_certain_one_is_shown(
    total: str | None, eit: str | None, code: str | None
) -> None:
    """Whatever the missing scores are, a total of 97.38 passes at least."""
    instruments = {"IIT": D("98.88"), "EIT": D(eit) if eit else None, "OIT": D(100)}
    found = above_shown(NAMES, D(total) if total else None, instruments)
    assert (found.code if found else None) == code


def test_a_missing_instrument_that_decides_leaves_the_level_open() -> None:
    unknown = {"IIT": None, "EIT": D("92.38"), "OIT": None}

    assert level_of(NAMES, D("97.38"), unknown).level is None


def test_a_missing_instrument_that_cannot_matter_does_not_hide_the_level() -> None:
    result = level_of(NAMES, D("60.00"), {"IIT": None, "EIT": None, "OIT": None})

    assert result.level is not None
    assert result.level.code == "improve_urgently"


def test_a_score_just_above_a_bound_of_odd_decimals_prints_the_bound_as_it_is() -> None:
    odd = LevelSet("odd", "", (Level("a", "ก", D("84.50")), Level("b", "ข", D(0))))

    assert [condition.rule for condition in level_of(odd, D("84.49"), {}).blocked_by] == [
        "ITA >= 84.5"
    ]


# -- whatever the scores

points = st.decimals(0, 100, places=2)
whatever = st.tuples(
    st.sampled_from([NAMES, LETTERS]),
    points,
    st.fixed_dictionaries({"IIT": points, "EIT": points, "OIT": points}),
)


def holds(level: Level, total: Decimal, instruments: dict[str, Decimal]) -> bool:
    """Whether the conditions of a level hold, told without what is tested."""
    least = level.each_instrument_min
    return total >= level.total_min and (least is None or min(instruments.values()) >= least)


@given(whatever)
def test_the_level_is_the_best_whose_conditions_all_hold(
    given_scores: tuple[LevelSet, Decimal, dict[str, Decimal]],
) -> None:
    levels, total, instruments = given_scores
    found = level_of(levels, total, instruments)

    best = next(level for level in levels.levels if holds(level, total, instruments))
    assert found.level is best
    better = levels.levels[: levels.levels.index(best)]
    assert found.next_level is (better[-1] if better else None)
    assert {block.level for block in found.blocked_by} == set(better)


@given(whatever)
def test_what_blocks_a_level_is_each_condition_that_fails_with_what_it_lacks(
    given_scores: tuple[LevelSet, Decimal, dict[str, Decimal]],
) -> None:
    levels, total, instruments = given_scores
    figures = {"ITA": total, **instruments}
    for block in level_of(levels, total, instruments).blocked_by:
        assert block.has == figures[block.subject]
        assert block.missing is not None
        assert block.missing == block.needs - figures[block.subject] > 0
        # With all that it lacks a level is reached.
        raised = {
            condition.subject: condition.needs
            for condition in level_of(levels, total, instruments).blocked_by
            if condition.level is block.level
        }
        after = {**figures, **raised}
        assert holds(block.level, after.pop("ITA"), after)


@given(whatever, st.sampled_from(["ITA", "IIT", "EIT", "OIT"]), points)
def test_more_points_never_lower_the_level(
    given_scores: tuple[LevelSet, Decimal, dict[str, Decimal]], subject: str, more: Decimal
) -> None:
    levels, total, instruments = given_scores
    order = list(levels.levels)
    before = level_of(levels, total, instruments).level
    raised = {"ITA": total, **instruments}
    raised[subject] = max(raised[subject], more)
    after = level_of(levels, raised.pop("ITA"), raised).level
    assert before is not None
    assert after is not None
    assert order.index(after) <= order.index(before)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("ผ่านดี", "ผ่านดี"),
        ("ระดับผ่านดี", "ผ่านดี"),
        ("ระดับ : “ผ่านดีเยี่ยม”", "ผ่านดีเยี่ยม"),
        ("รอยืนยันระดับผ่านดี", ""),
        ("", ""),
    ],
)
def test_a_level_is_one_with_its_word_and_in_quotation_marks(text: str, level: str) -> None:
    assert level_alone(text) == level
