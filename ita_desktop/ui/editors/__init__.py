"""Cell editors: text, numbers, dates, lists, owners. Of the table they use only its values.

An editor starts with a cell's value and returns a new one; text is parsed by the caller.

An edit of a table goes through `ui/pages/writing.py`. A small one is written at once. A paste
from another program is previewed first (`dialogs/previews/paste.py`), and each of its rows is
tried: `table/editing/paste.py` finds the cells that the page's own service refuses within
`Workspace.trying`, where nothing is stored. So no rule is told only when the preview is taken.
What takes longer than a moment is read and written in another thread, from plain values that
`TableSnapshot` took from the table. Services go through many rows with `Change.each`,
so that `Workspace.reporting` can report progress and stop.

A block may be pasted into a table with a kind of list (`ui/pages/writing.py`). It goes through
the import's reader if it has that kind's headings, or names the items whose owners or days it
gives (`services/imports/pasted.py`). Rows then find their items by code. Other blocks go down the
rows by place (`ui/table/editing/paste.py`), skipping groups.

Short rich text is typed in place (`ui/editors/rich_text.py`, its paragraphs and list marks in
`editors/linelayout.py`; in cells `editors/text.py`, below photographs `widgets/photos/painter.py`).
List marks are letters of the document; bold is the only format. `RichLayout` lays out what changed
at once and the rest of a long text between events. A cell shows it on the same lines
(`ui/table/cells/richlines.py`).

What was done for a measure is recorded through `ui/pages/tracking/recording.py`, wherever a time
of a measure is shown. The overview of a new year leads through `services/beginning.py`: five
steps, derived from the year; only steps the office does without are stored
(`FiscalYear.left_out`). The next step of a page (`ui/pages/page.py`) is a line while
something is late, otherwise a button in its head.
"""
