"""Groups rows of a file that share a finding or a measure."""

from collections.abc import Iterable, Sequence


def clusters(count: int, shared: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return the numbers from 0 to ``count - 1`` in connected components of the ``shared`` groups.
    Components and their numbers are in order.

    >>> clusters(5, [(0, 1), (3, 1)])
    [[0, 1, 3], [2], [4]]
    """
    parent = list(range(count))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for group in shared:
        for number in group[1:]:
            first, second = sorted((root(group[0]), root(number)))
            parent[second] = first
    found: dict[int, list[int]] = {}
    for number in range(count):
        found.setdefault(root(number), []).append(number)
    return list(found.values())
