"""Several clerks on one database of a real server."""

from collections.abc import Callable, Iterator
from time import monotonic, sleep

import pytest

from ita_desktop.domain.records import Assignment, FiscalYear, Person, Unit, UnitKind
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
Connect = Callable[[], Workspace]


def within(seconds: float, is_so: Callable[[], object]) -> bool:
    """Waits until something is so; returns whether it was in time."""
    until = monotonic() + seconds
    while not is_so():
        if monotonic() > until:
            return False
        sleep(0.01)
    return True


@pytest.fixture
def connect(shared_database: str) -> Iterator[Connect]:
    """Opens the same workspace, with a year in it, once more."""
    with Workspace.connect(shared_database) as first, first.change("เริ่ม") as change:
        change.insert(Unit(id="works", name="ฝ่ายโยธา", kind=UnitKind.SECTION))
        change.insert(
            FiscalYear(
                id="y67", year=YEAR, framework_code="2567", framework_title="", level_set="names"
            )
        )
        change.insert(Person(id="p1", prefix="นาย", name="ตัวอย่าง หนึ่ง", unit_id="works"))
        change.insert(Assignment(id="a1", year_id="y67", item_code="O1"))
    opened: list[Workspace] = []

    def open_again() -> Workspace:
        opened.append(Workspace.connect(shared_database))
        return opened[-1]

    yield open_again
    for workspace in opened:
        workspace.close()


def person(workspace: Workspace) -> Person:
    return workspace.year(YEAR).people[0]


def assignment(workspace: Workspace) -> Assignment:
    return workspace.year(YEAR).assignments[0]
