"""Renders pages one after the other in another thread, and caches them."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.pages.documents.preview.pages import PreviewPages

CACHE_BYTES = 64 * 1024 * 1024
"""Size of the cache in bytes, apart from visible pages."""

Wish = tuple[int, int]
"""A page index and its width in device pixels."""
_Key = tuple[int, int, int]
"""Version of the document, page, width."""


class PageCache(QObject):
    """A cache of rendered pages. Newer requests are handled first; pages of a replaced document are
    discarded."""

    drawn = Signal()
    """A new page was rendered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: PreviewPages | None = None
        self._state = 0
        self._cache: OrderedDict[_Key, QImage] = OrderedDict()
        self._wishes: list[Wish] = []
        self._job: Job | None = None

    def show(self, pages: PreviewPages | None, *, same_document: bool) -> None:
        """Sets the document. For the ``same_document`` earlier pages are shown until new ones are
        rendered."""
        self._pages = pages
        self._state += 1
        self._wishes = []
        if not same_document:
            self._cache.clear()

    def exact(self, number: int, width: int) -> QImage | None:
        """Returns the current picture of a page at this width, if cached."""
        key = (self._state, number, width)
        found = self._cache.get(key)
        if found is not None:
            self._cache.move_to_end(key)
        return found

    def nearest(self, number: int) -> QImage | None:
        """Returns the newest picture of a page at any width."""
        keys = [key for key in self._cache if key[1] == number]
        return self._cache[max(keys, key=lambda key: key[0])] if keys else None

    def want(self, wishes: Sequence[Wish]) -> None:
        """Requests pages in this order; earlier requests are dropped."""
        self._wishes = [wish for wish in wishes if (self._state, *wish) not in self._cache]
        self._go_on()

    def _go_on(self) -> None:
        if self._job is not None or not self._wishes or self._pages is None:
            return
        pages, state = self._pages, self._state
        number, width = self._wishes.pop(0)

        def draw(_progress: Progress) -> tuple[_Key, QImage]:
            return (state, number, width), pages.picture(number, width)

        self._job = Job(draw)
        self._job.done.connect(self._keep)
        self._job.failed.connect(self._drop)
        self._job.start()

    def _keep(self, result: tuple[_Key, QImage]) -> None:
        self._job = None
        key, picture = result
        if key[0] == self._state:
            self._cache[key] = picture
            self._evict()
            self.drawn.emit()
        self._go_on()

    def _drop(self, _sentence: str) -> None:
        self._job = None
        self._go_on()

    def _evict(self) -> None:
        """Removes the least recently used pictures, except the newest."""
        size = sum(image.sizeInBytes() for image in self._cache.values())
        while size > CACHE_BYTES and len(self._cache) > 1:
            _, gone = self._cache.popitem(last=False)
            size -= gone.sizeInBytes()
