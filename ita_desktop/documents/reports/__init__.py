"""One module a document: a fiscal year's data becomes typed content.

Each has ``build(year, digits) -> Document`` and ``missing(year) -> list[MissingData]``, and is
named in ``documents/registry.py``. Forms follow the documents of district offices.
"""
