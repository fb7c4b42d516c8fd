"""wordings list, show and set, as a clerk's script calls them."""

import json
from pathlib import Path

import pytest

from ita_desktop.services import workspaces
from tests.cli.conftest import Run


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")


def state(run: Run, sample: Path, name: str) -> bool:
    found = json.loads(run("wordings", "list", sample, "--json").out)["wordings"]
    (own,) = (one["own"] for one in found if one["name"] == name)
    return bool(own)


@pytest.mark.in_turn
def test_texts_are_listed_shown_and_set_and_the_form_can_be_had_back(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    name = "image-communication.heads"
    shown = run("wordings", "show", sample, name).out
    assert shown.startswith("มาตรการ/กิจกรรมในการสื่อสาร")
    assert not state(run, sample, name)
    assert run("wordings", "set", sample, name, "{สำนักงานเขต}สื่อสารกับประชาชน ดังนี้").code == 0
    assert run("wordings", "show", sample, name).out == "{สำนักงานเขต}สื่อสารกับประชาชน ดังนี้\n"
    assert state(run, sample, name)
    run("export", sample, "image-communication", "--out", tmp_path, "--format", "docx")
    from tests.cli.test_documents import inside

    (made,) = tmp_path.glob("*.docx")
    assert "สื่อสารกับประชาชน ดังนี้" in inside(made)
    assert "กิจกรรมในการสื่อสาร" not in inside(made)
    run("wordings", "set", sample, name, "--as-form")
    assert run("wordings", "show", sample, name).out == shown
    assert not state(run, sample, name)


def test_what_is_made_of_data_is_shown_as_text_and_replaced_whole(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    name = "framework-summary.criteria-list"
    assert "1.1 ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ (Bribery Fraud)" in run("wordings", "show", sample, name).out
    source = tmp_path / "เกณฑ์.txt"
    source.write_text("เครื่องมือ 3 ชิ้น\n| ก | ข |\n|---|---|\n| 1 | 2 |", encoding="utf-8")
    assert run("wordings", "set", sample, name, "--from", source).code == 0
    assert run("wordings", "show", sample, name).out == source.read_text("utf-8") + "\n"


@pytest.mark.in_turn
def test_chapters_and_the_form_of_the_book_are_set_by_name(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    assert run("wordings", "set", sample, "book:form", "short").code == 0
    listed = run("wordings", "show", sample, "book:form").out.split()
    assert "chapter:framework" in listed
    assert "chapter:measures" not in listed
    source = tmp_path / "บทที่ 1.txt"
    source.write_text("ความเป็นมาของเรา\n---\nหน้าที่สอง", encoding="utf-8")
    assert run("wordings", "set", sample, "chapter:framework", "--from", source).code == 0
    assert run("wordings", "set", sample, "chapter:ภาคผนวก", "รายชื่อผู้จัดทำ").code == 0
    assert run("wordings", "show", sample, "chapter:ภาคผนวก").out == "รายชื่อผู้จัดทำ\n"
    run("export", sample, "measures-book", "--out", tmp_path, "--format", "docx")
    from tests.cli.test_documents import inside

    (made,) = tmp_path.glob("*.docx")
    assert "ความเป็นมาของเรา" in inside(made)
    assert "เครื่องมือเชิงบวก" not in inside(made), "nothing of ours beside it"


def test_a_picture_that_a_text_cannot_have_is_told(run: Run, sample: Path, tmp_path: Path) -> None:
    from docx import Document
    from PIL import Image

    Image.new("RGB", (9, 9)).save(tmp_path / "ภาพ.png")
    document = Document()
    document.add_paragraph("ความเป็นมา")
    document.save(str(tmp_path / "ก.docx"))
    document.add_picture(str(tmp_path / "ภาพ.png"))
    document.save(str(tmp_path / "ข.docx"))
    told = [
        run("wordings", "set", sample, "chapter:importance", "--from", tmp_path / name)
        for name in ("ก.docx", "ข.docx")
    ]
    assert [(done.code, "ภาพ 1 ภาพ" in done.out) for done in told] == [(0, False), (0, True)]


@pytest.mark.in_turn
def test_the_form_of_the_book_is_set_as_it_is_shown(run: Run, sample: Path, tmp_path: Path) -> None:
    run("wordings", "set", sample, "chapter:ภาค ผนวก", "รายชื่อผู้จัดทำ")
    source = tmp_path / "บท.txt"
    wanted = "chapter:measures\nchapter:ภาค ผนวก\nchapter:contents\n"
    source.write_text(wanted, encoding="utf-8")
    assert run("wordings", "set", sample, "book:form", "--from", source).code == 0
    assert run("wordings", "show", sample, "book:form").out == wanted
    source.write_text("chapter:measures\nchapter:nothing\n", encoding="utf-8")
    failed = run("wordings", "set", sample, "book:form", "--from", source)
    assert (failed.code, "chapter:nothing" in failed.err) == (2, True)
    assert run("wordings", "show", sample, "book:form").out == wanted
    run("undo", sample)
    assert len(run("wordings", "show", sample, "book:form").out.split("\n")) > 4
    run("wordings", "set", sample, "book:form", wanted)
    run("wordings", "set", sample, "book:form", "--as-form")
    usual = run("wordings", "show", sample, "book:form").out
    assert usual.startswith("chapter:contents\n")
    assert "chapter:ภาค ผนวก\n" in usual


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("show", "nothing"), "ไม่มีถ้อยคำชื่อ nothing"),
        (("set", "agenda.number", "วาระ {ไม่มี}"), "ไม่มีช่องเติม {ไม่มี}"),
        (("set", "oit-assignments.columns", "ข้อ | ข้อมูล"), "เป็นหัวตาราง 4 ช่อง แต่ที่พิมพ์มี 2 ช่อง"),
        (("set", "book:form", "nothing"), "ไม่มีลำดับบทชื่อ nothing · ใช้ full short"),
        (("set", "agenda.number", "--from", "ไม่มี.txt"), "เปิด ไม่มี.txt ไม่ได้"),
        (("set", "agenda.number", "--from", "ไฟล์.pdf"), "อ่านข้อความจาก ไฟล์.pdf ไม่ได้"),
        (("set", "agenda.number"), "TEXT"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    run: Run, sample: Path, arguments: tuple[str, ...], text: str
) -> None:
    action, *rest = arguments
    failed = run("wordings", action, sample, *rest)
    assert failed.code == 2
    assert text in failed.err
    assert len(failed.err.splitlines()) == 1
