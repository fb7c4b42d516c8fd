"""The dialogs for new workspaces and new years: the year, and the choice of its framework, which
may come from the table of a circular: its items with the earlier ones that they continue, to be
accepted or changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QWidget

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files.formats import TABLES
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.exchange.source import ImportSource, read_file
from ita_desktop.i18n import in_language, remark_line, tr
from ita_desktop.services.frameworks.from_table import TableDraft, read_draft
from ita_desktop.services.frameworks.replacing import kept_back
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from ita_desktop.ui.background import Progress
from ita_desktop.ui.dialogs.previews.rows import ADD, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import PreviewSheet
from ita_desktop.ui.forms.ui_new_workspace import Ui_NewWorkspace
from ita_desktop.ui.forms.ui_new_year import Ui_NewYear
from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.theme.tokens import Width
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.field import align_labels
from ita_desktop.ui.widgets.sheet import Sheet, SheetWork
from ita_desktop.ui.widgets.status import Message, MessageKind

OWN, FILE, TABLE = "=own", "=file", "=table"
"""Choices besides the codes of shipped frameworks."""
_OWN_SUFFIXES = (".yaml", ".yml")


class LinksSheet(PreviewSheet):
    """The items of a draft, each with the items that it may continue; those without doubt are
    checked."""

    about = "framework-table"

    def __init__(self, draft: TableDraft, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = len(draft.table.items)
        self.set_title(
            tr("กรอบจากตารางใน {name}", name=name),
            tr("{count} ข้อ · ติ๊กข้อเดิมที่ข้อใหม่แต่ละข้อต่อจาก", count=self._count),
        )
        self.set_remark(
            tr("ส่วนที่ตารางไม่มียกมาจากกรอบ {before} และยังไม่ยืนยัน", before=draft.before.code)
        )
        self._pairs = {
            f"{link.old}>{link.new}": (link.old, link.new) for link in draft.proposals.links
        }
        headings = [tr("ข้อใหม่"), tr("ข้อเดิม"), tr("ความเหมือน"), tr("เหตุผล")]
        rows = [
            PreviewRow(row_id, ADD, ticked, dict(zip(headings, cells, strict=True)))
            for row_id, ticked, *cells in _cells(draft)
        ]
        self.show_rows(headings, rows, group_by=headings[0])
        self.set_filters([], "")
        for key, sentence in _notes(draft):
            self.note(Message(MessageKind.WARNING, sentence, key=key))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The checked links, as (old, new) codes."""
        return tuple(self._pairs[row_id] for row_id in sorted(self.ticked))

    def set_count(self, _count: int) -> None:
        self.set_accept(tr("ใช้กรอบนี้ {count} ข้อ", count=self._count))


class ReplacingSheet(LinksSheet):
    """The items of a table that replaces the draft of an existing year. While something of the
    year has an item that none continues, it cannot be accepted."""

    about = "framework-replacing"

    def __init__(self, draft: TableDraft, name: str, data: YearData, parent: QWidget) -> None:
        self._draft = draft
        self._data = data
        super().__init__(draft, name, parent)
        self.set_remark(tr("ข้อมูลที่กรอกไว้ตามไปยังข้อที่ต่อกัน · ส่วนที่ตารางไม่มีคงเดิม · เลิกทำได้"))

    def set_count(self, count: int) -> None:
        """Sets the button, and names the items that keep it back."""
        super().set_count(count)
        if back := kept_back(self._data, self._draft, self.pairs):
            text = "ข้อ {codes} มีข้อมูลอยู่ แต่ยังไม่มีข้อใหม่ที่ต่อ หรือมีคะแนนแล้วแต่เปลี่ยนรหัส"
            self.set_accept(self.accept_button.text(), blocked=tr(text, codes=" ".join(back)))


@dataclass(frozen=True, slots=True)
class FrameworkTable:
    """A table that was accepted, with the links that were chosen."""

    workspace: Workspace
    source: ImportSource
    before: str
    """The code of the framework that the links lead from."""
    code: str
    pairs: tuple[tuple[str, str], ...]

    def framework(self, year: int, from_year: int) -> Framework:
        """Returns the draft for a year. The chosen links hold for the framework that they lead
        from; for another one those without doubt do. Slow: call it in another thread."""
        draft = read_draft(self.workspace, self.source, year, from_year=from_year)
        is_chosen = draft.before.code == self.before
        return draft.with_links(self.pairs) if is_chosen else draft.framework


def ask_links(
    workspace: Workspace,
    path: Path,
    years: tuple[int, int],
    work: SheetWork,
    sheet: QDialog,
    chosen: Callable[[FrameworkTable], None],
    failed: Callable[[str], None],
) -> None:
    """Reads the table of a file for the first of ``years``, beginning from the framework of the
    second one, and shows it; ``chosen`` is called when it is accepted."""

    def read(progress: Progress) -> tuple[ImportSource, TableDraft]:
        source = read_file(path, "framework-items", WorkProgress(progress))
        return source, read_draft(workspace, source, years[0], from_year=years[1])

    def leave(links: LinksSheet) -> None:
        links.deleteLater()
        sheet.activateWindow()

    def show(found: tuple[ImportSource, TableDraft]) -> None:
        source, draft = found
        # Over the window, which is larger than the dialog; above the dialog all the same.
        links = LinksSheet(draft, path.name, sheet.parentWidget() or sheet)
        links.setWindowModality(Qt.WindowModality.ApplicationModal)

        def accept() -> None:
            code = draft.framework.code
            chosen(FrameworkTable(workspace, source, draft.before.code, code, links.pairs))

        links.accepted.connect(accept)
        links.finished.connect(lambda _result: leave(links))
        # The window may end the dialog below; its choice would then be made for nobody.
        sheet.finished.connect(links.close)
        links.show()

    work.begin(tr("กำลังอ่าน {file}", file=path.name), read, show, failed)


def _cells(draft: TableDraft) -> Iterator[tuple[str, bool, str, str, str, str]]:
    """Yields id, check state and cells of each proposal, item by item, the likeliest first."""
    titles = {item.code: item.title for item in draft.framework.items}
    olds = {item.code: item.title for item in draft.before.items}
    for row in draft.table.items:
        links = [link for link in draft.proposals.links if link.new == row.code]
        for link in sorted(links, key=lambda link: (link.doubtful, -link.score)):
            yield (
                f"{link.old}>{link.new}",
                not link.doubtful,
                f"{link.new} {titles[link.new]}",
                f"{link.old} {olds[link.old]}",
                f"{link.score}%",
                in_language(link.reason),
            )


def _notes(draft: TableDraft) -> Iterator[tuple[str, str]]:
    """Yields what is to be checked, each with a key."""
    proposals, table = draft.proposals, draft.table
    if proposals.dropped:
        yield "dropped", tr("ข้อเดิมที่ไม่มีข้อต่อ {codes}", codes=" ".join(proposals.dropped))
    if proposals.added:
        yield "added", tr("ข้อใหม่ {codes}", codes=" ".join(proposals.added))
    if draft.guesses:
        yield "guesses", _with_more([in_language(guess) for guess in draft.guesses])
    lines = [*map(remark_line, (*table.skipped, *table.doubts))]
    if lines:
        yield "skipped", _with_more(lines)


def _with_more(sentences: list[str]) -> str:
    more = len(sentences) - 1
    return tr("{first} และอีก {more} แห่ง", first=sentences[0], more=more) if more else sentences[0]


@dataclass(frozen=True, slots=True)
class Frameworks:
    """The shipped frameworks by code; years are Buddhist fiscal years."""

    choices: tuple[tuple[str, str], ...]
    """Codes, and titles with years, newest first."""
    years: tuple[tuple[str, tuple[int, ...]], ...]
    """Codes, and the years they were made for, oldest first."""

    @property
    def first_year(self) -> int:
        """The oldest year with a framework of its own."""
        return min(year for _, of in self.years for year in of)

    def of_year(self, year: int) -> str:
        """Returns the code of the year's framework; of the newest one for a later year."""
        own = [code for code, of in self.years if year in of]
        return own[0] if own else self.years[-1][0]

    def has_year(self, year: int) -> bool:
        """Returns whether a framework was made for the year."""
        return any(year in of for _, of in self.years)

    def drafts(self, years: Iterable[int]) -> frozenset[int]:
        """Returns those of the years that no framework was made for."""
        return frozenset(year for year in years if not self.has_year(year))

    def year_of(self, code: str) -> int:
        """Returns a year by which services identify the framework ``code``."""
        return next(of[0] for known, of in self.years if known == code)


class FrameworkChoice(QObject):
    """The list of frameworks in a dialog: shipped ones, after :meth:`offer_own` the edited one of a
    year, and, with the button beside the list, one from a file, or after :meth:`offer_tables` from
    the table of a circular."""

    changed = Signal()
    problem = Signal(str)
    """The reason why a file cannot be used; empty when it is resolved."""

    def __init__(
        self,
        row: QHBoxLayout,
        box: QComboBox,
        known: Frameworks,
        sheet: QDialog,
        work: SheetWork,
    ) -> None:
        super().__init__(sheet)
        self._work = work
        self._box = box
        self._known = known
        self._sheet = sheet
        self._own: YearData | None = None
        self.file: Path | None = None
        self._file_code = ""
        self._table: FrameworkTable | None = None
        self._workspace: Workspace | None = None
        self._years = (0, 0)
        self.file_button = Button(tr("จากไฟล์…"), icon_name="folder-open")
        self.file_button.clicked.connect(self._ask)
        row.addWidget(self.file_button)
        box.currentIndexChanged.connect(self.changed)

    def offer_own(self, own: YearData | None) -> None:
        """Sets the year whose edited framework is offered; None for none."""
        if self._own is not None:
            self._box.removeItem(self._box.findData(OWN))
        self._own = own
        if own is not None:
            words = tr("กรอบของปี {year} ตามที่แก้ไว้", year=own.year)
            self._box.insertItem(0, words, OWN)

    def offer_tables(self, workspace: Workspace, year: int, from_year: int) -> None:
        """Sets the workspace whose new ``year`` may have a framework from a table, which begins
        from that of ``from_year``."""
        self._workspace, self._years = workspace, (year, from_year)
        set_tip(self.file_button, tr("ไฟล์กรอบ หรือหนังสือเวียนที่มีตารางข้อ (Word Excel หน้าเว็บ CSV)"))

    @property
    def chosen(self) -> str:
        """The selection: a shipped framework's code, ``OWN``, ``FILE`` or ``TABLE``."""
        return str(self._box.currentData())

    @property
    def code(self) -> str:
        """The code of the selected framework."""
        if self.chosen == OWN and self._own is not None:
            return self._own.framework.code
        if self.chosen == TABLE and self._table is not None:
            return self._table.code
        return self._file_code if self.chosen == FILE else self.chosen

    @property
    def framework_year(self) -> int | None:
        """A year by which services identify the selected framework; None if it is not shipped."""
        return None if self.chosen in {OWN, FILE, TABLE} else self._known.year_of(self.chosen)

    def reader(self, year: int) -> Callable[[], Framework | None]:
        """Returns a function that reads the selected framework if it is not shipped; it may be
        called in another thread. It raises InputError if the file can no longer be read."""
        chosen, own, file = self.chosen, self._own, self.file
        table, from_year = self._table, self._years[1]

        def read() -> Framework | None:
            if chosen == OWN and own is not None:
                return years.framework_like(own, year)
            if chosen == TABLE and table is not None:
                return table.framework(year, from_year)
            return years.framework_for(year, file=file) if chosen == FILE else None

        return read

    def follow(self, year: int) -> None:
        """Selects the default for the year: its shipped framework, unless the clerk edited that in
        the previous year; a selected file is kept."""
        if self.chosen in {FILE, TABLE}:
            return
        wanted = self._known.of_year(year)
        own = self._own
        if own is not None and year > own.year:
            same = own.framework.code == wanted
            wanted = OWN if same or not self._known.has_year(year) else wanted
        self._box.setCurrentIndex(self._box.findData(wanted))

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._sheet,
            tr("เลือกไฟล์กรอบการประเมิน"),
            str(Path.home()),
            self._filter(),
        )
        if name:
            self.take(Path(name))

    def _filter(self) -> str:
        """Returns the kinds of files to ask for."""
        if self._workspace is None:
            return tr("ไฟล์กรอบการประเมิน") + " (*.yaml *.yml)"
        endings = " ".join(f"*{suffix}" for suffix in (*_OWN_SUFFIXES, *TABLES))
        return f"{tr('ไฟล์กรอบ หรือตารางในหนังสือเวียน')} ({endings})"

    def take(self, path: Path) -> None:
        """Reads a file and selects it; if it is unusable, the selection is kept."""
        if self._workspace is not None and path.suffix.lower() in TABLES:
            ask_links(
                self._workspace,
                path,
                self._years,
                self._work,
                self._sheet,
                lambda table: self._choose_table(path, table),
                self.problem.emit,
            )
            return

        def read(_progress: Progress) -> str:
            from ita_desktop import frameworks

            return frameworks.load_file(path).code

        self._work.begin(
            tr("กำลังอ่าน {file}", file=path.name),
            read,
            lambda code: self._choose(path, code),
            self.problem.emit,
        )

    def _choose(self, path: Path, code: str) -> None:
        self.file, self._file_code = path, code
        self._select(FILE, tr("จากไฟล์ {name}", name=path.name))

    def _choose_table(self, path: Path, table: "FrameworkTable") -> None:
        self._table = table
        self._select(TABLE, tr("จากตารางใน {name}", name=path.name))

    def _select(self, data: str, words: str) -> None:
        at = self._box.findData(data)
        if at < 0:
            at = self._box.count()
            self._box.addItem("", data)
        self._box.setItemText(at, words)
        self._box.setCurrentIndex(at)
        self.problem.emit("")
        self.changed.emit()


class YearSheet(Sheet):
    """A dialog with a :attr:`form` that asks for a fiscal year and its framework."""

    form: Ui_NewWorkspace | Ui_NewYear

    def __init__(
        self,
        form: Ui_NewWorkspace | Ui_NewYear,
        years: Sequence[int],
        known: Frameworks,
        parent: QWidget,
        *,
        height: int,
    ) -> None:
        """``years`` are the possible ones, in order."""
        super().__init__(parent, size=QSize(Width.SHEET_SMALL, height))
        self.form = form
        body = QWidget(self)
        form.setupUi(body)
        align_labels(body)
        self.body.addWidget(body)
        form.problem.hide()
        drafts = known.drafts(years)
        for year in years:
            words = tr("{year} (กรอบร่าง)", year=year) if year in drafts else str(year)
            form.year.addItem(words, year)
        for code, title in known.choices:
            form.framework.addItem(title, code)
        self.work = SheetWork(self, self._check)
        self.framework = FrameworkChoice(form.frameworkRow, form.framework, known, self, self.work)
        self.framework.problem.connect(self.set_problem)

    def _check(self) -> None:
        """Updates the button for what was entered."""
        raise NotImplementedError

    def set_problem(self, sentence: str) -> None:
        """Shows why nothing could be created; the input is kept."""
        self.form.problem.setText(sentence)
        self.form.problem.setVisible(bool(sentence))


def shipped() -> Frameworks:
    """Returns the shipped frameworks."""
    infos = years.shipped()
    return Frameworks(
        tuple(
            (info.code, f"{_span(info.fiscal_years)} · {info.title}") for info in reversed(infos)
        ),
        tuple((info.code, info.fiscal_years) for info in infos),
    )


def _span(of: Sequence[int]) -> str:
    """Returns ``ปี 2567-2568``, put first because titles differ only at their end."""
    return tr("ปี {years}", years=f"{of[0]}-{of[-1]}" if len(of) > 1 else of[0])


def years_to_begin(
    known: Sequence[int], first: int, present: int, empty: int = 0
) -> tuple[int, ...]:
    """Returns the years that can be added to ``known`` ones, the default first: the ``empty`` one
    that exists without data and has others before it, the ``present`` fiscal year, or the next one
    if that exists. The others follow, newest first, down to ``first``."""
    latest = max(known)
    begun = (empty,) if empty > min(known) else ()
    last = max(latest, present) + 1
    missing = [year for year in range(last, first - 1, -1) if year not in known]
    usual = present if present in missing and present > latest else latest + 1
    return tuple(dict.fromkeys((*begun, usual, *missing)))


def year_before(known: Sequence[int], year: int) -> int:
    """The year that ``year`` continues: the newest known before it, else the oldest after it."""
    earlier = [number for number in known if number < year]
    return max(earlier) if earlier else min(known)
