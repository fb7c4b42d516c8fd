"""What several pages show: panes, their sections, small popups."""
