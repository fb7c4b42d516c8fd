"""Several clerks on one workspace: who is here, their edits, conflicts, and the connection.

`ui/shared/` is what the window shows of a workspace on a server (`Workspace.shared`). `desk.py`
looks every 100 ms for what the follower's thread has brought: it delivers posted calls
(`background.deliver_posted`), people and the state of the connection. It puts that into the window:
names in the status bar, the line of a lost connection, rows that others type in, tables that a role
may not write.

- While pages follow somebody else's edit, `shared/editor_events.py` holds the name. The table's
  model notes it with the cells that differ (`table/sent_cells.py`). The painter tints them and
  paints the name (`cells/name_tags.py`). Pages know nothing of it.
- Editors tell the window by events (`shared/editor_events.py`), because none of them knows it. The
  events say that they are typed into, that they are about to compare their text, and that two texts
  are in conflict. Tables compare in `table/editing/editor.py`, fields in
  `shared/stored_line.py`: the value that editing began with, the one stored by now, and the one
  typed. Without a window that answers, one's own text is taken.
- What another wrote and the window was told of, but has not shown yet, is in `Workspace.unshown`.
  Writing the same value is a `ConflictError`, so nothing is overwritten unseen. The table then asks
  at once. Forms that are filled once (`FilledForm`) store changed fields alone and put what came
  since there for their first write; lines stored when they are left are `shared/stored_line.py`.
- An edit that is under way (`connection.py`, `ui/storing.sending`) is followed by whoever shows its
  values: cells by `table/sent_cells.py`, fields by `ui/storing.py`. They say `กำลังส่ง` if the
  answer takes long. A refused value stays in its place, red and with the reason, and editing goes
  on with it; the corner and the message (`ส่งอีกครั้ง`) are there as long as one is. Before the
  work is left, the window waits for the answers, and asks about what was refused
  (`ui/saving/leaving.py`).
- The window's thread asks the server nothing. Other years (`frame/bars.py`) and the history of an
  item (`pages/parts/pane_sections.py`) are read in other threads. A test in
  `tests/ui/shared/test_desk.py` counts.
- An opener in another thread (`opening/open_job.py`, `OpenWorker`) opens files and addresses
  (`SharedPlace`) alike; the dialog `shared/login.py` uses the same one. Settings keep addresses
  without passwords.
"""
