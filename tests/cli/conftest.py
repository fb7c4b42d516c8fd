from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ita_desktop.cli.main import main
from ita_desktop.i18n import language


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def thai_again() -> Iterator[None]:
    yield
    language.choose("th")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the program as its command line does."""

    def go(*words: object) -> Said:
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:  # --help and --version
            code = int(left.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return go


@pytest.fixture
def path(run: Run, tmp_path: Path) -> Path:
    """A new workspace for 2567."""
    path = tmp_path / "เขต.ita"
    said = run("new", path, "--year", 2567, "--organisation", "สำนักงานเขตตัวอย่าง")
    assert said.code == 0
    return path
