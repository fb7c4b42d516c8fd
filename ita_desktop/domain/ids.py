"""Keys of records: random, so that an undone delete can give a row its old key back anywhere."""

from uuid import uuid4


def new_id() -> str:
    """A key that no other record has."""
    return uuid4().hex
