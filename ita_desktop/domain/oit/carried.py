"""Evidence links that were carried over from an earlier year."""

from typing import Final

from ita_desktop.domain.records import Evidence

_CARRIED: Final = "ยกมาจากปี "
_BEFORE_NOTE: Final = " · "


def carried_note(year: int, note: str) -> str:
    """Return the note of an evidence link carried over from the Buddhist fiscal ``year``; the mark
    of an earlier carrying goes, what somebody wrote stays."""
    mark, words = f"{_CARRIED}{year}", _own(note)
    return f"{mark}{_BEFORE_NOTE}{words}" if words else mark


def is_carried(evidence: Evidence) -> bool:
    """Return whether an evidence link is one of an earlier year that nobody has touched since: no
    work of this year."""
    return evidence.published is None and evidence.note.startswith(_CARRIED)


def own_note(evidence: Evidence) -> str:
    """Return the note of evidence without the mark that it was carried over."""
    return _own(evidence.note)


def without_own(note: str) -> str:
    """Return a note without what somebody wrote: the mark that it was carried over, or nothing."""
    return note.partition(_BEFORE_NOTE)[0] if note.startswith(_CARRIED) else ""


def _own(note: str) -> str:
    return note.partition(_BEFORE_NOTE)[2] if note.startswith(_CARRIED) else note
