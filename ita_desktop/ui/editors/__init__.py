"""What opens over a cell: text, numbers, dates, lists, owners. Of the table they know its values.

An editor takes a cell's value and gives a value back; what is typed is read by the caller.
"""
