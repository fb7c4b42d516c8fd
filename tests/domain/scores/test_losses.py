from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop import frameworks
from ita_desktop.domain.framework import TOTAL
from ita_desktop.domain.scores.planning import losses
from ita_desktop.domain.scores.scoring import score_tree
from tests.support.cost import examples

D = Decimal
FRAMEWORK = frameworks.load(2567)
SCORES = st.decimals(0, 100, places=2)


def tree_of(scores: dict[str, Decimal]):
    return score_tree(FRAMEWORK, scores, {})


@settings(max_examples=examples(60))
@given(st.fixed_dictionaries({item.code: SCORES for item in FRAMEWORK.items}))
def test_what_was_lost_and_the_total_are_a_hundred(scores: dict[str, Decimal]) -> None:
    tree = tree_of(scores)
    lost = losses(FRAMEWORK, tree)
    assert lost is not None
    assert sum(part.points for part in lost.parts) + lost.total == 100
    assert lost.total == tree.total.value
    assert [part.code for part in lost.parts] == [str(number) for number in range(1, 11)]
    assert all(part.points >= 0 for part in lost.parts)


def test_nothing_is_told_while_an_instrument_has_no_score() -> None:
    assert losses(FRAMEWORK, tree_of({"IIT": D(90), "EIT": D(90)})) is None


def test_an_instrument_known_only_as_a_whole_is_one_part() -> None:
    lost = losses(FRAMEWORK, tree_of({"IIT": D(90), "EIT": D(80), "OIT": D(100)}))
    assert lost is not None
    assert [(part.code, part.points) for part in lost.parts] == [
        ("IIT", D("3.00")),
        ("EIT", D("6.00")),
        ("OIT", D("0.00")),
    ]


def test_an_instrument_whose_printed_figure_contradicts_its_indicators_is_one_part() -> None:
    scores = {item.code: D(100) for item in FRAMEWORK.items} | {"OIT": D("63.10")}
    lost = losses(FRAMEWORK, tree_of(scores))
    assert lost is not None
    assert lost.parts[-1].code == "OIT"
    assert lost.parts[-1].points == D("14.76")


def test_a_printed_total_that_does_not_follow_is_left_aside() -> None:
    scores = {item.code: D(100) for item in FRAMEWORK.items} | {TOTAL: D(50)}
    lost = losses(FRAMEWORK, tree_of(scores))
    assert lost is not None
    assert lost.total == 100


def wholes(**scores: str) -> tuple[list[Decimal], Decimal]:
    """The losses of the three instruments, and the total."""
    lost = losses(
        FRAMEWORK,
        tree_of({TOTAL if code == "total" else code: D(value) for code, value in scores.items()}),
    )
    assert lost is not None
    return [part.points for part in lost.parts], lost.total


def test_cents_that_rounding_leaves_go_where_most_was_cut_off() -> None:
    """Lost are 2.997, 5.994 and 0.004, together 8.995."""
    scores = {"IIT": "90.01", "EIT": "80.02", "OIT": "99.99"}
    assert wholes(**scores) == ([D("3.00"), D("5.99"), D("0.00")], D("91.01"))
    assert wholes(**scores, total="91.00") == ([D("3.00"), D("6.00"), D("0.00")], D("91.00"))
    assert wholes(**scores, total="90.96") == ([D("3.01"), D("6.01"), D("0.02")], D("90.96"))


def test_a_total_that_is_printed_too_high_takes_from_what_was_lost_and_never_below_nothing() -> (
    None
):
    scores = {"IIT": "90", "EIT": "80", "OIT": "100"}
    assert wholes(**scores, total="91.05") == ([D("2.97"), D("5.98"), D("0.00")], D("91.05"))
    assert wholes(**scores, total="91.06") == ([D("3.00"), D("6.00"), D("0.00")], D("91.00"))
    assert wholes(IIT="100", EIT="100", OIT="100", total="99.98") == (
        [D("0.01"), D("0.01"), D("0.00")], D("99.98"),
    )  # fmt: skip
