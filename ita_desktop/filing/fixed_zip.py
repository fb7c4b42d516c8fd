"""The zip file that a docx or xlsx is: the same bytes for the same parts."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - zip and core properties know no time zone here
"""The date on everything that must carry one, so that the same data gives the same file."""

_LEVEL = 5
"""Half the time of zlib's own choice, and files a fifth larger where every text is another."""

_UNIX = 3
"""Where a part says that it was made: the same on every system."""


class FixedZip:
    """A zip file being written, in which every part has the one fixed date.

    Has the methods of ``ZipFile`` that openpyxl writes with.
    """

    def __init__(self, target: IO[bytes]) -> None:
        self._archive = ZipFile(target, "w", ZIP_DEFLATED)

    def writestr(self, name: str, data: bytes | str) -> None:
        info = ZipInfo(name, MOMENT.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        info.create_system = _UNIX
        self._archive.writestr(info, data, compresslevel=_LEVEL)

    def namelist(self) -> list[str]:
        return self._archive.namelist()

    def close(self) -> None:
        self._archive.close()


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Return a zip file with these parts, by name."""
    target = BytesIO()
    archive = FixedZip(target)
    for name, content in parts.items():
        archive.writestr(name, content)
    archive.close()
    return target.getvalue()
