"""LibreOffice opens what is written, all files in one call."""

import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from ita_desktop.documents.backends import docx, xlsx
from ita_desktop.documents.content import (
    Cell,
    ChartFigure,
    Document,
    KeepTogether,
    Table,
    TableColumn,
    TableRow,
    cell,
    paragraph,
)
from ita_desktop.documents.export import export
from ita_desktop.documents.kinds import Format, Profile, ReportContext
from ita_desktop.documents.registry import KINDS
from ita_desktop.documents.registry import kind as kind_of
from ita_desktop.domain.text import to_arabic
from ita_desktop.pictures.charts import in_words
from tests.documents.factories import meetings as meeting_factory
from tests.documents.factories import pack as pack_factory
from tests.documents.factories import papers as paper_factory
from tests.documents.factories import results as result_factory
from tests.documents.factories.year import year_2566, year_2568
from tests.documents.readers.files import squeezed
from tests.documents.readers.libreoffice import convert
from tests.documents.readers.lines import workbook_of
from tests.support.plain_text import plain_text

PAPERS = {
    "appointment-order": paper_factory.year_2568,
    "memo": paper_factory.invitation,
    "unit-letters": pack_factory.year_2566,
    "meeting-pack": pack_factory.year_2566,
    **dict.fromkeys(
        ("agenda", "attendance", "attendance-recorded", "minutes"), meeting_factory.meeting_year
    ),
}
RESULTS = ("result-report", "result-analysis", "score-comparison")


def context(name: str) -> ReportContext:
    if name in PAPERS:
        return ReportContext(PAPERS[name]())
    if name in RESULTS:
        years = result_factory.year_2567(), result_factory.year_2566()
        return ReportContext(*years, Profile.INTERNAL)
    if name == "roster-contacts":
        return ReportContext(year_2566(), profile=Profile.INTERNAL)
    return ReportContext(
        year_2568() if name in {"measures-by-item", "score-summary"} else year_2566()
    )


def read(pdf: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-raw", "-nopgbrk", pdf, "-"], check=True, capture_output=True
    )
    return to_arabic(squeezed(done.stdout.decode()))  # it counts lists in Arabic digits only


def words(document: Document) -> str:
    """The text of a document; what is drawn in a picture is told in words only to who reads it."""
    drawn = {
        in_words(figure.chart)
        for block in document.blocks
        for figure in (block.blocks if isinstance(block, KeepTogether) else (block,))
        if isinstance(figure, ChartFigure)
    }
    return "\n".join(line for line in plain_text(document).splitlines() if line not in drawn)


@pytest.mark.long
@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_libreoffice_shows_the_words_of_every_document(tmp_path: Path) -> None:
    files = {}
    for kind in KINDS:
        given = context(kind.name)
        document = kind.build(given, kind.digits)
        forms = [one for one in (Format.DOCX, Format.XLSX) if one in kind.formats]
        written = export(kind, replace(given, printed_sheet=True), tmp_path / kind.name, forms)
        for path in written:
            moved = path.rename(tmp_path / f"{kind.name}{path.suffix}")
            files[moved] = to_arabic(words(document))
    for suffix in (".docx", ".xlsx"):
        convert([path for path in files if path.suffix == suffix], "pdf", tmp_path / suffix[1:])
    for path, text in files.items():
        shown = read(tmp_path / path.suffix[1:] / f"{path.stem}.pdf")
        paragraphs = [squeezed(line) for line in text.splitlines()]
        # A paragraph of a row that is parted by a page break stands in two places.
        torn = [line for line in paragraphs if line not in shown]
        assert len(torn) <= len(paragraphs) / 10, torn
        if path.suffix == ".docx":
            assert Counter(squeezed(text)) <= Counter(shown)


def figures(path: Path) -> dict[str, float]:
    """The figures of the first sheet by place, as a program shows them that computes nothing."""
    sheet = workbook_of(path, data_only=True).worksheets[0]
    return {
        cell.coordinate: cell.value
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }


@pytest.mark.in_turn
@pytest.mark.needs_soffice
def test_libreoffice_computes_the_figures_that_are_printed(tmp_path: Path) -> None:
    printed, bare = {}, []
    for name in RESULTS:
        [path] = export(kind_of(name), context(name), tmp_path / name, [Format.XLSX])
        printed[name] = figures(path)
        book = workbook_of(path)
        formulas = [
            cell.coordinate
            for row in book.worksheets[0].iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        assert formulas
        assert set(formulas) <= set(printed[name]), "a formula is stored with what it gives"
        bare.append(tmp_path / f"{name}.xlsx")
        book.save(bare[-1])  # without what they give
        assert not set(formulas) & set(figures(bare[-1]))
    convert(bare, "xlsx", tmp_path / "computed")
    for name in RESULTS:
        computed = figures(tmp_path / "computed" / f"{name}.xlsx")
        assert computed.keys() == printed[name].keys()
        apart = {
            place: (value, computed[place])
            for place, value in printed[name].items()
            if abs(value - computed[place]) > 0.000051
        }
        assert apart == {}


@pytest.mark.in_turn
@pytest.mark.needs_soffice
def test_a_changed_answer_is_followed_up_to_the_total(tmp_path: Path) -> None:
    name = "result-report"
    [path] = export(kind_of(name), context(name), tmp_path, [Format.XLSX])
    book = workbook_of(path)
    sheet = book.worksheets[0]
    before = figures(path)
    [best] = [
        place for place, value in before.items() if value == 607 and sheet[place].data_type == "n"
    ]
    sheet[best] = 0
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    convert([changed], "xlsx", tmp_path / "computed")
    after = figures(tmp_path / "computed" / "changed.xlsx")
    total = next(place for place, value in before.items() if value == 97.38)
    assert sheet[total].data_type == "f"
    assert after[total] < before[total]


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_rows_of_a_printed_sheet_have_room_for_addresses_that_are_parted_elsewhere(
    tmp_path: Path,
) -> None:
    """Each row ends with a word of its own, which stands above the number of the next row."""
    parts = ("webportal.bangkok.go.th", "/upload", "/page-sub-3345", "?id=a8f3bc901d2e", "&p=2568")
    rows = []
    for number in range(60):
        address = "https://" + "".join(
            parts[(number * part) % 5] for part in range(2, 4 + number % 17)
        )
        words = ("ดูที่ ", "", "ประกาศเผยแพร่แผนการจัดซื้อจัดจ้าง ")[number % 3]
        texts = cell(f"N{number}"), cell(f"{words}{address} END{number}"), cell("")
        rows.append(TableRow(texts))
    columns = TableColumn(1), TableColumn(3), TableColumn(6)
    file = tmp_path / "ก.xlsx"
    file.write_bytes(xlsx.render(Document("รายการ", (Table(columns, tuple(rows)),))))
    convert([file], "pdf", tmp_path)
    shown = subprocess.run(
        ["pdftotext", "-bbox", file.with_suffix(".pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    compared = 0
    for page in shown.split("<page ")[1:]:
        tops = re.findall(r'yMin="([\d.]+)"[^>]*>N(\d+)<', page)
        begins = {int(number): float(top) for top, number in tops}
        for low, number in re.findall(r'yMax="([\d.]+)"[^>]*>END(\d+)<', page):
            if int(number) + 1 in begins:
                compared += 1
                assert float(low) <= begins[int(number) + 1], f"row {number}"
    assert compared > 40


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_a_cell_that_rows_share_is_printed_whole_though_it_is_higher_than_a_page(
    tmp_path: Path,
) -> None:
    steps = Cell(tuple(paragraph(f"step{number}", "cell") for number in range(70)), rows=3)
    owner = replace(cell("owner"), rows=3)
    rows = [
        TableRow((cell("first"), steps, owner)),
        TableRow((cell("second"),)),
        TableRow((cell("third"),)),
        TableRow((cell("last"), cell("end"), cell(""))),
    ]
    heading = TableRow(tuple(cell(text, "cell-heading") for text in ("ก", "ข", "ค")))
    columns = (TableColumn(1), TableColumn(3), TableColumn(1))
    file = tmp_path / "ก.docx"
    file.write_bytes(docx.render(Document("doc", (Table(columns, tuple(rows), (heading,)),))))
    convert([file], "pdf", tmp_path)
    shown = subprocess.run(
        ["pdftotext", "-raw", file.with_suffix(".pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    assert {f"step{number}" for number in range(70)} - set(shown.split()) == set()


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_a_long_last_row_leaves_no_few_lines_on_the_last_page(tmp_path: Path) -> None:
    """Wherever its page ends, and though rows above share a cell with it."""
    heading = TableRow((cell("head", "cell-heading"), cell("head", "cell-heading")))
    files = []
    for above in range(1, 9):
        shared = replace(cell("shared"), rows=2)
        rows = [
            TableRow((Cell(tuple(paragraph("before", "cell") for _ in range(above + 17))), shared)),
            TableRow((Cell(tuple(paragraph(f"step{at}", "cell") for at in range(30))),)),
        ]
        table = Table((TableColumn(1), TableColumn(1)), tuple(rows), (heading,))
        files.append(tmp_path / f"{above}.docx")
        files[-1].write_bytes(docx.render(Document("doc", (table,))))
    convert(files, "pdf", tmp_path)
    for file in files:
        shown = subprocess.run(
            ["pdftotext", "-raw", file.with_suffix(".pdf"), "-"], check=True, capture_output=True
        ).stdout.decode()
        pages = [page.count("step") for page in shown.split("\f") if page.strip()]
        assert sum(pages) == 30
        assert len(pages) == 1 or pages[-1] >= 6, (file.name, pages)


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_a_long_last_row_is_printed_whole_beside_a_short_cell(tmp_path: Path) -> None:
    """Though it shares a cell with the row above, and its last paragraph is so long that the end of
    the row cannot be a row of its own."""
    words = [f"word{number}" for number in range(260)]
    long = Cell((*cell(" ".join(words[:60])).paragraphs, *cell(" ".join(words[60:])).paragraphs))
    short = Cell((paragraph("name", "cell"), paragraph("score", "cell")))
    shared = replace(cell("shared"), rows=2)
    rows = (TableRow((cell("above"), cell("above"), shared)), TableRow((short, long)))
    table = Table(tuple(map(TableColumn, (1, 1, 1))), rows)
    file = tmp_path / "ก.docx"
    file.write_bytes(docx.render(Document("doc", (table,))))
    convert([file], "pdf", tmp_path)
    shown = subprocess.run(
        ["pdftotext", "-raw", file.with_suffix(".pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    assert {*words} - set(shown.split()) == set()
