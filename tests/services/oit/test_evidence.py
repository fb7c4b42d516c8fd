"""What is published for an item, and which of its points are met."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Statement
from ita_desktop.domain.scores.progress import item_progress, self_marks
from ita_desktop.services.edits import CellEdit, OwnerRef
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.oit.evidence import read_file
from ita_desktop.storage.workspace import Workspace

YEAR = 2567
URL = "https://district.example/ita/o1"


def _codes(office: Workspace, item: str) -> list[str]:
    found = office.year(YEAR).framework.item_by_code[item]
    return [requirement.code for requirement in found.requirements if not requirement.optional]


def _add(office: Workspace, item: str, location: str) -> str:
    return evidence.add(office, YEAR, item, {"location": location}).id


def test_a_link_is_evidence_and_is_its_own_title(office: Workspace) -> None:
    _add(office, "O1", f" {URL}\u200b ")
    given = {
        "location": "แผนผัง.pdf",
        "title": "แผนผังโครงสร้าง",
        "format": "PDF",
        "published": date(2024, 1, 15),
        "note": "หน้า 3",
    }
    others = {"unit_id", "part", "point", "statement", "as_of", "placed_by"}
    assert set(given) == evidence.FIELDS - others
    evidence.add(office, YEAR, "O1", given)
    first, second = office.year(YEAR).evidence_of("O1")
    assert (first.location, first.title) == (URL, URL)
    assert (second.title, second.format, second.note) == ("แผนผังโครงสร้าง", "PDF", "หน้า 3")
    assert second.published == date(2024, 1, 15)
    assert office.edits.undo_label == "เพิ่มหลักฐาน O1"


def test_new_evidence_comes_last_also_after_a_removal(office: Workspace) -> None:
    keys = [_add(office, "O1", name) for name in ("1", "2", "3")]
    evidence.remove(office, YEAR, keys[:1])
    _add(office, "O1", "4")
    assert [one.location for one in office.year(YEAR).evidence_of("O1")] == ["2", "3", "4"]


@pytest.mark.parametrize("location", ["", "  ", "\u200b", "\n", "ไม่มีลิงก์ค่ะ", "ยังไม่มี", "-"])
def test_evidence_without_a_place_is_refused(office: Workspace, location: str) -> None:
    with pytest.raises(InputError, match="ยังไม่มีลิงก์หรือชื่อไฟล์"):
        _add(office, "O1", location)
    key = _add(office, "O1", URL)
    with pytest.raises(InputError, match="ยังไม่มีลิงก์หรือชื่อไฟล์"):
        evidence.edit(office, YEAR, [CellEdit(key, "location", location)])
    assert office.year(YEAR).evidence_of("O1")[0].location == URL


def test_evidence_of_an_unknown_item_is_refused(office: Workspace) -> None:
    with pytest.raises(InputError, match="กรอบปี 2567 ไม่มีข้อ O99"):
        _add(office, "O99", URL)


def test_evidence_is_edited_and_removed_with_the_item_in_the_label(office: Workspace) -> None:
    one, other = _add(office, "O1", URL), _add(office, "O2", URL)
    evidence.edit(
        office,
        YEAR,
        [
            CellEdit(one, "title", "ก\nข"),
            CellEdit(one, "published", date(2024, 1, 1)),
            CellEdit(one, "note", "ก\nข"),
        ],
    )
    changed = office.year(YEAR).evidence_of("O1")[0]
    assert (changed.title, changed.note) == ("ก ข", "ก\nข")
    assert changed.published == date(2024, 1, 1)
    assert office.edits.undo_label == "แก้หลักฐาน O1"
    evidence.remove(office, YEAR, [one, other])
    assert office.edits.undo_label == "เอาหลักฐานออก 2 ข้อ"
    assert office.year(YEAR).evidence == ()
    evidence.remove(office, YEAR, [one])
    with pytest.raises(InputError, match="ไม่พบหลักฐานที่จะแก้"):
        evidence.edit(office, YEAR, [CellEdit(one, "title", "ก")])


def test_what_is_said_of_nothing_needs_no_place_and_has_a_unit(office: Workspace) -> None:
    key = _add(office, "O1", URL)
    unit = office.units()[1].id
    edits = {"statement": "nothing", "unit_id": unit}
    evidence.edit(office, YEAR, [CellEdit(key, *one) for one in edits.items()])
    (row,) = office.year(YEAR).evidence_of("O1")
    assert (row.statement, row.unit_id) == (Statement.NOTHING, unit)
    evidence.edit(office, YEAR, [CellEdit(key, "unit_id", ""), CellEdit(key, "location", " ก\nข ")])
    (row,) = office.year(YEAR).evidence_of("O1")
    assert (row.unit_id, row.location) == (None, "ก ข")
    evidence.edit(office, YEAR, [CellEdit(key, "location", " ")])
    assert office.year(YEAR).evidence_of("O1")[0].location == ""
    with pytest.raises(InputError):
        evidence.edit(office, YEAR, [CellEdit(key, "unit_id", "gone")])


@pytest.mark.parametrize("order", [1, -1])
def test_a_place_is_judged_by_what_the_row_will_state(office: Workspace, order: int) -> None:
    key = _add(office, "O1", URL)

    def put(statement: Statement, location: str) -> None:
        both = {"statement": statement.value, "location": location}
        edits = [CellEdit(key, *one) for one in both.items()]
        evidence.edit(office, YEAR, edits[::order])

    put(Statement.NOTHING, "ไม่มี")
    (row,) = office.year(YEAR).evidence_of("O1")
    assert (row.statement, row.location) == (Statement.NOTHING, "ไม่มี")
    with pytest.raises(InputError, match="ยังไม่มีลิงก์หรือชื่อไฟล์"):
        put(Statement.PUBLISHED, "ไม่มีค่ะ")
    put(Statement.PUBLISHED, URL)


def test_ticking_every_point_completes_an_item(office: Workspace) -> None:
    codes = _codes(office, "O1")
    evidence.tick(office, YEAR, codes[:-1], met=True)
    assert self_marks(office.year(YEAR))["O1"] == 0
    evidence.tick(office, YEAR, codes[-1:], met=True)
    assert self_marks(office.year(YEAR))["O1"] == 100
    assert office.edits.undo_label == f"ทำเครื่องหมาย {codes[-1]}"
    evidence.tick(office, YEAR, codes[:2], met=False)
    assert self_marks(office.year(YEAR))["O1"] == 0
    assert office.edits.undo_label == "เอาเครื่องหมายออก 2 รายการ"


def test_ticking_twice_is_ticking_once(office: Workspace) -> None:
    evidence.tick(office, YEAR, ["O1.1", "O1.1"], met=True)
    evidence.tick(office, YEAR, ["O1.1"], met=True)
    evidence.tick(office, YEAR, ["O1.2"], met=False)
    assert office.year(YEAR).met_requirements == {"O1.1"}
    assert len(office.edits.groups()) == 2


def test_an_unknown_point_is_refused(office: Workspace) -> None:
    with pytest.raises(InputError, match=r"ไม่มีรายการ O1\.99 ในกรอบปี 2567"):
        evidence.tick(office, YEAR, ["O1.1", "O1.99"], met=True)
    assert office.year(YEAR).met_requirements == frozenset()


def test_units_meet_the_points_of_a_shared_item_one_by_one(office: Workspace) -> None:
    ids = {unit.name: unit.id for unit in office.units()}
    civil, law = ids["ฝ่ายโยธา"], ids["ฝ่ายเทศกิจ"]
    owners = [OwnerRef(unit_id=civil), OwnerRef(unit_id=law)]
    assignments.assign(office, YEAR, ["O1"], owners, None)
    codes = _codes(office, "O1")

    def missing() -> list[str]:
        found = item_progress(office.year(YEAR), date(2024, 1, 1))["O1"]
        return [row.unit.name for row in found.open_rows if row.unit is not None]

    evidence.tick(office, YEAR, codes, met=True, unit_id=civil)
    assert office.edits.undo_label == f"ทำเครื่องหมาย {len(codes)} รายการ ของ ฝ่ายโยธา"
    assert (self_marks(office.year(YEAR))["O1"], missing()) == (0, ["ฝ่ายเทศกิจ"])
    # A tick is no evidence of anything.
    assert office.year(YEAR).evidence_of("O1") == ()
    evidence.tick(office, YEAR, codes, met=True, unit_id=law)
    assert (self_marks(office.year(YEAR))["O1"], missing()) == (100, [])
    # One tick for all stands for them; without one unit the others keep theirs.
    evidence.tick(office, YEAR, codes, met=True)
    assert office.year(YEAR).ticks_of("O1") == ()
    evidence.tick(office, YEAR, codes[:1], met=False, unit_id=law)
    assert (self_marks(office.year(YEAR))["O1"], missing()) == (0, ["ฝ่ายเทศกิจ"])
    assert [row.unit_id for row in office.year(YEAR).ticks_of("O1")] == [civil]
    # Evidence of a unit counts from then on, too.
    evidence.tick(office, YEAR, codes[:1], met=True, unit_id=law)
    evidence.add(office, YEAR, "O1", {"location": URL, "unit_id": law})
    assert (self_marks(office.year(YEAR))["O1"], missing()) == (0, ["ฝ่ายโยธา"])


def test_a_file_is_kept_once_with_who_placed_it_and_when(office: Workspace, tmp_path: Path) -> None:
    office.edits.who = "ผู้วาง"
    path = tmp_path / "แผน.pdf"
    path.write_bytes(b"%PDF-1.7 plan")
    file = read_file(path, keep=True)
    for item in ("O1", "O2"):
        evidence.add(
            office, YEAR, item, {"location": path.name, "file": file, "point": f"{item}.1"}
        )
    rows = [office.year(YEAR).evidence_of(item)[0] for item in ("O1", "O2")]
    assert {office.media(row.media) for row in rows} == {b"%PDF-1.7 plan"}
    assert len({row.media for row in rows}) == 1
    assert [(row.file_name, row.size, row.placed_by, row.point) for row in rows] == [
        ("แผน.pdf", 13, "ผู้วาง", "O1.1"),
        ("แผน.pdf", 13, "ผู้วาง", "O2.1"),
    ]
    evidence.edit(office, YEAR, [CellEdit(rows[0].id, "file", None)])
    (row,) = office.year(YEAR).evidence_of("O1")
    assert (row.media, row.file_name, row.size) == ("", "", None)
    office.undo()
    assert office.year(YEAR).evidence_of("O1")[0].media == rows[0].media


def test_a_change_of_what_was_checked_is_noted_and_of_words_is_not(office: Workspace) -> None:
    office.edits.who = "คนแรก"
    key = _add(office, "O1", URL)
    first = office.year(YEAR).evidence_of("O1")[0]
    office.edits.who = "คนที่สอง"
    edits = [CellEdit(key, "note", "แก้คำ"), CellEdit(key, "location", URL)]
    evidence.edit(office, YEAR, edits)
    same = office.year(YEAR).evidence_of("O1")[0]
    assert (same.placed_at, same.placed_by) == (first.placed_at, "คนแรก")
    evidence.edit(office, YEAR, [CellEdit(key, "as_of", date(2023, 12, 31))])
    changed = office.year(YEAR).evidence_of("O1")[0]
    assert (changed.as_of, changed.placed_by) == (date(2023, 12, 31), "คนที่สอง")
    assert changed.placed_at >= first.placed_at
    office.edits.who = "คนที่สาม"
    as_it_was = CellEdit(key, "placed_by", "คนที่สอง")
    evidence.edit(office, YEAR, [as_it_was, CellEdit(key, "location", f"{URL}/2")])
    assert office.year(YEAR).evidence_of("O1")[0].placed_by == "คนที่สาม"
    evidence.edit(
        office, YEAR, [CellEdit(key, "placed_by", "ฝ่ายปกครอง"), CellEdit(key, "location", URL)]
    )
    assert office.year(YEAR).evidence_of("O1")[0].placed_by == "ฝ่ายปกครอง"
    with pytest.raises(InputError, match="ไม่มีรายการ O2"):
        evidence.edit(office, YEAR, [CellEdit(key, "point", "O2.1")])


def test_a_photograph_loses_where_it_was_taken_and_a_large_file_is_only_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ภาพ.jpg"
    picture = Image.new("RGB", (300, 200), "teal")
    exif = picture.getexif()
    exif[0x010E] = "taken at the clerk's home"
    picture.save(path, exif=exif)
    assert b"Exif" in path.read_bytes()
    kept = read_file(path, keep=True)
    assert Path(kept.name).stem == "ภาพ"
    assert b"Exif" not in kept.data
    assert b"home" not in kept.data
    assert kept.name == "ภาพ.png", "of one colour"
    Image.effect_noise((600, 400), 80).save(path)
    assert read_file(path, keep=True).name == "ภาพ.jpg"
    monkeypatch.setattr(evidence, "MOST", 3_000_000)
    large = tmp_path / "แผน.pdf"
    large.write_bytes(bytes(3_000_000))
    assert len(read_file(large, keep=True).data) == 3_000_000
    large.write_bytes(bytes(3_000_001))
    with pytest.raises(InputError, match="ใหญ่เกิน 3 ล้านไบต์ จึงเก็บไว้ในแฟ้มไม่ได้"):
        read_file(large, keep=True)
    named = read_file(path, keep=False)
    assert (named.name, named.size, named.data) == ("ภาพ.jpg", path.stat().st_size, b"")
    with pytest.raises(InputError, match="เปิด ไม่มี"):
        read_file(tmp_path / "ไม่มี.pdf", keep=False)


def test_files_that_are_given_at_once_are_kept_as_usual(office: Workspace, tmp_path: Path) -> None:
    folder = office.path.parent
    (folder / "แผนผัง.pdf").write_bytes(b"%PDF-1.7")
    (folder / "โปรแกรม.exe").write_bytes(b"MZ" * 50)
    large = tmp_path / "ใหญ่.pdf"
    with large.open("wb") as file:
        file.truncate(evidence.USUAL + 1)
    given = [URL, "แผนผัง.pdf", "โปรแกรม.exe", str(large), "ไม่มี.pdf", str(folder)]
    rows = evidence.add_files(office, YEAR, "O1", [{"location": place} for place in given])
    kept = [office.media(row.media) if row.media else None for row in rows]
    assert kept == [None, b"%PDF-1.7", None, None, None, None]
    assert [row.size for row in rows] == [None, 8, 100, evidence.USUAL + 1, None, None]
    just = tmp_path / "พอดี.pdf"
    with just.open("wb") as file:
        file.truncate(evidence.USUAL)
    (row,) = evidence.add_files(office, YEAR, "O2", [{"location": str(just)}])
    assert row.media


def test_sizes_are_told_in_millions_of_bytes_and_never_as_nothing() -> None:
    sizes = (0, 1, 99_999, 149_000, 12_000_000, 1_234_567_890, 10**12)
    told = [evidence.megabytes(size) for size in sizes]
    assert told == ["0.1", "0.1", "0.1", "0.1", "12.0", "1,234.6", "1,000,000.0"]
