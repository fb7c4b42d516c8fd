"""The clerk's file and its local working copy: opening, locking, publishing, backups.

The clerk's file is never written in place, and has one owner while it is open: `FileLife`
(`files/life.py`; its docstring says what holds in each state). All transitions are methods of it.

1. Opening takes the lock beside the file (`files/lock.py`) and copies it to a *working file* on
   this machine (`files/working.py`, below `home.data_folder()`). A file much larger than its
   header says, or than the disk has room for, is not copied before SQLite has confirmed its size.
2. Every edit is committed to the working file at once (write-ahead log, full sync).
3. A moment after the last edit the saving thread copies one moment of the working file beside the
   clerk's file. It checks the copy and moves it into the place of the clerk's file. Only then
   does `Workspace.saved` say "saved". The medium is busy a tenth of the time at most: a large
   file waits nine times as long as it took, but no more than ten minutes, and not at all when it
   is closed.

All that is written is its owner's alone, or the group's of a shared folder (`home.give_rights`);
a file that is replaced keeps its rights.

So whoever copies the clerk's file, however slowly, copies one whole workspace. Before step 3
begins, the clerk's file must look like the one that was read or written last (size and times; by
content where these differ), and no other program may be writing it. The proof comes when it is
replaced, because whatever was known of it before may be wrong by then: `files/known.py` takes
out what stands there at that very moment in the same step, and compares its
digest. The known version is deleted. Any other one goes back to its place, the clerk is told, and
it is tried again; what comes while it goes back is kept beside the file as `NAME (2).ita`. What a
killed program left taken out (`.NAME.ita.` and four letters) is put in order by the next opening
or saving: back where nothing is, deleted where others have all of it, else beside the file.

What a medium can do:

- Linux's own file systems, memory, FAT since Linux 6.0: names are exchanged in one step; a
  program of this machine that has the file open for writing is noticed
- Windows; NTFS, exFAT, network disks on Linux: the former file is moved away, the new one to the
  free name: no version is destroyed, but for a moment nothing has the name. Who copies just then
  finds no file; our own programs wait. After a power cut in that moment the next opening puts the
  former file back
- neither exchange, hard links nor a rename that refuses (old FAT drivers): the same, but a
  version that comes between the last look and the last rename, some microseconds, is written over

Where names are moved, a program that holds the file open for writing is noticed by SQLite's locks
alone, on Windows by the system's too. A version that takes the place after step 3 has no part in
it: the next look says that the file has parted.

Closing carries what is left. Before the working file goes, the file in its place is read anew: by
its digest if it was written, else by its history (`edits/lineage.py`: who has a unit of work has
all before it). If that is not proved, or the program crashes, the working file stays, with a note
of its workspace and of what it is based on (`base.json`).

`files/remembered.py` finds what was left by the key of the workspace, wherever the file is by then.
A file that is still where the work began continues from it, also under another name or letter, but
not a copy of that file: copies are kept for their own sake, and what is asked for is joined. One
that has all of it lets it go. One that went on without it leaves it where it is, in a folder of its
own, until the clerk drops it. The same module remembers what was last saved from this machine, so
that an older file, or one that parted, says so. `Workspace.findings` tells all of that, copies
beside the file, and a lock that came with it from another machine.

In the window `ui/saving` shows it: `FileDesk` looks at the file every few seconds (in a thread,
as a medium may hang) and keeps the lines below the pages; `LeaveGuard` tries once more and asks
before a file is left that lacks something (`saving/leaving.py`). What is saved elsewhere is let
go by `close(held_by=)` alone.

Each table has a digest, the sum of the digests of its rows (`files/digests.py`). Each change
brings it up to date in its own transaction, from the changed rows alone. It is compared with all
rows when a file is opened, restored or read anew, in `check` and in each safety copy. Where it
differs, the file is refused with the kinds of records that differ (`AlteredError`). The clerk
restores a copy or takes the file as it is; the history says so. Whatever else writes a table has
to go through that module, too.

What a copy holds and the file does not is compared row by row
(`services/settings/differences.py`), in a migrated copy of that copy. A kind, or records chosen
from a list (`differing_records()` there, `ui/dialogs/restore.py`), comes back by
`Change.bring_back`. Its parts, and what it is a part of, come with it.

Two files of one workspace that parted are joined by `moving/joining.py`: what the other one has
changed since their common state goes through the three-way merge of shared work
(`moving/merging.py`) as one unit of work. The other file is a private copy
(`Workspace.open_private`), of any schema; a preview joins a private copy of this file.
`common_state.py` finds the common state: the newest common unit of work, or what an earlier join
has noted, in whichever direction, so that nothing comes twice or as an echo, and a decision about
two texts is known to both files. The rows of that state come from the history
(`edits/history.py`). It also notes in the history how far the other file (and what
that had joined) is known, which places are open, and the single edits under their authors. A note
counts while its edit is not undone; it holds no text, so that it stays when a name is erased.
What this file has erased for good (a row that is gone, or a value that is empty, without an edit
that says so) is neither brought nor told. What the other file did outside its history is told.

Each safety copy is read to the last row (`sqlite_checks.prove`: references, rows, digests,
bytes). The newest goes to a second place, too, where one was chosen
(`services/settings/safety_copies.py`). A file marks that place, so that a stick is not taken for
its empty mount point. What is erased for good goes from there as well.
`services/settings/safety_copies.py` looks at all of them at once.

A check of a link is a `LinkProof` by address and item; the last twelve stay
(`domain/oit/proofs.over_kept`), and the copies of two. Its copy goes with its row
(`storage/safety_copies.py`): an undo brings the check back, not the copy.

Pictures and files are stored under their SHA-256, and compared with it when they are read, in
`check` and in each safety copy. Changed bytes count as lost; adding the file again repairs it.
Half-written files of a killed program are removed by a later run (`filing/atomic_write.py`).

Whoever opens a file second may only read it, and is told who is writing. It is read from a
private copy that follows the file (`ReadingCopy` of `files/working.py`), also if a crash has left
a journal beside it. Files of older schemas are migrated in their working file. Newer, foreign or
damaged files are refused before they are touched. A sound file with more than our tables (tables,
columns, triggers, views: `sqlite_checks.unknown_in`) is read from a private copy without these
(`Workspace.unknown`), until it is taken `as_it_is`: then a safety copy keeps them, and they are
taken out.
"""
