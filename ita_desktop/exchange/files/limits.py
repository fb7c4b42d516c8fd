"""How much an imported file may hold. A district's largest list has some hundred rows.

The figures keep a hostile or broken file from taking the machine's memory: openpyxl by itself
takes gigabytes for a sheet of a few kilobytes that claims a million rows or merged cells.
"""

MEBIBYTE = 1024 * 1024

MAX_FILE = 50 * MEBIBYTE
"""Largest file that is opened at all."""
MAX_TEXT_FILE = 2 * MEBIBYTE
"""Largest report as text or JSON; a real one has some ten kilobytes."""
MAX_PAGES = 500
"""Most pages of a PDF that are read."""
MAX_LINE = 20_000
"""Longest line of a report; a table within a cell takes two thousand characters."""
MAX_SHEET_PART = 64 * MEBIBYTE
"""Largest unpacked sheet or text list inside an Excel file."""
MAX_OTHER_PART = 8 * MEBIBYTE
"""Largest unpacked other XML part (styles, workbook)."""
MAX_PARTS = 2_000
"""Most parts inside an Excel file."""
MAX_TAGS = 4_000_000
"""Most XML tags in one part: bounds the memory that a parsed part takes."""
MAX_MERGES = 20_000
"""Most merged cells in one sheet."""
MAX_ROWS = 20_000
"""Most rows with content in one sheet."""
MAX_COLUMNS = 200
"""Right-most column that may have content."""
LAST_EXCEL_ROW = 1_048_576
