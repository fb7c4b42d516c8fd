"""Makes documents: a report builds a typed Document from a year, a back-end converts it to a file.

Reports do not depend on file formats, back-ends not on reports, and neither on storage or Qt.

A report (`documents/reports/`, one file each) turns a `ReportContext` (a year, the one before it,
who is to read) into a `Document` of typed blocks (`documents/content.py`). A back-end writes the
blocks. It imports no report and no other back-end. What a document is called is known without
building it (`DocumentKind.called`). A document that is `internal` is refused for the public
profile in one place, `documents/export.py`.

- `documents/layout/`: measures text, breaks lines, ends pages, binds documents
- `layout/compose.py`: sets blocks on pages (`layout/pages.py`). The PDF writes these pages; Word
  asks what each page begins with.
- `layout/binding.py`: page numbers and contents of bound documents
- `layout/pages.py`: headings, paragraphs, lists, tables and figures of a document in reading
  order, as it is laid out
- `backends/pdf.py`: writes that structure into the PDF: each region of a page is content of
  an element, or an artifact. `tests/documents/readers/tagged.py` and an independent checker of
  PDF/UA-1 (`page-validation`) judge it
- `layout/fonts.py`: measures text, for Excel's rows too
- `layout/fonts.py`: finds a bundled font for letters that the document's font lacks;
  Word and Excel name a font of Windows
- `documents/ink.py`: letters and figures as operators of PDF, or as pictures made of these

Thai text needs more. `typography` finds where words end. HarfBuzz shapes lines. PDF lines carry
their text as ActualText, so they can be searched and copied. They also say how each line ends (a
space, a paragraph, a cell) and what is a heading. What is printed again on a further page is an
artifact. So an import reads our PDFs exactly. Word styles name the complex-script font and size.
Dates in the files' metadata are fixed, so the same data gives the same bytes. The word list takes
70 ms to load, during which nothing else runs. A start does not need it:
`resources/thai/known_breaks.txt` holds the breaks of frameworks and of the window's texts. After
these texts change, `dev.py breaks` makes it again.
"""
