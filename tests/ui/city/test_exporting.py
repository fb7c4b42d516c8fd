"""The papers of the city and the shown table are saved from the window."""

from decimal import Decimal

import openpyxl
from PySide6.QtWidgets import QApplication, QFileDialog

from ita_desktop.documents.kinds import Format
from ita_desktop.services.city.papers import CityPaper
from ita_desktop.ui.background import wait_for_all
from ita_desktop.ui.city.exporting import cells_of
from ita_desktop.ui.city.window import CityTab


def wait_until_idle() -> None:
    while wait_for_all():
        QApplication.processEvents()


def test_the_shown_rows_become_a_sheet_with_figures(city, tmp_path, monkeypatch) -> None:
    path = tmp_path / "เขต.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    city.bar.group.choose("north")
    city.export.save_table()
    wait_until_idle()
    sheet = openpyxl.load_workbook(path).active
    rows = list(sheet.iter_rows(values_only=True))
    heads, lines = rows[1], rows[2:]
    shown = [line.row for line in city.view(CityTab.TABLE).table.sheet.lines]
    assert [line[heads.index("เขต")] for line in lines] == [row.name for row in shown]
    total = lines[0][heads.index("รวม")]
    assert Decimal(str(total)) == shown[0].year.total
    assert city.message.isVisible()


def test_a_missing_score_is_an_empty_cell(city) -> None:
    heads, rows = cells_of(city.view(CityTab.TABLE).table)
    line = next(row for row in rows if row[heads.index("เขต")] == "เสียหาย")
    assert not line[heads.index("รวม")]
    assert "แฟ้มเสียหาย" in line[heads.index("หมายเหตุ")]


def test_papers_are_those_of_what_is_shown_in_the_chosen_formats(
    city, made, tmp_path, monkeypatch
) -> None:
    place = tmp_path / "เอกสาร"
    place.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    assert CityPaper.DISTRICT not in city.export._wanted().papers
    city.show_district(made.find("บางรัก"))
    assert city.export._wanted().district == "สำนักงานเขตบางรัก"
    for form in (Format.DOCX, Format.PDF, Format.PPTX):
        city.export._choose(form, on=False)
    city.export.save_paper(CityPaper.DISTRICT)
    wait_until_idle()
    (file,) = place.iterdir()
    assert file.suffix == ".xlsx"
    assert "บางรัก" in file.name
    city.show_item("O1")
    assert city.export._wanted().item == "O1"
