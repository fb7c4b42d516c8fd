"""The golden texts of documents."""

import os
from collections.abc import Callable

import pytest

from tests.support.places import ROOT

GOLDEN = ROOT / "tests" / "golden"


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with ``tests/golden``; WRITE_GOLDEN=1 writes it there instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("WRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return compare
