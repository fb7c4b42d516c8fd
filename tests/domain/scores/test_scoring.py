"""Scores follow from item figures exactly as the printed result reports have them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.domain.framework import (
    Framework,
    Indicator,
    Instrument,
    Item,
    Level,
    LevelSet,
    NodeKind,
    Rule,
)
from ita_desktop.domain.scores.scoring import (
    ScoreTree,
    round_score,
    score_gain,
    score_tree,
    what_if,
)
from tests.support.places import FIXTURES

D = Decimal
RESULTS = json.loads(
    (FIXTURES / "results_2567.json").read_text(encoding="utf-8"),
    parse_float=Decimal,
)

NAMES = LevelSet(
    "names",
    "",
    (
        Level("passes_excellently", "ผ่านดีเยี่ยม", D(95), D(95)),
        Level("passes_well", "ผ่านดี", D(85), D(85)),
        Level("passes", "ผ่าน", D(85)),
        Level("improve", "ต้องปรับปรุง", D(70)),
        Level("improve_urgently", "ต้องปรับปรุงโดยด่วน", D(0)),
    ),
)
SURVEYS = {"IIT": {"1": 3, "2": 3, "3": 3, "4": 1, "5": 2}, "EIT": {"6": 3, "7": 1, "8": 2}}
DISCLOSURE = {
    "9": {"9.1": (4, 8), "9.2": (8, 12), "9.3": (3, 6), "9.4": (1, 2), "9.5": (1, 2)},
    "10": {"10.1": (4, 8), "10.2": (1, 2)},
}


def framework_2567(
    *,
    oit_weights: bool = True,
    instrument_weights: tuple[int, int, int] = (30, 30, 40),
    items_backwards: bool = False,
) -> Framework:
    """The shape of 2567, with weights as asked for."""
    rules = (Rule.MEAN_OF_ITEMS, Rule.MEAN_OF_ITEMS, Rule.WEIGHTED)
    instruments = tuple(
        Instrument(code, code, code, D(weight), rule)
        for code, weight, rule in zip(("IIT", "EIT", "OIT"), instrument_weights, rules, strict=True)
    )
    indicators: list[Indicator] = []
    items: list[Item] = []
    for instrument, parts in SURVEYS.items():
        number = 0
        for code, count in parts.items():
            indicators.append(Indicator(code, instrument, code))
            for _ in range(count):
                number += 1
                items.append(Item(f"{instrument[0]}{number}", code, "ข้อ"))
    number = 0
    for parent, subs in DISCLOSURE.items():
        indicators.append(Indicator(parent, "OIT", parent, rule=Rule.WEIGHTED))
        for code, (count, weight) in subs.items():
            points = D(weight) if oit_weights else None
            indicators.append(Indicator(code, "OIT", code, parent=parent, weight=points))
            for _ in range(count):
                number += 1
                items.append(Item(f"O{number}", code, "ข้อ"))
    ordered = tuple(reversed(items)) if items_backwards else tuple(items)
    return Framework("2567", "", (2567,), instruments, tuple(indicators), ordered, NAMES)


FRAMEWORK = framework_2567()
ITEMS = tuple(item.code for item in FRAMEWORK.items)
NODES = tuple(place.code for place in FRAMEWORK.outline)


def values(tree: ScoreTree) -> dict[str, Decimal | None]:
    return {code: node.value for code, node in tree.nodes.items()}


def items_of(instrument: str, score: str) -> dict[str, Decimal]:
    return {code: D(score) for code in ITEMS if code[0] == instrument[0]}


PRINTED_ITEMS = {item["code"]: D(item["score"]) for item in RESULTS["items"]}


def test_an_instrument_may_be_the_mean_of_its_indicators_however_many_items_they_have() -> None:
    framework = replace(
        FRAMEWORK,
        instruments=tuple(
            replace(instrument, rule=Rule.MEAN_OF_PARTS) for instrument in FRAMEWORK.instruments
        ),
    )
    scores = {code: D(90) for code in ITEMS if code[0] == "I"} | {"I10": D(40)}

    tree = score_tree(framework, scores, {})

    assert tree.nodes["4"].value == D(40), "one item is all of indicator 4"
    assert tree.nodes["IIT"].value == D(80)
    assert score_tree(FRAMEWORK, scores, {}).nodes["IIT"].value == D("85.83")


def test_a_mean_of_indicators_says_how_much_of_it_is_known() -> None:
    framework = replace(
        FRAMEWORK,
        instruments=tuple(
            replace(instrument, rule=Rule.MEAN_OF_PARTS) for instrument in FRAMEWORK.instruments
        ),
    )

    tree = score_tree(framework, {"1": D(90), "2": D(80)}, {})

    iit = tree.nodes["IIT"]
    assert (iit.value, iit.known, iit.low, iit.high) == (D(85), D(40), D(34), D(94))


class TestThePrintedResultOf2567:
    def test_every_indicator_comes_out_as_printed(self) -> None:
        tree = score_tree(FRAMEWORK, PRINTED_ITEMS, {})

        printed = {result["code"]: D(result["score"]) for result in RESULTS["indicators"]}
        assert {code: tree.nodes[code].computed for code in printed} == printed

    def test_instruments_are_means_of_items_and_the_total_and_level_are_as_printed(self) -> None:
        tree = score_tree(FRAMEWORK, PRINTED_ITEMS, {})

        assert [node.value for node in tree.instruments] == [D("98.88"), D("92.38"), D(100)]
        assert [node.weighted for node in tree.instruments] == [D("29.66"), D("27.71"), D(40)]
        assert tree.total.value == RESULTS["totals"]["ita_score"] == D("97.38")
        assert tree.level.level is not None
        assert tree.level.level.name == RESULTS["totals"]["level"] == "ผ่านดี"
        assert [(condition.rule, condition.missing) for condition in tree.level.blocked_by] == [
            ("EIT >= 95", D("2.62"))
        ]

    def test_the_same_figures_as_self_assessment_give_the_same_scores(self) -> None:
        official = score_tree(FRAMEWORK, PRINTED_ITEMS, {})
        own = score_tree(FRAMEWORK, {}, PRINTED_ITEMS)

        assert values(own) == values(official)
        assert own.total.source == official.total.source == "computed"


def test_the_second_printed_case_of_2567_comes_out_from_its_sub_indicators() -> None:
    marks = {code: D(100) for code in ITEMS if code[0] == "O"}
    marks |= {"O5": D(0), "O15": D(0), "O19": D(0), "O20": D(0), "O21": D(0), "O22": D(0)}
    surveys = {"IIT": D("94.70"), "EIT": D("88.25")}

    tree = score_tree(FRAMEWORK, {**marks, **surveys}, {})

    printed = {"9.2": "87.50", "9.3": "66.67", "9": "88.33", "10.1": "25.00", "10": "20.00"}
    assert {code: str(tree.nodes[code].value) for code in printed} == printed
    assert tree.nodes["OIT"].value == D("71.25")
    assert [str(node.weighted) for node in tree.instruments] == ["28.41", "26.48", "28.50"]
    assert tree.total.value == D("83.39")
    assert tree.level.level is not None
    assert tree.level.level.name == "ต้องปรับปรุง"


class TestMissingScores:
    def test_nothing_known_gives_no_scores_and_the_widest_range(self) -> None:
        tree = score_tree(FRAMEWORK, {}, {})

        assert set(values(tree).values()) == {None}
        assert {(node.known, node.low, node.high) for node in tree.nodes.values()} == {
            (D(0), D(0), D(100))
        }
        assert tree.level.level is None

    def test_a_missing_item_is_not_a_zero(self) -> None:
        missing = score_tree(FRAMEWORK, {}, {"I1": D(90), "I2": D(80)})
        zero = score_tree(FRAMEWORK, {}, {"I1": D(90), "I2": D(80), "I3": D(0)})

        assert missing.nodes["1"].value == D(85)
        assert zero.nodes["1"].value == D("56.67")

    def test_a_partly_known_indicator_says_how_much_is_known_and_what_is_still_possible(
        self,
    ) -> None:
        node = score_tree(FRAMEWORK, {}, {"I1": D(90), "I2": D(80)}).nodes["1"]

        assert (node.known, node.low, node.high) == (D("66.67"), D("56.67"), D("90.00"))

    def test_the_total_waits_for_every_instrument_but_its_range_is_known(self) -> None:
        tree = score_tree(FRAMEWORK, {}, {**items_of("IIT", "90"), **items_of("EIT", "90")})

        assert tree.total.value is None
        assert (tree.total.known, tree.total.low, tree.total.high) == (D(60), D(54), D(94))
        assert tree.level.level is None

    def test_the_total_stands_on_partly_known_instruments_and_says_so(self) -> None:
        tree = score_tree(FRAMEWORK, {}, {"I1": D(90), "E1": D(90), "O1": D(90)})

        assert tree.total.value == D(90)
        assert tree.total.known < 20
        assert tree.total.low < tree.total.value < tree.total.high

    def test_scores_of_codes_that_the_framework_lacks_change_nothing(self) -> None:
        assert score_tree(FRAMEWORK, {"O99": D(1)}, {"I99": D(1)}) == score_tree(FRAMEWORK, {}, {})


class TestOfficialFigures:
    def test_an_official_figure_stands_beside_the_computed_one_with_the_difference(self) -> None:
        node = score_tree(FRAMEWORK, {"1": D("84.00")}, {"I1": D(90), "I2": D(80)}).nodes["1"]

        assert (node.official, node.computed, node.value) == (D(84), D(85), D(84))
        assert node.difference == D("-1.00")
        assert node.source == "official"

    def test_an_official_item_figure_beats_the_self_assessed_one(self) -> None:
        node = score_tree(FRAMEWORK, {"O1": D(0)}, {"O1": D(100)}).nodes["O1"]

        assert (node.official, node.computed, node.value) == (D(0), D(100), D(0))

    def test_a_score_from_official_and_own_figures_is_called_mixed(self) -> None:
        tree = score_tree(FRAMEWORK, {"I1": D(90)}, {"I2": D(80), "I4": D(70)})

        assert tree.nodes["1"].source == "mixed"
        assert tree.nodes["2"].source == "computed"
        assert tree.nodes["IIT"].source == "mixed"

    def test_official_indicators_stand_for_items_that_are_not_known(self) -> None:
        official = {"1": D("99.19"), "2": D("98.25"), "3": D("98.85"), "4": D("99.49")}

        tree = score_tree(FRAMEWORK, {**official, "5": D("99.11")}, {})

        assert tree.nodes["IIT"].value == D("98.88")
        assert tree.nodes["IIT"].known == D(100)

    def test_official_items_go_before_the_indicator_they_make(self) -> None:
        items = {"I1": D(90), "I2": D(90), "I3": D(90)}

        assert score_tree(FRAMEWORK, {**items, "1": D(10)}, {}).nodes["IIT"].value == D(90)
        assert score_tree(FRAMEWORK, {"1": D(10)}, items).nodes["IIT"].value == D(10)

    def test_official_sub_indicators_make_the_disclosure_score(self) -> None:
        subs = {"9.1": D(100), "9.2": D("87.50"), "9.3": D("66.67"), "9.4": D(100)}
        rest = {"9.5": D(100), "10.1": D(25), "10.2": D(0)}

        assert score_tree(FRAMEWORK, {**subs, **rest}, {}).nodes["OIT"].value == D("71.25")

    def test_official_indicators_9_and_10_make_the_disclosure_score_by_their_points(self) -> None:
        tree = score_tree(FRAMEWORK, {"9": D("88.33"), "10": D(20)}, {})

        assert tree.nodes["OIT"].value == D("71.25")

    def test_an_official_total_is_kept_and_its_level_follows(self) -> None:
        items = {**items_of("IIT", "90"), **items_of("EIT", "90"), **items_of("OIT", "100")}

        tree = score_tree(FRAMEWORK, {"ITA": D("84.99")}, items)

        assert tree.total.computed == D(94)
        assert tree.total.difference == D("-9.01")
        assert tree.level.level is not None
        assert tree.level.level.code == "improve"


class TestEditedWeights:
    def test_with_an_unknown_weight_disclosure_is_a_mean_of_items(self) -> None:
        unweighed = framework_2567(oit_weights=False)
        marks = {code: D(100) for code in ITEMS if code[0] == "O"} | {"O22": D(0)}

        tree = score_tree(unweighed, {}, marks)

        assert tree.nodes["10"].value == D(80)
        assert tree.nodes["OIT"].value == D("95.45")

    def test_other_instrument_weights_change_the_total(self) -> None:
        scores = {**items_of("IIT", "90"), **items_of("EIT", "80"), **items_of("OIT", "100")}

        tree = score_tree(framework_2567(instrument_weights=(50, 30, 20)), {}, scores)

        assert tree.total.value == D(89)

    def test_the_order_of_items_does_not_matter(self) -> None:
        scores = {code: D(number) for number, code in enumerate(ITEMS)}

        backwards = score_tree(framework_2567(items_backwards=True), {}, scores)

        assert values(backwards) == values(score_tree(FRAMEWORK, {}, scores))


class TestTheTree:
    def test_places_stand_in_printed_order_from_the_total_down(self) -> None:
        nodes = list(score_tree(FRAMEWORK, {}, {}).nodes)

        assert nodes[:6] == ["ITA", "IIT", "1", "I1", "I2", "I3"]
        assert nodes[nodes.index("OIT") :][:4] == ["OIT", "9", "9.1", "O1"]
        assert len(nodes) == 1 + 3 + 10 + 7 + 40

    def test_a_place_knows_what_lies_above_and_below_it(self) -> None:
        tree = score_tree(FRAMEWORK, {}, {})

        assert [node.code for node in tree.ancestors("O22")] == ["10.2", "10", "OIT", "ITA"]
        assert [node.code for node in tree.children("10")] == ["10.1", "10.2"]
        assert tree.nodes["10.2"].kind is NodeKind.SUB_INDICATOR
        assert [node.code for node in tree.indicators][:3] == ["1", "2", "3"]
        assert [node.code for node in tree.items] == list(ITEMS)


MARKS = {**items_of("OIT", "100"), "O5": D(0), "O22": D(0)}
SURVEY_SCORES = {**items_of("IIT", "90"), **items_of("EIT", "80")}


class TestWhatAnItemIsWorth:
    def test_an_unmet_item_is_worth_its_share_of_the_sub_indicator(self) -> None:
        tree = score_tree(FRAMEWORK, {}, {**SURVEY_SCORES, **MARKS})

        assert score_gain(FRAMEWORK, tree, "O5") == (D("3.75"), D("1.50"))
        assert score_gain(FRAMEWORK, tree, "O22") == (D("5.00"), D("2.00"))
        assert score_gain(FRAMEWORK, tree, "O1") == (D(0), D(0))

    def test_the_worth_is_what_the_scores_really_move_by(self) -> None:
        tree = score_tree(FRAMEWORK, {}, {**SURVEY_SCORES, **MARKS})

        after = what_if(FRAMEWORK, tree, {"O5": D(100)})

        gain = score_gain(FRAMEWORK, tree, "O5")
        assert after.nodes["OIT"].value - tree.nodes["OIT"].value == gain.instrument
        assert after.total.value - tree.total.value == gain.total

    def test_the_worth_does_not_hang_on_what_else_is_known(self) -> None:
        assert score_gain(FRAMEWORK, score_tree(FRAMEWORK, {}, {}), "O5") == (D("3.75"), D("1.50"))

    def test_an_official_score_above_does_not_hide_the_worth(self) -> None:
        official = {**MARKS, "9.2": D("87.50"), "9": D("95.00"), "OIT": D("91.25")}

        tree = score_tree(FRAMEWORK, official, SURVEY_SCORES)

        assert score_gain(FRAMEWORK, tree, "O5") == (D("3.75"), D("1.50"))
        assert what_if(FRAMEWORK, tree, {"O5": D(100)}).nodes["9"].value == D(100)

    def test_what_an_item_has_already_is_not_worth_anything_below_an_official_score(self) -> None:
        half = score_tree(FRAMEWORK, {**MARKS, "O5": D(50), "9": D("95.00")}, SURVEY_SCORES)

        assert score_gain(FRAMEWORK, half, "O1") == (D(0), D(0))
        assert score_gain(FRAMEWORK, half, "O5").instrument == D("1.87")


def test_half_a_hundredth_rounds_up_and_is_classified_as_rounded() -> None:
    assert round_score(D("84.995")) == D("85.00")
    assert round_score(D("84.9949999")) == D("84.99")

    halves = Framework(
        "x",
        "",
        (2567,),
        (Instrument("OIT", "", "", D(100)),),
        (Indicator("9", "OIT", ""),),
        (Item("O1", "9", ""), Item("O2", "9", "")),
        NAMES,
    )
    tree = score_tree(halves, {}, {"O1": D("84.99"), "O2": D("85.00")})

    assert tree.total.value == D("85.00")
    assert tree.level.level is not None
    assert tree.level.level.code == "passes_well"


published = st.integers(0, 10_000).map(lambda cents: D(cents) / 100)
some_scores = st.dictionaries(st.sampled_from(ITEMS), published)
any_figures = st.dictionaries(st.sampled_from(NODES), published, max_size=6)


@given(some_scores, any_figures)
def test_every_value_lies_between_its_lowest_and_highest(
    own: Mapping[str, Decimal], official: Mapping[str, Decimal]
) -> None:
    for node in score_tree(FRAMEWORK, official, own).nodes.values():
        assert 0 <= node.low <= node.high <= 100
        assert 0 <= node.known <= 100
        if node.value is not None:
            assert node.low <= node.value <= node.high
            assert node.value == node.value.quantize(D("0.01"), ROUND_HALF_UP)


@given(some_scores, any_figures, st.sampled_from(ITEMS), published, published)
def test_a_better_item_never_lowers_anything(
    own: dict[str, Decimal],
    official: Mapping[str, Decimal],
    item: str,
    figure: Decimal,
    other: Decimal,
) -> None:
    worse = score_tree(FRAMEWORK, official, {**own, item: min(figure, other)})
    better = score_tree(FRAMEWORK, official, {**own, item: max(figure, other)})

    for code, node in worse.nodes.items():
        after = better.nodes[code]
        assert node.low <= after.low
        assert node.high <= after.high
        assert (node.value is None) == (after.value is None)
        if node.value is not None and after.value is not None:
            assert node.value <= after.value


@given(some_scores, st.randoms(use_true_random=False))
def test_whatever_the_unknown_items_turn_out_to_be_the_result_lies_in_the_range(
    own: dict[str, Decimal], random
) -> None:
    partial = score_tree(FRAMEWORK, {}, own)
    rest = {code: D(random.randrange(10_001)) / 100 for code in ITEMS if code not in own}

    for code, node in score_tree(FRAMEWORK, {}, {**own, **rest}).nodes.items():
        assert partial.nodes[code].low <= node.value <= partial.nodes[code].high


@given(some_scores)
def test_a_node_is_fully_known_only_when_every_item_below_it_is(own: dict[str, Decimal]) -> None:
    tree = score_tree(FRAMEWORK, {}, own)

    for instrument in ("IIT", "EIT", "OIT"):
        items = [item.code for item in FRAMEWORK.items_of(instrument)]
        assert (tree.nodes[instrument].known == 100) == all(code in own for code in items)


@pytest.mark.parametrize("instrument", ["IIT", "EIT"])
def test_survey_items_count_alike_whatever_the_size_of_their_indicator(instrument: str) -> None:
    items = FRAMEWORK.items_of(instrument)
    totals = {
        score_tree(FRAMEWORK, {}, {**items_of(instrument, "0"), item.code: D(100)})
        .nodes[instrument]
        .value
        for item in items
    }

    assert len(totals) == 1


class TestFrameworksOfOtherShapes:
    def test_official_indicators_count_by_their_items_where_weights_are_unknown(self) -> None:
        tree = score_tree(framework_2567(oit_weights=False), {"9": D(90), "10": D(20)}, {})

        assert tree.nodes["OIT"].value == D("74.09")  # (90 * 17 + 20 * 5) / 22

    def test_an_instrument_of_no_weight_does_not_hold_up_the_total(self) -> None:
        weights = framework_2567(instrument_weights=(60, 0, 40))

        tree = score_tree(weights, {"IIT": D(90), "OIT": D(80)}, {})

        assert tree.total.value == D(86)
        assert tree.nodes["EIT"].value is None

    def test_weights_that_are_all_zero_weigh_nothing_so_items_count_alike(self) -> None:
        zero = replace(
            FRAMEWORK,
            indicators=tuple(
                replace(indicator, weight=D(0)) if indicator.parent else indicator
                for indicator in FRAMEWORK.indicators
            ),
        )

        assert score_tree(zero, {}, {"O1": D(100), "O22": D(50)}).nodes["OIT"].value == D(75)

    def test_an_indicator_without_items_has_the_score_that_it_is_given(self) -> None:
        bare = replace(
            FRAMEWORK, items=tuple(item for item in FRAMEWORK.items if item.code != "E4")
        )

        assert score_tree(bare, {}, {}).nodes["7"].value is None
        assert score_tree(bare, {"7": D(80)}, {}).nodes["7"].value == D(80)
        assert score_tree(bare, {"7": D(80)}, {}).nodes["EIT"].value is None

    def test_an_edited_framework_is_scored_by_its_own_weights(self) -> None:
        heavier = replace(
            FRAMEWORK,
            indicators=tuple(
                replace(indicator, weight=D(20)) if indicator.code == "9.1" else indicator
                for indicator in FRAMEWORK.indicators
            ),
        )
        marks = {**items_of("OIT", "0"), **{f"O{number}": D(100) for number in range(1, 5)}}

        assert score_tree(FRAMEWORK, {}, marks).nodes["OIT"].value == D(20)
        assert score_tree(heavier, {}, marks).nodes["OIT"].value == D("38.46")


def test_a_typed_figure_of_an_instrument_stands_while_its_items_are_unknown() -> None:
    framework = framework_2567()
    typed = {"IIT": Decimal("98.88"), "EIT": Decimal("92.38"), "OIT": Decimal(100)}
    tree = score_tree(framework, {}, typed)
    assert tree.total.value == Decimal("97.38")
    assert tree.nodes["IIT"].source == "computed"
    assert what_if(framework, tree, {"I1": Decimal(0)}).nodes["IIT"].value == Decimal(0)


def test_an_official_figure_is_shown_before_a_typed_one() -> None:
    framework = framework_2567()
    tree = score_tree(framework, {"IIT": Decimal(90)}, {"IIT": Decimal(80)})
    node = tree.nodes["IIT"]
    assert (node.value, node.computed, node.source) == (Decimal(90), Decimal(80), "official")


def test_no_level_is_told_that_what_is_not_yet_known_could_change() -> None:
    framework = framework_2567()
    whole = {code: Decimal(99) for code in framework.item_by_code}
    most = {code: mark for code, mark in whole.items() if code != "I10"}
    few = {code: mark for code, mark in whole.items() if code[0] != "I" or code == "I10"}
    assert score_tree(framework, whole, {}).level.level is framework.levels.levels[0]
    assert score_tree(framework, few, {}).level.level is None
    # A single answer among many cannot take IIT below 85, but it can take it below 95.
    assert score_tree(framework, most, {}).level.level is None
    worse = most | {code: Decimal(90) for code in most if code.startswith("E")}
    assert score_tree(framework, worse, {}).level.level is framework.levels.levels[1]
