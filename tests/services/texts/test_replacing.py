"""Find and replace: each place is shown, what is chosen is written and undone at once."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.personal_marks import Personal, mark_of
from ita_desktop.domain.records import CalendarDate, Measure
from ita_desktop.domain.scores.results import Finding, FindingItem
from ita_desktop.domain.year import PLACES, YearData
from ita_desktop.services import measures
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.roster import orders
from ita_desktop.services.texts import (
    RecordText,
    Replacement,
    find,
    moved,
    of_measure,
    replace,
    year_texts,
)
from tests.documents.factories.papers import bare_year
from tests.documents.typed.year import typed_year
from tests.support.known_files import opened_sample

YEAR = 2568


@pytest.fixture
def sample(tmp_path: Path):
    with opened_sample(tmp_path / "sample.ita") as workspace:
        yield workspace


def texts_of(*methods: str) -> list[RecordText]:
    rows = tuple(
        Measure(id=f"m{number}", year_id="year", indicator="1", method=method)
        for number, method in enumerate(methods)
    )
    data = bare_year(measures=rows)
    return [RecordText(row, "method", *of_measure(data, row)) for row in rows]


def seen(found: list[Replacement]) -> list[tuple[str, str, bool]]:
    return [(one.old, one.new, not one.why_not) for one in found]


def all_texts(data: YearData) -> list[tuple[str, str, str]]:
    return [(one.record.id, one.column, one.text) for one in year_texts(data)]


def test_a_word_is_found_whatever_its_case_and_digits() -> None:
    texts = texts_of("ทำ LINE OA รอบ ๑๒ และ line oa", "Line OA 12")
    assert seen(list(find(texts, "line oa", "LINE"))) == [
        ("LINE OA", "LINE", True), ("line oa", "LINE", True), ("Line OA", "LINE", True),
    ]  # fmt: skip
    assert seen(list(find(texts, "12", "24"))) == [("๑๒", "๒๔", True), ("12", "24", True)]
    assert list(find(texts, "  ", "x")) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("แผนปี 2569 ถึง ม.ค. 69", [("2569", "2570", True), ("69", "70", True)]),
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๙", [("๒๕๖๙", "๒๕๗๐", True)]),
        ("ประกาศเจตจำนง ประจำปี 2569", [("2569", "2570", True)]),
        ("ตามประกาศ ป.ป.ช. ประจำปี 2569", [("2569", "2570", False)]),
        ("พระราชบัญญัติข้อมูลข่าวสาร พ.ศ. 2569", [("2569", "2570", False)]),
        ("แผนปฏิบัติการ พ.ศ. 2566-2569", [("2569", "2570", False)]),
        ("แผน 2566 และ 69 คน", []),
        ("วิเคราะห์ผลปี 2569 รายงานผลปี 2569", [("2569", "2570", False), ("2569", "2570", True)]),
        ("ต.ค. 69 - ๓๑ ธันวาคม พ.ศ. ๒๕๖๙", [("69", "70", False), ("๒๕๖๙", "๒๕๗๐", False)]),
        ("1/10/2569 และ 1/1/2569", [("2569", "2570", False), ("2569", "2570", True)]),
    ],
)
def test_a_year_is_moved_on_but_not_in_names_and_spans(text: str, places: list[object]) -> None:
    assert seen(list(find(texts_of(text), "2569", "2570"))) == places


def test_of_carried_texts_years_far_away_stay_and_say_why() -> None:
    [near, far, law] = moved(texts_of("ปี 2568 ปี 2560 ตามระเบียบ พ.ศ. 2549"), 1, about=2569)
    assert (near.new, near.why_not) == ("2569", "")
    assert (str(far.why_not), str(law.why_not)) == ("เป็นปีอื่น", "ชื่อกฎหมาย ระเบียบ หรือคำสั่ง")


def test_what_is_chosen_is_written_everywhere_and_undone_at_once(sample) -> None:
    data = sample.year(YEAR)
    first, second = data.measures[:2]
    measures.share(sample, YEAR, [first.id, second.id], ["monitoring"])
    measures.edit(
        sample,
        YEAR,
        [
            CellEdit(first.id, "method", "จัดทำสื่อสมมุติ แล้วแจกสื่อสมมุติ"),
            CellEdit(first.id, "monitoring", "รายงานสื่อสมมุติ"),
            CellEdit(first.id, "schedule", "ม.ค. 68"),
        ],
    )
    body = data.bodies[0]
    orders.set_duties(sample, YEAR, body.id, ["ดูแลสื่อสมมุติ"])
    before = sample.year(YEAR)
    found = list(find(year_texts(before), "สื่อสมมุติ", "คู่มือ"))
    assert len(found) == 5  # both measures show the shared cell
    assert {str(one.typed.where) for one in found} >= {f"หน้าที่ของ{body.name}"}
    kept = [one for one in found if one.typed.record.id != second.id]
    assert replace(sample, YEAR, kept[1:]) == 3
    after = sample.year(YEAR)
    measure = after.measure_by_id[first.id]
    assert measure.method == "จัดทำสื่อสมมุติ แล้วแจกคู่มือ"
    assert after.measure_by_id[second.id].monitoring == measure.monitoring == "รายงานคู่มือ"
    assert [duty.text for duty in after.duties_of(body.id)] == ["ดูแลคู่มือ"]
    assert sample.edits.undo_label == "แทนที่ “สื่อสมมุติ” ด้วย “คู่มือ” 3 แห่ง"
    sample.undo()
    assert all_texts(sample.year(YEAR)) == all_texts(before)


def test_a_schedule_that_is_moved_on_has_other_days(sample) -> None:
    measure = sample.year(YEAR).measures[0]
    measures.edit(sample, YEAR, [CellEdit(measure.id, "schedule", "ม.ค. 68 - มี.ค. 68")])
    data = sample.year(YEAR)
    found = [one for one in find(year_texts(data), "2568", "2569")
             if (one.typed.record.id, one.typed.column) == (measure.id, "schedule")]  # fmt: skip
    replace(sample, YEAR, found)
    after = sample.year(YEAR).measure_by_id[measure.id]
    assert after.schedule == "ม.ค. 69 - มี.ค. 69"
    assert after.begins is not None
    assert after.begins.year == 2026


def test_a_text_that_changed_meanwhile_is_not_written_over(sample) -> None:
    measure = sample.year(YEAR).measures[0]
    measures.edit(sample, YEAR, [CellEdit(measure.id, "method", "แจกสื่อสมมุติ")])
    found = list(find(year_texts(sample.year(YEAR)), "สื่อสมมุติ", "คู่มือ"))
    measures.edit(sample, YEAR, [CellEdit(measure.id, "method", "แจกสื่อสมมุติทุกวัน")])
    with pytest.raises(InputError, match="เปลี่ยนไปแล้ว"):
        replace(sample, YEAR, found)
    assert sample.year(YEAR).measure_by_id[measure.id].method == "แจกสื่อสมมุติทุกวัน"


def test_nothing_is_named_by_an_empty_text(sample) -> None:
    body = sample.year(YEAR).bodies[0]
    found = [one for one in find(year_texts(sample.year(YEAR)), body.name)
             if one.typed.record == body]  # fmt: skip
    with pytest.raises(InputError, match="ว่าง"):
        replace(sample, YEAR, found)
    assert sample.year(YEAR).bodies[0] == body


ELSEWHERE = {
    # of all years, in the settings or beside a survey or round of its own
    "Collection", "CollectionUnit", "ImportAnswer", "OfficeFile", "Round", "Scenario",
    "SurveyGroup", "SurveyLink", "SurveyRule", "Tenure", "Wording",
    # what others said, or what was so on a day that is past
    "Attendance", "FigureDoubt", "Filing", "Letter.refers", "LinkProof", "MarkReason",
    "RespondentComment", "ReturnedRow", "Score", "SignedPaper",
    # addresses, and names of files, owners and sources
    "AgendaAttachment", "Assignment.owners_typed", "AssessorRemark.text", "Chapter.file_name",
    "Entry.links", "Evidence.file_name", "Evidence.location", "LetterAttachment.file_name",
    "Measure.owners_typed", "Measure.source", "Photo.file_name", "ReturnedPhoto",
}  # fmt: skip
"""Columns of free text in which nothing is replaced."""


def test_every_text_of_a_year_is_looked_through() -> None:
    day = CalendarDate(id="c", year_id="y", code="", title="วัน", day=date(2025, 1, 1), note="จด")
    finding = Finding(id="f", year_id="y", indicator="1")
    item = FindingItem(id="i", finding_id="f", item_code="I1", title="ข้อ")
    more = bare_year(calendar=(day,), findings=(finding,), finding_items=(item,))
    years = [more, *(typed_year(seed)[0].year for seed in range(3))]
    walked = {(type(one.record).__name__, one.column) for year in years for one in year_texts(year)}
    known = {
        (record.__name__, field.name)
        for record in PLACES
        for field in fields(record)
        if mark_of(field.type) in (Personal.FREE, Personal.COMMENT)
    }
    left = {(name, column) for name, column in known - walked
            if name not in ELSEWHERE and f"{name}.{column}" not in ELSEWHERE}  # fmt: skip
    assert not left
