"""รวมกับแฟ้มอื่น: what another file of the same work has, before it is joined, and both texts where
both have changed the same."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from ita_desktop.domain.dates import short_date
from ita_desktop.i18n import in_language, tr
from ita_desktop.storage import SUFFIX
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.previews.rows import TICK
from ita_desktop.ui.dialogs.previews.sheet import PreviewTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind, RowGroup
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.theme.measures import ImportColumns
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork

if TYPE_CHECKING:
    from ita_desktop.services.settings.joining import JoinConflict, JoinedEdit, JoinResult
    from ita_desktop.storage.moving.merging import Place


_SEVERAL: Final = 4
"""Lines of a problem."""


class JoinColumns:
    WHERE: Final = 280
    TEXT: Final = 230
    WHO: Final = 150


class JoinRow(NamedTuple):
    """A conflict, with both texts; or an edit of one of the files, without a check box."""

    id: str
    where: str
    mine: str = ""
    theirs: str = ""
    who: str = ""
    takes: bool | None = None
    """Whether the other file's value is taken; None for an edit."""


class JoinSheet(Sheet):
    """Tries the join in another thread and lists what comes from each file. A checked conflict
    takes the other file's value. Accepted, :attr:`joined` is what was joined."""

    about = "join"

    def __init__(
        self,
        session: Session,
        other: Path,
        parent: QWidget,
        seen: "JoinResult | None" = None,
    ) -> None:
        """``seen`` is the result of a preview that was made already."""
        super().__init__(parent)
        self._session, self._other = session, other
        self._seen: JoinResult | None = None
        self._theirs: set[Place] = set()
        self._places: dict[str, Place] = {}
        self.joined: JoinResult | None = None
        """What was joined; None before."""
        self.table = PreviewTable(_columns())
        self.table.setAccessibleName(tr("สิ่งที่มาจากแต่ละแฟ้ม"))
        self.table.on_edit = self._toggle
        self.table.accept_requested.connect(self.accept)
        self.body.addWidget(self.table, 1)
        edges = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, 0)
        self.problem = ThaiLabel("", self, tone=Tone.LATE, most=_SEVERAL)
        self.problem.setContentsMargins(*edges)
        self.problem.hide()
        self.notes.addWidget(self.problem)
        self.set_title(tr("รวมกับแฟ้มอื่น"), other.name)
        self.set_remark(tr("อีกแฟ้มไม่ถูกแก้ · เลิกทำได้ทั้งหมดในครั้งเดียว"))
        self.work = SheetWork(self, self._check, session)
        if seen is None:
            self._look()
        else:
            self._show(seen)

    def accept(self) -> None:
        """Joins what was listed, with what was chosen."""
        seen = self._seen
        if seen is None or self.work.is_going or not self.accept_button.isEnabled():
            return
        workspace, other, theirs = self._session.workspace, self._other, frozenset(self._theirs)
        self.problem.hide()

        def work(progress: Progress) -> "JoinResult":
            from ita_desktop.services.settings import joining

            return joining.join(workspace, other, progress, seen=seen, theirs=theirs)

        self.work.begin(tr("กำลังรวม"), work, self._finish, self._fail, decided=True, may_stop=True)

    def _look(self) -> None:
        workspace, other = self._session.workspace, self._other

        def work(progress: Progress) -> "JoinResult":
            from ita_desktop.services.settings import joining

            return joining.preview(workspace, other, progress)

        self.work.begin(tr("กำลังดูว่าแต่ละแฟ้มมีอะไร"), work, self._show, self._fail)

    def _show(self, seen: "JoinResult") -> None:
        self._seen = seen
        self._places = {str(at): one.place for at, one in enumerate(seen.conflicts)}
        self._list()
        self._check()
        self.table.setFocus()

    def _list(self) -> None:
        seen = self._seen
        if seen is None:
            return
        conflicts = [
            _of_conflict(key, one, takes=one.place in self._theirs)
            for key, one in zip(self._places, seen.conflicts, strict=True)
        ]
        groups = [
            _group("conflicts", tr("แก้ไม่ตรงกัน ติ๊กเพื่อใช้ของอีกแฟ้ม"), conflicts),
            _group(
                "named",
                tr("มีชื่อหรือช่องทางติดต่อของผู้ที่ลบถาวรแล้ว แก้เองหลังรวมถ้าไม่ควรอยู่"),
                [
                    JoinRow(f"named{at}", in_language(one.where), theirs=one.text)
                    for at, one in enumerate(seen.named)
                ],
            ),
            _group("edits", tr("จากอีกแฟ้ม"), _of_edits("edit", seen.edits)),
            _group("own", tr("ของแฟ้มนี้ที่อีกแฟ้มไม่มี"), _of_edits("own", seen.own)),
            _group(
                "outside",
                tr("อีกแฟ้มทำนอกประวัติการแก้ไข ต้องทำที่นี่เอง"),
                _of_edits("outside", seen.outside),
            ),
        ]
        shown = [group for group in groups if group.rows]
        self.table.sheet.set_rows(shown, flash=False)
        if shown and not self.table.currentIndex().isValid():
            self.table.go_to(next(shown[0].leaves()).id)

    def _toggle(self, edit: Edit) -> None:
        for change in edit.changes:
            place = self._places.get(change.row)
            if change.key != TICK or place is None:
                continue
            if change.value:
                self._theirs.add(place)
            else:
                self._theirs.discard(place)
        self._list()

    def _finish(self, joined: "JoinResult") -> None:
        self.joined = joined
        self.done(self.DialogCode.Accepted)

    def _fail(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.show()
        self._check()

    def _check(self) -> None:
        blocked = ""
        if self._seen is None:
            blocked = tr("ยังไม่ได้ดูว่าแต่ละแฟ้มมีอะไร")
        elif self._seen.is_nothing:
            blocked = tr("แฟ้มนี้มีทุกอย่างของอีกแฟ้มแล้ว")
        self.set_accept(tr("รวม"), blocked=blocked)


def _columns() -> list[Column[JoinRow]]:
    return [
        Column(TICK, "", lambda row: row.takes, ImportColumns.TICK, kind=ColumnKind.CHECK,
               editable=lambda row: row.takes is not None, hideable=False),
        Column("where", tr("รายการ"), lambda row: row.where, JoinColumns.WHERE, stretch=True,
               hideable=False),
        Column("mine", tr("แฟ้มนี้"), lambda row: row.mine, JoinColumns.TEXT),
        Column("theirs", tr("อีกแฟ้ม"), lambda row: row.theirs, JoinColumns.TEXT),
        Column("who", tr("ใครเมื่อใด"), lambda row: row.who, JoinColumns.WHO, tone=Tone.TEXT2),
    ]  # fmt: skip


def _group(key: str, title: str, rows: Sequence[JoinRow]) -> RowGroup:
    return RowGroup(id=f"group:{key}", title=title, note=str(len(rows)), rows=tuple(rows))


def _of_conflict(key: str, one: "JoinConflict", *, takes: bool) -> JoinRow:
    where = in_language(one.where)
    if one.reason:
        where = f"{where}\n{in_language(one.reason)}"
    return JoinRow(key, where, in_language(one.mine), in_language(one.theirs), one.who, takes)


def _of_edits(kind: str, edits: Sequence["JoinedEdit"]) -> list[JoinRow]:
    return [
        JoinRow(f"{kind}{at}", in_language(edit.label), who="\n".join(_by(edit)))
        for at, edit in enumerate(edits)
    ]


def _by(edit: "JoinedEdit") -> Iterator[str]:
    if edit.who:
        yield edit.who
    if edit.at is not None:
        yield _when(edit.at)


def _when(at: datetime) -> str:
    return f"{in_language(short_date(at.date()))} {at:%H:%M}"


def ask(session: Session, parent: QWidget, other: Path | None = None) -> "JoinResult | None":
    """Shows what joining the open file with ``other`` brings, and joins it; asks for the file if
    none is given. Returns what was joined, of which the session says so; None if nothing was."""
    path = session.workspace.path
    if path is None or session.workspace.read_only:
        return None
    if other is None:
        kinds = tr("แฟ้มงาน ITA") + f" (*{SUFFIX})"
        title = tr("เลือกแฟ้มที่จะรวมเข้ามา")
        name, _ = QFileDialog.getOpenFileName(parent, title, str(path.parent), kinds)
        if not name:
            return None
        other = Path(name)
    sheet = JoinSheet(session, other, parent)
    if not sheet.exec() or sheet.joined is None:
        return None
    joined = sheet.joined
    words = tr("รวมแฟ้ม {name} แล้ว {count} แถว", name=other.name, count=joined.taken)
    if joined.conflicts:
        words += " · " + tr("เว้นไว้ {count} แห่ง", count=len(joined.conflicts))
    session.notified.emit(words, bool(joined.taken))
    return joined
