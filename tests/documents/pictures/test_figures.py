"""Pictures of figures in the three formats."""

import re
from decimal import Decimal
from html import escape
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as WordDocument
from PIL import Image

from ita_desktop.documents.content import ChartFigure, Document, paragraph
from ita_desktop.documents.export import render
from ita_desktop.documents.kinds import ALL_FORMATS, Format
from ita_desktop.documents.printable import THAI_FIGURES
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.charts import (
    Chart,
    ChartBar,
    GroupedBars,
    Loss,
    Stack,
    Stacks,
    Thermometer,
    Threshold,
    Waterfall,
    in_words,
)
from tests.documents.readers.lines import workbook_of
from tests.support.plain_text import plain_text

D = Decimal
CUT = "แกนเริ่มที่ {low}"
CHARTS: tuple[Chart, ...] = (
    GroupedBars(
        "สองตัวชี้วัด",
        (
            ChartBar("6 คุณภาพการดำเนินงาน", D("95.12"), D("90.48")),
            ChartBar("7 ประสิทธิภาพการสื่อสาร", None),
        ),
        D(95),
        "ปี 2567",
        "ปี 2566",
    ),
    Stacks("คำตอบ", ("มาก", "น้อย"), (Stack("E6", (D("74.55"), D("25.45"))),)),
    Waterfall("คะแนนหายไปที่ใด", (Loss("EIT", D("2.62")),), "รวม", D("97.38"), CUT),
    Thermometer("ระดับ", (Threshold("ผ่านดี", D(85)),), (ChartBar("รวม", D("97.38")),), CUT),
)


def document(*charts: Chart, digits: Digits = Digits.ARABIC) -> Document:
    blocks = [
        block
        for chart in charts
        for block in (paragraph(chart.title, "heading"), ChartFigure(chart))
    ]
    return Document("ภาพ", tuple(blocks), digits=digits)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_pdf_tells_the_picture_in_words_to_whoever_reads_or_copies(chart: Chart) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(render(document(chart, digits=Digits.THAI), Format.PDF)) as made:
        text = made[0].get_textpage().get_text_range()

    assert plain_text(document(chart, digits=Digits.THAI)).split() == text.split()


def test_codes_keep_their_digits_in_a_document_with_thai_ones() -> None:
    import pypdfium2

    made = render(document(CHARTS[1], digits=Digits.THAI), Format.PDF)
    with pypdfium2.PdfDocument(made) as opened:
        text = opened[0].get_textpage().get_text_range()
    assert "E6" in text
    assert "๗๔.๕๕" in text


@pytest.mark.parametrize("chart", CHARTS)
def test_word_gets_a_sharp_picture_with_its_description(chart: Chart) -> None:
    made = WordDocument(BytesIO(render(document(chart), Format.DOCX)))

    (shape,) = made.inline_shapes
    described = shape._inline.docPr.get("descr")
    assert {shape._inline.get(f"dist{side}") for side in "TBLR"} == {"0"}, "it fills the line"
    assert described.startswith(chart.title)
    (part,) = [part for part in made.part.related_parts.values() if "image" in part.content_type]
    with Image.open(BytesIO(part.blob)) as picture:
        dots = picture.width / (shape.width / 914_400)
        assert dots > 190, "dots per inch"
        assert picture.convert("L").getextrema()[0] < 100, "something dark is drawn"


def test_excel_gets_charts_of_its_own_over_figures_that_can_be_changed() -> None:
    book = workbook_of(render(document(*CHARTS), Format.XLSX))

    assert len(book.worksheets[0]._charts) == len(CHARTS)
    figures = [value for row in book["ข้อมูลภาพ"].values for value in row if value is not None]
    assert {95.12, 90.48, 74.55, 97.38, 2.62} <= set(figures)


def test_an_excel_chart_has_the_target_and_the_year_before_across_its_bars() -> None:
    chart = GroupedBars(
        "ก", (ChartBar("1", D(96), D(90)), ChartBar("2", D(90), D(91))), D(95), "ปี 2567", "ปี 2566"
    )
    book = workbook_of(render(document(chart), Format.XLSX))

    figures = [list(row) for row in book["ข้อมูลภาพ"].values]
    assert figures[1] == [None, "ปี 2567", "ปี 2566", "เป้าหมาย 95.00"]
    assert figures[2:4] == [["1", 96, 90, 95], ["2", 90, 91, 95]]
    (made,) = book.worksheets[0]._charts
    bars, lines = made._charts
    assert [point.idx for point in bars.series[0].dPt] == [1], "the bar that is too short"
    assert [one.tx.strRef.f[-2:] for one in lines.series] == ["C2", "D2"]


def test_an_excel_chart_has_the_digits_and_the_letter_of_its_document() -> None:
    bars = (ChartBar("1 การปฏิบัติหน้าที่ I5", D(96), D(90)),)
    chart = GroupedBars("ก", bars, D(95), "ปี 2567", "ปี 2566")
    content = render(document(chart, digits=Digits.THAI), Format.XLSX)

    sheet = workbook_of(content)["ข้อมูลภาพ"]
    figures = [list(row) for row in sheet.values]
    assert figures[1] == [None, "ปี ๒๕๖๗", "ปี ๒๕๖๖", "เป้าหมาย ๙๕.๐๐"]
    assert figures[2] == ["๑ การปฏิบัติหน้าที่ I5", 96, 90, 95]
    assert sheet["B3"].number_format == f"{THAI_FIGURES}0.00"
    with ZipFile(BytesIO(content)) as parts:
        made = parts.read("xl/charts/chart1.xml").decode()
    forms = re.findall('numFmt formatCode="([^"]*)"', made)
    assert forms
    assert all(form.startswith(THAI_FIGURES) for form in forms)
    assert made.count('cs typeface="TH Sarabun New"') >= 4, "axes, legend and values"


def test_the_ring_of_last_year_is_seen_in_libreoffice_too() -> None:
    """It draws the filling of a ring, not its line: white was not seen."""
    chart = GroupedBars("ก", (ChartBar("1", None, D(90)),), None, "ปี 2567", "ปี 2566")
    (made,) = workbook_of(render(document(chart), Format.XLSX)).worksheets[0]._charts
    _bars, lines = made._charts
    assert lines.series[0].marker.spPr.solidFill != "FFFFFF"


def test_an_excel_chart_shows_where_levels_begin() -> None:
    levels = (Threshold("ดีมาก", D(95)), Threshold("ดี", D(85)), Threshold("อื่น", D(0)))
    chart = Thermometer("ก", levels, (ChartBar("รวม", D("97.38")), ChartBar("EIT", None)), CUT)
    book = workbook_of(render(document(chart), Format.XLSX))

    figures = [list(row) for row in book["ข้อมูลภาพ"].values]
    assert figures[1] == [None, "คะแนน", "ดี 85", "ดีมาก 95"]
    assert figures[2:4] == [["รวม", 97.38, 85, 95], ["EIT", None, 85, 95]]


def test_an_excel_chart_begins_at_nothing_or_says_where() -> None:
    levels = (Threshold("ดีมาก", D(95)), Threshold("อื่น", D(0)))
    bars = (ChartBar("รวม", D("97.38")),)
    lost = Waterfall("ก", (Loss("ข", D("2.62")),), "รวม", D("97.38"), CUT)
    for chart, least in (
        (GroupedBars("ก", bars, D(95)), 0),
        (Thermometer("ก", levels, bars, CUT), 0),
        (lost, 90),
    ):
        (made,) = workbook_of(render(document(chart), Format.XLSX)).worksheets[0]._charts
        assert made.y_axis.scaling.min == least
        title = made.y_axis.title
        text = "".join(run.t for line in title.tx.rich.p for run in line.r) if title else ""
        assert text == (f"แกนเริ่มที่ {least}" if least else "")


def test_an_excel_chart_is_told_in_words() -> None:
    for chart in CHARTS:
        made = render(document(chart), Format.XLSX)
        with ZipFile(BytesIO(made)) as parts:
            drawing = parts.read("xl/drawings/drawing1.xml").decode()
        assert f'descr="{escape(in_words(chart))}"' in drawing


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_the_same_picture_gives_the_same_file(form: Format) -> None:
    assert render(document(*CHARTS), form) == render(document(*CHARTS), form)
