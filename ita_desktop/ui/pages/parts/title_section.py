"""The section of a detail pane with the texts of a finding's or measure's items in its tables."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.findings import FindingItem
from ita_desktop.domain.records import MeasureItem
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import tr
from ita_desktop.ui.pages.parts.pane_text import PaneText
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import at_once, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import LineStack
from ita_desktop.ui.widgets.page.pane import PaneSection


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
