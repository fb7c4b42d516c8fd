"""Thai and Arabic digits. Text is stored with Arabic digits; Thai ones are set on output."""

import re
from enum import StrEnum

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_A_THAI_DIGIT = re.compile("[๐-๙]")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


class Digits(StrEnum):
    """The digits that a document is printed with."""

    THAI = "thai"
    ARABIC = "arabic"


def to_thai(text: str) -> str:
    """Return ``text`` with Arabic digits replaced by Thai ones."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """Return ``text`` with Thai digits replaced by Arabic ones; applied to all input."""
    # Most texts have no Thai digits, and searching is faster than translating.
    return text.translate(_TO_ARABIC) if _A_THAI_DIGIT.search(text) else text
