"""Clerks who type at once into one workspace on a server, each as in a window: what is lost or
doubled, how long the window is busy with an edit, and how long until it is stored.

``python -m benchmarks.clerks [CLERKS [SECONDS [PAUSE]]]``; a PAUSE of 0 means as fast as they can.
"""

import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Final

from sqlalchemy import create_engine

from ita_desktop.domain.records import Assignment, new_id
from ita_desktop.services import workspaces
from ita_desktop.services.years import years
from ita_desktop.storage.server import administration, members
from ita_desktop.storage.server.address import parse_address
from ita_desktop.storage.server.shared import Role, SharedMember
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.live.simulated import Notes, QueuedClerk, is_current, lost_and_doubled
from tests.support.postgresql_server import binaries, temporary_server

YEAR: Final = 2568
USUAL: Final = (20, 60.0, 3.0)
ITEMS: Final = 35
PROCESSES: Final = 4
ROUNDS: Final = 3
"""Parts of the time after which memory is looked at."""

_Found = tuple[list[Notes], list[float], bool]


def main(words: Sequence[str]) -> None:
    """Let the clerks type, and print what came of it."""
    given = [float(word) for word in words]
    clerks, seconds, pause = (*given, *USUAL[len(given) :])
    folder = binaries()
    if folder is None:
        sys.exit("PostgreSQL is not installed")
    with temporary_server(folder) as server:
        address = _new_database(server)
        with Workspace.connect(address) as workspace:
            workspaces.begin(workspace, "สำนักงานเขตตัวอย่าง", YEAR, years.framework_for(YEAR))
            with workspace.change("เริ่ม") as change:
                key = workspace.year(YEAR).fiscal_year.id
                for number in range(ITEMS):
                    code = f"O{number + 1}"
                    change.insert(Assignment(id=new_id(), year_id=key, item_code=code))
        addresses = _users(address, int(clerks))
        jobs = [
            (addresses[number::PROCESSES], number, seconds, pause)
            for number in range(min(PROCESSES, int(clerks)))
        ]
        with multiprocessing.get_context("spawn").Pool(len(jobs)) as pool:
            found = pool.starmap(_work, jobs)
        _report(address, found, seconds)


def _new_database(server: str) -> str:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE clerks TEMPLATE template0")
    engine.dispose()
    return server.replace("/postgres?", "/clerks?")


def _users(address: str, count: int) -> list[str]:
    """Add users to the workspace; return the address of each."""
    manager = parse_address(address)
    with administration.managing(manager) as connection:
        for number in range(count):
            user = SharedMember(f"clerk{number}", f"ผู้ใช้ {number}", Role.CLERK)
            members.add(connection, user, None)
    return [address.replace("postgres@", f"clerk{number}@") for number in range(count)]


def _work(addresses: Sequence[str], process: int, seconds: float, pause: float) -> _Found:
    """Let a clerk type at each address; return their notes, the memory of this process in
    megabytes over time, and whether each saw in the end what the database holds."""
    opened = [Workspace.connect(address) for address in addresses]
    clerks = [
        QueuedClerk(workspace, YEAR, f"c{process}.{number}", 100 * process + number)
        for number, workspace in enumerate(opened)
    ]
    memory = [_memory()]
    with ThreadPoolExecutor(len(clerks)) as threads:
        for _ in range(ROUNDS):
            for done in [threads.submit(clerk.works, seconds / ROUNDS, pause) for clerk in clerks]:
                done.result()
            memory.append(_memory())
    time.sleep(3)  # others may still be writing
    until = time.monotonic() + 10
    while not all(is_current(clerk.workspace, YEAR) for clerk in clerks):
        if time.monotonic() > until:
            break
    same = all(is_current(clerk.workspace, YEAR) for clerk in clerks)
    for workspace in opened:
        workspace.close()
    return [clerk.notes for clerk in clerks], memory, same


def _memory() -> float:
    """Return the memory of this process in megabytes; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _report(address: str, found: Sequence[_Found], seconds: float) -> None:
    notes = [note for of_process, _, _ in found for note in of_process]
    stored = set[str]().union(*(note.stored for note in notes))
    refused = set[str]().union(*(note.refused for note in notes))
    with Workspace.connect(address) as workspace:
        lost, doubled = lost_and_doubled(workspace, stored)
        noted = {group.label.split(" ")[-1] for group in workspace.edits.latest(1_000_000)}
        places = Counter(person.position for person in workspace.year(YEAR).people)
    redone = sum(note.redone for note in notes)
    print(f"{len(notes)} clerks, {seconds:.0f} s: {len(stored)} edits stored,"
          f" {sum(note.undone for note in notes)} undone, {redone} done again")  # fmt: skip
    print(f"lost {len(lost)}, doubled {len(doubled)}, refused {len(refused)}"
          f" (of these stored {len(refused & noted)}),"
          f" places given twice {sum(count - 1 for count in places.values())}")  # fmt: skip
    print(f"failed: {dict(sum((note.failed for note in notes), Counter())) or 'none'}")
    _print_times("the window, an edit", [each for note in notes for each in note.edit_times])
    _print_times("until it is stored", [each for note in notes for each in note.answer_times])
    _print_times("until the others see it", [each for note in notes for each in note.delays])
    for _, memory, _ in found:
        print("memory in MB:", ", ".join(f"{each:.0f}" for each in memory))
    print("all see the same:", all(same for _, _, same in found))


def _print_times(what: str, times: list[float]) -> None:
    if times:
        times.sort()
        p95 = times[int(0.95 * (len(times) - 1))]
        print(f"{what}: median {median(times) * 1e3:.1f} ms, p95 {p95 * 1e3:.1f} ms,"
              f" longest {times[-1] * 1e3:.0f} ms")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
