"""Documents of the program, taken into an empty workspace and made again there: they say the same.
Those that hold no records of their own are told, and nothing of them is taken."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from ita_desktop.documents.export import drawn
from ita_desktop.documents.kinds import Format, Profile, Subject
from ita_desktop.documents.registry import KINDS, kind
from ita_desktop.domain.letters import LetterMerge
from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.text import to_arabic
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services import measures, tracking
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.documents.paper_subjects import subjects
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import ImportSeries, apply_series, plan_parts
from ita_desktop.services.oit import filing
from ita_desktop.storage.workspace import Workspace

COME_BACK = (
    "committee-roster",
    "roster-contacts",
    "oit-assignments",
    "analysis-by-indicator",
    "analysis-by-item",
    "measures-by-item",
    "measures-by-indicator",
    "communication-plan",
    "progress-report",
    "result-report",
    "image-communication",
    "one-stop-service",
    "measures-book",
)
"""Tables, lists and the book: what comes back whole from its file alone."""
COMPUTED = (
    "attendance",
    "attendance-recorded",
    "personal-data-register",
    "carry-over",
    "director-brief",
    "framework-summary",
    "monitoring-summary",
    "result-analysis",
    "score-comparison",
    "unit-matrix",
    "survey-plan",
    "oit-filing",
    "oit-dossier",
)
"""Documents that are worked out from other records."""
PAPERS = ("appointment-order", "memo", "agenda", "minutes")
"""Papers that come back whole, see the tests of papers."""
OF_SEVERAL = ("unit-letters", "meeting-pack", "unit-worksheet")
"""Documents put together from others, see the tests of these."""
UNTICKED = ("score-summary",)
"""What may be the program's own reckoning is taken only where it is ticked."""
REMARKS = ("oit-remarks",)
"""Comes back as rounds of remarks, see the test of it."""
TO_HANG_UP = ("survey-poster", "survey-poster-a5", "survey-poster-a5x2", "survey-slips")
"""Sheets without records: they are told as text."""


def made(workspace: Workspace, name: str, form: Format, folder: Path) -> Path:
    """A document of 2568 in ``folder``; of a report, the first round."""
    year, of = workspace.year(2568), kind(name).of
    listed = [one.key for one in subjects(year, of)] if of is not Subject.UNIT else []
    context = context_of(workspace, year, None, Profile.INTERNAL, (listed or [""])[0])
    if name == "result-report":  # until then what is not assessed yet is no result
        context = replace(context, day=None)
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.{form.value}"
    path.write_bytes(drawn(kind(name), context, form))
    return path


def lines_of(path: Path) -> list[str]:
    """The texts of a document; when something is to be done is stored on one line."""
    content = content_in(path.read_bytes(), path.name, WorkProgress())
    cells = (value for sheet in content.sheets for row in sheet.rows for value in row.values)
    return [" ".join(text.split()) for text in (*content.lines, *map(str, cells))]


def planned(workspace: Workspace, path: Path) -> ImportSeries:
    found = find_in([path], workspace.year(2568))
    assert (found.left, found.refused) == ((), ())
    return plan_parts(workspace, found.parts, shown=2568)


def test_every_document_is_one_that_comes_back_or_one_that_is_told() -> None:
    listed = (*COME_BACK, *COMPUTED, *PAPERS, *OF_SEVERAL, *UNTICKED, *TO_HANG_UP, *REMARKS)
    assert sorted(listed) == sorted(document.name for document in KINDS)


@pytest.mark.in_turn
@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX])
@pytest.mark.parametrize("name", COME_BACK)
def test_a_document_taken_into_an_empty_workspace_is_made_again_as_it_was(
    sample: Workspace, workspace: Workspace, tmp_path: Path, name: str, form: Format
) -> None:
    path = made(sample, name, form, tmp_path)
    apply_series(workspace, planned(workspace, path))
    assert lines_of(made(workspace, name, form, tmp_path / "ใหม่")) == lines_of(path)


@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX])
def test_what_several_units_did_comes_back_to_each_of_them(
    workspace: Workspace, tmp_path: Path, form: Format
) -> None:
    civil, revenue, law = known = ("ฝ่ายโยธา", "ฝ่ายรายได้", "ฝ่ายเทศกิจ")
    names = {unit.id: unit.name for unit in workspace.units()}
    ids = {name: key for key, name in names.items() if name in known}
    owners = tuple(OwnerRef(unit_id=key) for key in ids.values())
    monthly = {"items": ("I1",), "method": "ประชุม", "schedule": "ทุกเดือน", "owners": owners}
    [shared] = measures.add(workspace, 2568, [monthly])
    when = date(2024, 10, 31)
    both = [ids[civil], ids[law]]
    tracking.record_each(workspace, 2568, shared, both, occurrence=when, text="ประชุมแล้ว")
    lines = "1. ประชุม\n2. สรุป"
    tracking.record(workspace, 2568, shared, unit_id=ids[revenue], occurrence=when, text=lines)
    path = made(workspace, "progress-report", form, tmp_path)
    assert planned(workspace, path).parts[0].writes == ()

    tracking.remove(workspace, 2568, [entry.id for entry in workspace.year(2568).entries])
    apply_series(workspace, planned(workspace, path))
    told = {names[entry.unit_id]: entry.text for entry in workspace.year(2568).entries}
    assert told == {civil: "ประชุมแล้ว", law: "ประชุมแล้ว", revenue: lines}
    assert lines_of(made(workspace, "progress-report", form, tmp_path / "ใหม่")) == lines_of(path)


@pytest.mark.in_turn
@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX, Format.PDF])
@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("measures-by-item", MeasureKind.ITEM),
        ("measures-by-indicator", MeasureKind.INDICATOR),
    ],
)
def test_the_printed_source_of_a_measure_comes_back_as_its_source(
    sample: Workspace,
    workspace: Workspace,
    tmp_path: Path,
    name: str,
    of: MeasureKind,
    form: Format,
) -> None:
    told = "สำนักงานเขตสมมุติ ปีงบประมาณ พ.ศ. 2566 ข้อ O7"
    printed = [measure for measure in sample.year(2568).measures if measure.kind is of]
    measures.edit(sample, 2568, [CellEdit(one.id, "source", told) for one in printed[:2]])
    path = made(sample, name, form, tmp_path)
    assert "(ที่มา:" in "".join(lines_of(path))
    assert planned(sample, path).parts[0].writes == ()
    apply_series(workspace, planned(workspace, path))
    sources = [to_arabic(measure.source) for measure in workspace.year(2568).measures]
    assert sorted(filter(None, sources)) == [told, told]
    assert not any("ที่มา:" in measure.method for measure in workspace.year(2568).measures)


@pytest.mark.parametrize("form", [Format.DOCX, Format.XLSX])
def test_open_remarks_come_back_as_rounds(
    sample: Workspace, workspace: Workspace, tmp_path: Path, form: Format
) -> None:
    for given in (
        {"text": "ไม่พบรายงานผล", "day": date(2025, 4, 10), "answer": "เผยแพร่แล้ว"},
        {"text": "ลิงก์เปิดไม่ได้", "mend": "ย้ายไฟล์", "proof": "https://district.example/o5"},
    ):
        filing.add_remark(sample, 2568, "O5", given)
    path = made(sample, "oit-remarks", form, tmp_path)
    for _given in range(2):  # the sample is that of all tests here
        sample.undo()
    apply_series(workspace, planned(workspace, path))
    assert lines_of(made(workspace, "oit-remarks", form, tmp_path / "ใหม่")) == lines_of(path)
    assert len(workspace.year(2568).remarks_of("O5")) == 2


@pytest.mark.in_turn
@pytest.mark.parametrize("name", COMPUTED)
def test_what_is_worked_out_is_told_and_not_taken(
    sample: Workspace, workspace: Workspace, tmp_path: Path, name: str
) -> None:
    for form in kind(name).formats:
        if form is Format.PDF and name != "framework-summary":
            continue
        if form is Format.PPTX:
            continue  # slides are no table that could be taken in
        series = planned(workspace, made(sample, name, form, tmp_path))
        assert [(part.part.kind, part.writes) for part in series.parts] == [("", ())]
        (doubt,) = series.parts[0].doubts
        assert doubt.fields["title"] == kind(name).title
        assert doubt.remedy


@pytest.mark.in_turn
@pytest.mark.parametrize("form", [Format.DOCX, Format.PDF])
def test_the_papers_of_a_meeting_are_no_book_and_their_sign_in_sheet_no_people(
    sample: Workspace, workspace: Workspace, tmp_path: Path, form: Format
) -> None:
    series = planned(workspace, made(sample, "meeting-pack", form, tmp_path))
    kinds = {part.part.kind for part in series.parts}
    assert {"meetings", "letters", ""} <= kinds
    assert not kinds & {"chapters", "people"}


@pytest.mark.in_turn
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_that_is_taken_in_where_it_was_printed_leaves_nothing(
    sample: Workspace, tmp_path: Path, name: str
) -> None:
    """What it prints of names, tasks and the office's code is there, though no record has it."""
    year = sample.year(2568)
    of_units = {letter.id for letter in year.letters if letter.merge is LetterMerge.UNITS}
    for subject in subjects(year, kind(name).of):
        path = tmp_path / f"{name}.docx"
        context = context_of(sample, year, sample.year_before(2568), Profile.PUBLIC, subject.key)
        path.write_bytes(drawn(kind(name), context, Format.DOCX))
        series = plan_parts(sample, find_in([path], year).parts, shown=2568)
        # Letters to units have the names and numbers of these above the tables of what to send.
        is_of_unit = subject.key in of_units
        assert [left.text for left in series.left if not (is_of_unit and left.is_aside)] == []
        assert [planned.writes for planned in series.parts if planned.writes] == []


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("name", "number"), [*((name, 2568) for name in COME_BACK), ("result-report", 2567)]
)
def test_what_is_taken_in_where_it_was_made_changes_and_tells_nothing(
    sample: Workspace, tmp_path: Path, name: str, number: int
) -> None:
    year = sample.year(number)
    profile = Profile.INTERNAL if kind(name).internal else Profile.PUBLIC
    context = context_of(sample, year, sample.year_before(number), profile)
    for form in kind(name).formats:
        path = tmp_path / f"ปี {number}.{form.value}"
        path.write_bytes(drawn(kind(name), context, form))
        series = plan_parts(sample, find_in([path], year).parts, shown=number)
        assert [left.text for left in series.left if not left.is_aside] == []
        assert [planned.plan.changes for planned in series.parts] == [()] * len(series.parts)
        if name == "measures-book":
            # Its results are those of the year before.
            results = [planned for planned in series.parts if planned.part.kind == "results"]
            assert {planned.part.year for planned in results} == {2567}
            assert [planned.writes for planned in series.parts if planned.writes] == []


def test_what_a_hand_has_added_to_our_own_paper_is_told(sample: Workspace, tmp_path: Path) -> None:
    year = sample.year(2568)
    context = context_of(sample, year, sample.year_before(2568))
    path = tmp_path / "ก.docx"
    path.write_bytes(drawn(kind("result-report"), context, Format.DOCX))
    paper = Document(str(path))
    added = "ที่ประชุมขอให้ทบทวนคะแนนของฝ่ายโยธาอีก 12 เรื่อง"
    paper.add_paragraph(added)
    paper.save(str(path))
    series = plan_parts(sample, find_in([path], year).parts, shown=2568)
    assert [left.cell or left.text for left in series.left if not left.is_aside] == [added]
