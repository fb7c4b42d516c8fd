"""กรอบการประเมิน: the year's framework as an editable tree, with its faults; its export, and its
comparison with the shipped one or a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ita_desktop.domain.framework import TOTAL, Framework, Indicator, Instrument, Item, Scale
from ita_desktop.domain.framework_draft import DraftBlock, part_key, unconfirmed
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.files.formats import TABLES
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.exchange.source import read_file
from ita_desktop.frameworks import Fault, faults_of, load_file
from ita_desktop.frameworks.difference import Key
from ita_desktop.frameworks.editing import Part, item_with, part_of
from ita_desktop.i18n import in_language, language, tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing, replacing
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.services.frameworks.replacing import (
    FrameworkUpdate,
    read_replacement,
    replace_draft,
)
from ita_desktop.services.scores.explaining import item_rule
from ita_desktop.ui.background import Progress
from ita_desktop.ui.keyboard import REMOVE_ROWS, TURN_PANE
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.page import add_key
from ita_desktop.ui.pages.parts.chips import SectionEditor
from ita_desktop.ui.pages.parts.file_sharing import LOCKED, FileSharing
from ita_desktop.ui.pages.parts.pane_sections import PaneText
from ita_desktop.ui.pages.writing import EditWriter, changed_rows
from ita_desktop.ui.pages.year.assessment import write_confirmations
from ita_desktop.ui.pages.year.framework_rows import (
    CONFIRMED,
    FIELDS,
    PointSection,
    cell_edits,
    framework_columns,
    framework_groups,
    home_of,
    named,
    new_rows,
    removed_words,
)
from ita_desktop.ui.saving.places import ask_file, must_be_free
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import RowGroup
from ita_desktop.ui.table.grid import CellChange, Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.lines import Mend, MendList
from ita_desktop.ui.widgets.page.pane import DetailPane, PaneSection
from ita_desktop.ui.widgets.page.side import SideSplit

if TYPE_CHECKING:
    from ita_desktop.services.frameworks.from_table import TableDraft

MEMORY = "table.framework"


# The detail pane of the framework: location of a part, checklist, and long texts.

HEAD_TEXTS = ("code", "response_system", "notes")
NAMED_TEXTS = ("name_en", "note")


_KIND: Final = "ไฟล์กรอบการประเมิน"


class FrameworkSharing(FileSharing):
    """Exports and compares frameworks."""

    def export(self) -> None:
        """Asks for a location, and exports the framework for use by other offices."""
        session = self._session
        data = session.data
        path = session.workspace.path
        folder = path.parent if path is not None else Path.home()
        proposed = folder / editing.proposed_name(data)
        place = ask_file(self._over, tr("บันทึกกรอบการประเมินเป็นไฟล์"), proposed, tr(_KIND))
        if place is None:
            return

        def write(_progress: Progress) -> Path:
            must_be_free(place, None)
            return editing.export(data, place.path)

        def report(made: Path) -> None:
            session.saved.emit(tr("บันทึกกรอบไว้ที่ {path} แล้ว", path=made.name), made)

        self._work(tr("กำลังบันทึก {title}", title=place.path.name), write, report, finishes=True)

    def compare_shipped(self) -> None:
        """Shows the differences to the shipped framework."""
        session = self._session
        workspace, year, code = session.workspace, session.year, session.data.framework.code

        def read(_progress: Progress) -> FrameworkUpdate | None:
            return replacing.compared_with_shipped(workspace, year)

        def show(update: FrameworkUpdate | None) -> None:
            if update is None:
                session.failed.emit(
                    tr("โปรแกรมไม่มีกรอบรหัส {code} มาด้วย · เทียบกับกรอบจากไฟล์แทน", code=code)
                )
            else:
                self._compare(update, year, tr("กรอบ {code} ที่มากับโปรแกรม", code=code))

        self._work(tr("กำลังเทียบกับกรอบ {code}", code=code), read, show)

    def compare_file(self) -> None:
        """Asks for a framework file, and shows the differences."""
        session = self._session
        name, _ = QFileDialog.getOpenFileName(
            self._over, tr("เลือกไฟล์กรอบการประเมิน"), str(Path.home()), _files()
        )
        if not name:
            return
        path, workspace, year = Path(name), session.workspace, session.year

        def read(_progress: Progress) -> FrameworkUpdate:
            return replacing.compared_with(workspace, year, load_file(path, year))

        self._work(
            tr("กำลังอ่าน {file}", file=path.name),
            read,
            lambda update: self._compare(update, year, path.name),
        )

    def replace_draft(self) -> None:
        """Asks for the table of a circular, shows its items with those of the year that they
        continue, and replaces the year's draft with it."""
        session = self._session
        if session.refuses():
            return
        endings = " ".join(f"*{suffix}" for suffix in TABLES)
        name, _ = QFileDialog.getOpenFileName(
            self._over,
            tr("เลือกตารางในหนังสือเวียน"),
            str(Path.home()),
            f"{tr('ตารางในหนังสือเวียน')} ({endings})",
        )
        if not name:
            return
        path, workspace, year = Path(name), session.workspace, session.year

        def read(progress: Progress) -> "TableDraft":
            work_progress = WorkProgress(progress)
            source = read_file(path, "framework-items", work_progress)
            return read_replacement(workspace, source, year, work_progress)

        self._work(
            tr("กำลังอ่าน {file}", file=path.name),
            read,
            lambda draft: self._replace(draft, path.name),
        )

    def _replace(self, draft: "TableDraft", name: str) -> None:
        load("ita_desktop.ui.dialogs.frameworks")
        from ita_desktop.ui.dialogs.frameworks import ReplacingSheet

        session = self._session
        workspace = session.workspace
        sheet = ReplacingSheet(draft, name, session.data, self._over.window())

        def report(moved: tuple[str, ...]) -> None:
            words = tr("แทนกรอบร่างของปี {year} แล้ว", year=draft.year)
            if moved:
                text = "ข้อมูลของข้อเดิม {codes} ตามไปยังข้อที่ต่อกัน"
                words = f"{words} · {tr(text, codes=' '.join(moved))}"
            session.notified.emit(words, True)

        def accept() -> None:
            pairs = sheet.pairs
            what = tr("กำลังแทนกรอบร่างของปี {year}", year=draft.year)
            self._work(
                what,
                lambda _progress: replace_draft(workspace, draft, pairs),
                report,
                finishes=True,
            )

        sheet.accepted.connect(accept)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _compare(self, update: FrameworkUpdate, year: int, source: str) -> None:
        load("ita_desktop.ui.dialogs.previews.difference")
        from ita_desktop.ui.dialogs.previews.difference import open_framework

        session = self._session
        if not update.rows:
            session.notified.emit(
                tr("กรอบของปี {year} ตรงกับ {source} ทุกแห่ง", year=year, source=source), False
            )
            return

        def apply(chosen: frozenset[Key]) -> None:
            replacing.apply(session.workspace, year, update, chosen)

        def accept(chosen: frozenset[Key]) -> None:
            if session.do(lambda: apply(chosen)) and chosen:
                session.notified.emit(tr("ปรับกรอบ {count} แห่งแล้ว", count=len(chosen)), True)

        title = tr("เทียบกรอบการประเมินปี {year}", year=year)
        text = tr("{source} · ต่างกัน {count} แห่ง", source=source, count=len(update.rows))
        locked = tr(LOCKED) if session.is_locked else ""
        open_framework(
            update,
            (title, text),
            self._over,
            accept,
            lambda chosen: session.workspace.refusal(lambda: apply(chosen)),
            locked=locked,
        )


def _files() -> str:
    return f"{tr(_KIND)} (*.yaml *.yml)"


class FrameworkPane(DetailPane):
    """Shows a part; long texts and the checklist are edited here, other values in the table."""

    edit_requested = Signal(str)
    """A value should be edited in the table; carries its column's key."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._code = ""
        self._place = self.add_row(tr("อยู่ใต้"), editable=True)
        self._place.edit_requested.connect(lambda: self.edit_requested.emit("indicator"))
        self._rule = self.add_row(tr("วิธีคิดคะแนน"))
        self._entries = self.add_row(tr("กรอกแล้ว"))
        self.points = PointSection(session, self.ui.body)
        self.ui.sections.addWidget(self.points)
        self._sections: dict[str, PaneSection] = {}
        self.texts: dict[str, PaneText] = {}
        for field, title in (
            ("code", tr("รหัสกรอบ")),
            ("response_system", tr("ระบบที่ใช้ตอบ")),
            ("name_en", tr("ชื่อภาษาอังกฤษ")),
            ("note", tr("หมายเหตุ")),
            ("notes", tr("หมายเหตุ")),
        ):
            section = self._sections[field] = self.add_section(title)
            text = self.texts[field] = PaneText(title, self.ui.body, section)
            text.edited.connect(lambda typed, field=field: self._write(field, typed))
            section.column.addWidget(text)

    def show_part(self, code: str) -> None:
        """Shows the part with this code, or the framework itself."""
        framework = self._session.data.framework
        part = part_of(framework, code)
        if part is None and code != TOTAL:
            return
        self._code = code
        title = part.title if isinstance(part, Item) else getattr(part, "name", framework.title)
        self.set_head(tr("กรอบ") if part is None else code, None, title, of=code)
        self._show_rows(framework, part)
        is_listed = isinstance(part, Item) and (
            bool(part.requirements) or part.scale in {Scale.DISCLOSURE, Scale.UNKNOWN}
        )
        self.points.setVisible(is_listed)
        if isinstance(part, Item) and is_listed:
            self.points.show_item(part)
        self._show_texts(framework, part)

    def _show_rows(self, framework: Framework, part: Part | None) -> None:
        locked = self._session.is_locked
        above = ""
        if isinstance(part, Item):
            above = part.indicator
        elif isinstance(part, Indicator):
            above = part.parent or part.instrument
        self._place.setVisible(bool(above))
        self._place.set_value(named(framework, above))
        self._place.set_editable(isinstance(part, Item) and not locked)
        self._rule.setVisible(isinstance(part, Item))
        if isinstance(part, Item):
            self._rule.set_value(in_language(item_rule(part)))
        self._entries.setVisible(part is not None)
        if part is not None:
            count = framework_editing.entries_on(
                self._session.data, _codes_in(framework, part)
            ).total
            self._entries.set_value(tr("{count} รายการ", count=count) if count else "")

    def _show_texts(self, framework: Framework, part: Part | None) -> None:
        locked = self._session.is_locked
        if part is None:
            shown: tuple[str, ...] = HEAD_TEXTS
        else:
            shown = NAMED_TEXTS if isinstance(part, Instrument | Indicator) else ("note",)
        source = framework if part is None else part
        code = f"{framework.code} {part.code if part is not None else ''}"
        for field, section in self._sections.items():
            section.setVisible(field in shown)
            if field in shown:
                value = getattr(source, field)
                text = "\n".join(value) if isinstance(value, tuple) else str(value)
                self.texts[field].set_text(text, locked=locked, thing=code)

    def _write(self, field: str, typed: str) -> None:
        self._session.write(framework_editing.edit, [CellEdit(self._code, field, typed)])


def _codes_in(framework: Framework, part: Part) -> list[str]:
    """Returns the part's code, for an instrument also those of its indicators."""
    if not isinstance(part, Instrument):
        return [part.code]
    return [part.code, *(indicator.code for indicator in framework.indicators_of(part.code))]


class FrameworkEditor(SectionEditor):
    """The tree at the left, the current part at the right; each edit is one undo step, and scores
    are updated at once."""

    about = "framework-editing"
    pane: FrameworkPane

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year = 0
        self._drafted = False
        self.compare_button = Button(tr("เทียบกรอบ"), icon_name="history")
        self.export_button = Button(tr("บันทึกเป็นไฟล์…"), icon_name="save")
        self.remove_button = Button(tr("เอาออก"), icon_name="minus")
        self.add_button = Button(tr("เพิ่มข้อ"), icon_name="plus")
        self.pane_button = Button(icon_name="panel-right-open")
        self.pane_button.setToolTip(tr("แสดงรายละเอียด (F4)"))
        self.sharing = FrameworkSharing(session, self)
        menu = QMenu(self.compare_button)
        menu.addAction(tr("กับกรอบที่มากับโปรแกรม"), self.sharing.compare_shipped)
        menu.addAction(tr("กับกรอบจากไฟล์…"), self.sharing.compare_file)
        menu.addSeparator()
        menu.addAction(tr("แทนกรอบร่างด้วยตารางจากไฟล์…"), self.sharing.replace_draft)
        self.compare_button.setMenu(menu)
        self.faults = MendList(
            ("triangle-alert", Tone.DOING),
            lambda count: tr("และอีก {count} จุด", count=count),
            (Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.XS),
        )
        self.table = SheetView(framework_columns(lambda: session.data.framework))
        self.table.takes_new = True
        self.table.moves_rows = True
        self.table.tints_row = True
        self.table.setAccessibleName(tr("กรอบการประเมิน"))
        self.pane = FrameworkPane(session)
        self._lay_out()
        self._connect()
        self.table.remember_in(session.memory, MEMORY)
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        main = QWidget()
        vbox(
            hbox(
                self.compare_button,
                self.export_button,
                None,
                self.remove_button,
                self.add_button,
                self.pane_button,
                margins=(Space.PAGE_EDGE, Space.XS),
                gap=Space.S,
            ),
            self.faults,
            (self.table, 1),
            on=main,
        )
        self.split = SideSplit(main, self.pane, self._session.memory, "framework.pane", self)
        vbox(self.split, on=self)

    def _connect(self) -> None:
        table, session = self.table, self._session
        self.export_button.clicked.connect(self.sharing.export)
        self.remove_button.clicked.connect(self.remove_parts)
        self.add_button.clicked.connect(self.add_item)
        self.pane_button.clicked.connect(self._turn_pane)
        self.split.folded.connect(lambda _folded: self._offer_pane())
        self.faults.opened.connect(self.go_to_fault)
        title = tr("ตรวจก่อนวางลงในกรอบการประเมิน")
        self._writing = EditWriter(session, table, title, self._store, changed_rows)
        table.refuse = self._refuse
        table.current_changed.connect(lambda _row: self._show_part())
        table.detail_requested.connect(lambda _row: self._open_pane())
        table.move_requested.connect(lambda _ids, step: self._move(step))
        table.menu_requested.connect(self._add_to_menu)
        self.pane.fold_requested.connect(self._turn_pane)
        self.pane.exited.connect(table.take_focus)
        self.pane.edit_requested.connect(lambda key: table.edit_cell(self._current(), key))
        add_key(table, REMOVE_ROWS, self.remove_parts)
        add_key(self, TURN_PANE, self._turn_pane, with_children=True)

    # -- content

    def refresh(self) -> None:
        """Updates framework and faults from the session."""
        session = self._session
        data, locked = session.data, session.is_locked
        same, self._year = self._year == data.year, data.year
        self.table.set_read_only(locked)
        self._offer_ticks(drafted=bool(data.framework.drafted_from))
        groups = framework_groups(data.framework, unconfirmed(data))
        self.table.sheet.set_rows(groups, flash=same)
        self.faults.show_mends([_mend(fault) for fault in faults_of(data.framework)])
        for button in (self.add_button, self.remove_button):
            button.block(session.locked)
        if self.table.current_row() is None:
            self.table.go_to(TOTAL, "title")
        self._show_part()
        self._offer_pane()

    def _offer_ticks(self, *, drafted: bool) -> None:
        """Shows the column to confirm items of a draft."""
        if drafted is not self._drafted:
            self._drafted = drafted
            columns = framework_columns(lambda: self._session.data.framework, draft=drafted)
            self.table.sheet.set_columns(columns)

    def go_to_fault(self, fault: Fault) -> None:
        """Makes the place of a fault current."""
        framework = self._session.data.framework
        code = fault.code or next((instrument.code for instrument in framework.instruments), TOTAL)
        key = FIELDS.get(fault.key, "title") if fault.code else "weight"
        parts = framework.children(code) if key == "weight" else ()
        if parts:  # the fault is that of their parent
            code = next((part.code for part in parts if part.weight is None), parts[0].code)
        item = item_with(framework, code)
        self._reveal(item.code if item is not None else code, key)
        if item is None:
            self.table.setFocus()
        else:
            self.split.fold(folded=False)
            self.pane.points.go_to(code)

    def show_part(self, code: str) -> None:
        """Makes an item, an indicator or an instrument current."""
        self._reveal(code, "title")

    def _reveal(self, code: str, key: str) -> None:
        """Shows a part, removing filters and unfolding groups if necessary."""
        sheet = self.table.sheet
        if sheet.place(code) is None:
            sheet.lift_filters()
            sheet.fold_all(shut=False)
        self.table.go_to(code, key)

    def _current(self) -> str:
        row = self.table.current_row()
        return row.id if row is not None else TOTAL

    def _show_part(self) -> None:
        """Updates the pane, unless it is hidden."""
        if not self.split.is_folded:
            self.pane.show_part(self._current())

    def _turn_pane(self) -> None:
        self.split.fold(not self.split.is_folded)
        self._show_part()

    def _open_pane(self) -> None:
        self.split.fold(folded=False)
        self._show_part()
        self.pane.focusNextChild()

    def _offer_pane(self) -> None:
        self.pane_button.setVisible(self.split.is_folded or self.split.lies_over)

    # -- editing

    def _refuse(self, edit: Edit) -> None:
        data = self._session.data
        framework_editing.refuse(data, cell_edits(data.framework, _of_parts(edit)))

    def _store(self, data: YearData, edit: Edit) -> None:
        workspace, framework = self._session.workspace, data.framework
        edits = cell_edits(framework, _of_parts(edit))
        ticks = [change for change in edit.changes if change.key == CONFIRMED]
        if ticks:
            cells = [
                CellEdit(part_key(DraftBlock.ITEMS, change.row), CONFIRMED, change.value)
                for change in ticks
            ]
            write_confirmations(workspace, data.year, cells)
        if edit.new:
            home = home_of(framework, edit.after or TOTAL)
            new = new_rows(edit.new)
            framework_editing.add_items(workspace, data.year, home, new, edits=edits)
        elif edits:
            framework_editing.edit(workspace, data.year, edits)

    def add_item(self) -> None:
        """Adds an item next to the current one and edits its title."""
        session = self._session
        home = session.attempt(lambda: home_of(session.data.framework, self._current()))
        made = session.write(framework_editing.add_item, home, tr("ข้อใหม่")) if home else None
        self._go_to_new(made.code if made is not None else None)

    def add_indicator(self, above: str) -> None:
        """Adds an indicator to an instrument, or a sub-indicator to an indicator."""
        name = tr("ตัวชี้วัดใหม่")
        made = self._session.write(framework_editing.add_indicator, above, name)
        self._go_to_new(made.code if made is not None else None)

    def _go_to_new(self, code: str | None) -> None:
        if code is not None:
            self._reveal(code, "title")
            self.table.setFocus()

    def chosen(self) -> tuple[str, ...]:
        """Returns the selected parts: rows, or the group of the current cell."""
        row = self.table.current_row()
        return (row.id,) if isinstance(row, RowGroup) else self.table.selected_ids()

    def remove_parts(self) -> None:
        """Removes the selected parts with everything below; this can be undone."""
        session, codes = self._session, self.chosen()
        items = session.data.framework.item_by_code
        if session.is_locked:
            self.table.show_locked()
        elif not codes or codes == (TOTAL,):
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกแถว ให้เลือกแถวในตารางก่อน"))
        else:
            gone = session.write(framework_editing.remove, codes)
            if gone is not None:
                self._stay_among_items(was_group=len(codes) == 1 and codes[0] not in items)
                session.notified.emit(removed_words(codes, gone.total), True)

    def _stay_among_items(self, *, was_group: bool) -> None:
        """Moves the current cell back to an item after the last one of an indicator was removed, so
        that repeating the action does not remove the next indicator."""
        row = self.table.current_row()
        at = self.table.sheet.place(row.id) if isinstance(row, RowGroup) else None
        if at and not was_group and self.table.sheet.lines[at - 1].group is None:
            self.table.go_to(self.table.sheet.lines[at - 1].id)

    def _move(self, step: int) -> None:
        session, codes = self._session, self.chosen()
        if session.is_locked:
            self.table.show_locked()
        elif self.table.sheet.how.sort is not None:
            session.failed.emit(
                tr("ตารางเรียงตามคอลัมน์อยู่ จึงเลื่อนลำดับไม่ได้ · ให้เลือก ไม่เรียง ในเมนูของคอลัมน์ก่อน")
            )
        elif codes and codes != (TOTAL,):
            session.write(framework_editing.move, codes, step)

    def _add_to_menu(self, menu: QMenu) -> None:
        if self._session.is_locked:
            return
        framework, code = self._session.data.framework, self._current()
        menu.addAction(tr("เพิ่มข้อ"), self.add_item)
        if code in framework.instrument_by_code:
            menu.addAction(tr("เพิ่มตัวชี้วัด"), lambda: self.add_indicator(code))
        indicator = framework.indicator_by_code.get(code)
        if indicator is not None and not indicator.parent:
            menu.addAction(tr("เพิ่มตัวชี้วัดย่อย"), lambda: self.add_indicator(code))
        menu.addAction(tr("เลื่อนขึ้น"), lambda: self._move(-1))
        menu.addAction(tr("เลื่อนลง"), lambda: self._move(1))
        menu.addAction(tr("เอาแถวออก"), self.remove_parts)


def _of_parts(edit: Edit) -> list[CellChange]:
    """Returns the changes of the framework itself, without ticks."""
    return [change for change in edit.changes if change.key != CONFIRMED]


def _mend(fault: Fault) -> Mend:
    code = fault.code
    action = tr("ไปที่ {code}", code=code) if code else tr("ไปที่เครื่องมือ")
    return Mend(fault.sentence(language.translate), action, fault)
