"""Short rich text, typed over in its place: paragraphs, lists of three levels, bold."""

from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QTextEdit, QToolTip, QWidget

from ita_desktop.domain.rich import BULLETS, HYPHEN, RichLine, parse
from ita_desktop.i18n import tr
from ita_desktop.ui.editors.linelayout import (
    RichLayout,
    count_on,
    embolden,
    following_mark,
    is_bold,
    look,
    put_text,
    replace,
    stored_text,
    turn,
)
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.shared.editor_events import KeptEvent, StoredOutsideEvent, tell
from ita_desktop.ui.shared.stored_line import FieldConflict
from ita_desktop.ui.storing import UnstoredTexts, sending
from ita_desktop.ui.table.cells.richlines import LEAD, shown
from ita_desktop.ui.theme.lines import baseline, font, set_tip
from ita_desktop.ui.theme.tokens import Space, Text, tokens
from ita_desktop.ui.widgets.fields.field import SHOWS_FRAME, are_files, pastes_files

_LINES_MOST: Final = 400
"""Number of lines beyond which the field scrolls."""
_KEY = Qt.Key
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_OWN: Final = "application/x-ita-rich-text"
"""What is cut from one text keeps its bold in another; other programs take the words."""
_HTML_MOST: Final = 300_000
"""A longer page is pasted as plain text: reading it would hold the window up."""


class ListStyle(Enum):
    """What a paragraph can be made."""

    NUMBERS = auto()
    BULLETS = auto()


_LISTS: Final = {
    _KEY.Key_7: ListStyle.NUMBERS,
    _KEY.Key_Ampersand: ListStyle.NUMBERS,
    _KEY.Key_8: ListStyle.BULLETS,
    _KEY.Key_Asterisk: ListStyle.BULLETS,
}
"""With Ctrl and Shift; some keyboards give the sign instead of the figure."""


class RichText(QTextEdit):
    """Click, F2 or Enter edits; then Enter begins a paragraph, Tab and Shift+Tab change the level
    of a point, Ctrl+Enter or leaving it takes the text, Esc leaves it as it was and keeps what was
    typed for the next time.

    ``save`` is given the text as it is stored and says whether it could be: what could not stays
    in the editor, and for the thing that it is about where another one is shown meanwhile.
    ``is_tool`` tells what may take the keyboard without ending the editing.
    """

    exited = Signal()
    """The keyboard goes back to where the text belongs (Esc, Ctrl+Enter)."""
    editing_changed = Signal(bool)
    looks_changed = Signal()
    """Its frame may be another now: the pointer, the keyboard or its place has changed."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, style: Text = Text.BODY
    ) -> None:
        super().__init__(parent)
        self._style = style
        document = QTextDocument(self)
        document.setDefaultFont(font(style))
        document.setDocumentMargin(0)
        document.setUndoRedoEnabled(True)
        self._layout = RichLayout(document, style)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.save: Callable[[str], bool] = lambda _text: True
        self.is_tool: Callable[[QWidget | None], bool] = lambda _widget: False
        self._stored = ""
        self._unstored = UnstoredTexts(self, self._show_refused)
        self._conflict = FieldConflict(self)
        self._was_refused = False
        """Whether what is typed could not be stored."""
        self.keeps_on_escape = False
        """Whether Esc keeps what was typed: in a form, which is left by another Esc."""
        self._ghost = ""
        self.is_locked = False
        """Whether it is only read."""
        self._least, self._most = 1, _LINES_MOST
        self._framed = False
        self.setAccessibleName(name)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setObjectName("richText")
        self.setStyleSheet(
            "#richText,#richText:focus{border:none;padding:0;background:transparent;}"
        )
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        document.documentLayout().documentSizeChanged.connect(self._fit)
        self._dye()

    # -- the text

    def set_text(
        self, text: str, *, locked: bool = False, ghost: str = "", thing: str = ""
    ) -> None:
        """Shows a stored text of a ``thing``, a name that tells it from others. ``ghost`` stands
        faintly in its place while it is empty."""
        if thing != self._unstored.thing and self.is_editing:
            self._put_aside()
        self._unstored.thing = thing
        self.is_locked, self._ghost = locked, ghost
        if locked and self.is_editing:
            self._end()
        self._conflict.note(text)
        typed = self.is_editing and self.document().isModified()
        is_other = text != self._stored and not self._was_refused and not typed
        self._stored = text
        refused = self._unstored.refused
        if refused is not None and not self.is_editing:
            self._show_refused()
            return
        if is_other or (not self.is_editing and self.text() != text):
            put_text(self.document(), text)
        self.setAccessibleDescription("" if text else ghost)
        self.viewport().update()

    def _show_refused(self) -> None:
        """Shows what a server has refused in the place of what is stored, or no longer."""
        refused = self._unstored.refused
        if not self.is_editing:
            put_text(self.document(), refused.text if refused is not None else self._stored)
        ghost = "" if self._stored else self._ghost
        self.setAccessibleDescription(refused.why if refused is not None else ghost)
        set_tip(self, refused.why if refused is not None else "")
        self.viewport().update()

    def text(self) -> str:
        """The text as it is stored."""
        return stored_text(self.document()).strip("\n")

    def _put_aside(self) -> None:
        """Ends the editing; what was typed waits until its thing is shown again."""
        if self.document().isModified():
            self._conflict.rescue(self.text())
            self._unstored.keep(self._unstored.thing, self.text())
        self._end()

    # -- editing

    @property
    def is_editing(self) -> bool:
        """Whether it is typed into."""
        return not self.isReadOnly()

    def set_lines(self, least: int, most: int = _LINES_MOST) -> None:
        """How many lines it shows at least and at most; more than that scroll within it."""
        self._least, self._most = least, most
        self._fit()

    def set_framed(self) -> None:
        """It stands in a form: its frame is always seen."""
        self._framed = True
        self._fit()

    def begin(self) -> None:
        """Lets the clerk type."""
        if self.is_locked or self.is_editing:
            return
        self.setReadOnly(False)
        unstored, refused = self._unstored.take(), self._unstored.refused
        if unstored is None and refused is not None:
            unstored = refused.text
        if unstored is not None:
            put_text(self.document(), unstored)
            self.document().setModified(True)
        before = self._stored if refused is None else refused.before
        self._conflict.begin(self._unstored.thing, before)
        self._conflict.note(self._stored)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.viewport().update()
        self.editing_changed.emit(True)

    def _end(self) -> None:
        self._was_refused = False
        self._conflict.end()
        self.setReadOnly(True)
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.viewport().update()
        self.editing_changed.emit(False)

    def take(self) -> bool:
        """Ends the editing; False where the text could not be stored and stays open."""
        if not self.is_editing or self._conflict.is_asking:
            return not self.is_editing
        if self.document().isModified():
            resolved = self._resolved()
            if resolved is None:
                return not self.is_editing
            text, thing, before = resolved, self._unstored.thing, self._conflict.began
            with sending() as sent:
                if text != self._stored and not self.save(text):
                    self._was_refused = True
                    return False
            self._unstored.follow(sent, thing, text, before)
            self.document().setModified(False)
        self._end()
        return True

    def _resolved(self) -> str | None:
        """Returns the text to store, None to go on typing, or where another thing is shown by now;
        asks where somebody else has changed it."""
        text = self._conflict.resolve(self.text())
        if text is None:
            if self.is_editing:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif text != self.text():
            put_text(self.document(), text)
            self.document().setModified(True)
        return text

    def drop(self) -> None:
        """Ends the editing with the text that there was before."""
        self._unstored.give_up(self._unstored.thing)
        put_text(self.document(), self._stored)
        self._end()

    def embolden(self) -> None:
        """Ctrl+B: what is chosen, or what is typed next, is bold or no longer so."""
        if not self.is_editing:
            return
        self.mergeCurrentCharFormat(look(bold=not is_bold(self.currentCharFormat().font())))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_list(self, listing: ListStyle) -> None:
        """The chosen paragraphs become points of a list; where all are, they no longer are."""
        if not self.is_editing:
            return
        blocks = self._chosen_blocks()
        found = [LEAD.match(block.text()) for block in blocks]
        wanted_bullet = listing is ListStyle.BULLETS
        same = all(match is not None and (match[2] in BULLETS) is wanted_bullet for match in found)
        number = 0 if wanted_bullet else self._number_before(blocks[0])
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for block, lead in zip(blocks, found, strict=True):
            number += 1
            deep = lead[1] if lead is not None else ""
            mark = "" if same else f"{deep}{HYPHEN if wanted_bullet else f'{number}.'} "
            replace(block, 0, lead.end() if lead is not None else 0, mark)
        cursor.endEditBlock()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen_blocks(self) -> list[QTextBlock]:
        cursor, document = self.textCursor(), self.document()
        block = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        blocks = []
        while block.isValid() and block.blockNumber() <= last:
            blocks.append(block)
            block = block.next()
        return blocks

    def _number_before(self, block: QTextBlock) -> int:
        """The number of the point right above a paragraph, so that the list goes on."""
        found = LEAD.match(block.previous().text()) if block.previous().isValid() else None
        mark = found[2].rstrip(".)") if found is not None else ""
        return int(mark) if mark.isdecimal() else 0

    # -- keys

    def event(self, event: QEvent) -> bool:
        """While it is typed into its keys are its own, and no shortcuts of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.is_editing
            and _is_ours(event)
        ):
            event.accept()
            return True
        done = super().event(event)
        if event.type() in SHOWS_FRAME:
            self.looks_changed.emit()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_editing:
            self._edit_key(event)
        elif (is_enter(event.key()) or event.key() == _KEY.Key_F2) and not self.is_locked:
            self.begin()
        elif event.key() in (_KEY.Key_Tab, _KEY.Key_Backtab, _KEY.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _edit_key(self, event: QKeyEvent) -> None:
        key, with_ = event.key(), event.modifiers()
        if key == _KEY.Key_Escape:
            self._escape()
        elif is_enter(key) and with_ & _CTRL:
            if self.take():
                self.exited.emit()
        elif is_enter(key):
            self.begin_line()
        elif key == _KEY.Key_B and with_ == _CTRL:
            self.embolden()
        elif key in _LISTS and with_ == _CTRL | _SHIFT:
            self.make_list(_LISTS[_KEY(key)])
        elif pastes_files(event):
            event.ignore()
        elif key != _KEY.Key_Backspace or not self._leave_list():
            super().keyPressEvent(event)
            self._out_of_mark(back=key == _KEY.Key_Left)

    def _escape(self) -> None:
        """Takes what was typed where it is a form's, else keeps it for its thing."""
        if self._was_refused or not self.keeps_on_escape:
            typed = self.text()
            self.drop()
            if typed != self._stored:
                thing = self._unstored.thing
                self._unstored.keep(thing, typed)
                tell(self, KeptEvent(lambda: self._unstored.has(thing)))
        if not self.is_editing or self.take():
            self.exited.emit()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab changes the level of a point that is typed; elsewhere it goes on."""
        if self.is_editing and self._turn_level(deeper=next_):
            return True
        return super().focusNextPrevChild(next_)

    def _turn_level(self, *, deeper: bool) -> bool:
        done = False
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for block in self._chosen_blocks():
            done = turn(block, deeper=deeper) or done
        cursor.endEditBlock()
        return done

    def begin_line(self) -> None:
        """The next point of a list; on an empty one the list ends."""
        cursor = self.textCursor()
        found = LEAD.match(cursor.block().text())
        if found is None:
            cursor.insertBlock()
        elif not cursor.block().text()[found.end() :].strip():
            replace(cursor.block(), 0, found.end(), "")
        else:
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            cursor.insertBlock()
            cursor.insertText(f"{found[1]}{following_mark(found[2])} ", look(bold=False))
            count_on(cursor.block())
            cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _leave_list(self) -> bool:
        """Backspace right behind a mark: up a level, then out of the list."""
        cursor = self.textCursor()
        found = LEAD.match(cursor.block().text())
        if found is None or cursor.hasSelection() or cursor.positionInBlock() != found.end():
            return False
        if not turn(cursor.block(), deeper=False):
            replace(cursor.block(), 0, found.end(), "")
        return True

    def _out_of_mark(self, *, back: bool) -> None:
        """The caret never stands in a mark."""
        cursor = self.textCursor()
        found = LEAD.match(cursor.block().text())
        if found is None or cursor.hasSelection() or cursor.positionInBlock() >= found.end():
            return
        before = cursor.block().previous()
        if back and before.isValid():
            cursor.setPosition(before.position() + before.length() - 1)
        else:
            cursor.setPosition(cursor.block().position() + found.end())
        self.setTextCursor(cursor)

    # -- pasting and copying

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return (source.hasText() or source.hasHtml()) and not are_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(_OWN):
            self._insert(parse(bytes(source.data(_OWN).data()).decode()))
            return
        html = source.html() if source.hasHtml() else ""
        lines: tuple[RichLine, ...] = ()
        if html and len(html) <= _HTML_MOST:
            from ita_desktop.ui.editors.pasted import lines_of

            lines = lines_of(html)
        plain = source.text().replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        self._insert(lines or parse(plain))
        if lines and html.lower().count("<td") > 1:
            told = tr("ช่องนี้ไม่มีตาราง แต่ละแถวที่วางจึงเป็นบรรทัด")
            QToolTip.showText(self.mapToGlobal(self.cursorRect().bottomLeft()), told, self)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        chosen = self.textCursor().selection()
        data.setText(chosen.toPlainText())
        copied = QTextDocument()
        QTextCursor(copied).insertFragment(chosen)
        data.setData(_OWN, stored_text(copied).encode())
        return data

    def _insert(self, lines: Iterable[RichLine]) -> None:
        """Puts lines at the caret: the first one goes on with the words before it."""
        pasted = [line for line in lines if line.mark or line.text.strip()]
        if not pasted:
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        found = LEAD.match(cursor.block().text())
        if found is not None and cursor.positionInBlock() <= found.end() and pasted[0].mark:
            # A list that is pasted over the beginning of a point takes its place.
            replace(cursor.block(), 0, found.end(), "")
        joins = cursor.positionInBlock() > 0
        first = RichLine(pasted[0].spans) if joins else pasted[0]
        put = [first, *pasted[1:]]
        start = cursor.block().blockNumber()
        at = cursor.positionInBlock()
        cursor.insertText("\n".join(map(shown, put)), look(bold=False))
        end = cursor.position()
        if any(span.bold for line in put for span in line.spans):
            block = self.document().findBlockByNumber(start)
            for number, line in enumerate(put):
                embolden(QTextCursor(block), block, line, at if number == 0 else 0)
                block = block.next()
        cursor.setPosition(end)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # -- focus and looks

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.is_locked:
            self.begin()
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        stays = event.reason() in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }
        if not stays and not self.is_tool(QApplication.focusWidget()):
            changes = self.is_editing and self.text() != self._stored
            if self.take() and changes and not self.keeps_on_escape:
                tell(self, StoredOutsideEvent(tr("บันทึกแล้ว")))
        self.viewport().update()

    def _fit(self) -> None:
        """As high as its lines."""
        margin = Space.CELL if self._framed else 0
        if self.viewportMargins().left() != margin:
            self.setViewportMargins(margin, 0, margin, 0)
        self._layout.set_width(self.viewport().width() - Space.XS)
        lines = min(max(self._layout.lines, self._least), self._most)
        wanted = lines * self._style.line + Space.ABOVE_LINE + Space.BELOW_LINE + Space.XS
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def _dye(self) -> None:
        theme = tokens()
        palette = self.palette()
        refused = self._unstored.refused is not None and not self.is_editing
        palette.setColor(QPalette.ColorRole.Text, theme.late if refused else theme.text)
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Highlight, theme.marked)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.on_marked)
        if palette != self.palette():
            self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._dye()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        words = self._ghost or ("" if self._framed else tr("ยังไม่ได้พิมพ์"))
        if words and self.document().isEmpty() and not self.is_editing:
            painter.setPen(tokens().text2 if self._ghost else tokens().text3)
            painter.setFont(font(self._style))
            line = self._style.line + 2 * Space.ABOVE_LINE
            painter.drawText(0, round(baseline(self._style, 0, line)), words)


def _is_ours(event: QKeyEvent) -> bool:
    key, with_ = event.key(), event.modifiers()
    if with_ == _CTRL:
        return key == _KEY.Key_B or is_enter(key)
    if with_ == _CTRL | _SHIFT:
        return key in _LISTS
    return key == _KEY.Key_Escape
