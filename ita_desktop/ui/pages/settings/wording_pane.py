"""The pane of ถ้อยคำในเอกสาร: a text, its preview, and its fields. What is generated for a text
may require a whole document, so it is made in another thread.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt

from ita_desktop.documents.kinds import Profile, ReportContext
from ita_desktop.documents.wordings.templates import EXPLAINED, Template
from ita_desktop.i18n import tr
from ita_desktop.services.documents import wordings
from ita_desktop.services.documents.exporting import context_of
from ita_desktop.services.documents.wordings import (
    EffectiveWording,
    example_values,
    preview,
    unknown_fields,
)
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Text, Tone
from ita_desktop.ui.widgets.boxes import add
from ita_desktop.ui.widgets.fields.text import TextArea
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.page.pane import DetailPane

_MOMENT: Final = 0.04
"""Seconds to wait for the content, so that most is available at once."""


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

    def show_wording(self, worded: EffectiveWording) -> None:
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

    def _show_text(self, worded: EffectiveWording) -> None:
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
        values = example_values(self._session.data)
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
        self.reads.setText(preview(self._session.data, words))
        unknown = unknown_fields(words, self._known)
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
