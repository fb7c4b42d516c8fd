"""คะแนน: the score tree from items to level; input updates everything above."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.framework import TOTAL, NodeKind
from ita_desktop.domain.scores.progress import own_tree_of, tree_of
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr, translated
from ita_desktop.services.checks import believed
from ita_desktop.services.places import print_place
from ita_desktop.services.result_check import Contradiction
from ita_desktop.services.scores.scores import ScoreEdit, edit_scores
from ita_desktop.ui.keyboard import PASTE, TURN_INDICATORS
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages import writing
from ita_desktop.ui.pages.page import Page, PageKey, add_key, add_page_key
from ita_desktop.ui.pages.parts.following_pane import FollowingPane
from ita_desktop.ui.pages.scores import outcome
from ita_desktop.ui.pages.scores.outcome import OutcomeLine
from ita_desktop.ui.pages.scores.pane import ScorePane
from ita_desktop.ui.pages.scores.rows import (
    CHANGE,
    WEIGHT,
    WHAT_IF,
    PreviousScores,
    before_of,
    folded_at_first,
    score_columns,
    score_groups,
)
from ita_desktop.ui.pages.scores.trial import WhatIfController, position_below
from ita_desktop.ui.pages.writing import EditWriter
from ita_desktop.ui.score_bar_words import score_bar_values
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.table.grid import CellChange, Edit
from ita_desktop.ui.table.sizes import COMPACT, COMPACT_TALL
from ita_desktop.ui.theme.measures import PaneSize
from ita_desktop.ui.theme.tokens import Breakpoint, Space
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.empty import EmptyPlace, EmptyState
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.page.side import SideSplit

if TYPE_CHECKING:
    from ita_desktop.services.step_context import Step


class ScoresPageSize:
    WORDS_BESIDE: Final = 1130
    """Width below which the change column is hidden, too."""
    PANE: Final = 410


MEMORY = "scores"
KIND = "results"
"""The kind of list that a pasted block or a file is imported as."""
SOURCES = {"own": ScoreSource.SELF, "official": ScoreSource.OFFICIAL}
"""The source of each column's scores."""
PLAN = frozenset({"try", "plan"})
"""Targets that ask for a trial of what is missing for the next level."""


class ScoresPage(Page):
    """The tree as a table, with the indicators compared with the previous year at its right."""

    says_step = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._shown_year = 0
        self._columns_for: int | None = None
        """The previous year that the columns were made for."""
        self._typing = False
        """Whether the table is shown although the year has no score yet."""
        self._step: Step | None = None
        self._before: PreviousScores | None = None
        self._contradictions: tuple[Contradiction, ...] = ()
        self.what_if = WhatIfController(session, self)
        self.header = PageHeader(tr("คะแนน"))
        self.pane_button = self.header.add_button(Button(tr("ตัวชี้วัด"), icon_name="panel-right-open"))
        self.clash_button = self.header.add_button(Button("", icon_name="triangle-alert"))
        self.clash_button.hide()
        self.try_button = self.header.add_button(Button(tr("ลองปรับ")))
        self.try_button.set_icon_after("chevron-down")
        self.print_button = self.header.add_button(
            Button(tr("พิมพ์สรุป"), icon_name="printer"), yields=True
        )
        self.brief_button = self.header.add_button(
            Button(tr("สรุปผู้บริหาร"), icon_name="presentation"), yields=True
        )
        self.brief_button.set_icon_after("chevron-down")
        self.line = OutcomeLine()
        self.import_button = self.header.add_button(
            Button(tr("นำเข้ารายงานผล"), kind=ButtonKind.PRIMARY, icon_name="download")
        )
        self.table = writing.PasteTable(KIND, [], density=COMPACT, filters=False)
        self.table.about = "score-table"
        self.table.takes_new = False
        self.table.setAccessibleName(tr("คะแนน"))
        self.table.tints_row = True
        self.pane = ScorePane(session)
        self.side = FollowingPane(self.table, self.pane, outcome.places, of_group=self.pane)
        self.empty = EmptyState()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        main = QWidget()
        self._line_place = QWidget()
        vbox(
            self.line,
            on=self._line_place,
            margins=(Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.XS),
            gap=None,
        )
        self.empty_place = EmptyPlace(self.empty)
        vbox(self.header, self._line_place, (self.table, 1), (self.empty_place, 1), on=main)
        self.split = SideSplit(
            main, self.side, self.session.memory, "scores.pane", self, width=ScoresPageSize.PANE
        )
        vbox(self.split, on=self)

    def _connect(self) -> None:
        self.print_button.clicked.connect(lambda: self.go.emit(PageKey.DOCUMENTS, "score-summary"))
        self.import_button.clicked.connect(lambda: self.requested.emit("import", KIND))
        self.table.list_pasted.connect(
            lambda block: writing.import_list(self.session, self.table, block)
        )
        self.pane_button.clicked.connect(self.split.turn)
        self.split.folded.connect(lambda _folded: self._offer_pane())
        self.line.acted.connect(self._follow_step)
        self.line.save_requested.connect(
            lambda: self.what_if.ask_save(position_below(self.line.keep))
        )
        self.line.aimed.connect(self._aim)
        self.line.print_requested.connect(self._print_way)
        self.try_button.clicked.connect(lambda: self._open_menu(self.try_button))
        self.clash_button.clicked.connect(lambda: self._open_menu(self.clash_button))
        self.brief_button.clicked.connect(lambda: self._open_menu(self.brief_button))
        self.what_if.changed.connect(self._show_trial)
        self.empty.acted.connect(self._begin_typing)
        title = tr("ตรวจก่อนวางลงในคะแนน")
        self._writing = EditWriter(
            self.session, self.table, title, self._store, show_result=self._show_written
        )
        self.table.current_changed.connect(self._show_place)
        self.table.selection_changed.connect(self._show_selection)
        self.table.detail_requested.connect(lambda _row: self.split.fold(False))
        self.table.menu_requested.connect(self._add_to_menu)
        for pane in (self.pane, self.side):
            pane.fold_requested.connect(self.split.turn)
        self.side.exited.connect(self.table.take_focus)
        self.pane.opened.connect(self.show_target)
        self.pane.what_if_requested.connect(
            lambda code, score, part: self.what_if.change({code: score}, part_of=part)
        )
        self.pane.confirmed.connect(self._confirm)
        self.pane.item_requested.connect(partial(self.go.emit, PageKey.OIT))
        add_page_key(self, TURN_INDICATORS, self.split.turn)
        add_key(self.empty_place, PASTE, self.paste, with_children=True)

    def focus_parts(self) -> Sequence[QWidget]:
        """Returns the stops of F6: the table, then the pane."""
        return (self.empty.button,) if self.is_empty else (self.table, self.side)

    @property
    def is_empty(self) -> bool:
        return self.table.isHidden()

    @property
    def step_line(self) -> QWidget:
        return self.line

    # -- content

    def refresh(self) -> None:
        session = self.session
        data, previous, tree = session.data, session.previous, session.tree
        before = self._before = session.cached_today("scores.before", self._year_before)
        self.what_if.renew()
        self._contradictions = session.cached_today(
            "scores.clashes", lambda: believed.open_doubts(data)
        )
        self.table.set_read_only(session.is_locked)
        self.import_button.setEnabled(not session.is_locked)
        if self._shown_year != data.year:
            self._begin_year(data.year)
        else:
            if self._columns_for != _year_of(previous):
                # The previous year was added or removed, as by importing a report.
                self._columns_for = _year_of(previous)
                self.table.sheet.set_columns(score_columns(previous))
            self.table.sheet.set_rows(self._rows())
        self._show_line()
        mark = data.target or outcome.level_mark(session.score_bar)
        self.pane.show_indicators(tree, before, mark, data.year)
        if self.table.current_row() is None:
            self.table.go_to(TOTAL, "own")
        self._show_place(self._current())
        self._show_empty()
        self._show_selection()

    def _year_before(self) -> PreviousScores | None:
        data, previous = self.session.data, self.session.previous
        if previous is None:
            return None
        return before_of(data, previous, tree_of(previous))

    def _rows(self) -> list[RowGroup]:
        trial, tree = self.what_if.trial, self.session.tree
        own = self.session.cached_today("scores.own", lambda: own_tree_of(self.session.data))
        if self.what_if.active:
            return score_groups(tree, own, self._before, trial)
        find = partial(score_groups, tree, own, self._before, trial)
        return self.session.cached_today("scores.rows", find)

    def _show_trial(self) -> None:
        """Updates column, outcome line and pane after the trial has changed."""
        self.table.sheet.set_rows(self._rows(), flash=False)
        self._show_line()
        self.pane.show_trial(self.what_if.trial)

    def _begin_year(self, year: int) -> None:
        """Sets the columns of a year; the first time, folds indicators without problems."""
        session = self.session
        known = session.memory.get(f"table.{MEMORY}.{year}")
        if self._shown_year:
            self._remember()
        self._shown_year = year
        self._typing = False
        if not isinstance(known, dict):
            least = outcome.level_mark(session.score_bar)
            known = {"folded": sorted(folded_at_first(session.tree, least))}
        self._columns_for = _year_of(session.previous)
        self.table.show_other(self._rows(), score_columns(session.previous), known)

    def _show_line(self) -> None:
        session = self.session
        score_bar, tree = session.score_bar, session.tree
        self.header.set_counts("" if self.is_empty else outcome.checked(tree))
        self._show_clashes()
        self._show_aims()
        if self.what_if.active:
            self._show_outcome_of_trial()
            return
        reached = score_bar.level.is_best and not score_bar.drafted_from
        known = score_bar.total is not None
        mark = Mark.DONE if reached else Mark.DOING if known else Mark.NONE
        step = self._step
        says = (
            in_language(step.sentence)
            if step
            else score_bar_values(session.year, score_bar).sentence
        )
        self.line.set_texts(
            mark,
            outcome.outcome(score_bar),
            "\n".join(filter(None, (outcome.sources(score_bar, tree), says))),
            in_language(step.action) if step is not None else "",
        )

    def _show_outcome_of_trial(self) -> None:
        trial = self.what_if.trial
        level, real = trial.tree.level, trial.start
        score_bar = self.session.score_bar
        drafted = bool(score_bar.drafted_from)
        better = level.level is not None and level.level != real.level.level and not drafted
        kept = self.what_if.scenario is not None
        missing = score_bar_values(self.session.year, score_bar).sentence
        actual = outcome.instead(real, missing, drafted=drafted)
        self.line.set_texts(
            Mark.DONE if better else Mark.DOING,
            outcome.what_if_words(trial.tree, drafted=drafted),
            f"{self.what_if.words()}\n{actual}",
            tr("ล้างค่าที่ลอง"),
            "" if kept or self.session.is_locked else tr("บันทึก…"),
        )

    def _show_aims(self) -> None:
        """Offers the levels above the year's while something is tried, or where no level is known
        yet: no sentence leads to the next one then."""
        what_if = self.what_if
        aim = what_if.aim if what_if.active else None
        unknown = self.session.score_bar.target is None
        levels = what_if.aims if what_if.active or unknown else []
        offered = [(level.code, level.name) for level in levels]
        self.line.set_aims(offered, aim.code if aim is not None else "")

    def _aim(self, code: str) -> None:
        level = next((level for level in self.what_if.aims if level.code == code), None)
        if level is not None:
            self._go_to_tried(self.what_if.fill(level))
        self._show_aims()

    def _print_way(self) -> None:
        if self.what_if.aim is not None:
            self.follow(print_place("score-summary", self.what_if.aim.code))

    def _go_to_tried(self, code: str) -> None:
        if code in self.session.tree.nodes:
            self._go_to(code, WHAT_IF)

    def _show_clashes(self) -> None:
        """Shows the number of contradictory official figures; the button opens their list."""
        count = len(self._contradictions)
        text = tr("ตัวเลขขัดกัน {count}", count=count)
        self.clash_button.setText(text)
        self.clash_button.setVisible(bool(count))
        self.clash_button.setToolTip(tr("ตัวเลขในผลทางการที่ขัดกันเอง {count} แห่ง", count=count))

    def show_step(self, step: "Step") -> None:
        """Shows the next step in the same line as the outcome."""
        self._step = step
        self._show_line()

    def _follow_step(self) -> None:
        if self.what_if.active:
            self.what_if.clear()
        elif self._step is not None and self._step.place is not None:
            self.follow(self._step.place)

    def _show_empty(self) -> None:
        known = any(node.value is not None for node in self.session.tree.nodes.values())
        # Official scores of the previous year are content, too.
        before = self._before.tree.nodes.values() if self._before is not None else ()
        compared = any(node.official is not None for node in before)
        empty = not (known or compared or self._typing)
        if empty:
            year = self.session.year
            self.empty.set_texts(
                tr("ปี {year} ยังไม่มีคะแนน", year=year),
                tr(
                    "กรอกคะแนน IIT EIT รายข้อหรือผลทางการ แล้วคะแนนรวมกับระดับคิดให้ทันที "
                    "ส่วน OIT คิดจากรายการตรวจในหน้างาน OIT"
                ),
                tr("กรอกคะแนน"),
                tr("หรือคัดลอกข้อความรายงานผล หรือตารางจาก Excel แล้ววางที่หน้านี้ (Ctrl+V)"),
            )
        self.empty_place.replace(self.table, self._line_place, empty=empty)
        self.print_button.setVisible(not empty)
        self.try_button.setVisible(not empty)
        if empty:
            self.header.set_counts("")
        # Only one primary button per page: on the empty page the central one.
        self.import_button.make_primary(not empty)
        self.split.set_needed(not empty)
        self._offer_pane()

    def _begin_typing(self) -> None:
        self._typing = True
        self._show_empty()
        items = self.session.tree.items
        if items:
            self._go_to(items[0].code)
        self.table.setFocus()

    def _current(self) -> str:
        row = self.table.current_row()
        return row.id if row is not None else ""

    def _show_place(self, code: str) -> None:
        if code:
            self.pane.show_place(code, self._before, self.what_if.trial, self._contradictions)

    def show_target(self, target: str) -> None:
        """Handles targets: the code of a node; ``try`` and ``plan`` fill a trial for the next
        level."""
        key = "own"
        if target in PLAN:
            from ita_desktop.services.steps.scores import first_to_mend

            filled = self.what_if.fill()
            key = WHAT_IF if filled else key
            target = filled or first_to_mend(self.session.step_context())
        if target in self.session.tree.nodes:
            self._typing = True
            self._show_empty()
            self.table.sheet.lift_filters()
            self._go_to(target, key)
            self.table.setFocus()

    def _go_to(self, code: str, key: str = "own") -> None:
        above = [node.code for node in self.session.tree.ancestors(code)]
        self.table.sheet.fold(above, shut=False)
        self.table.go_to(code, key)

    def _show_selection(self) -> None:
        nodes = self.session.tree.nodes
        chosen = [nodes[code] for code in self.table.selected_ids() if code in nodes]
        items = [node for node in chosen if node.kind is NodeKind.ITEM]
        known = [item.value for item in items if item.value is not None]
        if len(items) > 1 and known:
            mean = sum(known, Decimal(0)) / len(known)
            words = tr("เลือก {count} ข้อ · เฉลี่ย {mean}", count=len(items), mean=f"{mean:.2f}")
            self.set_status(words, counts=True)
        elif self.is_empty:
            self.set_status("")
        else:
            self.set_status(
                tr("พิมพ์ทับช่องประเมินเองหรือทางการ · ช่องลองปรับไม่กระทบคะแนนจริง · Ctrl+V วางจาก Excel")
            )

    # -- pane

    def _offer_pane(self) -> None:
        """Shows the pane button only while the pane is hidden or overlaid."""
        out = self.split.is_folded or self.split.lies_over
        self.pane_button.setVisible(out and not self.is_empty)
        self._hide_columns(beside=not out)

    def _hide_columns(self, *, beside: bool) -> None:
        """In a narrow window with the pane beside the table, hides the weights, then the change,
        which follows from two other columns."""
        room = self.width() if beside else PaneSize.DRAWN_BESIDE
        tight = ((WEIGHT, PaneSize.DRAWN_BESIDE), (CHANGE, ScoresPageSize.WORDS_BESIDE))
        self.table.header.leave_out([key for key, least in tight if room < least])

    # -- menus

    def _open_menu(self, button: Button) -> None:
        menu = QMenu(button)
        menu.setAccessibleName(button.text())
        at = position_below(button)
        if button is self.try_button:
            self.what_if.fill_menu(menu, at)
        elif button is self.brief_button:
            load("ita_desktop.ui.pages.documents.saving")
            from ita_desktop.ui.pages.documents.saving import fill_brief_menu

            fill_brief_menu(menu, self.session, self)
        else:
            for clash in self._contradictions:
                words = translated(clash.sentence)
                menu.addAction(words, partial(self.show_target, clash.node))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _confirm(self, code: str) -> None:
        """Confirms that the doubtful figures of a node are correct."""
        session = self.session
        session.write(believed.confirm, [code], session.today)

    # -- paste

    def paste(self) -> None:
        """Pastes into the empty page with Ctrl+V: a report is imported, other cells go into the
        table."""
        if writing.imports_files(self):
            return
        clip = writing.on_clipboard()
        if clip.is_long or not self.table.is_list(clip, block := clip.read()):
            self._begin_typing()
            self.table.paste()
        else:
            writing.import_list(self.session, self.table, block)

    # -- editing

    def _store(self, data: YearData, edit: Edit) -> None:
        """Stores an edit of any columns as one unit of work; trial values are not stored."""
        edits: dict[ScoreSource, list[ScoreEdit]] = {}
        for change in edit.changes:
            if change.key != WHAT_IF:
                edits.setdefault(SOURCES[change.key], []).append(
                    ScoreEdit(change.row, _score(change))
                )
        if edits:
            edit_scores(self.session.workspace, data.year, edits)

    def _show_written(self, edit: Edit) -> None:
        tried = {change.row: _score(change) for change in edit.changes if change.key == WHAT_IF}
        if tried:
            self.what_if.change(tried)
        stored = any(change.key != WHAT_IF for change in edit.changes)
        if stored and len(edit.rows) > 1:
            text = tr("เปลี่ยนคะแนน {count} ข้อแล้ว", count=len(edit.rows))
            self.session.notified.emit(text, True)

    def _add_to_menu(self, menu: QMenu) -> None:
        code = self._current()
        node = self.session.tree.nodes.get(code)
        if node is None or self.session.is_locked:
            return
        if node.own is not None and node.children:
            menu.addAction(tr("กลับไปใช้ค่าที่คำนวณ"), lambda: self._clear(code, ScoreSource.SELF))
        if node.official is not None and node.children:
            menu.addAction(
                tr("เอาผลทางการของ {code} ออก", code=code),
                lambda: self._clear(code, ScoreSource.OFFICIAL),
            )

    def _clear(self, code: str, source: ScoreSource) -> None:
        self.session.write(edit_scores, {source: [ScoreEdit(code, None)]})

    # -- window

    def _remember(self) -> None:
        self.session.memory.set(f"table.{MEMORY}.{self._shown_year}", self.table.memory())

    def hideEvent(self, event: QHideEvent) -> None:
        if self._shown_year:
            self._remember()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = self.window().height() >= Breakpoint.TALL
        self.table.set_density(COMPACT_TALL if tall else COMPACT)
        self._offer_pane()
        if self._shown_year:
            self._show_line()


def _year_of(data: YearData | None) -> int | None:
    return data.year if data is not None else None


def _score(change: CellChange) -> Decimal | None:
    return change.value if isinstance(change.value, Decimal) else None
