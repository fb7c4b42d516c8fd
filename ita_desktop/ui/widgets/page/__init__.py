"""The building blocks of a page: header, pane, sections."""
