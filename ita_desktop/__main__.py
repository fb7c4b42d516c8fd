"""``python -m ita_desktop`` and the ``ita-desktop`` command."""

import sys


def main() -> None:
    """Runs the program and leaves with its exit code."""
    from ita_desktop.cli.main import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
