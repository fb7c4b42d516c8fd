"""The official result of an ITA year: report text, JSON or a table become :class:`Results`.

Figures are kept as printed, with their line; nothing is computed or corrected here. Services check
whether they agree with each other and with the year's framework.

An official report is read line by line, by the shape of a line and not by its place, into one
neutral result. JSON and a table become the same result. `exchange/report/reading.py` gives each
line to the reader of its kind: rows of scores, of groups, of answers, comments, running text.
Each reader keeps its own state. `rows_above.py` is what all of them know of the lines before: the
part, the question, the row that is not complete yet. `results.py` is what was read. Every
printed figure is in the result, or among what was not read, with its line. A figure that may
belong to another row is read and doubted. A PDF gives letters with their places on the page,
because it puts Thai marks anywhere (`pdf/process.py`). The form to fill in has scores and answers
as rows, and the report's other tables on a second sheet, which is read as a report.
"""
