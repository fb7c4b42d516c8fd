"""The public page: what a year publishes, as static web pages that need no server.

`site/building.py` makes of a year a list of files. A `SitePart` is a place and how its bytes are
made. Pages come from Jinja2 templates (`resources/site/templates`), which escape everything
typed; `pages.py` makes them and the open data. The index of the search is a script that only sets
a list, so that it works from a disk, too. `building.py` gives photographs and kept files of
evidence with a day of publication, of kinds that run nothing, and a table with inline styles for
offices that have but an editor. `published.py` reads a year into
plain values: no people, no notes, of a path on somebody's machine the file's name alone, of an
address no user and password. The frame's texts stand in `resources/site/texts.*.json`; English
pages lie in `en/`. Nothing asks for the day: "last updated" is the newest day of what is shown,
today's at the latest. An item is published when it is complete (`ItemProgress`), else partly;
addresses that a check found dead, and internal ones, are left out and told before anything is
written.

`publishing.py` compares these files with a folder and writes what differs. `site-manifest.json`
names the files that are ours with their SHA-256; whatever is not in it is somebody else's: never
written over, never removed. Each year has a folder of its own there, so that addresses that were
filed stay. What is about to be written is noted in the manifest first. So the next run finishes
one that was interrupted, and its list for the uploader (`unlisted`). Years keep their pages when
another one is made without English or without a logo; one that somebody took out of the folder
leaves the list. An `oit-site.zip` that is there is made anew each time, one file in memory at a
time. Pictures have names of their content's key and are made once.

`tests/site/test_in_browser.py` opens the pages in the system's Chromium with axe-core: each kind
of page, light and dark, 320 to 1920 pixels wide, by keyboard, and without scripts.
`test_site_leaks.py` scans all files as `test_leak_scan.py` does.
"""
