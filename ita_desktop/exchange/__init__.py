"""Rows in: Excel, CSV and JSON files become typed rows that know their place of origin.

No database and no window; what is to be done with the rows is a matter of the services.
"""
