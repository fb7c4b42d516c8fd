"""Merging of cells of several measures in printed tables, and their order."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from ita_desktop.domain.measures.shared_cells import FINDING, MONITORING, OWNERS, SCHEDULE
from ita_desktop.i18n import tr
from ita_desktop.services.measures import measures
from ita_desktop.ui.session import Session


class MeasureSharing:
    """Menu entries for the measures whose keys ``chosen`` returns."""

    def __init__(self, session: Session, chosen: Callable[[], Sequence[str]]) -> None:
        self._session = session
        self._chosen = chosen

    def add_to(self, menu: QMenu) -> None:
        """Adds the entries to a menu."""
        chosen, known = self._chosen(), self._session.data.measure_by_id
        shared = [key for key in chosen if known[key].shares]
        sharing = menu.addMenu(tr("ใช้ช่องร่วมกันในตาราง"))
        sharing.setEnabled(len(chosen) > 1 or bool(shared))
        for words, columns in _columns():
            share = sharing.addAction(words, partial(self._share, chosen, columns))
            share.setEnabled(len(chosen) > 1)
        sharing.addSeparator()
        parting = sharing.addAction(tr("แยกช่องที่ใช้ร่วมกัน"), partial(self._part, shared))
        parting.setEnabled(bool(shared))
        menu.addAction(tr("เรียงมาตรการตามกรอบการประเมิน"), self._order)

    def _share(self, chosen: Sequence[str], columns: tuple[str, ...]) -> None:
        session = self._session
        if session.could_write(measures.share, chosen, columns):
            session.notified.emit(tr("{count} มาตรการใช้ช่องร่วมกันแล้ว", count=len(chosen)), True)

    def _part(self, keys: Sequence[str]) -> None:
        session = self._session
        if session.could_write(measures.part, keys):
            session.notified.emit(tr("แยกช่องของ {count} มาตรการแล้ว", count=len(keys)), True)

    def _order(self) -> None:
        session = self._session
        if session.could_write(measures.order_by_framework):
            session.notified.emit(tr("เรียงมาตรการตามกรอบการประเมินแล้ว"), True)


def _columns() -> list[tuple[str, tuple[str, ...]]]:
    """Returns texts and columns of the values that measures can share."""
    return [
        (tr("ผู้รับผิดชอบ"), (OWNERS,)),
        (tr("ระยะเวลาดำเนินการ"), (SCHEDULE,)),
        (tr("การกำกับติดตาม"), (MONITORING,)),
        (tr("ผู้รับผิดชอบ ระยะเวลา และการกำกับติดตาม"), (OWNERS, SCHEDULE, MONITORING)),
        (tr("ประเด็นที่ต้องปรับปรุง"), (FINDING,)),
    ]
