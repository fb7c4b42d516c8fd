"""The program until its window is painted for the first time, or after ``--whole`` until its bars
and words are painted, too."""

import sys

from ita_desktop import app
from ita_desktop.cli.main import main

WHOLE = "--whole"
run = app.Start.run


def watched(start: app.Start, file: object, **how: bool) -> int:
    """In place of opening the file, which begins as soon as the window has painted."""
    # Imported as late as the program does, whose start PySide would slow down.
    from benchmarks.window.floor_window import Watch, tell

    watch = Watch(start.window)
    if WHOLE in sys.argv:
        start.window.begin = tell  # type: ignore[method-assign]
    else:
        start.window.installEventFilter(watch)
    return run(start, file, **how)  # type: ignore[arg-type]


if __name__ == "__main__":
    app.Start.run = watched  # type: ignore[method-assign, assignment]
    main([name for name in sys.argv[1:] if name != WHOLE])
