"""A table of 40 rows x 7 columns x 300 Thai characters as Word, Excel and PDF, beside peers.

Every peer makes a usable table from the same text: words are not cut (the program's own breaker,
since none of them knows Thai words, except WeasyPrint, which has Pango's), and rows in Excel are
as high as their text. A second line for Excel shows XlsxWriter without row heights, which leaves
them to the program that opens the file; that is less work, so the limit counts for the first.
"""

import html
import random
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.measure import Ratio, in_turns
from ita_desktop.documents.backends import docx, pdf, xlsx
from ita_desktop.documents.backends.xlsx.plan import height
from ita_desktop.documents.content import (
    Document,
    Orientation,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
    cell,
    heading_row,
)
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.styles import STYLES
from ita_desktop.paths import resource
from ita_desktop.typography.lines import fill
from ita_desktop.typography.words import WordBreaker

ROWS, COLUMNS, LETTERS = 40, 7, 300
ROUNDS = 7
SIZE = STYLES["cell"].size
HEADINGS = tuple(f"หัวข้อที่ {number}" for number in range(1, COLUMNS + 1))


def ratios() -> list[Ratio]:
    """Each format beside its peers."""
    texts = _texts()
    document = _document(texts)
    template = _word_template()
    breaker = WordBreaker()
    breaker.warm()
    return [
        _compared("table in Word", lambda: docx.render(document), "docxtpl", 1.0,
                lambda: _docxtpl(template, texts)),
        _compared("table in Excel", lambda: xlsx.render(document, WordBreaker()),
                "XlsxWriter, same row heights", 1.5, lambda: _xlsxwriter(texts, WordBreaker())),
        _compared("table in Excel", lambda: xlsx.render(document, WordBreaker()),
                "XlsxWriter, no row heights", None, lambda: _xlsxwriter(texts, None)),
        _compared("table in PDF", lambda: pdf.render(document, WordBreaker(), bundled()),
                "platypus, words unbroken", 0.6, lambda: _platypus(texts, WordBreaker())),
        _compared("table in PDF", lambda: pdf.render(document, WordBreaker(), bundled()),
                "WeasyPrint", 0.2, lambda: _weasyprint(texts), rounds=3),
    ]  # fmt: skip


def _compared(
    what: str,
    ours: Callable[[], bytes],
    peer_is: str,
    limit: float | None,
    peer: Callable[[], bytes],
    rounds: int = ROUNDS,
) -> Ratio:
    return in_turns(what, _timed(ours), _timed(peer), peer_is=peer_is, limit=limit, rounds=rounds)


def _timed(make: Callable[[], bytes]) -> Callable[[], float]:
    def run() -> float:
        started = time.perf_counter()
        if not make():
            raise RuntimeError("nothing was made")
        return time.perf_counter() - started

    return run


def _texts() -> list[list[str]]:
    """Cells of real words, the same in every run."""
    words = resource("thai", "words_th.txt").read_text(encoding="utf-8").split("\n")
    chosen = random.Random(2568)
    some = [word for word in chosen.sample(words, 3000) if word.isalpha() or "่" in word]

    def text() -> str:
        made = ""
        while len(made) < LETTERS:
            made += chosen.choice(some) + (" " if chosen.random() < 0.15 else "")
        return made[:LETTERS].strip()

    return [[text() for _column in range(COLUMNS)] for _row in range(ROWS)]


def _document(texts: list[list[str]]) -> Document:
    rows = tuple(TableRow(tuple(cell(text) for text in row)) for row in texts)
    table = Table(tuple(TableColumn(1) for _ in range(COLUMNS)), rows, (heading_row(HEADINGS),))
    return Document("ตาราง", (table,), orientation=Orientation.LANDSCAPE)


def _word_template() -> Path:
    """A Word template with a row that docxtpl repeats."""
    import docx as python_docx

    path = Path(tempfile.mkdtemp()) / "template.docx"
    made = python_docx.Document()
    table = made.add_table(rows=4, cols=COLUMNS)
    for column, heading in enumerate(HEADINGS):
        table.cell(0, column).text = heading
        table.cell(2, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(1, 0).text = "{%tr for row in rows %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    made.save(str(path))
    return path


def _docxtpl(template: Path, texts: list[list[str]]) -> bytes:
    from docxtpl import DocxTemplate

    made = DocxTemplate(template)
    made.render({"rows": texts}, autoescape=True)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _xlsxwriter(texts: list[list[str]], breaker: WordBreaker | None) -> bytes:
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        look = book.add_format(
            {
                "font_name": "TH Sarabun New",
                "font_size": SIZE,
                "text_wrap": True,
                "valign": "top",
                "border": 1,
            }
        )
        sheet.set_column(0, COLUMNS - 1, 16)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading, look)
        for number, row in enumerate(texts, 1):
            if breaker is not None:
                cells = [(Paragraph((Run(text),), "cell"),) for text in row]
                sheet.set_row(number, max(height(pair, 104, SIZE, breaker) for pair in cells))
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, look)
    return target.getvalue()


def _platypus(texts: list[list[str]], breaker: WordBreaker) -> bytes:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph as Words
    from reportlab.platypus import SimpleDocTemplate
    from reportlab.platypus import Table as Grid

    files = bundled()
    size = SIZE * files.ratio
    pdfmetrics.registerFont(TTFont("Peer", files.regular))
    style = ParagraphStyle("cell", fontName="Peer", fontSize=size, leading=SIZE * 1.2, shaping=1)
    target = BytesIO()
    made = SimpleDocTemplate(target, pagesize=landscape(A4), leftMargin=57, rightMargin=57)
    width = made.width / COLUMNS

    def words(text: str) -> Words:
        lines = fill(
            breaker.pieces(text),
            width - 12,
            lambda piece: pdfmetrics.stringWidth(piece, "Peer", size),
            breaker.parts,
        )
        return Words("<br/>".join(map(html.escape, lines)), style)

    rows = [[words(text) for text in row] for row in (list(HEADINGS), *texts)]
    grid = Grid(rows, colWidths=[width] * COLUMNS, repeatRows=1, splitInRow=1)
    grid.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    made.build([grid])
    return target.getvalue()


def _weasyprint(texts: list[list[str]]) -> bytes:
    import weasyprint

    files = bundled()
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in texts
    )
    heads = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    page = f"""<html lang="th"><style>
        @font-face {{ font-family: Peer; src: url({files.regular.as_uri()}) }}
        @page {{ size: A4 landscape; margin: 20mm }}
        body {{ font: {SIZE * files.ratio}pt/{SIZE * 1.2}pt Peer }}
        table {{ border-collapse: collapse; table-layout: fixed; width: 100% }}
        td, th {{ border: 0.5pt solid; vertical-align: top; padding: 1pt 4pt }}
        </style><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></html>"""
    made = weasyprint.HTML(string=page).write_pdf()
    return bytes(made or b"")
