"""Mends Thai text that came through programs which do not know how it is stored: private letters of
old fonts, marks in the wrong order or twice, SARA AM in two pieces, spaces inside syllables.

Right text has none of these, and stays as it is.

Letters of symbol fonts, as letters that every font has.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, product
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.typography.lines import clusters
from ita_desktop.typography.words import unlikeness

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


_VOWELS, _TONES = "\u0e34\u0e35\u0e36\u0e37", "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_FORMS: Final = (
    f"\u0e10{_VOWELS}{_TONES}{_TONES}\u0e0d\u0e31\u0e4d\u0e47{_TONES}\u0e38\u0e39\u0e3a",
    f"\u0e31{_VOWELS}\u0e47{''.join(3 * tone for tone in _TONES)}\u0e4d",
)
"""Forms of letters that fonts of Windows and of PostScript keep apart, by their place."""
PRIVATE: Final = {
    **OF_ANY_FONT,
    **dict(enumerate(_FORMS[0], 0xF700)),
    **dict(enumerate(_FORMS[1], 0xF884)),
}
"""What private letters stand for, for ``str.translate``."""
UNREADABLE: Final = lazy_re("[\ue000-\uf8ff\ufffd]")
"""A letter of which nobody knows what it stands for."""
_MARKS: Final = f"\u0e31{_VOWELS}\u0e38\u0e39\u0e3a\u0e47\u0e4d\u0e4e{_TONES}"
MARKS: Final = frozenset(_MARKS) | {chr(at) for at, letter in PRIVATE.items() if letter in _MARKS}
"""Letters that stand on or below another one, also as private letters."""
BEFORE_MARKS: Final = lazy_re("(?<=[ก-ฮะ-๎]) +(?=[ัำ-ฺ็-๎])")
"""Spaces that programs write before marks and SARA AM: no Thai word begins with them."""
_V, _T = "ัิ-ฺ็", "่-๋"
"""Vowels above and below, and tone marks, in sets of letters."""
# Each of the patterns begins with the letters that it may begin with, which are found fast.
_SWAPPED: Final = lazy_re(
    rf"([ำ{_MARKS}ะาๅ])(?:(?<![ะาๅ])\1+|(?<=[{_T}์])([{_V}])|(?<=[ะาำๅ])([{_T}])"
    rf"|(?<=ํ)([{_T}]?) ?า|(?<=า)ํ|(?<=ำ)า)"
)
"""Letters twice, or in an order that no syllable has."""
_LATE: Final = lazy_re(rf"([ัื])(?:([{_T}])([ก-ฮ])\2|([ก-ฮ])([{_T}]))")
"""A tone mark on the last letter of a syllable, alone or once more."""
_WRONG: Final = lazy_re(
    rf"[{_V}{_T}์ํเ-ไะาำ](?:(?<=[ัื][ก-ฮ][{_T}])|(?<=[ัื][{_T}][ก-ฮ][{_T}])"
    rf"|(?<=[{_V}ํ])(?<![ก-ฮ].)|(?<=[{_T}])(?<![ก-ฮัิ-ู].)|(?<=์)(?<![ก-ฮิุ].)"
    rf"|(?<=[เ-ไ])(?![ก-ฮ])|(?<=[าำ])(?<![ก-ฮ{_T}].)|(?<=ะ)(?<![ก-ฮ{_T}า].)"
    rf"|(?:(?<=[ัื])|(?<=[^ก]็))[{_T}]?(?![ก-ฮ{_T}])"
    rf"|(?<=[ก-ฮ][{_T}])(?<!บ.)(?<![เ-ไ]..)(?<![เ-ไ]...)(?<![เ-ไ]....)(?![ก-๎]))"
)
"""What no syllable has."""
_LETTER: Final = "[ก-ฮะ-ฺเ-ๅ็-๎]"
_RUNS: Final = lazy_re(rf"(?<!{_LETTER}){_LETTER}+(?: {_LETTER}+)*(?![.ก-๎])")
_LONGEST: Final = 1000
"""Number of letters in runs that nobody writes without any other sign between them."""
_LATE_MARKS: Final = lazy_re(rf"([ก-ฮ][{_V}]?)([ก-ฮเ-ไ])([{_V}{_T}์]+)$")
"""Marks at the end of a run that stand one letter too late."""
_PARTED: Final = lazy_re(
    rf"(?<=[ก-ฮ])([{_V}]?[{_T}์]?)\n(?=[ะาำ{_V}{_T}์])|([ัื][{_T}]?|[เ-ไ])\n(?=[ก-ฮ])"
)
"""A line that ends, or begins, within a syllable."""
_LATE_AND_SPACE: Final = lazy_re(f"[ะาๅ][{_T}] ")
_PARTED_AM: Final = lazy_re(rf"(?<! [ก-ฮ] )([ก-ฮ][{_T}]?) า(?! [ก-ฮ](?: |$))")
"""SARA AM of which programs that copy from PDF files leave a space and its second piece: ค าสั่ง."""
_GLYPH: Final = "[\u0100-\u052f]"
"""What has the number of a glyph as its code."""
_STRANGE_AM: Final = lazy_re(rf"(?<=[ก-ฮ])([{_T}]?){_GLYPH}([{_T}]?)า")
"""SARA AM whose first piece came as whatever has the number of its glyph, as from web pages that
were made PDF files: no other script's letter stands there."""
_LETTER_BY_LETTER: Final = lazy_re(r"(?<![ก-๎.])[ก-ฮ](?: [ก-ฮ]){3,}(?![ก-๎.])")
_UNUSUAL: Final = lazy_re(rf"[\ue000-\uf8ff\ufffd]|{_GLYPH}[{_T}]?า| [ก-ฮ] [ก-ฮ] [ก-ฮ](?![ก-๎])")
_NEAR: Final = 40
"""Number of letters beside a letter that tell what it is."""
_LEAST_WORD: Final = 2
"""What the words that are written letter by letter are longer than, on average."""
_WORSE: Final = 5
"""Number of unknown letters that something no syllable has is as bad as."""


def in_order(text: str) -> str:
    """Return a text with the marks of each syllable in their order, each once.

    >>> in_order("หนา้ท่ี ตั้ง้ ผ้ืน")
    'หน้าที่ ตั้ง ผื้น'
    """
    while (mended := _LATE.sub(_on_its_letter, _SWAPPED.sub(_in_order, text))) != text:
        text = mended
    return text


def _in_order(found: re.Match[str]) -> str:
    first, vowel, tone, between = found.groups()
    if vowel or tone:
        return f"{vowel or tone}{first}"
    return first if found[0].endswith(first) else f"{between or ''}ำ"


def _on_its_letter(found: re.Match[str]) -> str:
    vowel, tone, letter, last, late = found.groups("")
    return f"{vowel}{tone}{late}{letter}{last}"


def is_torn(text: str) -> bool:
    """Return whether a text has what no syllable has, and was not only typed in another order."""
    return (_LATE_AND_SPACE.search(text) or _WRONG.search(in_order(text))) is not None


def is_usual(text: str) -> bool:
    """Return whether there is nothing to mend in a text of a source that is not torn."""
    return _WRONG.search(text) is None and _UNUSUAL.search(text) is None


def mended(text: str, *, torn: bool) -> str:
    """Return a text as it is read. ``torn`` if it is of a source of which some syllables are torn
    apart: there a dictionary says where else."""
    text = _PARTED.sub(r"\1\2", text.translate(PRIVATE))
    text = _STRANGE_AM.sub(r"\1\2ำ", text)
    if torn:
        text = _RUNS.sub(_together, _PARTED_AM.sub(_with_am, text))
    return _LETTER_BY_LETTER.sub(_spelled, in_order(text))


def _with_am(found: re.Match[str]) -> str:
    """Return the letters of a SARA AM that lost its first piece; those of SARA AA, which a space
    may have parted as well, where these alone make words."""
    text, first, last = found.string, found.start(), found.end()
    before = re.search(f"{_LETTER}*$", text[max(0, first - _NEAR) : first])
    behind = re.match(f"{_LETTER}*", text[last : last + _NEAR])
    around = [part[0] if part else "" for part in (before, behind)]
    readings = (f"{found[1]}{vowel}" for vowel in ("ำ", "า"))
    return min(readings, key=lambda each: _doubt(each.join(around)))


def _spelled(found: re.Match[str]) -> str:
    return " ".join(_words(found[0].split(" ")))


def _together(found: re.Match[str]) -> str:
    """Return runs of letters without the spaces that part syllables."""
    if len(found[0]) > _LONGEST:
        return found[0]
    given = [in_order(run) for run in found[0].split(" ")]
    likelier = [*map(_likelier, given)]
    if len(given) == 1:
        # What might stand as it does is a word that lacks a letter, or a name.
        is_sure = is_torn(given[0]) or not _doubt(likelier[0])[0]
        return (likelier if is_sure else given)[0]
    torn = is_torn(found[0]) or likelier != given
    if not torn and not any(_doubt(run)[0] for run in given):
        return " ".join(given)
    runs: list[str] = []
    for run in _words(given):
        before = runs.pop() if runs else ""
        pairs = product(_readings(before), _readings(run))
        joined = min((in_order("".join(pair)) for pair in pairs), key=_doubt)
        if before and _is_likelier(joined, (_likelier(before), _likelier(run)), torn=torn):
            runs.append(joined)
        else:
            runs += filter(None, (before, run))
    return " ".join(map(_likelier, runs))


def _words(runs: Iterable[str]) -> Iterator[str]:
    """Yield the runs, those together that are one syllable each and words in a row."""
    for is_syllable, group in groupby(runs, lambda run: len(clusters(run)) == 1):
        parts = list(group)
        word = in_order("".join(parts))
        wrong, words = _doubt(word)
        is_spelled = is_syllable and not wrong and any(_doubt(part)[0] for part in parts)
        is_spelled &= len(word) > _LEAST_WORD * words
        yield from [word] if is_spelled else parts


def _likelier(run: str) -> str:
    """Return a run, its last marks where they make more of it words."""
    return min(run, _on_time(run), key=_doubt)


def _readings(run: str) -> tuple[str, ...]:
    """Return how a run may be meant: words as they are, else with its last marks moved, too."""
    return (run, _on_time(run)) if _doubt(run)[0] else (run,)


def _on_time(run: str) -> str:
    """Return a run whose last marks stand on the letter before."""
    return in_order(_LATE_MARKS.sub(r"\1\3\2", run))


def _is_likelier(joined: str, apart: Sequence[str], *, torn: bool) -> bool:
    """Return whether letters are together what they are not apart: of words of the list, or of
    fewer ones where spaces are ``torn`` into words. Two letters are a list of them."""
    if max(map(len, apart)) == 1:
        return False
    wrong, words = map(sum, zip(*map(_doubt, apart), strict=True))
    found = _doubt(joined)
    return found < (wrong, words) if torn else found[0] < wrong


def _doubt(run: str) -> tuple[int, int]:
    """Return how much of a run is no word, and the number of its words."""
    unknown, words = unlikeness(run)
    return unknown + _WORSE * len(_WRONG.findall(run)), words
