"""Progress of long work: after one second, a sentence, a count, a bar and a stop button."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Duration, Height, Space, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.plate import Plate
from ita_desktop.ui.widgets.status.bar import Bar


class ProgressLine(Plate):
    """Replaces the message line during long work. ``stopped`` is emitted by the stop button."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, ground=Tone.SURFACE, edge=Qt.Edge.TopEdge)
        self._sentence = ""
        self._total = 0
        self._label = ThaiLabel("", self)
        self.stop_button = Button(tr("หยุด"), self, kind=ButtonKind.QUIET, hint="Esc")
        self.stop_button.set_flush()
        self.stop_button.clicked.connect(self._stop)
        self._bar = Bar(self)
        vbox(
            hbox((self._label, 1), self.stop_button, gap=Space.M),
            self._bar,
            on=self,
            margins=(Space.PAGE_EDGE, Space.XS, Space.PAGE_EDGE, Space.S),
            gap=Space.XS,
        )
        self._wait = QTimer(self, singleShot=True, interval=Duration.BEFORE_PROGRESS)
        self._wait.timeout.connect(self.show)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.activated.connect(self._stop)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        # A fixed minimum height would be used even if the text needs more.
        return super().minimumSizeHint().expandedTo(QSize(0, Height.MESSAGE))

    def start(self, sentence: str, total: int = 0) -> None:
        """Starts; ``sentence`` describes the work, ``total`` is its number of steps (0:
        unknown)."""
        self._sentence = sentence
        self._total = total
        self.stop_button.setEnabled(True)
        self._bar.setAccessibleName(sentence)
        self.advance(0)
        self._wait.start()

    def advance(self, done: int, total: int | None = None) -> None:
        """Updates the number of finished steps, and the ``total`` if it is known only now."""
        if total is not None:
            self._total = total
        if self._total:
            count = tr("{done} จาก {total}", done=done, total=self._total)
            self._label.setText(f"{self._sentence} {count}")
            self._bar.set_fraction(done / self._total)
        else:
            self._label.setText(self._sentence)
        self._bar.setVisible(bool(self._total))
        self.setAccessibleName(self._label.text())

    def finish(self) -> None:
        """Hides the line at the end of the work."""
        self._wait.stop()
        self.hide()

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self.stopped.emit()
