"""Words for scores: lists with their last part, the highest and the lowest."""

from decimal import Decimal

import pytest

from ita_desktop.domain.analysis import both, discontent, highest, lowest, points
from ita_desktop.domain.records import FiscalYear, Organisation
from ita_desktop.domain.scores.results import Answer
from ita_desktop.domain.scores.scoring import score_tree
from ita_desktop.domain.year import YearData
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


def answered(*counts: int) -> YearData:
    """A year in which so many chose each option of I1."""
    framework = load(2567)
    record = FiscalYear(
        id="y", year=2567, framework_code=framework.code, framework_title="", level_set=""
    )
    answers = tuple(
        Answer(
            id=str(option),
            year_id="y",
            instrument="IIT",
            question=framework.item_by_code["I1"].code,
            option=option,
            count=number,
        )
        for option, number in enumerate(counts, 1)
    )
    return YearData(Organisation(id="o", name=""), record, framework, answers=answers)


def test_how_many_gave_low_answers_is_told_if_anybody_did() -> None:
    options = load(2567).item_by_code["I1"].options
    low = [at for at, option in enumerate(options) if option.points <= 60]
    high = [at for at, option in enumerate(options) if option.points > 60]
    assert low
    assert high
    everybody = [
        1200 if at in low[:1] else 2800 if at in high[:1] else 0 for at in range(len(options))
    ]
    assert discontent(answered(*everybody), "I1") == (
        " โดยมีผู้ตอบที่ให้คำตอบไม่เกิน 60 คะแนน จำนวน 1,200 คน จาก 4,000 คน (30.00%)"
    )
    content = [9 if at in high else 0 for at in range(len(options))]
    assert discontent(answered(*content), "I1") == ""
    assert discontent(answered(), "I1") == ""
    assert discontent(answered(*everybody, 7), "I1") == "", "an option that the question lacks"
