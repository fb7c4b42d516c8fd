"""A start pays for what its first picture needs, and for nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ita_desktop.services import workspaces

PROBE = """
import json, sys
from ita_desktop import app
from ita_desktop.cli.main import main
shown, told = [], app._milliseconds_since_start
app._milliseconds_since_start = lambda: shown.extend(sys.modules) or told()
code = main(sys.argv[1:])
qt = [module for name, module in sys.modules.items() if name.startswith("PySide6.Qt")]
made = sorted({name for module in qt for name in vars(module)})
print(json.dumps({"code": code, "modules": sorted(sys.modules), "made": made,
                  "shown": sorted(shown)}))
"""

BARE = """
from ita_desktop import app
run = app.Start.run
def show(start):
    start._skeleton.due.disconnect()
    start._skeleton.due.connect(start.window.close)
    type(start.window).show_bare(start.window)
def painted(start, *given, **named):
    start.window.show_bare = lambda: show(start)
    return run(start, *given, **named)
app.Start.run = painted
"""
"""Closes the window as soon as it has painted for the first time."""

DOCUMENTS = {"docx", "openpyxl", "reportlab", "uharfbuzz", "pypdf", "pypdfium2", "PIL", "lxml"}
IMPORTS = {"openpyxl", "defusedxml", "ita_desktop.services.imports.importing"}
FRAMEWORK_FILES = {"yaml", "ita_desktop.frameworks"}
NEXT_STEP = {"ita_desktop.services.steps.overview", "ita_desktop.ui.widgets.page.step_line"}
NAMES_AND_POSTS = {"ita_desktop.domain.roster.matching", "ita_desktop.domain.roster.names"}
OTHER_WIDGETS = {
    "ita_desktop.ui.widgets.fields.choices",
    "ita_desktop.ui.widgets.year_line",
}
LATER = {
    "ita_desktop.ui.commands.search",
    "ita_desktop.services.settings.safety_copies",
    "getpass",
    "html",
}
ASKED_FOR = {
    "ita_desktop.domain.attendance",
    "ita_desktop.domain.roster.holders",
    "ita_desktop.domain.surveys",
    "ita_desktop.services.step_context",
    "ita_desktop.services.years.years",
    "ita_desktop.ui.saving.left_works",
    "ita_desktop.ui.table.column",
}
"""What pages other than the first, or an answer on it, need."""
LEAVING = {"ita_desktop.ui.saving.leaving", "ita_desktop.ui.widgets.sheet"}
CALLED = {"PySide6.QtNetwork", "ita_desktop.ui.opening.instance_listener"}
QT_OF_HUNDREDS = {"QStyle", "QIcon", "QComboBox", "QFileDialog", "QTableView"}
"""Classes for which PySide makes hundreds of names, milliseconds each."""
PARTS = {
    "ita_desktop.ui.accessible",
    "ita_desktop.ui.forms.ui_frame",
    "ita_desktop.ui.widgets.button",
    "ita_desktop.ui.navigation",
    "ita_desktop.ui.opening.workspace_opener",
    "ita_desktop.ui.theme.lines",
    "ita_desktop.ui.theme.theme",
    "ita_desktop.services",
    "platform",
    "socket",
    "sqlalchemy",
}
MOST_FILES = 190
"""Files of the program that a start reads: each costs it about half a millisecond."""
WORD_BREAKER = {"nlpo3"}
NEVER = {"pydantic", "numpy", "sqlalchemy.orm", "tkinter", "asyncio.events", "ssl", "email"}


def told_after(tmp_path: Path, *arguments: str, first: str = "") -> dict[str, list[str]]:
    """What a run of the program loaded: its modules, those of them that its first page had, and the
    classes that PySide made."""
    done = subprocess.run(
        [sys.executable, "-c", first + PROBE, *arguments],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "ITA_DESKTOP_HOME": str(tmp_path)},
    )
    described: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    assert described["code"] == 0
    return described


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """A window that was started on the sample and has painted."""
    folder = tmp_path_factory.mktemp("start")
    file = workspaces.copy_sample(folder / "sample.ita")
    return told_after(folder, str(file), "--exit-when-shown")


@pytest.mark.in_turn
def test_a_program_without_a_console_ends_after_its_window_has_painted(tmp_path: Path) -> None:
    code = "import sys; from ita_desktop.cli.main import main; sys.stdout = None; sys.exit(main())"
    file = workspaces.copy_sample(tmp_path / "sample.ita")
    done = subprocess.run(
        [sys.executable, "-c", code, file, "--exit-when-shown"],
        check=False,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "ITA_DESKTOP_HOME": str(tmp_path)},
    )
    assert done.returncode == 0


def test_the_first_painting_waits_for_no_part_of_the_window(tmp_path: Path) -> None:
    """And not for Qt's enumerations: PySide makes all of them at the first use of one."""
    loaded = told_after(tmp_path, first=BARE)
    assert "ita_desktop.ui.window" in loaded["modules"]
    assert PARTS & set(loaded["modules"]) == set()
    assert "QMainWindow" in loaded["made"]
    assert {"Qt", "QBrush"} & set(loaded["made"]) == set()


@pytest.fixture(scope="module")
def started(run: dict[str, list[str]]) -> set[str]:
    """The modules of that window."""
    return set(run["modules"])


@pytest.mark.in_turn
def test_a_start_shows_the_window_with_the_workspace_in_it(started: set[str]) -> None:
    assert {"PySide6.QtWidgets", "ita_desktop.ui.window", "ita_desktop.storage"} <= started


def test_a_start_does_not_load_word_excel_or_pdf(started: set[str]) -> None:
    assert started & DOCUMENTS == set()


def test_a_start_does_not_load_what_imports_tables(started: set[str]) -> None:
    assert started & IMPORTS == set()


def test_a_start_parses_no_framework_file(started: set[str]) -> None:
    """A workspace year keeps its own copy of the framework."""
    assert started & FRAMEWORK_FILES == set()


def test_a_start_breaks_its_lines_without_loading_the_word_list(started: set[str]) -> None:
    assert started & WORD_BREAKER == set()


def test_a_start_looks_for_no_next_step_before_the_window_has_painted(started: set[str]) -> None:
    assert started & NEXT_STEP == set()


def test_a_start_reads_no_names_and_makes_nothing_that_is_not_seen_at_first(
    started: set[str],
) -> None:
    assert started & (NAMES_AND_POSTS | OTHER_WIDGETS | LATER | ASKED_FOR) == set()


def test_what_asks_before_a_file_is_left_waits_until_it_is(run: dict[str, list[str]]) -> None:
    assert "ita_desktop.ui.pages.overview.page" in run["shown"]
    assert LEAVING & set(run["shown"]) == set()
    assert set(run["modules"]) >= LEAVING


def test_a_start_that_meets_no_other_window_loads_nothing_to_call_one(started: set[str]) -> None:
    assert started & CALLED == set()


def test_a_start_lets_pyside_make_no_class_of_hundreds_of_names(run: dict[str, list[str]]) -> None:
    assert "QWidget" in run["made"]
    assert QT_OF_HUNDREDS & set(run["made"]) == set()


def test_a_start_reads_not_many_files(started: set[str]) -> None:
    assert len([name for name in started if name.startswith("ita_desktop")]) <= MOST_FILES


def test_a_start_loads_no_library_that_is_not_ours_to_pay_for(started: set[str]) -> None:
    assert started & NEVER == set()


@pytest.mark.in_turn
def test_a_command_needs_no_window(tmp_path: Path) -> None:
    file = workspaces.copy_sample(tmp_path / "sample.ita")
    loaded = told_after(tmp_path, "score", str(file))["modules"]
    assert not {name for name in loaded if name.partition(".")[0] == "PySide6"}


@pytest.mark.in_turn
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells by variables")
def test_without_a_screen_the_program_says_so_and_offers_the_commands(tmp_path: Path) -> None:
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "ita_desktop", "--sample"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if name not in screens}
        | {"ITA_DESKTOP_HOME": str(tmp_path)},
    )
    assert done.returncode == 2
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert "จอภาพ" in sentence
    assert "ita-desktop --help" in sentence
