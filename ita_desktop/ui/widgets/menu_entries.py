"""The entries of a menu that is filled anew each time it opens."""

from PySide6.QtWidgets import QMenu


def take_out(menu: QMenu, *, keep: int = 0) -> None:
    """Deletes the entries of a menu, which are its own, behind the first ``keep``.

    PySide's ``QMenu.clear()`` would let go of actions that Qt still has.
    """
    for entry in menu.actions()[keep:]:
        menu.removeAction(entry)
        # The entry of a menu within goes with that menu.
        within = entry.menu()
        (entry if within is None else within).deleteLater()
