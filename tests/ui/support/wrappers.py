"""PySide's own objects for parts of Qt that never tell it of their end."""

from PySide6.QtWidgets import QApplication, QLayoutItem, QSpacerItem, QWidgetItem
from shiboken6 import createdByPython, getAllValidWrappers

from ita_desktop.ui.widgets.wrap import WrapLayout


def of_layout_items() -> list[QLayoutItem]:
    """The wrappers of items that Qt has made, and frees when it wants to. Those that a layout of
    Python's own is given go when Qt takes them back."""
    held = {
        id(item)
        for top in QApplication.topLevelWidgets()
        for layout in top.findChildren(WrapLayout)
        for item in layout._items
    }
    return [
        wrapper
        for wrapper in getAllValidWrappers()
        if isinstance(wrapper, QWidgetItem | QSpacerItem)
        and not createdByPython(wrapper)
        and id(wrapper) not in held
    ]
