"""The table widget of the window: typed columns over arbitrary rows, edited like a spreadsheet.

It does not access the workspace: a page supplies columns and rows, and stores the edits.
"""
