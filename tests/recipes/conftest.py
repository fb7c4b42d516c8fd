"""One copy of the program for all recipes that one process follows."""

from collections.abc import Iterator

import pytest

from tests.recipes.program import Program


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """One copy for all recipes: Python compiles it once."""
    folder = tmp_path_factory.mktemp("program")
    return Program(folder)


@pytest.fixture
def program(copy: Program) -> Iterator[Program]:
    """The copy, as it was again afterwards."""
    yield copy
    copy.restore()
