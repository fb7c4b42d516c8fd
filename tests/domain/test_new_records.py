"""A record of which only what it must have is known claims nothing more."""

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from enum import Enum

import pytest

from ita_desktop import domain
from ita_desktop.domain.records import Record

KNOWN = {
    "row_version": 1,
    "CollectionUnit.version": 1,  # of the form that was sent
    "SurveyLink.languages": "th",
    "AgendaItem.kind": "matter",
}
"""Usual values that are a fact."""


def _kinds(of: type[Record]) -> Iterator[type[Record]]:
    for kind in of.__subclasses__():
        if kind.__module__.startswith(domain.__name__):
            yield kind
        yield from _kinds(kind)


def _records() -> list[type[Record]]:
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    return sorted(set(_kinds(Record)), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", _records(), ids=lambda kind: kind.__name__)
def test_what_nobody_said_of_a_record_is_empty(kind: type[Record]) -> None:
    usual = {
        field.name: field.default
        for field in dataclasses.fields(kind)
        if field.default is not dataclasses.MISSING
    }
    said = {
        name: value
        for name, value in usual.items()
        if value != KNOWN.get(f"{kind.__name__}.{name}", KNOWN.get(name))
    }
    assert {name: value for name, value in said.items() if not _says_nothing(value)} == {}


def _says_nothing(value: object) -> bool:
    if isinstance(value, Enum):
        return value is next(iter(type(value)))
    return value is None or value == type(value)()
