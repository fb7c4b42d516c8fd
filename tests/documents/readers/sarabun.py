"""A letter called TH Sarabun New, made of the bundled one in the official size and line height.

LibreOffice and the PDF can then be set in the same letter on a machine that has no TH Sarabun.
"""

import struct
from pathlib import Path

from ita_desktop.documents.layout.fonts import SARABUN_RATIO, Letters, bundled

NAME = "TH Sarabun New"
_ASCENT, _DESCENT, _GAP = 0.847, 0.458, 0.02


def make(folder: Path) -> Letters:
    """The letter's files in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    ours = bundled()
    regular, bold = folder / "THSarabunNew.ttf", folder / "THSarabunNew Bold.ttf"
    regular.write_bytes(_renamed(ours.regular.read_bytes(), "Regular"))
    bold.write_bytes(_renamed(ours.bold.read_bytes(), "Bold"))
    return Letters(NAME, regular, bold, 1.0)


def _renamed(font: bytes, style: str) -> bytes:
    tables = _tables(font)
    head = bytearray(tables[b"head"])
    em = round(struct.unpack_from(">H", head, 18)[0] / SARABUN_RATIO)
    struct.pack_into(">H", head, 18, em)
    up, down, gap = (round(part * em) for part in (_ASCENT, _DESCENT, _GAP))
    hhea, os2 = bytearray(tables[b"hhea"]), bytearray(tables[b"OS/2"])
    struct.pack_into(">hhh", hhea, 4, up, -down, gap)
    struct.pack_into(">hhhHH", os2, 68, up, -down, gap, up, down)
    tables |= {b"head": bytes(head), b"hhea": bytes(hhea), b"OS/2": bytes(os2)}
    tables[b"name"] = _names(style)
    return _file(font[:4], tables)


def _tables(font: bytes) -> dict[bytes, bytes]:
    count = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(count))
    return {tag: font[offset : offset + length] for tag, _sum, offset, length in entries}


def _names(style: str) -> bytes:
    full = NAME if style == "Regular" else f"{NAME} {style}"
    texts = {1: NAME, 2: style, 4: full, 6: full.replace(" ", "")}
    records, strings = b"", b""
    for number, text in texts.items():
        data = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(data), len(strings))
        strings += data
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + strings


def _file(version: bytes, tables: dict[bytes, bytes]) -> bytes:
    at = 12 + 16 * len(tables)
    entries, body = b"", b""
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        entries += struct.pack(">4sLLL", tag, _sum(padded), at + len(body), len(data))
        body += padded
    return version + struct.pack(">HHHH", len(tables), 0, 0, 0) + entries + body


def _sum(data: bytes) -> int:
    return sum(struct.unpack(f">{len(data) // 4}L", data)) & 0xFFFFFFFF
