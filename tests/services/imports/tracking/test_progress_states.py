"""Reports that tell the state of each measure: in the text, in a column, in per cent, by ticks."""

from datetime import date

import pytest

from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.scores.progress import State
from ita_desktop.domain.tracking.entries import EntryState
from ita_desktop.domain.tracking.state import tracked
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import apply_series, plan_parts
from ita_desktop.services.imports.importing import apply_import
from tests.support.taken_in import plan_file

DONE, DOING, NOT_STARTED = EntryState.DONE, EntryState.DOING, EntryState.NOT_STARTED
TITLE = ("ผลการดำเนินงานตามมาตรการ ITA รอบ 6 เดือน",)
PLAIN = ("ข้อ", "มาตรการ", "ผลการดำเนินงาน")


@pytest.fixture
def take_file(workspace, tmp_path):
    """Takes in a file with these rows of measures, in its own shape."""

    def do(*rows):
        path = tmp_path / "measures.csv"
        path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
        plan = plan_file(workspace, 2568, "measures", path)
        apply_import(workspace, plan)
        return plan

    return do


def told(year):
    """The state, text and time of each entry, in the order of the measures."""
    return [
        (entry.state, entry.text, entry.occurrence)
        for measure in year().measures
        for entry in year().entries_of(measure.id)
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("ดำเนินการแล้วเมื่อวันที่ 15 ม.ค. 68 มีผู้เข้าร่วม 45 คน", DONE),
        ("อยู่ระหว่างดำเนินการ คาดว่าแล้วเสร็จ มี.ค. 68", DOING),
        ("ยังไม่ได้ดำเนินการ เนื่องจากรองบประมาณ", NOT_STARTED),
        ("ดำเนินการแล้วบางส่วน", DOING),
        ("จัดประชุมชี้แจงเจ้าหน้าที่", EntryState.UNKNOWN),
    ],
)
def test_a_result_is_done_if_it_says_so_and_what_says_nothing_is_told(take_in, year, text, state):
    rows = TITLE, PLAIN, ("I1", "ติดป้าย", text)
    plan = take_in("progress", *rows)
    assert told(year) == [(state, text, None)]
    assert [one.fields["items"] for one in plan.warnings] == ["I1"] * (state is EntryState.UNKNOWN)
    assert take_in("progress", *rows).changes == ()


def test_a_result_of_a_day_to_come_is_not_done_and_is_told(take_in, year, monkeypatch):
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-01")
    heads = *PLAIN, "สถานะ", "วันที่ทำ"
    rows = TITLE, heads, ("I1", "ติดป้าย", "ติด 3 จุด", "ดำเนินการแล้ว", "15 มี.ค. 68")
    plan = take_in("progress", *rows)
    assert told(year) == [(EntryState.UNKNOWN, "ติด 3 จุด", None)]
    assert [one.fields["items"] for one in plan.warnings] == ["I1"]
    assert take_in("progress", *rows).changes == ()
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2025-03-15")
    take_in("progress", *rows)
    assert told(year) == [(DONE, "ติด 3 จุด", None)]


def test_result_owners_time_and_state_of_a_table_are_all_kept(take_in, year):
    rows = (
        TITLE,
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินงาน", "สถานะ"),
        ("I1", "ติดป้าย", "ฝ่ายทะเบียน", "ทุก 6 เดือน", "ติดแล้ว 3 จุด", "ดำเนินการแล้ว"),
        ("E4", "ทำแผ่นพับ", "ฝ่ายปกครอง", "ทุก 6 เดือน", "รองบประมาณ", "ยังไม่ดำเนินการ"),
        ("E5", "ทำสื่อ", "ฝ่ายปกครอง", "ทุก 6 เดือน", "ยังไม่แล้วเสร็จ", "ดำเนินการแล้ว"),
    )
    plan = take_in("progress", *rows)
    assert told(year) == [
        (DONE, "ติดแล้ว 3 จุด", date(2025, 3, 31)),
        (NOT_STARTED, "รองบประมาณ", None),
        (DOING, "ยังไม่แล้วเสร็จ", None),
    ]
    names = {unit.id: unit.name for unit in year().units}
    owners = [
        [names[owner.unit_id] for owner in year().owners_of_measure(measure.id)]
        for measure in year().measures
    ]
    assert owners == [["ฝ่ายทะเบียน"], ["ฝ่ายปกครอง"], ["ฝ่ายปกครอง"]]
    assert [measure.schedule for measure in year().measures] == ["ทุก 6 เดือน"] * 3
    assert [one.fields["items"] for one in plan.warnings] == ["E5"], "state and text differ"
    states = [one.state for one in tracked(year(), date(2025, 4, 15)).values()]
    assert states == [State.DOING, State.LATE, State.LATE]
    assert take_in("progress", *rows).changes == ()


def test_other_owners_than_those_of_the_measure_are_told_and_left(take_in, year):
    heads = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ")
    take_in("measures", heads, ("I1", "ติดป้าย", "ฝ่ายทะเบียน"), ("I2", "อบรม", "ฝ่ายโยธา"))
    plan = take_in(
        "progress",
        TITLE,
        (*heads, "ผลการดำเนินงาน"),
        ("I1", "ติดป้าย", "ฝ่ายทะเบียน", "ติดแล้ว"),
        ("I2", "อบรม", "ฝ่ายรายได้", "อบรมแล้ว"),
    )
    assert [one.fields["words"] for one in plan.warnings] == ["I2: ฝ่ายรายได้"]
    assert [len(year().owners_of_measure(measure.id)) for measure in year().measures] == [1, 1]


@pytest.mark.parametrize("column", ["ผู้รับผิดชอบ", "ระยะเวลา", "สถานะ"])
def test_a_table_of_measures_without_a_round_is_of_the_whole_year_and_says_so(
    take_in, year, column
) -> None:
    cell = {"ระยะเวลา": "ทุกเดือน", "สถานะ": "เสร็จแล้ว"}.get(column, "ฝ่ายโยธา")
    plan = take_in("progress", (*PLAIN, column), ("I1", "ติดป้าย", "ติดแล้ว", cell))
    (entry,) = year().entries
    assert entry.round_id == max(year().rounds, key=lambda one: one.last - one.first).id
    assert [one.fields["round"] for one in plan.warnings] == ["รอบ 12 เดือน"]


@pytest.mark.parametrize("head", ["ร้อยละความสำเร็จ", "ความก้าวหน้า (%)", "ร้อยละ"])
def test_per_cent_tell_how_far_a_measure_is(take_in, year, head):
    rows = (("I1", "ก", "100"), ("I2", "ข", "60"), ("E4", "ค", "0%"))
    take_in("progress", TITLE, ("ข้อ", "มาตรการ", head), *rows)
    assert told(year) == [
        (DONE, "ร้อยละ 100", None),
        (DOING, "ร้อยละ 60", None),
        (NOT_STARTED, "0%", None),
    ]


@pytest.mark.parametrize("above", ["สถานะการดำเนินงาน", "ผลการดำเนินงาน", ""])
def test_ticks_below_three_states_are_the_state(take_file, year, above):
    states = ("ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ")
    over = [("ข้อ", "มาตรการ", above, "", ""), ("", "", *states)]
    take_file(
        *(over if above else [("ข้อ", "มาตรการ", *states)]),
        ("I1", "ก", "✓", "", ""),
        ("I2", "ข", "", "✓", ""),
        ("E4", "ค", "", "", "✓"),
    )
    assert [measure.status for measure in year().measures] == [
        MeasureStatus.DONE,
        MeasureStatus.DOING,
        MeasureStatus.NOT_STARTED,
    ]


def test_a_status_that_says_more_leaves_its_words_in_the_note(take_in, year):
    words = ("ยังไม่ดำเนินการ เนื่องจากรองบประมาณ", "60%", "แล้วเสร็จ", "ไม่ต้องดำเนินการ")
    rows = [(f"I{n}", f"มาตรการ {n}", text) for n, text in enumerate(words, 1)]
    take_in("measures", ("ข้อ", "มาตรการ", "สถานะ"), *rows)
    assert [(measure.status.value, measure.note) for measure in year().measures] == [
        ("not_started", words[0]),
        ("doing", words[1]),
        ("done", ""),
        ("not_started", words[3]),
    ]


def test_a_table_of_measures_has_the_time_of_its_plans_and_tells_that_results_stay(take_file, year):
    plan = take_file(
        ("ข้อ", "มาตรการ", "แผน/ผล", "ต.ค.67", "พ.ย.67", "ธ.ค.67", "ม.ค.68"),
        ("I1", "ติดป้าย", "แผน", "✓", "✓", "", ""),
        ("", "", "ผล", "", "✓", "", "เลื่อน"),
        ("E4", "ทำแผ่นพับ", "แผน", "", "", "✓", "✓"),
        ("", "", "ผล", "", "", "", ""),
    )
    assert [measure.schedule for measure in year().measures] == [
        "ต.ค.67 - พ.ย.67",
        "ธ.ค.67 - ม.ค.68",
    ]
    assert plan.ignored_columns == ("ผล",)


def test_a_plan_in_words_is_the_time_with_its_months(take_file, year):
    take_file(
        ("ข้อ", "มาตรการ", "แผน/ผล", "ต.ค.67", "พ.ย.67", "ผู้รับผิดชอบ"),
        ("I1", "ติดป้าย", "แผน", "✓", "✓", "ทุกฝ่าย"),
        ("", "", "ผล", "✓", "", ""),
        ("E4", "ทำแผ่นพับ", "แผน", "จัดทำ", "เผยแพร่", "ทุกฝ่าย"),
        ("", "", "ผล", "จัดทำแล้ว", "", ""),
    )
    assert [measure.schedule for measure in year().measures] == [
        "ต.ค.67 - พ.ย.67",
        "ต.ค.67 จัดทำ, พ.ย.67 เผยแพร่",
    ]


def test_ticks_below_states_in_a_report_of_a_round_are_its_states(workspace, year, tmp_path):
    path = tmp_path / "รายงาน.csv"
    rows = (
        ("รายงานผลตามมาตรการ ITA ปี 2568 รอบ 6 เดือน",),
        ("ข้อ", "มาตรการ", "ดำเนินการแล้ว", "อยู่ระหว่าง", "ยังไม่ดำเนินการ"),
        ("I1", "ทำคู่มือ", "✓", "", ""),
        ("I2", "ติดป้าย", "", "✓", ""),
        ("I3", "อบรม", "", "", "✓"),
    )
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    parts = find_in([path], workspace.year(2568)).parts
    apply_series(workspace, plan_parts(workspace, parts, shown=2568))
    assert [state for state, *_ in told(year)] == [DONE, DOING, NOT_STARTED]


NOTES = ("ดำเนินการแล้ว", "อยู่ระหว่างจัดทำ", "ยังไม่ดำเนินการ เนื่องจากรองบประมาณ")
OF_NOTES = list(zip((DONE, DOING, NOT_STARTED), NOTES, strict=True))
PLAN_AND_RESULT = (
    ("ข้อ", "มาตรการ", "แผน", "", "ผล", ""),
    ("", "", "ต.ค.", "พ.ย.", "ต.ค.", "พ.ย."),
    ("I1", "ก", "●", "●", "●", ""),
    ("I2", "ข", "●", "", "", ""),
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "หมายเหตุ"),
             *((f"I{n}", f"ก{n}", "ทุกฝ่าย", note) for n, note in enumerate(NOTES, 1))],
            OF_NOTES,
        ),
        (
            [("ข้อ", "มาตรการ", "ผลการดำเนินการ", "หมายเหตุ"),
             *((f"I{n}", f"ก{n}", "", note) for n, note in enumerate(NOTES, 1))],
            OF_NOTES,
        ),
        (
            [("ข้อ", "มาตรการ", "แผน", "ผล"), ("I1", "ก", "ประชุม 2 ครั้ง", "ประชุมแล้ว 2 ครั้ง"),
             ("I2", "ข", "✓", "✓"), ("I3", "ค", "✓", "")],
            [(DONE, "ประชุมแล้ว 2 ครั้ง"), (DONE, "")],
        ),
        (PLAN_AND_RESULT, [(EntryState.UNKNOWN, "ดำเนินการ ต.ค.")]),
        (
            [*PLAN_AND_RESULT[:2], ("I1", "ก", "●", "●", "ทำแล้ว 1 แห่ง", "เลื่อน")],
            [(DOING, "ต.ค. ทำแล้ว 1 แห่ง, พ.ย. เลื่อน")],
        ),
        (
            [("ข้อ", "มาตรการ", "รายการ", "ต.ค.", "พ.ย."), ("I1", "ก", "แผน", "●", "●"),
             ("", "", "ผล", "●", ""), ("I2", "ข", "แผน", "●", ""), ("", "", "ผล", "", "")],
            [(EntryState.UNKNOWN, "ดำเนินการ ต.ค.")],
        ),
        (
            [("ข้อ", "รายการ", "การดำเนินงาน"), ("I1", "แผน", "ประชุม 2 ครั้ง"),
             ("I1", "ผล", "ประชุมแล้ว 1 ครั้ง"), ("I2", "แผน", "ทำป้าย"), ("I2", "ผล", "-")],
            [(DONE, "ประชุมแล้ว 1 ครั้ง")],
        ),
        (
            [("ข้อ", "แผน", "ผล"), ("I1", "ประชุม 2 ครั้ง", "ประชุมแล้ว"), ("I2", "ทำป้าย", "")],
            [(DONE, "ประชุมแล้ว")],
        ),
        (
            [("ข้อ", "มาตรการ", "แผน/ผล", "ครั้ง", "งบประมาณ"), ("I1", "ก", "แผน", "2", "500"),
             ("", "", "ผล", "1", ""), ("I2", "ข", "แผน", "4", ""), ("", "", "ผล", "3", "90")],
            [(EntryState.UNKNOWN, "ครั้ง 1"), (EntryState.UNKNOWN, "ครั้ง 3, งบประมาณ 90")],
        ),
        (
            [("ข้อ", "มาตรการ", "แผน/ผล", "ระยะเวลา"), ("I1", "ก", "แผน", "ม.ค. 68"),
             ("", "พิมพ์ 3 เล่ม", "ผล", "ก.พ. 68"), ("I2", "ข", "แผน", ""), ("", "ทำแล้ว", "ผล", "")],
            [(EntryState.UNKNOWN, "พิมพ์ 3 เล่ม, ระยะเวลา ก.พ. 68"), (DONE, "ทำแล้ว")],
        ),
    ],
    ids=["notes alone", "notes beside results", "plan and result", "months of plan and result",
         "words in months", "months in rows", "words in rows", "plans alone", "figures in rows",
         "below the measure"],
)  # fmt: skip
def test_a_report_is_done_where_it_says_so_and_not_where_it_was_planned(
    workspace, year, tmp_path, rows, expected
):
    path = tmp_path / "รายงาน.csv"
    titled = (("รายงานผลตามมาตรการ ITA ปี 2568 รอบ 6 เดือน",), *rows)
    path.write_text("\n".join(map(",".join, titled)), encoding="utf-8")
    parts = find_in([path], workspace.year(2568)).parts
    apply_series(workspace, plan_parts(workspace, parts, shown=2568))
    assert [(state, text) for state, text, _ in told(year)] == expected
    assert not any(measure.note for measure in year().measures)
    assert all(measure.method for measure in year().measures)
