"""The frame of the main window around every page, which it knows only as a QWidget."""
