"""Where a text may never be cut: between the letters that print as one sign."""

import unicodedata

_FOLLOWS = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
"""Thai vowels and marks that are written after or on the consonant before them."""
_LEADS = frozenset("เแโใไ")
"""Thai vowels that are written before their consonant."""
_SILENCER = "์"
_JOINER = "\u200d"


def may_cut(text: str, at: int) -> bool:
    """Whether ``text`` may be cut before the character at index ``at``.

    Kept together are a Thai consonant with its vowels and tone marks, a silenced letter with the
    letter before it (``ทร์``), and any base character with its combining marks.
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before in _LEADS or after in _FOLLOWS:
        return False
    if "\u0e00" <= after <= "\u0e7f":
        return not _silenced(text, at)
    if after.isascii():
        return not (before == "\r" and after == "\n")
    return not (
        unicodedata.category(after)[0] == "M"
        or _JOINER in (before, after)
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or ("\U0001f1e6" <= after <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
    )


def clusters(text: str) -> list[str]:
    """``text`` in the smallest parts that may stand alone; joined they are ``text`` again."""
    cuts = [at for at in range(1, len(text)) if may_cut(text, at)]
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def beginning(text: str, most: int) -> str:
    """``text``, or as much of its beginning as has at most ``most`` letters, with ``…``."""
    if len(text) <= most:
        return text
    end = next(at for at in range(most, -1, -1) if may_cut(text, at))
    return f"{text[:end].rstrip()}…"


def _silenced(text: str, at: int) -> bool:
    """Whether the letter at ``at`` carries the silencer, by itself or above a short vowel."""
    mark = text[at + 1 : at + 2]
    return mark == _SILENCER or (mark in ("ิ", "ุ") and text[at + 2 : at + 3] == _SILENCER)
