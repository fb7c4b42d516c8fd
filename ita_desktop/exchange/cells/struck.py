"""Text that is struck through: readers mark it, and where a file comes in it is left out."""

import re
from typing import Final

from ita_desktop.domain.text import clean
from ita_desktop.exchange.sheets import BadCell, Value

STRUCK_BEGINS, STRUCK_ENDS = "\ue001\ue002"
"""What readers put around such a text: private letters, which no font has and cleaning keeps."""
_STRUCK: Final = re.compile(f"{STRUCK_BEGINS}([^{STRUCK_ENDS}]*){STRUCK_ENDS}")
_LINE: Final = re.compile(f"[^\n]*{STRUCK_BEGINS}[^\n]*")
_LEFT_OVER: Final = re.compile(
    r"^[\s,/;]+|[\s,/;]+$|^[-–•*\s]*(?:\(?[\d๐-๙]{1,2}[.)])?[-–•*,/;\s]*$"
)
"""Separators, and the number or bullet of a line whose words are struck."""


def struck(value: Value) -> Value:
    """Return a cell or text marked as struck through; one that cannot be used stays as it is."""
    return (
        value
        if value == "" or isinstance(value, BadCell)
        else f"{STRUCK_BEGINS}{value}{STRUCK_ENDS}"
    )


def without_struck(text: str) -> tuple[str, str]:
    """Return a text without what is struck through in it, and that."""
    if STRUCK_BEGINS not in text:
        return text, ""
    text = text.replace(f"{STRUCK_ENDS}{STRUCK_BEGINS}", "")
    left = " ".join(found.strip() for found in _STRUCK.findall(text))
    marked = _STRUCK.sub(STRUCK_BEGINS, text)
    return clean(_LINE.sub(_rest, marked)), clean(left)


def _rest(line: re.Match[str]) -> str:
    return _LEFT_OVER.sub("", line[0].replace(STRUCK_BEGINS, ""))
