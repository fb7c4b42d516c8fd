"""All benchmarks, or the named ones: ``python -m benchmarks [NAME ...]``."""

import sys
from importlib import import_module

NAMES = (
    "window.start",
    "edit",
    "saving",
    "window.page_switch",
    "window.responsive",
    "window.table_scroll",
    "window.search",
    "files.documents",
    "files.meeting_pack",
    "files.photos",
    "files.measures_book",
    "rescore",
    "files.report",
    "files.word_reading",
    "files.pdf_reading",
    "files.book_import",
    "files.rounds",
    "link_check",
    "files.public_page",
    "city",
    "window.city_window",
)


def main() -> None:
    """Prints one line a ratio as soon as it is measured."""
    for name in sys.argv[1:] or NAMES:
        for ratio in import_module(f"benchmarks.{name}").ratios():
            print(ratio, flush=True)


if __name__ == "__main__":
    main()
