"""The window: theme, widgets, the table, pages and dialogs. No SQL, no documents' libraries."""
