"""Assigns rows to records if several rows fit several records."""

from collections import deque
from collections.abc import Collection, Sequence


def perfect_matching(fitting: Sequence[Collection[int]]) -> list[int] | None:
    """Return a distinct one of its ``fitting`` numbers for each place; None if impossible.

    Bipartite matching by augmenting paths, found breadth first.
    """
    place_of: dict[int, int] = {}
    number_of: dict[int, int] = {}
    for start in range(len(fitting)):
        reached: dict[int, int] = {}
        waiting = deque([start])
        free: int | None = None
        while waiting and free is None:
            place = waiting.popleft()
            for number in fitting[place]:
                if number in reached:
                    continue
                reached[number] = place
                if number not in place_of:
                    free = number
                    break
                waiting.append(place_of[number])
        if free is None:
            return None
        while free is not None:
            place = reached[free]
            handed_on = number_of.get(place)
            place_of[free], number_of[place] = place, free
            free = handed_on
    return [number_of[place] for place in range(len(fitting))]
