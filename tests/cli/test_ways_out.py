"""Each command that writes files: what is for everybody is looked through for personal data."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from ita_desktop.cli.main import build_parser
from ita_desktop.domain.documents import Wording
from ita_desktop.domain.personal_data import typed_data
from ita_desktop.domain.records import new_id
from ita_desktop.services import measures, workspaces
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.personal_going_out import publish_on_purpose
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run
from tests.support import known_files

PHONE: Final = "081-234-5678"
YEAR: Final = 2568
PUBLIC: Final = {
    "export": ["export", "FILE", "measures-by-item", "--format", "docx", "--out", "OUT"],
    "brief": ["brief", "FILE", "--format", "pdf", "--out", "OUT"],
    "calendar": ["calendar", "FILE", "--out", "OUT"],
    "site": ["site", "FILE", "--out", "OUT"],
    "city": ["city", "FILE", "--year", YEAR, "--item", "O1", "--out", "OUT"],
}
"""The commands that write for everybody, and the words of each."""
BINDER: Final = {"binder": ["export", "FILE", "binder", "--format", "docx", "--out", "OUT"]}
"""The papers of a year in one file."""
OWN: Final = {
    "backup": "a workspace",
    "server backup": "a workspace",
    "hand-on": "a workspace; it names the free texts that nobody looks through",
    "template": "an empty form",
    "signed": "papers of the office as they were signed, and the list of them",
    "round new": "a unit's own rows, to that unit",
    "frameworks export": "the words of the assessment",
    "settings export": "texts with personal data are left out",
}


def commands(
    parser: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not below:
        yield " ".join(words), parser
    for one in below:
        for name, child in one.choices.items():
            yield from commands(child, (*words, name))


def test_every_command_that_writes_is_known() -> None:
    writing = {
        name
        for name, parser in commands(build_parser())
        if any(action.dest == "out" for action in parser._actions)
    }
    assert writing == PUBLIC.keys() | OWN.keys()


def with_numbers(workspace: Workspace) -> None:
    """A telephone number wherever such a command may print it."""
    data = workspace.year(YEAR)
    edits = [
        CellEdit(measure.id, "method", f"{measure.method}\nโทร {PHONE}")
        for measure in data.measures
    ]
    measures.edit(workspace, YEAR, edits)
    with workspace.change("แก้") as change:
        for day in data.calendar:
            change.update(day, title=f"{day.title} {PHONE}")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The sample with such numbers."""
    path = tmp_path / "office.ita"
    path.write_bytes(known_files.prepared_sample(with_numbers))
    return path


@pytest.mark.in_turn
@pytest.mark.parametrize("name", [*PUBLIC, *BINDER])
def test_what_is_undecided_is_listed_and_not_written(
    run: Run, office: Path, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    words = [{"FILE": office, "OUT": out}.get(word, word) for word in (PUBLIC | BINDER)[name]]
    refused = run(*words)
    assert refused.code == 1
    assert refused.out
    assert all(PHONE in line for line in refused.out.splitlines())
    assert "--as-typed" in refused.err
    assert not out.exists()
    told = json.loads(run(*words, "--json").out)
    assert {place["code"] for place in told["undecided"]} == {"personal-in-text"}
    assert not out.exists()
    assert run(*words, "--as-typed").code == 0
    assert out.exists()


@pytest.mark.in_turn
@pytest.mark.parametrize("name", PUBLIC)
def test_what_is_meant_to_be_published_is_written(
    run: Run, office: Path, tmp_path: Path, name: str
) -> None:
    with workspaces.open_workspace(office) as workspace:
        publish_on_purpose(workspace, YEAR, typed_data(workspace.year(YEAR)))
    out = tmp_path / "out"
    words = [{"FILE": office, "OUT": out}.get(word, word) for word in PUBLIC[name]]
    assert run(*words).code == 0
    assert out.exists()


def test_settings_for_another_office_leave_such_texts_out(
    run: Run, office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "settings.json"
    with workspaces.open_workspace(office) as workspace, workspace.change("ใส่") as change:
        change.insert(Wording(id=new_id(), name="x.own", text=f"โทร {PHONE}"))
    told = run("settings", "export", office, "--out", out, "--json")
    assert told.code == 1
    assert "x.own" in json.loads(told.out)["left_out"]
    assert PHONE not in out.read_text("utf-8")
