"""Broken and hostile documents: a sentence, never a crash, never the machine's memory."""

import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.files import formats
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from tests.exchange.files.test_other_formats import cell, odf, row, table
from tests.exchange.files.word.made import p, read, tbl, tc, tr, values, word
from tests.support.cost import examples
from tests.support.places import FIXTURES

WORD = word(p("หัวเรื่อง") + tbl(*(tr(f"O{at}", "ฝ่ายปกครอง") for at in range(1, 30))))
TEXT = odf("text", table(*(row(cell(f"O{at}"), cell("ฝ่ายปกครอง")) for at in range(1, 30))))
PAGE = ("<html>" + "<table><tr><td>O1<td rowspan=2>ฝ่าย</table>" * 9).encode()
XLS = (FIXTURES / "assignments_old_excel.xls").read_bytes()
FILES = {"docx": WORD, "odt": TEXT, "html": PAGE, "xls": XLS}
_SECONDS = 30


def remedy_of(data: bytes) -> str:
    """What the remedy says if the file is refused; any other exception fails the test."""
    try:
        content_in(data, "งาน", WorkProgress())
    except ItaError as error:
        return error.remedy or pytest.fail("a refusal without a remedy")
    return ""


def changed(data: bytes, part: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return made.getvalue()


@pytest.mark.parametrize("form", FILES)
def test_a_document_cut_anywhere_never_raises_anything_but_our_own_error(form: str) -> None:
    data = FILES[form]
    for size in range(0, len(data), max(1, len(data) // 40)):
        remedy_of(data[:size])


@pytest.mark.parametrize("form", FILES)
def test_flipped_bytes_never_raise_anything_but_our_own_error(form: str) -> None:
    chance = random.Random(2568)
    for _ in range(100):
        data = bytearray(FILES[form])
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        remedy_of(bytes(data))


@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize(
    "content", [b"", b"<a/>", b"<w:document", b"\x00" * 99, "<ก/>".encode("utf-16")]
)
def test_broken_parts_never_raise_anything_but_our_own_error(part: str, content: bytes) -> None:
    remedy_of(changed(WORD, part, content))


@pytest.mark.parametrize("data", [WORD, TEXT], ids=["docx", "odt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_and_never_read(data: bytes, encoding: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("ความลับ", encoding="utf-8")
    part = "word/document.xml" if data is WORD else "content.xml"
    declared = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>&b;</a>'
    )
    assert remedy_of(changed(data, part, declared.encode(encoding)))


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("data", "part"),
    [(WORD, "word/document.xml"), (WORD, "word/styles.xml"), (TEXT, "content.xml")],
)
@pytest.mark.parametrize("piece", [b" ", b"<a/>"], ids=["blanks", "tags"])
def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_before_it_is_loaded(
    data: bytes, part: str, piece: bytes
) -> None:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{part}.xml", piece * (formats.MAX_TEXT_PART // len(piece) + 1))
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="ใหญ่เกิน"):
            read(made.getvalue())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * formats.MEBIBYTE


def nested(depth: int) -> str:
    before, after = tbl(tr(tc("ใน", p()), tc("ข้าง"))).split(p("ใน"))
    return before * depth + p("ใน") + after * depth


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "made",
    [
        lambda: word(nested(40)),
        lambda: word(nested(2000)),
        lambda: word("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000),
        lambda: word(
            tbl(tr(*(tc("ก", properties='<w:gridSpan w:val="999999999"/>') for _ in range(300))))
        ),
        lambda: word(tbl(tr("ก", properties='<w:gridBefore w:val="999999999"/>'))),
        lambda: word(tbl(*(tr("ก") for _ in range(formats.MAX_ROWS + 5)))),
        lambda: word("".join(p("ก") for _ in range(formats.MAX_BLOCKS + 5))),
        lambda: word("<w:p/>" * (formats.MAX_TEXT_TAGS - 500)),
        lambda: odf("text", table(row(cell("ก", more='table:number-columns-repeated="99999999"')))),
        lambda: odf("text", table(row(cell("ก"), more='table:number-rows-repeated="99999999"'))),
        lambda: odf("text", '<text:p><text:s text:c="999999999"/>ก</text:p>'),
        lambda: odf("text", "<text:section>" * 3000 + "</text:section>" * 3000),
        lambda: b"<html>" + b"<div>" * 200_000 + b"x",
        lambda: b"<html>" + b"<table><tr><td>" * 20_000 + b"x",
        lambda: b"<html><table><tr>" + b"<td colspan=9999999 rowspan=9999999>x" * 5_000,
        lambda: b"<html>" + b"<table><tr><td>x</table>" * 200_000,
        lambda: b"<html><p " + b"".join(b"a%d " % at for at in range(200_000)) + b">x",
        lambda: b"<html>" + b"<b>" * 200_000 + b"</i>" * 200_000,
    ],
    ids=[
        *("nested", "nested too deep", "controls", "wide cells", "far cells", "rows", "paragraphs"),
        *("tags", "repeated cells", "repeated rows", "spaces", "sections"),
        *("page too deep", "tables too deep", "spans", "tables"),
        *("attributes", "open tags"),
    ],
)
def test_documents_made_to_hurt_end_soon(made: Callable[[], bytes]) -> None:
    data = made()
    began = time.process_time()
    remedy_of(data)
    assert time.process_time() - began < _SECONDS


def test_a_page_that_leaves_its_tags_open_is_read_to_its_end() -> None:
    page = "<p>ก่อน</p>" + "<font>" * 300 + "<table><tr><td>O1<td>ฝ่าย</table><p>หลัง"
    blocks = content_in(f"<html>{page}".encode(), "งาน", WorkProgress())
    assert list(blocks.lines) == ["ก่อน", "หลัง"]
    assert values(blocks) == [[("O1", "ฝ่าย")]]


def test_nothing_outside_a_document_is_opened() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/image" Target="file:///etc/hostname"'
        ' TargetMode="External"/><Relationship Id="rId2" Type="x/image"'
        ' Target="../../../../etc/hostname"/></Relationships>'
    )
    picture = '<w:r><w:pict><v:shape><v:imagedata r:id="rId{}"/></v:shape></w:pict></w:r>'
    data = word(p(picture.format(1)) + p(picture.format(2)) + tbl(tr("ก", "ข")))
    blocks = read(changed(data, "word/_rels/document.xml.rels", links.encode())).blocks
    pictures = [block for block in blocks if isinstance(block, Picture)]
    assert [picture.content() for picture in pictures] == [b"", b""]


def test_a_picture_that_unpacks_to_a_huge_one_is_not_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.png", b"\x00" * (formats.MAX_PICTURE + 1))
    assert Picture("word/media/a.png", package=made.getvalue()).content() == b""


@pytest.mark.parametrize("form", FILES)
def test_reading_can_be_cancelled(form: str) -> None:
    with pytest.raises(CancelledError):
        content_in(FILES[form], "งาน", WorkProgress(cancelled=lambda: True))


_WORDS = st.text(st.sampled_from("กขคงO๑12 -()\n"), max_size=12)


@settings(max_examples=examples(40))
@given(st.data())
def test_any_table_of_python_docx_is_read_cell_by_cell(data: st.DataObject) -> None:
    rows, columns = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 5))
    document = Document()
    document.add_paragraph("หัวเรื่อง")
    made = document.add_table(rows, columns)
    for _merge in range(data.draw(st.integers(0, 3))):
        top, left = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, columns - 1))
        bottom = data.draw(st.integers(top, rows - 1))
        right = data.draw(st.integers(left, columns - 1))
        try:
            made.cell(top, left).merge(made.cell(bottom, right))
        except Exception:  # noqa: BLE001 - not a rectangle
            continue
    try:
        grid = [line.cells for line in made.rows]
    except ValueError:
        reject()  # python-docx leaves a table without some cells where a merge fails half way
    if any(len(cells) < columns for cells in grid):
        reject()  # it merged with half a merged cell, and then misplaces the cells behind itself
    expected: list[list[str]] = [[""] * columns for _row in range(rows)]
    seen: dict[object, str] = {}
    for at, cells in enumerate(grid):
        for column, place in enumerate(cells):
            known = seen.get(place._tc)
            if known is None:
                text = data.draw(_WORDS)
                place.text = text
                seen[place._tc] = text
                expected[at][column] = text
            elif column == 0 or cells[column - 1]._tc is not place._tc:
                expected[at][column] = known  # merged with the cell above
    saved = io.BytesIO()
    document.save(saved)
    cleaned = [
        ["\n".join(" ".join(part.split()) for part in text.split("\n")).strip() for text in line]
        for line in expected
    ]
    try:
        found = content_in(saved.getvalue(), "ก.docx", WorkProgress())
    except InputError:
        assert not any(map(any, cleaned))
        return
    read_rows = {row.number: row.values for sheet in found.sheets for row in sheet.rows}
    for number, line in enumerate(cleaned, 1):
        values_here = [str(value) for value in read_rows.get(number, ())]
        values_here += [""] * (columns - len(values_here))
        if number in read_rows:
            assert values_here == [text.replace("๑", "1") for text in line]


def test_a_document_is_read_as_it_is_shown_whatever_is_broken_beside_it() -> None:
    assert values(read(WORD))[0][0] == ("O1", "ฝ่ายปกครอง")
