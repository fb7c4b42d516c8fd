"""What is copied for whoever helps: doctor and the newest errors, and nobody's name."""

import sys
import tempfile
from pathlib import Path

import pytest

from ita_desktop import __version__, error_log
from ita_desktop.home import data_folder
from ita_desktop.i18n import language
from ita_desktop.services.about import examine, support_text
from ita_desktop.storage import sqlite_engines

NAME = "สมชาย ใจดี"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of somebody, with all folders of the program below it."""
    made = tmp_path / NAME
    made.mkdir()
    for key in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(key, str(made))
    for key in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(key, NAME)
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(made / "data"))
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def note(number: int) -> None:
    try:
        raise ValueError(NAME, number)  # noqa: TRY301
    except ValueError as error:
        log = error_log.note(error)
    text = log.read_text(encoding="utf-8")
    log.write_text(text.removesuffix("\n\n") + f"\n  number:{number}\n\n", encoding="utf-8")


def copied() -> str:
    return support_text(language.translate)


def test_it_says_what_doctor_says_with_the_home_folder_as_a_tilde(home: Path) -> None:
    text = copied()
    described = examine()
    assert f"version: {__version__}" in text
    for name, version in described["packages"].items():
        assert f"{name}: {version}" in text
    assert str(Path("data: ~", "data")) in text
    assert str(Path("errors: ~", "data", "error.log")) in text
    assert "ไม่พบปัญหา" in text
    assert NAME not in text
    assert str(home) not in text


@pytest.mark.parametrize(
    ("release", "is_bad"), [("3.40.1", True), ("3.51.2", True), ("3.51.3", False)]
)
def test_the_sqlite_in_use_is_told_and_a_bad_one_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, release: str, is_bad: bool
) -> None:
    monkeypatch.setattr(sqlite_engines, "library_version", lambda: release)
    text = copied()
    assert f"sqlite:\n  version: {release}\n" in text
    assert (f"SQLite {release} อาจทำแฟ้มเสีย" in text) is is_bad
    assert "ไม่พบปัญหา" in text, "the program works on safely, so there is nothing to do"


def test_whether_the_program_was_installed_as_one_piece_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "bundled: –" in copied()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "bundled: True" in copied()


def test_the_newest_errors_come_first_and_not_all_of_them(home: Path) -> None:
    for number in range(8):
        note(number)
    text = copied()
    told = [line.strip() for line in text.splitlines() if "number:" in line]
    assert told == [f"number:{number}" for number in (7, 6, 5, 4, 3)]
    assert text.count("Traceback of ValueError") == 5
    assert NAME not in text
    log = error_log.error_log()
    log.replace(log.with_name("error.log.1"))
    note(8)
    assert copied().index("number:8") < copied().index("number:7")


def test_no_name_of_a_folder_that_somebody_chose_is_told(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path / "งานของสมหญิง", Path("/งานของสมหญิง/ita"), Path(f"/opt/{NAME}/x")):
        monkeypatch.setenv("ITA_DESKTOP_HOME", str(folder))
        monkeypatch.setattr("ita_desktop.services.about._PUBLIC", ("/opt",))
        monkeypatch.setattr("ita_desktop.services.about._writable", lambda _folder: False)
        text = copied()
        assert "จะไม่มีแฟ้มสำรองอัตโนมัติ" in text
        assert "สมหญิง" not in text
        assert NAME not in text


def test_a_path_of_the_home_folder_anywhere_in_it_names_nobody(home: Path) -> None:
    log = error_log.error_log()
    log.parent.mkdir(parents=True)
    log.write_text(f"2026-01-01 of an older program {home}/x.ita\n\n", encoding="utf-8")
    assert "of an older program ~/x.ita" in copied()


def test_the_machine_of_a_screen_elsewhere_is_not_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", "somchai-pc:10.0")
    assert "display: :10.0" in copied()
    assert "somchai" not in copied()


def test_nothing_was_written_down_yet(home: Path) -> None:
    assert not error_log.error_log().exists()
    assert data_folder().parent == home
    assert copied().splitlines()[-2:] == ["errors:", "  –"]


def test_in_english_it_is_english(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "code", "en")
    assert "no problems found" in copied()
    assert not any("ก" <= letter <= "๙" for letter in copied())
