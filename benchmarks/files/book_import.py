"""A whole book of measures with its photographs, found and planned, beside python-docx and Pillow
reading the same text and pictures."""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from PIL import Image

from benchmarks.measure import Ratio, in_turns
from ita_desktop.services import workspaces
from ita_desktop.services.imports.found.reading import find_in
from ita_desktop.services.imports.found.series import plan_parts

PICTURES = 100
PARAGRAPHS = 1800
"""About 150 pages with the pictures."""
ROUNDS = 3
LIMIT = 3.0
WORDS = "สำนักงานเขตดำเนินการตามมาตรการและเผยแพร่ข้อมูลให้ประชาชนทราบทางเว็บไซต์และสื่อสังคมออนไลน์"
TITLES = (
    "หลักการและเหตุผล",
    "เกณฑ์การประเมิน",
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "มาตรการสื่อสารภาพลักษณ์การให้บริการ",
    "การกำกับติดตามโดยผู้อำนวยการเขต",
)
ROWS = tuple((f"I{number}", f"1. {WORDS} {number}", "ทุกฝ่าย", "ทุกเดือน") for number in range(1, 13))


def made() -> bytes:
    """A book: its chapters of text, the table of measures, and photographs below the measures of
    the services' image."""
    document = Document()
    document.add_paragraph("มาตรการยกระดับคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568")
    for number, title in enumerate(TITLES, 1):
        document.add_heading(f"{number}. {title}", 1)
        if "ส่งเสริม" in title:
            table = document.add_table(0, 4)
            heads = ("ตัวชี้วัด", "วิธีการปฏิบัติ", "หน่วยงานที่รับผิดชอบ", "ระยะเวลาดำเนินการ")
            for row in (heads, *ROWS):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif "ภาพลักษณ์" in title:
            document.add_paragraph("1. จัดที่นั่งพักคอย")
            for picture in range(PICTURES):
                document.add_picture(io.BytesIO(_photograph(picture)), width=4_000_000)
                document.add_paragraph(f"กิจกรรมที่ {picture + 1}", style="Caption")
        else:
            for paragraph in range(PARAGRAPHS // 3):
                document.add_paragraph(f"{WORDS} {paragraph} {WORDS}")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _photograph(number: int) -> bytes:
    """A picture as a telephone sends it to an office: 1600 by 1200 px, with noise."""
    noise = Image.effect_noise((160, 120), 60 + number % 40).resize((1600, 1200))
    file = io.BytesIO()
    Image.merge("RGB", (noise, noise.rotate(180), noise)).save(file, "JPEG", quality=75)
    return file.getvalue()


def ratios() -> Iterator[Ratio]:
    """One ratio: from the file to a list of what is in it, with all its plans."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "เล่ม.docx"
        path.write_bytes(made())
        with workspaces.create(Path(folder) / "งาน.ita", "สำนักงานเขตตัวอย่าง", 2568) as workspace:

            def ours() -> float:
                begin = time.perf_counter()
                found = find_in([path], workspace.year(2568))
                series = plan_parts(workspace, found.parts, shown=2568)
                [part] = [each for each in series.parts if each.part.kind == "photos"]
                assert part.plan is not None
                assert part.plan.added == PICTURES
                return time.perf_counter() - begin

            def peer() -> float:
                begin = time.perf_counter()
                document = Document(str(path))
                assert sum(bool(paragraph.text) for paragraph in document.paragraphs) > PARAGRAPHS
                pictures = [
                    part.blob
                    for part in document.part.package.iter_parts()
                    if part.partname.startswith("/word/media/")
                ]
                for data in pictures:
                    with Image.open(io.BytesIO(data)) as picture:
                        picture.convert("RGB").save(io.BytesIO(), "JPEG", quality=85, optimize=True)
                assert len(pictures) == PICTURES
                return time.perf_counter() - begin

            yield in_turns(
                f"finding a book of {PICTURES} photographs",
                ours,
                peer,
                peer_is="python-docx and Pillow",
                limit=LIMIT,
                rounds=ROUNDS,
            )
