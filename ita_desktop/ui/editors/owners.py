"""The editor of owners: units, groups and people, as lead or support."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.editors.base import EditorPlace, EditorPopup, TypedText, anchor_of
from ita_desktop.ui.editors.listing import STEPS, EntryList, EntrySearch
from ita_desktop.ui.editors.text import LineEditor
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.table.cells.richlines import line_starts
from ita_desktop.ui.table.texts import owners_text
from ita_desktop.ui.table.values import CellOwner, ListChoice
from ita_desktop.ui.theme.lines import baseline, draw_text, elide, wrap
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.shapes import hairline
from ita_desktop.ui.theme.tokens import Space, Stroke, Text, Tone, tokens

_MORE = frozenset(";,")


class OwnersSize:
    OWNERS_LEAST: Final = 340


class OwnersPopup(EditorPopup):
    """A list with check boxes above a line with keyboard hints."""

    def __init__(self, window: QWidget, owner: QWidget) -> None:
        super().__init__(window, owner)
        self.list = EntryList(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setGeometry(self.inner().adjusted(0, Space.XS, 0, -FloatSize.FOOT))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = tokens()
        painter = QPainter(self)
        foot = self.inner()
        foot.setTop(foot.bottom() + 1 - FloatSize.FOOT)
        hairline(painter, foot.left(), foot.top(), foot.width(), Stroke.HAIR, theme.line)
        painter.setPen(theme.text2)
        at = baseline(Text.NOTE, foot.top(), FloatSize.FOOT)
        words = tr("Enter รับ  ·  ; เพิ่มอีก  ·  F4 หลัก/ร่วม")
        draw_text(painter, Text.NOTE, foot.left() + Space.M, at, words)


class OwnersEditor(LineEditor):
    """Typing searches units and people; the checked ones are the value.

    Enter and Tab add the best match and close; ``;`` or ``,`` adds it and continues; Backspace in
    the empty field removes the last owner; F4 toggles the selected owner between lead and support,
    and adds a new one as support.

    ``named`` returns other meanings of a typed name; they are last in the list and must be selected
    explicitly.
    """

    def __init__(
        self,
        place: EditorPlace,
        parent: QWidget,
        choices: Sequence[ListChoice],
        named: Callable[[str], Sequence[ListChoice]] | None = None,
    ) -> None:
        super().__init__(place, parent)
        self._named = named
        self._choices = [choice for choice in choices if isinstance(choice.value, CellOwner)]
        self._search = EntrySearch(self._choices)
        self._owners: dict[str, CellOwner] = {}
        self._walked = False
        self._cell_width = 0
        self.popup: OwnersPopup = OwnersPopup(parent.window(), self)
        self.popup.list.picked.connect(self._pick)
        self.popup.list.noted.connect(self._turn_at)

    def set_owners(self, owners: Sequence[CellOwner]) -> None:
        """Sets the owners of the cell; overwriting starts without them."""
        self._owners = {owner.id: owner for owner in owners}

    def start(self, text: str, typed: str | None) -> None:  # noqa: ARG002 - owners are set, not read
        if typed is not None:
            self._owners = {}
        super().start("", typed)
        self._show()

    def _show_present(self) -> None:
        """Shows the text of the cell until something is typed."""
        owners = tuple(self._owners.values())
        text = owners_text(owners) if owners else tr("พิมพ์ชื่อหน่วยหรือบุคคล")
        self.set_example(text, Tone.TEXT if owners else Tone.TEXT3)
        whole = "; ".join(owner.label for owner in owners)
        self.field.setAccessibleDescription(whole or text)

    def result(self) -> object:
        """Returns the checked owners and the selected match; if there are none, the typed text
        (:class:`TypedText`).

        Raises ValueError if there are checked owners and the typed text has no match.
        """
        owners = dict(self._owners)
        typed = self.field.text().strip()
        if typed:
            chosen = self._chosen()
            if chosen is None and not owners:
                return TypedText(self.field.text())
            if chosen is None:
                raise ValueError(
                    tr("ไม่มี “{text}” ในทะเบียนหน่วยและบุคคล เลือกจากรายการ หรือเพิ่มก่อน", text=typed)
                )
            owners.setdefault(chosen.id, chosen)
        return tuple(owners.values())

    def example_lines(self) -> tuple[str, ...]:
        """The lines of the owners as in the cell; the last one may continue in the wider editor."""
        most = self.place.lines
        if most == 1 or not self._owners:
            return super().example_lines()
        text = owners_text(tuple(self._owners.values()))
        lines = wrap(text, self._style, self._cell_width)
        if len(lines) > most:
            rest = text[line_starts(text, lines)[most - 1] :]
            lines = (*lines[: most - 1], elide(rest, self._style, self.inner_rect().width()))
        return lines

    def room(self, cell: QRect) -> QSize:
        self._cell_width = cell.width() - 2 * Space.CELL
        return QSize(max(cell.width(), OwnersSize.OWNERS_LEAST), cell.height())

    def _chosen(self) -> CellOwner | None:
        entries, at = self.popup.list.entry_model.rows, self.popup.list.at
        if not 0 <= at < len(entries):
            return None
        value = entries[at].value
        assert isinstance(value, CellOwner)
        return self._owners.get(value.id, value)

    def _edited(self) -> None:
        super()._edited()
        text = self.field.text()
        if text and text[-1] in _MORE:
            self.field.setText(text[:-1])
            self._toggle(add=True)
            return
        self._walked = False
        self._show()

    def _show(self, at: int | None = None) -> None:
        """Shows the matching entries; without a search, the current owners first."""
        text = self.field.text().strip()
        self._show_present()
        found = list(self._search.find(text))
        if not text:
            found.sort(key=lambda choice: self._id(choice) not in self._owners)
        # Similar entries are shown, but not selected automatically.
        first = 0 if text and found and self._search.holds(text) else -1
        if self._named is not None and text and all(choice.text != text for choice in found):
            found.extend(self._named(text))
        ticked = frozenset(n for n, choice in enumerate(found) if self._id(choice) in self._owners)
        listing = self.popup.list
        listing.entry_model.show_entries(found, ticked, [self._note(choice) for choice in found])
        listing.choose(first if at is None else min(at, len(found) - 1))
        frame = Space.XS + FloatSize.FOOT + 2 * Stroke.HAIR
        height = self.popup.room_by(anchor_of(self)) - frame
        size = listing.wanted_size(
            max(self.width(), OwnersSize.OWNERS_LEAST), self._greatest_width(), height
        )
        self.popup.show_by(anchor_of(self), size + QSize(2 * Stroke.HAIR, frame))

    def _greatest_width(self) -> int:
        return min(FloatSize.LIST_MOST, self.window().width() - 2 * FloatSize.SHADOW)

    @staticmethod
    def _id(choice: ListChoice) -> str:
        return choice.value.id if isinstance(choice.value, CellOwner) else ""

    def _note(self, choice: ListChoice) -> str:
        """Returns หลัก or ร่วม for an owner, else the entry's note."""
        owner = self._owners.get(self._id(choice))
        if owner is None:
            return choice.note
        return tr("หลัก") if owner.lead else tr("ร่วม")

    def _toggle(self, *, add: bool = False) -> None:
        """Toggles the selected entry, or only adds it (``add``)."""
        owner = self._chosen()
        at = self.popup.list.at
        searched = bool(self.field.text())
        if owner is not None and owner.id in self._owners and not add:
            del self._owners[owner.id]
        elif owner is not None:
            self._owners.setdefault(owner.id, owner)
        self.field.clear()
        self.set_invalid(False)
        self._show(None if searched else at)

    def _toggle_role(self) -> None:
        """Toggles the selected owner between lead and support; adds a new one as support."""
        owner, at = self._chosen(), self.popup.list.at
        if owner is None:
            return
        if owner.id in self._owners:
            self._owners[owner.id] = replace(owner, lead=not owner.lead)
            self._show(at)
        else:
            self._owners[owner.id] = replace(owner, lead=False)
            searched = bool(self.field.text())
            self.field.clear()
            self._show(None if searched else at)

    def _turn_at(self, row: int) -> None:
        self.popup.list.choose(row)
        self._toggle_role()

    def _pick(self, row: int) -> None:
        self.popup.list.choose(row)
        self._toggle()

    def _is_ours(self, event: QKeyEvent) -> bool:
        # Otherwise the page would fold its pane with the same key.
        return event.key() == Qt.Key.Key_F4 or super()._is_ours(event)

    def press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.popup.list.step(STEPS[key])
            self._walked = True
            return True
        if key == Qt.Key.Key_F4:
            self._toggle_role()
            return True
        if key == Qt.Key.Key_Space and self._walked:
            self._toggle()
            return True
        if key == Qt.Key.Key_Backspace and not self.field.text() and self._owners:
            self._owners.popitem()
            self._show()
            return True
        if is_enter(key) and self._walked and not self.field.text():
            # An entry selected without typing is taken by Enter, too.
            owner = self._chosen()
            if owner is not None:
                self._owners.setdefault(owner.id, owner)
        return super().press(event)
