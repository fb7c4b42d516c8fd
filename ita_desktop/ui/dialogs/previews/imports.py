"""The import dialog: reads a file, shows its changes, and stores the accepted ones."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.previews import messages, sheet
from ita_desktop.ui.dialogs.previews.destination import Destination, MappingTable
from ita_desktop.ui.dialogs.previews.lists import (
    LISTED,
    SAME,
    SKIPPED,
    TITLES,
    TYPED_IN,
    UNREAD,
    LeftRow,
    left_columns,
    row_id,
    skipped_rows,
    titles_columns,
    titles_rows,
)
from ita_desktop.ui.dialogs.previews.missing import (
    MISSING,
    TAKE_BACK,
    ListBar,
    MissingTable,
    compared,
)
from ita_desktop.ui.dialogs.previews.rows import (
    BODY,
    ChosenTicks,
    PreviewRow,
    heads_of,
    with_pictures,
)
from ita_desktop.ui.outside import open_saved
from ita_desktop.ui.saving.places import ask_files
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.editing.clipboard import CopiedCells
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.sheet import SheetWork
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.domain.answers import ImportAnswer
    from ita_desktop.exchange.source import ImportSource
    from ita_desktop.services.imports.found.part import Part
    from ita_desktop.services.imports.found.planned_years import PlannedYears
    from ita_desktop.services.imports.found.reading import FoundParts
    from ita_desktop.services.imports.importing import ImportResult
    from ita_desktop.services.imports.ledger.entries import LeftText
    from ita_desktop.services.imports.name_questions import NameAnswer
    from ita_desktop.services.imports.plan import ImportPlan

STOPPED: Final = "หยุดแล้ว ยังไม่ได้นำเข้าอะไร"


class _Width:
    """The line above the table."""

    SOURCE: Final = 184
    """px: the choices beside the source are narrower in a narrow window, not its words."""


class ImportDialog(sheet.PreviewSheet):
    """An import. Files are read and stored in another thread; Esc stops reading."""

    about = "preview"

    several = Signal(object)
    """What was found is more than one list, and the dialog closes; carries it."""

    _recalled_columns: "Mapping[tuple[str, ...], ImportAnswer]"
    """Answers about columns of the source that were given to an earlier import."""
    _where: Hashable = None
    """Where the shown rows go."""
    _planned: "tuple[ImportSource | None, str]" = None, ""
    """The source and kind that were compared last."""

    def __init__(self, session: Session, kind: str, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._over = window
        self.kind = self._named = kind
        """The name of the kind that a person names, then of that of the part; empty if unknown."""
        self.source: ImportSource | None = None
        """What is compared, as it was corrected."""
        self.part: Part | None = None
        """What was found in the source, and where it goes."""
        self.plan: ImportPlan | None = None
        self.left = sheet.AnswerTable(left_columns())
        self.left.setAccessibleName(tr("แถวที่ไม่นำเข้า"))
        self.left.on_edit = self._take_typed
        self.asked = sheet.AnswerTable(messages.question_columns())
        self.asked.setAccessibleName(tr("ชื่อที่ไม่รู้จัก"))
        self.asked.on_edit = self._take_answers
        self.mapped = MappingTable()
        self.mapped.remapped.connect(self._take_source)
        self.missing = MissingTable()
        self.missing.placed.connect(lambda _list, source: self._take_source(source))
        for table in self._tables[1:]:
            table.accept_requested.connect(self.ui.accept.click)
            table.hide()
        self.typed = self._apply_corrections
        self._unread: list[LeftRow] = []
        """Unreadable cells of rows that are imported without them."""
        self._missing: list[LeftRow] = []
        """What of the source is stored nowhere."""
        self._recall()
        self._ticks = ChosenTicks()
        self._shown_list = ""
        """The list shown before the file was compared again."""
        self.trouble = messages.Trouble(self)
        self.trouble.other_requested.connect(self._choose_other)
        for widget in (self.left, self.asked, self.missing, self.trouble):
            self.form.table.addWidget(widget, 1)
        self.form.table.addWidget(self.mapped, 3)
        self.bar = ListBar(session, self)
        self.bar.told.connect(self.note)
        self.bar.hide()
        self.decide = messages.DecideBar(self)
        self.form.table.addWidget(self.decide)
        self.form.table.addWidget(self.bar)
        self.work = SheetWork(self, self._check, session)
        self.to = self._destination(kind)
        self.to.kind_chosen.connect(self._choose_kind)
        self.to.changed.connect(self._change_part)
        self.row_requested.connect(self._go_to_warned)
        self.finished.connect(self._leave)
        self.set_title(tr("ตรวจก่อนนำเข้า"))
        self.set_accept(tr("รับ"), blocked=tr("กำลังอ่านไฟล์"))

    def _destination(self, kind: str) -> Destination:
        """Adds the choices beside the source: the chips need their row for all lists."""
        self.ui.source.set_most(2)
        self.ui.source.setMinimumWidth(_Width.SOURCE)
        self.ui.sourceRow.setStretchFactor(self.ui.source, 1)
        destination = Destination(self.ui.sourceRow, self, kind)
        self.by_title = Button("", self)
        self.by_title.clicked.connect(self._pair_by_title)
        self.by_title.hide()
        self.ui.sourceRow.addWidget(self.by_title)
        return destination

    # -- reading

    def _read(
        self,
        what: str,
        work: Callable[[Progress], object],
        done: Callable[[Any], None],
    ) -> None:
        """Reads in another thread, replacing earlier work."""
        self.work.abandon()
        self.work.begin(what, work, done, self._fail, stopped=lambda: self._fail(tr(STOPPED)))

    def read_files(self, paths: Sequence[Path]) -> None:
        """Reads files and finds what is in them."""
        from ita_desktop.services.imports.by_hand import not_remembered
        from ita_desktop.services.imports.found.reading import find_in

        names = " · ".join(path.name for path in paths)
        self.set_title(tr("ตรวจก่อนนำเข้า"), names)
        kind, data = self._named, self.session.data
        given = not_remembered(data, self.session.given_columns)
        self._read(
            tr("กำลังอ่าน {file}", file=names),
            lambda progress: find_in(paths, data, WorkProgress(progress), kind, given),
            self.take,
        )

    def read_pasted(self, copied: CopiedCells) -> None:
        """Reads a pasted table and finds what is in it."""
        from ita_desktop.exchange.source import read_page, read_pasted
        from ita_desktop.services.imports.by_hand import not_remembered
        from ita_desktop.services.imports.found.reading import ReadFiles, found_in
        from ita_desktop.services.imports.pasted import is_headed, unheaded

        kind, data, name = self._named, self.session.data, tr("ตารางที่วาง")
        given = not_remembered(data, self.session.given_columns)

        def read(progress: Progress) -> "FoundParts":
            cells = copied.spread()
            is_known = not kind or is_headed(kind, cells, data)
            columns = {} if is_known else unheaded(kind, cells, data)
            page = read_page(copied.page, name) if copied.page and not columns else None
            source = page or read_pasted(
                cells, name, merged=copied.merged, columns=columns, first=copied.first
            )
            files = ReadFiles((source,), (), ())
            return found_in(files, data, WorkProgress(progress), kind, given)

        self.set_title(tr("ตรวจก่อนนำเข้า"), name)
        self._read(tr("กำลังอ่าน {file}", file=name), read, self.take)

    def take(self, found: "FoundParts") -> None:
        """Compares the only list that was found; hands several over to the list of parts."""
        from ita_desktop.services.imports.found.find import only_list

        self._recall()
        self._ticks = ChosenTicks()
        self._shown_list = ""
        is_alone = len(found.sources) == 1
        if is_alone:
            (self.source,) = found.sources
        part = only_list(found.parts, self.session.year) if is_alone and not found.left else None
        if part is not None:
            self._take_part(part)
        elif any(part.kind for part in found.parts) or len(found.sources) > 1:
            self.close_kept()
            self.several.emit(found)
        elif found.left:
            self._fail(sentence(found.left[0]))
        else:
            text = "ไม่พบหัวตารางที่รู้จักใน {file} · เลือกว่าจะนำเข้าเป็นอะไร แล้วดูหัวคอลัมน์ที่ต้องมี"
            self._fail(tr(text, file=self.source.name if self.source is not None else ""))

    def _take_part(self, part: "Part") -> None:
        """Compares a part with its year; what a file lacks of its list is shown, too."""
        from ita_desktop.services.imports.by_hand import column_answers
        from ita_desktop.services.imports.found.part import Removals

        if self.session.given_columns:
            self._recalled_columns = column_answers(part.source, part.kind)
        if part.lists_all:
            part = replace(part, removals=Removals.LISTED)
        self.part, self.kind, self.source = part, part.kind, part.source
        self._compare()

    def _compare(self) -> None:
        from ita_desktop.exchange.kinds.registry import KIND_TITLES

        source, part, year = self.source, self.part, self.session.year
        if source is None or part is None:
            return
        self.trouble.hide()
        self.to.show_kind(part.kind)
        title = tr(KIND_TITLES[part.kind])
        self.set_title(tr("ตรวจก่อนนำเข้า{title}", title=title), source.name)
        planned = self.planner(replace(part, source=source, answers=dict(self._answers)))

        def compare(plan: "ImportPlan") -> "tuple[object, ...]":
            return compared(plan, source, self.left_by(source, plan))

        self._read(
            tr("กำลังเทียบกับข้อมูลปี {year}", year=part.asked_year or part.year or year),
            lambda progress: compare(planned(WorkProgress(progress))),
            lambda found: self._show_plan(*found),
        )

    def left_by(self, source: "ImportSource", plan: "ImportPlan") -> "tuple[LeftText, ...]":
        """Returns, in another thread, what of the source stands nowhere after the plan."""
        from ita_desktop.services.imports.ledger.ledger import left_of_plan

        return left_of_plan(source, plan)

    def planner(self, part: "Part") -> "Callable[[WorkProgress], ImportPlan]":
        """Returns the work that compares a part with its year, for another thread."""
        from ita_desktop.services.imports.found.series import plan_part

        years, shown = self.years, self.session.year
        return lambda progress: plan_part(years(), part, shown=shown, work_progress=progress)

    def years(self) -> "PlannedYears":
        """Returns the years that the part is compared with, in another thread."""
        from ita_desktop.services.imports.found.planned_years import PlannedYears

        return PlannedYears(self.session.workspace)

    def _choose_kind(self, kind: str) -> None:
        from ita_desktop.services.imports.by_hand import answered_again, not_remembered
        from ita_desktop.services.imports.found.reading import as_a_whole

        if self.source is None:
            return
        data, given = self.session.data, self.session.given_columns
        source = answered_again(self.source, kind, data, not_remembered(data, given))
        whole = as_a_whole(source, kind)
        known = self.part or whole
        self._take_part(replace(whole, year=known.year, asked_year=known.asked_year, key=known.key))

    def _change_part(self, part: "Part") -> None:
        """Compares the part with another destination, or read otherwise: nothing is typed in it."""
        self.part = part
        self._compare_again()

    def _pair_by_title(self) -> None:
        """Reads the items by their titles, as the codes are those of another list; or by their
        codes again."""
        if self.part is not None and not self.work.is_going:
            self._change_part(replace(self.part, is_by_title=not self.part.is_by_title))
            self._shown_list = ""

    def _choose_other(self) -> None:
        if chosen := ask_files(self.session, self):
            self.trouble.hide()
            self.read_files(chosen)

    # -- content

    def _show_plan(
        self,
        plan: "ImportPlan",
        rows: "list[PreviewRow]",
        unread: "list[LeftRow]",
        missing: "list[LeftRow]",
    ) -> None:
        self.plan, self._unread, self._missing = plan, unread, missing
        self._planned = self.source, self.kind
        self.trouble.hide()
        title = tr("ตรวจก่อนนำเข้า{title}", title=tr(plan.title))
        self.set_title(title, messages.source_words(plan, self.session.year))
        if self.part is not None:
            self.to.show_part(self.part, plan.base, self.session.years)
            self.by_title.setText(tr("ใช้รหัสในไฟล์") if self.part.is_by_title else tr(messages.PAIR))
        self.by_title.setVisible(bool(plan.titled))
        self.withdraw_notes()
        kept = tr("ไม่เลือก “เอาออก” ไว้ให้ก่อน · เลิกทำได้ภายหลัง")
        self.set_remark(kept if plan.leaves_removals else tr("เลิกทำได้ภายหลัง"))
        part = self.part
        self._where = where = (plan.base.year, part and (part.body, part.unit, part.is_by_title))
        rows = [replace(row, ticked=self._ticks.of(row, where)) for row in rows]
        rows = with_pictures(rows, plan, self.source, self.table)
        by = plan.grouped_by or BODY
        self.show_rows(heads_of(plan, rows), rows, group_by=by, readable=bool(plan.form))
        self._show_first(plan)
        if self.source is not None:
            notes = messages.messages_of(plan, len(unread), len(missing))
            put = self.missing.told([(self.source, plan)])
            for message in (*notes, *self._recalled_messages(plan), *put):
                self.note(message)

    def _show_first(self, plan: "ImportPlan") -> None:
        """Shows the first list: unanswered questions, else the list shown before the file was
        compared again, else the changes."""
        shown = {filter_.key: filter_.count for filter_ in self.filters()}
        first = sheet.ALL
        if plan.titled and not self.ticked and not (self.part and self.part.is_by_title):
            first = TITLES
        elif plan.skipped and not plan.changes:
            first = SKIPPED
        elif plan.flaws and not plan.changes:
            first = UNREAD
        if any(
            each.answer is None and each.about in messages.ASKED_FIRST for each in plan.questions
        ):
            first = messages.ASKED
        if shown.get(self._shown_list):
            first = self._shown_list
        self.set_filters(self.filters(), first)
        self.show_only(first)
        self._table_of(first).setFocus()

    def _table_of(self, key: str) -> sheet.PreviewTable:
        own = {messages.ASKED: self.asked, messages.MAPPED: self.mapped, MISSING: self.missing}
        return own.get(key, self.left if key in LISTED or key == TITLES else self.table)

    def filters(self) -> list[sheet.ChangeFilter]:
        """Returns the chips: differences, and the lists of what is not taken or to be asked."""
        chips = super().filters()
        if self.plan is None:
            return chips
        return [*chips, *messages.lists_of(self.plan, len(self._unread), len(self._missing))]

    def show_only(self, key: str) -> None:
        plan, source = self.plan, self.source
        listed = LISTED.get(key)
        self._shown_list = key
        self._show_table(self._table_of(key))
        if key == messages.ASKED and plan is not None:
            self.asked.sheet.set_rows(messages.question_rows(plan), flash=False)
        elif key == messages.MAPPED:
            self.mapped.read(source, self.kind, self.session.data)
        elif key == MISSING:
            lists = [(self.kind, source)] if source is not None else []
            self.missing.read(lists, self.session.data, self._missing)
        elif key == TITLES and plan is not None:
            self.left.sheet.set_columns(titles_columns(plan.base.year))
            self.left.sheet.set_rows(titles_rows(plan), flash=False)
        elif listed is not None and plan is not None and source is not None:
            rows: list[LeftRow] = listed(plan, source)
            self.left.sheet.set_columns(left_columns(typed=key in TYPED_IN))
            self.left.sheet.set_rows(rows, flash=False)
        else:
            super().show_only(key)
        table = self._table_of(key)
        if table in (self.left, self.missing) and source is not None:
            self.bar.show_for(table, source.name)
        if table in (self.left, self.asked):
            self.decide.show_for(table)

    @property
    def _tables(self) -> tuple[sheet.PreviewTable, ...]:
        return (self.table, self.left, self.asked, self.mapped, self.missing)

    def _show_table(self, table: sheet.PreviewTable) -> None:
        for preview_table in self._tables:
            preview_table.setVisible(preview_table is table)
        self.bar.hide()
        self.decide.hide()

    # -- columns, answers and corrections

    def _take_source(self, source: "ImportSource") -> None:
        """Takes the source with columns read as other fields, or with texts put into fields, and
        compares it again."""
        from ita_desktop.services.imports.by_hand import column_answers

        self.source = source
        self.session.given_columns.update(column_answers(source, self.kind))
        self._shown_list = self._shown_list or messages.MAPPED
        self.is_corrected = True
        self._compare_again()

    def _take_answers(self, edit: Edit) -> None:
        """Stores answers on unknown names, and compares the file again."""
        given = {change.row: messages.answer_of(change.value) for change in edit.changes}
        self._answers |= given
        self._recalled -= given.keys()
        self.session.given_answers.update(given)
        self.is_corrected = True
        self._compare_again()

    def _recall(self) -> None:
        """Begins with the answers given since the file was opened that it does not remember, as
        their imports were undone or left; without those to what is gone."""
        self._answers: dict[str, NameAnswer] = {}
        if given := self.session.given_answers:
            from ita_desktop.services.imports.by_hand import answers_about_names

            data = self.session.data
            known = answers_about_names(data)
            there = {"", *data.unit_by_id, *data.person_by_id, *(body.id for body in data.bodies)}
            self._answers = {
                key: answer
                for key, answer in given.items()
                if key not in known and {answer.unit_id, answer.person_id, answer.body_id} <= there
            }
        self._recalled = frozenset(self._answers)
        self._recalled_columns = {}

    def _recalled_messages(self, plan: "ImportPlan") -> list[Message]:
        names = [question.name for question in plan.questions if question.key in self._recalled]
        given = self.session.given_columns
        columns = [
            answer.text
            for identity, answer in self._recalled_columns.items()
            if identity in given and given[identity].answer == answer.answer
        ]
        return list(messages.recalled(columns, names))

    def _take_typed(self, edit: Edit) -> None:
        self._apply_corrections({change.row: str(change.value) for change in edit.changes})

    def _apply_corrections(self, typed: Mapping[str, object]) -> None:
        """Applies corrections of unreadable cells, and compares the file again."""
        plan, source = self.plan, self.source
        if plan is None or source is None:
            return
        for row in (*self._unread, *skipped_rows(plan, source)):
            if row.id in typed and row.origin is not None and row.cell is not None:
                source = source.with_cell(row.origin, row.cell.index, str(typed[row.id]))
        self.source = source
        self.is_corrected = True
        self._compare_again()

    def _compare_again(self) -> None:
        """Compares the corrected file; what a person has checked or left out stays so."""
        if part := self.part:
            self._ticks.remember(self.rows, self._where, decided=part.is_decided)
            self.part = replace(part, is_decided=False, left_out=frozenset())
        self._compare()

    def _go_to_warned(self, key: str) -> None:
        """Shows the row of a warning in its list (ไปที่แถว), or ticks the rows that a message is
        about."""
        plan = self.plan
        if plan is None or open_saved(key, self.session.failed.emit):
            return
        if key == messages.BY_TITLE:
            self._pair_by_title()
            return
        if key == TAKE_BACK:
            self.missing.take_back()
            return
        if key.startswith(messages.TICK_ROWS):
            self.tick(frozenset(key.removeprefix(messages.TICK_ROWS).split()))
            self._note.withdraw(key)
            return
        if key in {SKIPPED, UNREAD, messages.ASKED, messages.MAPPED, MISSING}:
            self.set_filters(self.filters(), key)
            self.show_only(key)
            self._table_of(key).setFocus()
            return
        for change in plan.changes:
            if key in map(row_id, change.origins):
                self.go_to_row(str(change.key))
                return
        same = key in map(row_id, plan.unchanged)
        unread = any(flaw.origin is not None and row_id(flaw.origin) == key for flaw in plan.flaws)
        shown = SAME if same else UNREAD if unread else SKIPPED
        self.set_filters(self.filters(), shown)
        self.show_only(shown)
        self.left.go_to(key)
        self.left.setFocus()

    # -- storing

    def accept(self) -> None:
        """Stores the checked rows as one unit of work; then closes."""
        plan, workspace = self.plan, self.session.workspace
        if plan is None or self.work.is_going or not (self.ticked or plan.only_mends):
            return
        from ita_desktop.services.imports.importing import apply_import

        chosen = plan.accept(map(int, self.ticked))
        self.work.begin(
            tr("กำลังนำเข้า"),
            lambda progress: apply_import(workspace, chosen, progress),
            self._show_done,
            lambda problem: self.note(Message(MessageKind.BAD, problem)),
            stopped=lambda: self.note(Message(MessageKind.INFO, tr(STOPPED))),
            decided=True,
            may_stop=True,
        )
        self.to.set_enabled(False)

    def _show_done(self, result: "ImportResult") -> None:
        from ita_desktop.services.several_units import changes_of_years_in_words

        session = self.session
        counted = changes_of_years_in_words([result.plan.base], session.workspace)
        done = [messages.done_words(result.plan, session.year), in_language(counted)]
        place = messages.imported_place([result.plan], session.year)
        session.imported.emit(" · ".join(filter(None, done)), place)
        if result.backup_problem is not None:
            session.failed.emit(sentence(result.backup_problem))
        super().accept()

    def close_kept(self) -> None:
        """Closes without storing anything: what was decided or read is kept elsewhere."""
        sheet.PreviewSheet.accept(self)

    def _leave(self) -> None:
        self.deleteLater()
        self._over.activateWindow()

    def set_count(self, count: int) -> None:
        super().set_count(count)
        if not count and self.plan is not None and self.plan.only_mends:
            self.set_accept(tr("รับ"))

    def _check(self) -> None:
        """Updates what can be selected and accepted after any work."""
        self.to.set_enabled(True)
        if self.plan is not None:
            self.set_count(self.ticked_records)

    def _fail(self, problem: str) -> None:
        self.plan = None
        self.withdraw_notes()
        self.set_remark("")
        self.set_accept(tr("รับ"), blocked=problem)
        self.set_filters([], sheet.ALL)
        for table in self._tables:
            table.hide()
        self.bar.hide()
        self.trouble.show_problem(problem, other=self.source is None or not self.source.pasted)
        planned, kind = self._planned
        is_read = planned is not None and planned is self.source and kind == self.kind
        has_columns = self.mapped.read(self.source, self.kind, self.session.data)
        if has_columns and self.mapped.missing and not is_read:
            self._show_mapping()

    def _show_mapping(self) -> None:
        """Shows the columns of a table whose headings are not known, to say what they are."""
        self._show_table(self.mapped)
        self.mapped.setFocus()
        missing = " · ".join(self.mapped.missing)
        words = tr("เลือกว่าคอลัมน์ใดคืออะไร ยังขาด {missing}", missing=missing)
        self.note(Message(MessageKind.WARNING, words))
