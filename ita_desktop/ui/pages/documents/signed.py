"""The signed version of the selected document: what is said of it above the preview, how the data
differs from it, and what follows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.documents.signed import SignedPaper
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.roster.signed_orders import ORDERS
from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.background import Progress, giving
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.pages.documents.pane import DocumentPane
from ita_desktop.ui.session import Session

_LETTERS: Final = "memo"
KEEP: Final = "keep-signed"
"""Key of the offer to keep what was printed or saved, before the document and what it is about."""


def keep_offer(document: str, subject: str) -> tuple[str, str]:
    """Returns the words and the key of the offer to keep a document as signed."""
    about = f"#{subject}" if subject else ""
    return tr("เก็บเป็นฉบับลงนาม…"), f"{KEEP}{document}{about}"


class _Look(NamedTuple):
    """What is compared: the context is the same object until something is written."""

    context: ReportContext
    paper: SignedPaper


class SignedController(QObject):
    """Shows a signed version at once; how the data differs is found in another thread."""

    drafted = Signal(str, str)
    """An order or letter was drafted that follows: the document's name, and its key."""

    def __init__(self, session: Session, pane: DocumentPane, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._pane = pane
        self._over = over
        self._selected: tuple[ReportContext, str, Digits] | None = None
        self._shown: _Look | None = None
        self._looking: _Look | None = None
        """What is being compared in the other thread."""
        pane.changes.opened.connect(lambda _place: self.show_differences())

    @property
    def is_looking(self) -> bool:
        """Whether the data is being compared with the signed paper."""
        return self._looking is not None

    def show(self, context: ReportContext, name: str, digits: Digits) -> None:
        """Shows when the document was signed, if it was; :meth:`look` compares it."""
        self._selected = (context, name, digits)
        before, self._shown = self._shown, None
        paper = None
        if self._session.data.signed_papers:
            from ita_desktop.services.papers import signing

            paper = signing.signed_last(context, name)
        if paper is None:
            self._pane.show_signed("")
            return
        self._shown = _Look(context, paper)
        if before is None or before.paper != paper or before.context is not context:
            self._pane.show_signed(in_language(signing.signed_line(paper)))

    def look(self) -> None:
        """Compares the shown signed paper with the data, unless that is going on."""
        look = self._shown
        if look is None or self._looking is not None:
            return
        from ita_desktop.services.papers import signing

        self._looking = look

        def work(_progress: Progress) -> int:
            return len(signing.differences(*look).differences)

        self._session.run(giving(work, InputError), self._tell)

    def _tell(self, found: int | InputError) -> None:
        look, self._looking = self._looking, None
        if self._shown is None or look is None:
            return
        if look.paper != self._shown.paper or look.context is not self._shown.context:
            self.look()
            return
        from ita_desktop.services.papers import signing

        count = found if isinstance(found, int) else 0
        self._pane.show_changes(in_language(signing.differ_line(count)) if count else "")

    def keep(self) -> None:
        """Asks what is known of the selected document, and keeps it as signed."""
        if self._selected is None or self._session.refuses():
            return
        load("ita_desktop.ui.dialogs.signed")
        from ita_desktop.ui.dialogs.signed import KeepSheet

        KeepSheet(self._session, *self._selected, self._over.window()).exec()

    def show_sent(self) -> None:
        """Lists what was signed and sent out."""
        load("ita_desktop.ui.dialogs.signed")
        from ita_desktop.ui.dialogs.signed import SentSheet

        SentSheet(self._session, self._over.window()).exec()

    def show_differences(self) -> None:
        """Lists how the data differs from the signed paper, with what can follow it."""
        look = self._shown
        if look is None:
            return
        load("ita_desktop.ui.dialogs.compared_paper")
        from ita_desktop.services.papers import signing
        from ita_desktop.ui.dialogs.compared_paper import ComparedPaperSheet, Offer

        offers = () if self._session.is_locked else self._offers(look.paper)
        ComparedPaperSheet(
            lambda: signing.differences(*look),
            in_language(signing.signed_line(look.paper)),
            self._over.window(),
            note=in_language(signing.scan_line(look.paper)),
            offers=[Offer(*offer) for offer in offers],
        ).exec()

    def _offers(self, paper: SignedPaper) -> list[tuple[str, Callable[[], object]]]:
        from ita_desktop.services.papers import amending

        data = self._session.data
        found: list[tuple[str, Callable[[], object]]] = []
        if amending.can_amend(data, paper):
            found.append((tr("ร่างคำสั่งแก้ไข"), self._amend))
        if paper.subject in data.letter_by_id:
            found.append((tr("ร่างหนังสือแก้ไข"), self._correct))
        return [*found, (tr("เก็บเป็นฉบับใหม่…"), self.keep)]

    def _amend(self) -> None:
        from ita_desktop.services.papers import amending

        if self._shown is not None:
            context, paper = self._shown
            key = self._session.write(amending.amend, paper.id)
            if key is not None:
                self.drafted.emit(ORDERS, key)
                now = replace(context, year=self._session.data)
                self._session.run(
                    giving(lambda _progress: amending.not_taken(now, paper), InputError),
                    self._tell_not_taken,
                )

    def _tell_not_taken(self, left: str | InputError) -> None:
        if left and isinstance(left, str):
            self._session.notified.emit(in_language(left), True)

    def _correct(self) -> None:
        from ita_desktop.services.papers import amending

        if self._shown is not None:
            key = self._session.write(amending.correct, self._shown.paper.id)
            if key is not None:
                self.drafted.emit(_LETTERS, key)
