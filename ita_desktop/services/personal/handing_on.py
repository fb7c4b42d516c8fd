"""ส่งต่อแฟ้ม: a copy of a workspace for others, without confidential parts."""

from collections.abc import Collection, Mapping
from pathlib import Path

from ita_desktop.domain.errors import InputError, Phrase, WorkspaceError
from ita_desktop.services.column_words import column_words
from ita_desktop.storage.files.kinds import kind_of, kinds_of, listed
from ita_desktop.storage.personal import handing_on
from ita_desktop.storage.personal.handing_on import HandedOn, LeftOut
from ita_desktop.storage.step import Step
from ita_desktop.storage.workspace import Workspace

__all__ = [
    "WORDS",
    "HandedOn",
    "LeftOut",
    "free_texts",
    "hand_on",
    "mentioned",
    "not_covered",
]

WORDS: Mapping[LeftOut, str] = {
    LeftOut.HISTORY: Phrase("ประวัติการแก้ไข"),
    LeftOut.COMMENTS: Phrase("ความเห็นของผู้ตอบ"),
    LeftOut.CONTACTS: Phrase("โทรศัพท์และอีเมล"),
    LeftOut.ORIGINALS: Phrase("ไฟล์เดิมของภาพ ไฟล์หลักฐาน ฉบับลงนาม และสำเนาหน้าเว็บ"),
}


def mentioned(mentions: Mapping[str, int]) -> str:
    """Return a phrase that lists where else the removed data is mentioned."""
    return Phrase(
        "ยังมีข้อความเดียวกันที่พิมพ์ไว้ใน {kinds} รวม {count} แถว ให้แก้เอง",
        kinds=kinds_of(mentions),
        count=sum(mentions.values()),
    )


def free_texts(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of free text that hold some, by table; none of a shared workspace, of
    which no copy is made here. Raises WorkspaceError."""
    with workspace.connections.read() as connection:
        return handing_on.free_texts_of(connection)


def not_covered(free: Mapping[str, tuple[str, ...]]) -> str:
    """Return a phrase that names the columns which are handed on as they are; empty for none."""
    columns: dict[Phrase, dict[Phrase, None]] = {}
    for table, names in free.items():
        of_kind = columns.setdefault(kind_of(table), {})
        of_kind.update(dict.fromkeys(column_words(table, name) for name in names))
    named = [
        Phrase("{kind} ({columns})", kind=kind, columns=listed(of_kind))
        for kind, of_kind in columns.items()
    ]
    if not named:
        return ""
    return Phrase(
        "ไม่ได้ตรวจข้อความที่พิมพ์เอง ซึ่งอาจมีชื่อหรือโทรศัพท์: {columns} · ชื่อและตำแหน่งในทะเบียนยังอยู่",
        columns=listed(named),
    )


def hand_on(
    workspace: Workspace,
    target: Path,
    parts: Collection[LeftOut] = tuple(LeftOut),
    progress: Step | None = None,
    *,
    replaces: bool = False,
) -> HandedOn:
    """Write a copy without ``parts`` to ``target``; the workspace is not changed.

    Raises InputError if the target exists (unless ``replaces``) or the history would reveal what is
    left out; WorkspaceError if the copy cannot be made or still contains it, and whatever
    ``progress`` raises. No copy is left then.
    """
    own = workspace.path
    if own is None:
        raise WorkspaceError(
            "แฟ้มร่วมอยู่บนเครื่องแม่ข่าย ทำสำเนาจากที่นี่ไม่ได้",
            remedy="นำลงมาเป็นแฟ้มด้วย ita-desktop server take ก่อน แล้วส่งต่อจากแฟ้มนั้น",
        )
    if parts and LeftOut.HISTORY not in parts:
        raise InputError("ประวัติการแก้ไขมีสิ่งที่ต้องเว้นอยู่ด้วย", remedy="เว้นประวัติการแก้ไขด้วย หรือไม่เว้นอะไรเลย")
    if target.exists() and (not replaces or (own.exists() and target.samefile(own))):
        raise InputError("มีแฟ้มชื่อนี้อยู่แล้ว จึงไม่เขียนทับ", where=str(target), remedy="ตั้งชื่ออื่น")
    return handing_on.write(workspace.connections.stored_at, target, parts, progress)
