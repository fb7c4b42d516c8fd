"""The editor of an item's title."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.editors.base import EditorPlace
from ita_desktop.ui.editors.text import TextEditor
from ita_desktop.ui.loading.delayed import later
from ita_desktop.ui.theme.measures import OutlineSize
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.outline.row import OutlineRow


class TitleEditor(TextEditor):
    """Covers a row and grows with its text."""

    def __init__(self, row: OutlineRow, outline: QWidget) -> None:
        place = EditorPlace(
            above=row.title_top(), row=row.height(), style=row.style_of(), lines=OutlineSize.LINES
        )
        super().__init__(place, outline)
        self._over = row
        self.setAccessibleName(tr("ชื่อเรื่อง"))
        self.grown.connect(self._update_geometry)

    def begin(self, text: str, typed: str | None) -> None:
        """Opens with the focus and ``text``, or with ``typed`` in its place."""
        self._update_geometry()
        self.show()
        self.setFocus()
        self.start(text, typed)
        self._update_geometry()
        # A widget just shown gets its geometry with the next event.
        later(self, 0, self._update_geometry)

    def _update_geometry(self) -> None:
        row = self._over
        area = row.title_area().translated(row.pos())
        cell = QRect(area.left() - Space.CELL, row.y(), area.width() + 2 * Space.CELL, row.height())
        self.setGeometry(QRect(cell.topLeft(), self.room(cell)))
        self.raise_()
