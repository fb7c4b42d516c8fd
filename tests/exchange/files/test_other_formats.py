"""Tables of old Excel, OpenDocument and web pages are read as those of Excel are."""

import base64
import io
import quopri
import struct
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.blocks import Heading, Paragraph, Picture, SourceBlocks
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import Origin, WorkProgress
from tests.support.places import FIXTURES

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in {
        "office": "office", "text": "text", "table": "table", "style": "style",
        "draw": "drawing", "svg": "svg-compatible", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def odf(kind: str, body: str, styles: str = "", **parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NAMES} xmlns:xlink='http://www.w3.org/1999/xlink'>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
            "</office:document-content>",
        )
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def read(data: bytes | str, name: str = "งาน") -> SourceBlocks:
    return content_in(data.encode() if isinstance(data, str) else data, name, WorkProgress())


def values(blocks: SourceBlocks) -> list[list[object]]:
    return [[row.values for row in sheet.rows if row.number > 0] for sheet in blocks.sheets]


def cell(*texts: str, more: str = "") -> str:
    lines = "".join(f"<text:p>{text}</text:p>" for text in texts)
    return f"<table:table-cell {more}>{lines}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, more: str = "") -> str:
    return f"<table:table {more}>{''.join(rows)}</table:table>"


COVERED = "<table:covered-table-cell/>"


def test_old_excel_shows_figures_days_and_merged_cells_as_excel_does() -> None:
    [sheet] = read((FIXTURES / "assignments_old_excel.xls").read_bytes()).sheets
    assert (sheet.name, [(row.number, row.values) for row in sheet.rows]) == (
        "มอบหมาย",
        [
            (1, ("ข้อ", "ผู้รับผิดชอบ", "กำหนดส่ง", "คะแนน", "ร้อยละ", "ผล")),
            (2, ("O1", "ฝ่ายปกครอง", date(2025, 1, 31), "2.10", "96.96%", "4.2")),
            (3, ("O2", "ฝ่ายปกครอง", date(2025, 2, 28), "7", "1", "หนึ่ง\nสอง")),
            (5, ("O3", "", "เว้นแถว")),
        ],
    )
    assert sheet.rows[2].merged == {1}


def test_sheets_of_libreoffice_are_read_with_repeated_cells_and_rows() -> None:
    day = 'office:value-type="date" office:date-value="2568-01-31T00:00:00"'
    figure = 'office:value-type="percentage" office:value="0.9696"'
    sheet = table(
        row(cell("ข้อ"), cell("ฝ่าย", more='table:number-rows-spanned="2"'), cell("วัน")),
        row(cell("O๑"), COVERED, cell("31/1/68", more=day), cell("96.96%", more=figure)),
        row("<table:table-cell table:number-columns-repeated='16384'/>",
            more='table:number-rows-repeated="3"'),
        row(cell("ซ้ำ", more='table:number-columns-repeated="2"'),
            more='table:number-rows-repeated="2"'),
        row("<table:table-cell/>", more='table:number-rows-repeated="1048000"'),
        more='table:name="มอบหมาย"',
    )  # fmt: skip
    hidden = table(row(cell("ลับ")), more='table:name="ซ่อน" table:style-name="h"')
    styles = (
        '<style:style style:name="h" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    source = read(odf("spreadsheet", sheet + hidden, styles))
    [unread] = source.remarks
    assert unread.fields == {"sheets": "ซ่อน"}
    assert [(each.text, each.origin) for each in unread.texts] == [("ลับ", Origin("ซ่อน", 1))]
    [found] = source.sheets
    assert (found.name, [(one.number, one.values) for one in found.rows]) == (
        "มอบหมาย",
        [
            (1, ("ข้อ", "ฝ่าย", "วัน")),
            (2, ("O1", "ฝ่าย", date(2025, 1, 31), "96.96%")),
            (6, ("ซ้ำ", "ซ้ำ")),
            (7, ("ซ้ำ", "ซ้ำ")),
        ],
    )
    assert found.rows[1].merged == {1}


LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="๑, ๒, ๓, ..." style:num-suffix="."/><text:list-level-style-number '
    'text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="-"/></text:list-style>'
    '<style:style style:name="T" style:family="text"><style:text-properties '
    'style:font-weight-complex="bold"/></style:style>'
)


def items(*inside: str, more: str = 'text:style-name="L"') -> str:
    entries = "".join(f"<text:list-item>{one}</text:list-item>" for one in inside)
    return f"<text:list {more}>{entries}</text:list>"


def test_texts_of_libreoffice_have_their_numbers_bold_words_and_headings() -> None:
    body = (
        '<text:h text:outline-level="2">หัวข้อ</text:h>'
        + items("<text:p>หนึ่ง</text:p>" + items("<text:p>ย่อย</text:p>", more=""))
        + '<text:p>ก<text:s text:c="2"/>ข<text:tab/>ค<text:line-break/>'
        '<text:span text:style-name="T">หนัก</text:span></text:p>'
        + items("<text:p>สอง</text:p>", more='text:style-name="L" text:continue-numbering="true"')
        + items("<text:p>ขีด</text:p>", more='text:style-name="B"')
    )
    blocks = read(odf("text", body, LISTS)).blocks
    assert blocks[0] == Heading(2, "หัวข้อ")
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    assert [line.line for line in lines] == [
        "๑. หนึ่ง", "๑.1 ย่อย", "ก  ข\tค\nหนัก", "๒. สอง", "- ขีด",
    ]  # fmt: skip
    assert [run.text for run in lines[2].runs if run.bold] == ["หนัก"]


def test_tables_of_libreoffice_are_read_with_what_is_around_and_in_them() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>ไม่รวมโรงเรียน</text:p></text:note-body></text:note>"
    )
    picture = (
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>ประชุม</svg:desc>'
        "</draw:frame>"
    )
    inner = table(row(cell("วัน"), cell("เดือน")))
    body = (
        "<text:p>ตัวชี้วัดที่ ๙</text:p>"
        + table(
            f"<table:table-header-rows>{row(cell('ข้อ'), cell('ฝ่าย'))}</table:table-header-rows>",
            row(cell("O1"), cell(f"ทุกฝ่าย{note}{picture}", "ฝ่ายโยธา")),
            row(cell("O2"), f"<table:table-cell>{inner}</table:table-cell>"),
        )
    )  # fmt: skip
    blocks = read(odf("text", body, **{"Pictures/a.png": b"PNG"}))
    assert blocks.sheets[0].rows[0].values == ("ตัวชี้วัดที่ 9",)
    assert values(blocks) == [[("ข้อ", "ฝ่าย"), ("O1", "ทุกฝ่าย\nฝ่ายโยธา"), ("O2", "วัน เดือน")]]
    assert [(remark.row, remark.why[:9]) for remark in blocks.remarks] == [
        (2, "เชิงอรรถ "), (3, "มีตารางอย"),
    ]  # fmt: skip
    [shown] = [block for block in blocks.blocks if isinstance(block, Picture)]
    assert (shown.caption, shown.row, shown.content()) == ("ประชุม", 2, b"PNG")


PAGE = """<!DOCTYPE html><html><head><meta charset="windows-874"><style>p{}</style></head>
<body><h2>ผลการ<b>ประเมิน</b></h2><p>ก่อน<br>ตาราง<script>alert(1)</script>
<table><thead><tr><th>ข้อ<th>ผู้รับผิดชอบ<th>วัน</thead>
<tr><td rowspan=2>O๑<td>ฝ่าย
 ปกครอง<br>ทุกฝ่าย<td>31/1/68
<tr><td colspan="2"><p>หนึ่ง</p><p>สอง</p>
</table>ท้าย</body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp874", "utf-16", "utf-8-sig"])
def test_web_pages_are_read_in_every_encoding(encoding: str) -> None:
    blocks = read(PAGE.encode(encoding))
    assert values(blocks) == [
        [
            ("ข้อ", "ผู้รับผิดชอบ", "วัน"),
            ("O1", "ฝ่าย ปกครอง\nทุกฝ่าย", "31/1/68"),
            ("O1", "หนึ่ง\nสอง"),
        ]
    ]
    assert blocks.sheets[0].rows[-1].merged == {0}
    assert blocks.blocks[0] == Heading(2, "ผลการประเมิน")
    assert list(blocks.lines) == ["ผลการประเมิน", "ก่อน\nตาราง", "ท้าย"]


def test_the_frame_that_google_sheets_saves_around_a_table_is_none_of_it() -> None:
    bar = '<tr><th class="freezebar-cell"></th><td class="freezebar-cell">'
    rows = (
        f'<tr><th id="0R{at}" class="row-headers-background"><div>{at}</div></th><td>{text}<td>ก'
        for at, text in enumerate(("ข้อ", "O1"), 1)
    )
    letters = "".join(f'<th class="column-headers-background">{each}</th>' for each in "AB")
    head = f'<thead><tr><th class="row-header freezebar-origin-ltr"></th>{letters}</tr></thead>'
    page = read(f'<table class="waffle">{head}<tbody>{bar.join(rows)}</table>')
    assert values(page) == [[("ข้อ", "ก"), ("O1", "ก")]]
    assert [row.number for row in page.sheets[0].rows] == [1, 2]


def test_headings_of_a_page_are_no_frame_whatever_their_class_is_called() -> None:
    head = '<tr><th class="column-header-1">ข้อ<th class="column-header-2">ผู้รับผิดชอบ'
    page = read(f'<table>{head}<tr><td class="row-header-cell">O1<td>ฝ่ายปกครอง</table>')
    assert values(page) == [[("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายปกครอง")]]


def test_a_table_that_only_lays_out_a_page_is_left_out_and_one_in_a_cell_told() -> None:
    inner = "<table><tr><td>ข้อ<td>ฝ่าย<tr><td>O1<td>ก</table>"
    assert values(read(f"<html><table><tr><td>{inner}</table>")) == [
        [("ข้อ", "ฝ่าย"), ("O1", "ก")],
    ]
    blocks = read(f"<html><table><tr><td>ก<td>{inner}</table>")
    assert values(blocks) == [[("ก", "ข้อ ฝ่าย\nO1 ก")]]
    assert [remark.row for remark in blocks.remarks] == [1]


ONE_FILE = "<html><table><tr><td>ข้อ<td>ผู้รับผิดชอบ<tr><td>O1<td>ฝ่ายโยธา</table></html>"


@pytest.mark.parametrize(
    ("charset", "encoded"),
    [
        ("utf-8\r\nContent-Transfer-Encoding: quoted-printable", quopri.encodestring),
        ("windows-874\r\nContent-Transfer-Encoding: base64", base64.encodebytes),
        ("utf-8", bytes),
    ],
)
def test_a_page_kept_in_one_file_is_read_whatever_it_is_called(
    charset: str, encoded: Callable[[bytes], bytes]
) -> None:
    page = encoded(ONE_FILE.encode(charset.partition("\r")[0].replace("windows-", "cp")))
    frames = b"<html><frameset><frame src='sheet001.htm'></frameset></html>"
    parts = [(b"us-ascii", frames), (charset.encode(), page)]
    made = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    for kind, content in parts:
        made += b"--b\r\nContent-Type: text/html; charset=" + kind + b"\r\n\r\n" + content + b"\r\n"
    assert values(read(made + b"--b--\r\n", "งาน.xls")) == [
        [("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายโยธา")],
    ]


def test_excel_of_1995_is_read() -> None:
    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def text(row: int, column: int, letters: str) -> bytes:
        data = letters.encode("cp874")
        return record(0x204, struct.pack("<4H", row, column, 0, len(data)) + data)

    font = record(0x31, struct.pack("<5H5B", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 6) + b"Tahoma")
    looks = [record(0xE0, struct.pack("<8H", 0, 0, kind, 32, 0, 0, 0, 0)) for kind in (0xFFF5, 1)]
    name = "งาน".encode("cp874")

    def book(at: int) -> bytes:
        sheet = record(0x85, struct.pack("<I3B", at, 0, 0, len(name)) + name)
        begin = record(0x809, struct.pack("<4H", 0x500, 5, 0, 0)) + record(0x42, b"\x6a\x03")
        return begin + 5 * font + 15 * looks[0] + looks[1] + sheet + record(10)

    cells = text(0, 0, "ข้อ") + text(0, 1, "ผู้รับผิดชอบ") + text(1, 0, "O1") + text(1, 1, "ฝ่ายโยธา")
    sheet = record(0x809, struct.pack("<4H", 0x500, 16, 0, 0)) + cells + record(10)
    assert values(read(book(len(book(0))) + sheet)) == [
        [("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายโยธา")],
    ]


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7", "อ่าน PDF"),
        (packed(**{"แผน.docx": b"PK"}), "zip.*แตกไฟล์"),
        (
            packed(
                **{"xl/workbook.xml": b"<a xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'/>"}
            ),
            "Strict.*Excel Workbook",
        ),
        (b"Rar!\x1a\x07", "แตกไฟล์"),
        (b"<?xml version='1.0'?><a xmlns='urn:oasis:names:tc:opendocument:x'/>", r"\.odt"),
        (b"\xd0\xcf\x11\xe0" + "PowerPoint Document".encode("utf-16-le"), "PowerPoint"),
        (b"{\\rtf1 a}", r"RTF.*\.docx"),
        (b"<?xml version='1.0'?><Workbook/>", "ไม่ใช่ตาราง"),
        (
            b"<?xml version='1.0'?><a xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            r"Excel 2003 XML.*\.xlsx",
        ),
        (b"\xff\xd8\xff\xe0 JFIF", "ภาพ.*ต้นฉบับ"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "Word รุ่นเก่า"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "รหัสผ่าน"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "เสียหรือไม่ครบ"),
        (odf("presentation", ""), "ไม่ใช่ตาราง"),
        (odf("text", "", **{"META-INF/manifest.xml": b"<a><encryption-data/></a>"}), "รหัสผ่าน"),
        (odf("text", "<text:p"), "เสียหรือไม่ครบ"),
        (odf("text", ""), "ว่าง"),
        ("<html></html>", "ว่าง"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_can(data: bytes | str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        read(data)
    assert caught.value.remedy


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_heads_and_feet_of_opendocument_pages_are_read_without_their_fields(kind: str) -> None:
    styles = (
        "<style:master-page><style:header><text:p>สำนักงานเขต<text:span>จำลอง</text:span></text:p>"
        "<text:p>(<text:sheet-name>???</text:sheet-name>)</text:p></style:header>"
        '<style:header-left style:display="false"><text:p>ซ้าย</text:p></style:header-left>'
        "<style:footer><text:p>หน้า <text:page-number>1</text:page-number> จาก"
        " <text:page-count>9</text:page-count></text:p></style:footer></style:master-page>"
    )
    body = "<text:p>ก</text:p>" if kind == "text" else table(row(cell("ก")))
    assert read(odf(kind, body, styles)).running == ("สำนักงานเขตจำลอง",)
