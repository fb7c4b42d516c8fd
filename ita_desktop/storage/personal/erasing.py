"""Permanently erases rows, copies of their data in the history and other rows, and their files,
from the open workspace and its safety copies. It cannot be undone."""

import json
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.errors import Phrase, WorkspaceError
from ita_desktop.domain.personal.marks import Personal
from ita_desktop.storage import SUFFIX
from ita_desktop.storage.files import digests
from ita_desktop.storage.personal import traces
from ita_desktop.storage.reasons import TROUBLE, why
from ita_desktop.storage.sqlite import copying, engines, journals
from ita_desktop.storage.step import Step
from ita_desktop.storage.tables import CONTENT
from ita_desktop.storage.workspace import Workspace

_EXACT: Final = (Personal.NAME, Personal.TELEPHONE, Personal.MAIL)
"""Kinds of personal data that are also cleared in other rows, if the whole value is equal."""
_ANSWERS: Final = "import_answer"
"""The table of answers of imports; one about an erased name goes as a whole."""
_CHECKS: Final = "link_proof"
"""The table of checks of links."""
_GONE: Final = Phrase("แก้ไขสิ่งที่ลบถาวรแล้ว")
"""Label of an edit whose own label contained erased data."""


class Erasure(NamedTuple):
    """What to erase: rows by table and key, texts unique to them, files by key, and addresses of
    which all checks go, also those that only a safety copy or the history has."""

    rows: frozenset[tuple[str, str]]
    texts: frozenset[str]
    media: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()

    def __or__(self, other: object) -> "Erasure":
        """Return the union of both."""
        if not isinstance(other, Erasure):
            return NotImplemented
        return Erasure(
            self.rows | other.rows,
            self.texts | other.texts,
            self.media | other.media,
            self.pages | other.pages,
        )


class NotErased(NamedTuple):
    """A safety copy that still contains the data, and why."""

    path: Path
    reason: str


class ErasureResult(NamedTuple):
    """The result: safety copies that were rewritten, those that were not, and the number of rows by
    table that still contain a text, because it was typed there, too."""

    copies: int
    refused: tuple[NotErased, ...]
    mentions: Mapping[str, int]


def erase(
    workspace: Workspace,
    erasure: Erasure,
    template: str,
    copies: Collection[Path] = (),
    progress: Step | None = None,
    **fields: object,
) -> ErasureResult:
    """Erase from the workspace and from ``copies``, verified by searching their bytes; ``template``
    and ``fields`` are the label in the history. ``progress`` can cancel only before it begins.

    Raises WorkspaceError if the workspace itself cannot be written, or still contains the data.
    """
    if progress is not None:
        progress(0, 0, "")
    pieces = traces.pieces_of(erasure.texts)
    for key in erasure.media:
        pieces |= traces.samples_of(workspace.media(key) or b"")
    with workspace.for_good(erasure.rows, template, **fields) as connection:
        raw = connection.connection.driver_connection
        if not isinstance(raw, sqlite3.Connection) or workspace.path is None:
            raise WorkspaceError(
                "แฟ้มร่วมอยู่บนเครื่องแม่ข่าย ลบถาวรจากที่นี่ไม่ได้",
                remedy="นำลงมาด้วย ita-desktop server take ลบถาวรในแฟ้มนั้น "
                "แล้วนำขึ้นแทนด้วย server put --replace",
            )
        _take_out(raw, erasure)
        mentioned = traces.mentions(raw, erasure.texts)
    workspace.connections.compact()
    workspace.publish()
    for path in (workspace.connections.stored_at, workspace.path):
        if traces.found_in(path, pieces):
            raise WorkspaceError(
                "ลบแล้ว แต่ตรวจแฟ้มแล้วยังพบร่องรอยของสิ่งที่ลบ",
                where=str(path),
                remedy="ปิดแฟ้มแล้วเปิดใหม่ และลบอีกครั้ง ถ้ายังเป็นอีกให้แจ้งผู้ดูแลโปรแกรม",
            )
    done, refused = 0, []
    for copy in copies:
        reason = _erase_in_copy(copy, erasure, pieces)
        if reason:
            refused.append(NotErased(copy, reason))
        else:
            done += 1
    return ErasureResult(done, tuple(refused), mentioned)


def of_workspace(folder: Path, key: str) -> list[Path]:
    """Return the files in a folder that belong to the workspace with that key."""
    found = []
    with suppress(OSError):
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            with suppress(*TROUBLE), closing(engines.connect(path, read_only=True)) as raw:
                noted = raw.execute("SELECT value FROM meta WHERE key = 'workspace_id'").fetchone()
                if noted is not None and noted[0] == key:
                    found.append(path)
    return found


def _erase_in_copy(path: Path, erasure: Erasure, pieces: Collection[bytes]) -> str:
    """Rewrite one safety copy of any schema; return why not if that fails, leaving it unchanged."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        altered = _altered(path)
        if not copying.copy_content(path, temporary):
            return Phrase("แฟ้มสำรองเสียหาย")
        with closing(engines.private_connection(temporary)) as raw:
            raw.execute("BEGIN IMMEDIATE")
            _take_out(raw, erasure)
            if _columns(raw, "content_digest") and not altered:
                digests.take(raw)
            raw.execute("COMMIT")
            raw.execute("VACUUM")
            sound = raw.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
            orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
        if not sound or orphans:
            return Phrase("เขียนใหม่แล้วไม่สมบูรณ์")
        if traces.found_in(temporary, pieces):
            return Phrase("ยังพบร่องรอยหลังเขียนใหม่")
        found = path.stat()
        temporary.chmod(found.st_mode & 0o777)
        os.utime(temporary, ns=(found.st_atime_ns, found.st_mtime_ns))
        temporary.replace(path)
    except (OSError, *TROUBLE) as error:
        return why(error)
    finally:
        for part in journals.with_logs(temporary):
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return ""


def _altered(path: Path) -> bool:
    """Return whether a file does not match its digests, which are then not updated."""
    with closing(engines.connect(path, read_only=True)) as raw:
        return bool(digests.differing(raw))


def _columns(raw: sqlite3.Connection, table: str) -> set[str]:
    return {name for (name,) in raw.execute("SELECT name FROM pragma_table_info(?)", [table])}


def _take_out(raw: sqlite3.Connection, erasure: Erasure) -> None:
    """Erase everything from a file of any schema."""
    for table, key in sorted(erasure.rows):
        if _columns(raw, table):
            _delete(raw, table, key)
    if _columns(raw, _CHECKS):
        for url in sorted(erasure.pages):
            _delete_checks(raw, url)
    texts = [(text,) for text in sorted(erasure.texts)]
    for table, column in _exact_columns():
        if column in _columns(raw, table):
            raw.executemany(
                f'UPDATE "{table}" SET "{column}" = \'\', row_version = row_version + 1'  # noqa: S608
                f' WHERE "{column}" = ?',
                texts,
            )
    if _columns(raw, _ANSWERS):
        raw.executemany(f"DELETE FROM {_ANSWERS} WHERE text = ?", texts)  # noqa: S608
    _scrub_history(raw, erasure)
    if _columns(raw, "media"):
        raw.executemany("DELETE FROM media WHERE key = ?", [(key,) for key in erasure.media])


def _delete_checks(raw: sqlite3.Connection, url: str) -> None:
    """Delete all checks of an address with their copies, also those that only the history has."""
    found = raw.execute(f"SELECT id, media FROM {_CHECKS} WHERE url = ?", [url]).fetchall()  # noqa: S608
    ids, keys = {key for key, _ in found}, {media for _, media in found}
    noted = json.dumps(url, ensure_ascii=False)
    ids |= {
        key
        for (key,) in raw.execute(
            "SELECT row_id FROM history_change WHERE table_name = ?1"
            " AND (instr(coalesce(old, ''), ?2) OR instr(coalesce(new, ''), ?2))",
            [_CHECKS, noted],
        )
    }
    for key in sorted(ids):
        of = [_CHECKS, key]
        where = "FROM history_change WHERE table_name = ? AND row_id = ?"
        for change in raw.execute(f"SELECT old, new {where}", of):
            keys |= {json.loads(side).get("media", "") for side in change if side}
        raw.execute(f"DELETE {where}", of)
    raw.execute(f"DELETE FROM {_CHECKS} WHERE url = ?", [url])  # noqa: S608
    kept = raw.execute(
        f"SELECT media FROM {_CHECKS} UNION SELECT media FROM evidence"  # noqa: S608
        " UNION SELECT media FROM photo UNION SELECT original FROM photo"
    )
    keys -= {key for (key,) in kept}
    raw.executemany("DELETE FROM media WHERE key = ?", [(key,) for key in keys])


def _exact_columns() -> Iterator[tuple[str, str]]:
    for table in CONTENT:
        for column in table.columns:
            # A namesake in the register is another person.
            if column.info.get("personal") in _EXACT and table.name != "person":
                yield table.name, column.name


def _delete(raw: sqlite3.Connection, table: str, key: str) -> None:
    """Delete a row with its dependent rows; clear other references to it."""
    children = raw.execute(
        'SELECT t.name, f."from", c."notnull" FROM sqlite_master t,'
        " pragma_foreign_key_list(t.name) f, pragma_table_info(t.name) c"
        ' WHERE t.type = \'table\' AND f."table" = ? AND c.name = f."from"',
        [table],
    ).fetchall()
    for child, column, is_needed in children:
        if is_needed or (child, column) in _GO_WITH:
            named = raw.execute(
                f'SELECT id FROM "{child}" WHERE "{column}" = ?',  # noqa: S608
                [key],
            ).fetchall()
            for (child_key,) in named:
                _delete(raw, child, child_key)
        else:
            raw.execute(
                f'UPDATE "{child}" SET "{column}" = NULL, row_version = row_version + 1'  # noqa: S608
                f' WHERE "{column}" = ?',
                [key],
            )
    raw.execute(f'DELETE FROM "{table}" WHERE id = ?', [key])  # noqa: S608


_GO_WITH: Final = frozenset(
    (table.name, column.name)
    for table in CONTENT
    for column in table.columns
    if column.info.get("on_delete") == "delete"
)


def _scrub_history(raw: sqlite3.Connection, erasure: Erasure) -> None:
    raw.executemany(
        "DELETE FROM history_change WHERE table_name = ? AND row_id = ?", sorted(erasure.rows)
    )
    # Answers of imports have names as files spell them.
    raw.executemany(
        f"DELETE FROM history_change WHERE table_name = '{_ANSWERS}'"  # noqa: S608
        " AND (instr(coalesce(old, ''), ?1) OR instr(coalesce(new, ''), ?1))",
        [(key,) for _, key in sorted(erasure.rows)],
    )
    coded = {json.dumps(text, ensure_ascii=False)[1:-1] for text in erasure.texts if text.strip()}
    has_phrases = "phrase" in _columns(raw, "history_group")
    for text in sorted(coded):
        raw.execute(
            "DELETE FROM history_change"
            " WHERE instr(coalesce(old, ''), ?) OR instr(coalesce(new, ''), ?)",
            [text, text],
        )
        for column in ("label", "phrase") if has_phrases else ("label",):
            plain = text if column == "phrase" else json.loads(f'"{text}"')
            rest = ", phrase = ''" if has_phrases else ""
            raw.execute(
                f"UPDATE history_group SET label = ?{rest} WHERE instr({column}, ?)",  # noqa: S608
                [_GONE, plain],
            )
        raw.execute("UPDATE history_group SET who = '' WHERE who = ?", [json.loads(f'"{text}"')])
