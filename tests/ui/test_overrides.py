"""An error in a method that Qt calls is heard of, on every Python; none ends the process."""

import pkgutil
import subprocess
import sys
from importlib import import_module
from inspect import unwrap
from types import FunctionType

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessibleInterface

import ita_desktop.ui

SLOTS = {"accept", "exec", "reject", "setAccessibleName", "setText", "setToolTip"}
"""Overrides that Python calls itself, or Qt as slots."""
PROGRAM = """
import sys
import ita_desktop.ui
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

app = QApplication([])
gone = QObject()
delete(gone)

class Part(QWidget):
    def resizeEvent(self, event):
        {broken}

part = Part()
try:
    part.show()
except {error} as error:
    print("heard of", error)
"""


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("broken", "error"),
    [("[].index(1)", "ValueError"), ("1 / 0", "ZeroDivisionError"),
     ("gone.objectName()", "RuntimeError"), ("None.anything", "AttributeError")],
)  # fmt: skip
def test_what_breaks_in_an_event_does_not_end_the_process(broken: str, error: str) -> None:
    words = [sys.executable, "-c", PROGRAM.format(broken=broken, error=error)]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout[:8]) == (0, "heard of"), ended.stderr


def derived(base: type) -> set[type]:
    return {each for child in base.__subclasses__() for each in {child} | derived(child)}


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="errors always have their arguments")
def test_every_override_is_guarded(qapp) -> None:
    for module in pkgutil.walk_packages(ita_desktop.ui.__path__, "ita_desktop.ui."):
        import_module(module.name)
    bare = {
        f"{kind.__qualname__}.{name}"
        for kind in derived(QObject) | derived(QAccessibleInterface)
        if str(kind.__module__).startswith("ita_desktop.ui")
        for name, method in vars(kind).items()
        if isinstance(method, FunctionType)
        and not name.startswith("__")
        and name not in SLOTS
        and any(name in vars(part) for part in kind.__mro__ if of_qt(part))
        and unwrap(method) is method
    }
    assert bare == set()


def of_qt(kind: type) -> bool:
    return str(kind.__module__).startswith("PySide6")
