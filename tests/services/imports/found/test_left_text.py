"""The pictures outside the tables of a document that is no book are told."""

import io
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from tests.services.imports.found.books import MEASURES, parts_of


def _document(path: Path, *, more: bool, title: str = "มาตรการ ปี 2568") -> Path:
    made = Document()
    made.add_heading(title, 1)
    table = made.add_table(0, len(MEASURES[0]))
    for row in MEASURES:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = str(text)
    if more:
        made.add_paragraph().add_run("สิ่งที่พบระหว่างปี").bold = True
        made.add_paragraph("ประชาชนรอนานในวันจันทร์ จึงเพิ่มช่องบริการอีกหนึ่งช่อง")
        picture = io.BytesIO()
        Image.new("RGB", (20, 20), "red").save(picture, "PNG")
        made.add_picture(picture)
        made.add_paragraph("ภาพช่องบริการใหม่")
    made.save(str(path))
    return path


def test_pictures_outside_the_tables_are_told(tmp_path: Path) -> None:
    (part,) = parts_of(_document(tmp_path / "ก.docx", more=True))
    assert part.kind == "measures"
    (pictures,) = (remark.why for remark in part.source.remarks)
    assert "ภาพ 1 ภาพ" in pictures


@pytest.mark.parametrize("title", ["มาตรการ ปี 2568", "มาตรการ  ปี ๒๕๖๘", "มาตรการ\tปี ๒๕๖๘"])
def test_the_title_of_a_table_is_not_left(tmp_path: Path, title: str) -> None:
    (part,) = parts_of(_document(tmp_path / "ก.docx", more=False, title=title))
    assert part.source.remarks == ()
