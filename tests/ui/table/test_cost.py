"""What a table does not load before it is needed."""

import subprocess
import sys

PROBE = """
import sys
import ita_desktop.ui.table.view
late = ["html.parser", "difflib", "nlpo3", "ita_desktop.typography.words", "PySide6.QtSvg"]
print([name for name in late if name in sys.modules])
print([name for name in sys.modules if name.startswith("ita_desktop.ui.editors.")])
"""


def test_a_table_loads_editors_clipboard_and_word_list_when_they_are_used() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]
