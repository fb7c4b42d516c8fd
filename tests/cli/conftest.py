from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
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
        text = capsys.readouterr()
        return Said(code, text.out, text.err)

    return go


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A new workspace for 2567, as a file's content."""
    path = tmp_path_factory.mktemp("begun") / "begun.ita"
    words = ("new", str(path), "--year", "2567", "--organisation", "สำนักงานเขตตัวอย่าง")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()):
        patch.setenv("ITA_DESKTOP_HOME", str(path.parent))
        assert main(words) == 0
    return path.read_bytes()


@pytest.fixture
def path(begun: bytes, tmp_path: Path) -> Path:
    """A new workspace for 2567."""
    path = tmp_path / "เขต.ita"
    path.write_bytes(begun)
    return path
