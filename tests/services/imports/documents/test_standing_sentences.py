"""The office's own sentence in the place of a standing one becomes its wording, if it surely is
one."""

from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.reports.book.parts import PARTS
from ita_desktop.documents.rich import text_of
from ita_desktop.documents.wordings.catalogue import template
from ita_desktop.domain.documents import GENERATED, ChapterState
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.text import Digits
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.services.imports.documents.made_books import (
    BRIEFING,
    CHAPTERS,
    COVER,
    LOOKS,
    ORDER,
    Look,
    Steps,
    write_book,
)
from tests.services.imports.documents.test_chapters import planned, taken_in

ANALYSIS = "analysis-by-indicator.intro"
STUDY = "measures-book.study/2567"
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


def test_another_sentence_takes_the_place_of_the_wording(
    workspace: Workspace, tmp_path: Path
) -> None:
    for words in ("ทำเรื่องแรก ดังนี้", "ทำเรื่องที่สอง ดังนี้"):
        taken_in(workspace, book(tmp_path, words))
        assert wordings(workspace) == {"image-communication.intro": words}
    assert len(workspace.year(2568).wordings) == 1


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "intro",
    [
        ("ประชุมเมื่อวันที่ 17 เมษายน แล้วกำหนดมาตรการ ดังนี้",),
        ("ประโยคแรกของสำนักงานเขต", "ประโยคที่สองของสำนักงานเขต"),
        ("ใช้มาตรการเดิมของปี 2565 ดังนี้",),
        ("ใช้มาตรการของ {หน่วยงาน} ดังนี้",),
        (f"มาตรการของสำนักงานเขต{' ยาวมาก' * 150}",),
    ],
)
def test_what_may_be_something_else_is_told(
    workspace: Workspace, tmp_path: Path, intro: tuple[str, ...]
) -> None:
    series = taken_in(workspace, book(tmp_path, *intro))
    assert wordings(workspace) == {}
    told = " ".join(doubt.why for each in series.parts for doubt in each.doubts)
    assert f"ต่างจากที่โปรแกรมพิมพ์ จึงไม่ได้นำเข้า: “{intro[0][:90]}" in told


def test_a_sentence_below_one_of_the_programs_own_is_no_wording(
    workspace: Workspace, tmp_path: Path
) -> None:
    own = "ประโยคของสำนักงานเขตเอง"
    standing = template("book-monitoring").of(workspace.year(2568))
    series = taken_in(workspace, book(tmp_path, standing, own))
    assert wordings(workspace) == {}
    told = " ".join(doubt.why for each in series.parts for doubt in each.doubts)
    assert f"ต่างจากที่โปรแกรมพิมพ์ จึงไม่ได้นำเข้า: “{own}”" in told


BY_INDICATOR = (
    ("ตัวชี้วัด", "ประเด็นที่ต้องปรับปรุง", "มาตรการ/กิจกรรม", "การกำกับติดตาม", "ผู้รับผิดชอบ"),
    ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "คิวยาว", "1. เพิ่มช่องบริการ", "ผอ. ติดตาม", "ทุกฝ่าย"),
)


@pytest.mark.in_turn
@pytest.mark.parametrize(("mark", "below"), [("", ""), ("", "ทุกฝ่ายถือปฏิบัติร่วมกัน"), ("- ", "")])
def test_a_sentence_above_a_table_is_a_wording_if_nothing_else_stands_around_it(
    workspace: Workspace, tmp_path: Path, mark: str, below: str
) -> None:
    intro = f"{mark}สำนักงานเขตตัวอย่างวิเคราะห์ผลของปี 2567 ดังนี้"
    content = (intro, BY_INDICATOR, *filter(None, (below,)))
    chapters = [CHAPTERS[0], ("การวิเคราะห์ผลการประเมิน", content), *CHAPTERS[1:]]
    path = write_book(tmp_path / "ก.docx", chapters=chapters)
    taken_in(workspace, path)
    (text,) = (c.text for c in workspace.year(2568).chapters if c.part == "analysis")
    if mark or below:
        assert wordings(workspace) == {}
        assert text == "\n".join(filter(None, (intro, GENERATED, below)))
    else:
        general = "{สำนักงานเขต}วิเคราะห์ผลของปี {ปีก่อน} ดังนี้"
        assert wordings(workspace) == {"analysis-by-indicator.intro": general}
        assert text == ""
    assert planned(workspace, path).writes == ()


@pytest.mark.parametrize(("has_it", "kept"), [(True, {}), (False, {ANALYSIS: ""})])
def test_a_standing_sentence_is_printed_where_the_file_has_it_and_nowhere_else(
    workspace: Workspace, tmp_path: Path, *, has_it: bool, kept: dict[str, str]
) -> None:
    typed = (template(ANALYSIS).of(workspace.year(2568)),) * has_it
    chapters = [CHAPTERS[0], ("การวิเคราะห์ผลการประเมิน", (*typed, BY_INDICATOR)), *CHAPTERS[1:]]
    path = write_book(tmp_path / "ก.docx", chapters=chapters)
    taken_in(workspace, path)
    assert wordings(workspace) == kept
    assert planned(workspace, path).writes == ()
    of = ReportContext(workspace.year(2568), None)
    printed = text_of(PARTS["analysis"].build(of, Digits.ARABIC).blocks)
    assert ("ในปีงบประมาณที่ผ่านมา ดังนี้" in printed) is has_it


@pytest.mark.in_turn
@pytest.mark.parametrize(("has_it", "kept"), [(True, {}), (False, {STUDY: ""})])
def test_what_is_made_of_last_years_result_is_printed_where_the_file_has_it_and_nowhere_else(
    workspace: Workspace, tmp_path: Path, *, has_it: bool, kept: dict[str, str]
) -> None:
    years.add_year(workspace, 2567)
    with workspace.change("คะแนน") as change:
        of_year = workspace.year(2567).fiscal_year.id
        value = Decimal("98.10")
        change.insert(
            Score(id="ก", year_id=of_year, node="IIT", source=ScoreSource.OFFICIAL, value=value)
        )

    def printed() -> str:
        of = ReportContext(workspace.year(2568), workspace.year(2567))
        return text_of(PARTS["analysis"].before(of))

    study = printed().split("\n")
    assert any("98.10" in line for line in study)
    sentence = template(ANALYSIS).of(workspace.year(2568))
    content = (*study[:1], sentence, BY_INDICATOR) if has_it else (sentence, BY_INDICATOR)
    chapters = [CHAPTERS[0], ("การวิเคราะห์ผลการประเมิน", content), *CHAPTERS[1:]]
    path = write_book(tmp_path / "ก.docx", chapters=chapters)
    taken_in(workspace, path)
    assert wordings(workspace) == kept
    assert bool(printed()) is has_it
    assert planned(workspace, path).writes == ()


def test_a_cover_is_printed_as_it_came(workspace: Workspace, tmp_path: Path) -> None:
    lines = (
        "สำนักงานเขตตัวอย่าง",
        "EXAMPLE DISTRICT OFFICE",
        "มาตรการการยกระดับคุณธรรม",
        "และความโปร่งใสภายในหน่วยงาน",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "สำนักงานเขตตัวอย่าง",
    )
    path = write_book(tmp_path / "ก.docx", cover=lines)
    taken_in(workspace, path)
    assert wordings(workspace) == {
        "book-cover": "{สำนักงานเขต}\nEXAMPLE DISTRICT OFFICE",
        "book-cover-title": "มาตรการการยกระดับคุณธรรม\nและความโปร่งใสภายในหน่วยงาน",
    }
    assert planned(workspace, path).writes == ()
    workspace.edits.undo()
    taken_in(workspace, write_book(tmp_path / "ข.docx", cover=lines[2:5]))
    assert wordings(workspace) == {
        "book-cover": "",
        "book-cover-title": "มาตรการการยกระดับคุณธรรม\nและความโปร่งใสภายในหน่วยงาน",
        "book-cover-foot": "",
    }


@pytest.mark.in_turn
@pytest.mark.parametrize("contents", [True, False])
@pytest.mark.parametrize("look", LOOKS[:3], ids=lambda look: look.heads)
def test_order_and_briefing_before_the_first_chapter_are_no_cover(
    workspace: Workspace, tmp_path: Path, look: Look, *, contents: bool
) -> None:
    cover = (COVER[0], "มาตรการการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน", *COVER[2:])
    front = (ORDER, BRIEFING)
    taken_in(
        workspace,
        write_book(tmp_path / "ก.docx", look, cover=cover, contents=contents, front=front),
    )
    words = wordings(workspace)
    assert words["book-cover-title"] == cover[1]
    assert words["book-briefing"] == BRIEFING[1][0]
    data = workspace.year(2568)
    shown = [one for one in data.chapters if one.state is ChapterState.SHOWN]
    parts = [one.part for one in sorted(shown, key=lambda one: one.position)]
    usual = ["importance", "measures", "communication", "image", ""]
    assert parts[-7:] == ["order", "briefing", *usual]
    assert [order.number for order in data.orders] == ["12"]


def test_what_is_no_cover_is_told_and_changes_no_wording(
    workspace: Workspace, tmp_path: Path
) -> None:
    lines = ("ร่างเพื่อพิจารณา ณ วันที่ 3 มีนาคม 2568", "มาตรการของสำนักงานเขตตัวอย่าง")
    series = taken_in(workspace, write_book(tmp_path / "ก.docx", cover=lines))
    assert wordings(workspace) == {}
    told = " ".join(doubt.why for each in series.parts for doubt in each.doubts)
    assert "ข้อความก่อนบทแรกไม่ได้นำเข้า: “ร่างเพื่อพิจารณา" in told
