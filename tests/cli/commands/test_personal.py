"""hand-on, erase."""

import json
from pathlib import Path

import pytest

from ita_desktop.domain.records import Person
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run


@pytest.fixture
def path(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "a.ita"
    run("new", path, "--year", 2567, "--organisation", "สำนักงานเขตตัวอย่าง")
    with Workspace.open(path) as workspace, workspace.change("เพิ่ม") as change:
        change.insert(Person(id="p", prefix="นาย", name="ทดสอบ ลบถาวร", phone="020000000"))
        change.insert(Person(id="q", prefix="นาง", name="อยู่ ต่อไป", phone="021111111"))
    return path


def test_a_copy_is_handed_on_without_contacts(run: Run, path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    said = run("hand-on", path, "--out", tmp_path / "b.ita", "--keep", "comments", "--json")
    assert said.code == 0
    told = json.loads(said.out)
    assert told["left_out"]["contacts"] == 2
    assert "comments" not in told["left_out"]
    assert path.read_bytes() == whole
    assert b"020000000" not in (tmp_path / "b.ita").read_bytes()
    again = run("hand-on", path, "--out", tmp_path / "b.ita")
    assert again.code == 2
    assert "ไม่เขียนทับ" in again.err
    assert run("hand-on", path, "--out", tmp_path / "c.ita", "--keep", "names").code == 2
    assert "ช่องทาง" not in run("hand-on", path, "--out", tmp_path / "c.ita").err


def test_a_person_is_erased_where_that_is_confirmed(run: Run, path: Path) -> None:
    refused = run("erase", path, "person", "ทดสอบ ลบถาวร")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert b"020000000" in path.read_bytes()
    said = run("erase", path, "person", "ทดสอบ ลบถาวร", "--yes", "--copies")
    assert (said.code, said.err) == (0, "")
    assert "ลบถาวรแล้ว: บุคคล 1 รายการ" in said.out
    assert b"020000000" not in path.read_bytes()
    assert run("erase", path, "person", "ทดสอบ ลบถาวร", "--yes").code == 2
    with Workspace.open(path, read_only=True) as workspace:
        assert [person.id for person in workspace.year(2567).people] == ["q"]
