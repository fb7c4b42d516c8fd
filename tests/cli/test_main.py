"""How the command line speaks, and how it may end."""

import gc
import json
import os
import re
import signal
import subprocess
import sys
from itertools import chain, permutations
from pathlib import Path

import pytest

from ita_desktop import __main__ as program
from ita_desktop import __version__
from ita_desktop.cli import main as cli
from ita_desktop.cli import workspaces as workspace_commands
from ita_desktop.home import data_folder
from ita_desktop.services.documents import exporting
from ita_desktop.storage.safety_copies import SafetyCopies
from tests.cli.conftest import Run
from tests.support.processes import ROOT


def _python(*words: object, **more: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "ita_desktop", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        **more,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_every_command_explains_itself_in_thai(run: Run, command: str) -> None:
    text = run(command, "--help")
    assert (text.code, text.err) == (0, "")
    assert text.out.startswith(f"วิธีใช้: ita-desktop {command}")
    for english in ("usage", "options:", "positional", "show this", "optional"):
        assert english not in text.out


def test_help_lists_every_command_and_the_windows_switches(run: Run) -> None:
    out = run("--help").out
    assert all(re.search(rf"^ +{command} ", out, re.MULTILINE) for command in cli.COMMANDS)
    assert "--sample" in out
    assert "--exit-when-shown" in out
    assert "show program" not in out


def test_help_speaks_english_when_asked(run: Run) -> None:
    out = run("--lang", "en", "--help").out
    assert out.lower().startswith("usage: ita-desktop")
    assert not re.search("[ก-๙]", out)


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"ita-desktop {__version__}\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["score"], "ยังขาด FILE · ดูวิธีใช้ด้วย ita-desktop score --help"),
        (["score", "x.ita", "--nonsense"], "ไม่รู้จัก --nonsense"),
        (["score", "x.ita", "--yea", "2567"], "ไม่รู้จัก --yea 2567"),
        (["score", "x.ita", "--year"], "--year ต้องมีค่าตามหลัง"),
        (["score", "x.ita", "--year", "ปีนี้"], "--year ต้องเป็นตัวเลข ไม่ใช่ ปีนี้"),
        (["import", "x.ita", "fruit", "y.csv"], "KIND ไม่มีค่า fruit เลือกจาก"),
        (["import", "x.ita", "", "y.csv"], "KIND ไม่มีค่า “” เลือกจาก"),
        (["frameworks", "dance"], "ไม่มีค่า dance เลือกจาก list, show, validate, export"),
        (["--lang", "de", "doctor"], "ไม่มีภาษา “de”"),
        (["doctor", "--lang"], "ไม่มีภาษา “”"),
        (["--nonsense"], "ไม่รู้จัก --nonsense"),
    ],
)
def test_wrong_usage_is_one_thai_line_and_code_2(run: Run, words: list[str], says: str) -> None:
    text = run(*words)
    assert (text.code, text.out) == (2, "")
    assert says in text.err
    assert text.err.count("\n") == 1
    assert not re.search("[a-z] (are|is) required|invalid|unrecognized|expected", text.err)


@pytest.mark.parametrize(
    ("command", "plain", "options"),
    [
        (["import"], ["x.ita", "auto", "a.csv", "b.csv"], [["--year", "2568"], ["--unticked"]]),
        (["export"], ["x.ita", "all"], [["--out=o"], ["--format", "pdf"]]),
        (["round", "take"], ["x.ita", "a.xlsx", "b.xlsx"], [["--dry-run"], ["--json"]]),
        (["wordings", "set"], ["x.ita", "name", "text"], [["--year", "2568"]]),
        (["city"], ["a", "b"], [["--year", "2567"], ["--json"]]),
    ],
)
def test_options_may_stand_anywhere(
    command: list[str], plain: list[str], options: list[list[str]]
) -> None:
    parser = cli.build_parser()
    meant = parser.parse_args([*command, *plain, *chain(*options)])
    for order in permutations([*options, *([word] for word in plain)]):
        if [word for words in order for word in words if word in plain] == plain:
            assert parser.parse_args([*command, *chain(*order)]) == meant
    assert parser.parse_args([*command, *chain(*options), "--", *plain]) == meant


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["score", ""], "FILE"),
        (["sample", " "], "FILE"),
        (["site", "x.ita", "--out", ""], "--out"),
        (["import", "x.ita", "auto", ""], "SOURCE"),
        (["round", "take", "x.ita", " "], "SOURCE"),
        (["city", ""], "FOLDER"),
        (["plan", "x.ita", "--level", ""], "--level"),
        (["links", "x.ita", "--item= "], "--item"),
        (["export", "x.ita", "all", "--out", "x", "--unit", ""], "--unit"),
        (["import", "x.ita", "roster", "x.csv", "--year", ""], "--year"),
    ],
)
def test_an_empty_value_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], name: str
) -> None:
    """A script gives one where its variable is not set."""
    monkeypatch.chdir(tmp_path)
    text = run(*words)
    assert (text.code, text.out) == (2, "")
    assert f"{name} ว่างเปล่า" in text.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.in_turn
@pytest.mark.parametrize("place", [".", "..", "/"])
def test_a_folder_is_no_place_for_a_file(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (path.parent / "ล่าง").mkdir()
    monkeypatch.chdir(path.parent / "ล่าง")
    for words in (
        ["template", "people", place],
        ["calendar", path, "--out", place],
        ["settings", "export", path, "--out", place],
        ["frameworks", "export", path, "--year", 2567, "--out", place],
        ["restore", path, place],
        ["backup", path, "--out", place],
        ["new", place, "--year", 2567, "--organisation", "ก"],
    ):
        text = run(*words)
        assert text.code in {2, 3}, words
        assert text.err.count("\n") == 1
        assert "ผิดพลาด" not in text.err
    assert sorted(path.parent.iterdir()) == sorted([path, path.parent / "ล่าง"])


@pytest.mark.posix("there are no pipes in folders there")
def test_nothing_is_written_in_the_place_of_a_pipe(run: Run, tmp_path: Path) -> None:
    pipe, link = tmp_path / "ท่อ.xlsx", tmp_path / "ทางลัด.xlsx"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for place in (pipe, link):
        text = run("template", "people", place)
        assert (text.code, text.out) == (2, "")
        assert "เป็นท่อหรืออุปกรณ์ ไม่ใช่แฟ้ม" in text.err
    assert pipe.is_fifo()
    assert link.is_symlink()


def test_errors_are_told_in_english_when_asked(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "none.ita"
    text = run("score", missing, "--lang=en")
    assert text.code == 3
    assert text.err.lower().startswith(f"{str(missing).lower()}: this file was not found · ")
    assert not re.search("[ก-๙]", text.err.replace(str(tmp_path), ""))
    text = run("--lang", "en", "new", tmp_path / "no" / "x.ita", "--year", 2567,
               "--organisation", "x")  # fmt: skip
    assert text.code == 2
    assert not re.search("[ก-๙]", text.err.replace(str(tmp_path), ""))


def test_a_mistake_of_the_program_ends_in_one_line_and_is_kept_for_whoever_mends_it(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **_named: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(workspace_commands, "opened", fail)
    text = run("history", path)
    assert (text.code, text.out) == (2, "")
    assert text.err.count("\n") == 1
    assert "โปรแกรมทำงานผิดพลาด (ZeroDivisionError)" in text.err
    assert "Traceback" not in text.err
    log = (data_folder() / "error.log").read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "workspaces.py" in log
    assert "secret" not in log
    assert str(data_folder() / "error.log") in text.err


def test_breaking_off_is_no_failure_of_the_program(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workspace_commands, "opened", stop)
    assert run("history", path) == type(run("doctor"))(130, "", "")


@pytest.mark.posix("nobody asks a program to end by a signal there")
def test_a_command_that_is_told_to_end_leaves_nothing_of_its_work(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        assert list((data_folder() / "working").glob("reading-*"))
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(exporting, "listing", end)
    assert run("documents", path) == type(run("doctor"))(143, "", "")
    assert not list((data_folder() / "working").glob("reading-*"))
    assert signal.getsignal(signal.SIGTERM) is before


def test_breaking_off_while_the_safety_copy_is_made_leaves_no_lock(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        assert len(list(path.parent.iterdir())) > 1
        raise KeyboardInterrupt

    monkeypatch.setattr(SafetyCopies, "make_if_old", stop)
    assert run("undo", path).code == 130
    assert list(path.parent.iterdir()) == [path]
    assert not list((data_folder() / "working").iterdir())


@pytest.mark.posix("a console tells a program there")
def test_breaking_off_while_the_program_begins_is_no_traceback_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop() -> int:
        raise KeyboardInterrupt

    for name in ("disable", "freeze"):  # for a process that ends
        monkeypatch.setattr(gc, name, lambda: None)
    monkeypatch.setattr(cli, "main", stop)
    with pytest.raises(SystemExit) as left:
        program.main()
    assert left.value.code == 130


def test_doctor_tells_versions_folders_and_problems(run: Run) -> None:
    text = run("doctor")
    assert (text.code, text.err) == (0, "")
    assert "ไม่พบปัญหา" in text.out
    described = json.loads(run("doctor", "--json").out)
    assert described["program"]["version"] == __version__
    assert described["problems"] == []
    assert described["folders"]["data"] == str(data_folder())


def test_doctor_tells_of_a_folder_that_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(blocked / "home"))
    text = run("doctor")
    assert text.code == 1
    assert "จะไม่มีแฟ้มสำรองอัตโนมัติ" in text.out


# -- as a program of its own

WITHOUT_WINDOW = """
import json, sys
from ita_desktop.cli.main import main
commands, unwanted, told = *map(json.loads, sys.argv[1:3]), {}
for words in commands:
    try:
        code = main(words.split())
    except SystemExit as left:
        code = left.code or 0
    told[words] = code, sorted(set(unwanted) & set(sys.modules))
with open(sys.argv[3], "w", encoding="utf-8") as file:
    json.dump(told, file)
"""
WINDOW = ("PySide6", "shiboken6", "pypdfium2", "numpy", "nlpo3", "uharfbuzz")
TABLES = ("docx", "openpyxl", "reportlab", "lxml", "PIL")


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("commands", "unwanted"),
    [
        (
            (
                "new {new}.ita --year 2568 --organisation เขต",
                "sample {new}-sample.ita",
                "score {path} --json",
                "documents {path} --json",
                "history {path}",
                "undo {path}",
                "redo {path}",
                "backup {path} --out {new}-copy.ita",
                "backup {path}",
                "restore {path} {new}-restored.ita",
                "frameworks list",
                "frameworks show 2567 --json",
                "doctor --json",
                "--version",
                "--help",
            ),
            WINDOW + TABLES,
        ),
        (("template roster {new}.xlsx",), WINDOW[:3]),  # rows as high as their broken lines
    ],
    ids=["plain", "tables"],
)
def test_no_command_loads_the_window(
    path: Path, tmp_path: Path, commands: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    """One process runs several: what one of them loads is there after it."""
    given = [words.format(path=path, new=tmp_path / "new") for words in commands]
    told = tmp_path / "told.json"
    subprocess.run(
        [sys.executable, "-c", WITHOUT_WINDOW, json.dumps(given), json.dumps(unwanted), told],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    found = json.loads(told.read_text(encoding="utf-8"))
    assert list(found) == given
    assert {words: loaded for words, (_code, loaded) in found.items() if loaded} == {}
    assert {words: code for words, (code, _loaded) in found.items() if code not in {0, 1}} == {}


def test_thai_comes_out_whole_whatever_the_terminal_speaks(path: Path) -> None:
    done = _python("history", path, env=os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.returncode == 0
    assert "เริ่มแฟ้มใหม่ ปีงบประมาณ 2567" in done.stdout


@pytest.mark.in_turn
def test_what_libraries_note_for_developers_is_not_printed() -> None:
    words = "import logging\nfrom ita_desktop.cli.main import main\nmain(['frameworks', 'list'])\n"
    words += "logging.getLogger('psycopg').warning('pipeline aborted')"
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout
    assert done.stderr == ""


@pytest.mark.in_turn
@pytest.mark.posix("pipes of the shell bash")
def test_a_reader_that_goes_away_is_no_error(path: Path) -> None:
    line = f'"{sys.executable}" -m ita_desktop frameworks show 2566 --json | head -1; '
    line += 'echo "${PIPESTATUS[0]}"'
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


@pytest.mark.posix("Windows has no full device")
def test_output_that_cannot_be_written_is_told(path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ita_desktop", "score", str(path), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "เนื้อที่ดิสก์ไม่พอ" in done.stderr


@pytest.mark.in_turn
@pytest.mark.posix("streams that a shell closes")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("name", "code"), [("เขต.ita", 0), ("ไม่มี.ita", 3)])
def test_with_closed_streams_a_command_does_its_work_and_waits_for_nobody(
    path: Path, tmp_path: Path, closed: str, name: str, code: int
) -> None:
    copy = tmp_path / "copy.ita"
    words = f'"{sys.executable}" -m ita_desktop backup "{path.with_name(name)}" --out "{copy}"'
    done = subprocess.run(
        ["bash", "-c", f"{words} {closed}"], capture_output=True, cwd=ROOT, check=False, timeout=60
    )
    assert done.returncode == code
    assert b"error.log" not in done.stderr
    assert copy.exists() == (code == 0)


def test_the_program_runs_by_its_module_and_leaves_with_the_code(tmp_path: Path) -> None:
    done = _python("score", tmp_path / "ไม่มี.ita")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
