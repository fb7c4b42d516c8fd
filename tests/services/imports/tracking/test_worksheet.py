"""What a unit filled in comes back to the measures and items that it was sent for."""

import re
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

from ita_desktop.documents.kinds import Format
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.worksheet import (
    ITEM_COLUMNS,
    MEASURE_COLUMNS,
    item_key,
    measure_key,
)
from ita_desktop.services import tracking
from ita_desktop.services.documents import exporting
from ita_desktop.services.imports.importing import apply_import
from tests.documents.readers.libreoffice import convert
from tests.support.taken_in import plan_file

OF_MEASURES = tuple(column.heading for column in MEASURE_COLUMNS)
OF_ITEMS = tuple(column.heading for column in ITEM_COLUMNS)
MARCH, SEPTEMBER = date(2025, 3, 31), date(2025, 9, 30)


@pytest.fixture
def measure(take_in, year):
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        ("I1", "1. ก", "ทุกฝ่าย", "ทุก 6 เดือน"),
    )
    return year().measures[0]


def row(measure, last=MARCH, entry="", **cells):
    """A filled row of the sheet of measures."""
    cells |= {"items": "I1", "method": "1. ก", "key": measure_key(measure.id, last, entry)}
    return tuple(cells.get(column.name, "") for column in MEASURE_COLUMNS)


def item_row(code, evidence="", year=2568, **cells):
    cells |= {"item": code, "key": item_key(year, code, evidence)}
    return tuple(cells.get(column.name, "") for column in ITEM_COLUMNS)


@pytest.mark.parametrize(
    ("cells", "state", "is_told"),
    [
        ({"text": "ยังไม่ได้ดำเนินการ\nรองบประมาณ"}, EntryState.NOT_STARTED, True),
        ({"text": "- ยกเลิกเนื่องจากงบประมาณไม่พอ"}, EntryState.NOT_STARTED, True),
        ({"text": "อยู่ระหว่างดำเนินการ", "day": "15 มี.ค. 68"}, EntryState.DOING, True),
        ({"text": "1. อบรมแล้ว\n2. อยู่ระหว่างจัดทำคู่มือ"}, EntryState.DOING, True),
        ({"text": "อยู่ระหว่างทำ", "state": "กำลังทำ"}, EntryState.DOING, False),
        ({"text": "รองบประมาณ", "state": "ยังไม่ทำ"}, EntryState.NOT_STARTED, False),
        ({"text": "ยังไม่ได้ดำเนินการ", "state": "ทำแล้ว"}, EntryState.NOT_STARTED, True),
        (
            {"text": "ยังไม่ได้ดำเนินการ", "state": "ไม่ต้องทำ", "reason": "ซ้ำ"},
            EntryState.SKIPPED,
            False,
        ),
        ({"text": "อบรมแล้ว และยังไม่พบข้อร้องเรียน"}, EntryState.DONE, False),
        ({"text": "ยังไม่พบข้อร้องเรียน"}, EntryState.DONE, False),
    ],
)
def test_a_row_of_nothing_carried_out_does_not_count_as_done(
    measure, take_in, plan, year, cells, state, is_told
):
    rows = OF_MEASURES, row(measure, **cells)
    taken = take_in("worksheet", *rows)
    assert [entry.state for entry in year().entries] == [state]
    assert (taken.skipped, len(taken.warnings)) == ((), is_told)
    again = plan("worksheet", *rows)
    assert (again.changes, again.warnings) == ((), ()), "told once, where the text is new"


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({}, EntryState.SKIPPED),
        ({"text": "ประชุม"}, EntryState.DONE),
        ({"day": "15 มี.ค. 68"}, EntryState.DONE),
        ({"participants": "4"}, EntryState.DONE),
        ({"state": "ทำแล้ว"}, EntryState.DONE),
    ],
)
def test_a_row_with_a_reason_alone_was_not_done(measure, take_in, year, cells, state):
    take_in("worksheet", OF_MEASURES, row(measure, reason="ไม่มีงบ", **cells))
    (entry,) = year().entries_of(measure.id)
    assert (entry.state, entry.reason) == (state, "ไม่มีงบ")


def test_nothing_is_done_on_a_day_to_come(measure, take_in, plan, year, monkeypatch):
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-01")
    rows = OF_MEASURES, row(measure, day="15 มี.ค. 68", text="ประชุมแล้ว", state="ทำแล้ว")
    taken = take_in("worksheet", *rows)
    (entry,) = year().entries_of(measure.id)
    assert (entry.state, entry.day) == (EntryState.UNKNOWN, date(2025, 3, 15))
    assert [one.fields["day"] for one in taken.warnings] == ["15 มี.ค. 68"]
    assert plan("worksheet", *rows).changes == ()
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-15")
    take_in("worksheet", *rows)
    assert [entry.state for entry in year().entries] == [EntryState.DONE]


def test_what_was_done_is_recorded_for_the_time_that_it_was_due(measure, take_in, year):
    plan = take_in(
        "worksheet",
        OF_MEASURES,
        row(measure, day="15 มี.ค. 68", text="ประชุม", participants="๔๕ คน", result="ดี"),
        row(measure, date(2025, 9, 30)),
    )
    (entry,) = year().entries_of(measure.id)
    assert (entry.occurrence, entry.day) == (MARCH, date(2025, 3, 15))
    assert (entry.text, entry.participants, entry.result) == ("ประชุม", 45, "ดี")
    assert entry.state is EntryState.DONE
    assert (plan.added, len(plan.unchanged)) == (1, 1)


@pytest.mark.parametrize("word", ["✓", "เสร็จ", "ดำเนินการเรียบร้อยแล้ว", "ทำแล้ว ", "Done"])
def test_what_units_write_for_done_is_understood(measure, take_in, year, word):
    take_in("worksheet", OF_MEASURES, row(measure, state=word))
    assert [entry.state for entry in year().entries] == [EntryState.DONE]


def test_a_state_that_nobody_knows_is_told_and_does_not_count(measure, take_in, year):
    plan = take_in("worksheet", OF_MEASURES, row(measure, state="ฝ่ายโยธา", text="อบรม"))
    [flaw] = plan.flaws
    assert ("ฝ่ายโยธา" in flaw.why, flaw.cell.name) == (True, "state")
    [entry] = year().entries
    assert (entry.text, entry.state) == ("อบรม", EntryState.UNKNOWN)


def test_a_state_that_says_more_is_one_with_its_text(measure, take_in, year):
    words = "อยู่ระหว่างดำเนินการ รอฝ่ายการคลังตรวจ 3 เรื่อง"
    take_in("worksheet", OF_MEASURES, row(measure, state=words, text="ประชุม"))
    [entry] = year().entries
    assert (entry.text, entry.state) == (f"ประชุม\n{words}", EntryState.DOING)


def test_the_same_sheet_a_second_time_changes_nothing(measure, take_in, plan):
    take_in("worksheet", OF_MEASURES, row(measure, text="ประชุม"))
    assert plan("worksheet", OF_MEASURES, row(measure, text="ประชุม")).changes == ()


def test_the_same_words_at_another_time_are_another_entry(measure, take_in, year):
    take_in("worksheet", OF_MEASURES, row(measure, text="ประชุม"))
    other = take_in("worksheet", OF_MEASURES, row(measure, SEPTEMBER, text="ประชุม"))
    assert [entry.occurrence for entry in year().entries] == [MARCH, SEPTEMBER]
    assert other.warnings == ()


def test_what_was_recorded_before_the_schedule_changed_is_known(measure, take_in, plan):
    take_in("worksheet", OF_MEASURES, row(measure, text="ประชุม"))
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ระยะเวลาดำเนินการ"),
        ("I1", "1. ก", "ปีละ 1 ครั้ง"),
    )
    assert plan("worksheet", OF_MEASURES, row(measure, SEPTEMBER, text="ประชุม")).changes == ()


def test_an_entry_that_was_sent_along_is_changed_by_its_row(measure, take_in, year):
    take_in("worksheet", OF_MEASURES, row(measure, text="ประชุม"))
    (entry,) = year().entries
    again = row(measure, entry=entry.id, text="ประชุมสองครั้ง", links="https://x")
    made = take_in("worksheet", OF_MEASURES, again)
    assert (made.added, made.changed) == (0, 1)
    (entry,) = year().entries
    assert (entry.text, entry.links) == ("ประชุมสองครั้ง", "https://x")


def test_two_units_that_share_a_measure_both_keep_their_words(measure, take_in, year):
    take_in("worksheet", OF_MEASURES, row(measure, text="ฝ่ายหนึ่งประชุม"))
    other = take_in("worksheet", OF_MEASURES, row(measure, text="อีกฝ่ายอบรม"))
    assert [entry.text for entry in year().entries] == ["ฝ่ายหนึ่งประชุม", "อีกฝ่ายอบรม"]
    assert "มีบันทึกอยู่แล้ว" in other.warnings[0].why


def test_what_was_removed_since_is_told_and_not_brought_back(workspace, measure, take_in, year):
    take_in("worksheet", OF_MEASURES, row(measure, text="ประชุม"))
    (entry,) = year().entries
    tracking.remove(workspace, 2568, [entry.id])
    plan = take_in("worksheet", OF_MEASURES, row(measure, entry=entry.id, text="ประชุม"))
    assert "ถูกเอาออกไปแล้ว" in plan.skipped[0].why
    assert year().entries == ()


def test_work_without_due_times_is_recorded_row_by_row(measure, take_in, year):
    times = [f"ครั้งที่ {number}" for number in range(1, 7)]
    for told in (times[:5], times):
        take_in("worksheet", OF_MEASURES, *(row(measure, None, text=text) for text in told))
    assert [(entry.text, entry.occurrence) for entry in year().entries_of(measure.id)] == [
        (text, None) for text in times
    ]


def test_what_need_not_be_done_needs_a_reason(measure, take_in, year):
    plan = take_in(
        "worksheet",
        OF_MEASURES,
        row(measure, state="ไม่ต้องทำ"),
        row(measure, date(2025, 9, 30), state="ไม่ต้องทำ", reason="ยกเลิกแล้ว"),
    )
    assert "เหตุผล" in plan.skipped[0].why
    (entry,) = year().entries
    assert (entry.state, entry.reason) == (EntryState.SKIPPED, "ยกเลิกแล้ว")


def test_evidence_is_added_once_and_that_which_was_sent_is_changed(measure, take_in, year):
    link = "https://example.go.th/a"
    take_in("worksheet", OF_ITEMS, item_row("O7", title="ข่าว", location=link, published="15/1/68"))
    (evidence,) = year().evidence
    assert (evidence.item_code, evidence.location) == ("O7", link)
    assert evidence.published == date(2025, 1, 15)
    again = take_in("worksheet", OF_ITEMS, item_row("O7", title="ข่าว", location=link))
    assert again.changes == ()
    other = "https://example.go.th/b"
    take_in("worksheet", OF_ITEMS, item_row("O7", evidence.id, location=other))
    assert [one.location for one in year().evidence] == [other]


def test_a_note_that_was_not_sent_stays(take_in, year):
    link = "https://example.go.th/a"
    take_in("worksheet", OF_ITEMS, item_row("O7", title="ข่าว", location=link, note="ของเราเอง"))
    (evidence,) = year().evidence
    assert evidence.note == "ของเราเอง"
    take_in("worksheet", OF_ITEMS, item_row("O7", evidence.id, title="ข่าวใหม่", location=link))
    assert [(one.title, one.note) for one in year().evidence] == [("ข่าวใหม่", "ของเราเอง")]
    again = item_row("O7", evidence.id, title="ข่าวใหม่", location=link, note="อีกอย่าง")
    take_in("worksheet", OF_ITEMS, again)
    assert [one.note for one in year().evidence] == ["อีกอย่าง"]


def test_what_is_not_there_yet_is_no_statement_that_there_is_nothing(take_in, year):
    plan = take_in("worksheet", OF_ITEMS, item_row("O12", location="ไม่มี", note="ยังทำไม่เสร็จ"))
    assert year().evidence == ()
    assert any("ไม่ได้แปลว่าไม่มีข้อมูลให้เผยแพร่" in one.why for one in plan.warnings)
    assert "ยังทำไม่เสร็จ" in year().assignment_by_item["O12"].note


def test_several_links_in_one_cell_of_a_form_are_several(take_in, year):
    links = ["https://example.go.th/1", "https://example.go.th/2"]
    row = item_row("O7", title="ข่าว", location=" และ ".join(links))
    take_in("worksheet", OF_ITEMS, row)
    assert [one.location for one in year().evidence] == links
    assert take_in("worksheet", OF_ITEMS, row).changes == ()


def test_a_row_that_the_unit_added_below_its_items_is_known_by_its_code(take_in, year):
    cells = {"item": "O8", "location": "https://example.go.th/c"}
    take_in("worksheet", OF_ITEMS, tuple(cells.get(column.name, "") for column in ITEM_COLUMNS))
    assert [one.item_code for one in year().evidence] == ["O8"]


def test_rows_that_find_no_place_are_told(measure, take_in, year):
    lost = tuple("ทำแล้ว" if column.name == "text" else "" for column in MEASURE_COLUMNS)
    gone = type(measure)(id="0" * 32, year_id="", indicator="1", method="")
    plan = take_in(
        "worksheet",
        OF_MEASURES,
        lost,
        row(gone, text="ทำ"),
        row(measure, text="ทำ", participants="หลายคน"),
        row(measure, text="จัด", state="ไม่ทราบ"),
    )
    assert [one.row for one in plan.skipped] == [2, 3]
    flaws = [(flaw.row, flaw.cell.name) for flaw in plan.flaws]
    assert flaws == [(4, "participants"), (5, "state")]
    plan = take_in("worksheet", OF_ITEMS, item_row("O7", year=2567, location="https://x"))
    assert "2567" in plan.skipped[0].why
    texts = [entry.text for entry in year().entries]
    assert (texts, year().evidence) == (["ทำ", "จัด"], ())


def test_more_people_than_the_window_takes_are_told(measure, take_in, year):
    plan = take_in(
        "worksheet",
        OF_MEASURES,
        row(measure, text="ทำ", participants="1,000,001"),
        row(measure, text="ทำต่อ", participants="1,000,000"),
    )
    assert [(flaw.row, flaw.cell.name) for flaw in plan.flaws] == [(2, "participants")]
    assert {entry.participants for entry in year().entries} == {None, 1_000_000}


def test_a_decimal_comma_is_not_left_out_of_a_number_of_people(measure, take_in, year):
    plan = take_in(
        "worksheet",
        OF_MEASURES,
        row(measure, text="ทำ", participants="4,5"),
        row(measure, text="ทำต่อ", participants="1,250 คน"),
    )
    assert [(flaw.row, flaw.cell.name) for flaw in plan.flaws] == [(2, "participants")]
    assert {entry.participants for entry in year().entries} == {None, 1250}


def test_both_sheets_of_a_file_come_back_and_nothing_is_removed(
    measure, workspace, take_in, tmp_path, year
):
    from openpyxl import Workbook

    take_in("worksheet", OF_ITEMS, item_row("O1", location="https://example.go.th/o1"))
    book = Workbook()
    sheet = book.active
    sheet.append(["แบบกรอกของฝ่ายปกครอง"])
    sheet.append(list(OF_MEASURES))
    sheet.append(list(row(measure, text="ทำ")))
    sheet.column_dimensions["K"].hidden = True
    other = book.create_sheet("ข้อมูล OIT")
    other.append(list(OF_ITEMS))
    other.append(list(item_row("O2", location="https://example.go.th/o2")))
    book.save(tmp_path / "ก.xlsx")
    partly = "มีเฉพาะส่วนของหน่วยนั้น จึงไม่เอารายการเดิมออก"
    plan = plan_file(workspace, 2568, "worksheet", tmp_path / "ก.xlsx")
    assert not any(partly in warning.why for warning in plan.warnings)
    plan = plan_file(workspace, 2568, "worksheet", tmp_path / "ก.xlsx", replace=True)
    assert [warning.row for warning in plan.warnings if partly in warning.why] == [None]
    apply_import(workspace, plan)
    assert (plan.added, plan.removed) == (2, 0)
    assert sorted(one.item_code for one in year().evidence) == ["O1", "O2"]
    assert [entry.text for entry in year().entries] == ["ทำ"]


def test_the_form_that_the_program_sends_comes_back_as_it_was_and_as_it_was_filled(
    workspace, measure, take_in, tmp_path, year
):

    take_in("worksheet", OF_MEASURES, row(measure, text="1. ประชุม\n2. อบรม", day="15/3/68"))
    take_in("worksheet", OF_ITEMS, item_row("O1", location="https://example.go.th/o1"))
    context = exporting.context_of(workspace, year())
    exporting.export(context, "unit-worksheet", tmp_path, formats=[Format.XLSX])
    (path,) = tmp_path.glob("*.xlsx")
    untouched = plan_file(workspace, 2568, "worksheet", path)
    assert (untouched.changes, untouched.skipped) == ((), ())
    assert untouched.rows > len(year().framework.items_of("OIT"))
    book = load_workbook(path)
    for sheet in book.worksheets:
        for cells in sheet.iter_rows():
            key = cells[-1].value
            if key == measure_key(measure.id, date(2025, 9, 30)):
                cells[OF_MEASURES.index("สิ่งที่ทำ")].value = "รอบหลัง"
            if key == item_key(2568, "O2"):
                cells[OF_ITEMS.index("ลิงก์หรือชื่อไฟล์")].value = "https://example.go.th/o2"
    book.save(path)
    plan = plan_file(workspace, 2568, "worksheet", path)
    apply_import(workspace, plan)
    assert (plan.added, plan.changed, plan.skipped) == (2, 0, ())
    assert [(entry.text, entry.occurrence) for entry in year().entries] == [
        ("1. ประชุม\n2. อบรม", MARCH),
        ("รอบหลัง", date(2025, 9, 30)),
    ]
    assert sorted(one.item_code for one in year().evidence) == ["O1", "O2"]


@pytest.mark.in_turn
@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
@pytest.mark.parametrize("lines", [25, 140])
def test_a_row_longer_than_excel_allows_is_printed_whole_and_comes_back_as_one(
    lines, measure, take_in, workspace, year, tmp_path
):
    text = "\n".join(f"บันทึกL{number}e" for number in range(lines))
    take_in("worksheet", OF_MEASURES, row(measure, text=text, day="15/3/68"))
    context = exporting.context_of(workspace, year())
    exporting.export(context, "unit-worksheet", tmp_path, formats=[Format.XLSX])
    (path,) = tmp_path.glob("*.xlsx")
    sheet = load_workbook(path).worksheets[0]
    assert max(dimension.height or 0 for dimension in sheet.row_dimensions.values()) <= 409
    plan = plan_file(workspace, 2568, "worksheet", path)
    assert (plan.changes, plan.skipped, plan.flaws, plan.warnings) == ((), (), (), ())
    convert([path], "pdf", tmp_path, substitute=True)
    shown = subprocess.run(
        ["pdftotext", "-raw", path.with_suffix(".pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    assert set(re.findall(r"L\d+e", shown)) == {f"L{number}e" for number in range(lines)}
    book = load_workbook(path)
    for cells in book.worksheets[0].iter_rows():
        at = cells[OF_MEASURES.index("สิ่งที่ทำ")]
        if "L3e" in str(at.value):
            at.value = f"{at.value} และอีก"
    book.save(path)
    (change,) = plan_file(workspace, 2568, "worksheet", path).changes
    assert len(change.origins) == 1


@pytest.mark.parametrize(
    ("words", "state", "text"),
    [
        ("เสร็จเรียบร้อยดี", EntryState.DONE, "ประชุม"),
        ("เสร็จแล้วค่ะ", EntryState.DONE, "ประชุม"),
        ("โอเคครับ", EntryState.DONE, "ประชุม"),
        ("ok แล้วนะคะ", EntryState.DONE, "ประชุม"),
        ("ยังไม่เสร็จ", EntryState.DOING, "ประชุม"),
        ("ไม่มีการดำเนินการ", EntryState.NOT_STARTED, "ประชุม"),
        ("รอจัดซื้อ", EntryState.NOT_STARTED, "ประชุม\nรอจัดซื้อ"),
        ("ยกเลิก", EntryState.NOT_STARTED, "ประชุม\nยกเลิก"),
    ],
)
def test_a_state_in_careless_words_is_taken_whole(measure, take_in, plan, year, words, state, text):
    made = take_in("worksheet", OF_MEASURES, row(measure, state=words, text="ประชุม"))
    [entry] = year().entries
    assert (entry.state, entry.text) == (state, text)
    assert (made.left, made.flaws) == ((), ())
