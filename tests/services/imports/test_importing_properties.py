"""What holds for every import, whatever the rows: nothing is lost, and twice is once."""

from dataclasses import fields, replace
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_desktop.domain import records
from ita_desktop.domain.documents import Chapter, Wording
from ita_desktop.domain.letters import AgendaAttachment, Letter, LetterAttachment
from ita_desktop.domain.meetings import ActionItem, AgendaItem, Attendance, Meeting, MeetingBody
from ita_desktop.domain.oit.proofs import Filing
from ita_desktop.domain.records import OwnerRole
from ita_desktop.domain.roster.orders import AppointmentOrder, Duty, OrderBody
from ita_desktop.domain.scores import results
from ita_desktop.domain.scores.results import (
    Finding,
    FindingItem,
    MeasureFinding,
    SurveyCount,
    SurveyGroup,
)
from ita_desktop.domain.tracking.entries import Entry, Round
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.cells.row import text_value
from ita_desktop.exchange.kinds.registry import KIND_NAMES, kind_named
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.imports.plan import Action, Delete, ImportPlan, Insert
from ita_desktop.services.imports.roster.register import Resolved, merged
from tests.support.cost import examples
from tests.support.known_files import begun_year
from tests.support.taken_in import plan_import

WORDS = {
    "units": ["ฝ่ายโยธา", "ฝ่ายสิ่งแวดล้อมฯ", "โรงเรียนวัดตัวอย่าง", "รร.วัดตัวอย่าง", "ทุกฝ่าย", "กองช่าง"],
    "people": ["นายก ข", "นางสาวก ข", "ก ข", "นางค ง", "นายจ ฉ"],
    "posts": ["", "ผู้อำนวยการเขต", "หัวหน้าฝ่ายทุกฝ่าย", "ครู", "หัวหน้าฝ่ายปกครอง"],
    "roles": ["", "คณะทำงาน", "กรรมการและ\nเลขานุการ"],
    "codes": ["O1", "O2", "01", "○3", "I1", "I2", "๑๒", "E1", "O99", "", "O1 - O2"],
    "days": ["", "31/1/68", "31/2/68", "๑ มี.ค. ๒๕๖๘", "-"],
    "owners": ["", "ทุกฝ่าย", "โยธา;ฝ่ายคลัง", "ฝ่ายเทคนิค", "ผู้อำนวยการเขต", "นายก ข", "ฝ่ายโยธา(ร่วม)"],
    "texts": ["", "ก", "1. ก | 2. ข", "ข\nค"],
    "duties": ["", "ก", "ข", "1. ค", "ก  ", "2.1 ง"],
    "orders": ["", "1", "2.1", "2.2", "2.10", "๒.๓"],
    "cells": ["", "", "- ก", "1. ก", "2. ข\n3. ค", "3. ค", "(ต่อ) ง", "จ"],
    "subjects": [
        "I1 เต็มใจ (99.30 คะแนน)", "I1 (ต่อ)", "I2", "I3", "๑๒", "O1 – O3, O5 (100 คะแนน)", "O5",
        "ตัวชี้วัดที่ 2\nการใช้งบประมาณ", "ตัวชี้วัดที่ 1 ก\n- I1 ข", "", "ต่อ (99 คะแนน)", "O99", "เรื่องอื่น",
    ],
    "rounds": ["รอบ 6 เดือน", "รอบ 6 เดือน", "รอบ 9 เดือน (ต.ค. 67 - มิ.ย. 68)", "เมื่อวาน", ""],
    "schedules": ["", "ทุกเดือน", "ต.ค. 67 - มี.ค. 68", "มี.ค. 68 - ม.ค. 68"],
    "numbers": ["", "1", "2/2568", "๒", "1/2567", "ก"],
    "bodies": ["", "คณะทำงาน", "คณะกรรมการอำนวยการ; คณะทำงาน", "คณะอื่น"],
    "times": ["", "9.30", "09.00 - 12.00 น.", "บ่าย"],
    "agendas": ["", "ก", "ก\nข", "ระเบียบวาระที่ 3 เพื่อทราบ\n3.1 ก\n3.2 ค", "วาระที่ 4\n- ข", "5.1 ง"],
    "keys": ["M/m1/2025-03-31", "M/m1/", "M/m2/", "O/2568/O1/", "O/2567/O1/", "ก", ""],
    "chapters": [
        "", "ศูนย์ BMA OSS", "สื่อสารภาพลักษณ์", "การเตรียมความพร้อมรับการประเมิน",
        "๕. มาตรการส่งเสริม สนับสนุน และประชาสัมพันธ์ศูนย์รับคำขออนุญาตของกรุงเทพมหานคร", "บทอื่น",
    ],
    "states": ["", "ทำแล้ว", "ไม่ต้องทำ", "ก"],
    "heads": ["", "45", "๑๒ คน", "มาก"],
    "surveys": ["", "IIT", "eit", "OIT"],
    "people_kinds": ["", "ลูกจ้าง", "ข้าราชการ", "EIT ผู้รับบริการ", "ลูกจ้าง "],
    "marks": ["", "1.", "๒.", "บทที่ 3", "ก"],
    "titles": ["ก", "ข", "ข", "5. ค", "คำนำ", "ความสำคัญของ ITA", ""],
    "parts": ["", "", "importance", "คำนำ", "measures", "briefing", "contents", "อื่น"],
}  # fmt: skip
COLUMNS = {
    "units": {"name": "units", "short_name": "texts", "aliases": "units"},
    "people": {"name": "people", "job_title": "posts", "unit": "units", "phone": "texts"},
    "roster": {
        "body": "roles",
        "order": "orders",
        "name": "people",
        "position": "posts",
        "department": "units",
        "role": "roles",
    },
    "duties": {"body": "roles", "order": "orders", "duty": "duties"},
    "orders": {
        "number": "numbers",
        "title": "texts",
        "ground": "texts",
        "bodies": "bodies",
        "signed": "days",
        "signatory": "people",
        "signatory_post": "posts",
    },
    "letters": {
        "number": "numbers",
        "day": "days",
        "sender": "units",
        "subject": "texts",
        "addressee": "posts",
        "enclosed": "texts",
        "body": "texts",
        "signatory": "people",
    },
    "assignments": {"item": "codes", "owners": "owners", "due": "days", "note": "texts"},
    "measures": {
        "items": "codes",
        "method": "texts",
        "owners": "owners",
        "schedule": "texts",
        "merged_with": "codes",
        "indicator": "orders",
    },
    "analysis": {
        "items": "subjects",
        "strength": "cells",
        "issue": "cells",
        "method": "cells",
        "owners": "owners",
        "schedule": "schedules",
        "monitoring": "texts",
    },
    "progress": {
        "items": "subjects",
        "issue": "cells",
        "method": "cells",
        "result": "cells",
        "round": "rounds",
    },
    "communications": {
        "items": "subjects",
        "method": "cells",
        "schedule": "schedules",
        "owners": "owners",
    },
    "texts": {
        "chapter": "chapters",
        "method": "cells",
        "owners": "owners",
        "schedule": "schedules",
        "monitoring": "texts",
    },
    "meetings": {
        "number": "numbers",
        "bodies": "bodies",
        "day": "days",
        "begins": "times",
        "place": "texts",
        "agenda": "agendas",
        "minutes": "agendas",
        "attended": "people",
        "recorder": "people",
    },
    "calendar": {"title": "texts", "day": "days", "note": "texts"},
    "chapters": {"mark": "marks", "title": "titles", "part": "parts", "text": "texts"},
    "photos": {"picture": "texts", "caption": "texts", "items": "codes", "round": "rounds"},
    "worksheet": {
        "key": "keys",
        "items": "codes",
        "state": "states",
        "day": "days",
        "text": "cells",
        "participants": "heads",
        "reason": "texts",
        "title": "texts",
        "location": "texts",
        "published": "days",
    },
    "remarks": {"item": "codes", "remark": "texts"},
    "respondents": {
        "instrument": "surveys",
        "unit": "units",
        "kind": "people_kinds",
        "population": "heads",
        "required": "heads",
        "note": "texts",
    },
    "answered": {"day": "days", "group": "people_kinds", "answered": "heads"},
    "results": {"code": "codes", "score": "orders", "count1": "orders", "remark": "texts"},
    "evidence": {"item": "codes", "location": "texts", "met": "texts", "published": "days"},
    "filing": {"item": "codes", "filed": "days", "links": "texts", "published": "days"},
}
TABLES = {
    records.Unit: "units",
    records.Person: "people",
    records.Body: "bodies",
    records.Member: "members",
    Duty: "duties",
    AppointmentOrder: "orders",
    OrderBody: "order_bodies",
    Letter: "letters",
    LetterAttachment: "letter_attachments",
    records.Assignment: "assignments",
    records.AssignmentOwner: "assignment_owners",
    records.Evidence: "evidence",
    records.CheckMark: "check_marks",
    Filing: "filings",
    records.Measure: "measures",
    records.MeasureItem: "measure_items",
    records.MeasureOwner: "measure_owners",
    Finding: "findings",
    FindingItem: "finding_items",
    MeasureFinding: "measure_findings",
    Round: "rounds",
    Entry: "entries",
    Meeting: "meetings",
    MeetingBody: "meeting_bodies",
    AgendaItem: "agenda_items",
    AgendaAttachment: "agenda_attachments",
    ActionItem: "action_items",
    Attendance: "attendances",
    records.CalendarDate: "calendar",
    SurveyGroup: "survey_groups",
    SurveyCount: "survey_counts",
    Chapter: "chapters",
    Wording: "wordings",
    results.Score: "scores",
    results.Answer: "answers",
    results.GroupFigure: "group_figures",
    results.AssessorRemark: "remarks",
    results.RespondentComment: "comments",
    results.FigureDoubt: "doubts",
}


PARENTS = (
    "unit_id",
    "person_id",
    "body_id",
    "measure_id",
    "assignment_id",
    "finding_id",
    "round_id",
    "meeting_id",
    "parent_id",
    "order_id",
    "letter_id",
    "survey_group_id",
)


@cache
def an_empty_year():
    """A new year with a measure and two surveys.

    Tests of many examples do not take it as a fixture: an example that is named begins by writing
    out what it was given, a whole year.
    """
    year = begun_year(2568)
    due = records.Measure(
        id="m1",
        year_id=year.fiscal_year.id,
        indicator="1",
        method="ของแบบกรอก",
        frequency=records.Frequency.HALF_YEARLY,
        kind=records.MeasureKind.OWN,
    )
    asked = tuple(
        SurveyGroup(id=kind, year_id=year.fiscal_year.id, instrument=code, kind=kind, population=20)
        for code, kind in (("IIT", "ลูกจ้าง"), ("EIT", "ผู้รับบริการ"))
    )
    return replace(year, measures=(due,), survey_groups=asked)


@pytest.fixture(scope="module")
def empty():
    return an_empty_year()


def applied(year: YearData, plan) -> YearData:
    """The year after a plan, as storage would leave it."""
    rows = {field: {one.id: one for one in getattr(year, field)} for field in TABLES.values()}
    for write in plan.writes():
        table = rows[TABLES[type(write.record)]]
        if isinstance(write, Insert):
            assert write.record.id not in table
            table[write.record.id] = write.record
        elif isinstance(write, Delete):
            del table[write.record.id]
            for field, parent in (
                ("assignment_owners", "assignment_id"),
                ("measure_owners", "measure_id"),
                ("measure_items", "measure_id"),
                ("measure_findings", "measure_id"),
                ("entries", "measure_id"),
                ("finding_items", "finding_id"),
                ("measure_findings", "finding_id"),
                ("meeting_bodies", "meeting_id"),
                ("agenda_items", "meeting_id"),
                ("attendances", "meeting_id"),
                ("action_items", "meeting_id"),
                ("survey_counts", "survey_group_id"),
            ):
                rows[field] = {
                    key: one
                    for key, one in rows[field].items()
                    if getattr(one, parent) != write.record.id
                }
        else:
            assert table[write.record.id] == write.record, "a row is written once"
            table[write.record.id] = replace(write.record, **write.fields)
    for field, table in rows.items():
        for one in table.values():
            for name in PARENTS:
                key = getattr(one, name, None)
                assert key is None or any(key in other for other in rows.values()), (field, name)
    ordered = {
        field: tuple(sorted(table.values(), key=lambda one: (getattr(one, "position", 0), one.id)))
        for field, table in rows.items()
    }
    others = {field.name for field in fields(YearData)} - set(ordered)
    return YearData(**{name: getattr(year, name) for name in others}, **ordered)


@cache
def tables(kind):
    """Tables of a kind with likely and unlikely cells."""
    columns = COLUMNS[kind]
    cells = st.tuples(
        *(
            st.one_of(st.sampled_from(WORDS[words]), st.text(max_size=8).map(text_value))
            for words in columns.values()
        )
    )
    return st.lists(cells, max_size=8).map(lambda rows: sheet_of(kind, rows))


def sheet_of(kind, rows):
    headings = tuple(kind_named(kind).column(name).heading for name in COLUMNS[kind])
    numbered = [SheetRow(1, headings)]
    numbered += [SheetRow(number, row) for number, row in enumerate(rows, 2)]
    return DataSheet("ก", tuple(numbered), "ก.xlsx")


def test_a_chapter_whose_words_became_a_wording_too_stays_its_own(empty):
    rows = [*[("", "ก", "", "")] * 5, ("", "ก", "importance", "ก"), ("", "ก", "briefing", "ก")]
    sheet = sheet_of("chapters", rows)
    after = applied(empty, plan_import(empty, "chapters", [sheet]))
    assert plan_import(after, "chapters", [sheet]).changes == ()


def filled_rows(sheet: DataSheet) -> set[int]:
    """The numbers of all rows below the heading in which something stands."""
    _, *below = sheet.rows
    return {row.number for row in below if any(str(value).strip() for value in row.values)}


def told_rows(plan: ImportPlan) -> set[int]:
    """The numbers of the rows that are changes, the same, left out, or not of the table."""
    origins = {origin for change in plan.changes for origin in change.origins}
    origins |= {*plan.unchanged, *plan.unanswered}
    skipped = {skipped.row for skipped in plan.skipped}
    aside = {remark.origin.row for remark in plan.aside if remark.origin is not None}
    return {origin.row for origin in origins} | skipped | aside


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", KIND_NAMES)
@settings(max_examples=examples(80))
@given(data=st.data())
def test_every_row_is_accounted_for_and_the_same_file_twice_changes_nothing(empty, kind, data):
    year = empty
    if data.draw(st.booleans(), "after another import"):
        year = applied(year, plan_import(year, kind, [data.draw(tables(kind))]))
    sheet = data.draw(tables(kind))
    replacing = data.draw(st.booleans(), "replace")
    plan = plan_import(year, kind, [sheet], replace=replacing)
    assert filled_rows(sheet) <= told_rows(plan)
    if data.draw(st.booleans(), "some rows only"):
        keys = [change.key for change in plan.changes]
        part = plan.accept(data.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else [])
        year = applied(year, part)
        plan = plan_import(year, kind, [sheet], replace=replacing)
    after = applied(year, plan.accept([change.key for change in plan.changes]))
    again = plan_import(after, kind, [sheet], replace=replacing)
    assert [change for change in again.changes if change.action is not Action.REMOVE] == []
    assert again.changes == ()
    assert again.writes() == []
    assert [skipped.row for skipped in again.skipped] == [skipped.row for skipped in plan.skipped]


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (
            "roster",
            [
                {"name": "ก ข"},
                {"order": "1", "name": "นายจ ฉ"},
                {"body": "คณะทำงาน", "name": "นายก ข"},
            ],
        ),
        (
            "roster",
            [{"name": "นางสาวก ข"}, {"order": "2.1", "name": "นางสาวก ข", "role": "คณะทำงาน"}],
        ),
        ("roster", [{"position": "ครู"}, {"body": "ก", "position": "ครู", "role": "คณะทำงาน"}]),
        ("results", [{"code": "O1", "score": "100"}] * 2),
        ("results", [{"code": "O1", "score": "100"}, {"code": "O1", "score": "0"}]),
        (
            "results",
            [{"code": "O1", "score": "100"}, {"code": "O1", "score": "100", "remark": "ก"}],
        ),
    ],
)
def test_of_two_rows_about_the_same_the_same_one_is_taken_again(empty, kind, rows):
    sheet = sheet_of(kind, rows_of(kind, *rows))
    plan = plan_import(empty, kind, [sheet])
    assert filled_rows(sheet) <= told_rows(plan)
    again = plan_import(applied(empty, plan), kind, [sheet])
    assert (again.changes, again.skipped) == ((), plan.skipped)


@pytest.mark.parametrize(
    ("stored", "rows"),
    [
        ([("1/2567", "5/1/2568", "ก"), ("", "1/10/2567", "ก")], [("1", "", "ก")]),
        ([("1/2567", "5/1/2568", ""), ("1/2568", "5/1/2568", "ก")], [("1", "", "ก")]),
        ([("1", "", "ก")], [("1/2568", "5/1/2568", ""), ("", "5/1/2568", "ก")]),
        ([("", "5/1/2568", "ก")], [("1", "", "ก"), ("1/2568", "1/10/2567", "")]),
        (
            [("", "5/1/2568", "ก"), ("1/2568", "1/10/2567", "")],
            [("1/2568", "", "ก"), ("1", "", "ก"), ("1/2567", "5/1/2568", "ก")],
        ),
    ],
)
def test_an_order_without_a_day_is_found_again_beside_one_of_the_same_number(empty, stored, rows):
    """It keeps the year in its number, by which it was found."""

    def sheet(orders):
        filled = (dict(zip(("number", "signed", "title"), order, strict=True)) for order in orders)
        return sheet_of("orders", rows_of("orders", *filled))

    year = applied(empty, plan_import(empty, "orders", [sheet(stored)]))
    year = applied(year, plan_import(year, "orders", [sheet(rows)]))
    assert plan_import(year, "orders", [sheet(rows)]).changes == ()


def test_measures_without_steps_of_their_own_are_told_apart_by_their_times(empty):
    """The second time each row finds the measure that it made the first time."""
    blank, timed = ("O1", "", "", "", "", ""), ("O1", "", "", "ก", "", "")
    others = sheet_of("measures", [blank] * 3 + [("O1", "ก", "", "", "", "")])
    year = applied(empty, plan_import(empty, "measures", [others]))
    sheet = sheet_of("measures", [blank] * 4 + [timed])
    after = applied(year, plan_import(year, "measures", [sheet]))
    assert plan_import(after, "measures", [sheet]).changes == ()


def test_of_two_measures_that_differ_in_their_times_one_can_be_taken_first(empty):
    rows = [("I1", "", "", "- ก", "", when, "") for when in ("ทุกเดือน", "0")]
    sheet = sheet_of("analysis", rows)
    plan = plan_import(empty, "analysis", [sheet])
    taken = plan.accept([change.key for change in plan.changes if change.origins[0].row == 2])
    year = applied(empty, taken)
    year = applied(year, plan_import(year, "analysis", [sheet]))
    assert [measure.schedule for measure in year.measures if measure.method == "- ก"] == [
        "ทุกเดือน",
        "0",
    ]
    assert plan_import(year, "analysis", [sheet]).changes == ()


def rows_of(kind, *filled):
    return [tuple(each.get(name, "") for name in COLUMNS[kind]) for each in filled]


def test_a_row_that_combines_two_findings_stays_both_of_them(empty):
    """The issue alone would make it a row of the first, and the strength of the second its own."""
    apart = rows_of("analysis", {"items": "I1", "issue": "- ก"}, {"items": "I1", "strength": "- ก"})
    year = applied(empty, plan_import(empty, "analysis", [sheet_of("analysis", apart)]))
    together = rows_of("analysis", {"items": "I1", "strength": "- ก", "issue": "0"})
    sheet = sheet_of("analysis", together)
    after = applied(year, plan_import(year, "analysis", [sheet]))
    assert [(each.strength, each.issue) for each in after.findings] == [("", "0"), ("- ก", "")]
    assert plan_import(after, "analysis", [sheet]).changes == ()


def test_a_finding_that_a_shared_row_lacks_is_removed_at_once_or_not_at_all(empty):
    apart = rows_of(
        "analysis", {"items": "I1", "strength": "จ"}, {"items": "I1", "strength": "2. ข\n3. ค"}
    )
    year = applied(empty, plan_import(empty, "analysis", [sheet_of("analysis", apart)]))
    sheet = sheet_of("analysis", rows_of("analysis", {"items": "I1", "strength": "3. ค"}))
    after = applied(year, plan_import(year, "analysis", [sheet], replace=True))
    assert [each.strength for each in after.findings] == ["3. ค"]
    assert plan_import(after, "analysis", [sheet], replace=True).changes == ()


def test_a_name_without_title_stays_unsure_though_one_of_its_people_is_not_imported(empty):
    """The last letter repeats the first, so that its signatory is not added."""
    letters = [{"signatory": name} for name in ("ก ข", "นายก ข", "นางสาวก ข")]
    letters[1]["addressee"] = "ผู้อำนวยการเขต"
    rows = rows_of("letters", *({"sender": "ฝ่ายโยธา", "subject": "ก", **each} for each in letters))
    sheet = sheet_of("letters", rows)
    plan = plan_import(empty, "letters", [sheet])
    assert [skipped.row for skipped in plan.skipped] == [4]
    assert plan_import(applied(empty, plan), "letters", [sheet]).changes == ()


def test_a_person_in_rows_of_several_units_is_of_the_last_one_and_stays_so(empty):
    units = ("ฝ่ายเทศกิจ", "ฝ่ายโยธา", "ฝ่ายเทศกิจ")
    bodies = ("คณะทำงาน", "คณะกรรมการอำนวยการ", "คณะทำงานย่อย")
    filled = (
        {"body": b, "name": "นายก ข", "department": u} for b, u in zip(bodies, units, strict=True)
    )
    sheet = sheet_of("roster", rows_of("roster", *filled))
    year = applied(empty, plan_import(empty, "roster", [sheet]))
    (unit_id,) = {person.unit_id for person in year.people if person.name == "ก ข"}
    assert year.unit_name(unit_id) == units[-1]
    assert plan_import(year, "roster", [sheet]).changes == ()


def test_bodies_whose_rows_are_apart_change_a_person_once(empty):
    filled = (
        ("คณะทำงาน", "นายก ข", ""),
        ("0", "นางค ง", "ฝ่ายโยธา"),
        ("คณะทำงาน", "นางค ง", "ฝ่ายเทศกิจ"),
    )
    names = ("body", "name", "department")
    rows = rows_of("roster", *(dict(zip(names, each, strict=True)) for each in filled))
    year = applied(empty, plan_import(empty, "roster", [sheet_of("roster", rows)]))
    assert plan_import(year, "roster", [sheet_of("roster", rows)]).changes == ()


@pytest.mark.parametrize("kind", ["duties", "roster"])
def test_what_stays_is_moved_at_once_while_others_are_removed(empty, kind):
    def sheet(*names):
        name = "duty" if kind == "duties" else "name"
        return sheet_of(kind, rows_of(kind, *({"body": "คณะทำงาน", name: each} for each in names)))

    year = applied(empty, plan_import(empty, kind, [sheet("นายก ข", "นางค ง", "นายจ ฉ")]))
    listed = sheet("นายจ ฉ", "นางค ง")
    after = applied(year, plan_import(year, kind, [listed], replace=True))
    assert plan_import(after, kind, [listed], replace=True).changes == ()


def test_a_heading_that_only_the_agenda_would_get_is_not_removed_by_the_minutes(empty):
    """The agenda of a row without one is the usual headings; the minutes of another row name
    their own."""
    minutes = "ระเบียบวาระที่ 3 เพื่อทราบ\n3.1 ก\n3.2 ค"
    rows = rows_of("meetings", {"number": "1"}, {"number": "1", "minutes": minutes})
    sheet = sheet_of("meetings", rows)
    after = applied(empty, plan_import(empty, "meetings", [sheet]))
    assert sorted(item.title for item in after.agenda_items) == ["ก", "ค", "เพื่อทราบ"]
    assert plan_import(after, "meetings", [sheet]).changes == ()


def test_a_heading_with_a_handout_stays_though_the_minutes_lack_it(empty):
    agenda = "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ\nเอกสารประกอบ: คำสั่ง"
    minutes = "ระเบียบวาระที่ 3 เรื่องอื่น ๆ\n3.1 ก"
    filled = [{"number": "1", "agenda": agenda}, {"number": "1", "minutes": minutes}]
    year = empty
    for sheet in (sheet_of("meetings", rows_of("meetings", each)) for each in filled):
        year = applied(year, plan_import(year, "meetings", [sheet]))
    [handout] = year.agenda_attachments
    assert handout.agenda_item_id in {item.id for item in year.agenda_items}


def test_a_row_without_a_body_does_not_take_the_meeting_of_a_row_with_one(empty):
    """Both are added, also when the one is taken first."""
    filled = ({"number": "1", "bodies": "คณะทำงาน", "place": "ก"}, {"number": "1", "place": "ข"})
    sheet = sheet_of("meetings", rows_of("meetings", *filled))
    year = empty
    for keys in ([0], [0]):
        year = applied(year, plan_import(year, "meetings", [sheet]).accept(keys))
    assert sorted(meeting.place for meeting in year.meetings) == ["ก", "ข"]
    assert plan_import(year, "meetings", [sheet]).changes == ()


OWNER_CELLS = ["ฝ่ายโยธา(ร่วม)", "ทุกฝ่าย", "ฝ่ายเทศกิจ", "ฝ่ายรายได้ (ร่วม)", ""]


@pytest.mark.parametrize("kind", ["analysis", "assignments", "communications"])
@settings(max_examples=examples(40))
@given(cells=st.lists(st.sampled_from(OWNER_CELLS), min_size=1, max_size=4))
@example(cells=["ฝ่ายโยธา(ร่วม)", "ฝ่ายโยธา(ร่วม)", "ฝ่ายโยธา(ร่วม)", "ทุกฝ่าย"])
def test_owners_keep_the_order_of_the_file(kind, cells):
    """Who works along may stand before who leads."""
    empty = an_empty_year()
    codes = ["I1 เต็มใจ (99.30 คะแนน)"] * (len(cells) - 1) + ["I1 (ต่อ)"]
    if kind == "assignments":
        codes, cells = ["O1"], [";".join(filter(None, cells))]
    named = {"items" if kind != "assignments" else "item": codes, "owners": cells}
    names = list(COLUMNS[kind])
    rows = [
        tuple(named[name][at] if name in named else "" for name in names)
        for at in range(len(cells))
    ]
    sheet = sheet_of(kind, rows)
    after = applied(empty, plan_import(empty, kind, [sheet]))
    again = plan_import(after, kind, [sheet])
    assert again.changes == ()


def test_a_role_that_a_file_does_not_name_keeps_its_owners_where_they_stand():
    leads, along = OwnerRef(unit_id="a"), OwnerRef(unit_id="b", role=OwnerRole.SUPPORT)
    other = OwnerRef(unit_id="c", role=OwnerRole.SUPPORT)
    assert merged([along, leads], Resolved((other,), whole=True)) == [other, leads]
    assert merged([leads, along], Resolved((other,), whole=True)) == [leads, other]
    assert merged([along], Resolved((leads,), whole=True)) == [leads, along]
    assert merged([leads], Resolved((along,), whole=True)) == [leads, along]
    assert merged([leads, along], Resolved((along, leads), whole=True)) == [along, leads]


def test_owners_stay_as_they_are_while_a_name_needs_an_answer():
    """A measure without owners gets those that are known meanwhile."""
    leads, along = OwnerRef(unit_id="a"), OwnerRef(unit_id="b", role=OwnerRole.SUPPORT)
    other = OwnerRef(unit_id="c")
    assert merged([leads, along], Resolved((other,), whole=False)) == [leads, along]
    assert merged([leads, along], Resolved((other,), whole=True)) == [other, along]
    assert tuple(merged([], Resolved((other,), whole=False))) == (other,)
    for whole in (False, True):
        assert merged([leads], Resolved((), whole=whole)) == [leads]
        assert tuple(merged([], Resolved((), whole=whole))) == ()


def test_a_reason_told_in_one_row_of_a_worksheet_is_not_that_of_another(empty):
    """What is refused of a file the first time is refused the second time, too."""
    names = list(COLUMNS["worksheet"])
    filled = ({"key": "M/m1/", "state": "ไม่ต้องทำ"}, {"key": "M/m1/", "reason": "ก"})
    rows = [tuple(entry.get(name, "") for name in names) for entry in filled]
    sheet = sheet_of("worksheet", rows)
    plan = plan_import(empty, "worksheet", [sheet])
    again = plan_import(applied(empty, plan), "worksheet", [sheet])
    assert again.changes == ()
    assert (
        [skipped.row for skipped in again.skipped]
        == [skipped.row for skipped in plan.skipped]
        == [2]
    )


@settings(max_examples=examples(60))
@given(order=st.permutations(list(range(6))), start=st.permutations(list(range(6))))
def test_a_numbered_roster_ends_in_the_order_of_its_numbers(empty, order, start):
    def rows(numbers):
        return sheet_of(
            "roster",
            [
                ("คณะทำงาน", f"2.{at}", f"นายก {chr(0xE01 + n)}", "", "", "")
                for at, n in enumerate(numbers, 1)
            ],
        )

    year = applied(empty, plan_import(empty, "roster", [rows(start[:4])]))
    year = applied(year, plan_import(year, "roster", [rows(order)]))
    names = [year.person_by_id[member.person_id].name for member in year.members]
    assert names == [f"ก {chr(0xE01 + n)}" for n in order]
