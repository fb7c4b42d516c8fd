"""การวิเคราะห์, a part of มาตรการ: findings from the last result."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.analysis import PreviousResults
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services import finding_drafts, findings
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.finding_drafts import FindingDraft
from ita_desktop.services.measures import parse_items
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.keyboard import ADD_ROW, REMOVE_ROWS
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.measures import finding_pane
from ita_desktop.ui.pages.page import add_key, add_pasting
from ita_desktop.ui.pages.parts.following_pane import FollowingPane, TableWithPane
from ita_desktop.ui.pages.writing import EditWriter, PasteTable
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, RowGroup
from ita_desktop.ui.table.grid import Edit

MEMORY, PANE, KIND = "table.findings", "findings.pane", "analysis"
DERIVED = frozenset({"score", "measures"})
"""Columns computed from other data."""


class AnalysisPart(TableWithPane[PasteTable]):
    """The table of findings with the pane of the selected one."""

    about = "analysis"

    measure_opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        table = PasteTable(KIND, _columns(session))
        super().__init__(session, table, tr("การวิเคราะห์"), parent)
        self.pane = finding_pane.FindingPane(session)
        self.side = FollowingPane(
            self.table, self.pane, lambda count: tr("{count} ข้อค้นพบ", count=count)
        )
        # Five text columns need the space.
        self.lay_out(PANE, self.pane, self.side, begins_folded=True)
        self._connect()

    def _connect(self) -> None:
        table, session = self.table, self.session
        self._writing = EditWriter(
            session,
            table,
            tr("ตรวจก่อนวางลงในการวิเคราะห์"),
            self._store,
            lambda count: tr("เปลี่ยน {count} ข้อค้นพบแล้ว", count=count),
        )
        table.current_changed.connect(lambda _row: self._show_pane())
        table.selection_changed.connect(self._update_status)
        table.detail_requested.connect(lambda _row: self._open_pane())
        self.split.folded.connect(lambda _folded: self._show_pane())
        self.pane.go.connect(self.go)
        self.pane.items_requested.connect(self._edit_items)
        self.pane.measure_requested.connect(self.make_measures)
        self.pane.measure_opened.connect(self.measure_opened)
        self.empty.state.acted.connect(self._begin)
        add_key(table, ADD_ROW, self.add_finding)
        add_key(self.empty, ADD_ROW, self.add_finding, with_children=True)
        add_key(table, REMOVE_ROWS, self.remove_findings)
        add_pasting(self.empty, self.paste)
        table.remember_in(session.memory, MEMORY)

    # -- content

    @property
    def is_empty(self) -> bool:
        return not self.session.data.findings

    @property
    def results(self) -> PreviousResults:
        """The results of the previous year, mapped to this year's items."""
        session = self.session
        return session.cached_today(
            "findings.results", lambda: findings.results_of(session.data, session.previous)
        )

    def refresh(self) -> None:
        session = self.session
        data, before = session.data, session.previous
        locked = session.is_locked
        self.table.set_read_only(locked)
        self.table.takes_new = not locked
        groups = session.cached_today(
            "findings.rows", lambda: finding_pane.finding_groups(data, self.results)
        )
        shown = (data.year, before.year if before else None)
        self.show_rows(groups, shown, partial(_columns, session))
        empty = self.is_empty
        if empty:
            self._show_empty()
        self.show_empty(empty=empty)
        if not empty and self.table.current_row() is None:
            self.table.go_to(data.findings[0].id)
        self._show_pane()
        self._update_status()

    def _show_empty(self) -> None:
        before = self.results.before
        self.empty.state.set_texts(
            tr("ยังไม่มีการวิเคราะห์ของปีนี้"),
            tr(
                "หน้านี้เก็บจุดเด่น จุดด้อย และประเด็นที่ต้องปรับปรุงของแต่ละข้อหรือตัวชี้วัด "
                "จากผลการประเมินปีก่อน มาตรการของปีนี้ตอบประเด็นเหล่านี้"
            ),
            tr("เสนอจากผลคะแนนปี {year}", year=before.year)
            if before is not None and self._suggested
            else tr("เพิ่มข้อค้นพบ"),
        )
        self.empty.state.button.block(self.session.locked)

    def show_finding(self, key: str) -> None:
        """Selects a finding by its id, an item or an indicator, and opens its pane."""
        data = self.session.data
        linked = next((item.finding_id for item in data.finding_items if item.item_code == key), "")
        self.table.sheet.clear_filters()
        self.table.sheet.fold_all(shut=False)
        if self.table.go_to(linked or key, "issue"):
            self.split.fold(False)

    def _show_pane(self) -> None:
        row = self.table.current_row()
        self.side.refresh()
        if isinstance(row, finding_pane.FindingRow) and not self.split.is_folded:
            self.pane.show_finding(row.id, self.results)

    def _open_pane(self) -> None:
        self.split.fold(False)
        self._show_pane()
        if self.side.is_one:
            self.pane.texts["issue"].setFocus()

    def _update_status(self) -> None:
        data = self.session.data
        chosen = self.chosen()
        if not data.findings:
            words = ""
        elif len(chosen) > 1:
            words = tr("เลือก {count} ข้อค้นพบ", count=len(chosen))
        else:
            words = tr("{count} ข้อค้นพบ · ยังไม่มีมาตรการ {waiting}", count=len(data.findings),
                       waiting=len(self._unanswered))  # fmt: skip
        self.notified.emit(words)

    def chosen(self) -> list[str]:
        """Returns the selected findings."""
        known = self.session.data.finding_by_id
        return [key for key in self.table.selected_ids() if key in known]

    # -- editing

    def _store(self, data: YearData, edit: Edit) -> None:
        workspace = self.session.workspace
        cells = [
            CellEdit(change.row, change.key, _stored_value(data, change.key, change.value))
            for change in edit.changes
        ]
        if edit.new:
            new = [_fields(data, row, edit.after) for row in edit.new]
            findings.add(workspace, data.year, new, after=edit.after, edits=cells)
        elif cells:
            findings.edit(workspace, data.year, cells)

    def _edit_items(self) -> None:
        finding = self.pane.finding
        if finding is not None:
            self.table.edit_cell(finding.id, "items")

    # -- rows

    def add_finding(self) -> None:
        """Adds an empty finding below the current one and edits its item codes."""
        session, current = self.session, self.table.current_row()
        if session.refuses():
            return
        after, indicator = None, session.data.framework.indicators[0].code
        if isinstance(current, finding_pane.FindingRow):
            after, indicator = current.id, current.finding.indicator
        elif (
            isinstance(current, RowGroup) and current.id in session.data.framework.indicator_by_code
        ):
            indicator = current.id
        made = session.write(findings.add, [{"indicator": indicator}], after=after)
        if made:
            self.table.sheet.clear_filters()
            self.table.go_to(made[0], "items")
            self.table.setFocus()

    def remove_findings(self) -> None:
        """Removes the selected findings; measures that address them are kept."""
        session, chosen = self.session, self.chosen()
        if session.is_locked:
            self.table.show_locked()
        elif chosen and session.could_write(findings.remove, chosen):
            session.notified.emit(tr("เอา {count} ข้อค้นพบออกแล้ว", count=len(chosen)), True)

    def make_measures(self) -> None:
        """Adds a measure for each of the selected findings, and shows the first."""
        self._make(findings.make_measures)

    def make_one_measure(self) -> None:
        """Adds a measure that answers the selected findings together, and shows it."""
        self._make(lambda *of: (findings.make_measure(*of),))

    def _make(self, service: Callable[[Workspace, int, Sequence[str]], tuple[str, ...]]) -> None:
        session, chosen = self.session, self.chosen()
        if session.refuses():
            return
        if not chosen:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกข้อค้นพบ ให้เลือกแถวในตารางก่อน"))
            return
        made = session.write(service, chosen)
        if made:
            fields = {"measures": len(made), "findings": len(chosen)}
            words = tr("สร้าง {measures} มาตรการจาก {findings} ข้อค้นพบแล้ว", **fields)
            session.notified.emit(words, True)
            self.measure_opened.emit(made[0])

    # -- suggestions

    def _begin(self) -> None:
        if self._suggested:
            self.suggest()
        else:
            self.add_finding()

    @property
    def _suggested(self) -> tuple[FindingDraft, ...]:
        """What the last result asks for."""
        return finding_drafts.suggest(self.results)

    @property
    def next_words(self) -> str:
        """What comes next: suggestions, then measures; empty if all findings are answered."""
        if self._suggested:
            return tr("เสนอจากผลคะแนน")
        return tr("สร้างมาตรการจากข้อค้นพบ") if self._unanswered else ""

    @property
    def _unanswered(self) -> list[str]:
        """The findings that no measure addresses."""
        data = self.session.data
        answered = {finding.finding_id for finding in data.measure_findings}
        return [finding.id for finding in data.findings if finding.id not in answered]

    def go_on(self) -> None:
        """Does what comes next."""
        if self._suggested:
            self.suggest()
        else:
            self.make_measures()

    def suggest(self) -> None:
        """Opens the suggestions from the last result; checked ones are added in one step."""
        session = self.session
        if session.refuses():
            return
        drafts = self._suggested
        if not drafts:
            session.failed.emit(tr("ไม่มีข้อเสนอใหม่ รับไว้ครบแล้ว หรือยังไม่มีผลปีก่อน · นำเข้าแล้วลองอีกครั้ง"))
            return
        load("ita_desktop.ui.pages.measures.chosen_findings")
        from ita_desktop.ui.pages.measures.chosen_findings import open_suggestions

        workspace, year = session.workspace, session.year
        open_suggestions(
            drafts,
            self.results,
            self,
            self._accept_drafts,
            lambda chosen: workspace.refusal(
                lambda: finding_drafts.accept(workspace, year, chosen)
            ),
            lambda: self.parts[0],
        )

    def _accept_drafts(self, chosen: Sequence[FindingDraft]) -> None:
        session = self.session
        taken = session.write(finding_drafts.accept, chosen)
        if taken:
            session.notified.emit(tr("รับข้อเสนอ {count} ข้อแล้ว", count=len(taken)), True)
            self.table.go_to(taken[0], "issue")
            self.table.take_focus()

    # -- paste and menu

    def paste(self) -> None:
        """Pastes the clipboard while the part is empty."""
        self._writing.paste_first(self.table)

    def _add_to_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        menu.addAction(tr("รายละเอียด"), self.table.open_detail)
        if self.session.is_locked:
            return
        chosen = len(self.chosen())
        if chosen > 1:
            menu.addAction(
                tr("สร้างมาตรการแยกข้อค้นพบละหนึ่ง ({count})", count=chosen), self.make_measures
            )
            menu.addAction(
                tr("สร้างมาตรการเดียวจาก {count} ข้อค้นพบ", count=chosen), self.make_one_measure
            )
        else:
            menu.addAction(tr("สร้างมาตรการจากข้อค้นพบ"), self.make_measures)
        menu.addAction(tr("เสนอจากผลคะแนน…"), self.suggest)
        menu.addAction(tr("เรียงข้อค้นพบตามกรอบการประเมิน"), self._order)
        menu.addAction(tr("เพิ่มข้อค้นพบด้านล่าง"), ADD_ROW.sequence, self.add_finding)
        menu.addAction(tr("เอาข้อค้นพบออก"), REMOVE_ROWS.sequence, self.remove_findings)

    def _order(self) -> None:
        session = self.session
        if session.could_write(findings.order_by_framework):
            session.notified.emit(tr("เรียงข้อค้นพบตามกรอบการประเมินแล้ว"), True)


def _columns(session: Session) -> list[Column[finding_pane.FindingRow]]:
    before = session.previous
    return finding_pane.finding_columns(lambda: session.data, before.year if before else None)


def _fields(data: YearData, row: Mapping[str, object], after: str | None) -> dict[str, Any]:
    """Returns the fields of a pasted row; without items it belongs to the target's indicator."""
    fields = {
        key: _stored_value(data, key, value) for key, value in row.items() if key not in DERIVED
    }
    if not fields.get("items") and after in data.framework.indicator_by_code:
        fields["indicator"] = after
    return fields


def _stored_value(data: YearData, key: str, value: object) -> object:
    """Converts a cell's value to the service's."""
    if key == "items" and isinstance(value, str):
        return parse_items(data, value)
    return value
