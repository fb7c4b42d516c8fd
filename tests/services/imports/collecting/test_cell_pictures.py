"""Pictures that a program places in cells, rather than over them, come back with a form."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.drawing.image import Image
from PIL import Image as Pillow
from xlsxwriter import Workbook

from ita_desktop.domain.tracking.worksheet import FORM_PROPERTY
from ita_desktop.services.sending import RoundRequest, send
from ita_desktop.services.settling import take_back
from tests.documents.readers.libreoffice import convert
from tests.services.imports.collecting.test_rounds import TODAY, done, fill, head_of, unit_of

_IMAGES = """<?xml version="1.0"?>
<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"
 xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_AB12" descr="a"/></xdr:nvPicPr>
<xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>"""
_LINKS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://www.wps.cn/officeDocument/2020/cellImage"
 Target="media/image1.png"/></Relationships>"""


@pytest.fixture
def form(workspace, take_in, year, tmp_path):
    """The form of one unit with one measure."""
    take_in(
        "measures",
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
        ("I1", "1. ทำ", "ฝ่ายโยธา", "ทุก 6 เดือน"),
    )
    asked = RoundRequest(unit_ids=(unit_of(year(), "ฝ่ายโยธา").id,))
    (path,) = send(workspace, 2568, asked, tmp_path, today=TODAY).files
    return path


def picture(colour: str) -> BytesIO:
    target = BytesIO()
    Pillow.new("RGB", (320, 240), colour).save(target, "PNG")
    return target


def filled(sheet: Any, row: int) -> None:
    done("มีภาพ")(sheet, row)
    sheet.cell(row, 12, "ภาพหน้าห้อง\nภาพการอบรม")


def taken(workspace: Any, year: Any, path: Path) -> list[str]:
    (found,) = take_back(workspace, 2568, [path]).units
    assert (found.unit, found.new, found.remarks, found.refused) == ("ฝ่ายโยธา", 1, (), ())
    assert [entry.text for entry in year().entries] == ["มีภาพ"]
    return [photo.caption for photo in year().photos]


def test_of_excel_even_in_the_column_of_a_text(workspace, form, year, tmp_path):
    sheet = load_workbook(fill(form, tmp_path / "a.xlsx", filled))["มาตรการ"]
    path = tmp_path / "คืน.xlsx"
    with Workbook(path) as book:
        book.set_custom_property(FORM_PROPERTY, "", "text")
        copied = book.add_worksheet("มาตรการ")
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value):
            copied.write_string(cell.row - 1, cell.column - 1, cell.value)
        row = head_of(sheet)
        copied.embed_image(row, 10, "a.png", {"image_data": picture("red")})
        copied.embed_image(row, 7, "b.png", {"image_data": picture("blue")})
    assert taken(workspace, year, path) == ["ภาพหน้าห้อง", "ภาพการอบรม"]
    assert not year().entries[0].result


def test_of_wps(workspace, form, year, tmp_path):
    def placed(sheet: Any, row: int) -> None:
        filled(sheet, row)
        sheet.cell(row, 11, '=_xlfn.DISPIMG("ID_AB12",1)')

    path = fill(form, tmp_path / "คืน.xlsx", placed)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/cellimages.xml", _IMAGES)
        archive.writestr("xl/_rels/cellimages.xml.rels", _LINKS)
        archive.writestr("xl/media/image1.png", picture("red").getvalue())
    assert taken(workspace, year, path) == ["ภาพหน้าห้อง\nภาพการอบรม"]


@pytest.mark.needs_soffice
def test_of_libreoffice(workspace, form, year, tmp_path):
    def placed(sheet: Any, row: int) -> None:
        filled(sheet, row)
        for column, colour in (("K", "red"), ("H", "blue")):
            (tmp_path / f"{colour}.png").write_bytes(picture(colour).getvalue())
            sheet.add_image(Image(str(tmp_path / f"{colour}.png")), f"{column}{row}")

    path = fill(form, tmp_path / "คืน.xlsx", placed)
    convert([path], "ods", tmp_path, substitute=True)
    assert taken(workspace, year, tmp_path / "คืน.ods") == ["ภาพหน้าห้อง", "ภาพการอบรม"]


def test_what_is_no_picture_is_told_and_the_others_come_in_once(workspace, form, year, tmp_path):
    def placed(sheet: Any, row: int) -> None:
        filled(sheet, row)
        Pillow.new("RGB", (40, 40), "blue").save(tmp_path / "เล็ก.png")
        (tmp_path / "แดง.png").write_bytes(picture("red").getvalue())
        for column, name in (("I", "เล็ก"), ("J", "แดง"), ("K", "แดง")):
            sheet.add_image(Image(str(tmp_path / f"{name}.png")), f"{column}{row}")

    path = fill(form, tmp_path / "คืน.xlsx", placed)
    (found,) = take_back(workspace, 2568, [path]).units
    assert (found.new, found.photographs) == (1, 1)
    assert "เล็กเกินกว่าจะเป็นภาพถ่าย" in str(found.refused)
    (photo,) = year().photos
    assert (photo.width, photo.height, photo.caption) == (320, 240, "ภาพการอบรม")
    (again,) = take_back(workspace, 2568, [path]).units
    assert (again.new, again.changed, again.photographs) == (0, 0, 0)
    assert len(year().photos) == 1
