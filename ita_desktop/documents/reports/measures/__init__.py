"""The year's measures, and common parts of their tables and those of the analysis.

The tables of findings and measures share `measures/lines.py`. It says what is said of which item,
in the order of entry; indicators stand in the framework's order, what belongs to none last. What
rows really share is one cell, shown again on each page; marks are printed as typed, and running
numbers only where the office chose them (`documents/kinds.py`). Separate measures can share single
cells (`domain/measure_cells.py`): an edit of one is an edit of all. An item's wording belongs to
the table it was typed in. It has line breaks only where each line stands behind the item's
code (`coded`). By that an import (`exchange/cells/owners.py`) tells them from the lines of a
narrow column. A line of a list (`1.`, `-`) is known by its mark. A document may have several
forms or be about a round of reporting (`Subject.FORM`, `Subject.ROUND`).

When one printed row stands for several findings or measures, an import asks the same `Lines` for
the words of that row (`services/imports/measure_groups.py`); a row with exactly these words
changes nothing.

Group rows are printed again on the pages their rows continue on (`layout/grid.py`),
where the form has "(ต่อ)".
"""
