"""``python -m tests.ui.random_user SEED [ACTIONS]``: a random user's work, as a failing test names
it."""

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from ita_desktop.app import plain_imports

# As in the program, which imports modules in the midst of the work.
with plain_imports():
    from PySide6.QtWidgets import QApplication

from ita_desktop.ui.language import install
from ita_desktop.ui.theme.theme import ColourMode, Theme
from tests.ui.random_user.user import LAST, at_work, say


def main() -> None:
    """Works once with the given seed; says what broke, what took its time and what blocked."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    Theme(app, ColourMode.LIGHT)
    install(app)
    seed, actions = int(sys.argv[1]), int((sys.argv[2:] or ["1000"])[0])
    begin = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        at_work(Path(folder), seed, patch, look_inside=0.1) as user,
    ):
        user.tell = say
        user.acts(actions)
        say(f"{actions} actions in {time.perf_counter() - begin:.1f} s")
        for block in sorted(user.watch.blocks, reverse=True)[:LAST]:
            say(str(block))


if __name__ == "__main__":
    main()
