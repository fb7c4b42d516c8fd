"""Edits: what one is, and their history with undo and redo.

A unit of work is a group of row changes with a label, a time and a name. The label is stored as a
template with fields (a `Phrase`): the window shows it in its own language, and what the clerk
typed in it stays as typed.

- On a server, undo and redo are of one's own edits, whoever wrote in between
  (`storage/server/live`).
- Undo replays a group backwards *as a new group*; redo replays it forwards. Nothing is erased,
  and both work after a restart.
- Each replayed write checks that the row is still as noted. An undo of something that a later
  edit has changed raises an error and changes nothing.
- An edit after an undo marks the undone groups as `dropped`.
- `EditHistory.go_to` undoes or redoes all edits up to a point in one transaction.
- What was written while a file was made (the rows of a new year, the sample) lies behind
  `EditHistory.close`: it is listed and cannot be undone.

A test makes random edits, deletions and imports, undoes and redoes them all, goes to any point,
and compares the databases.
"""
