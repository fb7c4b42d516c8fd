"""What was found in one or more files or folders, or was pasted: the one way to import it.

A list shows each part with its kind and year, and has one button; another list what is stored
nowhere, of all parts and outside them. The preview of a part, with its rows, red cells and
questions, decides and stores nothing yet.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.i18n import capital, in_language, sentence, tr, translated
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.previews import missing
from ita_desktop.ui.dialogs.previews.imports import STOPPED, ImportDialog
from ita_desktop.ui.dialogs.previews.lists import (
    KIND,
    TICK,
    YEAR,
    FoundRow,
    LeftRow,
    found_columns,
    found_rows,
    waits,
)
from ita_desktop.ui.dialogs.previews.messages import imported_place, untaken_words
from ita_desktop.ui.dialogs.previews.sheet import PreviewTable
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.loading.asked import ComingDialog
from ita_desktop.ui.loading.pages import let_paint
from ita_desktop.ui.outside import open_saved
from ita_desktop.ui.saving.places import ask_files, ask_folder
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.editing.clipboard import CopiedCells
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.widgets.button import Button, MoreButton
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork
from ita_desktop.ui.widgets.status import Message, MessageKind, MessageLine

if TYPE_CHECKING:
    from ita_desktop.domain.errors import InputError, WorkspaceError
    from ita_desktop.exchange.source import ImportSource
    from ita_desktop.services.imports.found.part import Part
    from ita_desktop.services.imports.found.planned_years import PlannedYears
    from ita_desktop.services.imports.found.reading import FoundParts
    from ita_desktop.services.imports.found.series import ImportSeries
    from ita_desktop.services.imports.ledger.entries import LeftText
    from ita_desktop.services.imports.plan import ImportPlan

_MOST_NAMES: Final = 3


def open_found(
    session: Session, window: QWidget, paths: Sequence[Path], kind: str = ""
) -> "FoundDialog":
    """Opens the list on files and folders, of which a person says that they are of a ``kind``, and
    reads them."""
    dialog = FoundDialog(session, window)
    dialog.open()
    dialog.read(paths, kind)
    return dialog


class FoundTable(PreviewTable):
    """The list of parts. Enter opens the list of a cell, or the preview of the part."""

    requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        if is_enter(event.key()) and at.isValid():
            if at.column() > 0 and self.sheet.may_edit(at.row(), at.column()):
                self.edit_current()
            elif at.column() > 0:
                self.requested.emit()
            else:
                self.accept_requested.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        under = self.indexAt(event.position().toPoint())
        if under.isValid() and not self.sheet.may_edit(under.row(), under.column()):
            self.requested.emit()
            event.accept()
        else:
            super().mouseDoubleClickEvent(event)


class FoundDialog(Sheet):
    """What was found. Files are read, planned and stored in another thread; Esc stops reading."""

    about = "found"

    planned = Signal(object)
    """Carries the series, planned again."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._over = window
        self.parts: tuple[Part, ...] = ()
        self.left: tuple[InputError, ...] = ()
        self.series: ImportSeries | None = None
        self.table = FoundTable(found_columns())
        self.table.setAccessibleName(tr("รายการที่พบในไฟล์"))
        self.table.on_edit = self._take
        self.table.accept_requested.connect(self.ui.accept.click)
        self.table.requested.connect(self.open_current)
        self.table.current_changed.connect(lambda _row: self._show_may_open())
        self.body.addWidget(self.table, 1)
        self.look = Button(tr("ดูรายการนี้…"), self)
        self.look.clicked.connect(self.open_current)
        self.ui.sourceRow.setStretchFactor(self.ui.source, 1)
        self.ui.sourceRow.addWidget(self.look)
        self.left_button = Button(tr("ดูสิ่งที่ไม่ได้เก็บ…"), self)
        self.left_button.clicked.connect(self.open_left)
        self.left_button.hide()
        self.ui.sourceRow.addWidget(self.left_button)
        self.more = MoreButton(lambda menu: menu.addAction(tr("เลือกโฟลเดอร์…"), self.choose_folder))
        self.ui.sourceRow.addWidget(self.more)
        self._note = MessageLine(self)
        self._note.acted.connect(lambda _key: self.open_left())
        self.notes.addWidget(self._note)
        self.work = SheetWork(self, self._check, session)
        self.finished.connect(self._leave)
        self.set_title(tr("ตรวจก่อนนำเข้า"))
        self.set_accept(tr("รับทั้งหมด"), blocked=tr("กำลังอ่านไฟล์"))
        self._show_may_open()

    # -- reading and planning

    def read(self, paths: Sequence[Path], kind: str = "") -> None:
        """Reads files and folders, and plans what is in them."""
        from ita_desktop.services.imports.by_hand import not_remembered
        from ita_desktop.services.imports.found.reading import find_in

        data = self._session.data
        given = not_remembered(data, self._session.given_columns)
        names = " · ".join(path.name for path in paths[:_MOST_NAMES])
        self.set_title(tr("ตรวจก่อนนำเข้า"), names)
        self.work.abandon()
        self.work.begin(
            tr("กำลังอ่าน {file}", file=names),
            lambda progress: find_in(paths, data, WorkProgress(progress), kind, given),
            lambda found: self.take(found.parts, found.left),
            self._fail,
            stopped=lambda: self._fail(tr(STOPPED)),
        )

    def choose_folder(self) -> None:
        """Reads the files of a folder instead."""
        paths = ask_folder(self._session, self)
        if paths and not self.work.is_decided:
            self.read(paths)

    def take(self, parts: "Sequence[Part]", left: "Sequence[InputError]" = ()) -> None:
        """Plans these parts, and shows them with the files that were ``left``."""
        self.parts, self.left = tuple(parts), tuple(left)
        self._plan()

    def _plan(self) -> None:
        from ita_desktop.services.imports.found.series import ImportSeries, plan_parts

        workspace, year, parts = self._session.workspace, self._session.year, self.parts

        def plan(progress: Progress) -> ImportSeries:
            series = plan_parts(workspace, parts, shown=year, work_progress=WorkProgress(progress))
            _ = series.left  # worked out here, not in the window's thread
            return series

        self.work.abandon()
        self.work.begin(
            tr("กำลังเทียบกับข้อมูลปี {year}", year=year),
            plan,
            self._show,
            self._fail,
            stopped=lambda: self._fail(tr(STOPPED)),
        )

    def _show(self, series: "ImportSeries") -> None:
        """Shows the planned parts."""
        self.series = series
        self.planned.emit(series)
        files = dict.fromkeys(planned.part.source.name for planned in series.parts)
        count = sum(not planned.part.is_text for planned in series.parts)
        title = tr("พบ {count} อย่างในไฟล์นี้", count=count)
        if all(planned.part.source.pasted for planned in series.parts):
            title = tr("พบ {count} อย่างในสิ่งที่วาง", count=count)
        elif len(files) > 1:
            title = tr("พบ {count} อย่างใน {files} ไฟล์", count=count, files=len(files))
        names = list(files)
        source = " · ".join(names[:_MOST_NAMES])
        if len(names) > _MOST_NAMES:
            source = tr("{names} และอีก {count} ไฟล์", names=source, count=len(names) - _MOST_NAMES)
        self.set_title(title, source)
        rows = found_rows(series.parts, self.left, self._session.years)
        shown = {row.id: at for at, row in enumerate(self.table.sheet.all_rows())}
        rows.sort(key=lambda row: shown.get(row.id, len(shown)))  # none moves under the mouse
        self.table.sheet.set_rows(rows, flash=False)
        self.left_button.setVisible(bool(series.left))
        self._tell_left(series)
        kept = tr("ไม่เลือก “เอาออก” ไว้ให้ก่อน · เลิกทำได้ในครั้งเดียว")
        removes = any(each.plan.leaves_removals for each in series.parts if each.plan is not None)
        self.set_remark(kept if removes else tr("เลิกทำได้ในครั้งเดียว"))
        if rows and not shown:
            self.table.go_to(rows[0].id)
            self.table.setFocus()
        self._check()

    def _tell_left(self, series: "ImportSeries") -> None:
        """Tells how much of the files nothing took."""
        self._note.withdraw(missing.MISSING)
        if left := sum(not each.why for each in series.left):
            words = tr("มี {count} แห่งในไฟล์ที่ไม่ได้เก็บไว้ที่ใด", count=left)
            message = Message(MessageKind.WARNING, words, tr("ดูรายการ"), key=missing.MISSING)
            self._note.display(message)

    # -- deciding

    def _take(self, edit: Edit) -> None:
        """Takes check marks, kinds and years, and plans again."""
        parts = {str(part.key): part for part in self.parts}
        for change in edit.changes:
            part = parts[change.row]
            if change.key == TICK:
                part = replace(part, is_taken=bool(change.value))
                plan = self.series.parts[part.key].plan if self.series is not None else None
                if part.is_taken and plan is not None and plan.awaits_year:
                    part = replace(part, asked_year=plan.base.year)
                elif (
                    part.is_taken
                    and waits(plan)
                    and len(edit.changes) == 1
                    and not part.source.form  # what is not taken of it waits at its unit
                ):
                    self.open_current()  # it is there that the yes is given
                    return
            elif change.key == KIND:
                part = replace(
                    part,
                    kind=str(change.value),
                    is_taken=True,
                    answers={},
                    is_decided=False,
                    left_out=frozenset(),
                    others=(),
                    doubts=() if not part.kind else part.doubts,
                )
            elif change.key == YEAR:
                part = replace(part, asked_year=int(str(change.value)))
                part = replace(part, is_decided=False, left_out=frozenset())
            parts[change.row] = part
        self.parts = tuple(parts.values())
        self._plan()

    def open_current(self) -> None:
        """Opens the preview of the current part."""
        row, series = self._current(), self.series
        if row is None or not row.may_open or series is None or self.work.is_going:
            return
        dialog = PartDialog(self._session, self.parts[row.key], series, self)
        dialog.decided.connect(self._take_decided)
        dialog.open()

    def open_left(self) -> None:
        """Opens the list of what of the files is stored nowhere, with the plans as they are."""
        if self.series is not None and not self.work.is_going:
            shown = LeftDialog(self._session, self.series, self.ui.source.text(), self)
            shown.table.placed.connect(self._take_source)
            self.planned.connect(shown.read)
            shown.open()
            self._tell_left(self.series)

    def _take_source(self, at: int, source: "ImportSource") -> None:
        """Takes the source of the part of this index with a text in one of its cells."""
        self._take_decided(replace(self.parts[at], source=source))

    def _take_decided(self, part: "Part") -> None:
        self.parts = tuple(part if each.key == part.key else each for each in self.parts)
        self._plan()

    def _current(self) -> FoundRow | None:
        row = self.table.current_row()
        return row if isinstance(row, FoundRow) else None

    def _show_may_open(self) -> None:
        row = self._current()
        blocked = "" if row is not None and row.may_open else tr("เลือกก่อนว่าเป็นรายการใด")
        self.look.block(blocked)

    # -- storing

    def accept(self) -> None:
        """Stores all checked parts as one unit of work; then closes."""
        series, workspace = self.series, self._session.workspace
        if series is None or self.work.is_going or not series.taken:
            return
        from ita_desktop.services.imports.found.series import apply_series

        self.work.begin(
            tr("กำลังนำเข้า"),
            lambda progress: apply_series(workspace, series, progress),
            self._show_done,
            lambda problem: self._show_words(MessageKind.BAD, problem),
            stopped=lambda: self._show_words(MessageKind.INFO, tr(STOPPED)),
            decided=True,
            may_stop=True,
        )

    def _other_years(self, years: set[int]) -> Iterator[str]:
        """Yields where rows went that are not in the year that is shown, and how to start that from
        them."""
        from ita_desktop.services.years.carrying import is_empty

        shown = self._session.year
        others = sorted(years - {shown})
        if others:
            yield tr("ลงในปี {years}", years=" ".join(map(str, others)))
        if others and others[-1] < shown and is_empty(self._session.data):
            yield tr("เริ่มปี {year} จากข้อมูลนั้นด้วย “ปีงบประมาณใหม่…”", year=shown)

    def _show_done(self, problem: "WorkspaceError | None") -> None:
        from ita_desktop.services.several_units import changes_of_years_in_words

        series = self.series
        plans = [part.plan for part in series.taken if part.plan] if series is not None else []
        done = tr(
            "นำเข้า {parts} อย่างแล้ว · เพิ่ม {added} เปลี่ยน {changed}",
            parts=len(plans),
            added=sum(plan.added for plan in plans),
            changed=sum(plan.changed for plan in plans),
        )
        if removed := sum(plan.removed for plan in plans):
            done = f"{done} {tr('เอาออก {count} รายการ', count=removed)}"
        before = series.before if series is not None else ()
        counted = in_language(changes_of_years_in_words(before, self._session.workspace))
        others = self._other_years({plan.base.year for plan in plans})
        place = imported_place(plans, self._session.year)
        words = filter(None, (done, untaken_words(plans), *others, counted))
        self._session.imported.emit(" · ".join(words), place)
        if problem is not None:
            self._session.failed.emit(sentence(problem))
        super().accept()

    def _leave(self) -> None:
        self.deleteLater()
        self._over.activateWindow()

    def _check(self) -> None:
        """Updates what can be accepted after any work."""
        self._show_may_open()
        if self.series is None:
            return
        count = len(self.series.taken)
        blocked = "" if count else tr("ไม่มีอะไรต้องนำเข้า")
        self.set_accept(tr("รับทั้งหมด {count} อย่าง", count=count), blocked=blocked)

    def _fail(self, problem: str) -> None:
        if self.series is None:
            self.set_accept(tr("รับทั้งหมด"), blocked=problem)
        self._show_words(MessageKind.BAD, problem)

    def _show_words(self, kind: MessageKind, text: str) -> None:
        self._note.display(Message(kind, text))


def import_files(
    session: Session, window: QWidget, paths: Sequence[Path] | None = None, kind: str = ""
) -> ImportDialog | None:
    """Asks for one or more files (unless ``paths`` are given: files or folders), and opens the
    preview of a single list, or the list of what is in them. ``kind`` is the kind of list of the
    page that asks. Returns the preview of a single file."""
    chosen = ask_files(session, window) if paths is None else list(paths)
    if len(chosen) == 1 and not chosen[0].is_dir():
        dialog = _preview(session, kind, window)
        dialog.read_files(chosen)
        return dialog
    if chosen:
        open_found(session, window, chosen, kind)
    return None


def import_pasted(
    session: Session, kind: str, copied: CopiedCells, window: QWidget
) -> ImportDialog:
    """Opens the preview of a list that was pasted into one of ``kind``, empty where none is kept;
    nobody has named the kind of one that is another list."""
    from ita_desktop.services.imports.pasted import list_kind

    is_named = kind and list_kind(kind, copied.cells, session.data) == kind
    dialog = _preview(session, kind if is_named else "", window)
    dialog.read_pasted(copied)
    return dialog


def _preview(session: Session, kind: str, window: QWidget) -> ImportDialog:
    dialog = ImportDialog(session, kind, window)
    dialog.several.connect(lambda found: _open_parts(session, window, found))
    # Made and shown in one go, it would hold the window up for too long.
    coming = ComingDialog.expect()
    let_paint()
    coming.arrive_soon()
    dialog.open()
    return dialog


def _open_parts(session: Session, window: QWidget, found: "FoundParts") -> None:
    dialog = FoundDialog(session, window)
    dialog.open()
    dialog.take(found.parts, found.left)


class PartDialog(ImportDialog):
    """The preview of a part. Accepting it keeps what was decided for the list of parts."""

    decided = Signal(object)
    """Carries the part as decided."""

    def __init__(
        self,
        session: Session,
        part: "Part",
        series: "ImportSeries",
        window: QWidget,
    ) -> None:
        """The part is one of the ``series``."""
        super().__init__(session, part.kind, window)
        self._series = series
        self._answers |= part.answers
        self.set_accept(tr("ใช้ตามนี้"))
        self._take_part(part)

    def years(self) -> "PlannedYears":
        """Returns the years as the parts before this one leave them."""
        from ita_desktop.services.imports.found.series import years_before

        assert self.part is not None
        return years_before(self.session.workspace, self._series, self.part.key)

    def planner(self, part: "Part") -> "Callable[[WorkProgress], ImportPlan]":
        """Returns the work that compares the part; of one that is not believed no row is ticked."""
        from ita_desktop.services.imports.found.series import waiting

        planned = super().planner(part)
        return lambda progress: waiting(planned(progress), part)

    def left_by(self, source: "ImportSource", plan: "ImportPlan") -> "tuple[LeftText, ...]":
        """Returns what this part leaves, and no other part takes."""
        assert self.part is not None
        return self._series.left_by(self.part.key, source, plan)

    def set_count(self, count: int) -> None:
        """Sets the number of checked rows on the button; none is a decision, too."""
        self.set_accept(tr("ใช้ {count} รายการนี้", count=count) if count else tr("ไม่ใช้รายการใด"))

    def accept(self) -> None:
        """Keeps what was decided; then closes."""
        from ita_desktop.services.imports.found.part import change_key

        plan = self.plan
        if plan is None or self.part is None or self.source is None or self.work.is_going:
            return
        ticked = {int(key) for key in self.ticked}
        part = replace(
            self.part,
            source=self.source,
            answers=dict(self._answers),
            is_taken=True,
            is_decided=True,
            left_out=frozenset(
                change_key(change) for change in plan.changes if change.key not in ticked
            ),
        )
        self.decided.emit(part)
        self.close_kept()


class LeftDialog(Sheet):
    """Shows the entries, those that nothing took first; they can be copied, saved, and put into
    fields of the parts."""

    about = "left"

    def __init__(
        self, session: Session, series: "ImportSeries", source: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._source = session, source
        self.table = missing.MissingTable(why=True)
        self.table.setAccessibleName(tr("สิ่งที่ไม่ได้เก็บจากไฟล์"))
        self.body.addWidget(self.table, 1)
        self.bar = missing.ListBar(session, self)
        self.body.addWidget(self.bar)
        self.note = MessageLine(self)
        self.notes.addWidget(self.note)
        self.bar.told.connect(self.note.display)
        self.note.acted.connect(self._act)
        self.set_title(self.table.accessibleName(), source)
        self.accept_button.hide()
        self.cancel_button.setText(tr("ปิด"))
        self.read(series)
        if rows := self.table.sheet.all_rows():
            self.table.go_to(rows[0].id)
        self.table.setFocus()
        self.finished.connect(self.deleteLater)

    def _act(self, key: str) -> None:
        if not open_saved(key, self._session.failed.emit):
            self.table.take_back()

    def read(self, series: "ImportSeries") -> None:
        """Shows what the parts of a series leave."""
        left = series.left
        lists = [(planned.part.kind, planned.part.source) for planned in series.parts]
        self.table.read(lists, self._session.data, left_rows(left))
        self.note.withdraw(missing.TAKE_BACK)
        for message in self.table.told([(each.part.source, each.plan) for each in series.parts]):
            self.note.display(message)
        self.bar.show_for(self.table, self._source)
        known = sum(bool(each.why) for each in left)
        words = (
            tr("{count} แห่งที่ไม่ได้เก็บไว้ที่ใด", count=unknown) if (unknown := len(left) - known) else "",
            tr("{count} แห่งที่มีเหตุผล", count=known) if known else "",
        )
        self.set_remark(" · ".join(filter(None, words)))


def left_rows(left: "Sequence[LeftText]") -> list[LeftRow]:
    """Returns the entries, those that nothing took first."""
    unknown = tr("ไม่ได้เก็บไว้ที่ใด")
    left = sorted(left, key=lambda each: bool(each.why))
    return [
        LeftRow(
            key,
            missing.place_in_file(each),
            each.text,
            capital(translated(each.why or each.note)) or unknown,
            of=each.cell,
            left=each,
        )
        for key, each in zip(missing.left_ids(left), left, strict=True)
    ]
