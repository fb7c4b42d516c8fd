"""The print preview of a document: its PDF is made in another thread, where the newest request
wins, its pages are rendered with pdfium, in any thread, and shown in a scroll area.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.wordings.catalogue import PrintedText, wording_at
from ita_desktop.domain.text import Digits
from ita_desktop.filing.pdfium import ONE_AT_A_TIME
from ita_desktop.i18n import tr
from ita_desktop.services.documents import exporting
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.theme.tokens import Space, Stroke, tokens

Request = tuple[ReportContext, str, Digits]
"""The report context, the document's name, and its digits."""


_TOLERANCE = (6.0, 6.0)
"""Tolerance in points when searching the character at a position."""
_AROUND = 60
"""Number of characters on either side that identify a text."""
ZOOM_STEP = 1.1
LEAST_ZOOM, MOST_ZOOM = 0.5, 4.0
READING_LINE = 1 / 3
"""The page at this share of the view's height is the current one."""
CACHE_BYTES = 64 * 1024 * 1024
"""Size of the cache in bytes, apart from visible pages."""
Wish = tuple[int, int]
"""A page index and its width in device pixels."""
_Key = tuple[int, int, int]
"""Version of the document, page, width."""


class PreviewPages:
    """A PDF. It is opened for each picture, which takes less than a millisecond, so that nothing
    has to be closed while another thread may be rendering."""

    def __init__(
        self, pdf: bytes, printed: tuple[PrintedText, ...] = (), lost: tuple[str, ...] = ()
    ) -> None:
        import pypdfium2

        self.pdf = pdf
        self._printed = printed
        self.lost = lost
        """What of the document is not on its pages, in Thai."""
        with ONE_AT_A_TIME, closing(pypdfium2.PdfDocument(pdf)) as document:
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                document.get_page_size(number) for number in range(len(document))
            )
            """Width and height of each page in points."""

    def __len__(self) -> int:
        return len(self.sizes)

    def wording_at(self, number: int, across: float, down: float) -> str:
        """Returns the name of the editable text at a position of page ``number`` (from 0), as
        shares of its width and height; empty if there is none."""
        import pypdfium2

        width, height = self.sizes[number]
        with (
            ONE_AT_A_TIME,
            closing(pypdfium2.PdfDocument(self.pdf)) as document,
            closing(document[number]) as page,
            closing(page.get_textpage()) as text,
        ):
            at = text.get_index(across * width, (1 - down) * height, *_TOLERANCE)
            if at is None:
                return ""
            first = max(at - _AROUND, 0)
            before = text.get_text_range(first, at - first) if at > first else ""
            after = text.get_text_range(at, min(_AROUND, text.count_chars() - at))
        return wording_at(self._printed, before, after)

    def picture(self, number: int, width: int) -> QImage:
        """Returns page ``number`` (from 0), ``width`` px wide."""
        import pypdfium2

        scale = width / self.sizes[number][0]
        with (
            ONE_AT_A_TIME,
            closing(pypdfium2.PdfDocument(self.pdf)) as document,
            closing(document[number]) as page,
            closing(page.render(scale=scale, prefer_bgrx=True)) as bitmap,
        ):
            # Copied, because the bitmap's memory is freed.
            return QImage(
                memoryview(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()


class PreviewSize:
    WIDTH: Final = 400
    HEIGHT: Final = 560
    MARGIN: Final = 18
    GAP: Final = 16
    STEP: Final = 48
    """Scroll distance of an arrow key."""
    LEAST_PAGE: Final = 120
    SHADOW: Final = 3


class PageView(QAbstractScrollArea):
    """Shows pages at the width of the view; Ctrl and the wheel (or + and -) zoom, 0 resets.

    ``page_changed`` is emitted with the number of the current page, from 1, and the page count.
    """

    accessible_role = Role.Document
    page_changed = Signal(int, int)
    clicked = Signal(int, float, float)
    """A page index, and the position on it as shares of its width and height."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: PreviewPages | None = None
        self.zoom = 1.0
        """Zoom factor; at 1.0 a page is as wide as the view."""
        self._rects: list[QRectF] = []
        self._last_page = (0, 0)
        self._title = ""
        self.setAccessibleName(tr("ตัวอย่างก่อนพิมพ์"))
        self.pictures = PageCache(self)
        self.pictures.drawn.connect(self.viewport().update)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(PreviewSize.STEP)
        self.horizontalScrollBar().setSingleStep(PreviewSize.STEP)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # -- content

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self._pages) if self._pages is not None else 0

    @property
    def current(self) -> int:
        """The number of the current page, from 1; 0 without pages."""
        line = self.verticalScrollBar().value() + self.viewport().height() * READING_LINE
        tops = [rect.top() for rect in self._rects]
        return max(1, bisect_right(tops, line)) if tops else 0

    def show_pages(self, pages: PreviewPages | None, title: str = "") -> None:
        """Sets the PDF. One with the same ``title`` keeps the position, and shows earlier pages
        until new ones are rendered."""
        same = title == self._title and pages is not None
        self._pages, self._title = pages, title
        self.pictures.show(pages, same_document=same)
        place = self.verticalScrollBar().value() if same else 0
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._moved()
        self.viewport().update()

    def go_to(self, number: int) -> None:
        """Scrolls to page ``number`` (from 1)."""
        if 1 <= number <= self.count:
            self.verticalScrollBar().setValue(
                round(self._rects[number - 1].top()) - PreviewSize.MARGIN
            )

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Sets the zoom factor, keeping the point ``at`` of the view in place."""
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        if zoom == self.zoom:
            return
        anchor = at or QPointF(self.viewport().width() / 2, 0)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        grows = zoom / self.zoom
        x = (across.value() + anchor.x()) * grows - anchor.x()
        y = (down.value() + anchor.y()) * grows - anchor.y()
        self.zoom = zoom
        self._lay_out()
        across.setValue(round(x))
        down.setValue(round(y))
        self.viewport().update()

    # -- geometry

    def _lay_out(self) -> None:
        """Computes page positions and scroll ranges."""
        room = self.viewport().size()
        self._rects = []
        sizes = self._pages.sizes if self._pages is not None else ()
        if sizes:
            widest = max(width for width, _ in sizes)
            fit = max(room.width() - 2 * PreviewSize.MARGIN, PreviewSize.LEAST_PAGE) * self.zoom
            shown = [
                (round(width * fit / widest), round(height * fit / widest))
                for width, height in sizes
            ]
            across = max(room.width(), round(fit) + 2 * PreviewSize.MARGIN)
            tops = accumulate(
                (height + PreviewSize.GAP for _, height in shown), initial=PreviewSize.MARGIN
            )
            self._rects = [
                QRectF((across - width) // 2, top, width, height)
                for (width, height), top in zip(shown, tops, strict=False)
            ]
            self._scroll_to(across, round(self._rects[-1].bottom()) + PreviewSize.MARGIN)
        else:
            self._scroll_to(0, 0)

    def _scroll_to(self, width: int, height: int) -> None:
        room = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            bar.setPageStep(part)
            bar.setRange(0, max(0, whole - part))

    def _moved(self) -> None:
        now = (self.current, self.count)
        if now != self._last_page:
            self._last_page = now
            text = tr("หน้า {page} จาก {count}", page=now[0], count=now[1])
            title = self._title or tr("ตัวอย่างก่อนพิมพ์")
            self.setAccessibleName(f"{title}, {text}" if now[1] else title)
            self.page_changed.emit(*now)

    def _in_sight(self) -> range:
        """Returns the indexes of visible pages."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [
            number
            for number, rect in enumerate(self._rects)
            if rect.bottom() > top and rect.top() < bottom
        ]
        return range(seen[0], seen[-1] + 1) if seen else range(0)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.chrome)
        ratio = self.devicePixelRatioF()
        seen = self._in_sight()
        away = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for number in seen:
            self._paint_page(painter, number, self._rects[number].translated(-away), ratio)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, Stroke.FOCUS))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        self._request_pages(seen, ratio)

    def _paint_page(self, painter: QPainter, number: int, place: QRectF, ratio: float) -> None:
        theme = tokens()
        for ring in range(PreviewSize.SHADOW, 0, -1):
            painter.fillRect(place.adjusted(-ring, -ring + 1, ring, ring + 1), theme.shade)
        painter.fillRect(place.adjusted(-1, -1, 1, 1), theme.line2)
        painter.fillRect(place, theme.paper)
        picture = self.pictures.exact(number, round(place.width() * ratio))
        if picture is None:
            picture = self.pictures.nearest(number)
        if picture is None:
            return
        painter.save()
        # White becomes the theme's paper colour, which is softer in the dark theme.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        if picture.width() == round(place.width() * ratio):
            picture.setDevicePixelRatio(ratio)
            painter.setClipRect(place)
            painter.drawImage(place.topLeft(), picture)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, picture)
        painter.restore()

    def _request_pages(self, seen: range, ratio: float) -> None:
        """Requests the visible pages, then the adjacent ones."""
        near = [seen.stop, seen.start - 1] if len(seen) else []
        wishes: list[Wish] = [
            (number, round(self._rects[number].width() * ratio))
            for number in (*seen, *near)
            if 0 <= number < len(self._rects)
        ]
        self.pictures.want(wishes)

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._lay_out()
        bar.setValue(round(share * bar.maximum()))
        self._moved()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        away = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        at = event.position() + away
        for number, rect in enumerate(self._rects):
            if event.button() is Qt.MouseButton.LeftButton and rect.contains(at):
                across = (at.x() - rect.left()) / rect.width()
                self.clicked.emit(number, across, (at.y() - rect.top()) / rect.height())

    def place_of(self, number: int, across: float, down: float) -> QPoint:
        """Returns the point of the view at a position of a page."""
        rect = self._rects[number]
        return QPoint(
            round(rect.left() + across * rect.width() - self.horizontalScrollBar().value()),
            round(rect.top() + down * rect.height() - self.verticalScrollBar().value()),
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.set_zoom(self.zoom * ZOOM_STEP**steps, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if control and key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.set_zoom(self.zoom * ZOOM_STEP)
        elif control and key == Qt.Key.Key_Minus:
            self.set_zoom(self.zoom / ZOOM_STEP)
        elif control and key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        elif key == Qt.Key.Key_Home:
            self.go_to(1)
        elif key == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(PreviewSize.WIDTH + 2 * Space.XL, PreviewSize.HEIGHT)


# Renders pages one after the other in another thread, and caches them.


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
