"""Paper before it is a file: letters measured, lines broken, pages ended, documents bound.

``compose`` sets a document on pages and tells with what each begins, ``binding`` what is bound
behind it; ``shaping`` measures text, ``grid`` and ``continued_pages`` know tables. Word, Excel and
PDF ask here, so that all three end their lines and pages alike; nothing here knows any of them.
"""
