"""Permanently erases rows, all that they ever held and what goes with them, from the open
workspace, its safety copies and work left on this machine, and proves it. It cannot be undone.

:class:`LeftHere` are files that this program has left with the data of a workspace, beside its file
and copies: work of a session that crashed, private copies for reading, files that were never
finished.
"""

import contextlib
import os
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Connection

from ita_desktop.domain.errors import Phrase, WorkspaceError
from ita_desktop.paths import real
from ita_desktop.storage import SUFFIX, Step, sqlite_engines
from ita_desktop.storage.edits import history
from ita_desktop.storage.files import digests, working
from ita_desktop.storage.files.lock import WriterLock
from ita_desktop.storage.personal import proof
from ita_desktop.storage.personal.belongings import (
    PERSON,
    Belongings,
    Row,
    Value,
    belongings,
    columns_of,
)
from ita_desktop.storage.personal.handing_on import take_out
from ita_desktop.storage.personal.proof import Sought
from ita_desktop.storage.personal.words import (
    CHANGES,
    MEDIA,
    MentionPlace,
    Other,
    Words,
    answers_of,
    merged,
    others_of,
    places_in,
)
from ita_desktop.storage.reasons import TROUBLE, why
from ita_desktop.storage.workspace import Workspace

IN_USE: Final = Phrase("โปรแกรมที่เปิดอยู่อีกแห่งใช้อยู่ ปิดแล้วลบใหม่")
UNREADABLE: Final = Phrase("อ่านไม่ได้ จึงเขียนใหม่ไม่ได้")
UNFINISHED: Final = Phrase("เป็นแฟ้มที่ทำค้างไว้ ลบแฟ้มนี้ได้")
BESIDE: Final = Phrase("เป็นแฟ้มอีกฉบับของงานเดียวกัน เปิดแล้วลบในแฟ้มนั้นด้วย")
_HEADER: Final = b"SQLite format 3\x00"
_NOTES: Final = (".lock", ".json", "-shm")


class LeftHere(NamedTuple):
    """Files below the working files: those of the workspace, and those that cannot be read."""

    own: tuple[Path, ...]
    unreadable: tuple[Path, ...]


def left_of_workspace(key: str, without: Collection[Path]) -> LeftHere:
    """Return the files below the working files that are, or may be, of the workspace with that key;
    those ``without``, which are in use here, and their logs do not count."""
    used = {real(log) for path in without for log in sqlite_engines.with_logs(path)}
    own, unreadable = [], []
    for path in _files(working.root()):
        if real(path) in used or path.name.endswith(_NOTES):
            continue
        if path.name.endswith(("-wal", "-journal")):
            if not path.with_name(path.name.rpartition("-")[0]).exists():
                unreadable.append(path)
            continue
        found = key_of(path)
        if found is None:
            unreadable.append(path)
        elif found == key:
            own.append(path)
    return LeftHere(tuple(own), tuple(unreadable))


def key_of(path: Path) -> str | None:
    """Return the key of the workspace in a file; None if the file cannot be read as one."""
    with contextlib.suppress(OSError, *TROUBLE):
        with path.open("rb") as file:
            if file.read(len(_HEADER)) != _HEADER:
                return None
        with closing(_connection(path)) as raw:
            noted = raw.execute("SELECT value FROM meta WHERE key = 'workspace_id'").fetchone()
            return str(noted[0]) if noted is not None else ""
    return None


def _connection(path: Path) -> sqlite3.Connection:
    # A journal that a crash has left may be taken in by a writer alone.
    return sqlite_engines.connect(path, read_only=not sqlite_engines.has_log_file(path))


def holding(
    folders: Iterable[Path], forms: Collection[bytes], without: Collection[Path], key: str
) -> Iterator[Path]:
    """Yield other files in and below some folders that hold one of these byte strings, unless they
    are workspaces with another key. Raises OSError where one cannot be read."""
    found = {real(path): path for folder in folders for path in _files(folder)}
    for path in without:
        found.pop(real(path), None)
    for path in found.values():
        if holds(path, forms) and key_of(path) in (None, key):
            yield path


def left_beside(
    path: Path, forms: Collection[bytes], without: Collection[Path], key: str
) -> Iterator[Path]:
    """Yield other files of the workspace with that key in the folder of its file that hold one of
    these byte strings, as sync programs and copying leave them."""
    known = {real(other) for other in without}
    with contextlib.suppress(OSError):
        for other in sorted(path.parent.glob(f"*{SUFFIX}")):
            if real(other) not in known and key_of(other) == key and holds(other, forms):
                yield other


def holds(path: Path, forms: Collection[bytes]) -> bool:
    """Return whether a file holds one of some byte strings. Raises OSError."""
    if not forms:
        return False
    data = path.read_bytes()
    return any(form in data for form in forms)


def _files(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(path for path in folder.rglob("*") if path.is_file())
    return []


class Erasure(NamedTuple):
    """What to erase: rows by table and key, files by key, and addresses of which all checks go,
    also those that only a safety copy or the history has; and texts whose mentions elsewhere are
    counted."""

    rows: frozenset[Row]
    texts: frozenset[str] = frozenset()
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

    @property
    def is_of_people(self) -> bool:
        return any(table == PERSON for table, _ in self.rows)


class NotErased(NamedTuple):
    """A copy that still contains the data, and why."""

    path: Path
    reason: str


class ErasureResult(NamedTuple):
    """The result: copies that were rewritten, those that were not; the number of rows by table that
    still contain a text, because it was typed there, too; and for people these places."""

    copies: int
    refused: tuple[NotErased, ...]
    mentions: Mapping[str, int]
    places: tuple[MentionPlace, ...] = ()


def places_of(
    workspace: Workspace, erasure: Erasure, copies: Collection[Path] = ()
) -> tuple[MentionPlace, ...]:
    """Return the places that may mean the people of an erasure, in the workspace and then those
    that only copies have. Raises WorkspaceError if the workspace cannot be read."""
    if not erasure.is_of_people:
        return ()
    files = [*copies, *_left(workspace).own]
    with _reading(workspace) as raw:
        values, others = _known(raw, erasure.rows)
        for path in files:
            _survey(path, erasure.rows, values, others)
        words = Words(values, others)
        found = [places_in(raw, words, _all_of(raw, erasure.rows, words))]
    for path in files:
        with (
            suppress(OSError, *TROUBLE),
            closing(sqlite_engines.connect(path, read_only=True)) as copy,
        ):
            found.append(places_in(copy, words, _all_of(copy, erasure.rows, words)))
    return merged(found)


def erase(
    workspace: Workspace,
    erasure: Erasure,
    template: str,
    copies: Collection[Path] = (),
    progress: Step | None = None,
    *,
    chosen: Collection[str] = (),
    folders: Collection[Path] = (),
    **fields: object,
) -> ErasureResult:
    """Erase from the workspace, from ``copies`` and from work left on this machine, proved by
    reading all of them; ``template`` and ``fields`` are the label in the history. ``chosen`` are
    the names of places whose words go, too. Other files in ``folders`` that hold it are told.
    ``progress`` can cancel only before it begins.

    Raises WorkspaceError if the workspace itself cannot be written, or still contains the data.
    """
    if progress is not None:
        progress(0, 0, "")
    # An image that no row refers to any more is in no row of what was left, either.
    left = _left(workspace) if erasure.rows else LeftHere((), ())
    values, others = set[Value](), set[Other]()
    if erasure.is_of_people:
        for path in (*copies, *left.own):
            _survey(path, erasure.rows, values, others)
    job = _Job(erasure, frozenset(chosen), values, others)
    with _reading(workspace) as raw:
        gone = belongings(raw, erasure.rows).rows
    with workspace.for_good(gone, template, **fields) as connection:
        kept = job.take_out(_raw(workspace, connection))
        mentioned = kept.mentions
    workspace.connections.compact()
    workspace.publish()
    assert workspace.path is not None
    for path in dict.fromkeys((workspace.connections.stored_at, workspace.path)):
        found = proof.found_in(path, kept.sought)
        if found:
            raise WorkspaceError(
                "ลบแล้ว แต่ตรวจแฟ้มแล้วยังพบร่องรอยของสิ่งที่ลบ ({places})",
                where=str(path),
                remedy="ปิดแฟ้มแล้วเปิดใหม่ และลบอีกครั้ง ถ้ายังเป็นอีกให้แจ้งผู้ดูแลโปรแกรม",
                places=proof.named(found),
            )
    done, refused, of_copies = 0, [], [{place.name: place for place in kept.places}]
    for copy in copies:
        reason = job.rewrite(copy, of_copies)
        refused += [NotErased(copy, reason)] if reason else []
        done += not reason
    for copy in left.own:
        reason = _rewrite_left(job, copy, of_copies)
        refused += [NotErased(copy, reason)] if reason else []
        done += not reason
    seen = (*copies, *left.own, *_used(workspace))
    refused += _others(workspace, job.forms(kept), left.unreadable, folders, seen)
    return ErasureResult(done, tuple(refused), mentioned, merged(of_copies))


def of_workspace(folder: Path, key: str) -> list[Path]:
    """Return the files in a folder that belong to the workspace with that key."""
    with suppress(OSError):
        return [path for path in sorted(folder.glob(f"*{SUFFIX}")) if key_of(path) == key]
    return []


def people_of(workspace: Workspace, copies: Collection[Path] = ()) -> dict[str, list[Other]]:
    """Return all people whom the workspace and ``copies`` know or knew, with all that they were
    called, by key. Raises WorkspaceError if the workspace cannot be read."""
    found: dict[str, list[Other]] = {}
    with _reading(workspace) as raw:
        for key, person in others_of(raw, ()):
            found.setdefault(key, []).append(person)
    for path in copies:
        with (
            suppress(OSError, *TROUBLE),
            closing(sqlite_engines.connect(path, read_only=True)) as copy,
        ):
            for key, person in others_of(copy, ()):
                found.setdefault(key, []).append(person)
    return found


class _Kept(NamedTuple):
    """What stays in a file, and what must not."""

    places: tuple[MentionPlace, ...]
    mentions: Mapping[str, int]
    sought: Sought


class _Job:
    """One erasure, done in one file after another."""

    def __init__(
        self, erasure: Erasure, chosen: frozenset[str], values: set[Value], others: set[Other]
    ) -> None:
        self._erasure = erasure
        self._chosen = chosen
        self._values = values
        self._others = others
        self._pieces: set[bytes] = set()
        self._words = Words()
        self._read_from = (0, 0)

    def _words_now(self) -> Words:
        """Return the words of all that is known so far; copies seldom know more."""
        read_from = len(self._values), len(self._others)
        if read_from != self._read_from:
            self._words, self._read_from = Words(self._values, self._others), read_from
        return self._words

    def take_out(self, raw: sqlite3.Connection) -> _Kept:
        """Erase it from an open file; return what stays."""
        erasure = self._erasure
        own = belongings(raw, erasure.rows)
        words = Words()
        if erasure.is_of_people:
            self._values |= own.values
            self._others |= {other for _, other in others_of(raw, erasure.rows)}
            words = self._words_now()
            own = _all_of(raw, erasure.rows, words)
        found = places_in(raw, words, own) if words.names else {}
        # A file that something else refers to stays, and so do its bytes.
        before = _files_of(raw, own.media | erasure.media)
        chosen = {place[:3] for name, place in found.items() if name in self._chosen}
        take_out(raw, own, words, chosen, erasure.media, erasure.pages)
        for key in before.keys() - _files_of(raw, before).keys():
            self._pieces |= proof.samples_of(before[key])
        texts = {value.text for value in own.values} | erasure.texts
        self._pieces |= proof.pieces_of(texts)
        stay = tuple(place for place in found.values() if place[:3] not in chosen)
        mentions = _counted(stay) if erasure.is_of_people else proof.mentions(raw, erasure.texts)
        kept = frozenset(place.name for place in stay)
        return _Kept(stay, mentions, Sought(words, own, kept, frozenset(self._pieces)))

    def forms(self, kept: _Kept) -> frozenset[bytes]:
        """Return byte strings by which another file is known to hold it."""
        alone = kept.sought.words.unique
        return frozenset(
            form
            for form in proof.forms_of(kept.sought.words)
            if any(form in proof.forms_of_text(text) for text in alone)
        )

    def rewrite(self, path: Path, found: list[dict[str, MentionPlace]]) -> str:
        """Rewrite one copy of any schema; return why not if that fails, leaving it unchanged. Adds
        the places that stay to ``found``."""
        temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            altered = _altered(path)
            if not sqlite_engines.copy_content(path, temporary):
                return Phrase("แฟ้มสำรองเสียหาย")
            with closing(sqlite_engines.private_connection(temporary)) as raw:
                raw.execute("BEGIN IMMEDIATE")
                kept = self.take_out(raw)
                history.begin_in(raw)
                if columns_of(raw, "content_digest") and not altered:
                    digests.take(raw)
                raw.execute("COMMIT")
                raw.execute("VACUUM")
                sound = raw.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
                orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
            if not sound or orphans:
                return Phrase("เขียนใหม่แล้วไม่สมบูรณ์")
            if left := proof.found_in(temporary, kept.sought):
                return Phrase("ยังพบร่องรอยหลังเขียนใหม่ {places}", places=proof.named(left))
            noted = path.stat()
            temporary.chmod(noted.st_mode & 0o777)
            os.utime(temporary, ns=(noted.st_atime_ns, noted.st_mtime_ns))
            temporary.replace(path)
            found.append({place.name: place for place in kept.places})
        except (OSError, *TROUBLE) as error:
            return why(error)
        finally:
            for part in sqlite_engines.with_logs(temporary):
                with suppress(OSError):
                    part.unlink(missing_ok=True)
        return ""


def _rewrite_left(job: _Job, path: Path, found: list[dict[str, MentionPlace]]) -> str:
    """Rewrite work left on this machine, unless another process uses it."""
    lock = WriterLock(path)
    try:
        if not lock.acquire():
            return IN_USE
        try:
            if sqlite_engines.has_log_file(path):
                _take_in_log(path)
            return job.rewrite(path, found)
        finally:
            lock.release()
    except (OSError, *TROUBLE) as error:
        return why(error)


def _take_in_log(path: Path) -> None:
    """Take a journal into its file, which is replaced without it."""
    with closing(sqlite_engines.connect(path, read_only=False)) as raw:
        raw.execute("PRAGMA journal_mode=DELETE").fetchall()


def _others(
    workspace: Workspace,
    forms: frozenset[bytes],
    unreadable: Iterable[Path],
    folders: Iterable[Path],
    seen: Collection[Path],
) -> Iterator[NotErased]:
    """Yield files that nothing was taken out of, and that hold it."""
    for path in unreadable:
        with suppress(OSError):
            if holds(path, forms):
                yield NotErased(path, UNREADABLE)
    with suppress(OSError):
        for path in holding(folders, forms, seen, workspace.workspace_id):
            yield NotErased(path, UNFINISHED)
    if workspace.path is not None:
        beside = left_beside(workspace.path, forms, seen, workspace.workspace_id)
        yield from (NotErased(path, BESIDE) for path in beside)


def _altered(path: Path) -> bool:
    """Return whether a file does not match its digests, which are then not updated."""
    with closing(sqlite_engines.connect(path, read_only=True)) as raw:
        return bool(digests.differing(raw))


def _used(workspace: Workspace) -> tuple[Path, ...]:
    """Return the files that the open workspace consists of."""
    stored = workspace.connections.stored_at
    return (stored,) if workspace.path is None else (stored, workspace.path)


def _left(workspace: Workspace) -> LeftHere:
    if workspace.path is None:
        return LeftHere((), ())
    return left_of_workspace(workspace.workspace_id, _used(workspace))


def _raw(workspace: Workspace, connection: Connection) -> sqlite3.Connection:
    """Return the connection to a file. Raises WorkspaceError for a database server."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection) or workspace.path is None:
        raise WorkspaceError(
            "แฟ้มร่วมอยู่บนเครื่องแม่ข่าย ลบถาวรจากที่นี่ไม่ได้",
            remedy="นำลงมาด้วย ita-desktop server take ลบถาวรในแฟ้มนั้น "
            "แล้วนำขึ้นแทนด้วย server put --replace",
        )
    return raw


@contextlib.contextmanager
def _reading(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    with workspace.connections.read() as connection:
        yield _raw(workspace, connection)


def _known(raw: sqlite3.Connection, rows: frozenset[Row]) -> tuple[set[Value], set[Other]]:
    own: Belongings = belongings(raw, rows)
    return set(own.values), {other for _, other in others_of(raw, rows)}


def _all_of(raw: sqlite3.Connection, rows: frozenset[Row], words: Words) -> Belongings:
    """Return what a file holds of people, with answers of imports that nobody was chosen for."""
    return belongings(raw, rows | answers_of(raw, words))


def _survey(path: Path, rows: frozenset[Row], values: set[Value], others: set[Other]) -> None:
    """Add what a copy knows of the rows, and of whom else; one that cannot be read is refused
    later."""
    with suppress(OSError, *TROUBLE), closing(sqlite_engines.connect(path, read_only=True)) as raw:
        more, also = _known(raw, rows)
        values |= more
        others |= also


def _files_of(raw: sqlite3.Connection, keys: Iterable[str]) -> dict[str, bytes]:
    if not columns_of(raw, MEDIA):
        return {}
    found = {}
    for key in sorted(keys):
        row = raw.execute("SELECT data FROM media WHERE key = ?", [key]).fetchone()
        if row is not None:
            found[key] = row[0]
    return found


def _counted(kept: Iterable[MentionPlace]) -> dict[str, int]:
    """Return the number of rows of each table that are kept although they may mean somebody."""
    rows = {(CHANGES if place.is_former else place.table, place.table, place.key) for place in kept}
    return dict(Counter(table for table, *_ in sorted(rows)))
