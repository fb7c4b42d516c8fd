"""Page layout that does not depend on a file format: text shaping, line and page breaks, binding.

``compose`` lays out a document and returns where each page begins, ``binding`` the documents bound
to it; ``fonts`` measures text, ``grid`` handles tables. The Word, Excel and PDF back-ends use it,
so that lines and pages end alike; it knows none of them.
"""
