"""Papers of other committees have the form of ours, and are not taken for them."""

from collections.abc import Callable
from typing import Any

import pytest

from ita_desktop.services.imports.found.series import ImportSeries
from tests.exchange.files.word.made import p
from tests.services.imports.papers.test_other_offices import lined

Take = Callable[[str], ImportSeries]
Year = Callable[[], Any]

ITEMS = (
    "ครั้งที่ 2/2568",
    "วันที่ 5 มีนาคม 2568 เวลา 09.00 น.",
    "ณ ห้องประชุม",
    "ผู้มาประชุม",
    "1. นายสมมุติ หนึ่ง หัวหน้าฝ่ายโยธา",
    "เริ่มประชุมเวลา 09.00 น.",
    "ระเบียบวาระที่ 1 เรื่องประธานแจ้งให้ที่ประชุมทราบ",
    "ระเบียบวาระที่ 2 เรื่องเพื่อพิจารณา",
    "2.1 แบบ IIT ของบุคลากร",
)


def reasons(series: ImportSeries, kind: str) -> list[str]:
    """Why the parts of a kind are not ticked."""
    parts = [each.part for each in series.parts if each.part.kind == kind]
    assert parts
    assert not any(part.is_taken for part in parts)
    return [str(why.text) for part in parts for why in part.belief.against]


@pytest.mark.parametrize(
    "who",
    [
        "คณะทำงานความปลอดภัยในการทำงาน",
        "หัวหน้าส่วนราชการและผู้บริหารสถานศึกษา",
        "คณะกรรมการศูนย์อำนวยการป้องกันยาเสพติด",
        "ประชาคมเขต",
    ],
)
@pytest.mark.parametrize("word", ["รายงานการประชุม", "ระเบียบวาระการประชุม"])
def test_a_meeting_of_others_is_no_meeting_of_ours(
    taken: Take, year: Year, word: str, who: str
) -> None:
    """One line about the assessment makes it none."""
    series = taken("".join(map(p, (f"{word}{who}", *ITEMS))))
    assert reasons(series, "meetings") == [f"เป็นการประชุมของ “{who}”"]
    assert year().meetings == ()


@pytest.mark.parametrize(
    "head",
    [
        ("รายงานการประชุมคณะทำงาน",),
        ("ระเบียบวาระการประชุมคณะกรรมการอำนวยการและคณะทำงาน",),
        ("รายงานการประชุมคณะทำงานขับเคลื่อนการดำเนินงาน",),
        ("รายงานการประชุมเตรียมรับการตรวจ", "คณะทำงาน"),
        ("รายงานการประชุมชี้แจง", "การประเมินคุณธรรมและความโปร่งใส"),
    ],
)
def test_a_meeting_of_a_body_of_ours_is_taken(
    taken: Take, year: Year, head: tuple[str, ...]
) -> None:
    taken("".join(map(p, (*head, *ITEMS))))
    assert len(year().meetings) == 1


ORDER = (
    "คำสั่งสำนักงานเขตตัวอย่าง",
    "ที่ 22/2568",
    "เรื่อง แต่งตั้งคณะทำงาน{matter} ประจำปีงบประมาณ พ.ศ. 2568",
    "1. คณะกรรมการอำนวยการ ประกอบด้วย",
    "1.1 ผู้อำนวยการเขต\tประธานกรรมการ",
    "มีหน้าที่",
    "1) อำนวยการและกำกับดูแล",
    "2. คณะทำงาน ประกอบด้วย",
    "2.1 นายสมมุติ หนึ่ง นักวิชาการ\tประธานคณะทำงาน",
    "มีหน้าที่",
    "1) ตรวจนับ",
    "สั่ง ณ วันที่ 3 มกราคม พ.ศ. 2568",
)


def order_about(matter: str) -> str:
    lines = (line.format(matter=matter) for line in ORDER)
    return "".join(lined(*line.split("\t")) if "\t" in line else p(line) for line in lines)


@pytest.mark.parametrize("matter", ["จัดงานวันเด็ก", "ตรวจสอบพัสดุ", "กองทุนพัฒนาชุมชน", "ต้อนรับผู้ตรวจ"])
def test_the_lists_of_an_order_are_no_surer_than_the_order(
    taken: Take, year: Year, matter: str
) -> None:
    """Its duties have the numbers of ours, and would take their place."""
    before = year()
    series = taken(order_about(matter))
    assert reasons(series, "orders")
    assert reasons(series, "duties")
    assert (year().members, year().duties) == (before.members, before.duties)


def test_the_lists_of_an_order_of_the_assessment_are_taken(taken: Take, year: Year) -> None:
    taken(order_about("ขับเคลื่อนการประเมินคุณธรรมและความโปร่งใส"))
    assert {duty.text for duty in year().duties} == {"อำนวยการและกำกับดูแล", "ตรวจนับ"}
    assert len(year().members) == 2


def test_a_letter_that_came_to_the_office_is_none_of_ours(taken: Take, year: Year) -> None:
    """Nor is who signed it one of its people."""
    before = year().people
    lines = (
        "ที่ ปช 0001/ว 99",
        "5 มกราคม 2568",
        "เรื่อง แจ้งปฏิทินการประเมิน ITA",
        "เรียน ผู้อำนวยการเขตตัวอย่าง",
        "ขอแจ้งปฏิทินการประเมิน",
        "ขอแสดงความนับถือ",
        "(นายสมมุติ ต่างหน่วยงาน)",
        "เลขาธิการ",
    )
    series = taken("".join(map(p, lines)))
    assert reasons(series, "letters") == ["เป็นหนังสือที่มีมาถึงสำนักงานเขต"]
    assert (year().letters, year().people) == ((), before)


@pytest.mark.parametrize(
    ("sender", "post", "office"),
    [
        ("ฝ่ายปกครอง สำนักงานเขตสมมุติ", "ผู้อำนวยการเขตสมมุติ", "สำนักงานเขตสมมุติ"),
        ("กองสมมุติ สำนักจำลอง", "ผู้อำนวยการกองสมมุติ", "กองสมมุติ สำนักจำลอง"),
        ("สำนักงาน ก.ก.", "หัวหน้าสำนักงาน ก.ก.", "สำนักงาน ก.ก."),
        ("สำนักจำลอง (กองสมมุติ)", "ผู้อำนวยการสำนักจำลอง", "สำนักจำลอง"),
        ("", "รองปลัดกรุงเทพมหานคร", "ปลัดกรุงเทพมหานคร"),
    ],
)
def test_a_memo_of_another_office_is_not_ours_because_it_is_to_us(
    taken: Take, year: Year, sender: str, post: str, office: str
) -> None:
    before = (year().people, year().units)
    lines = (
        "บันทึกข้อความ",
        f"ส่วนราชการ {sender}",
        "ที่ กท 8801/ว 11 วันที่ 2 มกราคม 2568",
        "เรื่อง ขอเชิญแลกเปลี่ยนเรียนรู้การประเมิน ITA",
        "เรียน ผู้อำนวยการเขตตัวอย่าง",
        "ขอเชิญผู้แทนของสำนักงานเขต",
        "(นายสมมุติ ต่างเขต)",
        post,
    )
    series = taken("".join(map(p, lines)))
    assert reasons(series, "letters") == [f"เป็นของ{office}"]
    assert (year().letters, (year().people, year().units)) == ((), before)
