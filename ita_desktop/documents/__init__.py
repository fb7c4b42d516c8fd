"""Pages out: a report makes a typed Document of a year, a back-end turns it into a file.

Reports know nothing of Word, Excel or PDF; back-ends know no report. No storage, no Qt.
"""
