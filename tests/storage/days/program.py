"""The program at one clerk's desk, in a process of its own that the harness talks with: it opens a
workspace, edits, saves, closes, and says what its window would say."""

import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn, Protocol

from ita_desktop.cli.main import main as command_line
from ita_desktop.domain.errors import ItaError, WorkspaceError
from ita_desktop.domain.records import Unit, UnitKind, new_id
from ita_desktop.services import workspaces
from ita_desktop.storage.files import known
from ita_desktop.storage.files.known import Exchanged
from ita_desktop.storage.server.shared import Link
from ita_desktop.storage.workspace import Workspace
from tests.storage.days import machine

_QUIT: Final = "quit"
HANGS: Final = 40.0
"""Seconds after which a program that does not answer counts as hanging."""
Reply = dict[str, Any]


class Desk(Protocol):
    """How a clerk has a workspace open: as the window holds it, or in the window itself."""

    def open(self, path: str) -> Workspace: ...
    def edit(self, edit: Callable[[], None]) -> None: ...
    def save(self) -> None: ...
    def begin_save(self) -> None: ...
    def is_saved(self) -> bool: ...
    def problem(self) -> str: ...
    def close(self, held_by: Path | None) -> None: ...
    def goes_on(self) -> None: ...


class BareDesk:
    """The workspace without a window."""

    def __init__(self) -> None:
        self._workspace: Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        assert self._workspace is not None
        return self._workspace

    def open(self, path: str) -> Workspace:
        if path.startswith("postgresql:"):
            self._workspace = Workspace.connect(path)
        else:
            self._workspace = workspaces.open_workspace(Path(path))
        return self._workspace

    def edit(self, edit: Callable[[], None]) -> None:
        edit()

    def save(self) -> None:
        with suppress(WorkspaceError):  # :meth:`problem` tells it
            self.workspace.publish()

    def begin_save(self) -> None:
        self.workspace.publish_soon()

    def is_saved(self) -> bool:
        return self.workspace.saved.is_all

    def problem(self) -> str:
        problem = self.workspace.connections.write_problem or self.workspace.saved.problem
        return problem.sentence() if problem is not None else ""

    def close(self, held_by: Path | None) -> None:
        self.workspace.close(held_by=held_by)

    def goes_on(self) -> None:
        """Nothing is to be done between two words of the clerk."""


class Clerk:
    """Does what the harness asks, at a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._workspace: Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        assert self._workspace is not None
        return self._workspace

    def open(self, path: str) -> Reply:
        """Open a workspace; say what the clerk is told, and what is in it."""
        self._workspace = workspace = self._desk.open(path)
        return {
            "read_only": workspace.read_only,
            "notice": str(workspace.notice or ""),
            "findings": self._findings() if workspace.path is not None else [],
            "key": workspace.workspace_id,
            "labels": self._labels(),
        }

    def _findings(self) -> list[list[str]]:
        return [[found.kind, str(found.path or "")] for found in self.workspace.findings()]

    def _labels(self) -> list[str]:
        return [group.label for group in self.workspace.edits.latest(1_000_000)]

    def labels(self) -> Reply:
        """Say what the workspace holds now."""
        return {"labels": self._labels()}

    def edit(self, token: str, kind: str) -> Reply:
        """Add a unit of that name, or write the name into one that is there."""

        def edit() -> None:
            with self.workspace.change("แก้ {name}", name=token) as change:
                if kind == "n":
                    change.insert(Unit(id=new_id(), name=token, kind=UnitKind.SECTION))
                else:
                    change.update(self.workspace.units()[0], short_name=token)

        self._desk.edit(edit)
        return {}

    def save(self, seconds: float) -> Reply:
        """Save as Ctrl+S does; wait at most so long for the word that it is done, or was not."""
        former = self._desk.problem()
        self._desk.save()
        return self._wait(seconds, former)

    def rest(self, seconds: float) -> Reply:
        """Do nothing until the program has saved by itself."""
        return self._wait(seconds, "")

    def _wait(self, seconds: float, former: str) -> Reply:
        until = time.monotonic() + seconds
        began = time.monotonic()
        while not self._desk.is_saved() and time.monotonic() < until:
            self._desk.goes_on()
            problem = self._desk.problem()
            # The same problem as before may be the answer to what was asked last.
            if problem and (problem != former or time.monotonic() > began + 0.5):
                break
            time.sleep(0.002)
        return {}

    def begin_save(self) -> Reply:
        """Begin to save, and wait for nothing."""
        self._desk.begin_save()
        return {}

    def begin_slow_save(self, milliseconds: int) -> Reply:
        """The same on a machine that stops for so long before and after the file is replaced."""
        really = known.exchange

        def slowly(*words: Any) -> Exchanged:
            time.sleep(milliseconds / 1000)
            taken = really(*words)
            time.sleep(milliseconds / 1000)
            known.exchange = really
            return taken

        known.exchange = slowly
        return self.begin_save()

    def copy(self, path: str) -> Reply:
        """Write a copy of the workspace to another place."""
        self.workspace.copies.write_to(Path(path))
        return {}

    def back_up(self) -> Reply:
        """Make a safety copy."""
        self.workspace.copies.make("asked")
        return {}

    def put_back(self) -> Reply:
        """Create the file again that is no longer in its place."""
        self.workspace.put_back()
        return {}

    def catch_up(self) -> Reply:
        """Show what the writer of the file has stored since."""
        self.workspace.catch_up()
        return {"labels": self._labels()}

    def connected(self, seconds: float) -> Reply:
        """Wait until shared work is connected again."""
        shared = self.workspace.shared
        until = time.monotonic() + seconds
        while shared is not None and time.monotonic() < until:
            if shared.state.link is Link.CONNECTED:
                return {"connected": True}
            time.sleep(0.01)
        return {"connected": False}

    def clock(self, seconds: int) -> Reply:
        """Let the clock of this machine say another time."""
        machine.set_clock(seconds)
        return {}

    def close(self, held_by: str = "") -> Reply:
        """Close the workspace, after it was copied to ``held_by``."""
        workspace = self.workspace
        self._desk.close(Path(held_by) if held_by else None)
        return {"state": workspace.file_state.value if workspace.file_state is not None else ""}

    def goes_on(self) -> None:
        """Let a window live while the clerk does nothing."""
        self._desk.goes_on()

    def answer(self, name: str, arguments: list[Any]) -> Reply:
        """Do one thing; say how that went, and what the window shows then."""
        reply: Reply = {"error": "", "mistake": ""}
        try:
            reply |= getattr(self, name)(*arguments)
        except ItaError as error:
            reply["error"] = error.sentence()
        except BaseException:  # noqa: BLE001 - each is a mistake of the program
            reply["mistake"] = traceback.format_exc()
        if self._workspace is not None and name != "close":
            reply["saved"] = self._desk.is_saved()
            reply["problem"] = self._desk.problem()
        return reply


class Program:
    """A running program, as the harness has it."""

    def __init__(self, process: int, reads: int, writes: int) -> None:
        self._process = process
        self._heard = os.fdopen(reads, "rb", buffering=0)
        self._said = os.fdopen(writes, "wb", buffering=0)
        self._rest = b""
        self.is_alive = True

    def ask(self, name: str, *arguments: object) -> Reply:
        """Ask the program for something; an answer that does not come is a mistake of it."""
        self.say(name, *arguments)
        return self.hear()

    def say(self, name: str, *arguments: object) -> None:
        """Ask without waiting for the answer."""
        self._said.write(json.dumps([name, list(arguments)]).encode() + b"\n")

    def hear(self) -> Reply:
        """Return the next answer."""
        until = time.monotonic() + HANGS
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self._heard], [], [], max(0.0, until - time.monotonic()))
            part = self._heard.read(1 << 20) if ready else b""
            if not part:
                self.kill()
                what = "the program ended" if ready else "the program hangs"
                return {"error": "", "mistake": what}
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\n")
        reply: Reply = json.loads(line)
        return reply

    def kill(self) -> None:
        """End the program as a power cut does."""
        if self.is_alive:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            self._gone()

    def end(self) -> None:
        """Let the program end, which has closed everything."""
        if self.is_alive:
            self.say(_QUIT)
            self._gone()

    def _gone(self) -> None:
        os.waitpid(self._process, 0)
        self.is_alive = False
        for pipe in (self._heard, self._said):
            with suppress(OSError):
                pipe.close()


def begin(home: Path, host: str, clock: int, *, in_window: bool = False) -> Program:
    """Begin the program on a machine with that name, home and clock."""
    to_hear, theirs_to_say = os.pipe()
    theirs_to_hear, to_say = os.pipe()
    process = os.fork()
    if process:
        os.close(theirs_to_say)
        os.close(theirs_to_hear)
        return Program(process, to_hear, to_say)
    try:
        os.close(to_hear)
        os.close(to_say)
        _as_user(home, host, clock)
        # What libraries say there is no matter of the clerk's.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _serve(theirs_to_hear, theirs_to_say, in_window=in_window)
    except BaseException:  # noqa: BLE001 - the harness reads it, and nothing of it runs on here
        with suppress(OSError):
            mistake = {"error": "", "mistake": traceback.format_exc()}
            os.write(theirs_to_say, json.dumps(mistake).encode() + b"\n")
    finally:
        _leave()


def commands(home: Path, host: str, clock: int, words: Iterable[object]) -> tuple[int, str]:
    """Run one command of the program; return its exit code and what it printed."""
    reads, writes = os.pipe()
    process = os.fork()
    if not process:
        try:
            _as_user(home, host, clock)
            for number, name in ((1, "stdout"), (2, "stderr")):
                os.dup2(writes, number)
                setattr(sys, name, os.fdopen(os.dup(writes), "w", encoding="utf-8"))
            code = command_line([str(word) for word in words])
        except BaseException:  # noqa: BLE001 - told by the exit code
            os.write(1, traceback.format_exc().encode())
            code = 99
        finally:
            os.close(reads)
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    stream.flush()
        os._exit(code)
    os.close(writes)
    with os.fdopen(reads, "rb") as printed:
        text = printed.read().decode(errors="replace")
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), text


def _as_user(home: Path, host: str, clock: int) -> None:
    os.environ["ITA_DESKTOP_HOME"] = str(home)
    os.environ["LOGNAME"] = f"clerk of {host}"
    machine.become(host)
    machine.set_clock(clock)


def _serve(reads: int, writes: int, *, in_window: bool) -> None:
    desk: Desk = BareDesk()
    if in_window:
        from tests.storage.days.window import WindowDesk

        desk = WindowDesk()
    clerk, rest = Clerk(desk), b""
    while True:
        while b"\n" not in rest:
            ready, _, _ = select.select([reads], [], [], 0.01 if in_window else None)
            if not ready:
                clerk.goes_on()
                continue
            part = os.read(reads, 65536)
            if not part:
                return
            rest += part
        line, _, rest = rest.partition(b"\n")
        name, arguments = json.loads(line)
        if name == _QUIT:
            return
        os.write(writes, json.dumps(clerk.answer(name, arguments)).encode() + b"\n")


def _leave() -> NoReturn:
    os._exit(0)
