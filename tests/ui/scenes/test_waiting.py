"""Where a window never comes to rest, whoever waited is told what kept it at work."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QTimer, QVariantAnimation
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ita_desktop.domain.errors import InputError
from ita_desktop.ui.background import Job, Progress, giving
from tools.scenes import pages as scenes


def count_again(_factor: int, _progress: Progress) -> None:
    """The work of the job."""


def job(owner: QWidget) -> Callable[[], object]:
    """Work that begins again whenever it has ended."""

    wanted = [True]

    def begin() -> None:
        if wanted:
            made = Job(giving(partial(count_again, 2), InputError), owner)
            made.done.connect(begin)
            made.start()

    begin()
    return wanted.clear


def timer(owner: QWidget) -> Callable[[], object]:
    """A time that is set anew whenever it has passed."""
    made = QTimer(owner, singleShot=True, interval=20, objectName="blink")
    made.timeout.connect(made.start)
    made.start()
    return made.stop


def movement(owner: QWidget) -> Callable[[], object]:
    """What moves again whenever it stands still."""
    made = QVariantAnimation(owner, duration=20, startValue=0, endValue=1)
    made.finished.connect(made.start)
    made.start()
    return made.stop


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("begin", "named"),
    [
        (job, "job count_again"),
        (timer, "QTimer blink of QWidget board"),
        (movement, "QVariantAnimation of QWidget board"),
    ],
)
def test_what_never_ends_is_named(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    begin: Callable[[QWidget], Callable[[], object]],
    named: str,
) -> None:
    monkeypatch.setattr(scenes, "SETTLING_MS", 1)
    monkeypatch.setattr(scenes, "WAITS", 12)
    board = QWidget(objectName="board")
    qtbot.addWidget(board)
    end = begin(board)
    with pytest.raises(RuntimeError, match=rf"always something at work: {named} \(\d+ times\)"):
        scenes.wait_until_idle()
    end()
    scenes.wait_until_idle()
