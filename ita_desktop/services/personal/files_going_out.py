"""Personal data in the kept files that the public page publishes, as far as their text can be read.

Files are read as imports read them, with the same limits, each once while the program runs.
Pictures and scanned pages have no text.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.personal.typed import TypedData, in_file
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.blocks import SourceBlocks
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.site.media_files import goes_out, is_picture

_KEPT: Final = 500
"""Files whose telling lines are remembered."""
_FEWEST_DIGITS: Final = 9


class FileSearch(NamedTuple):
    """What was found in files, and how many could not be looked through."""

    found: tuple[TypedData, ...]
    unread: int

    @property
    def note(self) -> Phrase | None:
        """What is to be looked at by eye; None if nothing is."""
        if not self.unread:
            return None
        return Phrase(
            "ภาพและไฟล์ที่ไม่มีตัวอักษร {count} ไฟล์ ตรวจหาข้อมูลส่วนบุคคลไม่ได้ ดูก่อนเผยแพร่",
            count=self.unread,
        )


def of_files(
    data: YearData,
    media: Callable[[str], bytes | None],
    progress: Callable[[int, int, str], None] | None = None,
) -> FileSearch:
    """Return the undecided personal data in the files that the page of a year would publish; raise
    what ``progress`` raises."""
    found: list[TypedData] = []
    rows = {row.media: row for row in reversed(data.evidence) if goes_out(row)}
    unread = 0
    for number, row in enumerate(rows.values()):
        if progress is not None:
            progress(number, len(rows), row.file_name)
        lines = None if is_picture(row) else _lines(row.media, row.file_name, media)
        if lines is None:
            unread += 1
        else:
            found += in_file(data, row, lines)
    return FileSearch(tuple(dict.fromkeys(found)), unread)


_read: dict[str, tuple[str, ...] | None] = {}
"""The telling lines of files by their key, which is a digest of their bytes."""


def _lines(key: str, name: str, media: Callable[[str], bytes | None]) -> tuple[str, ...] | None:
    """Return the lines of a file that may hold a number or an address; None if it has no text."""
    if key not in _read:
        if len(_read) >= _KEPT:
            _read.clear()
        _read[key] = _lines_of(media(key), name)
    return _read[key]


def _lines_of(content: bytes | None, name: str) -> tuple[str, ...] | None:
    if not content:
        return None
    try:
        blocks = content_in(content, name, WorkProgress())
    except InputError:
        return None
    lines = tuple(dict.fromkeys(_texts(blocks)))
    if not any(map(str.strip, lines)):
        return None
    return tuple(line for line in lines if _may_tell(line))


def _texts(blocks: SourceBlocks) -> Iterator[str]:
    yield from blocks.lines
    for sheet in blocks.sheets:
        for row in sheet.rows:
            # Figures side by side are not the groups of one number.
            yield " | ".join(value for value in row.values if isinstance(value, str))


def _may_tell(line: str) -> bool:
    return "@" in line or "＠" in line or sum(map(str.isdecimal, line)) >= _FEWEST_DIGITS
