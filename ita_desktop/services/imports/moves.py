"""Determines which rows a file moves."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ita_desktop.domain.records import Record


def moved_among(listed: Sequence[str], current: Sequence[Record], *, whole: bool) -> set[str]:
    """Return the smallest set of keys ``listed`` in a file that must be moved to reorder the
    ``current`` records.

    The order of a subset of the records is ignored, unless its places are those of the ``whole``
    list: they are numbered, or the others are removed.
    """
    if not whole and len(listed) < len(current):
        return set()
    places: Mapping[str, int] = {record.id: place for place, record in enumerate(current)}
    return set(listed) - _longest_rising(listed, places)


def _longest_rising(keys: Sequence[str], places: Mapping[str, int]) -> set[str]:
    """Return the longest subsequence of ``keys`` with rising places (patience sorting)."""
    ends: list[int] = []
    end_keys: list[str] = []
    before: dict[str, str] = {}
    for key in keys:
        at = bisect_left(ends, places[key])
        if at:
            before[key] = end_keys[at - 1]
        ends[at : at + 1] = [places[key]]
        end_keys[at : at + 1] = [key]
    rising: set[str] = set()
    last = end_keys[-1] if end_keys else ""
    while last:
        rising.add(last)
        last = before.get(last, "")
    return rising
