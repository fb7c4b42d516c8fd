"""Names of files and folders out of typed text: valid on every system, and without what nobody
sees. What was typed is stored and shown as it is; only names leave out."""

from itertools import chain, count
from pathlib import Path
from typing import Final
from unicodedata import category

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.patterns import lazy_re

_UNSAFE: Final = lazy_re(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED: Final = lazy_re(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|\s|$)")
_FORMAT: Final = frozenset({"Cf", "Cs"})
"""Categories of Unicode: what directs or joins letters (a name with the controls of writing from
right to left shows another ending than it has), and halves of a letter."""
_EMPTY: Final = frozenset(
    map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)))
)
"""Letters and marks that look like nothing."""


def plain(text: str) -> str:
    """Return ``text`` in one line, with a space for what a system refuses; maybe empty."""
    seen = "".join(
        letter for letter in text if letter not in _EMPTY and category(letter) not in _FORMAT
    )
    return " ".join(_UNSAFE.sub(" ", seen).split()).strip(" .")


def allowed(name: str) -> str:
    """Return a :func:`plain` name, marked if it is empty or one that Windows keeps for devices."""
    return f"_{name}" if not name or _RESERVED.match(name) else name


# The ending of a file's name that its kind asks for.


def with_suffix(path: Path, suffix: str) -> Path:
    """Return ``path`` with ``suffix`` if it has none. Raises InputError if it is a folder's place
    without a name of its own."""
    if path.name in {"", ".."}:
        example = f"เขต{suffix}"
        raise InputError(
            "ยังไม่ได้บอกชื่อแฟ้ม", where=str(path), remedy="ตั้งชื่อ เช่น {example}", example=example
        )
    return path if path.suffix else path.with_suffix(suffix)


# Names for new files and folders that nothing has yet.


def unused(folder: Path, name: str, suffix: str = "") -> Path:
    """Return the path of ``name`` in ``folder``, with the first number from 2 on behind it if
    something is called so already."""
    first = folder / f"{name}{suffix}"
    others = (folder / f"{name} {number}{suffix}" for number in count(2))
    return next(place for place in chain((first,), others) if not place.exists())
