"""Scores: records, score tree, levels, losses, comparison and planning.

`domain/scores/scoring.py` computes items -> sub-indicators -> indicators -> instruments -> total
-> level with `Decimal`. The rules, which give the printed results of 2567 to the last digit:

- Items, indicators and instruments are published figures. Each is computed from the published
  figures below it and rounded half up to two decimals.
- The total is the weighted sum of the published instrument scores, rounded once. (Rounding the
  weighted parts first does not give the printed totals.)
- IIT and EIT are means of their *items*, not of their indicators. OIT and indicators 9 and 10 are
  means of sub-indicators weighted by their points. The instruments of 2564 are means of their
  indicators (`mean_of_parts`).
- Official figures are stored as given, beside the computed ones.
- Missing is not zero. A node says how much of it is known, and its least and greatest possible
  value. A level is shown only where it is the same at both ends.

- Which level, which is next, what does it need?: `LevelResult` (`domain/scores/levels.py`).
  `LevelResult.aim` is what score bar, overview, pages, plan, command line and papers work for. It
  counts from the total shown, not from what the total will be once OIT is complete.
- How is that said?: `services/scores/planning.py`
- Which ways lead there?: `domain/scores/planning.py`: figures of instruments, each way enough
  by itself, the cheapest first. `domain/scores/planning.py` makes items of them.
- What is a figure made of?: `domain/scores/scoring.py`; `services/scores/explaining.py` gives
  words and formulas. A property test works out every formula again.
- What if a survey has no result yet?: Last year's stands in
  (`domain/scores/comparing.py`), the same for score bar, plan, trial and score gain.
- What if this item were 100?: `ita_desktop/services/scores/trials.py`: a mapping beside the tree,
  computed by `what_if`. Only a named scenario is stored (`scenario`, `scenario_score`); the rest
  is in the window's memory, and undo takes it back in the order of all edits
  (`ui/transient_undo.py`).
- How is an OIT item's own mark found?: `domain/scores/progress.py`
- Do the stored official figures agree?: `services/result_check.py` applies the checks of an
  import; `services/checks/believed.py` keeps each `FigureDoubt` until somebody settles it.

Doubts are for the window. On paper they are marked as the program's own notes
(`documents/notes.py`) and left out in one place (`documents/registry.py`). They are printed where
the office ticked them for that document or the command line asks for them.
"""
