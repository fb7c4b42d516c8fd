"""Converts documents to files. A back-end iterates over a document's blocks and knows no report.

Each has ``render(document) -> bytes``, which returns the same bytes for the same document.

**Word.** A file begins as a copy of the empty document of `docx/reference.py` (styles, lists,
settings, made with python-docx). `docx/writer.py` fills in sections, heads and blocks. Rows are
built with lxml, because python-docx's cells take six times as long. Numbers of papers and of
headings (`reports/shared.py`) are lists that Word counts (`docx/numbering.py`); a number that
somebody typed is text. Pictures are looked up by their digest (`docx/writer.py`): python-docx
compares each with all earlier ones. The PDF writes the numbers out, and a test counts as Word
does. `docx/reference.py` takes from the office's Word file the styles that have the names of
ours, and nothing else.

A Word file is made to be edited: one section, no catchwords, one table with merged cells. Where
the office chose it *as it is signed*, the PDF decides where pages end (`page_starts`). Each page
is a section with its own foot (`docx/section.py`), because Word has no field for the first word
of the next page. Tables of measures are parted at the pages of the PDF, where shared cells and
"(ต่อ)" rows are printed again, because Word cannot repeat a merged cell. Word repeats the first
rows of a table as they are. So a table that needs the "(ต่อ)" mark ends a section of its own,
whose further pages have its headings in the page head. Whoever changes the column widths of such
a table in Word has to change that page head, too.

Lines and pages of a Word file end where those of its PDF do. Lines closer than single spacing
have exact heights, and cells have the PDF's margins. Rows that the PDF moves whole are not
parted. A space at which no line ends (`WordBreaker.held`) does not break. `test_same_breaks.py`
compares with LibreOffice, in Latin letters, because three differences remain. Each program has
its own Thai word list, LibreOffice has Arabic digits in Thai lists, and only the PDF prints some
things again on a continued page.

**Excel.** Tables of measures, analysis and progress are lists to work with (`Document.as_list`,
`backends/xlsx/list_sheet.py`). Group rows become a column, which imports know by
its heading. Rows have the height of their text, also in a wider font than ours, because
LibreOffice finds no heights by itself. The printed look is a choice. Then our pages end where we
say (`xlsx/continued_pages.py`). Repeated group rows are rows of the sheet. A
cell that crosses the end of a page becomes two, between paragraphs where these are short. The
second has no line above it; by that an import (`exchange/files/excel/xlsx.py`) knows that the two
are one. Rows that are added later move against those ends, as everywhere in Excel. A sheet has
one paper size: an upright cover (`Document.upright_cover`) lies across there.

A cell may hold a figure with a name and a formula over other names (`documents/formulas.py`).
Only Excel uses formulas, and only where the formula gives the printed figure. The value is stored
beside it, for programs that compute nothing. Where a document's Excel file is a form to fill in
(`DocumentKind.form`, `forms.py`), `xlsx/form.py` writes it and the import finds its rows by their
hidden keys (`domain/tracking/worksheet.py`).

**PowerPoint.** Slides are not pages: a report with slides (`DocumentKind.slides`) builds a `Deck`
(`documents/slides.py`) of lines, tables and charts. `layout/slides.py` measures them and finds
the largest size of text in which all parts of a slide fit; what fits in none goes on to a further
slide. `backends/pptx` writes native tables and charts with python-pptx; `fixed_zip` gives the
same bytes for the same slides, embedded sheets included. Of the office's PowerPoint file a new
package is made from its masters, layouts, themes and pictures alone (`pptx/template.py`), before
python-pptx sees it.

**Charts.** A picture of figures is a chart (`pictures/charts.py`: figures and names only) in a
`Figure` block. `pictures/charts.py` makes shapes of it: the PDF paints vectors, Word gets a
picture, Excel gets a chart of its own. Its description in words is its alternative text.
"""
