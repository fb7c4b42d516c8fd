"""The main window's frame: what stands around every page. It knows pages only as widgets."""
