"""Finds what there is in files, whatever its kind, and plans to import all of it at once.

An import may also take several lists at once (`services/imports/found`): `find.py` divides files
into parts, each of one kind and year, and leaves nothing out. `tables.py` finds where tables
begin and reads each as the kinds that its headings name (`Hypothesis`). A table is not what its
headings look like: `imports/evidence` has a file for each kind of content that says what speaks
for it (names that are the framework's beside their codes, codes that do not run on from 1 as row
numbers do, the assessment's own words around it, posts, roles, units, the program's own headings
or keys) and against it (columns of another matter, names of children or complainants, titles of
another list, another office, nothing but codes). A veto takes the hypothesis away, any other
reason leaves the part unticked (`Belief`, `Part.belief`); both are told, the gravest first. What
fits best of the rest is compared as a whole (`hypothesis.fit`), then by what a title says
(`hypothesis.said`). The same codes with other titles are another list (`evidence/others.py`;
`other_lists.csv` has those of others). Its plan says so for the year it goes to
(`ImportPlan.titled`), whatever kind a person names, and it may be paired by titles
(`Part.is_by_title`).
`series.py` plans one part after another on the years as the parts before leave them
(`planned_years.py`). It writes all of them as one unit of work. `ui/dialogs/previews/found.py`
lists them; the preview of a part is that of an import. A year that a part states and the workspace
lacks is added with it (`planned_years.py`); `carry_year` fills a year that is still empty.
Documents that the program computes from other records are recognised by the mark of their files
(`computed.py`), the raw answers of online forms by their headings (`find.py`); they are reported
and not imported. Rows that may not be what they look like (lists of an amending order, survey
questions) are planned, told and left unticked (`ImportDraft.unticked`).
`tests/services/imports/own_files/test_round_trip.py` says for every kind of document which of both
it is.

Of a mail `reading.py` gives what is attached as further files, and its text where that has a table
of a known kind.

A book of measures is also divided at its headings (`exchange/book.py` knows the parts of the book
by their words, tries one way of marking headings after another, and writes what is not a table of
records). A workbook whose sheets begin as the book's parts do is first read as such a document
(`exchange/files/excel/xlsx.py`). `found/beside_tables.py` makes of that a table of the kind
`chapters`. Lists of measures in running text become a table of `texts`.
`imports/documents/chapters.py` compares them with what the program itself would print. A
chapter's text with the line `GENERATED` is printed around what the program makes, without it in
its place. A sentence that surely stands where the program has a wording becomes that
(`imports/documents/chapters.py`). The pictures of any document are rows of the kind `photos`.
`found/beside_tables.py` says which row of a table, or which chapter, each belongs to.
`imports/documents/photos.py` prepares them as photographs to know their digests. `Insert.content`
gives their bytes when they are written. A print of a stored photograph is known by its looks
(`Looks`).
"""
