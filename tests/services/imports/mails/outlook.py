"""Writes mails as Outlook keeps them (.msg): a compound file with a stream for each property."""

import struct
from collections.abc import Mapping

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
Tree = Mapping[str, "bytes | Tree"]


def outlook_mail(
    *, html: str = "", body: str = "", files: Mapping[str, bytes | None] | None = None
) -> bytes:
    """A mail with texts and attached files; None is one that is kept elsewhere."""
    texts: dict[int, str | bytes] = {0x1000: body, 0x1013: html.encode()}
    tree: dict[str, bytes | Tree] = dict(_properties(32, texts, {0x3FDE: 65001}))
    for number, (name, data) in enumerate((files or {}).items()):
        kept: dict[int, str | bytes] = {0x3707: name, **({0x3701: data} if data else {})}
        tree[f"__attach_version1.0_#{number:08X}"] = _properties(8, kept, {0x3705: int(bool(data))})
    return compound_file(tree)


def _properties(
    head: int, values: Mapping[int, str | bytes], numbers: Mapping[int, int]
) -> dict[str, bytes | Tree]:
    listed, streams = bytes(head), dict[str, bytes | Tree]()
    for pid, number in numbers.items():
        listed += struct.pack("<HHIII", 3, pid, 6, number, 0)
    for pid, value in values.items():
        if value:
            kind = 0x1F if isinstance(value, str) else 0x102
            data = value.encode("utf-16-le") if isinstance(value, str) else value
            listed += struct.pack("<HHIII", kind, pid, 6, len(data), 0)
            streams[f"__substg1.0_{pid:04X}{kind:04X}"] = data
    return {"__properties_version1.0": listed, **streams}


def compound_file(tree: Tree, *, claimed: int = 0) -> bytes:
    """A compound file of version 3. With ``claimed`` each large stream is as long as that, all of
    them in the sectors of the first one."""
    entries: list[list[object]] = [["Root Entry", _ROOT, _FREE, b""]]
    links = [[_FREE, _FREE]]  # right sibling, child

    def add(parent: int, children: Tree) -> None:
        last = -1
        for name, content in sorted(children.items(), key=lambda item: (len(item[0]), item[0])):
            at = len(entries)
            is_stream = isinstance(content, bytes)
            entries.append([name, _STREAM if is_stream else _STORAGE, _END, content])
            links.append([_FREE, _FREE])
            links[parent if last < 0 else last][1 if last < 0 else 0] = at
            last = at
            if not isinstance(content, bytes):
                add(at, content)

    add(0, tree)
    mini, mini_fat, sectors = b"", list[int](), list[bytes]()
    fat: list[int] = []

    def put(data: bytes) -> int:
        first = len(fat)
        count = -(-len(data) // _SECTOR)
        fat.extend([*range(first + 1, first + count), _END])
        padded = data.ljust(count * _SECTOR, b"\0")
        sectors.extend(padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR))
        return first

    sizes = [0] * len(entries)
    for at, (_name, kind, _start, content) in enumerate(entries):
        if kind != _STREAM or not isinstance(content, bytes):
            continue
        sizes[at] = len(content)
        if len(content) >= _CUTOFF:
            entries[at][2] = put(content)
            sizes[at] = claimed or len(content)
        elif content:
            entries[at][2] = len(mini_fat)
            count = -(-len(content) // _MINI)
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), _END]
            mini += content.ljust(count * _MINI, b"\0")
    sizes[0] = len(mini)
    entries[0][2] = put(mini) if mini else _END
    table = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    mini_table = put(table.ljust(-(-len(table) // _SECTOR) * _SECTOR, b"\xff")) if table else _END
    directory = b""
    for at, (name, kind, start, _content) in enumerate(entries):
        text = str(name).encode("utf-16-le") + b"\0\0"
        right, child = links[at]
        directory += text.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(text), kind, 1, _FREE, right, child
        )
        directory += bytes(36) + struct.pack("<IQ", start, sizes[at])
    begin = put(directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0"))
    fat_count = 1
    while (len(fat) + fat_count) * 4 > fat_count * _SECTOR:
        fat_count += 1
    fat_at = len(fat)
    fat += [_FAT] * fat_count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_count * _SECTOR, b"\xff")
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fat_count,
        begin,
        0,
        _CUTOFF,
        mini_table,
        -(-len(mini_fat) * 4 // _SECTOR),
        _END,
        0,
        fat_at,
    )
    rest = [fat_at + number for number in range(1, fat_count)]
    assert fat_count <= 109
    head += struct.pack("<108I", *rest, *[_FREE] * (108 - len(rest)))
    return head + b"".join(sectors) + table
