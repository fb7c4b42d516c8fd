"""Storage of workspaces: tables, the write gateway, history, migrations, locks, backups.

The only package with SQL. Imports the domain, and nothing above it.
"""

from typing import Final

from ita_desktop.storage.deferred import SELDOM, defer

SUFFIX: Final = ".ita"
"""The suffix of workspace files."""

defer(SELDOM)
