"""Questions, offers and doubts after an edit: from which month occurrences of measures count, when
recording is started during the year; steps entered in a single paragraph split into lines; dates
just entered that are in another fiscal year.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from ita_desktop.domain.rich import has_several
from ita_desktop.i18n import tr
from ita_desktop.services import findings
from ita_desktop.services.tracking import months
from ita_desktop.services.years import years
from ita_desktop.services.years.moved import WATCHED, days_of_other_year
from ita_desktop.storage.edits.changes import Changed, EditKind
from ita_desktop.ui.language import month_title, short_date
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.status import Message, MessageKind, MessageLine

_TABLES = frozenset({"measure", "finding"})
COUNT_KEY: Final = "counts-from"
"""The key of the question in the message line."""
BEGUN: Final = frozenset({"entry", "fiscal_year"})
"""The tables written when recording is started."""


def follow(
    changed: Changed, session: Session, line: MessageLine, display: Callable[[Message], None]
) -> None:
    """Asks through ``say`` after recording was started late; any other change of the year removes
    the question."""
    if changed.kind is EditKind.DO and changed.tables >= BEGUN:
        # The message on the recorded entry comes first.
        later(line, 0, partial(_ask, session, display))
    elif "fiscal_year" in changed.tables:
        line.withdraw(COUNT_KEY)


def _ask(session: Session, display: Callable[[Message], None]) -> None:
    day = session.data.fiscal_year.counts_from
    if day is None:
        return
    text = tr(
        "เริ่มบันทึกกลางปี จึงนับรอบตั้งแต่ {month} รอบก่อนหน้าที่ไม่มีบันทึกไม่นับ ถ้านับตั้งแต่เดือนอื่น ให้เลือกเดือน",
        month=month_title(day),
    )
    display(Message(MessageKind.INFO, text, tr("เลือกเดือน"), key=COUNT_KEY))


def choose(session: Session, line: MessageLine) -> None:
    """Opens the menu of months."""
    menu = QMenu(line)
    present = session.data.fiscal_year.counts_from
    for day in months(session.year):
        if day > session.today:
            break
        action = menu.addAction(month_title(day), partial(_count_from, session, line, day))
        action.setCheckable(True)
        action.setChecked(day == present)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(line.mapToGlobal(QPoint(line.width() - menu.sizeHint().width(), 0)))


def _count_from(session: Session, line: MessageLine, day: date) -> None:
    if session.could_write(years.count_from, day):
        line.withdraw(COUNT_KEY)


def doubt(changed: Changed, session: Session) -> str:
    """Returns a warning about dates in a unit of work; empty if all are in the year."""
    found = list(days_of_other_year(changed.rows, session.data))
    if not found:
        return ""
    first = found[0]
    named = {
        "title": tr(WATCHED[first.place]),
        "day": short_date(first.day),
        "other": first.year,
        "year": session.year,
    }
    if len(found) == 1:
        return tr(
            "{title} {day} อยู่ในปีงบประมาณ {other} ไม่ใช่ {year} เก็บไว้ตามที่ใส่แล้ว ถ้าใส่ปีผิด ให้เลิกทำ",
            **named,
        )
    return tr(
        "{count} วันที่ไม่อยู่ในปีงบประมาณ {year} เช่น {title} {day} (ปี {other}) เก็บไว้ตามที่ใส่แล้ว "
        "ถ้าใส่ปีผิด ให้เลิกทำ",
        count=len(found),
        **named,
    )


class StepOffer(QObject):
    """Examines edits; ``offered`` contains measures and findings with such texts."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.offered: frozenset[str] = frozenset()

    def message_of(self, changed: Changed) -> Message | None:
        """Returns the offer for an edit, or None. Undone edits are not offered again."""
        if changed.kind is not EditKind.DO or self._session.workspace.read_only:
            return None
        keys = {
            row.key
            for row in changed.rows
            if row.table in _TABLES
            and row.new is not None
            and any(isinstance(text, str) and has_several(text) for text in row.new.values())
        }
        if not keys:
            return None
        self.offered = frozenset(keys)
        count = sum(len(paragraphs.texts) for paragraphs in self._wanted())
        if not count:
            return None
        message = tr("มีหลายขั้นพิมพ์ติดกันในย่อหน้าเดียว {count} ช่อง จะพิมพ์ตามที่พิมพ์ไว้", count=count)
        return Message(MessageKind.INFO, message, tr("แยกขั้นละบรรทัด"))

    def take(self) -> None:
        """Splits the steps into lines."""
        session, wanted = self._session, self._wanted()
        parted = session.attempt(lambda: findings.part(session.workspace, wanted))
        if parted:
            session.notified.emit(tr("แยกขั้นเป็นบรรทัดแล้ว {count} ช่อง", count=parted), True)

    def _wanted(self) -> list[findings.Paragraphs]:
        return findings.found(self._session.data, self.offered)
