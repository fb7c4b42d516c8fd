"""Dimensions of cells, pictures and page lines that all file formats share."""

from typing import Final

MM: Final = 72 / 25.4
"""Points per millimetre."""

SIDE: Final = 4.0
ABOVE: Final = 1.0
BELOW: Final = 2.0
"""Padding of a cell with borders, in points: at each side, above and below its text."""
COLUMN_GAP: Final = 4.0
"""Padding at the right of each column of a table without borders, in points."""
SHORT: Final = 0.18
"""Share of the page height up to which a row is moved to the next page rather than split."""
WHOLE: Final = 0.5
"""The same for tables of whole rows: a longer row could leave its headings alone on a page."""

PICTURE_GAP: Final = 2.0
"""Distance between pictures side by side, and between rows of pictures, in mm."""
PICTURE_SIDES: Final = 3.0
"""Distance kept free beside the pictures of a cell, both sides together, in mm."""

SIGNATURE_SPACE: Final = 18.0
"""Space above the first line of a signature block, in mm."""
CLOSING_SPACE: Final = 4.0
"""Space above the closing line of a letter, in mm."""
BEFORE_SIGNATURE: Final = 2
"""Least number of text lines on the page of a signature."""
LAST_LINES: Final = 4
"""Least number of lines on a page that ends a document or a part of it: fewer look forgotten."""
LAST_CELL_LINES: Final = 6
"""The same for the last row of a table: the lines of a cell are narrow, and beside them is nothing
where other cells have ended."""
EDGE: Final = 10.0
"""Distance between the page's edge and its header or footer, in mm."""
RULE: Final = 0.5
"""Line width of table borders, in points; Word adds it to the height of a row."""
