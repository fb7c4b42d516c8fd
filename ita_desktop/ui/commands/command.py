"""What can be asked for, by name."""

from enum import StrEnum


class Command(StrEnum):
    """What menus and pages ask the window for, and what the command search offers."""

    NEW = "new"
    OPEN = "open"
    SAMPLE = "sample"
    CLOSE = "close"
    SAVE = "save"
    BACK_UP = "back_up"
    SAVE_COPY = "save_copy"
    KEEP_SAMPLE = "keep_sample"
    RESTORE = "restore"
    QUIT = "quit"
    OPEN_COPY = "open_copy"
    UNDO = "undo"
    REDO = "redo"
    HISTORY = "history"
    PRINT = "print"
    SAVE_ALL = "save_all"
    IMPORT = "import"
    NEW_YEAR = "new_year"
    FOLD_RAIL = "fold_rail"
    REOPEN = "reopen"
    HELP = "help"
    SHORTCUTS = "shortcuts"
    NEWS = "news"
    COPY_DETAILS = "copy_details"
    LICENCES = "licences"
    ABOUT = "about"
