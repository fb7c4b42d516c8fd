"""Tables that stand beside each other on a sheet are read each by itself."""

import pytest

from ita_desktop.exchange.report.reading import read_results
from tests.services.imports.found.books import (
    ASSIGNMENTS,
    MEASURES,
    RESULTS,
    ROSTER,
    UNITS,
    Book,
    Rows,
    parts_of,
    told,
)


def beside(*tables: Rows, gap: int = 1) -> list[tuple[str, ...]]:
    """The rows of tables side by side, with so many empty columns between."""
    high = max(map(len, tables))
    rows: list[tuple[str, ...]] = [()] * high
    for table in tables:
        wide = max(map(len, table))
        at = max((len(row) for row in rows), default=0)
        left = at + gap if at else 0
        for number, row in enumerate(table):
            filled = rows[number] + ("",) * (left - len(rows[number])) + tuple(row)
            rows[number] = filled + ("",) * (left + wide - len(filled))
    return rows


def test_tables_side_by_side_are_parts_of_their_own(book: Book) -> None:
    parts = parts_of(book(รวม=beside(ASSIGNMENTS, ROSTER, gap=2)))
    assert told(parts) == [("assignments", None, 3), ("roster", None, 2)]


@pytest.mark.parametrize("lower", [1, 2])
def test_a_table_that_begins_lower_than_its_neighbour_takes_nothing_of_it(
    book: Book, lower: int
) -> None:
    below = [("",)] * lower
    both = [("assignments", None, 3), ("roster", None, 2)]
    assert told(parts_of(book(รวม=beside(ASSIGNMENTS, [*below, *ROSTER])))) == both
    assert told(parts_of(book(รวม=beside([*below, *ASSIGNMENTS], ROSTER)))) == both


def test_none_takes_a_column_of_its_neighbour(book: Book) -> None:
    """Nor of one that nobody knows: the units of rooms are no owners of items."""
    items = [row[:2] for row in ASSIGNMENTS]
    rooms = [("ที่", "ห้อง", "หน่วยงานที่รับผิดชอบ"), ("1", "201", "ฝ่ายโยธา"), ("2", "305", "ฝ่ายคลัง")]
    rows = beside(items, rooms)
    assert told(parts_of(book(รวม=rows))) == [("", None, 4), ("", None, 3)]


def test_a_title_is_of_all_tables_that_have_none(book: Book) -> None:
    rows = [("ปีงบประมาณ พ.ศ. 2567",), *beside(ASSIGNMENTS, ROSTER)]
    assert [part.year for part in parts_of(book(รวม=rows))] == [2567, 2567]


def test_a_table_with_an_empty_column_is_one(book: Book) -> None:
    parted = [(*row[:2], "", *row[2:]) for row in MEASURES]
    assert told(parts_of(book(มาตรการ=parted))) == told(parts_of(book(มาตรการ=MEASURES)))


def numbered(rows: Rows, heading: str) -> Rows:
    """Rows of a single column of numbers."""
    return [(heading,), *((number,) for number in range(1, len(rows)))]


def test_a_single_column_beside_an_empty_one_is_of_the_table(book: Book) -> None:
    """Also if its heading is one that tables begin with."""
    for table, kind in ((ASSIGNMENTS, "assignments"), (ROSTER, "roster")):
        expected = [(kind, None, len(table) - 1)]
        assert told(parts_of(book(รวม=beside(numbered(table, "ที่"), table)))) == expected
        assert told(parts_of(book(รวม=beside(table, numbered(table, "No."))))) == expected


def test_members_keep_their_body_that_stands_apart(book: Book) -> None:
    apart = [(row[0], "", *row[1:]) for row in ROSTER]
    assert told(parts_of(book(คณะ=apart))) == told(parts_of(book(คณะ=ROSTER)))


def test_tables_of_two_columns_each_are_parts_of_their_own(book: Book) -> None:
    items = [(row[0], row[2]) for row in ASSIGNMENTS]
    scores = [(row[0], row[2]) for row in RESULTS]
    parts = parts_of(book(รวม=beside(items, scores)))
    assert told(parts) == [("assignments", None, 3), ("results", None, 3)]


def test_a_list_in_two_halves_is_read_whole(book: Book) -> None:
    parts = parts_of(book(คณะ=beside(ROSTER, ROSTER)))
    assert told(parts) == [("roster", None, 4)]


def test_a_title_over_all_is_also_of_those_with_a_title_of_their_own(book: Book) -> None:
    own = [("ผู้รับผิดชอบ", *[""] * (len(ASSIGNMENTS[0]) - 1), "", "คณะทำงาน")]
    rows = [("ปีงบประมาณ พ.ศ. 2567",), *own, *beside(ASSIGNMENTS, ROSTER)]
    assert [part.year for part in parts_of(book(รวม=rows))] == [2567, 2567]


ROOMS = (("ที่", "ห้อง", "หน่วยงาน"), ("1", "201", "ฝ่ายโยธา"), ("2", "305", "ฝ่ายคลัง"))


def test_a_known_table_beside_one_that_nobody_knows_is_read_alone(book: Book) -> None:
    for left, right in ((ASSIGNMENTS, ROOMS), (ROOMS, ASSIGNMENTS)):
        kinds = {part.kind: part.rows for part in parts_of(book(รวม=beside(left, right)))}
        assert kinds["assignments"] == 3


def test_a_heading_that_comes_again_behind_an_empty_column_begins_no_table(book: Book) -> None:
    """Notes on the data, and notes on its owner: what is behind them is of the same row."""
    rows = [(row[0], row[1], note, "", note, *row[2:]) for row, note in
            zip(ASSIGNMENTS, ("หมายเหตุ", "ก", "ข", "ค"), strict=True)]  # fmt: skip
    assert told(parts_of(book(รวม=rows))) == [("assignments", None, 3)]


def test_three_tables_side_by_side_are_three_parts(book: Book) -> None:
    items = [(row[0], row[2]) for row in ASSIGNMENTS]
    scores = [(row[0], row[2]) for row in RESULTS]
    parts = parts_of(book(รวม=beside(items, scores, ROSTER)))
    assert told(parts) == [("assignments", None, 3), ("results", None, 3), ("roster", None, 2)]


def test_titles_of_their_own_are_of_one_table_alone(book: Book) -> None:
    wide = len(ASSIGNMENTS[0])
    own = [("ประจำปีงบประมาณ พ.ศ. 2567", *[""] * wide, "ประจำปีงบประมาณ พ.ศ. 2566")]
    rows = [*own, *beside(ASSIGNMENTS, ROSTER)]
    assert [part.year for part in parts_of(book(รวม=rows))] == [2567, 2566]


def test_an_empty_column_within_a_table_does_not_hide_its_neighbour(book: Book) -> None:
    apart = [(*row[:2], "", *row[2:]) for row in ASSIGNMENTS]
    parts = parts_of(book(รวม=beside(apart, ROSTER)))
    assert told(parts) == [("assignments", None, 3), ("roster", None, 2)]


def test_a_list_without_numbers_in_two_halves_is_read_whole(book: Book) -> None:
    halves = [row[:2] for row in UNITS], [row[:2] for row in UNITS]
    assert told(parts_of(book(หน่วย=beside(*halves)))) == [("units", None, 4)]


LINES = [(f"ย่อหน้าที่ {at} ของหนังสือ",) for at in range(40)]
TALL: Rows = [("ห้อง", "เบอร์", "ชั้น", "ก", "ข", "ค"), *((f"ห้อง {at}", *"12345") for at in range(40))]
OWNED = [(row[0], row[2]) for row in ASSIGNMENTS]
SCORED = [(row[0], row[2]) for row in RESULTS]
LOWER = beside(ASSIGNMENTS, [("",), ("",), *ROSTER])
BOTH = [("assignments", None, 3), ("roster", None, 2)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([*LINES, (), *LOWER], BOTH),
        ([*TALL, (), *LOWER], [("", None, 41), *BOTH]),
        ([*TALL, (), *beside(ASSIGNMENTS, ROSTER)], [("", None, 41), *BOTH]),
        ([*MEASURES, (), *beside(ASSIGNMENTS, ROSTER)], [("measures", None, 2), *BOTH]),
        ([*MEASURES, (), *LOWER], [("measures", None, 2), *BOTH]),
        (
            [*ROSTER, (), *beside(OWNED, SCORED)],
            [("roster", None, 2), ("assignments", None, 3), ("results", None, 3)],
        ),
    ],
)
def test_what_is_above_is_of_none_of_them(
    book: Book, rows: Rows, found: list[tuple[str, int | None, int]]
) -> None:
    assert told(parts_of(book(รวม=rows))) == found


@pytest.mark.parametrize("parts", [2, 3])
def test_a_list_in_parts_without_a_gap_is_read_whole(book: Book, parts: int) -> None:
    members = [(*row[1:4], row[5]) for row in ROSTER]
    rows = [("รายชื่อคณะทำงาน",), *beside(*[members] * parts, gap=0)]
    assert [(part.kind, part.rows) for part in parts_of(book(คณะ=rows))] == [("roster", 2 * parts)]


@pytest.mark.parametrize("gap", [0, 1])
def test_scores_beside_one_another_are_of_their_own_indicators(book: Book, gap: int) -> None:
    """Of a report, too, whose lines go from side to side."""
    heads, title = ("ตัวชี้วัด", "คะแนน"), ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567", "")
    staff = [("แบบวัด IIT", ""), heads, ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "81")]
    public = [("แบบวัด EIT", ""), heads, ("ตัวชี้วัดที่ 6 คุณภาพการดำเนินงาน", "90")]
    rows = beside([*staff, ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", "82")], public, gap=gap)
    (part,) = parts_of(book(ผล=[title, *rows]))
    figures = read_results(part.source).figures
    assert [(figure.node, str(figure.value)) for figure in figures] == [
        ("1", "81"),
        ("2", "82"),
        ("6", "90"),
    ]
