"""Counts what an Excel sheet has beside its cells and is not read: comments, texts in shapes,
pictures."""

import zipfile
from collections.abc import Iterator

from ita_desktop.exchange.files.package_guard import read_part, relationships
from ita_desktop.exchange.files.reader_remarks import COMMENTS, PICTURES, SHAPES


def beside_cells(archive: zipfile.ZipFile, part: str, source: str) -> Iterator[str]:
    """Yield what each comment, shape with text and picture of the sheet in ``part`` is; nothing of
    a part that cannot be read, which leaves the cells."""
    try:
        for link in relationships(archive, part, source):
            if link.kind not in {"comments", "drawing"} or link.part not in archive.namelist():
                continue
            root = read_part(archive, link.part, source)
            yield from (COMMENTS for _ in root.iterfind(".//{*}comment"))
            yield from (PICTURES for _ in root.iterfind(".//{*}pic"))
            for shape in root.iterfind(".//{*}sp"):
                if any((text.text or "").strip() for text in shape.iterfind(".//{*}t")):
                    yield SHAPES
    except Exception:  # noqa: BLE001 - a broken part
        return
