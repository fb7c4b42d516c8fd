"""What heads a table is told again, with (ต่อ), on all pages that it goes on to."""

import io
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest

from ita_desktop.documents.backends import docx, pdf
from ita_desktop.documents.content import (
    BoundDocument,
    Cell,
    ContinuedCell,
    Document,
    Orientation,
    PageBreak,
    PageLine,
    PageNumbers,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    heading_row,
    paragraph,
)
from ita_desktop.documents.layout.fonts import Letters
from tests.documents.readers import sarabun
from tests.documents.readers.files import part, squeezed
from tests.documents.test_paper_pages import converted, page_lines

WIDTHS = (TableColumn(1), TableColumn(3))
NUMBERED = PageLine(numbers=PageNumbers.DASHES)


def indicator(number: int, rows: int, lines: int = 1) -> Table:
    """A table about an indicator with so many rows of so many lines in the second column."""
    return Table(
        WIDTHS,
        (
            group_row("Survey", 2),
            group_row(f"Indicator {number}", 2, depth=1),
            *(TableRow((cell(f"Q{at}"), long_cell(at, lines))) for at in range(rows)),
        ),
        (heading_row(("Topic", "Result")),),
        repeat_groups=ContinuedCell.REPEAT_CONTINUED,
    )


def long_cell(number: int, lines: int) -> Cell:
    text = "\n".join(f"r{number}n{at}" for at in range(lines))
    return Cell((Paragraph((Run(text),), "cell"),))


def across(*blocks: object, **more: object) -> Document:
    return Document("doc", blocks, orientation=Orientation.LANDSCAPE, **more)  # type: ignore[arg-type]


def shown(document: Document, folder: Path, letter: Letters | None = None) -> list[list[str]]:
    """The lines of each page of the Word file."""
    letter = letter or sarabun.make(folder / "fonts")
    content = docx.render(document, letter_files=letter)
    [(_name, made)] = converted({"word": content}, folder)
    return page_lines(made, folder)


def heads(page: list[str]) -> list[str]:
    """The headings and group rows at the top of a page, in one spelling of spaces."""
    found = [line for line in page if line.startswith(("Topic", "Survey", "Indicator"))]
    return [line.replace(" (", "(") for line in found]


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_word_tells_an_indicator_again_on_each_page_it_goes_on_to(tmp_path: Path) -> None:
    tables = [indicator(1, 90), indicator(2, 2), indicator(3, 1, 70)]
    document = across(
        paragraph("Cover", "title"), PageBreak(), paragraph("Report", "title"), tables[0],
        PageBreak(), tables[1], PageBreak(), tables[2],
    )  # fmt: skip
    letter = sarabun.make(tmp_path / "fonts")
    pages = shown(document, tmp_path, letter)
    first = ["Topic Result", "Survey", "Indicator 1"]
    assert heads(pages[0]) == []
    assert heads(pages[1]) == first
    assert [heads(page)[-1] for page in pages[1:]] == [
        *("Indicator 1", *["Indicator 1(ต่อ)"] * 4),
        "Indicator 2",
        *("Indicator 3", *["Indicator 3(ต่อ)"] * 2),
    ]
    assert all(len(heads(page)) == 3 for page in pages[1:])
    ours = page_lines(pdf.render(document, letter_files=letter), tmp_path)
    assert [sorted(map(squeezed, page)) for page in pages] == [
        sorted(map(squeezed, page)) for page in ours
    ]


def plan(*rows: int, lines: int = 1, title: str = "Indicator") -> Table:
    """A table with an indicator for each number of rows, none of which says (ต่อ) overleaf."""
    parts = [
        (group_row(f"{title} {number}", 2), *indicator(number, count, lines).rows[2:])
        for number, count in enumerate(rows, 1)
    ]
    heading = (heading_row(("Topic", "Result")),)
    return Table(WIDTHS, tuple(chain(*parts)), heading, repeat_groups=ContinuedCell.REPEAT)


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_groups_without_the_mark_are_one_table_with_plain_headings(tmp_path: Path) -> None:
    document = across(paragraph("Plan", "title"), plan(30, 2, 45, 1, 24, 3))
    content = docx.render(document)
    root = part(content, "word/document.xml")
    assert len([*root.iter("{*}tbl")]) == 1
    assert len([*root.iter("{*}tblHeader")]) == 1
    assert len([*root.iter("{*}sectPr")]) == 1
    with ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("word/header")]
    pages = shown(document, tmp_path, sarabun.make(tmp_path / "fonts"))
    assert len(pages) > 3
    assert [heads(page).count("Topic Result") for page in pages] == [1] * len(pages)


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_no_indicator_is_told_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    for first in range(22, 27):
        pages = shown(across(plan(first, 3, 2)), tmp_path)
        assert not any(page[-1].startswith("Indicator") for page in pages), first


@pytest.mark.in_turn
@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_no_page_of_word_ends_a_document_with_a_few_lines(tmp_path: Path) -> None:
    letter = sarabun.make(tmp_path / "fonts")
    rows = [TableRow((cell(f"Q{at}"), cell(f"r{at}"))) for at in range(60)]
    note = paragraph("note " * 20 + "end", "cell")
    long = Paragraph((Run("\n".join(f"line {at}" for at in range(5))),), "body")

    def steps(count: int) -> TableRow:
        lines = tuple(paragraph(f"step {at}", "cell") for at in range(count))
        return TableRow((cell("Q"), Cell(lines)))

    files = {}
    for first in range(24, 38):
        head = (heading_row(("Topic", "Result")),)
        table = Table(WIDTHS, (*rows[:first], steps(13)), head)
        high = Table(WIDTHS, (*rows[:5], steps(first)), head)
        noted = Table(WIDTHS, tuple(rows[:first]), head)
        lines = [paragraph(f"p{at}", "body") for at in range(first)]
        for name, blocks in (
            ("row", (table,)), ("high", (high,)), ("note", (noted, note)), ("text", (*lines, long))
        ):  # fmt: skip
            files[f"{name}-{first}"] = docx.render(Document("d", blocks), letter_files=letter)

    def lines_of(page: list[str]) -> int:
        """The lines on a page, of which a row of the table has two, but for the headings again."""
        return sum(1 + line.startswith("Q") for line in page if line != "Topic Result")

    last_pages = {name: page_lines(made, tmp_path)[1:] for name, made in converted(files, tmp_path)}
    few = {name: pages for name, pages in last_pages.items() if pages and lines_of(pages[-1]) < 4}
    assert few == {}


def test_what_is_merged_over_a_group_row_stays_in_one_table(tmp_path: Path) -> None:
    table = plan(30, 30)
    whole = TableRow((Cell((paragraph("Both", "cell"),), rows=3), cell("one")))
    rows = (*table.rows[:30], whole, TableRow((cell("Group"),), group=True), *table.rows[-1:])
    last = TableRow((cell("end"),))
    merged = Table(
        WIDTHS,
        (*rows[:-1], last, *table.rows[31:]),
        table.heading,
        repeat_groups=ContinuedCell.REPEAT,
    )
    content = docx.render(across(merged))
    assert len([*part(content, "word/document.xml").iter("{*}tbl")]) == 1


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_a_report_bound_into_a_book_keeps_page_numbers_and_gives_no_head_away(
    tmp_path: Path,
) -> None:
    report = across(paragraph("Chapter", "chapter"), indicator(1, 60), PageBreak(), indicator(2, 1))
    other = Document("other", (paragraph("Other", "chapter"), PageBreak(), paragraph("End")))
    for line in ({"header": NUMBERED}, {"footer": NUMBERED}):
        book = Document(
            "book", (paragraph("Cover", "title"),), bound_listed=False,
            bound=(BoundDocument("Report", report), BoundDocument("Other", other)), **line,  # type: ignore[arg-type]
        )  # fmt: skip
        pages = shown(book, tmp_path)
        for number, page in enumerate(pages, 1):
            assert f"- {number} -" in page, (line, number)
        assert [bool(heads(page)) for page in pages] == [False, *[True] * 4, False, False]


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_the_first_page_of_a_report_may_be_without_its_number(tmp_path: Path) -> None:
    footer = PageLine(numbers=PageNumbers.DASHES, from_page=2)
    pages = shown(across(indicator(1, 30), PageBreak(), indicator(2, 1), footer=footer), tmp_path)
    assert ["".join(line for line in page if line.startswith("- ")) for page in pages] == [
        *("", "- 2 -", "- 3 -"),
    ]


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_headings_that_would_fill_the_page_do_not_head_it(tmp_path: Path) -> None:
    table = indicator(1, 40)
    high = heading_row(("Topic", "\n".join(f"h{at}" for at in range(30))))
    pages = shown(across(Table(WIDTHS, table.rows, (high,), repeat_groups=table.repeat_groups)),
                  tmp_path)  # fmt: skip
    text = squeezed("".join(line for page in pages for line in page))
    assert all(f"r{at}n0" in text for at in range(40))


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_what_follows_a_table_on_its_page_is_not_headed_by_it(tmp_path: Path) -> None:
    after = tuple(paragraph(f"Line {at}", "line") for at in range(60))
    pages = shown(across(indicator(1, 3), *after), tmp_path)
    assert [bool(heads(page)) for page in pages] == [True, *[False] * (len(pages) - 1)]


def test_the_columns_of_the_head_are_those_of_the_table(tmp_path: Path) -> None:
    content = docx.render(across(indicator(1, 60)))
    (tmp_path / "x").mkdir()
    widths = [
        [one.get(one.keys()[0]) for one in part(content, name).iter("{*}gridCol")]
        for name in ("word/document.xml", "word/header1.xml")
    ]
    assert widths[0] == widths[1]
