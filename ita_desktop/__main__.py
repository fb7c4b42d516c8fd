"""``python -m ita_desktop`` and the ``ita-desktop`` command."""

import gc
import sys


def main() -> None:
    """Runs the program and leaves with its exit code."""
    # A start makes many objects and no garbage: collecting while it lasts costs a tenth of it.
    # A command collects again before it begins, the window once it has painted.
    gc.disable()
    try:
        from ita_desktop.cli.main import main as run

        code = run()
    except KeyboardInterrupt:  # while the program is still being loaded
        code = 130
    # Everything is written and closed. Python would still look for garbage among all objects, more
    # than once, which takes as long as a fifth of the start.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
