"""Column widths, and parts of a pack, for the shown document."""

from PySide6.QtCore import QObject

from ita_desktop.documents.kinds import ReportContext, Subject
from ita_desktop.i18n import tr
from ita_desktop.services.documents import paper_subjects
from ita_desktop.services.documents.choices import (
    adjustable,
    choose_widths,
    own_widths,
    reset_widths,
)
from ita_desktop.services.meetings import papers
from ita_desktop.ui.pages.documents.pane import DocumentPane
from ita_desktop.ui.session import Session


class FormController(QObject):
    """Opens the popups below the buttons of ``pane``; if impossible, shows a message with a
    remedy."""

    def __init__(self, session: Session, pane: DocumentPane) -> None:
        super().__init__(pane)
        self._session = session
        self._pane = pane

    def adjust_widths(self, context: ReportContext, name: str) -> None:
        """Opens the column widths of a document's tables."""
        session = self._session
        tables = adjustable(context, name)
        if self._refuses(possible=bool(tables), why=tr("เอกสารนี้ยังไม่มีตารางให้ปรับความกว้าง")):
            return
        from ita_desktop.ui.pages.documents.widths_popup import WidthsPopup

        workspace, year = session.workspace, session.year
        own = [table.name for table in tables if own_widths(session.data, table.name)]
        popup = WidthsPopup(tables, self._pane, own=own)
        popup.save = lambda table, shares: session.do(
            lambda: choose_widths(workspace, year, table, shares)
        )
        popup.reset.connect(
            lambda table: session.attempt(lambda: reset_widths(workspace, year, table))
        )
        popup.open_by(self._pane.widths_button)

    def choose_parts(self, context: ReportContext) -> None:
        """Opens the parts of the meeting's pack."""
        session = self._session
        subject = {Subject.MEETING: context.subject}
        meeting = paper_subjects.chosen(session.data, Subject.MEETING, subject)
        refused = self._refuses(possible=meeting is not None, why=tr("ยังไม่มีการประชุมของปีนี้"))
        if refused or meeting is None:
            return
        from ita_desktop.ui.pages.documents.pack_popup import PackPopup

        popup = PackPopup(papers.parts(context, meeting.key), self._pane)
        popup.thing = meeting.key
        popup.save = lambda parts: session.could_write(papers.choose, meeting.key, parts)
        popup.open_by(self._pane.parts_button)

    def _refuses(self, *, possible: bool, why: str) -> bool:
        if self._session.refuses():
            return True
        if not possible:
            self._session.failed.emit(why)
        return not possible
