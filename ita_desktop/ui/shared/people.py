"""Who else has the workspace open: names in the status bar, and a list with pages and times."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ita_desktop.i18n import tr
from ita_desktop.storage.server.shared import PresentMember
from ita_desktop.ui.navigation.pages import PAGES
from ita_desktop.ui.shared.following import Following
from ita_desktop.ui.shared.roles import allowed, role_words
from ita_desktop.ui.theme.tips import set_tip
from ita_desktop.ui.theme.tokens import Height, Stroke, Tone
from ita_desktop.ui.widgets.button import Button, ButtonKind

_NAMES_SHOWN: Final = 2
"""Number of names in the bar; the others are counted."""


class PeopleButton(Button):
    """Names of the others; a click lists them with what each shows."""

    def __init__(
        self, following: Following, unit_name: Callable[[str | None], str], parent: QWidget
    ) -> None:
        """``unit_name`` returns the name of a unit by its id."""
        super().__init__("", parent, kind=ButtonKind.QUIET, icon_name="users")
        self.set_tone(Tone.TEXT2)
        self._following = following
        self._unit_name = unit_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        following.people_changed.connect(self.refresh)
        self.refresh()

    def sizeHint(self) -> QSize:
        """As high as the status bar of a low window."""
        return QSize(super().sizeHint().width(), Height.STATUS_BAR_LOW - Stroke.HAIR)

    def refresh(self) -> None:
        """Shows who is here now."""
        people = self._following.people
        shown = [person.name for person in people[:_NAMES_SHOWN]]
        more = len(people) - len(shown)
        words = " · ".join(shown) if people else tr("ไม่มีคนอื่นอยู่")
        self.setText(f"{words} +{more}" if more else words)
        lines = self.lines()
        set_tip(self, "\n".join(lines))
        self.setAccessibleName(tr("คนที่เปิดงานนี้อยู่: {names}", names=self.text()))
        self.setAccessibleDescription(", ".join(lines))
        self.adjustSize()

    def lines(self) -> list[str]:
        """Returns a line for each of the others, and what one's own role allows."""
        me = self._following.shared.me
        others = [self._line(person) for person in self._following.people]
        return [*others, f"{me.name or me.login} · {allowed(me.role, self._unit_name(me.unit_id))}"]

    def _line(self, person: PresentMember) -> str:
        year, _, key = person.page.partition(" ")
        page = next((tr(page.title) for name, page in PAGES.items() if name == key), "")
        since = self._following.since.get(person.login, person.seen)
        parts = [person.name, f"{page} {year}".strip()]
        parts.append(tr("ตั้งแต่ {time}", time=f"{since:%H:%M}"))
        if person.typing is not None:
            parts.append(tr("กำลังพิมพ์"))
        return " · ".join(filter(None, parts))

    def _open(self) -> None:
        menu = QMenu(self)
        for line in self.lines():
            menu.addAction(line)
        me = self._following.shared.me
        menu.setAccessibleName(role_words(me.role))
        above = self.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(above)
