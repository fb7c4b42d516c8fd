"""Examples in docstrings say what the program does."""

import doctest
import importlib
import unittest
from pathlib import Path

import pytest

import ita_desktop

_PACKAGE = Path(ita_desktop.__file__).parent
_WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(_PACKAGE.parent).with_suffix("").parts)
    for path in _PACKAGE.rglob("*.py")
    if "    >>> " in path.read_text(encoding="utf-8")
)


def test_there_are_examples() -> None:
    assert _WITH_EXAMPLES


@pytest.mark.parametrize("name", _WITH_EXAMPLES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    told = unittest.TestResult()
    doctest.DocTestSuite(importlib.import_module(name)).run(told)
    assert told.testsRun
    assert not [text for _, text in (*told.failures, *told.errors)]
