"""Named tuples behave as those of the standard library do, however cheaply they are made."""

import copy
import pickle
import typing
from typing import Any

import pytest

from ita_desktop.domain import tuples


class Place(tuples.NamedTuple):
    """Where a row is."""

    row: int
    column: str = "A"

    @property
    def name(self) -> str:
        return f"{self.column}{self.row}"


class Usual(typing.NamedTuple):
    """Where a row is."""

    row: int
    column: str = "A"

    @property
    def name(self) -> str:
        return f"{self.column}{self.row}"


class Below(Place):
    @property
    def name(self) -> str:
        return f"below {super().name}"


BOTH = pytest.mark.parametrize("kind", [Place, Usual])


@BOTH
def test_a_named_tuple_is_made_read_and_compared(kind: Any) -> None:
    one = kind(3)
    row, column = one
    assert (row, column, one.row, one.column, one.name) == (3, "A", 3, "A", "A3")
    assert one == (3, "A") == kind(column="A", row=3)
    assert hash(one) == hash((3, "A"))
    assert repr(one) == f"{kind.__name__}(row=3, column='A')"
    match one:
        case kind(given, place):
            assert (given, place) == (3, "A")


@BOTH
def test_a_named_tuple_tells_of_its_fields(kind: Any) -> None:
    assert kind._fields == kind.__match_args__ == ("row", "column")
    assert kind._field_defaults == {"column": "A"}
    assert kind.__annotations__ == {"row": int, "column": str}
    assert kind(3)._asdict() == {"row": 3, "column": "A"}
    assert (kind.__doc__, kind.__module__, kind.__bases__) == (
        "Where a row is.",
        __name__,
        (tuple,),
    )


@BOTH
def test_a_named_tuple_is_made_of_another_or_of_a_row(kind: Any) -> None:
    assert kind(3)._replace(column="B") == (3, "B")
    assert type(kind._make([3, "B"])) is kind
    with pytest.raises(ValueError, match="unexpected field names: \\['colour'\\]"):
        kind(3)._replace(colour="red")
    with pytest.raises(TypeError, match="Expected 2 arguments, got 1"):
        kind._make([3])


@BOTH
def test_a_named_tuple_refuses_what_it_has_no_field_for(kind: Any) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'row'"):
        kind()
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        kind(3, colour="red")
    with pytest.raises(TypeError, match="takes from 2 to 3 positional arguments but 4 were given"):
        kind(1, 2, 3)
    with pytest.raises(AttributeError):
        kind(3).row = 4
    with pytest.raises(AttributeError):
        kind(3).colour = "red"


@BOTH
def test_a_named_tuple_goes_to_another_process_and_back(kind: Any) -> None:
    one = kind(3, "B")
    for again in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
        assert again == one
        assert type(again) is kind


def test_a_class_below_a_named_tuple_has_its_fields() -> None:
    assert Below(3).name == "below A3"
    assert repr(Below(3)) == "Below(row=3, column='A')"
    assert Below(3)._replace(row=4) == (4, "A")


def test_a_class_below_may_be_made_first() -> None:
    class First(tuples.NamedTuple):
        row: int

    class Second(First):
        pass

    assert type(Second(1)) is Second
    assert type(First(1)) is First
