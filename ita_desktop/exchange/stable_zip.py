"""The same workbook as the same bytes: no clock in the file, whenever it is written."""

import io
import os
import re
import zipfile
from pathlib import Path

from ita_desktop.domain.errors import InputError

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def without_clock(data: bytes) -> bytes:
    """An Office package with fixed dates in its directory and its properties."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return made.getvalue()


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file under a temporary name and renames it: never a half file.

    Raises InputError that says why it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise InputError(
            "เขียนไฟล์ไม่ได้ ({reason})",
            where=str(path),
            remedy="ปิดไฟล์นี้ใน Excel ก่อน ตรวจว่าโฟลเดอร์มีอยู่ เขียนได้ และดิสก์มีเนื้อที่ว่าง",
            reason=error.strerror or type(error).__name__,
        ) from error
