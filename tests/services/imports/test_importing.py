"""Imports end to end: a file, a plan, one step in a real workspace, one undo."""

import openpyxl
import pytest

from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.domain.errors import ConflictError, InputError, WorkspaceError
from ita_desktop.domain.records import Unit
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.exchange.kinds.registry import KIND_NAMES
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from ita_desktop.exchange.source import read_pasted
from ita_desktop.services import workspaces
from ita_desktop.services.documents import exporting
from ita_desktop.services.imports import importing
from ita_desktop.services.imports.found.planned_years import PlannedYears
from ita_desktop.services.imports.found.reading import as_a_whole, parts_in
from ita_desktop.services.imports.found.series import paired, plan_part, plan_parts
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.plan import Action, Insert
from ita_desktop.services.imports.templates import write_template
from ita_desktop.services.years import years
from ita_desktop.storage.safety_copies import SafetyCopies
from ita_desktop.storage.workspace import Workspace
from tests.support.known_files import begun_year, opened_unread
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file, plan_import, plan_source, read_text

LISTS = (
    (2566, "roster", "roster_2566", 20),
    (2566, "assignments", "assignments_2566", 30),
    (2568, "roster", "roster_2568", 42),
    (2568, "measures", "measures_2568", 34),
    (2568, "analysis", "analysis_2568", 10),
    (2568, "progress", "progress_2568", 12),
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A new workspace for 2566 and 2568, as a file's content."""
    path = tmp_path_factory.mktemp("begun") / "begun.ita"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_DESKTOP_HOME", str(path.parent))
        with workspaces.create(path, "สำนักงานเขตตัวอย่าง", 2566) as made:
            years.add_year(made, 2568)
    return path.read_bytes()


@pytest.fixture
def copied(begun, tmp_path):
    """A workspace of which copies are made, as there are while the program runs."""
    path = tmp_path / "งาน.ita"
    path.write_bytes(begun)
    with workspaces.open_workspace(path, copy_later=True) as made:
        yield made


@pytest.fixture
def workspace(begun, tmp_path):
    with opened_unread(begun, tmp_path / "งาน.ita") as made:
        yield made


def do_import(workspace, year, kind, path, **more):
    plan = plan_file(workspace, year, kind, path, **more)
    return apply_import(workspace, plan)


def counts(described):
    return {
        name: described[name]
        for name in ("added", "changed", "removed", "unchanged")
        if described[name]
    }


@pytest.mark.in_turn
def test_every_row_of_a_districts_lists_is_taken_in_and_a_second_time_changes_nothing(workspace):
    for year, kind, file, records in LISTS:
        described = do_import(workspace, year, kind, FIXTURES / f"{file}.csv").plan.as_json(
            dry_run=False
        )
        assert counts(described) == {"added": records}
        assert described["skipped"] == []
    before = workspace.dump()
    for year, kind, file, records in LISTS:
        result = do_import(workspace, year, kind, FIXTURES / f"{file}.csv")
        assert counts(result.plan.as_json(dry_run=False)) == {"unchanged": records}
        assert result.label == ""
    assert workspace.dump() == before


def test_one_undo_takes_a_whole_import_back_and_one_redo_repeats_it(workspace):
    before = workspace.dump()
    result = do_import(workspace, 2568, "roster", FIXTURES / "roster_2568.csv")
    after = workspace.dump()
    assert workspace.edits.undo_label == result.label
    assert "roster_2568.csv" in result.label
    assert "42" in result.label
    workspace.undo()
    assert workspace.dump() == before
    workspace.redo()
    assert workspace.dump() == after


def test_planning_writes_nothing(workspace):
    before = workspace.dump()
    plan = plan_file(workspace, 2568, "roster", FIXTURES / "roster_2568.csv")
    added = (write.record for write in plan.writes() if isinstance(write, Insert))
    schools = [record for record in added if isinstance(record, Unit)]
    assert plan.as_json(dry_run=True) | {"warnings": []} == {
        "kind": "roster",
        "fiscal_year": 2568,
        "dry_run": True,
        "added": 42,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
        "skipped": [],
        "warnings": [],
        "left_cells": [],
        "added_units": [school.name for school in schools],
        "added_people": [],
        "ignored_columns": ["source_lines"],
        "aside": [],
    }
    assert workspace.dump() == before


def test_only_ticked_rows_are_written_with_what_they_need(workspace):
    plan = plan_file(workspace, 2568, "roster", FIXTURES / "roster_2568.csv")
    teacher = next(
        change for change in plan.changes if "นายตัวอย่าง ยี่สิบ" in {c.new for c in change.cells}
    )
    chosen = plan.accept([teacher.key])
    assert (chosen.added, chosen.rows) == (1, 42)
    apply_import(workspace, chosen)
    year = workspace.year(2568)
    (member,) = year.members
    assert year.person_by_id[member.person_id].full_name == "นายตัวอย่าง ยี่สิบ"
    assert len(year.people) == 1
    assert year.unit_name(member.unit_id) == "โรงเรียนวัดตัวอย่างนอก"
    assert [unit.name for unit in year.units if unit.name.startswith("โรงเรียนวัด")] == [
        "โรงเรียนวัดตัวอย่างนอก"
    ]


def test_nothing_ticked_leaves_no_trace_in_the_history(workspace):
    label = workspace.edits.undo_label
    plan = plan_file(workspace, 2568, "roster", FIXTURES / "roster_2568.csv").accept([])
    assert apply_import(workspace, plan).label == ""
    assert workspace.edits.undo_label == label


def test_a_plan_that_was_overtaken_is_refused_and_nothing_is_written(workspace):
    plan = plan_file(workspace, 2568, "measures", FIXTURES / "measures_2568.csv")
    do_import(workspace, 2568, "measures", FIXTURES / "measures_2568.csv")
    before = workspace.dump()
    with pytest.raises(ConflictError, match="ตรวจไฟล์อีกครั้ง"):
        apply_import(workspace, plan)
    assert workspace.dump() == before


def test_a_unit_that_somebody_else_has_added_meanwhile_is_used(workspace):
    lists = (("O1", "โรงเรียนวัดสมมติ"), ("O2", "โรงเรียนวัดสมมติ, ฝ่ายโยธา"))
    sources = [read_pasted([("ข้อ", "ผู้รับผิดชอบ"), row], "งาน") for row in lists]
    plans = [plan_source(workspace, 2568, "assignments", source) for source in sources]
    for plan in plans:
        apply_import(workspace, plan)
    year = workspace.year(2568)
    (unit,) = (each for each in year.units if each.name == "โรงเรียนวัดสมมติ")
    owned = [each.assignment_id for each in year.assignment_owners if each.unit_id == unit.id]
    assert len(set(owned)) == 2


def test_a_safety_copy_is_made_before(copied):
    do_import(copied, 2568, "roster", FIXTURES / "roster_2568.csv")
    assert copied.copies.last().reason == "importroster"


def test_a_safety_copy_that_fails_is_told_and_the_import_can_still_be_undone(
    copied, own_home, monkeypatch
):
    def fail(*_):
        raise WorkspaceError("ไม่มีเนื้อที่")

    monkeypatch.setattr(SafetyCopies, "make", fail)
    before = copied.dump()
    result = do_import(copied, 2568, "roster", FIXTURES / "roster_2568.csv")
    assert "ไม่มีเนื้อที่" in str(result.backup_problem)
    copied.undo()
    assert copied.dump() == before


def test_a_read_only_workspace_is_left_as_it_is(copied, tmp_path):
    copied.publish()
    with Workspace.open(copied.path) as second:
        assert second.read_only
        with pytest.raises(WorkspaceError):
            do_import(second, 2568, "roster", FIXTURES / "roster_2568.csv")
    assert copied.year(2568).members == ()


def test_an_unknown_year_and_an_unknown_kind_are_refused(workspace):
    with pytest.raises(InputError, match="2570"):
        plan_file(workspace, 2570, "roster", FIXTURES / "roster_2568.csv")
    with pytest.raises(InputError, match="roster"):
        plan_file(workspace, 2568, "รายชื่อ", FIXTURES / "roster_2568.csv")


def test_a_list_of_another_year_is_noticed(workspace):
    plan = plan_file(workspace, 2568, "assignments", FIXTURES / "assignments_2566.csv")
    # Eight have a title that is that of another item of the year.
    assert (plan.added, plan.unticked, len(plan.skipped)) == (14, 8, 8)
    assert "O23" in plan.skipped[0].why
    assert any("ไม่ตรงกับกรอบการประเมินปี 2568" in warning.why for warning in plan.warnings)


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", ["assignments", "measures"])
@pytest.mark.parametrize(
    ("foreign", "count", "warned"),
    [(5, 5, True), (3, 5, True), (2, 5, False), (3, 6, True), (1, 1, False)],
)
def test_other_titles_are_told_once_where_they_are_half_of_several(
    workspace, kind, foreign, count, warned
):
    items = workspace.year(2568).framework.items_of("OIT")[: count + 1]
    rows = [
        (item.code, "กขค" if at < foreign else item.title[:20], "ก", "ทุกฝ่าย")
        for at, item in enumerate(items[:count])
    ]
    untitled = (items[count].code, "", "ก", "ทุกฝ่าย")
    table = [("ข้อ", "ชื่อข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), *rows, untitled]
    part = as_a_whole(read_pasted(table, "ตาราง"), kind)
    made = plan_part(PlannedYears(workspace), part, shown=2568)
    told = f"ชื่อ {foreign} จาก {count} ข้อไม่ตรงกับกรอบของปี"
    assert [one.row for one in made.warnings if one.why.startswith(told)] == [None] * warned
    assert any(one.why.startswith("ชื่อ ") for one in made.warnings) == warned


OF_NATION = {
    "O1": "โครงสร้างและอำนาจหน้าที่",
    "O2": "ข้อมูลผู้บริหาร",
    "O3": "ข้อมูลการติดต่อ",
    "O6": "แผนปฏิบัติราชการ",
    "O10": "E-Service",
}
"""Items of the national list; the title of the last one is that of our O8."""


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("kind", "heads", "cells"),
    [
        ("assignments", ("ผู้รับผิดชอบ",), ("ฝ่ายปกครอง",)),
        ("evidence", ("ลิงก์",), ("https://d.example/{code}",)),
        ("measures", ("มาตรการ", "ผู้รับผิดชอบ"), ("ทำ{code}", "ฝ่ายปกครอง")),
        ("analysis", ("จุดเด่น", "จุดด้อย"), ("ดี", "ช้า{code}")),
        (
            "progress",
            ("มาตรการ", "ผลการดำเนินการ", "รอบ"),
            ("ทำ{code}", "ทำแล้ว{code}", "รอบ 6 เดือน"),
        ),
    ],
)
@pytest.mark.parametrize("is_auto", [False, True])
def test_a_list_of_others_is_paired_by_titles_in_tables_of_every_kind(
    workspace, kind, heads, cells, is_auto
):
    rows = [
        (code, title, *(cell.format(code=code) for cell in cells))
        for code, title in OF_NATION.items()
    ]
    # What goes on below an item of no row has no other one either.
    table = [("ข้อ", "ชื่อข้อ", *heads), *rows, ("O26", "อื่น", *cells), ("", "", *cells)]
    source = read_pasted(table, "ตาราง")
    found = parts_in([source], workspace.year(2568), WorkProgress(), "" if is_auto else kind)
    (series,) = (plan_parts(workspace, [part], shown=2568) for part in found)
    (planned,) = series.parts
    assert (planned.part.kind, planned.writes) == (kind, ())
    assert [row.code for row in planned.plan.titled][: len(OF_NATION)] == [*OF_NATION]
    again = plan_parts(workspace, [paired(planned.part)], shown=2568)
    (plan,) = (each.plan for each in again.parts)
    assert [row.item for row in plan.titled if row.title == "E-Service"] == ["O8"]
    shown = {change.cells[0].new for change in plan.chosen()}
    assert shown == {"O8"}
    assert {each.row for each in plan.skipped} >= {2, 3, 4, 7}
    assert all("O10" not in {cell.new for cell in change.cells} for change in plan.changes)


def test_rows_of_another_list_whose_items_no_title_names_are_each_told_once(workspace):
    """Also those without a title, and those of several items of which one is known."""
    rows = [(code, title, f"ทำ{code}", "ฝ่ายปกครอง") for code, title in OF_NATION.items()]
    rows += [
        ("O27", "", "ของข้อที่ไม่มีชื่อ", "ฝ่ายปกครอง"),
        ("O10 O27", "", "ของข้อที่รู้กับข้อที่ไม่รู้", "ฝ่ายปกครอง"),
        ("O10", "", "ของข้อที่แถวอื่นบอกชื่อ", "ฝ่ายปกครอง"),
        ("O6 O10", "", "ของสองข้อที่แถวอื่นบอกชื่อ", "ฝ่ายปกครอง"),
    ]
    source = read_pasted([("ข้อ", "ชื่อข้อ", "มาตรการ", "ผู้รับผิดชอบ"), *rows], "ตาราง")
    (part,) = parts_in([source], workspace.year(2568), WorkProgress(), "measures")
    (planned,) = plan_parts(workspace, [paired(part)], shown=2568).parts
    plan = planned.plan
    assert [(one.row, one.why.partition(" จึง")[0]) for one in plan.skipped] == [
        (2, "ไม่มีข้อใดชื่อเหมือน O1 “โครงสร้างและอำนาจหน้าที่”"),
        (3, "ไม่มีข้อใดชื่อเหมือน O2 “ข้อมูลผู้บริหาร”"),
        (4, "ไม่มีข้อใดชื่อเหมือน O3 “ข้อมูลการติดต่อ”"),
        (7, "ไม่มีแถวใดบอกชื่อของข้อ O27"),
        (8, "ไม่มีแถวใดบอกชื่อของข้อ O10 O27"),
    ]
    shown = [tuple(cell.new for cell in change.cells[:3]) for change in plan.changes]
    assert [(codes, steps) for codes, _indicator, steps in shown] == [
        ("O5", "ทำO6"),
        ("O8", "ทำO10"),
        ("O8", "ของข้อที่แถวอื่นบอกชื่อ"),
        ("O5 O8", "ของสองข้อที่แถวอื่นบอกชื่อ"),
    ]


def test_a_measure_that_rows_of_another_list_share_is_of_the_items_of_their_titles(workspace):
    rows = [(code, title, f"ทำ{code}", "ฝ่ายปกครอง", "") for code, title in OF_NATION.items()]
    rows[3] = ("O6", OF_NATION["O6"], "", "", "O10")
    heads = ("ข้อ", "ชื่อข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ใช้มาตรการร่วมกับข้อ")
    source = read_pasted([heads, *rows], "ตาราง")
    (part,) = parts_in([source], workspace.year(2568), WorkProgress(), "measures")
    (planned,) = plan_parts(workspace, [paired(part)], shown=2568).parts
    shown = [tuple(cell.new for cell in change.cells[:3]) for change in planned.plan.changes]
    assert [(set(codes.split()), steps) for codes, _indicator, steps in shown] == [
        ({"O5", "O8"}, "ทำO10")
    ]


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("roster", "committee-roster"),
        ("assignments", "oit-assignments"),
        ("measures", "measures-by-item"),
    ],
)
@pytest.mark.parametrize("digits", Digits)
def test_the_official_tables_that_the_program_prints_read_back_as_they_are(
    sample, tmp_path, kind, document, digits
):
    context = ReportContext(sample.year(2568))
    done = exporting.export(context, document, tmp_path, formats=[Format.XLSX], digits=digits)
    plan = plan_file(sample, 2568, kind, done.files[0])
    assert plan.changes == ()
    assert plan.skipped == ()
    assert plan.unchanged


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("given", "document", "form", "kind", "rows"),
    [
        ("analysis", "analysis-by-indicator", "", "analysis", 10),
        ("progress", "progress-report", "", "progress", 20),
        ("progress", "analysis-by-indicator", "item", "analysis", 20),
        ("progress", "analysis-by-item", "", "analysis", 20),
    ],
)
def test_the_tables_of_analysis_and_progress_that_the_program_prints_read_back_as_they_are(
    workspace, tmp_path, given, document, form, kind, rows
):
    do_import(workspace, 2568, given, FIXTURES / f"{given}_2568.csv")
    context = ReportContext(workspace.year(2568), subject=form)
    done = exporting.export(context, document, tmp_path, formats=[Format.XLSX])
    plan = plan_file(workspace, 2568, kind, done.files[0])
    assert (plan.changes, plan.skipped, len(plan.unchanged)) == ((), (), rows)


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("document", "form", "kind"),
    [
        ("measures-by-item", "", "measures"),
        ("analysis-by-indicator", "item", "analysis"),
        ("analysis-by-item", "", "analysis"),
        ("progress-report", "", "progress"),
    ],
)
@pytest.mark.parametrize("of_measures", [True, False])
def test_wordings_of_several_lines_that_the_program_prints_read_back_as_they_are(
    workspace, tmp_path, document, form, kind, of_measures
):
    do_import(workspace, 2568, "progress", FIXTURES / "progress_2568.csv")
    by_service = workspace.year(2568).framework.item_by_code["E3"].by_service + "\nภายใน 30 วัน"
    with workspace.change("แก้") as change:
        year = workspace.year(2568)
        for item in year.measure_items if of_measures else year.finding_items:
            if item.item_code == "E3":
                change.update(item, title=by_service)
    before = workspace.dump()
    context = ReportContext(workspace.year(2568), subject=form)
    done = exporting.export(context, document, tmp_path, formats=[Format.XLSX])
    [sheet] = openpyxl.load_workbook(done.files[0]).worksheets
    printed = {
        to_arabic(str(cell.value)).partition(" (")[0] for name in "AB" for cell in sheet[name]
    }
    lines = "\n".join(f"E3 {part}" for part in by_service.split("\n"))
    hyphens = lines.replace("E3", "-E3")
    # The measures have a table of their own; the others tell the words of the findings.
    described = bool(printed & {lines, hyphens})
    assert described == (of_measures == (document == "measures-by-item"))
    plan = plan_file(workspace, 2568, kind, done.files[0])
    assert (plan.changes, plan.skipped) == ((), ())
    apply_import(workspace, plan)
    assert workspace.dump() == before


@pytest.mark.in_turn
@pytest.mark.parametrize("pages", [False, True])
@pytest.mark.parametrize(
    ("given", "document", "form"),
    [
        ("measures", "measures-by-item", ""),
        ("analysis", "analysis-by-indicator", "item"),
        ("analysis", "analysis-by-item", ""),
        ("communications", "communication-plan", ""),
    ],
)
def test_a_list_within_a_wording_is_printed_as_it_was_typed_and_read_back(
    workspace, tmp_path, given, document, form, pages
):
    services = "1. งานขออนุมัติ/ อนุญาต\n2. งานทะเบียน\n3. *งานอื่น ๆ"
    table = "ข้อ\tประเด็นที่ต้องปรับปรุง\tมาตรการ/กิจกรรม"
    row = f'"E3 เรียกรับสินบน ดังนี้\n{services}"\tก\t1. ม'
    apply_import(workspace, plan_import(workspace.year(2568), given, read_text(f"{table}\n{row}")))
    before = workspace.dump()
    context = ReportContext(workspace.year(2568), subject=form, printed_sheet=pages)
    done = exporting.export(context, document, tmp_path, formats=[Format.XLSX])
    [sheet] = openpyxl.load_workbook(done.files[0]).worksheets
    printed = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value]
    assert any(f"E3 เรียกรับสินบน ดังนี้\n{services}" in text for text in printed)
    plan = plan_file(workspace, 2568, given, done.files[0])
    assert (plan.changes, plan.skipped) == ((), ())
    apply_import(workspace, plan)
    assert workspace.dump() == before


@pytest.mark.in_turn
def test_measures_whose_cells_go_on_overleaf_read_back_as_they_are(tmp_path):
    with workspaces.open_workspace(workspaces.copy_sample(tmp_path / "งาน.ita")) as sample:
        steps = [f"{number}. {'ประชุมชี้แจงเจ้าหน้าที่ทุกฝ่าย ' * 5}" for number in range(1, 15)]
        with sample.change("แก้") as change:
            for measure in sample.year(2568).measures[::3]:
                change.update(measure, method="\n".join(map(str.strip, steps)))
        context = ReportContext(sample.year(2568))
        done = exporting.export(context, "measures-by-item", tmp_path, formats=[Format.XLSX])
        [sheet] = openpyxl.load_workbook(done.files[0]).worksheets
        plan = plan_file(sample, 2568, "measures", done.files[0])
    texts = [cell.value for cell in sheet["A"] if cell.value]
    assert len(texts) > len(set(texts)), "an indicator is told again"
    assert (plan.changes, plan.skipped) == ((), ())
    assert plan.unchanged


@pytest.mark.in_turn
def test_cells_that_items_share_overleaf_read_back_as_one(workspace, tmp_path):
    do_import(workspace, 2568, "progress", FIXTURES / "progress_2568.csv")
    steps = [f"{number}. {'ประชุมชี้แจงเจ้าหน้าที่ ' * 9}".strip() for number in range(1, 40)]
    with workspace.change("แก้") as change:
        for measure in workspace.year(2568).measures[:3]:
            change.update(measure, method="\n".join(steps))
    context = ReportContext(workspace.year(2568))
    done = exporting.export(context, "progress-report", tmp_path, formats=[Format.XLSX])
    plan = plan_file(workspace, 2568, "progress", done.files[0])
    assert (plan.changes, plan.skipped) == ((), ())
    assert plan.unchanged


@pytest.mark.in_turn
def test_an_untouched_sheet_to_fill_in_changes_nothing(workspace, tmp_path):
    before = workspace.dump()
    for kind in (name for name in KIND_NAMES if name != "results"):
        path = write_template(kind, tmp_path / f"{kind}.xlsx", workspace.year(2568))
        plan = plan_file(workspace, 2568, kind, path)
        assert plan.changes == ()
        assert plan.skipped == ()
        apply_import(workspace, plan)
    assert workspace.dump() == before


def test_an_import_that_is_stopped_in_its_midst_writes_nothing(workspace, monkeypatch):
    class StoppedError(Exception):
        pass

    def stop_at_the_second_look(done: int, of: int, _what: str) -> None:
        if done and of == len(plan.writes()):
            raise StoppedError

    monkeypatch.setattr(importing, "_ROWS_PER_CALL", 2)
    before = workspace.dump()
    plan = plan_file(workspace, 2568, "roster", FIXTURES / "roster_2568.csv")
    with pytest.raises(StoppedError):
        apply_import(workspace, plan, stop_at_the_second_look)
    assert workspace.dump() == before
    assert apply_import(workspace, plan).label == workspace.edits.undo_label


def test_a_preview_shows_what_each_cell_was(workspace):
    do_import(workspace, 2568, "roster", FIXTURES / "roster_2568.csv")
    text = (
        "คณะ\tชื่อ - นามสกุล\tตำแหน่ง\tบทบาท\n"
        "คณะทำงาน\tนางสาวตัวอย่าง หนึ่ง\tนักจัดการงานทั่วไปชำนาญการ\tคณะทำงานและเลขานุการ\n"
    )
    plan = plan_import(workspace.year(2568), "roster", read_text(text))
    (change,) = plan.changes
    assert change.action is Action.CHANGE
    assert {
        cell.heading: (cell.old, cell.new) for cell in change.cells if cell.old is not None
    } == {"ตำแหน่ง": ("นักจัดการงานทั่วไปปฏิบัติการ", "นักจัดการงานทั่วไปชำนาญการ")}
    assert change.origins[0].row == 2
    assert "ตำแหน่ง" in plan.headings


def test_removals_are_not_ticked_in_a_preview(workspace):
    do_import(workspace, 2568, "measures", FIXTURES / "measures_2568.csv")
    text = "ข้อ\tวิธีการปฏิบัติ\nO1\tก\n"
    plan = plan_import(workspace.year(2568), "measures", read_text(text), replace=True)
    assert plan.removed == len(workspace.year(2568).measures) - 1
    assert plan.without_removals().removed == 0
    assert plan.without_removals().changed == 1
    assert f"({plan.removed + 1} รายการ)" in apply_import(workspace, plan).label


def test_missing_rows_stay_while_a_row_of_the_file_cannot_be_read(workspace):
    do_import(workspace, 2566, "assignments", FIXTURES / "assignments_2566.csv")
    text = "ข้อ\tผู้รับผิดชอบ\nO1\tฝ่ายปกครอง\nO99\tฝ่ายปกครอง\n"
    plan = plan_import(workspace.year(2566), "assignments", read_text(text), replace=True)
    assert plan.removed == 0
    assert any("จึงยังไม่เอารายการเดิมออก" in warning.why for warning in plan.warnings)


HEAD_OF_KINDS = {
    "assignments": "ข้อ\tผู้รับผิดชอบ\nO1\tฝ่ายปกครอง\nO99\tฝ่ายปกครอง\n",
    "measures": "ข้อ\tมาตรการ\nI1\tประชุม\nI99\tประชุม\n",
    "analysis": "ข้อ\tจุดเด่น\tจุดด้อย\nI1\tดี\tช้า\nI99\tดี\tช้า\n",
    "people": "ชื่อ - นามสกุล\tตำแหน่ง\nนายก ข\tครู\n\tครู\n",
}


@pytest.mark.parametrize("kind", HEAD_OF_KINDS)
def test_nothing_is_said_to_stay_where_nothing_could_go(kind):
    plan = plan_import(begun_year(2568), kind, read_text(HEAD_OF_KINDS[kind]), replace=True)
    assert plan.skipped
    assert not any("จึงยังไม่เอารายการเดิมออก" in warning.why for warning in plan.warnings)


def test_an_owner_that_cannot_be_read_keeps_no_missing_rows(workspace):
    """Which item its row is about is known."""
    do_import(workspace, 2566, "assignments", FIXTURES / "assignments_2566.csv")
    before = workspace.year(2566)
    text = "ข้อ\tผู้รับผิดชอบ\nO1\tฝ่ายปกคอง\n"
    plan = plan_import(before, "assignments", read_text(text), replace=True)
    assert (plan.removed, len(plan.flaws)) == (len(before.assignments) - 1, 1)
    apply_import(workspace, plan)
    after = workspace.year(2566)
    assert [assignment.item_code for assignment in after.assignments] == ["O1"]
    assert after.owners_of_item("O1") == before.owners_of_item("O1")


@pytest.mark.in_turn
def test_a_long_plan_tells_how_far_it_is_and_can_be_stopped(workspace):
    rows = "".join(f"นายตัวอย่าง ที่{n}\tครู\n" for n in range(1000))
    sheets = read_text(f"ชื่อ - นามสกุล\tตำแหน่ง\n{rows}")
    texts = []
    plan = plan_import(
        workspace.year(2568),
        "people",
        sheets,
        work_progress=WorkProgress(progress=lambda done, total: texts.append((done, total))),
    )
    assert plan.added == 1000
    assert {total for _, total in texts} >= {1000}
    with pytest.raises(CancelledError):
        plan_import(
            workspace.year(2568),
            "people",
            sheets,
            work_progress=WorkProgress(cancelled=lambda: len(texts) > 3),
        )
