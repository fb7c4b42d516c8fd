"""What the docstrings of the domain show as examples is what comes."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

from ita_desktop import domain

ROOT = Path(domain.__file__).parent
MODULES = [
    ".".join((domain.__name__, *path.relative_to(ROOT).with_suffix("").parts))
    for path in sorted(ROOT.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_an_example_in_a_docstring_holds(name: str) -> None:
    found = doctest.testmod(import_module(name))
    assert found.attempted
    assert not found.failed
