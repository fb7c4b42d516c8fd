"""Letters to units that say the same but for the unit and what is its own are one letter again."""

from pathlib import Path

import pytest

from ita_desktop.documents.kinds import Format
from ita_desktop.domain.letters import LetterMerge
from ita_desktop.services.imports.found.series import apply_series
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.own_files.test_round_trip import lines_of, made, planned

HEADINGS = ("ชนิดหนังสือ", "เรื่อง", "เรียน", "ข้อความ")


def texts(path: Path) -> list[str]:
    """The lines without that of the number, whose beginning is that of the newest other letter."""
    return [line for line in lines_of(path) if not line.startswith("ที่ กท")]


@pytest.mark.in_turn
def test_the_letters_to_units_come_back_as_one_letter(
    sample: Workspace, workspace: Workspace, tmp_path: Path
) -> None:
    for name in ("committee-roster", "oit-assignments"):
        apply_series(workspace, planned(workspace, made(sample, name, Format.DOCX, tmp_path)))
    path = made(sample, "unit-letters", Format.DOCX, tmp_path)
    apply_series(workspace, planned(workspace, path))
    (letter,) = workspace.year(2568).letters
    assert letter.merge is LetterMerge.UNITS
    assert letter.body == ""
    assert texts(made(workspace, "unit-letters", Format.DOCX, tmp_path / "ใหม่")) == texts(path)
    again = planned(workspace, path)
    (part,) = (part for part in again.parts if part.part.kind == "letters")
    assert (part.writes, part.plan.warnings[0].why.count("ทำรายหน่วยอยู่แล้ว")) == ((), 1)
    assert len(part.plan.unchanged) == len(set(part.plan.unchanged)) > 1  # each row once


def test_letters_that_name_their_unit_alone_have_its_field(take_in, year) -> None:
    units = ("ฝ่ายโยธา", "ฝ่ายทะเบียน")
    rows = [
        ("บันทึกข้อความ", "ขอเชิญประชุม", f"หัวหน้า{unit}", f"ขอให้{unit}ส่งผู้แทน 1 คน") for unit in units
    ]
    other = ("บันทึกข้อความ", "ขอเชิญประชุม", "หัวหน้าฝ่ายเทศกิจ", "ขอให้นำรถมาด้วย")
    take_in("letters", HEADINGS, *rows, (*other[:1], "อีกเรื่อง", *other[2:]))
    one, alone = year().letters
    assert (one.merge, one.body) == (LetterMerge.UNITS, "ขอให้{หน่วยงาน}ส่งผู้แทน 1 คน")
    named = [year().unit_name(row.unit_id) for row in year().recipients_of(one.id)]
    assert named == list(units)
    assert (alone.merge, alone.addressee) == (LetterMerge.ONE, "หัวหน้าฝ่ายเทศกิจ")


def test_letters_that_say_something_else_stay_letters_of_their_own(take_in, year) -> None:
    take_in(
        "letters",
        HEADINGS,
        ("บันทึกข้อความ", "ขอเชิญประชุม", "หัวหน้าฝ่ายโยธา", "ขอให้นำแผนที่มาด้วย"),
        ("บันทึกข้อความ", "ขอเชิญประชุม", "หัวหน้าฝ่ายทะเบียน", "ขอให้นำสถิติมาด้วย"),
    )
    assert [letter.merge for letter in year().letters] == [LetterMerge.ONE] * 2
