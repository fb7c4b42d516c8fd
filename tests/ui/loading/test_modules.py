"""What was not opened yet is loaded after the start, so that nobody waits for it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.services import workspaces
from tests.support.places import ROOT

PROBE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from ita_desktop.settings import Settings
from ita_desktop.ui.loading.idle import Collector
from ita_desktop.ui.loading.idle import ModuleLoader
from ita_desktop.ui.theme.theme import ColourMode, Theme
from ita_desktop.ui.window import Window

app = QApplication([])
Collector(app)
Theme(app, ColourMode.LIGHT)
window = Window(Settings(Path(sys.argv[1]) / "settings.json"))
window.open_file(Path(sys.argv[2]))
window.show()
loop = QEventLoop()
window.idle.connect(lambda: window.findChild(ModuleLoader).ended.connect(loop.quit))
window.idle.connect(lambda: window.visit("meetings"))
loop.exec()
loaded = list(sys.modules)
for key in window._factories:
    window.go(key)
    app.processEvents()
from ita_desktop.ui.dialogs.previews.imports import ImportDialog
dialog = ImportDialog(window.session, "", window)
dialog.open()
app.processEvents()
dialog.reject()
more = sorted(name for name in set(sys.modules) - set(loaded) if name.startswith("ita_desktop.ui"))
print(json.dumps({"loaded": loaded, "more": more}))
window.close()
"""
LIBRARIES = {
    "openpyxl", "docx", "reportlab", "lxml", "PIL", "pypdfium2", "uharfbuzz", "httpx", "psycopg",
}  # fmt: skip


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was loaded a while after a start, when somebody asked for the meetings at once, and
    what the first look at each page loaded more."""
    folder = tmp_path_factory.mktemp("loading")
    file = workspaces.copy_sample(folder / "sample.ita")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(folder), str(file)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "ITA_DESKTOP_HOME": str(folder)},
        cwd=ROOT,
        timeout=120,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.in_turn
def test_no_page_and_no_import_has_to_be_loaded_when_it_is_first_opened(
    described: dict[str, Any],
) -> None:
    assert "ita_desktop.ui.pages.scores.page" in described["loaded"]
    assert described["more"] == []


def test_the_libraries_for_files_wait_until_a_file_is_made_or_read(
    described: dict[str, Any],
) -> None:
    assert LIBRARIES & set(described["loaded"]) == set()


def test_what_somebody_waits_for_is_loaded_before_the_rest(described: dict[str, Any]) -> None:
    order = described["loaded"]
    wanted = order.index("ita_desktop.ui.pages.meetings.page")
    assert wanted < order.index("ita_desktop.exchange.kinds.registry")
    assert wanted < order.index("ita_desktop.ui.pages.settings.page")


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("ways", "last", "most"),
    [
        ("_needed('ita_desktop.ui.pages.oit.page', set())", "ita_desktop.ui.pages.oit.page", 3),
        ("_modules()", "", 12),  # a package that names its parts brings these
    ],
    ids=["what a page needs", "everything"],
)
def test_a_module_is_loaded_after_those_that_it_needs(ways: str, last: str, most: int) -> None:
    """In a process in which none of them was: one at a time, and no library for files."""
    asks = (
        "import json, sys; from ita_desktop.ui.loading.idle import _modules, _needed\n"
        "import importlib\n"
        "names, at_once = [], []\n"
        f"for name in {ways}:\n"
        "    before = len([one for one in sys.modules if one.startswith('ita_desktop')])\n"
        "    importlib.import_module(name)\n"
        "    after = len([one for one in sys.modules if one.startswith('ita_desktop')])\n"
        "    names.append(name); at_once.append(after - before)\n"
        "print(json.dumps([names, at_once, sorted(sys.modules)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asks], check=True, capture_output=True, encoding="utf-8",
        cwd=ROOT, timeout=120,
    )  # fmt: skip
    names, at_once, loaded = json.loads(done.stdout)
    assert names[-1].endswith(last)
    assert len(names) > 20
    assert max(at_once) <= most
    assert LIBRARIES & set(loaded) == set()


SEARCHED = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ita_desktop.services.search.index import making
from ita_desktop.settings import Settings
from ita_desktop.ui.loading.idle import Collector
from ita_desktop.ui.commands.search import Search
from ita_desktop.ui.theme.theme import ColourMode, Theme
from ita_desktop.ui.window import Window

app = QApplication([])
Collector(app)
Theme(app, ColourMode.LIGHT)
window = Window(Settings(Path(sys.argv[1]) / "settings.json"))
window.open_file(Path(sys.argv[2]))
search = Search(window.navigation, window.menus.entries, window.commands.run)
bits = making(search._entries(window.session.data, tuple(search._commands())))
known, loaded = set(sys.modules), []
for _ in bits:
    more = [name for name in set(sys.modules) - known if name.startswith("ita_desktop.")]
    loaded.append(sum(not hasattr(sys.modules[name], "__path__") for name in more))
    known = set(sys.modules)
print(json.dumps(loaded))
"""
MOST_AT_ONCE = 16
"""Modules beside packages, which are empty: one brings those that it is made of."""


@pytest.mark.in_turn
def test_a_first_search_loads_what_names_the_documents_bit_by_bit(tmp_path: Path) -> None:
    file = workspaces.copy_sample(tmp_path / "sample.ita")
    done = subprocess.run(
        [sys.executable, "-c", SEARCHED, str(tmp_path), str(file)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "ITA_DESKTOP_HOME": str(tmp_path)},
    )
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert sum(loaded) > 100
    assert max(loaded) <= MOST_AT_ONCE
