"""Synonyms that a clerk may type for the program's terms."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import key
from ita_desktop.services.search.twins import DUTIES, SUBJECTS
from ita_desktop.services.search.vocabulary import ALIKE, ASKING, REPLACED, SHORT, TAKEN_IN

_TAKEN_IN: Final = lazy_re(
    r"(?<!\S)เอา(.+?)(?:เข้า(?:มา|ไป)?|มา(?:วาง|ใส่|ลง)|ลง)(?:โปรแกรม|ระบบ|เครื่อง)?"
    r"(?=\s|$|ยังไง|ไง|ตรงไหน|ที่ไหน|ไม่|ได้)"
)
_TAKEN_OUT: Final = lazy_re(r"(?<!\S)เอา(\S+?)ออก(?!จากระบบ)")
_TAKEN_UP: Final = lazy_re(r"(?<!\S)เอา(\S+?)มา(เปิด|ดู|พิมพ์|แก้|ใช้)")
_CHANGED: Final = lazy_re(r"(?:เปลี่ยน|แก้)(?=.*\d.*เป็น)")
_KEYS: Final = tuple(tuple(map(key, group)) for group in ALIKE)


_SUBJECTS: Final = tuple(tuple(map(key, group)) for group in SUBJECTS)
_WORDS: Final = frozenset(
    word for keys in (*_KEYS, *(keys[1:] for keys in _SUBJECTS)) for word in keys
)


_KNOWN: Final = lazy_re(f"({'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})")
"""The longest known word at each place."""
_YEAR: Final = lazy_re(r"(?<!\d)25\d\d(?!\d)")


def written_out(word: str) -> list[str]:
    """Return what a word, normalised, is short for; the word itself if it is not.

    >>> written_out("ผช.ผอ.เขต")
    ['ผู้ช่วย', 'ผู้อำนวยการ', 'เขต']
    >>> written_out("พ.ศ.")
    ['พ.ศ.']
    """
    parts = [part for part in word.split(".") if part]
    return [SHORT.get(part, part) for part in parts] if SHORT.keys() & set(parts) else [word]


def is_known(word: str) -> bool:
    """Return whether a word, normalised, is in a group."""
    return word in _WORDS


def taken_in(text: str) -> str:
    """Return a text with what is said around a thing in front of it.

    >>> taken_in("เอาผลประเมินเข้ายังไง")
    'นำเข้า ผลประเมิน ยังไง'
    >>> taken_in("เอารูปออกจากรายงาน")
    'ลบรูป จากรายงาน'
    """
    text = _TAKEN_IN.sub(rf"{TAKEN_IN} \1 ", text)
    text = _TAKEN_UP.sub(r"\2\1", _CHANGED.sub(f"{REPLACED} ", text))
    return _TAKEN_OUT.sub(lambda found: f"ลบ{found[1]} ", text)


def signs() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sign of each group, and its words, normalised."""
    yield from ((f"#{at}", keys) for at, keys in enumerate(_KEYS))


def parted(word: str) -> tuple[str, ...]:
    """Return the known words in what was typed together, and what is between them.

    >>> parted("ปริ้นคำสั่ง")
    ('ปริ้น', 'คำสั่ง')
    >>> parted("แก้วันครบกำหนด")
    ('แก้', 'วันครบกำหนด')
    """
    return tuple(part for part in _KNOWN.split(word) if part)


def without_asking(word: str, cut: Callable[[str], Sequence[str]]) -> str:
    """Return a word without what only asks, and without the number of a year, so far as it is not
    part of a known word; empty if nothing is left.

    >>> without_asking("ลบปี2570", lambda text: [text])
    'ลบปี'
    """
    parts = [
        part for typed in parted(word) for part in ([typed] if is_known(typed) else cut(typed))
    ]
    return _YEAR.sub("", "".join(part for part in parts if part not in ASKING))


@lru_cache(maxsize=512)
def meant_by(text: str) -> tuple[str, ...]:
    """Return signs of the groups whose first word, which is what the program says, is in a text."""
    plain = key(text)
    return tuple(f"#{at}" for at, keys in enumerate(_KEYS) if keys[0] in plain)


@lru_cache(maxsize=512)
def subjects_of(title: str) -> str:
    """Return what offices call the subjects of an item's title; empty if nothing else."""
    return _further(title, SUBJECTS)


@lru_cache(maxsize=512)
def duties_of(unit: str) -> str:
    """Return what the unit of a name is there for; empty if that is not known.

    >>> duties_of("ฝ่ายรายได้").split()[:2]
    ['ภาษี', 'เก็บภาษี']
    """
    return _further(unit, DUTIES)


def _further(name: str, groups: Sequence[Sequence[str]]) -> str:
    """Return the further words of the groups whose first one is in a name."""
    text = key(name)
    return " ".join(word for first, *others in groups if key(first) in text for word in others)


@lru_cache(maxsize=512)
def synonyms_of(title: str) -> str:
    """Return the synonyms for ``title``, to be searched; empty if none."""
    text = key(title)
    groups = zip(ALIKE, _KEYS, strict=True)
    return " ".join(
        word for group, keys in groups if any(word in text for word in keys) for word in group
    )
