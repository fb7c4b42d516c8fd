"""Which checks of an address are kept, and which of them keep a copy of what was there."""

from ita_desktop.domain.oit.proofs import (
    KEPT,
    KEPT_COPIES,
    LinkProof,
    LinkState,
    over_copied,
    over_kept,
    reasons_text,
)


def checks(count: int, *, copied: bool = False) -> list[LinkProof]:
    """Checks of one address, the newest first."""
    return [
        LinkProof(
            id=f"{number:02}",
            year_id="y",
            url="https://district.example",
            checked_at=f"2025-03-{number:02}T00:00",
            state=next(iter(LinkState)),
            media=f"key {number}" if copied else "",
        )
        for number in range(count, 0, -1)
    ]


def test_only_the_last_checks_of_an_address_are_kept() -> None:
    rows = checks(KEPT + 2)
    assert over_kept(rows[::-1]) == tuple(rows[KEPT:])
    assert over_kept(rows[:KEPT]) == ()


def test_only_the_last_copies_of_what_stays_are_kept() -> None:
    rows = checks(KEPT, copied=True)
    assert over_copied(rows[::-1]) == tuple(rows[KEPT_COPIES:])
    assert over_copied(rows[:KEPT_COPIES]) == ()
    assert over_copied(checks(KEPT)) == ()


def test_checks_of_one_moment_are_told_apart_by_id() -> None:
    rows = [LinkProof(id=f"{number:02}", year_id="y", url="", checked_at="2025-03-01T00:00",
                      state=next(iter(LinkState))) for number in range(KEPT + 1)]  # fmt: skip
    assert [row.id for row in over_kept(rows)] == ["00"]


def test_reasons_are_kept_sorted_in_plain_letters() -> None:
    assert reasons_text({"y": "ข", "a": "1"}) == '{"a": "1", "y": "ข"}'
    assert reasons_text({}) == ""
