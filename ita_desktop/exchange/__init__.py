"""Readers: Excel, CSV, pasted text and reports become typed rows that know their origin.

No database and no window; services compare and write the rows. Whatever a file contains, only
:class:`~ita_desktop.domain.errors.ItaError` is raised by this package.

What a file is, its content says (`exchange/files/formats.py`). Each format has a reader that
gives the same blocks in their order (`exchange/blocks.py`). Blocks are headings, paragraphs with
the numbers that Word counts (`files/word_styles.py`), tables and pictures. `files/assembling.py`
names the tables, joins those that go on overleaf, and gives each the lines above it as rows
numbered below 1. A table of blocks is a sheet of the import, so parsing knows no format. An
order's lists without headings become such tables (`exchange/papers/order_lists.py`, order by
order): a member is a line or a row with the word of a role whatever its number; a body is what is
named before a run of members, in a heading, the sentence that appoints or the title; `order.py`
knows duties and their headings, `cells/codes.py` how lines are numbered. Official papers become a
table of one row each (`exchange/papers`: `finding.py` cuts a document into papers, one file for
each kind of paper reads it and reports the lines that it does not take). Tables within agendas,
minutes and letters are text in their place, unless they have the headings of a list other than
scores (`lines.with_tables`). A roster without a body goes by its roles and people
(`services/imports/roster/roster.py`), else its body is asked. Headings are found by their words
(`exchange/headings.py`), also by several words if all mean one column. Headings of two or three
rows are joined to one. A heading with one wrong letter, or other marks, is recognised beside
others that are known (`exchange/heading_words.py`), and a column without a known heading by its
cells (`ImportColumn.looks`). Both are reported. Columns that are there once for each round are
views of one heading (`TableHeading.views`, `AcrossColumns`): the table is read once for each.
What nothing in a row says is said by the groups and titles above it, its sheet, or its file
(`ImportKind.group`; of a file not whose it is: it may only say who sent it). Tables of other
shapes are brought into those that are read before anything else looks at them
(`exchange/reshaping`: `ticks.py` finds columns that may be ticked and names what is,
`years.py` turns a table of scores round and leaves of columns for several years those of the
others, `plans.py` leaves the plan of a table that has what was done below it,
`member_rows.py` gives a list of members its headings), and that is reported. A table with the
titles of a framework's items alone gets their codes (`shapes.py`), one of items and links gets
headings, and a page's headings, lists and lines with links become a table. What a row of results
means is settled sheet by sheet: totals and bare numbers in `report/reading.py`, words for scores of
O items, and scores of a hundred beside points, full marks and weights in `report/columns.py`;
`report/offices.py` parts a file with the results of several offices, and leaves of a table of the
city the row of our own.
`tests/services/imports/foreign` makes books of invented offices in many layouts. It checks what
is stored of them, and that whatever is guessed or left out is reported. Merged cells are read by
one rule (`files/grid.py`). What is struck through the readers only mark (`cells/row.py`);
`files/reading.py` leaves it out where a source comes in, and mends Thai letters there
(`typography/thai_letters.py`): by order alone, and by a dictionary where a source has what no
syllable has. Right text matches none of its patterns (`tests/typography/test_thai_letters.py`
tries real words). Both are reported. What a reader leaves out it notes
(`files/reader_remarks.py`), and the plan reports it. `found/find.py` reports the pictures that
are in no row. Scores that may be our own are no official result until they are ticked
(`results/taking.py`). Old Excel is read by xlrd, because it knows the number formats by which a
figure is what the sheet shows. `files/formats.py` holds the limits of packed files.
"""
