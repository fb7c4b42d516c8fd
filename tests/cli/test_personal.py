"""hand-on, erase."""

import json
import re
from pathlib import Path

import pytest

from ita_desktop.domain.records import Measure, Person
from ita_desktop.services.roster import people
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


@pytest.mark.in_turn
def test_a_copy_is_handed_on_without_contacts(run: Run, path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    said = run("hand-on", path, "--out", tmp_path / "b.ita", "--keep", "comments", "--json")
    assert said.code == 0
    told = json.loads(said.out)
    assert told["left_out"]["contacts"] == 2
    assert "comments" not in told["left_out"]
    assert told["free_text"]["calendar_date"] == ["title"]
    assert path.read_bytes() == whole
    assert b"020000000" not in (tmp_path / "b.ita").read_bytes()
    again = run("hand-on", path, "--out", tmp_path / "b.ita")
    assert again.code == 2
    assert "ไม่เขียนทับ" in again.err
    assert run("hand-on", path, "--out", tmp_path / "c.ita", "--keep", "names").code == 2
    third = run("hand-on", path, "--out", tmp_path / "c.ita")
    assert "ช่องทาง" not in third.err
    assert "ปฏิทิน (ชื่อเรื่อง" in third.out


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


@pytest.mark.in_turn
def test_a_removed_person_is_erased_and_free_text_goes_where_it_is_named(
    run: Run, path: Path
) -> None:
    with Workspace.open(path) as workspace:
        year = workspace.year(2567)
        with workspace.change("เพิ่ม") as change:
            for key in ("m", "n"):
                change.insert(Measure(id=key, year_id=year.fiscal_year.id, indicator="1",
                                      method="ทำ", note="ถามทดสอบ ลบถาวร ก่อน"))  # fmt: skip
        people.remove(workspace, 2567, ["p"])
    listed = run("erase", path, "person", "นายทดสอบ ลบถาวร")
    assert listed.code == 2
    names = re.findall(r"^  (\S+)", listed.out, re.MULTILINE)
    assert names == ["measure/m/note", "measure/n/note"]
    assert "ถามทดสอบ ลบถาวร ก่อน" in listed.out
    assert "--also" in listed.out
    told = run("erase", path, "person", "ทดสอบ ลบถาวร", "--json")
    assert [place["place"] for place in json.loads(told.out)["places"]] == names
    unknown = run("erase", path, "person", "ทดสอบ ลบถาวร", "--also", "measure/x/note", "--yes")
    assert unknown.code == 2
    assert "measure/x/note" in unknown.err
    assert b"020000000" in path.read_bytes()
    said = run("erase", path, "person", "ทดสอบ ลบถาวร", "--also", names[0], "--yes", "--json")
    assert said.code == 1
    done = json.loads(said.out)
    assert (done["erased"], done["mentions"]) == (1, {"measure": 1})
    assert [place["place"] for place in done["places"]] == names[1:]
    assert b"020000000" not in path.read_bytes()
    with Workspace.open(path, read_only=True) as workspace:
        notes = {row.id: row.note for row in workspace.year(2567).measures}
    assert notes == {"m": "ถาม… ก่อน", "n": "ถามทดสอบ ลบถาวร ก่อน"}
