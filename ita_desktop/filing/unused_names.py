"""Names for new files and folders that nothing has yet."""

from itertools import chain, count
from pathlib import Path


def unused(folder: Path, name: str, suffix: str = "") -> Path:
    """Return the path of ``name`` in ``folder``, with the first number from 2 on behind it if
    something is called so already."""
    first = folder / f"{name}{suffix}"
    others = (folder / f"{name} {number}{suffix}" for number in count(2))
    return next(place for place in chain((first,), others) if not place.exists())
