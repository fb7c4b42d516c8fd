"""The two layouts of a Thai keyboard: what a key types in the one, and in the other.

Layout: Kedmanee (TIS 820-2538), which Windows calls "Thai Kedmanee".
"""

from typing import Final

from PySide6.QtGui import QKeySequence

_LATIN: Final = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,./"
_THAI: Final = "ๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ"
_OTHER: Final = dict(zip(_LATIN + _THAI, _THAI + _LATIN, strict=True))
_TOP_ROW: Final = dict(zip("1245678", "ๅ/ภถุึค", strict=True)) | {"-": "ข", "=": "ช"}
"""The keys above the letters. The key of 3 types a hyphen, which has a meaning of its own."""


def other_letter(letter: str) -> str:
    """What the key of a letter types in the other layout; empty where it is no letter's key."""
    return _OTHER.get(letter.upper(), "")


def in_both_layouts(keys: str) -> list[QKeySequence]:
    """The shortcut ``keys`` (``"Ctrl+Z"``), and the one that the same keys make while the other
    layout is switched on (``"Ctrl+ผ"``)."""
    before, plus, key = keys.rpartition("+")
    also = (other_letter(key) or _TOP_ROW.get(key, "")) if plus else ""
    return [QKeySequence(text) for text in (keys, f"{before}+{also}" if also else "") if text]
