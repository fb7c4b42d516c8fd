"""The help window (manual, shortcuts and release notes), that with the licences of all components,
and a guided tour of the window in five steps, which is not modal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ita_desktop.i18n import language, tr
from ita_desktop.services.about import LicensedPart, licensed_parts
from ita_desktop.services.places import PageKey
from ita_desktop.ui.background import Job
from ita_desktop.ui.commands.reading_window import HelpChapter, ReadingWindow, chapters, news
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.keyboard import Shortcut, in_both_layouts
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.navigation import PAGES, Navigation
from ita_desktop.ui.table.controllers.keys import OF_TABLES
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.shapes import OutlinedArea
from ita_desktop.ui.theme.tokens import Radius, Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import Popup, paint_floating
from ita_desktop.ui.widgets.tab_order import step

SHORTCUTS = "shortcuts"
NEWS = "news"
_MOVED = frozenset((QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest))
_HiddenPopups = tuple[tuple[Popup, QWidget | None], ...]
"""Hidden popups with their focus widgets, topmost first."""
Line = tuple[str, str]
"""Keys, and their description."""


def begin_tour(navigation: Navigation) -> None:
    """Starts the tour of the open workspace, ending a running one."""
    for former in navigation.findChildren(Tour):
        former.leave()
    Tour(navigation)


class Tour(QObject):
    """The five steps of the tour of a window; deleted when it ends."""

    def __init__(self, navigation: Navigation) -> None:
        super().__init__(navigation)
        self._navigation = navigation
        self._frame = navigation.frame
        self._at = 0
        self._is_left = False
        self.ring = OutlinedArea(self._frame, Radius.CONTROL)
        self.ring.hide()
        self.card = TourCard(self._frame)
        self.card.onward.connect(lambda: self._show_step(self._at + 1))
        self.card.backward.connect(lambda: self._show_step(max(self._at - 1, 0)))
        self.card.exited.connect(self.leave)
        self._frame.page_shown.connect(self._follow_soon)
        navigation.exited.connect(self.leave)
        self._frame.installEventFilter(self)
        self._show_step(0)

    def leave(self) -> None:
        """Removes the tour from the window."""
        self._is_left = True
        self._frame.removeEventFilter(self)
        for part in (self.ring, self.card):
            part.hide()
            part.deleteLater()
        self.deleteLater()

    def _show_step(self, at: int) -> None:
        if at >= len(STEPS):
            self.leave()
            return
        self._at, step = at, STEPS[at]
        self.card.show_step(at + 1, len(STEPS), tr(step.title), tr(step.phrase))
        if self._frame.current_page == step.page:
            self._follow()
        else:
            self._navigation.visit(step.page)

    def _follow_soon(self) -> None:
        # A page is laid out in the next turn of the event loop, and takes the focus first.
        later(self, 0, self._follow)

    def _follow(self) -> None:
        """Moves ring and card to the part."""
        if self._is_left:
            return
        if not self.card.isHidden() and self._frame.current_page != STEPS[self._at].page:
            # On another page the card stays, without a ring.
            self.ring.hide()
            return
        area = self._area()
        self.ring.setGeometry(area)
        self.ring.setHidden(area.isEmpty())
        self.ring.raise_()
        self.card.place_next_to(area if not area.isEmpty() else self._frame.rect())
        self.card.show()
        self.card.raise_()
        self.card.on_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _area(self) -> QRect:
        """Returns the visible area of the part in the window; empty if it is hidden."""
        part = STEPS[self._at].part(self._frame)
        if not part.isVisible():
            return QRect()
        area = QRect(part.mapTo(self._frame, QPoint(0, 0)), part.size())
        return area.intersected(self._frame.rect())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVED and not self.card.isHidden():
            self._follow_soon()
        return False


# The overlays of the tour: a card with text, and a ring around the part it describes.


class CardSize:
    """Sizes of the card."""

    WIDTH: Final = 380


class TourCard(QWidget):
    """The text of a step with buttons; Enter continues, Esc ends the tour."""

    onward = Signal()
    backward = Signal()
    exited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._count = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self._title = ThaiLabel("", self, style=Text.DIALOG_TITLE, most=2)
        self._text = ThaiLabel("", self, most=6)
        self.leave_button = Button(tr("ออกจากการชม"), self, kind=ButtonKind.QUIET, hint="Esc")
        self.leave_button.clicked.connect(self.exited)
        self.back_button = Button(tr("ย้อนกลับ"), self)
        self.back_button.clicked.connect(self.backward)
        self.on_button = Button("", self, kind=ButtonKind.PRIMARY)
        self.on_button.clicked.connect(self.onward)
        buttons = hbox(self.leave_button, None, self.back_button, self.on_button, gap=Space.S)
        vbox(
            self._count,
            Space.XS,
            self._title,
            Space.S,
            self._text,
            Space.L,
            buttons,
            on=self,
            margins=FloatSize.SHADOW + Space.L,
        )
        self.setFixedWidth(CardSize.WIDTH + 2 * FloatSize.SHADOW)

    def show_step(self, number: int, of: int, title: str, text: str) -> None:
        """Sets the text of step ``number``, from 1."""
        self._count.setText(tr("{number} จาก {of}", number=number, of=of))
        self._title.setText(title)
        self._text.setText(text)
        self.back_button.setVisible(number > 1)
        self.on_button.setText(tr("เสร็จ") if number == of else tr("ต่อไป"))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def place_next_to(self, part: QRect) -> None:
        """Places the card so that ``part`` (in window coordinates) is visible: below, above or
        beside it, or in its lower corner."""
        window = self.parentWidget()
        if window is None:
            return
        room, size = window.rect(), self.size()
        left = max(room.left(), min(part.left(), room.right() - size.width()))
        top = max(room.top(), min(part.top(), room.bottom() - size.height()))
        places = (
            QPoint(left, part.bottom()),
            QPoint(left, part.top() - size.height()),
            QPoint(part.right(), top),
            QPoint(part.left() - size.width(), top),
        )
        corner = QPoint(part.right() - size.width(), part.bottom() - size.height())
        fitting = (place for place in places if room.contains(QRect(place, size)))
        self.move(next(fitting, corner))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Moves the focus among the buttons; F6 leaves the card."""
        return step(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_Escape: self.exited,
            Qt.Key.Key_Return: self.onward,
            Qt.Key.Key_Enter: self.onward,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        edge = FloatSize.SHADOW
        inside = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        paint_floating(QPainter(self), inside, Radius.POPUP)


# The steps of the tour.


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step: a page, a part of it or of the window, and its description."""

    page: PageKey
    part: Callable[[MainFrame], QWidget]
    title: str
    phrase: str


def _part_of(page: PageKey, name: str) -> Callable[[MainFrame], QWidget]:
    return lambda frame: cast("QWidget", getattr(frame.page(page), name))


STEPS: Final = (
    TourStep(
        PageKey.OVERVIEW,
        lambda frame: frame.score_bar,
        "คะแนนอยู่ตรงนี้เสมอ",
        "ทุกครั้งที่แก้ คะแนน ระดับ และสิ่งที่ยังขาดก่อนถึงระดับถัดไปจะคิดใหม่ทันที คลิกตัวเลขเพื่อดูที่มา",
    ),
    TourStep(
        PageKey.OVERVIEW,
        _part_of(PageKey.OVERVIEW, "todo"),
        "วันนี้ต้องทำอะไรก่อน",
        "งานที่เลยกำหนดหรือใกล้ครบกำหนดมาอยู่ที่นี่เอง คลิกบรรทัดเพื่อไปที่งานนั้น",
    ),
    TourStep(
        PageKey.OIT,
        _part_of(PageKey.OIT, "table"),
        "พิมพ์ในตารางเหมือน Excel",
        "พิมพ์ในช่อง วางจาก Excel ด้วย Ctrl+V เลิกทำด้วย Ctrl+Z ทุกอย่างบันทึกเอง พิมพ์ครั้งเดียวใช้ได้ทุกเอกสาร",
    ),
    TourStep(
        PageKey.DOCUMENTS,
        _part_of(PageKey.DOCUMENTS, "table"),
        "เอกสารพร้อมพิมพ์",
        "คำสั่ง หนังสือ ตาราง และรายงานทำจากข้อมูลที่พิมพ์ไว้ เป็น Word, Excel หรือ PDF และบอกว่ายังขาดอะไร",
    ),
    TourStep(
        PageKey.DOCUMENTS,
        lambda frame: frame.top_bar.search,
        "หาอะไรไม่เจอ",
        "กด Ctrl+K แล้วพิมพ์ชื่อคน ข้อ มาตรการ หรือคำสั่ง และ F1 เปิดคู่มือตรงหน้าที่ใช้อยู่",
    ),
)


def show_licences(window: MainFrame) -> None:
    """Raises the window, or opens it once the texts are read from all packages: in another thread,
    because they are many files."""
    if _raised(window):
        return

    def show(parts: tuple[LicensedPart, ...]) -> None:
        # It may have been asked for twice.
        if not _raised(window):
            LicenceWindow(window, parts).open_row(0)

    job = Job(lambda _progress: licensed_parts(), window)
    window.work.watch(job, tr("กำลังเปิด {file}", file=tr("สัญญาอนุญาต")))
    job.done.connect(show)
    job.start()


def _raised(window: QWidget) -> bool:
    """Raises the window if there is one; returns whether there is."""
    known = window.findChild(LicenceWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if known is not None:
        known.open_row(max(known.contents.currentRow(), 0))
    return known is not None


class LicenceWindow(ReadingWindow):
    """An overview of components and licences, followed by the licence texts."""

    def __init__(self, parent: QWidget, parts: tuple[LicensedPart, ...]) -> None:
        super().__init__(parent, tr("สัญญาอนุญาต"), (_overview(parts), *map(_chapter, parts)))


def _overview(parts: tuple[LicensedPart, ...]) -> HelpChapter:
    """Returns all components as a Markdown table."""
    title = tr("สัญญาอนุญาต")
    rows = [f"| {part.name} | {part.version} | {part.licence} |" for part in parts]
    lines = (
        f"## {title}",
        "",
        tr(
            "โปรแกรมนี้ใช้ได้ แก้ได้ และแจกต่อได้ตามสัญญาอนุญาต MIT ส่วนอื่นที่โปรแกรมใช้เป็นของผู้ทำแต่ละราย "
            "ตามสัญญาของเขา ข้อความเต็มอยู่ในสารบัญด้านซ้าย"
        ),
        "",
        tr("Qt, PySide6 และไลบรารีอื่นที่เป็น LGPL อยู่ในไฟล์แยกของตัวเอง ผู้ใช้เปลี่ยนเป็นรุ่นอื่นหรือรุ่นที่แก้เองได้"),
        "",
        f"| {tr('ส่วนของโปรแกรม')} | {tr('รุ่น')} | {tr('สัญญาอนุญาต')} |",
        "|---|---|---|",
        *rows,
    )
    return HelpChapter(title, "\n".join(lines))


def _chapter(part: LicensedPart) -> HelpChapter:
    head = "\n".join(filter(None, (f"{part.name} {part.version}".strip(), part.licence)))
    return HelpChapter(part.name, f"{head}\n\n{part.text}", plain=True)


def show_help(window: "MainFrame", about: str = "", over: QWidget | None = None) -> "HelpWindow":
    """Opens the help at the chapter on the topic ``about`` (a page, a dialog, :data:`SHORTCUTS`,
    :data:`NEWS`). ``over`` is the requesting dialog, which must be its parent to be usable.

    Popups would cover it and take its keys: they are hidden while the help, then modal, is open,
    and shown again afterwards.
    """
    parent = over or window
    known = parent.findChild(HelpWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
    hidden = _hide_popups()
    shown = known or HelpWindow(window, parent)
    if hidden:
        shown.restore_when_closed(hidden)
    shown.open_at(next((popup.about for popup, _ in hidden if popup.about), about))
    return shown


def open_help(window: "MainFrame", about: str, over: QWidget | None = None) -> "HelpWindow | None":
    """Like :func:`show_help`, but closes the help if it is active, for F1."""
    shown = QApplication.activeWindow()
    if isinstance(shown, HelpWindow) and QApplication.activePopupWidget() is None:
        shown.close()
        return None
    return show_help(window, about, over)


def _hide_popups() -> _HiddenPopups:
    """Hides all open popups, and returns those that may contain input; menus and lists are
    closed."""
    hidden = []
    while (popup := QApplication.activePopupWidget()) is not None:
        if isinstance(popup, Popup):
            hidden.append((popup, popup.focusWidget()))
            popup.hide()
        else:
            popup.close()
        if popup.isVisible():
            break
    return tuple(hidden)


class HelpWindow(ReadingWindow):
    """The manual, followed by shortcuts and release notes."""

    def __init__(self, window: "MainFrame", parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("คู่มือ ITA Desktop"),
            (*chapters(language.code), shortcut_list(window), news(language.code)),
        )
        # Above a dialog, the window's own shortcut is not available; elsewhere this one closes the
        # help.
        self._close_key = QShortcut(QKeySequence("F1"), self)
        self._close_key.setEnabled(parent is not window)
        self._close_key.activated.connect(self.close)

    def restore_when_closed(self, hidden: _HiddenPopups) -> None:
        """Makes the window modal, and shows the hidden popups when it is closed."""

        def show_again() -> None:
            for popup, focus in reversed(hidden):
                if isValid(popup):
                    popup.show()
                    if focus is not None and isValid(focus):
                        focus.setFocus(Qt.FocusReason.PopupFocusReason)

        self.hide()
        self.setModal(True)
        self.finished.connect(show_again)
        self._close_key.setEnabled(True)

    def open_at(self, about: str) -> None:
        """Shows the chapter on a page or dialog, by default the first one, at the paragraph on a
        part of these, or at the one that begins with ``about``."""
        last = len(self._chapters) - 1
        numbered = {SHORTCUTS: last - 1, NEWS: last}
        at = next((at for at, chapter in enumerate(self._chapters) if about in chapter.about), None)
        words = None if at is None else self._chapters[at].places.get(about)
        if at is None and about:
            at, words = self._chapter_with(about), about
        self.open_row(numbered.get(about, at or 0))
        if words is not None and about not in numbered:
            self.reader.go_to(words)

    def _chapter_with(self, opening: str) -> int | None:
        """Returns the chapter with a paragraph that begins so."""
        return next(
            (
                at
                for at, chapter in enumerate(self._chapters)
                if any(opening == known for known, _ in chapter.paragraphs)
            ),
            None,
        )


# The list of all shortcuts, generated from the actions and shortcut definitions.


def shortcut_list(window: "MainFrame") -> HelpChapter:
    """Returns all shortcuts as Markdown tables: of the window, of all tables, of each page."""
    title = tr("ปุ่มลัดทั้งหมด")
    parts = [f"## {title}", *_table(tr("ทุกที่"), _of_window(window))]
    parts += _table(tr("ในตาราง"), _lines(OF_TABLES))
    for page in PAGES.values():
        parts += _table(tr(page.title), _lines(page.shortcuts))
    return HelpChapter(title, "\n".join(parts))


def _of_window(window: "MainFrame") -> list[Line]:
    """Returns the window's shortcuts, without those of the Thai keyboard layout."""
    return [
        (" ".join(f"`{keys.toString()}`" for keys in _latin(action)), action.text().rstrip("…"))
        for action in window.actions()
        if action.shortcuts()
    ]


def _latin(action: QAction) -> list[QKeySequence]:
    """Returns the shortcuts of an action without the equivalent ones of the other layout."""
    shown: list[QKeySequence] = []
    same: set[str] = set()
    for keys in action.shortcuts():
        if keys.toString() not in same:
            shown.append(keys)
            same |= {layout.toString() for layout in in_both_layouts(keys.toString())}
    return shown


def _lines(shortcuts: Iterable[Shortcut]) -> list[Line]:
    return [(f"`{shortcut.keys}`", tr(shortcut.phrase)) for shortcut in shortcuts]


def _table(title: str, lines: list[Line]) -> list[str]:
    """Returns the lines of a heading and a table with two columns."""
    rows = [f"| {keys} | {words.replace('|', '/')} |" for keys, words in lines]
    return ["", f"### {title}", "", f"| {tr('ปุ่ม')} | {tr('ทำอะไร')} |", "|---|---|", *rows]
