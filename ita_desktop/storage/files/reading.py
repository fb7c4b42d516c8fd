"""Reads a workspace that someone else may be writing, using a private copy."""

import contextlib

from sqlalchemy import Engine

from ita_desktop.storage.files.known import look_at
from ita_desktop.storage.files.working import WorkingFile
from ita_desktop.storage.reasons import TROUBLE, cannot_open
from ita_desktop.storage.sqlite import checks, copying, engines, header, schemas


class ReadingCopy:
    """A private copy of the clerk's file, updated on request. The file is not kept open, so that
    its writer can replace it."""

    def __init__(self, working: WorkingFile) -> None:
        """Fetch the copy. Raises WorkspaceError, and database errors."""
        self.working = working
        self._look = look_at(working.target)
        working.fetch()
        working.take_fresh()

    def refresh(self, engine: Engine) -> bool:
        """Update the content of ``engine`` from the clerk's file; return whether it changed. Raises
        WorkspaceError if the file is missing or unreadable."""
        working = self.working
        look = look_at(working.target)
        if look is not None and look == self._look:
            return False
        header.check_header(working.target)
        try:
            working.fetch()
            schemas.without_unknown(working.fresh)
            fresh = engines.engine_of(working.fresh, read_only=True)
            try:
                checks.check_sound(fresh, working.fresh)
                schemas.check_schema(fresh, working.target)
                checks.check_content(fresh, working.target)
            finally:
                fresh.dispose()
            copying.take_content(engine, working.fresh)
            self._look = look
        except TROUBLE as error:
            raise cannot_open(error, working.target) from error
        finally:
            with contextlib.suppress(OSError):
                working.fresh.unlink(missing_ok=True)
        return True
