"""Components shared by several pages: panes, sections, popups."""
