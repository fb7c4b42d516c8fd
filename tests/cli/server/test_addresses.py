"""The address of shared work in the place of a file."""

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from ita_desktop.cli.main import main
from ita_desktop.services.documents.exporting import TOLD_OF_LETTER
from ita_desktop.settings import Settings
from tests.cli.conftest import Run
from tests.storage.server.databases import set_up_database
from tests.support.places import FIXTURES

REPORT = FIXTURES / "report_2567.txt"
SECRET = "ปลา9ตัว"


def _with_password(address: str) -> str:
    return address.replace("postgres@", f"postgres:{SECRET}@")


@pytest.fixture(scope="module")
def read_address(
    begun: bytes, postgresql_url: str, tables: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The same work for all who only read it."""
    path = tmp_path_factory.mktemp("read") / "begun.ita"
    path.write_bytes(begun)
    with (
        set_up_database(postgresql_url, tables) as address,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("ITA_DESKTOP_HOME", str(path.parent))
        with redirect_stdout(StringIO()):
            assert main(("server", "put", address, str(path))) == 0
        yield address


@pytest.fixture
def address(run: Run, path: Path, shared_database: str) -> str:
    """Shared work for 2567."""
    moved = run("server", "put", shared_database, path)
    assert (moved.code, moved.err) == (0, "")
    return shared_database


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "words",
    [
        ("score", "FILE"),
        ("score", "FILE", "--json"),
        ("check", "FILE"),
        ("plan", "FILE"),
        ("compare", "FILE"),
        ("history", "FILE", "--json"),
        ("documents", "FILE"),
        ("export", "FILE", "oit-owners", "--format", "xlsx", "--out", "OUT"),
        ("brief", "FILE", "--out", "OUT"),
        ("calendar", "FILE", "--out", "OUT/x.ics"),
        ("site", "FILE", "--out", "OUT"),
        ("wordings", "list", "FILE"),
        ("settings", "export", "FILE", "--out", "OUT/s.json"),
        ("frameworks", "export", "FILE", "--out", "OUT/f.yaml"),
        ("round", "status", "FILE"),
        ("signed", "FILE"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_command_reads_shared_work_as_its_file(
    words: tuple[str, ...], run: Run, read_address: str, path: Path, tmp_path: Path
) -> None:
    _works_as_on_its_file(words, run, read_address, path, tmp_path)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "words",
    [
        ("round", "new", "FILE", "--out", "OUT"),
        ("links", "FILE"),
        ("sign", "FILE", "committee-roster"),
        ("undo", "FILE"),
        ("redo", "FILE"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_command_works_on_shared_work_as_on_its_file(
    words: tuple[str, ...], run: Run, address: str, path: Path, tmp_path: Path
) -> None:
    _works_as_on_its_file(words, run, address, path, tmp_path)


def _works_as_on_its_file(
    words: tuple[str, ...], run: Run, address: str, path: Path, tmp_path: Path
) -> None:
    Settings().set(TOLD_OF_LETTER, True)  # it is told once

    def said(place: object, name: str) -> tuple[int, str, str]:
        out = tmp_path / name
        out.mkdir()
        text = run(*(place if w == "FILE" else w.replace("OUT", str(out)) for w in words))
        return text.code, text.out.replace(str(out), "OUT"), text.err.replace(str(out), "OUT")

    code, out, err = said(_with_password(address), "shared")
    of_file = said(path, "file")
    assert SECRET not in out + err
    if words[0] in {"check", "undo", "redo"}:  # what is told of the file itself, and of logins
        assert code == of_file[0]
    else:
        assert (code, out, err) == of_file


@pytest.mark.in_turn
def test_results_are_imported_into_shared_work(run: Run, address: str, path: Path) -> None:
    shared, alone = (
        json.loads(run("import", place, "results", REPORT, "--json").out)
        for place in (address, path)
    )
    assert shared == alone
    assert shared["added"]
    assert run("score", address).out == run("score", path).out


@pytest.mark.parametrize(
    "words",
    [
        ("new", "ADDRESS", "--year", "2567", "--organisation", "เขต"),
        ("sample", "ADDRESS"),
        ("backup", "ADDRESS"),
        ("restore", "BACKUP", "ADDRESS"),
        ("restore", "ADDRESS", "BACKUP"),
        ("hand-on", "ADDRESS", "--out", "OUT"),
        ("hand-on", "FILE", "--out", "ADDRESS"),
        ("erase", "ADDRESS", "--kind", "person", "x"),
        ("export", "FILE", "x", "--out", "ADDRESS"),
        ("server", "put", "ADDRESS", "ADDRESS"),
        ("server", "take", "ADDRESS", "ADDRESS"),
        ("server", "backup", "ADDRESS", "ADDRESS"),
    ],
    ids=" ".join,
)
def test_an_address_is_never_taken_for_a_path(
    words: tuple[str, ...], run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    address = f"postgresql://nobody:{SECRET}@localhost:1/db"
    places = {"ADDRESS": address, "FILE": str(path)}
    before = sorted(tmp_path.iterdir())
    said = run(*(places.get(word, word) for word in words))
    assert said.code == 2
    assert "ไม่ใช่ที่อยู่ของงานร่วม" in said.err
    assert " · " in said.err
    assert SECRET not in said.out + said.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_complaint_never_quotes_a_password(run: Run) -> None:
    for scheme in ("postgresql", "mysql", "postgresql+psycopg"):
        for words in (("wordings",), ("score",), ("server", "take"), ("server", "put")):
            said = run(*words, f"{scheme}://nobody:{SECRET}@localhost:1/db", "x")
            assert said.code in {2, 3}
            assert SECRET not in said.out + said.err
            assert "Traceback" not in said.err


def test_a_file_is_not_taken_for_an_address(run: Run, path: Path, tmp_path: Path) -> None:
    said = run("server", "take", path, tmp_path / "new.ita")
    assert said.code == 2
    assert "postgresql://" in said.err


@pytest.mark.in_turn
def test_a_file_goes_up_and_comes_home_by_commands(
    run: Run, empty_database: str, path: Path, tmp_path: Path
) -> None:
    address = empty_database
    assert run("server", "put", address, path).code == 0
    home = tmp_path / "บ้าน.ita"
    taken = json.loads(run("server", "take", address, home, "--json").out)
    assert "ตรงกันทั้งสองฝั่ง" in run("server", "take", address, tmp_path / "อีก.ita").out
    assert run("server", "put", address, path).code == 2, "the database is not empty"
    preview = run("server", "put", address, path, "--replace", "--dry-run")
    assert preview.out == "ไม่มีอะไรต่างกัน\n"
    put = json.loads(run("server", "put", address, home, "--replace", "--json").out)
    assert put["digest"] == taken["digest"]
    assert Path(put["copy"]).exists()
    backed = run("server", "backup", address, tmp_path / "copy.ita")
    assert (backed.code, backed.err) == (0, "")
    assert run("score", tmp_path / "copy.ita").out == run("score", address).out


@pytest.mark.in_turn
def test_work_taken_home_is_merged_by_commands(run: Run, address: str, tmp_path: Path) -> None:
    home = tmp_path / "บ้าน.ita"
    assert run("server", "take", address, home, "--branch").code == 0
    assert run("import", home, "results", REPORT).code < 2  # 1: lines of it are left, and listed
    assert run("server", "put", address, home, "--mine").code == 2
    trial = json.loads(run("server", "put", address, home, "--merge", "--dry-run", "--json").out)
    assert trial["rows"]
    assert run("score", address).out != run("score", home).out
    merged = run("server", "put", address, home, "--merge")
    assert (merged.code, merged.err) == (0, "")
    assert run("score", address).out == run("score", home).out
    again = json.loads(run("server", "put", address, home, "--merge", "--json").out)
    assert (again["edits"], again["rows"], again["conflicts"]) == ([], 0, [])
