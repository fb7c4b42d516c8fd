"""Programs that read documents back, where they are installed, and the golden texts."""

import os
import shutil
from collections.abc import Callable

import pytest

from tests.support.places import ROOT

GOLDEN = ROOT / "tests" / "golden"
PROGRAMS = {"needs_poppler": "pdftotext", "needs_soffice": "soffice"}


@pytest.fixture(autouse=True)
def _skip_without_program(request: pytest.FixtureRequest) -> None:
    for marker, program in PROGRAMS.items():
        if request.node.get_closest_marker(marker) and shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with ``tests/golden``; WRITE_GOLDEN=1 writes it there instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("WRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return compare
