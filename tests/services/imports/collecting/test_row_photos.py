"""Photographs in a row of a returned form are those of what was told in it, in their order."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl.drawing.image import Image
from PIL import Image as Pillow

from ita_desktop.domain.collection_rounds import RowFate
from ita_desktop.domain.errors import InputError
from ita_desktop.exchange.blocks import Picture
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services import personal_removal, settling, tracking
from ita_desktop.services.imports.importing import apply_import
from ita_desktop.services.imports.tracking.worksheet import RowPhotos
from ita_desktop.services.settling import take_back
from tests.services.imports.collecting import test_rounds
from tests.services.imports.collecting.test_rounds import done, fill
from tests.support.taken_in import plan_file

sent = test_rounds.sent
"""The fixture: a round was sent to three units."""


def returned(sent: Path, to: Path, captions: str, *colours: str) -> Path:
    """A form with these photographs in its first row; an empty colour is a mark, too small."""

    def change(sheet: Any, row: int) -> None:
        done("อบรมแล้ว")(sheet, row)
        sheet.cell(row, 12, captions)
        for number, colour in enumerate(colours):
            path = to.with_name(f"{to.stem} {number}.png")
            size = (320, 240) if colour else (20, 20)
            Pillow.new("RGB", size, colour or "white").save(path)
            sheet.add_image(Image(str(path)), f"{'KEGHI'[number]}{row}")

    return fill(sent, to, change)


def captions(data: Any, unit: str) -> list[tuple[int, str]]:
    (measure,) = (one for one in data.measures if unit in one.method)
    (entry,) = data.entries_of(measure.id)
    return [(photo.position, photo.caption) for photo in data.photos_of(entry.id)]


def test_each_photograph_has_a_line_and_the_last_one_what_is_left(workspace, sent, year, tmp_path):
    files = [
        returned(sent["ฝ่ายปกครอง"], tmp_path / "1.xlsx", "ก\nข\n\nค", "red", "blue"),
        returned(sent["ฝ่ายโยธา"], tmp_path / "2.xlsx", "ก", "red", "blue"),
        returned(sent["ฝ่ายการคลัง"], tmp_path / "3.xlsx", "ก\nข"),
    ]
    taken = take_back(workspace, 2568, files)
    assert [one.photographs for one in taken.units] == [2, 2, 0]
    assert captions(year(), "ฝ่ายปกครอง") == [(0, "ก"), (1, "ข\nค")]
    assert captions(year(), "ฝ่ายโยธา") == [(0, "ก"), (1, "")]
    assert captions(year(), "ฝ่ายการคลัง") == []


def test_what_is_there_already_is_passed_over_and_what_is_new_comes_behind_it(
    workspace, sent, year, tmp_path
):
    form = sent["ฝ่ายโยธา"]
    take_back(workspace, 2568, [returned(form, tmp_path / "1.xlsx", "ก", "red", "red", "blue")])
    assert [place for place, _ in captions(year(), "ฝ่ายโยธา")] == [0, 1]
    more = returned(form, tmp_path / "2.xlsx", "ก\nข\nค", "blue", "", "green")
    (taken,) = take_back(workspace, 2568, [more]).units
    assert (taken.photographs, len(taken.refused)) == (1, 1)
    assert captions(year(), "ฝ่ายโยธา") == [(0, "ก"), (1, ""), (2, "ค")]


def test_photographs_of_a_row_that_was_not_taken_are_kept_and_taken_without_the_file(
    workspace, sent, year, tmp_path
):
    (measure,) = (one for one in year().measures if "ฝ่ายโยธา" in one.method)
    form = returned(sent["ฝ่ายโยธา"], tmp_path / "1.xlsx", "ก", "red", "", "blue")
    half = date(2025, 3, 31)
    tracking.record(workspace, 2568, measure.id, occurrence=half, text="ของเรา")
    take_back(workspace, 2568, [form])
    form.unlink()
    kept = {row: year().returned_photos_of(row.id) for row in year().returned_rows}
    left = next(row for row, photos in kept.items() if photos)
    assert left.fate is RowFate.LEFT
    assert [photo.caption for photo in kept[left]] == ["ก", ""]
    assert all(workspace.media(photo.media) for photo in kept[left])
    assert captions(year(), "ฝ่ายโยธา") == []
    settling.use_ours(workspace, 2568, [left.id])
    settling.use_theirs(workspace, 2568, [left.id])
    assert captions(year(), "ฝ่ายโยธา") == [(0, "ก"), (1, "")]
    workspace.edits.undo()
    assert captions(year(), "ฝ่ายโยธา") == []
    tracking.remove(workspace, 2568, [entry.id for entry in year().entries_of(measure.id)])
    with pytest.raises(InputError, match="ถูกเอาออกแล้ว"):
        settling.use_theirs(workspace, 2568, [left.id])


def test_photographs_of_a_new_row_go_with_the_entry_that_it_makes(workspace, sent, year, tmp_path):
    form = returned(sent["ฝ่ายโยธา"], tmp_path / "1.xlsx", "ก", "red")
    plan = plan_file(workspace, 2568, "worksheet", form)
    apply_import(workspace, replace(plan, accepted=frozenset()))
    (left,) = year().returned_rows
    for _ in range(2):  # what was made and taken out again is made anew
        settling.use_theirs(workspace, 2568, [left.id])
        assert captions(year(), "ฝ่ายโยธา") == [(0, "ก")]
        tracking.remove(workspace, 2568, [entry.id for entry in year().entries])


@pytest.mark.on_disk
def test_photographs_that_no_row_can_have_and_of_unread_rows_are_kept_to_look_at(
    workspace, sent, year, tmp_path
):
    def change(sheet: Any, row: int) -> None:
        done("อบรมแล้ว")(sheet, row)
        sheet.cell(row, 4, "ไม่ต้องทำ")
        path = tmp_path / "red.png"
        Pillow.new("RGB", (320, 240), "red").save(path)
        sheet.add_image(Image(str(path)), f"K{row}")

    take_back(workspace, 2568, [fill(sent["ฝ่ายโยธา"], tmp_path / "1.xlsx", change)])
    (photo,) = year().returned_photos
    row = year().returned_row_by_id[photo.row_id]
    assert "เหตุผล" in row.why
    assert workspace.media(photo.media)
    assert not settling.can_take(year(), row)
    with pytest.raises(InputError, match="อ่านสิ่งที่หน่วยพิมพ์"):
        settling.use_theirs(workspace, 2568, [row.id])
    personal_removal.erase(workspace, personal_removal.Erasable.PHOTO, [photo.id], in_copies=False)
    assert not year().returned_photos
    assert workspace.media(photo.media) is None


def draft(count: int, form: str = "f", **fields: Any) -> Any:
    """What a form with so many pictures is read into."""
    pictures = [Picture(f"{number}.png", sheet="มาตรการ", row=7) for number in range(count)]
    source = SimpleNamespace(form=form)
    return SimpleNamespace(**{"source": source, "pictures": dict(enumerate(pictures))} | fields)


def test_a_form_with_hundreds_of_pictures_is_not_taken() -> None:
    assert len(RowPhotos(draft(100)).of(Origin("มาตรการ", 7))) == 100
    with pytest.raises(InputError, match="101 ภาพ มากเกิน 100 ภาพ"):
        RowPhotos(draft(101))


def test_only_pictures_that_a_form_contains_are_of_its_rows() -> None:
    """Those of any other worksheet are offered by themselves."""
    there = Origin("มาตรการ", 7)
    assert RowPhotos(draft(1, form="")).of(there) == []
    linked = {0: Picture("", sheet="มาตรการ", row=7)}
    assert RowPhotos(draft(0, pictures=linked)).of(there) == []
    assert RowPhotos(draft(1)).of(Origin("มาตรการ", 8)) == []
