"""A district's own table of who publishes which item, as it lays it out in Word or Excel."""

import csv
from collections.abc import Sequence
from itertools import groupby

from tests.support.places import ROOT

FILES = {
    2566: ROOT / "tests" / "fixtures" / "assignments_2566.csv",
    2570: ROOT / "resources" / "sample" / "assignments_2568.csv",
}
HEADINGS = ["", "ข้อ", "ข้อมูล", "รายละเอียดข้อมูลที่เผยแพร่", "ผู้รับผิดชอบ"]

CellRange = list[list[str]]


def assigned(year: int) -> dict[str, list[str]]:
    """The owners of each item, in the table's order."""
    return {item: owners for _indicator, item, _title, owners in _listed(year)}


def laid_out(year: int, *, headings: bool = True) -> CellRange:
    """The table with its title, and for each sub-indicator a row that names it and (on paper)
    the headings again; the first column is a margin, an owner stands on each line of a cell."""
    rows: CellRange = [["", f"ตารางการมอบหมายผู้รับผิดชอบข้อมูล OIT ปี {year}", "", "", ""]]
    rows.append(["", "สำนักงานเขตตัวอย่าง", "", "", ""])
    for indicator, some in groupby(_listed(year), key=lambda pair: pair[0]):
        items = list(some)
        name = f"ตัวชี้วัดที่ {indicator} ข้อมูลที่เผยแพร่ จำนวน {len(items)} ข้อมูล"
        rows.append(["", name, "", "", ""])
        if headings:
            rows.append(HEADINGS)
        for _, item, title, owners in items:
            rows.append(["", item, title, "", "\n".join(f"- {owner}" for owner in owners)])
    return rows


def _listed(year: int) -> Sequence[tuple[str, str, str, list[str]]]:
    """Sub-indicator, code, title and owners of each item; both files have them in this order."""
    with FILES[year].open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return [(row[0], row[1], row[2], row[3].split(";")) for row in rows]
