"""A paper that came in is printed in its own words: every line of it stood in the file, but for
what the form of such a paper has by its name."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.domain.documents import GAP
from ita_desktop.domain.text import Digits, key, to_arabic
from ita_desktop.domain.tracking.state import rounds_of
from ita_desktop.services.imports.found.series import ImportSeries
from tests.documents.typed.test_every_sentence import THAI, texts
from tests.exchange.files.word.made import p, tbl, tr
from tests.services.imports.papers.test_other_offices import lined

Take = Callable[[str], ImportSeries]
Year = Callable[[], Any]

ORDER = (
    "คำสั่งสำนักงานเขตตัวอย่าง", "ที่ 9/2568", "เรื่อง แต่งตั้งคณะทำงานขับเคลื่อน ITA",
    "1. คณะทำงานขับเคลื่อน ITA ประกอบด้วย", "1.1 ผู้อำนวยการเขตตัวอย่าง\tประธานคณะทำงาน",
    "1.2 หัวหน้าฝ่ายปกครอง\tคณะทำงานและเลขานุการ", "มีอำนาจหน้าที่ ดังนี้", "1. จัดทำแผน", "2. รายงานผล",
    "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", "สั่ง ณ วันที่ 1 พฤศจิกายน พ.ศ. 2567", "(นายสมมติ หนึ่ง)",
    "ผู้อำนวยการเขตตัวอย่าง",
)  # fmt: skip
MEMO = (
    "บันทึกข้อความ", "ส่วนราชการ ฝ่ายปกครอง สำนักงานเขตตัวอย่าง โทร. 5501", "ที่ กท 5001/77",
    "วันที่ 8 พฤศจิกายน 2567", "เรื่อง ขอข้อมูล ITA", "เรียน หัวหน้าฝ่ายโยธา", "ขอข้อมูลตามที่แนบ",
    "(นางสมมติ สอง)", "หัวหน้าฝ่ายปกครอง", "(นายสมมติ หนึ่ง)", "ผู้อำนวยการเขตตัวอย่าง",
    "9 พฤศจิกายน 2567",
)  # fmt: skip
MINUTES = (
    "รายงานการประชุมคณะทำงานขับเคลื่อน ITA", "ครั้งที่ 1/2568", "วันศุกร์ที่ 8 พฤศจิกายน 2567",
    "ณ ห้องประชุมชั้น 3", "ผู้มาประชุม", "1. นายสมมติ หนึ่ง\tผู้อำนวยการเขต\tประธาน",
    "ผู้ไม่มาประชุม", "1. นางสมมติ สอง\tหัวหน้าฝ่ายโยธา\tลาป่วย", "เริ่มประชุมเวลา 09.00 น.",
    "ระเบียบวาระที่ 1 เรื่องแจ้งของเขต", "1.1 คำสั่งแต่งตั้ง", "มติที่ประชุม รับทราบ",
    "เลิกประชุมเวลา 10.00 น.", "(นางสมมติ สาม)", "ผู้จดรายงานการประชุม",
)  # fmt: skip
OF_FORM = {"ผู้ตรวจรายงานการประชุม", "(ต่อ)", "- 9 พ.ย. 2567"}
"""What a form has where the file has nothing: who checks the minutes, the mark of a split table,
the short day below a signature."""


@pytest.mark.parametrize(
    ("name", "lines"), [("appointment-order", ORDER), ("memo", MEMO), ("minutes", MINUTES)]
)
def test_every_line_of_a_paper_that_came_in_stood_in_its_file(
    taken: Take, year: Year, name: str, lines: tuple[str, ...]
) -> None:
    taken("".join(lined(*line.split("\t")) for line in lines))
    data = year()
    [record, *_] = {"appointment-order": data.orders, "memo": data.letters,
                    "minutes": data.meetings}[name]  # fmt: skip
    paper = kind(name).build(ReportContext(data, None, subject=record.id), Digits.THAI)
    own = key(to_arabic("".join(lines)))
    ours = [
        text
        for text in texts(paper.blocks)
        for part in re.split(r"[\t\n]", to_arabic(text).replace(GAP, " "))
        if THAI.search(part)
        and not all(key(word) in own for word in part.split())
        and part.strip() not in OF_FORM
    ]
    assert ours == []


COVER = (
    "การรายงานผลการดำเนินการ", "ตามมาตรการยกระดับคุณธรรม", "และความโปร่งใสภายในหน่วยงาน",
    "ของสำนักงานเขตตัวอย่าง", "ประจำปีงบประมาณ พ.ศ. 2568",
    "รอบ 6 เดือนแรก (ตุลาคม 2567 - มีนาคม 2568)",
    "การรายงานผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "ของสำนักงานเขตตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2568 รอบ 6 เดือนแรก (ตุลาคม 2567 - มีนาคม 2568)",
)  # fmt: skip
ROWS = (
    ("ประเด็นการประเมิน", "ประเด็นที่เป็นที่ต้องปรับปรุง/ยกระดับการพัฒนา",
     "มาตรการ/กิจกรรม ในการเตรียมความพร้อมรับการประเมิน", "ผลการดำเนินการตามมาตรการ",
     "ภาพกิจกรรม"),
    ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",),
    ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",),
    ("I1 เต็มใจ", "คนรอนาน", "1. เพิ่มช่องบริการ\n2. อบรม", "เปิดช่องที่สี่แล้ว", ""),
    ("I2 อำนวยความสะดวก", "ป้ายไม่ชัด", "ทำป้ายใหม่", "ติดป้ายครบทุกฝ่าย", ""),
)  # fmt: skip


def test_a_progress_report_is_printed_in_the_words_it_came_in(taken: Take, year: Year) -> None:
    taken("".join(map(p, COVER)) + tbl(*(tr(*row) for row in ROWS)))
    data = year()
    [first, *_] = rounds_of(data)
    paper = kind("progress-report").build(
        ReportContext(data, None, subject=first.id), Digits.ARABIC
    )
    own = key("".join((*COVER, *(cell for row in ROWS for cell in row))))
    ours = [
        text
        for text in map(str.strip, texts(paper.blocks))
        if THAI.search(text) and key(text) not in own and text not in OF_FORM
    ]
    assert ours == []
    assert len(data.measures) == 2
