"""Starts the window: the application, its theme and language, and the workspace to open."""

import builtins
import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar, cast

from ita_desktop.domain.errors import InputError
from ita_desktop.i18n import language, tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface
    from PySide6.QtWidgets import QApplication, QWidget

    from ita_desktop.settings import Settings
    from ita_desktop.ui.failures import FailureWatch
    from ita_desktop.ui.theme.theme import Theme
    from ita_desktop.ui.window import Window

_Chosen = TypeVar("_Chosen", bound=StrEnum)
_STARTED = time.perf_counter()
_MIDDLE: Final = 127
"""Between dark and light, in 0 to 255."""
_QT_REMEDIES: Final = {
    "": "ติดตั้งโปรแกรมใหม่ หรือใช้คำสั่งแทน ดู ita-desktop --help",
    "linux": "ติดตั้งตามบรรทัดสำหรับ Debian ใน README หรือใช้คำสั่งแทน ดู ita-desktop --help",
    "win32": "ติดตั้ง Microsoft Visual C++ Redistributable แล้วติดตั้งโปรแกรมใหม่",
}
"""What to do where Qt's libraries do not load, by ``sys.platform``; on others the first."""


def run(file: Path | str | None, *, sample: bool = False, exit_when_shown: bool = False) -> int:
    """Opens the window on ``file`` (or the address of a shared workspace), a fresh sample, the last
    workspace, or the welcome page.

    Returns the exit code. Raises InputError where no window can be shown; what keeps a file from
    being opened is reported in the window, on the welcome page.
    """
    _need_display()
    try:
        with plain_imports():
            from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise InputError(
            "เปิดหน้าต่างไม่ได้ เพราะระบบยังไม่มีไลบรารีของ Qt ({reason})",
            remedy=_QT_REMEDIES.get(sys.platform, _QT_REMEDIES[""]),
            reason=error.msg,
        ) from error
    from ita_desktop.settings import Settings

    # Asked for in words, the style is made by Qt alone; PySide would make all of QStyle for it.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    if not isinstance(app, QApplication):
        raise TypeError(type(app).__name__)
    settings = Settings()
    if not (sample or exit_when_shown) and _shows_elsewhere(file, settings):
        return 0
    return Start(app, settings).run(file, sample=sample, exit_when_shown=exit_when_shown)


@contextlib.contextmanager
def plain_imports() -> Iterator[None]:
    """Takes back PySide6's hold on ``import`` after it was itself imported.

    It would read the source of every later module, to see whether that asks for Python-like names
    of Qt's methods. None here does, and without it the window is there a tenth sooner.
    """
    plain = builtins.__import__
    try:
        yield
    finally:
        builtins.__import__ = plain


def show_failure(sentence: str) -> None:
    """Shows why the program ends before it has a window, where nothing can be printed."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QMessageBox

    app = QApplication.instance() or QApplication(sys.argv[:1])
    box = QMessageBox(QMessageBox.Icon.Warning, "ITA Desktop", "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.exec()
    del app


def _need_display() -> None:
    """Says in one sentence that there is no screen, where Qt would abort."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(map(os.environ.get, screens)):
        raise InputError(
            "เครื่องนี้ไม่มีจอภาพ จึงเปิดหน้าต่างไม่ได้",
            remedy="ใช้คำสั่งแทน เช่น ita-desktop score FILE ดูทั้งหมดด้วย ita-desktop --help",
        )


class Start:
    """The start of the window. It is painted as a bare frame, which takes little; then its parts
    are made, and what it shows first is opened."""

    def __init__(self, app: "QApplication", settings: "Settings") -> None:
        from ita_desktop.ui.frame.skeleton import Skeleton
        from ita_desktop.ui.theme.style import palette
        from ita_desktop.ui.theme.tokens import tokens
        from ita_desktop.ui.window import Window

        self._app, self._settings = app, settings
        app.setApplicationName("ita-desktop")
        app.setApplicationDisplayName("ITA Desktop")
        app.setDesktopFileName("ita-desktop")
        self._theme = None if _is_light(app, settings) else _theme(app, settings)
        app.setPalette(palette(tokens()))
        self._problem = ""
        try:
            self.window = Window(settings, populate=False)
        except Exception as error:  # noqa: BLE001 - there must be a window, whatever is remembered
            self._problem = _reset_settings(settings, error)
            self.window = Window(settings, populate=False)
        self._skeleton = Skeleton(self.window)
        self._failure: Exception | None = None
        self._end: Callable[[], None] = _nothing

    def run(self, file: Path | str | None, *, sample: bool, exit_when_shown: bool) -> int:
        """Shows the window until it is closed, and returns the exit code. Raises what kept the
        window from getting its parts."""

        def populate() -> None:
            try:
                self._populate(file, sample=sample)
                if exit_when_shown:
                    _leave_after_paint(self._app, self.window)
            except Exception as error:  # noqa: BLE001 - raised again below
                self._failure = error
                self.window.hide()
                self._app.exit()

        self._skeleton.due.connect(populate)
        self._skeleton.show()
        # Windows ends the program behind this signal when its session ends.
        self._app.aboutToQuit.connect(self._finish)
        with _quitting_in_order(self._app):
            code: int = self._app.exec()
        if self._failure is not None:
            raise self._failure
        self._finish()
        return code

    def _finish(self) -> None:
        """Ends once what the window has begun."""
        end, self._end = self._end, _nothing
        end()

    def _populate(self, file: Path | str | None, *, sample: bool) -> None:
        """Makes the parts of the window, and begins to open what it shows first."""
        from ita_desktop.ui.failures import FailureWatch
        from ita_desktop.ui.loading.asked import later

        self._theme = theme = self._theme or _theme(self._app, self._settings)
        _dress(self._app, theme, self._settings)
        bare = self.window
        watch = FailureWatch(self._app, lambda text: _latest(bare).show_failure(text))
        watch.begin()
        if self._problem:
            bare.populate()
            bare.opener.show_welcome(self._problem)
        else:
            self.window = _first_window(bare, self._settings, file, sample=sample)
        window = self.window
        # Nothing moves before the first painting, which need not wait for the system's answer.
        window.idle.connect(lambda: theme.choose_motion(theme.motion))
        window.idle.connect(lambda: _collect_garbage(self._app))
        window.idle.connect(lambda: _be_called(self._app, window))
        window.idle.connect(_clear_leftovers)
        window.show_parts()
        self._skeleton.end()
        if window is not bare:
            bare.hide()
            bare.deleteLater()
        self._end = partial(_end, window, watch)
        # What is to be painted is painted before a timer ends.
        later(window, 0, window.begin)


@contextlib.contextmanager
def _quitting_in_order(app: "QApplication") -> Iterator[None]:
    """Told to end (``kill``, the end of a session), the program closes its file and leaves."""
    import signal

    from PySide6.QtCore import QSocketNotifier

    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    # Python calls a handler when it runs next: in a window that rests that may be never, and in one
    # that works it may be amid an import, for whose lock the threads wait that are to end first. So
    # the window leaves in an event of its own, which the system's word brings.
    sleeper, waker = os.pipe()
    for end in (sleeper, waker):
        os.set_blocking(end, False)
    ends = (signal.SIGTERM, signal.SIGHUP)

    def leave(*_: object) -> None:
        with contextlib.suppress(BlockingIOError):
            for number in os.read(sleeper, 64):
                if number in ends:
                    app.exit(128 + number)

    notifier = QSocketNotifier(sleeper, QSocketNotifier.Type.Read, app)
    notifier.activated.connect(leave)
    before = signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    handlers = {told: signal.signal(told, lambda *_: None) for told in ends}
    try:
        yield
    finally:
        for told, handler in handlers.items():
            signal.signal(told, handler)
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        os.close(waker)
        os.close(sleeper)


def _nothing() -> None:
    """What a window that got no parts leaves to be done."""


def _end(window: "Window", watch: "FailureWatch") -> None:
    """Ends what the window has begun."""
    from ita_desktop.ui.background import wait_for_all

    window.opener.end()
    wait_for_all()
    watch.end()


def _theme(app: "QApplication", settings: "Settings") -> "Theme":
    """The chosen theme, of which only the colours are known yet."""
    from ita_desktop.ui.theme.theme import ColourMode, Contrast, Motion, Theme

    motion = _chosen(settings, "motion", Motion.SYSTEM)
    return Theme(
        app,
        _chosen(settings, "theme", ColourMode.SYSTEM),
        _chosen(settings, "contrast", Contrast.SYSTEM),
        None if motion is Motion.SYSTEM else motion,
        dress=False,
    )


def _is_light(app: "QApplication", settings: "Settings") -> bool:
    """Whether the first painting is in light colours, which are the same in high contrast. To ask
    the system itself makes PySide initialize all of Qt's enumerations, a tenth of a bare start."""
    from PySide6.QtGui import QPalette

    ground = app.palette().color(QPalette.ColorRole.Window)
    return settings.get("theme") != "dark" and ground.lightness() > _MIDDLE


def _dress(app: "QApplication", theme: "Theme", settings: "Settings") -> None:
    """Gives the application its letters, language and the rest of its theme."""
    from ita_desktop.ui.language import install

    theme.dress()
    if language.code == "th" and settings.get("language") == "en":
        language.choose("en")
    install(app)
    speak_painted()


def speak_painted() -> None:
    """Lets screen readers read what paints itself; its classes are loaded when one asks."""
    from PySide6.QtGui import QAccessible

    QAccessible.installFactory(_accessible)


def _accessible(_name: str, thing: "QObject") -> "QAccessibleInterface | None":
    if not thing.isWidgetType() or getattr(thing, "accessible_role", None) is None:
        return None
    from ita_desktop.ui.accessible_widget import AccessibleWidget

    return AccessibleWidget(cast("QWidget", thing))


def _chosen(settings: "Settings", key: str, usual: _Chosen) -> _Chosen:
    """A remembered choice, the usual one where none is known."""
    kept = settings.get(key)
    return next((choice for choice in type(usual) if choice == kept), usual)


def _first_window(
    bare: "Window", settings: "Settings", file: Path | str | None, *, sample: bool
) -> "Window":
    """The window with its parts, which says what it is about to open: what was asked for, else the
    last workspace. Without these it has the welcome page; also where what is remembered keeps it
    from coming: then another window, made without that."""
    from ita_desktop.ui.window import Window

    try:
        bare.populate()
        _announce_first(bare, settings, file, sample=sample)
    except Exception as error:  # noqa: BLE001 - there must be a window, whatever is remembered
        problem = _reset_settings(settings, error)
        bare.successor = window = Window(settings)
        window.opener.show_welcome(problem)
        window.show()
        return window
    return bare


def _reset_settings(settings: "Settings", error: Exception) -> str:
    """Resets the settings, which keep the window from being made; returns the error in words."""
    from ita_desktop.ui.failures import error_sentence

    problem = error_sentence(error)
    settings.reset()
    return problem


def _announce_first(
    window: "Window", settings: "Settings", file: Path | str | None, *, sample: bool
) -> None:
    from ita_desktop.settings import place_of

    wanted = file or next(iter(settings.recent()), None)
    if sample:
        window.commands.announce_sample()
    elif wanted is not None:
        place = place_of(str(wanted))
        window.opener.announce_first(lambda _progress: place, tr("กำลังเปิด {file}", file=place.name))
    else:
        window.opener.show_welcome()


def _latest(window: "Window") -> "Window":
    """The window that stands in the place of this one by now."""
    while window.successor is not None:
        window = window.successor
    return window


def _shows_elsewhere(file: Path | str | None, settings: "Settings") -> bool:
    """Whether another window of this user has come to the front instead: the one that has ``file``
    open, or where none is named any one."""
    from ita_desktop.settings import own_window
    from ita_desktop.storage.files.lock import own_holder

    if isinstance(file, str) and "://" in file:
        return False
    wanted = [Path(file)] if file is not None else [own_window(), *settings.recent_files()[:1]]
    holder = next(filter(None, map(own_holder, wanted)), None)
    if holder is None:
        return False
    from ita_desktop.ui.opening.instance_listener import call

    return call(holder)


def _be_called(app: "QApplication", window: "Window") -> None:
    """From now on later starts find this window."""
    from ita_desktop.ui.opening.instance_listener import InstanceListener

    def show() -> None:
        _latest(window).come_forward()

    called = InstanceListener(app)
    called.called.connect(show)
    app.aboutToQuit.connect(called.end)


def _collect_garbage(app: "QApplication") -> None:
    """Begins to collect garbage, which the start has put off."""
    from ita_desktop.ui.loading.idle import Collector

    Collector(app)


def _clear_leftovers() -> None:
    """Takes away what runs that were killed have left among the system's temporary folders, and
    their locks beside files."""
    from ita_desktop.home import clear_temporary
    from ita_desktop.storage.files.remembered import clear_locks

    def clear() -> None:
        clear_temporary()
        clear_locks()

    threading.Thread(target=clear, name="leftovers", daemon=True).start()


def _leave_after_paint(app: "QApplication", window: "Window") -> None:
    """Ends the program as soon as the first page has painted, telling how long that took."""
    from PySide6.QtCore import QTimer

    def leave() -> None:
        # The window's own program on Windows has no console.
        if sys.stdout is not None:
            sys.stdout.write(f"{_milliseconds_since_start():.0f}\n")
            sys.stdout.flush()
        app.quit()

    # What is to be painted is painted before a timer ends.
    window.opener.first_shown.connect(lambda: QTimer.singleShot(0, leave))


def _milliseconds_since_start() -> float:
    """Time since the process began where Linux tells it, else since the first import."""
    if sys.platform != "linux":
        return (time.perf_counter() - _STARTED) * 1000
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
        return (uptime - int(fields[19]) / os.sysconf("SC_CLK_TCK")) * 1000
    except (OSError, ValueError, IndexError):
        return (time.perf_counter() - _STARTED) * 1000
