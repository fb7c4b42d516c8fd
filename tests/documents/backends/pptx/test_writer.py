"""Slides as PowerPoint opens them: real tables and charts, in one letter, and all text has room."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from ita_desktop.documents.backends import pptx
from ita_desktop.documents.content import Align
from ita_desktop.documents.layout import fonts
from ita_desktop.documents.layout.fonts import bundled, letter
from ita_desktop.documents.layout.slides import CELL_ABOVE, CELL_SIDE, pitch
from ita_desktop.documents.slides import (
    Deck,
    Slide,
    SlideChart,
    SlideColumn,
    SlideLine,
    SlideTable,
    SlideText,
)
from ita_desktop.domain.text import Digits
from ita_desktop.pictures.charts import ChartBar, GroupedBars
from ita_desktop.typography.lines import fill
from ita_desktop.typography.words import breaker_with
from tests.documents.readers.libreoffice import convert
from tests.documents.readers.sarabun import make

LONG = "การพัฒนาระบบบริการประชาชนและการเปิดเผยข้อมูลสาธารณะของหน่วยงานอย่างทั่วถึงและเป็นธรรม "
COLUMNS = (SlideColumn("ข้อ", 10), SlideColumn("รายการ", 75), SlideColumn("คะแนน", 15, Align.RIGHT))


def table(*rows: tuple[str, ...]) -> SlideTable:
    return SlideTable(COLUMNS, rows, "ตารางคะแนน")


def chart(*values: str | None) -> SlideChart:
    bars = tuple(
        ChartBar(f"ด้านที่ {number}", None if value is None else Decimal(value), Decimal("80.50"))
        for number, value in enumerate(values, 1)
    )
    return SlideChart(GroupedBars("คะแนน", bars, None, "ปี 2568", "ปี 2567"))


def deck(*slides: Slide, digits: Digits = Digits.ARABIC) -> Deck:
    return Deck("สรุป", slides, "สำนักงานเขตตัวอย่าง", "สำนักงานเขตตัวอย่าง", digits)


WHOLE = deck(
    Slide(
        "ผลการประเมิน",
        (SlideText((SlideLine("97.38 คะแนน", large=True),)),),
        ("ทางการ",),
        opens=True,
    ),
    Slide("คะแนน", (table(("O1", "โครงสร้าง", "90.00")),), ("ทางการ",), (chart("91.25", None),)),
    Slide("เรื่อง", (SlideText((SlideLine("เรื่องหนึ่ง", "•"), SlideLine("สอง"))),), ()),
)
CROWDED = deck(
    Slide(LONG * 2, (SlideText((SlideLine(LONG, "•"),) * 3), table(*[("O1", LONG, "9")] * 4)), ()),
    Slide("ยาว", (table(*[(f"O{at}", LONG * 3, "90.00") for at in range(30)]),), ()),
    Slide("ข้าง", (table(*[("O1", LONG, "1")] * 5),), (), (SlideText((SlideLine(LONG),) * 30),)),
)


@pytest.fixture(autouse=True)
def bundled_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "letters", bundled)


def opened(made: Deck, own: bytes | None = None) -> Any:
    return Presentation(io.BytesIO(pptx.render(made, own=own)))


def texts(slide: Any) -> list[str]:
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def test_the_same_slides_are_the_same_bytes() -> None:
    assert pptx.render(WHOLE) == pptx.render(WHOLE)


def test_the_file_names_its_office_and_no_library() -> None:
    told = opened(WHOLE).core_properties
    assert (told.title, told.author) == ("สรุป", "สำนักงานเขตตัวอย่าง")
    assert (told.comments, told.keywords, told.subject) == ("", "", "")


def test_tables_and_charts_are_native_and_notes_name_the_source() -> None:
    first, second, third = opened(WHOLE).slides
    assert first.notes_slide.notes_text_frame.text == "ทางการ"
    shapes = {kind: [one for one in second.shapes if getattr(one, f"has_{kind}")]
              for kind in ("table", "chart")}  # fmt: skip
    [rows], [bars] = shapes["table"], shapes["chart"]
    assert [cell.text for cell in rows.table.rows[1].cells] == ["O1", "โครงสร้าง", "90.00"]
    assert [tuple(one.values) for one in bars.chart.plots[0].series] == [
        (80.5, 80.5),
        (91.25, None),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(bars.chart.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.value for cell in sheet[3]] == ["ด้านที่ 2", 80.5, None]
    assert [one.has_notes_slide for one in (second, third)] == [True, False]
    assert [slide.shapes.title.text for slide in (first, second, third)] == [
        "ผลการประเมิน", "คะแนน", "เรื่อง",
    ]  # fmt: skip


def test_an_address_can_be_clicked_wherever_it_stands() -> None:
    address = "https://example.go.th/ita/O1?year=2568"
    said = f"ดู {address}. แล้วส่ง"
    slide = Slide("ลิงก์", (SlideText((SlideLine(said),)), table(("O1", address, "1"))), (said,))
    [made] = opened(deck(slide, digits=Digits.THAI)).slides
    [frame] = [
        one.text_frame
        for one in made.shapes
        if one.has_text_frame and address in one.text_frame.text
    ]
    [rows] = [one.table for one in made.shapes if one.has_table]
    for text, whole in (
        (frame.paragraphs[0], said),
        (rows.cell(1, 1).text_frame.paragraphs[0], address),
        (made.notes_slide.notes_text_frame.paragraphs[0], said),
    ):
        assert text.text == whole
        found = [run.hyperlink.address for run in text.runs if run.hyperlink.address]
        assert found == [address]


def test_every_text_names_the_letter_for_thai_too() -> None:
    with ZipFile(io.BytesIO(pptx.render(WHOLE))) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()
                 if name.startswith(("ppt/slides/slide", "ppt/charts/chart"))]  # fmt: skip
    for part in parts:
        assert part.count("<a:cs ") == part.count("<a:latin ") > 0
        assert part.count("<a:cs ") == part.count('<a:cs typeface="Sarabun"/>')
        assert part.count("<a:t>") <= part.count("<a:cs ")


def test_slides_are_in_the_letter_of_papers_and_as_large(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """TH Sarabun New is drawn smaller: its sizes are greater, and its lines have more room above,
    which LibreOffice cuts off from the top where they are too low."""

    ours, theirs = bundled(), make(tmp_path)
    size = {}
    for found in (ours, theirs):
        monkeypatch.setattr(fonts, "letters", lambda found=found: found)
        for slide in opened(deck(WHOLE.slides[1])).slides:
            [frame] = [shape for shape in slide.shapes if shape.has_table]
            [paragraph] = frame.table.cell(1, 1).text_frame.paragraphs
            [run] = paragraph.runs
            size[found.name] = run.font.size.pt
            assert paragraph.line_spacing.pt >= run.font.size.pt * (1.3, 1.14)[found is theirs]
            assert run._r.rPr.find(qn("a:cs")).get("typeface") == found.name
    assert size["TH Sarabun New"] == pytest.approx(size["Sarabun"] * 16 / 10.5, abs=0.01)


def test_figures_are_in_the_digits_of_the_deck() -> None:
    made = deck(WHOLE.slides[1], digits=Digits.THAI)
    [slide] = opened(made).slides
    assert "๙๐.๐๐" in texts(slide)
    [bars] = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert bars.plots[0].data_labels.number_format == "[$-D00041E]0.00"


def test_the_figures_on_bars_beside_each_other_do_not_overlap() -> None:
    four = Slide("คะแนน", (table(("O1", "ก", "1.00")),), (), (chart(*["100.00"] * 4),), 0.42)
    [slide] = opened(deck(four)).slides
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    plot = frame.chart.plots[0]
    of_group = frame.width / 12700 / 4
    bar = of_group / (2 + plot.gap_width / 100)
    assert bar > 5 * 0.55 * frame.chart.font.size.pt


def room(text: str, width: float, size: float, *, bold: bool) -> int:
    """The lines that a text has in a width in points."""
    files, breaker = bundled(), breaker_with()
    measure = letter(files.bold if bold else files.regular).advance
    return len(fill(breaker.pieces(text), width * 1000 / size, measure, breaker.parts))


def heights(shape: Any) -> list[tuple[float, float]]:
    """What texts of a shape need, and what they have, in points."""
    if shape.has_table:
        return [
            (
                room(run.text, column.width.pt - 2 * CELL_SIDE, run.font.size.pt,
                     bold=bool(run.font.bold))
                * run.font.size.pt * pitch() + 2 * CELL_ABOVE,
                row.height.pt,
            )
            for row in shape.table.rows
            for cell, column in zip(row.cells, shape.table.columns, strict=True)
            for run in cell.text_frame.paragraphs[0].runs
        ]  # fmt: skip
    if not shape.has_text_frame:
        return []
    needed = sum(
        room(run.text, shape.width.pt, run.font.size.pt, bold=bool(run.font.bold))
        * run.font.size.pt * pitch()
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    )  # fmt: skip
    return [(needed, shape.height.pt)]


@pytest.mark.parametrize("made", [WHOLE, CROWDED])
def test_all_text_has_room_and_no_part_covers_another(made: Deck) -> None:
    presentation = opened(made)
    low = presentation.slide_height
    for slide in presentation.slides:
        boxes = []
        for shape in slide.shapes:
            for needs, has in heights(shape):
                assert needs <= has + 1
            height = (
                sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            )
            boxes.append((shape.left, shape.top, shape.left + shape.width, shape.top + height))
        assert all(box[0] >= 0 and box[3] <= low + Pt(1) for box in boxes)
        for at, (left, top, right, bottom) in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = other[0] >= right or other[2] <= left or other[1] >= bottom - Pt(1)
                assert apart or other[3] <= top + Pt(1)


def test_what_fits_on_no_slide_goes_on_to_the_next_one_and_nothing_is_lost() -> None:
    slides = list(opened(CROWDED).slides)
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[0] == (LONG * 2).strip()
    assert "ยาว (ต่อ)" in titles
    found = [text for slide in slides for text in texts(slide)]
    assert [text for text in found if text.startswith("O") and text[1:].isdecimal()].count(
        "O29"
    ) == 1
    assert len([text for text in found if text == "90.00"]) == 30
    assert found.count(LONG.strip()) == 3 + 4 + 5 + 30


@pytest.mark.needs_soffice
def test_in_libreoffice_no_text_leaves_the_slide(tmp_path: Any) -> None:
    path = tmp_path / "slides.pptx"
    path.write_bytes(pptx.render(deck(*WHOLE.slides, *CROWDED.slides)))
    convert([path], "pdf", tmp_path)
    presentation = Presentation(io.BytesIO(path.read_bytes()))
    with pypdfium2.PdfDocument(tmp_path / "slides.pdf") as pages:
        assert len(pages) == len(presentation.slides)
        for page in pages:
            words = page.get_textpage()
            boxes = [words.get_rect(at) for at in range(words.count_rects())]
            width, height = page.get_size()
            assert boxes
            assert min(box[0] for box in boxes) > 20
            assert max(box[2] for box in boxes) < width - 20
            assert min(box[1] for box in boxes) > 5
            assert max(box[3] for box in boxes) < height - 5
            # Nothing reaches into the foot, which is one line.
            inside = [box for box in boxes if box[1] < 34 and box[3] > 36]
            assert inside == []


def test_no_line_of_a_slide_ends_within_a_date() -> None:
    rows = (("20 มี.ค. 68", "ส่งภายในวันที่ 31 มี.ค. 2568"),)
    days = SlideTable((SlideColumn("วันที่", 30), SlideColumn("เรื่อง", 70)), rows, "กำหนดการ")
    lines = SlideText((SlideLine("กำหนด 28 ก.พ. 68"),))
    [slide] = opened(deck(Slide("ข้อมูล ณ วันที่ 14 มีนาคม 2568", (days, lines), ()))).slides
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    said += [cell.text for table in tables for cell in table.iter_cells()]
    for day in ("20 มี.ค. 68", "31 มี.ค. 2568", "28 ก.พ. 68", "14 มีนาคม 2568"):
        assert day.replace(" ", "\xa0") in "|".join(said)
