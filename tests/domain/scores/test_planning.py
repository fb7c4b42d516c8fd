"""The plan to a better level is the one that trying out everything finds."""

from collections.abc import Mapping
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
from ita_desktop.domain.scores.planning import OitSet, plan
from ita_desktop.domain.scores.scoring import ScoreTree, round_score, score_tree, what_if
from ita_desktop.frameworks import load
from tests.support.cost import examples

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
    printed = draw(st.dictionaries(st.sampled_from(["6", "9", "9.1", "OIT"]), figures, max_size=2))
    return framework, score_tree(framework, scores | printed, {}), level


def reaches(framework: Framework, tree: ScoreTree, level: Level) -> bool:
    """Whether the level's conditions hold, told without the planner."""
    assert tree.total.value is not None
    values = [node.value for node in tree.instruments if node.value is not None]
    return tree.total.value >= level.total_min and all(
        level.each_instrument_min is None or value >= level.each_instrument_min for value in values
    )


def expanded(oit_set: OitSet) -> set[frozenset[str]]:
    ways = [combinations(pick.items, pick.take) for pick in oit_set.picks]
    return {frozenset(code for part in chosen for code in part) for chosen in product(*ways)}


def total_of(tree: ScoreTree, figures: dict[str, Decimal]) -> Decimal:
    """The total of instruments with these figures, told without the planner."""
    parts = (figures[node.code] * (node.weight or D(0)) for node in tree.instruments)
    return round_score(sum(parts, D(0)) / 100)


def common_figure(tree: ScoreTree, level: Level) -> Decimal | None:
    """The least figure with which all instruments do together what none can do alone."""
    least = level.each_instrument_min or D(0)
    now = {node.code: max(node.value or D(0), least) for node in tree.instruments}
    if any(total_of(tree, now | {code: FULL}) >= level.total_min for code in now):
        return None
    return next(
        figure
        for figure in (D(number) / 100 for number in range(10001))
        if figure >= least
        and total_of(tree, {code: max(value, figure) for code, value in now.items()})
        >= level.total_min
    )


def with_surveys_done(framework: Framework, tree: ScoreTree, level: Level) -> ScoreTree:
    """The tree with every other instrument doing its part."""
    floor = level.each_instrument_min or D(0)
    surveys = {
        node.code: max(node.value, floor)
        for node in tree.instruments
        if node.code != "OIT" and node.value is not None
    }
    below = {node.code: node.official for node in tree.nodes.values() if node.code[0] in "O9"}
    known = {code: value for code, value in below.items() if value is not None}
    return score_tree(framework, surveys | known, {})


@given(small())
@settings(max_examples=examples(150))
def test_the_smallest_sets_of_disclosure_items_are_those_that_trying_all_finds(
    given_year: tuple[Framework, ScoreTree, Level],
) -> None:
    framework, tree, level = given_year
    found = plan(framework, tree, level)
    part = next(part for part in found.parts if part.code == "OIT")
    base, common = with_surveys_done(framework, tree, level), common_figure(tree, level)

    def suffices(codes: tuple[str, ...]) -> bool:
        met = what_if(framework, base, dict.fromkeys(codes, FULL)) if codes else base
        value = met.nodes["OIT"].value
        assert value is not None
        return value >= common if common is not None else reaches(framework, met, level)

    unmet = [
        item.code
        for item in framework.items_of("OIT")
        if (tree.nodes[item.code].value or D(0)) < FULL
    ]
    smallest: set[frozenset[str]] = set()
    for size in range(len(unmet) + 1):
        smallest = {frozenset(codes) for codes in combinations(unmet, size) if suffices(codes)}
        if smallest:
            break

    named = set().union(*map(expanded, part.sets)) if part.sets else set()
    assert named == (smallest if smallest != {frozenset()} else set())


@given(small())
@settings(max_examples=examples(150))
def test_what_every_instrument_has_to_reach_is_told_and_is_enough(
    given_year: tuple[Framework, ScoreTree, Level],
) -> None:
    framework, tree, level = given_year
    found = plan(framework, tree, level)
    now = {part.code: part.has for part in found.parts if part.has is not None}
    least, common = level.each_instrument_min or D(0), common_figure(tree, level)
    lifted = {code: max(value, least) for code, value in now.items()}
    if common is not None:
        assert {part.needs for part in found.parts} == {common}
        return
    for part in found.parts:
        if total_of(tree, lifted | {part.code: FULL}) < level.total_min:
            assert part.needs is None
            continue
        assert part.needs is not None
        assert total_of(tree, lifted | {part.code: part.needs}) >= level.total_min
        assert part.needs >= least
        if part.needs > least:
            less = lifted | {part.code: part.needs - D("0.01")}
            assert total_of(tree, less) < level.total_min


@given(small())
@settings(max_examples=examples(150))
def test_each_way_that_is_named_reaches_the_level_by_itself_and_no_less_would(
    given_year: tuple[Framework, ScoreTree, Level],
) -> None:
    framework, tree, level = given_year
    found = plan(framework, tree, level)
    now = {part.code: part.has for part in found.parts if part.has is not None}

    def done(way: Mapping[str, Decimal]) -> bool:
        return reaches(framework, score_tree(framework, now | dict(way), {}), level)

    assert found.ways or done({}) or not done(dict.fromkeys(now, FULL))
    for way in found.ways:
        assert done(way)
        for code, figure in way.items():
            assert figure > now[code]
            # A figure common to all is the least of all together, not of each by itself.
            assert found.together_to or not done({**way, code: figure - D("0.01")})
    assert found.one_suffices is (bool(found.ways) and {len(way) for way in found.ways} == {1})
    if found.ways:
        assert {part.code for part in found.cheapest} == set(found.ways[0])


@given(small())
@settings(max_examples=examples(150))
def test_what_is_asked_of_survey_items_suffices_and_a_hundredth_less_does_not(
    given_year: tuple[Framework, ScoreTree, Level],
) -> None:
    framework, tree, level = given_year
    part = next(part for part in plan(framework, tree, level).parts if part.code == "EIT")
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
@settings(max_examples=examples(100))
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

    assert [(condition.subject, condition.missing) for condition in found.open] == [
        ("EIT", D("2.62"))
    ]
    assert found.beyond_oit == found.open, "no disclosure helps"
    eit = found.parts[1]
    assert (eit.needs, eit.missing) == (D(95), D("2.62"))
    assert eit.together is not None
    assert set(eit.together.items) == {"E4", "E5", "E6"}
    assert eit.together.to == D("94.87")
    assert [rise.code for rise in eit.rises][:2] == ["E6", "E4"]
    assert {rise.per_point for rise in eit.rises} == {D("0.05")}
    assert all(rise.alone is None for rise in eit.rises), "none can do it alone"


def test_half_done_disclosure_is_told_the_fewest_items_and_which_may_be_chosen() -> None:
    framework = load(2567)
    done = ("O1", "O2", "O6", "O7", "O8", "O11", "O16", "O18", "O20")
    marks = {item.code: D(0) for item in framework.items_of("OIT")} | dict.fromkeys(done, FULL)
    tree = score_tree(framework, SURVEYS, marks)

    found = plan(framework, tree, framework.levels.levels[1])

    oit = found.parts[2]
    assert (oit.has, oit.needs) == (D(40), D(85))
    (fewest,) = oit.sets
    assert [(pick.take, " ".join(pick.items)) for pick in fewest.picks] == [
        *((2, "O19 O21"), (1, "O22"), (2, "O3 O4"), (3, "O13 O14 O15"), (1, "O17"))
    ]
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
    assert {set_.size for set_ in oit.sets} == {sum(p.take for p in oit.sets[0].picks)}


def test_a_level_that_no_instrument_reaches_alone_is_planned_for_all_together() -> None:
    framework = load(2564)
    figures = {item.code: D(70) for item in framework.items if item.code[0] != "O"}
    marks = {item.code: D(0) for item in framework.items_of("OIT")} | {"O1": FULL}

    found = plan(framework, score_tree(framework, figures, marks), framework.levels.levels[1])

    iit, eit, oit = found.parts
    assert {part.needs for part in found.parts} == {D("85.00")}
    assert not found.one_suffices
    assert iit.together is not None
    assert eit.together is not None
    assert (iit.together.to, eit.together.to) == (D(85), D(85))
    assert oit.sets


def test_indicators_rise_where_their_items_are_not_known() -> None:
    framework = load(2567)
    printed = {"1": 99, "2": 98, "3": 98, "4": 99, "5": 99, "6": 95, "7": 89, "8": 90, "OIT": 100}
    tree = score_tree(framework, {code: D(value) for code, value in printed.items()}, {})

    eit = plan(framework, tree, framework.levels.levels[0]).parts[1]

    texts = [(rise.code, rise.has, rise.per_point) for rise in eit.rises]
    assert texts == [("6", D(95), D("0.15")), ("8", D(90), D("0.1")), ("7", D(89), D("0.05"))]
    assert eit.together is not None
    assert set(eit.together.items) == {"7", "8"}
    after = what_if(framework, tree, dict.fromkeys(eit.together.items, eit.together.to))
    assert after.nodes["EIT"].value == D(95)


def test_items_are_not_named_where_only_the_figure_of_the_whole_is_known() -> None:
    framework = load(2567)
    tree = score_tree(framework, {"IIT": D(98), "EIT": D(96), "OIT": D("87.50")}, {})

    oit = plan(framework, tree, framework.levels.levels[0]).parts[2]

    assert (oit.has, oit.needs, oit.sets) == (D("87.50"), D(95), ())


def test_an_instrument_that_just_has_what_it_needs_is_asked_nothing() -> None:
    framework = load(2567)
    marks = {"I": D(94), "E": D(95), "O": FULL}
    figures = {item.code: marks[item.code[0]] for item in framework.items}

    iit, eit, _ = plan(
        framework, score_tree(framework, figures, {}), framework.levels.levels[0]
    ).parts

    assert (iit.needs, eit.needs, eit.has) == (D(95), D(95), D(95))
    assert iit.rises
    assert (eit.rises, eit.together) == ((), None)
