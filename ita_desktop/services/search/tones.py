"""Tone marks, which are easily omitted or mistyped, and letters that sound alike."""

from functools import lru_cache

from ita_desktop.domain.patterns import lazy_re

_POINT = lazy_re("(?<=[ก-ฮ])[.]")
_TONES = lazy_re("[็-ํ]|(?<=[ก-ฮ])[.]")
_BARE = str.maketrans("ฎ", "ฏ", "็่้๊๋์ํ")


def toneless(text: str) -> str:
    """Return ``text`` without tone marks, ็ and ์, and the points of Thai abbreviations, which are
    easily omitted or mistyped; ฎ and ฏ, which are taken for one another, as one.

    >>> toneless("ศูนย์ข้อมูล ป.ป.ช. ปฎิทิน")
    'ศูนยขอมูล ปปช ปฏิทิน'
    """
    if text.isascii():
        return text
    return (_POINT.sub("", text) if "." in text else text).translate(_BARE)


_SOUND = str.maketrans("ูีืใศษณญฎฏฐฑฒธฆฬภ", "ุิึไสสนยตตททททคลพ")


def sounded(word: str) -> str:
    """Return a word without tone marks and with one letter for those that sound alike, which are
    taken for one another.

    >>> sounded("ไหม่") == sounded("ใหม่"), sounded("อนุญาต") == sounded("อนุยาต")
    (True, True)
    """
    return toneless(word).translate(_SOUND)


@lru_cache(maxsize=4096)
def spaceless(text: str) -> str:
    """Return ``text`` as it may be mistyped, and without spaces.

    >>> spaceless("What if")
    'whatif'
    """
    return toneless("".join(text.split())).casefold()


def tones(text: str) -> list[int]:
    """Return the indices of what :func:`toneless` leaves out.

    >>> tones("ศูนย์")
    [4]
    """
    return [match.start() for match in _TONES.finditer(text)]
