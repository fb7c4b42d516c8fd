"""ตั้งค่า, ถ้อยคำในเอกสาร: the office's texts and files for documents, with the pane of a file (garuda,
logo or template) and that of a text: its preview and its fields. What is generated for a text may
require a whole document, so it is made in another thread."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QHideEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QWidget

from ita_desktop.documents.kinds import Profile, ReportContext
from ita_desktop.documents.office_files import thumbnail
from ita_desktop.documents.wordings.templates import EXPLAINED, Template
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.services.documents import wordings
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.keyboard import TURN_PANE
from ita_desktop.ui.outside import save_kept
from ita_desktop.ui.pages.page import add_key
from ita_desktop.ui.pages.parts.chips import SectionEditor
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.column import Column, RowGroup
from ita_desktop.ui.table.view import SheetView
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import add, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.text import TextArea
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.page.pane import DetailPane
from ita_desktop.ui.widgets.page.side import SideSplit

_MOMENT: Final = 0.04
"""Seconds to wait for the content, so that most is available at once."""
NOTES: Final = {
    wordings.GARUDA: "ภาพครุฑที่สำนักงานใช้ พิมพ์สูง 3 ซม. ในคำสั่งและหนังสือ 1.5 ซม. ในบันทึกข้อความ "
    "ระหว่างที่ยังไม่มีภาพ เอกสารเว้นที่ว่างขนาดเดียวกันไว้",
    wordings.LOGO: "ภาพบนปกของเล่มมาตรการ พิมพ์สูง 3.5 ซม. ถ้าไม่มีภาพ ปกมีแต่ข้อความ",
    wordings.REFERENCE_DOCX: "ไฟล์ Word ของสำนักงานที่มีลักษณะ (Styles) ระยะขอบ และแบบอักษรที่ต้องการ "
    "เอกสาร Word ทุกฉบับใช้ตามแม่แบบนี้ ข้อความในแม่แบบไม่ถูกนำมา",
    wordings.REFERENCE_PPTX: "ไฟล์ PowerPoint ของสำนักงาน (.pptx หรือ .potx) สไลด์ใช้ต้นแบบ เค้าโครง สี "
    "และภาพพื้นหลังตามแม่แบบนี้ สไลด์ แมโคร และลิงก์ในแม่แบบไม่ถูกนำมา",
}
FILES: Final = "files"
"""The id of the group of files."""


class MadeText(QObject):
    """Generates content; only the last request is answered."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None

    @property
    def is_going(self) -> bool:
        """Whether content is being generated."""
        return self._job is not None

    def find(
        self, context: ReportContext, template: Template, then: Callable[[str], object]
    ) -> None:
        """Calls ``then`` with the default or generated content of a text: at once if it is
        available quickly, else later."""
        self.forget()
        if not template.made:
            then(template.text)
            return
        session = self._session
        found: dict[str, str] = session.cached(("made-texts", session.year), dict)
        if template.name in found:
            then(found[template.name])
            return

        def work(_progress: Progress) -> str:
            return wordings.shipped_text(context, template)

        job = self._job = Job(work, self)

        def end(text: str) -> None:
            if context.year is session.data:
                found[template.name] = text
            if job is self._job:
                self._job = None
                then(text)

        job.done.connect(end)
        job.failed.connect(session.failed)
        job.start()
        job.wait_and_report(_MOMENT)

    def forget(self) -> None:
        """Cancels the request."""
        self._job = None


class WordingPane(DetailPane):
    """Input is stored when the text loses the focus; the preview is updated on each change."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.name = ""
        """The name of the shown text."""
        self._shown = ""
        """Its stored text."""
        self._known: tuple[str, ...] = ()
        self.made_text = MadeText(session, self)
        self.area = TextArea(self.ui.body)
        self.area.textChanged.connect(self._follow)
        self.area.exited.connect(self.keep)
        self._wrong = ThaiLabel("", self.ui.body, style=Text.LABEL, tone=Tone.LATE, most=3)
        add(self.ui.rows, self.area, self._wrong)
        self.reads = ThaiLabel("", self.ui.body, most=0)
        self._reads = self.add_section(tr("เมื่อพิมพ์"), self.reads)
        self._reads.acted.connect(self.use_shipped)
        self._fields = self.add_section(tr("ช่องเติม"))
        self._note = ThaiLabel(
            tr("คลิกเพื่อแทรกตรงที่พิมพ์อยู่"), self._fields, style=Text.NOTE, tone=Tone.TEXT2
        )
        self.fields = LinkList(self._fields)
        self.fields.opened.connect(self.insert)
        add(self._fields.column, self._note, self.fields)

    def show_wording(self, worded: wordings.EffectiveWording) -> None:
        """Shows a text; one being edited is kept."""
        template, locked = worded.template, self._session.is_locked
        typing = template.name == self.name and self.area.toPlainText() != self._shown
        self.name, self._known = template.name, template.fields
        self.set_head("", None, display_name(template))
        self.area.setAccessibleName(display_name(template))
        self.area.setReadOnly(locked)
        if not typing:
            self._show_text(worded)
        own = worded.own is not None and not locked
        self._reads.set_action(tr("ใช้ถ้อยคำตามแบบ") if own else "")
        self._show_fields(locked=locked)
        self._follow()

    def _show_text(self, worded: wordings.EffectiveWording) -> None:
        """Shows the current text; generated content once it is available, read-only until then."""
        session, one = self._session, worded.template
        self.made_text.forget()
        if worded.own is not None or not one.made:
            self._show_for_editing(worded.text)
            return
        context = session.cached(
            ("material", session.year, Profile.PUBLIC, session.today),
            lambda: context_of(session.workspace, session.data, session.previous),
        )
        self.made_text.find(context, one, self._show_for_editing)
        if self.made_text.is_going:
            self._show_for_editing("")
            self.area.setReadOnly(True)

    def _show_for_editing(self, words: str) -> None:
        """Shows a text for editing."""
        self.area.setReadOnly(self._session.is_locked)
        self._shown = words
        if self.area.toPlainText() != words:
            self.area.setPlainText(words)

    def _show_fields(self, *, locked: bool) -> None:
        values = wordings.example_values(self._session.data)
        self._fields.setVisible(bool(self._known))
        self._note.setVisible(not locked)
        self.fields.set_links(
            [
                Linked(text, f"{{{text}}}", _field_text(text, values.get(text, "")), "plus")
                for text in self._known
            ]
        )
        self.fields.setEnabled(not locked)

    def _follow(self) -> None:
        words = self.area.toPlainText()
        self.reads.setText(wordings.preview(self._session.data, words))
        unknown = wordings.unknown_fields(words, self._known)
        listed = " ".join(f"{{{text}}}" for text in unknown)
        text = tr("ถ้อยคำนี้ไม่มีช่องเติม {fields} เลือกจากรายการข้างล่าง", fields=listed)
        self._wrong.setText(text if unknown else "")
        self._wrong.setVisible(bool(unknown))

    def insert(self, field: str) -> None:
        """Inserts a field at the cursor."""
        if self.area.isReadOnly():
            return
        self.area.insertPlainText(f"{{{field}}}")
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Stores the text as the office's own; a rejected one is kept in the editor."""
        session, name, words = self._session, self.name, self.area.toPlainText()
        focus = self.window().focusWidget()
        if not name or words == self._shown or session.is_locked:
            return
        if not words.strip() and focus is not None and self.fields.isAncestorOf(focus):
            # A field is about to be inserted.
            return
        if not words.strip():
            self.use_shipped()
        elif session.could_write(wordings.put, name, words):
            self._shown = words

    def use_shipped(self) -> None:
        """Restores the default text."""
        session, name = self._session, self.name
        self._shown = self.area.toPlainText()
        if session.could_write(wordings.reset, name):
            session.notified.emit(tr("ใช้ถ้อยคำตามแบบแล้ว"), True)
            shown = next(
                worded for worded in wordings.listing(session.data) if worded.template.name == name
            )
            self.show_wording(shown)


def display_name(template: Template) -> str:
    """Returns the name of a text in lists: its own, else its first words, which are in Thai."""
    return template.titled(tr(template.name_shown) if template.name_shown else "")


def _field_text(field: str, value: str) -> str:
    """Returns ``ชื่อสำนักงานเขต: สำนักงานเขตตัวอย่าง``; only the value if the field's name is
    self-explanatory."""
    if field not in EXPLAINED:
        return value
    described = tr(EXPLAINED[field])
    return f"{described}: {value}" if value else described


class OfficeFileSize:
    GARUDA: Final = 113
    """Height of the garuda: 3 cm, as printed in orders."""


class OfficeFilePane(DetailPane):
    """Selects, shows and removes a file; files are read and drawn in another thread."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.name = wordings.GARUDA
        self._media = ""
        self.file = self.add_row(tr("ไฟล์"))
        self.picture = QLabel(self.ui.body)
        self.choose_button = Button(tr("เลือกไฟล์…"), self.ui.body, icon_name="folder-open")
        self.save_button = Button(tr("บันทึกเป็นไฟล์…"), self.ui.body, kind=ButtonKind.QUIET)
        self.out_button = Button(tr("เอาออก"), self.ui.body, icon_name="trash-2")
        self.note = ThaiLabel("", self.ui.body, style=Text.LABEL, tone=Tone.TEXT2, most=0)
        add(
            self.ui.rows,
            self.picture,
            hbox(
                self.choose_button,
                self.out_button,
                None,
                margins=(0, Space.S, 0, Space.M),
                gap=Space.S,
            ),
            hbox(self.save_button, None, margins=(0, 0, 0, Space.M)),
            self.note,
        )
        self.choose_button.clicked.connect(self.choose)
        self.save_button.clicked.connect(self.save)
        self.out_button.clicked.connect(self.take_out)

    def show_file(self, name: str) -> None:
        """Shows the file ``name`` of the office."""
        session = self._session
        self.name = name
        found = next((file for file in session.data.office_files if file.name == name), None)
        self.set_head("", None, tr(wordings.FILE_TITLES[name]))
        self.picture.setAccessibleName(tr(wordings.FILE_TITLES[name]))
        self.note.setText(tr(NOTES[name]))
        self.file.set_value(found.file_name if found is not None else "")
        locked = session.is_locked
        self.choose_button.setVisible(not locked)
        self.choose_button.setText(tr("เลือกไฟล์อื่น…") if found else tr("เลือกไฟล์…"))
        self.save_button.setVisible(found is not None)
        self.out_button.setVisible(found is not None and not locked)
        media = found.media if found is not None and name in wordings.PICTURES else ""
        if media != self._media:
            self._media = media
            self.picture.clear()
            if media:
                self._draw(media)
        self.picture.setVisible(bool(media))

    def _draw(self, media: str) -> None:
        """Draws a thumbnail of the stored picture."""
        data = self._session.workspace.media(media)
        height = round(OfficeFileSize.GARUDA * self.devicePixelRatioF())
        if data is None:
            return
        kept = data

        def work(_progress: Progress) -> bytes:
            return thumbnail(kept, height)

        job = Job(work, self)
        job.done.connect(lambda png: self._show_picture(media, png))
        job.failed.connect(self._session.failed)
        job.start()

    def _show_picture(self, media: str, png: object) -> None:
        if media != self._media or not isinstance(png, bytes):
            return
        picture = QPixmap()
        picture.loadFromData(png)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(picture)

    # -- what the clerk does

    def choose(self) -> None:
        """Asks for a file and stores it."""
        endings = " ".join(f"*.{suffix}" for suffix in wordings.SUFFIXES[self.name])
        title = tr(wordings.FILE_TITLES[self.name])
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", f"{title} ({endings})")
        if chosen:
            self.take(Path(chosen))

    def save(self) -> None:
        """Asks for a location, and exports the stored file."""
        session = self._session
        for file in session.data.office_files:
            if file.name == self.name:
                save_kept(session, file.media, file.file_name, self)

    def take(self, path: Path) -> None:
        """Reads a file and stores it; a rejected one changes nothing."""
        session, name = self._session, self.name
        workspace, year = session.workspace, session.year

        def work(_progress: Progress) -> str:
            wordings.put_file(workspace, year, name, path.name, wordings.read(name, path))
            return path.name

        session.run(work, self._show_taken, tr("กำลังอ่าน {file}", file=path.name))

    def _show_taken(self, file: str) -> None:
        self._session.notified.emit(tr("ใช้ {file} ในเอกสารแล้ว", file=file), True)

    def take_out(self) -> None:
        """Removes the file from documents."""
        session, name = self._session, self.name
        if session.could_write(wordings.remove_file, name):
            session.notified.emit(tr("เอา{name}ออกแล้ว", name=tr(wordings.FILE_TITLES[name])), True)


class WordingWidth:
    """The editable texts of documents."""

    TITLE: Final = 240
    STATE: Final = 150


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A row: a text or file; ``id`` is its name."""

    id: str
    title: str
    state: str
    """Whether the text is the office's or the default, or the file's name."""
    own: bool


def wording_columns() -> list[Column[WordingRow]]:
    """Returns the columns: name and state."""
    return [
        Column("title", tr("ถ้อยคำ"), lambda row: row.title, WordingWidth.TITLE, stretch=True,
               hideable=False),
        Column("state", tr("ที่ใช้อยู่"), lambda row: row.state, WordingWidth.STATE,
               tone=lambda row: Tone.ACCENT if row.own else Tone.TEXT2),
    ]  # fmt: skip


def wording_groups(data: YearData) -> list[RowGroup]:
    """Returns the office's files, then the texts by document."""
    files = {file.name: file.file_name for file in data.office_files}
    found = tuple(
        WordingRow(name, tr(title), files.get(name) or tr("ยังไม่มี"), name in files)
        for name, title in wordings.FILE_TITLES.items()
    )
    groups = [RowGroup(id=FILES, title=tr("ใช้ทุกฉบับ"), rows=found)]
    papers: dict[str, list[WordingRow]] = {}
    for worded in wordings.listing(data):
        own = worded.own is not None
        state = tr("ของสำนักงาน") if own else tr("ตามแบบ")
        row = WordingRow(worded.template.name, display_name(worded.template), state, own)
        papers.setdefault(worded.template.papers, []).append(row)
    groups += [
        RowGroup(id=paper, title=tr(paper), rows=tuple(rows)) for paper, rows in papers.items()
    ]
    return groups


class WordingEditor(SectionEditor):
    """The list at the left, the selected text or file at the right."""

    about = "wordings"
    pane: QStackedWidget

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.table = SheetView(wording_columns())
        self.table.tints_row = True
        self.table.setAccessibleName(tr("ถ้อยคำในเอกสาร"))
        self.words = WordingPane(session)
        self.file = OfficeFilePane(session)
        self.pane = QStackedWidget()
        self.pane.addWidget(self.words)
        self.pane.addWidget(self.file)
        self.pane_button = Button(icon_name="panel-right-open")
        self.pane_button.setToolTip(tr("แสดงรายละเอียด (F4)"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        note = ThaiLabel(
            tr("เอกสารใช้ถ้อยคำเหล่านี้ แก้เป็นของสำนักงานได้ทุกข้อความ และกลับไปใช้ตามแบบได้เสมอ"),
            style=Text.LABEL,
            tone=Tone.TEXT2,
        )
        main = QWidget()
        vbox(
            hbox((note, 1), self.pane_button, margins=(Space.PAGE_EDGE, Space.XS), gap=None),
            (self.table, 1),
            on=main,
        )
        self.split = SideSplit(
            main, self.pane, self._session.memory, "wordings.pane", self, width=Width.PREVIEW
        )
        vbox(self.split, on=self)

    def _connect(self) -> None:
        table = self.table
        table.current_changed.connect(lambda _row: self._show_current())
        table.detail_requested.connect(lambda _row: self._open_pane())
        self.pane_button.clicked.connect(self.split.turn)
        self.split.folded.connect(lambda _folded: self._offer_pane())
        for pane in (self.words, self.file):
            pane.fold_requested.connect(self.split.turn)
            pane.exited.connect(table.take_focus)
        add_key(self, TURN_PANE, self.split.turn, with_children=True)

    def refresh(self) -> None:
        """Updates texts and files from the session."""
        data = self._session.data
        self.table.sheet.set_rows(wording_groups(data), flash=False)
        current = self.table.current_row()
        if current is None or isinstance(current, RowGroup):
            self.table.go_to(wordings.listing(data)[0].template.name, "title")
        self._show_current()
        self._offer_pane()

    def show_wording(self, name: str) -> None:
        """Makes a text or file current."""
        self.table.sheet.clear_filters()
        self.table.go_to(name, "title")
        self._show_current()

    def _show_current(self) -> None:
        row = self.table.current_row()
        if not isinstance(row, WordingRow):
            return
        if row.id != self.words.name:
            self.words.keep()
        if row.id in wordings.FILE_TITLES:
            self.file.show_file(row.id)
            self.pane.setCurrentWidget(self.file)
            return
        found = (
            worded
            for worded in wordings.listing(self._session.data)
            if worded.template.name == row.id
        )
        self.words.show_wording(next(found))
        self.pane.setCurrentWidget(self.words)

    def _open_pane(self) -> None:
        self.split.fold(False)
        if self.pane.currentWidget() is self.words:
            self.words.area.setFocus()
        else:
            self.file.choose_button.setFocus()

    def _offer_pane(self) -> None:
        self.pane_button.setVisible(self.split.is_folded)

    def hideEvent(self, event: QHideEvent) -> None:
        # Input is stored.
        self.words.keep()
        super().hideEvent(event)
