"""What each import kind means for the workspace, one file a kind. Pure: nothing is written here.

A kind compares its rows with the year and puts what differs into a
:class:`~ita_desktop.services.import_kinds.draft.Draft`.
"""
