"""Size limits of imported files. A district's largest list has some hundred rows.

They protect the memory from hostile or broken files: openpyxl alone uses gigabytes for a sheet of a
few kilobytes that claims a million rows or merged cells.
"""

MEBIBYTE = 1024 * 1024

MAX_FILE = 50 * MEBIBYTE
"""Maximum size of a file in bytes."""
MAX_TEXT_FILE = 2 * MEBIBYTE
"""Maximum size of a report as text or JSON in bytes; a real one has some ten kilobytes."""
MAX_PAGES = 500
"""Maximum number of pages of a PDF."""
MAX_LINE = 20_000
"""Maximum length of a line of a report; a table within a cell has two thousand characters."""
MAX_SHEET_PART = 64 * MEBIBYTE
"""Maximum unpacked size of a sheet or text list inside an Excel file in bytes."""
MAX_OTHER_PART = 8 * MEBIBYTE
"""Maximum unpacked size of another XML part (styles, workbook) in bytes."""
MAX_PARTS = 2_000
"""Maximum number of parts inside an office file."""
MAX_PICTURE = 32 * MEBIBYTE
"""Maximum unpacked size of a picture inside an office file in bytes."""
MAX_TAGS = 4_000_000
"""Maximum number of XML tags in one part, to limit the memory for parsing."""
MAX_TEXT_PART = 32 * MEBIBYTE
"""Maximum unpacked size of a part of a text document in bytes; such a part is read as a whole."""
MAX_TEXT_TAGS = 1_000_000
"""Maximum number of XML tags in a part of a text document."""
MAX_BLOCKS = 50_000
"""Maximum number of paragraphs and tables in a document."""
MAX_MERGES = 20_000
"""Maximum number of merged cells in one sheet."""
MAX_ROWS = 20_000
"""Maximum number of rows with content in one sheet."""
MAX_COLUMNS = 200
"""Maximum number of columns."""
LAST_EXCEL_ROW = 1_048_576
