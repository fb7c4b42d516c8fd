"""A report with a column of results for each round: each text is of the round of its column."""

from datetime import date

import pytest

from ita_desktop.domain.errors import InputError

ITEM = "I1 เต็มใจ"


@pytest.fixture
def told(year):
    """The texts of the year's entries, by round."""

    def read() -> dict[str, list[str]]:
        rounds = {each.id: each.title for each in year().rounds}
        found: dict[str, list[str]] = {}
        for entry in year().entries:
            found.setdefault(rounds[entry.round_id], []).append(entry.text)
        return {title: sorted(texts) for title, texts in found.items()}

    return read


def test_each_column_of_results_is_of_its_own_round(take_in, told, year) -> None:
    plan = take_in(
        "progress",
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน รอบ ๖ เดือน", "ผลการดำเนินงาน รอบ ๑๒ เดือน"),
        ("I1", "ทำคู่มือ", "ทำแล้ว 1 ครั้ง", "ทำแล้ว 2 ครั้ง"),
        ("I2", "ติดป้าย", "", "ติดครบ"),
        ("I4", "อบรม", "อบรมแล้ว", "-"),
    )
    assert told() == {
        "รอบ 6 เดือน": ["ทำแล้ว 1 ครั้ง", "อบรมแล้ว"],
        "รอบ 12 เดือน": ["ติดครบ", "ทำแล้ว 2 ครั้ง"],
    }
    assert [measure.method for measure in year().measures] == ["ทำคู่มือ", "ติดป้าย", "อบรม"]
    assert (plan.skipped, plan.ignored_columns, plan.flaws) == ((), (), ())


@pytest.mark.parametrize(
    "heads",
    [
        (
            ("ข้อ", "มาตรการ", "ผลการดำเนินการ", ""),
            ("", "", "รอบ 6 เดือน (ต.ค. 67 - มี.ค. 68)", "รอบ 12 เดือน (ต.ค. 67 - ก.ย. 68)"),
        ),
        (("ข้อ", "มาตรการ", "รอบ 6 เดือน", "รอบ 12 เดือน"),),
        (
            ("ข้อ", "มาตรการ", "รอบ 6 เดือน", "", "รอบ 12 เดือน", ""),
            ("", "", "ผลการดำเนินงาน", "ปัญหา", "ผลการดำเนินงาน", "ปัญหา"),
        ),
        (("ข้อ", "มาตรการ", "ผล รอบ ๖ เดือน", "ผล รอบ ๑๒ เดือน"),),
        (("ข้อ", "มาตรการ", "ความคืบหน้า ณ สิ้นเดือนมีนาคม 2568", "ความคืบหน้า ณ สิ้นเดือน ก.ย. 68"),),
        (("ข้อ", "มาตรการ", "ผลดำเนินการ ณ 31 มี.ค. 68", "ผลดำเนินการ ณ วันที่ 30 ก.ย. 68"),),
    ],
    ids=["below one heading", "rounds alone", "above the results", "a word", "months", "days"],
)
def test_the_round_stands_above_or_below_or_alone(take_in, told, heads) -> None:
    wide = len(heads[0]) > 4
    cells = ("หนึ่ง", "ก", "สอง", "ข") if wide else ("หนึ่ง", "สอง")
    plan = take_in("progress", *heads, ("I1", "1. ม", *cells))
    assert told() == {"รอบ 6 เดือน": ["หนึ่ง"], "รอบ 12 เดือน": ["สอง"]}
    assert [text for text in plan.ignored_columns if "ปัญหา" not in text] == []


def test_numbered_times_are_the_rounds_of_the_year_in_order_and_told(take_in, told) -> None:
    plan = take_in(
        "progress",
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน ครั้งที่ 1", "ผลการดำเนินงาน ครั้งที่ 2"),
        ("I1", "1. ม", "หนึ่ง", "สอง"),
    )
    assert told() == {"รอบ 6 เดือน": ["หนึ่ง"], "รอบ 12 เดือน": ["สอง"]}
    assert any("ครั้งที่ 1" in warning.why and "รอบ 6 เดือน" in warning.why for warning in plan.warnings)


def test_a_time_that_the_year_has_no_round_for_is_told(take_in, told) -> None:
    plan = take_in(
        "progress",
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน ครั้งที่ 1", "ผลการดำเนินงาน ครั้งที่ 3"),
        ("I1", "1. ม", "หนึ่ง", "สาม"),
    )
    assert told() == {"รอบ 6 เดือน": ["หนึ่ง"]}
    assert ["ครั้งที่ 3" in skipped.why for skipped in plan.skipped] == [True]


def test_quarters_are_rounds_of_their_own(take_in, told, year) -> None:
    heads = tuple(f"ผลการดำเนินงาน ไตรมาสที่ {number}" for number in (1, 2))
    take_in("progress", ("ข้อ", "มาตรการ", *heads), ("I1", "1. ม", "หนึ่ง", "สอง"))
    assert list(told().values()) == [["หนึ่ง"], ["สอง"]]
    assert {date(2024, 12, 31), date(2025, 3, 31)} <= {each.last for each in year().rounds}


def test_months_are_rounds_of_their_own(take_in, told, year) -> None:
    take_in(
        "progress",
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน ต.ค. 67", "ผลการดำเนินงาน พ.ย. 67"),
        ("I1", "1. ม", "หนึ่ง", "สอง"),
        with_all=True,
    )
    assert told() == {"ต.ค. 67": ["หนึ่ง"], "พ.ย. 67": ["สอง"]}
    assert (date(2024, 11, 1), date(2024, 11, 30)) in [
        (each.first, each.last) for each in year().rounds
    ]


def test_a_month_becomes_a_round_of_the_year_only_by_a_yes(take_in, year) -> None:
    heads = ("ข้อ", "มาตรการ", "ผลการดำเนินงาน ต.ค. 67")
    made = take_in("progress", heads, ("I1", "1. ม", "หนึ่ง"))
    assert (made.unticked, year().rounds, year().entries) == (1, (), ())
    (reason,) = made.reasons
    assert "ต.ค. 67" in reason.remark.why
    take_in("progress", heads, ("I1", "1. ม", "หนึ่ง"), with_all=True)
    again = take_in("progress", heads, ("I1", "1. ม", "สอง"))
    assert not again.unticked
    assert [entry.text for entry in year().entries] == ["สอง"]


def test_a_round_in_the_title_gives_way_to_those_of_the_columns(take_in, told) -> None:
    take_in(
        "progress",
        ("แบบรายงานผลการดำเนินงาน รอบ 12 เดือน", "", "", ""),
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน รอบ 6 เดือน", "ผลการดำเนินงาน รอบ 12 เดือน"),
        ("I1", "1. ม", "หนึ่ง", "สอง"),
    )
    assert told() == {"รอบ 6 เดือน": ["หนึ่ง"], "รอบ 12 เดือน": ["สอง"]}


def test_rows_that_go_on_go_on_in_each_round(take_in, told, year) -> None:
    take_in(
        "progress",
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน รอบ 6 เดือน", "ผลการดำเนินงาน รอบ 12 เดือน"),
        ("I1", "1. ก", "หนึ่ง", "สอง"),
        ("", "2. ข", "หนึ่งอีก", "สองอีก"),
    )
    assert told() == {"รอบ 6 เดือน": ["หนึ่ง\nหนึ่งอีก"], "รอบ 12 เดือน": ["สอง\nสองอีก"]}
    assert [measure.method for measure in year().measures] == ["1. ก\n2. ข"]


def test_two_columns_of_results_without_rounds_are_told_as_before(plan) -> None:
    made = plan(
        "progress",
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน", "ผลการดำเนินงานที่ต่ำกว่าเป้า", "รอบ"),
        ("I1", "1. ม", "หนึ่ง", "สอง", "รอบ 6 เดือน"),
    )
    assert made.ignored_columns == ("ผลการดำเนินงานที่ต่ำกว่าเป้า",)


def test_what_cannot_be_read_is_told_once(plan) -> None:
    made = plan(
        "progress",
        ("ข้อ", "มาตรการ", "ผลการดำเนินงาน รอบ 6 เดือน", "ผลการดำเนินงาน รอบ 12 เดือน", "อื่น"),
        ("อะไร", "1. ม", "หนึ่ง", "สอง", "ก"),
        ("I1", "1. ม", "หนึ่ง", "สอง", "ข"),
        ("รวม", "", "", "", ""),
    )
    assert [skipped.row for skipped in made.skipped] == [2]
    assert made.ignored_columns == ("อื่น",)
    assert len({remark.row for remark in made.aside}) == len(made.aside)


@pytest.mark.parametrize("heads", [("ต.ค. 67", "ม.ค. 68"), ("ไตรมาส 1", "ไตรมาส 2")])
def test_times_alone_are_results_where_most_cells_tell_what_was_done(take_in, told, heads) -> None:
    plan = take_in(
        "progress",
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", *heads, "เม.ย. 68" if "ต.ค. 67" in heads else "ไตรมาส 3"),
        ("I1", "อบรม", "ฝ่ายปกครอง", "อบรมแล้ว 30 คน", "อบรมแล้ว 20 คน", ""),
        ("I2", "ติดป้าย", "ฝ่ายทะเบียน", "ติดแล้ว 2 จุด", "ครบทุกจุด", ""),
        with_all=True,
    )
    first, second = told().values()
    assert first == ["ติดแล้ว 2 จุด", "อบรมแล้ว 30 คน"]
    assert second == ["ครบทุกจุด", "อบรมแล้ว 20 คน"]
    assert plan.ignored_columns == ()


@pytest.mark.parametrize("heads", [("ต.ค.", "พ.ย."), ("ไตรมาส 1", "ไตรมาส 2")])
def test_times_alone_are_no_results(plan, heads) -> None:
    with pytest.raises(InputError):
        plan("progress", ("ข้อ", "มาตรการ", *heads), ("I1", "ก", "อบรม", "✓"))
