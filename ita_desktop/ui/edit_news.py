"""Messages on the edits of a session, and their actions."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from ita_desktop.domain.documents import APPOINTED
from ita_desktop.domain.errors import ConflictError
from ita_desktop.i18n import in_language, sentence, tr, translated
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.places import Place
from ita_desktop.storage.edits.changes import Changed, EditKind
from ita_desktop.ui.loading.asked import later, load
from ita_desktop.ui.navigation import PAGES, Navigation
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.status import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.ui.edit_questions import StepOffer


_UNDO_KEY = "undo"
_DONE_KEY = "done"
_OTHERS_KEY = "others"
_REFUSED_KEY = "refused"
_STEPS_KEY = "step-lines"
_OTHER_YEAR_KEY = "other-year"
_COUNT_KEY = "counts-from"
_NUMBER_KEY = "whole-number"
_ROW_KEY = "row-history:"
"""Prefix of the key of a message whose action shows the history of a row."""
_MANY_OF_OTHERS: Final = 20
"""Number of rows from which an edit of somebody else is reported: fewer are seen to flash."""
_GO_KEY = "go-to:"
"""Prefix of the key of a message whose action returns to a point of the history."""
_PLACE_KEY = "place:"
"""Prefix of the key of an action that shows a place: its page, a colon, its target."""


class EditNews(QObject):
    """Shows messages on the edits of a session."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session)
        self._session = session
        self._frame = frame = navigation.frame
        self._line = frame.message
        self._show_words = navigation.show_here
        self._visit = navigation.visit
        self._steps: StepOffer | None = None
        self._stacks: WeakSet[QStackedWidget] = WeakSet()
        """The stacks of parts that were there when something was refused."""
        self._numbered = ("", "")
        """The id of a letter and the complete number that is offered for it."""
        self._actions: dict[str, Callable[[], object]] = {
            _UNDO_KEY: self._undo,
            _OTHER_YEAR_KEY: session.undo,
            _COUNT_KEY: self._choose_month,
            _STEPS_KEY: self._part_steps,
            _NUMBER_KEY: self._complete_number,
        }
        session.changed.connect(self._on_changed)
        session.year_changed.connect(lambda _year: self._line.leave())
        session.failed.connect(self._show_refused)
        session.undo_refused.connect(self._show_built_on)
        for mended in (session.failure_over, session.stepped):
            mended.connect(lambda: self._line.withdraw(_REFUSED_KEY))
        session.notified.connect(self._show_done)
        session.imported.connect(self._show_imported)
        session.saved.connect(self._show_saved)
        session.place_requested.connect(lambda place: self._visit(place.page, place.target))
        session.replay_requested.connect(self._replay)
        session.working.connect(frame.work.watch)

    def act(self, key: str) -> bool:
        """Performs the action of a message; returns whether the key is one of these."""
        if key.startswith(_GO_KEY):
            self.go_to_point(int(key.removeprefix(_GO_KEY)))
        elif key.startswith(_ROW_KEY):
            self._show_row(key.removeprefix(_ROW_KEY))
        elif key.startswith(_PLACE_KEY):
            self._line.withdraw(_UNDO_KEY)
            page, _, target = key.removeprefix(_PLACE_KEY).partition(":")
            self._visit(page, target)
        elif key in self._actions:
            self._actions[key]()
        else:
            return False
        return True

    def show_history(self) -> None:
        """Opens the list of recent changes below the undo button."""
        from ita_desktop.services import history
        from ita_desktop.ui.frame.undo_list import UndoPopup, rows_of

        line = history.timeline(self._session.workspace)
        popup = UndoPopup(rows_of(line, self._session.today), self._frame)
        popup.picked.connect(self.go_to_point)
        popup.open_by(self._frame.top_bar.undo)

    def go_to_point(self, point: int) -> None:
        """Undoes all edits after the one with this number, or redoes undone ones up to it."""
        from ita_desktop.ui.frame.undo_list import go_to_point

        go_to_point(self._session, self._frame.work, point, self._line.display, _GO_KEY)

    def _replay(self, kind: EditKind) -> None:
        from ita_desktop.ui.frame.undo_list import replay

        replay(self._session, self._frame.work, kind)

    def _undo(self) -> None:
        # A message with two actions stays open, and a second click would undo another edit.
        self._line.withdraw(_UNDO_KEY)
        self._session.undo()

    def _choose_month(self) -> None:
        from ita_desktop.ui import edit_questions

        edit_questions.choose(self._session, self._line)

    def _part_steps(self) -> None:
        if self._steps is not None:
            self._steps.take()

    # -- messages

    def _show_refused(self, text: str) -> None:
        """Shows an error, replacing an earlier one, until another part of the page is shown."""
        self._show_words(Message(MessageKind.BAD, text, key=_REFUSED_KEY))
        for stack in self._frame.ui.pages.findChildren(QStackedWidget):
            if stack not in self._stacks:
                self._stacks.add(stack)
                stack.currentChanged.connect(self._leave_part)

    def _leave_part(self) -> None:
        if not self._line.is_here(_REFUSED_KEY):  # refused as the other part was asked for
            self._line.withdraw(_REFUSED_KEY)

    def _show_built_on(self, error: ConflictError) -> None:
        """Shows who built on an edit that was to be undone, and offers the history of the row."""
        action = tr("ดูประวัติของแถวนี้") if error.key else ""
        key = f"{_ROW_KEY}{error.key}" if error.key else _REFUSED_KEY
        self._show_words(Message(MessageKind.BAD, sentence(error), action, key=key))

    def _show_row(self, key: str) -> None:
        load("ita_desktop.ui.shared.edit_sheets")
        from ita_desktop.ui.shared.edit_sheets import RowHistorySheet

        RowHistorySheet(self._session, key, self._frame).exec()

    def _show_of_others(self, changed: Changed) -> None:
        """Shows a message on an edit of somebody else with many rows."""
        count = len({(row.table, row.key) for row in changed.rows})
        if count >= _MANY_OF_OTHERS:
            words = tr("{who} เปลี่ยน {count} แถว", who=changed.who, count=count)
            text = f"{words}: {translated(changed.label)}" if changed.label else words
            self._show_words(Message(MessageKind.INFO, text, key=_OTHERS_KEY))

    def _show_saved(self, text: str, file: Path) -> None:
        from ita_desktop.ui.outside import saved

        self._show_words(saved(text, file.parent, file))

    def _show_imported(self, text: str, place: Place | None) -> None:
        done = _undoable(text)
        title = self._title_elsewhere(place) if place is not None else ""
        if place is not None and title:
            words = tr("ดูที่ {page}", page=title)
            key = f"{_PLACE_KEY}{place.page}:{place.target}"
            done = done._replace(other=words, other_key=key)
        self._show_words(done)

    def _title_elsewhere(self, place: Place) -> str:
        """Returns the title of a place's page, or of the part on the page that is shown; empty if
        the place is shown."""
        from ita_desktop.ui.pages.page import Page

        if place.page != self._frame.current_page:
            return tr(PAGES[place.page].title)
        page = self._frame.page(place.page)
        return page.hidden_part(place.target) if isinstance(page, Page) else ""

    def _show_done(self, text: str, undoable: bool) -> None:
        if undoable:
            self._show_words(_undoable(text))
        else:
            self._line.withdraw(_UNDO_KEY)
            self._show_words(Message(MessageKind.GOOD, text, key=_DONE_KEY))

    def _on_changed(self, changed: Changed) -> None:
        if changed.who:
            self._show_of_others(changed)
            return
        # What was done or undone, to which an offered undo applies, is no longer the last edit, and
        # a rejected input was corrected or discarded.
        for key in (_UNDO_KEY, _DONE_KEY, _REFUSED_KEY, _STEPS_KEY, _OTHER_YEAR_KEY, _NUMBER_KEY):
            self._line.withdraw(key)
        if changed.kind is not EditKind.DO:
            # What a page said of an edit may be true no more.
            self._line.leave()
        self._offer_lines(changed)
        self._tell_signed(changed)
        self._offer_number(changed)
        self._doubt_year(changed)
        if "fiscal_year" in changed.tables:
            from ita_desktop.ui import edit_questions

            edit_questions.follow(changed, self._session, self._line, self._show_words)

    def _offer_lines(self, changed: Changed) -> None:
        """Offers to split steps entered in a single paragraph into lines."""
        if not changed.tables & {"measure", "finding"}:
            return

        from ita_desktop.ui.edit_questions import StepOffer

        self._steps = self._steps or StepOffer(self._session)
        offer = self._steps.message_of(changed)
        if offer is not None:
            self._show_words(offer._replace(key=_STEPS_KEY))

    def _tell_signed(self, changed: Changed) -> None:
        """Tells that members or duties of a signed order are others now."""
        data = self._session.data
        if not data.signed_papers or APPOINTED.isdisjoint(changed.tables):
            return
        from ita_desktop.services.papers.amending import parted
        from ita_desktop.services.papers.signing import signed_line

        for paper in parted(data, changed.rows):
            words = "รายชื่อหรือหน้าที่ไม่ตรงกับ{title} ({signed})"
            text = tr(words, title=paper.title, signed=in_language(signed_line(paper)))
            key = f"{_PLACE_KEY}documents:{paper.document}#{paper.subject}"
            action = tr("ดูที่ต่างหรือร่างคำสั่งแก้ไข")
            self._show_words(Message(MessageKind.INFO, text, action, key=key))

    def _offer_number(self, changed: Changed) -> None:
        """Tells that a bare number of a letter is stored as typed, and offers the complete one: the
        office's prefix stands in the empty cell, and is not typed."""
        if changed.kind is not EditKind.DO or "letter" not in changed.tables:
            return
        from ita_desktop.documents.reports.letters.memo import whole_number

        for row in changed.rows:
            if row.table != "letter" or row.old is None or row.new is None:
                continue
            typed = str(row.new.get("number", ""))
            whole = whole_number(self._session.data, typed)
            if whole:
                self._numbered = row.key, whole
                text = tr("เก็บเลขที่ {number} ตามที่พิมพ์ ไม่มีคำนำหน้าของสำนักงาน", number=typed)
                action = tr("ใช้ {number}", number=whole)
                self._show_words(Message(MessageKind.INFO, text, action, key=_NUMBER_KEY))

    def _complete_number(self) -> None:
        from ita_desktop.services import letters

        self._line.withdraw(_NUMBER_KEY)
        key, whole = self._numbered
        self._session.write(letters.edit, [CellEdit(key, "number", whole)])

    def _doubt_year(self, changed: Changed) -> None:
        """Warns about stored dates in another fiscal year."""
        if changed.kind is not EditKind.DO:
            return
        from ita_desktop.ui.edit_questions import doubt

        text = doubt(changed, self._session)
        if text:
            doubted = Message(MessageKind.WARNING, text, tr("เลิกทำ"), "Ctrl+Z", _OTHER_YEAR_KEY)
            # The message on the edit comes first.
            later(self, 0, lambda: self._show_words(doubted))


def _undoable(text: str) -> Message:
    """Returns a message on an edit, which offers to undo it."""
    return Message(MessageKind.GOOD, text, tr("เลิกทำ"), "Ctrl+Z", _UNDO_KEY)
