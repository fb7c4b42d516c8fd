"""The user interface: theme, widgets, tables, pages and dialogs. No SQL, no document libraries."""

from ita_desktop.ui.overrides import guard_overrides

# Before the first class is made.
guard_overrides()
