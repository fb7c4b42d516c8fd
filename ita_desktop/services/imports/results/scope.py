"""What of a year's official results a report speaks of."""

from collections.abc import Collection, Iterator

from ita_desktop.domain.framework import TOTAL, Framework


class Scope:
    """A report that states the total, or all instruments, is one of the whole; another is one of
    the instruments whose scores it states, and changes only what it gives of others."""

    def __init__(self, framework: Framework, stated: Collection[str]) -> None:
        """``stated`` are the nodes with a score."""
        self._parents = {place.code: place.parent for place in framework.outline}
        self._instruments = framework.instrument_by_code.keys() & {*stated}
        every = self._instruments == framework.instrument_by_code.keys()
        self.is_whole = TOTAL in stated or every

    def has(self, node: str) -> bool:
        """Return whether a node belongs to what the report speaks of as a whole."""
        return self.is_whole or not self._instruments.isdisjoint(self._with_above(node))

    def _with_above(self, node: str) -> Iterator[str]:
        yield node
        while node := self._parents.get(node, ""):
            yield node
