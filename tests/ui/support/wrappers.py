"""PySide's own objects for parts of Qt that never tell it of their end."""

import gc

from PySide6.QtWidgets import QLayoutItem, QSpacerItem, QWidgetItem
from shiboken6 import createdByPython, getAllValidWrappers

from ita_desktop.ui.widgets.boxes import WrapLayout


def of_layout_items() -> list[QLayoutItem]:
    """The wrappers of items that Qt has made, and frees when it wants to. Those that a layout of
    Python's own is given do not count: Qt takes them back from it before it frees them."""
    wrappers = getAllValidWrappers()
    # Objects that the collector spares are among the wrappers alone, closed layouts are not.
    held = {
        id(item)
        for layout in (*wrappers, *gc.get_objects())
        if type(layout) is WrapLayout
        for item in layout._items
    }
    return [
        wrapper
        for wrapper in wrappers
        if isinstance(wrapper, QWidgetItem | QSpacerItem)
        and not createdByPython(wrapper)
        and id(wrapper) not in held
    ]
