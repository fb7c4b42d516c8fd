"""Opens and closes workspaces in the window.

Heavy libraries (openpyxl, docx, reportlab, lxml, yaml, nlpo3, ...) are imported inside functions,
on first use: together they would more than double the start. `tests/test_startup.py` looks at the
modules of a started window, and at the Qt classes that PySide made for it (`QStyle` or `QIcon`
cost milliseconds each). A start has three stages. First comes the bare window, with its title and
place and the areas of its bars (`ui/frame/skeleton.py`), but without widgets, text or style
sheet. PySide has not created Qt's enumerations yet: the first use of `Qt`, also by `QBrush` or
`fillRect`, takes 15 ms. So `window.py` and `main_frame.py` import what their parts need inside
`populate()`. Typed keys wait, and the window can be closed. Second comes the whole frame, which
names the file that another thread is reading with the database library
(`ui/opening/workspace_opener.py`). Third comes the page. `dev.py bench window.start` measures all
three beside an empty window, `dev.py bench window.bundle_start` the first one of a bundle. So the
modules of the window name
types of `storage` for the type checker alone; `storage/edits/changes.py` has what they need of an
edit, without SQL. `domain/frozen.py` defines frozen dataclasses without compiling their methods.
`domain/patterns.py` compiles patterns when something is first compared with them.
`storage/deferred.py` postpones modules that the database library names and seldom uses (asyncio,
package metadata). The process ends without a last search for garbage (`__main__.py`), which took
as long as a fifth of the start.

A start always ends in a window (`app.py`, `Start`): painted bare, then populated, also if it is
minimised and never painted. If a file cannot be opened, the welcome page says why. Settings that
break the window are moved out of the way. A remembered value of another type is ignored
(`Settings.get`, `settings.py`). An uncaught error in any thread is logged and shown once in
the message line, and work goes on (`ui/failures.py`).

`ui/opening/open_job.py` opens, checks and reads a workspace in another thread; the window takes
it between two events, never under a dialog. The former file is closed in a thread, too, and
opening it again waits for that. `WorkspaceOpener.open_file` does it at once, for a start.
`ui/saving/leaving.py` asks about running exports and about work in the sample
(`services/workspaces.py`) before a file is left. A later start by the same user finds the name of
the running window in the lock of the file, or of the user's folder. It raises that window
(`ui/opening/instance_listener.py`); QtNetwork is loaded only then.

After a start, modules that it did not need are loaded bit by bit (`ui/loading/idle.py`), each
after those that it needs, so that none brings many others; libraries are left to the threads that
use them. Then pages that nobody has seen are made, laid out and filled out of sight, in pieces
with a turn of the event loop each (`ui/loading/pages.py`). Parts that are seen only on request
come last (`Page.build_hidden_parts`). A page that is asked for earlier comes in such pieces, too
(`Navigation.visit`, `ui/loading/pages.py`). A key that is typed meanwhile belongs to the page
that is coming, so the rest of that page is made before Qt delivers the key, in turns between
which the window paints (`ui/loading/pages.py`). Only `Navigation.go` makes a page at once.
What opens a dialog first loads its modules in such turns (`ui/loading/asked.py`; a test of the
architecture finds who does not). Meanwhile the dialog is coming: as below an open one nothing is
exchanged and nothing clicked or closed, and keys are held for it (`ui/loading/asked.py`).

Qt objects must be freed in the window's thread: one that is freed in another may end the program,
at once or much later. So a job's thread is plain Python without Qt; what its work needed and
returned is dropped in the window's thread; what it stores reaches the window by `post_to_window`.
For the same reason Python's garbage is collected between the window's events
(`ui/loading/idle.py`). A full collection takes half a millisecond for 1,000 objects and cannot
be divided, so what libraries have made is taken out of it, and large tables of words are tuples
of texts, which it passes over. A change of colours polishes what can be seen; the rest, most of
the widgets, is told nothing and polished when it is shown (`ui/theme/style.py`).
"""
