"""Words for scores: lists with their last part, the highest and the lowest."""

from decimal import Decimal

import pytest

from ita_desktop.domain.scores.figure_words import both, highest, lowest, points
from ita_desktop.domain.scores.scoring import score_tree
from ita_desktop.frameworks import load

D = Decimal


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([], ""),
        (["IIT"], "IIT"),
        (["IIT", "EIT"], "IIT และ EIT"),
        (["I1", "I2", "ข้ออื่น"], "I1 I2 และข้ออื่น"),
    ],
)
def test_the_last_of_a_list_is_joined_as_thai_is_printed(texts: list[str], told: str) -> None:
    assert both(texts) == told


def test_the_highest_and_the_lowest_are_those_with_a_score_also_where_several_share_it() -> None:
    tree = score_tree(load(2567), {"I1": D(90), "I2": D(0), "I3": D(90), "I4": D(0)}, {})
    items = [tree.nodes[f"I{number}"] for number in range(1, 6)]
    assert [node.code for node in highest(items)] == ["I1", "I3"]
    assert [node.code for node in lowest(items)] == ["I2", "I4"]
    assert (highest(items[4:]), lowest(items[4:])) == ([], [])
    assert [points(items[at].value) for at in (0, 4)] == ["90.00 คะแนน", "ยังไม่มีคะแนน"]
