"""Readers: Excel, CSV, pasted text and reports become typed rows that know their origin.

No database and no window; services compare and write the rows. Whatever a file contains, only
:class:`~ita_desktop.domain.errors.ItaError` is raised by this package.
"""
