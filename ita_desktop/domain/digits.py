"""Thai and Arabic digits. Text is stored with Arabic digits; Thai ones are set on output."""

import re
from decimal import Decimal
from enum import StrEnum

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_A_THAI_DIGIT = re.compile("[๐-๙]")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_DECIMAL_COMMA = re.compile(r"([-−]?[0-9]+),([0-9]{1,2})|([-−]?0),([0-9]+)")
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


def plain_number(text: str) -> str:
    """Return a number as typed in Thai or Arabic digits with a decimal point and without thousands
    separators, for Decimal to read. A comma before one or two last digits is a decimal comma
    (85,5); any other that separates no thousands stays, so that no number is read there."""
    plain = to_arabic(text).strip()
    if comma := _DECIMAL_COMMA.fullmatch(plain):
        return ".".join(filter(None, comma.groups()))
    return _THOUSANDS.sub("", plain)


def short_number(number: Decimal) -> str:
    """Return a number without trailing zeros.

    >>> short_number(Decimal("30.00")), short_number(Decimal("12.50"))
    ('30', '12.5')
    """
    return f"{number.normalize():f}"


def signed_number(points: Decimal) -> str:
    """Return points with their sign: ``+5.37``, ``−1.75`` or ``0.00``."""
    return f"{points:+.2f}".replace("-", "−") if points else "0.00"
