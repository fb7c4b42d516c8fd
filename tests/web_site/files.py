"""Files of the site: PDF with and without text, Excel, Word, CSV."""

import io
import random
from functools import cache

from ita_desktop.paths import resource
from tests.web_site.texts import SENTENCES


@cache
def _font() -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("SiteSarabun", str(resource("fonts", "Sarabun-Regular.ttf"))))
    return "SiteSarabun"


def pdf(lines: list[str], *, password: str = "", action: str = "") -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    encrypt = StandardEncryption(password, ownerPassword="o") if password else None
    canvas = Canvas(made, pagesize=(595, 842), encrypt=encrypt)
    canvas.setFont(_font(), 14)
    for at, line in enumerate(lines):
        canvas.drawString(60, 780 - 22 * (at % 32), line)
        if at % 32 == 31:
            canvas.showPage()
            canvas.setFont(_font(), 14)
    canvas.save()
    if not action:
        return made.getvalue()
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made.getvalue()))
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject(action),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    changed = io.BytesIO()
    writer.write(changed)
    return changed.getvalue()


def scan(pick: random.Random) -> bytes:
    """A page of paper as a picture."""
    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    page = Image.new("L", (600, 850), 250)
    draw = ImageDraw.Draw(page)
    for at in range(40, 800, 24):
        draw.rectangle((60, at, pick.randint(300, 540), at + 8), fill=30)
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842))
    canvas.drawImage(ImageReader(page), 0, 0, 595, 842)
    canvas.save()
    return made.getvalue()


def text_lines(pick: random.Random, *heads: str) -> list[str]:
    return [*heads, *(pick.choice(SENTENCES) for _ in range(12))]


def xlsx(rows: list[list[object]]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("ข้อมูล")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return made.getvalue()


def docx(lines: list[str]) -> bytes:
    import docx as word

    document = word.Document()
    for line in lines:
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
