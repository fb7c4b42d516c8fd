"""Joins the open workspace with another file of the same work: a preview, and one edit.

What a merge has left out, in the words of the clerk, with both texts.
"""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from ita_desktop.domain.errors import InputError, Phrase, WorkspaceError
from ita_desktop.home import TEMPORARY
from ita_desktop.paths import real
from ita_desktop.services.column_words import column_words
from ita_desktop.services.settings.differences import Rows, column_lines, name_of, opened_copy
from ita_desktop.storage import Step
from ita_desktop.storage.files import remembered
from ita_desktop.storage.files.backups import write_backup
from ita_desktop.storage.moving import joining
from ita_desktop.storage.moving.joining import UNDECIDED, JoinChoices, Joined, rows_of
from ita_desktop.storage.moving.merging import Left, OwnEdit, Place, Why
from ita_desktop.storage.tables import KINDS, kind_of
from ita_desktop.storage.workspace import Workspace


class LeftWords(NamedTuple):
    """What is called what. ``field`` is empty for a whole record; the texts are what the other side
    has, and what is held here."""

    kind: str
    name: str
    field: str
    given: str
    held: str


def words_of(left: Left, given: Rows, held: Rows) -> LeftWords:
    """Return the words for what was left; ``given`` and ``held`` are the records of both sides."""
    table, column = left.table, left.column
    row = given.get(table, {}).get(left.key) or held.get(table, {}).get(left.key) or _whole(left)
    texts = (
        column_lines(table, {column: value}, [column], rows) if column else ""
        for value, rows in ((left.given, given), (left.held, held))
    )
    return LeftWords(
        kind_of(table),
        name_of(table, row, given) if table else left.label,
        column_words(table, column) if column else Phrase(""),
        *texts,
    )


def _whole(left: Left) -> dict[str, object]:
    """Return the columns of a record that the other side has deleted."""
    return dict(left.held or {}) if not left.column else {}


_KINDS: Final = {table: place for place, table in enumerate(KINDS)}
_GONE: Final = Phrase("(เอาออกแล้ว)")
_STILL: Final = Phrase("(ยังอยู่)")
_EMPTY: Final = Phrase("(ว่าง)")
_REASONS: Final = {
    Why.GONE: Phrase("แฟ้มนี้เอาออกแล้ว อีกแฟ้มแก้"),
    Why.PARENT_GONE: Phrase("แฟ้มนี้เอาสิ่งที่แถวนี้อยู่ในนั้นออกแล้ว"),
    Why.BUILT_ON: Phrase("อีกแฟ้มเอาออกแล้ว แฟ้มนี้แก้หรือใช้ต่อ"),
}


class JoinConflict(NamedTuple):
    """A value, or a whole record, of which both files have their own; this file's stays unless the
    other one is chosen. ``mine`` and ``theirs`` are both texts, ``reason`` says why if it is a
    record, ``who`` wrote this file's value."""

    place: Place
    kind: str
    name: str
    field: str
    mine: str
    theirs: str
    reason: str
    who: str

    @property
    def where(self) -> Phrase:
        """Where it is, in one line."""
        if not self.field:
            return Phrase("{kind} {name}", kind=self.kind, name=self.name)
        return Phrase("{kind} {name} ({field})", kind=self.kind, name=self.name, field=self.field)


class NamedText(NamedTuple):
    """A text of the other file that came in and may mean somebody whom this file has erased for
    good."""

    place: Place
    where: Phrase
    text: str


class JoinedEdit(NamedTuple):
    """An edit of one of the files: what it is called, who made it, and when (local time)."""

    label: str
    who: str
    at: datetime | None


class JoinResult(NamedTuple):
    """What a join wrote, or would write: records; values that both files have; records whose order
    stays; and the conflicts."""

    taken: int
    same: int
    moved: int
    conflicts: tuple[JoinConflict, ...]
    edits: tuple[JoinedEdit, ...]
    """What comes from the other file."""
    own: tuple[JoinedEdit, ...]
    """What this file has done since, and the other one lacks."""
    outside: tuple[JoinedEdit, ...]
    """What the other file did outside its history (erased for good): it is to be done here, too."""
    named: tuple[NamedText, ...] = ()
    """What may mean somebody whom this file has erased for good."""
    left: tuple[Left, ...] = ()
    """The conflicts as :func:`join` takes them."""

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to join, and nothing to decide."""
        return not self.taken and not self.conflicts


def preview(workspace: Workspace, other: Path, progress: Step | None = None) -> JoinResult:
    """Return what :func:`join` would do. Nothing is changed: it is tried on a private copy. Raises
    as that."""
    _must_be_another(workspace, other)
    with tempfile.TemporaryDirectory(prefix=TEMPORARY, ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "join.ita"
        write_backup(workspace.connections.stored_at, copy, progress)
        with Workspace.open_private(copy, progress) as tried:
            return _join(tried, other, progress, UNDECIDED)


def join(
    workspace: Workspace,
    other: Path,
    progress: Step | None = None,
    *,
    seen: JoinResult | None = None,
    theirs: Collection[Place] = (),
) -> JoinResult:
    """Join the file ``other`` into the open workspace in one edit, which one undo takes back. What
    was joined before is not joined again.

    ``seen`` is a preview after which it was decided: the ``theirs`` of its conflicts take the other
    file's value, those of the others stay for good. Without it, conflicts stay open and are told
    again. ``other`` is only read: it may be open elsewhere, read-only, or of an older schema.
    Raises InputError if it is the same file, of another workspace, or without a common history,
    WorkspaceError if it is damaged or this file cannot be written, and whatever ``progress``
    raises; nothing is changed then.
    """
    _must_be_another(workspace, other)
    choices = joining.chosen(seen.left, theirs) if seen is not None else UNDECIDED
    if workspace.read_only:
        raise workspace.connections.why_read_only()
    return _join(workspace, other, progress, choices)


def _must_be_another(workspace: Workspace, other: Path) -> None:
    if workspace.path is None:
        raise InputError(
            "งานร่วมบนเครื่องแม่ข่ายรวมกับแฟ้มแบบนี้ไม่ได้",
            remedy="รวมแฟ้มที่นำกลับบ้านด้วย server put --merge",
        )
    if real(workspace.path) == real(other):
        raise InputError("เป็นแฟ้มเดียวกับที่เปิดอยู่ ไม่มีอะไรให้รวม", where=other.name, remedy="เลือกอีกแฟ้มหนึ่ง")


def _join(
    workspace: Workspace, other: Path, progress: Step | None, choices: JoinChoices
) -> JoinResult:
    with _opened(other, progress) as there:
        if progress is None:
            joined = joining.join(workspace, there, other.name, _words, choices)
        else:
            with workspace.reporting(progress):
                joined = joining.join(workspace, there, other.name, _words, choices)
        return _result(joined, rows_of(workspace), rows_of(there))


@contextmanager
def _opened(path: Path, progress: Step | None) -> Iterator[Workspace]:
    """Open a private copy of a file, with what a crashed session has not saved into it yet."""
    try:
        left = remembered.unsaved_of(path)
    except WorkspaceError:
        left = None
    try:
        with opened_copy(left.path if left is not None else path, progress) as workspace:
            yield workspace
    finally:
        if left is not None:
            left.leave()


def _result(joined: Joined, here: Rows, there: Rows) -> JoinResult:
    tops = sorted(
        (left for left in joined.left if not left.goes_with),
        key=lambda left: _as_listed(left, there, here),
    )
    return JoinResult(
        joined.rows,
        joined.same,
        joined.moved,
        tuple(_conflict(left, there, here) for left in tops),
        _edits(joined.edits),
        _edits(joined.own),
        _edits(joined.outside),
        tuple(_named(place, here) for place in joined.named),
        joined.left,
    )


def _named(place: Place, here: Rows) -> NamedText:
    table, key, column = place
    text = str(here.get(table, {}).get(key, {}).get(column, ""))
    where = Phrase("{kind} ({column})", kind=kind_of(table), column=column_words(table, column))
    return NamedText(place, where, text)


def _as_listed(left: Left, there: Rows, here: Rows) -> tuple[int, int, str]:
    """Return the sort key by which a clerk finds a record: its kind, and its place in a list."""
    of_table = (rows.get(left.table, {}).get(left.key) for rows in (there, here))
    row = next(filter(None, of_table), {})
    return _KINDS.get(left.table, len(_KINDS)), row.get("position") or 0, left.key


def _edits(edits: Sequence[OwnEdit]) -> tuple[JoinedEdit, ...]:
    return tuple(JoinedEdit(edit.label, edit.who, edit.at) for edit in edits)


def _conflict(left: Left, there: Rows, here: Rows) -> JoinConflict:
    words = words_of(left, there, here)
    mine, theirs = words.held or _EMPTY, words.given or _EMPTY
    if not left.column:
        mine, theirs = (_STILL, _GONE) if left.why is Why.BUILT_ON else (_GONE, _row(words.name))
    reason = left.reason or _REASONS.get(left.why, "")
    return JoinConflict(
        left.place, words.kind, words.name, words.field, mine, theirs, reason, left.who
    )


def _row(name: str) -> str:
    return name or _STILL


def _words(left: Sequence[Left], there: Rows, here: Rows) -> Iterator[Phrase]:
    for one in left:
        conflict = _conflict(one, there, here)
        yield Phrase("{where}: {theirs}", where=conflict.where, theirs=conflict.theirs)


def result_phrases(result: JoinResult, *, is_trial: bool) -> Iterator[Phrase]:
    """Yield the result as phrases, one a line."""
    template = "จะรวม {count} รายการ" if is_trial else "รวมแล้ว {count} รายการ"
    yield Phrase(template, count=result.taken)
    yield from _lines(Phrase("จากอีกแฟ้ม"), result.edits)
    yield from _lines(Phrase("ของแฟ้มนี้ที่อีกแฟ้มไม่มี"), result.own)
    yield from _lines(Phrase("อีกแฟ้มทำนอกประวัติการแก้ไข ต้องทำที่นี่เอง"), result.outside)
    if result.moved:
        yield Phrase("ลำดับของ {count} แถวเป็นอย่างในแฟ้มนี้", count=result.moved)
    if result.named:
        yield Phrase(
            "ข้อความที่รับมา {count} แห่งมีชื่อหรือช่องทางติดต่อของผู้ที่ลบถาวรแล้ว แก้เองถ้าไม่ควรอยู่",
            count=len(result.named),
        )
    for text in result.named:
        yield Phrase("  {where}: “{text}”", where=text.where, text=text.text)
    if result.conflicts:
        yield Phrase(
            "แก้ไม่ตรงกัน {count} แห่ง ใช้ของแฟ้มนี้ ข้อความของอีกแฟ้มยังอยู่ในแฟ้มนั้นและในประวัติ",
            count=len(result.conflicts),
        )
    for one in result.conflicts:
        yield Phrase(
            "  {where}: แฟ้มนี้ “{mine}” · อีกแฟ้ม “{theirs}”",
            where=one.where,
            mine=one.mine,
            theirs=one.theirs,
        )


def _lines(title: Phrase, edits: Sequence[JoinedEdit]) -> Iterator[Phrase]:
    if edits:
        yield Phrase("{what} {count} ครั้ง", what=title, count=len(edits))
    for edit in edits:
        yield Phrase("  {label} · {who}", label=edit.label, who=edit.who or "–")
