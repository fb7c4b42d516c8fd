"""The fiscal year as a timeline: twelve months from October, phases, today, and pins on due dates.

Pins are separate buttons, so that keyboard and screen readers reach them; together they are one tab
stop, and the arrow keys move among them. A pin has a label below if it does not overlap others;
those of the next and of late dates have priority, and each pin has a full tool tip.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import FISCAL_MONTHS, buddhist_year
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.years.line import Phase, Pin, PinState, YearLine
from ita_desktop.ui.language import month_name, short_date
from ita_desktop.ui.theme.lines import baseline, draw_text, metrics, one_line, show_tip
from ita_desktop.ui.theme.measures import FloatSize, YearSize
from ita_desktop.ui.theme.shapes import hairline, paint_plate
from ita_desktop.ui.theme.tokens import Space, Stroke, Text, Tone, tokens
from ita_desktop.ui.widgets.year_pin import PinButton, PinPopover, pin_tip

_JANUARY = 1


class YearLineSize:
    BASELINE: Final = 15
    """Baseline of the months and of today's label, with space for the tone mark of วันนี้."""
    MONTH_GAP: Final = 5
    TICK_TOP: Final = 4
    TICK: Final = 13
    FLAG: Final = 19
    FLAG_PADDING: Final = 7
    BAR_MIDDLE: Final = 28
    BAR: Final = 8
    PHASE_GAP: Final = 3
    PINS_APART: Final = 16
    TODAY: Final = 2
    LABEL_TOP: Final = 36
    LABEL: Final = 18
    LABEL_GAP: Final = 6
    LABEL_MOST: Final = 132
    POPOVER: Final = 340


class PinLabel(NamedTuple):
    """The label below a pin."""

    text: str
    area: QRectF
    pin: int


class YearLineView(QWidget):
    """Shows a :class:`YearLine`. ``opened`` is emitted with the Place that a pin links to."""

    opened = Signal(object)
    menu_requested = Signal(object, QPoint)
    """The context menu of a pin; carries the pin and a place on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: YearLine | None = None
        self._buttons: list[PinButton] = []
        self.pins: tuple[PinButton, ...] = ()
        """The buttons shown."""
        self.labels: tuple[PinLabel, ...] = ()
        self.popover: PinPopover | None = None
        self._stop = 0
        """Index of the pin that is the tab stop."""
        self.setMouseTracking(True)

    def set_line(self, line: YearLine) -> None:
        """Sets the year; the focused pin keeps the focus."""
        other_year = self._line is None or self._line.first != line.first
        self._line = line
        self._fill(line.pins)
        if other_year or self._stop >= len(self.pins):
            self._stop = _first_stop(line.pins)
        self._set_stop(self._stop)
        self.setAccessibleName(
            tr(
                "เส้นปีงบประมาณ {first} ถึง {last}",
                first=short_date(line.first),
                last=short_date(line.last),
            )
        )
        phase = line.phase
        self.setAccessibleDescription(self._phase_words(phase) if phase is not None else "")
        self._place()
        self.update()

    def _fill(self, pins: Sequence[Pin]) -> None:
        """Shows these days; buttons not needed are hidden for a year with more days."""
        for button, pin in zip(self._buttons, pins, strict=False):
            button.show_pin(pin)
        self._buttons += [self._make_button(pin) for pin in pins[len(self._buttons) :]]
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(pins))
        self.pins = tuple(self._buttons[: len(pins)])

    def _make_button(self, pin: Pin) -> PinButton:
        button = PinButton(pin, self)
        button.clicked.connect(lambda: self.open_pin(button))
        button.walked.connect(lambda step: self._move_focus(button, step))
        button.menu_asked.connect(lambda at: self.menu_requested.emit(button.pin, at))
        button.to_end.connect(lambda last: self._go_to(len(self.pins) - 1 if last else 0))
        return button

    # -- keyboard

    def _set_stop(self, number: int) -> None:
        self._stop = number
        for other, button in enumerate(self.pins):
            stops = other == number
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus
            )

    def _move_focus(self, button: PinButton, step: int) -> None:
        number = self.pins.index(button) + step
        if 0 <= number < len(self.pins):
            self._go_to(number)

    def _go_to(self, number: int) -> None:
        self._set_stop(number)
        self.pins[number].setFocus(Qt.FocusReason.TabFocusReason)

    def open_pin(self, button: PinButton) -> None:
        """Opens the popup of a pin with what is ready and what is missing on its day."""
        self._set_stop(self.pins.index(button))
        pin = button.pin
        popover = PinPopover(pin, self)
        popover.link.clicked.connect(lambda: self._follow(pin))
        popover.destroyed.connect(self._forget_popover)
        self.popover = popover
        width = YearLineSize.POPOVER + 2 * FloatSize.SHADOW
        popover.setFixedSize(width, popover.column.totalHeightForWidth(width))
        window = self.window()
        under = button.mapTo(window, QPoint(button.width() // 2, button.height()))
        left = under.x() - popover.width() // 2
        left = max(Space.XS, min(left, window.width() - popover.width() - Space.XS))
        top = max(
            0, min(under.y() + Space.XS - FloatSize.SHADOW, window.height() - popover.height())
        )
        popover.open_at(window.mapToGlobal(QPoint(left, top)), window)
        popover.link.setFocus(Qt.FocusReason.PopupFocusReason)

    def _forget_popover(self) -> None:
        self.popover = None

    def _follow(self, pin: Pin) -> None:
        if self.popover is not None:
            self.popover.close()
        self.opened.emit(pin.place)

    # -- layout

    def _x(self, day: date) -> float:
        """Returns the x where a day begins; days outside the year are moved to its ends."""
        line = self._line
        if line is None:
            return 0.0
        whole = (line.last - line.first).days + 1
        passed = min(max((day - line.first).days, 0), whole)
        return Space.S + passed / whole * (self.width() - 2 * Space.S)

    def _middle(self, day: date) -> float:
        line = self._line
        last = line.last if line is not None else day
        return (self._x(day) + self._x(date.fromordinal(min(day, last).toordinal() + 1))) / 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Places pins without overlap, and labels where there is space."""
        if self._line is None:
            return
        half = YearSize.PIN_HALO / 2
        least, most = Space.S + half, self.width() - Space.S - half
        xs = _without_overlaps([self._middle(pin.day) for pin in self._line.pins], least, most)
        top = YearLineSize.BAR_MIDDLE - YearSize.PIN_REACH // 2
        for button, x in zip(self.pins, xs, strict=True):
            button.move(round(x - YearSize.PIN_REACH / 2), top)
        self.labels = self._label(xs)

    def _label(self, xs: Sequence[float]) -> tuple[PinLabel, ...]:
        placed: list[PinLabel] = []
        taken: list[tuple[float, float]] = []
        gap = YearLineSize.LABEL_GAP
        order = sorted(range(len(xs)), key=lambda number: _weight(self.pins[number].pin))
        for number in order:
            pin = self.pins[number].pin
            for text in _wordings(pin):
                width = metrics(_style(pin)).horizontalAdvance(text)
                lefts = self._label_lefts(pin, width, xs[number])
                free = (left for left in lefts if not _overlaps(left, left + width, taken))
                if (left := next(free, None)) is not None:
                    area = QRectF(left, YearLineSize.LABEL_TOP, width, YearLineSize.LABEL)
                    placed.append(PinLabel(text, area, number))
                    taken.append((left - gap, left + width + gap))
                    break
        return tuple(placed)

    def _label_lefts(self, pin: Pin, width: float, x: float) -> Iterator[float]:
        """Yields where a label may begin: below its pin, right or left of it. That of the next
        date is right of it, where later days leave space."""
        half = YearSize.PIN / 2
        lefts = [x - width / 2, x - half, x + half - width]
        if pin.state is PinState.NEXT:
            lefts = [x - half, x - width / 2, x + half - width]
        for left in lefts:
            yield min(max(left, float(Space.S)), self.width() - Space.S - width)

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._line
        if line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flag = self._flag(line)
        self._paint_months(painter, line, flag)
        for phase in line.phases or (Phase("", line.first, line.last),):
            self._paint_phase(painter, line, phase)
        if flag is not None:
            self._paint_today(painter, line, flag)
        for label in self.labels:
            pin = self.pins[label.pin].pin
            painter.setPen(_tone(pin).colour)
            at = baseline(_style(pin), label.area.top(), label.area.height())
            draw_text(painter, _style(pin), round(label.area.left()), at, label.text)

    def _paint_months(self, painter: QPainter, line: YearLine, flag: QRectF | None) -> None:
        theme = tokens()
        measure = metrics(Text.TINY).horizontalAdvance
        for month in FISCAL_MONTHS:
            first = date(line.first.year + (month < FISCAL_MONTHS[0]), month, 1)
            x = round(self._x(first))
            name = month_name(month)
            if month in {FISCAL_MONTHS[0], _JANUARY}:
                name = f"{name} {buddhist_year(first) % 100:02d}"
            left = x + YearLineSize.MONTH_GAP
            words = QRectF(left, 0, measure(name), YearLineSize.FLAG)
            hairline(painter, x, YearLineSize.TICK_TOP, Stroke.HAIR, YearLineSize.TICK, theme.line2)
            if flag is None or not words.intersects(flag):
                painter.setPen(theme.text2)
                draw_text(painter, Text.TINY, left, YearLineSize.BASELINE, name)

    def _paint_phase(self, painter: QPainter, line: YearLine, phase: Phase) -> None:
        """Paints a phase, its elapsed part slightly darker; this shows time, not progress."""
        theme = tokens()
        area = self._phase_area(phase, line)
        radius = YearLineSize.BAR / 2
        paint_plate(painter, area, radius, theme.bar)
        today = self._middle(line.today) if line.today <= line.last else area.right()
        if today > area.left():
            gone = QRectF(area)
            gone.setRight(min(today, area.right()))
            paint_plate(painter, gone, radius, theme.tint2)

    def _phase_area(self, phase: Phase, line: YearLine) -> QRectF:
        left = self._x(phase.first)
        right = self._x(date.fromordinal(phase.last.toordinal() + 1))
        gap = YearLineSize.PHASE_GAP if phase.last < line.last else 0
        top = YearLineSize.BAR_MIDDLE - YearLineSize.BAR / 2
        return QRectF(left, top, right - left - gap, YearLineSize.BAR)

    def _flag(self, line: YearLine) -> QRectF | None:
        """Returns the area of the label of today; None outside the year."""
        if not line.first <= line.today <= line.last:
            return None
        width = metrics(Text.TINY_STRONG).horizontalAdvance(self._flag_words(line))
        width += 2 * YearLineSize.FLAG_PADDING
        left = self._middle(line.today) - width / 2
        left = min(max(left, Space.S), self.width() - Space.S - width)
        return QRectF(round(left), 0, round(width), YearLineSize.FLAG)

    def _flag_words(self, line: YearLine) -> str:
        month = month_name(line.today.month)
        return tr("วันนี้ {day} {month}", day=line.today.day, month=month)

    def _paint_today(self, painter: QPainter, line: YearLine, flag: QRectF) -> None:
        theme = tokens()
        x = self._middle(line.today)
        bottom = YearLineSize.BAR_MIDDLE + YearLineSize.BAR
        painter.setPen(QPen(theme.accent, YearLineSize.TODAY))
        painter.drawLine(QPointF(x, flag.bottom()), QPointF(x, bottom))
        paint_plate(painter, flag, YearLineSize.FLAG / 2, theme.fill)
        painter.setPen(theme.on_accent)
        left, words = flag.left() + YearLineSize.FLAG_PADDING, self._flag_words(line)
        draw_text(painter, Text.TINY_STRONG, left, YearLineSize.BASELINE, words)

    # -- mouse

    def _label_at(self, at: QPointF) -> PinButton | None:
        found = next((label for label in self.labels if label.area.contains(at)), None)
        return self.pins[found.pin] if found is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._label_at(event.position()) is not None
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if over else arrow)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        button = self._label_at(event.position())
        if button is not None and event.button() is Qt.MouseButton.LeftButton:
            self.open_pin(button)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            show_tip(event, self.tip(event.pos()), self)
            return True
        return super().event(event)

    def tip(self, at: QPoint) -> str:
        """Returns the tool tip at ``at``: that of a pin, at its label too, or of a phase."""
        button = self.childAt(at) or self._label_at(QPointF(at))
        if isinstance(button, PinButton):
            return pin_tip(button.pin, self._line.today) if self._line is not None else ""
        line = self._line
        reach = QRect(
            0, YearLineSize.BAR_MIDDLE - YearLineSize.BAR, self.width(), 2 * YearLineSize.BAR
        )
        if line is None or not reach.contains(at):
            return ""
        for phase in line.phases:
            area = self._phase_area(phase, line)
            if area.left() <= at.x() <= area.right():
                return self._phase_words(phase)
        return ""

    @staticmethod
    def _phase_words(phase: Phase) -> str:
        return tr(
            "ช่วง{phase} {first} ถึง {last}",
            phase=in_language(phase.name),
            first=short_date(phase.first),
            last=short_date(phase.last),
        )


def _first_stop(pins: Sequence[Pin]) -> int:
    """Returns the index of the first tab stop: the next date, else a late one, else the last."""
    for wanted in (PinState.NEXT, PinState.LATE):
        for number, pin in enumerate(pins):
            if pin.state is wanted:
                return number
    return max(len(pins) - 1, 0)


def _without_overlaps(xs: Sequence[float], least: float, most: float) -> list[float]:
    """Returns the positions, in order, moved as little as needed to avoid overlaps."""
    gap = YearLineSize.PINS_APART
    placed: list[float] = []
    for x in xs:
        left = placed[-1] + gap if placed else least
        placed.append(max(x, left))
    for number in range(len(placed) - 1, -1, -1):
        right = placed[number + 1] - gap if number + 1 < len(placed) else most
        placed[number] = min(placed[number], right)
    return placed


def _overlaps(left: float, right: float, taken: Sequence[tuple[float, float]]) -> bool:
    return any(left < last and first < right for first, last in taken)


def _weight(pin: Pin) -> tuple[int, int]:
    """Sort key of labels: the next date, then late dates, then by distance from today."""
    first = {PinState.NEXT: 0, PinState.LATE: 1, PinState.LATER: 2}
    return first.get(pin.state, 3), abs(pin.days_left)


def _wordings(pin: Pin) -> Iterator[str]:
    """Yields shorter and shorter texts for a day, each short enough for a label."""
    names = [in_language(name) for name in pin.short]
    most = YearLineSize.LABEL_MOST
    measure = metrics(_style(pin)).horizontalAdvance
    tried = [" · ".join(names), *(f"{name} +{len(names) - 1}" for name in names[:1] if names[1:])]
    tried += [_first_words(name, most) for name in names[:1]]
    for text in dict.fromkeys(tried):
        if text and measure(text) <= most:
            yield text


def _first_words(name: str, most: float) -> str:
    """Returns as many whole words as fit: split at spaces, else within the first one."""
    measure = metrics(Text.NOTE_MEDIUM).horizontalAdvance
    if measure(name) <= most:
        return name
    words = name.split(" ")[:-1]
    while words:
        text = f"{' '.join(words)}…"
        if measure(text) <= most:
            return text
        words.pop()
    return one_line(name, Text.NOTE_MEDIUM, most)


def _style(pin: Pin) -> Text:
    return Text.NOTE_MEDIUM if pin.state in {PinState.NEXT, PinState.LATE} else Text.NOTE


def _tone(pin: Pin) -> Tone:
    if pin.state is PinState.LATE:
        return Tone.LATE
    return Tone.TEXT if pin.state is PinState.NEXT else Tone.TEXT2
