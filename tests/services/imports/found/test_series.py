"""The parts of files are taken in one after another, in one step that one undo takes back."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.errors import ConflictError
from ita_desktop.domain.scores.results import Score
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from ita_desktop.services.imports.found.part import Part, change_key
from ita_desktop.services.imports.found.planned_years import year_after
from ita_desktop.services.imports.found.series import (
    ImportSeries,
    apply_series,
    plan_parts,
    years_before,
)
from ita_desktop.services.imports.importing import all_writes, apply_import
from ita_desktop.services.imports.plan import Consent, Insert
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.found.books import (
    ANALYSIS,
    ASSIGNMENTS,
    CONTACTS,
    MEASURES,
    RESULTS,
    ROSTER,
    UNITS,
    Book,
    parts_of,
    titled,
)
from tests.support.places import FIXTURES
from tests.support.taken_in import plan_file

LISTS = ("roster", "duties", "measures", "analysis", "progress")


def taken(workspace: Workspace, *paths: Path) -> ImportSeries:
    series = plan_parts(workspace, parts_of(*paths), shown=2568)
    apply_series(workspace, series)
    return series


def counts(series: ImportSeries) -> list[tuple[int, int, int]]:
    plans = [planned.plan for planned in series.parts if planned.plan is not None]
    return [(plan.added, plan.changed, len(plan.unchanged)) for plan in plans]


def test_a_book_is_taken_in_at_once_and_a_second_time_changes_nothing(
    workspace: Workspace, book: Book
) -> None:
    path = book(ก=MEASURES, ข=ANALYSIS, ค=ASSIGNMENTS, ง=ROSTER, จ=UNITS, ฉ=CONTACTS)
    before = workspace.dump()
    series = taken(workspace, path)
    assert counts(series) == [(2, 0, 0), (2, 0, 0), (3, 0, 0), (2, 0, 0), (2, 0, 0)]
    assert [planned.is_incomplete for planned in series.parts] == [*[False] * 5, True]
    year = workspace.year(2568)
    assert (len(year.measures), len(year.findings), len(year.members)) == (2, 2, 2)
    assert workspace.edits.undo_label == "นำเข้า 5 อย่าง จาก เล่ม.xlsx (11 รายการ)"
    after = workspace.dump()
    again = taken(workspace, path)
    assert counts(again) == [(0, 0, 2), (0, 0, 2), (0, 0, 3), (0, 0, 2), (0, 0, 2)]
    assert workspace.dump() == after
    workspace.undo()
    assert workspace.dump() == before


def test_a_later_part_knows_what_an_earlier_one_adds(workspace: Workspace, book: Book) -> None:
    """The school of the roster is added by the list of units, under its own name, once."""
    of_school = (ROSTER[0], ("คณะทำงาน", 1, "นายก ข", "ครู", "โรงเรียนวัดตัวอย่างใน", "กรรมการ"))
    series = taken(workspace, book(ก=of_school, ข=UNITS))
    assert all(planned.plan and not planned.plan.questions for planned in series.parts)
    names = [unit.name for unit in workspace.units()]
    assert names.count("โรงเรียนวัดตัวอย่างใน") == 1
    (member,) = workspace.year(2568).members
    assert workspace.year(2568).unit_name(member.unit_id) == "โรงเรียนวัดตัวอย่างใน"


def test_the_label_counts_the_records_that_are_added_and_changed(
    workspace: Workspace, book: Book
) -> None:
    head, one = ROSTER[0], ("คณะทำงาน", 1, "นายก ข", "ครู", "", "กรรมการ")
    taken(workspace, book(ก=(head, one)))
    other = ("คณะทำงาน", 2, "นางค ง", "ครู", "", "กรรมการ")
    taken(workspace, book(ก=(head, (*one[:3], "ครูชำนาญการ", *one[4:]), other)))
    assert str(workspace.edits.undo_label).endswith("(2 รายการ)")


@pytest.mark.in_turn
def test_lists_of_a_district_together_are_what_they_are_one_by_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    other = tmp_path / "อีก.ita"
    other.write_bytes((tmp_path / "งาน.ita").read_bytes())
    files = [FIXTURES / f"{kind}_2568.csv" for kind in LISTS]
    with Workspace.open(other) as one_by_one:
        for kind, file in zip(LISTS, files, strict=True):
            apply_import(one_by_one, plan_file(one_by_one, 2568, kind, file))
        wanted = one_by_one.dump()
    taken(workspace, *reversed(files))
    assert "จาก roster_2568.csv และอีก 4 ไฟล์" in str(workspace.edits.undo_label)
    rows = {table: len(found) for table, found in workspace.dump().items()}
    assert rows == {table: len(found) for table, found in wanted.items()}
    texts = lambda dump: sorted(str(row["method"]) for row in dump["measure"])  # noqa: E731
    assert texts(workspace.dump()) == texts(wanted)


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", LISTS)
def test_a_planned_year_is_what_the_workspace_has_afterwards(
    workspace: Workspace, kind: str
) -> None:
    for name in dict.fromkeys(("roster", "measures", kind)):
        plan = plan_file(workspace, 2568, name, FIXTURES / f"{name}_2568.csv")
        wanted = year_after(plan.base, all_writes(workspace, plan))
        other = year_after(workspace.year(2567), all_writes(workspace, plan))
        apply_import(workspace, plan)
        assert workspace.year(2568) == wanted
        assert workspace.year(2567) == other


def test_removals_and_changes_are_planned_as_they_are_written(
    workspace: Workspace, book: Book
) -> None:
    taken(workspace, book(ก=MEASURES, ข=ANALYSIS, ค=ROSTER))
    changed = [MEASURES[0], ("I1", "1. ทำคู่มือใหม่", "ฝ่ายโยธา", "ทุกเดือน")]
    path = book("ใหม่.xlsx", ก=changed)
    plan = plan_file(workspace, 2568, "measures", path, replace=True)
    assert plan.removed
    wanted = year_after(plan.base, all_writes(workspace, plan))
    apply_import(workspace, plan)
    assert workspace.year(2568) == wanted


def test_results_add_the_years_that_are_missing_and_one_undo_takes_them_away(
    workspace: Workspace, book: Book
) -> None:
    before = workspace.dump()
    path = book(
        ก=titled("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566", RESULTS),
        ข=titled("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567", RESULTS),
        ค=titled("คณะทำงาน ประจำปีงบประมาณ พ.ศ. 2566", ROSTER),
    )
    series = taken(workspace, path)
    assert [year.year for year in workspace.years()] == [2566, 2567, 2568]
    assert [len(workspace.year(year).scores) for year in (2566, 2567, 2568)] == [3, 3, 0]
    assert len(workspace.year(2566).members) == 2
    assert any("2566" in doubt.why for doubt in series.parts[0].doubts)
    assert counts(taken(workspace, path)) == [(0, 0, 3), (0, 0, 3), (0, 0, 2)]
    workspace.undo()
    assert workspace.dump() == before


@pytest.mark.parametrize("year", [2569, 2570])
def test_a_result_that_no_year_of_the_file_builds_on_adds_its_year_by_a_yes_alone(
    workspace: Workspace, book: Book, year: int
) -> None:
    """The result of the year before is what the measures of a year begin with; of any other year it
    is asked for like all kinds."""
    before = workspace.dump()
    path = book(ก=titled(f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}", RESULTS))
    series = taken(workspace, path)
    assert not series.writes
    assert workspace.dump() == before
    assert any("--new-year" in each for left in series.left for each in left.needs)
    asked = plan_parts(workspace, parts_of(path), shown=2568, consents={Consent.NEW_YEAR})
    apply_series(workspace, asked)
    assert len(workspace.year(year).scores) == 3


def test_a_result_that_is_doubted_adds_no_year_because_doubtful_rows_are_taken(
    workspace: Workspace, book: Book
) -> None:
    year = min(each.year for each in workspace.years()) - 1
    rows = (("IIT", "90"), ("EIT", "90"), ("OIT", "90"), ("ITA", "97.38"))
    title = f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}"
    path = book(ก=titled(title, (("เครื่องมือ", "คะแนน"), *rows)))
    doubtful = plan_parts(workspace, parts_of(path), shown=2568, consents={Consent.UNTICKED})
    assert not doubtful.writes
    both = {Consent.UNTICKED, Consent.NEW_YEAR}
    apply_series(workspace, plan_parts(workspace, parts_of(path), shown=2568, consents=both))
    assert len(workspace.year(year).scores) == 4


def test_a_year_that_the_name_of_a_file_alone_states_is_only_added_by_a_yes(
    workspace: Workspace, book: Book
) -> None:
    before = workspace.dump()
    path = book(ก=MEASURES)
    path = path.rename(path.with_name("มาตรการ 2565.xlsx"))
    series = taken(workspace, path)
    assert workspace.dump() == before
    assert not series.writes
    needs = [left.needs for left in series.left if left.needs]
    assert needs
    assert all("--new-year" in each for each in needs)
    asked = plan_parts(workspace, parts_of(path), shown=2568, consents={Consent.NEW_YEAR})
    apply_series(workspace, asked)
    assert len(workspace.year(2565).measures) == 2


def test_a_year_that_a_list_states_is_added_once_by_a_yes(workspace: Workspace, book: Book) -> None:
    known = {year.year for year in workspace.years()}
    before = workspace.dump()
    title = "ประจำปีงบประมาณ พ.ศ. 2565"
    path = book(ก=titled(f"มาตรการ {title}", MEASURES), ข=titled(f"คณะทำงาน {title}", ROSTER))
    assert not taken(workspace, path).writes
    parts = parts_of(path)
    for chosen in parts:
        answered = [replace(one, asked_year=2565) if one is chosen else one for one in parts]
        one_yes = plan_parts(workspace, answered, shown=2568)
        assert len(one_yes.taken) == len(parts), f"the yes for {chosen.kind} is for all"
    series = plan_parts(workspace, parts, shown=2568, consents={Consent.NEW_YEAR})
    apply_series(workspace, series)
    assert {year.year for year in workspace.years()} == {*known, 2565}
    year = workspace.year(2565)
    assert (len(year.measures), len(year.members)) == (2, 2)
    assert len({body.name for body in year.bodies}) == len(year.bodies)
    told = [doubt.why for part in series.parts for doubt in part.doubts]
    assert sum("ยังไม่มีปีงบประมาณ 2565" in why for why in told) == 1
    workspace.undo()
    assert workspace.dump() == before


def test_rows_of_a_year_that_is_over_are_not_changed_unasked(
    workspace: Workspace, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a file of it adds is no harm; in the last year of a file people go on working."""
    rows = [["ข้อ", "ชื่อข้อ", "ผู้รับผิดชอบ"], ["O1", "โครงสร้าง", "ฝ่ายปกครอง"]]
    old = titled("ตาราง OIT ประจำปีงบประมาณ พ.ศ. 2567", rows)
    taken(workspace, book(ก=old))
    old[-1][-1] = rows[-1][-1] = "ฝ่ายโยธา"
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2024-09-30")
    path = book(ก=old)
    (open_,) = plan_parts(workspace, parts_of(path), shown=2568).taken
    assert open_.plan is not None
    assert open_.plan.changed == 1
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-12-01")
    over = plan_parts(workspace, parts_of(path), shown=2568)
    assert not over.taken
    assert "2567 สิ้นสุดแล้ว" in over.parts[0].doubts[0].why
    assert plan_parts(workspace, parts_of(path), shown=2568, consents={Consent.UNTICKED}).taken
    parts = [replace(part, asked_year=2567) for part in parts_of(path)]
    assert plan_parts(workspace, parts, shown=2568).taken
    assert plan_parts(workspace, parts_of(book(ก=rows)), shown=2568).taken


@pytest.mark.in_turn
def test_of_two_sheets_of_scores_a_draft_never_wins(workspace: Workspace, book: Book) -> None:
    """Nor the first of two of which none says that it is the last word."""
    title = "ผลการประเมิน ITA ปี 2568"
    draft = titled(title, [RESULTS[0], *((*row[:-1], "70") for row in RESULTS[1:])])
    for first, second in (("ฉบับร่าง", "ฉบับจริง"), ("draft", "ผล"), ("ก", "ยืนยันแล้ว"), ("ก", "Final")):
        given = [(first, draft), (second, titled(title, RESULTS))]
        for sheets in (dict(given), dict(reversed(given))):
            (part,) = plan_parts(workspace, parts_of(book(**sheets)), shown=2568).taken
            made = [each.record for each in part.writes if isinstance(each, Insert)]
            values = {record.value for record in made if isinstance(record, Score)}
            assert values == {Decimal(str(row[-1])) for row in RESULTS[1:]}
    both = plan_parts(workspace, parts_of(book(ก=draft, ข=titled(title, RESULTS))), shown=2568)
    assert not both.taken
    assert "ไม่เท่ากันในสองแผ่น" in both.parts[0].doubts[0].why
    assert {each.needs for each in both.left if each.needs} == {("--unticked",)}


def test_a_year_without_a_framework_is_a_problem_and_nothing_goes_elsewhere(
    workspace: Workspace, book: Book
) -> None:
    before = workspace.dump()
    series = taken(workspace, book(ก=titled("มาตรการ ประจำปีงบประมาณ พ.ศ. 2555", MEASURES)))
    assert "2555" in str(series.parts[0].problem)
    assert workspace.dump() == before


def test_another_year_than_the_one_shown_is_told(workspace: Workspace, book: Book) -> None:
    series = taken(workspace, book(ก=titled("มาตรการ ประจำปี 2567", MEASURES)))
    assert len(workspace.year(2567).measures) == 2
    assert any("ไม่ใช่ปี 2568" in doubt.why for doubt in series.parts[0].doubts)


def test_what_is_decided_about_a_part_holds(workspace: Workspace, book: Book) -> None:
    parts = parts_of(book(ก=MEASURES, ข=ROSTER, ค=ANALYSIS))
    first = plan_parts(workspace, parts, shown=2568)
    assert first.parts[0].plan is not None
    gone = frozenset({change_key(first.parts[0].plan.changes[0])})
    decided: list[Part] = [
        replace(parts[0], left_out=gone, asked_year=2567),
        replace(parts[1], is_taken=False),
        replace(parts[2], kind="measures"),
    ]
    series = plan_parts(workspace, decided, shown=2568)
    apply_series(workspace, series)
    assert [measure.method for measure in workspace.year(2567).measures] == ["1. ติดแผนผัง"]
    assert workspace.year(2568).members == ()
    assert series.parts[2].problem is not None


def test_the_years_before_a_part_have_what_the_parts_before_it_write(
    workspace: Workspace, book: Book
) -> None:
    parts = parts_of(book(ก=MEASURES, ข=ROSTER, ค=UNITS))
    series = plan_parts(workspace, parts, shown=2568)
    # Units come before the roster, and this before the measures.
    expected = {"units": (0, 0, 0), "roster": (2, 0, 0), "measures": (2, 2, 0)}
    units = len(workspace.year(2568).units)
    for planned in series.parts:
        year = years_before(workspace, series, planned.part.key).year(2568)
        found = (len(year.units) - units, len(year.members), len(year.measures))
        assert found == expected[planned.part.kind]
    assert len(workspace.year(2568).members) == 0


def test_what_changed_meanwhile_is_not_written_over(workspace: Workspace, book: Book) -> None:
    series = plan_parts(workspace, parts_of(book(ก=MEASURES, ข=ROSTER)), shown=2568)
    apply_import(workspace, plan_file(workspace, 2568, "roster", book("ห.xlsx", ก=ROSTER)))
    before = workspace.dump()
    with pytest.raises(ConflictError):
        apply_series(workspace, series)
    assert workspace.dump() == before


def test_planning_and_writing_can_be_stopped(workspace: Workspace, book: Book) -> None:
    parts = parts_of(book(ก=MEASURES, ข=ROSTER))
    with pytest.raises(CancelledError):
        plan_parts(workspace, parts, work_progress=WorkProgress(cancelled=lambda: True))
    told: list[tuple[int, int]] = []
    plan_parts(workspace, parts, work_progress=WorkProgress(lambda *at: told.append(at)))
    assert told == [(done, len(parts)) for done in range(len(parts))], "each part is told"
    before = workspace.dump()
    series = plan_parts(workspace, parts, shown=2568)

    def stop(_done: int, _of: int, _what: str) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        apply_series(workspace, series, stop)
    assert workspace.dump() == before


@pytest.mark.parametrize(("shown", "year"), [(None, 2568), (2567, 2567)])
def test_a_part_that_states_no_year_is_for_the_one_shown_or_else_the_newest(
    workspace: Workspace, book: Book, shown: int | None, year: int
) -> None:
    apply_series(
        workspace, plan_parts(workspace, parts_of(book(ก=MEASURES), year=None), shown=shown)
    )
    counted = {each: len(workspace.year(each).measures) for each in (2567, 2568)}
    assert counted == {2567: 0, 2568: 0} | {year: 2}


def test_why_a_part_is_not_taken_is_told_first(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "ก.csv"
    title = "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 สำนักงานเขตบางสมมุติ"
    path.write_text(f"{title},\nตัวชี้วัด,คะแนน\nIIT,91.2\nEIT,88.1\n", encoding="utf-8")
    (part,) = plan_parts(workspace, parts_of(path), shown=2568).parts
    first, *others = (doubt.why for doubt in part.doubts)
    assert "สำนักงานเขตบางสมมุติ" in first
    assert any("2567" in other for other in others)
