"""Asks why an item has a mark of 100 although not everything is proved."""

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.services.oit import proofs
from ita_desktop.ui.pages.oit.verdicts import unproved_mark
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel


class ReasonPart(QWidget):
    """The question and a field for a word of reason; shown only for such an item. The mark stands
    whether or not a reason is given."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._code = ""
        self._stored = ""
        self.question = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=3)
        self.field = Field(self, example=tr("เหตุผลที่ให้ 100 (เว้นไว้ได้)"))
        self.field.setAccessibleName(tr("เหตุผลที่ให้ 100"))
        self.field.editingFinished.connect(self._store)
        vbox(self.question, self.field, on=self, gap=Space.XS, margins=(0, Space.XS, 0, 0))
        self.hide()

    def show_item(self, code: str) -> None:
        """Shows the question if the item's mark of 100 is not proved."""
        mark = unproved_mark(self._session, code)
        if code != self._code or not self.field.hasFocus():
            self._stored = mark.reason if mark is not None else ""
            self.field.setText(self._stored)
        self._code = code
        self.field.setReadOnly(self._session.workspace.read_only)
        count = len(mark.points) if mark is not None else 0
        text = "คะแนน 100 ยังไม่พิสูจน์ {count} รายการ เพราะเหตุใดจึงให้ 100"
        self.question.setText(tr(text, count=count) if count else "")
        self.setVisible(bool(count))

    def _store(self) -> None:
        session, words = self._session, self.field.text().strip()
        if not self._code or words == self._stored or session.workspace.read_only:
            return
        if session.could_write(proofs.give_reason, self._code, words, session.today):
            self._stored = words
