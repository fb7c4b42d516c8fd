"""The import's dialog: reads a file, shows what it would change, and takes what is accepted."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from ita_desktop.i18n import sentence, tr
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.dialogs import import_left
from ita_desktop.ui.dialogs.import_left import LeftRow, left_columns, row_id, said
from ita_desktop.ui.dialogs.import_rows import BODY, PreviewRow, rows_of_plan
from ita_desktop.ui.dialogs.import_trouble import Trouble
from ita_desktop.ui.dialogs.preview_sheet import ALL, PreviewSheet, PreviewTable
from ita_desktop.ui.frame.import_sheet import Filter
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.clipboard import Copied
from ita_desktop.ui.theme.tokens import Text, Tone
from ita_desktop.ui.widgets.choice import Choice
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.message import Message, Tidings
from ita_desktop.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from ita_desktop.services.import_plan import ImportPlan
    from ita_desktop.services.import_source import ImportSource
    from ita_desktop.services.importing import ImportResult

SAME, SKIPPED, CHECK, ASIDE = "same", "skipped", "check", "aside"
_LISTED = {
    SAME: import_left.same_rows,
    SKIPPED: import_left.skipped_rows,
    CHECK: import_left.warned_rows,
    ASIDE: import_left.rows_aside,
}
FOLDER = "import.folder"
_MOST_WARNINGS = 30


def import_from_file(
    session: Session, kind: str, window: QWidget, path: Path | None = None
) -> "ImportDialog | None":
    """Asks for a file (unless ``path`` is given) and opens the dialog on it. ``kind`` is what the
    file lists; empty: its headings tell. None where no file was chosen."""
    chosen = path or _ask(session, window)
    if chosen is None:
        return None
    dialog = ImportDialog(session, kind, window)
    dialog.open()
    dialog.read_file(chosen)
    return dialog


def import_pasted(session: Session, kind: str, copied: Copied, window: QWidget) -> "ImportDialog":
    """Opens the dialog on a pasted table that is a list of ``kind``."""
    from ita_desktop.services.import_source import is_headed, read_pasted, unheaded

    dialog = ImportDialog(session, kind, window)
    dialog.open()
    cells = copied.spread()
    columns = {} if is_headed(kind, cells) else unheaded(kind, cells, session.data)
    name = tr("ตารางที่วาง")
    dialog.take(read_pasted(cells, name, merged=copied.merged, columns=columns))
    return dialog


def _ask(session: Session, window: QWidget) -> Path | None:
    start = session.settings.get(FOLDER)
    folder = Path(start) if isinstance(start, str) else Path.home()
    if session.workspace.path is not None and not isinstance(start, str):
        folder = session.workspace.path.parent
    name, _ = QFileDialog.getOpenFileName(
        window,
        tr("เลือกไฟล์ที่จะนำเข้า"),
        str(folder),
        tr("ตาราง Excel CSV หรือรายงานผล") + " (*.xlsx *.xlsm *.csv *.txt *.tsv *.pdf *.json)",
    )
    if not name:
        return None
    session.settings.set(FOLDER, str(Path(name).parent))
    return Path(name)


class ImportDialog(PreviewSheet):
    """One import. Reading and writing happen in another thread; Esc stops the reading."""

    about = "import"

    def __init__(self, session: Session, kind: str, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._over = window
        self._kind = kind
        self._job: Job | None = None
        self._writing = False
        self.source: ImportSource | None = None
        self.plan: ImportPlan | None = None
        self.left = PreviewTable(left_columns())
        self.left.setAccessibleName(tr("แถวที่ไม่นำเข้า"))
        self.left.accept_wanted.connect(self.ui.accept.click)
        self.left.hide()
        self.trouble = Trouble(self)
        self.trouble.other_wanted.connect(self._choose_other)
        self.form.table.addWidget(self.left, 1)
        self.form.table.addWidget(self.trouble, 1)
        self.progress = ProgressLine(self)
        self.progress.stopped.connect(self._stop_reading)
        self.notes.addWidget(self.progress)
        self._add_kinds()
        self.row_requested.connect(self._go_to_warned)
        self.finished.connect(self._leave)
        self.set_title(tr("ตรวจก่อนนำเข้า"))
        self.set_accept(tr("รับ"), blocked=tr("กำลังอ่านไฟล์"))

    def _add_kinds(self) -> None:
        from ita_desktop.services.import_source import kind_titles

        self.kinds = Choice(self)
        self.kinds.setAccessibleName(tr("นำเข้าเป็น"))
        for name, title in kind_titles().items():
            self.kinds.addItem(tr(title), name)
        self.kinds.setCurrentIndex(self.kinds.findData(self._kind))
        self.kinds.activated.connect(self._choose_kind)
        label = ThaiLabel(tr("นำเข้าเป็น"), self, style=Text.LABEL, tone=Tone.TEXT2)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.form.chips.addWidget(label)
        self.form.chips.addWidget(self.kinds)

    # -- reading

    def read_file(self, path: Path) -> None:
        """Reads a file and compares it with the year."""
        from ita_desktop.services.import_source import read_file

        self.set_title(tr("ตรวจก่อนนำเข้า"), path.name)
        reports = self._kind in {"", "results"}
        self._work(
            tr("กำลังอ่าน {file}", file=path.name),
            lambda progress: read_file(path, progress, reports=reports),
            self.take,
        )

    def take(self, source: "ImportSource") -> None:
        """Compares what was read with the year, as the kind that was asked for or that its
        headings tell."""
        self.source = source
        if self._kind:
            self._compare()
        else:
            what = tr("กำลังอ่าน {file}", file=source.name)
            self._work(what, lambda _progress: source.kinds(), self._take_kinds)

    def _take_kinds(self, found: Sequence[str]) -> None:
        if found:
            self._kind = found[0]
            self.kinds.setCurrentIndex(self.kinds.findData(self._kind))
            self._compare()
        elif self.source is not None:
            self._fail(
                tr(
                    "ไม่พบหัวตารางที่รู้จักใน {file} · เลือกว่าจะนำเข้าเป็นอะไร แล้วดูหัวคอลัมน์ที่ต้องมี",
                    file=self.source.name,
                )
            )

    def _compare(self) -> None:
        from ita_desktop.services.import_source import kind_titles

        source, session, kind = self.source, self._session, self._kind
        if source is None:
            return
        self.trouble.hide()
        title = tr(kind_titles()[kind])
        self.set_title(tr("ตรวจก่อนนำเข้า{title}", title=title), source.name)
        workspace, year = session.workspace, session.year

        def compare(progress: Progress) -> "tuple[ImportPlan, list[PreviewRow]]":
            plan = source.plan(workspace, year, kind, progress)
            return plan, rows_of_plan(plan, plan.accepted)

        self._work(
            tr("กำลังเทียบกับข้อมูลปี {year}", year=year),
            compare,
            lambda found: self._show_plan(*found),
        )

    def _choose_kind(self) -> None:
        self._kind = str(self.kinds.currentData())
        self._compare()

    def _choose_other(self) -> None:
        path = _ask(self._session, self)
        if path is not None:
            self.trouble.hide()
            self.read_file(path)

    # -- showing

    def _show_plan(self, plan: "ImportPlan", rows: "list[PreviewRow]") -> None:
        self.plan = plan
        self.trouble.hide()
        self._tell_source(plan)
        self.withdraw_notes()
        self.set_remark(tr("ไม่เลือก “เอาออก” ไว้ให้ก่อน · เลิกทำได้ภายหลัง"))
        self.show_rows(plan.headings, rows, group_by=plan.grouped_by or BODY)
        only_skipped = bool(plan.skipped) and not plan.changes
        first = SKIPPED if only_skipped else ALL
        self.set_filters(self.filters(), first)
        self.show_only(first)
        for remark in reversed(plan.warnings[:_MOST_WARNINGS]):
            where = row_id(remark.origin) if remark.origin is not None else ""
            action = tr("ไปที่แถว") if where else ""
            self.note(Message(Tidings.WARNING, said(remark), action, key=where))
        if plan.skipped:
            self.note(
                Message(
                    Tidings.WARNING,
                    tr("นำเข้าไม่ได้ {count} แถว ดูเหตุผลได้ที่ “ข้ามไป”", count=len(plan.skipped)),
                    "" if only_skipped else tr("ดูแถว"),
                    key=SKIPPED,
                )
            )
        elif plan.says_nothing_new:
            self.note(Message(Tidings.INFO, tr("ทุกแถวตรงกับที่มีอยู่แล้ว ไม่มีอะไรต้องนำเข้า")))
        elif not plan.changes:
            self.note(
                Message(
                    Tidings.WARNING,
                    tr("ส่วนที่อ่านได้ตรงกับที่มีอยู่แล้ว แต่มีบางช่องที่ไม่ได้อ่านหรือต้องตรวจ จึงยังไม่แน่ว่าตรงกันทั้งไฟล์"),
                )
            )
        (self.left if only_skipped else self.table).setFocus()

    def _tell_source(self, plan: "ImportPlan") -> None:
        origins = [origin for one in plan.changes for origin in one.origins]
        origins += [*plan.unchanged, *(one.origin for one in plan.skipped if one.origin)]
        sheets = dict.fromkeys(one.sheet for one in origins if one.sheet and not one.page)
        pages = {one.page for one in origins if one.page}
        parts = [plan.source]
        if plan.base.year != self._session.year:
            parts.append(tr("ลงในปีงบประมาณ {year}", year=plan.base.year))
        parts += [tr("แผ่น “{sheet}”", sheet=sheet) for sheet in sheets]
        if pages:
            parts.append(tr("จาก {count} หน้า", count=len(pages)))
        parts.append(tr("อ่านได้ {count} แถว", count=plan.rows))
        if plan.ignored_columns:
            names = " ".join(plan.ignored_columns)
            parts.append(tr("ไม่ได้อ่านคอลัมน์ {names}", names=names))
        self.set_title(tr("ตรวจก่อนนำเข้า{title}", title=tr(plan.title)), " · ".join(parts))

    def filters(self) -> list[Filter]:
        """The chips: differences, then what is the same, then what is skipped."""
        chips = super().filters()
        plan = self.plan
        if plan is not None:
            chips.append(Filter(SAME, tr("เหมือนเดิม"), len(set(plan.unchanged))))
            if plan.skipped:
                chips.append(Filter(SKIPPED, tr("ข้ามไป"), len(plan.skipped)))
            if plan.aside:
                chips.append(Filter(ASIDE, tr("ไม่ใช่แถวข้อมูล"), len(plan.aside)))
            if len(plan.warnings) > 1:
                chips.append(Filter(CHECK, tr("โปรดตรวจ"), len(plan.warnings)))
        return chips

    def show_only(self, key: str) -> None:
        plan, source = self.plan, self.source
        listed = _LISTED.get(key)
        if listed is not None and plan is not None and source is not None:
            rows: list[LeftRow] = listed(plan, source)
            self.left.sheet.set_rows(rows, flash=False)
            self._show_table(self.left)
            return
        self._show_table(self.table)
        super().show_only(key)

    def _show_table(self, table: PreviewTable) -> None:
        self.table.setVisible(table is self.table)
        self.left.setVisible(table is self.left)

    def _go_to_warned(self, key: str) -> None:
        """ไปที่แถว: the row that a warning is about, in whichever list it stands."""
        plan = self.plan
        if plan is None:
            return
        for change in plan.changes:
            if key in map(row_id, change.origins):
                self.go_to_row(str(change.key))
                return
        same = key in map(row_id, plan.unchanged)
        shown = SAME if same else SKIPPED
        self.set_filters(self.filters(), shown)
        self.show_only(shown)
        self.left.go_to(key)
        self.left.setFocus()

    # -- accepting

    def accept(self) -> None:
        """Writes the ticked rows as one unit of work; the dialog closes when that is done."""
        plan, session = self.plan, self._session
        if plan is None or self._job is not None or not self.ticked:
            return
        from ita_desktop.services.importing import apply_import

        chosen = plan.accept(map(int, self.ticked))
        workspace = session.workspace
        self._writing = True
        self.kinds.setEnabled(False)
        self._work(
            tr("กำลังนำเข้า"),
            lambda progress: apply_import(workspace, chosen, progress),
            self._show_done,
            decided=True,
        )

    def _show_done(self, result: "ImportResult") -> None:
        session, plan = self._session, result.plan
        counts = (
            (tr("เพิ่ม {count} แถว"), plan.added),
            (tr("เปลี่ยน {count} แถว"), plan.changed),
            (tr("เอาออก {count} แถว"), plan.removed),
        )
        done = " ".join(words.format(count=count) for words, count in counts if count)
        told = tr("นำเข้า{title} จาก {source} แล้ว", title=tr(plan.title), source=plan.source)
        if plan.base.year != session.year:
            told = f"{told} · {tr('ลงในปีงบประมาณ {year}', year=plan.base.year)}"
        session.told.emit(f"{told} · {done}", True)
        if result.backup_problem is not None:
            session.failed.emit(sentence(result.backup_problem))
        super().accept()

    def reject(self) -> None:
        """Esc and ยกเลิก: stops the reading first; what is being written is finished."""
        if self._writing:
            return
        self._stop()
        super().reject()

    def _leave(self) -> None:
        self.deleteLater()
        self._over.activateWindow()

    # -- work in another thread

    def _work(
        self,
        what: str,
        work: "Callable[[Progress], object]",
        done: "Callable[..., None]",
        *,
        decided: bool = False,
    ) -> None:
        self._stop()
        self.set_accept(self.ui.accept.text(), blocked=what)
        self.progress.start(what)
        # The job belongs to the session: it may outlive the dialog by a moment.
        job = Job(work, self._session, finishes=decided)
        self._job = job
        job.progressed.connect(lambda at, of, _what: self._tell_progress(job, at, of))
        job.failed.connect(lambda problem: self._end_badly(job, problem))
        job.done.connect(lambda result: self._end_well(job, done, result))
        job.stopped.connect(lambda: self._end_unwritten(job))
        for end in (job.done, job.failed, job.stopped):
            end.connect(job.deleteLater)
        job.start()

    # What comes late from a job that was stopped is of no use; the dialog may be gone by then.

    def _tell_progress(self, job: Job, done: int, of: int) -> None:
        if job is self._job:
            self.progress.advance(done, of)

    def _end_well(self, job: Job, then: "Callable[..., None]", result: object) -> None:
        if job is self._job:
            self._end_work()
            then(result)

    def _end_badly(self, job: Job, problem: str) -> None:
        if job is self._job:
            self._fail(problem)

    def _end_unwritten(self, job: Job) -> None:
        if job is self._job:
            self._end_writing(Message(Tidings.INFO, tr("หยุดแล้ว ยังไม่ได้นำเข้าอะไร")))

    def _end_writing(self, message: Message) -> None:
        """Nothing was written; the rows may be accepted again."""
        self._end_work()
        self.note(message)
        self.set_count(len(self.ticked))

    def _fail(self, problem: str) -> None:
        if self._writing:
            self._end_writing(Message(Tidings.BAD, problem))
            return
        self._end_work()
        self.plan = None
        self.withdraw_notes()
        self.set_remark("")
        self.set_accept(tr("รับ"), blocked=problem)
        self.set_filters([], ALL)
        self.table.hide()
        self.left.hide()
        self.trouble.say(problem, other=self.source is None or not self.source.pasted)

    def _end_work(self) -> None:
        self._job = None
        self._writing = False
        self.kinds.setEnabled(True)
        self.progress.finish()

    def _stop_reading(self) -> None:
        """หยุด: nothing is shown, another file may be chosen; or nothing is written, and the rows
        may be accepted again."""
        job = self._job
        if job is not None:
            job.stop()
            if not self._writing:
                self._fail(tr("หยุดแล้ว ยังไม่ได้นำเข้าอะไร"))

    def _stop(self) -> None:
        if self._job is not None and not self._writing:
            self._job.stop()
            self._end_work()
