"""All benchmarks, or the named ones: ``python -m benchmarks [NAME ...]``."""

import sys
from importlib import import_module

NAMES = (
    "start",
    "edit",
    "saving",
    "page_switch",
    "responsive",
    "table_scroll",
    "search",
    "documents",
    "meeting_pack",
    "photos",
    "measures_book",
    "rescore",
    "report",
    "word_reading",
    "pdf_reading",
    "book_import",
    "rounds",
    "link_check",
    "public_page",
    "city",
    "city_window",
)


def main() -> None:
    """Prints one line a ratio as soon as it is measured."""
    for name in sys.argv[1:] or NAMES:
        for ratio in import_module(f"benchmarks.{name}").ratios():
            print(ratio, flush=True)


if __name__ == "__main__":
    main()
