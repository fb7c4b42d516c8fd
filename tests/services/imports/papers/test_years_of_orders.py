"""An order is of the year that it states, wherever in its text that is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from ita_desktop.exchange.source import read_file
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.series import ImportSeries
from tests.exchange.files.word.made import p
from tests.services.imports.papers.test_other_offices import lined


def order(ground: str, signed: str, of_subject: str = "") -> str:
    return "".join(
        (
            p("คำสั่งสำนักงานเขตตัวอย่าง"),
            p("ที่ 77/2565"),
            p(f"เรื่อง แต่งตั้งคณะทำงานขับเคลื่อน ITA{of_subject}"),
            p(ground),
            p("จึงแต่งตั้งคณะทำงาน ประกอบด้วย"),
            lined("1. หัวหน้าฝ่ายปกครอง", "ประธานคณะทำงาน"),
            lined("2. นางสาวสมมติ หนึ่ง", "คณะทำงานและเลขานุการ"),
            p("มีหน้าที่ ดังนี้"),
            p("1. รายงานผล"),
            p(f"สั่ง ณ วันที่ {signed}"),
            p("(นายสมมติ ศูนย์)"),
            p("ผู้อำนวยการเขตตัวอย่าง"),
        )
    )


OLD = "ด้วยมีการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566"
FORMER = "ด้วยผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567 ควรยกระดับ"
BOTH = f"{FORMER} และเตรียมการประเมิน ITA ปีงบประมาณ พ.ศ. 2568"


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("ground", "signed", "of_subject", "year"),
    [
        (OLD, "5 พฤศจิกายน พ.ศ. 2565", "", 2566),
        (OLD, "20 กันยายน พ.ศ. 2565", "", 2566),
        (FORMER, "5 พฤศจิกายน พ.ศ. 2567", "", 2568),
        (BOTH, "5 พฤศจิกายน พ.ศ. 2567", "", 2568),
        (OLD, "5 พฤศจิกายน พ.ศ. 2567", " ประจำปีงบประมาณ พ.ศ. 2568", 2568),
    ],
)
def test_the_year_of_an_order_is_that_of_its_subject_else_of_its_grounds(
    taken: Callable[[str], ImportSeries], ground: str, signed: str, of_subject: str, year: int
) -> None:
    series = taken(order(ground, signed, of_subject))
    years = {each.plan.base.year for each in series.parts if each.plan and each.plan.changes}
    assert years == {year}


def test_the_head_of_an_order_alone_on_a_sheet_is_no_end_of_the_import(tmp_path: Path) -> None:
    book = Workbook()
    for line in ("คำสั่งสำนักงานเขตตัวอย่าง", "ที่ 77/2565", "เรื่อง แต่งตั้งคณะทำงาน ITA", "ปกคำสั่ง"):
        book.active.append([line])
    book.save(tmp_path / "คำสั่ง.xlsx")
    parts = find_parts([read_file(tmp_path / "คำสั่ง.xlsx")], fiscal_year=2568)
    assert [part.kind for part in parts] == ["orders"]


NONE = "เพื่อให้การดำเนินงานเป็นไปด้วยความเรียบร้อย"


@pytest.mark.parametrize(
    ("signed", "is_sure"),
    [("5 พฤศจิกายน พ.ศ. 2567", True), ("", False), ("5 มกราคม พ.ศ. 2566", False)],
)
def test_an_order_without_a_year_is_not_ticked_unless_it_was_signed_in_the_one_shown(
    taken: Callable[[str], ImportSeries], signed: str, is_sure: bool
) -> None:
    series = taken(order(NONE, signed))
    parts = [each for each in series.parts if each.plan and each.plan.changes]
    assert [each.part.is_taken for each in parts] == [is_sure] * len(parts) != []
    told = " ".join(str(each.fields.get("why", "")) for part in parts for each in part.doubts)
    assert ("จะลงในปี 2568" in told) is not is_sure


def test_the_number_of_a_cancelled_order_is_not_that_of_this_one(
    taken: Callable[[str], ImportSeries],
) -> None:
    old = f"{p('ให้ยกเลิกคำสั่งสำนักงานเขตตัวอย่าง')}{p('ที่ 12/2567 ลงวันที่ 5 มกราคม 2567')}"
    text = order(OLD, "5 พฤศจิกายน พ.ศ. 2567", " ประจำปีงบประมาณ พ.ศ. 2568")
    made = taken(text.replace(p("ที่ 77/2565"), "").replace(p(OLD), f"{p(OLD)}{old}"))
    (plan,) = (each.plan for each in made.parts if each.part.kind == "orders")
    assert plan is not None
    (change,) = plan.changes
    assert "12/2567" not in [cell.new for cell in change.cells]
    assert any("ยกเลิกคำสั่งเดิม" in each.why for part in made.parts for each in part.doubts)
