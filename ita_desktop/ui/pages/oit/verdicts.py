"""How far the requirements of OIT items are proved, as the page shows it, and the question why a
mark of 100 stands that is not proved."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ita_desktop.domain.framework import Item
from ita_desktop.domain.oit.judging import (
    JudgedPoint,
    Judgement,
    UnprovedMark,
    decisive,
    judged,
    unproved_marks,
)
from ita_desktop.domain.scores.progress import oit_items
from ita_desktop.i18n import tr, translated
from ita_desktop.services.oit import link_checks
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.marks import Mark

JUDGED_WORDS: Final = {
    Judgement.CONTRADICTED: "ขัดแย้ง",
    Judgement.OPEN: "ยังไม่มีหลักฐาน",
    Judgement.CLAIMED: "ยังไม่พิสูจน์",
    Judgement.PROVED: "พิสูจน์แล้ว",
}
MARKS: Final = {
    Judgement.CONTRADICTED: Mark.LATE,
    Judgement.OPEN: Mark.NONE,
    Judgement.CLAIMED: Mark.DOING,
    Judgement.PROVED: Mark.DONE,
}


def verdicts_of(session: Session, item: Item) -> Mapping[str, JudgedPoint]:
    """Returns the judgements of an item's requirements, by code."""
    points = session.cached(
        ("oit.judged", session.year, item.code), partial(judged, session.data, item)
    )
    return {point.point.code: point for point in points}


def verdict_text(point: JudgedPoint) -> str:
    """Returns the judgement of a requirement in words, with why."""
    word, why = tr(JUDGED_WORDS[point.judgement]), translated(point.why)
    return why if why == word else f"{word} · {why}"


def judged_items(session: Session) -> Mapping[str, JudgedPoint | None]:
    """Returns what decides the judgement of each item, by code."""
    return session.cached(
        ("oit.judgements", session.year),
        lambda: {
            item.code: decisive(verdicts_of(session, item).values())
            for item in oit_items(session.data)
        },
    )


def judgement_of(point: JudgedPoint | None) -> Judgement:
    """Returns the judgement of an item that a point decides."""
    return point.judgement if point is not None else Judgement.OPEN


def is_contradicted(session: Session, code: str) -> bool:
    """Returns whether a check says that an item is not what its ticks or mark say of it."""
    return judgement_of(judged_items(session).get(code)) is Judgement.CONTRADICTED


def contradicted_word() -> str:
    """Returns the word of an item that is complete by its mark, and not by its proof."""
    return tr("หลักฐานขัด")


def unproved_mark(session: Session, code: str) -> UnprovedMark | None:
    """Returns what is not proved of an item's own mark of 100; None if it has none, or all is."""
    found = session.cached(("oit.unproved", session.year), lambda: unproved_marks(session.data))
    return next((mark for mark in found if mark.item.code == code), None)


class ReasonPart(QWidget):
    """The question and a field for a word of reason; shown only for such an item. The mark stands
    whether or not a reason is given."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._about = (0, "")
        """The year and item of the text in the field."""
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
        about = self._session.year, code
        if about != self._about:  # shown while the field has the focus
            self._store()
        if about != self._about or self.field.text().strip() == self._stored:
            self._stored = mark.reason if mark is not None else ""
            self.field.setText(self._stored)
        self._about = about
        self.field.setReadOnly(self._is_locked(code))
        count = len(mark.points) if mark is not None else 0
        text = "คะแนน 100 ยังไม่พิสูจน์ {count} รายการ เพราะเหตุใดจึงให้ 100"
        self.question.setText(tr(text, count=count) if count else "")
        self.setVisible(bool(count))

    def _is_locked(self, code: str) -> bool:
        return bool(self._session.locked_to(self._session.data.owners_of_item(code)))

    def _store(self) -> None:
        session, words, before = self._session, self.field.text().strip(), self._stored
        year, code = self._about
        if not code or words == before or self._is_locked(code):
            return
        self._stored = words
        day = session.today
        if not session.do(
            lambda: link_checks.give_reason(session.workspace, year, code, words, day)
        ):
            self._stored = before
