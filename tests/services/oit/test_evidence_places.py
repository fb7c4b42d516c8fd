"""Web addresses and files as evidence: how they are named, found again and judged."""

from pathlib import Path

import pytest

from ita_desktop.services.oit.evidence import (
    EvidencePlace,
    file_at,
    format_of,
    links_in,
    may_open,
    new_ones,
    of_file,
)


def test_a_file_beside_the_workspace_is_named_from_there_and_found_when_both_move(tmp_path) -> None:
    here, there = tmp_path / "เดิม" / "ita.ita", tmp_path / "ใหม่" / "ita.ita"
    place = of_file(here.parent / "หลักฐาน" / "O7 คู่มือ.pdf", here)
    assert place == EvidencePlace("หลักฐาน/O7 คู่มือ.pdf", "O7 คู่มือ")
    assert file_at(place.location, there) == there.parent / "หลักฐาน" / "O7 คู่มือ.pdf"


def test_a_file_elsewhere_keeps_its_whole_path(tmp_path) -> None:
    file = tmp_path / "แผน.xlsx"
    place = of_file(file, tmp_path / "ita" / "ita.ita")
    assert place.location == str(file)
    assert file_at(place.location, tmp_path / "ita" / "ita.ita") == file
    assert [file_at(name, None) for name in ("แผน.xlsx", str(file))] == [Path("แผน.xlsx"), file]


@pytest.mark.parametrize(
    ("location", "format_"),
    [
        ("https://d.example/a.pdf?v=2.xlsx", "PDF"),
        ("https://d.example/", ""),
        (r"C:\งาน\แผน.XLSX", "Excel"),
        ("รูป.jpeg", "ภาพ"),
        ("ไม่มีนามสกุล", ""),
    ],
)
def test_the_format_follows_from_the_ending(location: str, format_: str) -> None:
    assert format_of(location) == format_


@pytest.mark.parametrize("name", ["a.exe", "a.bat", "a.docm", "a.html", "a.lnk", "a.pdf.exe", "a"])
def test_what_may_run_is_never_opened(name: str) -> None:
    assert not may_open(name)


def test_copied_lines_give_links_with_their_titles() -> None:
    text = "คู่มือ https://d.example/1\nhttps://d.example/2\n\nแผนปี 68\thttps://d.example/3\nไม่มีลิงก์\n"
    assert links_in(text) == (
        EvidencePlace("https://d.example/1", "คู่มือ"),
        EvidencePlace("https://d.example/2"),
        EvidencePlace("https://d.example/3", "แผนปี 68"),
    )


def test_a_whole_table_is_no_list_of_links() -> None:
    assert links_in("https://d.example/1 https://d.example/2\n") == ()
    assert links_in("O7\tคู่มือ\thttps://d.example/1\n") == ()


def test_each_place_is_taken_once() -> None:
    given = [EvidencePlace("a"), EvidencePlace("b"), EvidencePlace("a", "อีกครั้ง")]
    assert new_ones(given, ["b"]) == (EvidencePlace("a"),)
