"""The one table of the window: typed columns over rows of any kind, edited like a spreadsheet.

Nothing here knows the workspace: a page gives columns and rows and takes the edits.
"""
