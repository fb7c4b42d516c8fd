"""Offers to split steps entered in a single paragraph into lines, after input, paste or import."""

from PySide6.QtCore import QObject

from ita_desktop.domain.measures.steps_in_line import has_several
from ita_desktop.i18n import tr
from ita_desktop.services.imports import step_lines
from ita_desktop.storage.edits.changes import Changed, EditKind
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.status import Message, MessageKind

_TABLES = frozenset({"measure", "finding"})


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
        parted = session.attempt(lambda: step_lines.part(session.workspace, wanted))
        if parted:
            session.notified.emit(tr("แยกขั้นเป็นบรรทัดแล้ว {count} ช่อง", count=parted), True)

    def _wanted(self) -> list[step_lines.Paragraphs]:
        return step_lines.found(self._session.data, self.offered)
