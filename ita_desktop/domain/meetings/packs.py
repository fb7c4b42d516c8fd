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
    return "\n".join(one.key if one.given else f"{_OUT}{one.key}" for one in parts)


def arranged(proposed: Sequence[Ticked], chosen: Sequence[Ticked]) -> tuple[Ticked, ...]:
    """The parts that there are, as they were chosen; what came since stands behind the part that it
    is proposed behind."""
    known = {one.key for one in proposed}
    made = [one for one in chosen if one.key in known]
    placed = {one.key for one in made}
    before = ""
    for one in proposed:
        if one.key not in placed:
            keys = [each.key for each in made]
            made.insert(keys.index(before) + 1 if before else 0, one)
        before = one.key
    return tuple(made)
