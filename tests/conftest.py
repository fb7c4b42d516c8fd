"""Tests of the window run without a display, and with the bundled letters."""

import gc
import os
import re
import socket
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from _pytest.pathlib import import_path
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from ita_desktop.app import plain_imports
from tests.support.cost import examples

# A property holds however busy the machine is. What is a test's own is new in each example wherever
# the test makes it so. Examples are the same every time, so that a first run tells of the program
# and not of luck; whoever looks for new ones says so.
settings.register_profile(
    "any machine",
    deadline=None,
    max_examples=examples(100),
    derandomize="ITA_NEW_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("any machine")

pytest_plugins = (
    "pytester",
    "tests.support.programs",
    "tests.support.turns",
    "tests.support.quick",
    "tests.support.long",
    "tests.storage.server.databases",
)

_T = TypeVar("_T")

PATIENCE = 30_000
"""Milliseconds that a test waits where it does not say how long."""

# Qt's own screen without a display is 800 px wide: popups would stand where no clerk has them.
TESTS = Path(__file__).resolve().parent
SCREEN = Path(__file__).with_name("screen.json")
if os.name == "nt":
    SCREEN = Path(os.path.relpath(SCREEN))  # the colon after a drive's letter would end it
if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREEN}"

# As in the program, and before pytest-qt does it otherwise.
with plain_imports():
    import PySide6.QtWidgets  # noqa: F401

# What a test makes is let go of with it: looking for garbage often costs a fifteenth of the time.
# A window collects as in the program (tests/ui/support/collecting.py).
gc.set_threshold(20_000, 20, 20)


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Each process that runs a part of all tests begins to read their files at another one.

    Pytest takes longer to prepare the asserts of all files than to import them, and keeps what it
    has prepared: so each process prepares its share, and finds the others' done.
    """
    told = getattr(collector.config, "workerinput", None)
    is_whole = [Path(arg).resolve() for arg in collector.config.args] == [TESTS]
    if told is None or not is_whole or collector.path != TESTS:
        return
    for file in _from_its_share_on(told, sorted(TESTS.rglob("test_*.py"))):
        # What cannot be imported is told when it is collected.
        with suppress(Exception, pytest.skip.Exception):
            import_path(
                file,
                mode=collector.config.getoption("importmode"),
                root=collector.config.rootpath,
                consider_namespace_packages=False,
            )


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Reading the files of all tests makes hundreds of thousands of objects, which stay: to look
    through them again and again for garbage takes a quarter of that time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config) -> None:
    """So does it with the program's modules, of which Hypothesis takes the constants, and keeps
    them: in a new checkout each process would parse all of them."""
    told = getattr(config, "workerinput", None)
    if told is None:
        return
    with suppress(ImportError):  # earlier releases take none
        from hypothesis.internal.constants_ast import constants_from_module

        names = sorted(name for name in sys.modules if name.startswith("ita_desktop."))
        for name in _from_its_share_on(told, names):
            constants_from_module(sys.modules[name])


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What all tests and modules are made of stays until the end: to look through it for garbage
    takes half a second each time. The first look lets go of what holds nothing but texts."""
    gc.collect()
    gc.freeze()


def _from_its_share_on(told: Mapping[str, Any], everything: list[_T]) -> list[_T]:
    """All from where a process' share begins, and then those before."""
    first = int(told["workerid"].removeprefix("gw")) * len(everything) // int(told["workercount"])
    return [*everything[first:], *everything[:first]]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that is ``posix`` says why it says nothing of Windows."""
    if os.name == "nt" and (marked := item.get_closest_marker("posix")):
        pytest.skip(marked.args[0])


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes folders whose names begin as given.

    Pytest looks through all of its own to number the next one, which takes 7 ms at the four
    thousandth: longer than most tests.
    """
    folder, numbers = tmp_path_factory.mktemp("all").resolve(), count()

    def make(name: str) -> Path:
        made = folder / f"{name}{next(numbers)}"
        made.mkdir(mode=0o700)
        return made

    return make


@pytest.fixture
def tmp_path(new_folder: Callable[[str], Path], request: pytest.FixtureRequest) -> Path:
    """A folder of the test's own, named for it, as pytest's own fixture gives one."""
    return new_folder(re.sub(r"\W", "_", request.node.name)[:30])


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits long for what surely comes, however busy the machine is; a test that waits for what
    should not come says how long."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE))
    return qtbot


@pytest.fixture(autouse=True)
def own_home(new_folder: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for settings and safety copies, so that no test touches the developer's own."""
    home = new_folder("home")
    monkeypatch.setenv("ITA_DESKTOP_HOME", str(home))
    # Nor the system's keyring.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return home


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The application the way it starts: themed before the first widget is made."""
    from PySide6.QtWidgets import QApplication

    from ita_desktop.app import speak_painted
    from ita_desktop.ui.theme.theme import ColourMode, Theme

    class ThemedApplication(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            self.theme = Theme(self, ColourMode.LIGHT)
            speak_painted()

    return ThemedApplication


@pytest.fixture
def theme(qapp):
    """The application's theme; light again after the test."""
    from ita_desktop.ui.theme.theme import ColourMode, Contrast, Motion

    yield qapp.theme
    qapp.theme.choose(ColourMode.LIGHT)
    qapp.theme.choose_contrast(Contrast.SYSTEM)
    qapp.theme.choose_motion(Motion.SYSTEM)


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """No connection can be made, and what is tried is listed."""
    tried: list[object] = []

    def refused(name: str) -> Callable[..., object]:
        def refuse(*words: object, **_: object) -> object:
            tried.append((name, words[-1]))
            raise OSError(name)

        return refuse

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused(name))
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refused(name))
    return tried
