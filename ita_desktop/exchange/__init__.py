"""Rows in: Excel, CSV and pasted text become typed rows that know their place of origin.

No database and no window; what is to be done with the rows is a matter of the services. Only
:class:`~ita_desktop.domain.errors.ItaError` leaves this package, whatever a file holds.
"""
