"""plan, as text and as JSON."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services import workspaces
from ita_desktop.services.scores import scores
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.cli.conftest import Run


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return workspaces.copy_sample(tmp_path / "ตัวอย่าง.ita")


def test_the_next_level_and_the_fewest_items_are_told_with_their_owners(
    run: Run, sample: Path
) -> None:
    described = json.loads(run("plan", sample, "--json").out)

    assert (described["fiscal_year"], described["from_year"]) == (2568, 2567)
    assert (described["total"], described["level"]["name_th"]) == ("73.38", "ต้องปรับปรุง")
    assert (described["target"]["name_th"], described["reached"]) == ("ผ่าน", False)
    assert [one["rule"] for one in described["blocked_by"]] == ["ITA >= 85"]
    oit = described["instruments"][2]
    assert (oit["has"], oit["needs"]) == ("40.00", "69.05")
    assert {one["size"] for one in oit["sets"]} == {6}
    first = oit["sets"][0]["picks"][0]
    assert first == {
        "take": 2,
        "of": [
            {"code": "O19", "owners": "ทุกฝ่าย"},
            {"code": "O21", "owners": "ฝ่ายการคลัง, ฝ่ายเทศกิจ"},
        ],
    }


def test_a_survey_that_is_not_in_yet_is_planned_by_the_items_of_last_year(
    run: Run, sample: Path
) -> None:
    described = json.loads(run("plan", sample, "--level", "ผ่านดีเยี่ยม", "--json").out)

    eit = described["instruments"][1]
    assert (eit["has"], eit["needs"], eit["missing"]) == ("92.38", "95.00", "2.62")
    assert sorted(eit["together"]["items"]) == ["E4", "E5", "E6"]
    assert eit["together"]["needs"] == "94.87"
    assert eit["items"][0] == {
        "code": "E6", "has": "89.24", "total_per_point": "0.05", "needs_alone": None,
    }  # fmt: skip
    assert [one["rule"] for one in described["blocked_with_all_oit"]] == ["EIT >= 95"]


def test_the_text_says_the_same(run: Run, sample: Path) -> None:
    text = run("plan", sample, "--year", "2567")

    assert (text.code, text.err) == (0, "")
    assert "ยังไม่ถึงผ่านดีเยี่ยม: EIT >= 95 มี 92.38 ขาด 2.62" in text.out
    assert "E6 E4 E5 ต้องได้ข้อละ 94.87" in text.out
    assert "แม้ OIT ครบทุกข้อก็ยังไม่ถึงผ่านดีเยี่ยม: EIT >= 95 ขาด 2.62" in text.out


def _letters(path: Path, **figures: str) -> None:
    """A year of letters with official figures."""
    with Workspace.open(path) as workspace:
        years.use_level_set(workspace, 2567, "letters")
        edits = [scores.ScoreEdit(code, Decimal(value)) for code, value in figures.items()]
        scores.set_scores(workspace, 2567, edits, ScoreSource.OFFICIAL)


def test_a_total_that_any_instrument_could_lift_is_told_as_a_choice(run: Run, path: Path) -> None:
    _letters(path, IIT="85.90", EIT="74.13", OIT="63.10")

    text = run("plan", path).out

    assert "อย่างใดอย่างหนึ่งต่อไปนี้พอให้ถึง B\n  1. OIT 63.10 ต้องได้ 67.47\n" in text
    assert "IIT 85.90 ต้องได้ 91.72" in text
    assert "OIT 63.10 ต้องได้ 67.47" in text
    assert "ข้อ" not in text, "of the items nothing is known"


def test_a_level_that_no_instrument_reaches_alone_is_told_for_all(run: Run, path: Path) -> None:
    _letters(path, IIT="85.90", EIT="74.13", OIT="63.10")

    text = run("plan", path, "--level", "AA").out

    assert "ทุกเครื่องมือต้องได้ 95.00" in text
    assert "EIT 74.13 ต้องได้ 95.00" in text


def test_indicators_are_named_where_items_are_not_known(run: Run, path: Path) -> None:
    figures = {"1": 99, "2": 98, "3": 98, "4": 99, "5": 99, "6": 95, "7": 89, "8": 90, "OIT": 100}
    with Workspace.open(path) as workspace:
        edits = [scores.ScoreEdit(code, Decimal(value)) for code, value in figures.items()]
        scores.set_scores(workspace, 2567, edits, ScoreSource.OFFICIAL)

    text = run("plan", path).out

    assert "EIT 92.33 ต้องได้ 95.00: ตัวชี้วัด 7 8 ต้องได้ตัวละ 94.99" in text
    assert "  8 90.00  ทุก 1 คะแนน รวมเพิ่ม 0.1  ถ้ายกเพียงอย่างเดียวต้องได้ 97.99" in text


def test_an_instrument_that_cannot_do_it_says_so(run: Run, path: Path) -> None:
    _letters(path, IIT="95", EIT="70", OIT="20")

    text = run("plan", path, "--level", "B").out

    assert "IIT 95.00 แม้ได้ 100 ก็ยังไม่พอ" in text
    assert "อย่างใดอย่างหนึ่ง" not in text, "OIT alone can do it"
    assert "OIT 20.00 ต้องได้ 63.74" in text


def test_a_level_that_is_reached_says_so(run: Run, sample: Path) -> None:
    assert run("plan", sample, "--year", "2567", "--level", "passes").out.splitlines()[-1] == (
        "ถึงผ่านแล้ว"
    )


def test_a_level_that_the_year_does_not_have_is_told_which_there_are(
    run: Run, sample: Path
) -> None:
    text = run("plan", sample, "--level", "AA")

    assert (text.code, text.out) == (2, "")
    assert "ไม่มีระดับ “AA”" in text.err
    assert "ผ่านดีเยี่ยม" in text.err


def test_a_year_without_scores_has_no_plan_yet(run: Run, path: Path) -> None:
    text = run("plan", path)

    assert text.code == 0
    assert "ยังไม่มีคะแนน จึงยังวางแผนไม่ได้" in text.out


def _official(path: Path, **figures: str) -> None:
    with Workspace.open(path) as workspace:
        edits = [scores.ScoreEdit(code, Decimal(value)) for code, value in figures.items()]
        scores.set_scores(workspace, 2567, edits, ScoreSource.OFFICIAL)


@pytest.mark.parametrize("figures", [{"OIT": "90"}, {"IIT": "99", "OIT": "90"}])
def test_while_an_instrument_is_missing_no_level_is_aimed_at(
    run: Run, path: Path, figures: dict[str, str]
) -> None:
    _official(path, **figures)

    text = run("plan", path)
    described = json.loads(run("plan", path, "--json").out)

    missing = " ".join(code for code in ("IIT", "EIT") if code not in figures)
    assert f"ยังไม่มีคะแนน {missing} จึงยังบอกระดับถัดไปไม่ได้" in text.out
    assert "--level" in text.out
    assert "ผ่านดีเยี่ยม" not in text.out
    assert (text.code, described["target"], described["total"]) == (0, None, None)
    assert {one["code"]: one["has"] for one in described["instruments"] if one["has"]} == {
        code: f"{value}.00" for code, value in figures.items()
    }


def test_with_a_total_the_aim_is_the_level_above_what_surely_holds(run: Run, path: Path) -> None:
    _official(path, ITA="86", IIT="90", OIT="88")

    text = run("plan", path)
    described = json.loads(run("plan", path, "--json").out)

    assert described["target"]["name_th"] == "ผ่านดี"
    assert "วางแผนให้ถึงผ่านดี\n" in text.out
    assert "ยังไม่มีคะแนน EIT ต้องได้ 85.00" in text.out
    assert "ผ่านดีเยี่ยม" not in text.out
    _official(path, ITA="72")
    assert json.loads(run("plan", path, "--json").out)["target"]["name_th"] == "ผ่าน"


def test_what_has_no_score_is_named_and_the_rest_is_planned(run: Run, path: Path) -> None:
    _official(path, OIT="90")

    text = run("plan", path, "--level", "ผ่านดีเยี่ยม")

    assert "ยังไม่มีคะแนน IIT ต้องได้ 95.00" in text.out
    assert "ยังไม่มีคะแนน EIT ต้องได้ 95.00" in text.out
    assert "มี –" not in text.out
    assert "ยังบอกระดับของปีนี้ไม่ได้ วางแผนให้ถึงผ่านดีเยี่ยม" in text.out
