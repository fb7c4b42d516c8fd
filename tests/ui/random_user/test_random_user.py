"""A random user on the real window: nothing breaks, nothing is lost, nothing piles up.

Four users of 2,000 actions each (in CI, which has to end in time, two of 800, one on each of
its processors), or of as many as ``ITA_RANDOM_ACTIONS`` says. A failure tells how to see it again;
where the program itself came to its end, ``actions.txt`` in the test's folder tells what it was
doing.
"""

import ctypes
import gc
import itertools
import os
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ita_desktop.services import workspaces
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.frame.top_bar import SaveState
from ita_desktop.ui.loading.idle import spare
from ita_desktop.ui.pages.documents.preview import PageCache
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.window import Window
from tests.support.cost import IN_CI
from tests.ui.random_user.copies import complaints
from tests.ui.random_user.desk import Desk
from tests.ui.random_user.user import WAITING, RandomUser, at_work, say
from tests.ui.support.wrappers import of_layout_items

# As many actions as somebody asks for take as long as they take.
pytestmark = [pytest.mark.timeout(0)] if "ITA_RANDOM_ACTIONS" in os.environ else []
SEEDS = (21, 22) if IN_CI else (21, 22, 23, 24)
ACTIONS = int(os.environ.get("ITA_RANDOM_ACTIONS") or (800 if IN_CI else 2_000))
STRETCH = 250
"""Most actions between two looks at the file."""
SAVED_BY = 20
"""Seconds after the last action by which all is saved, also where that had to be tried again."""
PARTS = 6
"""Caches fill in the first ones, and what is made when it is first wanted comes in any: with four
there was not always one in which nothing of that happened."""
MEASURED = 1366, 768
"""The window's size when what is alive is counted."""
LINES = {
    "ita_desktop.documents.content": ("Paragraph", "Run"),
    "ita_desktop.documents.layout.paragraphs": ("TextLine", "Show", "StyledPart"),
}
"""Classes by module of what does not count: paragraphs that documents have broken into lines are
kept up to a number of their own."""
STEADY = {"widgets": 10, "objects": 50, "own": 3_000, "megabytes": 25}
"""By how much each later part may grow, in what grows at the same places each time. What piles up
does so in every one; a pane or a dialog that is made when it is first wanted, and the rows of what
was open last, in one."""
AT_ONCE = {"widgets": 250, "objects": 600, "own": 60_000, "megabytes": 250}
"""By how much the second half may grow: in the first one, pages and panes are made when they are
first wanted."""

Size = dict[str, Counter[str]]
"""How much is alive: widgets, objects of Qt, the program's own ones, and megabytes, each by where
or of which class it is."""


@pytest.mark.in_turn
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_done_in_any_order_the_program_stands(
    seed: int, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(tmp_path, seed, monkeypatch) as user:
        sizes: list[Size] = []
        for _ in range(PARTS):
            _works(user, ACTIONS // PARTS)
            sizes.append(_size(user))
        grown = [_growth(early, late) for early, late in itertools.pairwise(sizes)]
        steady = {kind: _least([part[kind] for part in grown]) for kind in STEADY}
        half = _growth(sizes[PARTS // 2 - 1], sizes[-1])
        told = "\n".join(_described(part) for part in (*grown, steady))
        assert all(steady[kind].total() <= STEADY[kind] for kind in STEADY), told
        assert all(half[kind].total() <= AT_ONCE[kind] for kind in AT_ONCE), told
        answers = [f"{block}\n" for block in sorted(user.watch.blocks, reverse=True)[:5]]
        say(f"seed {seed}, grown by\n{told}\nlongest without an answer:\n{''.join(answers)}")
        say(_beside(user))
    if not user.starts.killed:
        assert _left_behind(user.desk.folder) == []
    # What a start leaves that is killed goes when its file is opened again.
    _undoes_everything(user.desk)
    assert _left_behind(user.desk.folder) == []


def _works(user: RandomUser, actions: int) -> None:
    for done in range(0, actions, STRETCH):
        user.acts(min(STRETCH, actions - done))
        _check(user.window)


def _check(window: Window) -> None:
    """What is said of saving is true; the file is sound, and the window's years are those that a
    new reader finds in it."""
    session = window.session
    if session is None or session.workspace.read_only:
        return
    path = session.workspace.path
    assert path is not None
    _wait_until_saved(window)
    assert complaints(path) == []
    with Workspace.open(path, read_only=True) as fresh:
        assert fresh.years() == session.workspace.years()
        for year in fresh.years():
            assert fresh.year(year.year) == session.workspace.year(year.year), year.year


def _wait_until_saved(window: Window) -> None:
    """The clerk's file is written a moment after the last edit; then the window says so. Where the
    medium is slow (another program works) it is written seldom, unless it is asked for."""
    until, is_asked = time.monotonic() + SAVED_BY, False
    while not _is_saved(window):
        if time.monotonic() >= until:
            assert not is_asked, window.top_bar.saved.answer
            until, is_asked = until + SAVED_BY, True
            window.commands.run(Command.SAVE)
        QTest.qWait(WAITING)


def _is_saved(window: Window) -> bool:
    session = window.session
    assert session is not None
    shown = window.top_bar.saved.state is SaveState.SAVED
    return shown and session.workspace.saved.is_all


def _beside(user: RandomUser) -> str:
    """What went on beside the window."""
    copies, starts = user.copies, user.starts
    return (
        f"{copies.sound} copies were whole, {copies.proved} of them when it was said to be saved;"
        f" {len(starts.made)} second starts, {starts.killed} with a window of their own"
    )


def _left_behind(folder: Path) -> list[Path]:
    """What nobody needs any more once every window is closed."""
    patterns = ".*.lock", "*.part", "reading-*", "*.ita-journal", "*.ita-wal", "working/*"
    return [path for pattern in patterns for path in folder.rglob(pattern)]


def _growth(early: Size, late: Size) -> Size:
    """By how much each place of each kind has grown; less where there are fewer."""
    grown = {kind: Counter(late[kind]) for kind in late}
    for kind, places in grown.items():
        places.subtract(early[kind])
    return grown


def _least(grown: list[Counter[str]]) -> Counter[str]:
    """What has grown each time, and by how much at least."""
    first, *others = grown
    for other in others:
        first &= other  # keeps the lesser of both, where that is more than nothing
    return first


def _described(grown: Size) -> str:
    totals = ", ".join(f"{kind} {places.total()}" for kind, places in grown.items())
    return f"{totals}: { {kind: (+places).most_common(8) for kind, places in grown.items()} }"


def _size(user: RandomUser) -> Size:
    """What is alive while the sample is shown, each page of which was seen once, in a window of
    one size that remembers nothing: which panes there are hangs on both."""
    window, session = user.window, user.window.session
    before = session.workspace.path if session is not None else None
    sample = workspaces.copy_sample(user.desk.folder / f"มาตรวัด {user.number}.ita")
    size, memory = window.size(), f"workspace.{_key_of(sample)}"
    remembered = window.settings.get(memory, {})
    window.resize(*MEASURED)
    window.settings.set(memory, {})
    window.open_file(sample, remember=False)
    for key in (*PageKey, PageKey.OVERVIEW):
        window.go(key)
        QApplication.processEvents()
    _preload_pages(window)
    user.acts(0)
    # The file before is let go of in a thread of its own.
    wait_for_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Pictures of pages are kept up to a size of their own, which fills over more than one part.
    for pictures in window.findChildren(PageCache):
        pictures._cache.clear()
    # What was closed since libraries were spared is garbage like any other.
    gc.unfreeze()
    gc.collect()
    assert not of_layout_items(), "Qt frees these and does not tell PySide"
    found = {
        "widgets": _places(QWidget),
        "objects": _places(QObject),
        "own": _own_kinds(),
        "megabytes": Counter({"": _megabytes()}),
    }
    # The collector has not looked through what it was spared: it does not begin now.
    spare()
    window.settings.set(memory, remembered)
    window.resize(size)
    if before is not None:
        # The sample that the window began with goes when it is left as it was.
        window.open_file(before if before.exists() else user.desk.main)
    return found


def _places(kind: type[QObject]) -> Counter[str]:
    """How many objects of Qt there are, by the program's classes in which they stand."""
    found: Counter[str] = Counter()

    def count(each: QObject, place: str) -> None:
        if type(each).__module__.startswith("ita_desktop."):
            place = f"{place}/{type(each).__qualname__}"
        if isinstance(each, kind):
            found[place] += 1
        for child in each.children():
            count(child, place)

    for top in QApplication.topLevelWidgets():
        # A dialog is among its window's children.
        if top.parent() is None:
            count(top, "")
    return found


def _own_kinds() -> Counter[str]:
    """How many objects of each of the program's classes are alive."""
    classes = map(type, gc.get_objects())
    return Counter(
        f"{each.__module__}.{each.__qualname__}"
        for each in classes
        if str(each.__module__).startswith("ita_desktop.")
        and each.__name__ not in LINES.get(each.__module__, ())
    )


def _preload_pages(window: Window) -> None:
    """What a window makes out of sight is made, so that each measure finds the same pages."""
    ahead, until = window.navigation.preloader, time.monotonic() + 60
    ahead.preload(PageKey)
    while not ahead.done:
        assert time.monotonic() < until, "a page was never made to its end"
        ahead._run_step()  # at once: nobody works in the window, who would have to wait
        QApplication.processEvents()


def _megabytes() -> int:
    """What the process holds of the memory, where Linux tells it; free pieces are given back."""
    if sys.platform != "linux":
        return 0
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def _undoes_everything(desk: Desk) -> None:
    """Each copy of the sample that was worked in is as it was once everything is undone, and as
    it is now when that is done again."""
    sample = _key_of(desk.sample)
    own = {"backups", "working"}
    known = [path for path in desk.folder.rglob("*.ita") if own.isdisjoint(path.parts)]
    copies = [path for path in known if path != desk.broken and _key_of(path) == sample]
    assert desk.main in copies or len(copies) > 1
    for path in copies:
        assert complaints(path) == []
        with Workspace.open(path) as workspace:
            end, undone = workspace.dump(), 0
            while workspace.undo() is not None:
                undone += 1
            assert workspace.dump() == desk.start, path
            for _ in range(undone):
                workspace.redo()
            assert workspace.dump() == end, path


def _key_of(path: Path) -> str:
    with Workspace.open(path, read_only=True) as workspace:
        return workspace.workspace_id
