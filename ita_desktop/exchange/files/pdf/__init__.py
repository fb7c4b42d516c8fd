"""Reads PDF files with text as documents: lines, tables by their ruling lines, pictures.

A PDF is read by this program begun once more with limits of time and memory
(`files/pdf/process.py`, as office files are; `filing/limited_process.py`): `letters.py` takes
text, lines and pictures from pdfium, `content.py` makes cells of the lines (a missing line is a
merged cell), `page.py` puts the text into them. What crosses pages is decided afterwards on plain
values: `reader.py` takes headers and page numbers out, `tables.py` joins tables and rows that a
page parts, and lines that a column broke. Our own PDFs say that themselves (`documents`), and so
come back cell by cell. Elsewhere it follows from the room that a line had; where it was guessed,
that is reported. Lists without ruling lines it finds, too. The lines of an official report go to
its reader as they are drawn.
"""
