"""Makes the PDF of the selected document in another thread; the newest request wins."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.domain.text import Digits
from ita_desktop.services.documents import exporting
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.pages.documents.preview.pages import PreviewPages

Request = tuple[ReportContext, str, Digits]
"""The report context, the document's name, and its digits."""


class DocumentMaker(QObject):
    """Makes one document at a time; meanwhile only the newest request is queued."""

    made = Signal(str, object)
    """The document's name and its :class:`PreviewPages`."""
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._running: Request | None = None
        self._waiting: Request | None = None

    @property
    def busy(self) -> bool:
        """Whether a document is being made."""
        return self._job is not None

    def make(self, context: ReportContext, name: str, digits: Digits) -> None:
        """Requests a document, replacing a queued request."""
        self._waiting = (context, name, digits)
        if self._job is None:
            self._go_on()

    def _go_on(self) -> None:
        request, self._waiting = self._waiting, None
        self._running = request
        if request is None:
            return
        self._job = Job(_work(request))
        self._job.done.connect(self._finish)
        self._job.failed.connect(self._fail)
        self._job.start()

    def _finish(self, pages: PreviewPages) -> None:
        self._job = None
        made = self._running
        if self._waiting is None and made is not None:
            self.made.emit(made[1], pages)
        self._go_on()

    def _fail(self, sentence: str) -> None:
        self._job = None
        if self._waiting is None:
            self.failed.emit(sentence)
        self._go_on()


def _work(request: Request) -> Callable[[Progress], PreviewPages]:
    context, name, digits = request

    def work(_progress: Progress) -> PreviewPages:
        return PreviewPages(*exporting.preview(context, name, digits))

    return work
