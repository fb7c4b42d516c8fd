"""A framework with parts added, removed, moved and weighed anew."""

from decimal import Decimal

import pytest

from ita_desktop.domain.framework import Framework, Indicator, Item, Rule, Scale
from ita_desktop.frameworks import load, standard_options
from ita_desktop.frameworks.editing import (
    moved_by,
    part_of,
    rescaled,
    with_fields,
    with_new,
    with_weights,
    without,
)

D = Decimal


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load(2568)


def codes(framework: Framework) -> list[str]:
    return [item.code for item in framework.items]


def test_every_part_is_found_by_its_code(framework: Framework) -> None:
    kinds = {code: type(part_of(framework, code)).__name__ for code in ("OIT", "9.1", "I1", "O1.2")}
    assert kinds == {"OIT": "Instrument", "9.1": "Indicator", "I1": "Item", "O1.2": "Requirement"}
    assert part_of(framework, "O99") is None


def test_a_new_item_stands_behind_those_of_its_indicator_even_where_that_had_none(
    framework: Framework,
) -> None:
    grown = with_new(framework, Item("E7", "7", "ก"))
    assert codes(grown)[codes(grown).index("E4") + 1] == "E7"
    empty = without(framework, ["E4"])
    grown = with_new(empty, Item("E7", "7", "ก"))
    assert codes(grown)[codes(grown).index("E3") + 1] == "E7"
    first = with_new(without(framework, ["I1", "I2", "I3"]), Item("I1", "1", "ก"))
    assert codes(first)[0] == "I1"


def test_a_new_indicator_stands_behind_those_of_its_instrument(framework: Framework) -> None:
    grown = with_new(framework, Indicator("11", "IIT", "ก"))
    assert [indicator.code for indicator in grown.indicators][4:7] == ["5", "11", "6"]
    grown = with_new(framework, Indicator("9.6", "OIT", "ก", parent="9"))
    assert [child.code for child in grown.children("9")][-1] == "9.6"


def test_a_part_moves_only_among_those_beside_it(framework: Framework) -> None:
    assert [item.code for item in moved_by(framework, "I3", 9).items_of("1")] == ["I1", "I2", "I3"]
    assert codes(moved_by(framework, "I1", 1))[:4] == ["I2", "I1", "I3", "I4"]
    assert moved_by(framework, "I10", 1) == framework
    assert moved_by(framework, "O99", 1) == framework
    assert moved_by(framework, "IIT", 1) == framework


def test_the_sum_above_follows_weights_that_are_known(framework: Framework) -> None:
    weighed = with_weights(framework, {"9.1": D("8.5"), "10.1": None, "IIT": D(20)})
    assert weighed.indicator_by_code["9"].weight == D("30.5")
    assert weighed.indicator_by_code["10"].weight is None
    assert weighed.instrument_by_code["IIT"].weight == 20


def test_a_scale_that_no_other_item_has_brings_the_answers_it_is_given(
    framework: Framework,
) -> None:
    old = load(2566)
    item = rescaled(old, old.items[0], Scale.BINARY, reverse=True, options=standard_options())
    assert [option.points for option in item.options] == [100, 0]
    assert rescaled(old, item, Scale.BINARY, reverse=False, options={}).options == (
        framework.item_by_code["I3"].options
    )


def test_an_unknown_part_is_left_alone(framework: Framework) -> None:
    assert with_fields(framework, "O99", {"title": "ก"}) is framework
    assert with_fields(framework, "IIT", {"rule": Rule.MEAN_OF_PARTS}) != framework
