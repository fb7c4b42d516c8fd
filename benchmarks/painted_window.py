"""The program up to the first painting of its window, which says what it is about to open."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ita_desktop import app
from ita_desktop.ui.opening.opening import Opening


def leave(_opening: Opening) -> None:
    """In place of opening the file, which begins as soon as the window has painted."""
    print("painted", flush=True)
    QApplication.quit()


if __name__ == "__main__":
    Opening.begin_first = leave  # type: ignore[method-assign]
    app.run(Path(sys.argv[1]))
