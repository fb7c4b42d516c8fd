"""Sections of a detail pane that several pages have: the texts of a finding's or measure's items in
its tables, links to what refers to the shown one, its history, and a longer text, which looks like
text and is typed over in its place."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from ita_desktop.domain.records import MeasureItem
from ita_desktop.domain.scores.results import FindingItem
from ita_desktop.domain.text import clean
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr, translated
from ita_desktop.storage.edits.changes import EditGroup, EditKind
from ita_desktop.ui.background import Job
from ita_desktop.ui.editors.base import CellEditor, CloseReason, EditorPlace, TypedText
from ita_desktop.ui.editors.text import TextEditor
from ita_desktop.ui.language import today_or_day
from ita_desktop.ui.loading.asked import later
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.lines import set_tip
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import at_once, hbox, set_height_for_width, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.cell import TypedOver
from ita_desktop.ui.widgets.fields.field import SHOWS_FRAME, TextFrame
from ita_desktop.ui.widgets.fields.text import RichField
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import LineStack, Linked, LinkList, ValueLine, ValueLines
from ita_desktop.ui.widgets.page.pane import DetailPane, PaneSection

if TYPE_CHECKING:
    from ita_desktop.services.links import Mention

SHORT: Final = 6
"""Number of links shown before all are requested."""
_ICONS: Final = {
    "order": "file-check",
    "duty": "list-checks",
    "meeting": "calendar-days",
    "item": "check",
    "measure": "target",
    "letter": "file-text",
}
"""Icon and text by kind of link."""


FEW, LONG = 5, 50
"""Number of changes shown at first, and after the request for all."""
QUIET: Final = 200
"""Time in ms after which a server is asked: edits of others come in quick succession."""

Read = Callable[[int], Sequence[EditGroup]]
"""Returns the given number of latest changes of an item."""


_FRAME = Space.CELL
"""How far the editor's frame reaches over the text on both sides, in px."""
_TAKES = frozenset({CloseReason.DOWN, CloseReason.ALL})
"""How an editor is left that takes a proposal: no other key or click says so."""


class PaneText(TypedOver):
    """Click, F2 or Enter edits; Enter there takes the text, Alt+Enter begins a line, Esc leaves
    it as it was and keeps what was typed for the next time."""

    edited = Signal(str)
    exited = Signal(object)
    """The editor was closed (:class:`CloseReason`), whether or not the text is another now."""

    def __init__(
        self, name: str, over: QWidget, parent: QWidget | None = None, *, tables: bool = False
    ) -> None:
        """``over`` is what the editor lies on: it reaches a little beyond the text. ``tables``: a
        pasted table is kept as one."""
        super().__init__(name, parent)
        self._tables = tables
        self._over = over
        self._text = self._ghost = self._proposal = ""
        self.left_proposal = ""
        """The proposal that the editor was left with, neither taken nor typed over."""
        self._label = ThaiLabel("", self, most=0)
        self._frame = TextFrame(over)
        vbox(self._label, on=self, margins=(0, 0, 0, Space.XS), gap=None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_height_for_width(self, QSizePolicy.Policy.Preferred)

    @property
    def shown_text(self) -> str:
        return self._text

    def accessible_value(self) -> str:
        """The text for screen readers."""
        return self._text

    def accessible_state(self, state: QAccessible.State) -> None:
        """Whether it may be typed over."""
        super().accessible_state(state)
        state.multiLine = 1

    def set_text(
        self, text: str, *, locked: bool, thing: str, ghost: str = "", proposal: str = ""
    ) -> None:
        """Shows a text of a ``thing``, a name that tells it from others; ``locked`` where the
        workspace is read-only. ``ghost`` is what holds while it is empty: it stands faintly in its
        place, and the editor begins with it. It begins with a ``proposal``, too, but that is
        nothing until it was taken by Enter, and the first letter typed takes its place."""
        keeps = self.editor is not None and self.editor.invalid
        self._show_thing(thing, text, locked=locked, keeps=keeps)
        if proposal != self._proposal or text:
            self.left_proposal = ""
        self._text, self._ghost, self._proposal = text, ghost, proposal
        self._show_refused()

    def _show_refused(self) -> None:
        text, ghost, refused = self._text, self._ghost, self._unstored.refused
        if refused is not None:
            self._label.setText(refused.text)
            self._label.set_tone(Tone.LATE)
            self.setAccessibleDescription(f"{refused.text}, {refused.why}")
        else:
            self._label.setText(text or ghost or tr("ยังไม่ได้พิมพ์"))
            self._label.set_tone(Tone.TEXT if text else Tone.TEXT2 if ghost else Tone.TEXT3)
            # The text itself is its value.
            self.setAccessibleDescription("" if text else ghost)
        set_tip(self, refused.why if refused is not None else "")

    def begin(self) -> None:
        """Opens the editor over the text."""
        if self._locked or self.editor is not None:
            return
        one_line = Text.BODY.line + Space.ABOVE_LINE + Space.BELOW_LINE + Space.XS
        place = EditorPlace(above=self._label.y() + Space.ABOVE_LINE, row=one_line)
        usual = self._text or self._proposal or self._ghost
        editor = TextEditor(place, self._over, tables=self._tables)
        self._open(editor, usual, self._text)
        if not self._text and self._proposal:
            editor.area.selectAll()
        # What has just come into sight finds its place with the next event.
        later(self, 0, self._place)

    def _place(self) -> None:
        """Over the text, as high as what is typed needs."""
        if self.editor is None:
            return
        over = self._reach()
        self._show_frame()
        needed = max(self.editor.room(over).height(), over.height())
        self.editor.setGeometry(over.x(), over.y(), over.width(), needed)
        self.editor.raise_()

    def _cancel(self) -> None:
        super()._cancel()
        self._show_frame()
        self.exited.emit(CloseReason.CANCEL)

    def _leave(self, leave: CloseReason) -> None:
        editor = self.editor
        if editor is None:
            return
        typed = editor.result()
        text = clean(typed.text) if isinstance(typed, TypedText) else self._text
        if not self._text and text == clean(self._ghost):
            text = ""
        self.left_proposal = ""
        if not self._text and text == clean(self._proposal) and leave not in _TAKES:
            self.left_proposal, text = text, ""
        resolved = self._resolved(editor, text)
        if resolved is None:
            return
        text = resolved
        changes = text != self._text
        stores = partial(self.edited.emit, text) if changes else lambda: None
        if self._store(editor, leave, stores, changes=changes):
            self._show_frame()
            self.exited.emit(leave)

    def _resolved(self, editor: CellEditor, text: str) -> str | None:
        """Returns the text to store; None to go on typing, or where another thing is shown by
        now."""
        resolved = self._conflict.resolve(text)
        if self.editor is not editor:
            return None
        if resolved is None:
            editor.setFocus()
        elif resolved != text:
            editor.start(resolved, None)  # where it cannot be stored, it stays there
        return resolved

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._label.heightForWidth(width) + Space.XS

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.begin()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in SHOWS_FRAME:
            self._show_frame()
        return done

    def _show_frame(self) -> None:
        """The frame of an editable text, under the pointer and with the keyboard."""
        wanted = self.underMouse() or self.hasFocus()
        shown = wanted and not self._locked and self.editor is None and self.isVisible()
        self._frame.setVisible(shown)
        if shown:
            self._frame.show_at(self._reach(), focused=self.hasFocus())

    def _reach(self) -> QRect:
        """The text's place on what the editor lies on, with the editor's side padding."""
        corner = self.mapTo(self._over, QPoint())
        return QRect(corner, self.size()).adjusted(-_FRAME, 0, _FRAME, 0)


def text_section(pane: DetailPane, title: str, save: Callable[[str], bool]) -> RichField:
    """Adds a section with a longer text to the pane; ``save`` stores what was typed."""
    section = pane.add_section(title)
    field = RichField(title, pane.ui.body, section)
    field.text.save = save
    field.exited.connect(lambda: field.setFocus(Qt.FocusReason.OtherFocusReason))
    section.column.addWidget(field)
    return field


class PastSection(PaneSection):
    """The latest changes of an item; the section's action shows older ones. Hidden if there are
    none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("ประวัติการแก้ไข"), parent, action=tr("ดูทั้งหมด"))
        self._session = session
        self._subject = ""
        self._read: Read = lambda _most: ()
        self._most = FEW
        self._asked = 0
        """Counts the questions to a server; only the last answer is shown."""
        # The session's: a file is closed before its pages are deleted.
        self._asking = QTimer(session, singleShot=True, interval=QUIET)
        self._asking.timeout.connect(self._ask)
        self.list = ValueLines(self)
        self.column.addWidget(self.list)
        self.acted.connect(self._show_all)

    def show_past(self, thing: str, read: Read) -> None:
        """Shows the changes of ``thing``, an identifier, as returned by ``read``."""
        if thing != self._subject:
            self._subject = thing
            self._most = FEW
            if self._is_shared:
                self._asked += 1
                self._show_lines(())
        self._read = read
        self._show()

    @property
    def _is_shared(self) -> bool:
        return self._session.workspace.shared is not None

    def _show_all(self) -> None:
        self._most = LONG
        self._show()

    def _show(self) -> None:
        if self._is_shared:
            self._asking.start()
        else:
            self._show_lines(self._lines())

    def _ask(self) -> None:
        """Reads the changes from a server in another thread; if that fails, the shown ones stay."""
        read, most = self._read, self._most
        self._asked += 1
        job = Job(lambda _progress: read(most), self._session)
        job.done.connect(partial(self._answer, self._asked))
        job.start()

    def _answer(self, asked: int, lines: Sequence[EditGroup]) -> None:
        if asked == self._asked and isValid(self):
            self._show_lines(lines)

    def _show_lines(self, lines: Sequence[EditGroup]) -> None:
        self.setVisible(bool(lines))
        self.list.set_lines([self._line(line) for line in lines])
        self.set_action(tr("ดูทั้งหมด") if len(lines) >= FEW and self._most == FEW else "")

    def _lines(self) -> Sequence[EditGroup]:
        read, most = self._read, self._most
        return self._session.cached((id(self), self._subject, most), lambda: read(most))

    def _line(self, line: EditGroup) -> ValueLine:
        what = translated(line.label)
        if line.kind is EditKind.UNDO:
            what = tr("เลิกทำ: {label}", label=what)
        elif line.kind is EditKind.REDO:
            what = tr("ทำซ้ำ: {label}", label=what)
        # One's own name is omitted.
        who = line.who if line.who != self._session.workspace.edits.who else ""
        return ValueLine(today_or_day(line.at, self._session.today), what, who)


class LinkSection(PaneSection):
    """Links to the items that refer to this one; ``go`` is emitted with the place of a clicked
    link. Hidden if there are none."""

    go = Signal(str, str)
    """A page, and the item to show on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("อยู่ใน"), parent)
        self._thing = ""
        self._all = False
        self._links: Sequence[Mention] = ()
        self.list = LinkList(self)
        self.column.addWidget(self.list)
        self.list.opened.connect(self._open)
        self.acted.connect(self._show_all)

    def show_links(self, thing: str, links: "Sequence[Mention]") -> None:
        """Shows the links of ``thing``, an identifier."""
        if thing != self._thing:
            self._thing, self._all = thing, False
        self._links = links
        self._show()

    def _show_all(self) -> None:
        self._all = True
        self._show()

    def _show(self) -> None:
        count = len(self._links)
        # The link to the others would take as much space as one more line.
        shown = self._links if self._all or count <= SHORT + 1 else self._links[:SHORT]
        self.list.set_links(
            [
                Linked(
                    str(at),
                    in_language(mention.text),
                    in_language(mention.note),
                    _ICONS[mention.kind],
                )
                for at, mention in enumerate(shown)
            ]
        )
        self.setVisible(bool(count))
        self.set_action(tr("ดูทั้งหมด {count}", count=count) if len(shown) < count else "")

    def _open(self, key: str) -> None:
        place = self._links[int(key)].place
        self.go.emit(place.page, place.target)


class ItemTitle(NamedTuple):
    """The text of an item."""

    code: str
    own: str
    """The text entered in the finding or measure; empty if the framework's is printed."""
    official: str
    by_service: str
    """The text with a line for each kind of service; empty if there is none."""


def titles_of(data: YearData, links: Iterable[FindingItem | MeasureItem]) -> list[ItemTitle]:
    """Returns the texts of linked items in order."""
    items = data.framework.item_by_code
    return [
        ItemTitle(link.item_code, link.title, items[link.item_code].title,
                  items[link.item_code].by_service)
        for link in links if link.item_code in items
    ]  # fmt: skip


class TitleSection(PaneSection):
    """Shows the texts that differ from the framework's; its action shows a field for each item.
    Hidden without items."""

    entered = Signal(str, str)
    """An item's code and its text; an empty one restores the framework's."""

    def __init__(self, over: QWidget) -> None:
        """``over`` is the parent of the fields' editors."""
        super().__init__(tr("ข้อความของข้อในตาราง"), over)
        self._thing = ""
        self._all = False
        self._titles: Sequence[ItemTitle] = ()
        self._locked = False
        self._stack = _TitleStack(over, self)
        self._stack.entered.connect(self.entered)
        self.column.addWidget(self._stack)
        self.acted.connect(self._show_all)

    @property
    def lines(self) -> "list[_TitleLine]":
        """The shown lines."""
        return self._stack.lines

    def show_titles(self, thing: str, titles: Sequence[ItemTitle], *, locked: bool) -> None:
        """Shows the texts of the items of ``thing``, an identifier."""
        if thing != self._thing:
            self._thing, self._all = thing, False
        self._titles, self._locked = titles, locked
        self._show()

    def _show_all(self) -> None:
        self._all = True
        self._show()
        # The button that was pressed is hidden.
        self.lines[0].text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        shown = [title for title in self._titles if self._all or title.own]
        left = len(shown) < len(self._titles) and not self._locked
        self.setVisible(bool(shown) or left)
        with at_once(self._stack.column):
            for line, shown_title in zip(self._stack.fit(len(shown)), shown, strict=True):
                # Otherwise it would be shown with the next event, too late for the focus.
                line.show()
                line.show_title(self._thing, shown_title, locked=self._locked)
        self.set_action(tr("แก้ข้อความ") if left else "")


class _TitleLine(QWidget):
    """The code of an item above its text."""

    entered = Signal(str, str)

    def __init__(self, over: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ItemTitle("", "", "", "")
        self._code = ThaiLabel("", self, style=Text.LABEL, tone=Tone.TEXT2)
        self.by_service = Button(tr("แยกตามงานบริการ"), self, kind=ButtonKind.QUIET)
        self.by_service.set_flush()
        self.by_service.clicked.connect(self._fill)
        self.text = PaneText("", over, self)
        self.text.edited.connect(self._enter)
        vbox(
            hbox((self._code, 1), self.by_service, margins=(0, Space.XS, 0, 0), gap=None),
            self.text,
            on=self,
        )

    def show_title(self, thing: str, title: ItemTitle, *, locked: bool) -> None:
        """Shows the text of an item, or the framework's as placeholder."""
        self._title = title
        self._code.setText(title.code)
        self.text.setAccessibleName(tr("ข้อความของข้อ {code} ในตาราง", code=title.code))
        about = f"{thing} {title.code}"
        self.text.set_text(title.own, locked=locked, thing=about, ghost=title.official)
        offered = title.by_service and title.own != title.by_service and not locked
        self.by_service.setVisible(bool(offered))
        self.by_service.setAccessibleName(f"{self.by_service.text()} {title.code}")

    def _enter(self, typed: str) -> None:
        self.entered.emit(self._title.code, typed)

    def _fill(self) -> None:
        # The button is hidden after use.
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enter(self._title.by_service)


class _TitleStack(LineStack[_TitleLine]):
    entered = Signal(str, str)

    def __init__(self, over: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = over

    def make(self, _number: int) -> _TitleLine:
        line = _TitleLine(self._over, self)
        line.entered.connect(self.entered)
        return line
