"""The plan to a better level is the one that trying out everything finds."""

from decimal import Decimal
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.framework import (
    Framework,
    Indicator,
    Instrument,
    Item,
    Level,
    LevelSet,
    Rule,
)
from ita_desktop.domain.planning import OitSet, Plan, plan
from ita_desktop.domain.scoring import ScoreTree, score_tree, what_if
from ita_desktop.frameworks import load

D = Decimal
FULL = D(100)

RESULT_2567 = {
    "I1": "99.30", "I2": "98.75", "I3": "99.52", "I4": "98.66", "I5": "97.54", "I6": "98.56",
    "I7": "98.34", "I8": "99.11", "I9": "99.11", "I10": "99.49", "I11": "99.23", "I12": "98.98",
    "E1": "93.45", "E2": "92.46", "E3": "99.45", "E4": "89.38", "E5": "90.29", "E6": "89.24",
}  # fmt: skip
SURVEYS = {code: D(score) for code, score in RESULT_2567.items()}


@st.composite
def small(draw: st.DrawFn) -> tuple[Framework, ScoreTree, Level]:
    """A framework of one survey and a few OIT items, figures for all, and a level."""
    rules = st.sampled_from(list(Rule))
    counts = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    weights = [draw(st.integers(1, 12)) for _ in counts]
    indicators = [Indicator("6", "EIT", "6"), Indicator("9", "OIT", "9", rule=draw(rules))]
    items = [Item(f"E{number}", "6", "") for number in range(1, draw(st.integers(2, 4)))]
    for number, (count, weight) in enumerate(zip(counts, weights, strict=True), 1):
        code = f"9.{number}"
        indicators.append(Indicator(code, "OIT", code, parent="9", weight=D(weight)))
        items += [Item(f"O{len(items)}{number}{at}", code, "") for at in range(count)]
    weight = draw(st.integers(10, 90))
    instruments = (
        Instrument("EIT", "EIT", "", D(100 - weight)),
        Instrument("OIT", "OIT", "", D(weight), draw(rules)),
    )
    least = draw(st.sampled_from([None, D(50), D("66.67"), D(95)]))
    level = Level("good", "ดี", draw(st.sampled_from([D(0), D("66.67"), D(85), D(95)])), least)
    levels = LevelSet("", "", (level, Level("rest", "อื่น", D(0))))
    framework = Framework("x", "", (2567,), instruments, tuple(indicators), tuple(items), levels)
    marks = st.sampled_from([D(0), D(0), D(50), FULL])
    figures = st.decimals(0, 100, places=2)
    scores = {item.code: draw(marks if item.code[0] == "O" else figures) for item in items}
    return framework, score_tree(framework, scores, {}), level


def reaches(framework: Framework, tree: ScoreTree, level: Level) -> bool:
    """Whether the level's conditions hold, told without the planner."""
    assert tree.total.value is not None
    values = [node.value for node in tree.instruments if node.value is not None]
    return tree.total.value >= level.total_min and all(
        level.each_instrument_min is None or value >= level.each_instrument_min for value in values
    )


def expanded(one: OitSet) -> set[frozenset[str]]:
    ways = [combinations(pick.items, pick.take) for pick in one.picks]
    return {frozenset(code for part in chosen for code in part) for chosen in product(*ways)}


def with_surveys_done(framework: Framework, tree: ScoreTree, found: Plan) -> ScoreTree:
    """The tree with every other instrument as high as the level asks of each."""
    least = found.target.each_instrument_min or D(0)
    lifted = {
        item.code: FULL
        for node in tree.instruments
        if node.code != "OIT" and node.value is not None and node.value < least
        for item in framework.items_of(node.code)
    }
    assert not lifted or least
    figures = {
        node.code: max(node.value, least)
        for node in tree.instruments
        if node.code != "OIT" and node.value is not None
    }
    items = {item.code: tree.nodes[item.code].value for item in framework.items_of("OIT")}
    known = {code: value for code, value in items.items() if value is not None}
    return score_tree(framework, figures | known, {})


@given(small())
@settings(max_examples=150, deadline=None)
def test_the_smallest_sets_of_disclosure_items_are_those_that_trying_all_finds(
    given_year: tuple[Framework, ScoreTree, Level],
) -> None:
    framework, tree, level = given_year
    found = plan(framework, tree, level)
    part = next(one for one in found.parts if one.code == "OIT")
    base = with_surveys_done(framework, tree, found)
    unmet = [
        item.code
        for item in framework.items_of("OIT")
        if (tree.nodes[item.code].value or D(0)) < FULL
    ]
    smallest: set[frozenset[str]] = set()
    for size in range(len(unmet) + 1):
        smallest = {
            frozenset(codes)
            for codes in combinations(unmet, size)
            if reaches(framework, what_if(framework, base, dict.fromkeys(codes, FULL)), level)
        }
        if smallest:
            break

    named = set().union(*map(expanded, part.sets)) if part.sets else set()
    assert named == (smallest if smallest != {frozenset()} else set())


@given(small())
@settings(max_examples=150, deadline=None)
def test_what_is_asked_of_survey_items_suffices_and_a_hundredth_less_does_not(
    given_year: tuple[Framework, ScoreTree, Level],
) -> None:
    framework, tree, level = given_year
    part = next(one for one in plan(framework, tree, level).parts if one.code == "EIT")
    if part.needs is None:
        return

    def eit(scores: dict[str, Decimal]) -> Decimal:
        value = what_if(framework, tree, scores).nodes["EIT"].value
        assert value is not None
        return value

    for rise in part.rises:
        if rise.alone is None:
            assert eit({rise.code: FULL}) < part.needs
            continue
        assert eit({rise.code: rise.alone}) >= part.needs
        assert rise.alone == rise.has or eit({rise.code: rise.alone - D("0.01")}) < part.needs
    if part.together is not None:
        codes, to = part.together
        assert eit(dict.fromkeys(codes, to)) >= part.needs
        highest = max(tree.nodes[code].value or D(0) for code in codes)
        assert to == highest or eit(dict.fromkeys(codes, to - D("0.01"))) < part.needs


@given(small())
@settings(max_examples=100, deadline=None)
def test_a_level_is_reached_exactly_where_nothing_is_open(
    given_year: tuple[Framework, ScoreTree, Level],
) -> None:
    framework, tree, level = given_year
    found = plan(framework, tree, level)

    assert found.reached is reaches(framework, tree, level)
    best = {item.code: FULL for item in framework.items_of("OIT")}
    assert (not found.beyond_oit) is (
        found.reached or reaches(framework, what_if(framework, tree, best), level)
    )


def test_the_result_of_2567_lacks_the_three_lowest_items_of_the_outside_survey() -> None:
    framework = load(2567)
    disclosure = {item.code: FULL for item in framework.items_of("OIT")}
    tree = score_tree(framework, SURVEYS | disclosure, {})

    found = plan(framework, tree, framework.levels.levels[0])

    assert [(one.subject, one.missing) for one in found.open] == [("EIT", D("2.62"))]
    assert found.beyond_oit == found.open, "no disclosure helps"
    eit = found.parts[1]
    assert (eit.needs, eit.missing) == (D(95), D("2.62"))
    assert eit.together is not None
    assert set(eit.together.items) == {"E4", "E5", "E6"}
    assert eit.together.to == D("94.87")
    assert [one.code for one in eit.rises][:2] == ["E6", "E4"]
    assert {one.per_point for one in eit.rises} == {D("0.05")}
    assert all(one.alone is None for one in eit.rises), "none can do it alone"


def test_half_done_disclosure_is_told_the_fewest_items_and_which_may_be_chosen() -> None:
    framework = load(2567)
    done = ("O1", "O2", "O6", "O7", "O8", "O11", "O16", "O18", "O20")
    marks = {item.code: D(0) for item in framework.items_of("OIT")} | dict.fromkeys(done, FULL)
    tree = score_tree(framework, SURVEYS, marks)

    found = plan(framework, tree, framework.levels.levels[1])

    oit = found.parts[2]
    assert (oit.has, oit.needs) == (D(40), D(85))
    assert [one.size for one in oit.sets] == [9]
    assert not found.beyond_oit


def test_a_survey_without_figures_leaves_the_rest_of_the_plan_standing() -> None:
    framework = load(2567)
    marks = {item.code: D(0) for item in framework.items_of("OIT")}
    found = plan(framework, score_tree(framework, {}, marks), framework.levels.levels[0])

    iit, eit, oit = found.parts
    assert (iit.has, iit.missing, eit.rises) == (None, None, ())
    assert oit.needs == D(95)
    assert oit.sets
    assert not found.reached


def test_a_year_of_43_items_is_planned_without_naming_every_way() -> None:
    framework = load(2564)
    surveys = {item.code: D(96) for item in framework.items if item.code[0] != "O"}
    marks = {item.code: D(0) for item in framework.items_of("OIT")}
    found = plan(framework, score_tree(framework, surveys, marks), framework.levels.levels[1])

    oit = found.parts[2]
    assert oit.needs == D("68.49")
    assert len(oit.sets) >= 1
    assert {one.size for one in oit.sets} == {sum(p.take for p in oit.sets[0].picks)}
