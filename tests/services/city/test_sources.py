"""What is given is found once, in order; what is passed over is told."""

from pathlib import Path

import pytest

from ita_desktop.services.city import reading
from ita_desktop.services.city.reading import FoundPlaces, PlaceKind, found_in


def made(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"x")
    return folder


def names(found: FoundPlaces) -> list[str]:
    return [place.path.name for place in found.places]


def test_what_is_given_and_what_lies_in_folders_is_told_apart_and_in_order(tmp_path: Path) -> None:
    folder = made(tmp_path / "เขต", "ข.ITA", "ก.xlsx", "ค.pdf")
    made(folder / "ก", "ง.ita")
    alone = made(tmp_path / "อื่น", "จ.ita", "ฉ") / "จ.ita"
    found = found_in(["postgresql://me:pw@host/ita", str(alone), folder, alone.with_name("ฉ")])
    server, *files = found.places
    assert (server.kind, server.given, server.address is None) == (PlaceKind.SERVER, True, False)
    assert "pw" not in server.name
    assert [(place.path.name, place.kind, place.given) for place in files] == [
        ("จ.ita", PlaceKind.WORKSPACE, True),
        ("ง.ita", PlaceKind.WORKSPACE, False),
        ("ก.xlsx", PlaceKind.RESULT, False),
        ("ข.ITA", PlaceKind.WORKSPACE, False),
        ("ค.pdf", PlaceKind.RESULT, False),
        # What was named itself is read, and refused then.
        ("ฉ", PlaceKind.WORKSPACE, True),
    ]
    assert found.notes == []


def test_of_too_many_files_as_many_as_may_be_are_read_and_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_FILES", 4)
    folder = made(tmp_path / "ก", "2.ita", "3.ita")
    inner = made(folder / "1", "1.ita")
    found = found_in([folder])
    assert (names(found), found.notes) == (["1.ita", "2.ita", "3.ita"], [])
    made(folder, "4.ita", "5.ita")
    found = found_in([folder])
    assert names(found) == ["1.ita", "2.ita", "3.ita"]
    (note,) = found.notes
    assert (note.where, "มากกว่า 4 ไฟล์" in note.sentence()) == (str(folder), True)
    # All folders count together, and each given one of which something is left out is told.
    made(inner, "0.ita", "2.ita", "3.ita", "4.ita")
    other = made(tmp_path / "ข", "6.ita")
    found = found_in([folder, other, folder / "5.ita"])
    assert names(found) == ["0.ita", "1.ita", "2.ita", "5.ita"]
    assert [note.where for note in found.notes] == [str(folder), str(other)]


def test_a_folder_that_lies_too_deep_is_told_and_read_if_it_is_given_itself(
    tmp_path: Path,
) -> None:
    deepest = made(tmp_path.joinpath("เขต", *"123456789abc"), "ก.ita")
    below = made(deepest / "d", "ข.ita")
    found = found_in([tmp_path / "เขต"])
    assert names(found) == ["ก.ita"]
    (note,) = found.notes
    assert (note.where, "ลึกเกิน 12 ชั้น" in note.sentence()) == (str(below), True)
    assert names(found_in([tmp_path / "เขต", below])) == ["ก.ita", "ข.ita"]


def test_the_first_of_other_files_are_named_and_all_are_counted(tmp_path: Path) -> None:
    folder = made(tmp_path / "ก", *(f"{number}.jpg" for number in range(1, 6)))
    (note,) = found_in([folder]).notes
    assert note.sentence().startswith("ข้ามไฟล์ 5 ไฟล์")
    assert note.sentence().count(".jpg") == 5
    assert "…" not in note.sentence()
    made(folder, "6.jpg")
    (note,) = found_in([folder]).notes
    assert note.sentence().startswith("ข้ามไฟล์ 6 ไฟล์")
    assert "5.jpg …" in note.sentence()
    assert "6.jpg" not in note.sentence()
