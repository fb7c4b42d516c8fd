"""What a score is told to be made of gives that score, whatever is known."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_desktop import frameworks
from ita_desktop.domain.framework import TOTAL, Framework, Item, NodeKind, Rule
from ita_desktop.domain.scores.scoring import ScoreTree, Term, composition, score_tree, what_if
from tests.support.places import FIXTURES

D = Decimal
FRAMEWORK = frameworks.load(2567)
BY_PARTS = replace(
    FRAMEWORK,
    instruments=tuple(
        replace(instrument, rule=Rule.MEAN_OF_PARTS) for instrument in FRAMEWORK.instruments
    ),
)
WITH_A_LOOSE_ITEM = replace(FRAMEWORK, items=(*FRAMEWORK.items, Item("O99", "9", "")))
"""An item that hangs on an indicator beside its sub-indicators: points cannot be used there."""
ALL = (FRAMEWORK, BY_PARTS, WITH_A_LOOSE_ITEM, frameworks.load(2566), frameworks.load(2564))
PRINTED = {
    load["code"]: D(str(load["score"]))
    for load in json.loads((FIXTURES / "results_2567.json").read_text(encoding="utf-8"))["items"]
}
_SCORES = st.decimals(0, 100, places=2)


@st.composite
def _trees(draw: st.DrawFn) -> tuple[Framework, ScoreTree]:
    framework = draw(st.sampled_from(ALL))
    codes = st.sampled_from([place.code for place in framework.outline])
    figures = st.dictionaries(codes, _SCORES, max_size=60)
    return framework, score_tree(framework, draw(figures), draw(figures))


@given(_trees())
def test_every_computed_figure_follows_from_the_terms_that_are_told(
    given_: tuple[Framework, ScoreTree],
) -> None:
    framework, tree = given_
    for node in tree.nodes.values():
        typed = node.own is not None and node.kind is not NodeKind.TOTAL
        if node.kind is not NodeKind.ITEM and not typed:
            assert composition(framework, tree, node.code).value == node.computed


def test_the_printed_result_of_2567_is_explained_with_its_figures() -> None:
    tree = score_tree(FRAMEWORK, PRINTED, {})
    six = composition(FRAMEWORK, tree, "6")
    assert six.terms == (Term("E1", D("93.45"), D(1)), Term("E2", D("92.46"), D(1)),
                         Term("E3", D("99.45"), D(1)))  # fmt: skip
    assert (six.rule, six.value) == (Rule.MEAN_OF_ITEMS, D("95.12"))
    total = composition(FRAMEWORK, tree, TOTAL)
    assert [(term.code, term.weight) for term in total.terms] == [
        ("IIT", 30),
        ("EIT", 30),
        ("OIT", 40),
    ]
    assert total.value == D("97.38")
    assert [term.code for term in composition(FRAMEWORK, tree, "OIT").terms] == [
        "9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2",
    ]  # fmt: skip


def test_a_figure_that_stands_for_its_items_weighs_as_much_as_they() -> None:
    tree = score_tree(FRAMEWORK, {"6": D(90), "E4": D(80)}, {})
    eit = composition(FRAMEWORK, tree, "EIT")
    assert eit.known == (Term("6", D(90), D(3)), Term("E4", D(80), D(1)))
    assert eit.value == D("87.50")


@pytest.mark.parametrize("code", ["EIT", "7", "E4"])
@given(official=st.dictionaries(st.sampled_from(sorted(PRINTED)), _SCORES), value=_SCORES)
def test_a_sum_that_is_tried_moves_all_above_it_and_leaves_nothing_below(
    code: str, official: Mapping[str, Decimal], value: Decimal
) -> None:
    tried = what_if(FRAMEWORK, score_tree(FRAMEWORK, {**PRINTED, **official}, {}), {code: value})
    assert tried.nodes[code].value == value
    for node in tried.ancestors(code):
        assert composition(FRAMEWORK, tried, node.code).value == node.value
    below = [
        node
        for node in tried.nodes.values()
        if code in {up.code for up in tried.ancestors(node.code)}
    ]
    assert all(node.value is None for node in below)
    if code != "E4":
        assert below
