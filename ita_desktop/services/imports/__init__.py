"""Imports: read a file, compare it with the year, preview the plan, write.

There is one way in, for what is dropped, pasted, chosen by a page's button or named on the
command line. `exchange/source.py` makes an `ImportSource` of a file or a pasted block,
`found/reading.py` the parts of it. A kind that a person names is a yes for the parts of that
kind, or the way in for a table that is of none (`_named`); it never reads a file otherwise.
`found/series.py` plans parts (`plan_part`), and `write_all` (`imports/importing.py`) writes them.
A part says where it goes (year, body, unit), and the preview changes that
(`ui/dialogs/previews/destination.py`). `ImportPlan.count` counts records, as the page lists them,
for everybody who tells of an import. Questions about a pasted block (has it headings, does a row
name a group) are in `services/imports/pasted.py`.

What is not ticked has a reason (`ImportPlan.reasons`): it says why, of which rows, and which yes
it needs (`Consent`, the gravest first). Preview and command line ask for these alone.
`results/taking.py` finds rows of another office or year and changes of official figures. A report
of the whole may replace the year's results, another only its part (`results/rows.py`). An
official figure that no longer fits what comes in below it becomes a doubt (ตามรายงานเดิม), and so
is none of today. Before an import is stored, the rows that it is about must be as they were
(`imports/importing.py`); what else was typed meanwhile stays. `services/checks/believed.py` finds
what earlier programs believed.

Rows are paired with the measures of the year in `services/imports/measures.py`, by items
and steps. Where a table says nothing new a matching pairs them, so that the same file again
changes nothing. No two rows write one measure: the second repeats it, and where it differs that
is reported.

Nothing is dropped silently. `services/imports/ledger` accounts for each file by its content,
after its parts were planned: `ImportSource.given` is the document as it was read and mended,
before anything reshaped it. Each cell and line is cut into pieces (`known.py`: words, codes,
numbers, days), and the addresses that it leads to (`cells/links.py`). A piece is accounted for if
it stands in what is written of its row or, of a row that is stored already, in what its record says
(`ImportPlan.stands`), so that the list is the same when the file is read again. What is written and
stands in no cell of its row, as the body that a title names or a member that a line names, accounts
for titles and lines; so do the words of the framework, the headings that were read and the
sentences that the program prints itself (`missing.py`). What the year has from elsewhere, or
another row says, is no excuse. A number counts by its value, a day however
it is written, points of a weight by the score that they follow from. What
remains is `left` (`ledger.py`, `entries.py`), whole, with sheet, row and column. Of a column that
is not read every cell is, ticks too: what stands beside it may be the same by chance. Rows that
are skipped or not ticked are in it with their reason, and with the option that would take them;
titles, signatures and rows of other offices as what they were taken for (`is_aside`), unless they
have figures or codes, or ask for something; a row or
table of nothing as one entry. No reader reports what it did not look at. The command line prints
`left` and leaves with 1; the preview lists it, and `ledger/entries.py` puts an entry into a field
of its row, or of another one (of a line the row above it). What the row then says leaves
the list (`put_of_plan`), and that alone is remembered with the import, done again when the file is
read again, and undone with it. The list of parts opens that of the
whole file (`ui/dialogs/previews/found.py`). Both are copied, and saved and printed by
`ledger/entries.py` (`ui/dialogs/previews/missing.py`); `messages.py` beside it gives several open
questions one answer.

- Days of another fiscal year are reported (`exchange/remark_collector.py`), and scores typed
  beside items, which `imports/plan.py` compares with the official ones; the ledger says of each
  what it is (`note`).
- Rows that are none of the table are named with what each was taken for (`ImportPlan.aside`).
- A skipped row cannot be made without its number and a reason.
- `tests/services/imports/test_importing_mutations.py` mutates tables of every kind and looks for
  each cell in the year or in the list.

Where the addresses of a cell are, and which of its words are whose, one grammar says
(`cells/links.py`). A row is evidence once for each link, in whatever column that stands, of
several years only those of the year (`preparing.py`); a row with a link and no code is of the
item above (`preparing.py`). The text of a cell or paragraph carries the addresses that its words
lead to (`LinkedText`).

For results, `services/imports/results/taking.py` chooses the year, `comparison.py` and `rows.py`
beside it compare, and `services/result_check.py` says what contradicts. Nothing is corrected.
Answers, figures of groups and respondents' comments are records of the year. Comments are
personal data: only the internal profile of a document prints them.
"""
