"""Where this user's own things lie: settings, safety copies and working files.

The folder may be set by an environment variable, for tests and for offices that keep copies on a
network drive.
"""

import os
from pathlib import Path

import platformdirs

APP = "ita-desktop"


def data_folder() -> Path:
    """The folder for this user's settings, safety copies and working files."""
    chosen = os.environ.get("ITA_DESKTOP_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir(APP, appauthor=False))
