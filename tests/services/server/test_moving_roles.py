"""Moving and merging by a clerk, a unit and a reader, as the database allows."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.domain.records import Assignment, AssignmentOwner, Evidence, Unit, UnitKind
from ita_desktop.services import server, workspaces
from ita_desktop.services.settings import differences
from ita_desktop.services.years import years
from ita_desktop.storage.server.shared import Role
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.conftest import UserUrl

YEAR = 2568


@dataclass
class Office:
    """Shared work with two sections, each with an item of its own."""

    manager: str
    clerk: str
    unit: str
    reader: str


@pytest.fixture
def office(shared_database: str, add_user: UserUrl) -> Office:
    with Workspace.connect(shared_database) as workspace:
        workspaces.begin(workspace, "สำนักงานเขตตัวอย่าง", YEAR, years.framework_for(YEAR))
        year = workspace.year(YEAR).fiscal_year.id
        with workspace.change("เริ่ม") as change:
            for name, code in (("own", "O1"), ("other", "O2")):
                change.insert(Unit(id=name, name=name, kind=UnitKind.SECTION))
                for row in workspace.year(YEAR).assignments:
                    if row.item_code == code:
                        change.delete(row)
                change.insert(Assignment(id=f"a_{name}", year_id=year, item_code=code))
                change.insert(
                    AssignmentOwner(id=f"ao_{name}", assignment_id=f"a_{name}", unit_id=name)
                )
                change.insert(
                    Evidence(id=f"e_{name}", year_id=year, item_code=code, title=name, location="x")
                )
    return Office(
        shared_database,
        add_user("clerk", Role.CLERK, name="สมศรี"),
        add_user("unit", Role.UNIT, "own", name="ฝ่ายหนึ่ง"),
        add_user("reader", Role.READER, name="ผู้อ่าน"),
    )


def _edited_at_home(address: str, path: Path) -> Path:
    """A branch in which the evidence of both sections was renamed."""
    server.take(address, path, as_branch=True)
    with Workspace.open(path) as home:
        for name in ("own", "other"):
            evidence = next(row for row in home.year(YEAR).evidence if row.title == name)
            with home.change("แก้หลักฐาน {name}", name=name) as change:
                change.update(evidence, title=f"{name} ใหม่")
    return path


def _titles(address: str) -> list[str]:
    with Workspace.connect(address) as shared:
        return sorted(row.title for row in shared.year(YEAR).evidence)


@pytest.mark.in_turn
def test_everybody_takes_the_same_copy(office: Office, tmp_path: Path) -> None:
    taken = [
        server.take(address, tmp_path / f"{number}.ita").contents
        for number, address in enumerate((office.manager, office.clerk, office.unit, office.reader))
    ]
    assert taken[0].records
    assert taken == [taken[0]] * 4


@pytest.mark.in_turn
def test_a_clerk_merges_under_their_own_name(office: Office, tmp_path: Path) -> None:
    home = _edited_at_home(office.clerk, tmp_path / "บ้าน.ita")
    assert server.merge(home, office.clerk).conflicts == ()
    assert _titles(office.manager) == ["other ใหม่", "own ใหม่"]
    with Workspace.connect(office.manager) as shared:
        newest = shared.edits.groups(2)
    assert {group.who for group in newest} == {"สมศรี"}
    assert server.merge(home, office.clerk).labels == ()


@pytest.mark.in_turn
def test_a_unit_merges_what_is_its_own_and_is_told_the_rest(office: Office, tmp_path: Path) -> None:
    home = _edited_at_home(office.unit, tmp_path / "บ้าน.ita")
    result = server.merge(home, office.unit)
    assert len(result.labels) == 1
    (left,) = result.conflicts
    assert left.name == "O2 other ใหม่"
    assert left.reason
    assert _titles(office.manager) == ["other", "own ใหม่"]
    again = server.merge(home, office.unit)
    assert (again.labels, again.conflicts) == ((), (left,))


@pytest.mark.in_turn
def test_a_reader_merges_nothing(office: Office, tmp_path: Path) -> None:
    home = _edited_at_home(office.reader, tmp_path / "บ้าน.ita")
    result = server.merge(home, office.reader)
    assert result.labels == ()
    assert len(result.conflicts) == 2
    assert _titles(office.manager) == ["other", "own"]


@pytest.mark.in_turn
@pytest.mark.parametrize("who", ["clerk", "unit", "reader"])
def test_only_the_manager_moves_a_file_in(who: str, office: Office, tmp_path: Path) -> None:
    home = tmp_path / "บ้าน.ita"
    server.take(office.manager, home)
    address: str = getattr(office, who)
    with differences.opened_source(home) as source, pytest.raises(WorkspaceError, match="ผู้ดูแล"):
        server.put(source, address, replaces=True)
    assert _titles(office.manager) == ["other", "own"]
