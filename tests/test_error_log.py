"""What is written down of a mistake: kinds and places, and nothing of anybody's."""

import sqlite3
from pathlib import Path

import pytest

from ita_desktop import error_log
from ita_desktop.domain.errors import InputError

NAME = "สมชาย ใจดี"


def _raise(error: Exception, cause: Exception | None) -> None:
    raise error from cause


def _raised(error: Exception, cause: Exception | None = None) -> Exception:
    with pytest.raises(type(error)) as caught:
        _raise(error, cause)
    return caught.value


@pytest.mark.parametrize(
    "error",
    [
        ValueError(NAME),
        KeyError(NAME),
        FileNotFoundError(2, "No such file", f"/home/{NAME}/x.ita"),
        UnicodeEncodeError("ascii", NAME, 0, 1, NAME),
        sqlite3.OperationalError(NAME),
        InputError("ไม่มี {name}", name=NAME, where=NAME),
    ],
)
def test_what_an_error_says_is_not_written(error: Exception) -> None:
    log = error_log.note(_raised(error, _raised(RuntimeError(NAME))))
    text = log.read_text(encoding="utf-8")
    assert NAME not in text
    assert f"Traceback of {type(error).__name__}" in text
    assert "caused by RuntimeError" in text
    assert "tests/test_error_log.py" in text


def test_what_helps_and_names_nobody_is_written() -> None:
    assert "(errno 28)" in error_log.described(_raised(OSError(28, "x")))
    assert "(ไม่มี {name})" in error_log.described(_raised(InputError("ไม่มี {name}", name="ก")))


def test_the_log_does_not_grow_without_end(own_home: Path) -> None:
    error = _raised(ValueError("x"))
    for _ in range(4):
        error_log.note(error)
        log = error_log.error_log()
        log.write_text("x" * 300_000, encoding="utf-8")
        error_log.note(error)
        assert log.stat().st_size < 2_000
    assert sorted(path.name for path in own_home.glob("error.log*")) == [
        "error.log", "error.log.1", "error.log.2", "error.log.3",
    ]  # fmt: skip


def test_a_folder_that_cannot_be_written_is_no_further_mistake(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_home / "file").write_bytes(b"")
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(own_home / "file"))
    error_log.note(_raised(ValueError("x")))
