"""Cells that an imported sheet merged: they are printed as the sheet had them, and read back."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import openpyxl
import pytest

from ita_desktop.documents.kinds import BY_QUESTION, Format, ReportContext
from ita_desktop.domain.measure_cells import COLUMNS, keys_of
from ita_desktop.domain.year import YearData
from ita_desktop.services.documents import exporting
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.storage.workspace import Workspace
from tests.documents.readers.files import pdf_text
from tests.support.known_files import begun_workspace, opened_unread
from tests.support.taken_in import plan_file

YEAR = 2568


class Sheet(NamedTuple):
    """An official table as a clerk has it, and the document that prints it."""

    kind: str
    document: str
    form: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[str, ...]
    """The merged places, each within one column."""
    shared: dict[str, tuple[int, ...]]
    """By column how many measures share each cell."""


MEASURES: Final = Sheet(
    "measures",
    "measures-by-item",
    "",
    (
        ("ตัวชี้วัด", "วิธีการปฏิบัติ", "หน่วยงานที่รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", ""),
        ("I1 เต็มใจให้บริการ", "1. ทำคู่มือ\n2. ประชุม", "ฝ่ายทะเบียน", "ทุก 6 เดือน"),
        ("I2 อำนวยความสะดวก", "3. ติดแผนผัง\n4. เพิ่มที่นั่ง", "", ""),
        ("I3 เรียกรับสินบน", "1. ประกาศนโยบาย", "ฝ่ายทะเบียน", "ทุก 6 เดือน"),
        ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", "", "", ""),
        ("I4 เปิดเผยแผน", "1. เผยแพร่แผน", "ฝ่ายการคลัง", "ทุกเดือน"),
        ("I5 คุ้มค่า", "", "", ""),
        ("I6 ตรวจสอบได้", "2. เผยแพร่ผล", "", ""),
    ),
    ("C3:C4", "D3:D4", "B7:B8", "C7:C9", "D7:D9"),
    {"owners": (2, 2), "schedule": (2, 2)},
)
ANALYSIS: Final = Sheet(
    "analysis",
    "analysis-by-indicator",
    BY_QUESTION,
    (
        (
            "ประเด็นการประเมิน",
            "ประเด็นที่ต้องปรับปรุง/ ยกระดับการพัฒนา",
            "มาตรการ/กิจกรรม ในการเตรียมความพร้อมรับการประเมิน",
            "หน่วยงาน รับผิดชอบ",
            "การกำกับ ติดตาม",
        ),
        ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", "", ""),
        (
            "I1 เต็มใจให้บริการ",
            "- ควรเผยแพร่คู่มือ",
            "1. ทำคู่มือ\n2. ประชุม",
            "ฝ่ายทะเบียน",
            "ผอ. ติดตามทุกเดือน",
        ),
        ("I2 อำนวยความสะดวก", "- ควรมีป้าย", "3. ติดแผนผัง\n4. เพิ่มที่นั่ง", "", ""),
        ("I3 เรียกรับสินบน", "- ควรย้ำ", "1. ประกาศนโยบาย", "ฝ่ายทะเบียน", "ผอ. ติดตามทุกเดือน"),
        ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", "", "", "", ""),
        ("I4 เปิดเผยแผน", "- ควรเปิดเผย", "1. เผยแพร่แผน", "ฝ่ายการคลัง", "ผอ. กำชับ"),
        ("I5 คุ้มค่า", "", "", "", ""),
        ("I6 ตรวจสอบได้", "- ควรรายงาน", "2. เผยแพร่ผล", "", ""),
    ),
    ("D3:D4", "E3:E4", "B7:B8", "C7:C8", "D7:D9", "E7:E9"),
    {"owners": (2, 2), "monitoring": (2, 2)},
)
BY_ITEM: Final = Sheet(
    "analysis",
    "analysis-by-item",
    "",
    (
        (
            "หัวข้อการประเมิน",
            "การวิเคราะห์การดำเนินงาน",
            "จุดเด่น/จุดด้อย/ประเด็นที่จะต้องแก้ไข",
            "การปรับปรุงในการดำเนินงานในปีงบประมาณ พ.ศ. 2568",
            "ผู้รับผิดชอบ",
            "ระยะเวลาการติดตาม",
            "วิธีการติดตาม",
        ),
        ("I1 เต็มใจ", "มีคู่มือ", "ควรเผยแพร่คู่มือ", "1. ทำคู่มือ\n2. ประชุม", "- ฝ่ายทะเบียน", "ทุกเดือน", "ผอ."),
        ("I2 สะดวก", "มีโต๊ะ", "ควรมีป้าย", "3. ติดแผนผัง\n4. เพิ่มที่นั่ง", "", "", ""),
        ("I3 สินบน", "ไม่มี", "ควรย้ำ", "1. ประกาศนโยบาย", "- ฝ่ายทะเบียน", "ทุกเดือน", "ผอ."),
        ("I4 แผน", "มีแผน", "ควรเปิดเผย", "1. เผยแพร่แผน", "- ฝ่ายการคลัง", "ทุกเดือน", "ผอ."),
        ("I5 คุ้มค่า", "", "", "", "", "", ""),
        ("I6 ตรวจสอบ", "มีระบบ", "ควรรายงาน", "2. เผยแพร่ผล", "", "", "รายงาน"),
    ),
    ("E2:E3", "F2:F3", "G2:G3", "B5:B6", "C5:C6", "D5:D6", "E5:E7", "F5:F7", "G5:G6"),
    {"owners": (2, 2), "schedule": (2, 2), "monitoring": (2,)},
)  # fmt: skip
SHEETS: Final = (MEASURES, ANALYSIS, BY_ITEM)


def written(sheet: Sheet, path: Path, *, steps: int = 1) -> Path:
    """The sheet as a file; with more ``steps`` each has lines of so many parts."""
    book = openpyxl.Workbook()
    for row in sheet.rows:
        book.active.append([_longer(text, steps) or None for text in row])
    for number, row in enumerate(sheet.rows, 1):
        if row[0].startswith("ตัวชี้วัดที่"):
            last = openpyxl.utils.get_column_letter(len(row))
            book.active.merge_cells(f"A{number}:{last}{number}")
    for place in sheet.merged:
        book.active.merge_cells(place)
    book.save(path)
    return path


def _longer(text: str, times: int) -> str:
    if text[:2] not in {"1.", "2.", "3."}:
        return text
    more = [f"- {line[3:]} ส่วนที่ {n}" for n in range(1, times) for line in text.split("\n")]
    return "\n".join((text, *more))


def told(year: YearData) -> list[tuple[Any, ...]]:
    """What the year says of each measure, its findings among it."""
    return [
        (
            [link.item_code for link in year.items_of_measure(measure.id)],
            measure.method,
            [year.owner_label(owner) for owner in year.owners_of_measure(measure.id)],
            measure.schedule,
            measure.monitoring,
            [found.issue for found in year.findings_of_measure(measure.id)],
        )
        for measure in year.measures
    ]


def sharing(year: YearData) -> dict[str, tuple[int, ...]]:
    """By column how many measures share each cell that is shared."""
    found: dict[str, tuple[int, ...]] = {}
    for column in COLUMNS:
        keys = [key for measure in year.measures if (key := keys_of(measure).get(column))]
        if keys:
            found[column] = tuple(keys.count(key) for key in dict.fromkeys(keys))
    return found


def printed(workspace: Workspace, sheet: Sheet, folder: Path, **more: Any) -> Path:
    context = ReportContext(workspace.year(YEAR), subject=sheet.form, **more)
    return exporting.export(context, sheet.document, folder, formats=[Format.XLSX]).files[0]


def merged_columns(path: Path) -> list[tuple[str, ...]]:
    """By item, in order, the headings of the columns whose cell is merged with the one above."""
    from tests.support.taken_in import read_tables

    [sheet] = read_tables(path)
    heads: Sequence[Any] = ()
    found = []
    for row in sheet.rows:
        texts = [str(value) for value in row.values]
        if any("รับผิดชอบ" in text for text in texts):
            heads = texts
        elif heads and any(re.search(r"(^|\n)-?I\d ", text) for text in texts[:2]):
            found.append(tuple(heads[at][:8] for at in sorted(row.merged) if at < len(heads)))
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.document)
def test_steps_in_cells_of_their_own_are_measures_that_share_what_is_merged(
    workspace: Workspace, tmp_path: Path, sheet: Sheet
) -> None:
    plan = plan_file(workspace, YEAR, sheet.kind, written(sheet, tmp_path / "ก.xlsx"))
    assert (plan.skipped, plan.flaws) == ((), ())
    apply_import(workspace, plan)
    year = workspace.year(YEAR)
    steps = [(items, method) for items, method, *_rest in told(year)]
    assert steps == [
        (["I1"], "1. ทำคู่มือ\n2. ประชุม"),
        (["I2"], "3. ติดแผนผัง\n4. เพิ่มที่นั่ง"),
        (["I3"], "1. ประกาศนโยบาย"),
        (["I4", "I5"], "1. เผยแพร่แผน"),
        (["I6"], "2. เผยแพร่ผล"),
    ]
    assert sharing(year) == sheet.shared
    owners = [owner for _items, _method, owner, *_rest in told(year)]
    assert owners == [["ฝ่ายทะเบียน"]] * 3 + [["ฝ่ายการคลัง"]] * 2


@pytest.mark.in_turn
@pytest.mark.parametrize("pages", [False, True], ids=["list", "pages"])
@pytest.mark.parametrize("steps", [1, 20], ids=["short", "overleaf"])
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.document)
def test_what_is_printed_reads_back_as_it_is(
    workspace: Workspace,
    tmp_path: Path,
    sheet: Sheet,
    steps: int,
    pages: bool,
) -> None:
    given = written(sheet, tmp_path / "ก.xlsx", steps=steps)
    apply_import(workspace, plan_file(workspace, YEAR, sheet.kind, given))
    before = workspace.dump()
    made = printed(workspace, sheet, tmp_path / "ออก", printed_sheet=pages)
    if steps == 1:
        assert merged_columns(made) == merged_columns(given)
    again = plan_file(workspace, YEAR, sheet.kind, made)
    assert (again.changes, again.skipped, again.flaws) == ((), (), ())
    assert again.unchanged
    apply_import(workspace, again)
    assert workspace.dump() == before
    with opened_unread(begun_workspace(2568), tmp_path / "ใหม่.ita") as other:
        apply_import(other, plan_file(other, YEAR, sheet.kind, made))
        assert told(other.year(YEAR)) == told(workspace.year(YEAR))
        assert sharing(other.year(YEAR)) == sheet.shared


@pytest.mark.needs_poppler
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.document)
def test_the_pdf_says_a_merged_cell_once_and_numbers_as_they_were_typed(
    workspace: Workspace, tmp_path: Path, sheet: Sheet
) -> None:
    given = written(sheet, tmp_path / "ก.xlsx")
    apply_import(workspace, plan_file(workspace, YEAR, sheet.kind, given))
    context = ReportContext(workspace.year(YEAR), subject=sheet.form)
    done = exporting.export(context, sheet.document, tmp_path, formats=[Format.PDF])
    text = pdf_text(done.files[0].read_bytes(), tmp_path)
    assert text.count("ฝ่ายทะเบียน") == 2, "that of I1 and I2, and that of I3"
    assert text.count("ฝ่ายการคลัง") == 1
    places = [text.index(one) for one in ("1.ทำ", "2.ประ", "3.ติด", "4.เพิ่ม", "1.ประกาศ", "2.เผย")]
    assert places == sorted(places)
