import errno
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from ita_desktop.documents.export import breaker_of, export, write
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.names import file_name, sheet_name
from ita_desktop.documents.registry import kind
from ita_desktop.domain.district_names import UNNAMED_OFFICE
from ita_desktop.domain.documents import GAP
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.meetings import Attendance
from ita_desktop.domain.records import Person
from ita_desktop.typography.words import WordBreaker
from tests.documents.factories.year import year_2566

ROSTER = kind("committee-roster")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_document_becomes_one_file_a_format_with_a_thai_name(tmp_path: Path) -> None:
    written = export(ROSTER, ReportContext(year_2566()), tmp_path / "new" / "folder")
    stem = "รายชื่อคณะกรรมการและคณะทำงาน ITA ปีงบประมาณ 2566"
    assert [path.name for path in written] == [f"{stem}.docx", f"{stem}.xlsx", f"{stem}.pdf"]
    assert [path.read_bytes()[:4] for path in written] == [b"PK\x03\x04", b"PK\x03\x04", b"%PDF"]
    assert names(written[0].parent) == sorted(path.name for path in written)


def test_the_same_data_gives_the_same_files(tmp_path: Path) -> None:
    first = [
        path.read_bytes() for path in export(ROSTER, ReportContext(year_2566()), tmp_path / "1")
    ]
    second = [
        path.read_bytes() for path in export(ROSTER, ReportContext(year_2566()), tmp_path / "2")
    ]
    assert first == second


def test_progress_is_told_before_each_file_and_at_the_end(tmp_path: Path) -> None:
    texts: list[tuple[int, int]] = []
    export(
        ROSTER,
        ReportContext(year_2566()),
        tmp_path,
        [Format.DOCX, Format.PDF],
        progress=lambda done, of, _what: texts.append((done, of)),
    )
    assert texts == [(0, 2), (1, 2), (2, 2)]


def test_stopping_leaves_whole_files_only(tmp_path: Path) -> None:
    class Stop(Exception):  # noqa: N818 - as the window's own
        pass

    def stop_at_second(done: int, _of: int, _what: str) -> None:
        if done == 1:
            raise Stop

    with pytest.raises(Stop):
        export(ROSTER, ReportContext(year_2566()), tmp_path, progress=stop_at_second)
    assert [Path(name).suffix for name in names(tmp_path)] == [".docx"]


def test_an_earlier_file_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    [path] = export(ROSTER, ReportContext(year_2566()), tmp_path, [Format.PDF])
    path.write_bytes(b"old")
    export(ROSTER, ReportContext(year_2566()), tmp_path, [Format.PDF])
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('งาน: ก/ข "ค" <ง>?*|', "งาน ก ข ค ง"),
        ("คำสั่งที่ 12/2567 ลงวันที่ ๑/๑๑/๒๕๖๗", "คำสั่งที่ 12-2567 ลงวันที่ ๑-๑๑-๒๕๖๗"),
        ("เอกสาร.  ", "เอกสาร"),
        ("CON", "_CON"),
        ("aux.ตาราง", "_aux.ตาราง"),
        ("...", "_"),
        (f"ขอส่งรายงานการประชุม{GAP} ครั้งที่ {GAP}", "ขอส่งรายงานการประชุม"),
        (f"ขอเชิญประชุม{GAP}การประเมิน (ITA)", "ขอเชิญประชุม การประเมิน (ITA)"),
        (UNNAMED_OFFICE, "สำนักงานเขต"),
        ("บรรทัด\nสอง\tสาม", "บรรทัด สอง สาม"),
    ],
)
def test_file_names_are_safe_on_windows(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_very_long_name_is_cut_to_what_a_disk_allows() -> None:
    name = file_name("ที่" * 200)
    assert len(f"{name}.docx".encode()) <= 255
    assert name


def test_a_name_that_is_too_long_ends_at_a_word() -> None:
    title = (
        "บันทึกข้อความ ขอให้จัดส่งข้อมูลและหลักฐานตามแบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) "
        "ประจำปีงบประมาณ พ.ศ. 2568 ของส่วนราชการในสังกัดสำนักงานเขตและโรงเรียน"
    )
    words = WordBreaker().parts(title)
    ends = {"".join(words[:count]).strip() for count in range(1, len(words) + 1)}
    for more in range(25):
        longer = f"{'ก ' * more}{title}"
        name = file_name(longer).removeprefix("ก " * more)
        assert len(file_name(longer).encode()) <= 180
        assert name in ends, name
    assert sheet_name("การวิเคราะห์ผลการประเมินและมาตรการ") == "การวิเคราะห์ผลการประเมิน"


@pytest.mark.posix("rights of folders are told by POSIX modes")
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="เขียนไม่ได้"):
        write(b"x", tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (errno.ENOSPC, "ที่ว่างในดิสก์ไม่พอ"),
        (errno.EROFS, "โฟลเดอร์นี้เขียนไม่ได้"),
        (errno.EACCES, "โฟลเดอร์นี้เขียนไม่ได้"),
        (errno.EIO, "บันทึกแฟ้มไม่ได้"),
    ],
)
def test_a_failing_disk_is_told_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, text: str
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError, match=text) as caught:
        write(b"x", tmp_path / "a.pdf")
    assert str(tmp_path) in str(caught.value)
    assert names(tmp_path) == []


def test_a_file_held_open_elsewhere_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "a.docx"
    old.write_bytes(b"old")

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(InputError, match="ปิดแฟ้มนี้"):
        write(b"new", old)
    assert old.read_bytes() == b"old"
    assert names(tmp_path) == ["a.docx"]


def test_a_full_or_missing_temporary_folder_stops_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "gettempdir", full)
    monkeypatch.setattr(tempfile, "mkstemp", full)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    assert len(export(ROSTER, ReportContext(year_2566()), tmp_path)) == 3


def test_names_of_the_office_are_never_cut_in_its_documents() -> None:
    breaker = breaker_of(year_2566())
    assert "โรงเรียนวัดตัวอย่างเหนือ" in breaker.pieces("ครูโรงเรียนวัดตัวอย่างเหนือและครู")


def test_no_page_parts_the_surname_of_a_person_of_the_register_or_of_a_meeting() -> None:
    person = Person(id="p", prefix="พันตำรวจเอก", name="เฉลิมพล วัฒนวรานนท์")
    place = Attendance(
        id="a", meeting_id="m", name="นางตัวอย่าง ศรีสุวรรณภูมิ", substitute="นายก ราชวรานนท์"
    )
    breaker = breaker_of(replace(year_2566(), people=(person,), attendances=(place,)))
    for name in (person.full_name, place.name, place.substitute):
        assert [part.strip() for part in breaker.pieces(name)] == name.split(" ")
