"""Lists that go out as Excel files and come back, edited, sorted and with new rows.

`listed` says which lists there are: each is the records of a page's table with columns made from
their fields, and the services that write what is typed into that table. `writing` makes the file;
`comparing` plans what came back: what nobody touched is left, whatever the program says of it now,
and what was changed is written by the same services, so that a rule of a page holds for its file.
`rehearsal` is the workspace that these services write to: nothing is stored by it.
"""
