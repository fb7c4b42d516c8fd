"""The user interface: theme, widgets, tables, pages and dialogs. No SQL, no document libraries."""
