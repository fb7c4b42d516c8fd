"""Charts, drawn alike in the window and in documents; photographs, validated and scaled down.

`pictures/photographs.py` reads photographs with caution: by content, not by name; their size is
judged before they are decoded, and large JPEGs are reduced while they are. What is stored
(`pictures/photographs.py`) is upright, in sRGB, as large as A4 needs and free of the camera's
notes. A crop is stored beside it (`domain/tracking/entries.py`), and window and documents
apply it. The stored bytes are media: found by their SHA-256, never changed, so undo moves only a
key. Media that no row names and no undo can bring back are deleted, after a safety copy that
still has them (`storage/safety_copies.py`). Photographs are read when they are drawn
(`ReportContext.media`), also after the workspace was closed.

Cells hold short rich text (`domain/rich.py` reads and writes it, `documents/rich.py` makes
paragraphs) and below it rows of pictures, as large as column and print need
(`documents/pictures.py`). In a PDF a row of pictures is a line of its cell, so a table row can be
parted between them. Word and LibreOffice cut what a cell over several rows holds at the foot of a
page. So there, and in Excel, pictures are dealt to the rows (`layout/grid.py`), and the lines
between these are left out. In Word so is a text higher than most of a page; the import reads cells
that no line parts as one (`exchange/files/word_reader.py`). A caption stands under its own picture:
in Word in the columns of a table within the cell, in Excel as texts on the cells
(`filing/xlsx_file.py`). In Excel a row begins where a picture does, and no page ends within one
(`xlsx/plan.py`, `xlsx/continued_pages.py`). The grid of the window (`ui/widgets/photos/grid.py`)
makes only the small pictures that are visible, in another thread.
"""
