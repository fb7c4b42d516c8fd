import pytest

from ita_desktop import frameworks
from ita_desktop.domain.records import FiscalYear, Organisation
from ita_desktop.domain.year import YearData
from ita_desktop.services.measures import parse_items


@pytest.fixture(scope="module")
def year() -> YearData:
    record = FiscalYear(
        id="y", year=2568, framework_code="2567", framework_title="", level_set="names"
    )
    return YearData(Organisation(id="o", name="สำนักงานเขตตัวอย่าง"), record, frameworks.load(2568))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("I1, I2", ("I1", "I2")),
        ("o1-o3", ("O1", "O2", "O3")),
        ("O๑ และ O๒", ("O1", "O2")),
        ("I1 I1", ("I1",)),
        ("", ()),
    ],
)
def test_codes_are_read_in_the_ways_people_type_them(year, typed, codes) -> None:
    assert parse_items(year, typed) == codes


@pytest.mark.parametrize("typed", ["O99", "I1, X2", "แผนงาน"])
def test_a_code_of_no_item_is_refused_with_an_example(year, typed) -> None:
    with pytest.raises(ValueError, match=r"ไม่มีข้อ .*พิมพ์รหัสข้อ เช่น"):
        parse_items(year, typed)
