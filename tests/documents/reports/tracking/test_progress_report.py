"""The report of a round beside the form that a district handed in."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ita_desktop.documents.content import ContinuedCell, Document, PageBreak, Paragraph, Table
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.printable import marked
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import DocumentChoices, DocumentOption
from ita_desktop.domain.records import Frequency, MeasureKind
from ita_desktop.domain.text import Digits
from ita_desktop.domain.tracking.entries import Entry, EntryState, Round
from ita_desktop.domain.tracking.units import units_of_measure
from tests.documents.factories.book import Rows, context, progress_year
from tests.documents.factories.results import OFFICE, bare_year
from tests.support.plain_text import plain_text

NAME = "progress-report"


def report(of: ReportContext, digits: Digits = Digits.THAI) -> Document:
    return kind(NAME).build(of, digits)


def half() -> ReportContext:
    return replace(context(progress_year()), day=date(2025, 3, 14))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def body(table: Table) -> list[list[str]]:
    return [
        ["\n".join(map(marked, cell.paragraphs)) for cell in row.cells]
        for row in table.rows
        if not row.group
    ]


def pictures(document: Document) -> Counter[bytes]:
    return Counter(
        picture.image.data
        for table in tables(document)
        for row in table.rows
        for cell in row.cells
        for beside in cell.pictures
        for picture in beside
    )


def test_the_report_reads_as_it_was_approved(golden: Any) -> None:
    golden("progress-report.txt", plain_text(report(half())) + "\n")


def test_the_cover_has_arabic_digits_and_the_body_thai_ones_in_codes_too() -> None:
    lines = plain_text(report(half())).splitlines()
    assert "รอบ 6 เดือนแรก (ตุลาคม 2567 - มีนาคม 2568)" in lines
    assert (
        "ของสำนักงานเขตตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ รอบ ๖ เดือนแรก (ตุลาคม ๒๕๖๗ - มีนาคม ๒๕๖๘)"
        in lines
    )
    assert "I๑ เต็มใจให้บริการ เท่าเทียม ไม่เลือกปฏิบัติ (๙๙.๓๐ คะแนน)" in lines
    assert "O๑ - O๑๗ (๑๐๐ คะแนน)" in lines
    assert "O๑๘ - O๒๒ (๑๐๐ คะแนน)" in lines


def test_each_indicator_begins_a_page_below_its_instrument_and_is_told_again_as_going_on() -> None:
    document = report(half())
    found = tables(document)
    assert len(found) == 10
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == 10
    for table in found:
        heads = [row for row in table.rows if row.group]
        assert [row.depth for row in heads] == [0, 1]
        assert table.repeat_groups is ContinuedCell.REPEAT_CONTINUED
    [heading] = found[0].heading
    assert [cell.paragraphs[0].text for cell in heading.cells] == [
        "ประเด็นการประเมิน",
        "ประเด็นที่ต้องปรับปรุง/ยกระดับการพัฒนา",
        "มาตรการ/กิจกรรม ในการเตรียมความพร้อมรับการประเมิน",
        "ผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "ภาพกิจกรรมที่แสดงถึงการปฏิบัติจริงอย่างเป็นรูปธรรม",
    ]


def test_measures_and_results_have_the_numbers_that_were_typed() -> None:
    first, second, third = body(tables(report(half()))[0])
    marks = [
        [line.split()[0] for line in group[2].splitlines()] for group in (first, second, third)
    ]
    assert marks == [["1.", "2.", "3."], ["4.", "5."], ["5."]]
    assert [line.split()[0] for line in first[3].splitlines()] == ["1.", "2.", "3.", "4."]
    assert second[3].startswith("5. ")
    assert second[3] == third[3]


def test_numbers_run_through_an_indicator_where_the_office_chose_so() -> None:
    year = Rows(bare_year(2568, OFFICE))
    for code, method in (("I1", "ก\nข"), ("I2", "1. ค"), ("I3", "ง")):
        measure = year.measure("1", (code,), method)
        year.entry(measure, f"ทำ{method[-1]}", day=date(2024, 11, 5))

    def columns() -> list[list[str]]:
        of = replace(context(year.year()), day=date(2025, 2, 1))
        return [row[2:4] for row in body(tables(report(of))[0])]

    assert columns() == [["ก\nข", "ทำข"], ["1. ค", "ทำค"], ["ง", "ทำง"]]
    choices = DocumentChoices(id="c", name=NAME, chosen=DocumentOption.RUNNING_NUMBERS)
    year.data = replace(year.data, document_choices=(choices,))
    assert columns() == [["1. ก\n2. ข", "1. ทำข"], ["1. ค", "2. ทำค"], ["2. ง", "3. ทำง"]]


def test_pictures_stand_beside_their_own_measure_once() -> None:
    year = Rows(bare_year(2568, OFFICE))
    day = date(2024, 11, 5)
    year.entry(year.measure("1", ("I1",), "ก"), "ทำ ก", photos=2, day=day)
    year.entry(year.measure("1", ("I2",), "ข"), "ทำ ข", day=day)
    shared = year.measure("1", ("I3", "I2"), "ค")
    year.entry(shared, "ทำ ค", photos=1, day=day)
    [table] = tables(report(replace(context(year.year()), day=day)))
    rows = [row.cells for row in table.rows if not row.group]
    counts = [sum(map(len, cells[-1].pictures)) for cells in rows]
    assert (counts, [cells[-1].rows for cells in rows]) == ([2, 1, 0], [1, 1, 1])
    shown = pictures(report(half()))
    assert len(shown) == len(progress_year().photos)
    assert set(shown.values()) == {1}


def test_the_items_of_an_indicator_of_open_data_are_one_row() -> None:
    ninth, tenth = tables(report(half()))[-2:]
    assert len(body(ninth)) == len(body(tenth)) == 1


def test_the_round_is_that_of_the_day_or_the_one_that_was_chosen() -> None:
    later = replace(half(), day=date(2025, 5, 2))
    assert "รอบ ๑๒ เดือน (ตุลาคม ๒๕๖๗ - กันยายน ๒๕๖๘)" in plain_text(report(later))
    chosen = replace(half(), subject="whole_year")
    assert "รอบ 12 เดือน (ตุลาคม 2567 - กันยายน 2568)" in plain_text(report(chosen))


def test_a_round_of_the_offices_own_has_its_own_title() -> None:
    own = Round(id="r", year_id="y", title="รอบไตรมาสที่ 1", first=date(2024, 10, 1),
                last=date(2024, 12, 31))  # fmt: skip
    year = replace(progress_year(), rounds=(own,))
    assert "รอบไตรมาสที่ 1 (ตุลาคม 2567 - ธันวาคม 2567)" in plain_text(report(context(year)))


def test_without_a_summary_the_entries_of_the_round_are_told_with_their_days() -> None:
    year = Rows(bare_year(2568, OFFICE))
    measure = year.measure("1", ("I1",), "ประชุมทุกเดือน")
    year.entry(measure, "ประชุมฝ่าย", day=date(2024, 11, 5), participants=36, result="เข้าใจตรงกัน",
               links="https://district.example/1")  # fmt: skip
    year.entry(
        measure, "", occurrence=date(2025, 1, 31), state=EntryState.SKIPPED, reason="เปลี่ยนระบบ"
    )
    year.entry(measure, "ประชุมหลังรอบ", day=date(2025, 6, 1))
    [table] = tables(report(replace(context(year.year()), day=date(2025, 2, 1))))
    assert body(table)[0][3].splitlines() == [
        "ประชุมฝ่าย (5 พ.ย. 67)",
        "ผู้เข้าร่วม 36 คน",
        "เข้าใจตรงกัน",
        "https://district.example/1",
        "ไม่ได้ดำเนินการ เนื่องจากเปลี่ยนระบบ (31 ม.ค. 68)",
    ]


@pytest.mark.parametrize(
    ("state", "text", "reason", "printed"),
    [
        (EntryState.NOT_STARTED, "", "รองบประมาณ", ["ยังไม่ได้ดำเนินการ เนื่องจากรองบประมาณ"]),
        (EntryState.DOING, "", "เพราะรอผล", ["อยู่ระหว่างดำเนินการ เพราะรอผล"]),
        (
            EntryState.DOING,
            "อยู่ระหว่างจัดซื้อ",
            "เนื่องจากรอผล",
            ["อยู่ระหว่างจัดซื้อ", "เนื่องจากรอผล"],
        ),
        (EntryState.NOT_STARTED, "ยังไม่จัด เนื่องจากรอผล", "รอผล", ["ยังไม่จัด เนื่องจากรอผล"]),
        (EntryState.SKIPPED, "", "เนื่องจากยกเลิก", ["ไม่ได้ดำเนินการ เนื่องจากยกเลิก"]),
        (EntryState.DONE, "ทำแล้ว", "ฝนตก", ["ทำแล้ว"]),
    ],
)
def test_why_something_is_not_done_is_told_once(
    state: EntryState, text: str, reason: str, printed: list[str]
) -> None:
    year = Rows(bare_year(2568, OFFICE))
    measure = year.measure("1", ("I1",), "ประชุมทุกเดือน")
    year.entry(measure, text, state=state, reason=reason, day=date(2024, 11, 5))
    [table] = tables(report(replace(context(year.year()), day=date(2025, 2, 1))))
    assert body(table)[0][3].splitlines() == printed


def test_entries_that_say_only_that_it_was_done_are_one_line_with_their_days() -> None:
    year = Rows(bare_year(2568, OFFICE))
    measure = year.measure("1", ("I1",), "ประชุมทุกเดือน")
    for day in (date(2024, 10, 31), date(2024, 11, 30)):
        year.entry(measure, "", occurrence=day)
    year.entry(measure, "ประชุมฝ่าย", day=date(2024, 12, 20))
    [table] = tables(report(replace(context(year.year()), day=date(2025, 2, 1))))
    assert body(table)[0][3].splitlines() == [
        "ดำเนินการแล้ว 2 ครั้ง (31 ต.ค. 67, 30 พ.ย. 67)",
        "ประชุมฝ่าย (20 ธ.ค. 67)",
    ]


def test_one_entry_without_words_says_that_it_was_done() -> None:
    year = Rows(bare_year(2568, OFFICE))
    year.entry(year.measure("1", ("I1",), "ประกาศนโยบาย"), "", day=date(2024, 11, 5))
    [table] = tables(report(replace(context(year.year()), day=date(2025, 2, 1))))
    assert body(table)[0][3] == "ดำเนินการแล้ว"


def test_what_was_recorded_of_measures_of_other_tables_is_told_too() -> None:
    year = Rows(bare_year(2568, OFFICE))
    year.measure("1", ("I1",), "ประชุมทุกเดือน")
    talk = year.measure("1", ("I1", "I4"), "สื่อสาร", kind=MeasureKind.COMMUNICATION)
    order = year.measure("", (), "ออกคำสั่ง", kind=MeasureKind.PREPARATION)
    year.entry(talk, "สื่อสารแล้ว", 2, day=date(2025, 1, 5))
    year.entry(order, "ออกคำสั่งแล้ว", 1, day=date(2024, 11, 1))
    document = report(context(year.year()))
    first, other = tables(document)
    assert [row[0] for row in body(first)][1] == "การสื่อสารสร้างการรับรู้"
    assert body(other)[0][:4] == ["การเตรียมความพร้อมรับการประเมิน", "", "ออกคำสั่ง", "ออกคำสั่งแล้ว"]
    assert set(pictures(document).values()) == {1}
    assert sum(pictures(document).values()) == 3


def test_measures_without_results_and_rounds_without_pictures_are_told() -> None:
    year = Rows(bare_year(2568, OFFICE))
    done = year.measure("1", ("I1",), "ประชุม")
    year.measure("2", ("I4",), "เผยแพร่")
    year.entry(done, "ประชุมแล้ว", day=date(2025, 1, 5))
    missing = [str(missing_data) for missing_data in kind(NAME).missing(context(year.year()))]
    assert missing == [
        "ยังไม่มีผลการดำเนินการในรอบนี้ของ I4 บันทึกที่หน้ามาตรการ",
        "ยังไม่มีภาพกิจกรรมในรอบนี้ เพิ่มที่หน้ามาตรการ",
    ]


def test_the_report_of_arabic_digits_has_no_thai_ones() -> None:
    text = plain_text(report(half(), Digits.ARABIC))
    assert not set(text) & set("๐๑๒๓๔๕๖๗๘๙")


def test_a_year_without_measures_has_a_report_that_says_so() -> None:
    document = report(context(bare_year(2568, OFFICE)))
    assert any(isinstance(block, Paragraph) and block.text for block in document.blocks)
    assert body(tables(document)[0]) == [["ยังไม่มีมาตรการ"]]


def test_the_report_of_twelve_months_tells_what_was_summed_up_after_six() -> None:
    half_told = report(half())
    whole_told = report(replace(half(), subject="whole_year"))
    assert pictures(whole_told) == pictures(half_told)
    of_half, of_whole = (
        [row for table in tables(document) for row in body(table)]
        for document in (half_told, whole_told)
    )
    assert of_whole == of_half


def test_a_summary_without_pictures_shows_those_of_what_it_sums_up() -> None:
    year = Rows(bare_year(2568, OFFICE))
    measure = year.measure("1", ("I1",), "ประชุมทุกเดือน")
    year.entry(measure, "ประชุมฝ่าย", 2, day=date(2024, 11, 5))
    year.entry(measure, "ประชุมหลังรอบ", 1, day=date(2025, 6, 1))
    year.entry(measure, "ประชุมครบทุกเดือน", round_id="half_year")
    of = context(year.year())
    report_of_half = report(replace(of, subject="half_year"))
    assert body(tables(report_of_half)[0])[0][3] == "ประชุมครบทุกเดือน"
    assert sum(pictures(report_of_half).values()) == 2
    assert sum(pictures(report(replace(of, subject="whole_year"))).values()) == 3
    year.entry(measure, "ภาพที่เลือกไว้", 1, round_id="half_year")
    chosen = report(replace(context(year.year()), subject="half_year"))
    assert sum(pictures(chosen).values()) == 1


def by_units() -> ReportContext:
    """A monthly measure of all sections of which three have told something by the end of November,
    and one that all have."""
    year = Rows(bare_year(2568, OFFICE))
    monthly = year.measure("1", ("I1",), "ประชุม", "ทุกฝ่าย", frequency=Frequency.MONTHLY)
    every = year.measure("1", ("I2",), "อบรม", "ทุกฝ่าย", frequency=Frequency.MONTHLY)
    first, second, third, *_ = units_of_measure(year.year(), monthly.id)
    october, november = date(2024, 10, 31), date(2024, 11, 30)
    for unit in (first, second):
        year.entry(monthly, "ประชุมแล้ว", occurrence=october, unit_id=unit.id)
    year.entry(monthly, "1. ประชุม\n2. ชี้แจง", occurrence=november, unit_id=third.id)
    year.entry(every, "อบรมแล้ว", occurrence=october)
    return replace(context(year.year()), day=date(2025, 2, 1))


def test_each_unit_is_named_with_what_it_did_and_those_without_any_are_told() -> None:
    of = by_units()
    units = [unit.label for unit in units_of_measure(of.year, of.year.measures[0].id)]
    first, second, third, *others = units
    monthly, every = body(tables(report(of))[0])
    assert monthly[3].splitlines() == [
        f"{first}, {second}: ประชุมแล้ว",
        f"{third}:",
        "1. ประชุม",
        "2. ชี้แจง",
        f"ยังไม่มีผลของ {first} (พ.ย. 67), {second} (พ.ย. 67), {third} (ต.ค. 67), "
        + ", ".join(others),
    ]
    # What is given for all is told as before.
    assert every[3] == "อบรมแล้ว"
    texts = [one.template for one in kind(NAME).missing(of)]
    assert "ยังไม่มีผลของบางหน่วยในรอบนี้ของ {items}" in texts


def test_a_summary_of_a_unit_stands_for_its_own_entries_alone() -> None:
    of = by_units()
    monthly = of.year.measures[0]
    first, second, *_ = units_of_measure(of.year, monthly.id)
    summary = Entry(id="s", measure_id=monthly.id, unit_id=first.id, round_id="half_year",
                    text="สรุปแล้ว", position=9)  # fmt: skip
    of = replace(of, year=replace(of.year, entries=(*of.year.entries, summary)))
    lines = body(tables(report(of))[0])[0][3].splitlines()
    assert lines[:2] == [f"{first.label}: สรุปแล้ว", f"{second.label}: ประชุมแล้ว"]
    assert not lines[-1].startswith(f"ยังไม่มีผลของ {first.label}")
    assert f"{second.label} (พ.ย. 67" in lines[-1]
    for_all = replace(summary, id="a", unit_id=None)
    of = replace(of, year=replace(of.year, entries=(*of.year.entries, for_all)))
    assert body(tables(report(of))[0])[0][3].splitlines() == ["สรุปแล้ว", f"{first.label}: สรุปแล้ว"]
