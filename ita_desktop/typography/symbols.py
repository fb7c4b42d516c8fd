"""Letters of symbol fonts, as letters that every font has."""

from collections.abc import Mapping
from typing import Final

_PRIVATE: Final = 0xF000
"""Letters of symbol fonts are stored from here on, in Unicode's private area."""
_SYMBOL: Final = {0xB7: "•", 0x2D: "-", 0xA7: "♣", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷",
                  0xA3: "≤", 0xB3: "≥", 0xAE: "→", 0xDE: "⇒"}  # fmt: skip
_WINGDINGS: Final = {0xA7: "▪", 0xD8: "➢", 0x76: "❖", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xA8: "☐",
                     0x6F: "☐", 0xFD: "☒", 0x6C: "●", 0x6E: "■", 0xE0: "→", 0xF0: "⇨"}  # fmt: skip
_WINGDINGS_2: Final = {0x50: "✓", 0x52: "☑", 0x54: "☒", 0xA3: "☐", 0x4F: "✗"}
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
OF_ANY_FONT: Final[Mapping[int, str]] = {
    _PRIVATE + code: letter for code, letter in (_WINGDINGS_2 | _SYMBOL | _WINGDINGS).items()
}
"""What stands for a private letter whose font is not known: Word's bullets are mostly Wingdings."""


def symbol(font: str, letter: str) -> str:
    """Return the letter that a letter of ``font`` looks like; itself if that is not known."""
    known = _FONTS.get(font.lower())
    if known is None:
        if font.lower().startswith("courier") and letter == "o":
            return "◦"  # Word's bullet of the second level
        return letter
    return known.get(ord(letter) % _PRIVATE, letter)
