"""The program's own papers in Word, taken in again: into a new workspace they give the same paper,
into their own they change nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.registry import kind
from ita_desktop.domain.text import key
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.exchange.source import ImportSource, read_file
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import ImportSeries, apply_series, plan_parts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.storage.workspace import Workspace
from tests.support.taken_in import plan_source

FORMS = (Format.DOCX, Format.PDF)


def made(
    workspace: Workspace, name: str, subject: str, folder: Path, form: Format = Format.DOCX
) -> Path:
    known = {year.year for year in workspace.years()}
    previous = workspace.year(2567) if 2567 in known else None
    context = context_of(workspace, workspace.year(2568), previous, subject=subject)
    path = folder / f"{name}.{form.value}"
    path.write_bytes(drawn(kind(name), context, form))
    return path


def lines_of(path: Path) -> list[str]:
    """The text of a document, line by line, without spaces and digits of one kind."""
    content = content_in(path.read_bytes(), path.name, WorkProgress())
    found = [key(line) for line in content.lines]
    for sheet in content.sheets:
        found += [key(str(value)) for row in sheet.rows if row.number > 0 for value in row.values]
    return [line for line in found if line]


def taken_in(workspace: Workspace, path: Path) -> ImportSeries:
    """All that is found in a file, written."""
    series = planned(workspace, path)
    apply_series(workspace, series)
    return series


def planned(workspace: Workspace, path: Path) -> ImportSeries:
    parts = find_in([path], workspace.year(2568)).parts
    return plan_parts(workspace, parts, shown=2568)


def told(series: ImportSeries) -> list[str]:
    plans = [part.plan for part in series.parts if part.plan is not None]
    return [remark.why for plan in plans for remark in (*plan.warnings, *plan.flaws, *plan.skipped)]


def changes(series: ImportSeries) -> list[object]:
    plans = [part.plan for part in series.parts if part.plan is not None]
    return [change.cells for plan in plans for change in plan.changes]


def kinds(series: ImportSeries) -> set[str]:
    return {part.part.kind for part in series.parts}


@pytest.mark.in_turn
def test_an_order_comes_back_whole(sample: Workspace, workspace: Workspace, tmp_path: Path) -> None:
    order = sample.year(2568).orders[0]
    path = made(sample, "appointment-order", order.id, tmp_path)
    series = taken_in(workspace, path)
    assert kinds(series) == {"roster", "duties", "orders"}
    assert told(series) == []
    (new,) = workspace.year(2568).orders
    assert (new.number, new.signed) == (order.number, order.signed)
    (tmp_path / "ใหม่").mkdir()
    again = made(workspace, "appointment-order", new.id, tmp_path / "ใหม่")
    assert lines_of(again) == lines_of(path)
    assert changes(planned(workspace, path)) == []


@pytest.mark.in_turn
@pytest.mark.parametrize("form", FORMS)
def test_an_order_changes_nothing_in_its_own_workspace(
    sample: Workspace, tmp_path: Path, form: Format
) -> None:
    order = sample.year(2568).orders[0]
    series = planned(sample, made(sample, "appointment-order", order.id, tmp_path, form))
    assert (changes(series), told(series)) == ([], [])
    assert kinds(series) == {"roster", "duties", "orders"}


@pytest.mark.in_turn
@pytest.mark.parametrize("at", [0, 1])
def test_a_memo_comes_back_whole(
    sample: Workspace, workspace: Workspace, tmp_path: Path, at: int
) -> None:
    letter = sample.year(2568).letters[at]
    path = made(sample, "memo", letter.id, tmp_path)
    taken_in(workspace, made(sample, "agenda", str(letter.meeting_id), tmp_path))
    series = taken_in(workspace, path)
    assert kinds(series) == {"letters"}
    assert told(series) == []
    (new,) = workspace.year(2568).letters
    assert (new.number, new.day, new.phone) == (letter.number, letter.day, letter.phone)
    assert new.wording == letter.wording
    assert [new.meeting_id] == [meeting.id for meeting in workspace.year(2568).meetings]
    (tmp_path / "ใหม่").mkdir()
    again = made(workspace, "memo", new.id, tmp_path / "ใหม่")
    numbers = slice(None) if letter.number else slice(3, None)
    # The office's part of a number that was not given yet is that of the letter before.
    assert lines_of(again)[numbers] == lines_of(path)[numbers]
    assert changes(planned(workspace, path)) == []


@pytest.mark.in_turn
@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("form", FORMS)
def test_a_memo_changes_nothing_in_its_own_workspace(
    sample: Workspace, tmp_path: Path, at: int, form: Format
) -> None:
    letter = sample.year(2568).letters[at]
    series = planned(sample, made(sample, "memo", letter.id, tmp_path, form))
    assert (changes(series), told(series)) == ([], [])
    assert kinds(series) == {"letters"}


@pytest.mark.in_turn
@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("name", ["agenda", "minutes"])
def test_papers_of_a_meeting_come_back_whole(
    sample: Workspace, workspace: Workspace, tmp_path: Path, at: int, name: str
) -> None:
    data = sample.year(2568)
    meeting = data.meetings[at]
    path = made(sample, name, meeting.id, tmp_path)
    taken_in(workspace, made(sample, "appointment-order", data.orders[0].id, tmp_path))
    series = taken_in(workspace, path)
    assert kinds(series) == {"meetings"}
    assert told(series) == []
    (new,) = workspace.year(2568).meetings
    assert (new.number, new.day, new.begins) == (meeting.number, meeting.day, meeting.begins)
    (tmp_path / "ใหม่").mkdir()
    again = made(workspace, name, new.id, tmp_path / "ใหม่")
    assert lines_of(again) == lines_of(path)
    assert changes(planned(workspace, path)) == []


@pytest.mark.in_turn
@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("name", ["agenda", "minutes"])
@pytest.mark.parametrize("form", FORMS)
def test_papers_of_a_meeting_change_nothing_in_their_own_workspace(
    sample: Workspace, tmp_path: Path, at: int, name: str, form: Format
) -> None:
    meeting = sample.year(2568).meetings[at]
    series = planned(sample, made(sample, name, meeting.id, tmp_path, form))
    assert (changes(series), told(series)) == ([], [])
    assert kinds(series) == {"meetings"}


@pytest.mark.in_turn
@pytest.mark.parametrize("order", [("agenda", "minutes"), ("minutes", "agenda")])
def test_agenda_and_minutes_of_one_meeting_in_one_import_are_that_meeting(
    sample: Workspace, workspace: Workspace, tmp_path: Path, order: tuple[str, str]
) -> None:
    data = sample.year(2568)
    meeting = data.meetings[0]
    taken_in(workspace, made(sample, "appointment-order", data.orders[0].id, tmp_path))
    papers = [made(sample, name, meeting.id, tmp_path) for name in order]
    sheets = [sheet for path in papers for sheet in read_file(path).sheets]
    named = [replace(sheet, name=f"{sheet.name} {at}") for at, sheet in enumerate(sheets)]
    both = ImportSource("ก.docx", tuple(sheet for sheet in named if "เอกสาร" in sheet.name))
    plan = plan_source(workspace, 2568, "meetings", both)
    assert plan.skipped == ()
    (change,) = plan.changes
    assert len(change.origins) == 2
    apply_import(workspace, plan)
    (new,) = workspace.year(2568).meetings
    (tmp_path / "ใหม่").mkdir()
    for path, name in zip(papers, order, strict=True):
        assert lines_of(made(workspace, name, new.id, tmp_path / "ใหม่")) == lines_of(path)
    assert plan_source(workspace, 2568, "meetings", both).changes == ()


NOTHING_TO_TAKE = (
    *("survey-slips", "survey-poster-a5", "survey-plan", "attendance-recorded", "oit-dossier"),
    *("oit-remarks", "unit-matrix", "personal-data-register", "director-brief"),
)
"""Papers that print what the year has, in a form that gives no list."""


@pytest.mark.in_turn
@pytest.mark.parametrize("name", NOTHING_TO_TAKE)
@pytest.mark.parametrize("form", FORMS)
def test_what_gives_no_list_is_not_told_where_all_of_it_stands(
    name: str, form: Format, sample: Workspace, tmp_path: Path
) -> None:
    series = planned(sample, made(sample, name, "", tmp_path, form))
    assert [left.text for left in series.left if not left.is_aside] == []


def test_what_somebody_wrote_into_such_a_paper_is_told_alone(
    sample: Workspace, tmp_path: Path
) -> None:
    path = made(sample, "attendance-recorded", "", tmp_path)
    paper = Document(str(path))
    paper.tables[0].cell(1, 3).text = "มอบนายสมมติ แทนหนึ่ง มาแทน"
    paper.save(str(path))
    (left,) = (left for left in planned(sample, path).left if not left.is_aside)
    assert left.text.endswith("มอบนายสมมติ แทนหนึ่ง มาแทน")
    assert "\n" not in left.text


def test_such_a_paper_is_told_whole_where_nothing_of_it_stands(
    sample: Workspace, workspace: Workspace, tmp_path: Path
) -> None:
    path = made(sample, "attendance-recorded", "", tmp_path)
    assert any("นายตัวอย่าง สิบสาม" in left.text for left in planned(workspace, path).left)
