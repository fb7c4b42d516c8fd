"""A row whose cells are merged with those of a row that is left out stands for itself."""

import openpyxl
import pytest

from ita_desktop.services.imports.importing import apply_import
from tests.support.taken_in import plan_file

HEAD = (
    "ข้อ",
    "ประเด็นที่ต้องปรับปรุง",
    "มาตรการ/กิจกรรม",
    "ผู้รับผิดชอบ",
    "ระยะเวลาดำเนินการ",
    "การกำกับติดตาม",
)


@pytest.fixture
def imported(workspace, tmp_path):
    """Imports a table with merged places; the plan."""

    def do(kind, rows, *merged):
        book = openpyxl.Workbook()
        for row in (HEAD, *rows):
            book.active.append(list(row))
        for place in merged:
            book.active.merge_cells(place)
        book.save(tmp_path / "ก.xlsx")
        plan = plan_file(workspace, 2568, kind, tmp_path / "ก.xlsx")
        apply_import(workspace, plan)
        return plan

    return do


def measures_of(year):
    return [
        (
            " ".join(link.item_code for link in year.items_of_measure(measure.id)),
            measure.method,
            " ".join(year.owner_label(owner) for owner in year.owners_of_measure(measure.id)),
            measure.schedule,
            measure.shares,
        )
        for measure in year.measures
    ]


def findings_of(year):
    return [
        (" ".join(link.item_code for link in year.items_of_finding(finding.id)), finding.issue)
        for finding in year.findings
    ]


@pytest.mark.parametrize("kind", ["measures", "analysis"])
@pytest.mark.parametrize("code", ["I99", "X1"])
def test_it_has_the_text_of_the_cells_and_not_that_of_another_row(imported, year, kind, code):
    plan = imported(
        kind,
        (
            ("I4 ก", "- อื่น", "1. ย", "ฝ่ายปกครอง", "ทุกเดือน", "ผอ."),
            (f"{code} ก", "- ร่วม", "1. ม\n2. น", "ทุกฝ่าย", "ทุก 6 เดือน", "ผอ. ติดตาม"),
            ("I5 ข",),
            ("I6 ค",),
        ),
        *(f"{column}3:{column}5" for column in "BCDEF"),
    )
    assert [left.row for left in plan.skipped] == [3]
    assert measures_of(year()) == [
        ("I4", "1. ย", "ฝ่ายปกครอง", "ทุกเดือน", ""),
        ("I5 I6", "1. ม\n2. น", "ทุกฝ่าย", "ทุก 6 เดือน", ""),
    ]
    if kind == "analysis":
        assert findings_of(year()) == [("I4", "- อื่น"), ("I5 I6", "- ร่วม")]


def test_steps_of_its_own_stay_its_own(imported, year):
    imported(
        "measures",
        (
            ("I4 ก", "", "1. ย", "ฝ่ายปกครอง", "ทุกเดือน", ""),
            ("I99 ก", "", "1. ม", "ทุกฝ่าย", "ทุก 6 เดือน", ""),
            ("I5 ข", "", "2. น", "", "", ""),
        ),
        "D3:D4",
        "E3:E4",
    )
    assert measures_of(year()) == [
        ("I4", "1. ย", "ฝ่ายปกครอง", "ทุกเดือน", ""),
        ("I5", "2. น", "ทุกฝ่าย", "ทุก 6 เดือน", ""),
    ]


def test_a_finding_alone_that_is_merged_is_its_own_too(imported, year):
    imported(
        "analysis",
        (
            ("I4 ก", "- อื่น", "1. ย", "ฝ่ายปกครอง", "ทุกเดือน", "ผอ."),
            ("I99 ก", "- ร่วม", "1. ม", "ทุกฝ่าย", "ทุก 6 เดือน", "ผอ."),
            ("I5 ข", "", "1. น", "ฝ่ายโยธา", "ทุกเดือน", "ผอ."),
        ),
        "B3:B4",
    )
    assert findings_of(year()) == [("I4", "- อื่น"), ("I5", "- ร่วม")]


def test_merged_cells_without_text_are_no_finding(imported, year):
    imported(
        "analysis",
        (
            ("I4 ก", "", "1. ย", "ฝ่ายปกครอง", "ทุกเดือน", "ผอ."),
            ("I5 ข", "", "1. ม", "ทุกฝ่าย", "ทุก 6 เดือน", "ผอ."),
        ),
        "B2:B3",
    )
    assert findings_of(year()) == []
    assert [row[:2] for row in measures_of(year())] == [("I4", "1. ย"), ("I5", "1. ม")]
