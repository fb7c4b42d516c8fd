"""Thai and Arabic digits. Arabic is stored; Thai is a matter of printing."""

import re
from enum import StrEnum

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_A_THAI_DIGIT = re.compile("[๐-๙]")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


class Digits(StrEnum):
    """Which digits a document prints."""

    THAI = "thai"
    ARABIC = "arabic"


def to_thai(text: str) -> str:
    """``text`` with every Arabic digit printed as a Thai one."""
    return text.translate(_TO_THAI)


def to_arabic(text: str) -> str:
    """``text`` with every Thai digit as an Arabic one; used on everything that is read."""
    # Most texts have none, and to look is quicker than to go through all letters.
    return text.translate(_TO_ARABIC) if _A_THAI_DIGIT.search(text) else text
