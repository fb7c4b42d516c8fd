"""Where commands write, and how they show the names that they are given."""

import json
import os
from errno import ELOOP
from pathlib import Path

import pytest

from tests.cli.conftest import Run

YEAR = 2567
_WRITING = ("calendar", "template", "settings", "frameworks", "backup", "hand-on")


def _writes(command: str, path: Path, out: Path) -> list[object]:
    """The words of a command that writes one file to ``out``."""
    return {
        "calendar": ["calendar", path, "--out", out],
        "template": ["template", "people", out],
        "settings": ["settings", "export", path, "--out", out],
        "frameworks": ["frameworks", "export", path, "--year", YEAR, "--out", out],
        "backup": ["backup", path, "--out", out],
        "hand-on": ["hand-on", path, "--out", out],
    }[command]


@pytest.mark.in_turn
@pytest.mark.posix("a link needs a right there")
@pytest.mark.parametrize("command", _WRITING)
def test_what_is_written_over_a_link_comes_where_it_leads(
    run: Run, path: Path, command: str
) -> None:
    folder = path.parent / "ที่อื่น"
    folder.mkdir()
    link, meant = path.parent / "ทางลัด.x", folder / "จริง.x"
    link.symlink_to(Path("ที่อื่น", "จริง.x"))
    for _ in range(1 if command in {"backup", "hand-on"} else 2):  # others are written over
        text = run(*_writes(command, path, link))
        assert (text.code, text.err) == (0, "")
        assert link.is_symlink()
        assert [found.name for found in folder.iterdir()] == [meant.name]
    assert sorted(found.name for found in path.parent.iterdir()) == sorted(
        [path.name, link.name, folder.name]
    )


@pytest.mark.posix("a link needs a right there")
@pytest.mark.parametrize("command", _WRITING)
def test_nothing_takes_the_place_of_a_link_in_a_circle(run: Run, path: Path, command: str) -> None:
    link = path.parent / "วน.x"
    link.symlink_to(link.name)
    before = sorted(path.parent.iterdir())
    text = run(*_writes(command, path, link))
    assert text.code in {2, 3}
    assert text.out == ""
    assert text.err.startswith(f"{link}: ")
    assert "ลิงก์วนกลับมาที่เดิม" in text.err
    assert sorted(path.parent.iterdir()) == before
    with pytest.raises(OSError, match=os.strerror(ELOOP)):
        link.stat()


@pytest.mark.in_turn
@pytest.mark.parametrize("command", _WRITING)
@pytest.mark.parametrize(
    "below", ["x", pytest.param("y/x", marks=pytest.mark.posix("told as a missing folder there"))]
)
def test_a_file_in_the_way_of_a_folder_is_named_as_that(
    run: Run, path: Path, command: str, below: str
) -> None:
    (path.parent / "แฟ้ม").write_text("")
    out = path.parent / "แฟ้ม" / below
    text = run(*_writes(command, path, out.with_suffix(".x")))
    assert text.code in {2, 3}
    assert text.err.startswith(f"{out}.x: ")
    assert "มีแฟ้มอยู่ตรงที่ต้องเป็นโฟลเดอร์" in text.err
    assert sorted(found.name for found in path.parent.iterdir()) == sorted([path.name, "แฟ้ม"])


def test_a_new_file_that_cannot_be_opened_is_not_left_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "บ้าน"
    home.write_text("")
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(home))
    text = run("new", tmp_path / "เขต.ita", "--year", YEAR, "--organisation", "เขต")
    assert (text.code, text.out) == (3, "")
    assert text.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == [home]


@pytest.mark.in_turn
@pytest.mark.posix("names are no bytes there")
def test_a_name_that_is_no_utf8_is_a_name(run: Run, tmp_path: Path) -> None:
    path, copy, words = (
        tmp_path / os.fsdecode(b"\xe0\xb8" + name) for name in (b".ita", b"2.ita", b".ics")
    )
    text = run("new", path, "--year", YEAR, "--organisation", "เขต", "--json")
    assert (text.code, text.err) == (0, "")
    assert json.loads(text.out)["file"] == str(path)
    for words_of in (
        ["history", path],
        ["check", path],
        ["backup", path],
        ["backup", path, "--out", copy],
        ["restore", copy, path],
        ["calendar", path, "--out", words],
        ["city", tmp_path],
    ):
        text = run(*words_of)
        assert (text.code in {0, 1}, text.err) == (True, ""), words_of
        text.out.encode()
    assert sorted(tmp_path.iterdir()) == sorted([path, copy, words])


@pytest.mark.posix("such characters are in no names there")
def test_names_do_not_steer_the_terminal(run: Run, path: Path) -> None:
    name = "\x1b[2J\r\n\x9b31m\x7f"
    out = path.parent / f"ก{name}.ics"
    shown = f"{path.parent}/ก␛[2J␍␊�31m␡.ics"
    text = run("calendar", path, "--out", out)
    assert (text.code, text.err) == (0, "")
    assert shown in text.out
    assert text.out.count("\n") == 1
    told = run("calendar", path, "--out", out, "--json").out
    assert json.loads(told)["file"] == str(out)
    assert not {"\x1b", "\r", "\x9b", "\x7f"} & set(told)
    refused = run("score", out).err
    assert refused.count("\n") == 1
    assert "␛[2J" in refused
    assert not {"\x1b", "\r", "\x9b", "\x7f"} & set(refused)
