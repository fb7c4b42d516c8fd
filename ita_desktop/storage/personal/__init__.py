"""Permanent removal of personal data from files, with verification.

`storage/personal/` works on files. `handing_on.py` takes marked columns, history and spare media
out of a copy, and names the columns of free text, which nobody looks through. `erasing.py` takes
rows out of the open file (`Workspace.for_good`), out of safety copies of any schema, and out of
work left on this machine, all past the history, which begins anew behind it. One
file after another:

- `belongings.py` follows the foreign keys to a row through tables and history. Of each change it
  asks whose the row was before and after it, because a place in a body is given on. So it knows
  the rows that go, their changes, and all texts that they ever had, also of somebody who was
  removed before. `ABOUT` has the rows that stay but say something of the person (attendance).
- `words.py` makes of these texts what means a person alone (a name of two words that nobody else
  has or had, a mobile number, an address), what others have, too, and what only may mean them.
  The first goes wherever a whole column has it, the second only from their rows, changes and
  labels. It lists the places of the third.
- `handing_on.take_out` writes. From a listed place the words go only where it was chosen.
- `proof.py` looks another way: in all cells of all tables, without spaces and signs and in one
  kind of digits; for keys of erased rows in the history; and in all bytes, whether
  a word stands there more often than in rows and indices. What is found and is no listed place is
  an error that names the place; a safety copy stays as it was then.

Another file of the same work still knows who was erased: a join (`moving/joining.py`) takes
no row of theirs, no whole value and no label that names them, and tells the texts of others that
do.

A blurred face (`domain/tracking/entries.py`, `pictures/photographs.blurred`) is a new print
of the photograph; unless the original is to stay, its bytes are erased the same way.

Personal data that was typed into texts is found before it is published
(`domain/personal_finding.py`). `domain/personal_data.py` reads all text columns of all records
and the framework. What of it comes out is not guessed from a list of columns:
`services/personal_going_out.py` makes the papers, or the files of the page, of a year with a
letter for private use in place of each find, and looks for these letters. A year without finds,
as nearly all are, costs the reading alone. `exporting.export`, `save`, `batch.export`,
`plan_site` and `calendar.write` raise `UndecidedError` for what nobody has decided about, so
no caller can forget to ask; `as_typed` is the way past. `tests/test_ways_out.py` and
`tests/cli/test_ways_out.py` know every module and command that writes, prints or copies
something, so that a new one has to say what it is. A decision is a `PublicText`: the place and a
digest of four letters, too short to guess a number from. `test_planted_texts.py` plants a number
in every column and compares the files that are written with what was listed.

`services/personal_going_out.py` reads the kept files that the page publishes, as imports
read them and each once, for numbers of people alone: names and office telephones stand in any
official document.

The city has no register: each district's measures are looked through with its own names, contacts
and decisions when it is read, and the places are kept with the measure
(`DistrictMeasure.undecided`). `services/city/papers.py` puts marks there before papers are
made, and looks through all other texts of papers and tables as they are. Mending and deciding are
the district's.

It also counts the marked columns of a year; how long each kind is kept stands in
the wordings of the register (`reports/personal_register.py`), so no table holds it.
"""
