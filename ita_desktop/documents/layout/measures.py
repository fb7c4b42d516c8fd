"""Sizes of cells and pictures that are the same on all paper."""

from typing import Final

MM: Final = 72 / 25.4
"""Points in a millimetre."""

SIDE: Final = 4.0
ABOVE: Final = 1.0
BELOW: Final = 2.0
"""Points that a cell with borders leaves free."""
COLUMN_GAP: Final = 4.0
"""Points that a table without borders leaves free at the right of each column."""
SHORT: Final = 0.18
"""A row up to this part of a page is moved rather than parted."""

PICTURE_GAP: Final = 2.0
"""Millimetres between pictures that stand beside each other, and between their rows."""
PICTURE_SIDES: Final = 3.0
"""Millimetres that a cell keeps free beside its pictures, both sides together."""

SIGNATURE_SPACE: Final = 18.0
"""Millimetres above a signature block's first line."""
CLOSING_SPACE: Final = 4.0
"""Millimetres above the line that closes a letter."""
EDGE: Final = 10.0
"""Millimetres between the page's edge and the near side of its head or foot line."""
RULE: Final = 0.5
"""Points of the rules of a table; Word adds one to the height of a row."""
