"""Builds the content of documents from a year's data, one module per document.

Each module has ``build(context, digits) -> Document`` and ``missing(context) ->
list[MissingData]``, and is listed in ``documents/registry.py``. Forms follow documents of district
offices.

Papers of the office (orders, memos, letters) are about one order, meeting or letter
(`ReportContext.subject`). The office's own files (garuda, logo, a Word file with its styles) are
in `ReportContext.media`.

Default agenda lines and resolutions fit their meeting (`services/meetings/agenda.py`);
only what was recorded is stored as a resolution. A line's number is counted
(`domain/agenda.py`) unless one was typed. An imported agenda, or minutes, are read line
by line (`exchange/papers/lines.py`) and keep their own numbers; what the program prints
below a matter by itself (`imports/meeting_agenda.py`) is not taken in. What can be in a
meeting's pack, and what is proposed, follows from agenda, memo and earlier packs
(`reports/meetings/pack.py`); `Meeting.pack` stores what the clerk chose instead. The
endorsements of a memo (`Endorsement`) are printed by `reports/letters/endorsements.py`. A letter
for each unit is one document of many: `PageBreak(restart=True)` begins a page that is counted as
the first (a section in Word). `domain/tracking/units.py` says whose items are whose,
`domain/letters.py` which number each has. The first owner of a task stands in its row,
further ones in rows of their own (`ActionItemOwner`): the history of older files means the same;
`owners_of_task` tells them all.

The meeting pack, the book of measures and the binder of a year (`services/documents/batch.py`) are
documents with others `bound` behind them. Parts that may go on below the one before are joined to
it on paper (`layout/binding.py`).

- PDF (`layout/binding.py`): Each part is set with its page numbers in the whole. They are written
  as one file with one structure; pypdf writes the bookmarks and adds files of the office, whose
  pages have none.
- Word (`docx/bound.py`): Each part is a section. The contents are Word's field, filled with the
  pages of the PDF and updated by Word as it opens.
- Excel (`xlsx/sheet.py`): Each part is a sheet. Pictures on pages behind a table have a sheet of
  their own, because Excel repeats headings on all pages of a sheet.

A printed paper is compared with the data by content, not by glyphs (`services/papers`).
`passages.py` makes lines and rows of cells of both sides: of ours from the blocks of the
`Document`, of the file by the readers of imports. `differences.py` compares passages, then rows
that are alike by cells, and what is between them by the words of the line breaking, however it is
divided into lines. Each document's own files compare as the same (`tests/services/papers`).

The office's files are not trusted. `documents/ink.py` is where every picture is made ready
for paper: `pictures/photographs.py` leaves out all that is not drawn. A PDF is read, drawn and made
anew of its pages alone (`documents/bare_pdf.py`), by the program begun once more with limits
of time and memory. `office_files.check_pdf` keeps what came of it, and only that is
bound or shown. `test_leak_scan.py` plants a mark in every column that may hold personal data and
looks for it in all files of the public profile; `tests/documents/typed/personal_places.py` says
which columns a form needs.

Word and Excel show pages of the office's own files as pictures (`layout/binding.py`), up to a
limit; the clerk is told what only the PDF has. The book is a table of parts
(`reports/book/parts.py`; what they hold is in `reports/book/pages.py`). A year's chapters may
name some of them, in their own order and with running text before a table; chapter numbers follow
from that order. `ui/pages/documents/book.py` shows the parts in the place of the list of documents,
so the pages stay beside them. `reports/book/report.py` holds the eight parts that a book must have.
"""
