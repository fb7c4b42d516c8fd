"""check, as text and as JSON."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.records import MeasureStatus
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services import measures, tracking, workspaces
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.oit import assignments, evidence, link_checks
from ita_desktop.services.scores import scores
from ita_desktop.services.scores.scores import ScoreEdit
from ita_desktop.services.tracking import TimeKey
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")


def test_instruments_without_a_score_are_told_by_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "งาน.ita"
    with workspaces.create(path, "เขต", 2568) as office:
        given = [ScoreEdit("EIT", Decimal(90))]
        scores.edit_scores(office, 2568, {ScoreSource.OFFICIAL: given})
    told = [each["where"] for each in findings(run, path) if each["code"] == "no-score"]
    assert told == ["IIT", "OIT"]


def findings(run: Run, path: Path, *words: object) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("check", path, "--json", *words).out)["findings"]
    return found


def codes(found: list[dict[str, str]], severity: str) -> dict[str, list[str]]:
    """Where each kind of finding of a severity was found."""
    shown: dict[str, list[str]] = {}
    for entry in found:
        if entry["severity"] == severity:
            shown.setdefault(entry["code"], []).append(entry["where"])
    return shown


def test_what_is_late_is_an_error_that_the_exit_code_tells(run: Run, sample: Path) -> None:
    text = run("check", sample)
    assert text.code == 1
    first = text.out.splitlines()[0]
    assert first.startswith("ต้องแก้  O3: ข้อ O3 เลยกำหนด 28 ก.พ. 68 แล้ว 14 วัน")
    errors = codes(findings(run, sample), "error")
    assert errors["late-item"] == ["O3", "O9", "O14"]
    assert len(errors["late-measure"]) == 2


def test_every_finding_has_the_promised_keys(run: Run, sample: Path) -> None:
    for finding in findings(run, sample):
        assert set(finding) - {"units"} == {"severity", "code", "where", "message_th", "fix_th"}
        assert finding["severity"] in {"error", "warning", "info"}
        assert finding["message_th"]


def test_a_new_workspace_has_nothing_late_and_tells_what_it_lacks(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2024-01-15")
    text = run("check", path)
    assert text.code == 0
    warned = codes(findings(run, path), "warning")
    assert len(warned["no-owner"]) == 22
    assert warned["no-members"] == ["คณะกรรมการอำนวยการ", "คณะทำงาน"]


def test_official_figures_that_contradict_each_other_are_told(run: Run, path: Path) -> None:
    with Workspace.open(path) as workspace:
        edits = [ScoreEdit(f"I{number}", Decimal(90)) for number in range(1, 13)]
        edits = [*edits, ScoreEdit("IIT", Decimal(80))]
        scores.set_scores(workspace, 2567, edits, ScoreSource.OFFICIAL)
    assert "IIT" in codes(findings(run, path), "warning")["contradiction"]
    assert run("check", path, "--settle", "IIT").out.startswith("ยืนยันแล้ว 1 เรื่อง")
    assert "IIT" not in codes(findings(run, path), "warning").get("contradiction", [])


def test_what_is_due_soon_is_told_without_alarm(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(path) as workspace:
        unit = workspace.units()[1]
        owner = (OwnerRef(unit_id=unit.id),)
        assignments.assign(workspace, 2567, ["O1"], owner, date(2024, 1, 31))
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2024-01-20")
    assert codes(findings(run, path), "info")["due-item"] == ["O1"]
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2024-02-01")
    assert codes(findings(run, path), "error") == {"late-item": ["O1"]}


def test_in_a_year_that_is_over_nothing_is_late_and_what_has_no_record_is_told(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(path) as workspace:
        owner = (OwnerRef(unit_id=workspace.units()[1].id),)
        assignments.assign(workspace, 2567, ["O1"], owner, date(2024, 1, 31))
        measures.add(workspace, 2567, [{"items": ("I5",), "schedule": "ทุกเดือน"}])
    monkeypatch.setenv("ITA_DESKTOP_TODAY", "2026-09-14")
    found = findings(run, path)
    assert not {"late-item", "late-measure"} & codes(found, "error").keys()
    described = codes(found, "info")
    missing = {"no-owner", "measure-no-owner", "no-members"}
    assert not missing & codes(found, "warning").keys()
    assert missing <= described.keys()
    assert "O1" in described["missed-item"]
    assert described["missed-measure"] == ["I5"]


def test_another_year_is_checked_where_it_is_named(run: Run, sample: Path) -> None:
    assert "late-item" not in codes(findings(run, sample, "--year", 2567), "error")
    assert run("check", sample, "--year", 2560).code == 2


def test_a_file_that_is_damaged_is_said_to_be(run: Run, path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 5] = b"x" * 8192
    path.write_bytes(content)
    text = run("check", path)
    assert text.code == 3
    assert text.err.count("\n") == 1


def test_findings_are_told_in_english(run: Run, sample: Path) -> None:
    text = run("check", sample, "--lang", "en").out
    assert text.splitlines()[0].startswith("Mend  O3: O3 was due 28 Feb 68, 14 days ago")


def test_what_is_not_recorded_for_a_time_that_is_over_is_told(run: Run, sample: Path) -> None:
    with Workspace.open(sample) as workspace:
        doing = {"items": ("I5",), "status": MeasureStatus.DOING, "schedule": "ทุกเดือน"}
        outside = {"items": ("I6",), "schedule": "ต.ค. 66 - มี.ค. 67"}
        key = measures.add(workspace, 2568, [doing, outside])[0]
        tracking.mark_done(workspace, 2568, [TimeKey(key, date(2025, 1, 31))], date(2025, 1, 15))
    found = findings(run, sample)
    texts = {entry["message_th"] for entry in found if entry["code"] == "late-measure"}
    assert "มาตรการยังไม่บันทึกผลของรอบที่ครบกำหนด 28 ก.พ. 68" in texts
    told = [one for one in found if one["code"] in {"measure-no-time", "outside-year"}]
    assert [(one["code"], one["where"]) for one in told] == [("measure-no-time", "มาตรการ I6")]


def test_a_mark_of_100_without_proof_is_named_and_a_reason_makes_it_information(
    path: Path, run: Run
) -> None:
    with Workspace.open(path) as workspace:
        year = workspace.years()[-1].year
        evidence.add(workspace, year, "O3", {"location": "https://d.example/3"})
        mark = ScoreEdit("O3", Decimal(100))
        scores.set_scores(workspace, year, [mark], ScoreSource.SELF)

    (told,) = [one for one in findings(run, path) if one["code"] == "no-proof"]
    assert (told["severity"], told["where"]) == ("warning", "O3")
    assert "ยังไม่ได้ตรวจลิงก์" in told["message_th"]
    with Workspace.open(path) as workspace:
        link_checks.give_reason(workspace, year, "O3", "ส่งเป็นหนังสือแล้ว", date(2024, 2, 1))
    (told,) = [one for one in findings(run, path) if one["code"] == "no-proof"]
    assert told["severity"] == "info"
    assert "ส่งเป็นหนังสือแล้ว" in told["message_th"]


def test_only_all_takes_all_out_and_a_slip_nothing(run: Run, sample: Path) -> None:
    assert run("check", sample, "--withdraw", "all").out.startswith("ถอนแล้ว 0 รายการ")
    for slip in ("6x", ",", "6,ทั้งหมด"):
        refused = run("check", sample, "--withdraw", slip)
        assert refused.code == 2
        assert "ไม่ใช่เลขของการนำเข้า" in refused.err


@pytest.mark.in_turn
def test_what_an_import_brought_without_evidence_is_taken_out_by_its_number(
    run: Run, sample: Path
) -> None:
    def told() -> list[dict[str, str]]:
        return [
            each for each in findings(run, sample, "--year", 2567) if each["code"] == "no-evidence"
        ]

    assert told() == []
    with Workspace.open(sample) as workspace:
        (row,) = [
            score
            for score in workspace.year(2567).scores
            if (score.node, score.source) == ("O1", ScoreSource.OFFICIAL)
        ]
        with workspace.change("นำเข้าผลการประเมิน") as change:
            change.update(row, value=row.value - 50)
    (one,) = told()
    command = f"--year 2567 --withdraw {one['withdraw']}"
    assert command in run("check", sample, "--year", "2567").out
    assert run("check", sample, *command.split()).out.startswith("ถอนแล้ว 1 รายการ")
    assert told() == []
