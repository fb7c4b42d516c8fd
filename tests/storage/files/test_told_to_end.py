"""The end of a session and killed programs: no lock lies beside the file afterwards."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.services import workspaces
from ita_desktop.storage.files import life
from ita_desktop.storage.files.lock import WriterLock
from ita_desktop.storage.files.remembered import clear_locks, left_works
from ita_desktop.storage.workspace import Workspace
from tests.support.places import ROOT

pytestmark = pytest.mark.posix("Windows has no signals; it ends a session by a message")
LONG = 60
WINDOW = """
import sys
from pathlib import Path
from ita_desktop.ui import window

class Told(window.Window):
    def _finish_start(self):
        self.idle.connect(lambda: print("idle", flush=True))
        yield from super()._finish_start()

window.Window = Told
from ita_desktop.app import run
sys.exit(run(Path(sys.argv[1])))
"""
AMID_OPENING = """
import sys
from pathlib import Path
from ita_desktop.ui.opening import open_job, workspace_opener

def read(*_):
    print("opening", flush=True)
    sys.stdin.read()

def end(opener, end=workspace_opener.WorkspaceOpener.end):
    print("ending", flush=True)
    end(opener)

open_job._read_first = read
workspace_opener.WorkspaceOpener.end = end
from ita_desktop.app import run
sys.exit(run(Path(sys.argv[1])))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "แฟ้ม").mkdir()
    return workspaces.copy_sample(tmp_path / "แฟ้ม" / "งาน.ita")


@contextmanager
def shown(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A window on the file, in a process of its own."""
    begin = [sys.executable, "-c", WINDOW, path]
    with subprocess.Popen(begin, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "idle\n"
            until = time.monotonic() + LONG
            while not WriterLock(path).is_there and time.monotonic() < until:
                time.sleep(0.05)
            yield process
        finally:
            process.kill()


def beside(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


@pytest.mark.in_turn
def test_a_window_that_is_told_to_end_amid_opening_a_file_closes_it(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", AMID_OPENING, path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as window:
        assert window.stdin is not None
        assert window.stdout is not None
        assert window.stdout.readline() == "opening\n"
        assert WriterLock(path).is_there
        window.send_signal(signal.SIGTERM)
        assert window.stdout.readline() == "ending\n"
        window.stdin.close()
        assert window.wait(LONG) == 128 + signal.SIGTERM
    assert beside(path) == {path.name}
    assert left_works() == []


@pytest.mark.in_turn
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_a_window_that_is_told_to_end_closes_its_file(path: Path, told: signal.Signals) -> None:
    with shown(path) as window:
        assert WriterLock(path).is_there
        window.send_signal(told)
        assert window.wait(LONG) == 128 + told
    assert beside(path) == {path.name}
    assert left_works() == []


@pytest.mark.in_turn
def test_a_start_clears_the_lock_of_a_window_that_was_killed(path: Path, tmp_path: Path) -> None:
    with shown(path) as window:
        window.kill()
        window.wait(LONG)
    assert beside(path) == {path.name, f".{path.name}.lock"}
    other = workspaces.copy_sample(tmp_path / "อื่น.ita")
    with shown(other):
        until = time.monotonic() + LONG
        while WriterLock(path).is_there and time.monotonic() < until:
            time.sleep(0.05)
        assert beside(path) == {path.name}


@pytest.mark.in_turn
def test_the_lock_of_somebody_else_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with shown(path) as window:
        window.kill()
        window.wait(LONG)
    lock = path.with_name(f".{path.name}.lock")
    lock.write_text(lock.read_text().replace('"host": "', '"host": "x'), encoding="utf-8")
    clear_locks()
    assert lock.exists()


@pytest.mark.in_turn
def test_a_lock_in_use_stays(path: Path) -> None:
    with shown(path):
        clear_locks()
        assert WriterLock(path).is_there


@pytest.mark.parametrize("refusal", [OSError(28, "full"), ZeroDivisionError()])
def test_a_file_whose_last_saving_is_refused_is_let_go(
    path: Path, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    def refuse(*_: object) -> bool:
        raise refusal

    workspace = Workspace.open(path)
    monkeypatch.setattr(life.sqlite_engines, "copy_content", refuse)
    with workspace.change("เพิ่ม") as change:
        change.insert(Unit(id="ก", name="ก", kind=UnitKind.SECTION))
    try:
        workspace.close()
    except ZeroDivisionError:
        assert isinstance(refusal, ZeroDivisionError)
    assert beside(path) == {path.name}
    assert len(left_works()) == 1
