"""The bundled fonts for what Sarabun has not (``resources/fonts``), for documents and window."""

from typing import Final, NamedTuple


class Fallback(NamedTuple):
    """A font file; ``family`` is its name, ``office`` a font of Windows with the same letters."""

    file: str
    family: str
    office: str


FALLBACKS: Final = (
    Fallback("NotoSansSymbols2-Regular.ttf", "Noto Sans Symbols 2", "Segoe UI Symbol"),
    Fallback("NotoSansSymbols-Regular.ttf", "Noto Sans Symbols", "Segoe UI Symbol"),
    Fallback("NotoSansMath-Regular.ttf", "Noto Sans Math", "Segoe UI Symbol"),
    Fallback("NotoSans-Regular.ttf", "Noto Sans", "Segoe UI"),
    Fallback("NotoSansSC-Regular.ttf", "Noto Sans SC", "Microsoft YaHei"),
    Fallback("NotoSansMyanmar-Regular.ttf", "Noto Sans Myanmar", "Myanmar Text"),
    Fallback("NotoSansLao-Regular.ttf", "Noto Sans Lao", "Leelawadee UI"),
    Fallback("NotoSansKhmer-Regular.ttf", "Noto Sans Khmer", "Leelawadee UI"),
    Fallback("NotoEmoji-Regular.ttf", "Noto Emoji", "Segoe UI Emoji"),
)
"""The first that has a letter gives it."""
