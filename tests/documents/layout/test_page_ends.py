"""Where no page ends: within an address, beside a single line of the contents, before a few last
lines."""

from dataclasses import replace

import pytest

from ita_desktop.documents.content import (
    BoundDocument,
    Document,
    Orientation,
    PageBreak,
    Paragraph,
    Run,
    Table,
    TableColumn,
    TableRow,
    cell,
    paragraph,
)
from ita_desktop.documents.layout.binding import ContentsEntry, binding, contents_lines
from ita_desktop.documents.layout.compose import composed
from ita_desktop.documents.layout.fonts import bundled
from ita_desktop.documents.layout.pages import PdfPages, SetLine
from ita_desktop.documents.styles import LAST_CELL_LINES, LAST_LINES
from ita_desktop.typography.words import WordBreaker

ADDRESS = "https://webportal.district.example/public/user_files_editor/" + "/".join(
    f"folder-{number:02}-of-the-year" for number in range(12)
)


def page_texts(pages: PdfPages) -> list[list[str]]:
    """The lines of each page, as they are laid out."""
    return [
        [
            mark.line.text
            for part in page.regions
            for mark in part.marks
            if isinstance(mark, SetLine)
        ]
        for page in pages.pages
    ]


def laid(*blocks: object, **more: object) -> list[list[str]]:
    document = Document("doc", blocks, **more)  # type: ignore[arg-type]
    return page_texts(composed(document, letter_files=bundled()))


def pages_of_the_address(pages: list[list[str]], address: str = ADDRESS) -> list[int]:
    """The pages on which a line of the address stands; the lines make up all of it."""
    places = [
        (number, line)
        for number, page in enumerate(pages)
        for line in page
        if line and line in address
    ]
    assert "".join(line for _number, line in places) == address
    return [number for number, _line in places]


@pytest.mark.parametrize("above", range(14, 30))
def test_no_page_ends_within_an_address_in_a_table(above: int) -> None:
    points = "\n".join(f"ข้อที่ {number}" for number in range(40))
    links = (*(paragraph(f"แห่งที่ {number}", "cell") for number in range(above)),
             Paragraph((Run(ADDRESS),), "cell"))  # fmt: skip
    row = TableRow((replace(cell(""), paragraphs=links), cell(points)))
    table = Table((TableColumn(1), TableColumn(1)), (row,))
    pages = laid(table, orientation=Orientation.LANDSCAPE)
    assert len(pages) > 1
    assert len(set(pages_of_the_address(pages))) == 1


def test_an_address_higher_than_a_page_fills_the_pages_that_it_needs() -> None:
    long = "https://" + "/".join(f"part-{number:04}" for number in range(400))
    table = Table((TableColumn(1), TableColumn(4)), (TableRow((cell(long), cell("ข้อ"))),))
    pages = pages_of_the_address(laid(table), long)
    assert pages[-1] <= len(pages) // 30


@pytest.mark.parametrize("above", range(24, 36))
def test_no_page_ends_within_an_address_in_a_text(above: int) -> None:
    lines = (paragraph(f"บรรทัด {number}", "line") for number in range(above))
    pages = laid(*lines, Paragraph((Run(f"{ADDRESS} {ADDRESS[:150]}"),), "line"))
    [*_, at] = [place for place, page in enumerate(pages) if any("https" in line for line in page)]
    ends = [page[-1] for page in pages[:-1]]
    assert not any(line in ADDRESS for line in ends if line), (at, ends)


def contents_of(entries: int, heads: int) -> list[list[str]]:
    """The lines of contents with so many entries below so many lines of a front page."""
    chapters: list[object] = []
    further = []
    for number in range(entries):
        chapters += [PageBreak()] if chapters else []
        further.append((f"Chapter {number}", len(chapters)))
        chapters.append(paragraph(f"Chapter {number}", "line"))
    part = Document("part", tuple(chapters))  # type: ignore[arg-type]
    front = Document(
        "doc", tuple(paragraph(f"head {at}", "line") for at in range(heads)),
        bound=(BoundDocument("", part, further=tuple(further)),), bound_counted=False,
    )  # fmt: skip
    return page_texts(binding(front, WordBreaker(), bundled()).front)


@pytest.mark.parametrize("above", range(20, 45))
def test_no_heading_is_alone_on_a_page_before_a_text_that_begins_with_an_address(
    above: int,
) -> None:
    lines = [paragraph(f"เรื่องที่ {number}") for number in range(above)]
    text = paragraph(f"{ADDRESS} {'เผยแพร่แล้ว ' * 60}")
    pages = laid(*lines, paragraph("หัวเรื่อง", "paper-heading"), text)
    [at] = [number for number, page in enumerate(pages) if "หัวเรื่อง" in page]
    assert pages[at][pages[at].index("หัวเรื่อง") + 1 :]


@pytest.mark.in_turn
@pytest.mark.parametrize("entries", range(1, 60))
def test_no_line_of_the_contents_is_alone_on_a_page(entries: int) -> None:
    pages = [[line for line in page if line] for page in contents_of(entries, 3)]
    entries_of = [[line for line in page if line.startswith("Chapter")] for page in pages]
    assert sum(map(len, entries_of)) == entries
    assert all(len(page) > 1 for page in entries_of if entries > 1), [*map(len, entries_of)]


@pytest.mark.in_turn
@pytest.mark.parametrize("entries", [2, 3, 4, 5, 8])
@pytest.mark.parametrize("heads", range(25, 40))
def test_the_head_of_the_contents_stands_above_their_lines(heads: int, entries: int) -> None:
    word = Document("", ()).words.contents_page
    pages = [
        page[page.index(word) :] if word in page else page for page in contents_of(entries, heads)
    ]
    counts = [sum(line.startswith("Chapter") for line in page) for page in pages]
    assert sum(counts) == entries
    assert counts[next(at for at, page in enumerate(pages) if word in page)] > 1
    assert 1 not in counts


@pytest.mark.in_turn
@pytest.mark.parametrize("count", range(6, 40))
def test_the_rows_that_head_a_long_row_are_never_alone_on_a_page(count: int) -> None:
    steps = "\n".join(f"ขั้นที่ {number}." for number in range(count))
    table = Table(
        (TableColumn(1), TableColumn(1)),
        (TableRow((cell("ตัวชี้วัดที่ 1", columns=2),), group=True), TableRow((cell("ข้อ"), cell(steps)))),
        (TableRow((cell("ประเด็น"), cell("มาตรการ"))),),
        whole_rows=True,
    )
    pages = laid(paragraph("ชื่อตาราง", "title"), table, orientation=Orientation.LANDSCAPE)
    assert all(any(line.startswith("ขั้นที่") for line in page) for page in pages)
    assert len(pages) == 1 or count > 12  # a short row of such a table is not parted


@pytest.mark.in_turn
@pytest.mark.parametrize("letters", range(40, 140))
def test_a_page_number_of_the_contents_is_beside_words_of_its_entry(letters: int) -> None:
    title = " ".join("abcd" for _word in range(letters // 5)) + " x" * (letters % 5)
    document = Document("doc", (), bound_counted=False)
    [entry] = contents_lines(document, [ContentsEntry(title, 123, 0, 0)])
    *_above, last = laid(entry)[0]
    assert last.endswith(" 123")
    assert last.removesuffix("123").strip()


@pytest.mark.in_turn
@pytest.mark.parametrize("last", [(1,), (2,), (3,), (1, 1), (2, 1), (5,), (9,)])
def test_no_page_has_the_last_few_lines_alone(last: tuple[int, ...]) -> None:
    sentence = "ตัวชี้วัดที่หนึ่งมีคะแนนต่ำกว่าเกณฑ์ที่ตั้งไว้ในปีก่อนหน้า " * 2
    ends = [paragraph(sentence.strip() + " " + sentence * (count - 1)) for count in last]
    lines = [paragraph(f"บรรทัดที่ {number}") for number in range(60)]
    row = [TableRow((cell(f"แถวที่ {number}"),)) for number in range(60)]
    for count in range(28, 46):
        ended = [*lines[:count], *ends]
        for blocks in (ended, [*ended, PageBreak()]):
            pages = [page for page in laid(*blocks) if page]
            assert len(pages) == 1 or len(pages[-1]) >= LAST_LINES, (count, pages[-1])
        table = Table((TableColumn(1),), tuple(row[:count]))
        *_, page = laid(table, *ends)
        assert page[0].startswith("แถวที่") or len(page) >= LAST_LINES, (count, page)


@pytest.mark.parametrize("count", range(20, 60))
def test_a_long_last_row_does_not_end_with_a_few_lines_of_one_cell(count: int) -> None:
    steps = "\n".join(f"ขั้นที่ {number}." for number in range(count))
    head, only = (TableRow((cell("ก"), cell(text))) for text in ("ข", steps))
    table = Table((TableColumn(1), TableColumn(1)), (only,), (head,))
    *before, last = laid(table)
    assert not before or sum(line.startswith("ขั้นที่") for line in last) >= LAST_CELL_LINES


@pytest.mark.in_turn
@pytest.mark.parametrize("count", range(20, 50))
@pytest.mark.parametrize("headed", [False, True])
def test_no_page_has_a_last_table_of_one_row_alone(count: int, *, headed: bool) -> None:
    def table(name: str, rows: int) -> Table:
        texts = [f"{name} {number}" for number in range(rows)]
        heading = (TableRow((cell(f"head of {name}"),)),) if headed else ()
        return Table((TableColumn(1),), tuple(TableRow((cell(text),)) for text in texts), heading)

    note = paragraph("note")
    for ends in ((), (note,), (note, PageBreak())):
        pages = [page for page in laid(table("row", count), table("last", 1), *ends) if page]
        assert any(line.startswith("row") for line in pages[-1]), (ends, pages[-1])
        two = [page for page in laid(table("row", count), table("last", 2), *ends) if page]
        assert len(two) - len(pages) in {0, 1}


@pytest.mark.parametrize("behind", [(), (paragraph("body", "body"),), tuple([paragraph("x")] * 9)])
def test_headings_that_no_page_holds_begin_together(behind: tuple[Paragraph, ...]) -> None:
    """A subject typed longer than a page leaves neither the title nor a line of the head alone."""
    head = (paragraph("memo", "memo-title"), paragraph("from", "memo-field"))
    subject = paragraph("subject " * 600, "memo-field")
    first, *more = laid(*head, subject, *behind)
    assert first[:2] == ["memo", "from"]
    assert len(first) > LAST_LINES
    assert all(len(page) >= LAST_LINES for page in more)


@pytest.mark.parametrize("lines", range(15, 45))
def test_headings_stay_with_what_they_head_where_a_page_holds_both(lines: int) -> None:
    filling = [paragraph(f"{number}", "line") for number in range(lines)]
    heads = [paragraph(f"head {number}", "heading") for number in range(5)]
    pages = laid(*filling, *heads, paragraph("text " * 90, "body"))
    assert not any(page[-1].startswith("head") for page in pages)
