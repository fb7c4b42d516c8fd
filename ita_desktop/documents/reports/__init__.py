"""Builds the content of documents from a year's data, one module per document.

Each module has ``build(context, digits) -> Document`` and ``missing(context) ->
list[MissingData]``, and is listed in ``documents/registry.py``. Forms follow documents of district
offices.
"""
