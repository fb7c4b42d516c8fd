"""sign, signed: papers as they were signed, what differs since, and what follows them."""

import json
from pathlib import Path

import pytest

from ita_desktop.services import workspaces
from tests.cli.conftest import Run
from tests.services.papers.signed_orders import change_roster

ORDER = "appointment-order"


@pytest.mark.in_turn
def test_a_signed_order_is_listed_with_what_differs_and_is_amended(
    run: Run, tmp_path: Path
) -> None:
    file = workspaces.copy_sample(tmp_path / "work.ita")
    words = ("--day", "3/2/68", "--by", "นายสมมุติ ลงนาม", "--copy-to", "ฝ่ายปกครอง")
    signed = run("sign", file, ORDER, *words, "--copy-to", "ฝ่ายโยธา", "--json")
    assert (signed.code, signed.err) == (0, "")
    told = json.loads(signed.out)["signed"]
    assert (told["day"], told["number"], told["version"]) == ("2025-02-03", "12/2567", 1)
    assert (told["signed_by"], told["copies_to"]) == ("นายสมมุติ ลงนาม", ["ฝ่ายปกครอง", "ฝ่ายโยธา"])
    assert told["unread"] == ""
    same = run("signed", file)
    assert same.code == 0
    assert "ข้อมูลตรงกับฉบับลงนาม" in same.out
    assert "ผู้ลงนาม: นายสมมุติ ลงนาม ผู้อำนวยการเขตตัวอย่าง" in same.out
    with workspaces.open_workspace(file) as workspace:
        change_roster(workspace)
    listed = run("signed", file, "--json")
    assert listed.code == 1
    [paper] = json.loads(listed.out)["signed"]
    assert (paper["same"], len(paper["differences"]), paper["counts"]) == (False, 7, True)
    assert "7 แห่ง" in run("signed", file).out
    drafted = json.loads(run("signed", file, "--amend", 1, "--json").out)
    assert (drafted["place"], drafted["not_taken"]) == (2, "")
    assert run("signed", file).code == 0
    for words in (("--copy", "1"), ("--list", "--format", "all")):
        written = json.loads(run("signed", file, *words, "--out", tmp_path / "out", "--json").out)
        assert all(Path(path).is_file() for path in written["files"])
    assert len(written["files"]) == 3
    for words, why in (
        (("signed", file, "--copy", "2", "--out", tmp_path), "ไม่มีฉบับที่ 2"),
        (("signed", file, "--copy", "1"), "--out"),
        (("signed", file, "--correct", "1"), "ฉบับลงนามนี้เป็นคำสั่ง"),
        (("sign", file, ORDER, "--pdf", file), "ไม่ใช่ไฟล์ PDF"),
        (("sign", file, "nothing"), "nothing"),
    ):
        refused = run(*words)
        assert refused.code == 2
        assert why in refused.err


@pytest.mark.in_turn
def test_a_version_of_an_earlier_day_is_said_not_to_count(run: Run, tmp_path: Path) -> None:
    file = workspaces.copy_sample(tmp_path / "work.ita")
    assert run("sign", file, "measures-by-item", "--day", "3/2/68").code == 0
    again = json.loads(run("sign", file, "measures-by-item", "--number", "2", "--json").out)
    assert again["signed"]["day"] >= "2025-02-03"
    earlier = run("sign", file, "measures-by-item", "--day", "1/2/68")
    assert "ฉบับก่อนหน้า" in earlier.out
    told = json.loads(run("sign", file, "measures-by-item", "--day", "2/2/68", "--json").out)
    assert not told["signed"]["counts"]
