"""Personal data in the kept files that the public page publishes, as far as their text can be read.

Files are read as imports read them, with the same limits. Pictures and scanned pages have no text.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.personal.typed import TypedData, in_file
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.blocks import SourceBlocks
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.site.media_files import goes_out, is_picture

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


class FileLines:
    """The lines of kept files that may hold a number or an address, each file read once."""

    def __init__(self, media: Callable[[str], bytes | None]) -> None:
        self._media = media
        self._known: dict[str, tuple[str, ...] | None] = {}

    def of(self, row: Evidence) -> tuple[str, ...] | None:
        """Return those of an evidence's file; None if it has no text."""
        if is_picture(row):
            return None
        if row.media not in self._known:
            self._known[row.media] = _lines_of(self._media(row.media), row.file_name)
        return self._known[row.media]


def of_files(data: YearData, files: FileLines) -> FileSearch:
    """Return the undecided personal data in the files that the page of a year would publish."""
    found: list[TypedData] = []
    unread = 0
    for row in {row.media: row for row in reversed(data.evidence) if goes_out(row)}.values():
        lines = files.of(row)
        if lines is None:
            unread += 1
        else:
            found += in_file(data, row, lines)
    return FileSearch(tuple(dict.fromkeys(found)), unread)


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
