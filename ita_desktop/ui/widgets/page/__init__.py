"""What a page is put together from: head, pane, sections."""
