"""The committee and its orders; people, units, posts and owners.

Members of a body on a day follow from its orders (`domain/roster/committee.py`). The committee's
table, the papers and a new year all ask there. A member is a person, a post or a group of posts,
as its order says, and the order prints exactly that. Who holds a post is a row of its own, a
`Tenure` of a person from a day to a day (`domain/roster/orders.py`). Posts change hands within a
year while the order stays. A paper of a past meeting names who held the post then.

There is no table of posts. A post is the words the office uses; `domain/roster/matching.py` maps
two names of one post (ผู้อำนวยการเขต with and without the district, หัวหน้าฝ่ายสิ่งแวดล้อมฯ and
the whole name) to one key. `domain/roster/holders.py` finds the holder. Where the register has no
tenure of a post, the one person whose position names it holds it; nothing else is guessed.
`domain/roster/holders.py` splits a year by who holds a post, for the table of posts
(`table/cells/drawn.py`) and for `services/checks/checking.py`.

Attendance is stored a row a place, because places come and go with orders. It is shown, counted
and printed by person (`domain/attendance.py`). Places of one person, or of one post that
nobody is known to hold, are one attendee with all roles. An edit of an attendee is written to all
its places. Where a thing is used elsewhere is computed, never stored (`services/links.py`). A
place names a document with what it is about (`agenda#KEY`, `services/places.py`); the rows of a
filtered table travel as codes in it (`places.rows_place`, `ReportContext.items`).
"""
