"""Makes documents: a report builds a typed Document from a year, a back-end converts it to a file.

Reports do not depend on file formats, back-ends not on reports, and neither on storage or Qt.
"""
