"""Follow-up of measures: entries, photographs, states and worksheets.

The words of a measure's schedule are read when they are typed or imported
(`domain/schedule.py`) into a frequency with first and last day, or into single days, which give the
times of a fiscal year. A time is identified by its last day: an entry of the record names that
day, and stays with the time that contains it when the schedule changes.

`domain/tracking/standing.py` alone says when something is late, due, to come or missed.
`domain/tracking/deliveries.py` lists everything that somebody has to deliver, as of a day: parts
of OIT items (`ItemProgress.parts`), times of measures (`domain/tracking/state.py`), tasks of
meetings (`domain/agenda.py`), and, by the rules of samples, answers to surveys
(`of_surveys`), which nobody can give once the surveys are closed. Forms of units, reminders,
badges, overview, checks, brief, matrices, calendar files and public page read these;
`tests/services/test_deliveries_agree.py` compares them on random years. Percentages are computed
and never stored.

- An item is open until its mark is full, and so is each of its rows until something was given for
  it alone. Where all rows are given and the mark is not full, it only has to be checked, and no
  unit is asked for it.
- A measure that is marked as done without a record is done, but its times are told
  (`TimeState.TOLD`): nothing of it is open, and nothing counts as done. A task about items that
  are complete is not late any more.
- A round waits for answers, not for work that is done: what a unit answered with being at work is
  `UnitState.unfinished`, and the next round asks again with what was said (`OpenMeasure.entry`).

- What a text, a cell or a per cent says of the state of a result is one rule
  (`domain/tracking/entries.py`), used by reports, forms, the window and checks. What it cannot
  decide is `EntryState.UNKNOWN`, which does not count. A summary of a round that is done counts
  for the only time of the measure that ends within the round.
- Nothing is late before anything was recorded. Where only states are recorded, a measure is late
  if it is not begun although a time is over. From the year's first entry on, each time counts by
  itself.
- A record that begins within the year counts from that month (`services/tracking.py`,
  `FiscalYear.counts_from`). Earlier times without a record do not count.
- In a year that is over nothing is late. What has no record is missed.
- What several units have to do, each does by itself (`Entry.unit_id`). The units are those of the
  day (`domain/tracking/units.py`), so nothing has to be kept up to date when a group changes.
  Groups are what they contain now, supporters help, persons and posts are no unit. An entry
  without unit is given for all, as every entry of earlier files was. So these keep their meaning,
  and a unit that is added later is not late with what all did together. A `Time` names its
  `open_units` and computes the state of one on request: a year of 300 measures, 20 units and 12
  months costs what its entries cost. Measures of one unit are done as a whole. In a report of a
  round each unit's results stand behind its name (`progress_report.entry_texts`). By that the
  import knows whose they are (`services/imports/tracking/unit_results.py`). What is missing
  (`deliveries.py`, `UnitGap`) is printed and never taken in.
- What is filed of an OIT item (`domain/oit/filing.py`) is derived; a `Filing` keeps its texts as
  they were on a day, and `change_since` compares. An `AssessorRemark` is a round. What an
  official result prints is the note of its score. It is shown as a round without id
  (`rounds_of`), which becomes a row when it is answered. An import knows a round by its text and
  day. Notes of evidence go into an explanation only where the evidence names a requirement
  (`Evidence.point`); what leaves the office shows locations by `domain/oit/proofs.py`. Nothing
  of both is carried into a new year.
- An OIT item has a row for each unit, month and process (`domain/oit/parts.py`,
  `Evidence.unit_id`, `part`, `statement`). Months follow from the item's period (`every_month`),
  processes are requirements of the framework file with `unit_th`; both are edited with the
  checklist (`ui/pages/year/framework_rows.py`). A requirement that one unit meets is a row of
  evidence, too (`Statement.MET`, its code as the part). `YearData.evidence_of` leaves it out,
  `ticks_of` returns it. A `CheckMark` is for all units. Rows decide about the item's mark as soon
  as something was given for one of them alone.
"""
