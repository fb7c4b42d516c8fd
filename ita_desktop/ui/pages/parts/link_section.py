"""The section of a detail pane with links to other items that refer to this one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import in_language, tr
from ita_desktop.ui.widgets.lines import Linked, LinkList
from ita_desktop.ui.widgets.page.pane import PaneSection

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
