"""Which parts the pack of a meeting has, as the clerk ticked and ordered them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_OUT = "-"


class Ticked(NamedTuple):
    """A part by its key, and whether it is in the pack."""

    key: str
    given: bool


def read_pack(text: str) -> tuple[Ticked, ...]:
    """The parts that ``Meeting.pack`` names.

    >>> read_pack("agenda\\n-memo")
    (Ticked(key='agenda', given=True), Ticked(key='memo', given=False))
    """
    return tuple(
        Ticked(line.removeprefix(_OUT), not line.startswith(_OUT))
        for line in text.splitlines()
        if line
    )


def write_pack(parts: Iterable[Ticked]) -> str:
    """What ``Meeting.pack`` keeps of the parts."""
    return "\n".join(part.key if part.given else f"{_OUT}{part.key}" for part in parts)


def arranged(proposed: Sequence[Ticked], chosen: Sequence[Ticked]) -> tuple[Ticked, ...]:
    """The parts that there are, as they were chosen; what came since stands behind the part that it
    is proposed behind."""
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
