"""Of sheets that say other things of the same items one is taken: the last word, or the one that a
person chooses."""

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.reading import of_sheets, parts_in
from ita_desktop.services.imports.found.series import plan_parts
from ita_desktop.services.imports.plan import Consent
from tests.services.imports.found.books import Rows, workbook

HEADS = ("ข้อ", "ชื่อข้อ", "ผู้รับผิดชอบ")
NAMES = ("ข้อมูลพื้นฐานของสำนักงานเขต", "คู่มือการให้บริการประชาชน")


def sheet(title: str, *owners: str) -> Rows:
    rows = ((code, name, own) for code, name, own in zip(("O1", "O7"), NAMES, owners, strict=True))
    return ((f"มอบหมายข้อ OIT ปีงบประมาณ พ.ศ. 2568 {title}",), HEADS, *rows)


ONE, TWO = ("ฝ่ายปกครอง", "ฝ่ายโยธา"), ("ฝ่ายทะเบียน", "ฝ่ายรายได้")


@pytest.mark.parametrize(
    ("titles", "taken"),
    [
        (("(ร่าง)", "(ฉบับจริง)"), [False, True]),
        (("", "(ร่าง)"), [True, False]),
        (("", "ฉบับแก้ไข"), [False, True]),
        (("ครั้งที่ 1", "ครั้งที่ 2"), [False, False]),
    ],
)
def test_the_last_word_is_taken_or_none(titles, taken):
    parts = find_parts([workbook(sheet(titles[0], *ONE), sheet(titles[1], *TWO))])
    assert [part.is_taken for part in parts] == taken
    assert all("O1" in part.doubts[0].why for part in parts if not part.is_taken)


def test_the_same_and_parts_of_units_are_one_list():
    same = workbook(sheet("ก", *ONE), sheet("ข", *ONE))
    units = workbook(sheet("ก", "ฝ่ายปกครอง", "ฝ่ายปกครอง"), sheet("ข", "ฝ่ายโยธา", "ฝ่ายโยธา"))
    for source in (same, units):
        (part,) = find_parts([source])
        assert part.is_taken


def test_naming_the_sheet_is_the_yes_and_nothing_else_is(workspace):
    source = workbook(sheet("ครั้งที่ 1", *ONE), sheet("ครั้งที่ 2", *TWO))
    named = parts_in([source], workspace.year(2568), WorkProgress(), "assignments")
    assert not any(part.is_taken for part in named)
    parts = find_parts([source])
    series = plan_parts(workspace, parts, shown=2568, consents=[Consent.UNTICKED])
    assert not series.writes
    needs = next(each for left in series.left for each in left.needs)
    assert needs.endswith('--sheet "ก"')
    (part,) = of_sheets(parts, ["ข"])
    assert (part.is_taken, part.doubts) == (True, ())
    with pytest.raises(InputError):
        of_sheets(parts, ["ค"])
