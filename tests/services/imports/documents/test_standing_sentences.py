"""The office's own sentence in the place of a standing one becomes its wording, if it surely is
one."""

from pathlib import Path

import pytest

from ita_desktop.storage.workspace import Workspace
from tests.services.imports.documents.made_books import CHAPTERS, Steps, write_book
from tests.services.imports.documents.test_chapters import planned, taken_in

STEPS = Steps(("จัดที่นั่งพักคอย", "ทำป้ายบอกขั้นตอน"))


def book(folder: Path, *intro: str) -> Path:
    chapters = [*CHAPTERS[:3], (CHAPTERS[3][0], (*intro, STEPS))]
    return write_book(folder / "ก.docx", chapters=chapters)


def wordings(workspace: Workspace) -> dict[str, str]:
    return {wording.name: wording.text for wording in workspace.year(2568).wordings}


def test_a_sentence_in_the_place_of_a_standing_one_is_its_wording(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = book(tmp_path, "สำนักงานเขตตัวอย่าง ปรับปรุงสื่อสังคม ในปีงบประมาณ พ.ศ. ๒๕๖๘ ต่อจากปี 2567 ดังนี้")
    taken_in(workspace, path)
    assert wordings(workspace) == {
        "image-communication.intro": "{สำนักงานเขต} ปรับปรุงสื่อสังคม ในปีงบประมาณ พ.ศ. {ปีงบประมาณ} "
        "ต่อจากปี {ปีก่อน} ดังนี้"
    }
    assert not any(
        chapter.text for chapter in workspace.year(2568).chapters if chapter.part == "image"
    )
    assert planned(workspace, path).writes == ()
    workspace.edits.undo()
    assert wordings(workspace) == {}


@pytest.mark.parametrize(
    "intro",
    [
        ("ประชุมเมื่อวันที่ 17 เมษายน แล้วกำหนดมาตรการ ดังนี้",),
        ("ประโยคแรกของสำนักงานเขต", "ประโยคที่สองของสำนักงานเขต"),
        ("ใช้มาตรการเดิมของปี 2565 ดังนี้",),
    ],
)
def test_what_may_be_something_else_is_told(
    workspace: Workspace, tmp_path: Path, intro: tuple[str, ...]
) -> None:
    series = taken_in(workspace, book(tmp_path, *intro))
    assert wordings(workspace) == {}
    told = " ".join(doubt.why for each in series.parts for doubt in each.doubts)
    assert f"ต่างจากที่โปรแกรมพิมพ์ จึงไม่ได้นำเข้า: “{intro[0]}" in told


def test_the_standing_sentence_itself_is_no_wording(workspace: Workspace, tmp_path: Path) -> None:
    usual = (
        "สำนักงานเขตตัวอย่างกำหนดมาตรการสื่อสารภาพลักษณ์การให้บริการของสำนักงานเขต "
        "ประจำปีงบประมาณ พ.ศ. 2568 ดังนี้"
    )
    taken_in(workspace, book(tmp_path, usual))
    assert wordings(workspace) == {}
