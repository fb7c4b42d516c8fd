"""score, as text and as JSON."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services import measures, tracking, workspaces
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.scores import scores
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run


@pytest.fixture
def scored(path: Path) -> Path:
    given = {"IIT": "98.88", "EIT": "92.38", "OIT": "100"}
    with Workspace.open(path) as workspace:
        edits = [scores.ScoreEdit(code, Decimal(value)) for code, value in given.items()]
        scores.set_scores(workspace, 2567, edits, ScoreSource.OFFICIAL)
    return path


def test_the_json_has_the_promised_keys_and_nothing_else(run: Run, scored: Path) -> None:
    text = run("score", scored, "--json")
    assert (text.code, text.err) == (0, "")
    described = json.loads(text.out)
    assert list(described) == [
        "fiscal_year",
        "framework",
        "total",
        "source",
        "level",
        "instruments",
        "indicators",
        "items",
        "framework_status",
        "by_unit",
    ]
    assert described["fiscal_year"] == 2567
    assert described["framework"] == "2567"
    assert described["total"] == "97.38"
    assert described["source"] == "computed"
    assert described["level"] == {
        "name_th": "ผ่านดี",
        "code": "passes_well",
        "blocked_by": [
            {
                "level": "ผ่านดีเยี่ยม",
                "rule": "EIT >= 95",
                "needs": "95.00",
                "has": "92.38",
                "missing": "2.62",
            }
        ],
    }
    assert described["instruments"][0] == {
        "code": "IIT",
        "weight": "30",
        "score": "98.88",
        "weighted": "29.66",
        "official": "98.88",
        "computed": None,
    }
    assert set(described["indicators"][0]) == {
        "code",
        "instrument",
        "score",
        "official",
        "computed",
    }
    assert set(described["items"][0]) == {"code", "indicator", "score", "official", "computed"}


def test_the_text_tells_total_level_and_what_is_missing(run: Run, scored: Path) -> None:
    text = run("score", scored)
    assert text.code == 0
    lines = text.out.splitlines()
    assert lines[0] == "ปี 2567  รวม 97.38  ผ่านดี"
    assert "  EIT  92.38  × 30" in lines
    assert lines[-1] == "ยังไม่ถึงผ่านดีเยี่ยม: EIT >= 95 มี 92.38 ขาด 2.62"


def test_nothing_known_is_told_with_dashes(run: Run, path: Path) -> None:
    text = run("score", path)
    assert text.code == 0
    assert text.out.splitlines()[0] == "ปี 2567  รวม –  –"
    described = json.loads(run("score", path, "--json").out)
    assert (described["total"], described["level"], described["source"]) == (None, None, None)


def test_reading_scores_changes_no_byte(run: Run, scored: Path) -> None:
    before = scored.read_bytes()
    run("score", scored)
    assert scored.read_bytes() == before
    assert [path for path in scored.parent.iterdir() if path != scored] == []


def test_of_a_total_known_in_part_it_is_told_how_much_and_what_it_can_become(
    run: Run, path: Path
) -> None:
    with Workspace.open(path) as workspace:
        edits = [scores.ScoreEdit("OIT", Decimal(40)), scores.ScoreEdit("E1", Decimal(90))]
        scores.set_scores(workspace, 2567, edits, ScoreSource.OFFICIAL)
    text = run("score", path).out
    assert "รวม รู้คะแนนแล้ว 45.00% เฉลี่ยจากที่รู้ 61.43 อยู่ระหว่าง 20.50 ถึง 75.50" in text
    assert "EIT รู้คะแนนแล้ว 16.67% เฉลี่ยจากที่รู้ 90.00 อยู่ระหว่าง 15.00 ถึง 98.33" in text
    assert "IIT รู้" not in text


def test_surveys_of_the_year_before_stand_in_as_in_the_window(run: Run, tmp_path: Path) -> None:
    path = workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")
    text = run("score", path, "--year", "2568").out.splitlines()
    assert text[0] == "ปี 2568  รวม –  –"
    assert text[1] == "ใช้ IIT EIT ของปี 2567 แทนที่ยังไม่มีผล: รวม 73.38  ต้องปรับปรุง"
    assert not [
        line for line in run("score", path, "--year", "2567").out.splitlines() if "แทน" in line
    ]


def test_the_scores_of_a_draft_say_what_they_rest_on(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ร่าง.ita"
    run("new", path, "--year", "2570", "--organisation", "สำนักงานเขตตัวอย่าง")
    described = json.loads(run("score", path, "--json").out)
    assert (described["framework_status"], described["drafted_from"]) == ("draft", "2567")
    assert "กรอบของปีนี้เป็นร่างจากกรอบ 2567" in run("score", path).out
    found = json.loads(run("check", path, "--json").out)["findings"]
    assert [one["code"] for one in found].count("unconfirmed") == 4


def test_who_has_done_what_several_units_do_is_told(run: Run, scored: Path) -> None:
    with Workspace.open(scored) as workspace:
        workspace_units = {unit.name: unit.id for unit in workspace.units()}
        civil, law = (workspace_units[name] for name in ("ฝ่ายโยธา", "ฝ่ายเทศกิจ"))
        owners = (OwnerRef(unit_id=civil), OwnerRef(unit_id=law))
        monthly = {"items": ("I1",), "method": "ประชุม", "schedule": "ทุก 6 เดือน", "owners": owners}
        [shared] = measures.add(workspace, 2567, [monthly])
        half = date(2024, 3, 31)
        tracking.record(workspace, 2567, shared, unit_id=civil, occurrence=half, text="ก")
    [told] = json.loads(run("score", scored, "--json").out)["by_unit"]
    assert (told["measure"], told["what"]) == ("I1", "ประชุม")
    civil_one, law_one = told["units"]
    assert (civil_one["unit"], civil_one["done"], civil_one["for_all"]) == (
        "ฝ่ายโยธา", ["2024-03-31"], [],
    )  # fmt: skip
    assert (law_one["done"], law_one["missing"][0]) == ([], "2024-03-31")
    assert "I1 ยังขาด ฝ่ายโยธา, ฝ่ายเทศกิจ" in run("score", scored).out.splitlines()[-1]
