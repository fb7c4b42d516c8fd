"""What an Excel sheet has beside its cells is told: comments, text boxes, pictures."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from PIL import Image as Drawn

from ita_desktop.exchange.source import read_content

BOX = (
    '<xdr:twoCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheet'
    'Drawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody>'
    "<a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
)


@pytest.fixture
def workbook() -> Workbook:
    book = Workbook()
    for row in (("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง")):
        book.active.append(row)
    return book


def told(book: Workbook, *boxes: str) -> list[str]:
    file = io.BytesIO()
    book.save(file)
    written = io.BytesIO()
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(written, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "xl/drawings/drawing1.xml":
                end = content.rindex(b"</")
                shapes = "".join(BOX.format(text=text) for text in boxes).encode()
                content = content[:end] + shapes + content[end:]
            made.writestr(name, content)
    return [remark.why for remark in read_content(written.getvalue(), "ก.xlsx", "").remarks]


def _picture(book: Workbook, folder: Path) -> None:
    Drawn.new("RGB", (4, 4)).save(folder / "ภาพ.png")
    book.active.add_image(Image(folder / "ภาพ.png"), "D2")


def test_comments_are_told(workbook: Workbook) -> None:
    assert told(workbook) == []
    for cell in ("A2", "B2"):
        workbook.active[cell].comment = Comment("ตรวจแล้ว", "ก")
    assert told(workbook) == ["ไม่ได้อ่านข้อคิดเห็น 2 รายการ"]


def test_pictures_and_text_boxes_are_told(workbook: Workbook, tmp_path: Path) -> None:
    _picture(workbook, tmp_path)
    found = told(workbook, "ข้อมูล ณ 31 มีนาคม", " ")
    assert [why.split(" · ")[0] for why in found] == [
        "ไม่ได้อ่านกล่องข้อความที่วางบนแผ่น 1 แห่ง",
        "ไม่ได้อ่านภาพ 1 ภาพบนแผ่น",
    ]


def test_those_of_a_hidden_sheet_are_told_with_it(workbook: Workbook) -> None:
    hidden = workbook.create_sheet("เก่า")
    hidden.append(("O2",))
    hidden["A1"].comment = Comment("ตรวจแล้ว", "ก")
    hidden.sheet_state = "hidden"
    assert [why.split(" · ")[0] for why in told(workbook)] == ["ไม่ได้อ่านแผ่นที่ซ่อนไว้ เก่า"]


def test_heads_and_feet_of_pages_are_read_without_their_codes(workbook: Workbook) -> None:
    sheet = workbook.active
    sheet.oddHeader.center.text, sheet.oddHeader.center.font = (
        "สำนักงานเขตจำลอง & กทม.",
        "TH Sarabun",
    )
    sheet.oddHeader.center.size, sheet.oddFooter.right.text = 14, "หน้า &P จาก &N"
    file = io.BytesIO()
    workbook.save(file)
    assert read_content(file.getvalue(), "ก.xlsx", "").running == ("สำนักงานเขตจำลอง & กทม.",)
