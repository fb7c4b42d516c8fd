"""Books of measures as offices write them: other headings, letters and orders of chapters."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from ita_desktop.domain.text import to_thai

Rows = Sequence[Sequence[str]]


class Steps(NamedTuple):
    """Numbered lines."""

    lines: tuple[str, ...]


class Photo(NamedTuple):
    """A picture with the caption below it."""

    colour: tuple[int, int, int]
    caption: str = ""
    size: tuple[int, int] = (640, 480)


class Look(NamedTuple):
    """How a book is written."""

    heads: str
    """``styles``, ``bold``, ``named`` (บทที่ 1), ``plain`` or ``unnumbered``."""
    font: str = "TH SarabunPSK"
    thai: bool = False
    """Whether its numbers are Thai digits."""


LOOKS = (
    Look("styles"),
    Look("bold", "TH SarabunIT๙", thai=True),
    Look("named", "Angsana New"),
    Look("plain", "Cordia New"),
    Look("unnumbered", "Tahoma"),
)
BACKGROUND = (
    "สำนักงานเขตตัวอย่างให้ความสำคัญกับการบริหารงานด้วยความสุจริต ตามนโยบายของผู้อำนวยการเขต",
    "ผลการประเมินที่ผ่านมาทำให้เห็นประเด็นที่ต้องพัฒนาหลายประการ",
)
MEASURES: Rows = (
    ("ตัวชี้วัด", "วิธีการปฏิบัติ", "หน่วยงานที่รับผิดชอบ", "ระยะเวลาดำเนินการ"),
    ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "", ""),
    ("I1 เต็มใจให้บริการ", "1. จัดทำคู่มือการให้บริการ", "ทุกฝ่าย", "ทุกเดือน"),
    ("I2 อำนวยความสะดวก", "1. ติดแผนผังจุดบริการ", "ทุกฝ่าย", "ทุก 6 เดือน"),
)
COMMUNICATION = "ผู้อำนวยการเขตประชุมสื่อสารกับทุกฝ่ายและให้จัดทำสื่อเผยแพร่ทุกช่องทางของสำนักงานเขต"
IMAGE_STEPS = Steps(("จัดที่นั่งพักคอยให้เพียงพอ", "ทำป้ายบอกขั้นตอนทุกจุดบริการ", "ตอบคำถามทางสื่อสังคมทุกวัน"))
GREEN = (40, 160, 80)
BLUE = (40, 80, 200)
CHAPTERS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("หลักการและเหตุผล", BACKGROUND),
    ("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", (MEASURES,)),
    (
        "มาตรการสื่อสารสร้างการรับรู้ต่อผู้มีส่วนได้ส่วนเสีย",
        (COMMUNICATION, Photo(GREEN, "ประชุมชี้แจงวันที่ 17 เมษายน")),
    ),
    ("มาตรการสื่อสารภาพลักษณ์การให้บริการ", (IMAGE_STEPS,)),
    ("ช่องทางร้องเรียนของสำนักงานเขต", ("แจ้งได้ที่ฝ่ายปกครอง หรือทางเว็บไซต์ของสำนักงานเขตทุกวัน",)),
)
"""Title and content of the chapters of the usual book."""


COVER = (
    "สำนักงานเขตตัวอย่าง",
    "มาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "ประจำปีงบประมาณ พ.ศ. 2568",
    "สำนักงานเขตตัวอย่าง",
)


ORDER = (
    "คำสั่งแต่งตั้งคณะกรรมการอำนวยการและคณะทำงาน",
    (
        "คำสั่งสำนักงานเขตตัวอย่าง",
        "ที่ 12/2567",
        "เรื่อง แต่งตั้งคณะกรรมการอำนวยการ",
        "ด้วยคณะรัฐมนตรีมีมติให้หน่วยงานเข้ารับการประเมิน จึงแต่งตั้งคณะกรรมการ ดังนี้",
        "1. คณะกรรมการอำนวยการ ประกอบด้วย",
        "1.1 ผู้อำนวยการเขตตัวอย่าง ประธานกรรมการ",
        "1.2 หัวหน้าฝ่ายปกครอง กรรมการและเลขานุการ",
        "สั่ง ณ วันที่ 1 พฤศจิกายน พ.ศ. 2567",
        "(นายตัวอย่าง ทดสอบ)",
        "ผู้อำนวยการเขตตัวอย่าง",
    ),
)
BRIEFING = (
    "การชี้แจงและให้ข้อมูลเกี่ยวกับการประเมินไปยังหน่วยงานภายในสำนักงานเขต",
    ("เขตของเราเชิญทุกฝ่ายและโรงเรียนมาประชุมชี้แจงที่ห้องประชุมใหญ่",),
)
"""Parts that stand in front of the first chapter."""


def write_book(
    path: Path,
    look: Look = LOOKS[0],
    chapters: Sequence[tuple[str, Sequence[Any]]] = CHAPTERS,
    *,
    cover: Sequence[str] = COVER,
    contents: bool = True,
    front: Sequence[tuple[str, Sequence[Any]]] = (),
) -> Path:
    """A Word file of the book; what is in ``front`` of the chapters has bold heads alone."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    made = Document()
    made.styles["Normal"].font.name = look.font
    for line in cover:
        made.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if contents:
        made.add_paragraph().add_run("สารบัญ").bold = True
        for number, (title, _content) in enumerate(chapters, 1):
            made.add_paragraph(f"{head_line(look, number, title)}\t{number + 2}")
    for title, content in front:
        made.add_paragraph().add_run(title).bold = True
        for block in content:
            _add(made, block)
    for number, (title, content) in enumerate(chapters, 1):
        line = head_line(look, number, title)
        if look.heads == "styles":
            made.add_heading(line, 1)
        elif look.heads == "plain":
            made.add_paragraph(line)
        else:
            head = made.add_paragraph()
            head.alignment = WD_ALIGN_PARAGRAPH.CENTER
            head.add_run(line).bold = True
        for block in content:
            _add(made, block)
    made.save(str(path))
    return path


def head_line(look: Look, number: int, title: str) -> str:
    digits = to_thai(str(number)) if look.thai else str(number)
    if look.heads == "named":
        return f"บทที่ {digits} {title}"
    return title if look.heads == "unnumbered" else f"{digits}. {title}"


def _add(made: Any, block: Any) -> None:
    if isinstance(block, str):
        made.add_paragraph(block)
    elif isinstance(block, Steps):
        for number, line in enumerate(block.lines, 1):
            made.add_paragraph(f"{number}. {line}")
    elif isinstance(block, Photo):
        made.add_picture(BytesIO(jpeg(block.colour, block.size)), width=2_000_000)
        if block.caption:
            made.add_paragraph(block.caption, style="Caption")
    else:
        add_table(made, block)


def add_table(made: Any, rows: Sequence[Sequence[Any]]) -> Any:
    """Adds a table; a cell may be a text, a photograph or several of these."""
    table = made.add_table(0, len(rows[0]))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            for at, each in enumerate(value if isinstance(value, list) else [value]):
                paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
                if isinstance(each, Photo):
                    picture = BytesIO(jpeg(each.colour, each.size))
                    paragraph.add_run().add_picture(picture, width=1_500_000)
                    if each.caption:
                        cell.add_paragraph(each.caption)
                else:
                    paragraph.add_run(str(each))
    return table


def jpeg(colour: tuple[int, int, int], size: tuple[int, int] = (640, 480)) -> bytes:
    """A picture of one colour."""
    from PIL import Image

    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return file.getvalue()
