"""QR codes, as pictures of one bit a dot: sharp at any size."""

from io import BytesIO
from typing import Final

_DOTS: Final = 16
"""Dots of the picture for each square of the code."""
_QUIET: Final = 4
"""Squares of white around the code, as its standard asks."""


def qr_code(text: str) -> bytes:
    """Returns a PNG with the code of ``text``; a seventh of it may be unreadable."""
    import segno

    made = BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(
        made, kind="png", scale=_DOTS, border=_QUIET
    )
    return made.getvalue()
