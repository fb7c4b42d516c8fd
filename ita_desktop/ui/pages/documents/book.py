"""The chapters of the book of measures in place of the document list: order, own texts, files, and
what is missing in required parts. The preview of the book is beside it.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QWidget

from ita_desktop.domain.errors import ItaError
from ita_desktop.i18n import in_language, sentence, tr
from ita_desktop.services.documents import book
from ita_desktop.services.documents.book import ChapterEntry
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.places import chapters_place
from ita_desktop.ui.background import Progress
from ita_desktop.ui.keyboard import ADD_ROW, REMOVE_ROWS
from ita_desktop.ui.opening.dropped_files import take_copies
from ita_desktop.ui.outside import offer_kept
from ita_desktop.ui.pages.page import add_key
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.table.controllers.pointer import RowDrop
from ita_desktop.ui.table.grid import Edit
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.text import RichField
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import Leavable
from ita_desktop.ui.widgets.page.section import HairLine, RoomScroll

TITLE, SHOWN = "title", "shown"
FOLDER: Final = "documents.bound"
"""The setting of the folder from which a file was last bound."""


class _Width:
    """The chapters of the book of measures."""

    SHOWN: Final = 52
    NUMBER: Final = 60
    TITLE: Final = 240
    ORIGIN: Final = 104
    ORIGIN_WIDE: Final = 220


class ListedChapter(ChapterEntry):
    """A chapter; ``id`` does not change when a generated part is first stored."""

    @property
    def id(self) -> str:
        return f"part:{self.part}" if self.part else self.key

    @property
    def is_text(self) -> bool:
        """Whether its text is the office's own."""
        return not self.file_name and (not self.part or bool(self.text))

    @property
    def can_be_written(self) -> bool:
        """Whether its generated content can be replaced by the office's text."""
        return bool(self.part) and not self.front

    @property
    def origin(self) -> str:
        """The origin of its content."""
        if self.front:
            return tr("ก่อนทุกบท")
        if self.part and not self.text:
            return tr("จากข้อมูล")
        return self.file_name or tr("พิมพ์เอง")


def chapter_rows(entries: Sequence[ChapterEntry]) -> list[ListedChapter]:
    """Returns the chapters in order."""
    return [ListedChapter(*entry._replace(title=in_language(entry.title))) for entry in entries]


def chapter_columns() -> list[Column[ListedChapter]]:
    """Returns the columns: shown, number, title, origin."""
    return [
        Column(SHOWN, tr("ใส่"), lambda row: row.shown, _Width.SHOWN, kind=ColumnKind.CHECK,
               editable=True, hideable=False),
        Column("number", tr("บทที่"), lambda row: str(row.number) if row.number else "",
               _Width.NUMBER, tone=Tone.TEXT2),
        Column(TITLE, tr("ชื่อบท"), lambda row: row.title, _Width.TITLE, stretch=True, editable=True,
               empty="", hideable=False, tone=lambda row: Tone.TEXT if row.shown else Tone.TEXT2),
        Column("origin", tr("เนื้อหา"), lambda row: row.origin, _Width.ORIGIN,
               wide=_Width.ORIGIN_WIDE, tone=Tone.TEXT2),
    ]  # fmt: skip


class ChapterSize:
    """Sizes of the list of chapters."""

    TEXT_LINES: Final = 5
    """Least number of lines of a chapter's text field."""
    BELOW_LEAST: Final = 96
    """Least height of the area below the list, in px."""


class ChaptersPart(Leavable):
    """Space shows or hides a chapter, Alt+↑↓ or dragging moves it, F2 renames it. Below the list
    are the text of the selected chapter if it is the office's own, else the required parts."""

    about = "book"

    go = Signal(object)
    """Missing data can be entered at this place."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._year = 0
        self._needed: list[book.RequiredBookPart] = []
        self._rows: list[ListedChapter] = []
        self._typed_of = ""
        """The chapter whose text is shown and stored."""
        self._writing = ""
        """The generated part that the office is about to replace by its own text."""
        self.preset_chip = Chip(tr("แบบของเล่ม"))
        self.preset_chip.setCheckable(False)
        presets = QMenu(self.preset_chip)
        for name, title in book.presets():
            presets.addAction(in_language(title), partial(self.reset, name))
        self.preset_chip.setMenu(presets)
        self.remove_button = Button(tr("เอาออก"), icon_name="minus")
        self.file_button = Button(tr("แนบ PDF…"), icon_name="paperclip")
        self.text_button = Button(tr("เพิ่มบท"), icon_name="plus")
        self.table = ChapterTable()
        self.below = RoomScroll()
        self.below.setFrameShape(QFrame.Shape.NoFrame)
        self.below.setWidgetResizable(True)
        self.below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body = QWidget()
        self.below_title = ThaiLabel("", self.body, style=Text.SECTION)
        self.text = RichField(tr("ข้อความของบท"), self.body, self.body, framed=True)
        self.text.text.set_lines(ChapterSize.TEXT_LINES)
        self.parts = QWidget(self.body)
        self.lists = (LinkList(self.parts), LinkList(self.parts))
        self.body.installEventFilter(self)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        beside = hbox(on=self.parts, gap=Space.L)
        for list_ in self.lists:
            beside.addWidget(list_, 1, Qt.AlignmentFlag.AlignTop)
        vbox(
            self.below_title,
            self.text,
            self.parts,
            None,
            on=self.body,
            margins=(Space.PAGE_EDGE, Space.S, Space.PAGE_EDGE, Space.M),
            gap=Space.XS,
        )
        self.below.setWidget(self.body)
        self.below.viewport().setAutoFillBackground(False)
        self.body.setAutoFillBackground(False)
        vbox(
            hbox(
                self.preset_chip,
                None,
                self.remove_button,
                self.file_button,
                self.text_button,
                margins=(Space.PAGE_EDGE, Space.XS),
                gap=Space.S,
            ),
            (self.table, 1),
            HairLine(),
            self.below,
            on=self,
        )

    def _connect(self) -> None:
        table, session = self.table, self._session
        table.on_edit = self._edit
        table.problem.connect(session.failed)
        table.problem_over.connect(session.failure_over)
        table.current_changed.connect(lambda _row: self._show_below())
        table.detail_requested.connect(lambda _row: self._type_text())
        table.toggled.connect(self._toggle)
        table.move_requested.connect(self._move)
        table.row_drag.may_drag = self._may_move
        table.rows_dropped.connect(self._drop)
        table.menu_requested.connect(self._add_to_menu)
        self.text.text.save = self._keep_text
        self.text.exited.connect(table.take_focus)
        self.text_button.clicked.connect(self.add_text)
        self.file_button.clicked.connect(self.choose_files)
        self.remove_button.clicked.connect(self.remove)
        for list_ in self.lists:
            list_.opened.connect(self._open_needed)
        add_key(table, ADD_ROW, self.add_text)
        add_key(table, REMOVE_ROWS, self.remove)

    # -- content

    @property
    def row(self) -> ListedChapter | None:
        """The selected chapter."""
        row = self.table.current_row()
        return row if isinstance(row, ListedChapter) else None

    @property
    def counts(self) -> str:
        """The number of chapters, and of required parts that are complete."""
        ready = sum(not needed.missing for needed in self._needed)
        return tr(
            "{count} บท · ส่วนที่ต้องมีพร้อม {ready} จาก {of}",
            count=sum(row.shown and not row.front for row in self._rows),
            ready=ready,
            of=len(self._needed),
        )

    def refresh(self) -> None:
        """Updates the chapters from the session."""
        session = self._session
        data, locked = session.data, session.is_locked
        same, self._year = self._year == data.year, data.year
        self._rows = chapter_rows(book.entries(data))
        self._needed = book.needed(data, session.previous, session.today)
        self.table.set_read_only(locked)
        self.table.sheet.set_rows(self._rows, flash=same)
        for button in (self.text_button, self.file_button, self.remove_button):
            button.block(self._session.locked)
        self.preset_chip.setEnabled(not locked)
        if self.row is None and self._rows:
            self.table.go_to(self._rows[0].id, TITLE)
        self._show_below()

    def _show_below(self) -> None:
        row = self.row
        if row is None or row.id != self._writing:
            self._writing = ""
        own = row is not None and (row.is_text or row.id == self._writing)
        if self.text.text.is_editing and (row is None or row.id != self._typed_of):
            self.text.text.take()
        if row is not None and own:
            self._typed_of = row.id
            self.below_title.setText(tr("ข้อความของ {title}", title=row.title))
            locked = self._session.is_locked
            ghost = tr("คลิกหรือกด Ctrl+Enter เพื่อพิมพ์ข้อความของบทนี้")
            self.text.set_text(row.text, locked=locked, ghost="" if locked else ghost, thing=row.id)
        else:
            self.below_title.setText(tr("ส่วนที่ต้องมี"))
        self.text.setVisible(own)
        self.parts.setVisible(not own)
        half = (len(self._needed) + 1) // 2
        for which, links in enumerate(self.lists):
            numbered = list(enumerate(self._needed))[which * half : (which + 1) * half]
            links.set_links([_linked(at, needed) for at, needed in numbered])

    def _fit(self) -> None:
        """Gives the list more than half of the height; the area below scrolls."""
        wanted = self.body.sizeHint().height()
        self.below.setFixedHeight(min(wanted, max(self.height() * 2 // 5, ChapterSize.BELOW_LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.body and event.type() == QEvent.Type.LayoutRequest:
            # New lines are included in the size only after Qt has shown them.
            self._fit()
        return super().eventFilter(watched, event)

    def _open_needed(self, key: str) -> None:
        """Opens the place of missing data of a required part, or selects its chapter if it is
        complete or hidden."""
        needed = self._needed[int(key)]
        place = needed.place
        if place is not None and place != chapters_place():
            self.go.emit(place)
        elif self.table.go_to(needed.key, SHOWN):
            self.table.setFocus()

    # -- editing

    def _edit(self, edit: Edit) -> None:
        session = self._session
        cells = [CellEdit(change.row, change.key, change.value) for change in edit.changes]
        if cells:
            book.edit_cells(session.workspace, session.year, cells)

    def _toggle(self) -> None:
        """Shows or hides all selected chapters like the current one."""
        row, session, keys = self.row, self._session, self.table.selected_ids()
        if session.is_locked:
            self.table.show_locked()
        elif row is not None:
            session.write(book.show, keys, shown=not row.shown)

    def _move(self, _keys: Sequence[str], step: int) -> None:
        row = self.row
        at = next((at for at, other in enumerate(self._rows) if other is row), None)
        if row is not None and at is not None and 0 <= at + step < len(self._rows):
            self._move_to(row.id, at + step)

    def _move_to(self, key: str, to: int) -> None:
        if self._may_move():
            self._session.write(book.move, key, to)
            self.table.go_to(key)

    def _may_move(self) -> bool:
        """Returns whether chapters can be moved; otherwise shows why not."""
        if self._session.is_locked:
            self.table.show_locked()
        elif self.table.sheet.how.sort is not None:
            self._session.failed.emit(
                tr("ตารางเรียงตามคอลัมน์อยู่ จึงเลื่อนลำดับไม่ได้ · ให้เลือก ไม่เรียง ในเมนูของคอลัมน์ก่อน")
            )
        else:
            return True
        return False

    def _drop(self, keys: tuple[str, ...], drop: RowDrop) -> None:
        """Moves the dragged chapter beside the one it was dropped at."""
        now, beside = self.table.sheet.place(keys[0]), self.table.sheet.place(drop.row)
        if now is not None and beside is not None:
            gap = beside + drop.below
            self._move_to(keys[0], gap - (gap > now))

    def reset(self, preset: str) -> None:
        """Restores a predefined order; this can be undone."""
        session = self._session
        if session.could_write(book.reset, preset):
            session.notified.emit(tr("จัดบทใหม่แล้ว บทที่สำนักงานเพิ่มเองยังอยู่"), True)

    @property
    def _insert_after(self) -> str:
        """Returns the chapter to insert after: the selected one if it is shown."""
        row = self.row
        return row.id if row is not None and row.shown else ""

    def add_text(self) -> None:
        """Adds a text chapter and edits its title."""
        behind, title = self._insert_after, tr("บทใหม่")
        made = self._session.write(book.add_text, title, behind=behind)
        if made:
            self.table.go_to(made, TITLE)
            self.table.setFocus()

    def choose_files(self) -> None:
        """Opens a file dialog and binds the files."""
        kept = self._session.settings.get(FOLDER)
        names, _ = QFileDialog.getOpenFileNames(
            self, tr("เลือกไฟล์ PDF ที่จะแนบท้ายเล่ม"), str(kept or ""), "PDF (*.pdf)"
        )
        if names:
            self._session.settings.set(FOLDER, str(Path(names[0]).parent))
            self.add_files([Path(name) for name in names])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Reads files in another thread and adds them, each after the previous one. The first
        that cannot be added ends the work, and its error is shown."""
        session, first = self._session, self._insert_after
        workspace, year = session.workspace, session.year

        def work(progress: Progress) -> tuple[str, str]:
            made = first
            for at, path in enumerate(paths):
                progress(at, len(paths))
                try:
                    made = book.add_file(workspace, year, path, behind=made)
                except ItaError as error:
                    return made, sentence(error)
            return made, ""

        session.run(work, self._show_bound, tr("กำลังอ่าน {file}", file=paths[0].name))

    def _show_bound(self, described: tuple[str, str]) -> None:
        made, problem = described
        self.table.go_to(made, TITLE)
        if self.isVisible():
            self.table.setFocus()
        if problem:
            self._session.failed.emit(problem)

    def remove(self) -> None:
        """Deletes the selected chapters of the office, and hides others."""
        session, keys = self._session, self.table.selected_ids()
        if session.is_locked:
            self.table.show_locked()
        elif not keys:
            self.table.ask_to_choose(tr("ยังไม่ได้เลือกแถว ให้เลือกแถวในตารางก่อน"))
        elif session.could_write(book.remove, keys):
            session.notified.emit(tr("เอา {count} บทออกจากเล่มแล้ว", count=len(keys)), True)

    def _keep_text(self, typed: str) -> bool:
        key = self._typed_of

        return self._session.could_write(book.edit, key, text=typed)

    def write_part(self) -> None:
        """Opens the text field to replace the generated content of the selected part."""
        row = self.row
        if row is not None and row.can_be_written and not self._session.is_locked:
            self._writing = row.id
            self._show_below()
            self._type_text()

    def use_made(self) -> None:
        """Restores the generated content of the selected part."""
        row = self.row
        if row is not None and row.part:
            self._writing = ""
            self._session.write(book.edit, row.id, text="")

    def _type_text(self) -> None:
        if self.text.isVisible():
            self.below.ensureWidgetVisible(self.text)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self.text.begin()

    def _add_to_menu(self, menu: QMenu) -> None:
        row = self.row
        chapters = self._session.data.chapters
        file = next((kept for kept in chapters if row and kept.id == row.id and kept.media), None)
        if file is not None:
            offer_kept(menu, self._session, file.media, file.file_name)
            menu.addSeparator()
        if self._session.is_locked or row is None:
            return
        words = tr("ไม่ใส่ในเล่ม") if row.shown else tr("ใส่ในเล่ม")
        menu.addAction(words, self._toggle)
        menu.addAction(tr("เลื่อนขึ้น"), lambda: self._move((), -1))
        menu.addAction(tr("เลื่อนลง"), lambda: self._move((), 1))
        menu.addAction(tr("เปลี่ยนชื่อ"), lambda: self.table.edit_cell(row.id, TITLE))
        if row.is_text:
            menu.addAction(tr("พิมพ์ข้อความ"), self._type_text)
        elif row.can_be_written:
            menu.addAction(tr("เขียนบทนี้เอง"), self.write_part)
        if row.is_text and row.part:
            menu.addAction(tr("ให้โปรแกรมทำบทนี้"), self.use_made)
        menu.addSeparator()
        menu.addAction(self.text_button.text(), ADD_ROW.sequence, self.add_text)
        menu.addAction(self.file_button.text(), self.choose_files)
        menu.addAction(tr("เอาออก"), self.remove)

    # -- keys and drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept_files(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._accept_files(event)

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files(event.mimeData())
        self._accept_files(event)
        if files:
            if self._session.is_locked:
                self.table.show_locked()
            else:
                self.add_files(files)

    def _accept_files(self, event: QDropEvent) -> None:
        if _files(event.mimeData()):
            take_copies(event)
        else:
            event.ignore()


def _linked(at: int, needed: book.RequiredBookPart) -> Linked:
    mark = Mark.DOING if needed.missing else Mark.DONE
    return Linked(str(at), in_language(needed.title), in_language(needed.missing), mark)


def _files(data: QMimeData) -> list[Path]:
    """Returns the dragged PDF files; none if there are other files."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths if all(path.suffix.lower() == ".pdf" for path in paths) else []


# The list of chapters, toggled by Space and moved by dragging.


class ChapterTable(SheetView):
    """A table whose rows are dragged by any cell but the tick."""

    toggled = Signal()
    """The selected chapters should be shown or hidden."""

    def __init__(self) -> None:
        super().__init__(chapter_columns(), filters=False)
        self.setAccessibleName(tr("บทของเล่ม"))
        self.tints_row = True
        self.moves_rows = True
        self.row_drag.columns = frozenset(
            column.key for column in self.sheet.columns if column.key != SHOWN
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggled.emit()
        else:
            super().keyPressEvent(event)
