"""Where a dragged matter of an outline goes."""

import pytest

from ita_desktop.ui.widgets.outline_row import Drop, OutlineLine, drop_at

LINES = tuple(
    OutlineLine(number, number, number.count("."), "")
    for number in ("1", "1.1", "2", "3", "3.1", "3.1.1", "3.1.2", "3.2")
)
NUMBERS = [line.id for line in LINES]


@pytest.mark.parametrize(
    ("dragged", "over", "below", "goes"),
    [
        ("3.2", "1", True, Drop("1", "")),
        ("3.2", "1.1", True, Drop("1", "1.1")),
        ("3.2", "1.1", False, Drop("1", "")),
        ("3.2", "2", False, Drop("1", "1.1")),
        ("3.2", "3", False, Drop("2", "")),
        ("3.2", "3.1", True, Drop("3.1", "")),
        ("3.2", "3.1.1", True, Drop("3.1", "3.1.1")),
        ("3.1.2", "3.1.1", False, Drop("3.1", "")),
        ("3.1.2", "3.2", False, Drop("3", "3.1")),
        ("1.1", "3.2", True, Drop("3", "3.2")),
        ("3.2", "1", False, None),
        ("3.2", "3.1.2", True, Drop("3.1", "3.1.2")),
        ("3.1", "3.1.2", True, None),
        ("3.1", "3.2", False, None),
        ("3.1", "3", True, None),
        ("3.1.2", "3.1.1", True, None),
        ("3", "1.1", True, None),
    ],
)
def test_a_matter_goes_beside_or_below_the_line_it_is_let_go_at(
    dragged: str, over: str, below: bool, goes: Drop | None
) -> None:
    assert drop_at(LINES, dragged, NUMBERS.index(over), below=below) == goes
