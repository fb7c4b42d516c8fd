"""Loads modules and creates pages in steps between events.

- What follows from a year is cached until something is written (`Session.cached`), and a table
  keeps the laid out lines of the rows it showed before (`SheetModel.show_other`).
  `benchmarks/window/page_switch.py` compares with bare tables.
- Ctrl+K scans all texts of `services/search/index.py`. They are prepared in small steps between
  events.
- Long work is a `Job` (`ui/background.py`); what is about the workspace begins with
  `Session.run`. It reports progress (`ui/widgets/status.py`, in a sheet `widgets/sheet.py`), can
  be stopped without a trace, and is asked to stop when its workspace is closed. Work that was
  confirmed (writing an import, a new file) is waited for. Documents are made from the immutable
  year, so they go on after a file is closed. What the clerk asked for (`keeps_open`) keeps the
  window open until it is done or stopped.
- While a job writes, the window reads the committed state (`storage/files`). Its own writes are
  refused at once, with a sentence.
- Several documents are ticked in `dialogs/save_documents.py` and made by
  `services/documents/batch.py`. `ui/outside.py` names each saved file and opens it or its folder.
"""
