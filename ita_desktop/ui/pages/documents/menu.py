"""What the menu of the list offers for the selected document."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from ita_desktop.i18n import tr
from ita_desktop.ui.pages.documents.pane import save_words
from ita_desktop.ui.pages.documents.rows import DocumentRow, Gap
from ita_desktop.ui.shortcuts import SAVE_DOCUMENT


def add_actions(
    menu: QMenu,
    row: DocumentRow,
    prints: Callable[[], None],
    save: Callable[[str], None],
    opened: Callable[[Gap], None],
) -> None:
    """Adds printing, saving in each of its formats, and the places where what it lacks is entered,
    each once."""
    menu.addAction(tr("พิมพ์…"), "Ctrl+P", prints)
    for form, words in save_words().items():
        if form in row.formats:
            action = menu.addAction(words, partial(save, form))
            if form == row.usual_format:
                action.setShortcut(SAVE_DOCUMENT.sequence)

    menu.addSeparator()
    first: dict[str, Gap] = {}
    for gap in row.gaps:
        first.setdefault(gap.place, gap)
    for place, gap in first.items():
        menu.addAction(tr("ไปที่{place}", place=place), partial(opened, gap))
    menu.addSeparator()
