"""Which set-up of the program is the newest in a folder that the office keeps."""

import sys

import pytest

from ita_desktop import __version__
from ita_desktop.domain.errors import InputError
from ita_desktop.services.about import is_address, is_newer, newest

SET_UP = "ita-desktop-{}-setup.exe" if sys.platform == "win32" else "ita-desktop_{}_amd64.deb"
OTHER = "ita-desktop_{}_amd64.deb" if sys.platform == "win32" else "ita-desktop-{}-setup.exe"


def test_the_newest_is_found_by_its_number_not_by_its_letters(tmp_path) -> None:
    names = (SET_UP.format("0.9.0"), SET_UP.format("0.10.1"), OTHER.format("7.0.0"))
    odd = (SET_UP.format("ใหม่"), f"x{SET_UP.format('9.0')}")
    others = ("ita-desktop.ini", "อื่น_9.9.9_amd64.deb", *odd)
    for name in (*names, *others):
        (tmp_path / name).touch()
    (tmp_path / SET_UP.format("8.0.0")).mkdir()
    found = newest(tmp_path)
    assert found is not None
    assert found == ("0.10.1", tmp_path / SET_UP.format("0.10.1"))


def test_a_folder_without_any_has_none(tmp_path) -> None:
    assert newest(tmp_path) is None


@pytest.mark.parametrize("folder", ["ไม่มี", "a\0b"])
def test_a_folder_that_cannot_be_read_is_told_with_a_way_on(tmp_path, folder) -> None:
    with pytest.raises(InputError) as refused:
        newest(tmp_path / folder)
    assert refused.value.remedy


def test_versions_are_compared_number_by_number() -> None:
    assert is_newer("0.10", "0.9.5")
    assert not is_newer("0.2.0", "0.2")
    assert not is_newer(__version__)
    assert not is_newer("0.0.1")


def test_an_address_is_no_folder() -> None:
    assert is_address("https://office.example/ita")
    assert not is_address(r"\\server\share")
