"""round new, take and status, as a clerk's script calls them."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run


@pytest.mark.in_turn
def test_a_round_goes_out_comes_back_and_is_counted(run: Run, path: Path, tmp_path: Path) -> None:
    table = tmp_path / "งาน.csv"
    table.write_text("ข้อ,ผู้รับผิดชอบ\nO1,ฝ่ายโยธา\nO2,ฝ่ายการคลัง\n", encoding="utf-8")
    run("import", path, "assignments", table)
    out = tmp_path / "ส่ง"
    out.mkdir()
    sent = run("round", "new", path, "--out", out, "--about", "oit", "--mail", "--json")
    made = json.loads(sent.out)
    assert (sent.code, made["rows"]) == (0, {"ฝ่ายโยธา": 1, "ฝ่ายการคลัง": 1})
    assert [len(made["files"]), len(made["mails"])] == [2, 2]
    form = Path(made["files"][0])
    book = load_workbook(form)
    sheet = book["ข้อมูล OIT"]
    sheet.cell(sheet.max_row, 5, "https://d.example/1")
    book.save(form)
    (taken,) = json.loads(run("round", "take", path, form, "--json").out)["units"]
    assert (taken["unit"], taken["new"], taken["refused"]) == ("ฝ่ายโยธา", 1, [])
    assert set(taken) == {"unit", "file", "new", "changed", "unchanged", "conflicts", "refused",
                          "photographs"}  # fmt: skip
    units = json.loads(run("round", "status", path, "--json").out)["units"]
    assert units == [
        {"unit": "ฝ่ายโยธา", "state": "returned", "open": 0, "answer": ""},
        {"unit": "ฝ่ายการคลัง", "state": "sent", "open": 1, "answer": ""},
    ]
    wrong = run("round", "new", path, "--out", out, "--about", "weather")
    assert (wrong.code, "oit measures people question" in wrong.err) == (2, True)


def test_no_form_goes_out_that_no_round_knows(run: Run, path: Path, tmp_path: Path) -> None:
    words = ("round", "new", path, "--out", tmp_path / "ส่ง", "--units", "ฝ่ายโยธา",
             "--about", "question", "--question", "กี่ครั้ง")  # fmt: skip
    with Workspace.open(path):
        text = run(*words)
    assert (text.code, text.out) == (3, "")
    assert "เปิดอ่านได้อย่างเดียว" in text.err
    assert not (tmp_path / "ส่ง").exists()
    assert run(*words).code == 0


def test_a_round_of_a_question_alone(run: Run, path: Path, tmp_path: Path) -> None:
    words = ("round", "new", path, "--out", tmp_path, "--units", "ฝ่ายโยธา", "--about", "question")
    assert run(*words).code == 2
    made = json.loads(run(*words, "--question", "อบรมกี่ครั้ง", "--json").out)
    assert made["rows"] == {"ฝ่ายโยธา": 1}
    (form,) = map(Path, made["files"])
    book = load_workbook(form)
    assert book.sheetnames == ["คำถาม"]
    sheet = book["คำถาม"]
    sheet.cell(sheet.max_row, 2, "สองครั้ง\nครบทุกคน")
    book.save(form)
    run("round", "take", path, form)
    (unit,) = json.loads(run("round", "status", path, "--json").out)["units"]
    assert unit == {"unit": "ฝ่ายโยธา", "state": "returned", "open": 0,
                    "answer": "สองครั้ง\nครบทุกคน"}  # fmt: skip
    assert "ตอบว่า: สองครั้ง\n  ครบทุกคน" in run("round", "status", path).out
