"""What the program makes of the data for a text of the papers: a whole document may have to be made
for it, so that is done in another thread."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.wordings.templates import Template
from ita_desktop.services.documents import wordings
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.session import Session

_MOMENT: Final = 0.04
"""Seconds that are waited for a text, so that most are there at once."""


class MadeText(QObject):
    """Finds texts, one at a time: only the one that was asked for last is told."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None

    @property
    def is_going(self) -> bool:
        """Whether a text is being made."""
        return self._job is not None

    def find(
        self, context: ReportContext, template: Template, then: Callable[[str], object]
    ) -> None:
        """Calls ``then`` with what the program says in the place of a text: at once where it is
        known or made in a moment, else when it is there."""
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
        for signal in (job.done, job.failed, job.stopped):
            signal.connect(job.deleteLater)
        job.start()
        job.wait_and_report(_MOMENT)

    def forget(self) -> None:
        """What was asked for is wanted no more."""
        self._job = None
