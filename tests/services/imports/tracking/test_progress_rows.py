"""Which measure a row of a progress report is about: rows that share cells, that name no measure,
or that go on with the one above."""

from datetime import date

import pytest
from openpyxl import Workbook

from ita_desktop.domain.records import MeasureKind
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.exchange.kinds.book import CHAPTER_WORDS
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.plan import Action
from tests.support.taken_in import plan_file

SIX, TWELVE = "รอบ 6 เดือน", "รอบ 12 เดือน"
HEAD = ("ข้อ", "มาตรการ/กิจกรรม", "ผลการดำเนินการ", "รอบ")
OF_ITEMS = ("ข้อ", "ผลการดำเนินการ", "รอบ")


def results(year):
    """Items (or indicator), steps and results of each measure."""
    return [
        (
            " ".join(link.item_code for link in year.items_of_measure(measure.id))
            or measure.indicator,
            measure.method.replace("\n", "|"),
            [entry.text.replace("\n", "|") for entry in year.entries_of(measure.id)],
        )
        for measure in year.measures
    ]


@pytest.fixture
def listed(take_in, year):
    """Lists measures: items, steps, items that share it."""

    def make(*rows):
        take_in("measures", ("ข้อ", "วิธีการปฏิบัติ", "ใช้ร่วมกับข้อ"), *rows)

    return make


@pytest.mark.parametrize(
    ("known", "rows", "expected"),
    [
        pytest.param(
            [],
            [("I1", "1. ก", "ทำ"), ("I2", "", "ทำอีก")],
            [("I1 I2", "1. ก", ["ทำ|ทำอีก"])],
            id="an empty cell shares the new measure above",
        ),
        pytest.param(
            [("I1", "1. ก", "")],
            [("I1", "1. ก", "ทำ"), ("I2", "", "ทำอีก")],
            [("I1", "1. ก", ["ทำ|ทำอีก"])],
            id="an empty cell shares the measure above where the item has none",
        ),
        pytest.param(
            [("I1", "1. ก", ""), ("I2", "- ข", "")],
            [("I1", "1. ก", "ทำ"), ("I2", "", "ทำ ข")],
            [("I1", "1. ก", ["ทำ"]), ("I2", "- ข", ["ทำ ข"])],
            id="an empty cell is about the item's own measure",
        ),
        pytest.param(
            [("I2", "- ข", ""), ("I1", "1. ก", ""), ("I2", "", "I1")],
            [("I1", "1. ก", "ทำ"), ("I2", "", "ทำอีก")],
            [("I2", "- ข", []), ("I1 I2", "1. ก", ["ทำ|ทำอีก"])],
            id="an empty cell is about the measure above that the item shares",
        ),
        pytest.param(
            [("I1", "1. ก", "")],
            [("I1", "1. ก", "ทำ"), ("I2", "2. ข", "ทำ ข")],
            [("I1", "1. ก", ["ทำ"]), ("I2", "2. ข", ["ทำ ข"])],
            id="a number that runs on adds nothing to a measure of the year",
        ),
        pytest.param(
            [],
            [("I1", "1. ก", "ทำ"), ("I2", "ข", "ทำ ข"), ("I3", "1. ค", "ทำ ค")],
            [("I1", "1. ก", ["ทำ"]), ("I2", "ข", ["ทำ ข"]), ("I3", "1. ค", ["ทำ ค"])],
            id="steps without a number run on from nothing",
        ),
        pytest.param(
            [("I1", "ก\nข\nค\nง", ""), ("I1", "ก\nข\nจ\nฉ", "")],
            [("I1", "ก\nข\nจ", "ที่สอง")],
            [("I1", "ก|ข|ค|ง", []), ("I1", "ก|ข|จ|ฉ", ["ที่สอง"])],
            id="most steps in common",
        ),
        pytest.param(
            [("I1", "ก\nข\nค\nง", ""), ("I1", "ก\nข\nจ\nฉ", "")],
            [("I1", "ก\nข", "ที่แรก")],
            [("I1", "ก|ข|ค|ง", ["ที่แรก"]), ("I1", "ก|ข|จ|ฉ", [])],
            id="the first of two alike",
        ),
        pytest.param(
            [("I1", "ก", ""), ("I2", "ข", "")],
            [("I1", "ก\nค", "ครึ่งหนึ่ง"), ("I2", "ข\nค\nง", "หนึ่งในสาม")],
            [("I1", "ก", ["ครึ่งหนึ่ง"]), ("I2", "ข", []), ("I2", "ข|ค|ง", ["หนึ่งในสาม"])],
            id="at least half of the steps",
        ),
        pytest.param(
            [("I4", "- ง", ""), ("I4", "- จ", "")],
            [("I4", "- ง", "ทำ ง"), ("I4 (ต่อ)", "- จ", "ทำ จ"), ("I4 (ต่อ)", "- ใหม่", "ทำอีก")],
            [("I4", "- ง", ["ทำ ง"]), ("I4", "- จ", ["ทำ จ|ทำอีก"])],
            id="an item that goes on says more of the measure above, or of its own",
        ),
        pytest.param(
            [],
            [("I4", "- ง", "ทำ ง"), ("I5 (ต่อ)", "- จ", "ทำ จ")],
            [("I4", "- ง", ["ทำ ง"]), ("I5", "- จ", ["ทำ จ"])],
            id="another item goes on with nothing above",
        ),
    ],
)
def test_a_row_is_about_the_measure_that_it_shares_or_goes_on_with(
    listed, take_in, year, known, rows, expected
):
    if known:
        listed(*known)
    plan = take_in("progress", HEAD, *((*row, SIX) for row in rows))
    assert plan.skipped == ()
    assert results(year()) == expected


def test_numbers_go_on_within_an_indicator_alone_and_are_told(take_in, year):
    rows = [("I1", "1. ก", "ทำ"), ("I2", "2. ข", "ทำ ข"), ("E1", "3. ค", "ทำ ค")]
    made = take_in("progress", HEAD, *((*row, SIX) for row in rows))
    assert results(year()) == [("I1 I2", "1. ก|2. ข", ["ทำ|ทำ ข"]), ("E1", "3. ค", ["ทำ ค"])]
    told = [remark.why for remark in made.warnings if "เลขข้อของมาตรการ" in remark.why]
    assert ["I2 ต่อจากข้อก่อนหน้า" in why for why in told] == [True]


def test_a_cell_of_its_own_has_steps_of_its_own_where_cells_can_be_merged(
    workspace, year, tmp_path
):
    """A step typed in two rows is one of both: it is printed twice, as it was."""
    book = Workbook()
    for row in (HEAD, ("I1", "1. ก\n2. ข", "ทำ", SIX), ("I2", "3. ค", "ทำ ค", SIX),
                ("I3", "3. ค", "ทำ ค", SIX)):  # fmt: skip
        book.active.append(list(row))
    book.save(tmp_path / "ก.xlsx")
    plan = plan_file(workspace, 2568, "progress", tmp_path / "ก.xlsx")
    assert [remark.why for remark in plan.warnings if "เลขข้อ" in remark.why] == []
    apply_import(workspace, plan)
    assert results(year()) == [
        ("I1", "1. ก|2. ข", ["ทำ"]),
        ("I2", "3. ค", ["ทำ ค"]),
        ("I3", "3. ค", ["ทำ ค"]),
    ]


def test_a_row_that_goes_on_may_be_of_another_round(take_in, year):
    take_in("progress", HEAD, ("I1", "1. ก", "ครึ่งปี", SIX), ("", "1. ก", "ทั้งปี", TWELVE))
    assert results(year()) == [("I1", "1. ก", ["ครึ่งปี", "ทั้งปี"])]


def test_rows_that_name_items_alone_are_of_their_first_measure_by_round(listed, take_in, year):
    listed(("I1", "1. ก", ""), ("I4", "- ง", ""), ("I4", "- จ", ""))
    plan = take_in(
        "progress",
        OF_ITEMS,
        ("I1", "ทำ", SIX),
        ("I9", "ไม่มีมาตรการ", SIX),
        ("I77", "ไม่มีข้อนี้", SIX),
        ("I4", "ทำ ง", SIX),
        ("I1", "ทำต่อ", SIX),
        ("I1", "ทั้งปี", TWELVE),
    )
    assert results(year()) == [
        ("I1", "1. ก", ["ทำ|ทำต่อ", "ทั้งปี"]),
        ("I4", "- ง", ["ทำ ง"]),
        ("I4", "- จ", []),
    ]
    assert [one.row for one in plan.skipped] == [3, 4], "in the order of the sheet"
    assert (len(plan.changes), plan.unchanged) == (3, ())


def test_a_row_of_an_indicator_is_of_the_measure_of_just_that_indicator(listed, take_in, year):
    listed(("I4", "- ง", ""))
    whole = ("ตัวชี้วัด", "วิธีการปฏิบัติ")
    take_in("measures", whole, ("3", "- ทั้งสาม"))
    take_in("measures", whole, ("2", "- ทั้งสอง"))
    plan = take_in("progress", ("ตัวชี้วัด", "ผลการดำเนินการ", "รอบ"), ("2", "ทำ", SIX))
    told = {text: results for _, text, results in results(year())}
    assert told == {"- ง": [], "- ทั้งสาม": [], "- ทั้งสอง": ["ทำ"]}
    [change] = plan.changes
    assert change.cells[0].new == "ตัวชี้วัด 2"


def test_the_preview_names_the_items_of_rows_and_what_was_recorded(listed, take_in, plan):
    listed(("I1", "1. ก", ""), ("I2", "", "I1"))
    take_in("progress", HEAD, ("I1", "1. ก", "ทำ", SIX))
    made = plan("progress", HEAD, ("I1", "1. ก", "ทำใหม่", SIX), ("I2", "", "อีก", SIX))
    [change] = made.changes
    cells = {cell.heading: (cell.old, cell.new) for cell in change.cells}
    assert cells["ข้อ"][1] == "I1 I2"
    assert cells["ผลการดำเนินการ"] == ("ทำ", "ทำใหม่\nอีก")


@pytest.mark.parametrize("second", ["ทำอีก", ""])
def test_items_below_a_merged_cell_have_the_same_steps_once_each(
    workspace, listed, year, tmp_path, second
):
    """The year lists the steps for each item by itself, the report in one cell of both."""
    listed(("I1", "1. ก", ""), ("I2", "1. อื่น", ""), ("I2", "1. ก", ""), ("I3", "1. ก", ""))
    book = Workbook()
    book.active.append(list(HEAD))
    for item, result in (("I1", "ทำ"), ("I2", second or None), ("I3", second or None)):
        book.active.append([item, "1. ก", result, SIX])
    book.active.merge_cells("B2:B4")
    book.save(tmp_path / "ก.xlsx")
    apply_import(workspace, plan_file(workspace, 2568, "progress", tmp_path / "ก.xlsx"))
    own = [second] if second else []
    assert results(year()) == [
        ("I1", "1. ก", ["ทำ"]),
        ("I2", "1. อื่น", []),
        ("I2", "1. ก", own),
        ("I3", "1. ก", own),
    ]


def test_a_cell_of_two_measures_of_a_chapter_leaves_each_its_own_result(
    listed, take_in, plan, year
):
    listed(("I4", "1. จัดที่นั่ง", ""))
    chapter = CHAPTER_WORDS[MeasureKind.IMAGE]
    take_in("texts", ("บท", "มาตรการ/กิจกรรม"), (chapter, "1. จัดที่นั่ง"), (chapter, "2. ทำป้าย"))
    take_in(
        "progress",
        HEAD,
        ("I4", "1. จัดที่นั่ง", "ของข้อ I4", SIX),
        (chapter, "2. ทำป้าย", "ทำป้ายแล้ว", SIX),
    )
    both = (chapter, "1. จัดที่นั่ง\n2. ทำป้าย", "จัดแล้ว\nทำป้ายแล้ว", SIX)
    made = take_in("progress", HEAD, both)
    assert made.warnings == ()
    assert made.changes[0].cells[0].new == chapter
    assert [texts for *_, texts in results(year())] == [["ของข้อ I4"], ["จัดแล้ว"], ["ทำป้ายแล้ว"]]
    assert plan("progress", HEAD, both).changes == ()


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("ตลอดทั้งปี", date(2024, 10, 1), date(2025, 9, 30)),
        ("ผลของไตรมาสที่ 2 เท่านั้น", date(2025, 1, 1), date(2025, 3, 31)),
        ("(ฉบับแก้ไข) รอบ 9 เดือน", date(2024, 10, 1), date(2025, 6, 30)),
        ("รอบ 1 ก.ย. 67 - 1 ต.ค. 67", date(2024, 9, 1), date(2024, 10, 1)),
        ("รอบ 30 ก.ย. 68 - 31 ต.ค. 68", date(2025, 9, 30), date(2025, 10, 31)),
    ],
)
def test_a_round_may_touch_the_year_or_be_all_of_it(listed, take_in, year, words, first, last):
    listed(("I1", "1. ก", ""))
    take_in("progress", HEAD, ("I1", "1. ก", "ทำ", words))
    (entry,) = year().entries
    (found,) = (one for one in year().rounds if one.id == entry.round_id)
    assert (found.first, found.last) == (first, last)


def test_a_summary_is_kept_word_for_word_and_counts_as_no_time_done(take_in, year):
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ระยะเวลา"),
        *(("I1", "1. ก", "ม.ค. 68"), ("I2", "1. ข", "ม.ค. 68")),
    )
    rows = (
        ("I1", "1. ก", "ยังไม่ได้ดำเนินการ", SIX),
        ("I2", "1. ข", "1. อบรมแล้ว\n2. อยู่ระหว่างดำเนินการ", SIX),
    )
    taken = take_in("progress", HEAD, *rows)
    assert (taken.warnings, taken.skipped) == ((), ())
    assert {entry.text for entry in year().entries} == {rows[0][2], rows[1][2]}
    for measure in tracked(year(), date(2025, 6, 1)).values():
        assert (measure.state, measure.share()) == (State.LATE, (0, 1))


def test_what_stands_beside_a_result_is_told_and_no_part_of_it(take_in, year):
    head = (*HEAD, "สถานะ", "ปัญหาและอุปสรรค", "ลิงก์")
    row = ("I1", "1. ก", "จัดทำร่าง", SIX, "อยู่ระหว่างดำเนินการ", "คนน้อย", "https://a.go.th/1")
    taken = take_in("progress", head, row)
    assert [(entry.text, entry.state, entry.reason) for entry in year().entries] == [
        ("จัดทำร่าง", EntryState.DOING, "คนน้อย")
    ]
    assert taken.ignored_columns == ("ลิงก์",)


@pytest.mark.parametrize(
    ("item", "indicator", "told"),
    [
        ("I1", "", "I1"),
        ("", "2", "ตัวชี้วัด 2"),
        ("สื่อสารภาพลักษณ์", "", "สื่อสารภาพลักษณ์"),
        ("การสื่อสารสร้างการรับรู้", "", "สื่อสารสร้างการรับรู้"),
    ],
)
def test_what_goes_names_the_item_indicator_or_chapter(take_in, year, item, indicator, told):
    heads = ("ข้อ", "ตัวชี้วัด", *HEAD[1:])
    take_in("progress", heads, (item, indicator, "1. ก", "ทำ", SIX))
    gone = take_in("progress", heads, ("I9", "", "1. ข", "ทำ", SIX), replace=True)
    (removed,) = (change for change in gone.changes if change.action is Action.REMOVE)
    assert (removed.cells[0].heading, removed.cells[0].new) == ("ข้อ", told)


def test_a_row_of_an_indicator_is_about_the_measure_of_its_items_with_these_steps(
    listed, take_in, year
):
    listed(("I1", "1. ติดป้าย", ""), ("I3", "ประชุมชี้แจง", ""))
    head = ("ตัวชี้วัด", "มาตรการ", "ผลการดำเนินการ", "รอบ")
    take_in("progress", head, ("ตัวชี้วัดที่ 1", "ประชุมชี้แจง", "ประชุมแล้ว", SIX))
    assert results(year()) == [
        ("I1", "1. ติดป้าย", []),
        ("I3", "ประชุมชี้แจง", ["ประชุมแล้ว"]),
    ]


def test_a_measure_that_is_typed_again_for_each_owner_is_one_of_all_of_them(take_in, year):
    take_in("units", ("หน่วยงาน",), ("ฝ่ายโยธา",), ("ฝ่ายรายได้",))
    heads = ("ข้อ", "มาตรการ/กิจกรรม", "ผู้รับผิดชอบ", "ผลการดำเนินการ", "รอบ")
    rows = (("I1", "ทำคู่มือ", "ฝ่ายโยธา", "แจกแล้ว"), ("I1", "ทำคู่มือ", "ฝ่ายรายได้", "ยังไม่ได้แจก"))
    plan = take_in("progress", heads, *((*row, SIX) for row in rows))
    (measure,) = year().measures
    owners = [year().unit_name(each.unit_id) for each in year().owners_of_measure(measure.id)]
    assert owners == ["ฝ่ายโยธา", "ฝ่ายรายได้"]
    told = [(year().unit_name(each.unit_id), each.text) for each in year().entries]
    assert told == [row[2:] for row in rows]
    assert not any("เท่านั้น" in one.why for one in plan.warnings), "each unit has its own row"
    again = take_in("progress", heads, *((*row, SIX) for row in rows))
    assert (again.added, again.changed) == (0, 0)
