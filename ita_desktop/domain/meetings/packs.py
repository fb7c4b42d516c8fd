"""The parts of a meeting pack, as selected and ordered by the clerk."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_OUT = "-"


class PartChoice(NamedTuple):
    """The key of a part, and whether it is included."""

    key: str
    given: bool


def read_pack(text: str) -> tuple[PartChoice, ...]:
    """Parse ``Meeting.pack``.

    >>> read_pack("agenda\\n-memo")
    (PartChoice(key='agenda', given=True), PartChoice(key='memo', given=False))
    """
    return tuple(
        PartChoice(line.removeprefix(_OUT), not line.startswith(_OUT))
        for line in text.splitlines()
        if line
    )


def write_pack(parts: Iterable[PartChoice]) -> str:
    """Format parts for ``Meeting.pack``."""
    return "\n".join(part.key if part.given else f"{_OUT}{part.key}" for part in parts)


def arranged(
    proposed: Sequence[PartChoice], chosen: Sequence[PartChoice]
) -> tuple[PartChoice, ...]:
    """Return the available parts in the chosen order; a new part follows the part that precedes it
    in ``proposed``."""
    known = {ticked.key for ticked in proposed}
    made = [ticked for ticked in chosen if ticked.key in known]
    placed = {ticked.key for ticked in made}
    before = ""
    for ticked in proposed:
        if ticked.key not in placed:
            keys = [each.key for each in made]
            made.insert(keys.index(before) + 1 if before else 0, ticked)
        before = ticked.key
    return tuple(made)
