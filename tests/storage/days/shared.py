"""One sequence of shared work: the way to the server is cut, the server restarts, programs are
killed. Every edit that was taken is in the database once, and no other one."""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import create_engine, text

from ita_desktop.services import workspaces
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.storage.days import program
from tests.storage.days.day import NOTHING
from tests.storage.days.ledger import FaultError, Ledger, Word
from tests.storage.days.program import Program, Reply
from tests.storage.days.reading import tokens_in
from tests.storage.days.script import Day
from tests.support.postgresql_server import binaries, restart, temporary_server
from tests.support.tcp_proxy import Fault, Proxy, proxy_to

CONNECTS: Final = 20.0
"""Seconds in which a program is connected again after the server came back."""
MOST: Final = 100
"""Edits of a sequence at most."""
_YEAR: Final = 2568


def is_possible() -> bool:
    """Return whether a server can be run here."""
    if binaries() is None:
        return False
    # It does not run as root, and who is root only in a namespace of users has nobody else.
    return os.geteuid() != 0 or _may_be_another()


@cache
def _may_be_another() -> bool:
    trial = ["runuser", "-u", "postgres", "--", "true"]
    return (
        shutil.which(trial[0]) is not None
        and subprocess.run(trial, capture_output=True, check=False).returncode == 0
    )


class _Server:
    """The server of this process, until it ends: a database with a workspace, and a way to it for
    each of two clerks."""

    def __init__(self) -> None:
        ends = ExitStack()
        atexit.register(ends.close)
        folder = binaries()
        assert folder is not None
        self.url = ends.enter_context(temporary_server(folder))
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE days TEMPLATE template0"))
        engine.dispose()
        self.database = self.url.replace("/postgres?", "/days?")
        with Workspace.connect(self.database) as workspace:
            workspaces.begin(workspace, "สำนักงานเขตตัวอย่าง", _YEAR, years.framework_for(_YEAR))
            self.key = workspace.workspace_id
        socket = Path(parse_qs(urlsplit(self.url).query)["host"][0]) / ".s.PGSQL.5432"
        self.ways = {host: ends.enter_context(proxy_to(socket)) for host in ("A", "B")}
        self.sequences = 0

    def address(self, host: str) -> str:
        """Return the address that a clerk opens."""
        return f"postgresql://postgres@127.0.0.1:{self.ways[host].port}/days"

    def content(self) -> tuple[Counter[str], Counter[str]]:
        """Return the edits in the history, and in the rows, read by SQL."""
        engine = create_engine(self.database)
        try:
            with engine.connect() as connection:
                labels = connection.execute(text("SELECT label FROM history_group")).scalars()
                names = connection.execute(text("SELECT name FROM unit")).scalars()
                return Counter(tokens_in(labels)), Counter(tokens_in(names))
        finally:
            engine.dispose()

    def clear(self) -> None:
        """Let both ways be open, and begin with new words."""
        for way in self.ways.values():
            way.break_at(b"", Fault.BEFORE)
            way.swallows = False
            way.come_back()
        self.sequences += 1


@cache
def _server() -> _Server:
    return _Server()


def run_day(day: Day) -> tuple[str, str, list[str]]:
    """Do one sequence; return the kind and text of its fault, and what was done."""
    told: list[str] = []
    server = _server()
    server.clear()
    with tempfile.TemporaryDirectory(prefix="days-") as folder:
        running = _Running(server, Path(folder))
        try:
            for step in day.steps:
                did = getattr(running, f"_{step.name}")(*step.arguments)
                told.append(f"{step}{'' if did else NOTHING}")
            running.evening()
        except FaultError as found:
            return found.fault.kind, found.fault.text, told
        finally:
            running.end()
    return "", "", told


class _Running:
    def __init__(self, server: _Server, homes: Path) -> None:
        self._server = server
        self._homes = homes
        self._ledger = Ledger(MOST * server.sequences)
        self._programs: dict[str, Program] = {}
        self._clocks = {"A": 0, "B": 0}

    def _way(self, host: str) -> Proxy:
        return self._server.ways[host]

    def _opens(self, host: str) -> bool:
        if host in self._programs:
            return False
        home = self._homes / host
        home.mkdir(exist_ok=True)
        running = program.begin(home, f"PC-{host}", self._clocks[host])
        reply = _right(running.ask("open", self._server.address(host)), "opening")
        if reply["error"]:
            running.end()
        else:
            self._programs[host] = running
        return True

    def _edits(self, host: str, count: int, kind: str) -> bool:
        running = self._programs.get(host)
        if running is None:
            return False
        for _ in range(count):
            edit = self._ledger.new(kind, host, self._server.key)
            reply = _right(running.ask("edit", edit.token, kind), f"editing at {host}")
            edit.word = Word.REFUSED if reply["error"] else Word.ACCEPTED
            edit.is_saved = edit.word is Word.ACCEPTED and bool(reply["saved"])
        self._look()
        return True

    def _cut(self, host: str, when: str) -> bool:
        self._way(host).break_at(b"note_edit", Fault[when])
        return self._edits(host, 1, "n")

    def _falls_silent(self, host: str) -> bool:
        return self._cut(host, "SILENT")

    def _goes_away(self) -> bool:
        for way in self._server.ways.values():
            way.go_away()
        return True

    def _comes_back(self) -> bool:
        for way in self._server.ways.values():
            way.break_at(b"", Fault.BEFORE)
            way.come_back()
        return True

    def _restarts(self) -> bool:
        restart(self._server.url)
        return True

    def _closes(self, host: str) -> bool:
        running = self._programs.pop(host, None)
        if running is None:
            return False
        reply = _right(running.ask("close"), f"closing at {host}")
        if reply["error"]:
            raise FaultError("mistake", f"closing at {host}: {reply['error']}")
        running.end()
        return True

    def _killed(self, host: str) -> bool:
        running = self._programs.pop(host, None)
        if running is not None:
            running.kill()
        return running is not None

    def _killed_editing(self, host: str, milliseconds: int) -> bool:
        running = self._programs.get(host)
        if running is None:
            return False
        running.say("edit", self._ledger.new("n", host, self._server.key).token, "n")
        time.sleep(milliseconds / 1000)
        return self._killed(host)

    def _clock(self, host: str, seconds: int) -> bool:
        self._clocks[host] = seconds
        if host in self._programs:
            _right(self._programs[host].ask("clock", seconds), "clock")
        return True

    def _look(self) -> None:
        """Each edit that was taken must be there once, and none that was refused."""
        history, rows = self._server.content()
        for edit in self._ledger.edits.values():
            if edit.word is Word.ACCEPTED and not history[edit.token]:
                raise FaultError("lost", str(edit))
            if edit.word is Word.REFUSED and history[edit.token]:
                raise FaultError("refused and stored", str(edit))
            if max(history[edit.token], rows[edit.token]) > 1:
                raise FaultError("doubled", str(edit))
            if edit.token.endswith("n") and history[edit.token] != rows[edit.token]:
                raise FaultError("half", str(edit))

    def evening(self) -> None:
        """The server is there; everybody is connected again, and sees the same."""
        self._comes_back()
        for host, running in self._programs.items():
            reply = _right(running.ask("connected", CONNECTS), f"connecting at {host}")
            if not reply["connected"]:
                raise FaultError("not connected", f"{host} after {CONNECTS:.0f} s")
        for host in list(self._programs):
            self._edits(host, 1, "n")
        history, _ = self._server.content()
        for host, running in self._programs.items():
            shown = tokens_in(_right(running.ask("labels"), "reading")["labels"])
            if Counter(shown) != history:
                raise FaultError("not shown", f"{host}: {set(history) ^ set(shown)}")
        for host in list(self._programs):
            self._closes(host)
        self._look()
        for log in self._homes.glob("*/error.log"):
            raise FaultError("mistake", log.read_text(encoding="utf-8"))

    def end(self) -> None:
        """End whatever still runs."""
        for running in self._programs.values():
            running.kill()


def _right(reply: Reply, what: str) -> Reply:
    if reply["mistake"]:
        raise FaultError("mistake", f"{what}: {reply['mistake']}")
    return reply
