"""What was not opened yet is loaded after the start, so that nobody waits for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ita_desktop.services import workspaces

PROBE = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from ita_desktop.settings import Settings
from ita_desktop.ui.loading import Loading
from ita_desktop.ui.theme.theme import Choice, Theme
from ita_desktop.ui.window import Window

app = QApplication([])
Theme(app, Choice.LIGHT)
window = Window(Settings(Path(sys.argv[1]) / "settings.json"))
window.open_file(Path(sys.argv[2]))
window.show()
loop = QEventLoop()
window.idle.connect(lambda: window.findChild(Loading).ended.connect(loop.quit))
loop.exec()
loaded = set(sys.modules)
for key in window._factories:
    window.go(key)
    app.processEvents()
from ita_desktop.ui.dialogs.import_preview import ImportDialog
dialog = ImportDialog(window.session, "", window)
dialog.open()
app.processEvents()
dialog.reject()
more = sorted(name for name in set(sys.modules) - loaded if name.startswith("ita_desktop.ui"))
print(json.dumps({"loaded": sorted(loaded), "more": more}))
window.close()
"""
LIBRARIES = {"openpyxl", "docx", "reportlab", "lxml", "PIL", "pypdfium2", "uharfbuzz"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What was loaded a while after a start, and what the first look at each page loaded more."""
    folder = tmp_path_factory.mktemp("loading")
    file = workspaces.copy_sample(folder / "sample.ita")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(folder), str(file)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "ITA_DESKTOP_HOME": str(folder)},
        cwd=Path(__file__).resolve().parents[2],
        timeout=120,
    )
    answer: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_no_page_and_no_import_has_to_be_loaded_when_it_is_first_opened(
    told: dict[str, list[str]],
) -> None:
    assert "ita_desktop.ui.pages.scores" in told["loaded"]
    assert told["more"] == []


def test_the_libraries_for_files_wait_until_a_file_is_made_or_read(
    told: dict[str, list[str]],
) -> None:
    assert LIBRARIES & set(told["loaded"]) == set()
