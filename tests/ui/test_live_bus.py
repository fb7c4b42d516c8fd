"""A screen reader hears the window: the program runs on a screen with a live accessibility bus, and
is walked through as a screen reader does, tab by tab."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from tests.support.known_files import begun_workspace

jeepney = pytest.importorskip("jeepney", reason="the bus is Linux's")
LAUNCHER: Final = Path("/usr/libexec/at-spi-bus-launcher")
ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
SHOWING, FOCUSABLE, SELECTED = (1 << at for at in (25, 11, 23))
CONTROLS: Final = {"push button", "check box", "combo box", "text", "entry", "page tab", "table"}
DEEPEST: Final = 25
PATIENCE: Final = 60.0
"""Seconds for a start, or a page, on a loaded machine."""


class Node(NamedTuple):
    """An object on the bus."""

    owner: str
    path: str


ROOT: Final = Node("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


class Bus:
    """The accessibility bus, asked as a screen reader asks it."""

    def __init__(self, session: str) -> None:
        from jeepney.io.blocking import open_dbus_connection

        with open_dbus_connection(session) as own:
            asked = jeepney.DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = own.send_and_get_reply(jeepney.new_method_call(asked, "GetAddress"))
        self._bus = open_dbus_connection(reply.body[0])

    def call(
        self, node: Node, name: str, *given: Any, of: str = ACCESSIBLE, types: str = ""
    ) -> Any:
        asked = jeepney.DBusAddress(node.path, node.owner, of)
        message = jeepney.new_method_call(asked, name, types or None, given)
        reply = self._bus.send_and_get_reply(message, timeout=PATIENCE)
        if reply.header.message_type is jeepney.MessageType.error:
            raise LookupError(reply.body)
        return reply.body[0] if reply.body else None

    def name(self, node: Node) -> str:
        of = "org.freedesktop.DBus.Properties"
        return str(self.call(node, "Get", ACCESSIBLE, "Name", of=of, types="ss")[1]).strip()

    def role(self, node: Node) -> str:
        return str(self.call(node, "GetRoleName"))

    def states(self, node: Node) -> int:
        low, high = self.call(node, "GetState")
        return int(low | high << 32)

    def interfaces(self, node: Node) -> set[str]:
        return {name.rpartition(".")[2] for name in self.call(node, "GetInterfaces")}

    def children(self, node: Node) -> list[Node]:
        return [Node(*child) for child in self.call(node, "GetChildren")]

    def shown(self, node: Node = ROOT, depth: int = 0) -> Iterator[Node]:
        """What is on the screen; an object that goes meanwhile is passed over."""
        for child in self.children(node):
            try:
                if self.states(child) & SHOWING or depth == 0:
                    yield child
                    # The cells of a table are asked for by themselves.
                    if depth < DEEPEST and self.role(child) != "table":
                        yield from self.shown(child, depth + 1)
            except LookupError:
                continue


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    """The bus of a program that has an empty file of fiscal year 2570 open."""
    with ExitStack() as ended:

        def run(*words: str | Path, env: dict[str, str], **how: Any) -> subprocess.Popen[str]:
            how = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **how}
            process = subprocess.Popen(
                list(map(str, words)), env=env, text=True, start_new_session=True, **how
            )

            def end() -> None:
                # With what it has started itself: the launcher has a bus and a registry.
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()

            ended.callback(end)
            return process

        if shutil.which("dbus-daemon") is None or not LAUNCHER.exists():
            pytest.skip("not installed: at-spi2-core")
        plain = dict(os.environ)
        size = ("-screen", "0", "1366x768x24")
        screen = run("Xvfb", "-displayfd", "1", *size, "-nolisten", "tcp", env=plain,
                     stdout=subprocess.PIPE)  # fmt: skip
        session = run("dbus-daemon", "--session", "--print-address", "--nofork", env=plain,
                      stdout=subprocess.PIPE)  # fmt: skip
        assert screen.stdout is not None
        assert session.stdout is not None
        address = session.stdout.readline().strip()
        env = {
            **os.environ,
            "DISPLAY": f":{screen.stdout.readline().strip()}",
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "ITA_DESKTOP_HOME": str(tmp_path / "home"),
            "ITA_DESKTOP_TODAY": "2026-11-26",
        }
        run(LAUNCHER, "--launch-immediately", env=env)
        path = tmp_path / "งาน.ita"
        path.write_bytes(begun_workspace(2570))
        heard = Bus(address)
        run(sys.executable, "-m", "ita_desktop", path, env=env)
        wait_for(lambda: any(heard.role(node) == "page tab" for node in heard.shown()))
        yield heard


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if what():
                return
        except LookupError:
            pass  # the bus is not there yet
        time.sleep(0.3)
    pytest.fail("not heard in time")


@pytest.mark.long
@pytest.mark.needs_screen
def test_each_page_is_heard_tab_by_tab(bus: Bus) -> None:
    tabs = [node for node in bus.shown() if bus.role(node) == "page tab"]
    assert len(tabs) >= 8
    faults: list[str] = []
    heard: Counter[str] = Counter()
    for tab in tabs:
        page = bus.name(tab)
        bus.call(tab, "DoAction", 0, of="org.a11y.atspi.Action", types="i")
        wait_for(lambda tab=tab: bool(bus.states(tab) & SELECTED))
        chosen = [bus.name(one) for one in tabs if bus.states(one) & SELECTED]
        if chosen != [page]:
            faults.append(f"{page}: {chosen} are selected")
        faults += [f"{page}: {fault}" for fault in faults_of(bus, heard)]
    assert faults == []
    assert heard["push button"] > 20, heard
    assert {"text", "page tab", "check box"} <= heard.keys()
    # What a button opens over the window is found in it.
    press(bus, "page tab", "งาน OIT")
    wait_for(lambda: any(bus.name(node) == "มอบหมาย" for node in bus.shown()))
    press(bus, "push button", "มอบหมาย")
    wait_for(lambda: {"ผู้รับผิดชอบ", "ทุกฝ่าย"} <= {bus.name(node) for node in bus.shown()})


def press(bus: Bus, role: str, name: str) -> None:
    node = next(one for one in bus.shown() if bus.role(one) == role and bus.name(one) == name)
    bus.call(node, "DoAction", 0, of="org.a11y.atspi.Action", types="i")


def faults_of(bus: Bus, heard: Counter[str]) -> Iterator[str]:
    """What somebody who does not see the page cannot know of it; the controls are counted in
    ``heard``, by role."""
    for node in bus.shown():
        try:
            role, states = bus.role(node), bus.states(node)
            if not (states & FOCUSABLE or role in CONTROLS):
                continue
            heard[role] += 1
            if not bus.name(node):
                yield f"a {role} has no name"
            if role in {"text", "entry"} and "Text" not in bus.interfaces(node):
                yield f"the text of {bus.name(node)} is not told"
            if role in {"check box", "push button"} and "Action" not in bus.interfaces(node):
                yield f"{bus.name(node)} cannot be pressed"
        except LookupError:
            continue
