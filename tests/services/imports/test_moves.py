"""Of rows in another order as few as possible are said to move."""

from types import SimpleNamespace

import pytest

from ita_desktop.services.imports.roster.roster import moved_among


@pytest.mark.parametrize(
    ("listed", "numbered", "moved"),
    [
        ("abcde", False, ""),
        ("eabcd", False, "e"),
        ("bcdea", False, "a"),
        ("acbed", False, 2),
        ("edcba", False, 4),
        ("ca", False, ""),
        ("ca", True, 1),
        ("ace", True, ""),
        ("", True, ""),
    ],
)
def test_only_what_breaks_the_order_moves(listed: str, numbered: bool, moved: str | int) -> None:
    current = [SimpleNamespace(id=name) for name in "abcde"]
    found = moved_among(list(listed), current, whole=numbered)  # type: ignore[arg-type]
    assert (found if isinstance(moved, str) else len(found)) == (
        {*moved} if isinstance(moved, str) else moved
    )
    if numbered or len(listed) == len(current):
        stay = [name for name in listed if name not in found]
        assert stay == sorted(stay)
