"""The detail pane of คณะกรรมการ: a member, its positions, references and history."""

from PySide6.QtCore import Signal

from ita_desktop.i18n import tr
from ita_desktop.services import history
from ita_desktop.ui.pages.parts.link_section import LinkSection
from ita_desktop.ui.pages.parts.past_section import PastSection
from ita_desktop.ui.pages.roster.rows import RosterTableRow, shown_name
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.layout_pause import at_once
from ita_desktop.ui.widgets.page.pane import DetailPane


class MemberPane(DetailPane):
    """Shows a member; its cells are edited in the table."""

    edit_requested = Signal(str)
    """A cell should be edited in the table; carries its column's key."""
    split_requested = Signal()
    """The shown group should be split into its positions."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.cells = {
            "post": self.add_row(tr("ตำแหน่ง"), editable=True),
            "unit": self.add_row(tr("สังกัด"), editable=True),
            "role": self.add_row(tr("บทบาท"), editable=True),
            "note": self.add_row(tr("หมายเหตุ"), editable=True),
        }
        for key, cell in self.cells.items():
            cell.edit_requested.connect(lambda key=key: self.edit_requested.emit(key))
        self._posts = ThaiLabel("", self.ui.body, most=0)
        self._group = self.add_section(tr("แทนตำแหน่ง"), self._posts, action=tr("แยกเป็นแถว"))
        self._group.acted.connect(self.split_requested)
        self.links = LinkSection(self.ui.body)
        self.ui.sections.addWidget(self.links)
        self.past = PastSection(session, self.ui.body)
        self.ui.sections.addWidget(self.past)

    def show_member(self, row: RosterTableRow) -> None:
        """Shows a member."""
        with at_once(self.ui.column):
            self._fill(row)

    def _fill(self, row: RosterTableRow) -> None:
        session = self._session
        locked = session.is_locked
        self.set_head(row.number, None, shown_name(row) or row.post)
        for key, cell in self.cells.items():
            cell.set_value(getattr(row, key))
            cell.set_editable(not locked and not row.left)
        if row.left:
            self.cells["role"].set_value(row.role, row.left)
        self._group.setVisible(bool(row.stands_for))
        self._group.set_count(str(len(row.stands_for)))
        self._group.set_action("" if locked else tr("แยกเป็นแถว"))
        self._posts.setText("\n".join(row.stands_for))
        self._show_links(row.id)
        workspace, data = session.workspace, session.data
        self.past.show_past(row.id, lambda most: history.of_member(workspace, data, row.id, most))

    def _show_links(self, member_id: str) -> None:
        from ita_desktop.services.links import of_member

        data = self._session.data
        member = data.member_by_id.get(member_id)
        found = self._session.cached(
            ("links", data.year, member_id), lambda: of_member(data, member) if member else ()
        )
        self.links.show_links(member_id, found)
