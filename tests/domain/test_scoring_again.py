"""After an edit only what it touches is computed again, with the same outcome."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ita_desktop import frameworks
from ita_desktop.domain.framework import Framework
from ita_desktop.domain.scores.scoring import ScoreTree, score_tree

FRAMEWORK = frameworks.load(2567)
CODES = [place.code for place in FRAMEWORK.outline]
_FIGURES = st.dictionaries(
    st.sampled_from(CODES), st.decimals(0, 100, places=2), max_size=len(CODES)
)


def _tree(
    official: dict[str, Decimal],
    own: dict[str, Decimal],
    previous: ScoreTree | None = None,
    framework: Framework = FRAMEWORK,
) -> ScoreTree:
    return score_tree(framework, official, own, previous)


@given(_FIGURES, _FIGURES, _FIGURES, _FIGURES)
def test_a_tree_taken_over_from_another_equals_one_computed_anew(
    official: dict[str, Decimal],
    own: dict[str, Decimal],
    next_official: dict[str, Decimal],
    next_own: dict[str, Decimal],
) -> None:
    first = _tree(official, own)
    assert _tree(next_official, next_own, first) == _tree(next_official, next_own)
    assert _tree(official, own, first) == first


@given(_FIGURES, st.sampled_from(CODES), st.decimals(0, 100, places=2))
def test_one_edit_leaves_all_but_the_way_up_as_it_was(
    official: dict[str, Decimal], code: str, value: Decimal
) -> None:
    first = _tree(official, {})
    second = _tree({**official, code: value}, {}, first)
    above = {code, *(node.code for node in first.ancestors(code))}
    assert all(second.nodes[node] is first.nodes[node] for node in first.nodes if node not in above)


def test_a_tree_of_another_framework_is_not_taken_over() -> None:
    other = replace(FRAMEWORK)
    first = _tree({"I1": Decimal(50)}, {}, framework=other)
    second = _tree({"I1": Decimal(50)}, {}, first)
    assert second == first
    assert second.nodes["I1"] is not first.nodes["I1"]


def test_many_edits_keep_no_chain_of_former_trees() -> None:
    tree = _tree({}, {})
    for value in range(2000):
        tree = _tree({"I1": Decimal(value % 100)}, {}, tree)
    assert tree == _tree({"I1": Decimal(99)}, {})
