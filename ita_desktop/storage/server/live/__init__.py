"""Several clerks on one workspace: units of work in turn, and what the others write and where they
are.

`storage/server/live` lets several write one database. `Sharing` is what a `Workspace` has of it
(`Workspace.shared`; the types of `server/shared.py` describe members, presence and connection);
its thread is the `Follower`, on a connection of its own.

- **Under way** (`outbox.py`, `storage/year_cache.py`). A unit of work of the
  window's thread asks nothing of the server. The service decides by the rows that are shown
  (`SentChange`), what it writes is shown at once, and the `Outbox` sends it in a thread of its own.
  So services return their values and refuse bad input as on a file, and several writes of one act
  follow one another. `CachedYears` holds what is stored, and over it, in their order, the rows of
  what is under way; edits of others go below these. `Changed.work` numbers such an edit.
  - Sent in order, each in its turn: `Change.send` writes a row where its version is as the service
    saw it, else keeps both edits, or refuses, as `update` and `delete` do. A new row whose place in
    a list somebody has taken meanwhile comes behind all.
  - What is refused is taken from what is shown and told with the reason (`Changed.refusal`); what
    was typed stays in its place (`ui/shared`). With a lost connection all that waits is refused:
    nothing is sent later without the clerk, who sends it again with one click.
  - Each is noted in the user's own folder (`unsent_notes.py`) before it is shown as sent, until it
    is stored or given up. What a killed program leaves there is what the next window of the same
    login begins with as refused, unless the database has it. A power failure may lose the last
    second: the note is not forced to the disk, for which the window would have to wait.
  - Undo and redo wait in the same queue; not where the edit they were asked for was refused. Other
    threads (imports) write when all before them was answered.
  - At once, and so waited for by the window, is what adds or takes away a year, and what needs a
    row of a year that was not read.
- **Turns** (`turns.py`). A unit of work waits for the lock of `server.turn`, then takes in what
  was stored before it, in the same statement. So a service decides on rows as they are, as in a
  file: nothing is added twice, no place in a list is given twice, and there are no deadlocks. What
  is under way waits a minute for the large work of another. New rows are sent together
  (`gateway.Batch`), so that an import holds its turn for a short time.
- **One wait, or three.** Values of rows that nobody has written since go to the server in one call
  (`WholeEdit`): the turn, what is new, the rows, `server.note_edit` (it notes group and changes
  and tells the others by NOTIFY), and the end. So who is slow, or gone, keeps the turn from nobody.
  The database itself undoes all where a row is not as it was seen. Then, and where a place in a
  list, a deletion or a file is to be decided on, an edit waits three times: for the turn with what
  is new, for the row, and for the note with the end. A lost answer to the one call is always looked
  up.
- **Catching up** (`follower.py`). A moment is a PostgreSQL snapshot; the edits
  since then are those whose transaction it does not show, in whatever order numbers were given.
  The row changes of the history are applied to the cached years; what has none (erasing, a file
  moved in) clears them. NOTIFY only says when to look. It is also looked every 10 s, so that a
  lost notification delays an edit by seconds and loses none. A year is read at one moment, in one
  pipeline, and then brought up to now (`years.py`). While another thread writes here it is not
  cached, so that the window need not wait.
- **Conflicts.** `Change.update` on a stale row keeps both edits where their fields differ, on
  both engines. It refuses where the field itself has changed (`edits/history.py`: value, who,
  when, both texts), also if that came with this very turn and the window has not shown it yet
  (`unannounced`, `unshown`). Of two orders of one list the later one counts, row by row; its
  author is told (`Outbox.reordered`).
- **Undo** is of the edits of one's login; `note_edit` drops only those that the same login had
  undone.
- **Lost connections.** Every unit of work has a random key. If the answer to a commit is lost,
  `turns.py` connects anew, ends what is left of the old connection, takes the turn and looks the
  key up. So it can say whether the edit is done. A statement waits at most 8 s (`noting.py`),
  because TCP does not report a server that has vanished. psycopg's own waiting has a time limit,
  too (`limited_connection.py`), because Windows does not wake a thread that waits on a socket
  closed by another one. While the connection is lost an edit is refused at once. All connections
  come from one function (`connecting.py`), so one that takes the place of a lost one is like it:
  each statement by itself, with what the database must know. A read rolls back however it ends, and
  after a loss no connection of before is used on (`Sharing.reading`, `work`).
- **What may be old.** While a year cannot be read the window shows it as it was the last time;
  the indicator says since when instead of "saved". Another thread tries again
  (`ui/shared/connection.py`), then all is shown anew.
- **Presence** (`follower.py`) is sent by NOTIFY every 2 s and stored nowhere. The server says
  whose process sent a notification, so nobody can pretend to be another user.

`tests/support/tcp_proxy.py` breaks the connection at each message of an edit; `dev.py clerks`
lets twenty users type and counts lost and doubled edits.
"""
