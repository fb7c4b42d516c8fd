"""The window's own program has no console: what keeps it from starting is shown."""

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ita_desktop.cli.main import main


def close_box(seen: list[str]) -> None:
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        seen.append(box.text())
        box.accept()
    else:
        QTimer.singleShot(20, lambda: close_box(seen))


@pytest.mark.parametrize("arguments", [["--nonsense"], ["--lang", "<b>xx</b>"]])
def test_what_was_wrong_is_told_in_a_window(qapp, monkeypatch, arguments: list[str]) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    seen: list[str] = []
    QTimer.singleShot(0, lambda: close_box(seen))
    assert main(arguments) == 2
    (sentence,) = seen
    assert arguments[-1] in sentence
    assert "Traceback" not in sentence
