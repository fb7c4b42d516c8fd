"""The official result of an ITA year: report text, JSON or a table become one neutral result.

What a source says is kept as it is printed, with its line; nothing is computed or corrected here.
Whether its figures agree with one another and with the year's framework is for the services.
"""
