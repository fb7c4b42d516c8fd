"""A score whose cell is a formula without a stored value is unknown; the other rows are read."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.source import read_file

TITLE = ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2570",)
NAMES = (
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ"),
    *("การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร"),
)
UNKNOWN = "=C3*100"


def read(path: Path, *rows: tuple[object, ...]):
    """Return the scores of a workbook with these rows, and its cells that are told as unread."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path / "ผล.xlsx")
    results = read_results(read_file(path / "ผล.xlsx"))
    told = [(each.row, each.cell and each.cell.index) for each in results.flaws]
    return {figure.node: figure.value for figure in results.figures}, told, results.skipped


@pytest.mark.parametrize(
    ("heads", "before"),
    [
        (("ตัวชี้วัด", "คะแนน"), "ตัวชี้วัดที่ {number} {name}"),
        (("ตัวชี้วัด", "คะแนน"), "{name}"),
        (("ที่", "ตัวชี้วัด", "คะแนน"), "{number}|{name}"),
        (("ที่", "ตัวชี้วัด", "น้ำหนัก", "คะแนนที่ได้"), "{number}|ตัวชี้วัดที่ {number} {name}|10"),
        (("เครื่องมือ", "ตัวชี้วัด", "ประเด็นการประเมิน IIT", "คะแนน"), "IIT|{number} {name}|"),
    ],
)
@pytest.mark.parametrize("unknown", [{2}, {2, 5}, {1, 2}, {2, 3, 4, 5, 6}])
def test_the_other_rows_are_read(tmp_path, heads, before, unknown) -> None:
    rows = [
        (
            *before.format(number=number, name=name).split("|"),
            UNKNOWN if number in unknown else 90 + number,
        )
        for number, name in enumerate(NAMES, 1)
    ]
    scores, told, skipped = read(tmp_path, TITLE, heads, *rows)
    assert scores == {str(n): Decimal(90 + n) for n in range(1, 8) if n not in unknown}
    assert told == [(number + 2, len(heads) - 1) for number in sorted(unknown)]
    assert not skipped


def test_an_unknown_code_leaves_its_row_alone(tmp_path) -> None:
    rows = [(UNKNOWN if at == 1 else name, 90 + at) for at, name in enumerate(NAMES)]
    scores, told, skipped = read(tmp_path, TITLE, ("ตัวชี้วัด", "คะแนน"), *rows)
    assert len(scores) == len(NAMES) - 1
    assert (told, [each.row for each in skipped]) == ([], [4])
