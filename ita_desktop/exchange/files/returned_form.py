"""Recognises a form that was sent to a unit, by its document property, the line with its mark, or
the keys of its rows; other programs keep one or the other."""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from ita_desktop.domain.tracking.form_marks import FORM_PROPERTY, MARK_WORDS, form_of
from ita_desktop.domain.tracking.worksheet import place_of
from ita_desktop.exchange.blocks import SourceBlocks
from ita_desktop.exchange.sheets import DataSheet

_ID: Final = r"[0-9a-f]{32}"
_PROPERTY: Final = re.compile(
    rf'name="{FORM_PROPERTY}"[^<>]{{0,200}}>(?:\s{{0,20}}<[^<>]{{1,40}}>)?({_ID})<'.encode()
)
_LINE: Final = re.compile(rf"{MARK_WORDS}\s{{0,5}}({_ID})")
_PARTS: Final = ("docProps/custom.xml", "meta.xml")
"""The parts of Office and OpenDocument files with a document's own properties."""
_LONGEST_PART: Final = 200_000
_MOST_ROWS: Final = 500
"""Number of rows of a sheet in which marks and keys are looked for."""


def form_in(data: bytes, content: SourceBlocks) -> str:
    """Return the mark of the form that a file is; empty if it is none."""
    return _property(data) or _line(content) or _most_keys(content.sheets)


def _property(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in _PARTS:
                if name in archive.namelist():
                    info = archive.getinfo(name)
                    part = archive.read(info) if info.file_size <= _LONGEST_PART else b""
                    if found := _PROPERTY.search(part):
                        return found[1].decode("ascii")
    except (OSError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return ""
    return ""


def _line(content: SourceBlocks) -> str:
    texts = (*content.lines, *(text for sheet in content.sheets for text in _texts([sheet])))
    return next((found[1] for text in texts if (found := _LINE.search(text))), "")


def _most_keys(sheets: Iterable[DataSheet]) -> str:
    """Return the form that most row keys name."""
    keys = (text for text in _texts(sheets) if form_of(text) and place_of(text) is not None)
    found = Counter(map(form_of, keys)).most_common(1)
    return found[0][0] if found else ""


def _texts(sheets: Iterable[DataSheet]) -> Iterator[str]:
    for sheet in sheets:
        for row in sheet.rows[:_MOST_ROWS]:
            yield from (value for value in row.values if isinstance(value, str) and value)
