"""All districts in figures, the same as one counts by hand."""

from datetime import date
from decimal import Decimal

from ita_desktop.domain.city.districts import FrameworkOutline
from ita_desktop.domain.city.tables import (
    Moves,
    levels_phrase,
    spread_phrase,
    summary_of,
    table_of_year,
    usual_target,
)
from tests.domain.city.cities import OUTLINE, city, district, year

DAY = date(2024, 3, 14)
LEVELS = FrameworkOutline("2567", OUTLINE.nodes, (), ("ผ่านดี", "ผ่าน", "ต้องปรับปรุง"))
OTHERS = FrameworkOutline("2566", OUTLINE.nodes, (), ("A", "B"))


def some():
    """Four districts: up a level, down a level, no year before, and one that is not fully known."""

    def of(number, total, level, *, known="100", outline=LEVELS):
        return year(number, total, level=level, known=known, outline=outline)

    return city(
        district("ก", of(2566, "84", "ต้องปรับปรุง"), of(2567, "86", "ผ่าน")),
        district("ข", of(2566, "96", "ผ่านดี"), of(2567, "85", "ผ่าน")),
        district("ค", of(2566, "90", "A", outline=OTHERS), of(2567, "90", "ผ่านดี")),
        district("ง", of(2567, "70", "", known="60")),
        district("จ", of(2566, "50", "ต้องปรับปรุง")),
    )


def test_levels_stand_best_first_and_the_uncertain_last() -> None:
    found = summary_of(table_of_year(some(), 2567, DAY).rows, 2567, Decimal(85))
    assert list(found.levels.items()) == [
        ("ผ่านดี", 1),
        ("ผ่าน", 2),
        ("ต้องปรับปรุง", 0),
        ("", 1),
    ]
    assert list(found.levels_before) == ["ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "A", "B"]


def test_only_whole_totals_are_averaged_and_held_beside_the_target() -> None:
    found = summary_of(table_of_year(some(), 2567, DAY).rows, 2567, Decimal(86))
    assert (found.present, found.ranked, found.reached) == (4, 3, 2)
    assert found.total is not None
    assert (found.total.mean, found.total.median) == (Decimal("87.00"), Decimal("86.00"))


def test_each_sentence_says_what_it_counts_and_of_what() -> None:
    found = summary_of(table_of_year(some(), 2567, DAY).rows, 2567)
    assert spread_phrase(found).startswith("คะแนนรวมครบ 3 จาก 4 เขตที่มีข้อมูลปีนี้: เฉลี่ย 87.00")
    levels = "ระดับของ 4 เขต: ผ่านดี 1 เขต · ผ่าน 2 เขต · ยังไม่มีระดับ 1 เขต"
    assert levels_phrase(found) == levels


def test_who_rose_and_fell_is_told_by_total_and_by_level() -> None:
    found = summary_of(table_of_year(some(), 2567, DAY).rows, 2567)
    assert found.points == Moves(up=1, down=1, same=1, unknown=1)
    # The levels of ค have other names in the year before.
    assert found.level_moves == Moves(up=1, down=1, same=0, unknown=2)


def test_the_target_is_that_of_the_master_plan_in_its_years() -> None:
    targets = [usual_target(number) for number in (2565, 2566, 2570, 2571)]
    assert targets == [None, 85, 85, None]
