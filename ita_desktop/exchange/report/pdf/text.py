"""Reads the text of a PDF file, line by line."""

from contextlib import closing

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.files.limits import MAX_PAGES, MAX_ROWS
from ita_desktop.exchange.report.lines.text import line_rows
from ita_desktop.exchange.report.pdf.marks import text_of
from ita_desktop.exchange.sheets import DataSheet, WorkProgress
from ita_desktop.filing.pdfium import ONE_AT_A_TIME

_OTHER_WAY = "คัดลอกข้อความจากระบบประเมินมาวาง หรือกรอกในแบบ Excel ของโปรแกรม"


def read_pdf(data: bytes, source: str, work_progress: WorkProgress) -> list[DataSheet]:
    """Return the pages of a PDF as sheets of lines, named by their numbers.

    Raises InputError for a file that is damaged, encrypted, too long, or has only images.
    """
    import pypdfium2

    sheets: list[DataSheet] = []
    lines = 0
    try:
        with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > MAX_PAGES:
                raise _too_long(source)
            for number in range(len(document)):
                work_progress.at(number, len(document))
                with closing(document[number]) as page, closing(page.get_textpage()) as text:
                    rows = line_rows(text_of(text), source)
                lines += len(rows)
                if lines > MAX_ROWS:
                    raise _too_long(source)
                sheets.append(DataSheet(str(number + 1), rows, source, of_lines=True))
    except pypdfium2.PdfiumError as error:
        raise InputError(
            "อ่าน PDF นี้ไม่ได้ ไฟล์อาจเสียหรือใส่รหัสผ่านไว้", where=source, remedy=_OTHER_WAY
        ) from error
    if not lines:
        raise InputError("PDF นี้เป็นภาพ ไม่มีข้อความให้อ่าน", where=source, remedy=_OTHER_WAY)
    return sheets


def _too_long(source: str) -> InputError:
    return InputError(
        "PDF นี้ยาวเกินกว่าจะเป็นรายงานผล (เกิน {pages} หน้า หรือ {lines} บรรทัด)",
        where=source,
        remedy="บันทึกเฉพาะหน้าที่เป็นรายงานผลเป็น PDF ใหม่",
        pages=MAX_PAGES,
        lines=MAX_ROWS,
    )
