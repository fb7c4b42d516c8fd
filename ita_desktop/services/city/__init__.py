"""The city's overview: reading many districts, and their tables.

`domain/city` holds a year of a district as a `DistrictYear`: scores, level, what is missing, due
dates of open items, and of measures what the public page shows. Scores go by their place in an
`Outline` that all years of one framework share. It holds no people, no evidence and no other typed
text; `tests/services/city/test_cache.py` puts a mark into every column of personal data and looks
for it. `tables.py`, `handed_in.py` and `items.py` are pure functions on a `City`. Only complete
scores (`DistrictYear.whole`) are ranked, compared, averaged or coloured: totals, and nodes that are
not in `DistrictYear.partial`. Rows of the window go by the district's key, as one file may hold all
districts.

- what folders, files and addresses consist of: `services/city/reading.py`
- a file as it lies there: SQLite with `immutable`, so no lock and no look at journals; with a
  journal beside it a private copy with that applied; an older schema migrated in memory without
  media and history; compared with the digests of the tables that are read, and told if the program
  itself would not open it; read again if it changed meanwhile: `storage/city_looking.py`
- all years in one query a table, without columns of names, telephones, mails, comments and files;
  one `Framework` for all years whose rows are equal: `storage/city_figures.py`
- a server: one read-only snapshot; nothing is created or migrated: `storage/city_looking.py`
- result files: planned by the import of results on an office without years; parts of several
  offices apart; tables with a row for each district: `services/city/results.py`
- scores by `tree_of`, as everywhere else: `domain/city/districts.py`
- one district of several sources, with all remarks; a result file that counts gets measures and
  due dates of the workspace (`work_place`): `services/city/reading.py`, `districts.united`
- what is told, each file once, and what sources say otherwise: `services/city/reading.py`
- kept until a file changes (size, time, digest of its beginning; not if written within three
  seconds): `services/city/cache.py`
- measures and evidence of one item, read when asked for: `services/city/library.py`

`domain/city/items.py` puts each measure of a year beside the score of its item then
and in the next year. It goes through the crosswalk; merged and split items are not compared. It
shows which measures and changes coincide, and claims no cause. Rows are sorted by the change, so
a minimum gain selects the first ones. Indexes by item, district and year hold positions of rows.
A search looks at each distinct text once. `services/city/library.take_over` adds one to a year as
a new measure (`Measure.source` names office, year and items; printed below its steps by
`reports/measures/lines.py` and read back from there).

`documents/reports/city` builds the papers from a `CityContext` with the blocks and slides of
every report. They belong to no office, so their sentences are constants, not wordings. The
districts' tiles are a picture of figures (`pictures/charts.py`), native shapes on slides.
`services/city/papers.py` makes all files before the first is written, `filing/atomic_write.py`
writes all of them or none.

One process reads. Equal frameworks are decoded once, so 50 files of ten years take three seconds
of processor (`python -m benchmarks.city 50 500`). A start of further processes would cost half a
second each.
"""
