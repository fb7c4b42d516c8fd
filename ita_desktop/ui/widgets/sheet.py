"""Dialogs: sheets for reviewing data, with the progress of long work above their buttons, and short
questions before data is lost.

Only import previews, a new year, restoring, and irreversible actions use dialogs.
"""

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QDialog, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import tr
from ita_desktop.ui.accessible import Role
from ita_desktop.ui.background import Job, Progress
from ita_desktop.ui.forms.ui_sheet import Ui_Sheet
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.shared.editor_events import FilesPastedEvent, HiddenLineEvent, tell
from ita_desktop.ui.theme.shapes import hairline, paint_plate
from ita_desktop.ui.theme.tokens import Breakpoint, Radius, Space, Stroke, Text, Tone, Width, tokens
from ita_desktop.ui.widgets.boxes import add, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import is_typed_in, pastes_files
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import paint_floating
from ita_desktop.ui.widgets.status import ProgressLine

SYSTEM_FRAME = sys.platform == "win32"
"""Whether dialogs have the system's title bar, as on Windows."""

_MOST_STRAY_MOVES = 2
"""How often a dialog goes back to its place. While a window manager of X11 puts its frame around a
new window, Qt may be told that the window is in the corner of the screen, and never where it is
then. A window manager that insists on another place gets its way."""


class _Dim(QWidget):
    """Dims the window below a sheet and draws the sheet's shadow."""

    def __init__(self, window: QWidget, sheet: QWidget) -> None:
        super().__init__(window)
        self._sheet = sheet
        self.fit()
        self.raise_()
        self.show()

    def fit(self) -> None:
        """Covers the whole window, whatever its size is now."""
        self.setGeometry(self.window().rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().dim)
        corner = self.mapFromGlobal(self._sheet.pos())
        paint_floating(painter, QRectF(corner, self._sheet.size()), Radius.DIALOG)


class FloatingDialog(QDialog):
    """A frameless dialog with round corners. F1 opens the manual at the paragraph on its topic
    ``about``, by default that of the dialog or page behind it."""

    accessible_role = Role.Dialog
    about = ""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.over = parent
        """What it was opened from."""
        self._dim: _Dim | None = None
        self._corners: list[tuple[QPoint, QPixmap]] = []
        self._middle = QPoint()
        self._stray_moves = 0
        if not SYSTEM_FRAME:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        # In a popup over the dialog, F1 goes to the window, which forwards it to the dialog.
        QShortcut(QKeySequence("F1"), self).activated.connect(self.open_help)

    def open_help(self, about: str = "") -> None:
        """Opens the manual at the chapter of the dialog, or on the topic ``about``."""
        load("ita_desktop.ui.commands.help")
        from ita_desktop.ui.commands.help import open_help
        from ita_desktop.ui.frame.main_frame import MainFrame

        about = about or self.about
        window: QWidget | None = self.over
        while window is not None and not isinstance(window, MainFrame):
            if isinstance(window, FloatingDialog):
                about = about or window.about
            window = window.parentWidget()
        if window is not None:
            open_help(window, about or window.help_place, self)

    def exec(self) -> int:
        """Runs the dialog, which is deleted later, after the caller has read its values; one that
        goes with what it was opened from is rejected."""
        try:
            return super().exec()
        finally:
            if isValid(self):
                self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._centre()
        if not SYSTEM_FRAME:
            window = self.over.window()
            self._dim = _Dim(window, self)
            self._grab_corners()
            window.installEventFilter(self)
            # It is shown after this: not beside a window that is dimmed in part, or later.
            window.repaint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the window below, which the window manager may move or resize."""
        if self._dim is not None and event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._dim.fit()
            self._centre()
            self._look_again()
        return super().eventFilter(watched, event)

    def _centre(self) -> None:
        window = self.over.window()
        self._middle = window.mapToGlobal(window.rect().center()) - self.rect().center()
        self._stray_moves = 0
        self.move(self._middle)

    def _windows_below(self) -> Iterator[QWidget]:
        """Yields what it was opened from, a dialog perhaps, down to the window."""
        below = self.over.window()
        yield below
        while isinstance(below, FloatingDialog):
            below = below.over.window()
            yield below

    def _look_again(self) -> None:
        """Repaints shadow and corners where the dialog stands now."""
        if self._dim is not None:
            self._dim.update()
            self._grab_corners()
            self.update()

    def _grab_corners(self) -> None:
        """Grabs the content below the corners, so that they look round without a compositor.

        Goes by ``pos()``, as the shadow does: until a window manager has answered, the system still
        says that the dialog is in the corner of the screen, and nothing would tell the difference.
        """
        self._corners = []
        if self._dim is None:
            return
        size = QSize(Radius.DIALOG, Radius.DIALOG)
        right, bottom = self.width() - size.width(), self.height() - size.height()
        for place in (QPoint(0, 0), QPoint(right, 0), QPoint(0, bottom), QPoint(right, bottom)):
            for window in self._windows_below():
                area = QRect(window.mapFromGlobal(self.pos() + place), size)
                if window.rect().contains(area):
                    self._corners.append((place, window.grab(area)))
                    break

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self._dim is None:
            return
        if self.pos() != self._middle and self._stray_moves < _MOST_STRAY_MOVES:
            self._stray_moves += 1
            self.move(self._middle)
        self._look_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._grab_corners()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._dim is not None:
            self.over.window().removeEventFilter(self)
            self._dim.hide()
            self._dim.deleteLater()
            self._dim = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.surface)
        if SYSTEM_FRAME:
            return
        for place, picture in self._corners:
            painter.drawPixmap(place, picture)
        paint_plate(painter, self.rect(), Radius.DIALOG, theme.surface, theme.line2)


class Sheet(FloatingDialog):
    """A dialog of 980 x 552 px, smaller if the window is. Content goes into ``body``, full-width
    messages into ``notes``.

    Esc cancels, and asks first where something was typed, as closing its frame does; Enter accepts,
    unless a field is being edited or the button is disabled.
    """

    one_line_when_lowest: ClassVar[bool] = False
    """Whether rows have a single line in the lowest windows, as those of pages."""

    def __init__(self, parent: QWidget, *, size: QSize | None = None) -> None:
        super().__init__(parent)
        self._wanted = size or QSize(Width.DIALOG, Width.DIALOG_HEIGHT)
        self.may_close: Callable[[], bool] = lambda: True
        """Whether it may be cancelled now, after stopping what is under way."""
        self.is_corrected = False
        """Whether what it shows was corrected in a table."""
        self.ui = Ui_Sheet()
        self.ui.setupUi(self)
        self.body, self.notes = self.ui.body, self.ui.notes
        self.accept_button, self.cancel_button = self.ui.accept, self.ui.cancel
        self.ui.outer.setStretchFactor(self.ui.body, 1)
        self.ui.remark.set_most(2)
        self.ui.source.hide()
        self.ui.close.clicked.connect(self.leave)
        self.ui.cancel.clicked.connect(self.reject)
        self.ui.accept.clicked.connect(self.accept)
        if SYSTEM_FRAME:
            self.ui.title.hide()
            self.ui.close.hide()
        # Tab moves between the cells of a table; F6 leaves it.
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(
                lambda step=step: self.focusNextPrevChild(step > 0)
            )
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        top, across = self.ui.footer.geometry().top(), self.width() - 2 * Stroke.HAIR
        if self._has_table_down_to(top) and not self.notes.geometry().height():
            hairline(
                QPainter(self), Stroke.HAIR, top, across, Stroke.HAIR, tokens().line, near=True
            )

    def _has_table_down_to(self, top: int) -> bool:
        """Returns whether a table continues behind the buttons, so that a line has to cut off its
        last row. A list that opens below a field is none."""
        return any(
            view.isVisible() and view.mapTo(self, view.rect().bottomLeft()).y() >= top - Space.S
            for view in self.findChildren(QAbstractItemView)
            if view.window() is self
        )

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Moves the focus in reading order."""
        from ita_desktop.ui.widgets import tab_order

        return tab_order.step(self, forward=forward)

    def reject(self) -> None:
        if self.may_close():
            super().reject()

    def has_typed(self) -> bool:
        """Returns whether closing it would lose something that was typed in it."""
        return self.is_corrected or is_typed_in(self)

    def leave(self) -> None:
        """Cancels, unless the clerk goes on with what was typed."""
        if not self.has_typed() or ask(
            tr("ปิดโดยไม่ใช้สิ่งที่พิมพ์ไว้?"),
            tr("สิ่งที่พิมพ์ในหน้าต่างนี้ยังไม่ได้บันทึก ปิดแล้วจะหายไป"),
            keep=tr("พิมพ์ต่อ"),
            lose=tr("ปิดและทิ้ง"),
            parent=self,
        ):
            self.reject()

    def customEvent(self, event: QEvent) -> None:
        if isinstance(event, HiddenLineEvent):
            event.place = self.notes

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks before the system's frame closes it."""
        if event.spontaneous() and self.has_typed():
            event.ignore()
            self.leave()
        else:
            super().closeEvent(event)

    def set_title(self, title: str, source: str = "") -> None:
        """Sets the title, and the line with the source of the content."""
        self.setWindowTitle(title)
        self.ui.title.setText(title)
        self.ui.source.setText(source)
        self.ui.source.setVisible(bool(source))

    def set_remark(self, remark: str) -> None:
        """Sets the grey sentence left of the buttons."""
        self.ui.remark.setText(remark)

    def set_accept(self, text: str, *, blocked: str = "") -> None:
        """Sets the text of the primary button; ``blocked`` is the reason why it is disabled."""
        self.ui.accept.setText(text)
        self.ui.accept.block(blocked or "")

    def widen(self) -> None:
        """Takes the width and height of the window, for a table of many columns."""
        self._wanted = QSize(Width.DIALOG_WIDE, Width.DIALOG_TALL)
        self._fit()
        self._centre()

    def _fit(self) -> None:
        # Not smaller than a dialog that it was opened from.
        *_, below = self._windows_below()
        window = below.size()
        low = window.height() < Breakpoint.LOW
        above = Width.DIALOG_MARGIN_LOW if low else Width.DIALOG_MARGIN
        self.setFixedSize(self._wanted.boundedTo(window - QSize(Width.DIALOG_MARGIN, above)))

    def _lower_rows(self) -> None:
        """Reduces the heights of rows in a low window, as those of pages."""
        height = self.over.window().height()
        if height >= Breakpoint.LOW:
            return
        from ita_desktop.ui.table.sizes import DENSE, LOW, LOW_LINE, NORMAL
        from ita_desktop.ui.table.view import SheetView

        lowest = height < Breakpoint.LOWEST
        given = LOW_LINE if lowest and self.one_line_when_lowest else LOW
        for table in self.findChildren(SheetView):
            if table.density in {DENSE, NORMAL}:
                table.set_density(given)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        self._lower_rows()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif is_enter(event.key()):
            self._enter()
        elif pastes_files(event):
            tell(self, FilesPastedEvent(is_typed=True))
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        focus = self.focusWidget()
        if isinstance(focus, QPushButton):
            focus.click()
        elif self.ui.accept.isEnabled() and not _is_cell(focus):
            self.accept()


def _is_cell(widget: QWidget | None) -> bool:
    """Returns whether the focus is in a table or one of its editors."""
    while widget is not None and not isinstance(widget, QAbstractItemView):
        widget = widget.parentWidget()
    return widget is not None


class Question(FloatingDialog):
    """A question before an irreversible action; ``loss`` names what will be lost.

    The button that keeps everything has the focus; that to ``lose`` is left out where its text is
    empty. ``save`` is the text of a third button, which proceeds without loss: its result is
    ``SAVE``, and it is the default.
    """

    SAVE = 2

    def __init__(
        self,
        title: str,
        loss: str,
        *,
        keep: str,
        lose: str = "",
        save: str = "",
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._title = ThaiLabel("", self, style=Text.PANE_TITLE, most=3)
        self._loss = ThaiLabel("", self, tone=Tone.TEXT, most=0)
        self.keep_button = Button(keep, self)
        self.lose_button = Button(lose, self, kind=ButtonKind.DANGER)
        self.keep_button.clicked.connect(self.reject)
        self.lose_button.clicked.connect(self.accept)
        self.lose_button.setVisible(bool(lose))
        buttons = hbox(None, self.keep_button, self.lose_button, gap=Space.L)
        usual = self.keep_button
        if save:
            usual = self.save_button = Button(save, self, kind=ButtonKind.PRIMARY)
            usual.clicked.connect(lambda: self.done(self.SAVE))
            buttons.addWidget(usual)
        column = vbox(on=self, margins=(Space.XL, Space.M, Space.XXL, Space.L))
        if not SYSTEM_FRAME:
            column.addWidget(self._title)
        else:
            self._title.hide()
        column.addWidget(self._loss)
        self.below = QVBoxLayout()
        """Layout for content below the texts."""
        add(column, self.below, Space.XL, buttons)
        self._column = column
        self.setFixedWidth(max(Width.CONFIRM, column.minimumSize().width()))
        self.set_texts(title, loss)
        usual.setDefault(True)
        usual.setFocus()

    def set_texts(self, title: str, loss: str) -> None:
        """Sets the question, and what would be lost."""
        self.setWindowTitle(title)
        self._title.setText(title)
        self._loss.setText(loss)
        self.setAccessibleDescription(loss)
        self.fit()

    def fit(self) -> None:
        """Sets the height to that of its content."""
        self.setFixedHeight(self._column.heightForWidth(self.width()))


def ask(title: str, loss: str, *, keep: str, lose: str, parent: QWidget) -> bool:
    """Asks a question; returns whether the user accepts the loss."""
    question = Question(title, loss, keep=keep, lose=lose, parent=parent)
    return question.exec() == QDialog.DialogCode.Accepted


class SheetWork(QObject):
    """Runs one job at a time. Meanwhile the dialog cannot be accepted; cancelling it stops the
    job, and does nothing if that is no longer possible."""

    def __init__(
        self, sheet: Sheet, check: Callable[[], object], keeper: QObject | None = None
    ) -> None:
        """``check`` updates what can be accepted in the ``sheet``. The work ends with ``keeper``
        (the session it writes to), else with the sheet."""
        super().__init__(sheet)
        self._keeper = keeper
        self._sheet = sheet
        self._check = check
        self._job: Job | None = None
        self.is_decided = False
        """Whether the running job must not be dropped: then closing waits for it."""
        self._stopped: Callable[[], None] = lambda: None
        self.line = ProgressLine(sheet)
        self.line.stopped.connect(self._ask_to_stop)
        sheet.notes.addWidget(self.line)
        sheet.may_close = self.abandon

    @property
    def is_going(self) -> bool:
        """Whether a job is running."""
        return self._job is not None

    def begin(
        self,
        what: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[str], None],
        *,
        stopped: Callable[[], None] | None = None,
        decided: bool = False,
        may_stop: bool = False,
    ) -> None:
        """Starts ``work``; ``what`` describes it. ``done`` is called with its result, ``failed``
        with the error, also if it was stopped, unless ``stopped`` is given. ``decided``: closing
        waits for it, and the button can stop it only if ``may_stop``; its result is always
        reported. A running job is stopped and dropped."""
        words = tr("หยุดแล้ว ทุกอย่างยังเป็นอย่างเดิม")
        self._stopped = stopped or (lambda: failed(words))
        self.is_decided = decided
        self._sheet.set_accept(self._sheet.accept_button.text(), blocked=what)
        self.line.stop_button.setVisible(may_stop or not decided)
        self.line.start(what)
        job = self._job = Job(work, self._keeper or self, finishes=decided)

        def end(then: Callable[[Any], None], result: object) -> None:
            # Late results of a dropped job are ignored.
            if job is self._job:
                self._end()
                then(result)

        job.progressed.connect(lambda at, of, _what: self._advance(job, at, of))
        job.done.connect(lambda result: end(done, result))
        job.failed.connect(lambda problem: end(failed, problem))
        job.stopped.connect(lambda: end(lambda _none: self._stopped(), None))
        job.start()

    def wait_and_report(self, seconds: float) -> None:
        """Waits at most ``seconds`` for the work, and handles its result."""
        end = time.monotonic() + seconds
        while self._job is not None and (left := end - time.monotonic()) > 0:
            self._job.wait_and_report(left)

    def abandon(self) -> bool:
        """Stops and drops the running job; returns False if it can no longer be stopped."""
        if self._job is None:
            return True
        if self.is_decided:
            return False
        self._job.stop()
        self._end()
        return True

    def _ask_to_stop(self) -> None:
        if self._job is None:
            return
        if self.is_decided:
            self._job.stop()
        elif self.abandon():
            self._stopped()

    def _advance(self, job: Job, done: int, of: int) -> None:
        if job is self._job:
            self.line.advance(done, of)

    def _end(self) -> None:
        self._job = None
        self.is_decided = False
        self.line.finish()
        self._check()
