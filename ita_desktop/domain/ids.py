"""Record ids: random, so that undoing a delete can restore a row's id in any workspace."""

from uuid import uuid4


def new_id() -> str:
    """Return a new unique id."""
    return uuid4().hex
