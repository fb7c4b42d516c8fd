"""Typed text becomes a file's name in one way, and the name looks as what it is."""

import re
from pathlib import Path

import pytest

import ita_desktop
from ita_desktop.documents import names
from ita_desktop.filing import file_names
from ita_desktop.storage.files.backups import BackupFolder
from ita_desktop.web import checking
from ita_desktop.web.link import ContentKind, WebAnswer

INVISIBLE = (
    *map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    *("\u200b", "\u200c", "\u200d", "\u2060", "\u2061", "\ufeff", "\u00ad", "\u180e"),
    *("\u034f", "\u115f", "\u3164", "\uffa0", "\ufe0f", "\U000e0041", "\ud800"),
)
_OWN_WAY = re.compile(r"""\[[^\]\n]*[<>:"|][^\]\n]*\?\*|'<>:"|dict\.fromkeys\(.*\?\*""")
"""What a module has that takes characters out of names itself."""


@pytest.mark.parametrize("letter", INVISIBLE, ids=ascii)
def test_what_nobody_sees_is_in_no_name(letter: str, tmp_path: Path) -> None:
    typed = f"ฝ่าย{letter}โยธา{letter}"
    assert file_names.plain(typed) == "ฝ่ายโยธา"
    assert names.file_name(typed) == "ฝ่ายโยธา"
    assert BackupFolder.of_workspace(tmp_path, "0123456789", typed)._folder.name.startswith(
        "ฝ่ายโยธา "
    )
    web = "http://x/"
    answer = WebAnswer(
        web,
        web,
        headers={"content-disposition": f'attachment; filename="a{ascii(letter)[1:-1]}.html"'},
    )
    assert letter not in checking.file_name(answer, ContentKind.HTML)


def test_a_name_does_not_show_another_ending_than_it_has() -> None:
    assert file_names.plain("รายงาน\u202efdp.exe") == "รายงานfdp.exe"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('ก<ข>:"/\\|?*ค', "ก ข ค"),
        (" ก\x00\x1f\x7f\x85 . ", "ก"),
        ("ก\u2028ข\u2029ค\nง", "ก ข ค ง"),
        ("นํ้า ที่ พ.ศ. 2568", "นํ้า ที่ พ.ศ. 2568"),
        ("", ""),
        ("\u202e", ""),
    ],
)
def test_the_rest_of_a_name_stays(typed: str, name: str) -> None:
    assert file_names.plain(typed) == name


@pytest.mark.parametrize("name", ["", "con", "NUL.txt", "com1", "conin$", "aux b"])
def test_names_that_windows_refuses_get_a_mark(name: str) -> None:
    assert file_names.allowed(name) == f"_{name}"
    assert file_names.allowed("console") == "console"


def test_nobody_makes_names_in_a_way_of_their_own() -> None:
    package = Path(ita_desktop.__file__).parent
    own = Path(file_names.__file__)
    found = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path != own and _OWN_WAY.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
