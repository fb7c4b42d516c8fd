"""Helpers for menus that are rebuilt each time they open."""

from PySide6.QtWidgets import QMenu


def take_out(menu: QMenu, *, keep: int = 0) -> None:
    """Deletes the actions of a menu, which it must own, after the first ``keep``.

    ``QMenu.clear()`` is not used, because PySide would drop actions that Qt still uses.
    """
    for entry in menu.actions()[keep:]:
        menu.removeAction(entry)
        # The action of a submenu is deleted with the submenu.
        within = entry.menu()
        (entry if within is None else within).deleteLater()
