"""Two years beside each other: what rose, what fell, and what cannot be compared."""

from decimal import Decimal

import pytest

from ita_desktop.domain.records import FiscalYear, Organisation
from ita_desktop.domain.scores.comparing import Compared, Comparison, compare
from ita_desktop.domain.scores.crosswalk import Relation
from ita_desktop.domain.scores.results import Score, ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.frameworks import load
from ita_desktop.frameworks.resource_files import crosswalk

CROSSWALK = crosswalk()


def year(number: int, framework_year: int, **scores: str) -> YearData:
    """A year with official scores; a name that begins with ``n`` is an indicator."""
    framework = load(framework_year)
    record = FiscalYear(
        id="y", year=number, framework_code=framework.code, framework_title="", level_set=""
    )
    rows = tuple(
        Score(id=node, year_id="y", node=node.removeprefix("n"), source=ScoreSource.OFFICIAL,
              value=Decimal(value))
        for node, value in scores.items()
    )  # fmt: skip
    return YearData(Organisation(id="o", name="เขตตัวอย่าง"), record, framework, scores=rows)


def same_items(now: dict[str, str], before: dict[str, str]) -> Comparison:
    return compare(year(2568, 2567, **now), year(2567, 2567, **before), CROSSWALK, None)


def changes(rows: tuple[Compared, ...]) -> list[tuple[str, int]]:
    return [(row.code, int(row.change or 0)) for row in rows]


def test_the_largest_rises_and_falls_stand_first_and_five_at_most() -> None:
    now = {f"I{number}": str(50 + number) for number in range(1, 8)} | {"I8": "40", "I9": "30"}
    before = {f"I{number}": "50" for number in range(1, 10)}
    found = same_items(now, before)
    assert (found.year, found.other) == (2568, 2567)
    risen = [row for row in changes(found.risen) if row[0].startswith("I")]
    assert risen == [("I7", 7), ("I6", 6), ("I5", 5), ("I4", 4), ("I3", 3)]
    assert changes(found.fallen) == [("I9", -20), ("I8", -10)]
    near = same_items({"I1": "51", "I2": "49"}, {"I1": "50", "I2": "50"})
    assert (changes(near.risen), changes(near.fallen)) == ([("I1", 1)], [("I2", -1)])


def test_what_stayed_or_is_not_known_neither_rose_nor_fell() -> None:
    found = same_items({"I1": "50", "I2": "51", "I3": "60"}, {"I1": "50", "I2": "50", "I4": "60"})
    assert changes(found.risen) == [("I2", 1)]
    assert found.fallen == ()
    by_code = {row.code: row for row in found.items}
    assert [by_code[code].change for code in ("I1", "I3", "I4")] == [Decimal(0), None, None]
    assert list(by_code) == [item.code for item in load(2567).items]


def test_an_indicator_is_ranked_only_where_none_of_its_items_can_be() -> None:
    items = load(2567).item_by_code
    own, other = items["I1"].indicator, items["I7"].indicator
    figures = {f"n{own}": "90", f"n{other}": "95", "I1": "70"}
    before = {f"n{own}": "80", f"n{other}": "80", "I1": "60"}
    assert changes(same_items(figures, before).risen) == [(other, 15), ("I1", 10)]


@pytest.mark.parametrize("relation", [Relation.MERGED, Relation.SPLIT])
def test_an_item_that_was_merged_or_split_is_only_listed_beside_what_it_was(relation) -> None:
    """The items of 2566 and those of 2567 are other questions in part."""
    years = (2567, 2566) if relation is Relation.MERGED else (2566, 2567)
    new, old = (load(each) for each in years)
    links = CROSSWALK.between(old.code, new.code, [item.code for item in old.items])
    link = next(link for link in links if link.relation is relation)
    data, other = year(2568, years[0], **{link.new: "90"}), year(2567, years[1], **{link.old: "50"})
    found = compare(data, other, CROSSWALK, None)
    (row,) = (row for row in found.moved if (row.code, row.was) == (link.new, link.old))
    assert (row.before, row.now, row.change) == (50, 90, None)
    assert {row.relation for row in found.moved} <= {Relation.MERGED, Relation.SPLIT}
    assert {row.relation for row in found.items} <= {Relation.SAME, Relation.CHANGED}
    linked = {link.new for link in links}
    assert found.apart == tuple(item.code for item in new.items if item.code not in linked)
    assert [row.code for row in found.instruments] == ["IIT", "EIT", "OIT"]
