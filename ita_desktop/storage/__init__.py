"""Storage of workspaces: tables, the write gateway, history, migrations, locks, backups.

The only package with SQL. Imports the domain, and nothing above it.

A workspace is one SQLite file (`.ita`). Its `application_id` is `ITAD`, its schema number is in
`user_version`. The tables are strict and hold text and integers only, so the same statements run
on PostgreSQL (`Workspace.connect`; the storage tests run on both). What is special to SQLite is
in `sqlite_engines.py` and `sqlite_checks.py`, what is special to a server in `storage/server`.

The `Workspace` class
---------------------

A `Workspace` opens, reads and changes. The rest is in three parts of it:

- `connections`: file: `connections.py`; what it does: Threads share one connection and take
  turns. While one is inside a unit of work, the others read the committed state on a second
  connection.
- `edits`: file: `edits/edit_history.py`; what it does: the list of edits, undo and redo
  (`storage/edits`)
- `copies`: file: `safety_copies.py`; what it does: Backups through SQLite's backup API, checked,
  kept by age and never fewer than a number, in a folder named by office and file. Made when the
  last one is old, some hours after it while an edited file stays open, before a migration and
  before an import.

Records and tables
------------------

Records (`domain/records.py` and its neighbours) are frozen dataclasses. A record class declares
all that storage needs. Its fields are columns. Its keys say which row it is part of and which it
refers to. `unique` and `sort_key` say the rest. The type of a text field says which personal data
it holds (`domain/personal_marks.py`: `PersonName`, `Telephone`, `FreeText`, …, `NotPersonal`); a
test refuses a plain `str`. `storage/tables.py` makes the tables from the classes and, with
`codec.py`, the rows. The `...Rows` class at the end of a record's file says where a year
(`domain/year.py`) holds these records. Keys are random, so undoing a deletion can give a row its
key back.

A new file gets today's tables at once. An older file takes the steps of `storage/migrations.py`,
whose statements are frozen in `resources/schemas`, one file for each schema. `tests/workspaces`
keeps one real file of every released schema.
"""

from collections.abc import Callable
from typing import Final

from ita_desktop.storage.deferred import SELDOM, defer

SUFFIX: Final = ".ita"
"""The suffix of workspace files."""

Step = Callable[[int, int, str], None]
"""What is called in long work, with steps done, their total (0 if unknown), and a description of
the next one; may raise to cancel, nothing is changed then."""

defer(SELDOM)
