"""A printed paper beside what the program makes of the data now: what differs, and nothing else."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as PictureImage
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ita_desktop.documents.content import (
    BoundDocument,
    Document,
    PageBreak,
    PageLine,
    Paragraph,
    SignatureBlock,
    Table,
    TableColumn,
    TableRow,
    cell,
    group_row,
    heading_row,
    paragraph,
    row,
)
from ita_desktop.documents.export import breaker_of, made, render
from ita_desktop.documents.kinds import Format, Profile
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import Digits, to_arabic
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services import measures, workspaces
from ita_desktop.services.documents import batch, exporting
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.papers.comparing import ToldDifference, compare, compare_file, differing
from ita_desktop.services.papers.differences import differences
from ita_desktop.services.papers.passages import Beside, Passage, of_document, of_read
from ita_desktop.storage.workspace import Workspace
from ita_desktop.typography.words import breaker_with

YEAR = 2568
IN_PDF = {
    *("appointment-order", "oit-assignments", "measures-by-indicator", "progress-report"),
    *("memo", "survey-poster-a5x2"),
}
"""Documents that are read from PDF, too, whose rows are read from lines on the page."""
MADE_OF_OTHERS = {"measures-book", "meeting-pack", "oit-dossier"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("sample") / "work.ita")
    return Workspace.open_private(path)


@pytest.mark.in_turn
def test_each_document_of_ours_is_the_same_as_its_own_files(sample: Workspace) -> None:
    data = sample.year(YEAR)
    context = exporting.context_of(sample, data, sample.year_before(YEAR), Profile.INTERNAL)
    breaker = breaker_of(data)
    of_kinds = {one.kind: one for one in batch.of_year(context, (Format.DOCX, Format.PDF))}
    assert {kind.name for kind in of_kinds} >= IN_PDF
    for kind, one in of_kinds.items():
        if kind.name in MADE_OF_OTHERS:
            continue
        for form, digits in ((Format.DOCX, Digits.THAI), (Format.PDF, Digits.ARABIC)):
            if form is Format.PDF and kind.name not in IN_PDF:
                continue
            document, own = made(kind, one.context, digits)
            ours, beside = of_document(document, breaker)
            file = render(document, form, breaker, own)
            read = of_read(content_in(file, "paper", WorkProgress()), beside)
            assert not differences(read, ours, breaker.pieces), (kind.name, form)
            assert read, kind.name


ROWS = (
    ("O1", "โครงสร้างหน่วยงาน", "ฝ่ายปกครอง", "31/1/2568"),
    ("O2", "ข้อมูลผู้บริหาร", "ฝ่ายปกครอง", "31/1/2568"),
    ("O7", "แผนการใช้จ่ายงบประมาณประจำปี", "ฝ่ายการคลัง", "15/2/2568"),
    ("O8", "รายการจัดซื้อจัดจ้าง", "ฝ่ายการคลัง", "28/2/2568"),
    ("O12", "คู่มือการให้บริการประชาชน", "ฝ่ายทะเบียน", "31/3/2568"),
)
HEADS = ("ข้อ", "รายการ", "ผู้รับผิดชอบ", "กำหนดส่ง")


def paper(rows: tuple[tuple[str, ...], ...] = ROWS, heads: tuple[str, ...] = HEADS) -> Document:
    """A paper with a text, a table and a signature."""
    body = (group_row("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", len(heads)), *(row(*texts) for texts in rows))
    table = Table(tuple(TableColumn(1) for _head in heads), body, (heading_row(heads),))
    blocks = (
        paragraph("ตารางมอบหมายผู้รับผิดชอบ", "title"),
        paragraph("ให้ฝ่ายที่รับผิดชอบส่งข้อมูลภายในวันที่ 31 มีนาคม 2568 ต่อฝ่ายปกครอง"),
        table,
        paragraph("จึงเรียนมาเพื่อโปรดพิจารณา"),
        SignatureBlock(("(นายตัวอย่าง หนึ่ง)", "ผู้อำนวยการเขต")),
    )
    return Document("ตารางมอบหมาย", blocks)


def with_text(find: str, text: str) -> Callable[[], Document]:
    """The paper with another text in the first paragraph, or cell, that has ``find``."""

    def changed() -> Document:
        whole = paper(tuple(tuple(one.replace(find, text) for one in texts) for texts in ROWS))
        blocks = tuple(
            replace(one, runs=(replace(one.runs[0], text=one.text.replace(find, text)),))
            if isinstance(one, Paragraph)
            else one
            for one in whole.blocks
        )
        return replace(whole, blocks=blocks)

    return changed


def without_column(at: int) -> Callable[[], Document]:
    def cut(texts: tuple[str, ...]) -> tuple[str, ...]:
        return texts[:at] + texts[at + 1 :]

    return lambda: paper(tuple(map(cut, ROWS)), cut(HEADS))


CHANGES: dict[str, tuple[Callable[[], Document], list[tuple[str, str]]]] = {
    "nothing": (paper, []),
    "a word": (
        with_text("รายการจัดซื้อจัดจ้าง", "รายการจัดซื้อ"),
        [("ตาราง 1 แถว 6 (O8) ช่อง “รายการ”", "ฉบับที่พิมพ์ว่า “จัดซื้อจัดจ้าง” ข้อมูลขณะนี้ว่า “จัดซื้อ”")],
    ),
    "a number of a cell": (
        with_text("28/2/2568", "27/2/2568"),
        [
            (
                "ตาราง 1 แถว 6 (O8) ช่อง “กำหนดส่ง”",
                "ฉบับที่พิมพ์ว่า “28/2/2568” ข้อมูลขณะนี้ว่า “27/2/2568”",
            )
        ],
    ),
    "a row that is new": (
        lambda: paper((*ROWS[:3], ("O7.1", "รายงานผล", "ฝ่ายโยธา", "1/3/2568"), *ROWS[3:])),
        [("ตาราง 1 แถว 6 (O7.1)", "ข้อมูลขณะนี้มี “O7.1 รายงานผล ฝ่ายโยธา 1/3/2568” ฉบับที่พิมพ์ไม่มี")],
    ),
    "a row that is gone": (
        lambda: paper((*ROWS[:2], *ROWS[3:])),
        [
            (
                "ตาราง 1 แถว 5 (O7)",
                "ฉบับที่พิมพ์มี “O7 แผนการใช้จ่ายงบประมาณประจำปี ฝ่ายการคลัง 15/2/2568” ข้อมูลขณะนี้ไม่มี",
            )
        ],
    ),
    "rows in another order": (
        lambda: paper((ROWS[0], ROWS[2], ROWS[1], *ROWS[3:])),
        [
            (
                "ตาราง 1 แถว 5 (O7)",
                "“O7 แผนการใช้จ่ายงบประมาณประจำปี ฝ่ายการคลัง 15/2/2568” ย้ายไปอยู่ที่ตาราง 1 แถว 4 (O7)",
            )
        ],
    ),
    "a column that is gone": (
        without_column(2),
        [
            (
                "ตาราง 1 คอลัมน์ “ผู้รับผิดชอบ”",
                "ฉบับที่พิมพ์มี “ผู้รับผิดชอบ ฝ่ายปกครอง ฝ่ายปกครอง ฝ่ายการคลัง ฝ่ายการคลัง ฝ่ายทะเบียน” ข้อมูลขณะนี้ไม่มี",
            )
        ],
    ),
    "a day in a text": (
        with_text("31 มีนาคม 2568", "30 เมษายน 2568"),
        [
            (
                "หลัง “ส่งข้อมูลภายในวันที่”",
                "ฉบับที่พิมพ์ว่า “31 มีนาคม 2568” ข้อมูลขณะนี้ว่า “30 เมษายน 2568”",
            )
        ],
    ),
}


@pytest.mark.parametrize("form", [Format.DOCX, Format.PDF])
@pytest.mark.parametrize("digits", list(Digits))
def test_what_changed_is_told_at_its_place_and_nothing_else(form: Format, digits: Digits) -> None:
    breaker = breaker_with()
    file = render(replace(paper(), digits=digits), form, breaker)
    printed = of_read(content_in(file, "paper", WorkProgress()))
    for what, (now, expected) in CHANGES.items():
        ours, _beside = of_document(now(), breaker)
        found = map(ToldDifference, differences(printed, ours, breaker.pieces))
        told = [(str(one.place), str(one.sentence)) for one in found]
        assert len(told) == len(expected), (what, told)
        for (place, sentence), (place_of, words) in zip(told, expected, strict=True):
            assert place.endswith(place_of), what
            assert to_arabic(sentence) == words, what


def test_a_row_with_half_of_its_cells_is_the_same_row() -> None:
    """With fewer it is another one: told whole, not cell by cell."""
    breaker = breaker_with()
    ours, _beside = of_document(paper(), breaker)
    half = (ROWS[2][0], "งบรายจ่าย", "กองคลัง", ROWS[2][3])
    [title, owner] = differences(
        of_document(paper((*ROWS[:2], half, *ROWS[3:])), breaker)[0], ours, breaker.pieces
    )
    assert [(one.heading, one.kind) for one in (title, owner)] == [
        ("รายการ", "changed"),
        ("ผู้รับผิดชอบ", "changed"),
    ]
    fewer = (*half[:3], "ภายในเดือนหน้า")
    found = differences(
        of_document(paper((*ROWS[:2], fewer, *ROWS[3:])), breaker)[0], ours, breaker.pieces
    )
    assert not {one.heading for one in found} & {*HEADS}


def test_a_mark_in_another_column_is_told_though_the_row_reads_the_same() -> None:
    heads = ("ข้อ", "มี", "ไม่มี")
    breaker = breaker_with()
    file = render(paper((("O1", "/", ""), ("O2", "/", "")), heads), Format.DOCX, breaker)
    printed = of_read(content_in(file, "paper", WorkProgress()))
    ours, _beside = of_document(paper((("O1", "/", ""), ("O2", "", "/")), heads), breaker)
    found = differences(printed, ours, breaker.pieces)
    assert [(one.heading, one.paper, one.ours) for one in found] == [
        ("มี", "/", ""),
        ("ไม่มี", "", "/"),
    ]


def test_a_row_that_a_page_parts_in_its_cells_is_one() -> None:
    """Parted by another program it has something in its first cell on both pages."""
    breaker = breaker_with()
    ours, _beside = of_document(paper(), breaker)
    parts = ("O7", "แผนการใช้จ่าย", "ฝ่ายการคลัง", "15/2/2568"), ("", "งบประมาณประจำปี", "", "")
    inside = ("O", *parts[0][1:]), ("7", *parts[1][1:])
    changed = inside[0], ("7", "งบประมาณประจำปี", "", "ด่วน")
    for upper, lower in (parts, inside):
        signed = paper((*ROWS[:2], upper, lower, *ROWS[3:]))
        assert not differences(of_document(signed, breaker)[0], ours, breaker.pieces)
    signed = paper((*ROWS[:2], *changed, *ROWS[3:]))
    [found] = differences(of_document(signed, breaker)[0], ours, breaker.pieces)
    assert (found.paper, found.ours, found.column) == ("ด่วน", "", 3)
    lost = ("O7 (99.00", *parts[0][1:]), ("คะแนน)", *parts[1][1:])
    signed = paper((*ROWS[:2], *lost, *ROWS[3:]))
    [found] = differences(of_document(signed, breaker)[0], ours, breaker.pieces)
    assert (found.paper, found.ours) == ("O7 (99.00\nคะแนน)", "O7")
    rows = ("O6", "แผนการใช้จ่าย", "", ""), ("O5", "งบประมาณประจำปี", "", "")
    signed = paper((*ROWS[:2], *rows, *ROWS[3:]))
    assert len(differences(of_document(signed, breaker)[0], ours, breaker.pieces)) > 1


def test_a_row_that_moved_is_told_alone_of_those_beside_it() -> None:
    """What changed between its places has not moved, and what came is no change of it."""
    breaker = breaker_with()
    ours, _beside = of_document(paper(), breaker)
    changed = (*ROWS[2][:2], "ฝ่ายโยธา", ROWS[2][3])
    new = ("O9", "รายงานผลการจัดซื้อจัดจ้าง", "ทุกฝ่าย", "1/3/2568")
    signed = paper((ROWS[0], ROWS[4], changed, ROWS[3], new))
    found = differences(of_document(signed, breaker)[0], ours, breaker.pieces)
    assert [(one.kind, (one.paper or one.ours)[:8]) for one in found] == [
        ("added", "O2 ข้อมู"),
        ("changed", "ฝ่ายโยธา"),
        ("moved", "O12 คู่ม"),
        ("missing", "O9 รายงา"),
    ]


def test_page_numbers_of_the_contents_follow_from_the_printer_and_are_not_compared() -> None:
    def book(*lines: str) -> Document:
        parts = [BoundDocument(line, Document(line, (paragraph(line),))) for line in lines]
        return Document(
            "เล่ม", (paragraph("สารบัญ", "title"),), bound=tuple(parts), digits=Digits.ARABIC
        )

    breaker = breaker_with()
    long = "มาตรการสื่อสารภาพลักษณ์การให้บริการของสำนักงานเขตตัวอย่าง กรุงเทพมหานคร"
    ours, beside = of_document(book("ความสำคัญของ ITA", long, "การกำกับติดตาม"), breaker)
    kept = ["สารบัญ", "หน้า", "1. ความสำคัญของ ITA\t12", f"2. {long[:40]}", f"{long[40:]}.....14"]
    body = ["ความสำคัญของ ITA", long, "การกำกับติดตาม"]

    def told(*lines: str) -> list[tuple[str, str]]:
        typed = Document("เล่ม", tuple(map(paragraph, (*kept, *lines, *body))))
        compared = differing(of_document(typed, breaker)[0], ours, beside, breaker)
        return [(one.difference.paper, one.difference.ours) for one in compared.differences]

    assert not told("3. การกำกับติดตาม", "............ 208")
    assert not told("3. การกำกับติดตาม 3")
    kept[1:3] = ["หน้า 1. ความสำคัญของ ITA 12"]
    assert not told("3. การกำกับติดตาม 4")
    kept[1:] = [f"หน้า 1. ความสำคัญของ ITA 12. {long} 14 3. การกำกับติดตาม 208"]
    assert not told()
    kept[1:] = ["หน้า", "1. ความสำคัญของ ITA\t12", f"2. {long[:40]}", f"{long[40:]}.....14"]
    [(printed, now)] = told("3. การติดตาม ........ 7")
    assert printed.startswith("3. การติดตาม")
    assert now == "3. การกำกับติดตาม"
    assert told("3. การกำกับติดตาม 7", "ภาคผนวก 12") == [("ภาคผนวก 12", "")]


def test_what_another_program_printed_again_overleaf_is_no_difference() -> None:
    """Its PDF tells neither the heads of pages nor what is repeated from what is written once."""
    breaker = breaker_with()
    long = "แผนการใช้จ่าย", "งบประมาณประจำปี", "ที่ได้รับจัดสรร"
    head = "ตารางมอบหมาย ปีงบประมาณ 2568"
    now = paper((*ROWS[:2], ("O7", "".join(long), "ฝ่ายการคลัง", "15/2/2568"), *ROWS[3:]))
    now = replace(now, header=PageLine(head))
    ours, beside = of_document(now, breaker)
    rows = ("O7", long[0], "ฝ่ายการคลัง", "15/2/2568"), *(("", one, "", "") for one in long[1:])
    signed = paper((*ROWS[:2], *rows, *ROWS[3:]))
    before, text, table, *after = signed.blocks
    assert isinstance(table, Table)
    group, *others = table.rows
    again = group_row("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล (ต่อ)", len(HEADS))
    on_pages = (
        replace(table, rows=(group, *others[:3])),
        replace(table, rows=(group, others[3])),
        replace(table, rows=(again, *others[4:])),
    )
    parts = (part for one in on_pages for part in (PageBreak(), paragraph(head), one))
    blocks = (paragraph(head), before, text, *parts, *after)
    file = render(replace(signed, blocks=blocks), Format.PDF, breaker)
    read = content_in(file, "paper", WorkProgress())
    assert not differences(of_read(read, beside), ours, breaker.pieces)
    # A head that a line says, too, is told where it is gone.
    titled = replace(now, blocks=(paragraph(head), *now.blocks))
    ours, beside = of_document(titled, breaker)
    file = render(replace(now, header=None), Format.PDF, breaker)
    [found] = differences(
        of_read(content_in(file, "paper", WorkProgress()), beside), ours, breaker.pieces
    )
    assert (found.paper, found.ours) == ("", head)


def test_a_paragraph_in_several_lines_and_dotted_lines_are_no_differences() -> None:
    breaker = breaker_with()
    ours, _beside = of_document(
        Document("ก", (paragraph("เรียน ผู้อำนวยการเขต ตามที่ได้ประชุม ลงชื่อ"),)), breaker
    )
    lines = ("เรียน ผู้อำนวยการเขต", "ตามที่ได้ประชุม  ลงชื่อ ..................")
    file = render(Document("ก", tuple(map(paragraph, lines))), Format.DOCX, breaker)
    printed = of_read(content_in(file, "paper", WorkProgress()))
    assert not differences(printed, ours, breaker.pieces)


def test_columns_that_only_place_text_may_be_others_than_ours() -> None:
    def listed(*rows: tuple[str, ...], lines: bool) -> Document:
        columns = tuple(TableColumn(1) for _cell in rows[0])
        return Document("ก", (Table(columns, tuple(row(*one) for one in rows), borders=lines),))

    breaker = breaker_with()
    ours, _beside = of_document(
        listed(("1.1", "ผู้อำนวยการเขต", "ประธาน"), ("1.2", "หัวหน้าฝ่าย", "กรรมการ"), lines=False),
        breaker,
    )
    other = listed(("1.1 ผู้อำนวยการเขต", "ประธาน"), ("1.2 หัวหน้าฝ่าย", "เลขานุการ"), lines=True)
    file = render(other, Format.DOCX, breaker)
    printed = of_read(content_in(file, "paper", WorkProgress()))
    found = differences(printed, ours, breaker.pieces)
    assert [(one.paper, one.ours) for one in found] == [("เลขานุการ", "กรรมการ")]
    same = listed(("1.1", "ผู้อำนวยการเขต", "ประธาน"), ("1.2", "หัวหน้าฝ่าย", "เลขานุการ"), lines=False)
    found = differences(of_document(same, breaker)[0], ours, breaker.pieces)
    assert [(one.paper, one.ours, one.heading) for one in found] == [("เลขานุการ", "กรรมการ", "")]


def test_a_role_on_another_line_of_its_row_is_no_difference() -> None:
    """Offices that type orders with tabs put the role behind the post, below the name."""
    rows = ("1.1", "นายหนึ่ง", "กรรมการ"), ("", "นิติกร", ""), ("1.2", "นายสอง", "เลขานุการ")
    columns = (TableColumn(1),) * 3
    breaker = breaker_with()
    table = Table(columns, tuple(row(*one) for one in rows), borders=False)
    ours, _beside = of_document(Document("ก", (table,)), breaker)

    def told(*lines: str) -> list[tuple[str, str]]:
        typed = Document("ก", tuple(map(paragraph, lines)))
        printed = of_document(typed, breaker)[0]
        return [(one.paper, one.ours) for one in differences(printed, ours, breaker.pieces)]

    assert told("1.1 นายหนึ่ง", "นิติกร กรรมการ", "1.2 น.ส.สอง เลขานุการ") == [("น.ส.สอง", "นายสอง")]
    assert told("1.1 นายหนึ่ง", "นิติกร", "1.2 นายสอง กรรมการ เลขานุการ") == [
        ("", "กรรมการ"),
        ("กรรมการ", ""),
    ], "it is of somebody else"


def test_cells_of_a_list_without_lines_may_be_read_line_by_line_or_as_a_table_in_parts() -> None:
    rows = (
        ("2.1", "ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่ายปกครอง", "ประธานคณะทำงาน"),
        ("2.2", "นายหนึ่ง", "คณะทำงาน"),
        ("", "นิติกร ฝ่ายรายได้", ""),
        ("2.3", "นายสอง", "กรรมการและเลขานุการ"),
    )
    breaker = breaker_with()
    columns = (TableColumn(1),) * 3
    ours, _beside = of_document(
        Document("ก", (Table(columns, tuple(row(*one) for one in rows), borders=False),)), breaker
    )
    first = "2.1 ผู้ช่วยผู้อำนวยการเขต สั่งราชการฝ่าย ประธานคณะ", "ปกครอง ทำงาน"

    def told(*passages: tuple[str, ...]) -> list[tuple[str, str]]:
        made = [Passage(one, int(len(one) > 1), at) for at, one in enumerate(passages)]
        return [(one.paper, one.ours) for one in differences(made, ours, breaker.pieces)]

    lines = [(one,) for one in (*first, "2.2 นายหนึ่ง คณะทำงาน", "นิติกร", "ฝ่ายรายได้")]
    last = ("2.3 นายสอง กรรมการและเลขานุการ",)
    assert not told(*lines, last)
    assert not told(*lines[:2], rows[1], *lines[3:], last)
    assert told(*lines[:2], rows[1], ("นิติกร",), ("ฝ่ายโยธา",), last) == [("ฝ่ายโยธา", "ฝ่ายรายได้")]
    assert told(*lines, ("2.3 นายสอง เลขานุการและกรรมการ",)), "the same letters in another order"
    assert told(*rows[:3]) == [("", "2.3 นายสอง กรรมการและเลขานุการ")], "read whole, and one came"


def test_names_that_changed_places_in_a_list_without_lines_are_told() -> None:
    def listed(*names: str) -> Document:
        rows = tuple(row(f"1.{at}", name, "กรรมการ") for at, name in enumerate(names, 1))
        return Document("ก", (Table((TableColumn(1),) * 3, rows, borders=False),))

    names = ("ผู้อำนวยการเขต", "หัวหน้าฝ่ายโยธา", "หัวหน้าฝ่ายการศึกษา")
    breaker = breaker_with()
    ours, _beside = of_document(listed(names[0], names[2], names[1]), breaker)
    for form in (Format.DOCX, Format.PDF):
        file = render(listed(*names), form, breaker)
        printed = of_read(content_in(file, "paper", WorkProgress()))
        found = differences(printed, ours, breaker.pieces)
        told = " ".join(f"{one.paper} {one.ours}" for one in found)
        assert "โยธา" in told, form
        assert "การศึกษา" in told, form


def test_rows_that_are_the_same_are_counted_where_they_are_no_heading() -> None:
    slip = ("ขอเชิญตอบแบบสำรวจ", "สแกนเพื่อตอบ")

    def slips(count: int) -> Document:
        rows = tuple(row(*slip) for _at in range(count))
        return Document("ก", (Table((TableColumn(1),) * 2, rows),))

    breaker = breaker_with()
    file = render(slips(4), Format.DOCX, breaker)
    printed = of_read(content_in(file, "paper", WorkProgress()))
    for count, told in ((4, []), (3, ["missing"]), (5, ["added"])):
        ours, _beside = of_document(slips(count), breaker)
        assert [one.kind for one in differences(printed, ours, breaker.pieces)] == told


@pytest.mark.in_turn
@pytest.mark.parametrize("form", [Format.DOCX, Format.PDF])
@pytest.mark.parametrize("printed_at", [None, 0, 1, 5])
@pytest.mark.parametrize("now_at", [None, 0, 1, 5])
def test_of_slips_that_are_alike_only_the_changed_one_differs(
    form: Format, printed_at: int | None, now_at: int | None
) -> None:
    def slips(changed: int | None) -> Document:
        names = ("ขอเชิญตอบแบบสำรวจ ด่วน" if at == changed else "ขอเชิญตอบแบบสำรวจ" for at in range(6))
        rows = tuple(row(name, "สแกนเพื่อตอบ") for name in names)
        return Document("ก", (Table((TableColumn(1),) * 2, rows),))

    breaker = breaker_with()
    ours, beside = of_document(slips(now_at), breaker)
    file = render(slips(printed_at), form, breaker)
    printed = of_read(content_in(file, "paper", WorkProgress()), beside)
    found = differences(printed, ours, breaker.pieces)
    assert len(found) == (printed_at != now_at)
    if printed_at is None or now_at is None:
        assert {one.paper + one.ours for one in found} <= {"ด่วน"}


def test_captions_are_none_of_the_text_of_cells_and_lines() -> None:
    printed = of_read(
        content_in(
            render(
                Document("ก", (paragraph("ประชุมชี้แจง ติดป้าย"), paragraph("ผลการดำเนินการ"))),
                Format.DOCX,
                breaker_with(),
            ),
            "paper",
            WorkProgress(),
        ),
        Beside(captions=("ประชุมชี้แจง", "ติดป้าย", "")),
    )
    assert [one.text for one in printed] == ["ผลการดำเนินการ"]


def test_an_edit_after_printing_is_found_in_the_paper_that_was_signed(sample: Workspace) -> None:
    def now():
        return exporting.context_of(sample, sample.year(YEAR), sample.year_before(YEAR))

    name = "measures-by-item"
    signed = exporting.render(now(), name, Format.PDF)
    assert compare(now(), name, signed, "signed.pdf").summary == "ตรงกับฉบับที่พิมพ์ทุกคำ"
    measure = sample.year(YEAR).measures[0]
    added = CellEdit(measure.id, "method", f"{measure.method}\n- รายงานผู้บริหารทุกสัปดาห์")
    measures.edit(sample, YEAR, [added])
    try:
        found = compare(now(), name, signed, "signed.pdf")
    finally:
        sample.undo()
    assert [one.difference.ours for one in found.differences] == ["- รายงานผู้บริหารทุกสัปดาห์"]
    assert found.summary == "ต่างจากฉบับที่พิมพ์ 1 แห่ง"
    assert all(word in found.not_compared for word in ("ท้ายกระดาษ", "เลขหน้า", "ภาพ", "อารบิก"))


def test_how_lines_of_a_foreign_pdf_were_put_together_is_no_remark(sample: Workspace) -> None:
    target = io.BytesIO()
    canvas = Canvas(target)
    for at, line in enumerate(
        ("The office is asked to send what it has done in the half year", "so far")
    ):
        canvas.drawString(70, 760 - 16 * at, line)
    canvas.save()
    assert content_in(target.getvalue(), "other.pdf", WorkProgress()).remarks
    context = exporting.context_of(sample, sample.year(YEAR))
    found = compare(context, "memo", target.getvalue(), "other.pdf")
    assert not found.remarks
    assert any("half year so far" in one.difference.paper for one in found.differences)


def test_what_is_no_paper_is_refused_with_what_to_do(sample: Workspace, tmp_path: Path) -> None:
    context = exporting.context_of(sample, sample.year(YEAR))
    table = tmp_path / "list.csv"
    table.write_text("ข้อ,รายการ\nO1,โครงสร้าง\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"Word หรือ PDF.*\.docx หรือ \.pdf"):
        compare_file(context, "memo", table)
    with pytest.raises(InputError, match="ไม่มีเอกสารชื่อ"):
        compare_file(context, "letter", table)


def test_cells_that_cover_others_and_rows_of_one_cell_are_compared_where_they_begin() -> None:
    breaker = breaker_with()
    shared = (
        TableRow((cell("I1", rows=2), cell("ประชุมชี้แจง"))),
        TableRow((cell("ติดตามผล"),)),
        TableRow((cell("I2"), cell("ทำคู่มือ"))),
    )
    document = Document(
        "ก", (Table((TableColumn(1), TableColumn(2)), shared, (heading_row(("ข้อ", "ขั้น")),)),)
    )
    for form in (Format.DOCX, Format.PDF):
        read = of_read(content_in(render(document, form, breaker), "paper", WorkProgress()))
        ours, _beside = of_document(document, breaker)
        assert not differences(read, ours, breaker.pieces)
        assert [one.cells for one in read] == [one.cells for one in ours]


def test_text_below_a_picture_is_text_of_its_cell_where_ours_has_no_captions() -> None:
    """The PDF of another program does not tell whether it is a caption."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, (400, 400))
    for left in (50, 200):
        canvas.rect(left, 100, 150, 200)
        canvas.drawString(left + 20, 280, "Survey IIT")
        canvas.drawImage(ImageReader(PictureImage.new("L", (40, 40))), left + 20, 180, 60, 60)
        for at, text in enumerate(("Scan to answer", "Thank you", "District", "Office")):
            canvas.drawString(left + 20, 165 - 15 * at, text)
    canvas.drawString(50, 50, "End")
    canvas.save()
    read = content_in(buffer.getvalue(), "paper", WorkProgress())

    def told(below: str, captions: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        lines = ("Survey IIT", "Scan to answer", "Thank you", below, "Office")
        slip = cell("\n".join(lines))
        table = Table((TableColumn(1),) * 2, (TableRow((slip, slip)),))
        ours, beside = of_document(Document("ก", (table, paragraph("End"))), breaker_with())
        paper = of_read(read, replace(beside, captions=captions))
        return [(one.paper, one.ours) for one in differences(paper, ours, breaker_with().pieces)]

    assert told("District") == []
    assert told("City") == [("District", "City")] * 2
    assert told("District", ("ประชุม",)) != []


def test_a_word_in_one_letter_of_a_merge_moves_none_of_the_others() -> None:
    """They say the same to many, and a PDF divides their lines in another way."""
    head = ("บันทึกข้อความ", "ส่วนราชการ ฝ่ายปกครอง", "ที่ กท 5001/ วันที่")
    about = ("เรื่อง ขอให้จัดส่งข้อมูลและหลักฐาน", "ตามแบบตรวจ")
    read, known = list[str](), list[str]()
    for at in range(3):
        whom, its = f"เรียน ผู้อำนวยการโรงเรียนที่ {at}", f"ข้อมูลที่โรงเรียนที่ {at} รับผิดชอบ"
        word = " ด้วยลายมือ" if at == 0 else ""
        end = ("จึงเรียนมาเพื่อทราบ", "ผู้อำนวยการเขต")
        read += [*head, *about, whom, f"{its} จำนวน 1 ข้อ", end[0], f"{end[1]}{word}"]
        known += [*head, " ".join(about), whom, its, "จำนวน 1 ข้อ", *end]
    breaker = breaker_with()
    sides = [Document("", tuple(map(paragraph, lines))) for lines in (read, known)]
    on_paper, ours = (of_document(side, breaker)[0] for side in sides)
    [found] = differences(on_paper, ours, breaker.pieces)
    assert (found.paper, found.ours) == ("ด้วยลายมือ", "")


def test_a_word_at_the_beginning_of_a_text_is_told_by_those_behind_it() -> None:
    breaker = breaker_with()
    texts = "แก้ด้วยมือ จึงเรียนมาเพื่อโปรดพิจารณา", "จึงเรียนมาเพื่อโปรดพิจารณา"
    sides = [of_document(Document("", (paragraph(text),)), breaker)[0] for text in texts]
    [told] = map(ToldDifference, differences(*sides, breaker.pieces))
    assert str(told.place).startswith("ข้อความ ก่อน “จึงเรียน")
    assert str(told.sentence) == "ฉบับที่พิมพ์มี “แก้ด้วยมือ” ข้อมูลขณะนี้ไม่มี"
