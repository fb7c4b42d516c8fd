"""A program that is killed before the server has answered: what was typed is found again."""

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import get_ident
from urllib.parse import parse_qs, urlsplit

import pytest

from ita_desktop.home import data_folder
from ita_desktop.services.history import write_again
from ita_desktop.storage.server.live.unsent_notes import NotedEdit, UnsentNotes
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.live.conftest import YEAR, Connect, assignment, person
from tests.support.tcp_proxy import Proxy, proxy_to

WAIT = 30
KILLED = f"""
import os, signal, sys
from threading import get_ident
from ita_desktop.storage.workspace import Workspace
workspace = Workspace.connect(sys.argv[1])
year = workspace.year({YEAR})
workspace.connections.hurried = get_ident()
for name in ("ก", "ข"):
    with workspace.change("แก้เป็น " + name) as change:
        change.update(workspace.year({YEAR}).people[0], name=name)
    if name == "ก":
        assert workspace.wait_saved(20)
        print("stored", flush=True)
        sys.stdin.readline()
with workspace.change("แนบภาพ") as change:
    change.update(workspace.year({YEAR}).assignments[0], note=change.keep(b"picture"))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def proxy(shared_database: str) -> Iterator[Proxy]:
    folder = parse_qs(urlsplit(shared_database).query)["host"][0]
    with proxy_to(Path(folder) / ".s.PGSQL.5432") as made:
        yield made


def notes() -> list[Path]:
    return sorted((data_folder() / "unsent").rglob("*.json"))


@pytest.mark.in_turn
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_what_a_killed_program_was_sending_is_offered_and_sent(
    connect: Connect, shared_database: str, proxy: Proxy
) -> None:
    near = connect()
    database = urlsplit(shared_database).path
    address = f"postgresql://postgres@127.0.0.1:{proxy.port}{database}"
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, address],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as killed:  # fmt: skip
        assert killed.stdout is not None
        assert killed.stdin is not None
        assert killed.stdout.readline() == "stored\n"
        assert notes() == []
        proxy.swallows = True
        killed.stdin.write("\n")
        killed.stdin.flush()
        assert killed.wait(WAIT) == -signal.SIGKILL
    assert person(near).name == "ก"
    assert len(notes()) == 2
    for path in notes():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    with Workspace.connect(shared_database) as workspace:
        assert workspace.outbox is not None
        assert [changed.label for changed in workspace.outbox.left] == ["แก้เป็น ข", "แนบภาพ"]
        assert all(changed.refusal is not None for changed in workspace.outbox.left)
        with Workspace.connect(shared_database) as other:  # they are another window's now
            assert other.outbox is not None
            assert other.outbox.left == ()
    assert len(notes()) == 2  # she has not decided about them

    with Workspace.connect(shared_database) as workspace:
        assert workspace.outbox is not None
        workspace.year(YEAR)
        workspace.connections.hurried = get_ident()
        for changed in workspace.outbox.left:
            write_again(workspace, changed.label, changed.rows)
            workspace.outbox.give_up(changed.work)
        assert workspace.wait_saved(WAIT)
        workspace.connections.hurried = None
    with Workspace.connect(shared_database) as workspace:
        assert person(workspace).name == "ข"
        assert workspace.media(assignment(workspace).note) == b"picture"
        assert workspace.outbox is not None
        assert workspace.outbox.left == ()
    assert list((data_folder() / "unsent").iterdir()) == []


def test_what_was_stored_all_the_same_is_not_offered(
    connect: Connect, shared_database: str
) -> None:
    with Workspace.connect(shared_database) as workspace:
        assert workspace.outbox is not None
        workspace.year(YEAR)
        workspace.connections.hurried = get_ident()
        workspace.outbox._notes.forget = lambda _number: None  # type: ignore[method-assign]
        with workspace.change("แก้") as change:
            change.update(person(workspace), name="ก")
        assert workspace.wait_saved(WAIT)
        workspace.connections.hurried = None
    assert len(notes()) == 1
    with Workspace.connect(shared_database) as workspace:
        assert workspace.outbox is not None
        assert workspace.outbox.left == ()
    assert notes() == []
    assert person(connect()).name == "ก"


def test_notes_are_put_on_the_disk_while_nobody_waits_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flushed: list[tuple[int, int]] = []
    slow = threading.Event()

    def fsync(handle: int) -> None:
        assert slow.wait(WAIT)
        flushed.append((os.fstat(handle).st_ino, get_ident()))

    monkeypatch.setattr(os, "fsync", fsync)
    kept = UnsentNotes("งาน", "ผู้ใช้")
    for number in (-1, -2, -3):
        kept.keep(number, NotedEdit(f"แก้ {number}", (), {}))
    kept.forget(-2)
    first, third = notes()  # a program that is killed now has them
    folder, both = first.parent, {first.stat().st_ino, third.stat().st_ino}
    slow.set()
    kept.close()
    written = {number for number, _ in flushed}
    assert both <= written
    assert sys.platform == "win32" or folder.stat().st_ino in written
    assert get_ident() not in {thread for _, thread in flushed}
    assert list(UnsentNotes("งาน", "ผู้ใช้").take(iter((-1, -2)).__next__)) == [-1, -2]
