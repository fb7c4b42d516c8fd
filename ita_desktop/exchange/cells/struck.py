"""Text that is struck through: readers mark it, and where a file comes in it is left out."""

import re
from typing import Final

from ita_desktop.domain.text import clean
from ita_desktop.exchange.sheets import BadCell, Value

_BEGINS, _ENDS = "\ue001\ue002"
"""Private letters, which no font has and cleaning keeps."""
_STRUCK: Final = re.compile(f"{_BEGINS}([^{_ENDS}]*){_ENDS}")
_LINE: Final = re.compile(f"[^\n]*{_BEGINS}[^\n]*")
_LEFT_OVER: Final = re.compile(
    r"^[\s,/;]+|[\s,/;]+$|^[-–•*\s]*(?:\(?[\d๐-๙]{1,2}[.)])?[-–•*,/;\s]*$"
)
"""Separators, and the number or bullet of a line whose words are struck."""


def struck(value: Value) -> Value:
    """Return a cell or text marked as struck through; one that cannot be used stays as it is."""
    return value if value == "" or isinstance(value, BadCell) else f"{_BEGINS}{value}{_ENDS}"


def without_struck(text: str) -> tuple[str, str]:
    """Return a text without what is struck through in it, and that."""
    if _BEGINS not in text:
        return text, ""
    text = text.replace(f"{_ENDS}{_BEGINS}", "")
    left = " ".join(found.strip() for found in _STRUCK.findall(text))
    marked = _STRUCK.sub(_BEGINS, text)
    return clean(_LINE.sub(_rest, marked)), clean(left)


def _rest(line: re.Match[str]) -> str:
    return _LEFT_OVER.sub("", line[0].replace(_BEGINS, ""))
