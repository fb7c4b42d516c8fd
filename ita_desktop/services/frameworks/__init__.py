"""A year's own framework: editing, updating, exporting.

`resources/frameworks/YEAR.yaml` is data with its sources. Adding a year copies the framework into
the workspace as `framework_node` rows. They belong to that year and may be corrected when a
circular changes something. A shipped file is read again for an existing year only to see whether
the program now ships a correction. An item is identified by framework *and* code: O12 of 2566 is
not O12 of 2567. A survey question may be without wording (2566): its title is empty, and papers
print its code.

A framework belongs to the `fiscal_years` that its source prints. In any other year it is a draft
(`Framework.drafted_from`, stored at the fiscal year): `domain/framework_draft.py` lists its
parts (weights, levels, items, dates), and a `framework_confirmation` row is the clerk's tick on
one. While a part is unconfirmed, `status_of` is `draft`, and everything that shows a level says
so. A framework that prints the year, taken over in full from a file
(`services/frameworks/replacing.py`), ends the draft.

A year that goes on from one of another framework takes what was entered for items over by the
cross-walk (`domain/carry_list.py` says what becomes of each item,
`services/years/carrying_entries.py` copies). A carried evidence link is marked in its note and
undated, and counts as no work of the year until it is touched (`is_carried`,
`domain/scores/progress.py`).

A draft may come from the table of a circular: `exchange/frameworks.py` reads the rows, joins and
numbers them. In `services/frameworks`, `from_table.py` puts them in place of the items in a copy
of last year's framework. `crosswalk_proposals.py` proposes, by the words of titles and contents,
which items continue which. `from_table.py` adds the year. `replacing.py` puts such a framework in
the place of a year's draft; what was entered follows the links as into a new year. The links that
hold are the framework's own (`Framework.links`, kept in its row `about`, in a framework file
under `links`); `crosswalk(*frameworks)` puts them before the shipped ones.

`frameworks/checks.py` holds the rules of a framework. When a file is read, each fault becomes a
`Problem` with its line; for a year that is edited, `faults_of` gives it with the code of its
place.

- A hard fault (an item without a place, a code that is taken, a loop) refuses the edit.
- A soft fault (weights that do not add up) is written and shown. It keeps the framework from
  being exported as a file.

`frameworks/editing.py` changes a `Framework` value. `services/frameworks/editing.py` makes units
of work of that; the editor (`ui/pages/year/framework.py`) asks `refuse` first, so a refused
text stays in its editor. `write_framework` writes only rows of parts that differ. Entered data
refers to codes, not to rows of the framework: it stays when an item goes, and counts again when
an item of that code returns. New items get codes for which nothing was ever entered.

`frameworks/shipped.py` writes a framework as a file. Where a text plainly names the year of the
assessment ("ปีงบประมาณ พ.ศ. 2568", "ITA 2567", "ณ 31 ธันวาคม 2567", "เดือนตุลาคม 2567", but no
spans) the file says `{year}` or `{previous_year}`. Elsewhere, and in all notes, the number stays.
Read for its own year such a file gives the same framework; shipped frameworks do so for every
year. The copy for another year is made the same way (`frameworks.moved`).

Each year also stores one `origin` row: digests of what the program shipped for each part when the
copy was made. A part whose shipped form has another digest now was corrected by us; a part whose
own form has another digest was edited by the clerk. `services/frameworks/replacing.py` proposes the
first kind and not the second, writes what was chosen, and stores the new digests, so that a
declined proposal does not return.
"""
