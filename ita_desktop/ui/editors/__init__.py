"""What opens over a cell: text, numbers, dates, lists and owners. Nothing here knows the table.

An editor takes a cell's value and gives a value back; what is typed is read by the caller.
"""
