"""A workspace on a database server, which several clerks write at the same time.

`storage/server` opens a database (`administration.py`): `address.py` parses where it is and
asks the keyring, `connecting.py` connects with times after which a dead server is known and
says what went wrong, `diagnosis.py` which step of setting a server up is missing.
`connecting.py` names who has the workspace open in a program that knows older tables:
a migration waits for them. `setup.py` makes tables and rights under an advisory lock: the tables of
the file's schema, then `resources/server/*.sql`, which may be run again at any time and are counted
apart (`meta.server_version`). These add a schema `server` with the users (`server.member`; `member`
is the table of committee members). To `history_group` they add who wrote (`login`), in which
transaction (`written_in`), and the key of the unit of work (`work`). A trigger forces login, name
and time of an edit; a manager who moves a file in says `SET LOCAL ita.moving = 'on'`. Each
connection says its schema (`ita.schema`), and an edit by a program that has missed a migration is
refused (IT001). `meta.server_readable_from` says from which schema on programs can read what is
there: windows of these open it to read (`Workspace.connect`, ``reads_newer``), commands do not.

Roles are group roles of the server, `ita_<database>_clerk|unit|reader|city`; `server.sync_members`
makes who is in them what `server.member` says. `resources/server` lets the first three read
everything; the city reads the views of a schema of its own (`storage/server/setup.py`),
named as the tables, so that one reader serves files and servers. `setup.py` makes grants and
row-level security of the record classes. A clerk writes all content. A unit writes rows of the
tables below the items and measures that it owns, but no key, and nothing that is asked of it. A new
table below a measure is a unit's by itself; `test_roles.py` lists them; the window locks the rest
(`Session.locked_to`). History is appended to under one's own login, with what programs can read, by
a unit about its own rows; media only under the digest of their bytes. Row-level security passes
over rows in silence: `gateway.py` looks whether a row that was not written is still as it was read,
and says that it is not the user's. A login can lift its own time limits, so whoever waits for the
turn, or opens the workspace, ends what was forgotten for two minutes (`server.end_forgotten`);
`test_sql_tries.py` lists what each role may try. `administration.py` is the manager's side
(`cli/server.py`). What a clerk writes with SQL of their own needs no history; only the programs see
to that.

A whole workspace moves between a file and a server by `storage/moving`: `contents.py` digests all
records, stored files (the server digests its own), history and properties the same way on both
sides. `database.py` copies into an empty database, and out of one repeatable-read snapshot, and
compares before it commits either. Keys `server_*` and `branch_*` of `meta` stay where
they are. Replacing makes a safety copy first and compares it under a lock; it is refused while
others are in. Moved edits are nobody's own to undo. `merging.py` notes in a file taken home from
which edit on the history is its own. `branch_merging.py` writes these edits, each as its own unit
of work, by three-way comparison of the recorded columns (`merging.py`, which knows neither server
nor file). It takes the turn of writers for a second or two at a time, so that the others get
theirs. Each time is a transaction that notes how far it came. A trial takes no turn and gives up
where it would have to wait. A deletion that others built on is left, with the parts that went
with the row and what it is a part of. What was merged, what was left, and which rows are one is a
`note` in the database's history (`branch_merging.py`), which every writer may append. A second
merge reads it, unless it is of another copy of the branch: then the time of the last merged edit
differs. An undo at home of what was merged is merged, too. The author at home is in the label,
because the database notes who merges.
"""
