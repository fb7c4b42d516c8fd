"""The same table, whatever Word, Excel and scanners made of its cells: the same record."""

import re

import pytest

from ita_desktop.services.import_kinds.measures import steps_of

TABLE = (
    ("ประเด็นการประเมิน", "ประเด็นที่ต้องปรับปรุง/ ยกระดับการพัฒนา", "มาตรการ/กิจกรรม ในการเตรียมความพร้อม",
     "หน่วยงาน รับผิดชอบ", "การกำกับ ติดตาม"),
    ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", "", ""),
    ("I1 เต็มใจ (99.30 คะแนน)", "- ควรเผยแพร่คู่มือ", "1. ทำคู่มือ\n2. ประชุม", "ทุกฝ่าย", "ทุกเดือน"),
    ("I2 สะดวก (98.75 คะแนน)", "- ควรมีป้าย", "3. ติดแผนผัง", "", ""),
    ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "", "", "", ""),
    ("O1 - O5, O7 - O9, (100 คะแนน)", "ครบถ้วน", "- เผยแพร่", "ฝ่ายปกครอง", "ต.ค. 67 - มี.ค. 68"),
    ("O6, O10 (0 คะแนน)", "ยังไม่ครบ", "- มอบหมาย", "ฝ่ายการคลัง", "ทุก 3 เดือน"),
)  # fmt: skip


def told(year):
    """What a year says of its findings and measures, but for marks and spaces in texts."""
    return (
        [
            ([link.item_code for link in year.items_of_finding(one.id)], steps_of(one.issue))
            for one in year.findings
        ],
        [
            (
                [link.item_code for link in year.items_of_measure(one.id)],
                steps_of(one.method),
                (one.frequency, one.begins, one.ends),
                [year.owner_label(owner) for owner in year.owners_of_measure(one.id)],
            )
            for one in year.measures
        ],
    )


def _cut_by_pages(rows):
    """Each row with several lines goes on below, with its item and (ต่อ)."""
    for row in rows:
        if "\n" in row[2]:
            first, rest = row[2].split("\n", 1)
            yield (row[0], row[1], first, *row[3:])
            yield TABLE[0]
            yield (f"{row[0]} (ต่อ)", "", rest, "", "")
        else:
            yield row


MESSES = {
    "hyphens that do not break": lambda cell: re.sub(r"(?<=\d) - (?=O)", "\u2011", cell),
    "minus signs": lambda cell: cell.replace(" - ", " \u2212 "),
    "spaces that are seen nowhere": lambda cell: " " + cell.replace(" ", "\u00a0 ") + "\u200b ",
    "Thai digits": lambda cell: cell.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
    "a word before the code": lambda cell: re.sub(r"^(?=[IO]\d)", "ข้อ ", cell),
    "a hyphen in the code": lambda cell: re.sub(r"^I(?=\d)", "I-", cell),
    "brackets around the code": lambda cell: re.sub(r"^(I\d)", r"(\1)", cell),
    "a range without its second letter": lambda cell: cell.replace("- O", "- "),
    "scores in other words": lambda cell: re.sub(r"\(([\d.]+) คะแนน\)", r"[\1คะแนน ]", cell),
    "what a scanner reads": lambda cell: re.sub(r"^I(?=\d)", "1", re.sub(r"O(?=\d)", "0", cell)),
    "bullets of Word": lambda cell: re.sub(r"(?m)^- ", "\uf0b7\t", cell),
}


@pytest.fixture
def expected(workspace, take_in, year):
    take_in("analysis", *TABLE)
    found = told(year())
    assert [len(part) for part in found] == [4, 3]
    workspace.undo()
    return found


@pytest.mark.parametrize("mess", MESSES)
def test_a_messy_table_says_the_same(expected, take_in, plan, year, mess):
    rows = [tuple(map(MESSES[mess], row)) for row in TABLE]
    made = take_in("analysis", *rows)
    assert made.skipped == ()
    assert told(year()) == expected
    assert plan("analysis", *rows).changes == ()


def test_rows_that_pages_cut_say_the_same(expected, take_in, year):
    take_in("analysis", *_cut_by_pages(TABLE))
    assert told(year()) == expected
