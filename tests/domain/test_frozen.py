"""Frozen records behave as those of the standard library do, however cheaply they are made."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from typing import Any
from unittest.mock import ANY

import pytest

from ita_desktop.domain import frozen


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row."""

    id: str
    version: int = 1


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Named(Row):
    name: str
    aliases: tuple[str, ...] = ()


@frozen.dataclass(frozen=True)
class Tree:
    root: str
    parts: Mapping[str, int] = field(default_factory=dict)
    seen: object = field(default=None, repr=False, compare=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    id: str
    version: int = 1
    name: str = ""


def test_a_record_has_what_was_given_and_the_usual_for_the_rest() -> None:
    one = Named(id="a", name="ก")
    assert (one.id, one.version, one.name, one.aliases) == ("a", 1, "ก", ())


def test_equal_records_are_equal_and_have_one_place_in_a_set() -> None:
    assert Named(id="a", name="ก") == Named(id="a", name="ก")
    assert len({Named(id="a", name="ก"), Named(id="a", name="ก"), Named(id="b", name="ก")}) == 2
    assert Row(id="a") != Named(id="a", name="")
    assert Row(id="a") == ANY


def test_what_is_not_compared_makes_no_difference() -> None:
    assert Tree("ก", {}, seen=1) == Tree("ก", {}, seen=2)


@pytest.mark.parametrize("one", [Named(id="a", name="ก"), Tree("ก")], ids=["slots", "without"])
def test_nothing_in_a_record_can_be_set_or_deleted(one: Any) -> None:
    name = fields(one)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(one, name, "ข")
    with pytest.raises(FrozenInstanceError):
        delattr(one, name)
    with pytest.raises(FrozenInstanceError):
        one.something_new = 1


def test_a_record_with_slots_has_no_dictionary() -> None:
    assert not hasattr(Named(id="a", name="ก"), "__dict__")
    assert Named.__slots__ == ("name", "aliases")  # type: ignore[attr-defined]
    assert hasattr(Tree("ก"), "__dict__")


def test_a_class_keeps_its_docstring_and_bears_its_name_without_one() -> None:
    assert (Row.__doc__, Tree.__doc__) == ("A row.", "Tree")


@pytest.mark.parametrize(
    ("args", "given"),
    [((), {}), ((), {"id": "a", "nme": "ก"}), (("a",), {"name": "ก"})],
    ids=["nothing", "an unknown field", "by place"],
)
def test_wrong_fields_are_refused_each_time(args: tuple[str, ...], given: dict[str, str]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError):
            Named(*args, **given)  # type: ignore[arg-type, misc]


def test_each_instance_gets_a_default_of_its_own() -> None:
    assert Tree("ก").parts is not Tree("ก").parts


def test_it_is_a_dataclass_to_the_standard_library() -> None:
    one = Named(id="a", name="ก")
    assert is_dataclass(one)
    assert [part.name for part in fields(one)] == ["id", "version", "name", "aliases"]
    assert replace(one, name="ข") == Named(id="a", name="ข")


def test_its_parameters_are_its_fields() -> None:
    class_of_no_instance = frozen.dataclass(frozen=True)(
        type("Pair", (), {"__annotations__": {"one": str, "two": int}})
    )
    parameters = inspect.signature(class_of_no_instance).parameters
    assert {name: one.annotation for name, one in parameters.items()} == {"one": str, "two": int}


def test_it_is_shown_like_the_usual_ones() -> None:
    assert repr(Row(id="a")) == repr(Usual(id="a")).replace("Usual", "Row").replace(", name=''", "")
    assert repr(Tree("ก")) == "Tree(root='ก', parts={})"


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_copy_is_equal(again: Any) -> None:
    for one in (Named(id="a", name="ก", aliases=("ข",)), Tree("ก", {"ข": 1})):
        assert again(one) == one


def test_what_was_packed_with_other_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Row.__new__(Row).__setstate__(["a"])  # type: ignore[attr-defined]


def test_a_match_statement_sees_the_fields() -> None:
    match Tree("ก", {"ข": 1}):
        case Tree(root, parts):
            assert (root, parts) == ("ก", {"ข": 1})
