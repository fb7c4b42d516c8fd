"""Evidence whose link is behind a word (คลิกที่นี่): its address comes in."""

import zipfile
from html import escape
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from ita_desktop.services.imports.importing import apply_import
from tests.documents.readers.libreoffice import convert
from tests.exchange.files import test_other_formats as made_of
from tests.support.taken_in import plan_file

HEAD = ("ข้อ", "ชื่อเอกสาร", "ลิงก์")
ADDRESS = "https://example.go.th/1?a=1&b=2"


def _xlsx(path: Path, column: str, shown: tuple[str | None, ...]) -> None:
    book = Workbook()
    for row in (HEAD, shown):
        book.active.append(row)
    book.active[f"{column}2"].hyperlink = ADDRESS
    book.save(path)


def taken(workspace, path):
    apply_import(workspace, plan_file(workspace, 2568, "evidence", path))
    return [(each.title, each.location) for each in workspace.year(2568).evidence]


@pytest.mark.parametrize(
    ("column", "shown", "title"),
    [
        ("C", ("O1", "แผน", "คลิกที่นี่"), "แผน"),
        ("C", ("O1", "แผน", "ฉบับเต็ม"), "แผน ฉบับเต็ม"),
        ("A", ("O1", "แผน", None), "แผน"),
        ("B", ("O1", "แผน", None), "แผน"),
        ("C", ("O1", "แผน", ADDRESS), "แผน"),
    ],
)
def test_the_address_behind_a_word_in_excel_is_the_link(workspace, tmp_path, column, shown, title):
    path = tmp_path / "ก.xlsx"
    _xlsx(path, column, shown)
    assert taken(workspace, path) == [(title, ADDRESS)]


def test_the_address_of_a_formula_is_the_link(workspace, tmp_path):
    path, made = tmp_path / "ก.xlsx", tmp_path / "ข.xlsx"
    book = Workbook()
    for row in (HEAD, ("O1", "แผน", f'=HYPERLINK("{ADDRESS}","คลิก")')):
        book.active.append(row)
    book.save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(path, "w") as written:
        for name in given.namelist():
            content = given.read(name).decode().replace("<v></v>", "<v>คลิก</v>")
            written.writestr(name, content.replace('<c r="C2">', '<c r="C2" t="str">'))
    assert taken(workspace, path) == [("แผน", ADDRESS)]


@pytest.mark.parametrize("kind", ["relationship", "field"])
def test_the_address_behind_a_word_in_word_is_the_link(workspace, tmp_path, kind):
    document = Document()
    document.add_paragraph("หลักฐาน")
    table = document.add_table(2, len(HEAD))
    for cell, text in zip(table._cells, (*HEAD, "O1", "แผน", ""), strict=True):
        cell.text = text
    identity = document.part.relate_to(ADDRESS, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    shown = "<w:r><w:t>คลิกที่นี่</w:t></w:r>"
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")
    ]
    code = f'<w:r><w:instrText> HYPERLINK "{escape(ADDRESS)}" </w:instrText></w:r>'
    link = {
        "relationship": f'<w:hyperlink r:id="{identity}">{shown}</w:hyperlink>',
        "field": f"{marks[0]}{code}{marks[1]}{shown}{marks[2]}",
    }[kind]
    paragraph = parse_xml(f"<w:p {nsdecls('w', 'r')}>{link}</w:p>")
    table.cell(1, 2)._tc.append(paragraph)
    path = tmp_path / "ก.docx"
    document.save(path)
    assert taken(workspace, path) == [("แผน", ADDRESS)]


@pytest.mark.parametrize("form", ["odt", "ods", "formula", "html"])
def test_the_address_behind_a_word_elsewhere_is_the_link(workspace, tmp_path, form):
    link = f'<text:a xlink:href="{escape(ADDRESS)}">คลิก<text:span>ที่นี่</text:span></text:a>'
    formula = escape(f'of:=HYPERLINK("{ADDRESS}";"คลิกที่นี่")', quote=True)
    is_formula = form == "formula"
    last = (
        made_of.cell("คลิกที่นี่", more=f'table:formula="{formula}"')
        if is_formula
        else made_of.cell(link)
    )
    first = (made_of.cell("O1"), made_of.cell("แผน"))
    body = made_of.table(made_of.row(*map(made_of.cell, HEAD)), made_of.row(*first, last))
    heads = "".join(f"<th>{head}</th>" for head in HEAD)
    page = (
        f"<table><tr>{heads}</tr><tr><td>O1</td><td>แผน</td>"
        f'<td><a href="{escape(ADDRESS)}">คลิก<b>ที่นี่</b></a><a href="#top"></a></td></tr></table>'
    )
    data = {
        "odt": made_of.odf("text", body),
        "ods": made_of.odf("spreadsheet", body),
        "formula": made_of.odf("spreadsheet", body),
        "html": page.encode(),
    }
    path = tmp_path / f"ก.{'ods' if is_formula else form}"
    path.write_bytes(data[form])
    assert taken(workspace, path) == [("แผน", ADDRESS)]


@pytest.mark.parametrize("form", ["html", "odt", "docx"])
@pytest.mark.parametrize(
    ("between", "behind", "titles"),
    [
        ("\n", "", ["แผน รายงาน", "แผน ผล ปี 68"]),
        (" และ ", "", ["แผน รายงาน", "แผน ผล ปี 68"]),
        (" ", " (ฉบับแก้)", ["แผน รายงาน", "แผน ผล ปี 68 ฉบับแก้"]),
    ],
)
def test_several_links_of_a_cell_have_their_own_words(
    workspace, tmp_path, form, between, behind, titles
):
    links = {f"{ADDRESS}{number}": words for number, words in enumerate(("รายงาน", "ผล ปี 68"))}
    path = tmp_path / f"ก.{form}"
    _links_in_a_cell(path, links, between, behind)
    assert taken(workspace, path) == list(zip(titles, links, strict=True))


def _links_in_a_cell(path: Path, links: dict[str, str], between: str, behind: str) -> None:
    if path.suffix == ".html":
        made = (f'<a href="{escape(to)}">{words}</a>' for to, words in links.items())
        cells = ("O1", "แผน", between.replace("\n", "<br>").join(made) + behind)
        rows = (f"<th>{'</th><th>'.join(HEAD)}</th>", f"<td>{'</td><td>'.join(cells)}</td>")
        path.write_text(f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>")
    elif path.suffix == ".odt":
        made = (
            f'<text:a xlink:href="{escape(to)}">{words}</text:a>' for to, words in links.items()
        )
        cells = ("O1", "แผน", between.replace("\n", "<text:line-break/>").join(made) + behind)
        rows = (made_of.row(*map(made_of.cell, each)) for each in (HEAD, cells))
        path.write_bytes(made_of.odf("text", made_of.table(*rows)))
    else:
        document = Document()
        table = document.add_table(2, len(HEAD))
        for cell, text in zip(table._cells, (*HEAD, "O1", "แผน", ""), strict=True):
            cell.text = text
        runs = []
        for to, words in links.items():
            key = document.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            runs.append(f'<w:hyperlink r:id="{key}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>')
        inner = "<w:br/>" if between == "\n" else f'<w:t xml:space="preserve">{between}</w:t>'
        last = f'<w:r><w:t xml:space="preserve">{behind}</w:t></w:r>'
        content = f"<w:r>{inner}</w:r>".join(runs) + last
        table.cell(1, 2)._tc.append(parse_xml(f"<w:p {nsdecls('w', 'r')}>{content}</w:p>"))
        document.save(path)


@pytest.mark.needs_soffice
@pytest.mark.parametrize("form", ["ods", "xls", "html"])
def test_the_address_that_libreoffice_saved_is_the_link(workspace, tmp_path, form):
    _xlsx(tmp_path / "ก.xlsx", "C", ("O1", "แผน", "คลิกที่นี่"))
    convert([tmp_path / "ก.xlsx"], form, tmp_path)
    assert taken(workspace, tmp_path / f"ก.{form}") == [("แผน", ADDRESS)]
