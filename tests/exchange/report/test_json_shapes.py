"""Results as JSON in other shapes: lists within one another, other names of the year."""

import json
from decimal import Decimal

import pytest

from ita_desktop.exchange.report.reading import read_results
from ita_desktop.exchange.source import read_file

SCHEMA = {"schema": "ita-results-2566/1"}


@pytest.fixture
def read(tmp_path):
    """Reads an object."""

    def of(**fields):
        path = tmp_path / "ผล.json"
        path.write_text(json.dumps(SCHEMA | fields), encoding="utf-8")
        return read_results(read_file(path))

    return of


@pytest.mark.parametrize("items", [[{"code": "I1", "score": 90.2}], {"I1": 90.2}])
def test_lists_within_instruments_and_indicators_are_read(read, items):
    indicator = {"code": "1", "score": 90.1, "items": items}
    found = read(
        fiscal_year_be=2566, instruments=[{"code": "IIT", "score": 92, "indicators": [indicator]}]
    )
    scores = {figure.node: figure.value for figure in found.figures}
    assert scores == {"IIT": Decimal(92), "1": Decimal("90.1"), "I1": Decimal("90.2")}
    assert (found.skipped, found.doubts) == ((), ())


def test_what_is_wrong_within_them_says_where(read):
    within = [{"code": "I1", "score": "มาก"}]
    found = read(fiscal_year_be=2566, instruments=[{"code": "IIT", "score": 92, "items": within}])
    (lost,) = found.skipped
    assert lost.text.startswith("IIT.items รายการที่ 1: “มาก”")


@pytest.mark.parametrize(
    "year", [{"fiscal_year": "2566"}, {"year": 2023}, {"fiscal_year_be": None, "year": 2566}]
)
def test_the_year_may_have_another_name(read, year):
    found = read(items=[{"code": "I1", "score": 90}], **year)
    assert [said.value for said in found.years] == [2566]
    assert found.skipped == ()


def test_points_of_the_weight_that_become_a_score_are_told(read):
    found = read(fiscal_year_be=2566, totals={"oit_score_of_40": "25.24/40"})
    assert [(figure.node, figure.value) for figure in found.figures] == [("OIT", Decimal("63.1"))]
    assert [doubt.why for doubt in found.doubts] == [
        "คะแนน OIT 25.24 จาก 40 จึงคิดเป็นร้อยละ 63.10 · ตรวจคะแนนกับไฟล์"
    ]
