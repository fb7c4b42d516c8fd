"""Patterns of text that are compiled when something is first compared with them: ``lazy_re`` does
what ``re.compile`` does, later.

Compiling takes tenths of a millisecond, of a long one some milliseconds. The modules have a
thousand patterns, of which a start, or a command, uses few.
"""

import re
from typing import TYPE_CHECKING, Any

__all__ = ["lazy_re"]


class _Pattern:
    """Stands for a compiled pattern and has what that has, compiled when it is first asked for."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        made = re.compile(self.pattern, self._flags)
        # As attributes of its own they are found from now on without coming here.
        vars(self).update({asked: getattr(made, asked) for asked in _ASKED})
        return getattr(made, name)

    def __reduce__(self) -> tuple[object, ...]:
        return _Pattern, (self.pattern, self._flags)


_ASKED = (
    *("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"),
    *("flags", "groups", "groupindex"),
)

if TYPE_CHECKING:
    from re import compile as lazy_re
else:
    lazy_re = _Pattern
