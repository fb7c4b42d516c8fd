"""The official result of an ITA year: report text, JSON or a table become :class:`Results`.

Figures are kept as printed, with their line; nothing is computed or corrected here. Services check
whether they agree with each other and with the year's framework.
"""
