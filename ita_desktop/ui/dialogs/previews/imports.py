"""The import dialog: reads a file, shows its changes, and stores the accepted ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QSizePolicy, QWidget

from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import caption, in_language, sentence, tr
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.found.missing import MISSING, MissingTable, compared
from ita_desktop.ui.dialogs.previews.asking import ask_file
from ita_desktop.ui.dialogs.previews.left import (
    LISTED,
    SAME,
    SKIPPED,
    TYPED_IN,
    UNREAD,
    LeftRow,
    left_columns,
    row_id,
    skipped_rows,
)
from ita_desktop.ui.dialogs.previews.mapping import MappingTable
from ita_desktop.ui.dialogs.previews.messages import (
    ASKED,
    ASKED_FIRST,
    MAPPED,
    TICK_ROWS,
    done_words,
    lists_of,
    messages_of,
    place_of,
    source_words,
)
from ita_desktop.ui.dialogs.previews.questions import answer_of, question_columns, question_rows
from ita_desktop.ui.dialogs.previews.rows import (
    BODY,
    PreviewRow,
    heads_of,
    row_identity,
    with_pictures,
)
from ita_desktop.ui.dialogs.previews.sheet import (
    ALL,
    AnswerTable,
    ChangeFilter,
    PreviewSheet,
    PreviewTable,
)
from ita_desktop.ui.dialogs.previews.trouble import Trouble
from ita_desktop.ui.dialogs.sheet_work import SheetWork
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.editing.clipboard import CopiedCells
from ita_desktop.ui.table.edits import Edit
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.fields.choice import Choice
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.status.message import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.exchange.source import ImportSource
    from ita_desktop.services.imports.found.part import Part
    from ita_desktop.services.imports.importing import ImportResult
    from ita_desktop.services.imports.name_questions import NameAnswer
    from ita_desktop.services.imports.plan import ImportPlan

STOPPED: Final = "หยุดแล้ว ยังไม่ได้นำเข้าอะไร"


def import_from_file(
    session: Session, kind: str, window: QWidget, path: Path | None = None
) -> "ImportDialog | None":
    """Asks for a file (unless ``path`` is given) and opens the dialog. ``kind`` is the kind of
    list; empty: detected from its headings. Returns None if no file was chosen."""
    chosen = path or ask_file(session, window)
    if chosen is None:
        return None
    dialog = ImportDialog(session, kind, window)
    dialog.open()
    dialog.read_file(chosen)
    return dialog


def import_pasted(
    session: Session,
    kind: str,
    copied: CopiedCells,
    window: QWidget,
) -> "ImportDialog":
    """Opens the dialog on a pasted list of ``kind``."""
    dialog = ImportDialog(session, kind, window)
    dialog.open()
    dialog.read_pasted(copied)
    return dialog


class ImportDialog(PreviewSheet):
    """An import. Files are read and stored in another thread; Esc stops reading."""

    about = "import"

    def __init__(self, session: Session, kind: str, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self._over = window
        self.kind = kind
        """The name of the kind that the source is compared as; empty while unknown."""
        self.source: ImportSource | None = None
        self.plan: ImportPlan | None = None
        self.left = AnswerTable(left_columns())
        self.left.setAccessibleName(tr("แถวที่ไม่นำเข้า"))
        self.left.on_edit = self._take_typed
        self.asked = AnswerTable(question_columns())
        self.asked.setAccessibleName(tr("ชื่อที่ไม่รู้จัก"))
        self.asked.on_edit = self._take_answers
        self.mapped = MappingTable()
        self.mapped.remapped.connect(self._take_source)
        self.missing = MissingTable()
        self.missing.placed.connect(self._take_source)
        for table in self._tables[1:]:
            table.accept_requested.connect(self.ui.accept.click)
            table.hide()
        self.typed = self._apply_corrections
        self._unread: list[LeftRow] = []
        """Unreadable cells of rows that are imported without them."""
        self._missing: list[LeftRow] = []
        """What of the source is stored nowhere."""
        self._answers: dict[str, NameAnswer] = {}
        self._ticks: dict[tuple[str, ...], bool] = {}
        """Check states before the file was compared again."""
        self._shown_list = ""
        """The list shown before the file was compared again."""
        self.on_several: Callable[[Sequence[Part]], None] | None = None
        """Called with the parts of a file that is more than one list."""
        self.trouble = Trouble(self)
        self.trouble.other_requested.connect(self._choose_other)
        self.form.table.addWidget(self.left, 1)
        self.form.table.addWidget(self.asked, 1)
        self.form.table.addWidget(self.missing, 1)
        self.form.table.addWidget(self.trouble, 1)
        self.form.table.addWidget(self.mapped, 3)
        self.work = SheetWork(self, self._check, session)
        self._add_kinds()
        self.row_requested.connect(self._go_to_warned)
        self.finished.connect(self._leave)
        self.set_title(tr("ตรวจก่อนนำเข้า"))
        self.set_accept(tr("รับ"), blocked=tr("กำลังอ่านไฟล์"))

    def _add_kinds(self) -> None:
        from ita_desktop.exchange.kinds.registry import KIND_TITLES

        self.kinds = Choice(self)
        self.kinds.setAccessibleName(tr("นำเข้าเป็น"))
        for name, title in KIND_TITLES.items():
            self.kinds.addItem(caption(title), name)
        self.kinds.setCurrentIndex(self.kinds.findData(self.kind))
        self.kinds.activated.connect(self._choose_kind)
        label = ThaiLabel(tr("นำเข้าเป็น"), self, style=Text.LABEL, tone=Tone.TEXT2)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Beside the source: the chips need their row for all lists.
        self.ui.source.set_most(2)
        self.ui.sourceRow.setStretchFactor(self.ui.source, 1)
        self.ui.sourceRow.setContentsMargins(0, 0, Space.XS, 0)
        self.ui.sourceRow.addWidget(label)
        self.ui.sourceRow.addWidget(self.kinds)

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

    def read_file(self, path: Path) -> None:
        """Reads a file and compares it with the year."""
        from ita_desktop.exchange.source import read_file

        self.set_title(tr("ตรวจก่อนนำเข้า"), path.name)
        kind = self.kind
        self._read(
            tr("กำลังอ่าน {file}", file=path.name),
            lambda progress: read_file(path, kind, WorkProgress(progress)),
            self.take,
        )

    def read_pasted(self, copied: CopiedCells) -> None:
        """Reads a pasted table and compares it with the year."""
        from ita_desktop.exchange.source import read_pasted
        from ita_desktop.services.imports.pasted import is_headed, unheaded

        kind, data, name = self.kind, self.session.data, tr("ตารางที่วาง")

        def read(_progress: Progress) -> "ImportSource":
            cells = copied.spread()
            columns = {} if is_headed(kind, cells, data) else unheaded(kind, cells, data)
            return read_pasted(cells, name, merged=copied.merged, columns=columns)

        self.set_title(tr("ตรวจก่อนนำเข้า"), name)
        self._read(tr("กำลังอ่าน {file}", file=name), read, self.take)

    def take(self, source: "ImportSource") -> None:
        """Compares the source with the year, as the requested or detected kind of list."""
        self.source = source
        self._answers.clear()
        self._ticks = {}
        self._shown_list = ""
        if self.kind:
            self._compare()
        else:
            from ita_desktop.services.imports.found.reading import parts_in

            what, data = tr("กำลังอ่าน {file}", file=source.name), self.session.data
            self._read(
                what,
                lambda progress: parts_in([source], data, WorkProgress(progress)),
                self._take_parts,
            )

    def _take_parts(self, parts: "Sequence[Part]") -> None:
        """Compares the only list of the file; hands several over to the list of parts."""
        from ita_desktop.services.imports.found.find import single_kind

        kind = single_kind(parts, self.session.year)
        if not kind and self.on_several is None:
            kind = next((part.kind for part in parts if part.kind), "")
        if kind and self.source is not None:
            # What is in no list of the file is reported with it.
            of_kind = next(part.source.remarks for part in parts if part.kind == kind)
            self.source = replace(self.source, remarks=of_kind)
            self.kind = kind
            self.kinds.setCurrentIndex(self.kinds.findData(self.kind))
            self._compare()
        elif self.on_several is not None and any(part.kind for part in parts):
            self.close_kept()
            self.on_several(parts)
        elif self.source is not None:
            self._fail(
                tr(
                    "ไม่พบหัวตารางที่รู้จักใน {file} · เลือกว่าจะนำเข้าเป็นอะไร แล้วดูหัวคอลัมน์ที่ต้องมี",
                    file=self.source.name,
                )
            )

    def _compare(self) -> None:
        from ita_desktop.exchange.kinds.registry import KIND_TITLES

        source, year, kind = self.source, self.session.year, self.kind
        if source is None:
            return
        self.trouble.hide()
        title = tr(KIND_TITLES[kind])
        self.set_title(tr("ตรวจก่อนนำเข้า{title}", title=title), source.name)
        planned = self.planner(source)

        self._read(
            tr("กำลังเทียบกับข้อมูลปี {year}", year=year),
            lambda progress: compared(planned(WorkProgress(progress)), source),
            lambda found: self._show_plan(*found),
        )

    def planner(self, source: "ImportSource") -> "Callable[[WorkProgress], ImportPlan]":
        """Returns the work that compares the source with the year, for another thread."""
        from ita_desktop.exchange.kinds.registry import kind_named
        from ita_desktop.services.imports.importing import plan_source

        workspace, year, kind = self.session.workspace, self.session.year, self.kind
        answers = dict(self._answers)
        return lambda progress: plan_source(
            workspace,
            None,
            kind,
            source,
            shown=year,
            replace=kind_named(kind).lists_whole_year and not source.pasted,
            work_progress=progress,
            answers=answers,
        ).without_removals()

    def _choose_kind(self) -> None:
        self.kind = str(self.kinds.currentData())
        self._compare()

    def _choose_other(self) -> None:
        path = ask_file(self.session, self)
        if path is not None:
            self.trouble.hide()
            self.read_file(path)

    # -- content

    def _show_plan(
        self,
        plan: "ImportPlan",
        rows: "list[PreviewRow]",
        unread: "list[LeftRow]",
        missing: "list[LeftRow]",
    ) -> None:
        self.plan, self._unread, self._missing = plan, unread, missing
        self.trouble.hide()
        title = tr("ตรวจก่อนนำเข้า{title}", title=tr(plan.title))
        self.set_title(title, source_words(plan, self.session.year))
        self.withdraw_notes()
        self.set_remark(tr("ไม่เลือก “เอาออก” ไว้ให้ก่อน · เลิกทำได้ภายหลัง"))
        rows = [replace(row, ticked=self._ticks.get(row_identity(row), row.ticked)) for row in rows]
        rows = with_pictures(rows, plan, self.source, self.table)
        self.show_rows(heads_of(plan, rows), rows, group_by=plan.grouped_by or BODY)
        self._show_first(plan)
        if self.source is not None:
            for message in messages_of(plan, len(unread), len(missing)):
                self.note(message)

    def _show_first(self, plan: "ImportPlan") -> None:
        """Shows the first list: unanswered questions, else the list shown before the file was
        compared again, else the changes."""
        shown = {filter_.key: filter_.count for filter_ in self.filters()}
        first = ALL
        if plan.skipped and not plan.changes:
            first = SKIPPED
        elif plan.flaws and not plan.changes:
            first = UNREAD
        if any(each.answer is None and each.about in ASKED_FIRST for each in plan.questions):
            first = ASKED
        if shown.get(self._shown_list):
            first = self._shown_list
        self.set_filters(self.filters(), first)
        self.show_only(first)
        self._table_of(first).setFocus()

    def _table_of(self, key: str) -> PreviewTable:
        own = {ASKED: self.asked, MAPPED: self.mapped, MISSING: self.missing}
        return own.get(key, self.left if key in LISTED else self.table)

    def filters(self) -> list[ChangeFilter]:
        """Returns the chips: differences, and the lists of what is not taken or to be asked."""
        chips = super().filters()
        if self.plan is None:
            return chips
        return [*chips, *lists_of(self.plan, len(self._unread), len(self._missing))]

    def show_only(self, key: str) -> None:
        plan, source = self.plan, self.source
        listed = LISTED.get(key)
        self._shown_list = key
        self._show_table(self._table_of(key))
        if key == ASKED and plan is not None:
            self.asked.sheet.set_rows(question_rows(plan), flash=False)
        elif key == MAPPED:
            self.mapped.read(source, self.kind, self.session.data)
        elif key == MISSING:
            self.missing.read(source, self.kind, self.session.data, self._missing)
        elif listed is not None and plan is not None and source is not None:
            rows: list[LeftRow] = listed(plan, source)
            self.left.sheet.set_columns(left_columns(typed=key in TYPED_IN))
            self.left.sheet.set_rows(rows, flash=False)
        else:
            super().show_only(key)

    @property
    def _tables(self) -> tuple[PreviewTable, ...]:
        return (self.table, self.left, self.asked, self.mapped, self.missing)

    def _show_table(self, table: PreviewTable) -> None:
        for preview_table in self._tables:
            preview_table.setVisible(preview_table is table)

    # -- columns, answers and corrections

    def _take_source(self, source: "ImportSource") -> None:
        """Takes the source with columns read as other fields, or with texts put into fields, and
        compares it again."""
        self.source = source
        self._shown_list = self._shown_list or MAPPED
        self._compare_again()

    def _take_answers(self, edit: Edit) -> None:
        """Stores answers on unknown names, and compares the file again."""
        self._answers |= {change.row: answer_of(change.value) for change in edit.changes}
        self._compare_again()

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
        self._compare_again()

    def _compare_again(self) -> None:
        """Compares the corrected file; check states are kept."""
        self._ticks = {row_identity(row): row.ticked for row in self.rows}
        self._compare()

    def _go_to_warned(self, key: str) -> None:
        """Shows the row of a warning in its list (ไปที่แถว), or ticks the rows that a message is
        about."""
        plan = self.plan
        if plan is None:
            return
        if key.startswith(TICK_ROWS):
            self.tick(frozenset(key.removeprefix(TICK_ROWS).split()))
            self._note.withdraw(key)
            return
        if key in {SKIPPED, UNREAD, ASKED, MAPPED, MISSING}:
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
        plan, session = self.plan, self.session
        if plan is None or self.work.is_going or not self.ticked:
            return
        from ita_desktop.services.imports.importing import apply_import

        chosen = plan.accept(map(int, self.ticked))
        workspace = session.workspace
        self.work.begin(
            tr("กำลังนำเข้า"),
            lambda progress: apply_import(workspace, chosen, progress),
            self._show_done,
            lambda problem: self.note(Message(MessageKind.BAD, problem)),
            stopped=lambda: self.note(Message(MessageKind.INFO, tr(STOPPED))),
            decided=True,
            may_stop=True,
        )
        self.kinds.setEnabled(False)

    def _show_done(self, result: "ImportResult") -> None:
        from ita_desktop.services.tracking.unit_changes import changes_of_years_in_words

        session = self.session
        counted = changes_of_years_in_words([result.plan.base], session.workspace)
        done = [done_words(result.plan, session.year), in_language(counted)]
        place = place_of([result.plan], session.year)
        session.imported.emit(" · ".join(filter(None, done)), place)
        if result.backup_problem is not None:
            session.failed.emit(sentence(result.backup_problem))
        super().accept()

    def close_kept(self) -> None:
        """Closes without storing anything: what was decided or read is kept elsewhere."""
        PreviewSheet.accept(self)

    def _leave(self) -> None:
        self.deleteLater()
        self._over.activateWindow()

    def _check(self) -> None:
        """Updates what can be selected and accepted after any work."""
        self.kinds.setEnabled(True)
        if self.plan is not None:
            self.set_count(len(self.ticked))

    def _fail(self, problem: str) -> None:
        self.plan = None
        self.withdraw_notes()
        self.set_remark("")
        self.set_accept(tr("รับ"), blocked=problem)
        self.set_filters([], ALL)
        for table in self._tables:
            table.hide()
        self.trouble.show_problem(problem, other=self.source is None or not self.source.pasted)
        if self.mapped.read(self.source, self.kind, self.session.data) and self.mapped.missing:
            self._show_mapping()

    def _show_mapping(self) -> None:
        """Shows the columns of a table whose headings are not known, to say what they are."""
        self._show_table(self.mapped)
        self.mapped.setFocus()
        missing = " · ".join(self.mapped.missing)
        words = tr("เลือกว่าคอลัมน์ใดคืออะไร ยังขาด {missing}", missing=missing)
        self.note(Message(MessageKind.WARNING, words))
