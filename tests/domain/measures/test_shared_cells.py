"""Cells that several measures share."""

from ita_desktop.domain.measure_cells import shared
from ita_desktop.domain.records import Measure


def measure(name: str, shares: str = "") -> Measure:
    return Measure(id=name, year_id="y", indicator="1", method="", shares=shares)


def test_a_shared_cell_is_that_of_all_who_share_it_and_of_nobody_else() -> None:
    one, two = measure("1", "owners:a finding:b"), measure("2", "owners:a")
    other, alone = measure("3", "owners:c"), measure("4")
    every = (one, two, other, alone)
    assert shared(every) == {
        ("owners", "a"): [one, two],
        ("finding", "b"): [one],
        ("owners", "c"): [other],
    }
