"""An error in a method that Qt calls is an error on Python 3.11, too.

There PySide6 6.8 to 6.11 ends the process: where such a method was called in the middle of another
call from Python, PySide6 adds a sentence to the error's arguments, and an error that a built-in
raised (``[].index(1)``, ``1 / 0``, a widget that Qt has deleted) has none yet. Passing an
``except`` it gets them. From Python 3.12 on errors always have theirs.
"""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any, Final

_OF_OBJECTS: Final = frozenset((
    # widgets
    "event", "eventFilter", "focusNextPrevChild", "hasHeightForWidth", "heightForWidth",
    "hitButton", "minimumSizeHint", "open", "showPopup", "sizeHint",
    # views, models and delegates
    "closeEditor", "columnCount", "createEditor", "currentChanged", "data", "flags", "headerData",
    "keyboardSearch", "moveCursor", "paint", "rowCount", "scrollContentsBy", "scrollTo", "setData",
    "setEditorData", "setModelData", "sizeHintForRow", "updateEditorGeometry", "visualRect",
    # layouts and splitters
    "addItem", "count", "createHandle", "expandingDirections", "itemAt", "minimumSize",
    "setGeometry", "takeAt",
    # texts
    "blockBoundingRect", "canInsertFromMimeData", "createMimeDataFromSelection", "documentChanged",
    "documentSize", "draw", "frameBoundingRect", "hitTest", "insertFromMimeData", "isEmpty",
    "pageCount", "translate",
))  # fmt: skip
"""Methods that Qt calls besides those whose names end with ``Event``."""
_OF_ACCESSIBLES: Final = frozenset((
    "actionNames", "child", "childAt", "childCount", "doAction", "indexOfChild", "interface_cast",
    "isValid", "object", "parent", "rect", "role", "setText", "state", "text", "window",
))  # fmt: skip
"""Methods that Qt calls for a screen reader."""


def guard_overrides() -> None:
    """Guards the classes that are derived from Qt's from now on."""
    if sys.version_info >= (3, 12):
        return
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

    _guard_classes_of(QObject, _OF_OBJECTS)
    _guard_classes_of(QAccessibleInterface, _OF_ACCESSIBLES)


def _guard_classes_of(base: Any, names: frozenset[str]) -> None:
    def guard(cls: Any, /, **options: Any) -> None:
        super(base, cls).__init_subclass__(**options)
        for name, method in tuple(vars(cls).items()):
            is_called = name.endswith("Event") or name in names
            # Qt calls what it has itself; another method may have such a name by chance.
            if is_called and isinstance(method, FunctionType) and hasattr(super(cls, cls), name):
                setattr(cls, name, _guarded(method))

    base.__init_subclass__ = classmethod(guard)


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*arguments: Any, **options: Any) -> Any:
        try:
            return method(*arguments, **options)
        except BaseException:  # noqa: TRY203 - it has its arguments now
            raise

    return call
