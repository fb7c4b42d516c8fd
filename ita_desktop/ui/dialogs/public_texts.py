"""Personal data in texts that are about to be published: mended, or published on purpose."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.places import Place
from ita_desktop.ui.background import Progress, giving
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ita_desktop.domain.personal_data import TypedData
    from ita_desktop.services.personal_going_out import UndecidedError

_T = TypeVar("_T")


class _Width:
    """What is found in texts."""

    WHERE: Final = 260
    KIND: Final = 150


class _Row(NamedTuple):
    id: str
    found: "TypedData"
    where: str
    kind: str
    words: str
    place: Place | None


class PublicTextsSheet(Sheet):
    """Lists the places. Accepted, what was asked for is published: as typed, or because every place
    was decided about. Rejected, ``place`` is where a text is to be mended, if one is."""

    about = "public-texts"

    def __init__(self, session: Session, found: "Sequence[TypedData]", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = [_row(session, str(at), one) for at, one in enumerate(found)]
        self.place: Place | None = None
        self.set_title(
            tr("ข้อมูลส่วนบุคคลในข้อความที่จะเผยแพร่"),
            tr("Enter แก้ที่ข้อความ · Space ตั้งใจให้เผยแพร่ · F6 ไปที่ปุ่ม"),
        )
        self.table = SheetView(_columns(), self, filters=False)
        self.table.setAccessibleName(tr("ข้อมูลส่วนบุคคลที่พบ"))
        self.mend_button = Button(tr("แก้"), self, icon_name="pencil")
        self.mend_button.setToolTip(tr("ไปที่ข้อความนั้น โดยยังไม่เผยแพร่"))
        self.publish_button = Button(tr("ตั้งใจให้เผยแพร่"), self, icon_name="check")
        self.publish_button.setToolTip(tr("จำไว้ จึงไม่ถามถึงข้อความนี้อีกจนกว่าจะเปลี่ยน"))
        edges = (Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.S)
        self.body.addWidget(self.table, 1)
        buttons = hbox(self.mend_button, self.publish_button, None, margins=edges, gap=Space.S)
        nest(self.body, buttons)
        self._connect()
        self.set_accept(tr("เผยแพร่ตามที่พิมพ์"))
        self._show()
        self.table.setFocus()

    def _connect(self) -> None:
        self.mend_button.clicked.connect(self._mend)
        self.publish_button.clicked.connect(self._publish)
        self.table.detail_requested.connect(lambda _row: self._mend())
        here = Qt.ShortcutContext.WidgetShortcut
        for key, act in (("Return", self._mend), ("Enter", self._mend), ("Space", self._publish)):
            QShortcut(QKeySequence(key), self.table, context=here).activated.connect(act)

    @property
    def current(self) -> "TypedData | None":
        """What the current row is about."""
        row = self.table.current_row()
        return row.found if isinstance(row, _Row) else None

    def _mend(self) -> None:
        row = self.table.current_row()
        if isinstance(row, _Row):
            self.place = row.place
            self.reject()

    def _publish(self) -> None:
        """Remembers that the current place is meant so; the last one accepts the sheet."""
        from ita_desktop.services.personal_going_out import publish_on_purpose

        row, at = self.current, self.table.current_row()
        if row is None or not self._session.could_write(publish_on_purpose, [row]):
            return
        next_row = self._next_of(at)
        known = (row.place, row.digest)
        self._rows = [one for one in self._rows if (one.found.place, one.found.digest) != known]
        if not self._rows:
            self.accept()
            return
        self._show(next_row)

    def _next_of(self, row: object) -> str:
        """Returns the row that is current once this one is decided."""
        ids = [one.id for one in self._rows]
        at = ids.index(row.id) if isinstance(row, _Row) else 0
        return (ids[at + 1 :] or ids[at - 1 : at] or ids)[0]

    def _show(self, current: str = "") -> None:
        self.table.sheet.show_other(self._rows, _columns())
        wanted = next((row.id for row in self._rows if row.id == current), self._rows[0].id)
        self.table.go_to(wanted)
        self.set_remark(tr("{count} แห่ง", count=len(self._rows)))
        locked = self._session.is_locked
        self.publish_button.block(tr("แฟ้มนี้อ่านได้อย่างเดียว") if locked else "")


def _row(session: Session, key: str, found: "TypedData") -> _Row:
    from ita_desktop.services.checks.issues import excerpt
    from ita_desktop.services.personal_going_out import KIND_WORDS, located

    where, place = located(session.data, found)
    words = excerpt(found.whole, (found.start, found.end))
    return _Row(key, found, in_language(where), in_language(KIND_WORDS[found.kind]), words, place)


def _columns() -> list[Column[_Row]]:
    return [
        Column("where", tr("ที่"), lambda row: row.where, _Width.WHERE, lines=2),
        Column("kind", tr("สิ่งที่พบ"), lambda row: row.kind, _Width.KIND),
        Column("words", tr("ข้อความ"), lambda row: row.words, stretch=True),
    ]


def decide(session: Session, found: "Sequence[TypedData]", over: QWidget) -> bool:
    """Shows what was found; returns whether it is to be published now. If a text is to be mended,
    its place is shown."""
    sheet = PublicTextsSheet(session, found, over.window())
    if sheet.exec():
        return True
    if sheet.place is not None:
        session.place_requested.emit(sheet.place)
    return False


def attempted(work: Callable[[Progress], _T]) -> "Callable[[Progress], _T | UndecidedError]":
    """Returns the work of a job that gives what is undecided as its result."""
    from ita_desktop.services.personal_going_out import UndecidedError

    return giving(work, UndecidedError)


def handled(
    session: Session,
    over: QWidget,
    done: Callable[[_T], object],
    as_typed: Callable[[], object],
    gone: Callable[[str], object],
) -> "Callable[[_T | UndecidedError], None]":
    """Returns what takes the result of an attempt: ``done`` takes what was made; what is undecided
    is shown, and then ``as_typed`` begins again, unless a text is to be mended. If ``over`` is
    gone by then, nothing can be decided: ``gone`` gets the sentence why nothing was written."""
    from ita_desktop.services.personal_going_out import UndecidedError

    def handle(result: "_T | UndecidedError") -> None:
        if not isinstance(result, UndecidedError):
            done(result)
        elif not isValid(over):
            gone(_undecided(len(result.found)))
        elif decide(session, result.found, over):
            as_typed()

    return handle


def _undecided(count: int) -> str:
    return tr(
        "ยังไม่บันทึก เพราะข้อความที่จะเผยแพร่มีข้อมูลส่วนบุคคล {count} แห่งที่ยังไม่ตัดสิน เปิดแฟ้มนั้นแล้วบันทึกอีกครั้ง",
        count=count,
    )
