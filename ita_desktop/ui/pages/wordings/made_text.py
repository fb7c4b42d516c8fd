"""Content generated for an editable text; it may require a whole document, so it is generated in
another thread."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.wordings.templates import Template
from ita_desktop.services.documents import wordings
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.session import Session

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
