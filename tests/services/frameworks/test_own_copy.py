"""Weights of a year are corrected in its own copy of the framework, and scores follow."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework_draft import weights_of
from ita_desktop.domain.scores.progress import tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.frameworks import faults_of
from ita_desktop.services.frameworks.editing import set_weights, unknown_weights
from ita_desktop.services.scores.scores import ScoreEdit, set_scores
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import opened_sample

POINTS = {"9.1": 8, "9.2": 12, "9.3": 6, "9.4": 2, "9.5": 2, "10.1": 8, "10.2": 2}


@pytest.fixture
def sample(tmp_path: Path):
    with opened_sample(tmp_path / "sample.ita") as workspace:
        yield workspace


def typed() -> dict[str, Decimal]:
    return {code: Decimal(points) for code, points in POINTS.items()}


def test_the_weights_of_2566_are_not_known_until_they_are_typed(sample: Workspace) -> None:
    shown = {weight.code: weight.value for weight in weights_of(sample.year(2566).framework)}
    assert shown["IIT"] == 30
    assert [shown[code] for code in POINTS] == [None] * 7
    assert unknown_weights(sample.year(2566)) == {"OIT": tuple(POINTS)}


def test_the_score_follows_the_weights_at_once(sample: Workspace) -> None:
    framework = sample.year(2566).framework
    met = {item.code for item in framework.items_of("9.1")}
    own = [
        ScoreEdit(item.code, Decimal(100 if item.code in met else 0))
        for item in framework.items_of("OIT")
    ]
    set_scores(sample, 2566, own, ScoreSource.SELF)
    mean_of_items = round(Decimal(100 * len(met)) / len(own), 2)
    assert tree_of(sample.year(2566)).nodes["OIT"].value == mean_of_items
    set_weights(sample, 2566, typed())
    assert tree_of(sample.year(2566)).nodes["OIT"].value == Decimal("20.00")
    assert unknown_weights(sample.year(2566)) == {}


def test_the_indicator_above_gets_the_sum_and_one_undo_takes_all_back(sample: Workspace) -> None:
    before = sample.dump()
    set_weights(sample, 2566, typed())
    indicators = sample.year(2566).framework.indicator_by_code
    assert (indicators["9"].weight, indicators["10"].weight) == (30, 10)
    assert sample.edits.undo_label == "แก้น้ำหนัก 7 แห่ง"
    sample.undo()
    assert sample.dump() == before


def test_a_weight_that_is_no_longer_known_leaves_the_sum_unknown(sample: Workspace) -> None:
    set_weights(sample, 2567, {"9.1": None})
    indicators = sample.year(2567).framework.indicator_by_code
    assert indicators["9.1"].weight is None
    assert indicators["9"].weight is None
    assert indicators["10"].weight == 10


def test_another_year_keeps_its_own_weights(sample: Workspace) -> None:
    set_weights(sample, 2567, {"9.1": Decimal(10)})
    assert sample.year(2568).framework.indicator_by_code["9.1"].weight == 8


def test_weights_that_do_not_add_up_are_told(sample: Workspace) -> None:
    set_weights(sample, 2567, {"OIT": Decimal(50)})
    shown = {fault.code: fault.sentence() for fault in faults_of(sample.year(2567).framework)}
    assert "รวมกันได้ 110 ไม่ใช่ 100" in shown[""]
    assert "รวมกันได้ 40 ไม่ตรงกับ 50" in shown["OIT"]


def test_a_weight_is_kept_as_a_file_has_it(sample: Workspace) -> None:
    set_weights(sample, 2567, {"9.1": Decimal("8.00"), "9.2": Decimal("2.50")})
    indicators = sample.year(2567).framework.indicator_by_code
    assert [str(indicators[code].weight) for code in ("9.1", "9.2")] == ["8", "2.5"]


@pytest.mark.parametrize(
    ("code", "value", "described"),
    [
        ("9.1", Decimal(101), "ต้องอยู่ระหว่าง 0 ถึง 100"),
        ("9.1", Decimal(-1), "ต้องอยู่ระหว่าง 0 ถึง 100"),
        ("IIT", None, "ว่างไม่ได้"),
        ("1", Decimal(5), "ไม่มีน้ำหนักของตัวเอง"),
        ("O1", Decimal(5), "ไม่มีน้ำหนักของตัวเอง"),
    ],
)
def test_what_is_no_weight_is_refused_and_nothing_is_written(
    sample: Workspace, code: str, value: Decimal | None, described: str
) -> None:
    before = sample.dump()
    with pytest.raises(InputError, match=described):
        set_weights(sample, 2567, {"9.2": Decimal(1), code: value})
    assert sample.dump() == before
