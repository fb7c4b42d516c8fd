"""Photographs of what was done: added at once, told where they cannot be, undone as one."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Measure, new_id
from ita_desktop.domain.tracking.entries import BrushTouch, Crop, Entry, Photo
from ita_desktop.pictures import photographs
from ita_desktop.pictures.photographs import LONGEST
from ita_desktop.services import photos
from ita_desktop.services.photos import NewPhoto
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Cancelled, Progress
from tests.pictures.given_pictures import PLACE, opened, photograph, saved, scene
from tests.support.known_files import opened_sample

YEAR = 2568


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened_sample(tmp_path / "a.ita") as workspace:
        yield workspace


@pytest.fixture
def entry(workspace: Workspace) -> str:
    measure = workspace.year(YEAR).measures[0]
    with workspace.change("บันทึก") as change:
        return change.insert(Entry(id=new_id(), measure_id=measure.id)).id


def of(workspace: Workspace, entry: str) -> tuple[Photo, ...]:
    return workspace.year(YEAR).photos_of(entry)


def shots(*seeds: int) -> list[NewPhoto]:
    return [NewPhoto(f"{seed}.jpg", photograph(seed)) for seed in seeds]


def names(workspace: Workspace, entry: str) -> list[str]:
    return [photo.file_name for photo in of(workspace, entry)]


def test_many_files_are_added_in_order_and_undone_as_one(
    workspace: Workspace, entry: str, tmp_path: Path
) -> None:
    files = [tmp_path / f"{seed}.jpg" for seed in range(6)]
    for seed, file in enumerate(files):
        file.write_bytes(photograph(seed))
    added = photos.add(workspace, YEAR, entry, photos.given(files))
    kept = of(workspace, entry)
    assert [photo.id for photo in kept] == list(added.ids)
    assert [photo.file_name for photo in kept] == [file.name for file in files]
    assert {(photo.width, photo.height) for photo in kept} == {(320, 240)}
    data = workspace.media(kept[0].media)
    assert data is not None
    assert opened(data).size == (320, 240)
    assert PLACE not in data
    assert not any(photo.original for photo in kept)
    assert workspace.undo() == "เพิ่มภาพถ่าย 6 ภาพ"
    assert of(workspace, entry) == ()
    workspace.redo()
    assert [photo.media for photo in of(workspace, entry)] == [photo.media for photo in kept]


def test_the_original_is_kept_on_wish(workspace: Workspace, entry: str) -> None:
    (given,) = shots(1)
    photos.add(workspace, YEAR, entry, [given], keep_originals=True)
    (kept,) = of(workspace, entry)
    assert workspace.media(kept.original) == given.source
    assert kept.original != kept.media


def test_the_same_photograph_is_in_an_entry_once_and_that_is_told(
    workspace: Workspace, entry: str
) -> None:
    photos.add(workspace, YEAR, entry, shots(1, 2))
    again = [NewPhoto("อีกครั้ง.jpg", photograph(2)), *shots(3, 3)]
    added = photos.add(workspace, YEAR, entry, again)
    assert added.already == ("อีกครั้ง.jpg", "3.jpg")
    assert names(workspace, entry) == ["1.jpg", "2.jpg", "3.jpg"]


@pytest.mark.in_turn
def test_a_photograph_that_an_earlier_release_stored_larger_is_known(
    workspace: Workspace, entry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    large, other = (NewPhoto(f"{seed}.jpg", photograph(seed, 2400, 1800)) for seed in (1, 2))
    monkeypatch.setattr(photos, "prepare", partial(photographs.prepare, longest=2000))
    photos.add(workspace, YEAR, entry, [large])
    monkeypatch.undo()
    added = photos.add(workspace, YEAR, entry, [large, other])
    assert added.already == ("1.jpg",)
    assert [(photo.file_name, photo.width) for photo in of(workspace, entry)] == [
        ("1.jpg", 2000),
        ("2.jpg", LONGEST),
    ]


def test_nothing_is_written_where_all_are_there_already(workspace: Workspace, entry: str) -> None:
    photos.add(workspace, YEAR, entry, shots(1))
    edit = workspace.edits.last_edit
    assert photos.add(workspace, YEAR, entry, shots(1)).ids == ()
    assert workspace.edits.last_edit == edit


def test_what_cannot_be_read_is_told_and_the_others_are_added(
    workspace: Workspace, entry: str, tmp_path: Path
) -> None:
    given = [
        *shots(1),
        NewPhoto("ใบงาน.jpg", b"%PDF"),
        NewPhoto("ขาด.jpg", photograph(4)[:900]),
        NewPhoto("หาย.jpg", tmp_path / "หาย.jpg"),
        NewPhoto("ใหญ่.jpg", b"\xff" * (40 * 2**20 + 1)),
        NewPhoto("พอดี.jpg", b"\xff" * (40 * 2**20)),
        *shots(2),
    ]
    added = photos.add(workspace, YEAR, entry, given)
    assert names(workspace, entry) == ["1.jpg", "2.jpg"]
    texts = [str(error).partition(" ")[0] for error in added.refused]
    assert texts == ["ใบงาน.jpg", "ขาด.jpg", "เปิด", "ใหญ่.jpg", "พอดี.jpg"]
    too_large = ["ใหญ่เกิน 40 MB" in str(error) for error in added.refused]
    assert too_large == [False, False, False, True, False]


def test_adding_can_be_stopped_at_any_photograph_without_a_trace(
    workspace: Workspace, entry: str
) -> None:
    before, edit = workspace.dump(), workspace.edits.last_edit
    for steps in range(6):
        progress = Progress()
        left = iter(range(steps))

        def step(done: int, of: int, what: str) -> None:
            if next(left, None) is None:  # noqa: B023 - called at once
                progress.stop()  # noqa: B023
            progress(done, of, what)  # noqa: B023

        with pytest.raises(Cancelled):
            photos.add(workspace, YEAR, entry, shots(1, 2, 3), progress=step)
        assert workspace.dump() == before
        assert workspace.edits.last_edit == edit


def test_an_entry_that_is_gone_takes_no_photographs(workspace: Workspace, entry: str) -> None:
    with workspace.change("ลบ") as change:
        change.delete(next(one for one in workspace.year(YEAR).entries if one.id == entry))
    with pytest.raises(InputError, match="ไม่พบรายการผลการดำเนินการ"):
        photos.add(workspace, YEAR, entry, shots(1))


def test_an_entry_that_goes_while_files_are_read_is_told(workspace: Workspace, entry: str) -> None:
    def progress(done: int, _of: int, _what: str) -> None:
        row = next((one for one in workspace.year(YEAR).entries if one.id == entry), None)
        if done == 1 and row is not None:
            with workspace.change("ลบ") as change:
                change.delete(row)

    before = workspace.year(YEAR).photos
    with pytest.raises(InputError, match="ไม่พบรายการผลการดำเนินการ"):
        photos.add(workspace, YEAR, entry, shots(1, 2), progress=progress)
    assert workspace.year(YEAR).photos == before


def test_photographs_are_taken_out_and_come_back(workspace: Workspace, entry: str) -> None:
    ids = photos.add(workspace, YEAR, entry, shots(1, 2, 3)).ids
    photos.remove(workspace, YEAR, [ids[0], ids[2]])
    assert names(workspace, entry) == ["2.jpg"]
    workspace.undo()
    assert names(workspace, entry) == ["1.jpg", "2.jpg", "3.jpg"]
    assert all(workspace.media(photo.media) for photo in of(workspace, entry))


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("moved", "before", "order"),
    [
        ([2], 0, "3124"),
        ([0], None, "2341"),
        ([0, 2], 3, "2134"),
        ([3, 0], 2, "2143"),
        ([1, 2], 2, "1234"),
        ([1], 1, "1234"),
    ],
)
def test_photographs_are_put_in_front_of_another_or_at_the_end(
    workspace: Workspace, entry: str, moved: list[int], before: int | None, order: str
) -> None:
    ids = photos.add(workspace, YEAR, entry, shots(1, 2, 3, 4)).ids
    place = ids[before] if before is not None else None
    photos.place(workspace, YEAR, [ids[number] for number in moved], place)
    assert "".join(name[0] for name in names(workspace, entry)) == order


def test_a_caption_keeps_its_lines_and_a_crop_leaves_the_picture_whole(
    workspace: Workspace, entry: str
) -> None:
    (key,) = photos.add(workspace, YEAR, entry, shots(1)).ids
    photos.caption(workspace, YEAR, key, " **อบรม**\r\n-  เจ้าหน้าที่ \n    - ฝ่ายทะเบียน\n")
    photos.crop(workspace, YEAR, key, Crop(100, 0, 2000, 500))
    (kept,) = of(workspace, entry)
    assert kept.caption == "**อบรม**\n- เจ้าหน้าที่\n  - ฝ่ายทะเบียน"
    assert kept.crop == "0 0 1000 500"
    photos.crop(workspace, YEAR, key, Crop())
    assert of(workspace, entry)[0].crop == ""
    assert of(workspace, entry)[0].media == kept.media


def test_undo_names_the_photograph_that_was_edited(workspace: Workspace, entry: str) -> None:
    first, second = photos.add(workspace, YEAR, entry, shots(1, 2)).ids
    deeds = {
        "แก้คำบรรยายภาพ 2.jpg": lambda: photos.caption(workspace, YEAR, second, "อบรม"),
        "ครอบตัดภาพ 2.jpg": lambda: photos.crop(workspace, YEAR, second, Crop(0, 0, 500, 500)),
        "จัดลำดับภาพถ่าย 2.jpg": lambda: photos.place(workspace, YEAR, [second], first),
    }
    for told, deed in deeds.items():
        deed()
        assert workspace.edits.undo_label == told


def test_a_photograph_that_is_gone_is_told(workspace: Workspace, entry: str) -> None:
    (key,) = photos.add(workspace, YEAR, entry, shots(1)).ids
    photos.remove(workspace, YEAR, [key])
    with pytest.raises(InputError, match="ไม่พบภาพถ่าย"):
        photos.caption(workspace, YEAR, key, "ก")
    with pytest.raises(InputError, match="ไม่พบภาพถ่าย"):
        photos.crop(workspace, YEAR, key, Crop())


def test_photographs_are_turned_with_the_part_that_is_shown(
    workspace: Workspace, entry: str
) -> None:
    given = NewPhoto("a.jpg", saved(scene(400, 300)))
    (key,) = photos.add(workspace, YEAR, entry, [given]).ids
    photos.crop(workspace, YEAR, key, Crop(0, 0, 500, 250))
    before = of(workspace, entry)
    photos.rotate(workspace, YEAR, [key], 1)
    (now,) = of(workspace, entry)
    assert (now.width, now.height, now.crop) == (300, 400, "750 0 250 500")
    data = workspace.media(now.media)
    assert data is not None
    assert opened(data).size == (300, 400)
    workspace.undo()
    assert [(photo.media, photo.crop) for photo in of(workspace, entry)] == [
        (photo.media, photo.crop) for photo in before
    ]
    edit = workspace.edits.last_edit
    photos.rotate(workspace, YEAR, [key], 4)
    assert workspace.edits.last_edit == edit


DABS = [BrushTouch(500, 500, 200)]


def test_a_blurred_photograph_keeps_the_first_original_on_wish(
    workspace: Workspace, entry: str
) -> None:
    (key,) = photos.add(workspace, YEAR, entry, shots(1)).ids
    (before,) = of(workspace, entry)
    for _ in range(2):
        assert photos.blur(workspace, YEAR, key, DABS, keep_original=True) == ()
        (now,) = of(workspace, entry)
        assert now.original == before.media != now.media
    assert workspace.edits.undo_label == "เบลอในภาพ 1.jpg"
    assert workspace.media(before.media) is not None
    assert (now.width, now.height) == (320, 240)


def test_the_original_of_a_blurred_photograph_is_erased_unless_something_holds_it(
    workspace: Workspace, entry: str
) -> None:
    first, second = photos.add(workspace, YEAR, entry, shots(1, 2)).ids
    with workspace.change("ใช้ภาพอีกที่") as change:
        data = workspace.year(YEAR)
        others = [measure.id for measure in data.measures if data.items_of_measure(measure.id)]
        held = Entry(id=new_id(), measure_id=others[1])
        change.insert(held)
        row = next(photo for photo in of(workspace, entry) if photo.id == second)
        change.insert(replace(row, id=new_id(), entry_id=held.id))
        evidence = data.evidence[0]
        change.update(evidence, media=row.media)
    before = {photo.id: photo.media for photo in of(workspace, entry)}
    codes = [f"{one.item_code} ({YEAR})" for one in data.items_of_measure(others[1])]
    told = photos.blur(workspace, YEAR, second, DABS, keep_original=False)
    assert told == (f"{evidence.item_code} ({YEAR})", *codes)
    assert workspace.media(before[second]) is not None
    assert photos.blur(workspace, YEAR, first, DABS, keep_original=False) == ()
    assert workspace.media(before[first]) is None
    now = {photo.id: photo for photo in of(workspace, entry)}
    assert [now[key].original for key in (first, second)] == ["", ""]
    assert all(workspace.media(photo.media) for photo in now.values())


def test_a_measure_without_items_that_holds_an_original_is_told_by_its_indicator(
    workspace: Workspace, entry: str
) -> None:
    (key,) = photos.add(workspace, YEAR, entry, shots(1)).ids
    with workspace.change("ใช้ภาพอีกที่") as change:
        year_id = workspace.year(YEAR).fiscal_year.id
        measure = change.insert(Measure(id=new_id(), year_id=year_id, indicator="7", method="ก"))
        held = change.insert(Entry(id=new_id(), measure_id=measure.id))
        (row,) = of(workspace, entry)
        change.insert(replace(row, id=new_id(), entry_id=held.id, media=row.media))
    assert photos.blur(workspace, YEAR, key, DABS, keep_original=False) == (f"7 ({YEAR})",)
